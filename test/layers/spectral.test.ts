import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { CompiledStep, compileStep } from '../../lib/backend/compiled-step';
import { spectralConv2d, spectralDense } from '../../lib/layers';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { assertFirstGradients, assertVariableGradients, spaced } from '../finite-differences';
import { inTraining } from './random-layers';
import { rebuilt } from './rebuilt';

const inUse = (layer: tf.layers.Layer, x: tf.Tensor) => layer.apply(x) as tf.Tensor;

/** The largest singular value of a matrix by 500 steps of power iteration on AᵀA, in plain arrays of doubles. */
function largestSingularValue(matrix: readonly (readonly number[])[]): number {
  let u = matrix[0].map((_, i) => 1 + i / 7);
  let norm = 0;
  for (let i = 0; i < 500; i++) {
    const v = matrix.map((row) => row.reduce((sum, a, k) => sum + a * u[k], 0));
    const next = u.map((_, k) => matrix.reduce((sum, row, j) => sum + row[k] * v[j], 0));
    norm = Math.hypot(...next);
    u = next.map((x) => x / norm);
  }
  return Math.sqrt(norm); // ‖AᵀAu‖ = σ²
}
const matrixOf = (kernel: tf.Tensor) =>
  tf.reshape(kernel, [-1, kernel.shape.at(-1)!]).arraySync() as number[][];

/** A built layer; its kernel, bias and u are its weights in this order. */
function built(layer: tf.layers.Layer, shape: number[]) {
  layer.build([null, ...shape]);
  return layer;
}
const denseLayer = (seed = 1) => built(spectralDense({ units: 4, seed }), [6]);
const convLayer = (seed = 1) =>
  built(
    spectralConv2d({ filters: 4, kernelSize: 3, strides: 2, padding: 'same', seed }),
    [5, 5, 2],
  );
const layers = {
  spectralDense: { build: denseLayer, shape: [3, 6] },
  spectralConv2d: { build: convLayer, shape: [2, 5, 5, 2] },
};

/** Calls in training until the estimate stands still. */
function settle(layer: tf.layers.Layer, x: tf.Tensor, calls = 200): void {
  for (let i = 0; i < calls; i++) inTraining(layer, x).dispose();
}
function setKernel(layer: tf.layers.Layer, kernel: tf.Tensor): void {
  layer.setWeights([kernel, ...layer.getWeights().slice(1)]);
}

for (const [name, { build, shape }] of Object.entries(layers)) {
  describe(name, () => {
    it('uses its kernel divided by the largest singular value, once that is found', () => {
      const [layer, x] = [build(), spaced(shape)];
      settle(layer, x);
      const kernel = layer.getWeights()[0];
      const sigma = largestSingularValue(matrixOf(kernel));
      const normalised = tf.div(kernel, sigma);
      const expected =
        kernel.rank === 2
          ? tf.matMul(x, normalised)
          : tf.conv2d(x as tf.Tensor4D, normalised as tf.Tensor4D, 2, 'same');
      assertClose(inTraining(layer, x).dataSync(), expected.dataSync(), 1e-5);
      assertClose(inUse(layer, x).dataSync(), expected.dataSync(), 1e-5);
    });

    it('moves u at each call in training, and at no other', () => {
      const [layer, x] = [build(), spaced(shape)];
      const u = () => layer.getWeights()[2].dataSync().slice();
      const before = u();
      inUse(layer, x);
      assert.deepEqual(u(), before);
      inTraining(layer, x);
      assert.notDeepEqual(u(), before);
      assertClose(Math.hypot(...u()), 1, 1e-6);
      assert.equal(layer.trainableWeights.length, 2); // kernel and bias
    });

    it('has the gradients in kernel and bias that finite differences give, u held', () => {
      const [layer, x] = [build(), spaced(shape)];
      inTraining(layer, x); // any u will do
      const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
      const weights = new Random(2).normal(inUse(layer, x).shape);
      assertVariableGradients(() => tf.sum(tf.mul(inUse(layer, x), weights)), variables);
    });

    it('has the same gradients in training, once u stands still', () => {
      const [layer, x] = [build(), spaced(shape)];
      settle(layer, x);
      const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
      const gradients = (apply: typeof inUse) =>
        Object.values(
          tf.variableGrads(() => tf.sum(tf.square(apply(layer, x))), variables).grads,
        ).flatMap((g) => [...g.dataSync()]);
      assertClose(gradients(inTraining), gradients(inUse), 1e-4);
    });

    it('has the gradient of a gradient penalty in its weights that finite differences give', () => {
      const [layer, x] = [build(), spaced(shape)];
      inTraining(layer, x);
      const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
      const penalty = () => {
        const slopes = tf.grad((input: tf.Tensor) => tf.sum(tf.tanh(inUse(layer, input))))(x);
        return tf.sum(tf.square(slopes));
      };
      assertVariableGradients(penalty, variables);
    });

    it('has the gradient in its input that finite differences give', () => {
      const layer = build();
      assertFirstGradients((x) => inUse(layer, x), [spaced(shape)]);
    });

    it('starts from the kernel of a plain layer with glorotUniform of its seed', () => {
      const kernel = build(7).getWeights()[0];
      const plain = tf.initializers.glorotUniform({ seed: 7 }).apply(kernel.shape);
      assert.deepEqual(kernel.dataSync(), plain.dataSync());
      assert.notDeepEqual(kernel.dataSync(), build(8).getWeights()[0].dataSync());
    });

    it('gives zeros for a kernel of zeros, not NaN', () => {
      const [layer, x] = [build(), spaced(shape)];
      setKernel(layer, tf.zerosLike(layer.getWeights()[0]));
      assert.ok(
        inTraining(layer, x)
          .dataSync()
          .every((value) => value === 0),
      );
    });

    it('gives the same numbers in a compiled step, u and gradients included', () => {
      const run = (isCompiled: boolean) => {
        const [layer, x] = [build(), spaced(shape)];
        const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
        const step = (input: tf.Tensor) =>
          tf.tidy(() => {
            const { value, grads } = tf.variableGrads(
              () => tf.mean<tf.Scalar>(tf.square(inTraining(layer, input))),
              variables,
            );
            return [value, ...Object.values(grads), inTraining(layer, input)];
          });
        const runner = compileStep(step, [x]);
        assert.ok(runner instanceof CompiledStep);
        const outputs = [1, 2, 3].flatMap(() => (isCompiled ? runner.run([x]) : step(x)));
        runner.pull();
        runner.dispose();
        return [...outputs, ...layer.getWeights()].flatMap((t) => [...t.dataSync()]);
      };
      assertClose(run(true), run(false), 1e-5);
    });

    it('keeps no tensor but its output', () => {
      const [layer, x] = [build(), spaced(shape)];
      settle(layer, x, 1);
      const before = tf.memory().numTensors;
      settle(layer, x, 3);
      assert.equal(tf.memory().numTensors, before);
    });

    it('takes the shape that it promised', () => {
      const [layer, x] = [build(), spaced(shape)];
      assert.deepEqual(inUse(layer, x).shape, layer.computeOutputShape(shape));
    });
  });
}

describe('spectralDense', () => {
  it('finds the largest of known singular values: diag(3, −5, 1) becomes diag(0.6, −1, 0.2)', () => {
    const layer = built(spectralDense({ units: 3, seed: 1, useBias: false }), [3]);
    layer.setWeights([tf.diag(tf.tensor1d([3, -5, 1])), layer.getWeights()[1]]);
    settle(layer, tf.eye(3), 60); // each call shrinks the rest of u by (3/5)²: to 10⁻²⁶
    // prettier-ignore
    assertClose(inUse(layer, tf.eye(3)).dataSync(), [0.6, 0, 0, 0, -1, 0, 0, 0, 0.2], 1e-6);
  });

  it('has in training the gradient of x W/(vᵀWu) with u and v held, where they still move', () => {
    const [layer, x] = [denseLayer(), spaced<tf.Rank.R2>([3, 6])];
    const [kernel, , before] = layer.getWeights() as tf.Tensor2D[];
    const unit = (vector: tf.Tensor2D) => tf.div(vector, tf.norm(vector)) as tf.Tensor2D;
    const v = unit(tf.matMul(kernel, before));
    const u = unit(tf.matMul(kernel, v, true));
    const expected = tf.grad((w: tf.Tensor) => {
      const sigma = tf.matMul(v, tf.matMul(w as tf.Tensor2D, u), true);
      return tf.sum(tf.square(tf.matMul(x, tf.div(w, sigma))));
    })(kernel);
    const variable = layer.trainableWeights[0].read() as tf.Variable;
    const { grads } = tf.variableGrads(() => tf.sum(tf.square(inTraining(layer, x))), [variable]);
    assertClose(grads[variable.name].dataSync(), expected.dataSync(), 1e-5);
  });

  it('stretches no difference between two inputs by more than 1, and one by 1', () => {
    const layer = denseLayer();
    setKernel(layer, spaced([6, 4]));
    settle(layer, spaced([3, 6]));
    const [a, b] = [1, 2].map((seed) => new Random(seed).normal<tf.Rank.R2>([1000, 6]));
    const stretch = tf.div(
      tf.norm(tf.sub(inUse(layer, a), inUse(layer, b)), 2, 1),
      tf.norm(tf.sub(a, b), 2, 1),
    );
    const largest = tf.max(stretch).dataSync()[0];
    assert.ok(largest <= 1 + 1e-5, `${largest}`);
    assert.ok(largest > 0.9, `${largest}`); // of 1000 directions in 6 dimensions, one is near the steepest
  });

  it('comes back from a saved network as it was', async () => {
    const layer = spectralDense({ units: 2, seed: 3, useBias: false, inputShape: [5] });
    const copy = await rebuilt(layer);
    const x = spaced([4, 5]);
    assert.deepEqual(inTraining(copy, x).dataSync(), inTraining(layer, x).dataSync());
    assert.equal(copy.getWeights().length, 2); // kernel and u
  });

  it('throws on an input of another rank, or no number of units', () => {
    assert.throws(() => spectralDense({ units: 2, seed: 1 }).apply(tf.zeros([2, 3, 4])), {
      name: 'RangeError',
      message: 'expected an input [batch, numbers], but got [2,3,4]',
    });
    assert.throws(() => spectralDense({ units: 0, seed: 1 }), {
      name: 'RangeError',
      message: 'expected units to be an integer of at least 1, but got 0',
    });
  });
});

describe('spectralConv2d', () => {
  it('stretches an image by at most 3 with filters of 3×3', () => {
    // The filter is a column of nine ones, whose singular value is √9 = 3: inside, a pixel is the sum of nine ones over 3.
    const layer = built(
      spectralConv2d({ filters: 1, kernelSize: 3, padding: 'same', useBias: false, seed: 1 }),
      [9, 9, 1],
    );
    layer.setWeights([tf.ones([3, 3, 1, 1]), layer.getWeights()[1]]);
    const x = tf.ones([1, 9, 9, 1]);
    const y = inTraining(layer, x) as tf.Tensor4D;
    assertClose(y.slice([0, 1, 1, 0], [1, 7, 7, 1]).dataSync(), Array(49).fill(9 / 3), 1e-5);
    assert.ok(tf.norm(y).dataSync()[0] <= 3 * tf.norm(x).dataSync()[0]);
  });

  it('has the output shapes of tf.layers.conv2d', () => {
    for (const padding of ['same', 'valid'] as const) {
      for (const strides of [1, 2, 3]) {
        const sizes = { filters: 3, kernelSize: 4, strides, padding };
        const shape = [null, 28, 27, 2];
        const ours = spectralConv2d({ ...sizes, seed: 1 }).computeOutputShape(shape);
        assert.deepEqual(ours, tf.layers.conv2d(sizes).computeOutputShape(shape));
      }
    }
  });

  it('comes back from a saved network as it was', async () => {
    const sizes = { filters: 3, kernelSize: 2, strides: 2, padding: 'same' } as const;
    const layer = spectralConv2d({ ...sizes, seed: 3, inputShape: [5, 5, 2] });
    const copy = await rebuilt(layer);
    const x = spaced([2, 5, 5, 2]);
    assert.deepEqual(inTraining(copy, x).dataSync(), inTraining(layer, x).dataSync());
  });

  it('throws on an input of another rank, or no number of filters', () => {
    const layer = spectralConv2d({ filters: 2, kernelSize: 3, seed: 1 });
    assert.throws(() => layer.apply(tf.zeros([2, 3])), {
      name: 'RangeError',
      message: 'expected an input [batch, height, width, channels], but got [2,3]',
    });
    assert.throws(() => spectralConv2d({ filters: 0, kernelSize: 3, seed: 1 }), {
      name: 'RangeError',
      message: 'expected filters to be an integer of at least 1, but got 0',
    });
  });
});
