import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tf } from '../../../lib/backend';
import { buildDenseGan } from '../../../lib/models/dense';
import { buildPictureGan } from '../../../lib/models/picture-dcgan';
import { runFolder } from '../../../tools/train/folder';
import { sampleInput, saveFilm, saveSamples } from '../../../tools/train/samples';
import { readGif } from '../../figures/gif-frames';

describe('samples of a run', () => {
  const parent = mkdtempSync(join(tmpdir(), 'samples-'));
  after(() => rmSync(parent, { recursive: true }));
  const folder = (name: string) => runFolder(join(parent, name));

  it('come of all classes in turn, with their names', () => {
    const gan = buildPictureGan({ size: 28, channels: 1, seed: 1, numClasses: 3 });
    const { input, labels } = sampleInput(gan, 1, ['a', 'b', '猫']);
    const [z, places] = input as [tf.Tensor, tf.Tensor];
    assert.deepEqual(z.shape, [16, 32]);
    assert.deepEqual([...places.dataSync()].slice(0, 4), [0, 1, 2, 0]);
    assert.deepEqual(labels!.slice(0, 4), ['a', 'b', '猫', 'a']);
    saveSamples(folder('told'), gan, { input, labels }, 10);
    assert.deepEqual(readdirSync(folder('told').path).sort(), [
      'frames',
      'gan_generated_epoch_10.png',
    ]);
    tf.dispose([z, places]);
    [gan.generator, gan.discriminator, gan.averagedGenerator!].forEach((each) => each.dispose());
  });

  it('become a film of at most 200 frames, the last one among them', async () => {
    const gan = buildDenseGan({ seed: 1, latentDim: 2, hiddenUnits: 2, exampleShape: [2, 2, 3] });
    const run = folder('long');
    const samples = sampleInput(gan, 1, []);
    saveSamples(run, gan, samples, 0);
    const frame = readFileSync(run.frame(0));
    const epochs = 401; // 0 to 401 are 402 frames, so every third is shown: 2, 5 … 401
    for (let epoch = 1; epoch <= epochs; epoch++) writeFileSync(run.frame(epoch), frame);
    await saveFilm(run, { epochs, channels: 3 });
    assert.equal(readGif(readFileSync(run.animation)).frames.length, 134);
    tf.dispose(samples.input as tf.Tensor);
    [gan.generator, gan.discriminator].forEach((each) => each.dispose());
  });
});
