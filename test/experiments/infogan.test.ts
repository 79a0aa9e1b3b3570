import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import {
  CODED_DIGITS,
  INFOGAN_EXPERIMENT,
  measureCodes,
  namedCodes,
} from '../../lib/experiments/infogan';
import { loadDigits, trainInfogan } from '../../lib/experiments/infogan-run';
import { measuresOf } from '../../lib/experiments/result-table';
import { loadResults } from '../../lib/experiments/results';
import { buildControlledDiscriminator } from '../../lib/models/controlled-gan';
import { disposeNetworksAfterEach } from '../models/dispose-networks';
import { assertNetworksKept, assertRowsKept, keptMeans } from './kept-rows';

describe('infogan', function () {
  this.timeout(120_000);
  disposeNetworksAfterEach();

  const some = (count: number) => {
    const { training } = loadDigits();
    return {
      images: tf.slice(training.images, 0, count),
      labels: Array.from({ length: count }, (_, i) => training.labels[i]),
    };
  };

  it('trains in each of its ways', async () => {
    const ways = [{}, { answerWeight: 0 }, { isLabelled: true }];
    for (const way of ways) {
      const { generator, discriminator, steps } = await trainInfogan(some(150), {
        seed: 1,
        epochs: 1,
        ...way,
      });
      assert.equal(steps, 2); // 150 in batches of 64
      assert.deepEqual(generator.outputs[0].shape, [null, 28, 28, 1]);
      assert.equal(discriminator.outputs.length, 2);
    }
  });

  it('learns to say which code it was given', async () => {
    const { history } = await trainInfogan(some(640), { seed: 1, epochs: 12 });
    const losses = history.rows.map(({ discriminatorAnswers }) => discriminatorAnswers);
    assert.ok(losses[losses.length - 1] < 0.7 * losses[0], `${losses[0]} ${losses.at(-1)}`);
  });

  it('names a code for each picture, whatever the number of pictures', () => {
    const D = buildControlledDiscriminator({ size: 28, channels: 1, numControls: 10, seed: 1 });
    const { images } = some(700);
    const names = namedCodes(D, images);
    assert.equal(names.length, 700);
    assert.ok(names.every((name) => name >= 0 && name < 10));
    assert.deepEqual(namedCodes(D, tf.slice(images, 600)), names.slice(600));
  });

  it('measures an untrained one as knowing nothing', async () => {
    const found = await trainInfogan(some(150), { seed: 1, epochs: 1 });
    const { heldOut, made } = measureCodes(found, some(1000), 1);
    assert.ok(heldOut >= 0.1 && heldOut < 0.5, `${heldOut}`);
    assert.ok(made >= 0.1 && made < 0.5, `${made}`);
  });
});

describe('infogan, as kept', () => {
  const meanOf = keptMeans(INFOGAN_EXPERIMENT);
  const of = (method: string) => meanOf('code against digit', method, 'heldOut');

  it('has its rows of five seeds, in order, and a generator', () => {
    assertRowsKept(INFOGAN_EXPERIMENT, 5);
    assertNetworksKept({ CODED_DIGITS }, 233_985);
  });

  // What lesson 15 says.
  it('finds most digits without a label, each seed more than k-means', () => {
    const shares = measuresOf(loadResults('infogan'), { task: 'code against digit', method: 'InfoGAN', measure: 'heldOut' }); // prettier-ignore
    const [, , median] = [...shares].sort((a, b) => a - b);
    assert.equal(shares.length, 5);
    assert.ok(median > 0.8 && Math.min(...shares) > 0.7, `${shares}`);
    assert.ok(of('k-means') < 0.6);
  });

  it('finds them for the sake of the information, and fewer than who is told the labels', () => {
    assert.ok(of('without the information') < 0.4);
    assert.ok(of('told the labels') > 0.98);
  });
});
