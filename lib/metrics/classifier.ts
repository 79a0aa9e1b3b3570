import { tf } from '../backend';
import { type StepRunner, compileStep } from '../backend/compiled-step';
import { requireFloats } from '../data/pixel-range';
import { type ClassifierFacts, mnistClassifierPath, readMnistClassifier } from './classifier-file';

/** What a classifier says of images, one row an image; the caller disposes. */
export interface Verdicts {
  /** `[n, 10]`, before the softmax. */
  readonly logits: tf.Tensor2D;
  /** `[n, 10]`, the probability of each digit; rows sum to 1. */
  readonly probabilities: tf.Tensor2D;
  /** `[n, 64]`, at least 0: the last hidden layer, in which like images lie near each other. */
  readonly features: tf.Tensor2D;
}

/** A network that judges images of digits. */
export interface DigitJudge {
  /**
   * What it says of images: of 10,000 in about a third of a second on two cores.
   *
   * @param images `[n, 28, 28, 1]` in 0..1, n at least 1; stays the caller's
   * @throws RangeError when images are of another shape, not finite or outside 0..1 by more than rounding
   */
  judge(images: tf.Tensor4D): Verdicts;
  /** Frees the network. */
  dispose(): void;
}

/** The judge, with what is known of it. */
export interface MnistClassifier extends DigitJudge {
  readonly facts: ClassifierFacts;
}

/**
 * The committed classifier of handwritten digits, by which images are scored. Its card, `data/mnist-classifier.md`,
 * says how it was trained and how good it is.
 *
 * @param path a file of `npm run classifier`; default the committed one
 * @throws Error naming the file, what was found and what to do, when it is missing, damaged or of another version
 */
export function loadMnistClassifier(path = mnistClassifierPath()): MnistClassifier {
  const { model, facts } = readMnistClassifier(path);
  return { facts, ...digitJudgeOf(model) };
}

/**
 * A judge out of a network.
 *
 * @param model of `buildMnistClassifier`, with the weights that it has now; the judge disposes it
 */
export function digitJudgeOf(model: tf.LayersModel): DigitJudge {
  const runner = compiled(model);
  return {
    judge(images) {
      requireDigits(images);
      return tf.tidy(() => {
        const chunks = chunksOf(images).map((chunk) => runner.run([chunk]));
        const [logits, features] = [0, 1].map((i) =>
          // padded rows fall away; the network gives one row an image
          tf.concat(chunks.map((chunk) => chunk[i])).slice(0, images.shape[0]),
        ) as tf.Tensor2D[];
        return { logits, probabilities: tf.softmax(logits), features };
      });
    },
    dispose() {
      runner.dispose();
      model.dispose();
    },
  };
}

/** Images that the compiled network takes at once: from here on more is no faster. */
const CHUNK = 500;
/** How far outside of 0..1 a sum in float32 may land. */
const ROUNDING = 1e-6;

/** Eager convolutions run on one core here, a compiled step's on all. */
function compiled(model: tf.LayersModel): StepRunner {
  const features = model.getLayer('features').output as tf.SymbolicTensor; // a dense layer has one
  const both = tf.model({ inputs: model.inputs, outputs: [...model.outputs, features] });
  const example = tf.zeros([CHUNK, 28, 28, 1]);
  try {
    // two outputs are an array of tensors
    return compileStep((images) => both.apply(images) as tf.Tensor[], [example]);
  } finally {
    example.dispose();
  }
}

/** Images in chunks of one size, the last one filled up with black. */
function chunksOf(images: tf.Tensor4D): tf.Tensor4D[] {
  const count = images.shape[0];
  return Array.from({ length: Math.ceil(count / CHUNK) }, (_, i) => {
    const size = Math.min(CHUNK, count - i * CHUNK);
    const chunk = images.slice(i * CHUNK, size);
    const missing: [number, number] = [0, CHUNK - size];
    return size === CHUNK ? chunk : tf.pad4d(chunk, [missing, [0, 0], [0, 0], [0, 0]]);
  });
}

/** @throws RangeError unless the images are of MNIST's shape and range */
function requireDigits(images: tf.Tensor4D): void {
  const [count, ...shape] = images.shape;
  if (shape.join() !== '28,28,1' || count < 1) {
    throw new RangeError(
      `expected images of shape [n, 28, 28, 1], n at least 1, but got [${images.shape.join(', ')}]`,
    );
  }
  requireFloats('images', images);
  const [min, max, sum] = tf.tidy(() =>
    [tf.min(images), tf.max(images), tf.sum(images)].map((value) => value.dataSync()[0]),
  );
  // a NaN does not show in minimum and maximum, but it does in the sum
  if (![min, max, sum].every(Number.isFinite)) {
    throw new RangeError(`expected images to hold finite numbers, but got ${sum} among them`);
  }
  if (min < -ROUNDING || max > 1 + ROUNDING) {
    throw new RangeError(
      `expected images in 0..1, but got numbers from ${min} to ${max} (from −1..1: take (x + 1) / 2; from 0..255: ` +
        'divide by 255)',
    );
  }
}
