import assert from 'node:assert/strict';
import { statSync } from 'node:fs';

import { tf } from '../../lib/backend';
import { type ByteImages, pixelsOf } from '../../lib/data/images';
import type { PicturePairs } from '../../lib/data/pairs';
import { PIX2PIX, PIX2PIX_EMOJI } from '../../lib/experiments/pix2pix';
import {
  PIX2PIX_COLUMNS,
  PIX2PIX_RUNS,
  buildPix2pix,
  pix2pixBatches,
  trainPix2pix,
  translatePictures,
} from '../../lib/experiments/pix2pix-run';
import { loadResults } from '../../lib/experiments/results';
import { l1Percent } from '../../lib/metrics/pixel-errors';

/** Pictures of one brightness each, in 16×16 pixels. */
function plain(levels: readonly number[], channels: number): ByteImages {
  const size = 16 * 16 * channels;
  const data = new Uint8Array(levels.length * size);
  levels.forEach((level, i) => data.fill(level, i * size, (i + 1) * size));
  return { shape: [levels.length, 16, 16, channels], data };
}
const levels = Array.from({ length: 16 }, (_, i) => 16 * i);
/** A negative: what is dark becomes bright. */
const negatives: PicturePairs = {
  inputs: plain(levels, 1),
  targets: plain(
    levels.map((level) => 255 - level),
    3,
  ),
};
const sizes = { widths: [4, 8], batchSize: 4, epochs: 60, averageDecay: 0.9 };
const run = { ...PIX2PIX_RUNS.emoji, ...sizes };

describe('trainPix2pix', () => {
  it('learns to make a negative, by the L1 loss alone and with D', async function () {
    this.timeout(60_000);
    for (const column of ['L1', 'L1 + cGAN'] as const) {
      const { generator, steps } = await trainPix2pix(negatives, { column, seed: 1, run });
      assert.equal(steps, 60 * 4);
      const error = tf.tidy(() =>
        l1Percent(pixelsOf(negatives.targets), translatePictures(generator, negatives.inputs)),
      );
      generator.dispose();
      assert.ok(error < 20, `${column}: ${error}`); // grey, the best constant, is off by 25 %
    }
  });
});

describe('buildPix2pix', () => {
  for (const [sees, channels] of [
    ['pair', 4],
    ['output', 3],
    ['nothing', undefined],
  ] as const) {
    it(`gives a D of ${channels ?? 'no'} channels where it sees ${sees}`, () => {
      const { generator, averagedGenerator, discriminator } = buildPix2pix(negatives, {
        ...run,
        sees,
        seed: 1,
      });
      assert.equal(discriminator?.inputs[0].shape[3], channels);
      assert.deepEqual(generator.outputs[0].shape, [null, 16, 16, 3]);
      const [own, average] = [generator, averagedGenerator].map((model) =>
        model.getWeights().map((weight) => Array.from(weight.dataSync())),
      );
      assert.deepEqual(own, average); // the average begins where G does
    });
  }
});

describe('pix2pixBatches', () => {
  it('gives inputs and targets in −1..1', () => {
    const jitter = { mirror: false, shift: 0 };
    const [x, y] = pix2pixBatches(negatives, { batchSize: 4, jitter, seed: 1 }).next();
    assert.deepEqual(
      [x.shape, y.shape],
      [
        [4, 16, 16, 1],
        [4, 16, 16, 3],
      ],
    );
    const sums = tf.add(x, y); // black and white make −1 + 1
    assert.ok(tf.max(tf.abs(sums)).dataSync()[0] < 1e-5);
  });
});

describe('the experiment pix2pix', () => {
  it('has no two methods of one name in a task', () => {
    const names = PIX2PIX.methods.map(({ task, name }) => `${task}, ${name}`);
    assert.equal(new Set(names).size, names.length);
    for (const column of Object.keys(PIX2PIX_COLUMNS)) {
      assert.ok(names.includes(`outline → colour, ${column}`));
    }
  });

  it('has committed results of each method, of three seeds for the five columns', () => {
    const rows = loadResults('pix2pix');
    for (const { task, name } of PIX2PIX.methods) {
      const own = rows.filter((row) => row.task === task && row.method === name);
      const isColumn = task === 'outline → colour' && name in PIX2PIX_COLUMNS;
      assert.ok(own.length >= (isColumn ? 3 : 1), `${task}, ${name}: ${own.length}`);
    }
  });

  it('keeps a network of under 1 MB that translates outlines', () => {
    assert.ok(statSync(PIX2PIX_EMOJI.path).size < 1e6);
    const { model, facts } = PIX2PIX_EMOJI.load();
    assert.equal(facts.seed, 1);
    assert.deepEqual(model.outputs[0].shape, [null, 32, 32, 3]);
    model.dispose();
  });
});
