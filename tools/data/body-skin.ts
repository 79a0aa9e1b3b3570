import { BODY_JOINTS, type BodyJoint, LIMBS, type Limb } from '../../lib/data/bodies/body-model';
import type { BaseMesh, MakeHuman } from './makehuman';

/** Which limb a bone of MakeHuman's rig belongs to. */
function limbOf(bone: string): Limb {
  const side = bone.endsWith('_l') ? 'left' : 'right';
  if (/^pelvis|^Root/.test(bone)) return 'pelvis';
  if (/^spine_01/.test(bone)) return 'waist';
  if (/^spine|^clavicle/.test(bone)) return 'chest';
  if (/^neck|^head/.test(bone)) return 'head';
  if (/^upperarm/.test(bone)) return `${side}UpperArm`;
  if (/^thigh/.test(bone)) return `${side}Thigh`;
  if (/^calf/.test(bone)) return `${side}Calf`;
  return /^foot|^ball/.test(bone) ? `${side}Foot` : `${side}Forearm`; // what remains is the hand's
}

/** For each point of the whole mesh the weights of `LIMBS`; they sum to 1 where any bone moves the point. */
export function limbWeights(source: MakeHuman, numPoints: number): Float64Array[] {
  const weights = Array.from({ length: numPoints }, () => new Float64Array(LIMBS.length));
  for (const [bone, moved] of Object.entries(source.readWeights())) {
    const limb = LIMBS.indexOf(limbOf(bone));
    for (const [place, weight] of moved) weights[place][limb] += weight;
  }
  for (const one of weights) {
    const sum = one.reduce((total, weight) => total + weight, 0);
    if (sum > 0) one.forEach((weight, limb) => (one[limb] = weight / sum));
  }
  return weights;
}

/** How the mesh calls the cubes around the joints. */
const CUBES: Readonly<Record<string, string>> = {
  ...{ pelvis: 'pelvis', waist: 'spine-3', chest: 'spine-2', neck: 'neck', head: 'head' },
  ...{ Shoulder: 'shoulder', Elbow: 'elbow', Wrist: 'hand' },
  ...{ Hip: 'upper-leg', Knee: 'knee', Ankle: 'ankle', Toe: 'foot-1' },
};

/** Places of the points in whose middle each joint is. */
export function jointPlaces({ faces }: BaseMesh): number[][] {
  return BODY_JOINTS.map((joint: BodyJoint) => {
    const [, side, name] = /^(left|right)(\w+)$/.exec(joint) ?? [];
    const group = side ? `joint-${side[0]}-${CUBES[name]}` : `joint-${CUBES[joint]}`;
    return [
      ...new Set(faces.filter((face) => face.group === group).flatMap((face) => face.corners)),
    ];
  });
}
