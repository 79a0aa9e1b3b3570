import { type PictureSet, readPictureSet } from './picture-set';
import type { SetIdentity } from './set-file';

/** The file of {@link loadPaintings}. */
export const PAINTINGS_SET: SetIdentity = { name: 'paintings', version: '1' };

/** Paintings that are not trained on: each has a brother in colours and subject among the others. */
const HELD_OUT = ['cafe-terrace-at-night', 'painter-on-his-way-to-work'];

/**
 * Eight paintings by Vincent van Gogh, 1887 to 1890, 500 pixels high and 376 to 668 wide, to be cut into patches
 * (`cutPatches`): six to train on and two held out.
 *
 * They are in the public domain (he died in 1890). Eight paintings give texture and colours, not composition. Colour is
 * kept in a quarter of the pixels, as in most JPEG files.
 *
 * @throws Error naming the file, what was found and what to do
 */
export function loadPaintings(path?: string): PictureSet {
  return readPictureSet(PAINTINGS_SET, HELD_OUT, path);
}
