import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { encodeMuLaw } from '../../lib/data/mu-law';
import { type Sounds, pickSounds, waveformsOf } from '../../lib/data/sounds';

const sounds: Sounds = { shape: [3, 2], data: encodeMuLaw([0, 0.5, -0.5, 0, 0.25, 0.25]) };

describe('waveformsOf', () => {
  it('is a tensor of one channel, each sample within a 32nd of what was encoded', () => {
    const waveforms = waveformsOf(sounds);
    assert.deepEqual(waveforms.shape, [3, 2, 1]);
    const expected = tf.tensor3d([0, 0.5, -0.5, 0, 0.25, 0.25], [3, 2, 1]);
    const furthest = waveforms.sub(expected).abs().max().dataSync()[0];
    assert.ok(furthest <= 0.5 / 31, `${furthest}`);
    tf.dispose([waveforms, expected]);
  });
});

describe('pickSounds', () => {
  it('gives the sounds asked for, in that order', () => {
    const picked = pickSounds(sounds, [2, 0]);
    assert.deepEqual(picked.shape, [2, 2]);
    assert.deepEqual([...picked.data], [...encodeMuLaw([0.25, 0.25, 0, 0.5])]);
  });

  it('throws on a place that there is not', () => {
    assert.throws(() => pickSounds(sounds, [3]), {
      name: 'RangeError',
      message: 'expected places from 0 to 2, but got 3',
    });
  });
});
