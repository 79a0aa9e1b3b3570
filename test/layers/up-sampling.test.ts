import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { type UpSamplingOptions, upSampling } from '../../lib/layers';
import { assertClose } from '../assert-close';
import { assertFirstGradients, assertSecondGradients, spaced } from '../finite-differences';
import { assertCompiles } from './compiled';
import { rebuilt } from './rebuilt';

const METHODS = ['nearest', 'bilinear'] as const;
const enlarge = (x: tf.Tensor, options: UpSamplingOptions) =>
  upSampling(options).apply(x) as tf.Tensor;

/** A row made longer in plain numbers: place i of the result has its middle at (i + ½)/factor − ½ of the row. */
function plain(row: readonly number[], { factor, method }: UpSamplingOptions): number[] {
  const at = (place: number) => row[Math.min(row.length - 1, Math.max(0, place))];
  return Array.from({ length: row.length * factor }, (_, i) => {
    const place = (i + 0.5) / factor - 0.5;
    if (method === 'nearest') return at(Math.floor(i / factor));
    const left = Math.floor(place);
    return at(left) + (place - left) * (at(left + 1) - at(left));
  });
}

describe('upSampling', () => {
  for (const method of METHODS) {
    for (const factor of [2, 3, 4]) {
      const options = { factor, method };
      const x = spaced([2, 5, 3]);

      it(`makes rows ${factor} times longer: ${method}`, () => {
        const rows = tf.unstack(tf.reshape(tf.transpose(x, [0, 2, 1]), [6, 5]));
        const expected = rows.map((row) => plain([...row.dataSync()], options));
        const y = tf.reshape(tf.transpose(enlarge(x, options), [0, 2, 1]), [6, 5 * factor]);
        assertClose(y.dataSync(), expected.flat(), 1e-5);
      });

      it(`makes images larger along both axes: ${method}, ${factor} times`, () => {
        const image = tf.reshape(x, [2, 5, 3, 1]);
        const turned = (rows: tf.Tensor) => tf.transpose(rows, [0, 2, 1]);
        // Along the columns, then along the rows.
        const expected = turned(enlarge(turned(enlarge(x, options)), options));
        const y = enlarge(image, options);
        assert.deepEqual(y.shape, [2, 5 * factor, 3 * factor, 1]);
        assertClose(y.dataSync(), expected.dataSync(), 1e-5);
      });
    }

    it(`leaves the middle of a picture where it was: ${method}`, () => {
      const symmetric = tf.tensor([1, 5, 5, 1], [1, 4, 1]);
      const y = [...enlarge(symmetric, { factor: 2, method }).dataSync()];
      assertClose(y, [...y].reverse(), 1e-6);
    });

    for (const shape of [
      [2, 3, 2],
      [1, 2, 3, 2],
    ]) {
      it(`has the gradients that finite differences give, and is compiled with them: ${method} [${shape}]`, () => {
        const options = { factor: 2, method };
        assertFirstGradients((x) => enlarge(x, options), [spaced(shape)]);
        assertSecondGradients((x) => enlarge(x, options), [spaced(shape)]);
        assertCompiles(() => upSampling(options), [spaced(shape)]);
      });
    }
  }

  it('then a convolution tells what comes out', () => {
    const model = tf.sequential({
      layers: [
        upSampling({ factor: 2, method: 'nearest', inputShape: [8, 4, 3] }),
        tf.layers.conv2d({ filters: 5, kernelSize: 3, padding: 'same' }),
      ],
    });
    assert.deepEqual(model.outputs[0].shape, [null, 16, 8, 5]);
  });

  it('comes back from a saved network as it was', async () => {
    const options = { factor: 3, method: 'bilinear' } as const;
    const copy = await rebuilt(upSampling({ ...options, inputShape: [4, 1] }));
    const x = spaced([1, 4, 1]);
    assert.deepEqual((copy.apply(x) as tf.Tensor).dataSync(), enlarge(x, options).dataSync());
  });

  it('throws on a factor of one, and on points', () => {
    assert.throws(() => upSampling({ factor: 1, method: 'nearest' }), {
      name: 'RangeError',
      message: 'expected factor to be an integer of at least 2, but got 1',
    });
    assert.throws(() => enlarge(tf.zeros([2, 3]), { factor: 2, method: 'nearest' }), {
      name: 'RangeError',
      message:
        'expected rows [batch, length, channels] or images [batch, height, width, channels], but got [2,3]',
    });
  });
});
