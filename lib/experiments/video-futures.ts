import { tf } from '../backend';
import {
  DIGIT_SIZE,
  FRAME_SIZE,
  NUM_PLACES,
  drawMovingDigits,
  placesOnPath,
  stepAt,
} from '../data/moving-digits';
import { GIVEN_FRAMES, NEXT_FRAMES } from '../models/video-predictor';
import type { Random } from '../random';
import { loadedOnce } from './loaded-once';
import type { TestFilms } from './video-measures';

/** Starts and directions that are tried, on each axis. */
const GRID = { starts: 400, turns: 720 };

/** How a digit may go on, on one axis: places in the next frames, and how many of the paths that were tried go there. */
interface Futures {
  readonly paths: readonly (readonly number[])[];
  readonly counts: readonly number[];
  /** The sum of the counts. */
  readonly total: number;
}

/** For each way to be seen on an axis, how it may go on. */
const futuresSeen = loadedOnce(() => {
  const found = new Map<string, Map<string, number>>();
  for (let s = 0; s < GRID.starts; s++) {
    for (let a = 0; a < GRID.turns; a++) {
      const step = stepAt((2 * Math.PI * (a + 0.5)) / GRID.turns);
      const path = placesOnPath((s + 0.5) / GRID.starts, step, GIVEN_FRAMES + NEXT_FRAMES);
      const seen = path.slice(0, GIVEN_FRAMES).join();
      const next = path.slice(GIVEN_FRAMES).join();
      const futures = found.get(seen) ?? new Map<string, number>();
      futures.set(next, (futures.get(next) ?? 0) + 1);
      found.set(seen, futures);
    }
  }
  return new Map(
    [...found].map(([seen, futures]): [string, Futures] => [
      seen,
      {
        paths: [...futures.keys()].map((path) => path.split(',').map(Number)),
        counts: [...futures.values()],
        total: [...futures.values()].reduce((sum, each) => sum + each, 0),
      },
    ]),
  );
});

/** How a digit of a film may go on: down, and across. */
function futuresOf(
  { moving: { places, frames } }: TestFilms,
  film: number,
  digit: number,
): readonly [down: Futures, across: Futures] {
  // prettier-ignore
  const [, numFrames] = frames.shape;
  const onAxis = (axis: number): Futures => {
    const first = (film * 2 + digit) * numFrames;
    const seen = Array.from({ length: GIVEN_FRAMES }, (_, t) => places[(first + t) * 2 + axis]).join(); // prettier-ignore
    const futures = futuresSeen().get(seen);
    if (!futures) throw new Error(`expected a path that the grid has, but got ${seen}`);
    return futures;
  };
  return [onAxis(0), onAxis(1)];
}

/**
 * The frames with the least squared error that anybody could give who knows the digits, but of their paths no more than
 * the places, in whole pixels, at which they were: each digit blurred by all places at which it may then be. Down and across
 * count as independent, which they nearly are.
 *
 * @returns `[n, 32, 32, 5]` in 0..1; the caller disposes
 */
export function bestGuess(films: TestFilms): tf.Tensor4D {
  const [count] = films.moving.frames.shape;
  const data = new Float32Array(count * NEXT_FRAMES * FRAME_SIZE ** 2).fill(1);
  for (let film = 0; film < count; film++) {
    for (let digit = 0; digit < 2; digit++) {
      const [down, across] = futuresOf(films, film, digit).map(chancesOf);
      const which = films.moving.digits[film * 2 + digit];
      const image = films.digits.images.subarray(
        which * DIGIT_SIZE ** 2,
        (which + 1) * DIGIT_SIZE ** 2,
      );
      for (let t = 0; t < NEXT_FRAMES; t++) {
        const start = (film * NEXT_FRAMES + t) * FRAME_SIZE ** 2;
        // of two digits the brighter is seen: a pixel is black if both are
        blurred(image, down[t], across[t]).forEach((light, p) => {
          data[start + p] *= 1 - light;
        });
      }
    }
  }
  const shape: [number, number, number, number] = [count, NEXT_FRAMES, FRAME_SIZE, FRAME_SIZE];
  return tf.tidy(() => tf.transpose(tf.sub<tf.Tensor4D>(1, tf.tensor4d(data, shape)), [0, 2, 3, 1])); // prettier-ignore
}

/** Of each next frame the chance of each place. */
function chancesOf({ paths, counts, total }: Futures): number[][] {
  const chances = Array.from({ length: NEXT_FRAMES }, () => new Array<number>(NUM_PLACES).fill(0));
  paths.forEach((path, i) =>
    path.forEach((place, t) => {
      chances[t][place] += counts[i] / total;
    }),
  );
  return chances;
}

/** A digit, 0..1, in the mean over its places. */
function blurred(image: Uint8Array, down: readonly number[], across: readonly number[]) {
  const light = new Float32Array(FRAME_SIZE ** 2);
  down.forEach((rowChance, row) => {
    if (rowChance === 0) return;
    across.forEach((columnChance, column) => {
      const chance = (rowChance * columnChance) / 255;
      if (chance === 0) return;
      for (let p = 0; p < DIGIT_SIZE ** 2; p++) {
        const place = (row + Math.floor(p / DIGIT_SIZE)) * FRAME_SIZE + column + (p % DIGIT_SIZE);
        light[place] += chance * image[p];
      }
    });
  });
  return light;
}

/**
 * Futures that a film may have, as often as they come: the same digits, on paths that were seen in the same pixels.
 *
 * @param film its place among them
 * @returns `[count, 32, 32, 5]` in 0..1; the caller disposes
 */
export function sampleFutures(
  films: TestFilms,
  { film, count, random }: { readonly film: number; readonly count: number; readonly random: Random }, // prettier-ignore
): tf.Tensor4D {
  const axes = [0, 1].map((digit) => futuresOf(films, film, digit));
  const draws = random.uniform([count, 2, 2]).dataSync<'float32'>();
  const places = new Uint8Array(count * 2 * NEXT_FRAMES * 2);
  for (let i = 0; i < count * 2; i++) {
    const [down, across] = axes[i % 2].map((futures, axis) => drawPath(futures, draws[2 * i + axis])); // prettier-ignore
    down.forEach((row, t) => places.set([row, across[t]], (i * NEXT_FRAMES + t) * 2));
  }
  const two = films.moving.digits.subarray(film * 2, film * 2 + 2);
  const which = Int32Array.from({ length: count * 2 }, (_, i) => two[i % 2]);
  const data = drawMovingDigits(films.digits.images, which, places);
  return tf.tidy(() => {
    const frames = tf.tensor4d(Float32Array.from(data), [
      count,
      NEXT_FRAMES,
      FRAME_SIZE,
      FRAME_SIZE,
    ]);
    return tf.transpose(tf.div<tf.Tensor4D>(frames, 255), [0, 2, 3, 1]);
  });
}

/** The path at a share, 0 to 1, of all that were tried. */
function drawPath({ paths, counts, total }: Futures, share: number): readonly number[] {
  let left = share * total;
  const place = counts.findIndex((count) => (left -= count) < 0);
  return paths[place < 0 ? paths.length - 1 : place];
}

/** Films and futures of each that {@link distanceToFutures} looks at. */
const LOOKED_AT = { films: 200, futures: 100 };

/**
 * How far predictions are from what may come: the squared error of a frame, to the nearest of 100 possible futures of each
 * of the first 200 films. A sharp prediction that nothing leads to is far from all, and so is a blur of several.
 *
 * @param next `[n, 32, 32, 5]` in 0..1; stay the caller's
 */
export function distanceToFutures(next: tf.Tensor4D, films: TestFilms, random: Random): number {
  const numFilms = Math.min(LOOKED_AT.films, next.shape[0]);
  const nearest = Array.from({ length: numFilms }, (_, film) =>
    tf.tidy(() => {
      const futures = sampleFutures(films, { film, count: LOOKED_AT.futures, random });
      const errors = tf.sum(tf.squaredDifference(futures, tf.slice(next, film, 1)), [1, 2, 3]);
      return tf.min(errors).dataSync()[0] / NEXT_FRAMES;
    }),
  );
  return nearest.reduce((sum, each) => sum + each, 0) / numFilms;
}
