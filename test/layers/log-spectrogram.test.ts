import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { logSpectrogram } from '../../lib/layers/log-spectrogram';
import { assertClose } from '../assert-close';
import { rebuilt } from './rebuilt';

const options = { sampleRate: 8000, windowLength: 256, hop: 64, bands: 32 };

/** A sine of so many hertz, 4,096 samples. */
const tone = (hertz: number, amplitude = 1) =>
  tf.tensor3d(
    Float32Array.from(
      { length: 4096 },
      (_, t) => amplitude * Math.sin((2 * Math.PI * hertz * t) / 8000),
    ),
    [1, 4096, 1],
  );

/** The bands in the middle of the sound. */
const middleOf = (sounds: tf.Tensor) => {
  const picture = logSpectrogram(options).apply(sounds) as tf.Tensor4D;
  return Array.from(picture.slice([0, 32, 0, 0], [1, 1, 32, 1]).dataSync());
};

const mel = (hertz: number) => 2595 * Math.log10(1 + hertz / 700);

describe('logSpectrogram', () => {
  it('gives a picture: a row for each hop, a column for each band', () => {
    const layer = logSpectrogram(options);
    assert.deepEqual((layer.apply(tf.zeros([3, 4096, 1])) as tf.Tensor).shape, [3, 64, 32, 1]);
    assert.deepEqual(layer.computeOutputShape([null, 4000, 1]), [null, 63, 32, 1]); // ⌈4000 / 64⌉
    assert.equal(layer.countParams(), 0);
  });

  it('is −1 in silence', () => {
    assertClose(middleOf(tf.zeros([1, 4096, 1])), new Array(32).fill(-1), 1e-5);
  });

  for (const hertz of [500, 1000, 2500]) {
    it(`is highest in the band of ${hertz} Hz where that is heard`, () => {
      const bands = middleOf(tone(hertz));
      const place = (33 * mel(hertz)) / mel(4000) - 1; // bands are evenly apart, the last but one before 4,000 Hz
      const highest = bands.indexOf(Math.max(...bands));
      assert.ok(Math.abs(highest - place) <= 1, `${highest} and ${place}`);
    });
  }

  it('falls by 2 / ln 10⁵ for each factor of e in power', () => {
    const [loud, soft] = [1, 0.1].map((amplitude) => Math.max(...middleOf(tone(1000, amplitude))));
    // a hundredth of the power, far above 10⁻⁵
    assertClose(loud - soft, (2 * Math.log(100)) / Math.log(1e5), 5e-3);
  });

  it('lets gradients through, finite in silence too', () => {
    const layer = logSpectrogram(options);
    const gradient = tf.grad((x) => tf.sum(layer.apply(x) as tf.Tensor));
    assert.ok(gradient(tone(440)).dataSync().some((each) => each !== 0)); // prettier-ignore
    assert.ok(gradient(tf.zeros([1, 4096, 1])).dataSync().every(Number.isFinite)); // prettier-ignore
  });

  it('can be saved with its network and built again', async () => {
    const layer = logSpectrogram({ ...options, inputShape: [512, 1] });
    const sound = tone(700).slice([0, 0, 0], [1, 512, 1]);
    const pictures = [layer, await rebuilt(layer)].map((each) =>
      (each.apply(sound) as tf.Tensor).dataSync(),
    );
    assert.deepEqual(pictures[0], pictures[1]);
  });

  it('throws on what is no sound, and on a window of an odd length', () => {
    assert.throws(() => logSpectrogram(options).apply(tf.zeros([1, 512, 2])), {
      name: 'RangeError',
      message: 'expected sounds of shape [batch, length, 1], but got [1,512,2]',
    });
    assert.throws(() => logSpectrogram({ ...options, windowLength: 255 }), {
      name: 'RangeError',
      message: 'expected windowLength to be even, but got 255',
    });
  });
});
