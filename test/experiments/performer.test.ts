import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { makeFilms } from '../../lib/data/bodies/films';
import { toUnitRange } from '../../lib/data/pixel-range';
import { measurePerformance } from '../../lib/experiments/performer';
import {
  buildPerformer,
  filmPictures,
  pastOf,
  perform,
  portraitOfEach,
  trainPerformer,
} from '../../lib/experiments/performer-run';
import { assertClose } from '../assert-close';
import { disposeNetworksAfterEach } from '../models/dispose-networks';

describe('performers', function () {
  this.timeout(60_000);
  disposeNetworksAfterEach();
  const films = filmPictures(makeFilms({ train: 3, test: 1, seed: 1 }).train);
  const frame = (pictures: tf.Tensor4D, i: number, channel = 0) =>
    tf.slice(pictures, [i, 0, 0, channel], [1, -1, -1, 1]).dataSync();

  it('see the two bodies before, and black where a film begins', () => {
    const past = pastOf(films.bodies);
    assert.deepEqual(past.shape, [48, 32, 32, 2]);
    assert.deepEqual(frame(past, 5, 0), frame(films.bodies, 4));
    assert.deepEqual(frame(past, 5, 1), frame(films.bodies, 3));
    for (const [i, channel] of [
      [0, 0],
      [16, 0],
      [16, 1],
      [17, 1],
    ]) {
      // prettier-ignore
      assert.ok(frame(past, i, channel).every((value) => value === -1));
    }
    assert.deepEqual(frame(past, 17, 0), frame(films.bodies, 16));
  });

  it('see in each frame of a film who performs in it', () => {
    const each = portraitOfEach(films.portraits);
    assert.deepEqual(each.shape, [48, 32, 32, 1]);
    for (const [i, film] of [[0, 0], [15, 0], [16, 1], [47, 2]]) assert.deepEqual(frame(each, i), frame(films.portraits, film)); // prettier-ignore
    assert.notDeepEqual(frame(each, 0), frame(each, 16));
  });

  it('train in each of their ways, and make whole films', async () => {
    const ways = [
      {},
      { isAdversarial: false },
      ...[[false, true], [true, false], [false, false]].map(([past, portrait]) => ({ shown: { past, portrait } })),
    ]; // prettier-ignore
    for (const way of ways) {
      const { generator, steps } = await trainPerformer(films, { seed: 1, steps: 3, ...way });
      assert.equal(steps, 3); // 48 frames in batches of 16
      const made = perform(generator, films);
      assert.deepEqual(made.shape, [48, 32, 32, 1]);
      assert.ok(tf.min(made).dataSync()[0] >= 0 && tf.max(made).dataSync()[0] <= 1);
    }
  });

  it('have their own pictures as the past', () => {
    const generator = buildPerformer(1);
    const whole = perform(generator, films);
    // A change of the first figure of the second film reaches its second frame, and no other film.
    const changed = tf.concat([films.figures.slice(0, 16), tf.neg(films.figures.slice(16, 1)), films.figures.slice(17)]) as tf.Tensor4D; // prettier-ignore
    const other = perform(generator, { ...films, figures: changed });
    assert.deepEqual(frame(other, 15), frame(whole, 15));
    assert.notDeepEqual(frame(other, 17), frame(whole, 17));
    assertClose(frame(other, 32), frame(whole, 32), 1e-5);
    const [a, b, c] = tf.split<tf.Tensor4D>(films.portraits, 3);
    const recast = perform(generator, { ...films, portraits: tf.concat([b, a, c]) });
    assert.notDeepEqual(frame(recast, 0), frame(whole, 0));
    assertClose(frame(recast, 32), frame(whole, 32), 1e-5);
  });

  it('are measured as right when their films are true', () => {
    const { l1, sharpness, flicker } = measurePerformance(toUnitRange(films.bodies), films.bodies);
    assertClose([l1, sharpness, flicker], [0, 1, 1], 1e-5);
    const still = tf.tile(tf.slice(films.bodies, 0, 1), [48, 1, 1, 1]) as tf.Tensor4D;
    assert.equal(measurePerformance(toUnitRange(still), films.bodies).flicker, 0);
  });
});
