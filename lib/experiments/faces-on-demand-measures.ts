import { tf } from '../backend';
import { EXPRESSIONS } from '../data/faces/person';
import type { Face } from '../data/faces/face';
import { inChunks } from '../in-chunks';
import type { Judge } from '../judges/judge';
import { frechetDistance } from '../metrics/frechet';
import { precisionRecall } from '../metrics/precision-recall';
import { sharpnessRatio } from '../metrics/sharpness';
import { applyInUse } from '../models/gan';
import { CONTROLLED_LATENT_DIM } from '../models/controlled-gan';
import { Random } from '../random';
import type { Measures } from './experiment';
import type { AskedFaces, FaceControl } from './faces-on-demand-run';

/** Pictures or sounds that a network makes at once. */
const CHUNK = 250;

/**
 * What a generator that is told numbers makes of them: pictures `[n, height, width, channels]`, sounds `[n, length, 1]`.
 *
 * @param controls `[n, numControls]`; stay the caller's
 * @param random draws z, one for each
 * @returns in the order of the controls; the caller disposes
 */
export function paintAsked<R extends tf.Rank = tf.Rank.R4>(
  generator: tf.LayersModel,
  controls: tf.Tensor2D,
  random: Random,
): tf.Tensor<R> {
  return tf.tidy(() => {
    const [count] = controls.shape;
    const z = random.normal<tf.Rank.R2>([count, CONTROLLED_LATENT_DIM]);
    return inChunks(count, CHUNK, (start, n) => {
      const given = [z, controls].map((x) => tf.slice(x, [start, 0], [n, -1]));
      return applyInUse(generator, [given[0], given[1]]) as tf.Tensor<R>; // which generator it is, the caller says
    });
  });
}

/** Of each face that is asked for the training face whose controls are nearest; the caller disposes. */
export const retrieveAsked = (
  controls: tf.Tensor2D,
  { controls: known, pictures }: Pick<AskedFaces, 'controls' | 'pictures'>,
): tf.Tensor4D =>
  tf.tidy(() => {
    const products = tf.matMul(controls, known, false, true);
    const nearness = tf.sub(tf.mul(products, 2), tf.sum(tf.square(known), 1));
    return tf.gather(pictures, tf.argMax<tf.Tensor1D>(nearness, 1));
  });

/**
 * Whether faces show what was asked: the share whose expression a judge names, and by how many degrees, in the mean, the
 * head is turned and the light comes from elsewhere.
 *
 * @param pictures `[n, 32, 32, 3]` in 0..1; stay the caller's
 * @param wanted n faces that have what was asked
 */
export function measureAsked(
  judge: Judge<FaceControl>,
  pictures: tf.Tensor4D,
  wanted: readonly Face[],
): { readonly expression: number; readonly yaw: number; readonly light: number } {
  return tf.tidy(() => {
    const { expression, yaw, light } = judge.judge(pictures);
    const named = tf.argMax(expression, 1).dataSync();
    const right = wanted.filter((face, i) => EXPRESSIONS[named[i]] === face.expression);
    const away = (answers: tf.Tensor, truths: readonly number[]) =>
      tf.mean(tf.abs(tf.sub(answers.flatten(), tf.tensor1d([...truths])))).dataSync()[0];
    return {
      expression: right.length / wanted.length,
      yaw: away(yaw, wanted.map((face) => face.yaw)), // prettier-ignore
      light: away(light, wanted.map((face) => face.lightAzimuth)), // prettier-ignore
    };
  });
}

/**
 * All that is said of faces that were asked for: whether they show it, and how they look as a set beside held-out ones.
 *
 * @param pictures in the order of the held-out faces, whose controls were asked
 */
export function measureDemand(
  judge: Judge<FaceControl>,
  pictures: tf.Tensor4D,
  test: AskedFaces,
): Measures {
  return tf.tidy(() => {
    const clipped = tf.clipByValue<tf.Tensor4D>(pictures, 0, 1);
    const [real, fake] = [test.pictures, clipped].map((each) => judge.judge(each).features);
    return {
      ...measureAsked(judge, clipped, test.faces),
      frechet: frechetDistance(real, fake),
      ...precisionRecall(real, fake),
      sharpness: sharpnessRatio(test.pictures, clipped),
    };
  });
}

/**
 * How different faces are of which the same was asked, as a share of how different any two are: 0 where the controls say
 * it all, 1 where they say nothing.
 */
export function measureVariety(
  generator: tf.LayersModel,
  { controls, pictures }: AskedFaces,
  seed: number,
): number {
  return tf.tidy(() => {
    const random = new Random(seed);
    const [a, b] = [0, 1].map(() => paintAsked(generator, controls, random));
    const root = (x: tf.Tensor, y: tf.Tensor) =>
      Math.sqrt(tf.mean(tf.squaredDifference(x, y)).dataSync()[0]);
    return root(a, b) / root(pictures, tf.reverse(pictures, 0));
  });
}
