import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { batchesFrom } from '../../lib/data/batches';
import { type Penalty, r1Penalty } from '../../lib/penalties';
import { Random, normalOf } from '../../lib/random';
import { type Progress } from '../../lib/training/loop';
import { trainGan } from '../../lib/training/train-gan';
import { createTrainingState } from '../../lib/training/state';
import { assertClose } from '../assert-close';
import {
  SHORT,
  labelledBatches,
  ringBatches,
  smallConditionalGan,
  smallImageBatches,
  smallImageGan,
  smallPointGan,
} from './small-gan';

const outputs = (model: tf.LayersModel) => model.getWeights().map((w) => w.dataSync().slice());

describe('trainGan', () => {
  it('learns where a Gaussian lies', async () => {
    // Data from N(3, 0.5²); the untrained generator's mean is near 0.
    const batches = batchesFrom(
      (n, random) =>
        tf.tidy(() => random.normal<tf.Rank.R2>([n, 1]).mul(0.5).add(3) as tf.Tensor2D),
      { batchSize: 64, seed: 1, stepsPerEpoch: 100 },
    );
    const gan = smallPointGan({ pointDim: 1, hiddenUnits: [32] });
    const settings = { learningRate: 2e-3, beta1: 0.5 };
    await trainGan(gan, batches, {
      ...SHORT,
      epochs: 8,
      generatorSettings: settings,
      discriminatorSettings: settings,
    });
    const points = gan.generator.predict(new Random(8).normal<tf.Rank.R2>([2000, 2])) as tf.Tensor;
    assertClose(points.mean().dataSync()[0], 3, 0.5); // one σ of the data
  });

  it('gives the same numbers for the same seeds', async () => {
    const run = async () => {
      const gan = smallPointGan();
      const { rows } = await trainGan(gan, ringBatches(), { ...SHORT, epochs: 2 });
      return { rows, weights: outputs(gan.generator) };
    };
    assert.deepEqual(await run(), await run());
  });

  it('writes a row of means every recordEvery steps', async () => {
    const run = (recordEvery: number) =>
      trainGan(smallPointGan(), ringBatches(), { ...SHORT, epochs: 1, recordEvery });
    const [every, byFour] = [(await run(1)).rows, (await run(4)).rows];
    assert.deepEqual(
      byFour.map((row) => row.step),
      [4, 8],
    );
    const mean = every.slice(0, 4).reduce((sum, row) => sum + row.generatorLoss, 0) / 4;
    assertClose(byFour[0].generatorLoss, mean, 1e-12);
    assert.equal(byFour[1].epoch, 0.8); // step 8 of 10
  });

  it('updates D discriminatorSteps times a step, each on a fresh batch', async () => {
    const [gan, batches] = [smallPointGan(), ringBatches()];
    const state = createTrainingState(gan, SHORT);
    await trainGan(gan, batches, { ...SHORT, epochs: 1, discriminatorSteps: 3, state });
    assert.equal(state.generatorOptimizer.updates, 10);
    assert.equal(state.discriminatorOptimizer.updates, 30);
    assert.equal(state.batches?.random.counter, 60); // sampleRing draws twice a batch: which mode, and where
  });

  it('adds a penalty to the loss of D, whose gradient reaches the weights', async () => {
    const run = async (penalty: Penalty) => {
      const gan = smallPointGan();
      const { rows } = await trainGan(gan, ringBatches(), { ...SHORT, epochs: 1, penalty });
      return { first: rows[0].discriminatorLoss, weights: outputs(gan.discriminator) };
    };
    const [plain, constant, slope] = [
      await run(() => tf.scalar(0)),
      await run(() => tf.scalar(5)),
      await run(r1Penalty({ weight: 10 })),
    ];
    assertClose(constant.first, plain.first + 5, 1e-5);
    assert.deepEqual(constant.weights, plain.weights); // a constant has no gradient
    assert.notDeepEqual(slope.weights, plain.weights);
  });

  it('draws another key for the penalty in each update', async () => {
    const penalty: Penalty = ({ key }) => tf.sum(normalOf(key, [1]));
    const { rows } = await trainGan(smallPointGan(), ringBatches(), {
      ...SHORT,
      epochs: 1,
      penalty,
    });
    const { rows: plain } = await trainGan(smallPointGan(), ringBatches(), { ...SHORT, epochs: 1 });
    const drawn = rows
      .slice(0, 1)
      .map((row, i) => row.discriminatorLoss - plain[i].discriminatorLoss);
    // The first key after the z of D's first update: seed 3, counter 1.
    const expected = tf.tidy(() => normalOf(tf.tensor1d([3, 1], 'int32'), [1]).dataSync()[0]);
    assertClose(drawn[0], expected, 1e-5);
    assert.equal(new Set(rows.map((row) => row.discriminatorLoss)).size, 10);
  });

  it('lets the averaged generator follow G', async () => {
    const gan = { ...smallPointGan(), averagedGenerator: smallPointGan().generator };
    const seen = [outputs(gan.generator)];
    await trainGan(gan, ringBatches(), {
      ...SHORT,
      epochs: 1,
      averageDecay: 0.75,
      progressEveryMs: 0,
      onProgress: ({ step }) => void (seen[step] = outputs(gan.generator)),
    });
    const average = seen
      .slice(1)
      .reduce(
        (mean, weights) =>
          mean.map((w, i) => w.map((value, k) => 0.75 * value + 0.25 * weights[i][k])),
        seen[0],
      );
    outputs(gan.averagedGenerator).forEach((w, i) => assertClose(w, average[i], 1e-6));
  });

  it('gives both networks of a conditional GAN the labels of the batch', async () => {
    const gan = smallConditionalGan();
    const expected = tf.tidy(() => {
      const [real, labels] = labelledBatches().next();
      const z = normalOf(new Random(SHORT.seed).key(), [4, 2]);
      const fake = gan.generator.apply([z, labels]) as tf.Tensor;
      const [realLogits, fakeLogits] = [real, fake].map(
        (x) => gan.discriminator.apply([x, labels]) as tf.Tensor,
      );
      return SHORT.loss.discriminator(realLogits, fakeLogits).dataSync()[0];
    });
    const { rows } = await trainGan(gan, labelledBatches(), { ...SHORT, epochs: 1 });
    assertClose(rows[0].discriminatorLoss, expected, 1e-6);
  });

  it('goes on with the same numbers when called again with its state', async () => {
    const straight = smallPointGan();
    const { rows } = await trainGan(straight, ringBatches(), { ...SHORT, epochs: 3 });

    const gan = smallPointGan();
    const [batches, state] = [ringBatches(), createTrainingState(gan, SHORT)];
    await trainGan(gan, batches, { ...SHORT, epochs: 1, state });
    const history = await trainGan(gan, batches, { ...SHORT, epochs: 3, state });
    assert.deepEqual(history.rows, rows);
    assert.deepEqual(outputs(gan.generator), outputs(straight.generator));
  });

  it('ends after the step in which its signal is aborted, mid-row, and goes on from there', async () => {
    const gan = smallPointGan();
    const [batches, state] = [ringBatches(), createTrainingState(gan, SHORT)];
    const abort = new AbortController();
    const options = { ...SHORT, epochs: 2, recordEvery: 4, state };
    await trainGan(gan, batches, {
      ...options,
      signal: abort.signal,
      progressEveryMs: 0,
      onProgress: ({ step }) => void (step === 6 && abort.abort()),
    });
    assert.equal(state.step, 6);
    const { rows } = await trainGan(gan, batches, options);
    const straight = await trainGan(smallPointGan(), ringBatches(), {
      ...SHORT,
      epochs: 2,
      recordEvery: 4,
    });
    assert.deepEqual(rows, straight.rows);
  });

  it('reports progress while it trains and once at the end', async () => {
    const seen: Progress[] = [];
    await trainGan(smallPointGan(), ringBatches(), {
      ...SHORT,
      epochs: 2,
      progressEveryMs: 0,
      onProgress: (progress) => void seen.push(progress),
    });
    assert.equal(seen.length, 20 + 1);
    const last = seen[20];
    assert.deepEqual(
      [last.step, last.totalSteps, last.epoch, last.totalEpochs, last.remainingMs],
      [20, 20, 2, 2, 0],
    );
    assertClose(last.stepsPerSecond, 20 / (last.elapsedMs / 1000), 1e-6);
  });

  it('waits for onEpoch after each pass over the data', async () => {
    const epochs: number[] = [];
    await trainGan(smallPointGan(), ringBatches(), {
      ...SHORT,
      epochs: 3,
      onEpoch: async ({ epoch, step }) => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        assert.equal(step, epoch * 10);
        epochs.push(epoch);
      },
    });
    assert.deepEqual(epochs, [1, 2, 3]);
  });

  it('has the networks up to date whenever it calls back, and at the end', async () => {
    const gan = smallPointGan();
    const state = createTrainingState(gan, SHORT);
    const seen: { updates: number; weights: unknown }[] = [];
    const look = () => {
      const weights = [...outputs(gan.generator), ...outputs(gan.discriminator)];
      seen.push({ updates: state.generatorOptimizer.updates, weights });
    };
    look();
    await trainGan(gan, ringBatches(), { ...SHORT, epochs: 2, state, onEpoch: look });
    look();
    assert.deepEqual(
      seen.map(({ updates }) => updates),
      [0, 10, 20, 20],
    );
    assert.notDeepEqual(seen[1].weights, seen[0].weights);
    assert.notDeepEqual(seen[2].weights, seen[1].weights);
    assert.deepEqual(seen[3].weights, seen[2].weights);
  });

  it('goes on from weights that a callback has set', async () => {
    const gan = smallPointGan();
    const run = trainGan(gan, ringBatches(), {
      ...SHORT,
      generatorSettings: { learningRate: 1e-9 },
      epochs: 2,
      onEpoch({ epoch }) {
        if (epoch === 1) gan.generator.setWeights(gan.generator.getWeights().map(tf.zerosLike));
      },
    });
    await run;
    // Ten steps of at most 1e-9 each.
    outputs(gan.generator).forEach((w) => assertClose(w, new Float32Array(w.length), 1e-7));
  });

  it('stops at the step where a loss is not finite, and says which', async () => {
    let batch = 0;
    const poisoned = batchesFrom(
      (n) => tf.fill([n, 2], ++batch === 4 ? NaN : 0) as tf.Tensor2D, // 1 shows the shape, 2 is step 1
      { batchSize: 4, seed: 1, stepsPerEpoch: 10 },
    );
    const gan = smallPointGan();
    const state = createTrainingState(gan, SHORT);
    await assert.rejects(
      trainGan(gan, poisoned, { ...SHORT, epochs: 1, state }),
      /^Error: step 3: the losses are not finite any more \(discriminatorLoss NaN, generatorLoss NaN\)/,
    );
    assert.equal(state.history.rows.length, 2);
  });

  it('completes the stream of rows when it ends', async () => {
    const gan = smallPointGan();
    const state = createTrainingState(gan, SHORT);
    const seen: number[] = [];
    let completed = false;
    state.history.rows$.subscribe({
      next: ({ step }) => seen.push(step),
      complete: () => (completed = true),
    });
    await trainGan(gan, ringBatches(), { ...SHORT, epochs: 1, recordEvery: 5, state });
    assert.deepEqual(seen, [5, 10]);
    assert.equal(completed, true);
  });

  it('keeps no tensor more than its state', async () => {
    const gan = smallImageGan();
    const [batches, state] = [smallImageBatches(), createTrainingState(gan, SHORT)];
    await trainGan(gan, batches, { ...SHORT, epochs: 1, state });
    const before = tf.memory().numTensors;
    await trainGan(gan, batches, { ...SHORT, epochs: 5, state });
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on data of another shape than the networks', async () => {
    await assert.rejects(trainGan(smallImageGan(), ringBatches(), { ...SHORT, epochs: 1 }), {
      name: 'RangeError',
      message:
        "expected a GAN for examples of 2, the data's shape, but got a generator of 3×3×1 and a discriminator of 3×3×1",
    });
  });

  it('throws on no epochs', async () => {
    await assert.rejects(trainGan(smallPointGan(), ringBatches(), { ...SHORT, epochs: 0 }), {
      message: 'expected epochs to be an integer of at least 1, but got 0',
    });
  });
});
