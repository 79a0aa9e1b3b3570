import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';

import { tf } from '../../lib/backend';
import { batchesByEpoch } from '../../lib/data/batches';
import { readManifest, verifyDataSet } from '../../lib/data/manifest';
import { type ImageDataset, loadIdx, loadMnist } from '../../lib/data/mnist';
import { assertClose } from '../assert-close';

// The numbers that lesson 3 states in its exercises, which no cell of it prints.

describe('notebooks/03_data.ipynb, exercises', () => {
  let mnist: ImageDataset;
  before(() => (mnist = loadMnist()));
  after(() => tf.dispose([mnist.train.images, mnist.test.images]));

  it('1: batches of 100 make 600 steps and leave no image out', () => {
    const { stepsPerEpoch } = batchesByEpoch(mnist.train.images, { batchSize: 100, seed: 3 });
    assert.equal(stepsPerEpoch, 600);
    assert.equal(mnist.train.labels.length - 600 * 100, 0);
  });

  it('3: the training pixels have mean 0.1307 and standard deviation 0.3081', () => {
    const { mean, variance } = tf.moments(mnist.train.images);
    assertClose(mean.dataSync()[0], 0.1307, 5e-5);
    assertClose(Math.sqrt(variance.dataSync()[0]), 0.3081, 5e-5);
    assertClose((0 - 0.1307) / 0.3081, -0.42, 5e-3);
    assertClose((1 - 0.1307) / 0.3081, 2.82, 5e-3);
    tf.dispose([mean, variance]);
  });

  it('4: image 41,358, a zero, has the most ink and image 21,618, a one, the least', () => {
    const ink = tf.tidy(() => Array.from(tf.sum(mnist.train.images, [1, 2, 3]).dataSync()));
    const most = ink.indexOf(Math.max(...ink));
    const least = ink.indexOf(Math.min(...ink));
    assert.deepEqual([most, mnist.train.labels[most]], [41_358, 0]);
    assert.deepEqual([least, mnist.train.labels[least]], [21_618, 1]);
  });

  it('5: one image is expected unseen after ln 60,000 = 11.002 epochs', () => {
    assertClose(Math.log(60_000), 11.002, 5e-4);
  });

  // The Debian package need not be installed.
  const fashionFolder = '/usr/share/datasets/fashion-mnist';
  if (existsSync(fashionFolder)) {
    it('2: Fashion-MNIST has 6,000 images of each class, and 50.2 % of its pixels are black', () => {
      const { title } = verifyDataSet(fashionFolder, readManifest('data/manifest.json'));
      assert.match(title, /^Fashion-MNIST/);
      const { train, test } = loadIdx(fashionFolder);
      for (let label = 0; label < 10; label++) {
        assert.equal(train.labels.filter((value) => value === label).length, 6000);
      }
      const black = tf.tidy(() => tf.mean(tf.cast(tf.equal(train.images, 0), 'float32')));
      assertClose(black.dataSync()[0], 0.502, 5e-4);
      tf.dispose([train.images, test.images, black]);
    });
  }
});
