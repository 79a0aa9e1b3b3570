import assert from 'node:assert/strict';

import {
  LOOPS_SET,
  LOOP_DRUMS,
  LOOP_ROWS,
  LOOP_STEPS,
  LOOP_TRACKS,
  type Loops,
  loadLoops,
  transposeLoops,
} from '../../lib/data/loops';
import { describeDamages } from './damaged-sets';

const CELLS = LOOP_STEPS * LOOP_ROWS;
const rollAt = ({ rolls }: Loops, i: number) => rolls.data.subarray(i * CELLS, (i + 1) * CELLS);

/** Cells of a track that sound in a bar, over all loops, by pitch class: 0 is C. */
function chromaOf({ rolls }: Loops, track: 'bass' | 'chords', bar: number): number[] {
  const { first, rows, pitch } = LOOP_TRACKS[track];
  const chroma = new Array<number>(12).fill(0);
  rolls.data.forEach((cell, i) => {
    const row = (i % LOOP_ROWS) - first;
    const step = Math.floor(i / LOOP_ROWS) % LOOP_STEPS;
    if (cell && row >= 0 && row < rows && step >> 4 === bar) chroma[(pitch + row) % 12]++;
  });
  return chroma;
}

/** The three pitch classes that sound longest. */
const longest = (chroma: readonly number[]) =>
  [...chroma.keys()].sort((a, b) => chroma[b] - chroma[a]).slice(0, 3);

/** A single loop with these cells. */
function loopOf(cells: readonly (readonly [step: number, row: number])[]): Loops {
  const data = new Uint8Array(CELLS);
  for (const [step, row] of cells) data[step * LOOP_ROWS + row] = 1;
  return { rolls: { shape: [1, LOOP_STEPS, LOOP_ROWS], data }, grooves: ['one'] };
}

/** The rows that sound at the first step. */
const rowsOf = (loops: Loops) =>
  [...rollAt(loops, 0).subarray(0, LOOP_ROWS).keys()].filter((row) => loops.rolls.data[row]);

describe('loadLoops', () => {
  let train: Loops;
  let test: Loops;
  before(() => ({ train, test } = loadLoops()));

  it('has over 1,100 loops of 64 steps and 69 rows, about a fifth of them held out', () => {
    const [seen, unseen] = [train, test].map(({ grooves }) => grooves.length);
    assert.ok(seen + unseen > 1100, `${seen + unseen}`);
    const share = unseen / (seen + unseen);
    assert.ok(share > 0.1 && share < 0.3, `${share}`); // families are of 1 to 91 loops
    for (const { rolls, grooves } of [train, test]) {
      assert.deepEqual(rolls.shape, [grooves.length, 64, 69]);
      assert.equal(rolls.data.length, grooves.length * CELLS);
      assert.ok(rolls.data.every((cell) => cell === 0 || cell === 1));
    }
  });

  it('has tracks that fill the rows without a gap', () => {
    const { drums, bass, chords } = LOOP_TRACKS;
    assert.equal(LOOP_DRUMS.length, drums.rows);
    assert.equal(bass.first, drums.rows);
    assert.equal(chords.first, bass.first + bass.rows);
    assert.equal(chords.first + chords.rows, LOOP_ROWS);
  });

  it('plays the chords C, A minor, D minor and G', () => {
    const expected = [
      [0, 4, 7],
      [0, 4, 9],
      [2, 5, 9],
      [2, 7, 11],
    ];
    expected.forEach((pitches, bar) => {
      const found = longest(chromaOf(train, 'chords', bar));
      assert.deepEqual(
        found.sort((a, b) => a - b),
        pitches,
        `bar ${bar}`,
      );
      const root = [0, 9, 2, 7][bar];
      assert.equal(longest(chromaOf(train, 'bass', bar))[0], root, `bass of bar ${bar}`);
    });
  });

  it('has no style on both sides', () => {
    const styles = ({ grooves }: Loops) => new Set(grooves.map((name) => name.split(':')[0]));
    const seen = styles(train);
    assert.deepEqual(
      [...styles(test)].filter((style) => seen.has(style)),
      [],
    );
  });

  it('has nothing held out that shares four fifths of its notes with what is trained on', () => {
    const notes = (loops: Loops) =>
      loops.grooves.map((_, i) => [...rollAt(loops, i).keys()].filter((k) => rollAt(loops, i)[k]));
    const known = notes(train);
    notes(test).forEach((own, i) => {
      const roll = rollAt(test, i);
      const nearest = known.find((other) => {
        const both = other.filter((cell) => roll[cell]).length;
        return both / (own.length + other.length - both) >= 0.8;
      });
      assert.equal(nearest, undefined, test.grooves[i]);
    });
  });

  describeDamages(LOOPS_SET, loadLoops);
});

describe('transposeLoops', () => {
  const { bass, chords } = LOOP_TRACKS;

  it('moves bass and chords by semitones, and leaves the drums', () => {
    const loops = loopOf([
      [0, 3],
      [0, bass.first + 5],
      [0, chords.first],
    ]);
    assert.deepEqual(rowsOf(transposeLoops(loops, 2)), [3, bass.first + 7, chords.first + 2]);
  });

  it('brings back what leaves the range an octave lower or higher', () => {
    const low = loopOf([
      [0, bass.first],
      [0, chords.first + 1],
    ]);
    assert.deepEqual(rowsOf(transposeLoops(low, -3)), [bass.first + 9, chords.first + 10]);
    const high = loopOf([[0, chords.first + chords.rows - 1]]);
    assert.deepEqual(rowsOf(transposeLoops(high, 1)), [chords.first + 24]);
  });

  it('is nothing by 0, and throws on half a semitone', () => {
    const loops = loopOf([[5, bass.first + 1]]);
    assert.deepEqual(transposeLoops(loops, 0), loops);
    assert.throws(() => transposeLoops(loops, 0.5), {
      name: 'RangeError',
      message: 'expected semitones to be an integer from -11 to 11, but got 0.5',
    });
  });
});
