import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { buildOf } from '../../../lib/data/bodies/build';
import { drawBodies } from '../../../lib/data/bodies/draw-body';
import { joinImages } from '../../../lib/data/images';
import { drawFigures } from '../../../lib/data/motion/figures';
import { MOTION_SET, loadMotions, unitsOf } from '../../../lib/data/motion/motions';
import { poseAt } from '../../../lib/data/motion/poses';
import { normalise } from '../../../lib/data/motion/quaternion';
import { POSE_SIZE } from '../../../lib/data/motion/skeleton';
import type { SetDefinition, SheetRow } from '../definition';

/** Clips that go on as they began; of others that say so, the end is too far from the beginning. */
const LOOPS = /walk|run|turn/;

/** A file of a clip, as far as it is used. */
interface ClipFile {
  /**
   * Seconds to the next one (the last has none, and one in `roll` twice as many as the others), the root's place,
   * quaternions and angles.
   */
  readonly Frames: readonly (readonly number[])[];
}

/** Movements of people. */
export const motion: SetDefinition<'pybullet'> = {
  set: MOTION_SET,
  title: 'Twenty clips of human motion as joint angles',
  licences: ['Zlib'],
  credit: [
    'Motion clips of the DeepMimic project (Xue Bin Peng and others 2018) as PyBullet ships them, zlib, ' +
      'Erwin Coumans and contributors, https://pybullet.org; axes turned, numbers rounded',
  ],
  packages: {
    pybullet: {
      registry: 'PyPI',
      name: 'pybullet',
      version: '3.2.5',
      sha256: '9adcaa00de674a02549949f6f8d51b485bd7a23fbc87a1defb2067e1364f8202',
      python: '3.9',
    },
  },
  async build({ pybullet }) {
    const clips = readClips(join(pybullet, 'pybullet_data/data/motions'));
    const units = unitsOf();
    const frames = clips.flatMap(({ frames }) => frames);
    const data = Int16Array.from(frames.flat(), (value, i) =>
      Math.round(value * units[i % POSE_SIZE]),
    );
    const count = clips.length;
    return {
      arrays: {
        frames: { shape: [frames.length, POSE_SIZE], data },
        numFrames: { shape: [count], data: Int32Array.from(clips, ({ frames }) => frames.length) },
        secondsPerFrame: {
          shape: [count],
          data: Float32Array.from(clips, ({ seconds }) => seconds),
        },
        loops: { shape: [count], data: Uint8Array.from(clips, ({ isLoop }) => Number(isLoop)) },
      },
      texts: { names: clips.map(({ name }) => name) },
    };
  },
  sheet() {
    const { train, test } = loadMotions();
    return [...train, ...test].map((clip, i): SheetRow => {
      const poses = Array.from({ length: 16 }, (_, frame) => [...poseAt(clip, frame / 12)]).flat();
      const view = { azimuth: 60, size: 48 };
      const films = [
        drawFigures(Float32Array.from(poses), view),
        drawBodies(buildOf(i), Float32Array.from(poses), view),
      ];
      return {
        title: `${i < train.length ? 'train' : 'test'}, ${clip.name}`,
        images: joinImages(films),
      };
    });
  },
};

interface Clip {
  readonly name: string;
  readonly isLoop: boolean;
  readonly seconds: number;
  readonly frames: readonly number[][];
}

function readClips(folder: string): Clip[] {
  const ending = /\.txt$/;
  const people = readdirSync(folder).filter((file) => /^humanoid3d_/.test(file));
  const walkers = readdirSync(join(folder, 'walker')).map((file) => `walker/${file}`);
  return [...people, ...walkers]
    .filter((file) => ending.test(file))
    .sort()
    .map((file) => {
      const { Frames } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as ClipFile;
      const name = file.replace(/^humanoid3d_|^walker\/0?/, '').replace(ending, '');
      return { name, isLoop: LOOPS.test(name), seconds: Frames[0][0], frames: Frames.map(poseOf) };
    });
}

/** Where the file has the quaternions of `TURNING` and the angles of `BENDING`. */
const TURNS = [4, 8, 12, 16, 21, 25, 30, 35, 39];
const BENDS = [20, 29, 34, 43];

/**
 * A frame as a pose. In the file x is to the front, y up and z to the right: (x, y, z) becomes (−z, y, x), also in
 * quaternions; knees and elbows bend about z.
 */
function poseOf(frame: readonly number[]): number[] {
  const turned = (at: number) => [-frame[at + 2], frame[at + 1], frame[at]];
  return [
    ...turned(1),
    ...TURNS.flatMap((at) => {
      const [x, y, z] = turned(at + 1);
      return [...normalise([frame[at], x, y, z])]; // some are longer than 1
    }),
    ...BENDS.map((at) => -frame[at]),
  ];
}
