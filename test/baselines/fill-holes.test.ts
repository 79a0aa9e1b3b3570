import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import {
  fillHoles,
  fillSmoothly,
  fillWithMean,
  fillWithNearest,
} from '../../lib/baselines/fill-holes';
import { strokeHoles } from '../../lib/data/holes';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

/** Pictures of 1×3 pixels and one channel. */
const strips = (...rows: number[][]) => tf.tensor4d(rows.flat(), [rows.length, 1, 3, 1]);
const plain = (images: tf.Tensor4D) => images.reshape<tf.Tensor2D>([-1, 3]).arraySync();

describe('fillHoles', () => {
  const images = strips([1, 2, 3], [4, 5, 6]);
  const filling = strips([10, 20, 30], [40, 50, 60]);

  it('takes the filling where a pixel is missing, and nothing else', () => {
    const filled = fillHoles(images, strips([0, 1, 0], [1, 0, 0]), filling);
    assert.deepEqual(plain(filled), [[1, 20, 3], [40, 5, 6]]); // prettier-ignore
  });

  it('takes one hole for all', () => {
    assert.deepEqual(plain(fillHoles(images, strips([0, 0, 1]), filling)), [
      [1, 2, 30],
      [4, 5, 60],
    ]);
  });

  it('fills all channels', () => {
    const filled = fillHoles(tf.zeros([1, 1, 3, 2]), strips([0, 1, 0]), tf.ones([1, 1, 3, 2]));
    assert.deepEqual(Array.from(filled.dataSync()), [0, 0, 1, 1, 0, 0]);
  });

  it('shows nothing of what is not finite in a hole', () => {
    assert.deepEqual(plain(fillHoles(strips([1, NaN, 3]), strips([0, 1, 0]), strips([7, 8, 9]))), [
      [1, 8, 3],
    ]);
  });

  it('throws on soft holes, holes of another size and fillings of another shape', () => {
    assert.throws(() => fillHoles(images, strips([0, 0.5, 1]), filling), {
      name: 'RangeError',
      message: 'expected holes to hold 0 and 1, but got other numbers',
    });
    assert.throws(() => fillHoles(images, tf.zeros([2, 3, 1, 1]), filling), {
      message: 'expected holes of [2 or 1, 1, 3, 1], but got [2, 3, 1, 1]',
    });
    assert.throws(() => fillHoles(images, strips([0, 0, 1]), filling.slice(0, 1)), {
      message: 'expected filling of [2, 1, 3, 1] as images, but got [1, 1, 3, 1]',
    });
  });
});

describe('fillWithMean', () => {
  it('shows the mean picture in the hole', () => {
    const filled = fillWithMean(
      strips([1, 2, 3]),
      strips([0, 1, 1]),
      strips([5, 6, 7], [7, 10, 15]),
    );
    assert.deepEqual(plain(filled), [[1, 8, 11]]);
  });

  it('leaves no tensor but the filled pictures', () => {
    const [images, holes] = [strips([1, 2, 3]), strips([0, 1, 1])];
    const before = tf.memory().numTensors;
    fillWithMean(images, holes, images).dispose();
    assert.equal(tf.memory().numTensors, before);
  });
});

describe('fillWithNearest', () => {
  const training = strips([0, 0.1, 0], [1, 0.2, 1], [0, 0.3, 1]);

  it('shows what the example has in the hole that is nearest around it', () => {
    const images = strips([0.9, 0, 0.9], [0.2, 0, 0.9]);
    assertClose(plain(fillWithNearest(images, strips([0, 1, 0]), training)).flat(), [
      ...[0.9, 0.2, 0.9],
      ...[0.2, 0.3, 0.9],
    ], 1e-6); // prettier-ignore
  });

  it('does not look into the hole, whose form may be another in each picture', () => {
    const images = strips([9, 0.2, 9], [0, 9, 0]);
    const filled = fillWithNearest(images, strips([1, 0, 1], [0, 1, 0]), training);
    assertClose(plain(filled).flat(), [1, 0.2, 1, 0, 0.1, 0], 1e-6);
  });

  it('finds what a search one by one finds, in more pictures than are taken at once', () => {
    const random = new Random(1);
    const [images, examples] = [260, 7].map((n) => random.uniform<tf.Rank.R4>([n, 8, 8, 1]));
    const holes = strokeHoles({ count: 260, size: 8, seed: 1 });
    const filled = fillWithNearest(images, holes, examples);
    const seen = tf.sub(1, holes);
    const distances = tf.stack(
      tf
        .split<tf.Tensor4D>(examples, 7)
        .map((example) => tf.sum(tf.mul(seen, tf.squaredDifference(images, example)), [1, 2, 3])),
    );
    const nearest = tf.gather(examples, tf.argMin<tf.Tensor1D>(distances, 0));
    assert.deepEqual(filled.dataSync(), fillHoles(images, holes, nearest).dataSync());
  });
});

describe('fillSmoothly', () => {
  it('draws a straight line between two ends', () => {
    const row = tf.tensor4d([0, 9, 9, 0.9], [1, 1, 4, 1]);
    const filled = fillSmoothly(row, tf.tensor4d([0, 1, 1, 0], [1, 1, 4, 1]));
    assertClose(Array.from(filled.dataSync()), [0, 0.3, 0.6, 0.9], 1e-5);
  });

  it('leaves each missing pixel at the mean of its neighbours, those beyond the border its own', () => {
    const images = new Random(2).uniform<tf.Rank.R4>([2, 8, 8, 3]);
    const holes = strokeHoles({ count: 2, size: 8, seed: 3 });
    const filled = fillSmoothly(images, holes);
    const edged = tf.mirrorPad(filled, [[0, 0], [1, 1], [1, 1], [0, 0]], 'symmetric'); // prettier-ignore
    const at = (top: number, left: number) => tf.slice(edged, [0, top, left, 0], [-1, 8, 8, -1]);
    const mean = tf.div(tf.addN([at(0, 1), at(2, 1), at(1, 0), at(1, 2)]), 4);
    const off = tf.mul(holes, tf.abs(tf.sub(mean, filled)));
    assertClose(tf.max(off).dataSync()[0], 0, 1e-4);
    const kept = tf.mul(tf.sub(1, holes), tf.sub(filled, images));
    assertClose(tf.max(tf.abs(kept)).dataSync()[0], 0, 1e-6);
  });
});
