import { type PictureSet, readPictureSet } from './picture-set';
import type { SetIdentity } from './set-file';

/** The file of {@link loadPhotos}. */
export const PHOTOS_SET: SetIdentity = { name: 'photos', version: '1' };

/** Photographs that are not trained on: a table, a building, a machine. */
const HELD_OUT = ['coffee', 'windmill', 'solar-cooker'];

/**
 * Eleven photographs, 230 to 512 pixels high and 232 to 640 wide, to be cut into patches (`cutPatches`): eight to train
 * on and three held out.
 *
 * All are in the public domain or given away (CC0). Colour is kept in a quarter of the pixels, as in most JPEG files.
 *
 * @throws Error naming the file, what was found and what to do
 */
export function loadPhotos(path?: string): PictureSet {
  return readPictureSet(PHOTOS_SET, HELD_OUT, path);
}
