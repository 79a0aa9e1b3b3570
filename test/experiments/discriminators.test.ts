import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tf } from '../../lib/backend';
import {
  discriminatorPath,
  isDiscriminatorKept,
  loadDiscriminator,
  saveDiscriminator,
} from '../../lib/experiments/discriminators';
import { saveGenerator } from '../../lib/experiments/generators';
import { buildDenseGan } from '../../lib/models/dense';
import type { Gan } from '../../lib/models/gan';

const facts = { seed: 5, steps: 100, minutes: 0.5 };

describe('discriminators', () => {
  const folder = mkdtempSync(join(tmpdir(), 'discriminators-'));
  let gan: Gan;
  before(() => (gan = buildDenseGan({ seed: 5 })));
  after(() => rmSync(folder, { recursive: true }));

  it('lie in data/discriminators, of the dense GAN alone', () => {
    const expected = join(process.cwd(), 'data/discriminators/dense.safetensors');
    assert.equal(discriminatorPath('dense'), expected);
    assert.deepEqual(['dense', 'dcgan', 'toString'].map(isDiscriminatorKept), [true, false, false]);
  });

  it('come back as they were saved, with their facts', () => {
    const path = join(folder, 'd.safetensors');
    saveDiscriminator('dense', gan.discriminator, facts, path);
    const { discriminator, facts: found } = loadDiscriminator('dense', path);
    const weightsOf = (model: tf.LayersModel) => model.getWeights().map((w) => w.dataSync());
    assert.deepEqual(weightsOf(discriminator), weightsOf(gan.discriminator));
    assert.deepEqual(found, facts);
    discriminator.dispose();
  });

  it("are not read from a generator's file, and leave no tensor then", () => {
    const path = join(folder, 'g.safetensors');
    saveGenerator('dense', gan.generator, facts, path);
    const before = tf.memory().numTensors;
    assert.throws(
      () => loadDiscriminator('dense', path),
      /but not a dense discriminator of this course/,
    );
    assert.equal(tf.memory().numTensors, before);
  });
});
