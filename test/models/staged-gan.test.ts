import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { mixStages } from '../../lib/latent/mix';
import { applyInUse } from '../../lib/models/gan';
import {
  STAGES,
  type Stage,
  buildStagedGan,
  buildStagedGenerator,
} from '../../lib/models/staged-gan';
import { Random } from '../../lib/random';
import { disposeNetworksAfterEach } from './dispose-networks';
import { assertAllLearn } from './gradients';

const latents = (n: number, seed = 2) => new Random(seed).normal<tf.Rank.R2>([n, 64]);

describe('buildStagedGenerator', () => {
  disposeNetworksAfterEach();

  it('has 238,711 parameters, under a megabyte', () => {
    const base = 32 * 80 + 4 * 80 + 80 * 1536 + 4 * 1536;
    const styles = 2 * (16 * 64 + 64) + (64 * 96 + 96) + (64 * 48 + 48);
    const doubled = 16 * 96 * 48 + 2 * 48 + 16 * 48 * 24 + 2 * 24;
    const picture = 9 * 24 * 12 + 4 * 12 + 9 * 12 * 3 + 3;
    assert.equal(base + styles + doubled + picture, 238_711);
    assert.equal(buildStagedGenerator(1).countParams(), 238_711);
    assert.ok(4 * 238_711 < 1e6);
  });

  it('makes pictures [n, 32, 32, 3] in (0, 1)', () => {
    const made = applyInUse(buildStagedGenerator(1), latents(3));
    assert.deepEqual(made.shape, [3, 32, 32, 3]);
    assert.ok(made.min().dataSync()[0] > 0 && made.max().dataSync()[0] < 1);
  });

  it('has parts of z that lie one behind the other and leave none out', () => {
    let next = 0;
    for (const { start, size } of Object.values(STAGES)) {
      assert.equal(start, next);
      next = start + size;
    }
    assert.equal(next, buildStagedGan(1).latentDim);
  });

  it('is changed by each part of z', () => {
    const generator = buildStagedGenerator(1);
    const [a, b] = [latents(2, 3), latents(2, 4)];
    const plain = applyInUse(generator, a);
    for (const stage of Object.keys(STAGES) as Stage[]) {
      const mixed = applyInUse(generator, mixStages(a, b, [stage]));
      assert.ok(tf.mean(tf.abs(tf.sub(mixed, plain))).dataSync()[0] > 1e-3, stage);
    }
  });

  it('learns by all its weights', () => assertAllLearn(buildStagedGenerator(1), [latents(4)]));
});
