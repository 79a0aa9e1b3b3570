import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { type Film, drawFilmStrip, drawFilms } from '../../lib/figures';
import { readGif } from './gif-frames';
import { decodePng } from './picture-pixels';

/**
 * Frames of one pixel, without a name: with scale 3 and gap 1 each is a square of 6 pixels of the file, with 2 around
 * it.
 */
const LOOK = { alt: 'films', scale: 3, gap: 1 };

describe('drawFilmStrip', () => {
  it('shows every n-th frame of each film in a row', () => {
    const films = [film('', [0, 0.2, 0.4, 0.6]), film('', [1, 0.8, 0.6, 0.4])];
    const picture = drawFilmStrip(films, { ...LOOK, every: 2 });
    dispose(films);
    const { at, width, height } = decodePng(picture.data);
    const top = height - 2 * 8 - 2; // below the frames' numbers
    assert.equal(width, 2 * 8 + 2);
    const greys = [0, 1].map((row) => [0, 1].map((i) => at(2 + 8 * i, top + 2 + 8 * row)[0]));
    assert.deepEqual(greys, [[0, 102], [255, 153]]); // prettier-ignore
  });

  it('counts frames from the number that it is told', () => {
    const films = [film('', [0, 0.5])];
    const [from1, from9] = [1, 9].map(
      (firstNumber) => drawFilmStrip(films, { ...LOOK, scale: 20, firstNumber }).data,
    );
    dispose(films);
    assert.ok(!from1.equals(from9));
  });

  it('leaves the frames alive, and no other tensor', () => {
    const films = [film('a', [0, 1])];
    const before = tf.memory().numTensors;
    drawFilmStrip(films, LOOK);
    assert.equal(tf.memory().numTensors, before);
    dispose(films);
  });

  it('refuses no film, films of different lengths, and a step of 0', () => {
    const films = [film('a', [0]), film('b', [0, 1])];
    const refusals: readonly [() => unknown, string][] = [
      [() => drawFilmStrip([], LOOK), 'at least 1 film, but got 0'],
      [
        () => drawFilmStrip(films, LOOK),
        'films of shape [1, 1, 1, 1] as the first, but got [2, 1, 1, 1] for b',
      ],
      [
        () => drawFilmStrip([films[0]], { ...LOOK, every: 0 }),
        'every to be an integer of at least 1, but got 0',
      ],
    ];
    for (const [draw, message] of refusals) {
      assert.throws(draw, { name: 'RangeError', message: `expected ${message}` });
    }
    dispose(films);
  });
});

describe('drawFilms', () => {
  it('plays films side by side, frame by frame', async () => {
    const films = [film('', [0, 0.4, 0.8]), film('', [1, 0.6, 0.2])];
    const picture = await drawFilms(films, { ...LOOK, delayMs: 50, lastDelayMs: 300 });
    dispose(films);
    const { width, height, frames } = readGif(picture.data);
    assert.deepEqual([picture.mime, width, height], ['image/gif', 2 * 4 + 1, 4 + 1]); // 3 pixels, and 1 around
    const greys = frames.map(({ at }) => [at(2, 2)[0], at(6, 2)[0]]);
    assert.deepEqual(greys, [[0, 255], [102, 153], [204, 51]]); // prettier-ignore
    assert.deepEqual(
      frames.map(({ delayMs }) => delayMs),
      [50, 50, 300],
    );
  });

  it('keeps colours, within 20 of 255', async () => {
    // A frame of 64 colours, no two alike, each in a square of 4 pixels.
    const colour = (i: number) => [(i % 4) / 3, ((i >> 2) % 4) / 3, (i >> 4) / 3];
    const values = Array.from({ length: 64 }, (_, i) => colour(i)).flat();
    const films = [{ name: '', frames: tf.tensor4d(values, [1, 8, 8, 3]) }];
    const picture = await drawFilms(films, { alt: 'films', scale: 4, gap: 0 });
    dispose(films);
    const [{ at }] = readGif(picture.data).frames;
    for (let i = 0; i < 64; i++) {
      at((i % 8) * 4 + 2, (i >> 3) * 4 + 2).forEach((part, k) => {
        const error = Math.abs(part - colour(i)[k] * 255);
        assert.ok(error <= 20, `colour ${i}, channel ${k}: ${error}`);
      });
    }
  });

  it('leaves the frames alive, and no other tensor', async () => {
    const films = [film('a', [0, 1])];
    const before = tf.memory().numTensors;
    await drawFilms(films, LOOK);
    assert.equal(tf.memory().numTensors, before);
    dispose(films);
  });

  it('refuses no film, and a delay that is not above 0', async () => {
    const films = [film('a', [0])];
    await assert.rejects(drawFilms([], LOOK), /^RangeError: expected at least 1 film, but got 0$/);
    await assert.rejects(drawFilms(films, { ...LOOK, delayMs: 0 }), {
      message: 'expected delayMs to be a number above 0, but got 0',
    });
    dispose(films);
  });
});

/** A film of one pixel. */
function film(name: string, greys: number[]): Film {
  return { name, frames: tf.tensor4d(greys, [greys.length, 1, 1, 1]) };
}

function dispose(films: readonly Film[]): void {
  films.forEach(({ frames }) => frames.dispose());
}
