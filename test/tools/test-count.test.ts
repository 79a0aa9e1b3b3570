import assert from 'node:assert/strict';

import { countResults } from '../../tools/test/count';

describe('countResults', () => {
  it("adds up mocha's passing and failing tests", () => {
    const output = '  12 passing (3s)\n  2 failing\n\n  1) a test named "7 passing"\n';
    assert.deepEqual(countResults(output, false), { passed: 12, failed: 2 });
  });

  it('reads through the colours of a terminal', () => {
    const output = '\x1b[92m \x1b[0m\x1b[32m 12 passing\x1b[0m\x1b[90m (3s)\x1b[0m\n';
    assert.deepEqual(countResults(output, true), { passed: 12, failed: 0 });
  });

  it('reads a closing line of passed and failed', () => {
    assert.deepEqual(countResults('…\n5 passed, 0 failed\n', true), { passed: 5, failed: 0 });
  });

  it('counts a check that says nothing as one', () => {
    assert.deepEqual(countResults('All fine.\n', true), { passed: 1, failed: 0 });
    assert.deepEqual(countResults('Oh no.\n', false), { passed: 0, failed: 1 });
  });

  it('counts a failure when all tests pass but the whole does not, as with too low a coverage', () => {
    assert.deepEqual(countResults('  12 passing (3s)\nERROR: Coverage for lines\n', false), {
      passed: 12,
      failed: 1,
    });
  });
});
