/** How many things passed and failed. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/**
 * What a check found: the tests that it counted itself, as mocha does (`12 passing`) or as a line `12 passed, 0 failed`;
 * a check that counts nothing is one thing. One that ends with an error without a failed test has failed as a whole.
 *
 * @param output all that it printed
 * @param hasPassed whether it ended well
 */
export function countResults(output: string, hasPassed: boolean): Count {
  const text = output.replace(/\x1b\[[0-9;]*m/g, '');
  const sum = (pattern: RegExp) =>
    [...text.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
  const passed = sum(/^ *(\d+) passing\b/gm) + sum(/^(\d+) passed, \d+ failed$/gm);
  const failed = sum(/^ *(\d+) failing\b/gm) + sum(/^\d+ passed, (\d+) failed$/gm);
  if (hasPassed) return { passed: Math.max(passed, passed + failed === 0 ? 1 : 0), failed };
  return { passed, failed: Math.max(failed, 1) };
}
