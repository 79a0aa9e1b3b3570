import { tf } from '../backend';
import { fitPca } from '../baselines/pca';
import { HAIR_COLOURS } from '../data/faces/person';
import { type FaceReadings, readFaces } from '../judges/face-readings';
import type { FaceAnswer } from '../judges/faces';
import type { Judge } from '../judges/judge';
import { breed, crossNumbers, mutate } from '../latent/breed';
import { invert } from '../latent/invert';
import { mixStages } from '../latent/mix';
import { lerp, slerp } from '../latent/walk';
import { areaUnderCurve } from '../metrics/area-under-curve';
import { nearestRatio } from '../metrics/copies';
import { frechetDistance } from '../metrics/frechet';
import { inheritedShare } from '../metrics/inheritance';
import { nearestImages } from '../metrics/nearest';
import { precisionRecall } from '../metrics/precision-recall';
import { sharpnessRatio } from '../metrics/sharpness';
import { applyInUse } from '../models/gan';
import type { Stage } from '../models/staged-gan';
import { Random } from '../random';
import type { BreedingPictures } from './breeding-run';
import type { Measures } from './experiment';

/** Pictures of latent vectors, `[n, 32, 32, 3]` in 0..1; the caller disposes. */
export function paintLatents(generator: tf.LayersModel, z: tf.Tensor2D): tf.Tensor4D {
  return tf.tidy(() => {
    const chunks = Math.ceil(z.shape[0] / 250);
    const parts = Array.from({ length: chunks }, (_, i) => {
      const part = tf.slice(z, [250 * i, 0], [Math.min(250, z.shape[0] - 250 * i), -1]);
      return applyInUse(generator, part) as tf.Tensor4D; // a generator of pictures
    });
    return tf.concat(parts);
  });
}

/** What a generator is measured with. */
export interface Measured {
  readonly generator: tf.LayersModel;
  readonly pictures: BreedingPictures;
  /** Draws z; the same for all methods. */
  readonly seed: number;
}

const latentDimOf = ({ generator }: Measured) => generator.inputs[0].shape[1]!; // known of a generator

/**
 * How pictures look as a set, beside held-out ones: Fréchet distance, precision, recall, sharpness as a share of theirs,
 * and distance to the nearest training picture as a share of theirs.
 */
export function measureLooks(
  made: tf.Tensor4D,
  { training, test }: BreedingPictures,
  judge: Judge,
): Measures {
  return tf.tidy(() => {
    const some = tf.clipByValue(made, 0, 1).slice(0, test.shape[0]) as tf.Tensor4D;
    const [real, fake] = [test, some].map((each) => judge.judge(each).features);
    return {
      frechet: frechetDistance(real, fake),
      ...precisionRecall(real, fake),
      sharpness: sharpnessRatio(test, some),
      nearest: nearestRatio({ training, heldOut: test, fake: some }),
    };
  });
}

/** Pictures of z that are so many times as long as they are drawn: how they look. */
export function measureShorter(measured: Measured, psi: number, judge: Judge): Measures {
  const { generator, pictures, seed } = measured;
  return tf.tidy(() => {
    const shape: [number, number] = [pictures.test.shape[0], latentDimOf(measured)];
    const z = tf.mul<tf.Tensor2D>(psi, new Random(seed).normal<tf.Rank.R2>(shape));
    return measureLooks(paintLatents(generator, z), pictures, judge);
  });
}

/** Held-out pictures whose z is looked for. */
const NUM_TARGETS = 100;

/**
 * How well a generator's z of pictures can be found: the squared error of held-out ones, and of what it has made itself, as a
 * share of their variance; the share of its own that are found again, to a hundredth; and how well the error tells
 * held-out pictures from others of another kind.
 */
export function measureInversion(measured: Measured, others: tf.Tensor4D): Measures {
  const { generator, pictures, seed } = measured;
  return tf.tidy(() => {
    const targets = tf.slice(pictures.test, 0, NUM_TARGETS);
    const z = new Random(seed).normal<tf.Rank.R2>([NUM_TARGETS, latentDimOf(measured)]);
    const own = paintLatents(generator, z);
    const strangers = tf.slice(others, 0, NUM_TARGETS);
    const [found, foundOwn, foundOther] = [targets, own, strangers].map((images) =>
      invert(generator, images, { seed }),
    );
    const [variance, ownVariance, otherVariance] = [targets, own, strangers].map(varianceOf);
    const mean = (errors: Float32Array) => errors.reduce((a, b) => a + b, 0) / errors.length;
    const recovered = foundOwn.errors.filter((error) => error / ownVariance < 0.01);
    return {
      error: mean(found.errors) / variance,
      firstError: mean(found.firstErrors) / variance,
      ownError: mean(foundOwn.errors) / ownVariance,
      ownFound: recovered.length / NUM_TARGETS,
      otherError: mean(foundOther.errors) / otherVariance,
      area: areaUnderCurve(found.errors, foundOther.errors),
    };
  });
}

/** What stands beside inversion: the error of so many principal components, and of the nearest of 1,000 pictures. */
export const INVERSION_RIVALS = {
  'PCA of 64 numbers': (targets: tf.Tensor4D, { training }: BreedingPictures) => {
    const pca = fitPca(training, 64);
    return pca.decode(pca.encode(targets)) as tf.Tensor4D; // of the examples' rank
  },
  'nearest of 1,000 real': (targets: tf.Tensor4D, { training }: BreedingPictures) => {
    const places = new Random(1).integers(1000, training.shape[0]);
    const some = tf.gather(training, places);
    return tf.gather(some, tf.tensor1d(nearestImages(targets, some).indices, 'int32'));
  },
};

/** The squared error of what a rival makes of the held-out pictures, as a share of their variance. */
export function rivalError(
  rival: (targets: tf.Tensor4D, pictures: BreedingPictures) => tf.Tensor4D,
  pictures: BreedingPictures,
): Measures {
  return tf.tidy(() => {
    const targets = tf.slice(pictures.test, 0, NUM_TARGETS);
    const made = rival(targets, pictures);
    const error = tf.mean(tf.squaredDifference(made, targets)).dataSync()[0];
    return { error: error / varianceOf(targets) };
  });
}

/** The squared error of the mean picture. */
const varianceOf = (pictures: tf.Tensor4D): number =>
  tf.tidy(() => tf.mean(tf.squaredDifference(pictures, tf.mean(pictures, 0, true))).dataSync()[0]);

/** Ways from two parents to a child. */
export const CROSSINGS: Record<
  string,
  (first: tf.Tensor2D, second: tf.Tensor2D, random: Random) => tf.Tensor2D
> = {
  'halfway along the arc': (first, second) => slerp(first, second, 0.5),
  'halfway along the line': (first, second) => lerp(first, second, 0.5),
  'each number from one of them': crossNumbers,
  'coarse from one, the rest from the other': (first, second) =>
    mixStages(second, first, ['coarse']),
  'the first, turned by 30°': (first, _second, random) => mutate(first, { degrees: 30, random }),
  unrelated: (first, _second, random) => random.normal(first.shape),
};

/** Children of each way: what they have from their parents, and how they look. */
export function measureCrossing(
  measured: Measured,
  cross: (typeof CROSSINGS)[string],
  judge: Judge<FaceAnswer>,
): Measures {
  const { generator, pictures, seed } = measured;
  return tf.tidy(() => {
    const random = new Random(seed);
    const shape: [number, number] = [pictures.test.shape[0], latentDimOf(measured)];
    const parents = [random.normal<tf.Rank.R2>(shape), random.normal<tf.Rank.R2>(shape)];
    const children = paintLatents(generator, cross(parents[0], parents[1], random));
    const [first, second, own] = [
      ...parents.map((z) => readFaces(judge, paintLatents(generator, z))),
      readFaces(judge, children),
    ];
    return {
      inherited: inheritedShare(own, [first, second]),
      fromFirst: inheritedShare(own, [first]),
      ...measureLooks(children, pictures, judge),
    };
  });
}

/**
 * Which attributes come with which part of z: of pairs whose readings differ, the share of children that have the
 * second's, when that part is the second's and the rest the first's; for each reading.
 */
export function measureStage(measured: Measured, stage: Stage, judge: Judge<FaceAnswer>): Measures {
  const { generator, pictures, seed } = measured;
  return tf.tidy(() => {
    const random = new Random(seed);
    const shape: [number, number] = [pictures.test.shape[0], latentDimOf(measured)];
    const [first, second] = [random.normal<tf.Rank.R2>(shape), random.normal<tf.Rank.R2>(shape)];
    const [a, b, child] = [first, second, mixStages(first, second, [stage])].map((z) =>
      readFaces(judge, paintLatents(generator, z)),
    );
    return Object.fromEntries(
      Object.keys(a).map((reading) => [
        reading,
        followed(reading as keyof FaceReadings, a, b, child),
      ]),
    );
  });
}

function followed(
  reading: keyof FaceReadings,
  first: FaceReadings,
  second: FaceReadings,
  child: FaceReadings,
): number {
  const places = Array.from(first[reading].keys()).filter(
    (i) => first[reading][i] !== second[reading][i],
  );
  return places.filter((i) => child[reading][i] === second[reading][i]).length / places.length;
}

/** Red hair, and glasses: one face in 32. */
export function redWithGlasses(judge: Judge<FaceAnswer>, images: tf.Tensor4D): Float32Array {
  return tf.tidy(() => {
    const { hairColour, glasses } = judge.judge(images);
    const red = tf.slice(hairColour, [0, RED], [-1, 1]);
    return tf.mul(red, glasses).dataSync<'float32'>().slice();
  });
}

/** Place of red among the judge's colours of hair, of which the first is none. */
const RED = 1 + HAIR_COLOURS.indexOf('red');
/** Populations that are bred. */
const NUM_REPEATS = 8;

/**
 * A loop of selection for a rare attribute, over several populations: its share among faces drawn at random, and among the
 * last generation.
 *
 * @param isChosen whether the best have children; else anybody
 */
export function measureSelection(
  measured: Measured,
  judge: Judge<FaceAnswer>,
  { isChosen }: { readonly isChosen: boolean },
): Measures {
  const { generator, seed } = measured;
  return tf.tidy(() => {
    const latentDim = latentDimOf(measured);
    const random = new Random(seed);
    const scoresOf = (z: tf.Tensor2D) => redWithGlasses(judge, paintLatents(generator, z));
    const shareOf = (z: tf.Tensor2D) => {
      const scores = scoresOf(z);
      return scores.filter((score) => score > 0.5).length / scores.length;
    };
    const start = shareOf(random.normal<tf.Rank.R2>([4000, latentDim]));
    const ends = Array.from({ length: NUM_REPEATS }, () => {
      const score = isChosen
        ? scoresOf
        : (z: tf.Tensor2D) => random.uniform([z.shape[0]]).dataSync();
      const generations = breed(score, { latentDim, random });
      return shareOf(generations[generations.length - 1]);
    });
    const end = ends.reduce((a, b) => a + b, 0) / ends.length;
    return { start, end };
  });
}
