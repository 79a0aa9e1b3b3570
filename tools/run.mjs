// npm test, npm run train, notebooks, site …: sets up what is missing and runs one of the course's programs.
//   node tools/run.mjs train/main.ts [arguments of the program]
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { ensureSetUp, ROOT } from './setup/ensure.mjs';
import { childEnvironment } from './setup/environment.mjs';

async function main() {
  const [program, ...args] = process.argv.slice(2);
  if (!(await ensureSetUp(program === 'test/main.ts' ? 'tests' : 'course'))) {
    process.exitCode = 1;
    return;
  }
  const first = ['ts-node/register/transpile-only', join(ROOT, 'tools/closed-pipes.cjs')];
  const required = first.flatMap((path) => ['--require', path]);
  const child = spawn(process.execPath, [...required, join(ROOT, 'tools', program), ...args], {
    cwd: ROOT,
    env: childEnvironment({ INIT_CWD: process.env.INIT_CWD ?? process.cwd() }),
    stdio: 'inherit',
  });
  // Ctrl-C reaches the program as well, which saves what it has; this process ends when it has.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.once('close', (code) => (process.exitCode = code ?? 1));
}

main();
