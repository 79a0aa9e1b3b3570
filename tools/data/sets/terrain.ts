import { join } from 'node:path';

import { pickImages } from '../../../lib/data/images';
import { HEIGHT_ROWS, TERRAIN_SET, loadTerrain } from '../../../lib/data/terrain';
import type { SetDefinition } from '../definition';
import { decodePicture } from '../pictures';
import { spread } from '../spread';
import { THREE_GLOBE } from '../three-globe';

/** Patches in a row of the sheet, and rows of each part. */
const [COLUMNS, ROWS] = [40, 5];

/** Heights of the Earth. */
export const terrain: SetDefinition<'globe'> = {
  set: TERRAIN_SET,
  title: 'Heights of the Earth, to be cut into patches of terrain',
  licences: ['MIT'],
  credit: ['Heights: NASA, public domain', 'three-globe, copyright 2019 Vasco Asturiano, MIT'],
  packages: { globe: THREE_GLOBE },
  async build({ globe }) {
    const { first, end, ofPoleToPole } = HEIGHT_ROWS;
    const { shape, data } = await decodePicture(join(globe, 'example/img/earth-topology.png'));
    const [height, width] = shape;
    if (height !== ofPoleToPole) {
      throw new RangeError(`expected ${ofPoleToPole} rows from pole to pole, but got ${height}`);
    }
    // A grey picture: its three channels are the same.
    const rows = data.subarray(first * width * 3, end * width * 3).filter((_, i) => i % 3 === 0);
    return { arrays: { heights: { shape: [end - first, width], data: rows } } };
  },
  sheet() {
    const { train, test } = loadTerrain();
    return [train, test].flatMap(({ heights }, part) => {
      const places = spread(ROWS * COLUMNS, heights.shape[0]);
      return Array.from({ length: ROWS }, (_, row) => ({
        title: part === 0 ? 'train' : 'test',
        images: pickImages(heights, places.slice(row * COLUMNS, (row + 1) * COLUMNS)),
      }));
    });
  },
};
