import { tf } from '../../lib/backend';
import type { LabelledImages } from '../../lib/data/mnist';
import type { DigitJudge } from '../../lib/metrics/classifier';
import { NUM_CLASSES } from '../../lib/models/mnist-classifier';

/** One kind of error: images of one class that were taken for another. */
export interface Confusion {
  readonly is: number;
  readonly takenFor: number;
  readonly count: number;
}

/** How a classifier does on labelled images. */
export interface Evaluation {
  /** Share of the images, 0..1. */
  readonly accuracy: number;
  /** The same for each class, in their order. */
  readonly classAccuracies: readonly number[];
  /** Images of each class. */
  readonly classCounts: readonly number[];
  /** The kinds of error that occur, the most frequent first. */
  readonly confusions: readonly Confusion[];
}

/** Judges labelled images, and counts. */
export function evaluate(classifier: DigitJudge, { images, labels }: LabelledImages): Evaluation {
  const answers = tf.tidy(() => tf.argMax(classifier.judge(images).logits, 1).dataSync());
  return evaluationOf(labels, answers);
}

/**
 * What answers are worth.
 *
 * @param labels the true classes
 * @param answers as many
 */
export function evaluationOf(labels: ArrayLike<number>, answers: ArrayLike<number>): Evaluation {
  const classes = Array.from({ length: NUM_CLASSES }, (_, i) => i);
  const table = classes.map(() => classes.map(() => 0)); // rows: the class; columns: the answer
  for (let i = 0; i < labels.length; i++) table[labels[i]][answers[i]]++;
  const classCounts = table.map((row) => row.reduce((a, b) => a + b, 0));
  const right = classes.reduce((sum, label) => sum + table[label][label], 0);
  return {
    accuracy: right / labels.length,
    classAccuracies: classes.map((label) => table[label][label] / classCounts[label]),
    classCounts,
    confusions: classes
      .flatMap((is) => classes.map((takenFor) => ({ is, takenFor, count: table[is][takenFor] })))
      .filter(({ is, takenFor, count }) => is !== takenFor && count > 0)
      .sort((a, b) => b.count - a.count),
  };
}
