import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tf } from '../../lib/backend';
import type { Gan } from '../../lib/models/gan';
import {
  loadCheckpoint,
  readCheckpointNotes,
  saveCheckpoint,
  writeCheckpoint,
} from '../../lib/training/checkpoint';
import { trainGan } from '../../lib/training/train-gan';
import { readTensorFile, writeTensorFile } from '../../lib/safetensors';
import { type TrainingState, createTrainingState } from '../../lib/training/state';
import { SHORT, ringBatches, smallImageBatches, smallImageGan, smallPointGan } from './small-gan';

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
      /expected averagedGenerator\.0\.hidden\/kernel of nothing, but got \[4, 6\]/,
    );
  });

  /** Trains a GAN of points, saves it, and loads it into another of the same sizes; the weights of both. */
  async function savedAndLoaded(build: () => Gan): Promise<[number[], number[]]> {
    const numbers = (gan: Gan, state: TrainingState) => [
      ...weights(gan).flatMap((w) => [...w]),
      ...[state.generatorOptimizer, state.discriminatorOptimizer].flatMap((optimizer) =>
        optimizer.moments().flatMap(({ m, v }) => [...m.dataSync(), ...v.dataSync()]),
      ),
    ];
    const [gan, other] = [build(), build()];
    const state = createTrainingState(gan, SHORT);
    await trainGan(gan, ringBatches(), { ...SHORT, epochs: 1, state });
    saveCheckpoint(path, gan, state);
    return [numbers(gan, state), numbers(other, loadCheckpoint(path, other))];
  }

  it('tell layers of the same name in two parts of a network from each other', async () => {
    const part = (name: string, units: number) =>
      tf.sequential({ name, layers: [tf.layers.dense({ name: 'in', units, inputShape: [2] })] });
    const [before, after] = await savedAndLoaded(() => ({
      ...smallPointGan(),
      generator: tf.sequential({ layers: [part('a', 2), part('b', 2), part('c', 2)] }),
    }));
    assert.deepEqual(after, before);
  });

  it('go by the place of a layer, so that unnamed ones built again fit', async () => {
    const [before, after] = await savedAndLoaded(() => ({
      ...smallPointGan(),
      generator: tf.sequential({
        layers: [
          tf.layers.dense({ units: 2, inputShape: [2] }),
          tf.layers.batchNormalization(),
          tf.layers.dense({ units: 2 }),
        ],
      }),
    }));
    assert.deepEqual(after, before);
  });

  it('refuse the state of another GAN, which would not fit the weights', async () => {
    const { gan } = await trained(1);
    const other = smallPointGan();
    assert.throws(
      () => saveCheckpoint(join(folder, 'never'), gan, createTrainingState(other, SHORT)),
      {
        name: 'TypeError',
        message:
          'expected a state of the training of these networks, but got one that moves other weights: ' +
          'make it with createTrainingState(gan, …) or createGameState(game, …)',
      },
    );
    assert.ok(!readdirSync(folder).includes('never'));
  });

  it('keep notes beside the state', async () => {
    const { gan, state } = await trained(1);
    writeCheckpoint(path, { game: gan, state, notes: { seed: 5, data: 'é' } });
    const before = tf.memory().numTensors;
    assert.deepEqual(readCheckpointNotes(path), { seed: 5, data: 'é' });
    assert.equal(tf.memory().numTensors, before);
    saveCheckpoint(path, gan, state);
    assert.deepEqual(readCheckpointNotes(path), {});
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

  it('tells a folder', () => {
    assert.throws(() => loadCheckpoint(folder, smallImageGan()), /it is a folder. Name the file/);
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
      /expected discriminator.0.hidden\/kernel of \[9, 9\], but got \[9, 6\]/,
    );
    assert.deepEqual(weights(wider), before);
  });

  it('tells a checkpoint of another version', () => {
    const metadata = { format: 'gan-course checkpoint', version: '1', state: '{}' };
    writeTensorFile(path, { tensors: {}, metadata });
    const sentence = /of version 1, but this library reads version 2. Train again, or use the/;
    assert.throws(() => loadCheckpoint(path, smallImageGan()), sentence);
    assert.throws(() => readCheckpointNotes(path), sentence);
  });

  it('tells metadata that are damaged', async () => {
    const { gan, state } = await trained(1);
    saveCheckpoint(path, gan, state);
    const { tensors, metadata } = readTensorFile(path);
    writeTensorFile(path, { tensors, metadata: { ...metadata, state: '{"step":' } });
    const before = tf.memory().numTensors;
    assert.throws(
      () => loadCheckpoint(path, gan),
      /checkpoint\.safetensors: its metadata are damaged. Use an older checkpoint, or start again/,
    );
    assert.equal(tf.memory().numTensors, before);
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

  it('tells a file of other numbers, as other programs write', () => {
    const path = join(folder, 'halves');
    const entry = { dtype: 'BF16', shape: [3], data_offsets: [0, 6] };
    const header = Buffer.from(JSON.stringify({ a: entry }));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    writeFileSync(path, Buffer.concat([length, header, Buffer.alloc(6)]));
    assert.throws(
      () => readTensorFile(path),
      /halves: its header says of a what cannot be read: \{"dtype":"BF16"/,
    );
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

describe('writeTensorFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tensors-'));
  after(() => rmSync(folder, { recursive: true }));

  it('refuses what it could not read back, and writes nothing', () => {
    const tensors = { a: tf.ones([2]), counter: tf.tensor1d([1], 'int32') };
    assert.throws(() => writeTensorFile(join(folder, 'a'), { tensors, metadata: {} }), {
      name: 'TypeError',
      message: 'expected counter to be float32, but got int32',
    });
    assert.deepEqual(readdirSync(folder), []);
  });
});
