import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { waveformsOf } from '../../lib/data/sounds';
import { loadSpokenDigits } from '../../lib/data/spoken-digits';
import { Random } from '../../lib/random';
import { PICTURE_WINDOW, fitSoundPictures, loudened } from '../../lib/sound/sound-pictures';
import { magnitudesOf, shortTimeFourier } from '../../lib/sound/short-time-fourier';
import { assertClose } from '../assert-close';

describe('fitSoundPictures', () => {
  const sounds = () => waveformsOf(loadSpokenDigits().test.sounds).slice([0, 0, 0], [40, -1, -1]);
  const magnitudes = (some: tf.Tensor3D) => {
    const heard = magnitudesOf(shortTimeFourier(PICTURE_WINDOW).analyse(tf.squeeze(some, [2])));
    return heard.slice([0, 0, 0], [-1, -1, 64]);
  };

  it('makes 64×64 of 4,096 samples: log magnitudes, standardised by frequency, cut at three deviations', () => {
    const some = sounds();
    const pictures = fitSoundPictures(some).picturesOf(some);
    assert.deepEqual(pictures.shape, [40, 64, 64, 1]);
    const levels = tf.log(tf.add(magnitudes(some), 1e-3));
    const { mean, variance } = tf.moments(levels, [0, 1]);
    const standard = tf.div(tf.sub(levels, mean), tf.sqrt(variance));
    const cut = tf.clipByValue(standard, -3, 3);
    assertClose(pictures.dataSync(), tf.add(tf.div(cut, 6), 0.5).dataSync(), 1e-4);
  });

  it('goes back to sounds of nearly the same magnitudes, the loudest sample 0.95', () => {
    const some = sounds();
    const pictures = fitSoundPictures(some);
    const back = pictures.soundsOf(pictures.picturesOf(some), new Random(1));
    assert.deepEqual(back.shape, [40, 4096, 1]);
    assertClose(tf.max(tf.abs(back), 1).dataSync(), new Array(40).fill(0.95), 1e-5);
    // of another loudness, as other phases have other peaks: compared at the loudness that fits best
    const [a, b] = [magnitudes(some), magnitudes(back)];
    const gain = tf.div(tf.sum(tf.mul(a, b), [1, 2], true), tf.sum(tf.square(b), [1, 2], true));
    const off = tf.div(tf.norm(tf.sub(a, tf.mul(b, gain))), tf.norm(a)).dataSync()[0];
    assert.ok(off < 0.3, `${off}`); // of random phases about 0.5
  });
});

describe('loudened', () => {
  it('makes the loudest sample of each 0.95, and leaves silence', () => {
    const found = loudened(tf.tensor2d([[0.1, -0.5, 0], [0, 0, 0]])); // prettier-ignore
    assert.deepEqual(found.shape, [2, 3, 1]);
    assertClose(found.dataSync(), [0.19, -0.95, 0, 0, 0, 0], 1e-6);
  });
});
