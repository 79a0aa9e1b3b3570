import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { digitsInTurn, imagesToJudge } from '../../lib/experiments/images-to-judge';
import { buildConditionalGenerator } from '../../lib/models/conditional-dcgan';
import { buildDenseGenerator } from '../../lib/models/dense';

/** Sum of the pixels of the last image. */
const lastOf = (images: tf.Tensor4D) => tf.tidy(() => tf.sum(images.slice(9_999, 1)).dataSync()[0]);

describe('imagesToJudge', () => {
  it('makes 10,000 that follow from the seed, in pieces with noise of their own', () => {
    const generator = buildDenseGenerator({ seed: 1 });
    const latentDim = generator.inputs[0].shape[1]!; // stated by the model
    tf.tidy(() => {
      const make = (seed: number) => imagesToJudge(generator, { latentDim, seed });
      const images = make(1);
      assert.deepEqual(images.shape, [10_000, 28, 28, 1]);
      assert.equal(lastOf(make(1)), lastOf(images));
      assert.notEqual(lastOf(make(2)), lastOf(images));
      const [first, second] = [0, 1000].map((at) => tf.sum(images.slice(at, 1)).dataSync()[0]);
      assert.notEqual(first, second);
    });
    generator.dispose();
  });

  it('asks a conditional generator for each digit in turn', () => {
    const generator = buildConditionalGenerator({ seed: 1 });
    const latentDim = generator.inputs[0].shape[1]!; // stated by the model
    tf.tidy(() => {
      const labels = digitsInTurn();
      assert.deepEqual(Array.from(labels.slice(9_995, 5).dataSync()), [5, 6, 7, 8, 9]);
      const images = imagesToJudge(generator, { latentDim, seed: 1, labels });
      const others = imagesToJudge(generator, { latentDim, seed: 1, labels: tf.zerosLike(labels) });
      const differences = tf.sum(tf.abs(tf.sub(images, others)), [1, 2, 3]).dataSync();
      assert.equal(differences[0], 0); // asked for 0 by both
      assert.ok(differences[9_999] > 0); // asked for 9
    });
    generator.dispose();
  }).timeout(60_000);
});
