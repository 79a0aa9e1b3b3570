import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { Random } from '../../lib/random';
import { gramMatrices, transferStyle } from '../../lib/training/style-transfer';
import { assertClose } from '../assert-close';

describe('gramMatrices', () => {
  it('has the mean product of each two channels over places', () => {
    const features = tf.tensor4d([1, 2, 3, 4], [1, 2, 1, 2]); // places [1, 2] and [3, 4]
    assertClose(gramMatrices(features).dataSync(), [5, 7, 7, 10]);
  });

  it('does not know where things are', () => {
    const features = new Random(1).normal<tf.Rank.R4>([2, 4, 6, 3]);
    const moved = tf.reverse(features, [1, 2]);
    assertClose(gramMatrices(moved).dataSync(), gramMatrices(features).dataSync(), 1e-5);
  });
});

describe('transferStyle', () => {
  /** The picture itself, and differences of neighbours: a network of no depth. */
  const featuresOf = (x: tf.Tensor4D): tf.Tensor4D[] => {
    const [n, h, w, c] = x.shape;
    const difference = tf.sub(tf.slice(x, [0, 0, 1, 0], [n, h, w - 1, c]), tf.slice(x, 0, [n, h, w - 1, c])); // prettier-ignore
    return [difference as tf.Tensor4D, x];
  };
  const content = new Random(1).uniform<tf.Rank.R4>([2, 8, 8, 3], 0.2, 0.8);
  const style = new Random(2).uniform<tf.Rank.R4>([3, 8, 8, 3], 0, 1);
  const errorOf = (x: tf.Tensor4D) => {
    const [gram, wanted] = [x, style].map((each) => tf.mean(gramMatrices(featuresOf(each)[0]), 0));
    return tf.mean(tf.squaredDifference(gram, wanted)).dataSync()[0];
  };
  const changeOf = (x: tf.Tensor4D) => tf.mean(tf.squaredDifference(x, content)).dataSync()[0];

  it('brings Gram matrices nearer to the style, and the more so the larger its weight', () => {
    const [little, much] = [0.01, 10].map((styleWeight) =>
      transferStyle(content, style, { featuresOf, styleWeight, steps: 100 }),
    );
    assert.ok(errorOf(much) < 0.1 * errorOf(content), `${errorOf(much)} of ${errorOf(content)}`);
    assert.ok(errorOf(much) < errorOf(little));
    assert.ok(changeOf(little) < changeOf(much));
  });

  it('makes neighbours more alike, the more so the larger the weight of smoothness', () => {
    const roughnessOf = (smoothWeight: number) => {
      const made = transferStyle(content, style, { featuresOf, styleWeight: 1, smoothWeight, steps: 50 }); // prettier-ignore
      return tf.mean(tf.square(featuresOf(made)[0])).dataSync()[0];
    };
    const [none, some, much] = [0, 0.3, 3].map(roughnessOf);
    assert.ok(some < 0.9 * none && much < 0.9 * some, `${[none, some, much]}`);
  });

  it('stays in 0..1 and leaves the content and no tensor behind', () => {
    const before = content.dataSync().slice();
    transferStyle(content, style, { featuresOf, styleWeight: 1, steps: 2 }).dispose();
    const { numTensors } = tf.memory();
    const made = transferStyle(content, style, { featuresOf, styleWeight: 1, steps: 2 });
    const values = made.dataSync();
    assert.ok(values.every((value) => value >= 0 && value <= 1));
    made.dispose();
    assert.equal(tf.memory().numTensors, numTensors);
    assert.deepEqual(content.dataSync(), before);
  });

  it('throws on a weight of 0', () => {
    assert.throws(() => transferStyle(content, style, { featuresOf, styleWeight: 0 }), RangeError);
  });
});
