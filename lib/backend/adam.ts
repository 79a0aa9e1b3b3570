import { requirePositive } from '../check';
import { tf } from './tfjs';
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
  /** TensorFlow resources: the weights during an update, the mean gradient, the mean squared gradient. */
  readonly value: tf.Tensor;
  readonly m: tf.Tensor;
  readonly v: tf.Tensor;
}

/** The two moments of one variable; tensors of its shape. */
export interface AdamMoments {
  readonly m: tf.Tensor;
  readonly v: tf.Tensor;
}

/**
 * Adam over a fixed list of variables, as one native TensorFlow call a variable.
 *
 * As in Keras, epsilon is added to √v before v is corrected for its start at 0 (the paper's "epsilon hat").
 * `tf.train.adam` adds it after; the two differ where gradients are not much larger than epsilon.
 *
 * @see Kingma and Ba 2015, "Adam: a method for stochastic optimization", section 2, last paragraph before 2.1
 */
export class Adam {
  /** Updates made so far (t), as a number that kernels can read. */
  private readonly t = tf.tidy(() => tf.variable(tf.scalar(0), false));
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
    tf.tidy(() => {
      this.t.assign(tf.add(this.t, 1));
      const powers = [beta1, beta2].map((beta) => tf.pow(beta, this.t));
      const constants = [learningRate, beta1, beta2, epsilon].map((value) => tf.scalar(value));
      this.slots.forEach((slot, i) => {
        assignResource(slot.value, slot.variable);
        applyAdam(slot, [...powers, ...constants], gradients[i]);
        slot.variable.assign(readResource(slot.value));
      });
    });
  }

  /** Number of updates made. */
  get updates(): number {
    return this.t.dataSync()[0];
  }

  /** The moments of each variable, in their order; the caller disposes. */
  moments(): AdamMoments[] {
    return this.slots.map(({ m, v }) => ({ m: readResource(m), v: readResource(v) }));
  }

  /** Goes on from saved moments, which the caller disposes. */
  restore(updates: number, moments: readonly AdamMoments[]): void {
    tf.tidy(() => this.t.assign(tf.scalar(updates)));
    this.slots.forEach((slot, i) => {
      assignResource(slot.m, moments[i].m);
      assignResource(slot.v, moments[i].v);
    });
  }

  /** Frees the moments; the variables stay. */
  dispose(): void {
    this.t.dispose();
    this.slots.forEach(({ value, m, v }) => tf.dispose([value, m, v]));
  }
}
