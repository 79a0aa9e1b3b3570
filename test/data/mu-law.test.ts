import assert from 'node:assert/strict';

import { decodeMuLaw, encodeMuLaw } from '../../lib/data/mu-law';

// G.711, table 2a: for each segment the first decision value, the width of its intervals and the byte of the first
// interval, in units of the standard, of which 8192 are our 1. The segment at 0 begins with an interval half as wide.
const SEGMENTS: readonly [from: number, width: number, byte: number][] = [
  [31, 4, 0b11101111],
  [95, 8, 0b11011111],
  [223, 16, 0b11001111],
  [479, 32, 0b10111111],
  [991, 64, 0b10101111],
  [2015, 128, 0b10011111],
  [4063, 256, 0b10001111],
];

/** The positive values of the table: the lower and upper decision values, the byte and the value that comes out. */
const TABLE = [
  { from: 0, to: 1, byte: 0b11111111, value: 0 },
  ...Array.from({ length: 15 }, (_, i) => interval(2 * i + 1, 2, 0b11111110 - i)),
  ...SEGMENTS.flatMap(([from, width, byte]) =>
    Array.from({ length: 16 }, (_, i) => interval(from + i * width, width, byte - i)),
  ),
];

function interval(from: number, width: number, byte: number) {
  return { from, to: from + width, byte, value: from + width / 2 };
}

const encode = (units: number): number => encodeMuLaw([units / 8192])[0];
const decode = (byte: number): number => decodeMuLaw(Uint8Array.of(byte))[0] * 8192;

describe('encodeMuLaw', () => {
  it("gives the standard's byte at both ends of each of its 128 intervals, for both signs", () => {
    assert.equal(TABLE.length, 128);
    assert.deepEqual(TABLE.at(-1), { from: 7903, to: 8159, byte: 0b10000000, value: 8031 });
    for (const { from, to, byte } of TABLE) {
      for (const units of [from, to - 0.01]) {
        assert.equal(encode(units), byte, `${units}`);
        if (units > 0) assert.equal(encode(-units), byte & 0x7f, `${-units}`);
      }
    }
  });

  it('gives silence and both ends their bytes', () => {
    // G.711, table 2b: silence is 255; the loudest is 128 above 0, 0 below; decision 8,159 of 8,159.
    assert.deepEqual([...encodeMuLaw([0, 1, -1])], [255, 128, 0]);
    // 30 of 8,159 lies in the last step of the first segment, 120 of 32,768 here
    assert.deepEqual([...encodeMuLaw([120 / 32768, -120 / 32768])], [240, 112]);
  });

  it('cuts off what is beyond −1 and 1', () => {
    assert.deepEqual([...encodeMuLaw([1, 7, -1, -Infinity])], [0x80, 0x80, 0, 0]);
    assert.deepEqual([...encodeMuLaw([7, -7, Infinity])], [128, 0, 128]);
  });

  it('throws on what is no number', () => {
    assert.throws(() => encodeMuLaw([0, NaN]), {
      name: 'RangeError',
      message: 'expected numbers, but got NaN at place 1',
    });
  });
});

describe('decodeMuLaw', () => {
  it("gives the standard's value for each byte, for both signs", () => {
    for (const { byte, value } of TABLE) {
      assert.equal(decode(byte), value);
      assert.equal(decode(byte & 0x7f), value === 0 ? -0 : -value);
    }
  });

  it('is undone by encodeMuLaw, but for the sign of nothing', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const again = encodeMuLaw(decodeMuLaw(bytes));
    assert.deepEqual([...again], [...bytes.map((byte) => (byte === 0x7f ? 0xff : byte))]);
  });

  it('has an error of at most 1/32 of the size above the first segment', () => {
    // Half of an interval's width against its lower end: 2 to 31, 4 to 95, …, at most 2/31; with the bias, 1/32.
    const sizes = Float32Array.from({ length: 1000 }, (_, i) => 0.02 + i * 0.00097);
    decodeMuLaw(encodeMuLaw(sizes)).forEach((value, i) =>
      assert.ok(Math.abs(value - sizes[i]) <= (sizes[i] + 33 / 8192) / 32, `${sizes[i]}`),
    );
  });

  it('gives the levels that 16-bit tables have', () => {
    assert.deepEqual(
      [...decodeMuLaw(Uint8Array.of(255, 240, 128, 0))].map((level) => level * 32768),
      [0, 120, 32124, -32124],
    );
  });

  it('is within 3.1 % of the sample, or 4 of 32,768', () => {
    const samples = Array.from({ length: 4001 }, (_, i) => (i - 2000) / 2000);
    decodeMuLaw(encodeMuLaw(samples)).forEach((level, i) => {
      // steps are 8 · 2ᵉ wide where sizes are 128 · 2ᵉ and more, of which 132 are the curve's own
      const most = Math.max(4 / 32768, (4 / 128) * (Math.abs(samples[i]) + 132 / 32768));
      assert.ok(Math.abs(level - samples[i]) <= most + 1 / 32768, `${samples[i]} became ${level}`);
    });
  });
});
