import assert from 'node:assert/strict';

import { flagsHeight } from '../../lib/figures/flags';

/** CSS pixels of one row of names. */
const ROW = 15;
const heightOf = (...references: [number, string][]) =>
  flagsHeight({
    references: references.map(([value, label]) => ({ value, label })),
    domain: [0, 10],
    width: 100,
  });

describe('flagsHeight', () => {
  it('is 0 without a line, and for lines outside the axis', () => {
    assert.equal(heightOf(), 0);
    assert.equal(heightOf([-1, 'a'], [11, 'b']), 0);
  });

  it('is one row for names that do not reach the next line', () => {
    assert.equal(heightOf([10, 'a'], [0, 'b'], [5, 'c']), ROW); // 50 pixels from line to line
  });

  it('grows by a row for a name that would cross the line to its right', () => {
    assert.equal(heightOf([0, 'twenty letters, 120'], [5, 'b']), 2 * ROW);
    assert.equal(heightOf([4, 'abc'], [4.5, 'abc'], [5, 'abc']), 3 * ROW); // 5 pixels from line to line
  });

  it('puts names of lines at one place above each other', () => {
    assert.equal(heightOf([5, 'a'], [5, 'b']), 2 * ROW);
  });
});
