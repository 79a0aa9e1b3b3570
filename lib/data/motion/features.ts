import { type MotionWindows, WINDOW_FRAMES } from './windows';
import {
  type Quaternion,
  type Vector,
  headingOf,
  inverse,
  multiply,
  rotate,
  rotationOfAxes,
} from './quaternion';
import { BENDING, POSE_SIZE, TURNING, rotationIn } from './skeleton';

/** Six numbers for each rotation, one for each angle, and the pelvis' height and speed. */
export const NUM_MOTION_FEATURES = 6 * TURNING.length + BENDING.length + 3;

/**
 * Windows as a network can make them: each rotation by where it turns the first two axes (6 numbers, without the jumps
 * of angles and the two signs of quaternions), knees and elbows by their angles, the pelvis by its height and by how
 * far it goes to the next pose. The first pose looks to the front.
 *
 * @returns float32 `[count, 16, 61]`, in metres and radians, not scaled
 * @see Zhou et al. 2019, "On the continuity of rotation representations in neural networks", section 4
 */
export function encodeMotion({
  poses,
  count,
}: Pick<MotionWindows, 'poses' | 'count'>): Float32Array {
  const features = new Float32Array(count * WINDOW_FRAMES * NUM_MOTION_FEATURES);
  for (let i = 0; i < count * WINDOW_FRAMES; i++) {
    const first = i - (i % WINDOW_FRAMES);
    const start = poses.subarray(first * POSE_SIZE);
    const turn = inverse(headingOf(rotationIn(start, 0)));
    const isLast = i % WINDOW_FRAMES === WINDOW_FRAMES - 1;
    const [here, next] = isLast ? [i - 1, i] : [i, i + 1]; // the last one goes on as the one before
    const pose = poses.subarray(i * POSE_SIZE, (i + 1) * POSE_SIZE);
    const [dx, , dz] = rotate(turn, wayBetween(poses, here, next));
    const turns = TURNING.flatMap((_, k) => {
      const own = rotationIn(pose, k);
      return axesOf(k === 0 ? multiply(turn, own) : own);
    });
    const bends = pose.subarray(POSE_SIZE - BENDING.length);
    features.set([...turns, ...bends, pose[1], dx, dz], i * NUM_MOTION_FEATURES);
  }
  return features;
}

/**
 * Poses from features of {@link encodeMotion}, or from such as a network made: whatever the six numbers of a rotation
 * are, the nearest rotation that keeps the first axis' direction is taken. The first pose is at x 0, z 0.
 *
 * @param features `[count, 16, 61]`
 * @returns `[count, 16, 43]`, as `jointPositions` takes them
 */
export function decodeMotion(features: Float32Array): Float32Array {
  const numPoses = features.length / NUM_MOTION_FEATURES;
  const poses = new Float32Array(numPoses * POSE_SIZE);
  let [x, z] = [0, 0];
  for (let i = 0; i < numPoses; i++) {
    if (i % WINDOW_FRAMES === 0) [x, z] = [0, 0];
    const own = features.subarray(i * NUM_MOTION_FEATURES, (i + 1) * NUM_MOTION_FEATURES);
    const turns = TURNING.flatMap((_, k) => rotationFrom(own.subarray(6 * k, 6 * k + 6)));
    const rest = own.subarray(6 * TURNING.length);
    const [height, dx, dz] = rest.subarray(BENDING.length);
    poses.set([x, height, z, ...turns, ...rest.subarray(0, BENDING.length)], i * POSE_SIZE);
    [x, z] = [x + dx, z + dz];
  }
  return poses;
}

const axesOf = (turn: Quaternion): number[] => [
  ...rotate(turn, [1, 0, 0]),
  ...rotate(turn, [0, 1, 0]),
];

const rotationFrom = ([a, b, c, d, e, f]: Float32Array): Quaternion =>
  rotationOfAxes([a, b, c], [d, e, f]);

function wayBetween(poses: Float32Array, from: number, to: number): Vector {
  const [a, b] = [from * POSE_SIZE, to * POSE_SIZE];
  return [poses[b] - poses[a], poses[b + 1] - poses[a + 1], poses[b + 2] - poses[a + 2]];
}
