import assert from 'node:assert/strict';

import { batchMatMulConfig } from '@tensorflow/tfjs-node/dist/kernels/BatchMatMul';
import { castConfig } from '@tensorflow/tfjs-node/dist/kernels/Cast';
import { expandDimsConfig } from '@tensorflow/tfjs-node/dist/kernels/ExpandDims';
import { gatherV2Config } from '@tensorflow/tfjs-node/dist/kernels/GatherV2';
import { reshapeConfig } from '@tensorflow/tfjs-node/dist/kernels/Reshape';
import { resizeBilinearGradConfig } from '@tensorflow/tfjs-node/dist/kernels/ResizeBilinearGrad';
import { resizeNearestNeighborGradConfig } from '@tensorflow/tfjs-node/dist/kernels/ResizeNearestNeighborGrad';
import { stepConfig } from '@tensorflow/tfjs-node/dist/kernels/Step';
import { tf } from '../../lib/backend';
import { CompiledStep, compileStep } from '../../lib/backend/compiled-step';
import { run } from '../../lib/backend/register';
import { assertClose } from '../assert-close';
import { spaced } from '../finite-differences';
import { namesOfCalls } from './calls';

interface Arguments {
  readonly inputs: Record<string, tf.Tensor>;
  readonly attrs?: object;
}

/** Fails unless tfjs-node's own kernel gives the same as the one registered, to 1e-6 of the largest number. */
function assertSameAsStock(stock: tf.KernelConfig, { inputs, attrs = {} }: Arguments): void {
  tf.tidy(() => {
    const ours = run(stock.kernelName, inputs, attrs);
    // A kernel gets its own attributes, and here gives one tensor.
    const theirs = stock.kernelFunc({
      inputs,
      attrs: attrs as tf.NamedAttrMap,
      backend: tf.backend(),
    }) as tf.TensorInfo;
    const expected = tf.engine().makeTensorFromTensorInfo(theirs);
    assert.deepEqual([ours.shape, ours.dtype], [expected.shape, expected.dtype]);
    const largest = Math.max(
      1,
      ...Array.from(expected.dataSync(), Math.abs).filter(Number.isFinite),
    );
    const [a, e] = [ours, expected].map((tensor) => Array.from(tensor.dataSync()));
    assert.deepEqual(a.map(Number.isNaN), e.map(Number.isNaN));
    const numbers = (values: number[]) => values.map((value) => (Number.isNaN(value) ? 0 : value));
    assertClose(numbers(a), numbers(e), 1e-6 * largest);
  });
}

describe('matMul', () => {
  for (const transposeA of [false, true]) {
    for (const transposeB of [false, true]) {
      it(`equals that of tfjs-node, transposed ${transposeA} and ${transposeB}`, () => {
        const a = spaced(transposeA ? [4, 3] : [3, 4]);
        const b = spaced(transposeB ? [2, 4] : [4, 2], 1);
        assertSameAsStock(batchMatMulConfig, {
          inputs: { a, b },
          attrs: { transposeA, transposeB },
        });
      });
    }
  }

  it('equals that of tfjs-node in batches that broadcast', () => {
    const inputs = { a: spaced([2, 3, 4]), b: spaced([1, 4, 2], 1) };
    const attrs = { transposeA: false, transposeB: false };
    assertSameAsStock(batchMatMulConfig, { inputs, attrs });
  });

  it('is the plain MatMul for two matrices', () => {
    const [a, b] = [spaced([3, 4]), spaced([4, 2])];
    assert.deepEqual(
      namesOfCalls(() => tf.matMul(a, b)),
      ['MatMul'],
    );
  });
});

describe('cast', () => {
  for (const dtype of ['int32', 'bool', 'float32'] as const) {
    it(`equals that of tfjs-node to ${dtype}`, () => {
      assertSameAsStock(castConfig, { inputs: { x: spaced([3, 4]) }, attrs: { dtype } });
    });
  }

  it('calls nothing when the type is that of the tensor', () => {
    assert.deepEqual(
      namesOfCalls(() => tf.cast(spaced([2]), 'float32')),
      [],
    );
  });

  it('gives a tensor that outlives the one it shares its data with', () => {
    const x = spaced([4]);
    const same = tf.cast(x, 'float32');
    const values = x.dataSync().slice();
    x.dispose();
    assert.deepEqual(same.dataSync(), values);
    same.dispose();
  });
});

describe('reshape', () => {
  it('equals that of tfjs-node', () => {
    assertSameAsStock(reshapeConfig, { inputs: { x: spaced([3, 4]) }, attrs: { shape: [2, 6] } });
  });

  it('calls nothing when the shape is that of the tensor', () => {
    const x = spaced([3, 4]);
    assert.deepEqual(
      namesOfCalls(() => tf.reshape(x, [3, 4])),
      [],
    );
  });
});

describe('expandDims', () => {
  for (const dim of [0, 1, 2, -1, -2]) {
    it(`equals that of tfjs-node at ${dim}`, () => {
      assertSameAsStock(expandDimsConfig, { inputs: { input: spaced([2, 3]) }, attrs: { dim } });
    });
  }

  it('is compiled', () => {
    const [x] = [spaced([2, 3])];
    const runner = compileStep((input) => [tf.expandDims(input, 1)], [x]);
    assert.ok(runner instanceof CompiledStep);
    assert.deepEqual(runner.run([x])[0].shape, [2, 1, 3]);
  });
});

describe('gather', () => {
  const indices = () =>
    tf.tensor2d(
      [
        [0, 2],
        [1, 2],
      ],
      [2, 2],
      'int32',
    );

  it('equals that of tfjs-node along each axis', () => {
    for (const axis of [0, 1]) {
      const inputs = { x: spaced([3, 4, 2]), indices: indices() };
      assertSameAsStock(gatherV2Config, { inputs, attrs: { axis, batchDims: 0 } });
    }
  });

  it('equals that of tfjs-node in batches', () => {
    const inputs = { x: spaced([2, 3]), indices: indices() };
    assertSameAsStock(gatherV2Config, { inputs, attrs: { axis: 1, batchDims: 1 } });
  });

  it('throws on an index out of range', () => {
    for (const index of [3, -1]) {
      assert.throws(() => tf.gather(spaced([3, 4]), tf.tensor1d([index], 'int32')), {
        name: 'RangeError',
        message: `expected indices, such as labels of classes, from 0 to 2, but got ${index}`,
      });
    }
  });

  it('throws the same within a compiled step, where the first inputs were right', () => {
    const table = tf.variable(spaced([3, 4]));
    const runner = compileStep((rows) => [tf.gather(table, rows)], [tf.tensor1d([2], 'int32')]);
    assert.ok(runner instanceof CompiledStep);
    assert.throws(() => runner.run([tf.tensor1d([3], 'int32')]), {
      name: 'RangeError',
      message: 'expected indices, such as labels of classes, from 0 to 2, but got 3',
    });
    runner.dispose();
  });

  it('reads nothing back to JavaScript', () => {
    const backend = tf.backend();
    const { readSync } = backend;
    backend.readSync = () => assert.fail('readSync was called');
    try {
      tf.tidy(() => tf.gather(spaced([3, 4]), tf.tensor1d([0, 2], 'int32')));
    } finally {
      backend.readSync = readSync;
    }
  });
});

describe('step', () => {
  for (const alpha of [0, -1, 0.5]) {
    it(`equals that of tfjs-node with ${alpha} below 0, for NaN and infinities too`, () => {
      const x = tf.tensor1d([-2, 0, -0, 3, NaN, Infinity, -Infinity]);
      assertSameAsStock(stepConfig, { inputs: { x }, attrs: { alpha } });
    });
  }
});

describe('broadcastTo', () => {
  it('equals tiling', () => {
    const x = spaced([3, 1]);
    const tiled = tf.tile(tf.reshape(x, [1, 3, 1]), [2, 1, 4]);
    const ours = run('BroadcastTo', { x }, { shape: [2, 3, 4], inputShape: [3, 1] });
    assert.deepEqual(ours.shape, [2, 3, 4]);
    assert.deepEqual(ours.dataSync(), tiled.dataSync());
  });
});

describe('the gradients of resizing', () => {
  it('equal those of tfjs-node', () => {
    for (const stock of [resizeBilinearGradConfig, resizeNearestNeighborGradConfig]) {
      for (const alignCorners of [false, true]) {
        const inputs = { images: spaced([1, 3, 3, 2]), dy: spaced([1, 5, 4, 2]) };
        assertSameAsStock(stock, { inputs, attrs: { alignCorners, halfPixelCenters: false } });
      }
    }
  });
});
