import { requireInteger } from '../../check';
import { type Part, choicesOfPart } from '../choices';
import { type ByteImages, joinImages } from '../images';
import { drawFigures } from '../motion/figures';
import { loadMotions } from '../motion/motions';
import { BENDING, POSE_SIZE, TURNING, jointPositions } from '../motion/skeleton';
import { type MotionWindows, WINDOW_FRAMES, cutWindows } from '../motion/windows';
import { type Build, buildOf } from './build';
import { drawBodies } from './draw-body';

/** How many films to make. */
export interface FilmOptions {
  /** Films to train on, and films that are held out: at least one of each. */
  readonly train: number;
  readonly test: number;
  /** Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
  /** Pixels of a side. Default 32. */
  readonly size?: number;
}

/** The same movements twice: as stick figures, and done by bodies. */
export interface Films {
  /** `[16 · count, size, size, 1]`: the pictures of one film after those of another. */
  readonly figures: ByteImages;
  /** The same, picture by picture, as shaded bodies. */
  readonly bodies: ByteImages;
  /** `[count, size, size, 1]`: of each film who moves, standing, seen from the front ({@link drawPortrait}). */
  readonly portraits: ByteImages;
  /** Of each film what it shows. */
  readonly shots: readonly Shot[];
}

/** Who moves how, seen from where. */
export interface Shot {
  readonly build: Build;
  /** What is done: the name of a clip. */
  readonly action: string;
  /** `[16, 43]`: poses, as `jointPositions` takes them. */
  readonly poses: Float32Array;
  /** Degrees by which the viewer walked around. */
  readonly azimuth: number;
}

/** Choices that a film takes. */
const NUM_CHOICES = 3;

/**
 * Films of 16 pictures, 12 a second, of people of many builds who move as in the motion clips, seen from anywhere; each
 * also as a stick figure. Held out are whole clips, and builds. About 3 ms for each two pictures.
 *
 * @throws RangeError when a count or the size is below 1
 */
export function makeFilms({ train, test, seed, size = 32 }: FilmOptions): {
  readonly train: Films;
  readonly test: Films;
} {
  const clips = loadMotions();
  const part = (name: Part, count: number): Films => {
    requireInteger(name, count, { min: 1 });
    const windows = cutWindows(clips[name]);
    const shots = choicesOfPart({ seed, part: name, count }, NUM_CHOICES).map((pick): Shot => {
      const window = pick.integer(0, windows.count - 1);
      return {
        build: buildOf(pick.numberOf(name)),
        action: clips[name][windows.clips[window]].name,
        poses: posesOf(windows, window),
        azimuth: pick.between(0, 360),
      };
    });
    return {
      figures: joinImages(shots.map(({ poses, azimuth }) => drawFigures(poses, { azimuth, size }))),
      bodies: joinImages(
        shots.map(({ build, poses, azimuth }) => drawBodies(build, poses, { azimuth, size })),
      ),
      portraits: joinImages(shots.map(({ build }) => drawPortrait(build, size))),
      shots,
    };
  };
  return { train: part('train', train), test: part('test', test) };
}

/** Upright, nothing turned, the lowest joint on the floor. */
function standing(): Float32Array {
  const turned = [...TURNING.flatMap(() => [1, 0, 0, 0]), ...BENDING.map(() => 0)];
  const heights = jointPositions([0, 0, 0, ...turned]).map(([, height]) => height);
  return Float32Array.from([0, -Math.min(...heights), 0, ...turned]);
}

/** Somebody of this build standing upright, seen from the front: `[1, size, size, 1]`. */
export const drawPortrait = (build: Build, size = 32): ByteImages =>
  drawBodies(build, standing(), { azimuth: 0, size });

/** The poses of one window. */
function posesOf({ poses }: MotionWindows, window: number): Float32Array {
  const length = WINDOW_FRAMES * POSE_SIZE;
  return poses.slice(window * length, (window + 1) * length);
}
