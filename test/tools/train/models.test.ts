import assert from 'node:assert/strict';

import type { ByteImages } from '../../../lib/data/images';
import { MODEL_NAMES, TRAINING, buildGan } from '../../../tools/train/models';

const OPTIONS = { seed: 1, name: 'my photos' };
const data = (shape: ByteImages['shape'], ...classNames: string[]) => {
  const labels = new Int32Array(shape[0]);
  return { bytes: { shape, data: new Uint8Array() }, labels, classNames };
};
const build = (...[model, images]: [Parameters<typeof buildGan>[0], ReturnType<typeof data>]) => {
  const gan = buildGan(model, images, OPTIONS);
  const { generator, discriminator, averagedGenerator } = gan;
  after(() => [generator, discriminator, averagedGenerator].forEach((each) => each?.dispose()));
  return gan;
};

describe('buildGan', () => {
  it('gives networks for the shape of the images', () => {
    const { generator } = build('dense', data([9, 20, 20, 3]));
    assert.deepEqual(generator.outputs[0].shape, [null, 20, 20, 3]);
    const convolutional = build('dcgan', data([9, 64, 64, 1]));
    assert.deepEqual(convolutional.generator.outputs[0].shape, [null, 64, 64, 1]);
    assert.ok(convolutional.averagedGenerator);
  });

  it('tells the conditional ones as many classes as there are', () => {
    const { generator } = build('conditional', data([9, 32, 32, 3], 'cats', 'dogs', 'fish'));
    assert.equal(generator.inputs.length, 2);
    assert.equal(generator.getLayer('label_embedding').getWeights()[0].shape[0], 3);
  });

  it('refuses sizes that there are no convolutional networks for', () => {
    assert.throws(() => buildGan('dcgan', data([9, 20, 30, 1]), OPTIONS), {
      message:
        'my photos: --model dcgan has networks for images of 28, 32, 64 pixels each way, but these are 20×30 pixels ' +
        'large. Take --model dense.',
    });
  });

  for (const [classNames, found] of [
    [[], 'no classes'],
    [['cats'], 'only one, cats'],
  ] as const) {
    it(`refuses ${found} for the conditional networks`, () => {
      const images = data([9, 32, 32, 3], ...classNames);
      assert.throws(() => buildGan('conditional', images, OPTIONS), {
        message:
          'my photos: --model conditional needs two or more subfolders, each a class, and no picture beside them, but ' +
          `found ${found}. Sort the pictures into subfolders, or take --model dcgan.`,
      });
    });
  }
});

describe('TRAINING', () => {
  for (const model of MODEL_NAMES) {
    it(`lets a run of ${model} go on for ever: its rates do not fall to 0`, () => {
      const { generatorSettings, discriminatorSettings } = TRAINING[model];
      for (const settings of [generatorSettings, discriminatorSettings]) {
        assert.equal((settings as { decaySteps?: number }).decaySteps, undefined);
        assert.ok(settings.learningRate > 0);
      }
    });
  }
});
