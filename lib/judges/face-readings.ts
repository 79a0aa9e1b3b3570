import { tf } from '../backend';
import type { FaceAnswer } from './faces';
import type { Judge } from './judge';

/** What is read off faces, each as a class. */
export const FACE_READINGS = [
  'hairStyle',
  'hairColour',
  'glasses',
  'yaw',
  'light',
  'skin',
] as const satisfies readonly FaceAnswer[];
export type FaceReading = (typeof FACE_READINGS)[number];

/** Of each face its class in each reading, as whole numbers from 0. */
export type FaceReadings = Readonly<Record<FaceReading, Int32Array>>;

/** Where quantities are cut into classes: turned left, to the front, right; lit from left, front, right; dark, light. */
const CUTS: Partial<Record<FaceReading, readonly number[]>> = {
  glasses: [0.5],
  yaw: [-10, 10],
  light: [-23, 23],
  skin: [0.5],
};

/**
 * Faces as a judge reads them, in classes that can be compared and counted; of held-out faces it reads each right in six
 * cases of seven or more. Expressions are left out, of which it misses a third at this size, and sex and age, of which a
 * single face shows little.
 *
 * @param images `[n, 32, 32, 3]` in 0..1; stay the caller's
 */
export function readFaces(judge: Judge<FaceAnswer>, images: tf.Tensor4D): FaceReadings {
  return tf.tidy(() => {
    const verdicts = judge.judge(images);
    const classesOf = (reading: FaceReading): Int32Array => {
      const cuts = CUTS[reading];
      const answer = verdicts[reading];
      const places = cuts
        ? tf.sum(tf.cast(tf.greater(answer, tf.tensor1d([...cuts])), 'int32'), 1)
        : tf.argMax(answer, 1);
      return places.dataSync<'int32'>().slice();
    };
    // one for each of the readings
    return Object.fromEntries(
      FACE_READINGS.map((reading) => [reading, classesOf(reading)]),
    ) as FaceReadings;
  });
}
