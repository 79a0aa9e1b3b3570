import assert from 'node:assert/strict';

import { chromaOf, tonalDistance } from '../../lib/metrics/chroma';
import { assertClose } from '../assert-close';

/** Rows of pitches that sound, of which the first is a C. */
const rows = (...pitches: number[]) =>
  Array.from({ length: 36 }, (_, row) => Number(pitches.includes(row)));

describe('chromaOf', () => {
  it('has three classes of C major in three octaves', () => {
    const chord = rows(0, 4, 7, 12, 16, 19, 24, 28, 31);
    assert.deepEqual(chromaOf(chord, 48), [3, 0, 0, 0, 3, 0, 0, 3, 0, 0, 0, 0]);
  });

  it('begins with C wherever the rows begin', () => {
    assert.deepEqual(chromaOf([1, 0, 2], 28), [0, 0, 0, 0, 1, 0, 2, 0, 0, 0, 0, 0]); // 28 is an E
  });
});

describe('tonalDistance', () => {
  const chord = (...pitches: number[]) => chromaOf(rows(...pitches), 48);

  it('is 0 for the same classes, in whatever octave and however long', () => {
    assertClose([tonalDistance(chord(0, 4, 7), chord(12, 28, 19))], [0], 1e-12);
    const longer = chord(0, 4, 7).map((each) => 5 * each);
    assertClose([tonalDistance(chord(0, 4, 7), longer)], [0], 1e-12);
  });

  it('is what the circles of single notes are apart', () => {
    // A fifth is seven semitones: one step of 7 · 210° = 30° on the first circle, 90° on the second, 120° on the third.
    const chordLength = (radius: number, degrees: number) =>
      2 * radius * Math.sin((degrees * Math.PI) / 360);
    const expected = Math.hypot(chordLength(1, 30), chordLength(1, 90), chordLength(0.5, 120));
    assertClose([tonalDistance(chord(0), chord(7))], [expected], 1e-12);
  });

  it('finds a fifth nearer than a tritone, and does not change when both are transposed', () => {
    assert.ok(tonalDistance(chord(0), chord(7)) < tonalDistance(chord(0), chord(6)));
    const [a, b] = [tonalDistance(chord(0, 4, 7), chord(2, 5, 9)), tonalDistance(chord(3, 7, 10), chord(5, 8, 12))]; // prettier-ignore
    assertClose([a], [b], 1e-12);
  });
});
