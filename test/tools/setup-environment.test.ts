import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { childEnvironment } from '../../tools/setup/environment.mjs';

const TOOLS = join(__dirname, '../../tools');

describe('childEnvironment', () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'home-'))));
  afterEach(() => rmSync(home, { recursive: true }));

  /** What remains of the reader's variables, beside those that are always there. */
  function left(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    const always = Object.keys(childEnvironment({}, { HOME: home }));
    const made = Object.entries(childEnvironment({}, { HOME: home, ...env }));
    return Object.fromEntries(made.filter(([name]) => !always.includes(name)));
  }

  it('leaves out how other programs set up Python, pip, kernels and ts-node', () => {
    const others = {
      PYTHONPATH: '/opt/robot',
      PYTHONHOME: '/opt/python2',
      PYTHONIOENCODING: 'latin-1',
      PYTHONWARNINGS: 'error',
      PIP_TARGET: '/opt/packages',
      PIP_PREFIX: '/opt',
      PIP_ROOT: '/mnt',
      PIP_REQUIRE_VIRTUALENV: '1',
      PIP_CONSTRAINT: 'constraints.txt',
      JUPYTER_PATH: '/opt/share/jupyter',
      TS_NODE_PROJECT: 'other.json',
    };
    assert.deepEqual(left(others), {});
  });

  it('keeps indexes, proxies and certificates', () => {
    const fetching = {
      PIP_INDEX_URL: 'https://example.org/simple',
      PIP_FIND_LINKS: '/wheels',
      PIP_CERT: 'ca.pem',
      PIP_CONFIG_FILE: 'pip.conf',
      HTTPS_PROXY: 'http://proxy.example.org:3128',
      NODE_EXTRA_CA_CERTS: 'ca.pem',
      npm_config_registry: 'https://example.org/npm',
    };
    assert.deepEqual(left(fetching), fetching);
  });

  it('installs nothing for the user, and reads and prints UTF-8', () => {
    const env = childEnvironment({}, { HOME: home, PIP_USER: '1', PYTHONUTF8: '0' });
    assert.deepEqual(
      [env.PIP_USER, env.PYTHONUTF8, env.PYTHONNOUSERSITE, env.JUPYTER_PREFER_ENV_PATH],
      ['0', '1', '1', '1'],
    );
  });

  it('gives way to what the caller says', () => {
    const env = childEnvironment({ PYTHONUTF8: '0', GAN_QUICK: undefined }, { GAN_QUICK: '1' });
    assert.deepEqual([env.PYTHONUTF8, env.GAN_QUICK], ['0', undefined]);
  });

  it('leaves npm and Jupyter their folders in a home that can be written', () => {
    const cache = join(home, '.npm');
    const env = childEnvironment({}, { HOME: home, npm_config_cache: cache });
    assert.deepEqual([env.npm_config_cache, env.JUPYTER_DATA_DIR], [cache, undefined]);
  });

  it('gives npm and Jupyter folders of the course when the home folder cannot be written', () => {
    const missing = join(home, 'missing');
    const { npm_config_cache, ...env } = childEnvironment(
      {},
      { HOME: missing, npm_config_cache: join(missing, '.npm'), JUPYTER_CONFIG_DIR: '/etc/mine' },
    );
    const below = join(TOOLS, '../.setup/home');
    assert.equal(npm_config_cache, join(below, 'npm'));
    assert.equal(env.JUPYTER_DATA_DIR, join(below, 'jupyter/data'));
    assert.equal(env.JUPYTER_RUNTIME_DIR, join(below, 'jupyter/runtime'));
    assert.equal(env.JUPYTER_CONFIG_DIR, '/etc/mine');
  });

  it("keeps another program's modules and encoding from Python", () => {
    const modules = join(home, 'modules/json');
    mkdirSync(modules, { recursive: true });
    writeFileSync(join(modules, '__init__.py'), "raise ImportError('of another program')");
    const env = childEnvironment(
      {},
      {
        ...process.env,
        PYTHONPATH: join(home, 'modules'),
        PYTHONHOME: '/nowhere',
        PYTHONIOENCODING: 'latin-1',
        LC_ALL: 'C',
      },
    );
    const script = 'import json; print(json.dumps("2³¹ − 1", ensure_ascii=False))';
    assert.equal(execFileSync('python3', ['-c', script], { env, encoding: 'utf8' }), '"2³¹ − 1"\n');
  });
});

describe('every program in tools/', () => {
  const files = readdirSync(TOOLS, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs)$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(TOOLS, name), 'utf8') }));

  it('starts others in the environment of childEnvironment', () => {
    const starting = files.filter(({ text }) => text.includes("from 'node:child_process'"));
    assert.ok(starting.length > 5);
    const bad = starting.filter(({ text }) => !text.includes('childEnvironment('));
    assert.deepEqual(
      bad.map(({ name }) => name),
      [],
    );
  });

  it('makes no environment of its own', () => {
    const bad = files.filter(
      ({ name, text }) => name !== 'setup/environment.mjs' && text.includes('...process.env'),
    );
    assert.deepEqual(
      bad.map(({ name }) => name),
      [],
    );
  });
});
