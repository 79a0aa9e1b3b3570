import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { cutPatches } from '../../lib/data/patches';
import { loadPhotos } from '../../lib/data/photos';
import { shrinkImages } from '../../lib/data/shrink';
import {
  SUPER_RESOLUTION_EXPERIMENT,
  SUPER_RESOLVERS,
} from '../../lib/experiments/super-resolution';
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
import { assertNetworksKept, assertRowsKept, keptMeans } from './kept-rows';

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
  disposeNetworksAfterEach();

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

  const meanOf = keptMeans(SUPER_RESOLUTION_EXPERIMENT);

  it('has kept a row of each method with three seeds, in order', () => {
    assertRowsKept(SUPER_RESOLUTION_EXPERIMENT, 3);
  });

  it('has networks that load, each of 169,275 numbers', () => {
    assertNetworksKept(SUPER_RESOLVERS, 169_275);
  });

  // What lesson 13 says of its method, as means over the seeds: the bars of the course.
  it('comes nearer to the truth by the squared error than ridge regression', () => {
    const gainOf = (task: string) => meanOf(task, 'L2', 'psnr') - meanOf(task, 'ridge', 'psnr');
    assert.ok(gainOf('faces') > 1.4, `${gainOf('faces')}`);
    assert.ok(gainOf('photo patches') > 0.4, `${gainOf('photo patches')}`);
  });

  it('with D makes faces as sharp as the truth, at a third of the distance and for at most 1.5 dB', () => {
    const of = (method: string, measure: string) => meanOf('faces', method, measure);
    assert.ok(of('with D, 0.001', 'sharpness') > 0.95);
    assert.ok(of('L2', 'psnr') - of('with D, 0.001', 'psnr') < 1.5);
    assert.ok(of('with D, 0.001', 'frechet') < of('L2', 'frechet') / 3);
  });

  it('gets sharper and farther from the truth with each larger weight', () => {
    for (const [task, weights] of [
      ['faces', [0.0001, 0.0003, 0.001, 0.01]],
      ['photo patches', [0.0003, 0.001, 0.003, 0.01]],
    ] as const) {
      const names = ['L2', ...weights.map((weight) => `with D, ${weight}`)];
      const [sharpness, psnr] = ['sharpness', 'psnr'].map((measure) =>
        names.map((name) => meanOf(task, name, measure)),
      );
      for (let i = 1; i < names.length; i++) {
        assert.ok(sharpness[i] > sharpness[i - 1], `${task}, ${names[i]}`);
        assert.ok(psnr[i] < psnr[i - 1], `${task}, ${names[i]}`);
      }
    }
  });

  it('has less of a grid in faces by repeating pixels than by the other ways, with D', () => {
    const gridOf = (name: string) => meanOf('faces', `with D, 0.001${name}`, 'checkerboard');
    assert.ok(gridOf('') < Math.min(gridOf(', transposed'), gridOf(', sub-pixel')));
  });
});
