import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tf } from '../../lib/backend';
import { buildNetworkOf } from '../../lib/judges/definition';
import { judgePath, loadJudge, readJudge, saveJudge } from '../../lib/judges/judge-file';
import { readTensorFile, writeTensorFile } from '../../lib/safetensors';
import { TOY_FACTS, TOY_JUDGE } from './toy-judge';

const weightsOf = (model: tf.LayersModel) => model.getWeights().map((w) => w.dataSync());

describe('a judge on disk', () => {
  let folder: string;
  let path: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'judge-'));
  });
  beforeEach(() => {
    path = join(folder, 'toy.safetensors');
    saveJudge(TOY_JUDGE, { model: buildNetworkOf(TOY_JUDGE, 4), facts: TOY_FACTS }, path);
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Writes the file again, changed. */
  function change(
    by: (file: ReturnType<typeof readTensorFile>) => ReturnType<typeof readTensorFile>,
  ) {
    writeTensorFile(path, by(readTensorFile(path)));
  }

  describe('judgePath', () => {
    it('is a file of its name among the committed ones', () => {
      assert.equal(judgePath(TOY_JUDGE), join(process.cwd(), 'data/judges/toy.safetensors'));
    });
  });

  describe('readJudge', () => {
    it('gives back the weights and facts that were saved', () => {
      const { model, facts: found } = readJudge(TOY_JUDGE, path);
      assert.deepEqual(weightsOf(model), weightsOf(buildNetworkOf(TOY_JUDGE, 4)));
      assert.deepEqual(found, TOY_FACTS);
    });

    it('throws on a file that is cut off', () => {
      writeFileSync(path, readFileSync(path).subarray(0, 10_000));
      assert.throws(() => readJudge(TOY_JUDGE, path), {
        message:
          `${path}: expected a safetensors file, but it is cut off, damaged or of another format (10000 bytes). ` +
          'Make it again with: npm run classifier -- toy',
      });
    });

    it('throws on a safetensors file of something else', () => {
      change(({ tensors }) => ({ tensors, metadata: { format: 'gan-course checkpoint' } }));
      assert.throws(
        () => readJudge(TOY_JUDGE, path),
        /a safetensors file of format "gan-course checkpoint", but not a judge toy .* npm run classifier -- toy/,
      );
    });

    it('throws on another version', () => {
      change(({ tensors, metadata }) => ({ tensors, metadata: { ...metadata, version: '7' } }));
      assert.throws(
        () => readJudge(TOY_JUDGE, path),
        /a judge toy of version 7, but this library reads version \d+. .* npm run classifier -- toy/,
      );
    });

    it('throws on another network', () => {
      change(({ tensors, metadata }) => ({
        tensors: { ...tensors, '7.logits/bias': tf.zeros([12]) },
        metadata,
      }));
      assert.throws(
        () => readJudge(TOY_JUDGE, path),
        /of another network: expected 7\.logits\/bias of \[4\], but got \[12\]/,
      );
      change(({ tensors: { '7.logits/bias': _, ...rest }, metadata }) => ({
        tensors: rest,
        metadata,
      }));
      assert.throws(() => readJudge(TOY_JUDGE, path), /logits\/bias of \[4\], but got nothing/);
    });

    it('leaves no tensor behind when it throws', () => {
      change(({ tensors }) => ({ tensors, metadata: {} }));
      const before = tf.memory().numTensors;
      assert.throws(() => readJudge(TOY_JUDGE, path));
      assert.equal(tf.memory().numTensors, before);
    });
  });

  describe('loadJudge', () => {
    it('gives a judge with its facts', () => {
      const { facts, judge, dispose } = loadJudge(TOY_JUDGE, path);
      assert.deepEqual(facts, TOY_FACTS);
      assert.deepEqual(judge(tf.zeros([2, 8, 8, 1])).brightness.shape, [2, 1]);
      dispose();
    });

    it('throws when there is no file, and says which command makes it', () => {
      assert.throws(() => loadJudge(TOY_JUDGE, 'runs/no-such.safetensors'), {
        message:
          'runs/no-such.safetensors: there is no judge toy. Make it with: npm run classifier -- toy',
      });
    });

    it('frees everything when it is disposed', () => {
      const before = tf.memory().numTensors;
      loadJudge(TOY_JUDGE, path).dispose();
      assert.equal(tf.memory().numTensors, before);
    });
  });
});
