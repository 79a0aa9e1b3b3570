import type { RgbPicture } from './images';
import { packedNames, unpackPicture } from './packed-picture';
import { type SetIdentity, readSet } from './set-file';

/** A whole picture. */
export interface NamedPicture {
  readonly name: string;
  /** `[height, width, 3]`, bytes */
  readonly picture: RgbPicture;
}

/** Pictures, some of them held out: no patch of the one part is of a picture of the other. */
export interface PictureSet {
  readonly train: readonly NamedPicture[];
  readonly test: readonly NamedPicture[];
}

/**
 * A set of whole pictures, as its file holds them one by one.
 *
 * @param heldOut names of the pictures that are not trained on
 */
export function readPictureSet(
  set: SetIdentity,
  heldOut: readonly string[],
  path?: string,
): PictureSet {
  const file = readSet(set, path);
  const pictures = file.lines('names').map((name) => {
    const { brightness, colour } = packedNames(name);
    const picture = unpackPicture({
      brightness: file.array(brightness, 'uint8', 2),
      colour: file.array(colour, 'uint8', 3),
    });
    return { name, picture };
  });
  return {
    train: pictures.filter(({ name }) => !heldOut.includes(name)),
    test: pictures.filter(({ name }) => heldOut.includes(name)),
  };
}
