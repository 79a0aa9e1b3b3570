import type { ByteImages } from '../../lib/data/images';
import type { Voxels } from '../../lib/data/voxels';

/** Pixels of a cell's side, and by how much it is shifted for each cell of depth. */
const [SIDE, SHIFT] = [4, 2];

/**
 * Shapes of cubes seen from the front, the right and above, each cell a square with a lighter top: plain, but enough to
 * see on a contact sheet what is wrong.
 */
export function drawSolids({ shape: [count, height, depth, width], data }: Voxels): ByteImages {
  const size = Math.max(width, height) * SIDE + depth * SHIFT;
  const images = new Uint8Array(count * size * size).fill(255);
  const cells = height * depth * width;
  for (let i = 0; i < cells * count; i++) {
    if (!data[i]) continue;
    const image = Math.floor(i / cells);
    const x = i % width;
    const z = Math.floor(i / width) % depth; // from back to front: nearer cells are drawn over farther ones
    const y = Math.floor(i / (width * depth)) % height;
    const left = x * SIDE + (depth - 1 - z) * SHIFT;
    const top = size - (y + 1) * SIDE - (depth - 1 - z) * SHIFT;
    for (let v = 0; v < SIDE; v++) {
      const shade = v === 0 ? 225 : 90 + 6 * z;
      const start = (image * size + top + v) * size + left;
      images.fill(shade, start, start + SIDE);
    }
  }
  return { shape: [count, size, size, 1], data: images };
}
