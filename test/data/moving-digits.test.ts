import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { findDataFile, readIdx } from '../../lib/data/idx';
import { mnistFolder } from '../../lib/data/mnist';
import {
  type MovingDigits,
  type SmallDigits,
  bounce,
  loadSmallDigits,
  sampleMovingDigits,
} from '../../lib/data/moving-digits';
import { Random } from '../../lib/random';

/** A film's digit's places: row and column in each frame. */
const placesOf = ({ places, frames }: MovingDigits, film: number, digit: number) =>
  Array.from({ length: frames.shape[1] }, (_, frame) => {
    const at = ((film * 2 + digit) * frames.shape[1] + frame) * 2;
    return [places[at], places[at + 1]];
  });

describe('loadSmallDigits', () => {
  let train: SmallDigits;
  let test: SmallDigits;
  before(() => ({ train, test } = loadSmallDigits()));

  it("has MNIST's 60,000 digits and its 10,000 of the test, with their labels", () => {
    assert.deepEqual([train.labels.length, test.labels.length], [60_000, 10_000]);
    assert.deepEqual([train.images.length, test.images.length], [60_000 * 196, 10_000 * 196]);
    assert.deepEqual([...train.labels.subarray(0, 5)], [5, 0, 4, 1, 9]); // as everywhere
  });

  it('has means of four pixels', () => {
    const { data } = readIdx(findDataFile(mnistFolder(), 't10k-images-idx3-ubyte'));
    for (const [digit, y, x] of [
      [0, 5, 6],
      [7, 7, 7],
      [9_999, 6, 8],
    ]) {
      const at = (dy: number, dx: number) => data[(digit * 28 + 2 * y + dy) * 28 + 2 * x + dx];
      const mean = (at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) / 4;
      assert.ok(Math.abs(test.images[(digit * 14 + y) * 14 + x] - mean) <= 0.5);
    }
  });
});

describe('bounce', () => {
  it('goes straight on, as far each time', () => {
    assert.deepEqual(bounce(0.25, 0.125, 4), [0.375, 0.5, 0.625, 0.75]);
  });

  it('is put to the wall where it would leave, and goes back from there', () => {
    assert.deepEqual(bounce(0.75, 0.125, 5), [0.875, 1, 0.875, 0.75, 0.625]); // it just reaches the wall
    assert.deepEqual(bounce(0.8125, 0.125, 4), [0.9375, 1, 0.875, 0.75]); // it would leave
    assert.deepEqual(bounce(0.0625, -0.125, 3), [0, 0.125, 0.25]);
  });

  it('goes to and fro for ever, in 2 / step frames', () => {
    const places = bounce(0, 0.125, 100);
    assert.deepEqual(places.slice(16), places.slice(0, 84));
  });
});

describe('sampleMovingDigits', () => {
  let digits: SmallDigits;
  let films: MovingDigits;
  before(() => {
    digits = loadSmallDigits().test;
    films = sampleMovingDigits(digits, { count: 60, numFrames: 20 }, new Random(1));
  });

  it('draws films of 32×32, with the classes of their digits', () => {
    assert.deepEqual(films.frames.shape, [60, 20, 32, 32]);
    assert.equal(films.frames.data.length, 60 * 20 * 1024);
    assert.equal(films.places.length, 60 * 2 * 20 * 2);
    films.digits.forEach((digit, i) => assert.equal(films.labels[i], digits.labels[digit]));
  });

  it('shows in each pixel the brighter of both digits at their places, and black elsewhere', () => {
    for (let film = 0; film < 60; film++) {
      const paths = [0, 1].map((digit) => placesOf(films, film, digit));
      for (let frame = 0; frame < 20; frame++) {
        for (let pixel = 0; pixel < 1024; pixel++) {
          const shades = paths.map((path, digit) => {
            const [y, x] = [(pixel >> 5) - path[frame][0], (pixel & 31) - path[frame][1]];
            const isInside = Math.min(x, y) >= 0 && Math.max(x, y) < 14;
            return isInside ? digits.images[films.digits[film * 2 + digit] * 196 + y * 14 + x] : 0;
          });
          assert.equal(films.frames.data[(film * 20 + frame) * 1024 + pixel], Math.max(...shades));
        }
      }
    }
  });

  it('moves each digit by 1.8 pixels a frame, as far as no wall is near', () => {
    for (let i = 0; i < 120; i++) {
      const path = placesOf(films, i >> 1, i & 1);
      const isFree = path.slice(0, 4).every((place) => place.every((at) => at > 2 && at < 16));
      if (!isFree) continue;
      const length = Math.hypot(path[3][0] - path[0][0], path[3][1] - path[0][1]);
      assert.ok(Math.abs(length - 3 * 1.8) <= Math.SQRT2, `${length}`); // places are cut to whole pixels
    }
  });

  it('turns digits at the walls and keeps them within', () => {
    const paths = Array.from({ length: 120 }, (_, i) => placesOf(films, i >> 1, i & 1));
    assert.ok(paths.flat(2).every((at) => at >= 0 && at <= 18));
    const turns = paths.flatMap((path) =>
      path.filter(
        ([y], k) => k > 1 && (y - path[k - 1][0]) * (path[k - 1][0] - path[k - 2][0]) < 0,
      ),
    );
    assert.ok(turns.length > 60, `${turns.length}`); // in 20 frames a digit goes twice the height and more
  });

  it('starts anywhere and goes anywhere', () => {
    const firsts = Array.from({ length: 120 }, (_, i) => placesOf(films, i >> 1, i & 1)[0]);
    const mean = firsts.flat().reduce((sum, at) => sum + at) / 240;
    assert.ok(Math.abs(mean - 8.5) < 1.1, `${mean}`); // 3 standard deviations of 5.5 / √240
    const ways = Array.from({ length: 120 }, (_, i) => {
      const path = placesOf(films, i >> 1, i & 1);
      return `${Math.sign(path[3][0] - path[0][0])} ${Math.sign(path[3][1] - path[0][1])}`;
    });
    for (const way of ['1 1', '1 -1', '-1 1', '-1 -1']) assert.ok(ways.includes(way));
  });

  it('draws the same of the same random numbers, goes on with others, and leaves no tensor', () => {
    const before = tf.memory().numTensors;
    const random = new Random(1);
    const options = { count: 60, numFrames: 20 };
    assert.deepEqual(sampleMovingDigits(digits, options, random), films);
    assert.notDeepEqual(sampleMovingDigits(digits, options, random).places, films.places);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on no frames', () => {
    assert.throws(() => sampleMovingDigits(digits, { count: 1, numFrames: 0 }, new Random(1)), {
      name: 'RangeError',
      message: 'expected numFrames to be an integer of at least 1, but got 0',
    });
  });
});
