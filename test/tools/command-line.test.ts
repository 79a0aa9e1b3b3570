import assert from 'node:assert/strict';

import { integerFrom } from '../../tools/command-line';

describe('integerFrom', () => {
  it('reads whole numbers up to both ends', () => {
    assert.deepEqual(['0', '2147483647'].map(integerFrom(0)), [0, 2 ** 31 - 1]);
    assert.equal(integerFrom(5, 7)('7'), 7);
  });

  for (const [text, found] of [
    ['4294967295', '4294967295'], // a seed of another program
    ['1790000000000', '1790000000000'], // the time
    ['-1', '-1'],
    ['1e3', '1e3'],
    ['', 'nothing'],
  ] as const) {
    it(`says both ends where it refuses "${text}"`, () => {
      assert.throws(() => integerFrom(0)(text), {
        message: `Expected an integer from 0 to 2147483647, but got ${found}.`,
      });
    });
  }
});
