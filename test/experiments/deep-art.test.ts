import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { loadPaintingKinds } from '../../lib/experiments/cyclegan-kinds';
import {
  DEEP_ART,
  DEEP_ART_EXPERIMENT,
  blockFeaturesOf,
  somePaintings,
} from '../../lib/experiments/deep-art';
import { SEASONS_JUDGE } from '../../lib/judges/earth-seasons';
import { readJudge } from '../../lib/judges/judge-file';
import { gramMatrices, transferStyle } from '../../lib/training/style-transfer';
import { assertRowsKept, keptMeans } from './kept-rows';
import { disposeNetworksAfterEach } from '../models/dispose-networks';

describe('style transfer by a judge', function () {
  this.timeout(30_000);
  disposeNetworksAfterEach();

  it('sees by the three blocks of its network, before they are pooled', () => {
    const features = blockFeaturesOf(readJudge(SEASONS_JUDGE).model)(tf.ones([2, 32, 32, 3]));
    assert.deepEqual(
      features.map(({ shape }) => shape),
      [
        [2, 32, 32, 16],
        [2, 16, 16, 32],
        [2, 8, 8, 64],
      ],
    );
    assert.ok(features.every((each) => each.min().dataSync()[0] >= 0)); // after ReLU
  });

  it('brings photographs nearer to the paintings in every block', () => {
    const kinds = loadPaintingKinds();
    const paintings = somePaintings(kinds);
    assert.equal(paintings.shape[0], DEEP_ART.numPaintings);
    const photos = tf.slice(paintings, 0, 4); // of any kind
    const featuresOf = blockFeaturesOf(readJudge(SEASONS_JUDGE).model);
    const distances = (pictures: tf.Tensor4D) =>
      featuresOf(pictures).map((each, i) => {
        const wanted = tf.mean(gramMatrices(featuresOf(paintings)[i]), 0, true);
        return tf.mean(tf.squaredDifference(gramMatrices(each), wanted)).dataSync()[0];
      });
    const made = transferStyle(photos, paintings, { featuresOf, styleWeight: 1, steps: 20 });
    const [before, after] = [distances(photos), distances(made)];
    after.forEach((distance, i) => assert.ok(distance < before[i], `block ${i}`));
  });
});

describe('the experiment on deep art', () => {
  it('has doing nothing, colours alone, other paintings and untrained features beside the two', () => {
    const names = DEEP_ART_EXPERIMENT.methods.map(({ name }) => name);
    const expected = [
      'nothing done',
      'colours matched',
      'style transfer, untrained',
      'other paintings',
    ];
    assert.deepEqual(
      expected.filter((name) => !names.includes(name)),
      [],
    );
  });

  const TASK = 'photograph → Van Gogh';
  const meanOf = keptMeans(DEEP_ART_EXPERIMENT);

  it('has kept its rows of three seeds, in order', () => {
    assertRowsKept(DEEP_ART_EXPERIMENT, 3);
  });

  // What lesson 14 says.
  it('takes longer a picture than the network that has learnt to paint, and keeps less', () => {
    const [transfer, painter] = ['style transfer, judge of seasons', 'CycleGAN, seed 1'];
    assert.ok(meanOf(TASK, transfer, 'seconds') > 10 * meanOf(TASK, painter, 'seconds'));
    assert.ok(meanOf(TASK, transfer, 'content') < meanOf(TASK, painter, 'content') - 0.1);
    assert.ok(meanOf(TASK, painter, 'frechet') < meanOf(TASK, transfer, 'frechet'));
  });

  it('convinces a judge only where the pixels were moved by that very judge', () => {
    const of = (method: string) => meanOf(TASK, method, 'judged');
    assert.ok(of('style transfer, by who judges') > 0.95);
    for (const name of ['judge of seasons', 'not smoothed', 'untrained']) {
      assert.ok(of(`style transfer, ${name}`) < 0.5, name);
    }
  });
});
