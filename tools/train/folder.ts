import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { readCheckpointNotes } from '../../lib/training/checkpoint';
import type { ImagesMark } from './images-mark';

/** What a run was started with, kept in its checkpoint; a resumed run goes on with the same. */
export interface RunSettings {
  readonly batchSize: number;
  readonly seed: number;
  /** Where the images lie; undefined for MNIST. */
  readonly data?: string;
  readonly images: ImagesMark;
}

/** The files of a run's folder. */
export interface RunFolder {
  readonly path: string;
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
export function createRunFolder(folder: RunFolder): void {
  if (existsSync(folder.checkpoint)) {
    throw new Error(
      `${folder.path}: holds a training already. Go on with --resume, or name another folder with --out.`,
    );
  }
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
      `${folder.path}: cannot be written (${reason}). Name another folder with --out.`,
      { cause },
    );
  }
}

/**
 * The settings of the run in a folder, checked against those asked for; its images may lie elsewhere now.
 * @throws Error when there is no run to go on with, or a setting differs
 */
export function resumedSettings(folder: RunFolder, asked: Partial<RunSettings>): RunSettings {
  if (!existsSync(folder.checkpoint)) {
    throw new Error(
      `${folder.path}: no training to go on with. Name its folder with --out, or start without --resume.`,
    );
  }
  const settings = readCheckpointNotes(folder.checkpoint);
  if (!isOfRun(settings)) {
    throw new Error(
      `${folder.checkpoint}: a checkpoint that npm run train did not write. Go on with the program that did, or start ` +
        'anew with another --out.',
    );
  }
  for (const name of ['batchSize', 'seed'] as const) {
    if (asked[name] !== undefined && asked[name] !== settings[name]) {
      throw new Error(
        `${folder.path}: was trained with ${name} ${settings[name]}, but ${asked[name]} was asked for. ` +
          'Leave the option out to go on, or start anew with another --out.',
      );
    }
  }
  return { ...settings, data: asked.data ?? settings.data };
}

/** A checkpoint is written whole or not at all, so notes that have images have all. */
const isOfRun = (notes: unknown): notes is RunSettings =>
  typeof notes === 'object' && notes !== null && 'images' in notes;
