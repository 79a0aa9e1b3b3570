import assert from 'node:assert/strict';

import { tf } from '../../../lib/backend';
import { trainClassifier } from '../../../tools/classifier/train';

/** Black images and white ones. */
const easy = () => ({
  images: tf.tidy(() =>
    tf.concat([tf.zeros([128, 28, 28, 1]), tf.ones([128, 28, 28, 1])]),
  ) as tf.Tensor4D,
  labels: Uint8Array.from({ length: 256 }, (_, i) => (i < 128 ? 3 : 8)),
});

describe('trainClassifier', () => {
  it('learns to tell two kinds of images apart', () => {
    const data = easy();
    const losses: number[] = [];
    const model = trainClassifier(data, { seed: 1, epochs: 20 }, (_, loss) => losses.push(loss));
    assert.equal(losses.length, 20);
    const answers = tf.tidy(() => tf.argMax(model.predict(data.images) as tf.Tensor, 1).dataSync());
    assert.deepEqual(Array.from(answers), Array.from(data.labels));
    assert.ok(losses[19] < Math.LN2, `${losses}`); // less than guessing between the two costs
  });

  it('leaves no tensor but the weights', () => {
    const data = easy();
    const before = tf.memory().numTensors;
    const model = trainClassifier(data, { seed: 1, epochs: 1 }, () => {});
    assert.equal(tf.memory().numTensors, before + model.weights.length);
  });

  it('throws when the loss is not finite any more', () => {
    const data = { ...easy(), images: tf.fill<tf.Rank.R4>([256, 28, 28, 1], NaN) };
    assert.throws(() => trainClassifier(data, { seed: 1, epochs: 1 }, () => {}), {
      message: 'epoch 1: the loss is not finite any more',
    });
  });
});
