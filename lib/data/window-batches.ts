import { tf } from '../backend';
import { requireInteger } from '../check';
import { Random } from '../random';
import type { BatchOptions, Batches } from './batches';
import { requireFloats } from './pixel-range';

/** Which windows to cut, and how to draw them. */
export interface WindowOptions extends BatchOptions {
  /** Steps of time in a window. */
  readonly length: number;
  /** Steps of each sequence, where several stand one after another; default: there is one. No window is of two. */
  readonly lengths?: readonly number[];
}

/**
 * Batches of windows cut out of long sequences, such as seconds of a sound, bars of a song or poses of a motion: each
 * place at which a window can start is as likely as any other, with replacement.
 *
 * Windows overlap, so windows of one sequence are near copies of each other: hold whole sequences out, not windows.
 *
 * @param sequences float32 `[steps, ...]`, one or several after one another; must live as long as the sampler
 * @returns batches `[batchSize, length, ...]`; an epoch is as many as cut without overlap would fill, at least one
 * @throws TypeError when sequences are not float32; RangeError when `lengths` do not sum to the steps, or no sequence
 *   is as long as a window
 */
export function batchesOfWindows(
  sequences: tf.Tensor,
  { length, lengths = [sequences.shape[0]], batchSize, seed }: WindowOptions,
): Batches {
  requireInteger('length', length, { min: 1 });
  requireInteger('batchSize', batchSize, { min: 1 });
  requireFloats('sequences', sequences);
  requireSum(lengths, sequences.shape[0]);
  const starts = startsOf(lengths, length);
  if (starts.length === 0) {
    throw new RangeError(
      `expected a sequence of at least ${length} steps, but the longest has ${Math.max(...lengths)}`,
    );
  }
  const numApart = lengths.reduce((sum, steps) => sum + Math.floor(steps / length), 0);
  let random = new Random(seed);
  return {
    batchSize,
    stepsPerEpoch: Math.max(1, Math.floor(numApart / batchSize)),
    exampleShape: [length, ...sequences.shape.slice(1)],
    next: () =>
      tf.tidy(() => {
        const places = random.integers(batchSize, starts.length).dataSync();
        const first = tf.tensor2d(
          Int32Array.from(places, (i) => starts[i]),
          [batchSize, 1],
          'int32',
        );
        return tf.gather(sequences, tf.add(first, tf.range(0, length, 1, 'int32'))); // [batchSize, length, ...]
      }),
    get state() {
      return { random: random.state, position: 0 };
    },
    restore: (state) => {
      random = Random.fromState(state.random);
    },
  };
}

/** All steps at which a window can start, so that it ends within its sequence. */
function startsOf(lengths: readonly number[], length: number): Int32Array {
  const starts: number[] = [];
  let first = 0;
  for (const steps of lengths) {
    for (let i = 0; i + length <= steps; i++) starts.push(first + i);
    first += steps;
  }
  return Int32Array.from(starts);
}

function requireSum(lengths: readonly number[], steps: number): void {
  const sum = lengths.reduce((total, one) => total + one, 0);
  if (sum === steps) return;
  throw new RangeError(`expected lengths that sum to the ${steps} steps, but they sum to ${sum}`);
}
