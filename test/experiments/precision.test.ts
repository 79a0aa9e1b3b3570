import assert from 'node:assert/strict';

import { hasMixedPrecision } from '../../lib/backend/precision';
import { PRECISION } from '../../lib/experiments/precision';
import { measuresOf } from '../../lib/experiments/result-table';
import { loadResults } from '../../lib/experiments/results';
import { estimate } from '../../lib/metrics/estimate';

describe('the experiment on precision', () => {
  const results = loadResults('precision');
  const found = (task: string, method: string, measure: string) =>
    estimate(measuresOf(results, { task, method, measure }));

  for (const [task, measure, seeds] of [
    ['DCGAN on MNIST', 'scoreOfReal', 3],
    ['DCGAN on MNIST', 'frechet', 3],
    ['DCGAN on MNIST', 'discriminatorLoss', 3],
    ['DCGAN on MNIST', 'generatorLoss', 3],
    ['WGAN-GP on the ring', 'modes', 5],
    ['WGAN-GP on the grid', 'modes', 5],
  ] as const) {
    it(`found ${measure} of ${task} within two standard errors of float32's, as README says`, () => {
      const [float32, mixed] = ['float32', 'mixed precision'].map((m) => found(task, m, measure));
      assert.deepEqual([float32.n, mixed.n], [seeds, seeds]);
      const difference = Math.abs(mixed.mean - float32.mean);
      assert.ok(difference <= 2 * Math.hypot(float32.error, mixed.error), `${difference}`);
    });
  }

  if (!hasMixedPrecision()) {
    it('refuses to pass float32 off as mixed precision', () => {
      const method = PRECISION.methods.find(({ name }) => name === 'mixed precision');
      assert.throws(() => method?.run(1), /this processor has no mixed precision/);
    });
  }
});
