import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { measureInTurns } from '../../tools/bench/rounds';
import type { SideProgram } from '../../tools/bench/side';

const folder = mkdtempSync(join(tmpdir(), 'bench '));
after(() => rmSync(folder, { recursive: true }));
const log = join(folder, 'log');

/** A side that writes its name to the log in each round and answers with the number of rounds so far. */
const side = (name: string): SideProgram =>
  program(
    name,
    `let n = 0;
    console.log('{"ready":true}');
    console.log('a line of some library');
    require('node:readline').createInterface({ input: process.stdin }).on('line', () => {
      require('node:fs').appendFileSync(${JSON.stringify(log)}, ${JSON.stringify(name)});
      console.log(JSON.stringify({ ms: ++n, peakMemoryMb: 10 * n }));
    });`,
  );
const program = (name: string, script: string): SideProgram => ({
  workload: 'work',
  side: name,
  command: process.execPath,
  args: ['-e', script],
  steps: 2,
});
const quiet = () => undefined;

describe('measureInTurns', () => {
  it('warms each side up by a round that does not count, then lets them take turns', async () => {
    const figures = await measureInTurns([side('A'), side('B')], 3, quiet);
    assert.equal(readFileSync(log, 'utf8'), 'AB' + 'ABABAB');
    assert.deepEqual(figures[1], {
      workload: 'work',
      side: 'B',
      stepsPerRound: 2,
      rounds: [2, 3, 4],
      median: 3,
      min: 2,
      max: 4,
      peakMemoryMb: 40,
    });
  });

  it('names a side that fails before it is ready, with its last words', async () => {
    const broken = program('C', `throw new Error('no such network')`);
    await assert.rejects(measureInTurns([side('A'), broken], 1, quiet), {
      message: 'the side "work, C" ended with exit code 1: Error: no such network',
    });
  });

  it('names a side that ends instead of answering', async () => {
    const script = `console.log('{}'); process.stdin.once('data', () => process.exit(3))`;
    await assert.rejects(measureInTurns([program('D', script)], 1, quiet), {
      message: 'the side "work, D" ended with exit code 3',
    });
  });

  it('names a program that is not there', async () => {
    const missing = { ...program('E', ''), command: '/nowhere/python' };
    await assert.rejects(measureInTurns([missing], 1, quiet), /the side "work, E" .*ENOENT/);
  });
});
