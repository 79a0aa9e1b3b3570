import { type Part, choicesOfPart } from '../choices';
import { type ByteImages, joinImages } from '../images';
import type { StageView } from '../motion/figures';
import { loadMotions } from '../motion/motions';
import { poseAt, clipSeconds } from '../motion/poses';
import { headingOf, inverse, multiply } from '../motion/quaternion';
import { jointPositions, rotationIn } from '../motion/skeleton';
import { shapeOf } from '../rendering/shape-model';
import type { Voxels } from '../voxels';
import { voxelise } from '../voxelise';
import { bodyModel } from './body-model';
import { type Build, buildOf, buildWeights } from './build';
import { drawBodies } from './draw-body';
import { poseBody } from './pose-body';

/** Cells of a side. */
const SIZE = 16;

/** A body in a pose. */
export interface Character {
  readonly build: Build;
  /** What it does: the name of a clip. */
  readonly action: string;
  /** 43 numbers, as `jointPositions` takes them; it looks to the front. */
  readonly pose: Float32Array;
}

/** Characters as cubes. */
export interface Characters {
  /**
   * `[count, 16, 16, 16]`: the longest side fills the cube; each is in the middle of the floor and looks to the front.
   */
  readonly shapes: Voxels;
  /** Of each what it is: its labels. */
  readonly characters: readonly Character[];
}

/** How many characters to make. */
export interface CharacterOptions {
  /** Characters to train on, and others that are held out. */
  readonly train: number;
  readonly test: number;
  /** Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/** Choices that a character takes. */
const NUM_CHOICES = 3;

/**
 * Characters of many builds in a plain suit, in poses of the motion clips, as solids of cubes. About 3 ms each.
 *
 * Held out are builds. Poses come from the same twenty clips in both parts, so that one who is held out may stand much
 * like one who is trained on.
 *
 * @throws RangeError when a count is negative
 */
export function makeCharacters({ train, test, seed }: CharacterOptions): {
  readonly train: Characters;
  readonly test: Characters;
} {
  const motions = loadMotions();
  const clips = [...motions.train, ...motions.test];
  const part = (name: Part, count: number): Characters => {
    const choices = choicesOfPart({ seed, part: name, count }, NUM_CHOICES);
    const characters = choices.map((pick): Character => {
      const clip = pick.from(clips);
      const pose = facingFront(poseAt(clip, pick.between(0, clipSeconds(clip))));
      return { build: buildOf(pick.numberOf(name)), action: clip.name, pose };
    });
    return { shapes: solidsOf(characters), characters };
  };
  return { train: part('train', train), test: part('test', test) };
}

/** The pose turned to the front, its pelvis above the middle. */
function facingFront(pose: Float32Array): Float32Array {
  const root = rotationIn(pose, 0);
  const turned = pose.slice();
  turned.set([0, pose[1], 0, ...multiply(inverse(headingOf(root)), root)]);
  return turned;
}

/**
 * Draws characters, shaded.
 *
 * @returns `[count, size, size, 1]`, on black
 * @throws RangeError when there is none, or the size is not an integer of at least 1
 */
export function drawCharacters(characters: readonly Character[], view: StageView): ByteImages {
  return joinImages(characters.map(({ build, pose }) => drawBodies(build, pose, view)));
}

function solidsOf(characters: readonly Character[]): Voxels {
  const data = new Uint8Array(characters.length * SIZE ** 3);
  characters.forEach((character, i) => data.set(solidOf(character), i * SIZE ** 3));
  return { shape: [characters.length, SIZE, SIZE, SIZE], data };
}

function solidOf({ build, pose }: Character): Uint8Array {
  const model = bodyModel();
  const positions = poseBody(model, shapeOf(model, buildWeights(build)), jointPositions(pose));
  const lowest = [Infinity, Infinity, Infinity];
  const highest = [-Infinity, -Infinity, -Infinity];
  positions.forEach((value, i) => {
    lowest[i % 3] = Math.min(lowest[i % 3], value);
    highest[i % 3] = Math.max(highest[i % 3], value);
  });
  const [width, height, depth] = highest.map((value, axis) => value - lowest[axis]);
  const fromOrigin = Float64Array.from(positions, (value, i) => value - lowest[i % 3]);
  const mesh = { positions: fromOrigin, triangles: model.triangles };
  return voxelise(mesh, [width, height, depth], SIZE);
}
