import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describeFailure } from '../../tools/setup/failure.mjs';
import {
  findPython,
  isInRange,
  requireSupportedMachine,
  requireWritable,
} from '../../tools/setup/preflight.mjs';

const PACKAGE_JSON = join(__dirname, '../../package.json');

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return describeFailure(error);
  }
  return assert.fail('nothing was thrown');
}

describe('isInRange', () => {
  const range = '>=20.19 <21 || >=22.12 <23';
  for (const [version, expected] of [
    ['20.18.3', false],
    ['20.19.0', true],
    ['20.20.2', true],
    ['21.7.0', false],
    ['22.11.9', false],
    ['22.12.0', true],
    ['23.0.0', false],
    ['100.1.0', false],
  ] as const) {
    it(`says ${expected} of ${version}`, () => assert.equal(isInRange(version, range), expected));
  }
});

describe('requireSupportedMachine', () => {
  it('accepts the Node that runs this test', () => requireSupportedMachine(PACKAGE_JSON));

  it('names a wrong Node, what is needed and what to do', () => {
    const text = messageOf(() => requireSupportedMachine(PACKAGE_JSON, { node: '24.1.0' }));
    assert.match(text, /^Node\.js 24\.1\.0 cannot run this course, which needs >=20\.19/);
    assert.match(text, /What to do: Install Node\.js 20/);
  });

  it('names another system than Linux', () => {
    assert.match(
      messageOf(() => requireSupportedMachine(PACKAGE_JSON, { platform: 'win32' })),
      /win32[^]*WSL/,
    );
  });
});

describe('findPython', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'python ü-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A command that answers as that Python would. */
  function fakePython(version: string): string {
    const path = join(folder, `python-${version}`);
    writeFileSync(path, `#!/bin/sh\necho "${version.replace('.', ' ')} $0"\n`, { mode: 0o755 });
    return path;
  }

  it('takes the first that is new enough', () => {
    const [old, good] = [fakePython('3.9'), fakePython('3.10')];
    assert.equal(findPython([join(folder, 'missing'), old, good, fakePython('3.12')]), good);
  });

  it('says which were found when none is new enough', () => {
    const old = fakePython('3.9');
    assert.match(
      messageOf(() => findPython([old])),
      /needs Python 3\.10[^\n]*python-3\.9 is 3\.9\.\n[^]*Install/,
    );
  });

  it('says that there is none', () => {
    assert.match(
      messageOf(() => findPython([join(folder, 'missing')])),
      /no python3 was found/,
    );
  });
});

describe('requireWritable', () => {
  it('accepts a folder that can be written', () => requireWritable(tmpdir()));

  it('names one that cannot, and what to do', () => {
    assert.match(
      messageOf(() => requireWritable('/proc/none')),
      /^\/proc\/none cannot be written[^]*What to do: Clone the course/,
    );
  });
});
