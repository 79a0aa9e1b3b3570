import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { Optimizer } from '../../lib/backend/optimizer';
import { CompiledStep, type Step, compileStep } from '../../lib/backend/compiled-step';
import { LOSSES } from '../../lib/losses';
import { type Gan, trainableVariables } from '../../lib/models/gan';
import { Random, normalOf } from '../../lib/random';
import { updateDiscriminator, updateGenerator } from '../../lib/training/step';
import { assertClose } from '../assert-close';
import { SHORT, smallImageGan, smallPointGan } from '../training/small-gan';

/** One weight that moves by Adam towards the input, and the number of runs so far. */
function tracker() {
  const weight = tf.variable(tf.zeros([2]));
  const runs = tf.variable(tf.scalar(0));
  const adam = new Optimizer([weight]);
  const step: Step = (target) => {
    const { value, grads } = tf.variableGrads(
      () => tf.mean<tf.Scalar>(tf.square(tf.sub(weight, target))),
      [weight],
    );
    adam.apply([grads[weight.name]], { learningRate: 0.1 });
    runs.assign(tf.add(runs, 1));
    return [value];
  };
  const state = () => [...weight.dataSync(), ...runs.dataSync(), adam.updates];
  return { weight, adam, step, state };
}
const target = () => tf.tensor1d([1, -2]);

/** A generator with batch normalisation and a convolution. */
const convGan = (): Gan => ({
  ...smallImageGan(),
  generator: tf.sequential({
    layers: [
      // No bias: its gradient would be 0 but for rounding, which Adam makes steps of.
      tf.layers.dense({ inputShape: [4], units: 18, useBias: false, kernelInitializer: glorot(1) }),
      tf.layers.batchNormalization(),
      tf.layers.leakyReLU({ alpha: 0.2 }),
      tf.layers.reshape({ targetShape: [3, 3, 2] }),
      tf.layers.conv2d({
        filters: 1,
        kernelSize: 3,
        padding: 'same',
        activation: 'sigmoid',
        kernelInitializer: glorot(2),
      }),
    ],
  }),
});
const glorot = (seed: number) => tf.initializers.glorotUniform({ seed });

const weightsOf = (gan: Gan) =>
  [gan.generator, gan.discriminator].flatMap((model) =>
    model.getWeights().map((w) => w.dataSync().slice()),
  );

describe('compileStep', () => {
  const gans: Record<string, { build: () => Gan; shape: number[] }> = {
    'dense networks': { build: smallImageGan, shape: [8, 3, 3, 1] },
    'networks for points': { build: smallPointGan, shape: [8, 2] },
    'batch normalisation and convolutions': { build: convGan, shape: [8, 3, 3, 1] },
  };
  const losses = Object.entries(LOSSES).map(([name, loss]) => ({ name, loss }));
  const cases = [
    ...losses.map(({ name, loss }) => ({ name, loss, ...gans['dense networks'] })),
    ...Object.entries(gans).map(([name, gan]) => ({ name, loss: LOSSES.nonSaturating, ...gan })),
  ];
  for (const { name, loss, build, shape } of cases) {
    it(`gives the numbers of the step itself over 20 steps: ${name}`, () => {
      const train = (isCompiled: boolean) => {
        const gan = build();
        const context = {
          ...SHORT,
          gan,
          loss,
          generatorOptimizer: new Optimizer(trainableVariables(gan.generator)),
          discriminatorOptimizer: new Optimizer(trainableVariables(gan.discriminator)),
        };
        const step: Step = (real, key) => {
          const z = normalOf(key, [8, gan.latentDim]);
          const { loss: dLoss, accuracy } = updateDiscriminator({ real, z }, context);
          return [dLoss, accuracy, updateGenerator(z, context)];
        };
        const random = new Random(4);
        const inputs = () => [random.uniform(shape as [number, number]), random.key()];
        const runner = compileStep(step, [tf.zeros(shape), new Random(1).key()]);
        assert.ok(runner instanceof CompiledStep, 'it has been compiled');
        const numbers = Array.from({ length: 20 }, () =>
          tf.tidy(() =>
            (isCompiled ? runner.run(inputs()) : step(...inputs())).map((t) => t.dataSync()[0]),
          ),
        );
        runner.pull();
        runner.dispose();
        return { numbers: numbers.flat(), weights: weightsOf(gan) };
      };
      const [compiled, eager] = [train(true), train(false)];
      assertClose(compiled.numbers, eager.numbers, 1e-4);
      compiled.weights.forEach((w, i) => assertClose(w, eager.weights[i], 1e-4));
    });
  }

  it('sets back what it changed while it looked', () => {
    const { step, state } = tracker();
    compileStep(step, [target()]).dispose();
    assert.deepEqual(state(), [0, 0, 0, 0]);
  });

  it('brings variables and optimizers up to date by pull', () => {
    const { step, state } = tracker();
    const runner = compileStep(step, [target()]);
    runner.run([target()]);
    assert.deepEqual(state(), [0, 0, 0, 0]);
    runner.pull();
    // Adam's first step is the learning rate, whatever the gradient.
    assertClose(state(), [0.1, -0.1, 1, 1], 1e-5);
  });

  it('goes on from what was changed after a pull', () => {
    const { weight, adam, step, state } = tracker();
    const runner = compileStep(step, [target()]);
    runner.run([target()]);
    runner.pull();
    weight.assign(tf.tensor1d([5, 5]));
    adam.restore(0, [{ m: tf.zeros([2]), v: tf.zeros([2]) }]);
    runner.run([target()]);
    runner.pull();
    assertClose(state(), [5 - 0.1, 5 - 0.1, 2, 1], 1e-5);
  });

  it('tells variables apart that were made of one tensor', () => {
    const start = tf.tensor1d([1]);
    const [one, other] = [tf.variable(start), tf.variable(start)];
    const runner = compileStep(
      (x) => {
        one.assign(tf.add(one, x));
        other.assign(tf.sub(other, x));
        return [tf.add(tf.mul(one, 100), tf.add(other, start))];
      },
      [tf.tensor1d([1])],
    );
    assert.ok(runner instanceof CompiledStep);
    // After three steps of 2: 7 and −5; the start stays 1.
    const results = [1, 2, 3].map(() => runner.run([tf.tensor1d([2])])[0].dataSync()[0]);
    runner.pull();
    assert.deepEqual([...one.dataSync(), ...other.dataSync()], [7, -5]);
    assert.deepEqual(results, [300 - 1 + 1, 500 - 3 + 1, 700 - 5 + 1]);
  });

  it('keeps no tensor after a burn-in run', () => {
    const { step } = tracker();
    const x = target();
    const runner = compileStep(step, [x]);
    const runAndPull = () => {
      tf.dispose([...runner.run([x])]);
      runner.pull();
    };
    runAndPull();
    const before = tf.memory().numTensors;
    for (let i = 0; i < 5; i++) runAndPull();
    assert.equal(tf.memory().numTensors, before);
  });

  it('keeps no tensor when it looks', () => {
    const { step } = tracker();
    const x = target();
    const before = tf.memory().numTensors;
    compileStep(step, [x]).dispose();
    assert.equal(tf.memory().numTensors, before);
  });

  it('uses a tensor of the outside as it is', () => {
    const table = tf.tensor1d([10, 20, 30]).add(0);
    const runner = compileStep((index) => [tf.gather(table, index)], [tf.scalar(0, 'int32')]);
    assert.ok(runner instanceof CompiledStep);
    assert.deepEqual([...runner.run([tf.scalar(2, 'int32')])[0].dataSync()], [30]);
    runner.pull(); // nothing to pull
  });

  describe('runs as it is a step that', () => {
    const tables = [1, 2, 3, 4].map((value) => tf.add(tf.scalar(value), 0));
    const cannot: Record<string, Step> = {
      'reads a number': (x) => [tf.mul(x, x.dataSync()[0])],
      'draws numbers of its own': (x) => [tf.add(x, tf.randomUniform([3]))],
      'gives no result': () => [],
      'uses another tensor each time': (x) => [tf.add(x, tables.pop()!)],
    };
    for (const [name, step] of Object.entries(cannot)) {
      it(name, () => {
        const runner = compileStep(step, [tf.scalar(3)]);
        assert.ok(!(runner instanceof CompiledStep));
        assert.equal(runner.run([tf.scalar(3)]).length, step(tf.scalar(3)).length);
      });
    }

    it('has changed a variable before it turned out', () => {
      const { weight, step, state } = tracker();
      compileStep((x) => [...step(x), tf.scalar(weight.dataSync()[0])], [target()]);
      assert.deepEqual(state(), [0, 0, 0, 0]);
    });
  });
});
