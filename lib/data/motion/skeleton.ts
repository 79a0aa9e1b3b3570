import { sineAndCosineOf } from '../rendering/angles';
import { type Quaternion, type Vector, addVectors, multiply, rotate } from './quaternion';

/** Points of the skeleton, as {@link jointPositions} gives them. */
export const JOINTS = [
  ...(['pelvis', 'chest', 'neck', 'head'] as const),
  ...(['rightHip', 'rightKnee', 'rightAnkle', 'rightToe'] as const),
  ...(['rightShoulder', 'rightElbow', 'rightWrist'] as const),
  ...(['leftHip', 'leftKnee', 'leftAnkle', 'leftToe'] as const),
  ...(['leftShoulder', 'leftElbow', 'leftWrist'] as const),
] as const;
export type Joint = (typeof JOINTS)[number];

/**
 * What turns freely, in the order in which a pose holds its rotations: the first in the world, others in that on which
 * they hang.
 */
export const TURNING = [
  ...(['pelvis', 'chest', 'neck'] as const),
  ...(['rightHip', 'rightAnkle', 'rightShoulder'] as const),
  ...(['leftHip', 'leftAnkle', 'leftShoulder'] as const),
] as const;

/** What only bends, in the order in which a pose holds its angles. */
export const BENDING = ['rightKnee', 'rightElbow', 'leftKnee', 'leftElbow'] as const;

/** Which point each hangs on, and where it is there, in metres, when nothing is turned. */
const HANGS: Readonly<Record<Joint, { readonly on: Joint | null; readonly at: Vector }>> = {
  pelvis: { on: null, at: [0, 0, 0] },
  chest: { on: 'pelvis', at: [0, 0.2362, 0] },
  neck: { on: 'chest', at: [0, 0.2239, 0] },
  head: { on: 'neck', at: [0, 0.18, 0] },
  rightHip: { on: 'pelvis', at: [-0.0849, 0, 0] },
  rightKnee: { on: 'rightHip', at: [0, -0.4215, 0] },
  rightAnkle: { on: 'rightKnee', at: [0, -0.4099, 0] },
  rightToe: { on: 'rightAnkle', at: [0, -0.03, 0.1] },
  rightShoulder: { on: 'chest', at: [-0.1831, 0.2435, -0.024] },
  rightElbow: { on: 'rightShoulder', at: [0, -0.2748, 0] },
  rightWrist: { on: 'rightElbow', at: [0, -0.2589, 0] },
  leftHip: { on: 'pelvis', at: [0.0849, 0, 0] },
  leftKnee: { on: 'leftHip', at: [0, -0.4215, 0] },
  leftAnkle: { on: 'leftKnee', at: [0, -0.4099, 0] },
  leftToe: { on: 'leftAnkle', at: [0, -0.03, 0.1] },
  leftShoulder: { on: 'chest', at: [0.1831, 0.2435, -0.024] },
  leftElbow: { on: 'leftShoulder', at: [0, -0.2748, 0] },
  leftWrist: { on: 'leftElbow', at: [0, -0.2589, 0] },
};

/** Bones as pairs of places in {@link JOINTS}. */
export const BONES: readonly (readonly [number, number])[] = JOINTS.flatMap((joint, i) => {
  const { on } = HANGS[joint];
  return on === null ? [] : [[JOINTS.indexOf(on), i] as const];
});

/** Length of each bone, in metres. */
export const BONE_LENGTHS: readonly number[] = BONES.map(([, end]) => {
  const [x, y, z] = HANGS[JOINTS[end]].at;
  return Math.sqrt(x * x + y * y + z * z);
});

/**
 * Numbers of a pose: where the pelvis is (3, in metres), a quaternion for each of {@link TURNING} (36), and an angle
 * in radians for each of {@link BENDING} (4).
 */
export const POSE_SIZE = 3 + 4 * TURNING.length + BENDING.length;

/** The rotation of a part in a pose, as a place in {@link TURNING} says which. */
export function rotationIn(pose: ArrayLike<number>, place: number): Quaternion {
  const at = 3 + 4 * place;
  return [pose[at], pose[at + 1], pose[at + 2], pose[at + 3]];
}

/**
 * Where the points of the skeleton are in a pose: forward kinematics. Bones keep their lengths whatever the pose is.
 *
 * @param pose {@link POSE_SIZE} numbers; quaternions of length 1
 * @returns for each of {@link JOINTS} x, y, z in metres: to the left of who looks to the front, up, to the front
 */
export function jointPositions(pose: ArrayLike<number>): Vector[] {
  const turns = new Map<Joint, Quaternion>();
  const places = new Map<Joint, Vector>();
  return JOINTS.map((joint) => {
    const { on, at } = HANGS[joint];
    const own = turnIn(pose, joint);
    if (on === null) {
      turns.set(joint, own);
      places.set(joint, [pose[0], pose[1], pose[2]]);
    } else {
      const [turn, place] = [turns.get(on)!, places.get(on)!]; // what a point hangs on comes before it
      turns.set(joint, multiply(turn, own));
      places.set(joint, addVectors(place, rotate(turn, at)));
    }
    return places.get(joint)!;
  });
}

/** How a joint turns what hangs on it. */
function turnIn(pose: ArrayLike<number>, joint: Joint): Quaternion {
  const turning = (TURNING as readonly Joint[]).indexOf(joint);
  if (turning >= 0) return rotationIn(pose, turning);
  const bending = (BENDING as readonly Joint[]).indexOf(joint);
  if (bending < 0) return [1, 0, 0, 0];
  const [sine, cosine] = sineAndCosineOf(pose[3 + 4 * TURNING.length + bending] / 2);
  return [cosine, sine, 0, 0];
}
