import assert from 'node:assert/strict';

import { ratiosByRound, summarise } from '../../tools/bench/statistics';

describe('summarise', () => {
  it('gives the middle of an odd number of values, and both ends', () => {
    assert.deepEqual(summarise([5, 1, 3]), { median: 3, min: 1, max: 5 });
  });

  it('gives the mean of the two middle ones of an even number', () => {
    assert.deepEqual(summarise([8, 1, 2, 4]), { median: (2 + 4) / 2, min: 1, max: 8 });
  });

  it('leaves its argument in order', () => {
    const values = [2, 1];
    summarise(values);
    assert.deepEqual(values, [2, 1]);
  });

  it('throws on no value', () => {
    assert.throws(() => summarise([]), { message: 'expected at least 1 value, but got 0' });
  });
});

describe('ratiosByRound', () => {
  it('divides each round by the fastest of the others in that round', () => {
    const others = [
      [2, 8],
      [4, 5],
    ];
    assert.deepEqual(ratiosByRound([6, 10], others), [6 / 2, 10 / 5]);
  });

  it('throws when a side has other rounds', () => {
    assert.throws(() => ratiosByRound([1, 2], [[1]]), {
      name: 'RangeError',
      message: 'expected 2 rounds of each side, but got 1',
    });
  });
});
