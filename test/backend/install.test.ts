import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Takes the second derivative of x · relu(x) at 3 with each copy. @returns what the program prints */
function runWithBoth(...copies: readonly string[]): string {
  const program = `
    const slopes = [${copies.map((path) => `require('${path}')`).join(', ')}].map(({ tf }) => {
      const f = (x) => tf.mul(tf.relu(x), x);
      return tf.grad((x) => tf.grad(f)(x))(tf.scalar(3)).dataSync()[0];
    });
    console.log(slopes.join(' '));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', 'ts-node/register/transpile-only', '--eval', program],
    { cwd: ROOT, encoding: 'utf8' },
  );
  assert.equal(stderr, '');
  return stdout.trim();
}

describe('the backend, of two copies of the library in one process', () => {
  it('differentiates twice', () => {
    // lib/package.json leads to lib/dist. Above 0 the function is x².
    assert.equal(runWithBoth('./lib', './lib/index.ts'), '2 2');
  }).timeout(60_000);
});
