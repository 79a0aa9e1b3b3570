import { tf } from '../backend';
import { requireInteger } from '../check';
import { Choices } from './choices';
import { Random } from '../random';

/** A square hole's sizes, in pixels. */
export interface CentredHole {
  /** Sides of the picture. */
  readonly size: number;
  /** Sides of the hole, of the same parity as `size`, so that it has a middle. */
  readonly hole: number;
}

/** How many holes to draw, and of which size. */
export interface StrokeOptions {
  readonly count: number;
  /** Sides of the picture, in pixels. */
  readonly size: number;
  /** Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/**
 * A square hole in the middle.
 *
 * @returns `[1, size, size, 1]`: 1 where a pixel is missing, 0 elsewhere; the caller disposes
 * @throws RangeError when the hole is not within the picture, or cannot be in its middle
 * @see Pathak et al. 2016, "Context encoders", section 3.3, "central region"
 */
export function centredHole({ size, hole }: CentredHole): tf.Tensor4D {
  requireInteger('size', size, { min: 1 });
  requireInteger('hole', hole, { min: 1, max: size });
  const border = (size - hole) / 2;
  if (!Number.isInteger(border)) {
    throw new RangeError(`expected a hole of the parity of ${size}, but got ${hole}`);
  }
  return tf.tidy(() => {
    const inside = tf.ones<tf.Rank.R4>([1, hole, hole, 1]);
    return tf.pad4d(inside, [
      [0, 0],
      [border, border],
      [border, border],
      [0, 0],
    ]);
  });
}

/** Random numbers that a hole takes: for each stroke a start, a width, a number of turns, and for each turn two. */
const [MAX_STROKES, MAX_TURNS] = [3, 5];
const NUM_CHOICES = 1 + MAX_STROKES * (5 + 2 * MAX_TURNS);

/**
 * Holes of any form: one to three strokes of a thick brush, each a few straight pieces that go on at an angle. A hole
 * covers almost a fifth of the picture on average, and may touch its border.
 *
 * The same seed gives the same holes, and the first ones do not depend on how many are asked for.
 *
 * @returns `[count, size, size, 1]`: 1 where a pixel is missing, 0 elsewhere; the caller disposes
 * @throws RangeError when a size is no integer above 0
 * @see Yu et al. 2019, "Free-form image inpainting with gated convolution", section 3.4, whose brush this is in small
 */
export function strokeHoles({ count, size, seed }: StrokeOptions): tf.Tensor4D {
  requireInteger('count', count, { min: 1 });
  requireInteger('size', size, { min: 1 });
  const data = new Float32Array(count * size * size);
  const numbers = tf.tidy(() =>
    new Random(seed).uniform([count, NUM_CHOICES]).dataSync<'float32'>(),
  );
  for (let i = 0; i < count; i++) {
    const own = numbers.subarray(i * NUM_CHOICES, (i + 1) * NUM_CHOICES);
    const hole = data.subarray(i * size * size, (i + 1) * size * size);
    drawStrokes(hole, size, new Choices(own));
  }
  return tf.tensor4d(data, [count, size, size, 1]);
}

function drawStrokes(hole: Float32Array, size: number, pick: Choices): void {
  for (let strokes = pick.integer(1, MAX_STROKES); strokes > 0; strokes--) {
    let [x, y] = [pick.between(size / 8, (7 * size) / 8), pick.between(size / 8, (7 * size) / 8)];
    const radius = pick.between(size / 16, size / 9);
    let angle = pick.between(0, 2 * Math.PI);
    for (let turns = pick.integer(3, MAX_TURNS); turns > 0; turns--) {
      const length = pick.between(size / 10, size / 4);
      angle += pick.between(-Math.PI / 3, Math.PI / 3);
      for (let way = 0; way <= length; way++) {
        dab(hole, size, { x, y, radius });
        [x, y] = [x + Math.cos(angle), y + Math.sin(angle)];
      }
    }
  }
}

interface Dab {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Takes away the pixels whose middles lie under a round brush. */
function dab(hole: Float32Array, size: number, { x, y, radius }: Dab): void {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (Math.hypot(column + 0.5 - x, row + 0.5 - y) <= radius) hole[row * size + column] = 1;
    }
  }
}
