import assert from 'node:assert/strict';

import { buildNetworkOf, columnsOf } from '../../lib/judges/definition';
import { MNIST_JUDGE } from '../../lib/judges/mnist';
import { TOY_JUDGE } from './toy-judge';

describe('columnsOf', () => {
  it('lays the answers side by side', () => {
    const places = columnsOf(TOY_JUDGE).map(({ name, start }) => [name, start]);
    assert.deepEqual(places, [['probabilities', 0], ['isBright', 2], ['brightness', 3]]); // prettier-ignore
  });
});

describe('buildNetworkOf', () => {
  it('gives a column for each output of each question', () => {
    assert.deepEqual(buildNetworkOf(TOY_JUDGE, 1).outputs[0].shape, [null, 2 + 1 + 1]);
  });

  it('takes the network that a definition brings', () => {
    assert.equal(buildNetworkOf(MNIST_JUDGE, 1).name, 'mnist_classifier');
  });
});
