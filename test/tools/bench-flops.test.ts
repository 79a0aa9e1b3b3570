import assert from 'node:assert/strict';

import { denseStepFlops, matMulFlops } from '../../tools/bench/flops';

describe('matMulFlops', () => {
  it('counts a multiplication and an addition for each of n·k·m', () => {
    assert.equal(matMulFlops(2, 3, 5), 2 * (2 * 3 * 5));
  });
});

describe('denseStepFlops', () => {
  it('is 21 products of one number each where all sizes are 1', () => {
    // D's step: G forward 2; D forward on both 2·2; gradients in the logit's weights, in the hidden layer and in the
    // hidden weights, on both, 3·2: 12. G's step: G forward 2; D forward 2; back through D 2; gradients in the pixels'
    // weights, in G's hidden layer and in its weights 3: 9. Each product is 2 operations.
    const sizes = { batchSize: 1, latentDim: 1, hiddenUnits: 1, exampleSize: 1 };
    assert.equal(denseStepFlops(sizes), 2 * (12 + 9));
  });

  it("is the article's sum of products, written out", () => {
    const [n, z, h, x] = [64, 100, 128, 784];
    const discriminatorStep =
      matMulFlops(n, z, h) + // G's hidden layer
      matMulFlops(n, h, x) + // the fakes
      matMulFlops(2 * n, x, h) + // D's hidden layer on reals and fakes
      matMulFlops(2 * n, h, 1) + // the logits
      matMulFlops(h, 2 * n, 1) + // gradient in the logit's weights
      matMulFlops(2 * n, 1, h) + // in the hidden layer
      matMulFlops(x, 2 * n, h); // in the hidden weights
    const generatorStep =
      matMulFlops(n, z, h) +
      matMulFlops(n, h, x) +
      matMulFlops(n, x, h) +
      matMulFlops(n, h, 1) +
      matMulFlops(n, 1, h) + // gradient in D's hidden layer
      matMulFlops(n, h, x) + // in the fakes
      matMulFlops(h, n, x) + // in the pixels' weights
      matMulFlops(n, x, h) + // in G's hidden layer
      matMulFlops(z, n, h); // in its weights
    const sizes = { batchSize: n, latentDim: z, hiddenUnits: h, exampleSize: x };
    assert.equal(denseStepFlops(sizes), discriminatorStep + generatorStep);
  });

  it('grows with the batch in proportion', () => {
    const sizes = { batchSize: 64, latentDim: 100, hiddenUnits: 128, exampleSize: 784 };
    assert.equal(denseStepFlops({ ...sizes, batchSize: 256 }), 4 * denseStepFlops(sizes));
  });
});
