import {
  type Quaternion,
  type Vector,
  addVectors,
  between,
  inverse,
  multiply,
  rotate,
  rotationOfAxes,
  rotationTowards,
  subtract,
} from '../motion/quaternion';
import { JOINTS, type Joint } from '../motion/skeleton';
import { BODY_JOINTS, type BodyJoint, type BodyModel, LIMBS, type Limb } from './body-model';

/** From the skeleton's pelvis to the floor when it stands, in metres. */
const PELVIS_HEIGHT = 0.88;

/** How a limb is turned, and what is added afterwards. */
interface Placement {
  readonly turn: Quaternion;
  readonly shift: Vector;
}

/**
 * A body in the pose of a skeleton: each limb looks to where the skeleton's does, so that proportions are the body's
 * own.
 *
 * @param positions of the body at rest, as `shapeOf` gives them
 * @param skeleton as `jointPositions` gives it
 * @returns positions of the surface's points, in metres; what stands on the floor there stands on it here too
 */
export function poseBody(
  model: BodyModel,
  positions: Float32Array,
  skeleton: readonly Vector[],
): Float32Array {
  const limbs = placeLimbs(restJoints(model, positions), floorOf(model, positions), skeleton);
  const matrices = LIMBS.map((limb) => matrixOf(limbs.get(limb)!)); // all are placed
  const posed = new Float32Array(3 * model.numPoints);
  for (let i = 0; i < model.numPoints; i++) {
    const [x, y, z] = [positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]];
    for (let limb = 0; limb < LIMBS.length; limb++) {
      const weight = model.weights[i * LIMBS.length + limb];
      if (weight === 0) continue;
      const m = matrices[limb];
      posed[3 * i] += weight * (m[0] * x + m[1] * y + m[2] * z + m[3]);
      posed[3 * i + 1] += weight * (m[4] * x + m[5] * y + m[6] * z + m[7]);
      posed[3 * i + 2] += weight * (m[8] * x + m[9] * y + m[10] * z + m[11]);
    }
  }
  return posed;
}

type RestJoints = Readonly<Record<BodyJoint, Vector>>;

function restJoints({ numPoints }: BodyModel, positions: Float32Array): RestJoints {
  const entries = BODY_JOINTS.map((joint, i): [BodyJoint, Vector] => {
    const [x, y, z] = positions.subarray(3 * (numPoints + i), 3 * (numPoints + i) + 3);
    return [joint, [x, y, z]];
  });
  return Object.fromEntries(entries) as Record<BodyJoint, Vector>; // every joint has an entry
}

/** The lowest point of the body at rest. */
function floorOf({ numPoints }: BodyModel, positions: Float32Array): number {
  let floor = Infinity;
  for (let i = 0; i < numPoints; i++) floor = Math.min(floor, positions[3 * i + 1]);
  return floor;
}

function placeLimbs(
  rest: RestJoints,
  floor: number,
  skeleton: readonly Vector[],
): Map<Limb, Placement> {
  const seen = Object.fromEntries(JOINTS.map((joint, i) => [joint, skeleton[i]])) as Record<
    Joint,
    Vector
  >;
  const limbs = new Map<Limb, Placement>();
  const where = (limb: Limb, point: Vector): Vector => {
    const { turn, shift } = limbs.get(limb)!; // asked for after it was placed
    return addVectors(rotate(turn, point), shift);
  };
  const place = (limb: Limb, turn: Quaternion, pivot: Vector, at: Vector): void => {
    limbs.set(limb, { turn, shift: subtract(at, rotate(turn, pivot)) });
  };
  const hang = (limb: Limb, on: Limb, turn: Quaternion, joint: BodyJoint): void =>
    place(limb, turn, rest[joint], where(on, rest[joint]));
  const towards = (
    parent: Quaternion,
    from: readonly [BodyJoint, BodyJoint],
    to: readonly [Joint, Joint],
  ): Quaternion => {
    const direction = rotate(parent, subtract(rest[from[1]], rest[from[0]]));
    return multiply(rotationTowards(direction, subtract(seen[to[1]], seen[to[0]])), parent);
  };

  const scale = (rest.pelvis[1] - floor) / PELVIS_HEIGHT;
  const [x, y, z] = seen.pelvis;
  const pelvis = turnOfAxes(
    [subtract(rest.waist, rest.pelvis), subtract(rest.leftHip, rest.rightHip)],
    [subtract(seen.chest, seen.pelvis), subtract(seen.leftHip, seen.rightHip)],
  );
  const chest = turnOfAxes(
    [subtract(rest.neck, rest.chest), subtract(rest.leftShoulder, rest.rightShoulder)],
    [subtract(seen.neck, seen.chest), subtract(seen.leftShoulder, seen.rightShoulder)],
  );
  place('pelvis', pelvis, rest.pelvis, [x * scale, y * scale, z * scale]);
  hang('waist', 'pelvis', between(pelvis, chest, 0.5), 'waist');
  hang('chest', 'waist', chest, 'chest');
  hang('head', 'chest', towards(chest, ['neck', 'head'], ['neck', 'head']), 'neck');
  for (const side of ['left', 'right'] as const) {
    const limb = (name: Limb, on: Limb, from: BodyJoint & Joint, to: BodyJoint & Joint): void => {
      const turn = towards(limbs.get(on)!.turn, [from, to], [from, to]); // placed before
      hang(name, on, turn, from);
    };
    limb(`${side}UpperArm`, 'chest', `${side}Shoulder`, `${side}Elbow`);
    limb(`${side}Forearm`, `${side}UpperArm`, `${side}Elbow`, `${side}Wrist`);
    limb(`${side}Thigh`, 'pelvis', `${side}Hip`, `${side}Knee`);
    limb(`${side}Calf`, `${side}Thigh`, `${side}Knee`, `${side}Ankle`);
    limb(`${side}Foot`, `${side}Calf`, `${side}Ankle`, `${side}Toe`);
  }
  return limbs;
}

/** The rotation that turns two directions of the body at rest into two of the skeleton. */
const turnOfAxes = (
  [upAtRest, leftAtRest]: readonly [Vector, Vector],
  [up, left]: readonly [Vector, Vector],
): Quaternion => multiply(rotationOfAxes(up, left), inverse(rotationOfAxes(upAtRest, leftAtRest)));

/** Three rows of four numbers, which take less time than a quaternion. */
function matrixOf({ turn, shift }: Placement): readonly number[] {
  const columns = (
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ] as const
  ).map((axis) => rotate(turn, axis));
  return [0, 1, 2].flatMap((row) => [...columns.map((column) => column[row]), shift[row]]);
}
