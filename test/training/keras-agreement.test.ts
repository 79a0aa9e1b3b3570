import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { CompiledStep, type Step, compileStep } from '../../lib/backend/compiled-step';
import { loadMnist } from '../../lib/data/mnist';
import { buildDenseGan } from '../../lib/models/dense';
import type { Gan } from '../../lib/models/gan';
import { PRESETS } from '../../lib/training/presets';
import { createTrainingState } from '../../lib/training/state';
import { type StepContext, updateDiscriminator, updateGenerator } from '../../lib/training/step';
import { denseWeights, normal, uniform } from './keras/numbers';
import reference from './keras/reference.json';

// reference.json is what Keras computed, written by keras/make_reference.py, which says how to make it again.

const { batchSize, latentDim } = PRESETS.article;
/** What ours and Keras may differ by, as a share. */
const TOLERANCE = 1e-4;
/** Weights start from these streams of numbers in make_reference.py as well. */
const START = {
  generator: () => denseWeights(0, [100, 128, 784]),
  discriminator: () => denseWeights(10, [784, 128, 1]),
};
const PLAYERS = ['generator', 'discriminator'] as const;
type How = 'compiled' | 'as it is';

/** The article's training with the reference's weights, noise and batches, by the step as it is or compiled. */
function train(numSteps: number, how: How): { readonly gan: Gan; readonly losses: number[][] } {
  const gan = buildDenseGan({ seed: 1 });
  PLAYERS.forEach((player) => gan[player].setWeights(START[player]()));
  const context: StepContext = {
    ...PRESETS.article,
    ...createTrainingState(gan, { seed: 1 }),
    gan,
  };
  const { images } = loadMnist().train;
  const z = (stream: number) =>
    tf.tensor2d(normal(stream, batchSize * latentDim), [batchSize, latentDim]);
  const inputs = (step: number) => [
    tf.slice(images, [batchSize * step, 0, 0, 0], [batchSize, 28, 28, 1]),
    z(100 + 2 * step),
    z(101 + 2 * step),
  ];
  const update: Step = (real, zForD, zForG) => [
    updateDiscriminator({ real, z: zForD }, context).loss,
    updateGenerator(zForG, context),
  ];
  const runner = how === 'compiled' ? compileStep(update, inputs(0)) : undefined;
  assert.ok(!runner || runner instanceof CompiledStep);
  const losses = Array.from({ length: numSteps }, (_, step) => {
    const results = runner ? runner.run(inputs(step)) : update(...inputs(step));
    return results.map((loss) => loss.dataSync()[0]);
  });
  runner?.pull();
  runner?.dispose();
  return { gan, losses };
}

const norm = (values: ArrayLike<number>) =>
  Math.sqrt(Array.from(values).reduce((sum, x) => sum + x * x, 0));
const difference = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a, (value, i) => value - b[i]);

/** Fails unless a difference is at most 1e-4 of `scale`. */
function assertAgrees(what: string, difference: number, scale: number): void {
  const share = Math.abs(difference / scale);
  assert.ok(share <= TOLERANCE, `${what} of Keras and ours differ by ${share} of ${scale}`);
}

describe('the numbers of make_reference.py', () => {
  it('are in (0, 1), differ from stream to stream, and have the moments of their distributions', () => {
    const u = uniform(3, 10_000);
    assert.ok(u.every((value) => value > 0 && value < 1));
    assert.notEqual(u[0], uniform(4, 1)[0]);
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    // Five standard errors: 5 · √(1/12) / 100, then 5 / 100 and 5 · √2 / 100.
    assert.ok(Math.abs(mean(u) - 1 / 2) < 0.015);
    const z = normal(3, 10_000);
    assert.ok(Math.abs(mean(z)) < 0.05);
    assert.ok(Math.abs(mean(z.map((value) => value * value)) - 1) < 0.071);
  });
});

for (const how of ['compiled', 'as it is'] as const) {
  describe(`50 steps of the article (${how}), ours and Keras`, function () {
    this.timeout(60_000); // MNIST has to be read, and 50 steps to be made

    let result: ReturnType<typeof train>;
    before(() => (result = train(reference.losses.length, how)));
    after(() => tf.disposeVariables());

    it('have the same losses in every step', () => {
      reference.losses.forEach(([discriminatorLoss, generatorLoss], step) => {
        const [d, g] = result.losses[step];
        assertAgrees(`D's losses of step ${step + 1}`, d - discriminatorLoss, discriminatorLoss);
        assertAgrees(`G's losses of step ${step + 1}`, g - generatorLoss, generatorLoss);
      });
    });

    // Weights are compared by what they moved in the 50 steps, which is stricter than by their size. A tensor counts as one
    // vector: a hidden unit within rounding of its ReLU's corner is on in one program and off in the other, and its single
    // bias then differs by a hundredth of a step, as unit 95 of D's does from step 42 on.
    for (const player of PLAYERS) {
      reference[player].forEach((expected, i) => {
        it(`have the same weights ${i} (${expected.shape.join(' × ')}) of the ${player}`, () => {
          const weights = result.gan[player].getWeights()[i];
          const end = weights.dataSync<'float32'>();
          const start = START[player]()[i].dataSync<'float32'>();
          const kept = (all: typeof end) => all.filter((_, k) => k % expected.stride === 0);
          assert.deepEqual(weights.shape, expected.shape);
          assertAgrees('norms', norm(end) - expected.norm, expected.change);
          const change = norm(difference(end, start));
          assertAgrees('norms of the change', change - expected.change, expected.change);
          assertAgrees(
            'kept entries',
            norm(difference(kept(end), expected.entries)),
            norm(difference(expected.entries, kept(start))),
          );
          // Differences of one share in every entry, all of one sign, add up to √n times their norm.
          const sum = end.reduce((a, b) => a + b, 0);
          assertAgrees('sums', sum - expected.sum, expected.change * Math.sqrt(end.length));
        });
      });
    }
  });
}
