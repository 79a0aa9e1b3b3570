import assert from 'node:assert/strict';

import { roundNumbers } from '../../lib/figures/axes';

describe('roundNumbers', () => {
  const cases: readonly [readonly [number, number], number, number[]][] = [
    [[0, 0.512], 4, [0, 0.2, 0.4]],
    [[0, 4], 5, [0, 1, 2, 3, 4]],
    [[-1, 1], 3, [-1, 0, 1]],
    [[0, 0.3], 4, [0, 0.1, 0.2, 0.3]],
    [[36, 84], 4, [40, 60, 80]],
    [[0, 1234], 3, [0, 1000]],
  ];
  for (const [domain, maxCount, numbers] of cases) {
    it(`are ${numbers.join(', ')} from ${domain.join(' to ')}`, () => {
      assert.deepEqual(roundNumbers(domain, maxCount), numbers);
    });
  }
});
