import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import {
  buildControlledWaveganDiscriminator,
  buildControlledWaveganGenerator,
} from '../../lib/models/controlled-wavegan';
import { applyInUse } from '../../lib/models/gan';
import { Random } from '../../lib/random';
import { disposeNetworksAfterEach } from './dispose-networks';
import { assertAllLearn } from './gradients';

const random = (shape: number[], seed = 1) => new Random(seed).normal(shape as [number]);
const sounds = (n: number) => new Random(2).uniform<tf.Rank.R3>([n, 4096, 1], -1, 1);
const options = { numControls: 5, kernelSize: 9, seed: 1 };

describe('buildControlledWaveganGenerator', () => {
  disposeNetworksAfterEach();
  const build = () => buildControlledWaveganGenerator(options);

  it('makes sounds [n, 4096, 1] in (−1, 1), others for other controls', () => {
    const generator = build();
    const z = random([3, 64]);
    const [a, b] = [3, 4].map((seed) => applyInUse(generator, [z, random([3, 5], seed)]));
    assert.deepEqual(a.shape, [3, 4096, 1]);
    assert.ok(a.min().dataSync()[0] > -1 && a.max().dataSync()[0] < 1);
    assert.ok(tf.mean(tf.abs(tf.sub(a, b))).dataSync()[0] > 1e-3);
  });

  it('has a filter of 25 samples unless told otherwise, as the paper', () => {
    const [model, paper] = [build(), buildControlledWaveganGenerator({ numControls: 5, seed: 1 })];
    const taps = 128 * 64 + 64 * 32 + 32 * 16 + 16;
    assert.equal(paper.countParams() - model.countParams(), (25 - 9) * taps);
  });

  it('learns by all its weights', () => assertAllLearn(build(), [random([2, 64]), random([2, 5])]));
});

describe('buildControlledWaveganDiscriminator', () => {
  disposeNetworksAfterEach();
  const judge = (D: tf.LayersModel, seed: number, training = false) =>
    (D.apply([sounds(2), random([2, 5], seed)], { training }) as tf.Tensor[]).map((each) =>
      each.dataSync(),
    );

  it('judges by what it is told, and answers by the sound alone', () => {
    const D = buildControlledWaveganDiscriminator(options);
    const [[logits, answers], [others, same]] = [3, 4].map((seed) => judge(D, seed));
    assert.deepEqual([logits.length, answers.length], [2, 10]);
    assert.notDeepEqual(logits, others);
    assert.deepEqual(answers, same);
  });

  it('does not go by controls when it is not told', () => {
    const D = buildControlledWaveganDiscriminator({ ...options, isTold: false });
    assert.deepEqual(judge(D, 3)[0], judge(D, 4)[0]);
  });

  it('shifts phases in training, unless told not to', () => {
    const [shuffled, plain] = [2, 0].map((shift) => {
      const D = buildControlledWaveganDiscriminator({ ...options, shift });
      return [0, 1].map(() => judge(D, 3, true)[0]);
    });
    assert.notDeepEqual(shuffled[0], shuffled[1]);
    assert.deepEqual(plain[0], plain[1]);
  });
});
