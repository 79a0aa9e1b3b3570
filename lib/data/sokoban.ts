import { requireInteger } from '../check';
import { type SetIdentity, readSet } from './set-file';

/** The file of {@link loadSokoban}. */
export const SOKOBAN_SET: SetIdentity = { name: 'sokoban', version: '1', isCopyleft: true };

/** Kinds of tiles, and the letter of each in the text form that players exchange. */
export const SOKOBAN_TILES = [
  { name: 'floor', letter: ' ' },
  { name: 'wall', letter: '#' },
  { name: 'goal', letter: '.' },
  { name: 'box', letter: '$' },
  { name: 'box on a goal', letter: '*' },
  { name: 'player', letter: '@' },
  { name: 'player on a goal', letter: '+' },
] as const;

/** One family of levels in so many is held out: the one with this place among them. */
const HELD_OUT = { every: 5, which: 1 };

/** A level, which may have floor outside of its walls. */
export interface Level {
  readonly shape: readonly [height: number, width: number];
  /** Of each tile its kind, a place in {@link SOKOBAN_TILES}, row by row. */
  readonly data: Uint8Array;
}

/** Levels of one size. */
export interface Levels {
  readonly shape: readonly [count: number, height: number, width: number];
  /** As in {@link Level}, level by level. */
  readonly data: Uint8Array;
  /** Of each its collection and number, such as `microban01_0003`. */
  readonly names: readonly string[];
}

/**
 * Levels of Sokoban that people made, each in the middle of a square, with floor around: 275 fit into 10×10, 693 into
 * 16×16. Each can be solved. Mirror images and turns are for the lesson to make.
 *
 * Held out is one family in five: levels that are alike, also mirrored or turned, are of one family. Licences: public
 * domain (GRIGoRusha's and XSokoban's) and GPL 3 or later (David W. Skinner's).
 *
 * @param size tiles of the square's side, 10 to 16
 * @throws Error naming the file, what was found and what to do
 */
export function loadSokoban(
  size: number,
  path?: string,
): { readonly train: Levels; readonly test: Levels } {
  requireInteger('size', size, { min: 10, max: 16 });
  const set = readSet(SOKOBAN_SET, path);
  const families = set.array('families', 'int16', 1).data;
  const names = set.lines('names');
  const levels = set.lines('levels').map((line) => parseLevel(line.replaceAll('/', '\n')));
  const part = (isTest: boolean): Levels => {
    const places = levels.flatMap(({ shape }, i) => {
      const isHeldOut = families[i] % HELD_OUT.every === HELD_OUT.which;
      return isHeldOut === isTest && Math.max(...shape) <= size ? [i] : [];
    });
    return {
      shape: [places.length, size, size],
      data: Uint8Array.from(places.flatMap((i) => [...padLevel(levels[i], size)])),
      names: places.map((i) => names[i]),
    };
  };
  return { train: part(false), test: part(true) };
}

/**
 * The level that a text shows: lines of {@link SOKOBAN_TILES}' letters, floor also as `-` or `_`; shorter lines end
 * with floor.
 *
 * @throws RangeError naming a letter that stands for no tile
 */
export function parseLevel(text: string): Level {
  const lines = text.split('\n');
  const [height, width] = [lines.length, Math.max(...lines.map((line) => line.length))];
  const data = new Uint8Array(height * width);
  lines.forEach((line, y) =>
    [...line].forEach((letter, x) => (data[y * width + x] = tileOf(letter, y))),
  );
  return { shape: [height, width], data };
}

/** The text that {@link parseLevel} reads: a line for each row, all of one length. */
export function printLevel({ shape: [height, width], data }: Level): string {
  return Array.from({ length: height }, (_, y) =>
    [...data.subarray(y * width, (y + 1) * width)]
      .map((tile) => SOKOBAN_TILES[tile].letter)
      .join(''),
  ).join('\n');
}

function tileOf(letter: string, row: number): number {
  const tile = SOKOBAN_TILES.findIndex((one) => one.letter === letter.replace(/[-_]/, ' '));
  if (tile >= 0) return tile;
  const letters = SOKOBAN_TILES.map((one) => one.letter).join('');
  throw new RangeError(
    `expected letters of "${letters}", but got "${letter}" in line ${row + 1} of the level`,
  );
}

/** A level in the middle of a square of floor. */
function padLevel({ shape: [height, width], data }: Level, size: number): Uint8Array {
  const padded = new Uint8Array(size * size);
  const [top, left] = [(size - height) >> 1, (size - width) >> 1];
  for (let y = 0; y < height; y++) {
    padded.set(data.subarray(y * width, (y + 1) * width), (top + y) * size + left);
  }
  return padded;
}
