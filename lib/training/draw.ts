import { tf } from '../backend';
import { statelessIntegers, statelessUniform } from '../backend/native';
import { normalOf } from '../random';

/**
 * The random numbers of one training step, as functions of the step's key: so a step that draws is still the same
 * function each time, and can be compiled ({@link compileStep}).
 * The n-th draw is what the n-th draw of the training's `Random` would be.
 */
export class Draw {
  private numDrawn = 0;

  /** @param first int32 `[2]`, the {@link Random.key} of the step's first draw; stays the caller's */
  constructor(private readonly first: tf.Tensor) {}

  /** Draws made so far. */
  get count(): number {
    return this.numDrawn;
  }

  /** The next draw's key, int32 `[2]`, for a function that draws by itself. The caller disposes. */
  key(): tf.Tensor1D {
    const place = tf.tensor1d([0, this.numDrawn++], 'int32');
    return tf.tidy(() => tf.add(this.first as tf.Tensor1D, place));
  }

  /** Numbers from N(0, 1), float32 of the given shape; the caller disposes. */
  normal<R extends tf.Rank>(shape: tf.ShapeMap[R]): tf.Tensor<R> {
    return tf.tidy(() => normalOf(this.key(), shape) as tf.Tensor<R>); // of the shape asked for
  }

  /** Numbers from the uniform distribution on [min, max), float32 of the given shape; the caller disposes. */
  uniform<R extends tf.Rank>(shape: tf.ShapeMap[R], min = 0, max = 1): tf.Tensor<R> {
    return tf.tidy(() => {
      const unit = statelessUniform(shape, this.key()) as tf.Tensor<R>;
      return tf.add(tf.mul(unit, max - min), min);
    });
  }

  /** `count` integers from 0 to max − 1, each as likely, int32 `[count]`; the caller disposes. */
  integers(count: number, max: number): tf.Tensor1D {
    return tf.tidy(() => statelessIntegers([count], this.key(), max) as tf.Tensor1D);
  }
}
