import { writeAtomically } from '../../lib/atomic-write';
import { tf } from '../../lib/backend';
import { openDashboard } from '../../lib/dashboard';
import { type Batches, type Examples, batchesWithReplacement } from '../../lib/data/batches';
import { drawLossCurves } from '../../lib/figures';
import type { Gan } from '../../lib/models/gan';
import { exportGenerator } from '../../lib/models/generator-files';
import { loadCheckpoint, writeCheckpoint } from '../../lib/training/checkpoint';
import type { Progress } from '../../lib/training/loop';
import { PRESETS } from '../../lib/training/presets';
import { type TrainingState, createTrainingState } from '../../lib/training/state';
import { trainGan } from '../../lib/training/train-gan';
import { type DataSource, type TrainingData, holdsIdx, loadTrainingData } from './data';
import {
  type RunFolder,
  type RunSettings,
  createRunFolder,
  makeRunFolder,
  requireNoRun,
  resumedSettings,
  runFolder,
} from './folder';
import { markOf, requireSameImages } from './images-mark';
import { TRAINING, buildGan } from './models';
import type { TrainCommand } from './options';
import { progressBar } from './progress-bar';
import { bestGenerator, sampleInput, saveFilm, saveSamples } from './samples';

/** How a run ended. */
export interface RunResult {
  readonly state: TrainingState;
  readonly finished: boolean;
}

/** All that a training needs. */
interface Run {
  readonly folder: RunFolder;
  readonly settings: RunSettings;
  readonly data: TrainingData;
  readonly gan: Gan;
  readonly batches: Batches<Examples>;
  readonly state: TrainingState;
}

/**
 * A training from a terminal, with all its files: the article's, or one on pictures.
 *
 * @param print receives lines for the reader
 * @throws Error of one sentence for everything that bad input or the machine can cause
 */
export async function runTraining(
  command: TrainCommand,
  print: (line: string) => void,
): Promise<RunResult> {
  const run = await openRun(command, print);
  const { folder, settings, data, gan, batches, state } = run;
  print(describeStart(command, settings, state.step / batches.stepsPerEpoch));

  const samples = sampleInput(gan, settings.seed, data.classNames);
  if (state.step === 0) saveSamples(folder, gan, samples, 0);
  const dashboard = command.live ? await openDashboard(state.history) : undefined;
  if (dashboard) print(`Loss curves while it trains: ${dashboard.url}`);
  const bar = progressBar();
  const save = () => writeCheckpoint(folder.checkpoint, { game: gan, state, notes: settings });
  try {
    await trainGan(gan, batches, {
      ...TRAINING[settings.model],
      epochs: command.epochs,
      precision: command.precision,
      state,
      onProgress: (progress) => bar.show(progress),
      onEpoch: ({ epoch }: Progress) => {
        saveSamples(folder, gan, samples, epoch);
        save();
      },
    });
    save();
  } finally {
    bar.stop();
    await dashboard?.close();
  }
  await saveSummary(run);
  return { state, finished: state.step >= command.epochs * batches.stepsPerEpoch };
}

/** All that a training needs, new or as it was when it stopped. */
async function openRun(command: TrainCommand, print: (line: string) => void): Promise<Run> {
  const folder = runFolder(command.out);
  const before = command.resume ? resumedSettings(folder, command) : undefined;
  if (!before) requireNoRun(folder); // before pictures are read, which takes its time
  const start = before ?? newSettings(command);
  const data = await loadTrainingData(start, print);
  const isTold = start.model === 'conditional';
  const images = markOf(data.bytes, isTold ? data.labels : undefined);
  const settings: RunSettings = { ...start, images };
  const name = settings.data ?? 'MNIST';
  if (before) requireSameImages(before.images, images, { run: folder.path, data: name });
  const gan = buildGan(settings.model, data, { seed: settings.seed, name });
  const batches = batchesOf(data, settings, name);
  if (before) makeRunFolder(folder);
  else createRunFolder(folder);
  const state = before
    ? loadCheckpoint(folder.checkpoint, gan)
    : createTrainingState(gan, settings);
  return { folder, settings, data, gan, batches, state };
}

/** What a new run goes by: the article's numbers where the command line has none. */
function newSettings(command: TrainCommand): Omit<RunSettings, 'images'> {
  const { article } = PRESETS;
  const source = sourceOf(command);
  return {
    batchSize: command.batchSize ?? article.batchSize,
    seed: command.seed ?? article.seed,
    model: command.model ?? (source.pictures ? 'dcgan' : 'dense'),
    ...source,
  };
}

function sourceOf({ data, size, channels, skipBad }: TrainCommand): DataSource {
  if (data !== undefined && !holdsIdx(data)) {
    return { data, pictures: { size: size ?? 32, channels: channels ?? 3, skipBad } };
  }
  if (size === undefined && channels === undefined && !skipBad) return { data };
  throw new Error(
    `${data ?? 'MNIST'}: holds images of one size, in grey, but --size, --channels and --skip-bad are for pictures. ` +
      'Leave them out, or name a folder of pictures with --data.',
  );
}

function batchesOf(
  { bytes, labels }: TrainingData,
  { batchSize, seed, model, pictures }: RunSettings,
  name: string,
): Batches<Examples> {
  const [count] = bytes.shape;
  if (pictures && count < batchSize) {
    throw new Error(
      `${name}: a batch is of ${batchSize} pictures, but there are only ${count}. Add more, or take smaller batches: ` +
        `--batch-size ${count}`,
    );
  }
  const options = { batchSize, seed };
  if (model !== 'conditional') return batchesWithReplacement(bytes, options);
  return batchesWithReplacement([bytes, tf.tensor1d(labels, 'int32')], options);
}

function describeStart(
  command: TrainCommand,
  { batchSize, seed, model, data, images }: RunSettings,
  epoch: number,
): string {
  const from = command.resume ? ` from epoch ${epoch.toFixed(1)}` : '';
  return (
    `Training ${model} on ${images.count} images of ${data ?? 'MNIST'}: ${command.epochs} epochs${from}, ` +
    `batches of ${batchSize}, seed ${seed}. Files go to ${command.out}. Ctrl-C saves and ends.`
  );
}

async function saveSummary({ folder, data, gan, batches, state }: Run): Promise<void> {
  const { history, step } = state;
  writeAtomically(folder.history, [Buffer.from(JSON.stringify(history))]);
  if (history.rows.length > 0) {
    writeAtomically(folder.losses, [(await drawLossCurves(history)).data]);
  }
  const isTold = gan.generator.inputs.length === 2;
  await exportGenerator(folder.generator, bestGenerator(gan), {
    classNames: isTold ? data.classNames : [],
  });
  await saveFilm(folder, {
    epochs: Math.floor(step / batches.stepsPerEpoch),
    channels: data.bytes.shape[3],
  });
}
