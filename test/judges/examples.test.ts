import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { examplesOfClasses, joinExamples } from '../../lib/judges/examples';

const grey = (...levels: number[]) => ({
  shape: [levels.length, 1, 1, 1] as const,
  data: Uint8Array.from(levels),
});

describe('examplesOfClasses', () => {
  it('labels each kind with its place, pixels in 0..1', () => {
    const { inputs, labels } = examplesOfClasses([grey(0, 255), grey(51)]);
    assert.deepEqual(inputs.shape, [3, 1, 1, 1]);
    assert.deepEqual(Array.from(inputs.dataSync()), Array.from(Float32Array.of(0, 1, 51 / 255)));
    assert.deepEqual(labels.probabilities, [0, 0, 1]);
  });
});

describe('joinExamples', () => {
  it('puts one set after another, and disposes them', () => {
    const before = tf.memory().numTensors;
    const parts = [1, 2].map((value) => ({
      inputs: tf.fill([1, 2], value),
      labels: { size: [value], isBig: [value - 1] },
    }));
    const { inputs, labels } = joinExamples(parts);
    assert.deepEqual(inputs.arraySync(), [[1, 1], [2, 2]]); // prettier-ignore
    assert.deepEqual(labels, { size: [1, 2], isBig: [0, 1] });
    assert.equal(tf.memory().numTensors, before + 1);
  });
});
