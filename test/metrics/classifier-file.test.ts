import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tf } from '../../lib/backend';
import {
  mnistClassifierPath,
  readMnistClassifier,
  saveMnistClassifier,
} from '../../lib/metrics/classifier-file';
import { buildMnistClassifier } from '../../lib/models/mnist-classifier';
import { readTensorFile, writeTensorFile } from '../../lib/safetensors';

const facts = { seed: 4, epochs: 2, testAccuracy: 0.5 };
const weightsOf = (model: tf.LayersModel) => model.getWeights().map((w) => w.dataSync());

describe('a classifier on disk', () => {
  let folder: string;
  let path: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'classifier-'));
  });
  beforeEach(() => {
    path = join(folder, 'classifier.safetensors');
    saveMnistClassifier(path, buildMnistClassifier({ seed: 4 }), facts);
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Writes the file again, changed. */
  function change(
    by: (file: ReturnType<typeof readTensorFile>) => ReturnType<typeof readTensorFile>,
  ) {
    writeTensorFile(path, by(readTensorFile(path)));
  }

  describe('mnistClassifierPath', () => {
    it('is the committed file of under a megabyte', () => {
      assert.equal(mnistClassifierPath(), join(process.cwd(), 'data/mnist-classifier.safetensors'));
      assert.ok(statSync(mnistClassifierPath()).size < 1e6);
    });
  });

  describe('readMnistClassifier', () => {
    it('gives back the weights and facts that were saved', () => {
      const { model, facts: found } = readMnistClassifier(path);
      assert.deepEqual(weightsOf(model), weightsOf(buildMnistClassifier({ seed: 4 })));
      assert.deepEqual(found, facts);
    });

    it('throws on a file that is cut off', () => {
      writeFileSync(path, readFileSync(path).subarray(0, 100_000));
      assert.throws(() => readMnistClassifier(path), {
        message:
          `${path}: expected a safetensors file, but it is cut off, damaged or of another format (100000 bytes). ` +
          'Make it again with: npm run classifier',
      });
    });

    it('throws on a safetensors file of something else', () => {
      change(({ tensors }) => ({ tensors, metadata: { format: 'gan-course checkpoint' } }));
      assert.throws(
        () => readMnistClassifier(path),
        /a safetensors file of format "gan-course checkpoint", but not a classifier .* npm run classifier/,
      );
    });

    it('throws on another version', () => {
      change(({ tensors, metadata }) => ({ tensors, metadata: { ...metadata, version: '7' } }));
      assert.throws(
        () => readMnistClassifier(path),
        /a classifier of version 7, but this library reads version \d+. .* npm run classifier/,
      );
    });

    it('throws on another network', () => {
      change(({ tensors, metadata }) => ({
        tensors: { ...tensors, '7.logits/bias': tf.zeros([12]) },
        metadata,
      }));
      assert.throws(
        () => readMnistClassifier(path),
        /of another network: expected 7\.logits\/bias of \[10\], but got \[12\]/,
      );
      change(({ tensors: { '7.logits/bias': _, ...rest }, metadata }) => ({
        tensors: rest,
        metadata,
      }));
      assert.throws(() => readMnistClassifier(path), /logits\/bias of \[10\], but got nothing/);
    });

    it('leaves no tensor behind when it throws', () => {
      change(({ tensors }) => ({ tensors, metadata: {} }));
      const before = tf.memory().numTensors;
      assert.throws(() => readMnistClassifier(path));
      assert.equal(tf.memory().numTensors, before);
    });
  });
});
