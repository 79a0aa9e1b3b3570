import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { readCheckpointNotes } from '../../lib/training/checkpoint';
import type { DataSource } from './data';
import type { ImagesMark } from './images-mark';
import type { ModelName } from './models';
import type { TrainCommand } from './options';

/** What a run was started with, kept in its checkpoint; a resumed run goes on with the same. */
export interface RunSettings extends DataSource {
  readonly batchSize: number;
  readonly seed: number;
  readonly model: ModelName;
  readonly images: ImagesMark;
}

/** What of a command must be as it was when a run goes on. */
const KEPT = ['batchSize', 'seed', 'model', 'size', 'channels'] as const;
type Asked = Partial<Pick<TrainCommand, (typeof KEPT)[number] | 'data' | 'skipBad'>>;

/** The files of a run's folder. */
export interface RunFolder {
  readonly path: string;
  readonly checkpoint: string;
  readonly history: string;
  readonly losses: string;
  readonly animation: string;
  /** What other programs load. */
  readonly generator: string;
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
    checkpoint: join(path, 'checkpoint.safetensors'),
    history: join(path, 'history.json'),
    losses: join(path, 'losses.png'),
    animation: join(path, 'training.gif'),
    generator: join(path, 'generator'),
    frames,
    grid: (epoch) => join(path, `gan_generated_epoch_${epoch}.png`),
    frame: (epoch) => join(frames, `${String(epoch).padStart(5, '0')}.png`),
  };
}

/** @throws Error when a folder holds a run already */
export function requireNoRun({ checkpoint, path }: RunFolder): void {
  if (!existsSync(checkpoint)) return;
  throw new Error(
    `${path}: holds a training already. Go on with: npm run train -- --resume --out "${path}". ` +
      'Or name another folder: npm run train -- --out FOLDER',
  );
}

/**
 * Makes the folder of a new run.
 * @throws Error when it holds a run already or cannot be written
 */
export function createRunFolder(folder: RunFolder): void {
  requireNoRun(folder);
  makeRunFolder(folder);
}

/** Makes what is missing of a run's folder, which may have been tidied. @throws Error when it cannot be written */
export function makeRunFolder(folder: RunFolder): void {
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
}

/**
 * The settings of the run in a folder, checked against those asked for; its images may lie elsewhere now.
 * @throws Error when there is no run to go on with, or a setting differs
 */
export function resumedSettings(folder: RunFolder, asked: Asked): RunSettings {
  if (!existsSync(folder.checkpoint)) {
    throw new Error(
      `${folder.path}: no training to go on with. Name its folder: npm run train -- --resume --out FOLDER. ` +
        'Or start one: npm run train',
    );
  }
  const notes = readCheckpointNotes(folder.checkpoint);
  if (!isOfRun(notes)) {
    throw new Error(
      `${folder.checkpoint}: a checkpoint that npm run train did not write. Go on with the program that did, or start ` +
        'anew with another --out.',
    );
  }
  const settings: RunSettings = { ...notes, model: notes.model ?? 'dense' };
  const kept: Asked = { ...settings, ...settings.pictures };
  for (const name of KEPT) {
    if (asked[name] === undefined || asked[name] === kept[name]) continue;
    const was = kept[name] === undefined ? `without ${name}` : `with ${name} ${kept[name]}`;
    throw new Error(
      `${folder.path}: was trained ${was}, but ${asked[name]} was asked for. ` +
        'Leave the option out to go on, or start anew: npm run train -- --out FOLDER',
    );
  }
  const resumed = { ...settings, data: asked.data ?? settings.data };
  if (!asked.skipBad || !settings.pictures) return resumed;
  return { ...resumed, pictures: { ...settings.pictures, skipBad: true } };
}

/** A checkpoint is written whole or not at all: notes that have images have all, but older ones name no model. */
const isOfRun = (
  notes: unknown,
): notes is Omit<RunSettings, 'model'> & Partial<Pick<RunSettings, 'model'>> =>
  typeof notes === 'object' && notes !== null && 'images' in notes;
