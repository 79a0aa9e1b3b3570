import { tf } from '../backend';
import { fillHoles, fillSmoothly, fillWithMean, fillWithNearest } from '../baselines/fill-holes';
import { fitRidgeRegression } from '../baselines/ridge-regression';
import { batchesByEpoch, batchesWithReplacement, sideBySide } from '../data/batches';
import { makeFaces } from '../data/faces/faces';
import { centredHole, strokeHoles } from '../data/holes';
import { pixelsOf } from '../data/images';
import { FACES_JUDGE } from '../judges/faces';
import { loadJudge } from '../judges/judge-file';
import { frechetDistance } from '../metrics/frechet';
import { seam, sharpnessInHoles } from '../metrics/holes';
import { psnr } from '../metrics/pixel-errors';
import { buildContextEncoder } from '../models/context-encoder';
import { applyInUse } from '../models/gan';
import { buildPatchDiscriminator } from '../models/patch-discriminator';
import { Random } from '../random';
import { type HoleGameOptions, composite, contextOf, holeGame } from '../training/hole-game';
import { trainGame } from '../training/loop';
import type { Experiment, Measures, Method } from './experiment';
import { keptNetwork } from './kept-network';

/**
 * How lesson 12 and its experiment train. Rates, steps and widths were chosen on faces of other training people (seed
 * 11); judged is what there is after the last step, averaged.
 */
export const CONTEXT_ENCODER = {
  /** Faces to train on, of which each mirror image is one too, and faces of other people to judge by. */
  faces: { train: 8000, test: 2000, seed: 1 },
  size: 32, // pixels, as the judge of faces has it
  hole: 16, // half of each side, as in the paper
  batchSize: 16, // small ones: more steps in the same time filled better than larger batches
  /** Passes over faces and mirror images, 1,000 steps each: first by the squared error alone, then with D. */
  epochs: { reconstruction: 8, adversarial: 3 },
  reconstructionSettings: { learningRate: 4e-3, beta1: 0.9 },
  generatorSettings: { learningRate: 1e-3, beta1: 0.5 },
  discriminatorSettings: { learningRate: 1e-3, beta1: 0.5 },
  averageDecay: 0.99, // over the last 100 steps
} as const;

/** What every method is trained and judged on. */
interface Data {
  /** Faces and their mirror images, `[16000, 32, 32, 3]` in −1..1. */
  readonly training: tf.Tensor4D;
  /** `[2000, 32, 32, 3]` in 0..1 */
  readonly test: tf.Tensor4D;
  readonly testFeatures: tf.Tensor2D;
}

/** A form of holes: those to train with, from which batches are drawn, and those of the test. */
interface Task {
  readonly name: string;
  readonly training: () => tf.Tensor4D;
  readonly test: () => tf.Tensor4D;
}

/** How a network is trained once it fills by the squared error. */
type Rules = Pick<HoleGameOptions, 'adversarialWeight' | 'filling'> & {
  /** What D is shown. */
  readonly judged: 'hole' | 'whole';
};

const { size: SIZE, hole: HOLE, batchSize: BATCH } = CONTEXT_ENCODER;
const [SQUARE, STROKES]: readonly Task[] = [
  {
    name: 'square hole',
    training: () => tf.tile<tf.Tensor4D>(centredHole({ size: SIZE, hole: HOLE }), [BATCH, 1, 1, 1]),
    test: () => centredHole({ size: SIZE, hole: HOLE }),
  },
  {
    name: 'strokes',
    training: () => strokeHoles({ count: 4000, size: SIZE, seed: 1 }),
    test: () => strokeHoles({ count: CONTEXT_ENCODER.faces.test, size: SIZE, seed: 2 }),
  },
];

const build = (seed: number) => buildContextEncoder({ imageShape: [SIZE, SIZE, 3], seed });

/** Where the networks of seed 1 are kept. */
const keep = (name: string) =>
  keptNetwork(name, { experiment: 'context-encoders', build: () => build(0) });
export const HOLE_FILLERS = {
  reconstruction: keep('context-encoder'),
  adversarial: keep('context-encoder-adversarial'),
  noise: keep('context-encoder-noise'),
  strokes: keep('context-encoder-strokes'),
};

/** Pictures in 0..1 of those in −1..1; what a network has put beyond is cut off. The caller disposes. */
export const toUnitRange = (pictures: tf.Tensor4D): tf.Tensor4D =>
  tf.tidy(() => tf.clipByValue(tf.div<tf.Tensor4D>(tf.add(pictures, 1), 2), 0, 1));

/** The square in the middle alone, `[n, hole, hole, channels]`: what a D that judges the hole is shown. */
export const middleOf = (pictures: tf.Tensor4D, hole: number = HOLE): tf.Tensor4D => {
  const [, height, width] = pictures.shape;
  const corner = [0, (height - hole) / 2, (width - hole) / 2, 0];
  return tf.slice(pictures, corner, [-1, hole, hole, -1]);
};

let loaded: Data | undefined;
function data(): Data {
  loaded ??= tf.tidy(() => {
    const { train, test } = makeFaces(CONTEXT_ENCODER.faces);
    const faces = pixelsOf(train.images, { range: 'minusOneToOne' });
    const held = pixelsOf(test.images);
    return {
      training: tf.keep(tf.concat([faces, tf.reverse(faces, 2)])),
      test: tf.keep(held),
      testFeatures: tf.keep(featuresOf(held)),
    };
  });
  return loaded;
}

function featuresOf(pictures: tf.Tensor4D): tf.Tensor2D {
  const judge = loadJudge(FACES_JUDGE);
  try {
    return tf.tidy(() => judge.judge(pictures).features);
  } finally {
    judge.dispose();
  }
}

/** How far filled test pictures are from what was there, pixel by pixel, and from looking like faces. */
function judge(filled: tf.Tensor4D, holes: tf.Tensor4D): Measures {
  const { test, testFeatures } = data();
  const features = featuresOf(filled);
  try {
    return {
      psnr: psnr(test, filled, { mask: holes }),
      sharpness: sharpnessInHoles(filled, holes) / sharpnessInHoles(test, holes),
      seam: seam(filled, holes) / seam(test, holes),
      frechet: frechetDistance(testFeatures, features),
    };
  } finally {
    features.dispose();
  }
}

/** Test pictures as a network fills them, in 0..1; the caller disposes. */
function fillTest(network: tf.LayersModel, holes: tf.Tensor4D, noise?: Random): tf.Tensor4D {
  return tf.tidy(() => {
    const images = tf.sub<tf.Tensor4D>(tf.mul(data().test, 2), 1);
    const context = contextOf(images, holes, noise?.normal<tf.Rank.R4>(images.shape));
    const made = applyInUse(network, context) as tf.Tensor4D; // a picture
    return toUnitRange(composite(images, made, holes));
  });
}

interface Trained {
  readonly network: tf.LayersModel;
  readonly steps: number;
  readonly minutes: number;
}

/** Trains a network further, or a new one by the squared error, and gives the average of its weights. */
async function train(task: Task, seed: number, more?: Trained & Rules): Promise<Trained> {
  const [generator, network] = [build(seed), build(seed)];
  if (more) [generator, network].forEach((each) => each.setWeights(more.network.getWeights()));
  const { epochs, reconstructionSettings, averageDecay, ...settings } = CONTEXT_ENCODER;
  const side = more?.judged === 'hole' ? HOLE : SIZE;
  const holes = task.training();
  const batches = sideBySide([
    batchesByEpoch(data().training, { batchSize: BATCH, seed }),
    batchesWithReplacement(holes, { batchSize: BATCH, seed }),
  ]);
  const numEpochs = more ? epochs.adversarial : epochs.reconstruction;
  const steps = numEpochs * batches.stepsPerEpoch;
  const falling = { decaySteps: steps };
  const discriminator = more && buildPatchDiscriminator({ inputShape: [side, side, 3], seed });
  const game = holeGame({
    generator,
    averagedGenerator: network,
    discriminator,
    adversarialWeight: more?.adversarialWeight,
    filling: more?.filling,
    seen: more?.judged === 'hole' ? middleOf : undefined,
    generatorSettings: {
      ...(more ? settings.generatorSettings : reconstructionSettings),
      ...falling,
    },
    discriminatorSettings: { ...settings.discriminatorSettings, ...falling },
    averageDecay,
  });
  const start = performance.now();
  await trainGame(game, batches, { epochs: numEpochs, seed, recordEvery: 100 });
  const minutes = (performance.now() - start) / 60_000;
  [generator, discriminator, holes].forEach((each) => each?.dispose());
  return { network, steps: steps + (more?.steps ?? 0), minutes: minutes + (more?.minutes ?? 0) };
}

/** Networks that fill by the squared error, from which the others go on. */
const starts = new Map<string, Promise<Trained>>();
function startOf(task: Task, seed: number): Promise<Trained> {
  const id = `${task.name} ${seed}`;
  const start = starts.get(id) ?? train(task, seed);
  starts.set(id, start);
  return start;
}

/** Judges a network on the task's test. */
function judged(task: Task, { network, minutes }: Trained, noise?: Random): Measures {
  return tf.tidy(() => {
    const holes = task.test();
    return { ...judge(fillTest(network, holes, noise), holes), minutes };
  });
}

/** How often each hole is filled anew, to see how far the answers differ. */
const NUM_ANSWERS = 8;

/** Standard deviation over the answers to one hole, in percent of the range; 0 where noise makes no difference. */
function diversity(task: Task, { network }: Trained, random: Random): number {
  return tf.tidy(() => {
    const holes = task.test();
    const sums = Array.from({ length: NUM_ANSWERS }, () => fillTest(network, holes, random)).reduce<
      readonly [tf.Tensor, tf.Tensor]
    >(
      ([sum, squares], x) => [tf.add(sum, x), tf.add(squares, tf.square(x))],
      [tf.scalar(0), tf.scalar(0)],
    );
    const [mean, square] = sums.map((sum) => tf.div(sum, NUM_ANSWERS));
    const variance = tf.mul(tf.sub(square, tf.square(mean)), NUM_ANSWERS / (NUM_ANSWERS - 1));
    const masks = tf.broadcastTo(holes, variance.shape);
    const inHoles = tf.div(tf.sum(tf.mul(tf.relu(variance), masks)), tf.sum(masks));
    return 100 * tf.sqrt(inHoles).dataSync()[0];
  });
}

const save = (name: keyof typeof HOLE_FILLERS, { network, steps, minutes }: Trained) =>
  HOLE_FILLERS[name].save(network, { seed: 1, steps, minutes: Number(minutes.toFixed(2)) });

/** A way that draws nothing. */
const exact = (
  task: Task,
  name: string,
  fill: (images: tf.Tensor4D, holes: tf.Tensor4D, training: tf.Tensor4D) => tf.Tensor4D,
): Method => ({
  task: task.name,
  name,
  isExact: true,
  run: () =>
    tf.tidy(() => {
      const holes = task.test();
      const { test, training } = data();
      return judge(tf.clipByValue(fill(test, holes, toUnitRange(training)), 0, 1), holes);
    }),
});

const reconstruction = (task: Task): Method => ({
  task: task.name,
  name: 'squared error alone',
  run: async (seed) => {
    const trained = await startOf(task, seed);
    if (seed === 1 && task === SQUARE) save('reconstruction', trained);
    return judged(task, trained);
  },
});

const adversarial = (
  task: Task,
  name: string,
  rules: Rules,
  kept?: keyof typeof HOLE_FILLERS,
): Method => ({
  task: task.name,
  name,
  run: async (seed) => {
    const trained = await train(task, seed, { ...(await startOf(task, seed)), ...rules });
    if (seed === 1 && kept) save(kept, trained);
    if (rules.filling !== 'noise') return judged(task, trained);
    const random = new Random(seed);
    return { ...judged(task, trained, random), diversity: diversity(task, trained, random) };
  },
});

/** The holes of a ridge regression from all pixels around to all within. */
function fillByRidge(images: tf.Tensor4D, holes: tf.Tensor4D, training: tf.Tensor4D): tf.Tensor4D {
  const places = Array.from(holes.dataSync()).flatMap((missing, i) => (missing ? [] : [i]));
  const around = (x: tf.Tensor4D) =>
    tf.gather(tf.reshape(x, [x.shape[0], SIZE * SIZE, -1]), tf.tensor1d(places, 'int32'), 1);
  const map = fitRidgeRegression(around(training), middleOf(training));
  const border = (SIZE - HOLE) / 2;
  const middle = map.predict(around(images));
  const whole = tf.pad4d(middle, [
    [0, 0],
    [border, border],
    [border, border],
    [0, 0],
  ]);
  return fillHoles(images, holes, whole);
}

/** Faces of the training in the place of the test's: what a perfect generator's pictures would get. */
const otherFaces = (images: tf.Tensor4D, _: tf.Tensor4D, training: tf.Tensor4D) =>
  tf.slice(training, 0, images.shape[0]) as tf.Tensor4D;

const hole = { judged: 'hole' } as const;
const noise = { judged: 'hole', filling: 'noise' } as const;
const whole = { judged: 'whole' } as const;

/** Faces with a hole: what is filled in by trivial rules, by the squared error, and with an adversarial term. */
export const CONTEXT_ENCODERS: Experiment = {
  name: 'context-encoders',
  about: 'faces with holes, filled by the squared error and with D; about 8 minutes a seed',
  methods: [
    exact(SQUARE, 'mean face', fillWithMean),
    exact(SQUARE, 'nearest neighbour', fillWithNearest),
    exact(SQUARE, 'ridge regression', fillByRidge),
    reconstruction(SQUARE),
    adversarial(SQUARE, 'with D, 0.001', { ...hole, adversarialWeight: 0.001 }),
    adversarial(SQUARE, 'with D, 0.01', { ...hole, adversarialWeight: 0.01 }, 'adversarial'),
    adversarial(SQUARE, 'with D, 0.1', { ...hole, adversarialWeight: 0.1 }),
    adversarial(SQUARE, 'D on the whole, 0.01', { ...whole, adversarialWeight: 0.01 }),
    adversarial(SQUARE, 'noise in the hole, 0.01', { ...noise, adversarialWeight: 0.01 }, 'noise'),
    adversarial(SQUARE, 'D alone', { ...hole, adversarialWeight: 1 }),
    exact(SQUARE, 'faces of other people', otherFaces),
    exact(STROKES, 'mean face', fillWithMean),
    exact(STROKES, 'nearest neighbour', fillWithNearest),
    exact(STROKES, 'smooth filling', fillSmoothly),
    reconstruction(STROKES),
    adversarial(STROKES, 'with D, 0.01', { ...whole, adversarialWeight: 0.01 }, 'strokes'),
  ],
};
