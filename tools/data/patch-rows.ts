import { pickImages } from '../../lib/data/images';
import { cutPatches } from '../../lib/data/patches';
import type { PictureSet } from '../../lib/data/picture-set';
import type { SheetRow } from './definition';
import { spread } from './spread';

/** Patches in a row, and rows of each part. */
const COLUMNS = 40;
const ROWS = 6;

/** Rows of patches of pictures: as many of training ones as of held-out ones. */
export function patchRows({ train, test }: PictureSet): SheetRow[] {
  return [train, test].flatMap((pictures) => {
    const { images } = cutPatches(pictures, { step: 32 });
    const places = spread(ROWS * COLUMNS, images.shape[0]);
    return Array.from({ length: ROWS }, (_, row) => ({
      title: `${pictures === train ? 'train' : 'test'}: ${pictures.map(({ name }) => name).join(', ')}`,
      images: pickImages(images, places.slice(row * COLUMNS, (row + 1) * COLUMNS)),
    }));
  });
}
