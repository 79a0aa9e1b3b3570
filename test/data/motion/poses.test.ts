import assert from 'node:assert/strict';

import { type MotionClip, loadMotions } from '../../../lib/data/motion/motions';
import { mirrorPose, poseAt, clipSeconds } from '../../../lib/data/motion/poses';
import { JOINTS, POSE_SIZE, TURNING, jointPositions } from '../../../lib/data/motion/skeleton';

const HALF = Math.SQRT1_2;

/** Goes one metre ahead in each of three frames, while it turns to the left by a quarter in all. */
function turningClip(isLoop: boolean): MotionClip {
  const frames = new Float32Array(3 * POSE_SIZE);
  for (let i = 0; i < 3; i++) {
    frames.set([0, 1, i], i * POSE_SIZE);
    TURNING.forEach((_, k) => (frames[i * POSE_SIZE + 3 + 4 * k] = 1));
  }
  frames.set([HALF, 0, HALF, 0], 2 * POSE_SIZE + 3);
  return { name: 'turn', isLoop, secondsPerFrame: 0.5, numFrames: 3, frames };
}

const near = (found: ArrayLike<number>, expected: readonly number[]) =>
  expected.forEach((value, i) =>
    assert.ok(Math.abs(found[i] - value) < 1e-6, `${Array.from(found)}, not ${expected}`),
  );

describe('poseAt', () => {
  it('is a frame at its time, and between two frames half of each', () => {
    near(poseAt(turningClip(false), 0.5), [0, 1, 1, 1, 0, 0, 0]);
    near(poseAt(turningClip(false), 0.25), [0, 1, 0.5]);
  });

  it('stays at the end of a clip that is no loop', () => {
    near(poseAt(turningClip(false), 99), [0, 1, 2, HALF, 0, HALF, 0]);
  });

  it('goes on through a loop from where it was, the way it looked', () => {
    const loop = turningClip(true);
    assert.equal(clipSeconds(loop), 1.5);
    near(poseAt(loop, 1.5), [0, 1, 3, HALF, 0, HALF, 0]); // one more step ahead, turned to the left
    near(poseAt(loop, 2), [1, 1, 3, HALF, 0, HALF, 0]); // ahead is to the left now
    near(poseAt(loop, 2.5), [2, 1, 3, 0, 0, 1, 0]);
  });

  it('makes no jump in a real loop: no joint goes farther than in its other steps, but for a tenth of a metre', () => {
    const [walk] = loadMotions().train.filter(({ name }) => name === 'walk');
    const points = Array.from({ length: 2 * walk.numFrames }, (_, i) =>
      jointPositions(poseAt(walk, i * walk.secondsPerFrame)),
    );
    const steps = points
      .slice(1)
      .map((pose, i) =>
        Math.max(
          ...pose.map((p, k) => Math.hypot(...p.map((value, axis) => value - points[i][k][axis]))),
        ),
      );
    const seam = steps[walk.numFrames - 1];
    assert.ok(seam < Math.max(...steps.slice(0, walk.numFrames - 1)) + 0.1, `${seam}`);
  });
});

describe('mirrorPose', () => {
  const [clip] = loadMotions().train;
  const pose = poseAt(clip, 0.4);

  it('puts each joint where its twin was, the other way round', () => {
    const [points, mirrored] = [jointPositions(pose), jointPositions(mirrorPose(pose))];
    JOINTS.forEach((joint, i) => {
      const twin = joint.replace(/left|right/, (side) => (side === 'left' ? 'right' : 'left'));
      const [x, y, z] = points[JOINTS.findIndex((one) => one === twin)];
      near(mirrored[i], [-x, y, z]);
    });
  });

  it('is the pose again when done twice', () => near(mirrorPose(mirrorPose(pose)), [...pose]));
});
