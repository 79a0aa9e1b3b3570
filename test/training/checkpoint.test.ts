import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tf } from '../../lib/backend';
import type { Gan } from '../../lib/models/gan';
import { loadCheckpoint, saveCheckpoint } from '../../lib/training/checkpoint';
import { trainGan } from '../../lib/training/train-gan';
import { readTensorFile, writeTensorFile } from '../../lib/safetensors';
import { createTrainingState } from '../../lib/training/state';
import { SHORT, smallImageBatches, smallImageGan } from './small-gan';

const weights = ({ generator, discriminator }: Gan) =>
  [generator, discriminator].flatMap((model) =>
    model.getWeights().map((w) => w.dataSync().slice()),
  );

describe('saveCheckpoint and loadCheckpoint', () => {
  const folder = mkdtempSync(join(tmpdir(), 'checkpoint-'));
  after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'checkpoint.safetensors');

  async function trained(epochs: number) {
    const gan = smallImageGan();
    const state = createTrainingState(gan, SHORT);
    await trainGan(gan, smallImageBatches(), { ...SHORT, epochs, recordEvery: 3, state });
    return { gan, state };
  }

  it('goes on with the same losses and weights, bit for bit, as without a stop', async () => {
    const straight = await trained(6);

    const first = await trained(2);
    saveCheckpoint(path, first.gan, first.state);
    const gan = smallImageGan(77); // other weights, to be overwritten
    const state = loadCheckpoint(path, gan);
    assert.equal(state.step, 8);
    await trainGan(gan, smallImageBatches(), { ...SHORT, epochs: 6, recordEvery: 3, state });

    assert.deepEqual(state.history.rows, straight.state.history.rows);
    assert.deepEqual(weights(gan), weights(straight.gan));
  });

  it('goes on with the averaged generator too', async () => {
    const averaged = (seed: number) => ({
      ...smallImageGan(seed),
      averagedGenerator: smallImageGan(seed).generator,
    });
    const [gan, other] = [averaged(1), averaged(77)];
    const state = createTrainingState(gan, SHORT);
    await trainGan(gan, smallImageBatches(), { ...SHORT, epochs: 1, averageDecay: 0.9, state });
    saveCheckpoint(path, gan, state);
    loadCheckpoint(path, other);
    const values = ({ averagedGenerator }: Gan) =>
      averagedGenerator?.getWeights().map((w) => w.dataSync().slice());
    assert.deepEqual(values(other), values(gan));
    assert.notDeepEqual(values(gan), weights(gan).slice(0, 4));
    assert.throws(
      () => loadCheckpoint(path, smallImageGan()),
      /expected averagedGenerator\.hidden\/kernel of nothing, but got \[4, 6\]/,
    );
  });

  it('keeps no tensor besides the state', async () => {
    const { gan, state } = await trained(1);
    saveCheckpoint(path, gan, state);
    const before = tf.memory().numTensors;
    saveCheckpoint(path, gan, state);
    assert.equal(tf.memory().numTensors, before);
    const loaded = loadCheckpoint(path, gan);
    loaded.generatorOptimizer.dispose();
    loaded.discriminatorOptimizer.dispose();
    assert.equal(tf.memory().numTensors, before);
  });

  it('tells a missing file', () => {
    assert.throws(
      () => loadCheckpoint(join(folder, 'none'), smallImageGan()),
      /none: cannot be read/,
    );
  });

  it('tells a file that is cut off, wherever', async () => {
    const { gan, state } = await trained(1);
    saveCheckpoint(path, gan, state);
    const bytes = readFileSync(path);
    const cut = join(folder, 'cut');
    for (const length of [0, 5, 100, bytes.length - 1]) {
      writeFileSync(cut, bytes.subarray(0, length));
      assert.throws(() => loadCheckpoint(cut, gan), /cut: .*cut off/, `${length} bytes`);
    }
  });

  it('tells a checkpoint of other networks, and changes nothing', async () => {
    const { gan, state } = await trained(1);
    saveCheckpoint(path, gan, state);
    const other = smallImageGan();
    const wider = { ...other, generator: smallImageGan(2).generator, latentDim: 4 };
    wider.discriminator = tf.sequential({
      layers: [
        tf.layers.flatten({ inputShape: [3, 3, 1] }),
        tf.layers.dense({ name: 'hidden', units: 9 }),
        tf.layers.dense({ name: 'logit', units: 1 }),
      ],
    });
    const before = weights(wider);
    assert.throws(
      () => loadCheckpoint(path, wider),
      /expected discriminator.hidden\/kernel of \[9, 9\], but got \[9, 6\]/,
    );
    assert.deepEqual(weights(wider), before);
  });

  it('tells a checkpoint of another version', () => {
    const metadata = { format: 'gan-course checkpoint', version: '99', state: '{}' };
    writeTensorFile(path, { tensors: {}, metadata });
    assert.throws(
      () => loadCheckpoint(path, smallImageGan()),
      /of version 99, but this library reads version 1/,
    );
  });

  it('tells a safetensors file that is no checkpoint', () => {
    writeTensorFile(path, { tensors: { a: tf.ones([2]) }, metadata: {} });
    assert.throws(() => loadCheckpoint(path, smallImageGan()), /not a checkpoint of this course/);
  });

  it('tells a folder that does not exist', async () => {
    const { gan, state } = await trained(1);
    const missing = join(folder, 'none', 'checkpoint');
    assert.throws(() => saveCheckpoint(missing, gan, state), /could not be saved \(ENOENT/);
  });

  it('keeps the last checkpoint when a save fails, and leaves no part behind', async () => {
    const { gan, state } = await trained(1);
    saveCheckpoint(path, gan, state);
    const before = readFileSync(path);
    const full = { ...state, history: { toJSON: () => assert.fail('disk full') } };
    assert.throws(() => saveCheckpoint(path, gan, full as never));
    assert.deepEqual(readFileSync(path), before);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });
});

describe('readTensorFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tensors-'));
  after(() => rmSync(folder, { recursive: true }));

  it('reads what writeTensorFile wrote', () => {
    const path = join(folder, 'a');
    const tensors = { a: tf.tensor2d([[1.5, -2]]), b: tf.tensor1d([3]) };
    writeTensorFile(path, { tensors, metadata: { note: 'é' } });
    const read = readTensorFile(path);
    assert.deepEqual(read.metadata, { note: 'é' });
    assert.deepEqual(read.tensors.a.arraySync(), [[1.5, -2]]);
    assert.deepEqual(read.tensors.b.arraySync(), [3]);
  });

  it('tells a file whose header is not JSON', () => {
    const path = join(folder, 'noise');
    writeFileSync(
      path,
      Buffer.concat([Buffer.from([4, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('oops')]),
    );
    assert.throws(() => readTensorFile(path), /its header is not JSON/);
  });
});
