import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { batchesOfFilms, cutFilms, filmsOf } from '../../lib/data/film-batches';
import { loadSmallDigits, sampleMovingDigits } from '../../lib/data/moving-digits';
import { Random } from '../../lib/random';

describe('films in batches', () => {
  const { test } = loadSmallDigits();

  it('have their frames as channels, in their order', () => {
    const moving = sampleMovingDigits(test, { count: 3, numFrames: 4 }, new Random(1));
    const films = filmsOf(moving);
    assert.deepEqual(films.shape, [3, 32, 32, 4]);
    const third = tf.mul(tf.slice(films, [1, 0, 0, 2], [1, -1, -1, 1]), 255).dataSync();
    const at = (1 * 4 + 2) * 32 * 32;
    assert.deepEqual(Array.from(third, Math.round), Array.from(moving.frames.data.slice(at, at + 32 * 32))); // prettier-ignore
    const [given, next] = cutFilms(films, 3);
    assert.deepEqual([given.shape, next.shape], [[3, 32, 32, 3], [3, 32, 32, 1]]); // prettier-ignore
    assert.deepEqual(tf.concat([given, next], 3).dataSync(), films.dataSync());
  });

  it('are new in each batch, the same from the same seed, and go on where they stood', () => {
    const open = () => batchesOfFilms(test, { given: 5, next: 5, batchSize: 2, seed: 3, stepsPerEpoch: 10 }); // prettier-ignore
    const [a, b] = [open(), open()];
    const first = a.next()[0].dataSync().slice();
    assert.deepEqual(b.next()[0].dataSync(), first);
    const { state } = a;
    const second = a.next()[0].dataSync().slice();
    assert.notDeepEqual(second, first);
    b.restore(state);
    assert.deepEqual(b.next()[0].dataSync(), second);
  });
});
