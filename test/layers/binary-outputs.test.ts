import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { bernoulliOutputs, thresholdOutputs } from '../../lib/layers';
import { assertClose } from '../assert-close';
import { assertCompiles } from './compiled';
import { inTraining } from './random-layers';
import { rebuilt } from './rebuilt';

const logits = () => tf.tensor2d([[-3, -0.1, 0.1, 3]]);
const sigmoidSlope = (x: tf.Tensor) => tf.mul(tf.sigmoid(x), tf.sub(1, tf.sigmoid(x)));

describe('thresholdOutputs', () => {
  const build = () => thresholdOutputs({ name: 'outputs' });

  it('is 1 where logits are above 0, in training and in use', () => {
    for (const training of [true, false]) {
      const y = build().apply(logits(), { training }) as tf.Tensor;
      assert.deepEqual(y.dataSync(), new Float32Array([0, 0, 1, 1]));
    }
  });

  it('has the gradient of the sigmoid', () => {
    const gradient = tf.grad((x: tf.Tensor) => inTraining(build(), x))(logits());
    assertClose(gradient.dataSync(), sigmoidSlope(logits()).dataSync(), 1e-6);
  });

  it('compiles', () => assertCompiles(build, [logits()]));
});

describe('bernoulliOutputs', () => {
  const build = (seed = 1) => bernoulliOutputs({ name: 'outputs', seed });

  it('draws ones as often as the sigmoid says in training, anew each time', () => {
    const n = 10_000;
    const layer = build();
    const [a, b] = [0, 1].map(() => inTraining(layer, tf.fill([n], Math.log(0.3 / 0.7))).dataSync()); // prettier-ignore
    assert.deepEqual(new Set(a), new Set([0, 1]));
    // Standard error of a share of 0.3: √(0.3 · 0.7 / 10⁴) = 0.0046; four of them.
    assertClose(a.filter((value) => value === 1).length / n, 0.3, 0.0184);
    assert.notDeepEqual(a, b);
    assert.deepEqual(inTraining(build(), tf.fill([n], Math.log(0.3 / 0.7))).dataSync(), a);
  });

  it('gives probabilities in use, and counts nothing', async () => {
    const layer = build();
    assertClose((layer.apply(logits()) as tf.Tensor).dataSync(), tf.sigmoid(logits()).dataSync(), 1e-6); // prettier-ignore
    assert.deepEqual(layer.getWeights()[0].dataSync(), new Float32Array([0]));
    const again = await rebuilt(bernoulliOutputs({ name: 'outputs', seed: 1, inputShape: [4] }));
    assert.deepEqual(inTraining(again, logits()).dataSync(), inTraining(layer, logits()).dataSync()); // prettier-ignore
  });

  it('has the gradient of the sigmoid', () => {
    const gradient = tf.grad((x: tf.Tensor) => inTraining(build(), x))(logits());
    assertClose(gradient.dataSync(), sigmoidSlope(logits()).dataSync(), 1e-6);
  });

  it('compiles', () => assertCompiles(build, [logits()]));
});
