import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import {
  buildControlledDiscriminator,
  buildControlledGenerator,
} from '../../lib/models/controlled-gan';
import { applyInUse } from '../../lib/models/gan';
import { Random } from '../../lib/random';
import { disposeNetworksAfterEach } from './dispose-networks';
import { assertAllLearn } from './gradients';

const random = (shape: number[], seed = 1) => new Random(seed).normal(shape as [number]);
const pictures = (n: number) => new Random(2).uniform<tf.Rank.R4>([n, 32, 32, 3]);
const judge = (D: tf.LayersModel, x: tf.Tensor, controls: tf.Tensor) =>
  (D.apply([x, controls], { training: false }) as tf.Tensor[]).map((each) => each.dataSync());

describe('buildControlledGenerator', () => {
  disposeNetworksAfterEach();
  const build = () => buildControlledGenerator({ numControls: 10, seed: 1 });

  it('makes pictures [n, 32, 32, 3] in (0, 1) of z and controls', () => {
    const made = applyInUse(build(), [random([3, 64]), random([3, 10])]);
    assert.deepEqual(made.shape, [3, 32, 32, 3]);
    assert.ok(made.min().dataSync()[0] > 0 && made.max().dataSync()[0] < 1);
  });

  it('makes other pictures for other controls', () => {
    const generator = build();
    const z = random([2, 64]);
    const [a, b] = [3, 4].map((seed) => applyInUse(generator, [z, random([2, 10], seed)]));
    assert.ok(tf.mean(tf.abs(tf.sub(a, b))).dataSync()[0] > 1e-3);
  });

  it('fits into a file of 1 MB, of 64×64 too', () => {
    const large = buildControlledGenerator({ size: 64, channels: 1, numControls: 10, seed: 1 });
    [build(), large].forEach((model) => assert.ok(4 * model.countParams() < 1e6));
  });

  for (const [size, numControls] of [
    [28, 12],
    [64, 5],
  ] as const) {
    // prettier-ignore
    it(`makes grey pictures of ${size}×${size}, which its discriminator judges`, () => {
      const options = { size, channels: 1, numControls, seed: 1 } as const;
      const told = random([2, numControls]);
      const made = applyInUse(buildControlledGenerator(options), [random([2, 64]), told]);
      assert.deepEqual(made.shape, [2, size, size, 1]);
      const D = buildControlledDiscriminator(options);
      assert.deepEqual(judge(D, made, told).map(({ length }) => length), [2, 2 * numControls]); // prettier-ignore
    });
  }

  it('learns by all its weights', () =>
    assertAllLearn(build(), [random([4, 64]), random([4, 10])]));
});

describe('buildControlledDiscriminator', () => {
  disposeNetworksAfterEach();

  it('gives a logit and as many answers as controls', () => {
    const D = buildControlledDiscriminator({ numControls: 10, seed: 1 });
    assert.deepEqual(
      D.outputs.map(({ shape }) => shape),
      [
        [null, 1],
        [null, 10],
      ],
    );
  });

  it('judges by what it is told, and answers by the picture alone', () => {
    const D = buildControlledDiscriminator({ numControls: 10, seed: 1 });
    const x = pictures(2);
    const [[logits, answers], [otherLogits, sameAnswers]] = [3, 4].map((seed) =>
      judge(D, x, random([2, 10], seed)),
    );
    assert.notDeepEqual(logits, otherLogits);
    assert.deepEqual(answers, sameAnswers);
  });

  it('does not go by controls when it is not told', () => {
    const D = buildControlledDiscriminator({ numControls: 10, seed: 1, isTold: false });
    const [[logits], [same]] = [3, 4].map((seed) => judge(D, pictures(2), random([2, 10], seed)));
    assert.deepEqual(logits, same);
  });

  it('has batch-normalised features only when asked', () => {
    const isNormalised = (normalisesFeatures?: boolean) =>
      buildControlledDiscriminator({ numControls: 2, seed: 1, normalisesFeatures }).layers.some(
        ({ name }) => name === 'features_norm',
      );
    assert.deepEqual([isNormalised(), isNormalised(true)], [false, true]);
  });

  it('throws on no controls', () => {
    assert.throws(() => buildControlledDiscriminator({ numControls: 0, seed: 1 }), {
      name: 'RangeError',
      message: 'expected numControls to be an integer of at least 1, but got 0',
    });
  });
});
