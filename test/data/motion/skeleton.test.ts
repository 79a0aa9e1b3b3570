import assert from 'node:assert/strict';

import {
  BENDING,
  BONES,
  BONE_LENGTHS,
  JOINTS,
  type Joint,
  POSE_SIZE,
  TURNING,
  jointPositions,
} from '../../../lib/data/motion/skeleton';

/** Standing upright, pelvis at a place, nothing turned. */
function upright(): Float32Array {
  const pose = new Float32Array(POSE_SIZE);
  pose.set([1, 0.9, 2]);
  TURNING.forEach((_, i) => (pose[3 + 4 * i] = 1));
  return pose;
}

const at = (pose: Float32Array, joint: Joint) => jointPositions(pose)[JOINTS.indexOf(joint)];
const near = (found: readonly number[], expected: readonly number[]) =>
  found.forEach((value, i) =>
    assert.ok(Math.abs(value - expected[i]) < 1e-6, `${found}, not ${expected}`),
  );

describe('jointPositions', () => {
  it('adds up the bones when nothing is turned', () => {
    near(at(upright(), 'pelvis'), [1, 0.9, 2]);
    near(at(upright(), 'head'), [1, 0.9 + 0.2362 + 0.2239 + 0.18, 2]);
    near(at(upright(), 'leftToe'), [1 + 0.0849, 0.9 - 0.4215 - 0.4099 - 0.03, 2 + 0.1]);
  });

  it('bends a knee about the axis to the left: by a quarter the calf is level', () => {
    const pose = upright();
    pose[POSE_SIZE - BENDING.length + BENDING.indexOf('rightKnee')] = Math.PI / 2;
    const [knee, ankle] = [at(pose, 'rightKnee'), at(pose, 'rightAnkle')];
    near(ankle, [knee[0], knee[1], knee[2] - 0.4099]); // down became backwards
    near(at(pose, 'leftAnkle'), at(upright(), 'leftAnkle'));
  });

  it('turns all that hangs on a joint: half a turn about the vertical swaps the arms', () => {
    const pose = upright();
    pose.set([0, 0, 1, 0], 3 + 4 * TURNING.indexOf('chest'));
    near(at(pose, 'leftWrist'), [1 - 0.1831, at(upright(), 'rightWrist')[1], 2 + 0.024]);
    near(at(pose, 'leftAnkle'), at(upright(), 'leftAnkle'));
  });

  it('keeps the length of every bone in any pose', () => {
    const pose = upright();
    TURNING.forEach((_, i) => {
      const [w, x, y, z] = [1 + i, 2 - i, 0.5 * i, -1];
      const length = Math.hypot(w, x, y, z);
      pose.set(
        [w, x, y, z].map((value) => value / length),
        3 + 4 * i,
      );
    });
    const points = jointPositions(pose);
    BONES.forEach(([from, to], i) => {
      const length = Math.hypot(...points[from].map((value, axis) => value - points[to][axis]));
      assert.ok(Math.abs(length - BONE_LENGTHS[i]) < 1e-6, JOINTS[to]);
    });
  });
});
