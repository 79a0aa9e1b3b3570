// npm start: sets up what is missing and opens JupyterLab; with -- --author on the course itself, for readers on copies of the
// lessons. Other options after -- go to JupyterLab.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { labArguments } from './lab/arguments.mjs';
import { plainPath } from './lab/plain-path.mjs';
import { keptByNpm } from './npm-options.mjs';
import { ensureSetUp, ROOT } from './setup/ensure.mjs';
import { childEnvironment } from './setup/environment.mjs';

const AUTHOR = '--author';

async function main() {
  const args = process.argv.slice(2);
  const kept = keptByNpm('npm start', [AUTHOR, '--port <n>', '--ip <address>'], args);
  if (kept) {
    console.error(kept);
    return 1;
  }
  const isAuthor = args.includes(AUTHOR);
  if (!(await ensureSetUp('course'))) return 1;
  if (!isAuthor && !layOutReaderFolder()) return 1;
  return openJupyterLab(
    isAuthor,
    args.filter((arg) => arg !== AUTHOR),
  );
}

/** In a process of its own, which ends before JupyterLab runs for hours. */
function layOutReaderFolder() {
  const program = join(ROOT, 'tools/lab/main.ts');
  const { status } = spawnSync(
    process.execPath,
    ['--require', 'ts-node/register/transpile-only', program],
    { cwd: ROOT, env: childEnvironment(), stdio: 'inherit' },
  );
  return status === 0;
}

/**
 * @param {boolean} isAuthor
 * @param {string[]} more
 * @returns {Promise<number>} JupyterLab's exit code
 */
function openJupyterLab(isAuthor, more) {
  const { path, remove } = plainPath(ROOT);
  // Left to itself JupyterLab goes back from a link to what it leads to.
  const itself = `--LabApp.app_dir=${join(path, '.venv/share/jupyter/lab')}`;
  const args = [...labArguments(path, { isAuthor }), itself, ...more];
  const lab = spawn(join(path, '.venv/bin/python'), args, {
    cwd: ROOT,
    env: childEnvironment(),
    stdio: 'inherit',
  });
  process.once('exit', remove);
  // Ctrl-C reaches JupyterLab as well, which asks whether to end; this process ends when it has.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => lab.kill('SIGTERM'));
  return new Promise((resolve) => {
    lab.once('error', ({ message }) => {
      console.error(`JupyterLab could not be started: ${message}`);
      resolve(1);
    });
    lab.once('close', (code) => resolve(code ?? 1));
  });
}

main().then((code) => (process.exitCode = code));
