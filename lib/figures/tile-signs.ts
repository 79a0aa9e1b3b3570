import type { CanvasRenderingContext2D } from 'canvas';

/** Signs that tell tiles apart without colour. `full` fills the tile. */
export const TILE_SIGNS = [
  'full',
  'bricks',
  'box',
  'crate',
  'dot',
  'disc',
  'ring',
  'diamond',
  'ladder',
  'dots',
] as const;
export type TileSign = (typeof TILE_SIGNS)[number];

/** Draws a sign into a square whose upper left corner is the origin, in the context's colours for filling and lines. */
export function drawSign(context: CanvasRenderingContext2D, sign: TileSign, size: number): void {
  context.lineWidth = Math.max(1, size / 8);
  SIGNS[sign](context, size);
}

/** What each sign is: parts of the tile's side. */
const SIGNS: Readonly<Record<TileSign, (context: CanvasRenderingContext2D, size: number) => void>> =
  {
    full: (context, size) => context.fillRect(0, 0, size, size),
    bricks: (context, size) => {
      const [gap, row] = [Math.max(0.5, size / 14), size / 2];
      context.fillRect(0, 0, size - gap, row - gap);
      context.fillRect(0, row, size / 2 - gap, row - gap);
      context.fillRect(size / 2, row, size / 2 - gap, row - gap);
    },
    box: (context, size) => {
      context.strokeRect(0.2 * size, 0.2 * size, 0.6 * size, 0.6 * size);
      context.fillRect(0.36 * size, 0.36 * size, 0.28 * size, 0.28 * size);
    },
    crate: (context, size) => context.fillRect(0.14 * size, 0.14 * size, 0.72 * size, 0.72 * size),
    dot: (context, size) => {
      circle(context, size, 0.2);
      context.fill();
    },
    disc: (context, size) => {
      circle(context, size, 0.36);
      context.fill();
    },
    ring: (context, size) => {
      circle(context, size, 0.36);
      context.stroke();
    },
    diamond: (context, size) => {
      context.beginPath();
      [
        [0.5, 0.1],
        [0.9, 0.5],
        [0.5, 0.9],
        [0.1, 0.5],
      ].forEach(([x, y]) => context.lineTo(x * size, y * size));
      context.fill();
    },
    ladder: (context, size) => {
      for (const x of [0.15, 0.73]) context.fillRect(x * size, 0, 0.12 * size, size);
      for (const y of [0.19, 0.69])
        context.fillRect(0.15 * size, y * size, 0.7 * size, 0.12 * size);
    },
    dots: (context, size) => {
      for (const x of [0.17, 0.67]) {
        for (const y of [0.17, 0.67]) context.fillRect(x * size, y * size, size / 6, size / 6);
      }
    },
  };

function circle(context: CanvasRenderingContext2D, size: number, radius: number): void {
  context.beginPath();
  context.arc(size / 2, size / 2, radius * size, 0, 2 * Math.PI);
}
