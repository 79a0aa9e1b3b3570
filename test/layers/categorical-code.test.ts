import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { CompiledStep, compileStep } from '../../lib/backend/compiled-step';
import { categoricalCode } from '../../lib/layers';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { rebuilt } from './rebuilt';

const code = (categories: number, z: tf.Tensor) =>
  categoricalCode({ categories }).apply(z) as tf.Tensor;

describe('categoricalCode', () => {
  it('puts √categories where the largest of the first numbers was, 0 elsewhere, and keeps the rest', () => {
    const z = tf.tensor2d([
      [0.1, 0.9, -2, 0.5, 7, -8],
      [-1, -3, -2, -0.5, 9, 6],
    ]);
    assert.deepEqual(code(4, z).arraySync(), [
      [0, 2, 0, 0, 7, -8],
      [0, 0, 0, 2, 9, 6],
    ]);
  });

  it('takes all of z where it is no longer', () => {
    assertClose(code(2, tf.tensor2d([[1, 0]])).dataSync(), [Math.SQRT2, 0], 1e-6);
  });

  it('draws each category as often, and leaves the mean square', () => {
    const n = 10_000;
    const codes = code(10, new Random(1).normal<tf.Rank.R2>([n, 12])).slice([0, 0], [n, 10]);
    // Each share is 0.1; its standard error is √(0.1 · 0.9 / n) = 0.003.
    const shares = tf.mean(tf.greater(codes, 0).toFloat(), 0).dataSync();
    assertClose(shares, new Array(10).fill(0.1), 4 * 0.003);
    assertClose(tf.mean(tf.square(codes)).dataSync()[0], 1, 1e-5); // √10² / 10
  });

  it('is compiled, with the same numbers', () => {
    const z = new Random(2).normal<tf.Rank.R2>([5, 12]);
    const layer = categoricalCode({ categories: 10 });
    layer.apply(z); // builds it
    const runner = compileStep((x) => [layer.apply(x) as tf.Tensor], [z]);
    assert.ok(runner instanceof CompiledStep, 'it has been compiled');
    assert.deepEqual(runner.run([z])[0].dataSync(), (layer.apply(z) as tf.Tensor).dataSync());
    runner.dispose();
  });

  it('is the same again when it has been saved and loaded', async () => {
    const z = new Random(3).normal<tf.Rank.R2>([5, 12]);
    const layer = await rebuilt(categoricalCode({ categories: 10, inputShape: [12] }));
    assert.deepEqual((layer.apply(z) as tf.Tensor).dataSync(), code(10, z).dataSync());
  });

  it('throws on fewer than two categories, and on a z that is shorter', () => {
    assert.throws(() => categoricalCode({ categories: 1 }), {
      message: 'expected categories to be an integer of at least 2, but got 1',
    });
    assert.throws(() => code(10, tf.zeros([4, 9])), {
      message: 'expected z of shape [batch, n], n at least 10, but got [4,9]',
    });
  });
});
