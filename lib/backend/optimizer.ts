import { requireInteger, requirePositive } from '../check';
import { requireHome } from './lent';
import { tf } from './tfjs';
import { applyAdam, applyMomentum, assignResource, createResource, readResource } from './native';

/**
 * What every rule has; change a constant between steps and the next step uses it (but a compiled step keeps what it
 * has).
 */
interface RateSettings {
  /** Step size α. */
  readonly learningRate: number;
  /** Updates over which the step size falls in a straight line from α to 0. Default: it stays. */
  readonly decaySteps?: number;
}

/** Adam's constants. */
export interface AdamSettings extends RateSettings {
  readonly rule?: 'adam';
  /** Decay of the mean of gradients. Default 0.9. */
  readonly beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  readonly beta2?: number;
  /** Added to the root of the mean square. Default 1e-7, as in Keras. */
  readonly epsilon?: number;
}

/** RMSProp's constants: Adam's without a mean of gradients, and without correction for the start at 0. */
export interface RmsPropSettings extends RateSettings {
  readonly rule: 'rmsProp';
  /** Decay of the mean of squared gradients. Default 0.9. */
  readonly beta2?: number;
  /** Added to the root of the mean square. Default 1e-7, as in Keras. */
  readonly epsilon?: number;
}

/** Gradient descent's constants. */
export interface SgdSettings extends RateSettings {
  readonly rule: 'sgd';
  /** Share of the last step that is added to the next. Default 0. */
  readonly momentum?: number;
}

/** Which rule an optimizer follows, and its constants; Adam when no rule is named. */
export type OptimizerSettings = AdamSettings | RmsPropSettings | SgdSettings;

/** What an optimizer remembers of one variable. */
interface Slot {
  readonly variable: tf.Variable;
  /** TensorFlow resources: the weights during an update, the mean gradient, the mean squared gradient. */
  readonly value: tf.Tensor;
  readonly m: tf.Tensor;
  readonly v: tf.Tensor;
}

/** The two moments of one variable; tensors of its shape. */
export interface Moments {
  readonly m: tf.Tensor;
  readonly v: tf.Tensor;
}

/**
 * Gradient descent over a fixed list of variables, by one native TensorFlow call a variable and step. The settings of a
 * step say by which rule:
 *
 * - Adam: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − α √(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε). As in Keras,
 *   epsilon is added to √v before v is corrected for its start at 0 (the paper's "epsilon hat"). `tf.train.adam` adds
 *   it after; the two differ where gradients are not much larger than epsilon.
 * - RMSProp: v ← β₂v + (1 − β₂)g², w ← w − α g / (√v + ε), as in Keras.
 * - SGD: m ← momentum·m − αg, w ← w + m, as in Keras.
 *
 * @see Kingma and Ba 2015, "Adam: a method for stochastic optimization", section 2, last paragraph before 2.1
 * @see Tieleman and Hinton 2012, "Lecture 6.5: RMSProp"
 */
export class Optimizer {
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
   * @throws RangeError when the numbers of gradients and variables differ, or a setting is out of range; Error when a
   *   compiled step moves the variables at the moment
   */
  apply(gradients: readonly tf.Tensor[], settings: OptimizerSettings): void {
    requireHome(this.variables);
    requirePositive('learningRate', settings.learningRate);
    if (gradients.length !== this.slots.length) {
      throw new RangeError(`expected ${this.slots.length} gradients, but got ${gradients.length}`);
    }
    tf.tidy(() => {
      const update = this.rule(settings);
      this.slots.forEach((slot, i) => {
        assignResource(slot.value, slot.variable);
        update(slot, gradients[i]);
        slot.variable.assign(readResource(slot.value));
      });
    });
  }

  /** Counts an update, and gives how it moves one variable. */
  private rule(settings: OptimizerSettings): (slot: Slot, gradient: tf.Tensor) => void {
    const rate = this.rateOf(settings); // by the updates made before this one
    this.t.assign(tf.add(this.t, 1));
    if (settings.rule === 'sgd') {
      const momentum = tf.scalar(settings.momentum ?? 0);
      return (slot, gradient) => applyMomentum(slot, rate, gradient, momentum);
    }
    const [beta1, beta2] =
      settings.rule === 'rmsProp'
        ? [0, settings.beta2 ?? 0.9]
        : [settings.beta1 ?? 0.9, settings.beta2 ?? 0.999];
    // The kernel corrects by powers of the betas; at 0 it corrects nothing.
    const powers = [beta1, beta2].map((beta) =>
      settings.rule === 'rmsProp' ? tf.scalar(0) : tf.pow(beta, this.t),
    );
    const constants = [beta1, beta2, settings.epsilon ?? 1e-7].map((value) => tf.scalar(value));
    return (slot, gradient) => applyAdam(slot, [...powers, rate, ...constants], gradient);
  }

  private rateOf({ learningRate, decaySteps }: OptimizerSettings): tf.Scalar {
    if (decaySteps === undefined) return tf.scalar(learningRate);
    requireInteger('decaySteps', decaySteps, { min: 1 });
    return tf.mul(learningRate, tf.relu(tf.sub(1, tf.div(this.t, decaySteps))));
  }

  /** Number of updates made. */
  get updates(): number {
    return this.t.dataSync()[0];
  }

  /** The moments of each variable, in their order; the caller disposes. */
  moments(): Moments[] {
    return this.slots.map(({ m, v }) => ({ m: readResource(m), v: readResource(v) }));
  }

  /** Goes on from saved moments, which the caller disposes. */
  restore(updates: number, moments: readonly Moments[]): void {
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
