import assert from 'node:assert/strict';

import { BODY_JOINTS, type BodyJoint, bodyModel } from '../../../lib/data/bodies/body-model';
import { buildOf, buildWeights } from '../../../lib/data/bodies/build';
import { poseBody } from '../../../lib/data/bodies/pose-body';
import { loadMotions } from '../../../lib/data/motion/motions';
import { poseAt } from '../../../lib/data/motion/poses';
import { JOINTS, type Joint, jointPositions } from '../../../lib/data/motion/skeleton';
import { shapeOf } from '../../../lib/data/rendering/shape-model';

describe('poseBody', () => {
  const model = bodyModel();
  const build = { ...buildOf(1), age: 0.5 };
  const atRest = shapeOf(model, buildWeights(build));
  const jointAt = (joint: BodyJoint) => {
    const start = 3 * (model.numPoints + BODY_JOINTS.indexOf(joint));
    return [...atRest.subarray(start, start + 3)];
  };
  /** The middle of the points that are near a joint at rest, wherever they are now. */
  const middleOf = (positions: Float32Array, joint: BodyJoint, reach: number) => {
    const rest = jointAt(joint);
    const places = Array.from({ length: model.numPoints }, (_, i) => i).filter(
      (i) => Math.hypot(...rest.map((value, axis) => atRest[3 * i + axis] - value)) < reach,
    );
    return [0, 1, 2].map(
      (axis) => places.reduce((sum, i) => sum + positions[3 * i + axis], 0) / places.length,
    );
  };
  const clips = loadMotions().train;

  it('looks with each limb to where the skeleton looks', () => {
    for (const name of ['walk', 'cartwheel', 'punch']) {
      const [clip] = clips.filter((one) => one.name === name);
      const skeleton = jointPositions(poseAt(clip, 0.5));
      const posed = poseBody(model, atRest, skeleton);
      const seen = (joint: Joint) => skeleton[JOINTS.indexOf(joint)];
      for (const [from, to] of [
        ['leftKnee', 'leftAnkle'],
        ['rightElbow', 'rightWrist'],
      ] as const) {
        const wanted = seen(to).map((value, axis) => value - seen(from)[axis]);
        const [a, b] = [middleOf(posed, from, 0.09), middleOf(posed, to, 0.07)];
        const found = b.map((value, axis) => value - a[axis]);
        const cosine =
          wanted.reduce((sum, value, axis) => sum + value * found[axis], 0) /
          (Math.hypot(...wanted) * Math.hypot(...found));
        assert.ok(cosine > Math.cos((15 * Math.PI) / 180), `${name}, ${from}: ${cosine}`);
      }
    }
  });

  it('stands on the floor when the skeleton does, within 6 cm, tall or small', () => {
    const [walk] = clips.filter(({ name }) => name === 'walk');
    for (const age of [0, 0.5, 1]) {
      const shape = shapeOf(model, buildWeights({ ...build, age }));
      for (const time of [0, 0.3, 0.6, 0.9]) {
        const posed = poseBody(model, shape, jointPositions(poseAt(walk, time)));
        const lowest = posed.filter((_, i) => i % 3 === 1).reduce((a, b) => Math.min(a, b));
        assert.ok(Math.abs(lowest) < 0.06, `${lowest} m`);
      }
    }
  });
});
