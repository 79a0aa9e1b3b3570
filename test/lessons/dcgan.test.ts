import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { buildDcganGenerator } from '../../lib/models/dcgan';
import { buildDenseDiscriminator } from '../../lib/models/dense';
import { applyInTraining } from '../../lib/models/gan';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

// What lesson 7 states beside its cells: formulas of which it shows an example only, and answers to its exercises.

/** Everything that a test makes is disposed at its end. */
const tidily = (test: () => void) => () => void tf.tidy(test);
const rowsOf = (x: tf.Tensor) => tf.squeeze(x).arraySync() as number[][];

describe('notebooks/07_dcgan.ipynb', () => {
  it(
    'knows no order of pixels: a dense D whose first rows move with the pixels gives the same logits',
    tidily(() => {
      const D = buildDenseDiscriminator({ seed: 1 });
      const random = new Random(1);
      const images = random.normal<tf.Rank.R4>([5, 28, 28, 1]);
      const order = tf.tensor1d(random.permutation(784), 'int32');
      const shuffled = tf.gather(images.reshape([5, 784]), order, 1).reshape([5, 28, 28, 1]);
      const before = D.predict(images) as tf.Tensor;
      const [first, ...others] = D.getWeights();
      D.setWeights([tf.gather(first, order), ...others]);
      const after = D.predict(shuffled) as tf.Tensor;
      assertClose(after.dataSync(), before.dataSync(), 1e-5); // sums of 784 numbers in another order
    }),
  );

  for (const [k, s, n] of [
    [4, 2, 28],
    [3, 2, 7],
    [5, 1, 6],
  ]) {
    it(
      `defines the convolution that tf.conv2d computes, for k = ${k}, s = ${s}, n = ${n}`,
      tidily(() => {
        const random = new Random(k);
        const x = random.normal<tf.Rank.R4>([1, n, n, 1]);
        const w = random.normal<tf.Rank.R4>([k, k, 1, 1]);
        const size = Math.ceil(n / s);
        // TensorFlow pads as much as the last kernel needs, the smaller half of it above and at the left
        const p = Math.floor(((size - 1) * s + k - n) / 2);
        const [xs, ws] = [rowsOf(x), rowsOf(w)];
        const at = (r: number, c: number) => xs[r]?.[c] ?? 0;
        const expected = Array.from({ length: size }, (_, r) =>
          Array.from({ length: size }, (_, c) =>
            ws.flatMap((row, i) => row.map((wij, j) => wij * at(s * r + i - p, s * c + j - p))),
          ).map((products) => products.reduce((a, b) => a + b, 0)),
        );
        const actual = rowsOf(tf.conv2d(x, w, s, 'same'));
        assertClose(actual.flat(), expected.flat(), 1e-5); // up to 25 products in float32
      }),
    );
  }

  it(
    'states that a transposed convolution is the adjoint of the convolution: ⟨conv(u), v⟩ = ⟨u, convᵀ(v)⟩',
    tidily(() => {
      const random = new Random(2);
      const inner = (a: tf.Tensor, b: tf.Tensor) => tf.sum(tf.mul(a, b)).dataSync()[0];
      for (const k of [3, 4, 5]) {
        const w = random.normal<tf.Rank.R4>([k, k, 2, 3]); // from 2 channels to 3
        const u = random.normal<tf.Rank.R4>([1, 28, 28, 2]);
        const v = random.normal<tf.Rank.R4>([1, 14, 14, 3]);
        const forward = inner(tf.conv2d(u, w, 2, 'same'), v);
        const back = tf.conv2dTranspose<tf.Tensor4D>(v, w, [1, 28, 28, 2], 2, 'same');
        const backward = inner(u, back);
        assertClose(backward, forward, 1e-4 * Math.abs(forward) + 1e-3); // of some 10⁵ products
      }
    }),
  );

  for (const k of [2, 3, 4, 5, 6]) {
    it(
      `counts ⌈k/2⌉ and ⌊k/2⌋ weights for a pixel along one axis, for k = ${k} (exercise 1)`,
      tidily(() => {
        const counts = rowsOf(
          tf.conv2dTranspose(
            tf.ones<tf.Rank.R4>([1, 5, 5, 1]),
            tf.ones<tf.Rank.R4>([k, k, 1, 1]),
            [1, 10, 10, 1],
            2,
            'same',
          ),
        );
        const inside = [4, 5].flatMap((r) => [4, 5].map((c) => counts[r][c]));
        const [more, less] = [Math.ceil(k / 2), Math.floor(k / 2)];
        const expected = [more * more, more * less, more * less, less * less];
        assert.deepEqual(
          inside.sort((a, b) => b - a),
          expected,
        );
      }),
    );
  }

  it(
    'states that moving statistics hold 1 − 0.99ⁿ of the truth after n updates',
    tidily(() => {
      const norm = tf.layers.batchNormalization();
      const batch = tf.tensor2d([[2], [4]]); // mean 3
      for (let n = 1; n <= 20; n++) {
        norm.apply(batch, { training: true });
        const [, , mean] = norm.getWeights();
        assertClose(mean.dataSync()[0] / 3, 1 - 0.99 ** n, 1e-5);
      }
    }),
  );

  it(
    'breaks a generator by a batch of one in training: every z gives the same image',
    tidily(() => {
      const G = buildDcganGenerator({ seed: 1 });
      const random = new Random(3);
      const [a, b] = [1, 2].map(() => applyInTraining(G, random.normal<tf.Rank.R2>([1, 32])));
      assert.equal(tf.max(tf.abs(tf.sub(a, b))).dataSync()[0], 0);
      const batch = applyInTraining(G, random.normal<tf.Rank.R2>([8, 32])) as tf.Tensor4D;
      const [first, second] = [batch.slice(0, 1), batch.slice(1, 1)];
      assert.ok(tf.max(tf.abs(tf.sub(first, second))).dataSync()[0] > 0.01);
    }),
  );

  it(
    'exercise 2: 8,192 weights of a transposed convolution, 4,917,248 of a dense layer',
    tidily(() => {
      const layer = tf.layers.conv2dTranspose({
        inputShape: [7, 7, 32],
        filters: 16,
        kernelSize: 4,
        strides: 2,
        padding: 'same',
        useBias: false,
      });
      const model = tf.sequential({ layers: [layer] });
      assert.deepEqual(model.outputs[0].shape, [null, 14, 14, 16]);
      assert.equal(model.countParams(), 8192);
      assert.equal(7 * 7 * 32 * 14 * 14 * 16, 4_917_248);
    }),
  );

  it('exercise 3: 99.9 % takes 688 updates, 344 steps of G at two a step, 230 of D at three', () => {
    const updates = Math.ceil(Math.log(0.001) / Math.log(0.99));
    assert.ok(1 - 0.99 ** updates >= 0.999 && 1 - 0.99 ** (updates - 1) < 0.999);
    assert.deepEqual([updates, Math.ceil(updates / 2), Math.ceil(updates / 3)], [688, 344, 230]);
  });
});
