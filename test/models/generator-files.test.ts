import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tf } from '../../lib/backend';
import { lend, giveBack } from '../../lib/backend/lent';
import { buildDenseGenerator } from '../../lib/models/dense';
import { allVariables, applyInUse } from '../../lib/models/gan';
import { exportGenerator } from '../../lib/models/generator-files';
import { buildPictureGenerator } from '../../lib/models/picture-dcgan';
import { Random } from '../../lib/random';
import { readTensorFile } from '../../lib/safetensors';

const SIZE_32 = { size: 32, channels: 3, seed: 1 } as const;

describe('exportGenerator', () => {
  const parent = mkdtempSync(join(tmpdir(), 'generator ü 图 '));
  after(() => rmSync(parent, { recursive: true }));
  let count = 0;
  const fresh = () => join(parent, String(count++), 'generator');

  for (const [name, build, numClasses] of [
    ['dense', () => buildDenseGenerator({ seed: 1, exampleShape: [32, 32, 3] })],
    ['convolutional', () => buildPictureGenerator(SIZE_32)],
    ['conditional', () => buildPictureGenerator({ ...SIZE_32, numClasses: 3 }), 3],
  ] as [string, () => tf.LayersModel, number?][]) {
    it(`writes a ${name} generator that tf.js loads, with the same pictures bit for bit`, async () => {
      const [folder, generator] = [fresh(), build()];
      await exportGenerator(folder, generator, { classNames: numClasses ? ['a', 'b', 'c'] : [] });
      const loaded = await tf.loadLayersModel(`file://${folder}/model.json`);
      const z = new Random(2).normal([4, generator.inputs[0].shape[1]!]);
      const labels = tf.tensor1d([0, 1, 2, 1], 'int32');
      const [expected, found] = [generator, loaded].map((model) =>
        applyInUse(model, numClasses ? [z, labels] : z),
      );
      assert.deepEqual(found.dataSync(), expected.dataSync());
      assert.deepEqual(loaded.getUserDefinedMetadata(), {
        latentDim: z.shape[1],
        imageShape: [32, 32, 3],
        pixels: '0 (black) to 1 (white)',
        classNames: numClasses ? ['a', 'b', 'c'] : [],
      });
      tf.dispose([z, labels, expected, found]);
      [generator, loaded].forEach((model) => model.dispose());
    });
  }

  it('writes each weight under its own name as safetensors too', async () => {
    const [folder, generator] = [fresh(), buildPictureGenerator({ ...SIZE_32, numClasses: 2 })];
    await exportGenerator(folder, generator);
    const { tensors, metadata } = readTensorFile(join(folder, 'generator.safetensors'));
    assert.deepEqual(Object.keys(tensors).slice(0, 3), [
      'label_embedding/embeddings',
      'hidden/kernel',
      'hidden_norm/gamma',
    ]);
    generator.weights.forEach((weight) =>
      assert.deepEqual(tensors[weight.originalName].dataSync(), weight.read().dataSync()),
    );
    assert.equal(Object.keys(tensors).length, generator.weights.length);
    assert.equal(JSON.parse(metadata.facts).latentDim, 32);
    tf.dispose(tensors);
    generator.dispose();
  });

  it('gives the same bytes for the same generator, over those of another one', async () => {
    const [folder, again] = [fresh(), fresh()];
    for (const [where, seed] of [
      [folder, 1],
      [again, 2],
      [again, 1],
    ] as const) {
      const generator = buildPictureGenerator({ size: 28, channels: 1, seed });
      await exportGenerator(where, generator);
      generator.dispose();
    }
    const names = readdirSync(folder).sort();
    assert.deepEqual(names, ['generator.safetensors', 'model.json', 'weights.bin']);
    for (const name of names) {
      assert.ok(readFileSync(join(folder, name)).equals(readFileSync(join(again, name))), name);
    }
  });

  it('throws on weights in training, and where nothing can be written', async () => {
    const generator = buildDenseGenerator({ seed: 1 });
    lend(allVariables(generator));
    await assert.rejects(exportGenerator(fresh(), generator), /these weights are in training/);
    giveBack(allVariables(generator));
    const file = join(parent, 'file');
    writeFileSync(file, '');
    await assert.rejects(exportGenerator(join(file, 'generator'), generator), {
      message: /file\/generator: cannot be made \(ENOTDIR.*\)\. Name another folder\.$/,
    });
    generator.dispose();
  });
});
