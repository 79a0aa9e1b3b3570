import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describeFailure } from '../../tools/setup/failure.mjs';
import { findFault } from '../../tools/setup/node-packages.mjs';
import { findPython, isInRange, requireSupportedMachine } from '../../tools/setup/preflight.mjs';

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

describe('findFault', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'packages-'));
    const locked = {
      '': { version: '1.0.0' },
      'node_modules/a': { version: '1.2.3' },
      'node_modules/for-another-system': { version: '1.0.0', optional: true },
    };
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: locked }));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function install(version: string): void {
    mkdirSync(join(root, 'node_modules/a'), { recursive: true });
    writeFileSync(join(root, 'node_modules/a/package.json'), '{}');
    const packages = { 'node_modules/a': { version } };
    writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
  }

  it('finds nothing wrong with what npm put there', () => {
    install('1.2.3');
    assert.equal(findFault(root), undefined);
  });

  it('finds an empty clone', () => assert.equal(findFault(root), 'not installed'));

  it('finds another version than the locked one', () => {
    install('1.2.2');
    assert.equal(findFault(root), 'node_modules/a is not 1.2.3');
  });

  it('finds a package that has been removed', () => {
    install('1.2.3');
    rmSync(join(root, 'node_modules/a/package.json'));
    assert.equal(findFault(root), 'node_modules/a is missing');
  });
});
