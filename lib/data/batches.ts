import { tf } from '../backend';
import { requireInteger } from '../check';
import { Random, type RandomState } from '../random';
import { requireFloats } from './pixel-range';

/** Where a sampler stands: plain data, fit for JSON. */
export interface BatchesState {
  readonly random: RandomState;
  /** Batches drawn since `random` was read. */
  readonly position: number;
  /** Of the other samplers of {@link sideBySide}. */
  readonly beside?: readonly BatchesState[];
}

/**
 * Examples, or several things about each, one tensor beside the other: examples and their classes (`[count]`, int32), inputs and
 * targets, pictures and their attributes.
 */
export type Examples = tf.Tensor | readonly tf.Tensor[];

/** A source of training batches. */
export interface Batches<T extends Examples = tf.Tensor> {
  /** Examples in a batch. */
  readonly batchSize: number;
  /** Batches that count as one pass over the data, without the rest that fills no batch. */
  readonly stepsPerEpoch: number;
  /** The shape of one example, such as `[28, 28, 1]`. */
  readonly exampleShape: readonly number[];
  /** The next batch, `[batchSize, ...exampleShape]`, with what stands beside the examples in the data; the caller disposes. */
  next(): T;
  /** What {@link restore} needs to go on with the same batches. */
  readonly state: BatchesState;
  restore(state: BatchesState): void;
}

/** How a sampler draws. */
export interface BatchOptions {
  /** Examples in a batch, from 1 to the number of examples. */
  readonly batchSize: number;
  /** Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/**
 * Batches drawn with replacement, as in the article: each example of each batch is any of the data, so an epoch shows
 * some examples twice and leaves out about 37 % (1/e).
 *
 * @param data float32 `[count, ...exampleShape]`, or a list of tensors of `count` rows, the examples first; must live as long as
 *   the sampler
 * @throws TypeError when examples are not float32; RangeError when they do not fill a batch, or what is beside them is not as many
 */
export function batchesWithReplacement<T extends Examples>(
  data: T,
  { batchSize, seed }: BatchOptions,
): Batches<T> {
  const count = requireBatchSize(data, batchSize);
  let random = new Random(seed);
  return {
    batchSize,
    stepsPerEpoch: Math.floor(count / batchSize),
    exampleShape: examplesOf(data).shape.slice(1),
    next: () => pick(data, () => random.integers(batchSize, count)),
    get state() {
      return { random: random.state, position: 0 };
    },
    restore: (state) => {
      random = Random.fromState(state.random);
    },
  };
}

/**
 * Batches by shuffled epochs: each epoch shows every example once, in a new order (but the rest that fills no batch).
 *
 * @param data float32 `[count, ...exampleShape]`, or a list of tensors of `count` rows, the examples first; must live as long as
 *   the sampler
 * @throws TypeError when examples are not float32; RangeError when they do not fill a batch, or what is beside them is not as many
 */
export function batchesByEpoch<T extends Examples>(
  data: T,
  { batchSize, seed }: BatchOptions,
): Batches<T> {
  const count = requireBatchSize(data, batchSize);
  const stepsPerEpoch = Math.floor(count / batchSize);
  let random = new Random(seed);
  let state: BatchesState = { random: random.state, position: 0 };
  let order = random.permutation(count);
  return {
    batchSize,
    stepsPerEpoch,
    exampleShape: examplesOf(data).shape.slice(1),
    next() {
      if (state.position === stepsPerEpoch) {
        state = { random: random.state, position: 0 };
        order = random.permutation(count);
      }
      const start = state.position * batchSize;
      state = { ...state, position: state.position + 1 };
      return pick(data, () => tf.tensor1d(order.subarray(start, start + batchSize), 'int32'));
    },
    get state() {
      return state;
    },
    restore(saved) {
      state = saved;
      random = Random.fromState(saved.random);
      order = random.permutation(count);
    },
  };
}

/**
 * Batches from a distribution that can be sampled for ever, such as {@link sampleRing}.
 *
 * @param sample draws `n` examples, float32 `[n, ...]`
 * @param options `stepsPerEpoch` says how many batches count as an epoch, since there is no data set to go through
 */
export function batchesFrom<T extends tf.Tensor>(
  sample: (n: number, random: Random) => T,
  { batchSize, seed, stepsPerEpoch }: BatchOptions & { readonly stepsPerEpoch: number },
): Batches<T> {
  requireInteger('batchSize', batchSize, { min: 1 });
  requireInteger('stepsPerEpoch', stepsPerEpoch, { min: 1 });
  let random = new Random(seed);
  const example = sample(1, new Random(seed));
  requireFloats('examples', example);
  const exampleShape = example.shape.slice(1);
  example.dispose();
  return {
    batchSize,
    stepsPerEpoch,
    exampleShape,
    next: () => sample(batchSize, random),
    get state() {
      return { random: random.state, position: 0 };
    },
    restore: (state) => {
      random = Random.fromState(state.random);
    },
  };
}

/**
 * Several samplers as one: a batch of each, side by side, such as two sets without pairs. Each goes on by itself, so a short set
 * begins again while a long one still has examples.
 *
 * @param samplers all of one batch size; the first says how many steps are an epoch
 * @throws RangeError when their batches are not of one size
 */
export function sideBySide(samplers: readonly Batches<Examples>[]): Batches<readonly tf.Tensor[]> {
  const [first, ...others] = samplers;
  const { batchSize, stepsPerEpoch, exampleShape } = first;
  const other = others.find((sampler) => sampler.batchSize !== batchSize);
  if (other) {
    throw new RangeError(
      `expected batches of one size, but got ${batchSize} and ${other.batchSize}`,
    );
  }
  return {
    batchSize,
    stepsPerEpoch,
    exampleShape,
    next: () => samplers.flatMap((sampler) => listOf(sampler.next())),
    get state() {
      return { ...first.state, beside: others.map(({ state }) => state) };
    },
    restore({ beside = [], ...own }) {
      first.restore(own);
      others.forEach((sampler, i) => sampler.restore(beside[i]));
    },
  };
}

/** A batch as a list of tensors. */
export const listOf = (batch: Examples): readonly tf.Tensor[] =>
  batch instanceof tf.Tensor ? [batch] : batch;

/** The examples alone. */
export const examplesOf = (data: Examples): tf.Tensor =>
  data instanceof tf.Tensor ? data : data[0];

function pick<T extends Examples>(data: T, chooseRows: () => tf.Tensor1D): T {
  const picked = tf.tidy((): tf.Tensor | tf.Tensor[] => {
    const rows = chooseRows();
    if (data instanceof tf.Tensor) return tf.gather<tf.Tensor>(data, rows);
    return data.map((tensor) => tf.gather(tensor, rows));
  });
  return picked as Examples as T; // one tensor for one, as many for a list
}

function requireBatchSize(data: Examples, batchSize: number): number {
  const count = examplesOf(data).shape[0];
  requireInteger('batchSize', batchSize, { min: 1 });
  requireFloats('examples', examplesOf(data));
  const other =
    data instanceof tf.Tensor ? undefined : data.find(({ shape }) => shape[0] !== count);
  if (other) {
    throw new RangeError(`expected ${count} labels, one an example, but got ${other.shape[0]}`);
  }
  if (batchSize > count) {
    throw new RangeError(
      `expected batchSize to be at most the ${count} examples, but got ${batchSize}`,
    );
  }
  return count;
}
