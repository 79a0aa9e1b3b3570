import { tf } from '../../lib/backend';
import { pixelsOf } from '../../lib/data/images';
import { drawImageGrid } from '../../lib/figures/image-grid';
import type { Picture } from '../../lib/figures/picture';
import type { SheetRow } from './definition';

/**
 * A contact sheet: the rows one below another.
 *
 * @param rows of as many images each
 * @throws RangeError when a row has more or fewer than the first
 */
export function drawSheet(rows: readonly SheetRow[]): Picture {
  const columns = rows[0].images.shape[0];
  const uneven = rows.find(({ images }) => images.shape[0] !== columns);
  if (uneven) {
    throw new RangeError(
      `expected ${columns} images in the row "${uneven.title}", but got ${uneven.images.shape[0]}`,
    );
  }
  const images = tf.tidy(() => tf.concat(rows.map(({ images }) => inColour(pixelsOf(images)))));
  try {
    return drawImageGrid(images, { columns, scale: 1, gap: 2 });
  } finally {
    images.dispose();
  }
}

/** Grey images as coloured ones of equal channels, so that they may stand beside such. */
const inColour = (images: tf.Tensor4D): tf.Tensor4D =>
  images.shape[3] === 3 ? images : images.tile([1, 1, 1, 3]);
