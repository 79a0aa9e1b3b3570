import assert from 'node:assert/strict';

import { fromMuLaw, toMuLaw } from '../../lib/sound';

describe('toMuLaw', () => {
  it('gives the bytes of the standard’s table', () => {
    // G.711, table 2b: silence is 255; the loudest is 128 above 0, 0 below; decision 8,159 of 8,159.
    assert.deepEqual([...toMuLaw([0, 1, -1])], [255, 128, 0]);
    // 30 of 8,159 lies in the last step of the first segment, 120 of 32,768 here
    assert.deepEqual([...toMuLaw([120 / 32768, -120 / 32768])], [240, 112]);
  });

  it('clips what is louder than 1, and takes NaN for silence', () => {
    assert.deepEqual([...toMuLaw([7, -7, Infinity, NaN])], [128, 0, 128, 255]);
  });
});

describe('fromMuLaw', () => {
  it('gives the levels of the standard’s table', () => {
    assert.deepEqual(
      [...fromMuLaw(Uint8Array.of(255, 240, 128, 0))].map((level) => level * 32768),
      [0, 120, 32124, -32124],
    );
  });

  it('gives every byte its own level, and back its byte', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const back = toMuLaw(fromMuLaw(bytes));
    bytes.forEach((byte) => assert.equal(back[byte], byte === 127 ? 255 : byte)); // 127 is a second silence
  });

  it('is within 3.1 % of the sample, or 4 of 32,768', () => {
    const samples = Array.from({ length: 4001 }, (_, i) => (i - 2000) / 2000);
    fromMuLaw(toMuLaw(samples)).forEach((level, i) => {
      // steps are 8 · 2ᵉ wide where sizes are 128 · 2ᵉ and more, of which 132 are the curve's own
      const most = Math.max(4 / 32768, (4 / 128) * (Math.abs(samples[i]) + 132 / 32768));
      assert.ok(Math.abs(level - samples[i]) <= most + 1 / 32768, `${samples[i]} became ${level}`);
    });
  });
});
