import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { soundFeatures } from '../../lib/metrics/sound-features';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

const noise = (n: number, amplitude = 0.1) =>
  tf.mul<tf.Tensor3D>(new Random(1).normal([n, 4096, 1]), amplitude);

describe('soundFeatures', () => {
  it('gives 20 bands of 16 moments', () => {
    assert.deepEqual(soundFeatures(noise(3)).shape, [3, 320]);
  });

  it('rises by 1 for each factor of ten in amplitude, everywhere', () => {
    const [loud, soft] = [0.1, 0.01].map((amplitude) => soundFeatures(noise(2, amplitude)));
    assertClose(tf.sub(loud, soft).dataSync(), new Array(640).fill(1), 1e-3);
  });

  it('hears 100 decibels of silence', () => {
    assertClose(soundFeatures(tf.zeros([1, 4096, 1])).dataSync(), new Array(320).fill(-2.5), 1e-4);
  });

  it('works on many sounds as on few', () => {
    const many = noise(260);
    const last = many.slice([250, 0, 0], [10, -1, -1]);
    assertClose(
      soundFeatures(many).slice([250, 0], [10, -1]).dataSync(),
      soundFeatures(last).dataSync(),
      1e-5,
    );
  });
});
