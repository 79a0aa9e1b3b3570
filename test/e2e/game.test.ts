import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Runs the training; `onLine` sees each line and the process. @returns all lines */
async function train(
  path: string,
  epochs: number,
  onLine: (line: string, child: ChildProcess) => void = () => undefined,
): Promise<string[]> {
  const script = join(__dirname, 'game-training.ts');
  const args = ['--require', 'ts-node/register/transpile-only', script, path, String(epochs)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    onLine(line, child);
  }
  return lines;
}

describe('a game of four networks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'game-'));
  after(() => rmSync(folder, { recursive: true }));

  it('goes on after kill -9 with the numbers that it would have had', async () => {
    const straight = await train(join(folder, 'straight'), 60);
    const path = join(folder, 'killed');
    const killed = await train(path, 60, (line, child) => {
      if (line === 'epoch 12') child.kill('SIGKILL');
    });
    assert.ok(!killed.at(-1)?.startsWith('{'), 'it ended before it was killed');
    const resumed = await train(path, 60);
    const from = Number(/from step (\d+)/.exec(resumed[0])?.[1]);
    assert.ok(from >= 120 && from < 600, `went on from step ${from}`);
    assert.deepEqual(JSON.parse(resumed.at(-1)!), JSON.parse(straight.at(-1)!));
  });
});
