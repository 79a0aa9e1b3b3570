import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { SOUNDS_EXPERIMENT } from '../../lib/experiments/sounds';
import { fitSoundScale } from '../../lib/experiments/sounds-measures';
import {
  type LabelledSounds,
  buildSoundGenerator,
  loadSounds,
  speakAsked,
  trainSounds,
  wordsOf,
} from '../../lib/experiments/sounds-run';
import { Random } from '../../lib/random';
import { fitSoundPictures } from '../../lib/sound/sound-pictures';
import { assertClose } from '../assert-close';
import { disposeNetworksAfterEach } from '../models/dispose-networks';

describe('sounds that are asked for', function () {
  this.timeout(120_000);
  disposeNetworksAfterEach();

  const some = ({ sounds, labels }: LabelledSounds, count: number): LabelledSounds => ({
    sounds: tf.slice(sounds, 0, count),
    labels: Array.from({ length: count }, (_, i) => labels[i]),
  });

  it('train in each of their forms', async () => {
    const training = some(loadSounds('drums').training, 70);
    const ways = [{ form: 'waveform' }, { form: 'waveform', shift: 0 }, { form: 'spectrogram' }, { form: 'spectrogram', shift: 0 }] as const; // prettier-ignore
    for (const way of ways) {
      const { generator, steps } = await trainSounds(training, { set: 'drums', seed: 1, steps: 3, ...way }); // prettier-ignore
      assert.equal(steps, 4); // 70 clips in batches of 32: two steps a pass
      const words = wordsOf('drums', [0, 1, 4]);
      const pictures = fitSoundPictures(training.sounds);
      const made = speakAsked(generator, words, {
        form: way.form,
        pictures,
        random: new Random(1),
      });
      assert.deepEqual(made.shape, [3, 4096, 1]);
      assertClose(tf.max(tf.abs(made), [1, 2]).dataSync(), [0.95, 0.95, 0.95], 1e-4);
    }
  });

  it('speak in pieces as at once', () => {
    const generator = buildSoundGenerator('digits', 'waveform', 1);
    const pictures = fitSoundPictures(some(loadSounds('digits').training, 10).sounds);
    const speak = (labels: number[]) =>
      speakAsked(generator, wordsOf('digits', labels), { form: 'waveform', pictures, random: new Random(3) }); // prettier-ignore
    const labels = Array.from({ length: 260 }, (_, i) => i % 10); // two pieces
    const long = speak(labels);
    assertClose(tf.slice(long, 0, 5).dataSync(), speak(labels.slice(0, 5)).dataSync(), 1e-4);
  });
});

describe('fitSoundScale', function () {
  this.timeout(60_000);

  it('finds training sounds as they are, and noise as little like them', () => {
    const { training, test } = loadSounds('drums');
    const scale = fitSoundScale('drums', { training, test });
    const own = scale.measure(training.sounds, training.labels);
    assertClose([own.frechet, own.nearest, own.spread], [0, 0, 1], 1e-3);
    assert.ok(own.asked > 0.9, `${own.asked}`);
    assertClose([scale.measure(test.sounds, test.labels).nearest], [1], 1e-6);
    const noise = tf.clipByValue<tf.Tensor3D>(new Random(1).normal<tf.Rank.R3>(training.sounds.shape), -1, 1); // prettier-ignore
    const ofNoise = scale.measure(noise, training.labels);
    assert.ok(ofNoise.frechet > 500 && ofNoise.spread < 0.3 && ofNoise.asked < 0.5);
    scale.dispose();
  });
});

describe('the experiment of sounds', function () {
  this.timeout(120_000);

  it('has noise that a judge takes for what it is shaped as, and that is nothing like it', async () => {
    const of = async (name: string) => {
      const method = SOUNDS_EXPERIMENT.methods.find((each) => each.task === 'drums' && each.name === name); // prettier-ignore
      assert.ok(method, name);
      return method.run(1);
    };
    const [heldOut, shaped, mean] = [await of('held-out clips'), await of('noise shaped as the class'), await of('mean picture of the class')]; // prettier-ignore
    assert.ok(shaped.asked > 0.95 && mean.asked > 0.95);
    assert.ok(shaped.frechet > 2 * heldOut.frechet && mean.frechet > 2 * heldOut.frechet);
    assert.ok(shaped.spread < 0.4 && mean.spread < 0.4);
  });
});
