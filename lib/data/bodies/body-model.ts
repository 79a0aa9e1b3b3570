import { type SetIdentity, readSet } from '../set-file';
import { type ShapeModel, readShapeModel } from '../rendering/shape-model';

/** The file of {@link loadBodyModel}. */
export const BODY_SET: SetIdentity = { name: 'body', version: '1' };

/** Parts of the body that move as one. */
export const LIMBS = [
  ...(['pelvis', 'waist', 'chest', 'head'] as const),
  ...(['rightUpperArm', 'rightForearm', 'rightThigh', 'rightCalf', 'rightFoot'] as const),
  ...(['leftUpperArm', 'leftForearm', 'leftThigh', 'leftCalf', 'leftFoot'] as const),
] as const;
export type Limb = (typeof LIMBS)[number];

/** Points of the body about which limbs turn, or to which they reach; in the file after the surface's points. */
export const BODY_JOINTS = [
  ...(['pelvis', 'waist', 'chest', 'neck', 'head'] as const),
  ...(['rightShoulder', 'rightElbow', 'rightWrist'] as const),
  ...(['rightHip', 'rightKnee', 'rightAnkle', 'rightToe'] as const),
  ...(['leftShoulder', 'leftElbow', 'leftWrist'] as const),
  ...(['leftHip', 'leftKnee', 'leftAnkle', 'leftToe'] as const),
] as const;
export type BodyJoint = (typeof BODY_JOINTS)[number];

/** What the triangles are of. */
export const BODY_PARTS = ['suit', 'skin'] as const;

/** A body that takes many builds and poses: its points are those of the surface, then {@link BODY_JOINTS}. */
export interface BodyModel extends ShapeModel {
  /** Points of the surface. */
  readonly numPoints: number;
  /** `[numPoints, 14]`: of each point how much each of {@link LIMBS} moves it; sums of 1. */
  readonly weights: Float32Array;
  /** Of each point a place in {@link BODY_PARTS}. */
  readonly regions: Uint8Array;
}

/**
 * The body that characters are made of: MakeHuman's with its plain suit on, made coarser; CC0.
 *
 * @throws Error naming the file, what was found and what to do
 */
export function loadBodyModel(path?: string): BodyModel {
  const file = readSet(BODY_SET, path);
  const model = readShapeModel(file);
  const { shape, data } = file.array('weights', 'uint8', 2);
  const regions = file.array('regions', 'uint8', 1).data;
  return {
    ...model,
    regions,
    numPoints: shape[0],
    weights: Float32Array.from(data, (value) => value / 255),
  };
}

let model: BodyModel | undefined;

/** The body model, read at first use. */
export const bodyModel = (): BodyModel => (model ??= loadBodyModel());
