import { tf } from '../backend';
import type { Distance } from './distance';
import { type Vectors, readVectors, rowAt } from './features';

/** What is nearest to each sample, in the samples' order. */
export interface Neighbours {
  /** Which one. */
  readonly indices: Int32Array;
  /** How far off it is, in float64. */
  readonly distances: Float64Array;
}

/** Samples that are compared at once; with {@link OTHERS} others, 8 MB a step of the work. */
const SOME = 1000;
const OTHERS = 2000;
/** Less than any nearness. */
const NEVER = -1e38;

/**
 * Samples of any shape as vectors.
 *
 * @param name of the argument, for the message
 * @param samples `[n, ...]`; stays the caller's
 * @throws RangeError when there are fewer than `min`, or a number is not finite
 */
export function readSamples(name: string, samples: tf.Tensor, min = 1): Vectors {
  const [count, ...shape] = samples.shape;
  const rows = tf.tidy(() => {
    const width = tf.util.sizeFromShape(shape);
    return tf.cast(samples.reshape<tf.Tensor2D>([count, width]), 'float32'); // whole numbers too
  });
  try {
    return readVectors(name, rows, min);
  } finally {
    rows.dispose();
  }
}

/**
 * Finds for each of `a` the nearest of `b`, the first of equals.
 *
 * The best of each few thousand of `b` is found by a product of matrices in float32, and the best of these by its
 * distance in float64: two whose distances differ by less than rounding may be mistaken for each other.
 */
export const nearestNeighbours = (a: Vectors, b: Vectors, distance: Distance): Neighbours =>
  search(a, b, distance, 'any');

/** Finds for each of `a` the nearest of the others, be it a copy. @throws RangeError when there is no other */
export function nearestOthers(a: Vectors, distance: Distance): Neighbours {
  if (a.count < 2) throw new RangeError(`expected at least 2 samples, but got ${a.count}`);
  return search(a, a, distance, 'others');
}

function search(a: Vectors, b: Vectors, distance: Distance, among: 'any' | 'others'): Neighbours {
  const indices = new Int32Array(a.count);
  const distances = new Float64Array(a.count).fill(Infinity);
  for (let first = 0; first < b.count; first += OTHERS) {
    tf.tidy(() => {
      const nearness = distance.nearnessTo(rowsOf(b, first, OTHERS));
      for (let start = 0; start < a.count; start += SOME) {
        const best = tf.tidy(() => {
          const all = nearness(rowsOf(a, start, SOME));
          const allowed = among === 'any' ? all : withoutSelf(all, start - first);
          return tf.argMax(allowed, 1).dataSync();
        });
        best.forEach((index, i) => {
          const [row, other] = [start + i, first + index];
          if (among === 'others' && row === other) return; // alone in the chunk
          const found = distance.between(rowAt(a, row), rowAt(b, other));
          if (found < distances[row]) [indices[row], distances[row]] = [other, found];
        });
      }
    });
  }
  return { indices, distances };
}

/** Nearness in which nothing is its own neighbour: row i is column i + offset, if that is here. */
function withoutSelf(nearness: tf.Tensor2D, offset: number): tf.Tensor2D {
  const [rows, columns] = nearness.shape;
  if (offset + rows <= 0 || offset >= columns) return nearness;
  const [row, column] = [tf.range(offset, offset + rows), tf.range(0, columns)];
  const isSelf = tf.equal(tf.expandDims(row, 1), tf.expandDims(column, 0));
  return tf.add(nearness, tf.mul(isSelf, NEVER));
}

function rowsOf({ count, width, values }: Vectors, start: number, size: number): tf.Tensor2D {
  const end = Math.min(count, start + size);
  return tf.tensor2d(values.subarray(start * width, end * width), [end - start, width]);
}
