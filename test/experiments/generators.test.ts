import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tf } from '../../lib/backend';
import {
  type GeneratorName,
  generatorPath,
  loadGenerator,
  saveGenerator,
} from '../../lib/experiments/generators';
import { buildConditionalGenerator } from '../../lib/models/conditional-dcgan';
import { buildDcganGenerator } from '../../lib/models/dcgan';
import { buildDenseGenerator } from '../../lib/models/dense';

const builders: Record<GeneratorName, (options: { seed: number }) => tf.LayersModel> = {
  dense: buildDenseGenerator,
  dcgan: buildDcganGenerator,
  dcganContinuous: ({ seed }) => buildDcganGenerator({ seed, categories: 0 }),
  conditional: buildConditionalGenerator,
};
const names = Object.keys(builders) as GeneratorName[];
const facts = { seed: 5, steps: 7480, minutes: 3.25 };

const weightsOf = (model: tf.LayersModel) => model.getWeights().map((w) => w.dataSync().slice());

describe('generators', () => {
  let folder: string;
  /** The weights that the files hold. */
  const saved = new Map<GeneratorName, unknown>();
  const pathOf = (name: string) => join(folder, `${name}.safetensors`);
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'generators-'));
    for (const name of names) {
      const model = builders[name]({ seed: 5 });
      saved.set(name, weightsOf(model));
      saveGenerator(name, model, facts, pathOf(name));
      model.dispose();
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  describe('generatorPath', () => {
    it('is a file in data/generators', () => {
      assert.equal(
        generatorPath('dcgan'),
        join(process.cwd(), 'data/generators/dcgan.safetensors'),
      );
    });
  });

  describe('loadGenerator', () => {
    for (const name of names) {
      it(`gives back the ${name} generator that was saved, and its facts`, () => {
        const { generator, facts: found } = loadGenerator(name, pathOf(name));
        assert.deepEqual(weightsOf(generator), saved.get(name));
        generator.dispose();
        assert.deepEqual(found, facts);
      });

      it(`reads the ${name} generator from a file of under a megabyte`, () => {
        assert.ok(statSync(pathOf(name)).size < 1e6);
      });

      it(`throws when there is no ${name} generator, and names the command`, () => {
        const missing = pathOf('missing');
        assert.throws(() => loadGenerator(name, missing), {
          message:
            `${missing}: there is no ${name} generator. ` +
            `Make it with: npm run experiments -- images --only ${name}`,
        });
      });
    }

    it("throws on another generator's file", () => {
      copyFileSync(pathOf('dcgan'), pathOf('copy'));
      assert.throws(() => loadGenerator('conditional', pathOf('copy')), {
        message:
          `${pathOf('copy')}: a safetensors file of format "gan-course mnist dcgan generator", but not a conditional ` +
          'generator of this course. Make it again with: npm run experiments -- images --only conditional',
      });
    });

    it('leaves no tensor but the weights, and none when it throws', () => {
      const before = tf.memory().numTensors;
      const { generator } = loadGenerator('dcgan', pathOf('dcgan'));
      assert.equal(tf.memory().numTensors, before + generator.weights.length);
      generator.dispose();
      assert.throws(() => loadGenerator('dcgan', pathOf('dense')));
      assert.equal(tf.memory().numTensors, before);
    });
  });

  describe('saveGenerator', () => {
    it('writes a network of other sizes, which loadGenerator refuses', () => {
      const path = pathOf('other');
      const model = buildDcganGenerator({ seed: 1, latentDim: 13 });
      saveGenerator('dcgan', model, facts, path);
      model.dispose();
      assert.throws(
        () => loadGenerator('dcgan', path),
        /a dcgan generator of another network: expected 0\.hidden\/kernel of \[32, 128\], but got \[13, 128\]/,
      );
    });
  });
});
