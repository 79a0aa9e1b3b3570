import assert from 'node:assert/strict';

import { MOTION_SET, type MotionClip, loadMotions } from '../../../lib/data/motion/motions';
import { POSE_SIZE, TURNING, jointPositions, rotationIn } from '../../../lib/data/motion/skeleton';
import { describeDamages } from '../damaged-sets';

describe('loadMotions', () => {
  const { train, test } = loadMotions();
  const clips = [...train, ...test];
  const posesOf = ({ frames, numFrames }: MotionClip) =>
    Array.from({ length: numFrames }, (_, i) =>
      frames.subarray(i * POSE_SIZE, (i + 1) * POSE_SIZE),
    );

  it('has 20 clips of 40 seconds in all, four of them held out', () => {
    assert.deepEqual([train.length, test.length], [16, 4]);
    const seconds = clips.reduce((sum, one) => sum + one.numFrames * one.secondsPerFrame, 0);
    assert.ok(Math.abs(seconds - 40) < 1, `${seconds}`);
  });

  it('holds whole clips out: no name and no pose is on both sides', () => {
    const names = new Set(clips.map(({ name }) => name));
    assert.equal(names.size, 20);
    const known = new Set(train.flatMap(posesOf).map((pose) => pose.join()));
    assert.ok(test.flatMap(posesOf).every((pose) => !known.has(pose.join())));
  });

  it('has rotations of length 1, but for rounding', () => {
    for (const pose of clips.flatMap(posesOf)) {
      TURNING.forEach((_, i) => {
        const length = Math.hypot(...rotationIn(pose, i));
        assert.ok(Math.abs(length - 1) < 1e-4, `${length}`);
      });
    }
  });

  it('stands on the floor: in no clip is the lowest point more than 8 cm above or below it', () => {
    for (const clip of clips) {
      const heights = posesOf(clip).flatMap((pose) => jointPositions(pose).map(([, y]) => y));
      assert.ok(Math.abs(Math.min(...heights)) < 0.08, clip.name);
    }
  });

  it('walks to the front', () => {
    const [walk] = clips.filter(({ name }) => name === 'walk').map(posesOf);
    const [first, last] = [walk[0], walk[walk.length - 1]];
    assert.ok(last[2] - first[2] > 1, `${last[2] - first[2]} m`);
  });

  describeDamages(MOTION_SET, loadMotions);
});
