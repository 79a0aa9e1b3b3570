import { requirePositive } from '../check';
import { tf } from '.';
import { applyAdam, assignResource, createResource, readResource } from './native';

/** Adam's constants; change one between steps and the next step uses it. */
export interface AdamSettings {
  /** Step size α. */
  readonly learningRate: number;
  /** Decay of the mean of gradients. Default 0.9. */
  readonly beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  readonly beta2?: number;
  /** Added to the root of the mean square. Default 1e-7, as in Keras. */
  readonly epsilon?: number;
}

/** What Adam remembers of one variable. */
interface Slot {
  readonly variable: tf.Variable;
  /** TensorFlow resources: the weights, the mean gradient, the mean squared gradient. */
  readonly value: tf.Tensor;
  readonly m: tf.Tensor;
  readonly v: tf.Tensor;
  /** The data that the variable held after the last update: anything else was put there by others. */
  assigned?: tf.Tensor['dataId'];
}

/** The two moments of one variable; tensors of its shape. */
export interface AdamMoments {
  readonly m: tf.Tensor;
  readonly v: tf.Tensor;
}

/**
 * Adam over a fixed list of variables, as one native TensorFlow call a variable.
 *
 * The update is that of the paper and of `tf.train.adam`. TensorFlow's kernel adds epsilon to √v, the paper to
 * √(v / (1 − β₂ᵗ)); the kernel is given epsilon · √(1 − β₂ᵗ), which makes the two the same.
 *
 * @see Kingma and Ba 2015, "Adam: a method for stochastic optimization", algorithm 1
 */
export class Adam {
  /** Updates made so far (t). */
  private numUpdates = 0;
  private readonly slots: readonly Slot[];

  /** @param variables what this optimizer moves, and nothing else; they stay the caller's */
  constructor(readonly variables: readonly tf.Variable[]) {
    this.slots = variables.map((variable) =>
      tf.tidy(() => ({
        variable,
        value: createResource(variable),
        m: createResource(tf.zerosLike(variable)),
        v: createResource(tf.zerosLike(variable)),
      })),
    );
  }

  /**
   * One update.
   *
   * @param gradients one for each variable, in their order; the caller disposes
   * @throws RangeError when the numbers of gradients and variables differ, or a setting is out of range
   */
  apply(gradients: readonly tf.Tensor[], settings: AdamSettings): void {
    const { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = settings;
    requirePositive('learningRate', learningRate);
    if (gradients.length !== this.slots.length) {
      throw new RangeError(`expected ${this.slots.length} gradients, but got ${gradients.length}`);
    }
    const t = ++this.numUpdates;
    const power1 = beta1 ** t;
    const power2 = beta2 ** t;
    tf.tidy(() => {
      const scalars = [
        ...[power1, power2, learningRate, beta1, beta2],
        epsilon * Math.sqrt(1 - power2),
      ].map((value) => tf.scalar(value));
      this.slots.forEach((slot, i) => {
        if (slot.variable.dataId !== slot.assigned) assignResource(slot.value, slot.variable);
        applyAdam(slot, scalars, gradients[i]);
        slot.variable.assign(readResource(slot.value));
        slot.assigned = slot.variable.dataId;
      });
    });
  }

  /** Number of updates made. */
  get updates(): number {
    return this.numUpdates;
  }

  /** The moments of each variable, in their order; the caller disposes. */
  moments(): AdamMoments[] {
    return this.slots.map(({ m, v }) => ({ m: readResource(m), v: readResource(v) }));
  }

  /** Goes on from saved moments, which the caller disposes. */
  restore(updates: number, moments: readonly AdamMoments[]): void {
    this.numUpdates = updates;
    this.slots.forEach((slot, i) => {
      assignResource(slot.m, moments[i].m);
      assignResource(slot.v, moments[i].v);
    });
  }

  /** Frees the moments; the variables stay. */
  dispose(): void {
    this.slots.forEach(({ value, m, v }) => tf.dispose([value, m, v]));
  }
}
