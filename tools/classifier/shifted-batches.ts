import { tf } from '../../lib/backend';
import type { LabelledImages } from '../../lib/data/mnist';
import { NUM_CLASSES } from '../../lib/models/mnist-classifier';
import { Random } from '../../lib/random';

/** How batches are drawn. */
export interface ShiftOptions {
  readonly batchSize: number;
  /** Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
  /** Pixels by which an image may move in each direction: MNIST's digits have a margin of 4. */
  readonly maxShift: number;
}

/** A batch with the answers. */
export interface LabelledBatch {
  /** `[batchSize, height, width, 1]` in the range of the data. */
  readonly images: tf.Tensor4D;
  /** `[batchSize, 10]`: 1 at the class, 0 elsewhere. */
  readonly targets: tf.Tensor2D;
}

/** A source of labelled batches. */
export interface ShiftedBatches {
  readonly stepsPerEpoch: number;
  /** The caller disposes both tensors. */
  next(): LabelledBatch;
}

/**
 * Shuffled epochs of images, each moved by a whole number of pixels drawn anew, from −maxShift to maxShift in each direction;
 * what comes in at the edge is black (0).
 */
export function shiftedBatches(data: LabelledImages, options: ShiftOptions): ShiftedBatches {
  const { batchSize, seed, maxShift } = options;
  const [count, height, width] = data.images.shape;
  const pixels = data.images.dataSync<'float32'>();
  const random = new Random(seed);
  const stepsPerEpoch = Math.floor(count / batchSize);
  const size = height * width;
  let [order, position] = [random.permutation(count), 0];
  return {
    stepsPerEpoch,
    next() {
      if (position === stepsPerEpoch) [order, position] = [random.permutation(count), 0];
      const chosen = order.subarray(position * batchSize, ++position * batchSize);
      const shifts = tf.tidy(() => random.integers(2 * batchSize, 2 * maxShift + 1).dataSync());
      const images = new Float32Array(batchSize * size);
      chosen.forEach((index, i) => {
        const image = pixels.subarray(index * size, (index + 1) * size);
        const by = [shifts[2 * i] - maxShift, shifts[2 * i + 1] - maxShift] as const;
        copyShifted(image, images.subarray(i * size, (i + 1) * size), width, by);
      });
      return {
        images: tf.tensor4d(images, [batchSize, height, width, 1]),
        targets: targetsOf(Array.from(chosen, (index) => data.labels[index])),
      };
    },
  };
}

/** Copies an image `down` rows lower and `right` columns further; `to` is black before. */
function copyShifted(
  from: Float32Array,
  to: Float32Array,
  width: number,
  [down, right]: readonly [number, number],
): void {
  const height = from.length / width;
  const [first, last] = [Math.max(0, -right), Math.min(width, width - right)];
  for (let row = Math.max(0, -down); row < Math.min(height, height - down); row++) {
    const strip = from.subarray(row * width + first, row * width + last);
    to.set(strip, (row + down) * width + first + right);
  }
}

function targetsOf(labels: readonly number[]): tf.Tensor2D {
  const targets = new Float32Array(labels.length * NUM_CLASSES);
  labels.forEach((label, i) => (targets[i * NUM_CLASSES + label] = 1));
  return tf.tensor2d(targets, [labels.length, NUM_CLASSES]);
}
