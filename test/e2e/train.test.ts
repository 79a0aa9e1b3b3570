import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { hasMixedPrecision } from '../../lib/backend/precision';
import { childEnvironment } from '../../tools/setup/environment.mjs';
import { idxBytes } from '../data/idx-bytes';

const ROOT = join(__dirname, '../..');
const env = childEnvironment(); // as tools/run.mjs starts it
const COMMAND = [
  process.execPath,
  '--require',
  'ts-node/register/transpile-only',
  join(ROOT, 'tools/train/main.ts'),
];

describe('npm run train', function () {
  this.timeout(180_000);
  const parent = mkdtempSync(join(tmpdir(), 'train ü '));
  after(() => rmSync(parent, { recursive: true }));
  const data = join(parent, 'data');
  const out = (name: string) => join(parent, name);

  before(() => writeData(data, 3200)); // 50 steps an epoch

  /** Images of 28×28 with a bright square in one of four places, in the format of MNIST. */
  function writeData(folder: string, numTraining: number): void {
    mkdirSync(folder, { recursive: true });
    const images = (count: number) =>
      Array.from({ length: count * 784 }, (_, i) => {
        const [image, y, x] = [Math.floor(i / 784), Math.floor((i % 784) / 28), i % 28];
        const [top, left] = [image % 2 === 0 ? 4 : 16, image % 4 < 2 ? 4 : 16];
        return y >= top && y < top + 8 && x >= left && x < left + 8 ? 255 : 0;
      });
    for (const [part, count] of [
      ['train', numTraining],
      ['t10k', 10],
    ] as const) {
      const labels = Array.from({ length: count }, (_, i) => i % 10);
      writeFileSync(
        join(folder, `${part}-images-idx3-ubyte`),
        idxBytes([count, 28, 28], images(count)),
      );
      writeFileSync(join(folder, `${part}-labels-idx1-ubyte`), idxBytes([count], labels));
    }
  }

  const train = (...args: string[]) => {
    const [node, ...rest] = COMMAND;
    return spawnSync(node, [...rest, '--data', data, ...args], {
      cwd: ROOT,
      env,
      encoding: 'utf8',
    });
  };
  const assertFails = ({ status, stderr }: SpawnSyncReturns<string>, sentence: RegExp) => {
    assert.match(stderr, sentence);
    assert.equal(status, 1);
    assert.doesNotMatch(stderr, /\n\s+at /, 'no stack trace');
    assert.equal(stderr.trim().split('\n').length, 1, 'one sentence');
  };

  it('writes grids every 10 epochs, the animation, the curves, the history and a checkpoint', () => {
    const { status, stdout, stderr } = train('--epochs', '10', '--out', out('whole'));
    assert.equal(status, 0, stderr);
    assert.match(stdout, /Done in 0:\d\d: D loss \d\.\d{3}, G loss \d\.\d{3}, D accuracy [\d.]+ %/);
    assert.deepEqual(readdirSync(out('whole')).sort(), [
      'checkpoint.safetensors',
      'frames',
      'gan_generated_epoch_10.png',
      'generator',
      'history.json',
      'losses.png',
      'training.gif',
    ]);
    const history = JSON.parse(readFileSync(join(out('whole'), 'history.json'), 'utf8'));
    assert.deepEqual(
      history.step,
      Array.from({ length: 50 }, (_, i) => 10 * (i + 1)),
    );
  });

  it('survives kill -9 at any time: resumed, it ends with the same bytes as without', async () => {
    const folder = out('killed');
    const checkpoint = join(folder, 'checkpoint.safetensors');
    const args = ['--epochs', '10', '--out', folder];
    let kills = 0;
    for (const wait of [100, 430, 770]) {
      const resume = existsSync(checkpoint) ? ['--resume'] : ['--data', data];
      const child = spawn(COMMAND[0], [...COMMAND.slice(1), ...args, ...resume], {
        cwd: ROOT,
        env,
      });
      const ended = new Promise((resolve) => child.on('close', resolve));
      const before = existsSync(checkpoint) ? readFileSync(checkpoint) : Buffer.alloc(0);
      while (
        child.exitCode === null &&
        (!existsSync(checkpoint) || readFileSync(checkpoint).equals(before))
      ) {
        await sleep(20);
      }
      await sleep(wait);
      if (child.kill('SIGKILL')) kills++;
      await ended;
    }
    assert.ok(kills > 0, 'at least one run was killed while it trained');
    const { status, stderr } = train('--resume', '--epochs', '10', '--out', folder);
    assert.equal(status, 0, stderr);
    for (const name of ['checkpoint.safetensors', 'history.json', 'gan_generated_epoch_10.png']) {
      const [killed, whole] = [folder, out('whole')].map((f) => readFileSync(join(f, name)));
      assert.ok(killed.equals(whole), `${name} is the same`);
    }
  });

  it('goes on in mixed precision with what float32 has saved, and says so', () => {
    const folder = out('continued');
    const first = train('--epochs', '1', '--out', folder);
    assert.equal(first.status, 0, first.stderr);
    assert.doesNotMatch(first.stdout + first.stderr, /mixed|float32/);
    const args = ['--resume', '--epochs', '2', '--out', folder, '--precision', 'mixed'];
    const { status, stdout, stderr } = train(...args);
    assert.equal(status, 0, stderr);
    assert.match(
      stdout + stderr,
      hasMixedPrecision() // else one sentence says so
        ? /\| float32, then mixed precision: not one run's numbers/
        : /^Mixed precision was asked for, but .* goes on in float32\./m,
    );
  });

  it('saves on Ctrl-C and says how to go on', async () => {
    const folder = out('interrupted');
    const args = ['--data', data, '--epochs', '500', '--out', folder];
    const child = spawn(COMMAND[0], [...COMMAND.slice(1), ...args], { cwd: ROOT, env });
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    while (!existsSync(join(folder, 'checkpoint.safetensors'))) await sleep(20);
    child.kill('SIGINT');
    const status = await new Promise((resolve) => child.on('close', resolve));
    assert.equal(status, 130);
    assert.match(
      text,
      /Stopped and saved at step \d+\. Go on with: npm run train -- --resume --out/,
    );
    const more = train('--resume', '--epochs', '2', '--out', folder);
    assert.equal(more.status, 0, more.stderr);
  });

  it('keeps the last checkpoint when the disk is full, and goes on from it', () => {
    const folder = out('full');
    assert.equal(train('--epochs', '1', '--out', folder).status, 0);
    const before = readFileSync(join(folder, 'checkpoint.safetensors'));
    // No file may grow past 1 MB: a write fails as on a full disk.
    const limited = `trap '' XFSZ; ulimit -f 1000; exec "$@"`;
    const args = [...COMMAND, '--resume', '--epochs', '2', '--out', folder];
    const result = spawnSync('bash', ['-c', limited, 'bash', ...args], {
      cwd: ROOT,
      env,
      encoding: 'utf8',
    });
    assertFails(
      result,
      /checkpoint\.safetensors: could not be saved \(EFBIG.*What was saved before is untouched/,
    );
    assert.ok(readFileSync(join(folder, 'checkpoint.safetensors')).equals(before));
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.tmp')),
      [],
    );
    assert.equal(train('--resume', '--epochs', '2', '--out', folder).status, 0);
  });

  it('goes on from the checkpoint alone, to the same bytes, with a film of the frames that there are', () => {
    const folder = out('tidied');
    assert.equal(train('--epochs', '2', '--out', folder).status, 0);
    readdirSync(folder)
      .filter((name) => name !== 'checkpoint.safetensors')
      .forEach((name) => rmSync(join(folder, name), { recursive: true }));
    const { status, stdout, stderr } = train('--resume', '--epochs', '10', '--out', folder);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /Done in/);
    const [now, whole] = [folder, out('whole')].map((f) =>
      readFileSync(join(f, 'checkpoint.safetensors')),
    );
    assert.ok(now.equals(whole));
    assert.deepEqual(
      readdirSync(join(folder, 'frames')),
      [3, 4, 5, 6, 7, 8, 9, 10].map((epoch) => `${String(epoch).padStart(5, '0')}.png`),
    );
    assert.ok(existsSync(join(folder, 'training.gif')));
  });

  it('refuses to go on with data that have changed, and leaves the checkpoint', () => {
    const [folder, changing] = [out('changed'), join(parent, 'changing')];
    writeData(changing, 640);
    assert.equal(train('--data', changing, '--epochs', '1', '--out', folder).status, 0);
    const before = readFileSync(join(folder, 'checkpoint.safetensors'));
    for (const count of [128, 2000]) {
      writeData(changing, count);
      const result = train('--data', changing, '--resume', '--epochs', '2', '--out', folder);
      const now = `was trained on 640 images of 28×28, but .*changing now holds ${count} images of 28×28`;
      assertFails(
        result,
        new RegExp(`changed: ${now}\\. Name the folder of the old ones with --data`),
      );
    }
    assert.ok(readFileSync(join(folder, 'checkpoint.safetensors')).equals(before));
    writeData(changing, 640);
    assert.equal(train('--data', changing, '--resume', '--epochs', '2', '--out', folder).status, 0);
  });

  describe('into a pipe whose reader has ended', () => {
    /** By the door that npm takes. @returns what bash prints, and the exit code of the program before the pipe */
    function intoClosedPipe(streams: '' | '2>&1', ...args: string[]) {
      const program = [process.execPath, join(ROOT, 'tools/run.mjs'), 'train/main.ts', ...args];
      const pipe = `{ "$@"; echo "exit code $?" >&3; } 3>&2 ${streams} | true`;
      return spawnSync('bash', ['-c', pipe, 'bash', ...program], { cwd: ROOT, encoding: 'utf8' });
    }

    it('prints its help without a word on the pipe', () => {
      const { stderr } = intoClosedPipe('', '--help');
      assert.equal(stderr, 'exit code 0\n');
    });

    it('trains to the end', () => {
      const folder = out('piped');
      const { stderr } = intoClosedPipe('2>&1', '--data', data, '--epochs', '2', '--out', folder);
      assert.equal(stderr, 'exit code 0\n');
      assert.ok(existsSync(join(folder, 'training.gif')));
    });
  });

  it('says in one sentence that the temporary folder is missing', () => {
    const [node, ...rest] = COMMAND;
    const args = [...rest, '--data', data, '--out', out('nowhere')];
    const env = { ...process.env, TMPDIR: '/proc/none' };
    assertFails(
      spawnSync(node, args, { cwd: ROOT, encoding: 'utf8', env }),
      /\/proc\/none: a compiled step could not be written there .* environment variable TMPDIR/,
    );
  });

  it('refuses a checkpoint that is cut off, and leaves it', () => {
    const folder = out('cut');
    assert.equal(train('--epochs', '1', '--out', folder).status, 0);
    const checkpoint = join(folder, 'checkpoint.safetensors');
    writeFileSync(checkpoint, readFileSync(checkpoint).subarray(0, 100_000));
    assertFails(train('--resume', '--out', folder), /checkpoint\.safetensors: .*cut off/);
    assert.equal(readFileSync(checkpoint).length, 100_000);
  });

  for (const [name, args, sentence] of [
    ['epochs of 0', ['--epochs', '0'], /Expected an integer from 1 to 2147483647, but got 0/],
    ['epochs that are no number', ['--epochs', 'abc'], /from 1 to 2147483647, but got abc/],
    [
      'a batch larger than the data',
      ['--batch-size', '4000'],
      /at most the 3200 examples, but got 4000/,
    ],
    [
      'an output folder that cannot be made',
      ['--out', '/dev/null/x'],
      /x: cannot be written \(ENOTDIR/,
    ],
    ['a data folder that does not exist', ['--data', '/nowhere'], /\/nowhere: no such folder/],
    ['resuming where nothing is', ['--resume', '--out', '/nowhere'], /no training to go on with/],
  ] as const) {
    it(`refuses ${name} in one sentence`, () => assertFails(train(...args), sentence));
  }
});
