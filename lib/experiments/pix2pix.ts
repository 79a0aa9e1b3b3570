import { tf } from '../backend';
import { fitMeanImage } from '../baselines/mean-image';
import { fitNearestNeighbour } from '../baselines/nearest-neighbour';
import { fitRidgeRegression } from '../baselines/ridge-regression';
import { loadReliefMaps } from '../data/earth';
import { greysOf } from '../data/greys';
import { type OutlinePairs, loadOutlinePairs } from '../data/emoji-outlines';
import { pickImages, pixelsOf } from '../data/images';
import type { PicturePairs } from '../data/pairs';
import { SEASONS_JUDGE } from '../judges/earth-seasons';
import { EMOJI_JUDGE } from '../judges/emoji-groups';
import type { Judge } from '../judges/judge';
import { loadJudge } from '../judges/judge-file';
import { l1Percent } from '../metrics/pixel-errors';
import { sharpnessRatio } from '../metrics/sharpness';
import { judgeTranslation } from '../metrics/translation';
import { buildUnet } from '../models/unet';
import { Random } from '../random';
import type { Experiment, Measures, Method } from './experiment';
import { keptNetwork } from './kept-network';
import { PIX2PIX_RUNS, type Pix2pixColumn, type Pix2pixRun } from './pix2pix-run';
import { trainPix2pix, translatePictures } from './pix2pix-run';

/** The emoji's generator of half the width, L1 + cGAN of seed 1: outlines `[n, 32, 32, 1]` → colours, both in −1..1. */
export const PIX2PIX_EMOJI = keptNetwork('pix2pix-emoji', {
  experiment: 'pix2pix',
  build: () => {
    const { widths, fullSizeFilters } = PIX2PIX_RUNS.small;
    const sizes = { inputShape: [32, 32, 1], outputChannels: 3, widths, fullSizeFilters } as const;
    return buildUnet({ ...sizes, seed: 0 }); // the seed's weights are overwritten
  },
});

/** Pairs to train on and held-out ones, and what is tried on them. */
interface Task {
  readonly name: string;
  readonly load: () => { readonly train: PicturePairs; readonly test: PicturePairs };
  readonly run: Pix2pixRun;
  readonly columns: readonly Pix2pixColumn[];
  readonly baselines: readonly (keyof typeof BASELINES)[];
  /** In whose features the Fréchet distance is taken; undefined for greys, which no judge knows. */
  readonly judge?: () => Judge;
  /** Trained as well, by `L1 + cGAN`, and kept of seed 1. */
  readonly small?: Small;
}

/** A smaller network. */
interface Small {
  readonly name: string;
  readonly run: Pix2pixRun;
  readonly kept: typeof PIX2PIX_EMOJI;
}

/** What is given for the test inputs after a look at the training pairs, all in 0..1. */
type Baseline = (
  train: { readonly inputs: tf.Tensor4D; readonly targets: tf.Tensor4D },
  test: { readonly inputs: tf.Tensor4D; readonly targets: tf.Tensor4D },
) => tf.Tensor4D;

const BASELINES = {
  copy: (_, { inputs }) => tf.tile(inputs, [1, 1, 1, 3 / inputs.shape[3]]),
  mean: (train, { inputs }) => fitMeanImage(train.targets).predict(inputs),
  'nearest neighbour': (train, { inputs }) =>
    fitNearestNeighbour(train.inputs, train.targets).predict(inputs),
  ridge: (train, { inputs }) => {
    // the penalty is chosen on the last examples, which are to be like the others
    const order = tf.tensor1d(new Random(1).permutation(train.inputs.shape[0]), 'int32');
    return fitRidgeRegression(
      tf.gather(train.inputs, order),
      tf.gather(train.targets, order),
    ).predict(inputs);
  },
  'other real pictures': (train, { inputs: { shape } }) => {
    const order = new Random(1).permutation(train.inputs.shape[0]).subarray(0, shape[0]);
    return tf.gather(train.targets, tf.tensor1d(order, 'int32'));
  },
  truth: (_, { targets }) => tf.clone(targets),
} as const satisfies Record<string, Baseline>;

/** Emoji in colour as one company draws them, to be made of what can be computed from them, or the other way. */
function emojiPairs(pairsOf: (part: OutlinePairs) => PicturePairs) {
  const { train, test } = loadOutlinePairs('fluent');
  return { train: pairsOf(train), test: pairsOf(test) };
}

const TASKS: readonly Task[] = [
  {
    name: 'outline → colour',
    load: () => emojiPairs(({ outlines, colours }) => ({ inputs: outlines, targets: colours })),
    run: PIX2PIX_RUNS.emoji,
    columns: ['L1', 'GAN', 'cGAN', 'L1 + GAN', 'L1 + cGAN'],
    baselines: ['copy', 'mean', 'nearest neighbour', 'other real pictures', 'truth'],
    judge: () => loadJudge(EMOJI_JUDGE),
    small: { name: 'L1 + cGAN, half as wide', run: PIX2PIX_RUNS.small, kept: PIX2PIX_EMOJI },
  },
  {
    name: 'colour → grey',
    load: () => emojiPairs(({ colours }) => ({ inputs: colours, targets: greysOf(colours) })),
    run: PIX2PIX_RUNS.greys,
    columns: ['L1', 'L1 + cGAN'],
    baselines: ['nearest neighbour'],
  },
  {
    name: 'satellite → map',
    load: loadReliefMaps,
    run: PIX2PIX_RUNS.maps,
    columns: ['L1', 'L1 + cGAN'],
    baselines: ['copy', 'mean', 'nearest neighbour', 'ridge', 'truth'],
    judge: () => loadJudge(SEASONS_JUDGE),
  },
];

/** The held-out pictures of a task, judged. */
function measure(task: Task, made: tf.Tensor4D): Measures {
  const judge = task.judge?.();
  try {
    return tf.tidy(() => {
      const truth = pixelsOf(task.load().test.targets);
      if (judge) return { ...judgeTranslation(truth, made, judge) };
      const clipped = tf.clipByValue(made, 0, 1);
      return { l1: l1Percent(truth, clipped), sharpness: sharpnessRatio(truth, clipped) };
    });
  } finally {
    judge?.dispose();
  }
}

const tensorsOf = ({ inputs, targets }: PicturePairs) => ({
  inputs: pixelsOf(inputs),
  targets: pixelsOf(targets),
});

const baselineOf = (task: Task, name: keyof typeof BASELINES): Method => ({
  task: task.name,
  name,
  isExact: true,
  run: () =>
    tf.tidy(() => {
      const { train, test } = task.load();
      const fit: Baseline = BASELINES[name];
      return measure(task, fit(tensorsOf(train), tensorsOf(test)));
    }),
});

/** Training pairs on which the error is measured, evenly spread. */
const NUM_TRAIN_JUDGED = 400;

const networkOf = (task: Task, column: Pix2pixColumn, small?: Small): Method => ({
  task: task.name,
  name: small?.name ?? column,
  run: async (seed) => {
    const { train, test } = task.load();
    const { generator, steps, minutes } = await trainPix2pix(train, {
      column,
      seed,
      run: small?.run ?? task.run,
    });
    const step = train.inputs.shape[0] / NUM_TRAIN_JUDGED;
    const places = Array.from({ length: NUM_TRAIN_JUDGED }, (_, i) => Math.floor(i * step));
    const measures = tf.tidy(() => {
      const some = pickImages(train.targets, places);
      const seen = translatePictures(generator, pickImages(train.inputs, places));
      return {
        ...measure(task, translatePictures(generator, test.inputs)),
        trainL1: l1Percent(pixelsOf(some), seen),
      };
    });
    if (seed === 1)
      small?.kept.save(generator, { seed, steps, minutes: Number(minutes.toFixed(4)) });
    generator.dispose();
    return { ...measures, steps, minutes };
  },
});

/**
 * pix2pix in small: the paper's five columns on outlines of emoji, a task that leaves nothing to guess, and
 * satellite pictures.
 *
 * @see Isola et al. 2017, "Image-to-image translation with conditional adversarial networks"
 */
export const PIX2PIX: Experiment = {
  name: 'pix2pix',
  about:
    'outlines to colours in five columns, colours to greys, satellite to map; 6 minutes a seed',
  methods: TASKS.flatMap((task) => [
    ...task.baselines.map((name) => baselineOf(task, name)),
    ...task.columns.map((column) => networkOf(task, column)),
    ...(task.small ? [networkOf(task, 'L1 + cGAN', task.small)] : []),
  ]),
};
