import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { invert } from '../../lib/latent/invert';
import { paintLatents } from '../../lib/experiments/breeding-measures';
import { applyInUse } from '../../lib/models/gan';
import { buildStagedGenerator } from '../../lib/models/staged-gan';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { disposeNetworksAfterEach } from '../models/dispose-networks';

/** z `[batch, 3]` → pictures `[batch, 2, 2, 1]`, one for each z. */
function linearGenerator(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [3], units: 4, useBias: false }),
      tf.layers.reshape({ targetShape: [2, 2, 1] }),
    ],
  });
  model.setWeights([tf.tensor2d([[1, 0, 0, 1], [0, 1, 0, -1], [0, 0, 1, 0.5]])]); // prettier-ignore
  return model;
}

describe('invert', () => {
  disposeNetworksAfterEach();

  it('finds the vectors of pictures that the generator has made', () => {
    const generator = linearGenerator();
    const z = tf.mul<tf.Tensor2D>(new Random(5).uniform([6, 3], -1, 1), 0.9); // none is longer than √3
    const images = applyInUse(generator, z) as tf.Tensor4D;
    const found = invert(generator, images, { seed: 1, starts: 2 });
    assertClose(found.z.dataSync(), z.dataSync(), 0.01);
    assertClose(found.images.dataSync(), images.dataSync(), 0.01);
    assert.ok(found.errors.every((error) => error < 1e-4));
  });

  it("goes back through all stages of the course's generator", () => {
    const generator = buildStagedGenerator(1);
    const images = paintLatents(generator, new Random(5).normal<tf.Rank.R2>([4, 64]));
    const [short, long] = [10, 300].map(
      (steps) => invert(generator, images, { seed: 1, starts: 1, steps }).errors,
    );
    assert.ok(long.every((error, i) => error < 0.2 * short[i]), `${long} of ${short}`); // prettier-ignore
  });

  it('comes as near as a picture that the generator cannot make allows', () => {
    const image = tf.tensor4d([0.3, 0.3, 0.3, 1], [1, 2, 2, 1]); // the generator makes .15 in its last place
    const { errors } = invert(linearGenerator(), image, { seed: 1 });
    // the distance of the picture from the plane of what is made: normal (−1, 1, −½, 1)
    assertClose(errors[0], ((1 - 0.15) ** 2 / 3.25) / 4, 1e-3); // prettier-ignore
  });

  it('takes the best of its starts', () => {
    const images = new Random(3).uniform<tf.Rank.R4>([4, 2, 2, 1], -1, 1);
    const { errors, firstErrors } = invert(linearGenerator(), images, { seed: 1, steps: 5 });
    assert.ok(errors.every((error, i) => error <= firstErrors[i]));
    assert.ok(errors.some((error, i) => error < firstErrors[i]));
  });

  it('leaves the generator as it is, and no tensor behind', () => {
    const generator = linearGenerator();
    const images = tf.ones<tf.Rank.R4>([2, 2, 2, 1]);
    const before = generator.getWeights()[0].dataSync().slice();
    invert(generator, images, { seed: 1, steps: 2 });
    const { numTensors } = tf.memory();
    const { z, images: made } = invert(generator, images, { seed: 1, steps: 2 });
    tf.dispose([z, made]);
    assert.equal(tf.memory().numTensors, numTensors);
    assert.deepEqual(generator.getWeights()[0].dataSync(), before);
  });

  it('throws on no starts', () => {
    const images = tf.ones<tf.Rank.R4>([2, 2, 2, 1]);
    assert.throws(() => invert(linearGenerator(), images, { seed: 1, starts: 0 }), {
      name: 'RangeError',
      message: 'expected starts to be an integer of at least 1, but got 0',
    });
  });
});
