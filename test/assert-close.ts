import assert from 'node:assert/strict';

/** Fails unless two numbers, or two lists of them, differ by at most `tolerance` (absolute; default 1e-6). */
export function assertClose(
  actual: number | ArrayLike<number>,
  expected: number | ArrayLike<number>,
  tolerance = 1e-6,
): void {
  const [a, e] = [actual, expected].map((x) => (typeof x === 'number' ? [x] : Array.from(x)));
  assert.equal(a.length, e.length, `expected ${e.length} numbers, but got ${a.length}`);
  const i = a.findIndex((value, k) => !(Math.abs(value - e[k]) <= tolerance));
  // Not assert.equal: mocha would show a diff of the places in the stead of what stands behind the colon.
  if (i !== -1) assert.fail(`number ${i}: expected ${e[i]} ± ${tolerance}, but got ${a[i]}`);
}
