import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Work } from '../../tools/setup/part';
import { TENSORFLOW } from '../../tools/setup/parts/tensorflow';
import { tfjsNode } from '../../tools/setup/parts/tfjs-node';
import { runCommand } from '../../tools/setup/run-command.mjs';

const REPOSITORY = dirname(dirname(__dirname));

describe('set-up in a bare clone', () => {
  let root: string;
  let silentServer: Server;
  let silentRegistry: string;

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'mein Kürs ü-'));
    const names = execFileSync(
      'git',
      ['ls-files', '-z', 'tools', '*.json', '*.mjs', 'requirements.txt'],
      {
        cwd: REPOSITORY,
        encoding: 'utf8',
      },
    );
    for (const name of names.split('\0').filter(Boolean))
      cpSync(join(REPOSITORY, name), join(root, name));
    silentServer = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silentServer, 'listening');
    silentRegistry = `http://127.0.0.1:${(silentServer.address() as AddressInfo).port}/`;
  });
  afterEach(() => {
    silentServer.close();
    rmSync(root, { recursive: true });
  });

  function start(registry: string, path = process.env.PATH): ChildProcessWithoutNullStreams {
    const env = {
      ...process.env,
      PATH: path,
      npm_config_registry: registry,
      npm_execpath: undefined,
    };
    const child = spawn(process.execPath, ['tools/setup.mjs'], { cwd: root, env });
    child.stdin.end();
    return child;
  }

  async function endOf(child: ChildProcessWithoutNullStreams) {
    const started = performance.now();
    let output = '';
    child.stderr.on('data', (text) => (output += text));
    const [code] = await once(child, 'close');
    return { code, output, seconds: (performance.now() - started) / 1000 };
  }

  it('says within seconds that nobody answers at the registry', async () => {
    const { code, output, seconds } = await endOf(start('http://127.0.0.1:9/'));
    assert.equal(code, 1);
    assert.match(output, /^Node packages: no answer from the npm registry/m);
    assert.match(output, /What to do: Check the network connection/);
    assert.ok(seconds < 15, `${seconds} s`);
  });

  it('goes on when the reader of its pipe has ended', async () => {
    const program =
      "import('./tools/setup/ensure.mjs').then(() => { process.stdout.write('a part'); setTimeout(() => process.exit(7), 200); });";
    const child = spawn(process.execPath, ['-e', program], { cwd: root });
    child.stdout.destroy();
    const { code, output } = await endOf(child);
    assert.deepEqual([code, output], [7, '']);
  });

  it('says within 15 s that the registry takes the question and stays silent', async () => {
    const { code, output, seconds } = await endOf(start(silentRegistry));
    assert.equal(code, 1);
    assert.match(output, /no answer from the npm registry/);
    assert.ok(seconds < 15, `${seconds} s`);
  });

  it('says that there is no Python, before anything is installed', async () => {
    const { code, output } = await endOf(
      start('http://127.0.0.1:9/', join(root, 'no such folder')),
    );
    assert.equal(code, 1);
    assert.match(
      output,
      /^This course needs Python 3\.10 or later [^\n]* but no python3 was found\./m,
    );
  });

  it('waits for another one in the same folder, and goes on when that is killed', async () => {
    const first = start(silentRegistry);
    const firstEnd = once(first, 'close');
    await new Promise((resolve) => setTimeout(resolve, 1500)); // it has asked the silent registry by now
    const second = start('http://127.0.0.1:9/');
    const [line] = await once(second.stderr, 'data');
    assert.match(
      `${line}`,
      new RegExp(`Another set-up is at work in this folder \\(process ${first.pid}\\)`),
    );
    first.kill('SIGKILL');
    await firstEnd;
    const { code, output } = await endOf(second);
    assert.equal(code, 1);
    assert.match(output, /no answer from the npm registry/);
  });
});

describe('the addon of tfjs-node', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'mein Kürs ü-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  /** A folder with links to this repository's Node packages and TensorFlow, and tfjs-node without what set-up made of it. */
  function linkPackages(): void {
    const [from, to] = [REPOSITORY, root].map((folder) => join(folder, 'node_modules'));
    mkdirSync(join(to, '@tensorflow'), { recursive: true });
    const link = (name: string) => symlinkSync(join(from, name), join(to, name));
    readdirSync(from)
      .filter((name) => name !== '@tensorflow' && !name.startsWith('.'))
      .forEach(link);
    const ofTensorflow = readdirSync(join(from, '@tensorflow')).filter(
      (name) => name !== 'tfjs-node',
    );
    ofTensorflow.forEach((name) => link(join('@tensorflow', name)));
    for (const name of ['binding', 'dist', 'package.json']) {
      const path = join('@tensorflow/tfjs-node', name);
      cpSync(join(from, path), join(to, path), { recursive: true });
    }
    mkdirSync(join(root, '.setup'));
    symlinkSync(join(REPOSITORY, TENSORFLOW), join(root, TENSORFLOW));
  }

  it('is compiled in a folder with a space and other letters in its path, and loads', async () => {
    linkPackages();
    const run: Work['run'] = (command, args, options) =>
      runCommand(command, args, { cwd: root, ...options });
    const work = { root, python: 'python3', progress: () => {}, run };
    await assert.rejects(tfjsNode.probe(work));
    await tfjsNode.remedy(work);
    await tfjsNode.probe(work);
  });
});
