import assert from 'node:assert/strict';

import { tf } from '../lib/backend';
import { CompiledStep, type Step, compileStep } from '../lib/backend/compiled-step';
import {
  gumbelSoftmax,
  straightThroughBinary,
  straightThroughOneHot,
} from '../lib/discrete-outputs';
import { Random } from '../lib/random';
import { assertClose } from './assert-close';
import { assertFirstGradients, assertSecondGradients, spaced } from './finite-differences';

const key = (seed = 1) => new Random(seed).key();
/** The gradient of a weighted sum of the outputs: weights that differ, as all ones have none through a softmax. */
const gradientOf = (f: (logits: tf.Tensor) => tf.Tensor, logits: tf.Tensor) => {
  const weights = spaced(logits.shape, 3);
  return tf
    .grad((x: tf.Tensor) => tf.sum(tf.mul(weights, f(x))))(logits)
    .dataSync();
};
const soft = (logits: tf.Tensor) => tf.softmax(logits);
const LOGITS = [0, Math.log(2), Math.log(5)]; // probabilities 1/8, 2/8, 5/8
const many = (n: number) => tf.tile(tf.tensor2d([LOGITS]), [n, 1]);
/** Fails unless each category comes about as often as its probability says. */
function assertShares(oneHots: tf.Tensor, n: number): void {
  const shares = tf.mean(oneHots, 0).dataSync();
  // Standard error at most √(¼ / n), four of them.
  assertClose(shares, [1 / 8, 2 / 8, 5 / 8], 2 / Math.sqrt(n));
}

describe('straightThroughBinary', () => {
  it('is 1 where the logit is above 0, exactly', () => {
    const y = straightThroughBinary(tf.tensor1d([-200, -0.1, 0, 0.1, 3, 200]));
    assert.deepEqual([...y.dataSync()], [0, 0, 0, 1, 1, 1]);
  });

  it('is 1 as often as σ(logit) says when it draws, by its key alone', () => {
    const n = 10_000;
    const logits = tf.fill([n], Math.log(3)); // ¾
    const y = straightThroughBinary(logits, key()).dataSync();
    assert.deepEqual([...new Set(y)].sort(), [0, 1]);
    // Standard error √(3/16 / 10⁴) = 0.0043, four of them.
    assertClose(tf.mean(y).dataSync()[0], 0.75, 0.0174);
    assert.deepEqual(y, straightThroughBinary(logits, key()).dataSync());
    assert.notDeepEqual(y, straightThroughBinary(logits, key(2)).dataSync());
  });

  it('has the gradient σ(1 − σ) of the sigmoid, rounded or drawn', () => {
    const logits = spaced([3, 4]);
    const expected = gradientOf((x) => tf.sigmoid(x), logits);
    assertClose(
      gradientOf((x) => straightThroughBinary(x), logits),
      expected,
      1e-6,
    );
    assertClose(
      gradientOf((x) => straightThroughBinary(x, key()), logits),
      expected,
      1e-6,
    );
  });
});

describe('straightThroughOneHot', () => {
  it('is 1 at the likeliest category and 0 elsewhere, exactly', () => {
    const y = straightThroughOneHot(tf.tensor3d([1, 3, 2, -7, -9, -8], [1, 2, 3]));
    assert.deepEqual(y.arraySync(), [
      [
        [0, 1, 0],
        [1, 0, 0],
      ],
    ]);
  });

  it('is each category as often as softmax says when it draws', () => {
    const n = 10_000;
    const y = straightThroughOneHot(many(n), key());
    assert.deepEqual([...new Set(y.dataSync())].sort(), [0, 1]);
    assert.deepEqual(new Set(tf.sum(y, 1).dataSync()), new Set([1]));
    assertShares(y, n);
  });

  it('has the gradient of the softmax, rounded or drawn', () => {
    const logits = spaced([3, 4]);
    const expected = gradientOf(soft, logits);
    assertClose(
      gradientOf((x) => straightThroughOneHot(x), logits),
      expected,
      1e-6,
    );
    assertClose(
      gradientOf((x) => straightThroughOneHot(x, key()), logits),
      expected,
      1e-6,
    );
  });
});

describe('gumbelSoftmax', () => {
  const draw = (
    logits: tf.Tensor,
    temperature: number,
    output: 'soft' | 'hard' = 'soft',
    seed = 1,
  ) => gumbelSoftmax(logits, { key: key(seed), temperature, output });

  it('is a share of each category, their sum 1, the sharper the lower the temperature', () => {
    const largest = [2, 1, 0.5, 0.05].map((temperature) => {
      const y = draw(many(1000), temperature);
      assertClose(tf.sum(y, 1).dataSync(), new Array(1000).fill(1), 1e-5);
      return tf.mean(tf.max(y, 1)).dataSync()[0];
    });
    assert.deepEqual(
      largest,
      [...largest].sort((a, b) => a - b),
    );
    assert.ok(largest[3] > 0.98);
  });

  it('has its largest share at each category as often as softmax says, at every temperature', () => {
    const n = 10_000;
    const hard = [0.3, 3].map((temperature) => draw(many(n), temperature, 'hard'));
    assertShares(hard[0], n);
    assert.deepEqual(hard[0].dataSync(), hard[1].dataSync());
    assert.deepEqual([...new Set(hard[0].dataSync())].sort(), [0, 1]);
  });

  it('has the gradients that finite differences give when it is soft', () => {
    assertFirstGradients((x) => draw(x, 0.7), [spaced([3, 4])]);
    assertSecondGradients((x) => draw(x, 0.7), [spaced([3, 4])]);
  });

  it('has the same first gradient when it is hard', () => {
    const logits = spaced([3, 4]);
    const [ofSoft, ofHard] = (['soft', 'hard'] as const).map((output) =>
      gradientOf((x) => draw(x, 0.7, output), logits),
    );
    assertClose(ofHard, ofSoft, 1e-6);
  });

  it('is finite where a logit is far below the others', () => {
    const logits = tf.tensor2d([[0, -1e4, 200]]);
    for (const output of ['soft', 'hard'] as const) {
      assert.ok(draw(logits, 0.1, output).dataSync().every(Number.isFinite));
      assert.ok(gradientOf((x) => draw(x, 0.1, output), logits).every(Number.isFinite));
    }
  });

  it('throws on a temperature of 0', () => {
    assert.throws(() => draw(many(1), 0), {
      name: 'RangeError',
      message: 'expected temperature to be a number above 0, but got 0',
    });
  });
});

describe('discrete outputs', () => {
  const kinds: Record<string, (logits: tf.Tensor, key: tf.Tensor) => tf.Tensor> = {
    straightThroughBinary,
    straightThroughOneHot,
    'straightThroughOneHot of the likeliest': (logits) => straightThroughOneHot(logits),
    'gumbelSoftmax, soft': (logits, k) =>
      gumbelSoftmax(logits, { key: k, temperature: 0.5, output: 'soft' }),
    'gumbelSoftmax, hard': (logits, k) =>
      gumbelSoftmax(logits, { key: k, temperature: 0.5, output: 'hard' }),
  };
  for (const [name, f] of Object.entries(kinds)) {
    it(`are compiled with first and second gradients, with the same numbers: ${name}`, () => {
      const step: Step = (logits, k) =>
        tf.tidy(() => {
          const loss = (x: tf.Tensor) => tf.mean(tf.square(tf.mul(f(x, k), spaced(x.shape, 2))));
          const penalty = (x: tf.Tensor) => tf.sum(tf.square(tf.grad(loss)(x)));
          return [f(logits, k), tf.grad(loss)(logits), tf.grad(penalty)(logits)];
        });
      const inputs = [spaced([4, 3]), key(5)];
      const runner = compileStep(step, inputs);
      assert.ok(runner instanceof CompiledStep);
      const [compiled, eager] = [runner.run(inputs), step(...inputs)].map((tensors) =>
        tensors.flatMap((tensor) => [...tensor.dataSync()]),
      );
      assertClose(compiled, eager, 1e-6);
      assert.ok(
        eager.slice(-12).some((value) => value !== 0),
        'there is a second gradient',
      );
      runner.dispose();
    });
  }

  it('keep no tensor but their own', () => {
    const [logits, k] = [spaced([4, 3]), key()];
    const before = tf.memory().numTensors;
    Object.values(kinds).forEach((f) => f(logits, k).dispose());
    assert.equal(tf.memory().numTensors, before);
  });
});
