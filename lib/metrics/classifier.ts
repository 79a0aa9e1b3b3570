import type { tf } from '../backend';
import type { ClassJudge } from '../judges/judge';
import { judgePath, loadJudge, readJudge } from '../judges/judge-file';
import { MNIST_JUDGE } from '../judges/mnist';

/** What is known of the classifier of digits; the rest stands in its card, `data/judges/mnist.md`. */
export interface ClassifierFacts {
  /** Of the initial weights, the order of the images and their shifts. */
  readonly seed: number;
  /** Passes over the training images. */
  readonly epochs: number;
  /** Share of the 10,000 test images, 0..1, that it puts into their class. */
  readonly testAccuracy: number;
}

/** The judge of digits: it takes `[n, 28, 28, 1]` in 0..1 and gives ten probabilities an image. */
export interface MnistClassifier extends ClassJudge {
  readonly facts: ClassifierFacts;
}

/** The committed weights, in the repository whose library this is, compiled or not. */
export const mnistClassifierPath = (): string => judgePath(MNIST_JUDGE);

/**
 * The committed classifier of handwritten digits, by which images are scored: the first of the course's judges. Its
 * card, `data/judges/mnist.md`, says how it was trained and how good it is.
 *
 * @param path a file of `npm run classifier -- mnist`; default the committed one
 * @throws Error naming the file, what was found and what to do, when it is missing, damaged or of another version
 */
export function loadMnistClassifier(path = mnistClassifierPath()): MnistClassifier {
  const { facts, ...judge } = loadJudge(MNIST_JUDGE, path);
  return { ...judge, facts: shortFacts(facts) };
}

/**
 * The network of {@link loadMnistClassifier}, and its facts.
 *
 * @returns a model that the caller disposes
 * @throws Error naming the file, what was found and what to do, when it is missing, damaged, of another format, version
 *   or network
 */
export function readMnistClassifier(path: string): {
  readonly model: tf.LayersModel;
  readonly facts: ClassifierFacts;
} {
  const { model, facts } = readJudge(MNIST_JUDGE, path);
  return { model, facts: shortFacts(facts) };
}

const shortFacts = ({ seed, epochs, heldOut }: ReturnType<typeof readJudge>['facts']) => ({
  seed,
  epochs,
  testAccuracy: heldOut.probabilities.value,
});
