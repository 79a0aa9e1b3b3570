import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { notesOf } from '../../lib/sound';
import { requireSong, secondsPerStep } from '../../lib/sound/song';

const SONG = { name: 'song', tracks: [], numSteps: 16, stepsPerBeat: 4, beatsPerMinute: 120 };

describe('notesOf', () => {
  const roll = [
    [1, 0],
    [0.9, 0.6],
    [0, 0],
    [1, 0.4],
  ];

  it('makes one note of cells that follow each other', () => {
    assert.deepEqual(read(roll, { pitches: [60, 64] }), [
      { pitch: 60, start: 0, length: 2 },
      { pitch: 64, start: 1, length: 1 },
      { pitch: 60, start: 3, length: 1 },
    ]);
  });

  it('makes a hit of each cell when drums are struck', () => {
    const hits = read(roll, { pitches: [36, 38], cells: 'struck' });
    assert.deepEqual(
      hits.map(({ pitch, start }) => [pitch, start]),
      [
        [36, 0],
        [36, 1],
        [38, 1],
        [36, 3],
      ],
    );
  });

  it('reads cells above the threshold', () => {
    assert.equal(read(roll, { pitches: [60, 64], threshold: 0.95 }).length, 2);
    assert.equal(read(roll, { pitches: [60, 64], threshold: 0.3 }).length, 4);
  });

  it('refuses a roll with other columns', () => {
    assert.throws(() => read(roll, { pitches: [60] }), {
      name: 'RangeError',
      message: 'expected a roll of shape [steps, 1], a column for each pitch, but got [4, 2]',
    });
  });
});

describe('requireSong', () => {
  const withNote = (pitch: number, start: number, length: number) => ({
    ...SONG,
    tracks: [{ name: 'bass', instrument: 'bass' as const, notes: [{ pitch, start, length }] }],
  });

  it('takes notes up to the end', () => requireSong(withNote(127, 12, 4)));

  it('refuses notes that are none, or are not within the song', () => {
    for (const note of [
      [128, 0, 1],
      [60.5, 0, 1],
      [60, -1, 2],
      [60, 15, 2],
      [60, 0, 0],
    ] as const) {
      const [pitch, start, length] = note;
      assert.throws(() => requireSong(withNote(pitch, start, length)), {
        name: 'RangeError',
        message: `expected notes of bass with pitches from 0 to 127 within 16 steps, but got pitch ${pitch} from step ${start} for ${length}`,
      });
    }
  });

  it('refuses a song without time', () => {
    assert.throws(
      () => requireSong({ ...SONG, beatsPerMinute: 0 }),
      /beatsPerMinute to be a number above 0/,
    );
    assert.throws(() => requireSong({ ...SONG, numSteps: NaN }), /numSteps to be a number above 0/);
  });
});

describe('secondsPerStep', () => {
  it('is an eighth of a second for sixteenth notes at 120 beats a minute', () => {
    assert.equal(secondsPerStep(SONG), 0.125);
  });
});

function read(cells: number[][], options: Parameters<typeof notesOf>[1]) {
  const roll = tf.tensor2d(cells);
  try {
    return notesOf(roll, options);
  } finally {
    roll.dispose();
  }
}
