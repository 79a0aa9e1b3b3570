import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import {
  type Level,
  type Levels,
  SOKOBAN_SET,
  loadSokoban,
  parseLevel,
  printLevel,
} from '../../../lib/data/sokoban';
import type { SetDefinition, SheetRow } from '../definition';
import { familiesOf } from '../families';
import { solves } from '../sokoban-solution';
import { spread } from '../spread';

/** Tiles of a side of the largest levels that are kept. */
const LARGEST = 16;

/** Share of the tiles that are the same, from which on two levels of one size are of one family. */
const ALIKE = 0.8;

/** Collections of levels: left out are those that teach the game, and one for two players. */
const COLLECTIONS = /^(gri|microban|sasquatch|xsokoban)/;

const FOLDER = 'usr/share/games/cavepacker/maps';

/** A level and what it is called. */
interface Found {
  readonly name: string;
  readonly level: Level;
}

/** Levels of Sokoban. */
export const sokoban: SetDefinition<'cavepacker'> = {
  set: SOKOBAN_SET,
  title: 'Levels of Sokoban that people made, up to 16×16 tiles',
  licences: ['public domain', 'GPL-3.0-or-later'],
  credit: [
    'gri and grigrspecial by GRIGoRusha (some with Dries De Clercq), xsokoban from XSokoban: public domain',
    'microban and sasquatch by David W. Skinner, from KSokoban; all from CavePacker by Martin Gerhardy, GPL 3 or later',
  ],
  packages: {
    cavepacker: {
      registry: 'Debian',
      name: 'cavepacker-data',
      version: '2.5.2-1',
      sha256: '22474be83a49e8432c2021e6a1d6616677832b5c889b508fff1b2814174f4b0d',
    },
  },
  build({ cavepacker }) {
    const found = findLevels(join(cavepacker, FOLDER));
    const forms = found.map(({ level }) => symmetriesOf(level));
    const families = familiesOf(found.length, (i, j) =>
      forms[i].some((form) => sameness(form, found[j].level) >= ALIKE),
    );
    return Promise.resolve({
      arrays: { families: { shape: [found.length], data: families } },
      texts: {
        names: found.map(({ name }) => name),
        levels: found.map(({ level }) => printLevel(level).replaceAll('\n', '/')),
      },
    });
  },
  sheet() {
    const [small, large] = [loadSokoban(10), loadSokoban(LARGEST)];
    return [
      ...rowsOf('train, 10×10', small.train, 3),
      ...rowsOf('test, 10×10', small.test, 2),
      ...rowsOf('train, 16×16', large.train, 5),
      ...rowsOf('test, 16×16', large.test, 3),
    ];
  },
};

/** The levels of all collections that are not too large nor done already; each is solved by the solution that lies beside it. */
function findLevels(folder: string): Found[] {
  const files = readdirSync(folder).filter(
    (file) => file.endsWith('.sok') && COLLECTIONS.test(file),
  );
  return files.sort().flatMap((file) => {
    const name = file.slice(0, -'.sok'.length);
    const level = readLevel(join(folder, file));
    if (Math.max(...level.shape) > LARGEST || solves(level, '')) return [];
    if (!solves(level, readFileSync(join(folder, `${name}.sol`), 'utf8'))) {
      throw new Error(`expected ${name}.sol to solve ${file}, but it does not`);
    }
    return [{ name, level }];
  });
}

/** The level in a file, whose other lines say who made it. */
function readLevel(path: string): Level {
  const lines = readFileSync(path, 'latin1').split(/\r?\n/);
  const rows = lines.filter((line) => /^[ #@$.*+]*#[ #@$.*+]*$/.test(line));
  return parseLevel(rows.map((row) => row.trimEnd()).join('\n'));
}

/** A level as it is, turned by quarters, and the mirror images of these. */
function symmetriesOf(level: Level): Level[] {
  const forms = [level];
  for (let i = 0; i < 3; i++) forms.push(turn(forms[i]));
  return [...forms, ...forms.map(mirror)];
}

function turn({ shape: [height, width], data }: Level): Level {
  const turned = data.map((_, i) => {
    const [y, x] = [Math.floor(i / height), i % height];
    return data[(height - 1 - x) * width + y];
  });
  return { shape: [width, height], data: turned };
}

function mirror({ shape, data }: Level): Level {
  const width = shape[1];
  return { shape, data: data.map((_, i) => data[i - (i % width) + width - 1 - (i % width)]) };
}

/** Share of the tiles that are the same; 0 for levels of different sizes. */
function sameness(a: Level, b: Level): number {
  if (a.shape.join() !== b.shape.join()) return 0;
  return a.data.filter((tile, i) => tile === b.data[i]).length / a.data.length;
}

/** Grey levels of the tiles, and pixels of a tile's side. */
const SHADES = [255, 80, 190, 140, 120, 0, 30];
const SIDE = 6;

/** Rows of 20 pictures, each as large as those of the largest levels. */
function rowsOf(title: string, { shape, data }: Levels, numRows: number): SheetRow[] {
  const size = shape[1];
  const side = LARGEST * SIDE;
  const places = spread(20 * numRows, shape[0]);
  return Array.from({ length: numRows }, (_, row) => {
    const images = new Uint8Array(20 * side * side).fill(255);
    for (let i = 0; i < images.length; i++) {
      const [x, y] = [
        Math.floor((i % side) / SIDE),
        Math.floor((Math.floor(i / side) % side) / SIDE),
      ];
      const place = places[20 * row + Math.floor(i / side ** 2)];
      const isInTile = i % SIDE > 0 && Math.floor(i / side) % SIDE > 0;
      if (x < size && y < size && isInTile) images[i] = SHADES[data[(place * size + y) * size + x]];
    }
    return { title, images: { shape: [20, side, side, 1], data: images } };
  });
}
