import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { buildBeatDiscriminator, buildBeatGenerator } from '../../lib/models/beat-gan';
import { applyInUse } from '../../lib/models/gan';
import { Random } from '../../lib/random';
import { disposeNetworksAfterEach } from './dispose-networks';
import { assertAllLearn } from './gradients';

const random = (shape: number[], seed = 1) => new Random(seed).normal(shape as [number]);
const signals = (n: number) => new Random(2).uniform<tf.Rank.R3>([n, 128, 1]);

describe('buildBeatGenerator', () => {
  disposeNetworksAfterEach();
  const build = () => buildBeatGenerator({ numControls: 2, seed: 1 });

  it('makes signals [n, 128, 1] in (0, 1), others for other controls', () => {
    const generator = build();
    const z = random([3, 64]);
    const [a, b] = [3, 4].map((seed) => applyInUse(generator, [z, random([3, 2], seed)]));
    assert.deepEqual(a.shape, [3, 128, 1]);
    assert.ok(a.min().dataSync()[0] > 0 && a.max().dataSync()[0] < 1);
    assert.ok(tf.mean(tf.abs(tf.sub(a, b))).dataSync()[0] > 1e-3);
  });

  it('learns by all its weights', () => assertAllLearn(build(), [random([4, 64]), random([4, 2])]));

  it('throws on no controls', () => {
    assert.throws(() => buildBeatGenerator({ numControls: 0, seed: 1 }), RangeError);
  });
});

describe('buildBeatDiscriminator', () => {
  disposeNetworksAfterEach();
  const judge = (D: tf.LayersModel, seed: number) =>
    (D.apply([signals(2), random([2, 2], seed)], { training: false }) as tf.Tensor[]).map((each) =>
      each.dataSync(),
    );

  it('judges by what it is told, and answers by the signal alone', () => {
    const D = buildBeatDiscriminator({ numControls: 2, seed: 1 });
    const [[logits, answers], [others, same]] = [3, 4].map((seed) => judge(D, seed));
    assert.deepEqual([logits.length, answers.length], [2, 4]);
    assert.notDeepEqual(logits, others);
    assert.deepEqual(answers, same);
  });

  it('does not go by controls when it is not told, and sees signals shifted in training', () => {
    const D = buildBeatDiscriminator({ numControls: 2, seed: 1, isTold: false, shift: 4 });
    assert.deepEqual(judge(D, 3)[0], judge(D, 4)[0]);
    const logits = () =>
      (D.apply([signals(2), random([2, 2])], { training: true }) as tf.Tensor[])[0].dataSync();
    assert.notDeepEqual(logits(), logits());
  });
});
