import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { tf } from '../../lib/backend';
import { compileStep } from '../../lib/backend/compiled-step';
import type { Gan } from '../../lib/models/gan';
import { readWeights, writeWeights } from '../../lib/models/weights-file';
import { loadCheckpoint, saveCheckpoint } from '../../lib/training/checkpoint';
import { trainGan } from '../../lib/training/train-gan';
import { createTrainingState } from '../../lib/training/state';
import { discriminatorStep } from '../../lib/training/step';
import { SHORT, ringBatches, smallPointGan } from './small-gan';

const weights = (gan: Gan) =>
  [gan.generator, gan.discriminator].flatMap((model) =>
    model.getWeights().map((w) => w.dataSync().slice()),
  );
const options = { ...SHORT, epochs: 3 };

/** A training that nobody waits for, once it has made a step. */
async function forgotten(gan = smallPointGan()) {
  const [batches, state] = [ringBatches(), createTrainingState(gan, SHORT)];
  const ended = trainGan(gan, batches, { ...options, state });
  while (state.step === 0) await sleep(1);
  return { gan, batches, state, ended };
}

describe('trainGan, of what is in training already', () => {
  it('refuses the GAN, and the first training ends as if it had been alone', async () => {
    const { gan, ended } = await forgotten();
    const sentence =
      'these networks are in training already: await the first training, or interrupt it';
    await assert.rejects(trainGan(gan, ringBatches(), options), { message: sentence });
    // The same networks under another name.
    await assert.rejects(trainGan({ ...gan }, ringBatches(), options), { message: sentence });
    await ended;

    const alone = smallPointGan();
    await trainGan(alone, ringBatches(), options);
    assert.deepEqual(weights(gan), weights(alone));
  });

  it('refuses a second call at once, before the first has made a step', async () => {
    const gan = smallPointGan();
    const [first, second] = await Promise.allSettled([
      trainGan(gan, ringBatches(), options),
      trainGan(gan, ringBatches(), options),
    ]);
    assert.deepEqual([first.status, second.status], ['fulfilled', 'rejected']);
  });

  it('refuses batches that another GAN is being given', async () => {
    const { batches, ended } = await forgotten();
    await assert.rejects(trainGan(smallPointGan(), batches, options), {
      message: 'these batches are in training already: await the first training, or interrupt it',
    });
    await ended;
  });

  it('leaves other GANs alone', async () => {
    const { ended } = await forgotten();
    await trainGan(smallPointGan(), ringBatches(), options);
    await ended;
  });

  it('goes on when the first training has ended, or failed', async () => {
    const { gan, state, batches, ended } = await forgotten();
    await ended;
    const failing = { ...options, epochs: 4, state, onEpoch: () => assert.fail('disk full') };
    await assert.rejects(trainGan(gan, batches, failing), /disk full/);
    await trainGan(gan, batches, { ...options, epochs: 5, state });
    assert.equal(state.step, 50);
  });
});

describe('a GAN in training', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'in-training-'))));
  after(() => rmSync(folder, { recursive: true }));
  const sentence =
    /^Error: these weights are in training, and what can be read of them is old: await the training, or use them within/;
  const kind = { name: 'tree', version: '1', command: 'npm run tree' };

  it('is not saved, nor its generator, since its weights are old', async () => {
    const { gan, state, ended } = await forgotten();
    const path = join(folder, 'never');
    assert.throws(() => saveCheckpoint(path, gan, state), sentence);
    assert.throws(() => writeWeights(path, gan.generator, { kind, facts: {} }), sentence);
    assert.deepEqual(readdirSync(folder), []);
    await ended;
  });

  it('takes no other weights, which would be lost', async () => {
    const [path, weightsPath] = [join(folder, 'a'), join(folder, 'b')];
    const other = smallPointGan();
    saveCheckpoint(path, other, createTrainingState(other, SHORT));
    writeWeights(weightsPath, other.generator, { kind, facts: {} });
    const { gan, ended } = await forgotten();
    assert.throws(() => loadCheckpoint(path, gan), sentence);
    assert.throws(() => readWeights(weightsPath, gan.generator, kind), sentence);
    await ended;
  });

  it('is moved by no step made by hand', async () => {
    const { gan, state, ended } = await forgotten();
    const z = tf.zeros([4, gan.latentDim]);
    assert.throws(
      () => discriminatorStep(tf.zeros([4, 2]), z, { ...SHORT, ...state, gan }),
      sentence,
    );
    await ended;
  });

  it('is saved within the callbacks, as it is then', async () => {
    const gan = smallPointGan();
    const state = createTrainingState(gan, SHORT);
    const path = join(folder, 'within');
    const seen: unknown[] = [];
    const save = async () => {
      await sleep(1); // the training waits
      saveCheckpoint(path, gan, state);
      const other = smallPointGan();
      assert.equal(loadCheckpoint(path, other).step, state.step);
      assert.deepEqual(weights(other), weights(gan));
      seen.push(state.step);
    };
    const callbacks = { onEpoch: save, onProgress: save, progressEveryMs: 0 };
    await trainGan(gan, ringBatches(), { ...options, epochs: 1, state, ...callbacks });
    assert.deepEqual(seen, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10]); // the last by onEpoch, onProgress, and at the end
  });
});

describe('two compiled steps of one variable', () => {
  it('do not run in turn without bringing it up to date', () => {
    const variable = tf.variable(tf.scalar(1));
    const step = (x: tf.Tensor) => {
      variable.assign(tf.add(variable, x));
      return [tf.mul(variable, 1)];
    };
    const [a, b] = [1, 2].map(() => compileStep(step, [tf.scalar(1)]));
    a.run([tf.scalar(1)]);
    assert.throws(() => b.run([tf.scalar(1)]), /these weights are in training/);
    a.pull();
    b.run([tf.scalar(1)]);
    b.pull();
    assert.equal(variable.dataSync()[0], 3);
    [a, b].forEach((runner) => runner.dispose());
    variable.dispose();
  });
});
