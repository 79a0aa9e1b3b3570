import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isReady, leftOutOf, recordReady } from '../../tools/setup/ready.mjs';

describe('isReady', () => {
  const LONG_AGO = new Date('2020-01-01');
  let root: string;
  let record: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'ready-'));
    record = join(root, '.setup/ready.json');
    mkdirSync(join(root, 'lib/dist'), { recursive: true });
    writeFileSync(join(root, 'lib/a.ts'), 'one');
    utimesSync(join(root, 'lib/a.ts'), LONG_AGO, LONG_AGO);
    writeFileSync(join(root, 'made'), 'result');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const watched = { inputs: ['lib'], outputs: ['made'] };
  const leaveRecord = (startedMs = Date.now()) => recordReady(root, record, watched, startedMs);

  it('is false where no set-up has ended', () => assert.equal(isReady(root, record), false));

  it('is true as long as nothing has changed', () => {
    leaveRecord();
    assert.equal(isReady(root, record), true);
  });

  it('is false for another Node, even of the same version', () => {
    leaveRecord();
    const text = readFileSync(record, 'utf8');
    writeFileSync(record, text.replace(JSON.stringify(process.execPath), '"/opt/node"'));
    assert.equal(isReady(root, record), false);
  });

  it('is false after a change of a source, even to the same length', () => {
    leaveRecord();
    writeFileSync(join(root, 'lib/a.ts'), 'two');
    assert.equal(isReady(root, record), false);
  });

  it('is true when JupyterLab has opened a source, and left a copy of it', () => {
    leaveRecord();
    mkdirSync(join(root, 'lib/.ipynb_checkpoints'));
    writeFileSync(join(root, 'lib/.ipynb_checkpoints/a-checkpoint.ts'), 'one');
    assert.equal(isReady(root, record), true);
  });

  it('is false after a new source', () => {
    leaveRecord();
    writeFileSync(join(root, 'lib/b.ts'), '');
    assert.equal(isReady(root, record), false);
  });

  it('is true without what was left out, of which the record tells', () => {
    recordReady(root, record, { ...watched, leftOut: ['MovieLens'] }, Date.now());
    assert.equal(isReady(root, record), true);
    assert.deepEqual(leftOutOf(record), ['MovieLens']);
  });

  it('tells of nothing left out where there was nothing, or no set-up', () => {
    assert.deepEqual(leftOutOf(record), []);
    leaveRecord();
    assert.deepEqual(leftOutOf(record), []);
  });

  it('is false when something that was set up is gone', () => {
    leaveRecord();
    rmSync(join(root, 'made'));
    assert.equal(isReady(root, record), false);
  });

  it('is false when its record is cut off', () => {
    leaveRecord();
    writeFileSync(record, '{"watched":["li');
    assert.equal(isReady(root, record), false);
  });

  it('is false when a source was changed while the set-up was at work', () => {
    leaveRecord(LONG_AGO.getTime() - 1);
    assert.equal(isReady(root, record), false);
  });
});
