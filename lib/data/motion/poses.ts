import type { MotionClip } from './motions';
import {
  type Quaternion,
  type Vector,
  addVectors,
  between,
  headingOf,
  inverse,
  multiply,
  rotate,
  subtract,
} from './quaternion';
import { BENDING, POSE_SIZE, TURNING, rotationIn } from './skeleton';

/** Seconds that a clip takes; a loop goes on afterwards. */
export const clipSeconds = ({ numFrames, secondsPerFrame, isLoop }: MotionClip): number =>
  (isLoop ? numFrames : numFrames - 1) * secondsPerFrame;

/**
 * The pose of a clip at a time, between two frames where need be.
 *
 * A loop goes on where it ended and the way it looked: who turned to the left turns on. The step from its last frame to
 * its first one takes as long as any other.
 *
 * @param seconds from 0 on; after the end of a clip that is no loop it stays as it is
 * @returns 43 numbers, as `jointPositions` takes them
 */
export function poseAt(clip: MotionClip, seconds: number): Float32Array {
  const time = Math.min(seconds, clip.isLoop ? Infinity : clipSeconds(clip)) / clip.secondsPerFrame;
  const frame = Math.floor(time);
  const [a, b] = [frameAt(clip, frame), frameAt(clip, frame + 1)];
  const share = time - frame;
  const pose = a.map((value, i) => value + share * (b[i] - value));
  TURNING.forEach((_, i) =>
    pose.set(between(rotationIn(a, i), rotationIn(b, i), share), 3 + 4 * i),
  );
  return pose;
}

/** A frame of a clip, by numbers that go on through a loop's repetitions. */
function frameAt(clip: MotionClip, frame: number): Float32Array {
  const { numFrames, isLoop, frames } = clip;
  const place = isLoop ? frame % numFrames : Math.min(frame, numFrames - 1);
  const pose = frames.slice(place * POSE_SIZE, (place + 1) * POSE_SIZE);
  const { turn, from, to } = repetitionOf(clip);
  for (let lap = isLoop ? Math.floor(frame / numFrames) : 0; lap > 0; lap--) {
    const [x, y, z] = [pose[0], pose[1], pose[2]];
    pose.set(addVectors(rotate(turn, subtract([x, y, z], from)), to));
    pose.set(multiply(turn, rotationIn(pose, 0)), 3);
  }
  return pose;
}

/** Where a loop's next repetition begins: the place `from` comes to `to`, turned about the vertical. */
function repetitionOf({ frames, numFrames }: MotionClip): {
  turn: Quaternion;
  from: Vector;
  to: Vector;
} {
  const rootAt = (frame: number): Vector => {
    const [x, y, z] = frames.subarray(frame * POSE_SIZE, frame * POSE_SIZE + 3);
    return [x, y, z];
  };
  const headingAt = (frame: number) => headingOf(rotationIn(frames.subarray(frame * POSE_SIZE), 0));
  const [first, last] = [0, numFrames - 1];
  const from = rootAt(first);
  const [x, , z] = addVectors(rootAt(last), subtract(rootAt(last), rootAt(last - 1)));
  return {
    turn: multiply(headingAt(last), inverse(headingAt(first))),
    from,
    to: [x, from[1], z],
  };
}

/** The mirror image of a pose: what the right did, the left does. */
export function mirrorPose(pose: ArrayLike<number>): Float32Array {
  const mirrored = new Float32Array(POSE_SIZE);
  mirrored.set([-pose[0], pose[1], pose[2]]);
  const other = (name: string) =>
    name.replace(/left|right/, (side) => (side === 'left' ? 'right' : 'left'));
  const [turning, bending]: (readonly string[])[] = [TURNING, BENDING];
  turning.forEach((name, i) => {
    const [w, x, y, z] = rotationIn(pose, turning.indexOf(other(name)));
    mirrored.set([w, x, -y, -z], 3 + 4 * i);
  });
  const bends = 3 + 4 * turning.length;
  bending.forEach((name, i) => (mirrored[bends + i] = pose[bends + bending.indexOf(other(name))]));
  return mirrored;
}
