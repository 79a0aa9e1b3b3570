import { type CanvasRenderingContext2D, createCanvas } from 'canvas';

import type { tf } from '../backend';
import { requireInteger } from '../check';
import { drawLegend, legendHeight } from './legend';
import { FRAME } from './palette';
import { drawEach, openPanels } from './panels';
import { DENSITY, type Picture, chartPicture } from './picture';
import { type TileSign, drawSign } from './tile-signs';

export type { TileSign } from './tile-signs';

/** One kind of tile. */
export interface Tile {
  /** In the legend. */
  readonly name: string;
  /** Of the sign, as `#0072b2`. */
  readonly colour: string;
  /** What is drawn, so that colour is not the only difference. Default `full`. */
  readonly sign?: TileSign;
  /** Behind the sign. Default: the colour of the first kind of tile, which is the floor. */
  readonly ground?: string;
  /** A second sign over the first, such as a box on a goal. Default: none. */
  readonly over?: { readonly sign: TileSign; readonly colour: string };
}

/** How to draw levels. */
export interface TileOptions {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  /** The kinds, by their numbers from 0. */
  readonly tiles: readonly Tile[];
  /** Above each level. Default: none. */
  readonly names?: readonly string[];
  /** Below each level, such as whether it can be played. Default: none. */
  readonly captions?: readonly string[];
  /** Levels in a row, an integer. Default: at most 6. */
  readonly columns?: number;
  /** Side of a tile, in CSS pixels, an integer. Default 8. */
  readonly tileSize?: number;
}

/** How Sokoban's kinds of tile look, in the order of {@link SOKOBAN_TILES}: the player pushes every box onto a goal. */
export const SOKOBAN_LOOK: readonly Tile[] = [
  { name: 'floor', colour: '#eceff2' },
  { name: 'wall', colour: '#59636e', sign: 'bricks', ground: '#3a434c' },
  { name: 'goal', colour: '#b3261e', sign: 'ring' },
  { name: 'box', colour: '#b07d2b', sign: 'box' },
  { name: 'box on a goal', colour: '#00794f', sign: 'crate' },
  { name: 'player', colour: '#0072b2', sign: 'disc' },
  {
    name: 'player on a goal',
    colour: '#b3261e',
    sign: 'ring',
    over: { sign: 'dot', colour: '#0072b2' },
  },
];

/**
 * Levels of tiles as maps, several in a grid, with a legend of the kinds that occur.
 *
 * @param levels `[count, height, width]`, each tile's kind from 0, int32 or whole numbers; stays the caller's. Of
 *   one-hot levels `[count, height, width, kinds]` take `tf.argMax(levels, 3)`
 * @throws RangeError when the shape is another, a kind is not among the tiles, words are not as many, an option is out
 *   of its range, or the picture would be too large
 */
export function drawTiles(levels: tf.Tensor3D, options: TileOptions): Picture {
  const { tiles, names, captions, alt } = options;
  const tileSize = requireInteger('tileSize', options.tileSize ?? 8, { min: 1 });
  const kinds = kindsOf(levels, tiles.length);
  const [count, height, width] = levels.shape;
  const columns = requireInteger('columns', options.columns ?? Math.min(6, count), { min: 1 });
  const size = { width: width * tileSize, height: height * tileSize };
  const occurring = tiles.filter((_, kind) => kinds.includes(kind));
  const legend = occurring.map((tile) => ({
    name: tile.name,
    draw: (context: CanvasRenderingContext2D, side: number) => {
      drawTile(context, tile, side, tiles[0]);
      drawFrame(context, side, side);
    },
  }));
  const across = Math.max(MIN_LEGEND, Math.min(columns, count) * size.width);
  const head = legendHeight(legend, across);
  const panels = openPanels({ ...size, count, columns, names, captions, head, minWidth: across });
  drawLegend(panels.context, legend, { left: panels.places[0].left, top: 6, width: across });
  const stamps = tiles.map((tile) => stampOf(tile, tileSize, tiles[0]));
  drawEach(panels, (context, level) => {
    for (let i = 0; i < height * width; i++) {
      const [x, y] = [(i % width) * tileSize, Math.floor(i / width) * tileSize];
      context.drawImage(stamps[kinds[level * height * width + i]], x, y, tileSize, tileSize);
    }
    drawFrame(context, size.width, size.height);
  });
  return chartPicture(panels.context.canvas, alt);
}

/** CSS pixels that the legend may take even where the levels are narrower. */
const MIN_LEGEND = 240;

/** A line around the outside, on whole pixels: an empty tile may be as white as the sheet. */
function drawFrame(context: CanvasRenderingContext2D, width: number, height: number): void {
  context.lineWidth = 1;
  context.strokeStyle = FRAME;
  context.strokeRect(-0.5, -0.5, width + 1, height + 1);
}

/** A tile drawn once, to be copied to every place. */
function stampOf(tile: Tile, tileSize: number, floor: Tile) {
  const canvas = createCanvas(tileSize * DENSITY, tileSize * DENSITY);
  const context = canvas.getContext('2d');
  context.scale(DENSITY, DENSITY);
  drawTile(context, tile, tileSize, floor);
  return canvas;
}

function drawTile(
  context: CanvasRenderingContext2D,
  { colour, sign = 'full', ground, over }: Tile,
  size: number,
  floor: Tile,
): void {
  context.fillStyle = ground ?? floor.colour;
  context.fillRect(0, 0, size, size);
  context.fillStyle = context.strokeStyle = colour;
  drawSign(context, sign, size);
  if (!over) return;
  context.fillStyle = context.strokeStyle = over.colour;
  drawSign(context, over.sign, size);
}

function kindsOf(
  levels: tf.Tensor3D,
  numKinds: number,
): ArrayLike<number> & { includes(kind: number): boolean } {
  if (levels.rank !== 3 || levels.shape[0] === 0) {
    throw new RangeError(
      `expected levels of shape [count, height, width], but got [${levels.shape.join(', ')}]`,
    );
  }
  const kinds = levels.dataSync();
  const wrong = kinds.find((kind) => !(Number.isInteger(kind) && kind >= 0 && kind < numKinds));
  if (wrong === undefined) return kinds;
  throw new RangeError(`expected kinds of tiles from 0 to ${numKinds - 1}, but got ${wrong}`);
}
