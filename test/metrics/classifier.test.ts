import assert from 'node:assert/strict';
import { join } from 'node:path';

import { tf } from '../../lib/backend';
import {
  loadMnistClassifier,
  mnistClassifierPath,
  readMnistClassifier,
} from '../../lib/metrics/classifier';
import { assertClose } from '../assert-close';
import { digits } from './digits';

/** What the layers say, one after another and not compiled: logits and features. */
function eagerly(images: tf.Tensor4D) {
  return tf.tidy(() => {
    const { model } = readMnistClassifier(mnistClassifierPath());
    let x: tf.Tensor = images;
    let features = x;
    for (const layer of model.layers) {
      x = layer.apply(x) as tf.Tensor;
      if (layer.name === 'features') features = x;
    }
    return { logits: x.dataSync(), features: features.dataSync() };
  });
}

describe('loadMnistClassifier', () => {
  it('gives the committed classifier, which states its accuracy on the test images: at least 99 %', () => {
    const { classifier, test } = digits();
    const answers = tf.tidy(() => classifier.judge(test.images).logits.argMax(1).dataSync());
    const right = test.labels.filter((label, i) => label === answers[i]).length;
    // another machine rounds differently, and one or two images may lie that near to two classes
    assertClose(right / test.labels.length, classifier.facts.testAccuracy, 2e-4);
    assert.ok(classifier.facts.testAccuracy >= 0.99);
  });

  it('throws when there is no file, and says which command makes it', () => {
    assert.throws(() => loadMnistClassifier('runs/no-such.safetensors'), {
      message:
        'runs/no-such.safetensors: there is no judge mnist. Make it with: npm run classifier -- mnist',
    });
  });

  it('frees everything when it is disposed', () => {
    const before = tf.memory().numTensors;
    loadMnistClassifier().dispose();
    assert.equal(tf.memory().numTensors, before);
  });
});

describe('mnistClassifierPath', () => {
  it('is the committed file', () => {
    assert.equal(mnistClassifierPath(), join(process.cwd(), 'data/judges/mnist.safetensors'));
  });
});

describe('judge', () => {
  for (const count of [1, 7, 501]) {
    it(`says what the layers say, of ${count} images`, () => {
      const { classifier, test } = digits();
      const images = test.images.slice(0, count);
      const { logits, features } = classifier.judge(images);
      const expected = eagerly(images);
      // float32 sums of some hundred terms up to about 30, in another order
      assertClose(logits.dataSync(), expected.logits, 1e-3);
      assertClose(features.dataSync(), expected.features, 1e-3);
    });
  }

  it('gives one row an image, of ten logits, ten probabilities and 64 features', () => {
    const { classifier, test } = digits();
    const { logits, probabilities, features } = classifier.judge(test.images.slice(0, 3));
    assert.deepEqual([logits.shape, probabilities.shape], [[3, 10], [3, 10]]); // prettier-ignore
    assert.deepEqual(features.shape, [3, 64]);
  });

  it('gives the softmax of the logits', () => {
    const { classifier, test } = digits();
    const { logits, probabilities } = classifier.judge(test.images.slice(0, 20));
    const expected = logits.arraySync().flatMap((row) => {
      const powers = row.map((logit) => Math.exp(logit - Math.max(...row)));
      const sum = powers.reduce((a, b) => a + b, 0);
      return powers.map((power) => power / sum);
    });
    assertClose(probabilities.dataSync(), expected);
  });

  it('says the same again', () => {
    const { classifier, test } = digits();
    const [first, second] = [0, 0].map((start) =>
      classifier.judge(test.images.slice(start, 10)).features.dataSync(),
    );
    assert.deepEqual(first, second);
  });

  it('leaves no tensor but its three', () => {
    const { classifier, test } = digits();
    const images = test.images.slice(0, 10);
    const before = tf.memory().numTensors;
    classifier.judge(images);
    assert.equal(tf.memory().numTensors, before + 3);
  });

  it('throws on images of another shape, and on none', () => {
    const { classifier } = digits();
    assert.throws(() => classifier.judge(tf.zeros([2, 28, 27, 1])), {
      name: 'RangeError',
      message: 'expected images of shape [n, 28, 28, 1], n at least 1, but got [2, 28, 27, 1]',
    });
    assert.throws(() => classifier.judge(tf.zeros([0, 28, 28, 1])), /but got \[0, 28, 28, 1\]/);
  });

  it('throws on images outside of 0..1, but not for rounding', () => {
    const { classifier } = digits();
    assert.throws(() => classifier.judge(tf.fill([1, 28, 28, 1], -1)), {
      name: 'RangeError',
      message:
        'expected images in 0..1, but got numbers from -1 to -1 ' +
        '(from −1..1: take (x + 1) / 2; from 0..255: divide by 255)',
    });
    assert.throws(() => classifier.judge(tf.fill([1, 28, 28, 1], 255)), /from 255 to 255/);
    assert.doesNotThrow(() => classifier.judge(tf.fill([1, 28, 28, 1], 1 + 5e-7)));
  });

  it('throws on images of bytes', () => {
    const { classifier } = digits();
    assert.throws(() => classifier.judge(tf.ones([1, 28, 28, 1], 'int32')), {
      name: 'TypeError',
      message: "expected float32 images, but got int32 up to 1: take tf.cast(…, 'float32')",
    });
  });

  it('throws on images that are not finite', () => {
    const { classifier, test } = digits();
    for (const bad of [NaN, Infinity, -Infinity]) {
      const images = tf.concat([test.images.slice(0, 1), tf.fill([1, 28, 28, 1], bad)]);
      assert.throws(() => classifier.judge(images as tf.Tensor4D), {
        name: 'RangeError',
        message: `expected images to hold finite numbers, but got ${bad} among them`,
      });
    }
  });
});
