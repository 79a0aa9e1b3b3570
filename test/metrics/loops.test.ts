import assert from 'node:assert/strict';

import { LOOP_ROWS, LOOP_STEPS, LOOP_TRACKS, loadLoops } from '../../lib/data/loops';
import {
  LOOP_MEASURES,
  type LoopMeasure,
  type Rolls,
  measureDistances,
  measureLoops,
} from '../../lib/metrics/loops';
import { assertClose } from '../assert-close';

type Cell = readonly [track: keyof typeof LOOP_TRACKS, row: number, from: number, length: number];

/** A loop of notes, made by hand. */
function loopOf(...cells: Cell[]): Rolls {
  const data = new Uint8Array(LOOP_STEPS * LOOP_ROWS);
  for (const [track, row, from, length] of cells) {
    for (let step = from; step < from + length; step++) {
      data[step * LOOP_ROWS + LOOP_TRACKS[track].first + row] = 1;
    }
  }
  return { shape: [1, LOOP_STEPS, LOOP_ROWS], data };
}

const of = (rolls: Rolls, measure: LoopMeasure) => measureLoops(rolls)[measure];

describe('measureLoops', () => {
  it('counts pitch classes in bars that sound', () => {
    const threeOctaves = [0, 4, 7, 12, 16, 19, 24, 28, 31].map((row): Cell => ['chords', row, 0, 16]); // prettier-ignore
    const rolls = loopOf(...threeOctaves, ['chords', 2, 16, 4]);
    assert.deepEqual(of(rolls, 'chords: pitch classes a bar'), [2]); // three and one; two bars are silent
    assert.deepEqual(of(rolls, 'bass: pitch classes a bar'), []);
    assertClose(of(rolls, 'chords: steps of three notes'), [16 / 64], 1e-12);
  });

  it('takes notes of two steps and more as long, each once', () => {
    const rolls = loopOf(['bass', 3, 0, 8], ['bass', 3, 10, 1], ['bass', 5, 11, 2], ['bass', 6, 63, 1]); // prettier-ignore
    assert.deepEqual(of(rolls, 'bass: notes that are long'), [0.5]);
  });

  it('counts the notes of a bass at once where it sounds', () => {
    const rolls = loopOf(['bass', 0, 0, 4], ['bass', 7, 2, 2]);
    assert.deepEqual(of(rolls, 'bass: notes at once'), [1.5]);
  });

  it('tells drums on eighths, and bars that repeat', () => {
    const kick = [0, 8, 16, 24, 32, 40, 48, 56].map((step): Cell => ['drums', 0, step, 1]);
    assert.deepEqual(of(loopOf(...kick), 'drums: strokes on eighths'), [1]);
    assert.deepEqual(of(loopOf(...kick), 'drums: repeated in the next bar'), [1]);
    const once: Cell[] = [['drums', 0, 0, 1], ['drums', 1, 3, 1]]; // prettier-ignore
    assert.deepEqual(of(loopOf(...once), 'drums: strokes on eighths'), [0.5]);
    assert.deepEqual(of(loopOf(...once), 'drums: repeated in the next bar'), [0]);
  });

  it('compares bass and chords beat by beat, where both sound', () => {
    // Row 8 of the bass is note 36, a C, as is row 0 of the chords.
    const same = loopOf(['bass', 8, 0, 4], ['chords', 12, 0, 4], ['bass', 8, 8, 4]);
    assertClose(of(same, 'bass to chords: tonal distance'), [0], 1e-12);
    assert.deepEqual(of(same, 'bass and chords: beats with a class in common'), [1]);
    const apart = loopOf(['bass', 8, 0, 4], ['chords', 1, 0, 4]);
    assert.ok(of(apart, 'bass to chords: tonal distance')[0] > 1);
    assert.deepEqual(of(apart, 'bass and chords: beats with a class in common'), [0]);
  });

  it('measures the course’s loops within what each measure can be', () => {
    const measures = measureLoops(loadLoops().test.rolls);
    for (const name of LOOP_MEASURES) {
      const most = name.endsWith('a bar') ? 12 : name === 'bass: notes at once' ? 24 : 3;
      assert.ok(measures[name].length > 20, name);
      assert.ok(measures[name].every((value) => value >= 0 && value <= most), name); // prettier-ignore
    }
  });

  it('refuses what are no loops', () => {
    assert.throws(() => measureLoops({ shape: [1, 64, 60], data: new Uint8Array(64 * 60) }), /expected rolls of 64 steps and 69 rows, but got \[1,64,60\]/); // prettier-ignore
  });
});

describe('measureDistances', () => {
  it('is 0 between loops and themselves, and above it to others', () => {
    const { train, test } = loadLoops();
    const [a, b] = [measureLoops(train.rolls), measureLoops(test.rolls)];
    const [own, other] = [measureDistances(a, a), measureDistances(a, b)];
    for (const name of LOOP_MEASURES) {
      assertClose([own[name]], [0], 1e-12);
      assert.ok(other[name] > 0, name);
    }
  });
});
