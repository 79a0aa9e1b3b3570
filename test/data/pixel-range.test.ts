import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { requireFloats, requirePixels, toUnitRange } from '../../lib/data/pixel-range';

const image = (values: number[], dtype?: 'int32' | 'bool') =>
  tf.tensor4d(values, [1, 1, values.length, 1], dtype);

describe('requirePixels', () => {
  it('takes what lies outside by up to half of the range, and NaN', () => {
    requirePixels(image([0, 1]), 'zeroToOne');
    requirePixels(image([-0.5, 1.5, NaN]), 'zeroToOne');
    requirePixels(image([-2, 2]), 'minusOneToOne');
    requirePixels(image([NaN]), 'zeroToOne');
  });

  // prettier-ignore
  const wrong = [
    // What tf.node.decodeImage gives.
    ['bytes', image([0, 255], 'int32'), 'zeroToOne', 'TypeError', 'int32 up to 255: divide by 255'],
    ['bytes', image([0, 255], 'int32'), 'minusOneToOne', 'TypeError', 'int32 up to 255: divide by 127.5 and take away 1'],
    ['bytes as floats', image([0, 255]), 'zeroToOne', 'RangeError', 'numbers from 0 to 255: divide by 255'],
    ['bits', image([0, 1], 'int32'), 'zeroToOne', 'TypeError', "int32 up to 1: take tf.cast(…, 'float32')"],
    ['truths', image([0, 1], 'bool'), 'zeroToOne', 'TypeError', "bool up to 1: take tf.cast(…, 'float32')"],
    ['the other range', image([-1, 1]), 'zeroToOne', 'RangeError', "numbers from -1 to 1: they are in −1..1: say range: 'minusOneToOne'"],
    ['any numbers', image([-1, 3]), 'zeroToOne', 'RangeError', 'numbers from -1 to 3: scale them, or take tf.clipByValue'],
    ['an infinite one', image([0, Infinity]), 'zeroToOne', 'RangeError', 'numbers from 0 to Infinity: scale them, or take tf.clipByValue'],
  ] as const;
  for (const [what, images, range, name, found] of wrong) {
    it(`tells ${what} where ${range} was expected, and says what to do`, () => {
      const words = range === 'zeroToOne' ? '0..1' : '−1..1';
      assert.throws(() => requirePixels(images, range), {
        name,
        message: `expected float32 images in ${words}, but got ${found}`,
      });
    });
  }
});

describe('requireFloats', () => {
  it('takes floats of any size', () => requireFloats('points', tf.tensor2d([[-300, 700]])));

  it('tells images of bytes from other whole numbers', () => {
    assert.throws(() => requireFloats('examples', image([0, 255], 'int32')), {
      name: 'TypeError',
      message: 'expected float32 examples, but got int32 up to 255: divide by 255',
    });
    assert.throws(() => requireFloats('points', tf.tensor2d([[-3, 7]], [1, 2], 'int32')), {
      message: "expected float32 points, but got int32 up to 7: take tf.cast(…, 'float32')",
    });
  });
});

describe('toUnitRange', () => {
  it('takes −1 to 0 and 1 to 1, and cuts off what lies beyond', () => {
    const pictures = tf.tensor4d([-1, 0, 1, -3, 2], [5, 1, 1, 1]);
    assert.deepEqual([...toUnitRange(pictures).dataSync()], [0, 0.5, 1, 0, 1]);
  });
});
