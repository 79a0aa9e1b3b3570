import assert from 'node:assert/strict';

import { encodeWav } from '../../lib/sound';

describe('encodeWav', () => {
  const file = encodeWav({ name: '', samples: Float32Array.of(0, 1, -1), sampleRate: 8000 });

  it('is a RIFF file whose chunks fill it', () => {
    assert.equal(file.toString('latin1', 0, 4), 'RIFF');
    assert.equal(file.readUInt32LE(4), file.length - 8);
    assert.equal(file.toString('latin1', 8, 12), 'WAVE');
    const chunks: [string, number][] = [];
    for (let at = 12; at < file.length; ) {
      const size = file.readUInt32LE(at + 4);
      chunks.push([file.toString('latin1', at, at + 4), size]);
      at += 8 + size + (size % 2);
      assert.ok(at <= file.length);
    }
    assert.deepEqual(chunks, [['fmt ', 18], ['fact', 4], ['data', 3]]); // prettier-ignore
  });

  it('says that it has one channel of µ-law samples at its rate', () => {
    const format = [20, 22].map((at) => file.readUInt16LE(at));
    assert.deepEqual(format, [7, 1]);
    assert.deepEqual([file.readUInt32LE(24), file.readUInt32LE(28)], [8000, 8000]);
    assert.deepEqual([file.readUInt16LE(32), file.readUInt16LE(34)], [1, 8]);
  });

  it('holds a byte a sample', () => {
    assert.deepEqual([...file.subarray(58)], [255, 128, 0, 0]); // and one that makes the length even
  });

  it('takes NaN for silence', () => {
    const samples = Float32Array.of(NaN, 7, -7, Infinity);
    const bytes = encodeWav({ name: '', samples, sampleRate: 8000 }).subarray(58);
    assert.deepEqual([...bytes], [255, 128, 0, 128]);
  });

  it('refuses an empty sound', () => {
    const empty = { name: 'hat', samples: new Float32Array(0), sampleRate: 8000 };
    assert.throws(
      () => encodeWav(empty),
      /^RangeError: expected hat to have samples, but got none$/,
    );
  });
});
