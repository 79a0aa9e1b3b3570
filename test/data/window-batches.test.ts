import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { batchesByEpoch, sideBySide } from '../../lib/data/batches';
import { batchesOfWindows } from '../../lib/data/window-batches';

/** Steps 0 to 11, each with its number and that with the other sign. */
const steps = () => tf.tensor2d(Array.from({ length: 12 }, (_, i) => [i, -i]));
const sampler = (seed = 1, lengths = [5, 2, 5]) =>
  batchesOfWindows(steps(), { length: 3, lengths, batchSize: 4, seed });
const draw = (batches: ReturnType<typeof sampler>, count: number) =>
  Array.from({ length: count }, () => batches.next().arraySync() as number[][][]);

describe('batchesOfWindows', () => {
  it('gives batches of windows: steps that follow each other, with all that belongs to each', () => {
    const batches = sampler();
    assert.deepEqual(batches.exampleShape, [3, 2]);
    assert.deepEqual(batches.next().shape, [4, 3, 2]);
    for (const window of draw(batches, 10).flat()) {
      const first = window[0][0];
      assert.deepEqual(
        window,
        [0, 1, 2].map((i) => [first + i, -(first + i)]),
      );
    }
  });

  it('cuts windows at all places of all sequences, and none across two', () => {
    const starts = new Set(draw(sampler(), 50).flatMap((batch) => batch.map((one) => one[0][0])));
    // Of 5 steps the first three can start a window; of 2 none can; of the last 5, from step 7 on, three.
    assert.deepEqual(
      [...starts].sort((a, b) => a - b),
      [0, 1, 2, 7, 8, 9],
    );
  });

  it('takes all steps as one sequence by default', () => {
    const batches = batchesOfWindows(steps(), { length: 12, batchSize: 2, seed: 1 });
    const [windows] = draw(batches, 1);
    assert.deepEqual(
      windows.map((window) => window[0][0]),
      [0, 0],
    );
  });

  it('counts as an epoch what windows without overlap fill', () => {
    // 12 steps are 4 windows of 3; sequences of 5, 2 and 5 steps hold one, none and one, which fill no batch of 4.
    assert.equal(sampler(1, [12]).stepsPerEpoch, 1);
    assert.equal(sampler().stepsPerEpoch, 1);
    assert.equal(batchesOfWindows(steps(), { length: 3, batchSize: 2, seed: 1 }).stepsPerEpoch, 2);
  });

  it('gives the same windows for the same seed and others for another', () => {
    assert.deepEqual(draw(sampler(4), 5), draw(sampler(4), 5));
    assert.notDeepEqual(draw(sampler(4), 5), draw(sampler(5), 5));
  });

  it('goes on from a saved state with the same windows, beside another sampler too', () => {
    const both = (seed: number) =>
      sideBySide([batchesByEpoch(steps(), { batchSize: 4, seed }), sampler(seed)]);
    const next = (batches: ReturnType<typeof both>) =>
      batches.next().map((tensor) => tensor.arraySync());
    const batches = both(1);
    for (let i = 0; i < 4; i++) next(batches);
    const saved = JSON.parse(JSON.stringify(batches.state)) as typeof batches.state;
    const expected = [next(batches), next(batches)];
    const others = both(9);
    others.restore(saved);
    assert.deepEqual([next(others), next(others)], expected);
  });

  it('keeps no tensor but the batch', () => {
    const batches = sampler();
    const before = tf.memory().numTensors;
    for (let i = 0; i < 5; i++) batches.next().dispose();
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on sequences that are too short, or not as long as they are said to be', () => {
    assert.throws(() => batchesOfWindows(steps(), { length: 13, batchSize: 1, seed: 1 }), {
      name: 'RangeError',
      message: 'expected a sequence of at least 13 steps, but the longest has 12',
    });
    assert.throws(() => sampler(1, [5, 5]), {
      name: 'RangeError',
      message: 'expected lengths that sum to the 12 steps, but they sum to 10',
    });
  });

  it('throws on sequences that are not float32', () => {
    const whole = tf.tensor1d([1, 2, 3], 'int32');
    assert.throws(() => batchesOfWindows(whole, { length: 2, batchSize: 1, seed: 1 }), {
      name: 'TypeError',
      message: /expected float32 sequences, but got int32/,
    });
  });
});
