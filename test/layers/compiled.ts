import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { CompiledStep, type Step, compileStep } from '../../lib/backend/compiled-step';
import { assertClose } from '../assert-close';

/**
 * Fails unless a step with a layer is compiled and gives what it gives as it is, three times one after another: its output as in
 * training, and the gradients in its inputs and its weights of a loss with a gradient penalty.
 *
 * @param build the same layer each time
 */
export function assertCompiles(build: () => tf.layers.Layer, inputs: readonly tf.Tensor[]): void {
  const run = (isCompiled: boolean) => {
    const layer = build();
    const output = (xs: readonly tf.Tensor[]) =>
      layer.apply(xs.length === 1 ? xs[0] : [...xs], { training: true }) as tf.Tensor;
    layer.apply(inputs.length === 1 ? inputs[0] : [...inputs]); // builds it
    const start = layer.getWeights().map((weight) => weight.clone());
    const step: Step = (...xs) => tf.tidy(() => [output(xs), ...gradients(layer, output, xs)]);
    const runner = compileStep(step, [...inputs]);
    assert.ok(runner instanceof CompiledStep, 'it has been compiled');
    layer.setWeights(start);
    const results = [0, 1, 2].flatMap(() => (isCompiled ? runner.run(inputs) : step(...inputs)));
    runner.pull();
    runner.dispose();
    return [...results, ...layer.getWeights()].flatMap((tensor) => [...tensor.dataSync()]);
  };
  assertClose(run(true), run(false), 1e-4);
}

function gradients(
  layer: tf.layers.Layer,
  output: (xs: readonly tf.Tensor[]) => tf.Tensor,
  inputs: readonly tf.Tensor[],
): tf.Tensor[] {
  const loss = (...xs: tf.Tensor[]) => tf.mean<tf.Scalar>(tf.square(output(xs)));
  const penalised = (...xs: tf.Tensor[]) => {
    const squares = tf
      .grads(loss)(xs)
      .map((gradient) => tf.sum(tf.square(gradient)));
    return tf.add<tf.Scalar>(loss(...xs), tf.addN(squares));
  };
  const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable); // as in trainableVariables
  const inWeights =
    variables.length === 0
      ? []
      : Object.values(tf.variableGrads(() => penalised(...inputs), variables).grads);
  return [...tf.grads(penalised)([...inputs]), ...inWeights];
}
