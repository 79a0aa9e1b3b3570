import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { CompiledStep, compileStep } from '../../lib/backend/compiled-step';
import { imagePool } from '../../lib/layers';
import { Random } from '../../lib/random';
import { assertFirstGradients, spaced } from '../finite-differences';
import { inTraining } from './random-layers';
import { rebuilt } from './rebuilt';

const numbers = (x: tf.Tensor) => [...x.dataSync()];
/** Examples `[count, 1]` that say when they were made. */
const examples = (from: number, count: number) =>
  tf.reshape(tf.range(from, from + count), [count, 1]);
/** The pool's contents, and how many of them there are. */
const contents = (layer: tf.layers.Layer) => {
  const [, pool, filled] = layer.getWeights();
  return { pool: numbers(pool), filled: filled.dataSync()[0] };
};

describe('imagePool', () => {
  it('hands its input on when not in training, and stores nothing', () => {
    const layer = imagePool({ size: 4, seed: 1 });
    for (const mode of [{}, { training: false }]) {
      assert.deepEqual(numbers(layer.apply(examples(1, 3), mode) as tf.Tensor), [1, 2, 3]);
    }
    assert.deepEqual(contents(layer), { pool: [0, 0, 0, 0], filled: 0 });
  });

  it('stores what comes, and gives it back as it is, until it is full', () => {
    const layer = imagePool({ size: 5, seed: 1 });
    assert.deepEqual(numbers(inTraining(layer, examples(1, 2))), [1, 2]);
    assert.deepEqual(contents(layer), { pool: [1, 2, 0, 0, 0], filled: 2 });
    assert.deepEqual(numbers(inTraining(layer, examples(3, 2))), [3, 4]);
    // One place is left, and the second example goes by.
    assert.deepEqual(numbers(inTraining(layer, examples(5, 2))), [5, 6]);
    assert.deepEqual(contents(layer), { pool: [1, 2, 3, 4, 5], filled: 5 });
  });

  it('when full gives each example itself or one of the pool, whose place it takes: none is lost or doubled', () => {
    const [size, batch] = [8, 4];
    const layer = imagePool({ size, seed: 2 });
    let stored: number[] = [];
    let numSwapped = 0;
    const rounds = 200;
    for (let round = 0; round < rounds; round++) {
      const given = numbers(examples(1 + round * batch, batch));
      const back = numbers(inTraining(layer, tf.tensor2d(given, [batch, 1])));
      const { pool } = contents(layer);
      if (round < size / batch) {
        stored = [...stored, ...given];
        continue;
      }
      back.forEach((value, i) => {
        if (value === given[i]) return;
        numSwapped++;
        const place = stored.indexOf(value);
        assert.ok(place >= 0, 'it comes from the pool as it was');
        assert.equal(pool[place], given[i]);
        stored[place] = NaN; // given away
      });
      stored = pool;
    }
    const share = numSwapped / (rounds - size / batch) / batch;
    // One half; standard error √(¼ / 792) = 0.018, four of them.
    assert.ok(Math.abs(share - 0.5) < 0.072, `${share}`);
  });

  it('gives from every place as often', () => {
    const size = 4;
    const layer = imagePool({ size, seed: 3 });
    inTraining(layer, examples(0, size));
    const counts = new Array<number>(size).fill(0);
    for (let round = 0; round < 400; round++) {
      layer.setWeights([tf.scalar(round), examples(0, size), tf.scalar(size)]);
      const [back] = numbers(inTraining(layer, tf.tensor2d([[-1]])));
      if (back >= 0) counts[back]++;
    }
    // About 200 swaps, 50 a place; standard deviation √(400 · ⅛ · ⅞) = 6.6, four of them.
    counts.forEach((count) => assert.ok(Math.abs(count - 50) < 27, `${counts}`));
  });

  it('keeps images as they are', () => {
    const layer = imagePool({ size: 3, seed: 1 });
    const images = new Random(1).normal<tf.Rank.R4>([3, 2, 2, 3]);
    inTraining(layer, images);
    assert.deepEqual(contents(layer).pool, numbers(images));
  });

  it('lets the gradient through where it gives the example itself', () => {
    const filling = (x: tf.Tensor) => inTraining(imagePool({ size: 4, seed: 1 }), x);
    assertFirstGradients(filling, [spaced([2, 3])]);
    const full = imagePool({ size: 4, seed: 1 });
    inTraining(full, examples(0, 4));
    const start = full.getWeights().map((weight) => weight.clone());
    const x = examples(10, 4);
    const back = numbers(inTraining(full, x));
    full.setWeights(start);
    const gradient = tf.grad((input: tf.Tensor) => inTraining(full, input))(x);
    assert.deepEqual(
      numbers(gradient),
      back.map((value) => (value >= 10 ? 1 : 0)),
    );
    assert.equal(full.trainableWeights.length, 0);
  });

  it('is compiled, bit for bit', () => {
    const run = (isCompiled: boolean) => {
      const layer = imagePool({ size: 6, seed: 1 });
      layer.build([null, 3]);
      const step = (x: tf.Tensor) => tf.tidy(() => [inTraining(layer, x)]);
      const random = new Random(1);
      const runner = compileStep(step, [tf.zeros([4, 3])]);
      assert.ok(runner instanceof CompiledStep);
      const outputs = Array.from({ length: 8 }, () => {
        const x = random.normal<tf.Rank.R2>([4, 3]);
        return numbers((isCompiled ? runner.run([x]) : step(x))[0]);
      });
      runner.pull();
      runner.dispose();
      return [...outputs, ...layer.getWeights().map(numbers)];
    };
    assert.deepEqual(run(true), run(false));
  });

  it('goes on from saved weights, and comes back from a saved network', async () => {
    const layer = imagePool({ size: 4, seed: 1, inputShape: [1] });
    for (let i = 0; i < 4; i++) inTraining(layer, examples(3 * i, 3));
    const copy = await rebuilt(layer);
    const [expected, actual] = [layer, copy].map((each) =>
      numbers(inTraining(each, examples(20, 3))),
    );
    assert.deepEqual(actual, expected);
    assert.deepEqual(contents(copy), contents(layer));
  });

  it('throws on an empty pool, and on a batch larger than it', () => {
    assert.throws(() => imagePool({ size: 0, seed: 1 }), {
      name: 'RangeError',
      message: 'expected size to be an integer of at least 1, but got 0',
    });
    assert.throws(() => inTraining(imagePool({ size: 2, seed: 1 }), examples(0, 3)), {
      name: 'RangeError',
      message: "expected a batch of at most 2 examples, the pool's, but got 3",
    });
  });
});
