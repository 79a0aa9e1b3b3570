import { tf } from '../../lib/backend';
import type { JudgeDefinition } from '../../lib/judges/definition';
import type { JudgeFacts } from '../../lib/judges/facts';
import { classes, flags, quantity } from '../../lib/judges/questions';

/** A judge of 8×8 pictures that are dark or bright, for tests: its answers show in the mean of the pixels. */
export const TOY_JUDGE: JudgeDefinition<'probabilities' | 'isBright' | 'brightness'> = {
  name: 'toy',
  title: 'Dark or bright',
  inputShape: [8, 8, 1],
  range: [0, 1],
  answers: {
    probabilities: classes(['dark', 'bright']),
    isBright: flags(['bright']),
    brightness: quantity('percent', [0, 100]),
  },
  epochs: 3,
  card: { data: 'Grey pictures.', notFor: ['Colours.'] },
  load(part) {
    const count = part === 'train' ? 640 : 20;
    const labels = Array.from({ length: count }, (_, i) => i % 2);
    const levels = labels.map((label, i) => 0.1 + 0.6 * label + (0.2 * i) / count);
    return {
      inputs: tf.tidy(() => tf.add(tf.zeros([count, 8, 8, 1]), tf.reshape(levels, [-1, 1, 1, 1]))),
      labels: {
        probabilities: labels,
        isBright: labels,
        brightness: levels.map((level) => 100 * level),
      },
    };
  },
};

const value = { value: 0.75, error: 0.1, guess: 0.5 };
const QUALITIES = {
  probabilities: { ...value, rows: [[8, 2], [3, 7]] }, // prettier-ignore
  isBright: { ...value, rows: [[0.75, 0.5]] },
  brightness: { value: 2.5, error: 0.25, guess: 30, rows: [] },
};
const VALUES = { probabilities: 0.7, isBright: 0.65, brightness: 3 };

/** What might be known of it. */
export const TOY_FACTS: JudgeFacts = {
  ...{ seed: 5, epochs: 7, minutes: 2.55, numTrain: 1280, numTest: 20 },
  heldOut: QUALITIES,
  otherSeeds: [{ seed: 6, values: VALUES }],
  linear: { ...VALUES, probabilities: 0.6 },
  disturbed: { 'a little noise': QUALITIES },
  others: { strangers: QUALITIES },
  floors: [
    { of: 'all', count: 300, against: 'halves', frechet: 1.25, precision: 0.8, recall: 0.9 },
  ],
};
