import { type ByteImages, pickImages } from './images';
import { packedNames, unpackPicture } from './packed-picture';
import { type Corner, cutAt } from './patches';
import { type SetFile, type SetIdentity, readSet } from './set-file';
import { type Stripes, sideOf } from './stripes';

/** The file of {@link loadSeasons} and {@link loadReliefMaps}. */
export const EARTH_SET: SetIdentity = { name: 'earth', version: '1' };

/** Pixels of a side of each patch; a pixel is a 4096th of the way around: 10 km at the equator. */
const SIZE = 32;
/** Pixels around the Earth. */
const AROUND = 4096;
/** Rows of pixels between the North Pole and the upper edge of what is kept. */
const FIRST_ROW = 160;

/** Stripes of 11.25 degrees; held out are those in North America, Central Asia and Kamchatka, and one of sea. */
const STRIPES: Stripes = { width: 128, every: 8, which: 6 };

/** Pairs of pictures of the same places: the i-th of one beside the i-th of the other, pixel on pixel. */
export interface PlacedPairs {
  /** `[count, 32, 32, 3]` */
  readonly inputs: ByteImages;
  /** `[count, 32, 32, 3]` */
  readonly targets: ByteImages;
  /** Degrees of each pair's middle, −90 (south) to 90. */
  readonly latitudes: Float32Array;
  /** Degrees of each pair's middle, −180 (west) to 180. */
  readonly longitudes: Float32Array;
}

/** Pairs to train on and held-out ones. */
export interface PairSet {
  /** Patches of which each shares half of its pixels with its neighbours. */
  readonly train: PlacedPairs;
  /** Of other longitudes; patches that share no pixel. */
  readonly test: PlacedPairs;
}

/**
 * Summer and winter from space: 32×32 patches of satellite pictures of the north, 28 to 73 degrees, where the seasons
 * differ (by 18 of 255 in the mean) and at least 60 % is land. About 1,470 pairs to train on, 79 held out, by
 * longitude.
 *
 * As pairs they teach a translation; shuffled apart they are two unpaired sets, whose true partners are known all the
 * same. Which summer turns white cannot be told from the picture alone: latitude decides. Pictures by NASA, packages
 * MIT.
 *
 * @returns inputs: summer; targets: winter
 * @throws Error naming the file, what was found and what to do
 */
export function loadSeasons(path?: string): PairSet {
  return loadPairs(readSet(EARTH_SET, path), 'seasons', ['summer', 'winter']);
}

/**
 * Satellite pictures and relief maps: 32×32 patches of all continents but Antarctica, at least 30 % land. About 7,200
 * pairs to train on, 193 held out, by longitude.
 *
 * Satellite picture by NASA, map by Tom Patterson (shadedrelief.com), package MIT.
 *
 * @returns inputs: satellite pictures (in northern summer); targets: relief maps
 * @throws Error naming the file, what was found and what to do
 */
export function loadReliefMaps(path?: string): PairSet {
  return loadPairs(readSet(EARTH_SET, path), 'reliefMaps', ['summer', 'relief']);
}

function loadPairs(
  set: SetFile,
  places: 'seasons' | 'reliefMaps',
  pictures: readonly ['summer', 'winter' | 'relief'],
): PairSet {
  const corners = cornersOf(set.array(places, 'int16', 2).data);
  const cuts = pictures.map((name) => {
    const { brightness, colour } = packedNames(name);
    const picture = unpackPicture({
      brightness: set.array(brightness, 'uint8', 2),
      colour: set.array(colour, 'uint8', 3),
    });
    return cutAt(picture, corners, SIZE);
  });
  const part = (belongs: (corner: Corner) => boolean): PlacedPairs => {
    const chosen = corners.flatMap((corner, i) => (belongs(corner) ? [i] : []));
    return {
      inputs: pickImages(cuts[0], chosen),
      targets: pickImages(cuts[1], chosen),
      latitudes: Float32Array.from(chosen, (i) => latitudeOf(corners[i])),
      longitudes: Float32Array.from(chosen, (i) => longitudeOf(corners[i])),
    };
  };
  return { train: part(isForTraining), test: part(isForTest) };
}

function cornersOf(numbers: Int16Array): Corner[] {
  return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i], numbers[2 * i + 1]]);
}

const isForTraining = ([, left]: Corner): boolean => sideOf(STRIPES, left, SIZE) === 'train';

/** Patches on a grid of their own size. */
const isForTest = ([top, left]: Corner): boolean =>
  sideOf(STRIPES, left, SIZE) === 'test' && top % SIZE === 0 && left % SIZE === 0;

const latitudeOf = ([top]: Corner): number => 90 - (360 / AROUND) * (FIRST_ROW + top + SIZE / 2);
const longitudeOf = ([, left]: Corner): number => (360 / AROUND) * (left + SIZE / 2) - 180;
