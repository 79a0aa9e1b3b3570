// npm start: sets up what is missing and opens JupyterLab. Options after -- go to JupyterLab.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { ensureSetUp, ROOT } from './setup/ensure.mjs';
import { childEnvironment } from './setup/environment.mjs';

async function main() {
  if (!(await ensureSetUp('course'))) {
    process.exitCode = 1;
    return;
  }
  // Not .venv/bin/jupyter, which names its Python by the path that the course's folder had when it was set up.
  const args = ['-m', 'jupyterlab', join(ROOT, 'notebooks'), ...optionsHere()];
  const lab = spawn(join(ROOT, '.venv/bin/python'), [...args, ...process.argv.slice(2)], {
    cwd: ROOT,
    env: childEnvironment(),
    stdio: 'inherit',
  });
  // Ctrl-C reaches JupyterLab as well, which asks whether to end; this process ends when it has.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => lab.kill('SIGTERM'));
  lab.once('error', ({ message }) => console.error(`JupyterLab could not be started: ${message}`));
  lab.once('close', (code) => (process.exitCode = code ?? 1));
}

/** JupyterLab refuses to run as root unless told, and looks for a browser where there is no screen. */
function optionsHere() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return [
    ...(process.getuid?.() === 0 ? ['--allow-root'] : []),
    ...(DISPLAY || WAYLAND_DISPLAY ? [] : ['--no-browser']),
  ];
}

main();
