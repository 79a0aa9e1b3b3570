import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import {
  BRAIN_DIRECTIONS,
  BRAIN_SET,
  BRAIN_SIZE,
  type BrainSlices,
  loadBrainSlices,
} from '../../../lib/data/brain';
import { pickImages } from '../../../lib/data/images';
import { packBits } from '../../../lib/data/voxels';
import type { SetDefinition, SheetRow } from '../definition';
import { type Volume, readNifti } from '../nifti';
import { shrink } from '../pictures';
import { spread } from '../spread';

/** Millimetres from one slice to the next, and of brain in a slice at least. */
const [STEP, MIN_BRAIN] = [2, 2000];

/** For each direction the axis along which slices follow each other, then that from left to right and that upwards. */
const AXES = { axial: [2, 0, 1], coronal: [1, 0, 2], sagittal: [0, 1, 2] } as const;
type Axes = (typeof AXES)[keyof typeof AXES];

/** Slices through a head. */
export const brain: SetDefinition<'mricron'> = {
  set: BRAIN_SET,
  title: "Slices through one person's head with masks of the brain, 64×64",
  licences: ['BSD-3-Clause'],
  credit: [
    'Colin 27 average brain, McConnell Brain Imaging Centre, Montreal Neurological Institute (Holmes et al. 1998), ' +
      'as MRIcron ships it; copyright 2006-2010 Chris Rorden, BSD-3-Clause; cut into slices and made smaller',
  ],
  packages: {
    mricron: {
      registry: 'Debian',
      name: 'mricron-data',
      version: '1.2.20211006+dfsg-4',
      sha256: 'd40aa0ed66cf89bf6cafa049ad3884703c9d975c2ee2737525b7196528df9d6f',
    },
  },
  async build({ mricron }) {
    const read = (name: string) =>
      readNifti(
        gunzipSync(readFileSync(join(mricron, `usr/share/mricron/templates/${name}.nii.gz`))),
      );
    const [head, onlyBrain] = [read('ch2'), read('ch2bet')];
    const mask = { ...onlyBrain, data: onlyBrain.data.map((value) => (value > 0 ? 255 : 0)) };
    const slices = BRAIN_DIRECTIONS.flatMap((name, direction) => {
      const axes = AXES[name];
      return placesWithBrain(mask, axes).map((place) => ({
        image: shrunkSlice(head, axes, place),
        bits: packBits(shrunkSlice(mask, axes, place).map((value) => Number(value >= 128))),
        direction,
        position: place + head.origin[axes[0]],
      }));
    });
    const count = slices.length;
    const images = Uint8Array.from(Buffer.concat(slices.map(({ image }) => image)));
    const masks = Uint8Array.from(Buffer.concat(slices.map(({ bits }) => bits)));
    return {
      arrays: {
        images: { shape: [count, BRAIN_SIZE, BRAIN_SIZE], data: images },
        masks: { shape: [count, BRAIN_SIZE ** 2 / 8], data: masks },
        directions: { shape: [count], data: Uint8Array.from(slices, ({ direction }) => direction) },
        positions: { shape: [count], data: Int16Array.from(slices, ({ position }) => position) },
      },
    };
  },
  sheet() {
    const { train, test } = loadBrainSlices();
    return [...sliceRows('train', train, 3), ...sliceRows('test', test, 2)];
  },
};

/** A slice of a volume, row by row from above, from left to right. */
function sliceOf({ shape, data }: Volume, [along, across, up]: Axes, place: number): Uint8Array {
  const strides = [1, shape[0], shape[0] * shape[1]];
  const [width, height] = [shape[across], shape[up]];
  const slice = new Uint8Array(width * height);
  for (let i = 0; i < slice.length; i++) {
    const [column, row] = [i % width, height - 1 - Math.floor(i / width)];
    slice[i] = data[place * strides[along] + column * strides[across] + row * strides[up]];
  }
  return slice;
}

function placesWithBrain(mask: Volume, axes: Axes): number[] {
  const places = Array.from({ length: Math.floor(mask.shape[axes[0]] / STEP) }, (_, i) => i * STEP);
  return places.filter(
    (place) => sliceOf(mask, axes, place).filter((value) => value > 0).length >= MIN_BRAIN,
  );
}

/** A slice in the middle of a square as wide as the volume is long, made smaller. */
function shrunkSlice(volume: Volume, axes: Axes, place: number): Uint8Array {
  const side = Math.max(...volume.shape);
  const [width, height] = [volume.shape[axes[1]], volume.shape[axes[2]]];
  const [left, top] = [(side - width) >> 1, (side - height) >> 1];
  const slice = sliceOf(volume, axes, place);
  const square = new Uint8Array(side * side * 3); // grey as three equal channels
  slice.forEach((value, i) => {
    const at = (top + Math.floor(i / width)) * side + left + (i % width);
    square.fill(value, 3 * at, 3 * at + 3);
  });
  const { data } = shrink({ shape: [side, side, 3], data: square }, BRAIN_SIZE, BRAIN_SIZE);
  return data.filter((_, i) => i % 3 === 0);
}

/** Each row of slices above their masks. */
function sliceRows(title: string, { images, masks }: BrainSlices, numRows: number): SheetRow[] {
  const places = spread(numRows * 20, images.shape[0]);
  return Array.from({ length: numRows }, (_, row) => {
    const shown = places.slice(20 * row, 20 * row + 20);
    return [
      { title, images: pickImages(images, shown) },
      { title: 'its brain', images: pickImages(masks, shown) },
    ];
  }).flat();
}
