import assert from 'node:assert/strict';

import { readWav } from '../../../tools/data/wav';
import { wavOf } from './wav-bytes';

describe('readWav', () => {
  it('reads 16 bits: −32,768 is −1', () => {
    const { rate, samples } = readWav(wavOf({ numbers: [0, 16_384, -32_768] }));
    assert.equal(rate, 8000);
    assert.deepEqual([...samples], [0, 0.5, -1]);
  });

  it('reads 24 bits: −8,388,608 is −1', () => {
    const { samples } = readWav(wavOf({ bits: 24, numbers: [4_194_304, -8_388_608] }));
    assert.deepEqual([...samples], [0.5, -1]);
  });

  it('averages two channels, in the extensible format too', () => {
    const numbers = [16_384, 0, -16_384, -16_384];
    const { samples } = readWav(wavOf({ kind: 0xfffe, channels: 2, numbers }));
    assert.deepEqual([...samples], [0.25, -0.5]);
  });

  it('throws on what is no WAV file, of another kind or without a sound', () => {
    assert.throws(() => readWav(Buffer.from('hello')), /expected a WAV file/);
    assert.throws(() => readWav(wavOf({ kind: 3, numbers: [] })), /but got format 3, 16 bits/);
    const cut = wavOf({ numbers: [1] }).subarray(0, 36);
    assert.throws(() => readWav(cut), /with a chunk "data", but there is none/);
  });
});
