import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { assertVariableGradients, spaced } from '../finite-differences';
import { assertCompiles } from './compiled';

// Layers of tfjs that applications use and that this folder therefore leaves out.

const seeded = (seed: number) => tf.initializers.glorotUniform({ seed });
const gru = () =>
  tf.layers.gru({
    ...{ units: 2, returnSequences: true, recurrentActivation: 'sigmoid' },
    ...{ kernelInitializer: seeded(1), recurrentInitializer: seeded(2) },
  });

describe('tf.layers.gru', () => {
  it('is a gated recurrent cell, step by step', () => {
    const x = new Random(1).normal<tf.Rank.R3>([2, 4, 3]);
    const layer = gru();
    const y = layer.apply(x) as tf.Tensor;
    layer.setWeights([...layer.getWeights().slice(0, 2), new Random(2).normal([6])]); // a bias that shows
    const biased = layer.apply(x) as tf.Tensor;
    const [w, u, b] = layer.getWeights().map((weight) => weight.arraySync());
    const plain = (bias: number[]) =>
      x.arraySync().flatMap((steps) => {
        let h = [0, 0];
        return steps.flatMap(
          (input) => (h = cell(input, h, w as number[][], u as number[][], bias)),
        );
      });
    assertClose(y.dataSync(), plain([0, 0, 0, 0, 0, 0]), 1e-6);
    assertClose(biased.dataSync(), plain(b as number[]), 1e-6);
  });

  it('has, through all steps, the gradients in its weights that finite differences give', () => {
    const layer = gru();
    const x = spaced([2, 3, 2]);
    layer.apply(x);
    const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable); // as trainableVariables says
    assertVariableGradients(() => tf.mean(tf.square(layer.apply(x) as tf.Tensor)), variables);
  });

  it('is compiled, unrolled, with its gradients', () => {
    assertCompiles(gru, [spaced([2, 4, 3])]);
  });
});

/** h′ = z h + (1 − z) tanh(…), z and r between 0 and 1; the columns of the weights are those of z, r and h in turn. */
function cell(x: number[], h: number[], w: number[][], u: number[][], b: number[]): number[] {
  const units = h.length;
  const from = (values: number[], matrix: number[][], column: number) =>
    values.reduce((sum, value, i) => sum + value * matrix[i][column], 0);
  const gate = (column: number) =>
    1 / (1 + Math.exp(-(from(x, w, column) + from(h, u, column) + b[column])));
  const reset = h.map((value, i) => gate(units + i) * value);
  return h.map((value, i) => {
    const z = gate(i);
    const column = 2 * units + i;
    const candidate = Math.tanh(from(x, w, column) + from(reset, u, column) + b[column]);
    return z * value + (1 - z) * candidate;
  });
}

describe('tf.layers.layerNormalization', () => {
  const kinds = { 'of channels': -1, 'of whole images': [1, 2, 3] };
  for (const [name, axis] of Object.entries(kinds)) {
    const build = () => tf.layers.layerNormalization({ axis });

    it(`gives mean 0 and deviation 1, ${name}`, () => {
      const x = tf.add(tf.mul(new Random(1).normal<tf.Rank.R4>([2, 3, 2, 4]), 5), 3);
      const size = axis === -1 ? 4 : 24;
      const groups = tf.reshape(x, [-1, size]).arraySync() as number[][];
      const expected = groups.flatMap((group) => {
        const mean = group.reduce((a, b) => a + b, 0) / size;
        const variance = group.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size;
        return group.map((value) => (value - mean) / Math.sqrt(variance + 1e-3)); // tfjs's epsilon
      });
      assertClose((build().apply(x) as tf.Tensor).dataSync(), expected, 1e-5);
    });

    it(`is compiled with first and second gradients, ${name}`, () => {
      assertCompiles(build, [spaced([2, 3, 2, 4])]);
    });
  }
});

describe('convolutions of tf.layers along rows and of volumes', () => {
  const options = { filters: 2, padding: 'same', kernelInitializer: seeded(1) } as const;
  const kinds: Record<string, { build: () => tf.layers.Layer; shape: number[] }> = {
    conv1d: {
      build: () => tf.layers.conv1d({ ...options, kernelSize: 25, strides: 4 }),
      shape: [2, 16, 1],
    },
    conv3d: {
      build: () => tf.layers.conv3d({ ...options, kernelSize: 4, strides: 2 }),
      shape: [2, 4, 4, 4, 1],
    },
    'conv3d into one channel': {
      build: () => tf.layers.conv3d({ ...options, filters: 1, kernelSize: 3 }),
      shape: [2, 3, 3, 3, 2],
    },
    conv3dTranspose: {
      build: () => tf.layers.conv3dTranspose({ ...options, filters: 1, kernelSize: 4, strides: 2 }),
      shape: [2, 2, 2, 2, 3],
    },
  };
  for (const [name, { build, shape }] of Object.entries(kinds)) {
    it(`are compiled with first and second gradients, bias included: ${name}`, () => {
      assertCompiles(build, [tf.mul(0.1, spaced(shape))]);
      const layer = build();
      layer.build(shape);
      assert.equal(layer.trainableWeights.length, 2);
    });
  }
});
