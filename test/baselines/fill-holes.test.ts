import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { fillHoles, fillWithMean } from '../../lib/baselines/fill-holes';

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
