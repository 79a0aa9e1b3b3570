import { tf } from '../../lib/backend';
import { type LabelledImages, loadMnist } from '../../lib/data/mnist';
import { type MnistClassifier, loadMnistClassifier } from '../../lib/metrics/classifier';

/** What the tests of image metrics share. */
export interface Digits {
  readonly classifier: MnistClassifier;
  /** MNIST's 10,000 test images. */
  readonly test: LabelledImages;
  /** The first 2,000 training images `[2000, 28, 28, 1]` in 0..1. */
  readonly training: tf.Tensor4D;
}

let loaded: Digits | undefined;

/** Loaded at the first call, and kept for the tests that follow. */
export function digits(): Digits {
  loaded ??= load();
  return loaded;
}

function load(): Digits {
  const { train, test } = loadMnist();
  const training = train.images.slice(0, 2000);
  train.images.dispose();
  return { classifier: loadMnistClassifier(), test, training };
}
