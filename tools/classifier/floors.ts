import { tf } from '../../lib/backend';
import type { JudgeDefinition, LabelledExamples } from '../../lib/judges/definition';
import type { Floor } from '../../lib/judges/facts';
import type { Judge } from '../../lib/judges/judge';
import { frechetDistance } from '../../lib/metrics/frechet';
import { precisionRecall } from '../../lib/metrics/precision-recall';
import { Random } from '../../lib/random';

/** Features of examples, and of which class each is, where there are classes. */
interface Seen {
  readonly features: tf.Tensor2D;
  readonly labels: ArrayLike<number>;
}

/** Twice the number of features: with fewer examples there is no Fréchet distance. */
const MIN_COUNT = 128;

/**
 * What real examples get in the place of a generator's: of all, and of each class of which there are enough.
 *
 * @param seed of the draws
 */
export function floorsOf(
  judge: Judge<string>,
  { answers }: Pick<JudgeDefinition, 'answers'>,
  data: { readonly train: LabelledExamples; readonly test: LabelledExamples },
  seed: number,
): Floor[] {
  const [train, test] = [data.train, data.test].map((part) => lookAt(judge, part));
  const random = new Random(seed);
  const { probabilities } = answers;
  const names = probabilities?.kind === 'classes' ? probabilities.names : [];
  const floors = [
    ...floorsAmong('all', () => true, { train, test, random }),
    ...names.flatMap((name, place) =>
      floorsAmong(name, (label) => label === place, { train, test, random }),
    ),
  ];
  tf.dispose([train.features, test.features]);
  return floors;
}

function lookAt(judge: Judge<string>, { inputs, labels }: LabelledExamples): Seen {
  const { features, ...rest } = judge.judge(inputs);
  tf.dispose(rest);
  return { features, labels: labels.probabilities ?? [] };
}

function floorsAmong(
  of: string,
  belongs: (label: number) => boolean,
  { train, test, random }: { readonly train: Seen; readonly test: Seen; readonly random: Random },
): Floor[] {
  const shuffledOf = ({ features, labels }: Seen, isOne: (label: number) => boolean): number[] =>
    Array.from(random.permutation(features.shape[0])).filter((place) => isOne(labels[place]));
  const heldOut = shuffledOf(test, belongs);
  const half = heldOut.length >> 1;
  const compare = (
    against: Floor['against'],
    [real, fake]: readonly [places: number[], places: number[]],
    from: Seen,
  ): Floor[] => {
    const count = Math.min(real.length, fake.length);
    if (count < MIN_COUNT) return [];
    return tf.tidy(() => {
      const a = tf.gather(test.features, real.slice(0, count));
      const b = tf.gather(from.features, fake.slice(0, count));
      const { precision, recall } = precisionRecall(a, b);
      return [{ of, count, against, frechet: frechetDistance(a, b), precision, recall }];
    });
  };
  return [
    ...compare('halves', [heldOut.slice(0, half), heldOut.slice(half)], test),
    ...compare('training', [heldOut, shuffledOf(train, belongs)], train),
    ...compare('other classes', [heldOut, shuffledOf(test, (label) => !belongs(label))], test),
  ];
}
