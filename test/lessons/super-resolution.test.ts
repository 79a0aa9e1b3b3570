import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { upsampleNearest } from '../../lib/baselines/upsampling';
import { batchesByEpoch } from '../../lib/data/batches';
import { shrinkImages } from '../../lib/data/shrink';
import { depthToSpace } from '../../lib/layers/depth-to-space';
import { checkerboard } from '../../lib/metrics/checkerboard';
import { lowResolutionError } from '../../lib/metrics/low-resolution';
import { buildSrganDiscriminator, buildSrganGenerator } from '../../lib/models/srgan';
import { Random } from '../../lib/random';
import { trainGame } from '../../lib/training/loop';
import { superResolutionGame } from '../../lib/training/super-resolution-game';
import { assertClose } from '../assert-close';
import { disposeNetworksAfterEach } from '../models/dispose-networks';

// What lesson 13 states beside its cells: formulas of which it shows an example only, and answers to its exercises.

const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('notebooks/13_super_resolution.ipynb', () => {
  disposeNetworksAfterEach();

  it('states that a draw of what is possible has twice the squared error of the mean, 3.01 dB', () => {
    const random = new Random(1);
    for (const spread of [0.1, 1, 5]) {
      const possible = Array.from(random.normal([50]).dataSync(), (x) => 2 + spread * x);
      const mean = meanOf(possible);
      const ofMean = meanOf(possible.map((y) => (y - mean) ** 2));
      // all pairs of two independent draws, a draw with itself among them
      const ofDraw = meanOf(possible.flatMap((y) => possible.map((other) => (y - other) ** 2)));
      assertClose(ofDraw / ofMean, 2, 1e-6);
    }
    assert.equal((10 * Math.log10(2)).toFixed(2), '3.01');
  });

  it('has six rows of two black and two white pixels, whose mean has a squared error of ¼', () => {
    const rows = Array.from({ length: 16 }, (_, i) =>
      [8, 4, 2, 1].map((bit) => Number((i & bit) > 0)),
    );
    const fitting = rows.filter((row) => meanOf(row) === 0.5);
    assert.equal(fitting.length, 6);
    assert.equal(meanOf(fitting.flat().map((y) => (y - 0.5) ** 2)), 0.25);
  });

  it('asks for 0.25 where three of four are black: squared errors 0.25, 0.1875 and 0.25', () => {
    const errorOf = (guess: number) => meanOf([0, 0, 0, 1].map((y) => (y - guess) ** 2));
    assert.deepEqual([0, 0.25, 0.5].map(errorOf), [0.25, 0.1875, 0.25]);
  });

  it('lays channels out by y[2r + i, 2c + j] = x[r, c, 2i + j]', () => {
    const x = new Random(2).normal<tf.Rank.R4>([1, 3, 5, 4]);
    const y = depthToSpace({ block: 2 }).apply(x) as tf.Tensor4D;
    const [xs, ys] = [x, y].map((each) => each.arraySync()[0]);
    ys.forEach((row, r) =>
      row.forEach(([value], c) => {
        const channel = 2 * (r % 2) + (c % 2);
        assert.equal(value, xs[r >> 1][c >> 1][channel]);
      }),
    );
  });

  it('says rightly that a transposed convolution of 4×4 has even counts and uneven sums', () => {
    const [ones, random] = [tf.ones<tf.Rank.R4>([4, 4, 1, 1]), new Random(3).normal<tf.Rank.R4>([4, 4, 1, 1])]; // prettier-ignore
    const insideOf = (kernel: tf.Tensor4D) => {
      const flat = tf.ones<tf.Rank.R4>([1, 6, 6, 1]);
      const made = tf.conv2dTranspose(flat, kernel, [1, 12, 12, 1], 2, 'same');
      return Array.from(tf.slice(made, [0, 4, 4, 0], [1, 2, 2, 1]).dataSync());
    };
    assert.deepEqual(insideOf(ones), [4, 4, 4, 4]);
    const sums = insideOf(random);
    assert.ok(Math.max(...sums) - Math.min(...sums) > 0.5, `${sums}`);
  });

  it('exercise 2: a pixel that is 0 or 1 costs ¼ by the mean and ½ by a draw', () => {
    assert.equal(meanOf([0, 1].map((y) => (y - 0.5) ** 2)), 0.25);
    assert.equal(meanOf([0, 1].flatMap((y) => [0, 1].map((draw) => (y - draw) ** 2))), 0.5);
  });

  it('exercise 3: 57,760 and 14,440 parameters, 3,686,400 multiplications each', () => {
    const parametersOf = (upsampler: 'subPixel' | 'resize') =>
      buildSrganGenerator({ inputShape: [8, 8, 3], upsampler, seed: 1 })
        .getLayer('double')
        .countParams();
    assert.deepEqual([parametersOf('subPixel'), parametersOf('resize')], [57_760, 14_440]);
    assert.equal(9 * 40 * 160 * 64, 3_686_400);
    assert.equal(9 * 40 * 40 * 256, 3_686_400);
  });

  it('exercise 4: with D alone weights of 1 and 10 hardly differ under Adam, 0.001 does by its epsilon', async () => {
    const pictures = new Random(4).uniform<tf.Rank.R4>([8, 16, 16, 1], -1, 1);
    const train = async (adversarialWeight: number) => {
      const generator = buildSrganGenerator({ inputShape: [4, 4, 1], seed: 1 });
      const discriminator = buildSrganDiscriminator({ inputShape: [16, 16, 1], seed: 2 });
      const game = superResolutionGame(
        { generator, discriminator },
        {
          adversarialWeight,
          content: 'none',
          generatorSettings: { learningRate: 1e-3, beta1: 0.9 },
          discriminatorSettings: { learningRate: 2e-4, beta1: 0.5 },
        },
      );
      const before = generator.getLayer('details').getWeights()[0].clone();
      const batches = batchesByEpoch(pictures, { batchSize: 4, seed: 1 });
      await trainGame(game, batches, { epochs: 3, seed: 1 });
      return tf.sub(generator.getLayer('details').getWeights()[0], before);
    };
    const [tiny, one, ten] = [await train(0.001), await train(1), await train(10)];
    const sizeOf = (x: tf.Tensor) => tf.mean(tf.abs(x)).dataSync()[0];
    const awayFromTen = (x: tf.Tensor) => sizeOf(tf.sub(ten, x)) / sizeOf(ten);
    assert.ok(sizeOf(ten) > 1e-4, 'it moves');
    assert.ok(awayFromTen(one) < 0.05, `${awayFromTen(one)}`); // 0.012 here
    assert.ok(awayFromTen(tiny) > 0.1, `${awayFromTen(tiny)}`); // 0.28 here: epsilon is no longer small
  });

  it('exercise 5: repeated pixels have a low-resolution error of 0 and no wave of the grid', () => {
    const small = shrinkImages(new Random(5).uniform<tf.Rank.R4>([4, 32, 32, 3]), 4);
    const repeated = upsampleNearest(small, 4);
    assertClose(lowResolutionError(small, repeated), 0, 1e-3);
    assertClose(checkerboard(repeated, { period: 4 }), 0, 1e-6);
  });

  it('gives prices of the paper between two and three dB', () => {
    const prices = [32.05 - 29.4, 28.49 - 26.02, 27.58 - 25.16];
    assert.ok(prices.every((price) => price > 2 && price < 10 * Math.log10(2)));
  });
});
