import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tf } from '../../lib/backend';
import { keptNetwork } from '../../lib/experiments/kept-network';
import { assertClose } from '../assert-close';

describe('keptNetwork', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'networks-'))));
  after(() => rmSync(folder, { recursive: true }));

  const build = (units = 3) =>
    tf.sequential({ layers: [tf.layers.dense({ units, inputShape: [2], name: 'only' })] });
  const kept = (units?: number) =>
    keptNetwork('test', { experiment: 'pix2pix', build: () => build(units), folder });

  it('says what to run while there is none', () => {
    assert.throws(() => kept().load(), {
      message: `${join(folder, 'test.safetensors')}: there is no test network. Make it with: npm run experiments -- pix2pix`,
    });
  });

  it('loads what was saved, with its facts', () => {
    const facts = { seed: 1, steps: 3000, minutes: 2.5 };
    const model = build();
    kept().save(model, facts);
    const loaded = kept().load();
    const x = tf.ones([1, 2]);
    const [found, expected] = [loaded.model, model].map((m) =>
      (m.predict(x) as tf.Tensor).dataSync(),
    );
    assertClose(found, expected, 0);
    assert.deepEqual(loaded.facts, facts);
  });

  it('refuses the weights of another network', () => {
    assert.throws(() => kept(4).load(), /a test network of another network: .*npm run experiments/);
  });
});
