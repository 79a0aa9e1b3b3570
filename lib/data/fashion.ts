import type { ByteImages } from './images';
import { type SetIdentity, readSet } from './set-file';

/** The file of {@link loadFashion}. */
export const FASHION_SET: SetIdentity = { name: 'fashion', version: '1' };

/** The kinds of clothing, in the order of their labels. */
export const CLOTHES = [
  't-shirt',
  'trousers',
  'pullover',
  'dress',
  'coat',
  'sandal',
  'shirt',
  'sneaker',
  'bag',
  'ankle boot',
] as const;

/** Shades of grey that the file tells apart, black and white among them. */
export const FASHION_SHADES = 32;

/** Pictures of clothes. */
export interface Fashion {
  /** Grey, `[count, 28, 28, 1]`. */
  readonly images: ByteImages;
  /** Of each a place in {@link CLOTHES}. */
  readonly labels: Uint8Array;
}

/**
 * A part of Fashion-MNIST: articles of clothing as a shop photographed them, 28×28 in 32 shades of grey. 300 of each of
 * ten kinds out of its training images, 200 of each out of its test images, all drawn evenly over the files.
 *
 * For the whole of it see {@link loadIdx}. Licence: MIT, Zalando SE.
 *
 * @throws Error naming the file, what was found and what to do
 * @see Xiao et al. 2017, "Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms"
 */
export function loadFashion(path?: string): { readonly train: Fashion; readonly test: Fashion } {
  const set = readSet(FASHION_SET, path);
  const part = (name: 'train' | 'test'): Fashion => {
    const { shape, data } = set.array(`${name}.images`, 'uint8', 3);
    const [count, height, width] = shape;
    const shades = data.map((shade) => Math.round((255 * shade) / (FASHION_SHADES - 1)));
    return {
      images: { shape: [count, height, width, 1], data: shades },
      labels: set.array(`${name}.labels`, 'uint8', 1).data,
    };
  };
  return { train: part('train'), test: part('test') };
}
