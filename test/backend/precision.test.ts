import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tf } from '../../lib/backend';
import { compileStep } from '../../lib/backend/compiled-step';
import {
  PRECISION_VARIABLE,
  type Precision,
  hasMixedPrecision,
  precisionInUse,
} from '../../lib/backend/precision';
import { batchesFrom } from '../../lib/data/batches';
import { sampleRing } from '../../lib/data/points';
import { progressLine } from '../../lib/display';
import { estimate } from '../../lib/metrics/estimate';
import type { Gan } from '../../lib/models/gan';
import { loadCheckpoint, saveCheckpoint } from '../../lib/training/checkpoint';
import type { Progress } from '../../lib/training/loop';
import { createTrainingState } from '../../lib/training/state';
import { trainGan } from '../../lib/training/train-gan';
import { childEnvironment } from '../../tools/setup/environment.mjs';
import { spaced } from '../finite-differences';
import { SHORT, smallImageBatches, smallImageGan, smallPointGan } from '../training/small-gan';
import { OPERATIONS } from './operations';

const weights = ({ generator, discriminator }: Gan) =>
  [generator, discriminator].flatMap((model) =>
    model.getWeights().map((w) => w.dataSync().slice()),
  );

async function trained(precision: Precision | undefined, { epochs = 2, seed = 3 } = {}) {
  const gan = smallImageGan(seed);
  const options = { ...SHORT, seed };
  const state = createTrainingState(gan, options);
  let line = '';
  const onProgress = (progress: Progress) => void (line = progressLine(progress));
  await trainGan(gan, smallImageBatches(), { ...options, epochs, precision, state, onProgress });
  return { gan, state, line };
}

describe('precision', () => {
  it('is float32 where nothing is said, and progress says nothing of it', async () => {
    const { state, line } = await trained(undefined);
    assert.deepEqual(state.precisions, ['float32']);
    assert.doesNotMatch(line, /float32|mixed/);
  });

  it('of the environment must be one that there is', () => {
    const before = process.env[PRECISION_VARIABLE];
    process.env[PRECISION_VARIABLE] = 'half';
    try {
      assert.throws(() => precisionInUse(), {
        name: 'RangeError',
        message:
          'expected the environment variable GAN_PRECISION to be float32 or mixed, but got half',
      });
    } finally {
      if (before === undefined) delete process.env[PRECISION_VARIABLE];
      else process.env[PRECISION_VARIABLE] = before;
    }
  });

  for (const variables of [{ ONEDNN_MAX_CPU_ISA: 'AVX2' }, { TF_ENABLE_ONEDNN_OPTS: '0' }]) {
    const [[name, value]] = Object.entries(variables);
    it(`is float32, with one sentence that says why, where ${name}=${value} takes bfloat16 away`, function () {
      this.timeout(30_000);
      const program = `
        const { smallImageBatches, smallImageGan, SHORT } = require('./test/training/small-gan');
        const { trainGan } = require('./lib/training/train-gan');
        const { createTrainingState } = require('./lib/training/state');
        (async () => {
          const losses = [];
          for (const precision of ['mixed', 'mixed', 'float32']) {
            const gan = smallImageGan();
            const state = createTrainingState(gan, SHORT);
            await trainGan(gan, smallImageBatches(), { ...SHORT, epochs: 1, precision, state });
            losses.push([state.precisions, state.history.rows]);
          }
          console.log(JSON.stringify(losses));
        })();`;
      const args = ['--require', 'ts-node/register/transpile-only', '--eval', program];
      const { stdout, stderr } = spawnSync(process.execPath, args, {
        cwd: join(__dirname, '../..'),
        encoding: 'utf8',
        env: childEnvironment(variables),
      });
      const [asked, again, float32] = JSON.parse(stdout || 'null') ?? assert.fail(stderr);
      assert.deepEqual(asked, float32);
      assert.deepEqual(again, float32);
      assert.deepEqual(float32[0], ['float32']);
      assert.equal(stderr.trim().split('\n').length, 1, stderr);
      assert.match(
        stderr,
        /^Mixed precision was asked for, .* goes on in float32\. .*avx512_bf16 or amx_bf16 .*\/proc\/cpuinfo/,
      );
    });
  }
});

// A processor without the instructions has none of it, which the tests above are about.
if (hasMixedPrecision()) {
  describe('mixed precision', () => {
    /** A function's value and its gradients in all inputs, as one compiled step. */
    function computed(precision: Precision, name: string): Float32Array[] {
      const { f, inputs } = OPERATIONS[name];
      return tf.tidy(() => {
        const given = inputs();
        const total = (...xs: tf.Tensor[]) => {
          const value = f(...xs);
          return tf.sum(tf.mul(value, spaced(value.shape)));
        };
        const step = (...xs: tf.Tensor[]) => [f(...xs), ...tf.grads(total)(xs)];
        step(...given); // a layer makes its weights at its first use
        const runner = compileStep(step, given, precision);
        assert.deepEqual([runner.isCompiled, runner.precision], [true, precision]);
        const numbers = runner.run(given).map((t) => t.dataSync().slice() as Float32Array);
        runner.dispose();
        return numbers;
      });
    }
    const norm = (x: Float32Array) => Math.hypot(...x);

    for (const name of Object.keys(OPERATIONS)) {
      it(`gives value and gradients of ${name} within 2 % of float32`, () => {
        const [mixed, float32] = [computed('mixed', name), computed('float32', name)];
        mixed.forEach((found, i) => {
          const difference = norm(found.map((value, j) => value - float32[i][j]));
          assert.ok(difference <= 2e-2 * norm(float32[i]), `${difference} of ${norm(float32[i])}`);
        });
      });
    }

    it('rounds the factors of a product to 8 bits, and nothing that follows', () => {
      const x = tf.tensor2d([1 + 2 ** -9, 1], [1, 2]);
      const step = (a: tf.Tensor) => [
        tf.matMul(a as tf.Tensor2D, tf.ones([2, 1])),
        tf.add(tf.matMul(a as tf.Tensor2D, tf.ones([2, 1])), 2 ** -9),
      ];
      const run = (precision: Precision) =>
        tf.tidy(() =>
          compileStep(step, [x], precision)
            .run([x])
            .map((t) => t.dataSync()[0]),
        );
      assert.deepEqual(run('float32'), [2 + 2 ** -9, 2 + 2 ** -8]);
      assert.deepEqual(run('mixed'), [2, 2 + 2 ** -9]);
    });

    it('gives the same numbers for the same seed, and others than float32', async () => {
      const [one, two, float32] = [
        await trained('mixed'),
        await trained('mixed'),
        await trained('float32'),
      ];
      assert.deepEqual(weights(one.gan), weights(two.gan));
      assert.deepEqual(one.state.history.rows, two.state.history.rows);
      assert.notDeepEqual(weights(one.gan), weights(float32.gan));
      assert.match(one.line, / · mixed precision$/);
    });

    it('is what the environment says, where a training does not', async () => {
      process.env[PRECISION_VARIABLE] = 'mixed';
      try {
        assert.deepEqual((await trained(undefined)).state.precisions, ['mixed']);
        assert.deepEqual((await trained('float32')).state.precisions, ['float32']);
      } finally {
        delete process.env[PRECISION_VARIABLE];
      }
    });

    it('goes on with what float32 has saved, and the other way round, and says so', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'precision-'));
      const path = join(folder, 'checkpoint.safetensors');
      for (const [first, second] of [
        ['mixed', 'float32'],
        ['float32', 'mixed'],
      ] as const) {
        const { gan, state } = await trained(first);
        saveCheckpoint(path, gan, state);
        const other = smallImageGan(77);
        const loaded = loadCheckpoint(path, other);
        assert.deepEqual(weights(other), weights(gan));
        let line = '';
        await trainGan(other, smallImageBatches(), {
          ...SHORT,
          epochs: 4,
          state: loaded,
          precision: second,
          onProgress: (progress) => void (line = progressLine(progress)),
        });
        assert.deepEqual([loaded.step, loaded.precisions], [16, [first, second]]);
        assert.match(
          line,
          first === 'mixed'
            ? / · mixed precision, then float32: /
            : / · float32, then mixed precision: /,
        );
        assert.match(line, /: not one run's numbers$/);
      }
      rmSync(folder, { recursive: true });
    });

    it('drifts from float32 by no more than seeds do, over 2,000 steps', async function () {
      this.timeout(60_000);
      /** Mean losses of the second half of a training on the ring. */
      const losses = async (precision: Precision, seed: number) => {
        const gan = smallPointGan({ seed, hiddenUnits: [32, 32] });
        const batches = batchesFrom(sampleRing, { batchSize: 64, seed, stepsPerEpoch: 2000 });
        const { rows } = await trainGan(gan, batches, {
          ...SHORT,
          generatorSettings: { learningRate: 1e-3, beta1: 0.5 },
          discriminatorSettings: { learningRate: 1e-3, beta1: 0.5 },
          epochs: 1,
          recordEvery: 1000,
          seed,
          precision,
        });
        return rows[1];
      };
      const seeds = [1, 2, 3, 4, 5];
      const [mixed, float32] = [
        await Promise.all(seeds.map((seed) => losses('mixed', seed))),
        await Promise.all(seeds.map((seed) => losses('float32', seed))),
      ];
      for (const column of ['discriminatorLoss', 'generatorLoss'] as const) {
        const [a, b] = [mixed, float32].map((rows) => estimate(rows.map((row) => row[column])));
        const spread = 2 * Math.hypot(a.error, b.error);
        assert.ok(
          Math.abs(a.mean - b.mean) <= spread,
          `${column}: ${a.mean}, ${b.mean} ± ${spread}`,
        );
      }
    });
  });
}
