import { tf } from '../backend';
import { requireInteger } from '../check';
import { Random, type RandomState } from '../random';
import { type ByteImages, pickImages, pixelsOf } from './images';
import { type ImageOptions, requireFloats } from './pixel-range';

/** Where a sampler stands: plain data, fit for JSON. */
export interface BatchesState {
  readonly random: RandomState;
  /** Batches drawn since `random` was read. */
  readonly position: number;
  /** Of the other samplers of {@link sideBySide}. */
  readonly beside?: readonly BatchesState[];
}

/**
 * Examples, or several things about each, one tensor beside the other: examples and their classes (`[count]`, int32),
 * inputs and targets, pictures and their attributes.
 */
export type Examples = tf.Tensor | readonly tf.Tensor[];

/**
 * What a sampler draws rows of: a tensor, or images as bytes, which take a quarter of the memory and come as float32.
 */
export type Rows = tf.Tensor | ByteImages;

/** One of these, or several, one beside the other. */
export type Source = Rows | readonly Rows[];

/** What a batch of a source is: tensors as they are, float32 images of bytes. */
export type BatchOf<S> = S extends tf.Tensor
  ? S
  : S extends ByteImages
    ? tf.Tensor4D
    : { readonly [K in keyof S]: BatchOf<S[K]> };

/** A source of training batches. */
export interface Batches<T extends Examples = tf.Tensor> {
  /** Examples in a batch. */
  readonly batchSize: number;
  /** Batches that count as one pass over the data, without the rest that fills no batch. */
  readonly stepsPerEpoch: number;
  /** The shape of one example, such as `[28, 28, 1]`. */
  readonly exampleShape: readonly number[];
  /**
   * The next batch, `[batchSize, ...exampleShape]`, with what stands beside the examples in the data;
   * the caller disposes.
   */
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

/** How a sampler draws, and the range of images that are given as bytes. */
export interface SourceOptions extends BatchOptions, ImageOptions {}

/**
 * Batches drawn with replacement, as in the article: each example of each batch is any of the data, so an epoch shows
 * some examples twice and leaves out about 37 % (1/e).
 *
 * @param data float32 `[count, ...exampleShape]` or images as bytes, or a list of such of `count` rows, the examples
 *   first; must live as long as the sampler
 * @throws TypeError when examples are not float32; RangeError when they do not fill a batch,
 *   or what is beside them is not as many
 */
export function batchesWithReplacement<S extends Source>(
  data: S,
  { batchSize, seed, range }: SourceOptions,
): Batches<BatchOf<S> & Examples> {
  const count = requireBatchSize(data, batchSize);
  let random = new Random(seed);
  return {
    batchSize,
    stepsPerEpoch: Math.floor(count / batchSize),
    exampleShape: examplesOf(data).shape.slice(1),
    next: () => pick(data, () => random.integers(batchSize, count), { range }),
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
 * @param data float32 `[count, ...exampleShape]` or images as bytes, or a list of such of `count` rows, the examples
 *   first; must live as long as the sampler
 * @throws TypeError when examples are not float32; RangeError when they do not fill a batch,
 *   or what is beside them is not as many
 */
export function batchesByEpoch<S extends Source>(
  data: S,
  { batchSize, seed, range }: SourceOptions,
): Batches<BatchOf<S> & Examples> {
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
      const rows = order.subarray(start, start + batchSize);
      return pick(data, () => tf.tensor1d(rows, 'int32'), { range });
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
 * Several samplers as one: a batch of each, side by side, such as two sets without pairs. Each goes on by itself, so a
 * short set begins again while a long one still has examples.
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

const rowsOf = (data: Source): readonly Rows[] =>
  data instanceof tf.Tensor || 'data' in data ? [data] : data;

/** The examples alone. */
const examplesOf = (data: Source): Rows => rowsOf(data)[0];

function pick<S extends Source>(
  data: S,
  chooseRows: () => tf.Tensor1D,
  options: ImageOptions,
): BatchOf<S> & Examples {
  const picked = tf.tidy(() => {
    const rows = chooseRows();
    return rowsOf(data).map((each) =>
      each instanceof tf.Tensor
        ? tf.gather(each, rows)
        : pixelsOf(pickImages(each, rows.dataSync()), options),
    );
  });
  const isList = rowsOf(data) === (data as Source);
  return (isList ? picked : picked[0]) as BatchOf<S> & Examples; // one tensor for one, as many for a list
}

function requireBatchSize(data: Source, batchSize: number): number {
  const count = examplesOf(data).shape[0];
  requireInteger('batchSize', batchSize, { min: 1 });
  const examples = examplesOf(data);
  if (examples instanceof tf.Tensor) requireFloats('examples', examples);
  const other = rowsOf(data).find(({ shape }) => shape[0] !== count);
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
