import { tf } from '../backend';
import { BONES, BONE_LENGTHS, JOINTS, POSE_SIZE, jointPositions } from '../data/motion/skeleton';
import { FRAMES_PER_SECOND, WINDOW_FRAMES } from '../data/motion/windows';
import { stepsAlong } from './sharpness';

/** What a film of a body tells of its physics. */
export type MotionMeasures = {
  /** Of the joints, in metres a second. */
  readonly speed: number;
  /** Of the joints, in metres a second each second: many times the data's where a body trembles. */
  readonly acceleration: number;
  /** By how much bones are longer or shorter than they are, as a share: 0 by forward kinematics. */
  readonly boneError: number;
  /** How far the lowest joint is above the floor or below it, in metres. */
  readonly offFloor: number;
  /** How fast ankles and toes go while they are on the floor, in metres a second: skating. */
  readonly sliding: number;
};

/** Below this a foot counts as on the floor, in metres: an ankle's own height and a little. */
const ON_FLOOR = 0.1;
const FEET = (['rightAnkle', 'rightToe', 'leftAnkle', 'leftToe'] as const).map((joint) =>
  JOINTS.indexOf(joint),
);

/**
 * Where the joints are in windows of poses.
 *
 * @param poses `[count, 16, 43]`, as {@link jointPositions} takes them
 * @returns `[count, 16, 18, 3]` in metres; the caller disposes
 */
export function jointPlaces(poses: Float32Array): tf.Tensor4D {
  const numPoses = poses.length / POSE_SIZE;
  const places = new Float32Array(numPoses * JOINTS.length * 3);
  for (let i = 0; i < numPoses; i++) {
    const pose = poses.subarray(i * POSE_SIZE, (i + 1) * POSE_SIZE);
    places.set(jointPositions(pose).flat(), i * JOINTS.length * 3);
  }
  return tf.tensor4d(places, [numPoses / WINDOW_FRAMES, WINDOW_FRAMES, JOINTS.length, 3]);
}

/** @param places `[count, 16, 18, 3]` in metres, of {@link jointPlaces} or of a network; stay the caller's */
export function measureMotion(places: tf.Tensor4D): MotionMeasures {
  return tf.tidy(() => {
    const velocities = tf.mul(stepsAlong(places, 1), FRAMES_PER_SECOND);
    const accelerations = tf.mul(stepsAlong(velocities, 1), FRAMES_PER_SECOND);
    const joint = (some: tf.Tensor, place: number) => tf.slice(some, [0, 0, place, 0], [-1, -1, 1, -1]); // prettier-ignore
    const bones = BONES.map(([from, to], i) => {
      const length = tf.norm(tf.sub(joint(places, to), joint(places, from)), 2, 3);
      return tf.mean(tf.abs(tf.sub(tf.div(length, BONE_LENGTHS[i]), 1)));
    });
    const heights = tf.slice(places, [0, 0, 0, 1], [-1, -1, -1, 1]);
    const numbers = {
      speed: meanLength(velocities),
      acceleration: meanLength(accelerations),
      boneError: tf.mean(tf.stack(bones)),
      offFloor: tf.mean(tf.abs(tf.min(heights, 2))),
      sliding: slidingOf(tf.concat(FEET.map((place) => joint(places, place)), 2)), // prettier-ignore
    };
    const values = Object.entries(numbers).map(([name, value]) => [name, value.dataSync()[0]]);
    return Object.fromEntries(values) as MotionMeasures; // of all its names
  });
}

const meanLength = (vectors: tf.Tensor): tf.Tensor => tf.mean(tf.norm(vectors, 2, 3));

/** Mean speed over the floor of what is on it in a frame and the next; 0 where nothing ever is. */
function slidingOf(feet: tf.Tensor): tf.Tensor {
  const isLow = tf.cast(tf.less(tf.slice(feet, [0, 0, 0, 1], [-1, -1, -1, 1]), ON_FLOOR), 'float32'); // prettier-ignore
  const frames = isLow.shape[1]! - 1;
  const stays = tf.mul(tf.slice(isLow, [0, 1, 0, 0]), tf.slice(isLow, [0, 0, 0, 0], [-1, frames, -1, -1])); // prettier-ignore
  const along = tf.mul(stepsAlong(feet, 1), tf.tensor1d([1, 0, 1])); // x and z: the floor
  const speeds = tf.mul(tf.norm(along, 2, 3, true), FRAMES_PER_SECOND);
  return tf.div(tf.sum(tf.mul(speeds, stays)), tf.maximum(tf.sum(stays), 1));
}
