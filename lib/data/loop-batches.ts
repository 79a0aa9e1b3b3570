import { tf } from '../backend';
import { type BatchOptions, type Batches, batchesFrom } from './batches';
import { LOOP_ROWS, LOOP_STEPS, type Loops, rowsInKey } from './loops';

/** The twelve keys, in semitones from the one in which loops are given. */
export const LOOP_KEYS = [-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5] as const;

/**
 * Loops in any of the twelve keys, both drawn anew for each example of each batch ({@link transposeLoops}).
 *
 * @returns batches `[batchSize, 64, 69, 1]` of zeros and ones; an epoch is as many as hold each loop once
 */
export function batchesOfLoops({ rolls }: Loops, { batchSize, seed }: BatchOptions): Batches {
  const [count] = rolls.shape;
  const size = LOOP_STEPS * LOOP_ROWS;
  const rowsOf = LOOP_KEYS.map(rowsInKey);
  return batchesFrom(
    (n, random) =>
      tf.tidy(() => {
        const [places, keys] = [count, LOOP_KEYS.length].map((limit) =>
          random.integers(n, limit).dataSync(),
        );
        const cells = new Float32Array(n * size);
        for (let i = 0; i < n; i++) {
          const rowOf = rowsOf[keys[i]];
          for (let cell = 0; cell < size; cell++) {
            const row = cell % LOOP_ROWS;
            if (rolls.data[places[i] * size + cell]) cells[i * size + cell - row + rowOf[row]] = 1;
          }
        }
        return tf.tensor4d(cells, [n, LOOP_STEPS, LOOP_ROWS, 1]);
      }),
    { batchSize, seed, stepsPerEpoch: Math.max(1, Math.floor(count / batchSize)) },
  );
}
