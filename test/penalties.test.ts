import assert from 'node:assert/strict';

import { tf } from '../lib/backend';
import { CompiledStep, type Step, compileStep } from '../lib/backend/compiled-step';
import {
  type Penalty,
  type PenaltyInputs,
  gradientPenalty,
  r1Penalty,
  r2Penalty,
} from '../lib/penalties';
import { Random } from '../lib/random';
import { assertClose } from './assert-close';
import { assertVariableGradients, spaced } from './finite-differences';

type Discriminate = PenaltyInputs['discriminate'];
const penalties = { gradientPenalty, r1Penalty, r2Penalty };

/** Examples far apart, so that reals, fakes and what lies between are not the same. */
const inputsOf = (shape: number[], discriminate: Discriminate): PenaltyInputs => ({
  real: spaced(shape),
  fake: tf.add(spaced(shape, 1), 3),
  key: new Random(7).key(),
  discriminate,
});
const value = (penalty: Penalty, inputs: PenaltyInputs) => penalty(inputs).dataSync()[0];

/** The critic a·x, whose slope is ‖a‖ everywhere. */
const linear =
  (a: tf.Tensor): Discriminate =>
  (x) =>
    tf.matMul(tf.reshape(x, [x.shape[0], -1]), tf.reshape(a, [-1, 1]));
/** The critic ½‖x‖², whose gradient is x. */
const quadratic: Discriminate = (x) =>
  tf.mul(0.5, tf.sum(tf.square(tf.reshape(x, [x.shape[0], -1])), 1, true));
const meanSquaredNorm = (points: tf.Tensor) => {
  const squares = points.dataSync<'float32'>().map((v) => v * v);
  return squares.reduce((a, b) => a + b, 0) / points.shape[0];
};

/** A small critic of points with smooth bends, so that finite differences meet no corner. */
function smoothCritic() {
  const variables = [spaced([2, 5]), spaced([5, 1], 1)].map((start) => tf.variable(start));
  const [first, last] = variables;
  const discriminate: Discriminate = (x) =>
    tf.matMul(tf.tanh(tf.matMul(x as tf.Tensor2D, first as tf.Tensor2D)), last as tf.Tensor2D);
  return { variables, discriminate };
}
/** A convolution with smooth bends, then a dense layer. */
function smoothImageCritic() {
  const variables = [spaced([3, 3, 2, 2]), spaced([2 * 2 * 2, 1], 1)].map((start) =>
    tf.variable(start),
  );
  const [filter, last] = variables;
  const discriminate: Discriminate = (x) => {
    const features = tf.tanh(tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, 'valid'));
    return tf.matMul(tf.reshape(features, [x.shape[0], -1]), last as tf.Tensor2D);
  };
  return { variables, discriminate };
}

describe('gradientPenalty', () => {
  // ‖(3, 4)‖ = 5
  const steep = linear(tf.tensor1d([3, 4]));

  it('is weight · (‖a‖ − 1)² for a linear critic a·x, and the weight is 10 unless given', () => {
    assertClose(value(gradientPenalty(), inputsOf([3, 2], steep)), 10 * (5 - 1) ** 2, 1e-3);
    assertClose(value(gradientPenalty({ weight: 2 }), inputsOf([3, 2], steep)), 2 * 16, 1e-4);
  });

  it('is 0 where the slope is 1, and punishes a lower slope as it does a higher one', () => {
    const slopeOf = (size: number) => linear(tf.tensor1d([size, 0]));
    const at = (size: number) => value(gradientPenalty(), inputsOf([3, 2], slopeOf(size)));
    assertClose(at(1), 0, 1e-6);
    assertClose(at(0.5), 10 * 0.25, 1e-5);
    assertClose(at(1.5), 10 * 0.25, 1e-5);
  });

  it('takes the norm over height, width and channels of an image', () => {
    // 2·2·3 numbers of ½ have the norm √(12/4) = √3.
    const critic = linear(tf.fill([12], 0.5));
    const expected = 10 * (Math.sqrt(3) - 1) ** 2;
    assertClose(value(gradientPenalty(), inputsOf([4, 2, 2, 3], critic)), expected, 1e-4);
  });

  it('has the gradient 2 · weight · (‖a‖ − 1) a / ‖a‖ in the weights of a linear critic', () => {
    const gradient = tf.grad((a: tf.Tensor) => gradientPenalty()(inputsOf([3, 2], linear(a))))(
      tf.tensor1d([3, 4]),
    );
    assertClose(gradient.dataSync(), [(80 * 3) / 5, (80 * 4) / 5], 1e-4);
  });

  it('looks between each real and its fake, at a place of its own', () => {
    const seen: tf.Tensor[] = [];
    const spy: Discriminate = (x) => {
      seen.push(tf.keep(x.clone()));
      return quadratic(x);
    };
    const [real, fake] = [tf.fill([50, 2], 1), tf.fill([50, 2], 3)];
    gradientPenalty()({ real, fake, key: new Random(1).key(), discriminate: spy });
    const places = (seen[0].arraySync() as number[][]).map(([x, y]) => {
      assert.equal(x, y); // one ε for all numbers of an example
      assert.ok(x > 1 && x <= 3, `${x}`);
      return x;
    });
    assert.equal(new Set(places).size, places.length);
    const mean = places.reduce((a, b) => a + b, 0) / places.length;
    // Uniform on (1, 3]: mean 2, standard error (2/√12)/√50 = 0.08; four of them.
    assertClose(mean, 2, 0.33);
  });

  it('looks at the data itself where reals and fakes are the same', () => {
    const real = spaced([4, 2]);
    // The quadratic critic's slope at x is ‖x‖.
    const norms = (real.arraySync() as number[][]).map(([x, y]) => Math.hypot(x, y));
    const expected = norms.reduce((sum, norm) => sum + (norm - 1) ** 2, 0) / norms.length;
    const inputs = { ...inputsOf([4, 2], quadratic), real, fake: real };
    assertClose(value(gradientPenalty({ weight: 1 }), inputs), expected, 1e-5);
  });

  it('is a function of its key', () => {
    const at = (key: tf.Tensor) =>
      value(gradientPenalty(), { ...inputsOf([3, 2], quadratic), key });
    const random = new Random(3);
    const [one, other] = [random.key(), random.key()];
    assert.equal(at(one), at(one));
    assert.notEqual(at(one), at(other));
  });

  it('throws on reals and fakes of two shapes', () => {
    const inputs = { ...inputsOf([3, 2], quadratic), fake: tf.zeros([4, 2]) };
    assert.throws(() => gradientPenalty()(inputs), {
      name: 'RangeError',
      message: 'expected real and fake of one shape, but got [3,2] and [4,2]',
    });
  });
});

describe('r1Penalty', () => {
  it('is weight/2 · ‖a‖² for a linear critic a·x', () => {
    const inputs = inputsOf([3, 2], linear(tf.tensor1d([3, 4])));
    assertClose(value(r1Penalty(), inputs), (10 / 2) * 25, 1e-4);
    assertClose(value(r1Penalty({ weight: 1 }), inputs), 25 / 2, 1e-5);
  });

  it('is weight/2 · E[‖x‖²] over the reals for the critic ½‖x‖²', () => {
    for (const shape of [
      [5, 2],
      [3, 2, 2, 3],
    ]) {
      const inputs = inputsOf(shape, quadratic);
      assertClose(value(r1Penalty({ weight: 4 }), inputs), 2 * meanSquaredNorm(inputs.real), 1e-4);
    }
  });
});

describe('r2Penalty', () => {
  it('is weight/2 · E[‖x‖²] over the fakes for the critic ½‖x‖²', () => {
    const inputs = inputsOf([5, 2], quadratic);
    assertClose(value(r2Penalty({ weight: 4 }), inputs), 2 * meanSquaredNorm(inputs.fake), 1e-3);
  });
});

/** x ↦ Σx/√n over all of an example's tensors: its gradient is n numbers 1/√n, whose norm is 1. */
const evenCritic = (shapes: readonly (readonly number[])[]) => {
  const n = shapes.reduce((sum, shape) => sum + tf.util.sizeFromShape(shape.slice(1)), 0);
  return (xs: readonly tf.Tensor[]): tf.Tensor => {
    const sums = xs.map((x) => tf.sum(tf.reshape(x, [x.shape[0], -1]), 1, true));
    return tf.div(tf.addN(sums), Math.sqrt(n));
  };
};

describe('the penalties of the critic x ↦ Σx/√n', () => {
  // √n is a power of two, so that no number is rounded on the way.
  const shapes = [
    [3, 4],
    [3, 2, 8],
    [3, 4, 4, 4],
    [3, 2, 2, 4, 4],
  ];
  for (const shape of shapes) {
    it(`take the norm over all axes but the first: [${shape}]`, () => {
      const inputs = inputsOf(shape, (x) => evenCritic([shape])([x]));
      assert.equal(value(gradientPenalty(), inputs), 0);
      assert.equal(value(r1Penalty({ weight: 4 }), inputs), 2); // weight/2 · 1²
      assert.equal(value(r2Penalty({ weight: 4 }), inputs), 2);
    });
  }

  it('take it over all tensors of an example: those of 4 nodes and their edges', () => {
    const both = [
      [3, 4, 4],
      [3, 3, 4, 4],
    ]; // 16 + 48 = 8²
    const inputs = {
      real: both.map((shape) => spaced(shape)),
      fake: both.map((shape) => tf.add(spaced(shape, 1), 3)),
      key: new Random(7).key(),
      discriminate: evenCritic(both),
    };
    assert.equal(gradientPenalty()(inputs).dataSync()[0], 0);
    assert.equal(r1Penalty({ weight: 4 })(inputs).dataSync()[0], 2);
    assert.equal(r2Penalty({ weight: 4 })(inputs).dataSync()[0], 2);
  });
});

describe('the penalties of a critic of several tensors', () => {
  /** Bilinear in nodes and edges, so that its gradient in each depends on the other. */
  const discriminate = ([nodes, edges]: readonly tf.Tensor[]): tf.Tensor =>
    tf.sum(tf.mul(nodes, tf.sum(edges, 2)), 1, true);
  const examples = (seed: number) => [spaced([3, 2], seed), spaced([3, 2, 2], seed)];

  it('look at the data for R₁, at the fakes for R₂', () => {
    // The gradient in a node is its edges' sum s; in each of its two edges it is the node h: Σ (s² + 2h²).
    const squares = ([nodes, edges]: readonly tf.Tensor[]) =>
      tf
        .mean(tf.sum(tf.add(tf.square(tf.sum(edges, 2)), tf.mul(2, tf.square(nodes))), 1))
        .dataSync()[0];
    const inputs = { real: examples(0), fake: examples(1), key: new Random(7).key(), discriminate };
    assertClose(r1Penalty({ weight: 2 })(inputs).dataSync()[0], squares(inputs.real), 1e-6);
    assertClose(r2Penalty({ weight: 2 })(inputs).dataSync()[0], squares(inputs.fake), 1e-6);
  });

  it('look between a real and its fake at one place for all tensors', () => {
    const seen: tf.Tensor[] = [];
    const spy = (xs: readonly tf.Tensor[]) => {
      seen.push(...xs.map((x) => tf.keep(x.clone())));
      return discriminate(xs);
    };
    const filled = (x: number) => [tf.fill([3, 2], x), tf.fill([3, 2, 2], x)];
    const inputs = {
      real: filled(1),
      fake: filled(3),
      key: new Random(7).key(),
      discriminate: spy,
    };
    gradientPenalty()(inputs).dispose();
    const [nodes, edges] = seen.map((x) => tf.mean(tf.reshape(x, [3, -1]), 1).dataSync());
    assertClose(nodes, edges, 1e-6);
    assert.equal(new Set(nodes).size, 3);
  });

  it('throw on reals and fakes of unlike shapes', () => {
    const inputs = {
      real: examples(0),
      fake: [spaced([3, 2])],
      key: new Random(7).key(),
      discriminate,
    };
    assert.throws(() => gradientPenalty()(inputs), {
      name: 'RangeError',
      message: 'expected real and fake of one shape, but got [3,2], [3,2,2] and [3,2]',
    });
  });
});

for (const [name, build] of Object.entries(penalties)) {
  describe(name, () => {
    it('has the gradients in the weights of a critic that finite differences give', () => {
      const { variables, discriminate } = smoothCritic();
      const inputs = inputsOf([6, 2], discriminate);
      assertVariableGradients(() => build({ weight: 1 })(inputs), variables);
    });

    it('has them in those of a critic of images', () => {
      const { variables, discriminate } = smoothImageCritic();
      const inputs = inputsOf([3, 4, 4, 2], discriminate);
      assertVariableGradients(() => build({ weight: 1 })(inputs), variables);
    });

    it('is finite, with finite gradients, where D is flat', () => {
      const zero = tf.variable(tf.zeros([2, 1]));
      const inputs = inputsOf([3, 2], (x) => tf.matMul(x as tf.Tensor2D, zero as tf.Tensor2D));
      const { value: total, grads } = tf.variableGrads(() => build()(inputs), [zero]);
      // (0 − 1)² · 10 for one, 0 for the others
      assertClose(total.dataSync(), [name === 'gradientPenalty' ? 10 : 0], 1e-4);
      // either zero: which of the two a sum of zeros has depends on the processor
      assertClose(grads[zero.name].dataSync(), [0, 0], 0);
    });

    it('gives the same numbers compiled', () => {
      const { variables, discriminate } = smoothCritic();
      const { real, fake } = inputsOf([6, 2], discriminate);
      const step: Step = (...[x, y, key]) =>
        tf.tidy(() => {
          const { value: total, grads } = tf.variableGrads(
            () => build()({ real: x, fake: y, key, discriminate }),
            variables,
          );
          return [total, ...Object.values(grads)];
        });
      const random = new Random(5);
      const runner = compileStep(step, [real, fake, random.key()]);
      assert.ok(runner instanceof CompiledStep);
      for (let i = 0; i < 3; i++) {
        const inputs = [real, fake, random.key()];
        const expected = step(...inputs).map((t) => t.dataSync());
        runner.run(inputs).forEach((t, k) => assertClose(t.dataSync(), expected[k], 1e-5));
      }
      runner.dispose();
    });

    it('keeps no tensor but its own', () => {
      const inputs = inputsOf([6, 2], smoothCritic().discriminate);
      const before = tf.memory().numTensors;
      build()(inputs).dispose();
      assert.equal(tf.memory().numTensors, before);
    });

    it('is 0 at weight 0, and throws below', () => {
      assert.equal(value(build({ weight: 0 }), inputsOf([3, 2], quadratic)), 0);
      assert.throws(() => build({ weight: -1 }), {
        name: 'RangeError',
        message: 'expected weight to be a number of at least 0, but got -1',
      });
    });
  });
}
