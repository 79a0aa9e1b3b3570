import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import { tf } from '../../lib/backend';
import {
  type Batches,
  type Examples,
  batchesByEpoch,
  batchesWithReplacement,
} from '../../lib/data/batches';
import { fileKind } from '../../lib/data/file-kind';
import { type ImageDataset, loadMnist } from '../../lib/data/mnist';
import { clock } from '../../lib/display';
import {
  discriminatorPath,
  isDiscriminatorKept,
  saveDiscriminator,
} from '../../lib/experiments/discriminators';
import {
  type GeneratorFacts,
  type GeneratorName,
  generatorPath,
  saveGenerator,
} from '../../lib/experiments/generators';
import { digitsInTurn, imagesToJudge } from '../../lib/experiments/images-to-judge';
import type { ImageRow } from '../../lib/experiments/results';
import { loadMnistClassifier } from '../../lib/metrics/classifier';
import { type ImageReference, judgeImages, referenceOf } from '../../lib/metrics/judge';
import {
  buildConditionalDcganGan,
  buildConditionalGenerator,
} from '../../lib/models/conditional-dcgan';
import { type DcganOptions, buildDcganGan, buildDcganGenerator } from '../../lib/models/dcgan';
import { buildDenseGan } from '../../lib/models/dense';
import type { Gan } from '../../lib/models/gan';
import { type TrainOptions, trainGan } from '../../lib/training/train-gan';
import { PRESETS } from '../../lib/training/presets';
import { createTrainingState } from '../../lib/training/state';
import type { ExperimentsCommand } from './options';
import { ResultsFile } from './results-file';

/** What is trained and how. */
interface ImageRun {
  readonly gan: Gan;
  readonly batches: Batches<Examples>;
  readonly options: TrainOptions;
}

const averaged = (gan: Gan, averagedGenerator: tf.LayersModel): Gan => ({
  ...gan,
  averagedGenerator,
});

const dcganRun = ({ train }: ImageDataset, options: DcganOptions): ImageRun => ({
  gan: averaged(buildDcganGan(options), buildDcganGenerator(options)),
  batches: batchesByEpoch(train.bytes, {
    batchSize: PRESETS.dcgan.batchSize,
    seed: options.seed,
  }),
  options: { ...PRESETS.dcgan, seed: options.seed },
});

/** The trainings. */
const RUNS: Record<GeneratorName, (data: ImageDataset, seed: number) => ImageRun> = {
  dense: ({ train }, seed) => ({
    gan: buildDenseGan({ seed }),
    batches: batchesWithReplacement(train.bytes, { batchSize: PRESETS.article.batchSize, seed }),
    options: { ...PRESETS.article, seed },
  }),
  dcgan: (data, seed) => dcganRun(data, { seed }),
  dcganContinuous: (data, seed) => dcganRun(data, { seed, categories: 0 }),
  conditional: ({ train }, seed) => ({
    gan: averaged(buildConditionalDcganGan({ seed }), buildConditionalGenerator({ seed })),
    batches: batchesByEpoch([train.bytes, tf.tensor1d(train.labels, 'int32')], {
      batchSize: PRESETS.dcgan.batchSize,
      seed,
    }),
    options: { ...PRESETS.dcgan, seed },
  }),
};

const idOf = ({ gan, seed }: Pick<ImageRow, 'gan' | 'seed'>) => `${gan} ${seed}`;

/** Trains each GAN over the seeds, one after another, since their minutes are part of the result; judges and keeps them. */
export async function runImages(
  { seeds, only, again }: ExperimentsCommand,
  print: (line: string) => void,
): Promise<void> {
  if (only !== undefined && !Object.hasOwn(RUNS, only)) {
    throw new RangeError(`expected a GAN of ${Object.keys(RUNS).join(', ')}, but got ${only}`);
  }
  const file = new ResultsFile('images', idOf);
  const jobs = (Object.keys(RUNS) as GeneratorName[])
    .flatMap((gan) => Array.from({ length: seeds }, (_, i) => ({ gan, seed: i + 1 })))
    .filter((job) => only === undefined || job.gan === only)
    .filter((job) => again || !file.has(idOf(job)) || !areNetworksKept(job));
  const data = loadMnist();
  const reference = referenceOf(loadMnistClassifier(), data.test.images);
  for (const job of jobs) {
    const row = await train(job, data, reference);
    file.put(row);
    print(
      `${idOf(row)}: ${clock(row.minutes * 60_000)}, score ${row.scoreInBatches} in batches of 32, Fréchet distance ${row.frechet}, ` +
        `smallest share ${Math.min(...row.shares)}`,
    );
  }
}

/** The networks of seed 1 come with the course. */
const KEPT_SEED = 1;

function areNetworksKept({ gan, seed }: { gan: GeneratorName; seed: number }): boolean {
  if (seed !== KEPT_SEED) return true;
  const paths = [generatorPath(gan), ...(isDiscriminatorKept(gan) ? [discriminatorPath(gan)] : [])];
  return paths.every((path) => fileKind(path) === 'file');
}

function keepNetworks(
  name: GeneratorName,
  generator: tf.LayersModel,
  { gan, facts }: Trained,
): void {
  mkdirSync(dirname(generatorPath(name)), { recursive: true });
  saveGenerator(name, generator, facts);
  if (!isDiscriminatorKept(name)) return;
  mkdirSync(dirname(discriminatorPath(name)), { recursive: true });
  saveDiscriminator(name, gan.discriminator, facts);
}

interface Trained {
  readonly gan: Gan;
  readonly facts: GeneratorFacts;
}

async function train(
  { gan: name, seed }: Pick<ImageRow, 'gan' | 'seed'>,
  data: ImageDataset,
  reference: ImageReference,
): Promise<ImageRow> {
  const { gan, batches, options } = RUNS[name](data, seed);
  const state = createTrainingState(gan, { seed });
  const start = performance.now();
  await trainGan(gan, batches, { ...options, state });
  const minutes = (performance.now() - start) / 60_000;
  const generator = gan.averagedGenerator ?? gan.generator;
  const facts = { seed, steps: state.step, minutes: round(minutes) };
  if (seed === KEPT_SEED) keepNetworks(name, generator, { gan, facts });
  const row = { gan: name, ...facts };
  const judged = { ...row, ...judge(generator, gan.latentDim, seed, reference) };
  state.generatorOptimizer.dispose();
  state.discriminatorOptimizer.dispose();
  [gan.generator, gan.discriminator, gan.averagedGenerator].forEach((model) => model?.dispose());
  return judged;
}

function judge(
  generator: tf.LayersModel,
  latentDim: number,
  seed: number,
  reference: ImageReference,
) {
  return tf.tidy(() => {
    const asked = generator.inputs.length === 2 ? digitsInTurn() : undefined;
    const images = imagesToJudge(generator, { latentDim, seed, labels: asked });
    const { classes, ...numbers } = judgeImages(images, reference);
    const rounded = Object.fromEntries(
      Object.entries(numbers).map(([key, value]) => [key, round(value)]),
    ) as typeof numbers; // the same keys
    return {
      ...rounded,
      shares: classes.shares.map(round),
      klToUniform: round(classes.klToUniform),
      ...(asked && { askedDigit: round(shareAsAsked(images, asked, reference)) }),
    };
  });
}

/** Share of images that the classifier takes for the digit that was asked for. */
function shareAsAsked(
  images: tf.Tensor4D,
  asked: tf.Tensor1D,
  { classifier }: ImageReference,
): number {
  return tf.tidy(() => {
    const found = tf.argMax(classifier.judge(images).probabilities, 1);
    return tf.mean(tf.cast(tf.equal(found, asked), 'float32')).dataSync()[0];
  });
}

const round = (value: number) => Number(value.toFixed(4));
