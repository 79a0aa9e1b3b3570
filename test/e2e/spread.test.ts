import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

describe('npm run spread', function () {
  this.timeout(120_000);
  const root = process.cwd();
  const kept = join(root, 'data/spread/04.json');
  const spread = (...args: string[]) =>
    spawnSync('npm', ['run', '--silent', 'spread', '--', ...args], { encoding: 'utf8' });
  before(() => rmSync(join(root, 'runs/spread/04'), { recursive: true, force: true }));

  it('runs a lesson on two kinds of processor, tells the ranges, and takes kept outputs the second time', () => {
    const before = existsSync(kept) ? readFileSync(kept, 'utf8') : undefined;
    const args = ['04', '--quick', '--runs', '2', '--kernels', 'AVX2,no oneDNN'];
    const first = spread(...args);
    assert.equal(first.status, 0, first.stderr);
    assert.match(first.stdout, /seed 5, kernels no oneDNN: \d+ s\n/);
    assert.match(first.stdout, /\n2 runs: 4 AVX2, 5 no oneDNN\n/);
    assert.match(first.stdout, /Main numbers\n {2}dead of 128 at 0\.03: \d+/);
    const started = performance.now();
    const second = spread(...args);
    const told = ({ stdout }: typeof first) => stdout.slice(stdout.indexOf('04_generator'));
    assert.equal(told(second), told(first)); // the seconds of the first run included
    assert.ok(performance.now() - started < 15_000, 'the lesson was run again');
    assert.equal(existsSync(kept) ? readFileSync(kept, 'utf8') : undefined, before);
  });

  it('says in one sentence which lessons there are', () => {
    const { status, stderr } = spread('77');
    assert.equal(status, 1);
    assert.match(stderr, /npm run spread: expected the number of a lesson, but got 77\./);
  });
});
