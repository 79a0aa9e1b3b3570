import { tf } from '../backend';
import { requireInteger } from '../check';
import type { Random } from '../random';
import type { Sampler } from './baseline';
import { numValuesOf, rowsOf } from './examples';

/** What a chain looks at. */
export interface MarkovChainOptions {
  /** How many numbers before one decide what it is, at least 1. */
  readonly order: number;
  /** `'own'`: each place has its own shares, as fits aligned sequences. `'shared'`: all have the same, as in text. */
  readonly places: 'own' | 'shared';
}

/**
 * A Markov chain: draws each number with the shares that it had in the examples after the `order` numbers before it.
 * Right in neighbours, without anything that goes together over a distance; with a high order it repeats the examples
 * ({@link copyShare}).
 *
 * Where a sequence begins counts as such. Where what stands before was never followed by anything, which happens with
 * `'shared'` places only, fewer numbers before are looked at. 28,000 sequences of 60 letters take about a second.
 *
 * @param sequences `[n, length]` of whole numbers from 0 to 255, n at least 1; ends of shorter ones filled with a value
 *   of their own; stay the caller's
 * @returns samples of the same type
 * @throws RangeError when there are none, a number is no such whole number, or the order is so high that contexts
 *   cannot be counted
 * @see Shannon 1948, "A mathematical theory of communication", section 3
 */
export function fitMarkovChain(
  sequences: tf.Tensor2D,
  { order, places }: MarkovChainOptions,
): Sampler<tf.Rank.R2> {
  const [rows, numValues] = tf.tidy(() => {
    const all = rowsOf('sequences', sequences);
    return [all.dataSync<'float32'>(), numValuesOf('sequences', all)];
  });
  const length = sequences.shape[1];
  const contexts: Contexts = { length, places, base: numValues + 1 };
  requireCountable(order, contexts);
  const tables = count(rows, { order, numValues, contexts });
  const { dtype } = sequences;
  return {
    sample(n, random) {
      requireInteger('n', n, { min: 1 });
      const values = draw(uniformOf(n * length, random), tables, contexts);
      return tf.tensor2d(values, [n, length], dtype === 'int32' ? 'int32' : 'float32');
    },
  };
}

/** How what stands before a number becomes a key. */
interface Contexts {
  readonly length: number;
  readonly places: 'own' | 'shared';
  /** One more than there are values: 0 stands for what is before the beginning. */
  readonly base: number;
}

/** By the size of the context, from 0 to the order: how often each value came after it. */
type Tables = readonly Map<number, Float64Array>[];

function count(
  rows: Float32Array,
  {
    order,
    numValues,
    contexts,
  }: { readonly order: number; readonly numValues: number; readonly contexts: Contexts },
): Tables {
  const tables = Array.from({ length: order + 1 }, () => new Map<number, Float64Array>());
  for (let at = 0; at < rows.length; at++) {
    tables.forEach((table, size) => {
      const key = keyOf(rows, at, size, contexts);
      let counts = table.get(key);
      if (counts === undefined) table.set(key, (counts = new Float64Array(numValues)));
      counts[rows[at]]++;
    });
  }
  return tables;
}

/** Each of `u`, in 0..1, chooses the next number by the longest context that is known. */
function draw(u: Float32Array, tables: Tables, contexts: Contexts): Float32Array {
  const values = new Float32Array(u.length);
  for (let at = 0; at < values.length; at++) {
    let counts: Float64Array | undefined;
    for (let size = tables.length - 1; counts === undefined; size--) {
      counts = tables[size].get(keyOf(values, at, size, contexts)); // the empty context is always known
    }
    values[at] = valueAt(u[at], counts);
  }
  return values;
}

/** The `size` numbers before place `at`, all sequences in a row, and the place where each has its own. */
function keyOf(
  values: Float32Array,
  at: number,
  size: number,
  { length, places, base }: Contexts,
): number {
  const place = at % length;
  let key = places === 'own' ? place : 0;
  for (let back = size; back >= 1; back--)
    key = key * base + (back > place ? 0 : values[at - back] + 1);
  return key;
}

/** The value in whose share of all counts u falls. */
function valueAt(u: number, counts: Float64Array): number {
  let rest = u * counts.reduce((a, b) => a + b, 0);
  let last = 0;
  for (let value = 0; value < counts.length; value++) {
    if (counts[value] === 0) continue;
    if (rest < counts[value]) return value;
    rest -= counts[value];
    last = value;
  }
  return last; // rounding
}

function uniformOf(count: number, random: Random): Float32Array {
  const draws = random.uniform<tf.Rank.R1>([count]);
  try {
    return draws.dataSync<'float32'>();
  } finally {
    draws.dispose();
  }
}

/** @throws RangeError when keys would be too large to be told apart */
function requireCountable(order: number, { length, base, places }: Contexts): void {
  const max = Math.floor(Math.log(2 ** 53 / (places === 'own' ? length : 1)) / Math.log(base));
  requireInteger('order', order, { min: 1, max });
}
