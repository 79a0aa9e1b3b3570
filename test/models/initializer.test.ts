import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { redrawKernels } from '../../lib/models/initializer';
import { buildResidualGenerator } from '../../lib/models/residual-generator';
import { assertClose } from '../assert-close';

const build = (output: 'picture' | 'change') =>
  buildResidualGenerator({ imageShape: [8, 8, 3], output, widths: [16, 16, 16], seed: 1 });
const numbersOf = (model: tf.LayersModel) =>
  model.getWeights().map((weight) => ({ rank: weight.rank, values: weight.dataSync() }));

describe('redrawKernels', () => {
  it('draws kernels from N(0, std²), the same from the same seed, and leaves the rest', () => {
    const before = numbersOf(build('picture'));
    const [one, other] = [1, 2].map(() =>
      numbersOf(redrawKernels(build('picture'), { std: 0.02, seed: 5 })),
    );
    one.forEach(({ rank, values }, i) => {
      assert.deepEqual(values, other[i].values);
      if (rank < 2) return assert.deepEqual(values, before[i].values);
      const { mean, variance } = tf.moments(tf.tensor1d(values));
      const std = Math.sqrt(variance.dataSync()[0]);
      // at least 432 numbers: the standard error of std is 0.02 / √864
      assertClose([mean.dataSync()[0], std], [0, 0.02], 0.0035);
    });
  });

  it('leaves a network that does nothing as it is', () => {
    const model = redrawKernels(build('change'), { std: 0.02, seed: 5 });
    const kernel = model.getLayer('last').getWeights()[0];
    assert.equal(tf.max(tf.abs(kernel)).dataSync()[0], 0);
  });

  it('keeps nothing alive', () => {
    const model = build('picture');
    const before = tf.memory().numTensors;
    redrawKernels(model, { std: 0.02, seed: 5 });
    assert.equal(tf.memory().numTensors, before);
    model.dispose();
  });
});
