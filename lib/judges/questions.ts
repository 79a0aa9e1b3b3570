import { tf } from '../backend';

/** What every kind of question has. */
interface Asked {
  /** Columns of the network's output that belong to it. */
  readonly numOutputs: number;
  /**
   * What the network is taught.
   *
   * @returns `numOutputs` numbers for each example, one after another
   * @throws RangeError when a label is none
   */
  targetsOf(labels: ArrayLike<number>): Float32Array;
  /**
   * What training makes small: the mean over the examples.
   *
   * @param targets `[n, numOutputs]`
   * @param outputs `[n, numOutputs]`
   */
  lossOf(targets: tf.Tensor2D, outputs: tf.Tensor2D): tf.Scalar;
  /** The network's outputs `[n, numOutputs]` as an answer; within a `tf.tidy`. */
  answerOf(outputs: tf.Tensor2D): tf.Tensor2D;
}

/**
 * Which one of several. The label is a place among the names; the answer `[n, names]` their probabilities, summing to
 * 1.
 */
export interface Classes extends Asked {
  readonly kind: 'classes';
  readonly names: readonly string[];
}

/**
 * Which of several, each by itself. Labels are 0 or 1, name by name; the answer `[n, names]` the probability of each.
 */
export interface Flags extends Asked {
  readonly kind: 'flags';
  readonly names: readonly string[];
}

/** How much. Label and answer `[n, 1]` are in the unit. */
export interface Quantity extends Asked {
  readonly kind: 'quantity';
  readonly unit: string;
}

/** What a judge is asked of each example. */
export type Question = Classes | Flags | Quantity;

/** A question of one out of K classes: softmax, and cross-entropy in nats. */
export function classes(names: readonly string[]): Classes {
  return {
    kind: 'classes',
    names,
    numOutputs: names.length,
    targetsOf(labels) {
      const targets = new Float32Array(labels.length * names.length);
      for (let i = 0; i < labels.length; i++) {
        requireLabel(labels[i], names[labels[i]] !== undefined, `a place among ${names}`);
        targets[i * names.length + labels[i]] = 1;
      }
      return targets;
    },
    lossOf: (targets, outputs) => tf.losses.softmaxCrossEntropy(targets, outputs).asScalar(),
    answerOf: (outputs) => tf.softmax(outputs),
  };
}

/** A question of attributes that are or are not: a sigmoid and cross-entropy for each. */
export function flags(names: readonly string[]): Flags {
  return {
    kind: 'flags',
    names,
    numOutputs: names.length,
    targetsOf(labels) {
      const targets = Float32Array.from(labels);
      targets.forEach((label) => requireLabel(label, label === 0 || label === 1, '0 or 1'));
      return targets;
    },
    lossOf: (targets, outputs) => tf.losses.sigmoidCrossEntropy(targets, outputs).asScalar(),
    answerOf: (outputs) => tf.sigmoid(outputs),
  };
}

/**
 * A question of a quantity: squared error, in a scale in which the range is −1 to 1.
 *
 * @param range of the labels, which the answer may leave
 */
export function quantity(unit: string, [low, high]: readonly [number, number]): Quantity {
  const [middle, half] = [(low + high) / 2, (high - low) / 2];
  return {
    kind: 'quantity',
    unit,
    numOutputs: 1,
    targetsOf: (labels) =>
      Float32Array.from(labels, (label) => {
        requireLabel(label, label >= low && label <= high, `a number from ${low} to ${high}`);
        return (label - middle) / half;
      }),
    lossOf: (targets, outputs) => tf.mean(tf.squaredDifference(targets, outputs)),
    answerOf: (outputs) => tf.add(tf.mul(outputs, half), middle),
  };
}

function requireLabel(label: number, isFit: boolean, what: string): void {
  if (!isFit) throw new RangeError(`expected each label to be ${what}, but got ${label}`);
}
