import { tf } from './backend';
import { statelessIntegers, statelessNormal, statelessUniform } from './backend/native';
import { requireInteger } from './check';

/** Everything needed to go on with the same numbers: plain data, fit for JSON. */
export interface RandomState {
  readonly seed: number;
  readonly counter: number;
}

/**
 * Seeded random numbers: the only source of randomness in the course.
 *
 * The n-th draw is a pure function of the seed and n (the counter-based generator Philox, inside TensorFlow), so the
 * whole state is two integers, the same seed gives the same numbers on every machine, and going on from a saved state
 * gives the numbers that would have come next.
 *
 * @see Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"
 */
export class Random {
  private counter = 0;

  /** @param seed integer from 0 to 2³¹ − 1 */
  constructor(private readonly seed: number) {
    requireInteger('seed', seed, { min: 0, max: MAX_INT32 });
  }

  /** Goes on from a {@link state}. */
  static fromState({ seed, counter }: RandomState): Random {
    const random = new Random(seed);
    random.counter = requireInteger('counter', counter, { min: 0, max: MAX_INT32 });
    return random;
  }

  /** The seed and the number of draws so far. */
  get state(): RandomState {
    return { seed: this.seed, counter: this.counter };
  }

  /** The next draw's key, int32 `[2]`: what a draw is a function of. The caller disposes. */
  key(): tf.Tensor1D {
    return tf.tensor1d([this.seed, this.counter++], 'int32');
  }

  /** The key that {@link key} would give next, without taking it. The caller disposes. */
  peekKey(): tf.Tensor1D {
    return tf.tensor1d([this.seed, this.counter], 'int32');
  }

  /** Leaves `count` draws out, which somebody else has made with their keys. */
  skip(count: number): void {
    this.counter += count;
  }

  /** Numbers from N(0, 1), float32 of the given shape; the caller disposes. */
  normal<R extends tf.Rank>(shape: tf.ShapeMap[R]): tf.Tensor<R> {
    return this.draw(shape, (size, key) => normalOf(key, size));
  }

  /** Numbers from the uniform distribution on [min, max), float32 of the given shape; the caller disposes. */
  uniform<R extends tf.Rank>(shape: tf.ShapeMap[R], min = 0, max = 1): tf.Tensor<R> {
    return this.draw(shape, (size, key) =>
      tf.add(tf.mul(statelessUniform(size, key), max - min), min),
    );
  }

  /** `count` integers from 0 to max − 1, each as likely, int32 `[count]`; the caller disposes. */
  integers(count: number, max: number): tf.Tensor1D {
    requireInteger('max', max, { min: 1, max: MAX_INT32 });
    return this.draw<tf.Rank.R1>([count], (size, key) => statelessIntegers(size, key, max));
  }

  /** The integers 0 … n − 1 in random order (Fisher and Yates). */
  permutation(n: number): Int32Array {
    const order = Int32Array.from({ length: n }, (_, i) => i);
    const draws = tf.tidy(() => this.uniform<tf.Rank.R1>([n]).dataSync());
    for (let i = n - 1; i > 0; i--) {
      const j = Math.floor(draws[i] * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }

  /**
   * An independent generator: the same for the same label, another for every other label. Gives each part of an
   * experiment its own numbers, so that a change in one part does not shift the numbers of the rest.
   */
  fork(label: number): Random {
    return new Random(mix(mix(this.seed) ^ label));
  }

  private draw<R extends tf.Rank>(
    shape: tf.ShapeMap[R],
    kernel: (size: readonly number[], key: tf.Tensor) => tf.Tensor,
  ): tf.Tensor<R> {
    // The kernels give back a tensor of the shape that they are asked for.
    return tf.tidy(() => kernel(shape, this.key()) as tf.Tensor<R>);
  }
}

/** Numbers from N(0, 1), float32 of the given shape: a pure function of a {@link Random.key}. The caller disposes. */
export const normalOf = (key: tf.Tensor, shape: readonly number[]) => statelessNormal(shape, key);

const MAX_INT32 = 2 ** 31 - 1;

/** Spreads an integer over 31 bits: the finaliser of MurmurHash3, which maps neighbours far apart. */
function mix(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) & MAX_INT32;
}
