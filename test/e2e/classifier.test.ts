import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadJudge } from '../../lib/judges/judge-file';
import { HEART_BEATS_JUDGE } from '../../lib/judges/heart-beats';
import { JUDGES } from '../../lib/judges';

const npmRun = (...args: string[]) =>
  spawnSync('npm', ['run', '--silent', 'classifier', '--', ...args], { encoding: 'utf8' });

describe('npm run classifier', () => {
  let out: string;
  before(() => {
    out = mkdtempSync(join(tmpdir(), 'judges-'));
  });
  after(() => rmSync(out, { recursive: true }));

  it('lists the judges when none is named', () => {
    const { status, stdout } = npmRun();
    assert.equal(status, 0);
    for (const { name, title } of JUDGES)
      assert.match(stdout, new RegExp(`^${name} +${title}$`, 'm'));
  });

  it('says in one sentence that there is no such judge, and which there are', () => {
    const { status, stderr } = npmRun('cats');
    assert.equal(status, 1);
    const names = JUDGES.map(({ name }) => name).join(', ');
    assert.equal(stderr, `npm run classifier: No judge is called cats. There are: ${names}.\n`);
  });

  it('says in one sentence what is wrong with an option', () => {
    const { status, stderr } = npmRun('mnist', '--epochs', 'many');
    assert.equal(status, 1);
    assert.match(stderr, /^npm run classifier: .*Expected an integer from 1 .*but got many\.\n$/);
  });

  it('writes the weights and the card of a judge', () => {
    const { status, stdout, stderr } = npmRun('heart-beats', '--epochs', '2', '--out', out);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /epoch 2: loss \d/);
    const { facts, dispose } = loadJudge(HEART_BEATS_JUDGE, join(out, 'heart-beats.safetensors'));
    dispose();
    assert.deepEqual([facts.seed, facts.epochs], [1, 2]);
    assert.deepEqual(facts.otherSeeds.map(({ seed }) => seed), [2, 3]); // prettier-ignore
    assert.match(
      readFileSync(join(out, 'heart-beats.md'), 'utf8'),
      /^# Narrow or wide heart beats\n/,
    );
    assert.equal(existsSync(join(out, 'mnist.md')), false);
  });
});
