import { type SetFile, type SetIdentity, readSet } from '../set-file';
import { POSE_SIZE, TURNING } from './skeleton';

/** The file of {@link loadMotions}. */
export const MOTION_SET: SetIdentity = { name: 'motion', version: '1' };

/** Numbers in the file are these parts of a metre, of a quaternion's 1, and of a radian. */
export const MOTION_UNITS = { metre: 5000, turn: 32767, radian: 10000 } as const;

/** Clips that are not trained on. */
const HELD_OUT = ['dance_b', 'kick', 'spinkick', 'turn_left1'];

/** A person's movement. */
export interface MotionClip {
  /** What is done, such as `cartwheel`. */
  readonly name: string;
  /** Whether it goes on as it began, so that it can be repeated. */
  readonly isLoop: boolean;
  readonly secondsPerFrame: number;
  /** `[numFrames, 43]`: poses, as `jointPositions` takes them. */
  readonly frames: Float32Array;
  readonly numFrames: number;
}

/**
 * Twenty clips of people who walk, run, dance, jump, roll, kick and get up, 40 seconds in all, recorded by motion
 * capture; four of them held out.
 *
 * So little shows how a method works, and not how people move: one walk, one run, each by one person. Licence: zlib.
 *
 * @throws Error naming the file, what was found and what to do
 */
export function loadMotions(path?: string): {
  readonly train: readonly MotionClip[];
  readonly test: readonly MotionClip[];
} {
  const clips = readClips(readSet(MOTION_SET, path));
  const isHeldOut = ({ name }: MotionClip) => HELD_OUT.includes(name);
  return { train: clips.filter((clip) => !isHeldOut(clip)), test: clips.filter(isHeldOut) };
}

function readClips(file: SetFile): MotionClip[] {
  const sizes = file.array('numFrames', 'int32', 1).data;
  const seconds = file.array('secondsPerFrame', 'float32', 1).data;
  const loops = file.array('loops', 'uint8', 1).data;
  const frames = file.array('frames', 'int16', 2).data;
  const scale = unitsOf();
  let start = 0;
  return file.lines('names').map((name, i) => {
    const part = frames.subarray(start * POSE_SIZE, (start + sizes[i]) * POSE_SIZE);
    start += sizes[i];
    return {
      name,
      isLoop: loops[i] === 1,
      secondsPerFrame: seconds[i],
      frames: Float32Array.from(part, (value, j) => value / scale[j % POSE_SIZE]),
      numFrames: sizes[i],
    };
  });
}

/** Of each number of a pose how much in the file is 1. */
export function unitsOf(): number[] {
  const { metre, turn, radian } = MOTION_UNITS;
  const turns = 3 + 4 * TURNING.length;
  return Array.from({ length: POSE_SIZE }, (_, i) => (i < 3 ? metre : i < turns ? turn : radian));
}
