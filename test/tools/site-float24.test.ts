import assert from 'node:assert/strict';
import { fromFloat24, toFloat24 } from '../../site/play/float24';

const there = (...values: number[]) =>
  Array.from(fromFloat24(toFloat24(Float32Array.from(values))));

describe('toFloat24 and fromFloat24', () => {
  it('keep numbers of up to 16 binary digits as they are', () => {
    const values = [0, 1, -1, 0.5, -0.375, 65535, 2 ** -20, -(2 ** 100)];
    assert.deepEqual(there(...values), values);
  });

  it('round to the nearer neighbour: 1 + 2⁻¹⁵ is the next number after 1', () => {
    const step = 2 ** -15;
    assert.deepEqual(there(1 + 0.4 * step, 1 + 0.6 * step), [1, 1 + step]);
    assert.deepEqual(there(-1 - 0.4 * step, -1 - 0.6 * step), [-1, -1 - step]);
    assert.deepEqual(there(2 - 0.1 * step), [2]); // the carry goes into the exponent
  });

  it('change no number by more than 2⁻¹⁶ of it', () => {
    const values = Float32Array.from(
      { length: 1000 },
      (_, i) => Math.sin(i + 1) * 10 ** ((i % 13) - 6),
    );
    there(...values).forEach((value, i) => {
      assert.ok(Math.abs(value - values[i]) <= 2 ** -16 * Math.abs(values[i]));
    });
  });

  it('take three bytes a number', () => {
    assert.deepEqual([...toFloat24(Float32Array.from([1, -2]))], [0x3f, 0x80, 0, 0xc0, 0, 0]);
  });
});
