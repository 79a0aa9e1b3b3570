import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { writeAtomically } from '../../lib/atomic-write';

/** What a run was started with; a resumed run goes on with the same. */
export interface RunSettings {
  readonly batchSize: number;
  readonly seed: number;
  /** Undefined for MNIST. */
  readonly data?: string;
}

/** The files of a run's folder. */
export interface RunFolder {
  readonly path: string;
  readonly settings: string;
  readonly checkpoint: string;
  readonly history: string;
  readonly losses: string;
  readonly animation: string;
  /** One small picture an epoch, from which the animation is made. */
  readonly frames: string;
  /** The article's name for the grid of an epoch. */
  grid(epoch: number): string;
  frame(epoch: number): string;
}

/** The names in a run's folder; nothing is made. */
export function runFolder(path: string): RunFolder {
  const frames = join(path, 'frames');
  return {
    path,
    settings: join(path, 'run.json'),
    checkpoint: join(path, 'checkpoint.safetensors'),
    history: join(path, 'history.json'),
    losses: join(path, 'losses.png'),
    animation: join(path, 'training.gif'),
    frames,
    grid: (epoch) => join(path, `gan_generated_epoch_${epoch}.png`),
    frame: (epoch) => join(frames, `${String(epoch).padStart(5, '0')}.png`),
  };
}

/**
 * Makes the folder of a new run.
 * @throws Error when it holds a run already or cannot be written
 */
export function createRunFolder(folder: RunFolder, settings: RunSettings): void {
  if (existsSync(folder.checkpoint)) {
    throw new Error(
      `${folder.path}: holds a training already. Go on with: npm run train -- --resume --out "${folder.path}". ` +
        'Or name another folder: npm run train -- --out FOLDER',
    );
  }
  try {
    mkdirSync(folder.frames, { recursive: true });
    accessSync(folder.path, constants.W_OK);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `${folder.path}: cannot be written (${reason}). Name another folder: npm run train -- --out FOLDER`,
      { cause },
    );
  }
  writeAtomically(folder.settings, [Buffer.from(JSON.stringify(settings))]);
}

/**
 * The settings of the run in a folder, checked against those asked for.
 * @throws Error when there is no run to go on with, or a setting differs
 */
export function resumedSettings(folder: RunFolder, asked: Partial<RunSettings>): RunSettings {
  if (!existsSync(folder.checkpoint) || !existsSync(folder.settings)) {
    throw new Error(
      `${folder.path}: no training to go on with. Name its folder: npm run train -- --resume --out FOLDER. ` +
        'Or start one: npm run train',
    );
  }
  // Written by createRunFolder, whole or not at all.
  const settings = JSON.parse(readFileSync(folder.settings, 'utf8')) as RunSettings;
  for (const name of ['batchSize', 'seed', 'data'] as const) {
    if (asked[name] !== undefined && asked[name] !== settings[name]) {
      throw new Error(
        `${folder.path}: was trained with ${name} ${settings[name] ?? 'MNIST'}, but ${asked[name]} was asked for. ` +
          'Leave the option out to go on, or start anew: npm run train -- --out FOLDER',
      );
    }
  }
  return settings;
}
