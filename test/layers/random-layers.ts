import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { CompiledStep, compileStep } from '../../lib/backend/compiled-step';
import type { RandomLayerOptions } from '../../lib/layers';
import { spaced } from '../finite-differences';
import { rebuilt } from './rebuilt';

type Build = (options: RandomLayerOptions) => tf.layers.Layer;

/** A layer's output as in training. */
export const inTraining = (layer: tf.layers.Layer, x: tf.Tensor) =>
  layer.apply(x, { training: true }) as tf.Tensor;

const numbers = (x: tf.Tensor) => x.dataSync().slice();
const points = (): tf.Tensor => spaced([4, 5]).add(10); // no number is 0 by itself

/** What holds for every layer that draws numbers. @param example what the layer is given, a batch of it */
export function itDrawsLikeARandomLayer(build: Build, example = points): void {
  it('hands its input on when not in training, and counts nothing', () => {
    const layer = build({ seed: 1 });
    const x = example();
    for (const options of [{}, { training: false }]) {
      assert.deepEqual(numbers(layer.apply(x, options) as tf.Tensor), numbers(x));
    }
    assert.deepEqual(layer.getWeights().map(numbers), [new Float32Array([0])]);
  });

  it('draws the same for the same seed, and other numbers for another', () => {
    const draw = (seed: number) => numbers(inTraining(build({ seed }), example()));
    assert.deepEqual(draw(1), draw(1));
    assert.notDeepEqual(draw(1), draw(2));
  });

  it('draws other numbers at each call, and counts the calls', () => {
    const layer = build({ seed: 1 });
    const [one, other] = [0, 1].map(() => numbers(inTraining(layer, example())));
    assert.notDeepEqual(one, other);
    assert.deepEqual(layer.getWeights().map(numbers), [new Float32Array([2])]);
    assert.equal(layer.trainableWeights.length, 0);
  });

  it('goes on from a saved counter with the numbers that would have come next', () => {
    const [layer, resumed] = [build({ seed: 1 }), build({ seed: 1 })];
    inTraining(layer, example());
    resumed.build(example().shape);
    resumed.setWeights(layer.getWeights());
    const [expected, actual] = [layer, resumed].map((l) => numbers(inTraining(l, example())));
    assert.deepEqual(actual, expected);
  });

  it('draws in a compiled step, bit for bit, what it draws as it is: twice a step, not the same', () => {
    const run = (isCompiled: boolean) => {
      const layer = build({ seed: 3 });
      layer.build(example().shape); // a compiled step moves the variables that were there before it
      const step = (x: tf.Tensor) => tf.tidy(() => [inTraining(layer, x), inTraining(layer, x)]);
      const x = example();
      const runner = compileStep(step, [x]);
      assert.ok(runner instanceof CompiledStep);
      const outputs = Array.from({ length: 4 }, () => (isCompiled ? runner.run([x]) : step(x)));
      runner.pull();
      runner.dispose();
      return [...outputs.flat(), ...layer.getWeights()].map(numbers);
    };
    const [compiled, eager] = [run(true), run(false)];
    assert.deepEqual(compiled, eager);
    const draws = compiled.slice(0, -1);
    assert.deepEqual(compiled.at(-1), new Float32Array([8])); // the counter
    assert.equal(new Set(draws.map(String)).size, 8);
  });

  it('comes back from a saved network as it was', async () => {
    const layer = build({ seed: 5, name: 'random', inputShape: example().shape.slice(1) });
    inTraining(layer, example());
    const copy = await rebuilt(layer);
    const [expected, actual] = [layer, copy].map((l) => numbers(inTraining(l, example())));
    assert.deepEqual(actual, expected);
  });

  it('keeps no tensor but its output', () => {
    const layer = build({ seed: 1 });
    const x = example();
    inTraining(layer, x).dispose();
    const before = tf.memory().numTensors;
    for (let i = 0; i < 3; i++) inTraining(layer, x).dispose();
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on a seed that is no integer', () => {
    assert.throws(() => build({ seed: 0.5 }), {
      name: 'RangeError',
      message: 'expected seed to be an integer from 0 to 2147483647, but got 0.5',
    });
  });
}
