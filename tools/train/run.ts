import { readFileSync } from 'node:fs';

import { writeAtomically } from '../../lib/atomic-write';
import { tf } from '../../lib/backend';
import { openDashboard } from '../../lib/dashboard';
import { batchesWithReplacement } from '../../lib/data/batches';
import { fileKind } from '../../lib/data/file-kind';
import { loadIdx, loadMnist } from '../../lib/data/mnist';
import { drawAnimation, drawImageGrid, drawLossCurves } from '../../lib/figures';
import { buildDenseGan } from '../../lib/models/dense';
import type { Gan } from '../../lib/models/gan';
import { Random } from '../../lib/random';
import { loadCheckpoint, writeCheckpoint } from '../../lib/training/checkpoint';
import type { Progress } from '../../lib/training/loop';
import { PRESETS } from '../../lib/training/presets';
import { type TrainingState, createTrainingState } from '../../lib/training/state';
import { trainGan } from '../../lib/training/train-gan';
import {
  type RunFolder,
  type RunSettings,
  createRunFolder,
  makeRunFolder,
  resumedSettings,
  runFolder,
} from './folder';
import { markOf, requireSameImages } from './images-mark';
import type { TrainCommand } from './options';
import { progressBar } from './progress-bar';

/** Noise of the pictures: apart from the training's, so that looking changes nothing. */
const PICTURE_LABEL = 1;
/** The article saves a grid every so many epochs. */
const GRID_EVERY = 10;

/** How a run ended. */
export interface RunResult {
  readonly state: TrainingState;
  readonly finished: boolean;
}

/**
 * The article's training from a terminal, with all its files.
 *
 * @param print receives lines for the reader
 * @throws Error of one sentence for everything that bad input or the machine can cause
 */
export async function runTraining(
  command: TrainCommand,
  print: (line: string) => void,
): Promise<RunResult> {
  const { folder, settings, gan, batches, state } = openRun(command);
  print(describeStart(command, settings, state.step / batches.stepsPerEpoch));

  const z = new Random(settings.seed)
    .fork(PICTURE_LABEL)
    .normal<tf.Rank.R2>([16, PRESETS.article.latentDim]);
  if (state.step === 0) saveFrame(folder, gan, z, 0);
  const dashboard = command.live ? await openDashboard(state.history) : undefined;
  if (dashboard) print(`Loss curves while it trains: ${dashboard.url}`);
  const bar = progressBar();
  try {
    await trainGan(gan, batches, {
      ...PRESETS.article,
      epochs: command.epochs,
      state,
      onProgress: (progress) => bar.show(progress),
      onEpoch: ({ epoch }: Progress) => {
        saveFrame(folder, gan, z, epoch);
        writeCheckpoint(folder.checkpoint, { game: gan, state, notes: settings });
      },
    });
    writeCheckpoint(folder.checkpoint, { game: gan, state, notes: settings });
  } finally {
    bar.stop();
    await dashboard?.close();
  }
  await saveSummary(folder, state, batches.stepsPerEpoch);
  return { state, finished: state.step >= command.epochs * batches.stepsPerEpoch };
}

/** All that a training needs, new or as it was when it stopped. */
function openRun(command: TrainCommand) {
  const folder = runFolder(command.out);
  const before = command.resume ? resumedSettings(folder, command) : undefined;
  const start = before ?? newSettings(command);
  const { train } = start.data === undefined ? loadMnist() : loadIdx(start.data);
  const settings: RunSettings = { ...start, images: markOf(train.bytes) };
  const names = { run: folder.path, data: settings.data ?? 'MNIST' };
  if (before) requireSameImages(before.images, settings.images, names);
  const batches = batchesWithReplacement(train.bytes, settings);
  const gan = buildDenseGan({ seed: settings.seed, exampleShape: batches.exampleShape });
  if (before) makeRunFolder(folder);
  else createRunFolder(folder);
  const state = before
    ? loadCheckpoint(folder.checkpoint, gan)
    : createTrainingState(gan, settings);
  return { folder, settings, gan, batches, state };
}

/** What a new run goes by: the article's numbers where the command line has none. */
function newSettings({ batchSize, seed, data }: TrainCommand): Omit<RunSettings, 'images'> {
  const { article } = PRESETS;
  return { batchSize: batchSize ?? article.batchSize, seed: seed ?? article.seed, data };
}

function describeStart(
  command: TrainCommand,
  { batchSize, seed, data, images }: RunSettings,
  epoch: number,
): string {
  const from = command.resume ? ` from epoch ${epoch.toFixed(1)}` : '';
  return (
    `Training on ${images.count} images of ${data ?? 'MNIST'}: ${command.epochs} epochs${from}, ` +
    `batches of ${batchSize}, seed ${seed}. Files go to ${command.out}. Ctrl-C saves and ends.`
  );
}

function saveFrame(folder: RunFolder, gan: Gan, z: tf.Tensor2D, epoch: number): void {
  // A generator for images, fed one batch, gives one 4-D tensor.
  const images = gan.generator.predict(z) as tf.Tensor4D;
  const { data } = drawImageGrid(images, { columns: 4 });
  images.dispose();
  makeRunFolder(folder);
  writeAtomically(folder.frame(epoch), [data]);
  if (epoch % GRID_EVERY === 0 && epoch > 0) writeAtomically(folder.grid(epoch), [data]);
}

async function saveSummary(
  folder: RunFolder,
  { history, step }: TrainingState,
  stepsPerEpoch: number,
): Promise<void> {
  writeAtomically(folder.history, [Buffer.from(JSON.stringify(history))]);
  if (history.rows.length > 0) {
    writeAtomically(folder.losses, [(await drawLossCurves(history)).data]);
  }
  const epochs = Array.from({ length: Math.floor(step / stepsPerEpoch) + 1 }, (_, i) => i);
  // Some may have been tidied away.
  const frames = epochs.map(folder.frame).filter((path) => fileKind(path) === 'file');
  if (frames.length === 0) return;
  const film = await drawAnimation(frames.map((path) => readFileSync(path)));
  writeAtomically(folder.animation, [film.data]);
}
