import { tf } from '../backend';
import { fillHoles, fillSmoothly, fillWithMean, fillWithNearest } from '../baselines/fill-holes';
import { fitRidgeRegression } from '../baselines/ridge-regression';
import { makeFaces } from '../data/faces/faces';
import { centredHole, strokeHoles } from '../data/holes';
import { pixelsOf } from '../data/images';
import { toUnitRange } from '../data/pixel-range';
import { FACES_JUDGE } from '../judges/faces';
import { loadJudge } from '../judges/judge-file';
import { frechetDistance } from '../metrics/frechet';
import { seam, sharpnessInHoles } from '../metrics/holes';
import { psnr } from '../metrics/pixel-errors';
import { applyInUse } from '../models/gan';
import { Random } from '../random';
import { composite, contextOf } from '../training/hole-game';
import {
  CONTEXT_ENCODER,
  type FillingRules,
  type HoleTask,
  type TrainedFiller,
  buildHoleFiller,
  middleOf,
  trainHoleFiller,
} from './context-encoder-run';
import type { Experiment, Measures, Method } from './experiment';
import { keptNetwork } from './kept-network';
import { loadedOnce } from './loaded-once';

/** What every method is trained and judged on. */
interface Data {
  /** Faces and their mirror images, `[16000, 32, 32, 3]` in −1..1. */
  readonly training: tf.Tensor4D;
  /** `[2000, 32, 32, 3]` in 0..1 */
  readonly test: tf.Tensor4D;
  readonly testFeatures: tf.Tensor2D;
}

const { size: SIZE, hole: HOLE, batchSize: BATCH } = CONTEXT_ENCODER;
const [SQUARE, STROKES]: readonly HoleTask[] = [
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

/** Where the networks of seed 1 are kept. */
const keep = (name: string) =>
  keptNetwork(name, { experiment: 'context-encoders', build: () => buildHoleFiller(0) });
export const HOLE_FILLERS = {
  reconstruction: keep('context-encoder'),
  adversarial: keep('context-encoder-adversarial'),
  noise: keep('context-encoder-noise'),
  strokes: keep('context-encoder-strokes'),
};

const data = loadedOnce(
  (): Data =>
    tf.tidy(() => {
      const { train, test } = makeFaces(CONTEXT_ENCODER.faces);
      const faces = pixelsOf(train.images, { range: 'minusOneToOne' });
      const held = pixelsOf(test.images);
      const training = tf.concat<tf.Tensor4D>([faces, tf.reverse(faces, 2)]);
      return { training, test: held, testFeatures: featuresOf(held) };
    }),
);

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

/** Networks that fill by the squared error, from which the others go on. */
const starts = new Map<string, Promise<TrainedFiller>>();
function startOf(task: HoleTask, seed: number): Promise<TrainedFiller> {
  const id = `${task.name} ${seed}`;
  const start = starts.get(id) ?? trainHoleFiller(data().training, task, seed);
  starts.set(id, start);
  return start;
}

/** Judges a network on the task's test. */
function judged(task: HoleTask, { network, minutes }: TrainedFiller, noise?: Random): Measures {
  return tf.tidy(() => {
    const holes = task.test();
    return { ...judge(fillTest(network, holes, noise), holes), minutes };
  });
}

/** How often each hole is filled anew, to see how far the answers differ. */
const NUM_ANSWERS = 8;

/** Standard deviation over the answers to one hole, in percent of the range; 0 where noise makes no difference. */
function diversity(task: HoleTask, { network }: TrainedFiller, random: Random): number {
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

const save = (name: keyof typeof HOLE_FILLERS, { network, steps, minutes }: TrainedFiller) =>
  HOLE_FILLERS[name].save(network, { seed: 1, steps, minutes: Number(minutes.toFixed(2)) });

/** A way that draws nothing. */
const exact = (
  task: HoleTask,
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

const reconstruction = (task: HoleTask): Method => ({
  task: task.name,
  name: 'squared error alone',
  run: async (seed) => {
    const trained = await startOf(task, seed);
    if (seed === 1 && task === SQUARE) save('reconstruction', trained);
    return judged(task, trained);
  },
});

const adversarial = (
  task: HoleTask,
  name: string,
  rules: FillingRules,
  kept?: keyof typeof HOLE_FILLERS,
): Method => ({
  task: task.name,
  name,
  run: async (seed) => {
    const trained = await trainHoleFiller(data().training, task, seed, {
      ...(await startOf(task, seed)),
      ...rules,
    });
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
