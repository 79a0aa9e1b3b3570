import type { RgbPicture } from '../../lib/data/images';
import { packPicture, packedNames } from '../../lib/data/packed-picture';
import type { NumberArray } from '../../lib/safetensors-format';
import type { SetContents } from './definition';
import { crop, decodePicture, shrink } from './pictures';

/** Where a picture comes from. */
export interface PictureSource {
  readonly name: string;
  /** A PNG, JPEG or WebP file: its path or its bytes. */
  readonly file: string | Uint8Array;
  /** Pixels at each border that are left out. Default 0. */
  readonly margin?: number;
  /** How many pixels become one, each way, where a picture is larger than it is sharp. Default 1. */
  readonly shrinkBy?: number;
}

/** Whole pictures as a set's file keeps them. */
export async function packPictures(sources: readonly PictureSource[]): Promise<SetContents> {
  const arrays: Record<string, NumberArray> = {};
  for (const { name, file, margin = 0, shrinkBy = 1 } of sources) {
    const whole = await decodePicture(file);
    const [height, width] = whole.shape.map((size) => Math.floor(size / shrinkBy));
    const { brightness, colour } = packPicture(evenPart(shrink(whole, height, width), margin));
    const names = packedNames(name);
    arrays[names.brightness] = brightness;
    arrays[names.colour] = colour;
  }
  return { arrays, texts: { names: sources.map(({ name }) => name) } };
}

/** The picture within its margin, of even height and width. */
function evenPart(picture: RgbPicture, margin: number): RgbPicture {
  const [height, width] = picture.shape.slice(0, 2).map((size) => (size - 2 * margin) & ~1);
  return crop(picture, { top: margin, left: margin, height, width });
}
