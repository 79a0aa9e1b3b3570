import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { fitSpectrogramNoise } from '../../lib/baselines/spectrogram-noise';
import { Random } from '../../lib/random';
import { magnitudesOf, shortTimeFourier } from '../../lib/sound/short-time-fourier';

/** Eight sounds of 2,048 samples: of class 0 high and at the beginning, of class 1 low and at the end. */
const sounds = () =>
  tf.tensor3d(
    Array.from({ length: 8 }, (_, i) =>
      Array.from({ length: 2048 }, (__, t) => {
        const isHere = i % 2 === 0 ? t < 1024 : t >= 1024;
        return [isHere ? Math.sin((2 * Math.PI * (i % 2 === 0 ? 80 : 20) * t) / 256 + i) : 0];
      }),
    ),
  );
const labels = [0, 1, 0, 1, 0, 1, 0, 1];

const meanMagnitudes = (some: tf.Tensor3D) =>
  tf.mean(
    magnitudesOf(shortTimeFourier({ windowLength: 256, hop: 64 }).analyse(tf.squeeze(some, [2]))),
    0,
  );

describe('fitSpectrogramNoise', () => {
  it('is as loud at each moment and frequency as the class is in the mean', () => {
    const sampler = fitSpectrogramNoise(sounds(), labels);
    const cosines = [0, 1].map((label) => {
      const made = meanMagnitudes(sampler.sample(new Array(200).fill(label), new Random(1)));
      return [0, 1].map((other) => {
        const places = tf.tensor1d([0, 2, 4, 6].map((i) => i + other), 'int32'); // prettier-ignore
        const [a, b] = [meanMagnitudes(tf.gather(sounds(), places)), made].map((x) => x.flatten());
        return tf.div(tf.dot(a, b), tf.mul(tf.norm(a), tf.norm(b))).dataSync()[0];
      });
    });
    assert.ok(cosines[0][0] > 0.9 && cosines[1][1] > 0.9, `${cosines}`); // windows overlap: a tone gets wider
    assert.ok(cosines[0][1] < 0.2 && cosines[1][0] < 0.2, `${cosines}`);
  });

  it('is noise: no two samples are alike, and two runs are', () => {
    const sampler = fitSpectrogramNoise(sounds(), labels);
    const [made, again] = [0, 1].map(() => sampler.sample([0, 0], new Random(2)).dataSync());
    assert.deepEqual(made, again);
    assert.notDeepEqual(made.slice(0, 2048), made.slice(2048));
  });

  it('throws on a class that no sound had, and on labels of another number', () => {
    const sampler = fitSpectrogramNoise(sounds(), labels);
    assert.throws(() => sampler.sample([2], new Random(1)), {
      name: 'RangeError',
      message: 'expected labels that sounds had, but got 2',
    });
    assert.throws(() => fitSpectrogramNoise(sounds(), [0]), RangeError);
  });
});
