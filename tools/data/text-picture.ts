import { createCanvas } from 'canvas';

import type { ByteImages } from '../../lib/data/images';

/** Pixels of a line's height. */
const LINE = 14;

/** Lines of text, black on white, as a picture of this width. */
export function textPicture(lines: readonly string[], width: number): ByteImages {
  const height = lines.length * LINE;
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#000';
  context.font = `${LINE - 3}px monospace`;
  lines.forEach((line, i) => context.fillText(line, 2, (i + 0.8) * LINE));
  const { data } = context.getImageData(0, 0, width, height);
  return {
    shape: [1, height, width, 1],
    data: Uint8Array.from(data.filter((_, i) => i % 4 === 0)),
  };
}
