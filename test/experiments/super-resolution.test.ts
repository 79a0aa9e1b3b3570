import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { cutPatches } from '../../lib/data/patches';
import { loadPhotos } from '../../lib/data/photos';
import { shrinkImages } from '../../lib/data/shrink';
import { SUPER_RESOLUTION_EXPERIMENT } from '../../lib/experiments/super-resolution';
import {
  buildSuperResolver,
  enlargePictures,
  superResolutionBatches,
  superResolutionExamples,
  trainSuperResolver,
} from '../../lib/experiments/super-resolution-run';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { disposeNetworksAfterEach } from '../models/dispose-networks';

const pictures = cutPatches(loadPhotos().test, { step: 32 }).images;
/** The first of them. */
const one = { shape: [1, 32, 32, 3] as const, data: pictures.data.slice(0, 32 * 32 * 3) };

describe('superResolutionBatches', () => {
  it('draws pictures of the set, about half of them mirrored, the same for a seed', () => {
    const only = { images: one, isUpright: true };
    const batch = superResolutionBatches(only, { seed: 1, batchSize: 200 }).next();
    const values = Array.from(one.data, (byte) => byte / 127.5 - 1);
    const original = tf.tensor4d(values, [1, 32, 32, 3]);
    const isOriginal = tf.less(tf.max(tf.abs(tf.sub(batch, original)), [1, 2, 3]), 1e-5);
    const isMirrored = tf.less(
      tf.max(tf.abs(tf.sub(batch, tf.reverse(original, 2))), [1, 2, 3]),
      1e-5,
    );
    const [originals, mirrored] = [isOriginal, isMirrored].map((x) => tf.sum(x).dataSync()[0]);
    assert.equal(originals + mirrored, 200);
    assert.ok(Math.abs(originals - 100) < 30, `${originals}`); // four standard deviations are 28
    const again = superResolutionBatches(only, { seed: 1, batchSize: 200 }).next();
    assert.deepEqual(again.dataSync(), batch.dataSync());
  });

  it('draws those that have no top in all eight ways up', () => {
    const only = { images: one, isUpright: false };
    const batch = superResolutionBatches(only, { seed: 1, batchSize: 200 }).next();
    const different = new Set(
      tf.unstack(batch).map((image) => Array.from(image.dataSync()).join()),
    );
    assert.equal(different.size, 8);
  });
});

describe('superResolutionExamples', () => {
  it('has each picture and its mirror image, and what they shrink to', () => {
    const { small, large } = superResolutionExamples({ images: pictures, isUpright: true });
    assert.deepEqual(large.shape, [2 * pictures.shape[0], 32, 32, 3]);
    assertClose(shrinkImages(large, 4).dataSync(), small.dataSync(), 1e-6);
    const [first, second] = [0, 1].map((i) => large.slice(i, 1));
    assert.deepEqual(tf.reverse(first, 2).dataSync(), second.dataSync());
  });

  it('has those that have no top in eight ways up', () => {
    const { large } = superResolutionExamples({ images: one, isUpright: false });
    assert.equal(large.shape[0], 8);
    const different = new Set(
      tf.unstack(large).map((image) => Array.from(image.dataSync()).join()),
    );
    assert.equal(different.size, 8);
  });
});

describe('enlargePictures', () => {
  disposeNetworksAfterEach();

  it('gives what an untrained network adds nothing to, straight lines, clipped to 0..1', () => {
    const small = new Random(1).uniform<tf.Rank.R4>([300, 8, 8, 3]); // more than it takes at once
    const made = enlargePictures(buildSuperResolver(1), small);
    const expected = tf.image.resizeBilinear(small, [32, 32], false, true);
    assertClose(made.dataSync(), expected.dataSync(), 1e-5);
  });
});

describe('trainSuperResolver', () => {
  disposeNetworksAfterEach();

  it('refuses steps that are no whole epochs', async () => {
    await assert.rejects(
      trainSuperResolver({ images: pictures, isUpright: false }, { seed: 1, steps: 25 }),
      {
        name: 'RangeError',
        message: 'expected epochs to be an integer of at least 1, but got 0.5',
      },
    );
  });

  it('goes on from a start, and leaves the start as it is', async () => {
    const start = buildSuperResolver(1);
    const before = start.getWeights().map((weight) => weight.dataSync().slice());
    const { generator, steps } = await trainSuperResolver(
      { images: pictures, isUpright: false },
      { seed: 2, steps: 50, start },
    );
    assert.equal(steps, 50);
    start.getWeights().forEach((weight, i) => assert.deepEqual(weight.dataSync(), before[i]));
    const [first] = generator.getWeights();
    const moved = tf.mean(tf.abs(tf.sub(first.flatten(), before[0]))).dataSync()[0];
    assert.ok(moved > 0 && moved < 0.05, `${moved}`); // weights of another seed differ by about a tenth
  }).timeout(60_000);
});

describe('the experiment on super-resolution', () => {
  it('has the trivial ways, the ceiling and the network without D among its methods', () => {
    for (const task of ['faces', 'photo patches']) {
      const names = SUPER_RESOLUTION_EXPERIMENT.methods
        .filter((method) => method.task === task)
        .map(({ name }) => name);
      const expected = ['bicubic', 'ridge', 'retrieval', 'L2', 'other real pictures', 'truth'];
      assert.deepEqual(
        expected.filter((name) => !names.includes(name)),
        [],
      );
      assert.equal(names.filter((name) => /^with D, [\d.]+$/.test(name)).length, 4);
      assert.equal(new Set(names).size, names.length);
    }
  });
});
