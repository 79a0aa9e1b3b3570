import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { fitNearestNeighbour } from '../../lib/baselines/nearest-neighbour';
import { Random } from '../../lib/random';

describe('fitNearestNeighbour', () => {
  const inputs = tf.tensor2d([0, 0, 10, 0, 0, 10], [3, 2]);
  const targets = tf.tensor1d([7, 8, 9]);

  it('gives the target of the nearest input', () => {
    const outputs = fitNearestNeighbour(inputs, targets).predict(
      tf.tensor2d([1, 9, 1, 1, 9, 8], [3, 2]),
    );
    assert.deepEqual(Array.from(outputs.dataSync()), [9, 7, 8]);
  });

  it('gives each example its own target', () => {
    const pictures = new Random(1).uniform<tf.Rank.R4>([40, 3, 3, 2]);
    const outputs = new Random(2).uniform<tf.Rank.R4>([40, 2, 2, 1]);
    const found = fitNearestNeighbour(pictures, outputs).predict(pictures);
    assert.deepEqual(found.shape, [40, 2, 2, 1]);
    assert.deepEqual(found.dataSync(), outputs.dataSync());
  });

  it('leaves no tensor but the outputs', () => {
    const before = tf.memory().numTensors;
    fitNearestNeighbour(inputs, targets).predict(inputs).dispose();
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on unlike numbers of examples, and on inputs of another size', () => {
    assert.throws(() => fitNearestNeighbour(inputs, tf.zeros([2, 4])), {
      name: 'RangeError',
      message: 'expected 3 targets, one an example, but got 2',
    });
    assert.throws(() => fitNearestNeighbour(inputs, targets).predict(tf.zeros([1, 3])), RangeError);
  });
});
