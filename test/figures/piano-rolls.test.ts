import assert from 'node:assert/strict';

import { drawPianoRoll } from '../../lib/figures';
import { COLOURS } from '../../lib/figures/palette';
import type { Note, Song, Track } from '../../lib/sound';
import { assertClose } from '../assert-close';
import { placesOf } from './picture-pixels';
import { assertSnapshot } from './snapshot';

/** A roll of 160 CSS pixels begins at 12 + 42 from the left; a step of 16 is 10 wide. */
const OPTIONS = { alt: 'rolls', width: 160, rowHeight: 4 };
const LEFT = 2 * (12 + 42);

describe('drawPianoRoll', () => {
  it('puts notes where they begin, as long as they are, one row high', () => {
    const places = inRoll(draw([track('bass', [{ pitch: 40, start: 4, length: 3 }])]), 0);
    const [xs, ys] = [0, 1].map((axis) => places.map((place) => place[axis]));
    assertClose(Math.min(...xs), LEFT + 80, 0);
    assertClose(Math.max(...xs), LEFT + 80 + 60 - 2 - 1, 0); // a pixel is left to the next note
    assert.equal(Math.max(...ys) - Math.min(...ys) + 1, 8);
  });

  it('puts higher pitches above, a semitone a row', () => {
    const notes = [40, 43].map((pitch, i) => ({ pitch, start: 4 * i, length: 1 }));
    const places = inRoll(draw([track('bass', notes)]), 0);
    const topOf = (isFirst: boolean) =>
      Math.min(...places.filter(([x]) => x < LEFT + 60 === isFirst).map(([, y]) => y));
    assert.equal(topOf(true) - topOf(false), 3 * 8);
  });

  it('gives each track its colour, and drums rows of their own below', () => {
    const note = { start: 0, length: 1 };
    const picture = draw([
      track('bass', [{ ...note, pitch: 30 }]),
      { ...track('drums', [{ ...note, pitch: 36 }, { ...note, pitch: 42 }]), instrument: 'drums' }, // prettier-ignore
    ]);
    const [bass, drums] = [0, 1].map((colour) => inRoll(picture, colour).map(([, y]) => y));
    assert.ok(Math.max(...bass) < Math.min(...drums)); // though their pitches are higher
    assert.equal(Math.max(...drums) - Math.min(...drums) + 1, 2 * 12 - 2); // two rows of 6, apart by 1
  });

  it('has the same rows for all songs', () => {
    const high = { ...songOf([track('a', [{ pitch: 72, start: 0, length: 1 }])]), name: '' };
    const low = { ...songOf([track('a', [{ pitch: 60, start: 0, length: 1 }])]), name: '' };
    const places = placesOf(drawPianoRoll([high, low], { ...OPTIONS, columns: 2 }), COLOURS[0]);
    const inside = places.filter(([x, y]) => x >= LEFT && y > 2 * (12 + 24));
    const [left, right] = [true, false].map((isLeft) =>
      Math.min(...inside.filter(([x]) => x < LEFT + 320 === isLeft).map(([, y]) => y)),
    );
    assert.equal(right - left, 12 * 8);
  });

  it('has a legend, octaves, beats and bars', () => {
    const notes = Array.from({ length: 8 }, (_, i) => ({
      pitch: 46 + 3 * i,
      start: 4 * i,
      length: 3,
    }));
    const drums = [0, 8, 16, 24].map((start) => ({ pitch: 36, start, length: 1 }));
    const song = {
      ...songOf([track('bass', notes), { name: 'drums', instrument: 'drums', notes: drums }]),
      numSteps: 32,
    };
    assertSnapshot('piano-rolls', drawPianoRoll([song], { ...OPTIONS, width: 200 }));
  });

  it('draws a song without notes', () => {
    assert.ok(draw([track('bass', [])]).height > 0);
  });

  it('refuses no song, too many tracks, and notes outside the song', () => {
    const seven = Array.from({ length: 7 }, (_, i) => track(String(i), []));
    const late = track('bass', [{ pitch: 40, start: 16, length: 1 }]);
    const refusals: readonly [() => unknown, string][] = [
      [() => drawPianoRoll([], OPTIONS), 'at least 1 song, but got 0'],
      [() => draw(seven), 'at most 6 tracks, but got 7'],
      [() => draw([late]), 'notes of bass with pitches from 0 to 127 within 16 steps, but got pitch 40 from step 16 for 1'],
      [() => drawPianoRoll([songOf([])], { ...OPTIONS, width: 0 }), 'width to be a number above 0, but got 0'],
    ]; // prettier-ignore
    for (const [refused, message] of refusals) {
      assert.throws(refused, { name: 'RangeError', message: `expected ${message}` });
    }
  });
});

function track(name: string, notes: readonly Note[]): Track {
  return { name, instrument: 'bass', notes };
}

function songOf(tracks: readonly Track[]): Song {
  return { name: 'song', tracks, numSteps: 16, stepsPerBeat: 4, beatsPerMinute: 120 };
}

const draw = (tracks: readonly Track[]) => drawPianoRoll([songOf(tracks)], OPTIONS);

/** Places of a track's colour below the legend. */
function inRoll(picture: ReturnType<typeof draw>, colour: number): [number, number][] {
  return placesOf(picture, COLOURS[colour]).filter(([, y]) => y > 2 * (12 + 24));
}
