import assert from 'node:assert/strict';

import { tf } from '../lib/backend';
import { Random } from '../lib/random';

type Inputs = readonly tf.Tensor[];
/** A differentiable function of some tensors. */
export type TensorFunction = (...inputs: tf.Tensor[]) => tf.Tensor;

const STEP = 0.01;
// A penalty on gradients jumps where a unit's input changes its sign; in a short step none does.
const WEIGHT_STEP = 0.001;

/**
 * Numbers for tests of gradients: odd multiples of 0.05 around 0, in a mixed order.
 *
 * A difference quotient moves them by at most 0.02, so none crosses 0 and no two change their order.
 */
export function spaced<R extends tf.Rank = tf.Rank>(shape: tf.ShapeMap[R], seed = 0): tf.Tensor<R> {
  const n = tf.util.sizeFromShape(shape);
  // 37 has no factor in common with the sizes in use, so every multiple occurs once.
  const values = Array.from({ length: n }, (_, i) => ((i * 37 + seed * 11) % n) - (n - 1) / 2);
  const offset = n % 2 === 0 ? 0 : 0.05;
  return tf.tensor(
    values.map((value) => 0.1 * value + offset),
    shape,
    'float32',
  );
}

/** The same numbers without their signs, plus 0.3. */
export const positive = <R extends tf.Rank = tf.Rank>(shape: tf.ShapeMap[R], seed = 0) =>
  tf.add(tf.abs(spaced<R>(shape, seed)), 0.3) as tf.Tensor<R>;

/**
 * Fails unless the gradients of Σ w f(x) agree with finite differences along two directions.
 *
 * A wrong number anywhere shows, as every input has a part in both directions.
 */
export function assertFirstGradients(f: TensorFunction, inputs: Inputs): void {
  const total = weightedSum(f, inputs);
  assertGradients({ f: total, gradientsAt: (xs) => tf.grads(total)([...xs]), inputs });
}

/** The same for the sum of squares of the gradients of Σ w f(x)², as gradient penalties differentiate it. */
export function assertSecondGradients(f: TensorFunction, inputs: Inputs): void {
  const total = weightedSum((...xs) => tf.square(f(...xs)), inputs);
  const squares = (...xs: tf.Tensor[]) =>
    tf.addN(
      tf
        .grads(total)(xs)
        .map((g) => tf.sum(tf.square(g))),
    );
  assertGradients({ f: squares, gradientsAt: (xs) => tf.grads(squares)([...xs]), inputs });
}

/** Fails unless the gradients of a loss in variables agree with finite differences. */
export function assertVariableGradients(
  loss: () => tf.Tensor,
  variables: readonly tf.Variable[],
): void {
  const setTo = (xs: Inputs) => variables.forEach((variable, i) => variable.assign(xs[i]));
  const start = variables.map((variable) => variable.clone());
  const lossAt = (...xs: tf.Tensor[]) => {
    setTo(xs);
    return loss();
  };
  const gradientsAt = (xs: Inputs) => {
    setTo(xs);
    // A loss is a scalar.
    const { grads } = tf.variableGrads(() => loss() as tf.Scalar, [...variables]);
    // tfjs gives null for a variable that the loss does not depend on.
    return variables.map((variable) => grads[variable.name] ?? tf.zerosLike(variable));
  };
  assertGradients({ f: lossAt, gradientsAt, inputs: start, step: WEIGHT_STEP });
  setTo(start);
}

function weightedSum(f: TensorFunction, inputs: Inputs): TensorFunction {
  const weights = new Random(9).normal(f(...inputs).shape);
  return (...xs) => tf.sum(tf.mul(f(...xs), weights));
}

interface Check {
  readonly f: TensorFunction;
  readonly gradientsAt: (xs: Inputs) => tf.Tensor[];
  readonly inputs: Inputs;
  readonly step?: number;
}

/** Tolerance: 0.5% of the slope, and what rounding 32-bit totals can do to their difference. */
function assertGradients({ f, gradientsAt, inputs, step = STEP }: Check): void {
  tf.tidy(() => {
    const gradients = gradientsAt(inputs);
    for (const seed of [1, 2]) {
      const random = new Random(seed);
      const directions = inputs.map((x) => random.uniform(x.shape, -1, 1));
      const at = (steps: number) =>
        f(...inputs.map((x, i) => tf.add(x, tf.mul(steps * step, directions[i])))).dataSync()[0];
      // Wrong by the fourth power of the step.
      const slope = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step);
      const products = gradients.map((g, i) => tf.sum(tf.mul(g, directions[i])));
      const actual = tf.addN(products).dataSync()[0];
      // 2^-24 is a float's relative error; 8 of them in a total are plenty.
      const rounding = (8 * 2 ** -24 * Math.abs(at(0))) / step;
      const tolerance = 5e-3 * (1 + Math.abs(slope)) + rounding;
      const message = `slope ${actual}, but finite differences give ${slope} ± ${tolerance}`;
      assert.ok(Math.abs(actual - slope) <= tolerance, message);
    }
  });
}
