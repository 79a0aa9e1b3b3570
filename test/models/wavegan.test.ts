import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { applyInTraining, applyInUse } from '../../lib/models/gan';
import {
  buildWaveganDiscriminator,
  buildWaveganGan,
  buildWaveganGenerator,
} from '../../lib/models/wavegan';
import { Random } from '../../lib/random';
import { assertAllLearn, assertJudgesEachAlone } from './gradients';

const noise = (n: number) => new Random(2).normal<tf.Rank.R2>([n, 64]);
const sounds = (n: number) => new Random(3).uniform<tf.Rank.R3>([n, 4096, 1], -1, 1);

describe('buildWaveganGenerator', () => {
  it('has 402,433 parameters', () => {
    const filters = 25 * (128 * 64 + 64 * 32 + 32 * 16 + 16);
    const biases = 64 + 32 + 16 + 1;
    const expected = 64 * 2048 + 2048 + filters + biases;
    assert.equal(expected, 402_433);
    assert.equal(buildWaveganGenerator({ seed: 1 }).countParams(), expected);
  });

  it('has fewer with shorter filters, and makes as long sounds', () => {
    const model = buildWaveganGenerator({ seed: 1, kernelSize: 9 });
    const filters = 9 * (128 * 64 + 64 * 32 + 32 * 16 + 16);
    assert.equal(model.countParams(), 64 * 2048 + 2048 + filters + 64 + 32 + 16 + 1);
    assert.deepEqual(applyInUse(model, noise(1)).shape, [1, 4096, 1]);
  });

  it('makes sounds of 4,096 samples in (−1, 1)', () => {
    const made = applyInUse(buildWaveganGenerator({ seed: 1 }), noise(2));
    assert.deepEqual(made.shape, [2, 4096, 1]);
    assert.ok(made.min().dataSync()[0] > -1 && made.max().dataSync()[0] < 1);
  });

  it('starts each convolution with numbers of its own', () => {
    const model = buildWaveganGenerator({ seed: 1 });
    const first = [1, 2].map(
      (i) => model.getLayer(`quadruple_${i}`).getWeights()[0].flatten().slice(0, 9).dataSync(), // prettier-ignore
    );
    assert.notDeepEqual(first[0], first[1]);
  });

  it('learns by all its weights', () =>
    assertAllLearn(buildWaveganGenerator({ seed: 1 }), [noise(2)]));

  it('throws on a filter shorter than its stride, which would leave gaps', () => {
    assert.throws(() => buildWaveganGenerator({ seed: 1, kernelSize: 3 }), {
      name: 'RangeError',
      message: 'expected kernelSize to be an integer of at least 4, but got 3',
    });
  });
});

describe('buildWaveganDiscriminator', () => {
  const plain = () => buildWaveganDiscriminator({ seed: 1, shift: 0 });

  it('has 271,489 parameters, and a counter for each of three shuffles', () => {
    const filters = 25 * (16 + 16 * 32 + 32 * 64 + 64 * 128);
    const expected = filters + (16 + 32 + 64 + 128) + (16 * 128 + 1);
    assert.equal(expected, 271_489);
    assert.equal(plain().countParams(), expected);
    assert.equal(buildWaveganDiscriminator({ seed: 1 }).countParams(), expected + 3);
  });

  it('goes through 1,024, 256, 64 and 16 places to one logit', () => {
    const model = plain();
    const lengths = [1, 2, 3, 4].map((i) => model.getLayer(`quarter_${i}`).outputShape[1]);
    assert.deepEqual(lengths, [1024, 256, 64, 16]);
    assert.deepEqual(applyInUse(model, sounds(2)).shape, [2, 1]);
  });

  it('shifts in training only', () => {
    const model = buildWaveganDiscriminator({ seed: 1 });
    const [used, again] = [0, 1].map(() => applyInUse(model, sounds(2)).dataSync());
    const trained = [0, 1].map(() => applyInTraining(model, sounds(2)).dataSync());
    assert.deepEqual(used, again);
    assert.notDeepEqual(trained[0], used);
    assert.notDeepEqual(trained[0], trained[1]);
  });

  it('learns by all its weights', () =>
    assertAllLearn(buildWaveganDiscriminator({ seed: 1 }), [sounds(2)]));

  it('judges each sound by itself', () => assertJudgesEachAlone(plain(), sounds(3)));

  it('throws on a shift below 0', () => {
    assert.throws(() => buildWaveganDiscriminator({ seed: 1, shift: -1 }), {
      name: 'RangeError',
      message: 'expected shift to be an integer of at least 0, but got -1',
    });
  });
});

describe('buildWaveganGan', () => {
  it('gives two networks that fit each other', () => {
    const { generator, discriminator, latentDim } = buildWaveganGan({ seed: 1, latentDim: 5 });
    const fake = applyInUse(generator, new Random(2).normal<tf.Rank.R2>([2, latentDim]));
    assert.deepEqual(applyInUse(discriminator, fake).shape, [2, 1]);
  });
});
