import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { LOOP_TRACKS } from '../../lib/data/loops';
import { LOSSES } from '../../lib/losses';
import { applyInUse } from '../../lib/models/gan';
import {
  MUSE_LATENTS,
  MUSE_LATENT_DIM,
  buildAccompanist,
  buildMuseganCritic,
  buildMuseganGenerator,
  withOutputs,
} from '../../lib/models/musegan';
import { gradientPenalty } from '../../lib/penalties';
import { Random } from '../../lib/random';
import { batchesWithReplacement } from '../../lib/data/batches';
import { ganGame } from '../../lib/training/gan-game';
import { trainGame } from '../../lib/training/loop';
import { assertClose } from '../assert-close';
import { disposeNetworksAfterEach } from './dispose-networks';
import { assertAllLearn } from './gradients';

const latents = (n: number, seed = 2) => new Random(seed).normal<tf.Rank.R2>([n, MUSE_LATENT_DIM]);
const trackOf = (loops: tf.Tensor, { first, rows }: { first: number; rows: number }) =>
  tf.slice(loops, [0, 0, first, 0], [-1, -1, rows, -1]);

describe('MuseGAN’s networks', function () {
  this.timeout(60_000);
  disposeNetworksAfterEach();

  it('make loops of 64 steps and 69 rows, mostly silent at first, and judge them', () => {
    const generator = buildMuseganGenerator(1);
    const logits = applyInUse(generator, latents(4));
    assert.deepEqual(logits.shape, [4, 64, 69, 1]);
    const share = tf.mean(tf.sigmoid(logits)).dataSync()[0];
    assert.ok(share > 0.01 && share < 0.15, `${share}`);
    assert.deepEqual((buildMuseganCritic(1).apply(logits) as tf.Tensor).shape, [4, 1]);
    assert.ok(4 * generator.countParams() < 1e6);
  });

  it('have numbers of z that change all tracks, and numbers that change one alone', () => {
    const generator = buildMuseganGenerator(1);
    const [a, b] = [latents(2, 3), latents(2, 4)];
    const plain = applyInUse(generator, a);
    for (const [part, { start, size }] of Object.entries(MUSE_LATENTS)) {
      const [head, middle, tail] = [a.slice([0, 0], [-1, start]), b.slice([0, start], [-1, size]), a.slice([0, start + size])]; // prettier-ignore
      const mixed = applyInUse(generator, tf.concat([head, middle, tail], 1));
      for (const [track, rows] of Object.entries(LOOP_TRACKS)) {
        const moved = tf.max(tf.abs(tf.sub(trackOf(mixed, rows), trackOf(plain, rows)))).dataSync()[0]; // prettier-ignore
        assert.equal(moved > 0, part === 'shared' || part === track, `${part}, ${track}`);
      }
    }
  });

  it('give probabilities, or zeros and ones, of the same logits', () => {
    const generator = buildMuseganGenerator(1);
    const z = latents(2);
    const logits = applyInUse(generator, z);
    const of = (outputs: Parameters<typeof withOutputs>[1]) => applyInUse(withOutputs(generator, outputs, 1), z); // prettier-ignore
    assertClose(of('probabilities').dataSync(), tf.sigmoid(logits).dataSync(), 1e-6);
    assertClose(of('threshold').dataSync(), tf.greater(logits, 0).dataSync(), 0);
    assertClose(of('bernoulli').dataSync(), tf.sigmoid(logits).dataSync(), 1e-6); // in use
  });

  it('learn by all their weights', () => {
    assertAllLearn(buildMuseganGenerator(1), [latents(4)]);
    assertAllLearn(buildMuseganCritic(1), [new Random(1).uniform([4, 64, 69, 1])]);
  });

  it('make drums and chords of a bass, which stays', () => {
    const accompanist = buildAccompanist(1);
    const z = latents(3);
    const rolls = tf.cast(tf.greater(new Random(5).uniform([3, 64, 24, 1]), 0.9), 'float32');
    const [drums, chords] = accompanist.apply([z, rolls]) as tf.Tensor[];
    assert.deepEqual([drums.shape, chords.shape], [[3, 64, 9, 1], [3, 64, 36, 1]]); // prettier-ignore
    const loops = withOutputs(accompanist, 'threshold', 1).apply([z, rolls]) as tf.Tensor;
    assert.deepEqual(trackOf(loops, LOOP_TRACKS.bass).dataSync(), rolls.dataSync());
    assert.deepEqual(trackOf(loops, LOOP_TRACKS.chords).dataSync(), tf.cast(tf.greater(chords, 0), 'float32').dataSync()); // prettier-ignore
    const [, others] = accompanist.apply([z, tf.reverse(rolls, 1)]) as tf.Tensor[];
    assert.ok(tf.max(tf.abs(tf.sub(others, chords))).dataSync()[0] > 0.01);
    assertAllLearn(withOutputs(accompanist, 'probabilities', 1), [z, rolls]);
  });

  it('train with the gradient penalty, one output after the other', async () => {
    const loops = tf.cast(tf.greater(new Random(1).uniform([8, 64, 69, 1]), 0.95), 'float32');
    const logits = buildMuseganGenerator(1);
    for (const outputs of ['probabilities', 'threshold', 'bernoulli'] as const) {
      const gan = { generator: withOutputs(logits, outputs, 1), discriminator: buildMuseganCritic(1), latentDim: MUSE_LATENT_DIM }; // prettier-ignore
      const settings = { learningRate: 1e-3, beta1: 0.5 };
      const game = ganGame(gan, { loss: LOSSES.wasserstein, penalty: gradientPenalty(), generatorSettings: settings, discriminatorSettings: settings }); // prettier-ignore
      const before = logits.getWeights()[0].dataSync().slice();
      const history = await trainGame(game, batchesWithReplacement(loops, { batchSize: 4, seed: 1 }), { epochs: 2, seed: 1 }); // prettier-ignore
      assert.ok(history.rows.every(({ generatorLoss }) => Number.isFinite(generatorLoss)));
      assert.notDeepEqual(logits.getWeights()[0].dataSync(), before); // the networks share their weights
    }
  });
});
