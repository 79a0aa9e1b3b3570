import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tf } from '../../lib/backend';
import { readWeights, writeWeights } from '../../lib/models/weights-file';
import { type TensorFile, readTensorFile, writeTensorFile } from '../../lib/safetensors';

const kind = { name: 'tree', version: '3', command: 'npm run tree' };
const facts = { seed: 4, places: ['wood', 'park'] };

/** A dense layer and a normalisation: weights that train and weights that follow. All are `value`. */
function build(value: number): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.inputLayer({ inputShape: [3] }),
      tf.layers.dense({ name: 'leaf', units: 2 }),
      tf.layers.batchNormalization({ name: 'norm' }),
    ],
  });
  model.setWeights(model.getWeights().map((w, i) => tf.fill(w.shape, value + i)));
  return model;
}
const weightsOf = (model: tf.LayersModel) => model.getWeights().map((w) => w.dataSync().slice());

describe('weights-file', () => {
  let folder: string;
  let path: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'weights-'));
  });
  beforeEach(() => {
    path = join(folder, 'tree.safetensors');
    rmSync(path, { recursive: true, force: true });
    writeWeights(path, build(10), { kind, facts });
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Writes the file again, changed. */
  function change(by: (file: TensorFile) => TensorFile) {
    writeTensorFile(path, by(readTensorFile(path)));
  }
  const setMetadata = (changed: Record<string, string>) =>
    change(({ tensors, metadata }) => ({ tensors, metadata: { ...metadata, ...changed } }));

  describe('writeWeights', () => {
    it('names the tensors by their place and as the layers name them, and says what the file is', () => {
      const { tensors, metadata } = readTensorFile(path);
      assert.deepEqual(Object.keys(tensors).sort(), [
        '0.leaf/kernel',
        '1.leaf/bias',
        '2.norm/gamma',
        '3.norm/beta',
        '4.norm/moving_mean',
        '5.norm/moving_variance',
      ]);
      assert.equal(metadata.format, 'gan-course mnist tree');
      assert.equal(metadata.version, '3');
    });

    it('throws, naming the file, when it cannot be written', () => {
      const nowhere = join(folder, 'no-such-folder', 'tree.safetensors');
      assert.throws(
        () => writeWeights(nowhere, build(10), { kind, facts }),
        (error: Error) => error.message.startsWith(`${nowhere}: could not be saved (ENOENT`),
      );
      assert.deepEqual(readdirSync(folder), ['tree.safetensors']);
    });
  });

  describe('readWeights', () => {
    it('sets the weights that were saved, moving statistics included, and gives the facts', () => {
      const model = build(0);
      assert.deepEqual(readWeights(path, model, kind), facts);
      assert.deepEqual(weightsOf(model), weightsOf(build(10)));
    });

    it('goes by the place of a layer, not by its name', () => {
      const named = (names: readonly string[]) =>
        tf.sequential({
          layers: names.map((name) =>
            tf.sequential({
              layers: [tf.layers.dense({ name, units: 3, inputShape: [3] })],
            }),
          ),
        });
      const model = named(['leaf', 'leaf']); // the kernels differ, and both are called leaf/kernel
      writeWeights(path, model, { kind, facts });
      const other = named(['other.3.leaf', 'root']);
      readWeights(path, other, kind);
      assert.deepEqual(weightsOf(other), weightsOf(model));
    });

    it('leaves no tensor', () => {
      const model = build(0);
      const before = tf.memory().numTensors;
      readWeights(path, model, kind);
      assert.equal(tf.memory().numTensors, before);
    });

    const again = 'Make it again with: npm run tree';
    const bad: Record<string, { readonly damage: () => void; readonly message: string }> = {
      'is missing': {
        damage: () => rmSync(path),
        message: 'there is no tree. Make it with: npm run tree',
      },
      'is a folder': {
        damage: () => {
          rmSync(path);
          mkdirSync(path);
        },
        message: 'expected a file, but it is a folder. Name the file, or move the folder away.',
      },
      'is cut off': {
        damage: () => writeFileSync(path, readFileSync(path).subarray(0, 100)),
        message: `expected a safetensors file, but it is cut off, damaged or of another format (100 bytes). ${again}`,
      },
      'is empty': {
        damage: () => writeFileSync(path, ''),
        message: `expected a safetensors file, but it is cut off, damaged or of another format (0 bytes). ${again}`,
      },
      'is of another kind': {
        damage: () => setMetadata({ format: 'gan-course checkpoint' }),
        message: `a safetensors file of format "gan-course checkpoint", but not a tree of this course. ${again}`,
      },
      'is of another version': {
        damage: () => setMetadata({ version: '2' }),
        message: `a tree of version 2, but this library reads version 3. ${again}`,
      },
      'is of a network of another size': {
        damage: () =>
          change(({ tensors, metadata }) => ({
            tensors: { ...tensors, '4.norm/moving_mean': tf.zeros([5]) },
            metadata,
          })),
        message: `a tree of another network: expected 4.norm/moving_mean of [2], but got [5]. ${again}`,
      },
      'has a weight too many': {
        damage: () =>
          change(({ tensors, metadata }) => ({
            tensors: { ...tensors, '6.fruit/kernel': tf.zeros([2, 2]) },
            metadata,
          })),
        message: `a tree of another network: expected 6.fruit/kernel of nothing, but got [2, 2]. ${again}`,
      },
      'lacks a weight': {
        damage: () =>
          change(({ tensors: { '1.leaf/bias': _, ...rest }, metadata }) => ({
            tensors: rest,
            metadata,
          })),
        message: `a tree of another network: expected 1.leaf/bias of [2], but got nothing. ${again}`,
      },
      'has damaged facts': {
        damage: () => setMetadata({ facts: '{"seed":' }),
        message: `a tree whose facts are missing or damaged. ${again}`,
      },
      'has no facts': {
        damage: () =>
          change(({ tensors, metadata: { facts: _, ...rest } }) => ({ tensors, metadata: rest })),
        message: `a tree whose facts are missing or damaged. ${again}`,
      },
    };
    for (const [what, { damage, message }] of Object.entries(bad)) {
      it(`throws on a file that ${what}, and changes nothing`, () => {
        damage();
        const model = build(0);
        const before = tf.memory().numTensors;
        assert.throws(() => readWeights(path, model, kind), { message: `${path}: ${message}` });
        assert.equal(tf.memory().numTensors, before);
        assert.deepEqual(weightsOf(model), weightsOf(build(0)));
      });
    }
  });
});
