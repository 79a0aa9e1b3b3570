import { requireInteger } from '../check';

/** What decides how far a convolution looks; padding does not. */
export interface Reach {
  /** Pixels of a side of its kernel. */
  readonly kernelSize: number;
  /** Pixels from one place of the kernel to the next. */
  readonly stride: number;
}

/** Which part of a picture one number behind several convolutions has seen. */
export interface ReceptiveField {
  /** Pixels of a side. */
  readonly size: number;
  /** Pixels between the fields of two neighbouring numbers. */
  readonly step: number;
}

/**
 * The receptive field of a stack of convolutions, the first layer first: 1 pixel without any layer, and each layer adds
 * k − 1 steps of the map that it is laid on, (r, j) → (r + (k − 1) j, j s).
 *
 * With pix2pix's kernels of 4×4 and strides 2, 2, 2, 1, 1 it is 70 pixels; of this course's smaller
 * {@link buildPatchDiscriminator}, with strides 2, 2, 1, 22.
 *
 * @param layers kernel size and stride at least 1
 * @returns size and step, in pixels of the picture
 * @throws RangeError when a size or a stride is no integer above 0
 * @see Isola et al. 2017, "Image-to-image translation with conditional adversarial networks", appendix 6.1.2; Dumoulin
 *   and Visin 2016, "A guide to convolution arithmetic for deep learning"
 */
export function receptiveField(layers: readonly Reach[]): ReceptiveField {
  let [size, step] = [1, 1];
  for (const { kernelSize, stride } of layers) {
    requireInteger('kernelSize', kernelSize, { min: 1 });
    requireInteger('stride', stride, { min: 1 });
    size += (kernelSize - 1) * step;
    step *= stride;
  }
  return { size, step };
}
