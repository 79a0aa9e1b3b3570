import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describeFailure } from '../../tools/setup/failure.mjs';
import { pip, pythonPackages } from '../../tools/setup/parts/python';
import { Runner } from '../../tools/setup/runner';

/** Makes a wheel of the name that set-up asks the index for, with one program. */
const MAKE_WHEEL = `
import sys, zipfile
version, folder = sys.argv[1:]
info = f"nbclient-{version}.dist-info"
with zipfile.ZipFile(f"{folder}/nbclient-{version}-py3-none-any.whl", "w") as wheel:
    wheel.writestr("nbclient.py", f"def main():\\n    print({version!r})\\n")
    wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\\nName: nbclient\\nVersion: {version}\\n")
    wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(f"{info}/entry_points.txt", "[console_scripts]\\nnbclient = nbclient:main\\n")
    wheel.writestr(f"{info}/RECORD", "")
`;
const CHECK = `
import sys, nbclient
from importlib.metadata import version
assert f"nbclient=={version('nbclient')} " in open(sys.argv[1]).read()`;

describe('the Python packages', () => {
  const reader = { ...process.env };
  let root: string;
  let wheels: string;

  before(() => {
    root = mkdtempSync(join(tmpdir(), 'mein Kürs ü-'));
    wheels = mkdtempSync(join(tmpdir(), 'wheels-')); // pip's settings part folders at spaces
    for (const name of ['tools/setup', '.venv']) mkdirSync(join(root, name), { recursive: true });
    writeFileSync(join(root, 'tools/setup/check-packages.py'), CHECK);
    for (const version of ['1.0', '2.0'])
      execFileSync('python3', ['-c', MAKE_WHEEL, version, wheels]);
    want('1.0');
  });
  beforeEach(() => useOnly({ PIP_NO_INDEX: '1', PIP_FIND_LINKS: wheels }));
  after(() => {
    useOnly({});
    Object.assign(process.env, reader);
    for (const folder of [root, wheels]) rmSync(folder, { recursive: true });
  });

  function useOnly(settings: Record<string, string>): void {
    for (const name of Object.keys(process.env))
      if (name.startsWith('PIP_')) delete process.env[name];
    Object.assign(process.env, settings);
  }

  function want(version: string): void {
    const wheel = readFileSync(join(wheels, `nbclient-${version}-py3-none-any.whl`));
    const hash = createHash('sha256').update(wheel).digest('hex');
    writeFileSync(join(root, 'requirements.txt'), `nbclient==${version} --hash=sha256:${hash}\n`);
  }

  async function setUp(): Promise<string> {
    const runner = new Runner([pip, pythonPackages], { root, python: 'python3' });
    return runner.run(pythonPackages).then(({ outcome }) => outcome, describeFailure);
  }

  /** What the installed program says, started by its name. */
  const installed = () =>
    execFileSync(join(root, '.venv/bin/nbclient'), { encoding: 'utf8' }).trim();
  const environments = () =>
    readdirSync(join(root, '.setup')).filter((name) => name.startsWith('python-'));

  it('take the place of a folder that is not one of theirs', async () => {
    assert.equal(await setUp(), 'set up');
    assert.equal(installed(), '1.0');
    assert.equal(environments().length, 1);
    assert.equal(statSync(join(root, '.venv')).mode & 0o777, 0o755); // for all who use the course
  });

  it('are left alone when nothing has changed, with no index to ask', async () => {
    useOnly({ PIP_INDEX_URL: 'http://127.0.0.1:9/' });
    assert.equal(await setUp(), 'in place');
  });

  it('go on working when others are wanted that cannot be had', async () => {
    useOnly({ PIP_INDEX_URL: 'http://127.0.0.1:9/' });
    want('2.0');
    assert.match(await setUp(), /no answer from the Python package index/);
    assert.match(await setUp(), /no answer from the Python package index/);
    assert.equal(installed(), '1.0');
    want('1.0'); // as git may do
    assert.equal(await setUp(), 'in place');
  });

  it('are exchanged for others, and the old ones are taken away', async () => {
    want('2.0');
    assert.equal(await setUp(), 'set up');
    assert.equal(installed(), '2.0');
    assert.equal(environments().length, 1);
  });

  it("go to their place whatever pip's settings say of users and targets", async () => {
    const config = join(root, 'pip.conf');
    writeFileSync(config, `[global]\nuser = true\nfind-links = ${wheels}\n`);
    const target = join(root, 'elsewhere');
    useOnly({ PIP_NO_INDEX: '1', PIP_CONFIG_FILE: config, PIP_USER: '1', PIP_TARGET: target });
    want('1.0');
    assert.equal(await setUp(), 'set up');
    assert.equal(installed(), '1.0');
  });

  it('are not installed where a pip.conf sends them elsewhere: its setting is named', async () => {
    const config = join(root, 'pip.conf');
    writeFileSync(config, `[install]\ntarget = ${join(root, 'elsewhere')}\n`);
    process.env.PIP_CONFIG_FILE = config;
    want('2.0');
    assert.match(
      await setUp(),
      /install packages elsewhere: install\.target=.*[^]*pip config unset install\.target/,
    );
    assert.equal(installed(), '1.0');
  });
});
