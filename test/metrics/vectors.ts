import { tf } from '../../lib/backend';
import { Random } from '../../lib/random';

// What the tests of metrics on sets of vectors share.

/** Distance of two plain vectors. */
export type PlainDistance = (a: readonly number[], b: readonly number[]) => number;

export const euclidean: PlainDistance = (a, b) => Math.hypot(...a.map((value, i) => value - b[i]));

/** 1 − |a ∩ b| / |a ∪ b| of the places that hold a 1. */
export const jaccard: PlainDistance = (a, b) => {
  const [setA, setB] = [a, b].map((bits) => new Set(bits.flatMap((bit, i) => (bit ? [i] : []))));
  const union = new Set([...setA, ...setB]).size;
  return union === 0 ? 0 : 1 - [...setA].filter((i) => setB.has(i)).length / union;
};

/** The least of a vector's distances. */
export const nearest = (a: readonly number[], others: number[][], distance: PlainDistance) =>
  others.reduce(
    (best, b, i) => {
      const found = distance(a, b);
      return found < best.distance ? { index: i, distance: found } : best;
    },
    { index: -1, distance: Infinity },
  );

/** N(offset, scale²) in each number. */
export const normal = (seed: number, [n, width]: [number, number], offset = 0, scale = 1) =>
  tf.tidy(() =>
    tf.add<tf.Tensor2D>(new Random(seed).normal<tf.Rank.R2>([n, width]).mul(scale), offset),
  );

/** 0 and 1, a share of them 1. */
export const bits = (seed: number, [n, width]: [number, number], share = 0.3) =>
  tf.tidy(() => new Random(seed).uniform([n, width]).less(share).toFloat() as tf.Tensor2D);
