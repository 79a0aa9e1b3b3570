import { tf } from '../backend';
import { LOOP_KEYS } from '../data/loop-batches';
import { LOOP_ROWS, LOOP_STEPS, LOOP_TRACKS, type Loops, transposeLoops } from '../data/loops';
import {
  LOOP_MEASURES,
  type LoopMeasures,
  type Rolls,
  measureDistances,
  measureLoops,
} from '../metrics/loops';
import { Random } from '../random';
import type { Measures } from './experiment';

const SIZE = LOOP_STEPS * LOOP_ROWS;
/** Loops that others are compared with. */
const NUM_REFERENCE = 1000;
/** What is drawn for the scale itself. */
const SEED = 1;
/** The share of notes that only one of two loops has, at which one counts as a copy of the other. */
const COPY = 0.05;

/** Of each of n loops a copy in a key drawn at random, as training shows them. */
export function inAnyKey({ rolls, grooves }: Loops, n: number, random: Random): Rolls {
  const inKeys = LOOP_KEYS.map((key) => transposeLoops({ rolls, grooves }, key).rolls.data);
  const [places, keys] = [rolls.shape[0], LOOP_KEYS.length].map((limit) =>
    random.integers(n, limit).dataSync(),
  );
  const data = new Uint8Array(n * SIZE);
  for (let i = 0; i < n; i++) {
    data.set(inKeys[keys[i]].subarray(places[i] * SIZE, (places[i] + 1) * SIZE), i * SIZE);
  }
  return { shape: [n, LOOP_STEPS, LOOP_ROWS], data };
}

/** Notes that come and go by themselves, each cell as often as in the loops' one key, and then in any key. */
export function bernoulliLoops({ rolls }: Loops, n: number, random: Random): Rolls {
  const [count] = rolls.shape;
  const rates = new Float32Array(SIZE);
  rolls.data.forEach((cell, i) => {
    rates[i % SIZE] += cell / count;
  });
  const limits = random.uniform([n, SIZE]).dataSync();
  const data = Uint8Array.from(limits, (limit, i) => Number(limit < rates[i % SIZE]));
  const drawn = { rolls: { shape: [n, LOOP_STEPS, LOOP_ROWS] as const, data }, grooves: [] };
  const keys = random.integers(n, LOOP_KEYS.length).dataSync();
  const inKeys = LOOP_KEYS.map((key) => transposeLoops(drawn, key).rolls.data);
  return {
    shape: drawn.rolls.shape,
    data: Uint8Array.from(data, (_, i) => inKeys[keys[Math.floor(i / SIZE)]][i]),
  };
}

/** Loops whose drums, bass and chords are each another loop's: three sets of as many, by tracks. */
export function shuffledTracks(drums: Rolls, bass: Rolls, chords: Rolls): Rolls {
  const whose = Array.from({ length: LOOP_ROWS }, (_, row) =>
    row < LOOP_TRACKS.bass.first ? drums : row < LOOP_TRACKS.chords.first ? bass : chords,
  );
  return {
    shape: drums.shape,
    data: Uint8Array.from(drums.data, (_, i) => whose[i % LOOP_ROWS].data[i]),
  };
}

/** How loops compare with those that were learnt from. */
export interface LoopScale {
  /**
   * Of each of {@link LOOP_MEASURES} how far the loops are distributed from the training loops in all keys; `closer`, of how
   * many of them that is less than of {@link bernoulliLoops}; `ratio`, the median share of Bernoulli's distance; `long`, the mean
   * share of long notes of the bass; `tonal`, the mean tonal distance; `distinct`, the share of different loops; `copies`, the share
   * within a twentieth of a training loop in any key; and `nearest`, how far the nearest is beside held-out loops' nearest.
   */
  measure(rolls: Rolls): Measures;
}

/** @param sets training loops and held-out ones */
export function fitLoopScale({
  train,
  test,
}: {
  readonly train: Loops;
  readonly test: Loops;
}): LoopScale {
  const random = new Random(SEED);
  const reference = measureLoops(inAnyKey(train, NUM_REFERENCE, random));
  const bernoulli = measureDistances(
    measureLoops(bernoulliLoops(train, NUM_REFERENCE, random)),
    reference,
  );
  const heldOut = mean(nearestOf(inAnyKey(test, 300, random), train));
  return {
    measure(rolls) {
      const measures = measureLoops(rolls);
      const distances = measureDistances(measures, reference);
      const ratios = LOOP_MEASURES.map((name) => distances[name] / bernoulli[name]);
      const nearest = nearestOf(rolls, train);
      return {
        ...distances,
        closer: ratios.filter((ratio) => ratio < 1).length,
        ratio: median(ratios),
        ...meansOf(measures),
        distinct: distinctShare(rolls),
        copies: nearest.filter((distance) => distance < COPY).length / nearest.length,
        nearest: mean(nearest) / heldOut,
      };
    },
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

const meansOf = (measures: LoopMeasures) => ({
  long: mean(measures['bass: notes that are long']),
  tonal: mean(measures['bass to chords: tonal distance']),
});

function distinctShare({ shape: [count], data }: Rolls): number {
  const all = Array.from({ length: count }, (_, i) =>
    Buffer.from(data.subarray(i * SIZE, (i + 1) * SIZE)).toString('base64'),
  );
  return new Set(all).size / count;
}

/** Of each loop the distance to the nearest of others in any key: the share of notes that only one of the two has (Dice's). */
const nearestOf = (rolls: Rolls, others: Loops): number[] =>
  nearestLoops(rolls, others).map(({ distance }) => distance);

/** A loop in one of the keys, and how far it is. */
export interface NearestLoop {
  readonly place: number;
  /** In semitones, of {@link LOOP_KEYS}. */
  readonly key: number;
  /** The share of notes that only one of the two has (Dice's), 0 to 1. */
  readonly distance: number;
}

/**
 * Of each loop the nearest of others in any key.
 *
 * @param rows which are compared; default all
 */
export function nearestLoops(
  { shape: [count], data }: Rolls,
  others: Loops,
  rows: { readonly first: number; readonly rows: number } = { first: 0, rows: LOOP_ROWS },
): NearestLoop[] {
  const [numOthers] = others.rolls.shape;
  return tf.tidy(() => {
    const [notes, sums] = notesOfEach(data, count, rows);
    const byKey = LOOP_KEYS.map((key) => {
      const [known, knownSums] = notesOfEach(
        transposeLoops(others, key).rolls.data,
        numOthers,
        rows,
      );
      const common = tf.mul(tf.matMul(notes, known, false, true), 2);
      const both = tf.add(tf.expandDims(sums, 1), tf.expandDims(knownSums, 0));
      const distances = tf.sub(1, tf.div(common, tf.maximum(both, 1)));
      return [tf.min(distances, 1).dataSync(), tf.argMin(distances, 1).dataSync()] as const;
    });
    return Array.from({ length: count }, (_, i) =>
      byKey
        .map(([distances, places], k) => ({
          place: places[i],
          key: LOOP_KEYS[k],
          distance: distances[i],
        }))
        .reduce((nearest, each) => (each.distance < nearest.distance ? each : nearest)),
    );
  });
}

function notesOfEach(
  data: Uint8Array,
  count: number,
  { first, rows }: { readonly first: number; readonly rows: number },
): [tf.Tensor2D, tf.Tensor1D] {
  const all = tf.tensor3d(Float32Array.from(data), [count, LOOP_STEPS, LOOP_ROWS]);
  const notes = tf.reshape(tf.slice(all, [0, 0, first], [-1, -1, rows]), [
    count,
    LOOP_STEPS * rows,
  ]);
  return [notes as tf.Tensor2D, tf.sum(notes, 1)];
}
