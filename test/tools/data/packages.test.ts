import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sha256 } from '../../../lib/data/manifest';
import type { WantedPackage } from '../../../tools/data/definition';
import { PackageStore } from '../../../tools/data/packages';
import { CommandError } from '../../../tools/setup/run-command.mjs';

describe('PackageStore', () => {
  let folder: string;
  let archive: string;
  let wanted: WantedPackage;
  const commands: string[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'packages-'));
    mkdirSync(join(folder, 'made/package'), { recursive: true });
    writeFileSync(join(folder, 'made/package/hello.txt'), 'hello');
    archive = join(folder, 'made/shells.tgz');
    execFileSync('tar', ['-czf', archive, '-C', join(folder, 'made'), 'package']);
    wanted = {
      registry: 'npm',
      name: '@sea/shells',
      version: '1.2.3',
      sha256: sha256(readFileSync(archive)),
    };
    commands.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A store whose registries all have the same file. */
  const store = () =>
    new PackageStore({
      folder: join(folder, 'kept'),
      python: 'python3',
      run: async (program, args, cwd) => {
        commands.push([program, ...args].join(' '));
        if (program === 'tar') execFileSync(program, args, { cwd });
        else cpSync(archive, join(cwd, 'shells.tgz'));
      },
    });

  it('fetches a package once, and looks at what it has the next time', async () => {
    const file = await store().fetch(wanted);
    assert.deepEqual(readFileSync(file), readFileSync(archive));
    assert.equal(await store().fetch(wanted), file);
    assert.deepEqual(commands, ['npm pack @sea/shells@1.2.3']);
  });

  it('fetches again what was damaged since', async () => {
    writeFileSync(await store().fetch(wanted), 'damaged');
    assert.deepEqual(readFileSync(await store().fetch(wanted)), readFileSync(archive));
  });

  it('asks pip and apt for exact versions, and nothing besides', async () => {
    await store().fetch({ ...wanted, registry: 'PyPI', name: 'shells', python: '3.9' });
    await store().fetch({ ...wanted, registry: 'Debian', name: 'shells' });
    assert.match(commands[0], /^python3 -m pip download --no-deps --only-binary=:all: .*=*3\.9/);
    assert.match(commands[0], / shells==1\.2\.3$/);
    assert.equal(commands[1], 'apt-get download shells=1.2.3');
  });

  it('refuses a package with another SHA-256, naming both', async () => {
    const expected = 'f'.repeat(64);
    await assert.rejects(store().fetch({ ...wanted, sha256: expected }), {
      message:
        `@sea/shells 1.2.3 of npm: expected the SHA-256 ${expected}, but got ${wanted.sha256}. ` +
        'The registry has another file than the one that the set was built from.',
    });
  });

  it('names a package that cannot be had', async () => {
    const offline = new PackageStore({
      folder: join(folder, 'kept'),
      python: 'python3',
      run: () => Promise.reject(new Error('npm pack ended with exit code 1')),
    });
    await assert.rejects(offline.fetch(wanted), {
      message:
        '@sea/shells 1.2.3 of npm could not be fetched: npm pack ended with exit code 1. Check the network.',
    });
  });

  it("tells the registry's own reason", async () => {
    const run = () =>
      Promise.reject(
        new CommandError('it ended', 'Reading lists\nE: Version 1.2.3 was not found\n'),
      );
    const unknown = new PackageStore({ folder: join(folder, 'kept'), python: 'python3', run });
    await assert.rejects(unknown.fetch({ ...wanted, registry: 'Debian', name: 'shells' }), {
      message:
        'shells 1.2.3 of Debian could not be fetched: E: Version 1.2.3 was not found. ' +
        "Check the network, and apt's list of packages (apt-get update), which must be Debian 12's.",
    });
  });

  it('unpacks packages for the time of the work, also when it fails', async () => {
    const read = (folders: { shells: string }) =>
      Promise.resolve(readFileSync(join(folders.shells, 'hello.txt'), 'utf8'));
    assert.equal(await store().withUnpacked({ shells: wanted }, read), 'hello');
    const fail = () => Promise.reject(new Error('no'));
    await assert.rejects(store().withUnpacked({ shells: wanted }, fail), /^Error: no$/);
    assert.deepEqual(readdirSync(join(folder, 'kept')), ['npm']);
  });
});
