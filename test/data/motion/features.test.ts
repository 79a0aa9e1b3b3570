import assert from 'node:assert/strict';

import { NUM_MOTION_FEATURES, decodeMotion, encodeMotion } from '../../../lib/data/motion/features';
import { loadMotions } from '../../../lib/data/motion/motions';
import { headingOf, inverse, rotate } from '../../../lib/data/motion/quaternion';
import { POSE_SIZE, jointPositions, rotationIn } from '../../../lib/data/motion/skeleton';
import { cutWindows } from '../../../lib/data/motion/windows';

describe('encodeMotion', () => {
  const windows = cutWindows(loadMotions().test, { secondsBetween: 0.2 });
  const features = encodeMotion(windows);
  const decoded = decodeMotion(features);
  const poseOf = (poses: Float32Array, i: number) =>
    poses.subarray(i * POSE_SIZE, (i + 1) * POSE_SIZE);

  it('gives 61 numbers a pose: 9 rotations of 6, 4 angles, height and way', () => {
    assert.equal(NUM_MOTION_FEATURES, 9 * 6 + 4 + 3);
    assert.equal(features.length, windows.count * 16 * 61);
  });

  it('is undone by decodeMotion, but for where the window begins and looks', () => {
    for (let i = 0; i < windows.count * 16; i++) {
      const first = poseOf(windows.poses, i - (i % 16));
      const turn = inverse(headingOf(rotationIn(first, 0)));
      const expected = jointPositions(poseOf(windows.poses, i)).map(([x, y, z]) =>
        rotate(turn, [x - first[0], y, z - first[2]]),
      );
      jointPositions(poseOf(decoded, i)).forEach((point, k) =>
        point.forEach((value, axis) => assert.ok(Math.abs(value - expected[k][axis]) < 1e-5)),
      );
    }
  });

  it('begins each window in the middle, looking to the front', () => {
    for (let window = 0; window < windows.count; window++) {
      const pose = poseOf(decoded, 16 * window);
      assert.deepEqual([pose[0], pose[2]], [0, 0]);
      const [, , y] = headingOf(rotationIn(pose, 0));
      assert.ok(Math.abs(y) < 1e-3);
    }
  });

  it('makes rotations of whatever a network gives', () => {
    const noise = Float32Array.from({ length: 16 * 61 }, (_, i) => Math.sin(i * i + 1));
    const poses = decodeMotion(noise);
    for (let i = 0; i < 16; i++) {
      const length = Math.hypot(...rotationIn(poseOf(poses, i), 4));
      assert.ok(Math.abs(length - 1) < 1e-6);
    }
  });
});
