import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { takeLock } from '../../tools/setup/lock.mjs';
import { CommandError, runCommand } from '../../tools/setup/run-command.mjs';

const NODE = process.execPath;

describe('runCommand', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'commands-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('returns what a command printed on both channels', async () => {
    const output = await runCommand(NODE, ['-e', 'console.log("out"); console.error("err")']);
    assert.deepEqual(output.trim().split('\n').sort(), ['err', 'out']);
  });

  it('writes the command and its output to the log, after what is there', async () => {
    const log = join(folder, 'logs/part.log');
    await runCommand('echo', ['one'], { log });
    await runCommand('echo', ['two'], { log });
    assert.equal(readFileSync(log, 'utf8'), '$ echo one\none\n$ echo two\ntwo\n');
  });

  it('hands over arguments with spaces and letters of all kinds as they are', async () => {
    assert.equal(await runCommand('printf', ['%s', 'mein Kürs $HOME']), 'mein Kürs $HOME');
  });

  it('fails with the exit code and the output', async () => {
    const failing = runCommand(NODE, ['-e', 'console.log("why"); process.exit(4)']);
    await assert.rejects(failing, (error: unknown) => {
      assert.ok(error instanceof CommandError);
      assert.match(error.message, /ended with exit code 4$/);
      assert.equal(error.output, 'why\n');
      return true;
    });
  });

  it('says that a command is not there', async () => {
    await assert.rejects(runCommand('no-such-command', []), /no-such-command could not be started/);
  });

  it('stops a command at its time limit, and what it started', async () => {
    const child = 'sleep 30';
    const started = performance.now();
    // The shell waits for its child, whose output stays open: only the end of both lets this return.
    await assert.rejects(
      runCommand('sh', ['-c', `${child}; true`], { limitMs: 200 }),
      /did not end within/,
    );
    assert.ok(performance.now() - started < 5000);
  });
});

describe('takeLock', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lock-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A process that holds the lock; a grandchild that has it open too, and lives for `grandchildSeconds`. */
  async function startHolder(path: string, grandchildSeconds: number): Promise<ChildProcess> {
    const script = `
      import { spawn } from 'node:child_process';
      import { takeLock } from '${new URL(`file://${join(__dirname, '../../tools/setup/lock.mjs')}`)}';
      const lock = takeLock(process.argv[1], () => {});
      spawn('sleep', ['${grandchildSeconds}'], { detached: true, stdio: ['ignore', 'ignore', 'ignore', lock] });
      console.log('held');
      setTimeout(() => {}, 60_000);`;
    const holder = spawn(NODE, ['--input-type=module', '-e', script, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    return holder;
  }

  it('waits for nobody when it is free, and is free again when closed', () => {
    const path = join(folder, 'lock');
    const fail = () => assert.fail('it waited');
    closeSync(takeLock(path, fail));
    closeSync(takeLock(path, fail));
  });

  it('says who holds it, and takes it over from a killed one only when the commands of that one have ended', async () => {
    const path = join(folder, 'lock');
    const holder = await startHolder(path, 1.5);
    const killed = performance.now();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const told: string[] = [];
    closeSync(takeLock(path, (who) => told.push(who)));
    assert.deepEqual(told, [`${holder.pid}`]);
    const waitedMs = performance.now() - killed;
    assert.ok(waitedMs > 1000 && waitedMs < 6000, `${waitedMs} ms`);
  });
});
