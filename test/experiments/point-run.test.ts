import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { GRID, RING } from '../../lib/data/points';
import { MIXTURES, type PointRun, runPoints } from '../../lib/experiments/point-run';
import { LOSSES } from '../../lib/losses';
import { judgeModes } from '../../lib/metrics/modes';
import { assertClose } from '../assert-close';

const settings = { learningRate: 0.01 };
/** A training of ten steps of small networks. */
const run: PointRun = {
  mixture: 'ring',
  seed: 3,
  steps: 10,
  batchSize: 8,
  networks: { latentDim: 2, hiddenUnits: [8] },
  training: {
    loss: LOSSES.nonSaturating,
    generatorSettings: settings,
    discriminatorSettings: settings,
  },
};
const withRates = (learningRate: number): PointRun => ({
  ...run,
  training: {
    ...run.training,
    generatorSettings: { learningRate },
    discriminatorSettings: { learningRate },
  },
});

/** What a run gives besides the time that it took; its points as numbers. */
async function resultOf(changed: Partial<PointRun> = {}, frames = 1) {
  const { points, history, counts } = await runPoints({ ...run, ...changed }, { frames });
  const values = points.dataSync<'float32'>().slice();
  points.dispose();
  return { values, rows: history.rows, counts };
}

describe('MIXTURES', () => {
  it('have limits that show all modes', () => {
    for (const { mixture, limits } of Object.values(MIXTURES)) {
      const furthest = Math.max(...mixture.centres.flat().map(Math.abs)) + 3 * mixture.std;
      assert.ok(limits[0] < -furthest && limits[1] > furthest);
    }
  });
});

describe('runPoints', () => {
  for (const [name, mixture] of [
    ['ring', RING],
    ['grid', GRID],
  ] as const) {
    it(`judges 2,500 points by the modes of the ${name}`, async () => {
      const { points, history, seconds, ...report } = await runPoints({ ...run, mixture: name });
      assert.deepEqual(points.shape, [2500, 2]);
      assert.deepEqual(report, judgeModes(points, mixture));
      assert.equal(history.rows.length, 0); // ten steps fill no row
      assert.equal(
        report.counts.reduce((a, b) => a + b, 0),
        2500,
      );
      assert.ok(seconds > 0);
    });
  }

  it('learns how far the modes lie apart', async () => {
    const meanSquare = (values: Float32Array) =>
      values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
    const changed: Partial<PointRun> = {
      mixture: 'grid',
      networks: { latentDim: 2, hiddenUnits: [32] },
      batchSize: 64,
    };
    const [untrained, trained] = [
      await resultOf({ ...withRates(1e-9), ...changed }),
      await resultOf({ ...changed, steps: 800 }),
    ];
    // The grid's coordinates are −4, −2, 0, 2 and 4: root mean square √((16 + 4 + 0 + 4 + 16) / 5).
    assert.ok(Math.sqrt(meanSquare(untrained.values)) < 1);
    assertClose(Math.sqrt(meanSquare(trained.values)), Math.sqrt(8), 1);
  });

  it('writes a row of history every hundred steps', async () => {
    const { rows } = await resultOf({ steps: 200, batchSize: 2 });
    assert.deepEqual(
      rows.map(({ step }) => step),
      [100, 200],
    );
  });

  it('gives the same numbers for the same seed and others for another', async () => {
    const result = await resultOf();
    assert.deepEqual(await resultOf(), result);
    assert.notDeepEqual((await resultOf({ seed: 4 })).values, result.values);
  });

  it('calls watch as many times as there are frames, the last time with the points that it gives', async () => {
    const seen: { points: tf.Tensor2D; values: Float32Array }[] = [];
    const { points } = await runPoints(run, {
      frames: 5,
      watch: (each) => void seen.push({ points: each, values: each.dataSync<'float32'>().slice() }),
    });
    assert.equal(seen.length, 5);
    assert.deepEqual(seen[4].values, points.dataSync());
    assert.equal(new Set(seen.map(({ values }) => values[0])).size, 5); // G moves between frames
    assert.ok(seen.every((each) => each.points.isDisposed));
  });

  it('gives the same points however often it is watched', async () => {
    assert.deepEqual((await resultOf({}, 5)).values, (await resultOf({}, 1)).values);
  });

  it('judges the average of G where there is one', async () => {
    const [trained, untrained] = [await resultOf(), await resultOf(withRates(1e-9))];
    const [copy, still] = [
      await resultOf({ averageDecay: 0 }), // w̄ = w after each step
      await resultOf({ averageDecay: 1 - 1e-6 }), // ten steps move it by 1e-5 of the way
    ];
    assert.deepEqual(copy.values, trained.values);
    assertClose(still.values, untrained.values, 1e-4);
    assert.notDeepEqual(untrained.values, trained.values);
  });

  it('leaves no tensor besides the points, averaged and watched', async () => {
    const once = async () => {
      const watch = (points: tf.Tensor2D) => void tf.mean(points);
      (await runPoints({ ...run, averageDecay: 0.9 }, { frames: 2, watch })).points.dispose();
    };
    await once();
    const before = tf.memory().numTensors;
    await once();
    assert.equal(tf.memory().numTensors, before);
  });

  it('leaves no tensor when the training fails', async () => {
    const loss = {
      ...LOSSES.nonSaturating,
      generator: (logits: tf.Tensor) => tf.mul<tf.Scalar>(NaN, tf.mean(logits)),
    };
    const fail = () =>
      assert.rejects(
        runPoints({ ...run, training: { ...run.training, loss } }),
        /step 1: the losses are not finite any more/,
      );
    await fail();
    const before = tf.memory().numTensors;
    await fail();
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on frames that do not divide the steps', async () => {
    await assert.rejects(runPoints(run, { frames: 3 }), {
      name: 'RangeError',
      message: 'expected frames to divide the 10 steps, but got 3',
    });
    await assert.rejects(runPoints(run, { frames: 0 }), {
      message: 'expected frames to be an integer of at least 1, but got 0',
    });
  });
});
