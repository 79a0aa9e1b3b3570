import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { receptiveField } from '../../lib/models/receptive-field';

const stack = (kernelSize: number, strides: readonly number[]) =>
  strides.map((stride) => ({ kernelSize, stride }));

describe('receptiveField', () => {
  it('is the pixel itself where there is no layer', () => {
    assert.deepEqual(receptiveField([]), { size: 1, step: 1 });
  });

  it('grows by two pixels with each 3×3 kernel of stride 1', () => {
    assert.deepEqual(receptiveField(stack(3, [1])), { size: 3, step: 1 });
    assert.deepEqual(receptiveField(stack(3, [1, 1, 1])), { size: 7, step: 1 });
  });

  it('is 1, 16, 70 and 286 pixels for the discriminators of the paper', () => {
    // Isola et al. 2017, appendix 6.1.2: C64-C128 has 1×1 kernels; C64-C128; C64-…-C512; C64-…-C512-C512-C512,
    // each with one more convolution for the answer, the last two of stride 1
    assert.equal(receptiveField(stack(1, [1, 1, 1])).size, 1);
    assert.equal(receptiveField(stack(4, [2, 1, 1])).size, 16);
    assert.equal(receptiveField(stack(4, [2, 2, 2, 1, 1])).size, 70);
    assert.equal(receptiveField(stack(4, [2, 2, 2, 2, 2, 1, 1])).size, 286);
  });

  for (const [kernelSize, strides] of [
    [4, [2, 2, 1]],
    [3, [1, 2, 2]],
    [5, [3, 1]],
  ] as const) {
    it(`is what gradients reach, for kernels of ${kernelSize} with strides ${strides}`, () => {
      const { size, step } = receptiveField(stack(kernelSize, strides));
      const side = size + 2 * step;
      const answers = (x: tf.Tensor) =>
        strides.reduce<tf.Tensor>(
          (y, stride) =>
            tf.conv2d(y as tf.Tensor4D, tf.ones([kernelSize, kernelSize, 1, 1]), stride, 'valid'),
          x.reshape([1, side, side, 1]),
        );
      const reachOf = (place: number) => {
        const answer = (x: tf.Tensor) => answers(x).slice([0, place, place, 0], [1, 1, 1, 1]).sum();
        const seen = tf
          .grad(answer)(tf.ones([side, side]))
          .greater(0)
          .any(1)
          .dataSync();
        return {
          first: seen.indexOf(1),
          size: Array.from(seen).filter((each) => each === 1).length,
        };
      };
      const [first, second] = [0, 1].map(reachOf);
      assert.deepEqual([first.size, second.size], [size, size]);
      assert.equal(second.first - first.first, step);
    });
  }

  it('throws on a stride of 0', () => {
    assert.throws(() => receptiveField([{ kernelSize: 4, stride: 0 }]), {
      name: 'RangeError',
      message: 'expected stride to be an integer of at least 1, but got 0',
    });
  });
});
