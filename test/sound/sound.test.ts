import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { durationOf, soundsOf } from '../../lib/sound';
import { requireSounds } from '../../lib/sound/sound';

describe('soundsOf', () => {
  it('gives each row of a tensor as a sound, with its name', () => {
    const waves = tf.tensor2d([[0, 0.5, -1], [1, 0, 0.25]]); // prettier-ignore
    const sounds = soundsOf(waves, { sampleRate: 8000, names: ['a', 'b'] });
    waves.dispose();
    assert.deepEqual(sounds, [
      { name: 'a', samples: Float32Array.of(0, 0.5, -1), sampleRate: 8000 },
      { name: 'b', samples: Float32Array.of(1, 0, 0.25), sampleRate: 8000 },
    ]);
  });

  it('takes what a network with one channel gives, and counts where there are no names', () => {
    const waves = tf.zeros<tf.Rank.R3>([2, 4, 1]);
    const sounds = soundsOf(waves, { sampleRate: 100 });
    waves.dispose();
    assert.deepEqual(
      sounds.map(({ name, samples }) => [name, samples.length]),
      [
        ['1', 4],
        ['2', 4],
      ],
    );
  });

  it('refuses other shapes, types, names and rates', () => {
    const cases: readonly [tf.Tensor, object, string][] = [
      [tf.zeros([4]), {}, 'RangeError: expected waves of shape [count, samples] or [count, samples, 1], but got [4]'],
      [tf.zeros([1, 4, 2]), {}, 'RangeError: expected waves of shape [count, samples] or [count, samples, 1], but got [1, 4, 2]'],
      [tf.zeros([1, 4]), { names: [] }, 'RangeError: expected 1 names, one a sound, but got 0'],
      [tf.zeros([1, 4]), { sampleRate: 0 }, 'RangeError: expected sampleRate to be a number above 0, but got 0'],
      [tf.zeros([1, 4], 'int32'), {}, "TypeError: expected float32 waves, but got int32 up to 0: take tf.cast(…, 'float32')"],
    ]; // prettier-ignore
    for (const [waves, options, message] of cases) {
      const take = () => soundsOf(waves as tf.Tensor2D, { sampleRate: 8000, ...options }); // any rank: that is the case
      assert.throws(take, (error: Error) => `${error}` === message);
      waves.dispose();
    }
  });
});

describe('durationOf', () => {
  it('is the number of samples over their rate', () => {
    const sound = { name: '', samples: new Float32Array(4000), sampleRate: 8000 };
    assert.equal(durationOf(sound), 0.5);
  });
});

describe('requireSounds', () => {
  it('refuses no sound, and one without samples', () => {
    const empty = { name: 'hat', samples: new Float32Array(0), sampleRate: 8000 };
    assert.throws(() => requireSounds([]), /^RangeError: expected at least 1 sound, but got 0$/);
    assert.throws(
      () => requireSounds([empty]),
      /^RangeError: expected hat to have samples, but got none$/,
    );
  });
});
