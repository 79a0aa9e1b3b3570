import type { ByteImages } from './images';

/** Pictures to be translated and what they should become, the i-th of one for the i-th of the other. */
export interface PicturePairs {
  /** `[count, height, width, channels]` */
  readonly inputs: ByteImages;
  /** `[count, height, width, channels]` */
  readonly targets: ByteImages;
}
