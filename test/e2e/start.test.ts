import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { TENSORFLOW } from '../../tools/setup/parts/tensorflow';
import { freePort } from './jupyter-lab';

const REPOSITORY = dirname(dirname(__dirname));
const NAME = `it's "my" [gan] #1 100% $x`;

/** A course that was set up here and then copied to a folder of that name, as `cp -a` does, with the large parts as links. */
function copySetUpCourse(root: string): void {
  const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: REPOSITORY,
    encoding: 'utf8',
  });
  const names = listed.split('\0').filter(Boolean);
  for (const name of names.filter((name) => existsSync(join(REPOSITORY, name))))
    cpSync(join(REPOSITORY, name), join(root, name));
  for (const name of ['lib/dist', 'kernel/dist', '.setup/pip'])
    cpSync(join(REPOSITORY, name), join(root, name), { recursive: true, verbatimSymlinks: true });
  const venv = realpathSync(join(REPOSITORY, '.venv'));
  cpSync(venv, join(root, '.venv'), { recursive: true, verbatimSymlinks: true });
  for (const name of ['node_modules', TENSORFLOW])
    symlinkSync(join(REPOSITORY, name), join(root, name));
}

/** What a reader's machine may have: no network, another program's Python, a home folder that takes nothing. */
function hardEnvironment(modules: string, aptConfig: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    APT_CONFIG: aptConfig,
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_offline: 'true',
    PIP_CONFIG_FILE: '/dev/null',
    PIP_INDEX_URL: 'http://127.0.0.1:9/',
    PIP_EXTRA_INDEX_URL: '',
    PIP_FIND_LINKS: '',
    PIP_USER: '1',
    PYTHONPATH: modules,
    HOME: '/proc/none', // for root, too
    DISPLAY: '',
    WAYLAND_DISPLAY: '',
  };
}

describe('npm start in a course that was set up', function () {
  this.timeout(60_000);
  this.bail(true); // each step starts from where the one before has led
  let parent: string;
  let root: string;
  let lab: ChildProcess | undefined;
  let output: string;

  before(() => {
    parent = mkdtempSync(join(tmpdir(), 'start-'));
    root = join(parent, NAME);
    copySetUpCourse(root);
    mkdirSync(join(parent, 'modules/tornado'), { recursive: true });
    const text = "raise ImportError('of another program')";
    writeFileSync(join(parent, 'modules/tornado/__init__.py'), text);
    const nobody = ['http', 'https'].map(
      (one) => `Acquire::${one}::Proxy "http://127.0.0.1:9/";\n`,
    );
    writeFileSync(join(parent, 'apt.conf'), `${nobody.join('')}Acquire::Retries "0";\n`);
  });
  afterEach(async () => {
    if (lab?.exitCode !== null) return;
    const closed = once(lab, 'close');
    lab.kill();
    await closed;
  });
  after(() => rmSync(parent, { recursive: true }));

  /** Opens JupyterLab and returns the address of its interface. */
  async function start(): Promise<string> {
    const port = await freePort();
    output = '';
    const args = ['tools/start.mjs', `--port=${port}`, '--IdentityProvider.token='];
    const env = hardEnvironment(join(parent, 'modules'), join(parent, 'apt.conf'));
    const child = spawn(process.execPath, args, { cwd: root, env });
    lab = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk));
    const api = `http://127.0.0.1:${port}/api`;
    for (let isUp = false; !isUp; await sleep(100)) {
      assert.equal(child.exitCode, null, output);
      isUp = await fetch(api).then(
        ({ ok }) => ok,
        () => false,
      );
    }
    return api;
  }

  /** The file that the course's kernel is started from, as JupyterLab has it. */
  async function kernelProgram(api: string): Promise<string> {
    const answer = (await (await fetch(`${api}/kernelspecs`)).json()) as {
      kernelspecs: { tslab: { spec: { argv: string[] } } };
    };
    return answer.kernelspecs.tslab.spec.argv[1];
  }

  it('opens JupyterLab in a copy, without a network, on its own kernel', async () => {
    const api = await start();
    assert.equal(await kernelProgram(api), join(root, 'kernel/dist/main.js'));
    const loaded = /JupyterLab extension loaded from (.+)$/m.exec(output)?.[1] ?? '';
    assert.ok(realpathSync(loaded).startsWith(join(root, '.venv')), output);
    assert.doesNotMatch(output, /Course library +set up/); // the copy's is as good
    assert.ok(existsSync(join(root, '.setup/home/jupyter/runtime')));
    const { settings } = (await (await fetch(`${api}/../lab/api/settings`)).json()) as {
      settings: unknown[];
    };
    assert.ok(settings.length > 50, `${settings.length} of JupyterLab's extensions have settings`);
    for (const name of ['movielens', 'orl-faces']) {
      assert.match(output, new RegExp(`network: npm run data -- ${name}$`, 'm')); // left out, as that needs a network
      assert.equal(existsSync(join(root, `data/sets/fetched/${name}.safetensors.gz`)), false);
    }
    // what JupyterLab leaves beside each file that a reader opens
    mkdirSync(join(root, 'lib/.ipynb_checkpoints'));
    writeFileSync(join(root, 'lib/.ipynb_checkpoints/losses-checkpoint.ts'), '');
  });

  it('opens it again without setting up anything', async () => {
    await start();
    assert.doesNotMatch(output, /Set-up is/);
  });

  it('opens it after the folder was moved', async () => {
    renameSync(root, join(parent, 'moved'));
    root = join(parent, 'moved');
    assert.equal(await kernelProgram(await start()), join(root, 'kernel/dist/main.js'));
    assert.ok(output.includes(`JupyterLab extension loaded from ${root}`), output);
  });
});
