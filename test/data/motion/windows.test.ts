import assert from 'node:assert/strict';

import { loadMotions } from '../../../lib/data/motion/motions';
import { mirrorPose, poseAt } from '../../../lib/data/motion/poses';
import { POSE_SIZE } from '../../../lib/data/motion/skeleton';
import { cutWindows } from '../../../lib/data/motion/windows';

describe('cutWindows', () => {
  const clips = loadMotions().train;
  const windows = cutWindows(clips, { secondsBetween: 0.1 });
  const poseIn = (window: number, frame: number) => {
    const start = (16 * window + frame) * POSE_SIZE;
    return windows.poses.subarray(start, start + POSE_SIZE);
  };

  it('cuts 16 poses a window, of every clip', () => {
    assert.equal(windows.poses.length, windows.count * 16 * POSE_SIZE);
    assert.equal(windows.clips.length, windows.count);
    assert.equal(new Set(windows.clips).size, clips.length);
  });

  it('takes poses a twelfth of a second apart, from a tenth later each time', () => {
    assert.deepEqual(poseIn(0, 3), poseAt(clips[0], 3 / 12));
    assert.deepEqual(poseIn(2, 0), poseAt(clips[0], 2 * 0.1));
  });

  it('adds the mirror image of each', () => {
    assert.deepEqual(poseIn(windows.count / 2 + 5, 7), mirrorPose(poseIn(5, 7)));
  });

  it('ends within a clip that is no loop: no window stands still at the end', () => {
    for (let window = 0; window < windows.count; window++) {
      if (clips[windows.clips[window]].isLoop) continue;
      assert.notDeepEqual(poseIn(window, 14), poseIn(window, 15));
    }
  });

  it('throws when windows are to start at one time', () => {
    assert.throws(
      () => cutWindows(clips, { secondsBetween: 0 }),
      /expected secondsBetween to be a number above 0, but got 0/,
    );
  });
});
