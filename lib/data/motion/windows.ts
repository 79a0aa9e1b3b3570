import { requirePositive } from '../../check';
import type { MotionClip } from './motions';
import { mirrorPose, poseAt, clipSeconds } from './poses';
import { POSE_SIZE } from './skeleton';

/** Poses of a window, and how many there are in a second. */
export const WINDOW_FRAMES = 16;
export const FRAMES_PER_SECOND = 12;

/** Short movements, all of one length. */
export interface MotionWindows {
  /** `[count, 16, 43]`: poses, as `jointPositions` takes them, 12 a second. */
  readonly poses: Float32Array;
  readonly count: number;
  /** Of each window its clip: a place among those that were cut. */
  readonly clips: Uint8Array;
}

/**
 * Windows of 16 poses, 1.25 seconds each, cut out of clips, and after them all their mirror images.
 *
 * Windows of one clip are near copies of each other: keep clips apart, not windows.
 *
 * @param options `secondsBetween` from the start of one window to the next; default a thirtieth
 * @throws RangeError when it is not above 0
 */
export function cutWindows(
  clips: readonly MotionClip[],
  { secondsBetween = 1 / 30 }: { readonly secondsBetween?: number } = {},
): MotionWindows {
  requirePositive('secondsBetween', secondsBetween);
  const starts = clips.flatMap((clip, place) =>
    Array.from({ length: numStarts(clip, secondsBetween) }, (_, i) => ({
      place,
      start: i * secondsBetween,
    })),
  );
  const count = 2 * starts.length;
  const poses = new Float32Array(count * WINDOW_FRAMES * POSE_SIZE);
  starts.forEach(({ place, start }, i) => {
    for (let frame = 0; frame < WINDOW_FRAMES; frame++) {
      const pose = poseAt(clips[place], start + frame / FRAMES_PER_SECOND);
      poses.set(pose, (i * WINDOW_FRAMES + frame) * POSE_SIZE);
      const mirrored = (i + starts.length) * WINDOW_FRAMES + frame;
      poses.set(mirrorPose(pose), mirrored * POSE_SIZE);
    }
  });
  const places = starts.map(({ place }) => place);
  return { poses, count, clips: Uint8Array.from([...places, ...places]) };
}

/** Windows may start all through a loop, and in another clip as long as the window ends with it. */
function numStarts(clip: MotionClip, secondsBetween: number): number {
  const window = (WINDOW_FRAMES - 1) / FRAMES_PER_SECOND;
  const room = clip.isLoop ? clipSeconds(clip) : clipSeconds(clip) - window;
  return Math.max(0, Math.floor(room / secondsBetween));
}
