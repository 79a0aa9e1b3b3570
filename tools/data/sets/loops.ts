import {
  LOOPS_SET,
  LOOP_ROWS,
  LOOP_STEPS,
  LOOP_TRACKS,
  type Loops,
  loadLoops,
  transposeLoops,
} from '../../../lib/data/loops';
import { packBits } from '../../../lib/data/voxels';
import type { SetDefinition, SheetRow } from '../definition';
import { familiesOf, overlapOf } from '../families';
import { MMA, findStyles, playStyle } from '../mma';
import { rollsOf } from '../rolls';
import { spread } from '../spread';

/** A chord for each bar: I, vi, ii, V of C major. */
const CHORDS = ['C', 'Am', 'Dm', 'G7'];

/** Share of the cells in common, of those that either has, from which on two loops are of one family. */
const ALIKE = 0.8;

/** A loop and where it is from. */
interface Loop {
  readonly style: string;
  readonly groove: string;
  readonly roll: Uint8Array;
}

/** Loops of drums, bass and chords. */
export const loops: SetDefinition<'mma'> = {
  set: LOOPS_SET,
  title: 'Loops of four bars for drums, bass and chords, as piano rolls',
  licences: ['GPL-2.0-or-later'],
  credit: [
    'Grooves of MMA, Musical MIDI Accompaniment, by Bob van der Poel and contributors, GPL 2 or later, played by it',
  ],
  packages: { mma: MMA },
  async build({ mma }) {
    const known = new Set<string>();
    const found: Loop[] = [];
    for (const style of findStyles(mma)) {
      if (style.name === 'stdlib/none') continue; // a groove of silence, of which no file can be made
      for (const [groove, roll] of rollsOf(await playStyle(mma, style, CHORDS))) {
        const key = Buffer.from(roll).toString('latin1');
        if (known.has(key) || !isFull(roll)) continue;
        known.add(key);
        found.push({ style: style.name, groove, roll });
      }
    }
    return contentsOf(found);
  },
  sheet() {
    const { train, test } = loadLoops();
    const places = spread(8, train.grooves.length);
    return [
      ...Array.from({ length: 5 }, (_, i) =>
        rowOf('train', train, spread(40, train.grooves.length).slice(8 * i, 8 * i + 8)),
      ),
      ...[-6, 5].map((by) => rowOf(`train, ${by} semitones`, transposeLoops(train, by), places)),
      ...Array.from({ length: 2 }, (_, i) =>
        rowOf('test', test, spread(16, test.grooves.length).slice(8 * i, 8 * i + 8)),
      ),
    ];
  },
};

function contentsOf(found: readonly Loop[]) {
  const bits = found.map(({ roll }) => packBits(roll));
  const families = familiesOf(
    found.length,
    (i, j) => found[i].style === found[j].style || overlapOf(found[i].roll, found[j].roll) >= ALIKE,
  );
  return {
    arrays: {
      bits: {
        shape: [found.length, bits[0].length],
        data: Uint8Array.from(Buffer.concat(bits)),
      },
      families: { shape: [found.length], data: families },
    },
    texts: { grooves: found.map(({ style, groove }) => `${style}:${groove}`) },
  };
}

/** Whether every track plays in every bar, as it does in no intro and no ending. */
function isFull(roll: Uint8Array): boolean {
  const bar = roll.length / 4;
  return [0, 1, 2, 3].every((i) =>
    Object.values(LOOP_TRACKS).every(({ first, rows }) =>
      roll
        .subarray(i * bar, (i + 1) * bar)
        .some((cell, k) => cell === 1 && k % LOOP_ROWS >= first && k % LOOP_ROWS < first + rows),
    ),
  );
}

/** Colours of the tracks, and of the lines between bars. */
const COLOURS = { drums: [230, 120, 0], bass: [0, 110, 200], chords: [20, 140, 60] };
const BAR = [225, 225, 225];

/** Piano rolls, high notes at the top, each cell 2×2 pixels. */
function rowOf(title: string, { rolls }: Loops, places: readonly number[]): SheetRow {
  const [height, width] = [2 * LOOP_ROWS, 2 * LOOP_STEPS];
  const images = new Uint8Array(places.length * height * width * 3).fill(255);
  for (let i = 0; i < images.length / 3; i++) {
    const x = Math.floor((i % width) / 2);
    const y = LOOP_ROWS - 1 - Math.floor((Math.floor(i / width) % height) / 2);
    const place = places[Math.floor(i / (width * height))];
    const isOn = rolls.data[(place * LOOP_STEPS + x) * LOOP_ROWS + y] === 1;
    if (isOn) images.set(colourOf(y), 3 * i);
    else if (x % 16 === 0 && i % 2 === 0) images.set(BAR, 3 * i);
  }
  return { title, images: { shape: [places.length, height, width, 3], data: images } };
}

const colourOf = (row: number): readonly number[] =>
  row < LOOP_TRACKS.bass.first
    ? COLOURS.drums
    : row < LOOP_TRACKS.chords.first
      ? COLOURS.bass
      : COLOURS.chords;
