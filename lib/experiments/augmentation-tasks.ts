import { tf } from '../backend';
import { BRAIN_DIRECTIONS, type BrainSlices, loadBrainSlices } from '../data/brain';
import { BEAT_CLASSES, type HeartBeats, loadHeartBeats } from '../data/ecg';
import { CLOTHES, type Fashion, loadFashion } from '../data/fashion';
import { halveImages, pixelsOf } from '../data/images';
import { phaseShuffle } from '../layers/phase-shuffle';
import { randomShift } from '../layers/random-shift';
import { buildBeatDiscriminator, buildBeatGenerator } from '../models/beat-gan';
import { buildControlledDiscriminator, buildControlledGenerator } from '../models/controlled-gan';
import { Random } from '../random';

/** Examples in 0..1, `[n, ...]`, and of each its class; the caller disposes the examples. */
export interface Labelled {
  readonly examples: tf.Tensor;
  readonly labels: readonly number[];
}

/** What there is to learn from and to be judged by. */
export interface AugmentationSets {
  /** Of which few are labelled, and the rest are seen without labels. */
  readonly train: Labelled;
  /** Examples of other classes, of which there are many; their labels are from 0 on too. */
  readonly others: Labelled;
  readonly test: Labelled;
}

/** A task in which labelled examples are few. */
export interface AugmentationTask {
  readonly name: string;
  readonly classes: readonly string[];
  /** Of each class how many examples are labelled. */
  readonly few: readonly number[];
  readonly load: () => AugmentationSets;
  /** Networks of a GAN that is told the class; the caller disposes them. */
  readonly buildGenerator: (seed: number) => tf.LayersModel;
  /** @param isTold whether D is told the class */
  readonly buildDiscriminator: (seed: number, isTold: boolean) => tf.LayersModel;
  /** A classifier's first layer with plain augmentation. @param isOn else a layer that changes nothing */
  readonly augment: (seed: number, isOn: boolean) => tf.layers.Layer;
}

/** Those examples whose label is in `classes`, with their places in it as labels. */
function ofClasses(
  examples: tf.Tensor,
  labels: ArrayLike<number>,
  classes: readonly number[],
): Labelled {
  const places = Array.from(labels).flatMap((label, i) => (classes.includes(label) ? [i] : []));
  return {
    examples: tf.tidy(() => tf.gather(examples, tf.tensor1d(places, 'int32'))),
    labels: places.map((place) => classes.indexOf(labels[place])),
  };
}

/** Two parts of a set, of which some classes are the task's and others are not. */
function setsOf(
  [train, test]: readonly Labelled[],
  classes: readonly number[],
  others: readonly number[],
): AugmentationSets {
  const sets = {
    train: ofClasses(train.examples, train.labels, classes),
    others: ofClasses(train.examples, train.labels, others),
    test: ofClasses(test.examples, test.labels, classes),
  };
  [train, test].forEach(({ examples }) => examples.dispose());
  return sets;
}

/** Networks of pictures. */
const pictureNetworks = (size: 28 | 32, numControls: number) => {
  const sizes = { size, channels: 1, numControls } as const;
  return {
    buildGenerator: (seed: number) => buildControlledGenerator({ ...sizes, seed }),
    buildDiscriminator: (seed: number, isTold: boolean) =>
      buildControlledDiscriminator({ ...sizes, isTold, shift: 3, seed }),
    augment: (seed: number, isOn: boolean) =>
      randomShift({ name: 'augment', inputShape: [size, size, 1], shift: isOn ? 2 : 0, seed }),
  };
};

/** The classes of Fashion-MNIST that are hard to tell apart, and the others. */
const HARD_CLOTHES = ['t-shirt', 'pullover', 'dress', 'coat', 'shirt'] as const;

function loadClothes(): AugmentationSets {
  const { train, test } = loadFashion();
  const labelled = ({ images, labels }: Fashion) => ({
    examples: pixelsOf(images),
    labels: Array.from(labels),
  });
  const hard = HARD_CLOTHES.map((name) => CLOTHES.indexOf(name));
  const others = [...CLOTHES.keys()].filter((label) => !hard.includes(label));
  return setsOf([train, test].map(labelled), hard, others);
}

/** A third of a head along a direction: `axial 0` is the lowest. */
const THIRDS = [0, 1, 2] as const;
const SLICE_CLASSES = BRAIN_DIRECTIONS.flatMap((direction) =>
  THIRDS.map((third) => `${direction} ${third}`),
);

function loadSlices(): AugmentationSets {
  const { train, test } = loadBrainSlices();
  const all = BRAIN_DIRECTIONS.map((_, direction) =>
    [train, test].flatMap(({ directions, positions }) =>
      [...positions].filter((__, i) => directions[i] === direction),
    ),
  );
  const labelOf = (direction: number, position: number) => {
    const [low, high] = [Math.min(...all[direction]), Math.max(...all[direction])];
    const third = Math.min(2, Math.floor((3 * (position - low)) / (high - low)));
    return direction * THIRDS.length + third;
  };
  const labelled = ({ images, directions, positions }: BrainSlices) => ({
    examples: pixelsOf(halveImages(images)),
    labels: Array.from(directions, (direction, i) => labelOf(direction, positions[i])),
  });
  const isOther = (name: string) => name.startsWith('sagittal');
  const places = [...SLICE_CLASSES.keys()];
  return setsOf(
    [train, test].map(labelled),
    places.filter((place) => !isOther(SLICE_CLASSES[place])),
    places.filter((place) => isOther(SLICE_CLASSES[place])),
  );
}

/** Millivolts that are 0 and 1 for the networks, and the noise of a bad electrode. */
const [LOWEST, HIGHEST, NOISE] = [-4, 6, 0.6];

/** Beats with noise, and with the slow wave that breathing adds: without, ten examples are enough for all. */
function noisy({ signals, count, labels }: HeartBeats, seed: number): Labelled {
  const random = new Random(seed);
  const length = signals.length / count;
  const examples = tf.tidy(() => {
    const noise = tf.mul(NOISE, random.normal<tf.Rank.R2>([count, length]));
    const periods = random.uniform<tf.Rank.R2>([count, 1], 0.3, 1.2); // within a beat
    const start = random.uniform<tf.Rank.R2>([count, 1]);
    const time = tf.reshape(tf.range(0, length), [1, length]);
    const angle = tf.mul(2 * Math.PI, tf.add(tf.mul(tf.div(time, length), periods), start));
    const height = tf.mul(NOISE, random.normal<tf.Rank.R2>([count, 1]));
    const wave = tf.mul(height, tf.sin(angle));
    const heard = tf.addN([tf.tensor2d(signals, [count, length]), noise, wave]);
    const scaled = tf.div(tf.sub(heard, LOWEST), HIGHEST - LOWEST);
    return tf.expandDims(tf.clipByValue(scaled, 0, 1), 2);
  });
  return { examples, labels: Array.from(labels) };
}

/** The rare class is the second; the first, which is common, is also what may be learnt from before. */
function loadBeats(): AugmentationSets {
  const { train, test } = loadHeartBeats();
  const [known, heldOut] = [noisy(train, 1), noisy(test, 2)];
  return {
    train: known,
    others: ofClasses(known.examples, known.labels, [0]),
    test: heldOut,
  };
}

/** Clothes, slices through a head and heart beats, of each a few with labels. */
export const AUGMENTATION_TASKS: readonly AugmentationTask[] = [
  {
    name: 'clothes, 20 of each',
    classes: HARD_CLOTHES,
    few: HARD_CLOTHES.map(() => 20),
    load: loadClothes,
    ...pictureNetworks(28, HARD_CLOTHES.length),
  },
  {
    name: 'brain slices, 4 of each',
    classes: SLICE_CLASSES.slice(0, 6),
    few: SLICE_CLASSES.slice(0, 6).map(() => 4),
    load: loadSlices,
    ...pictureNetworks(32, 6),
  },
  {
    name: 'heart beats, 10 wide',
    classes: BEAT_CLASSES,
    few: [50, 10],
    load: loadBeats,
    buildGenerator: (seed) => buildBeatGenerator({ numControls: BEAT_CLASSES.length, seed }),
    buildDiscriminator: (seed, isTold) =>
      buildBeatDiscriminator({ numControls: BEAT_CLASSES.length, isTold, shift: 6, seed }),
    augment: (seed, isOn) =>
      phaseShuffle({ name: 'augment', inputShape: [128, 1], shift: isOn ? 4 : 0, seed }),
  },
];
