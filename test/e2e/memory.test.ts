import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

interface Held {
  readonly step: number;
  readonly tensors: number;
  readonly bytes: number;
  readonly resident: number;
}

describe("the article's training", function () {
  this.timeout(300_000);

  it('holds no tensor more and the same memory within 2 % after 20,000 steps', () => {
    const output = execFileSync(
      process.execPath,
      [
        ...['--expose-gc', '--require', 'ts-node/register/transpile-only'],
        join(__dirname, 'memory-training.ts'),
      ],
      { encoding: 'utf8' },
    );
    const seen = JSON.parse(output) as Held[];
    const [early, late] = [seen[1], seen[seen.length - 1]];
    assert.deepEqual([early.step, late.step], [2000, 22000]);
    assert.equal(late.tensors, early.tensors);
    assert.equal(late.bytes, early.bytes);
    assert.ok(
      late.resident < early.resident * 1.02,
      `resident memory went from ${early.resident} to ${late.resident} bytes`,
    );
  });
});
