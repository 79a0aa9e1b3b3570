// npm test: sets up what is missing and runs the checks; names of checks after -- run only those.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { ensureSetUp, ROOT } from './setup/ensure.mjs';

async function main() {
  if (!(await ensureSetUp('tests'))) {
    process.exitCode = 1;
    return;
  }
  const args = ['--require', 'ts-node/register/transpile-only', join(ROOT, 'tools/test/main.ts')];
  const tests = spawn(process.execPath, [...args, ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => tests.kill('SIGTERM'));
  tests.once('close', (code) => (process.exitCode = code ?? 1));
}

main();
