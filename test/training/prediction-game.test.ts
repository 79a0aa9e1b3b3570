import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { batchesWithReplacement } from '../../lib/data/batches';
import { glorotUniform } from '../../lib/models/initializer';
import { r1Penalty } from '../../lib/penalties';
import { Random } from '../../lib/random';
import { trainGame } from '../../lib/training/loop';
import { gradientDifference, predictionGame } from '../../lib/training/prediction-game';
import { assertClose } from '../assert-close';
import { disposeNetworksAfterEach } from '../models/dispose-networks';

describe('gradientDifference', () => {
  const row = (...values: number[]) => tf.tensor4d(values, [1, 1, values.length, 1]);

  it('is 0 for the truth, and for one whose edges are as strong the other way round', () => {
    const x = new Random(1).uniform([2, 5, 4, 3]);
    assert.equal(gradientDifference(x, x).dataSync()[0], 0);
    assertClose(gradientDifference(x, tf.sub(1, x)).dataSync(), [0], 1e-12);
  });

  it('is the squared difference of edges: of a sharp one and a blur', () => {
    const [sharp, blur] = [tf.tile(row(0, 0, 1, 1), [1, 2, 1, 1]), tf.tile(row(0, 0.25, 0.75, 1), [1, 2, 1, 1])]; // prettier-ignore
    // Across: |0| and |¼|, |1| and |½|, |0| and |¼|; down nothing differs.
    assertClose(gradientDifference(sharp, blur).dataSync(), [(0.25 ** 2 + 0.5 ** 2 + 0.25 ** 2) / 3], 1e-6); // prettier-ignore
  });
});

describe('predictionGame', function () {
  this.timeout(30_000);
  disposeNetworksAfterEach();
  const settings = { learningRate: 1e-2 };
  const SEED = 1; // weights that begin far from the answer
  const convolution = (channels: number, filters: number, activation: 'sigmoid' | 'linear') =>
    tf.sequential({
      layers: [tf.layers.conv2d({ inputShape: [8, 8, channels], filters, kernelSize: 3, padding: 'same', activation, kernelInitializer: glorotUniform(SEED, 0) })], // prettier-ignore
    });
  const films = () => {
    const given = new Random(1).uniform<tf.Rank.R4>([16, 8, 8, 2]);
    return batchesWithReplacement([given, tf.slice(given, [0, 0, 0, 0], [-1, -1, -1, 1])], { batchSize: 8, seed: 1 }); // prettier-ignore
  };

  it('minimises the squared error without D, and the gradient difference where it counts', async () => {
    for (const gradientWeight of [0, 1]) {
      const game = predictionGame({ generator: convolution(2, 1, 'sigmoid'), gradientWeight, generatorSettings: settings }); // prettier-ignore
      const { rows } = await trainGame(game, films(), { epochs: 200, seed: 1 });
      assert.deepEqual(Object.keys(game.networks), ['generator']);
      assert.ok(rows[rows.length - 1].generatorSquares < 0.8 * rows[0].generatorSquares);
      const isMore = rows[0].generatorLoss > rows[0].generatorSquares;
      assert.equal(isMore, gradientWeight > 0);
    }
  });

  it('has a D that sees films, with true ends and with G’s', async () => {
    const game = predictionGame({
      generator: convolution(2, 1, 'sigmoid'),
      averagedGenerator: convolution(2, 1, 'sigmoid'),
      discriminator: convolution(3, 1, 'linear'),
      adversarialWeight: 0.01,
      penalty: r1Penalty({ weight: 0.2 }),
      generatorSettings: settings,
    });
    const { rows } = await trainGame(game, films(), { epochs: 3, seed: 1 });
    for (const { generatorLoss, generatorSquares, generatorAdversarial } of rows) {
      assertClose([generatorLoss], [generatorSquares + 0.01 * generatorAdversarial], 1e-5);
    }
    assert.ok(rows.every(({ discriminatorLoss }) => discriminatorLoss > 0));
  });
});
