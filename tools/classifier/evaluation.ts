import { tf } from '../../lib/backend';
import type { JudgeDefinition, LabelledExamples } from '../../lib/judges/definition';
import type { AnswerQuality, Qualities } from '../../lib/judges/facts';
import type { Judge } from '../../lib/judges/judge';
import type { Question } from '../../lib/judges/questions';

/** Judges examples whose labels are known. */
export function evaluate(
  judge: Judge<string>,
  { answers }: Pick<JudgeDefinition, 'answers'>,
  { inputs, labels }: LabelledExamples,
): Qualities {
  const verdicts = judge.judge(inputs);
  const qualities = Object.entries(answers).map(([name, question]) => [
    name,
    qualityOf(question, labels[name], verdicts[name].dataSync()),
  ]);
  tf.dispose(verdicts);
  return Object.fromEntries(qualities);
}

/**
 * What answers are worth.
 *
 * @param labels the true ones
 * @param answers row by row, as the question gives them
 */
export function qualityOf(
  question: Question,
  labels: ArrayLike<number>,
  answers: ArrayLike<number>,
): AnswerQuality {
  switch (question.kind) {
    case 'classes':
      return qualityOfClasses(question.names.length, labels, answers);
    case 'flags':
      return qualityOfFlags(question.names.length, labels, answers);
    case 'quantity':
      return qualityOfQuantity(labels, answers);
  }
}

function qualityOfClasses(
  numClasses: number,
  labels: ArrayLike<number>,
  answers: ArrayLike<number>,
): AnswerQuality {
  const rows = Array.from({ length: numClasses }, () => new Array<number>(numClasses).fill(0));
  for (let i = 0; i < labels.length; i++) {
    const row = Array.from({ length: numClasses }, (_, k) => answers[i * numClasses + k]);
    rows[labels[i]][row.indexOf(Math.max(...row))]++;
  }
  const right = rows.reduce((sum, row, label) => sum + row[label], 0);
  const largest = Math.max(...rows.map((row) => row.reduce((a, b) => a + b, 0)));
  const n = labels.length;
  return { value: right / n, error: shareError(right, n), guess: largest / n, rows };
}

function qualityOfFlags(
  numFlags: number,
  labels: ArrayLike<number>,
  answers: ArrayLike<number>,
): AnswerQuality {
  const n = labels.length / numFlags;
  const rows = Array.from({ length: numFlags }, (_, flag) => {
    let [right, set] = [0, 0];
    for (let i = flag; i < labels.length; i += numFlags) {
      if (answers[i] > 0.5 === labels[i] > 0.5) right++;
      set += labels[i];
    }
    return [right / n, Math.max(set, n - set) / n];
  });
  const [value, guess] = [0, 1].map((k) => meanOf(rows.map((row) => row[k])));
  return { value, error: shareError(value * labels.length, labels.length), guess, rows };
}

function qualityOfQuantity(labels: ArrayLike<number>, answers: ArrayLike<number>): AnswerQuality {
  const distances = Array.from(labels, (label, i) => Math.abs(label - answers[i]));
  const value = meanOf(distances);
  const squares = distances.map((each) => (each - value) ** 2);
  const error = Math.sqrt(meanOf(squares) / Math.max(1, labels.length - 1));
  const middle = medianOf(labels);
  const guess = meanOf(Array.from(labels, (label) => Math.abs(label - middle)));
  return { value, error, guess, rows: [] };
}

/**
 * Standard error of a share: of (x + 2) / (n + 4), which is above 0 also where all is right.
 *
 * @see Agresti, Coull 1998, "Approximate is better than 'exact' for interval estimation of binomial proportions",
 *   section 2
 */
export function shareError(right: number, n: number): number {
  const share = (right + 2) / (n + 4);
  return Math.sqrt((share * (1 - share)) / (n + 4));
}

const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function medianOf(values: ArrayLike<number>): number {
  const sorted = Array.from(values).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
