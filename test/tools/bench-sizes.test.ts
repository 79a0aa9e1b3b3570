import assert from 'node:assert/strict';

import { denseStepFlops } from '../../tools/bench/flops';
import { MAT_MUL_SIZE, SIZES, sizeFigures } from '../../tools/bench/sizes';
import { assertClose } from '../assert-close';

describe('SIZES', () => {
  it('are the batches 64 to 1,024 at width 128, and the widths 128 to 1,024 at batch 64', () => {
    const of = (name: 'batchSize' | 'hiddenUnits') => [...new Set(SIZES.map((size) => size[name]))];
    assert.deepEqual(of('batchSize'), [64, 128, 256, 512, 1024]);
    assert.deepEqual(of('hiddenUnits'), [128, 256, 512, 1024]);
    assert.ok(SIZES.every((size) => size.batchSize === 64 || size.hiddenUnits === 128));
  });
});

describe('sizeFigures', () => {
  it('compares the speed of the step with that of the large product, round by round', () => {
    const size = { batchSize: 64, hiddenUnits: 128 };
    const flops = denseStepFlops({ ...size, latentDim: 100, exampleSize: 784 });
    const product = 2 * MAT_MUL_SIZE ** 3;
    const figures = sizeFigures(size, [2, 4, 4], { one: [20, 20, 20], all: [10, 10, 20] });
    assert.equal(figures.ms, 4);
    assertClose(figures.gigaFlopsPerSecond, flops / 4e-3 / 1e9, 1e-9); // flops in 4 ms
    assertClose(figures.limitOneThread, product / 20e-3 / 1e9, 1e-9);
    assertClose(figures.limitAllThreads, product / 10e-3 / 1e9, 1e-9);
    // The shares are (flops / 2) / (product / 10), (flops / 4) / (product / 10), (flops / 4) / (product / 20).
    assertClose(figures.shareOfAllThreads, (5 * flops) / product, 1e-12);
    // And (flops / 2) / (product / 20), then twice (flops / 4) / (product / 20).
    assertClose(figures.shareOfOneThread, (5 * flops) / product, 1e-12);
  });
});
