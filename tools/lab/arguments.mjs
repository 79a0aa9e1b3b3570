import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What readers see as the course's folder: their copies of the lessons, and links to the rest. Git ignores it. */
export const READER_FOLDER = 'my-course';
/** The page in it that JupyterLab opens first. */
export const CONTENTS = 'Contents.md';

/**
 * How Python starts JupyterLab. Not by .venv/bin/jupyter, which names its Python by a path that a moved course has lost.
 *
 * @param {string} root the course's folder
 * @param {{ isAuthor: boolean, env?: NodeJS.ProcessEnv }} options authors see the whole course, with its own lessons
 * @returns {string[]}
 */
export function labArguments(root, { isAuthor, env = process.env }) {
  const [folder, page] = isAuthor ? [root, 'notebooks'] : [join(root, READER_FOLDER), CONTENTS];
  const hasScreen = env.DISPLAY || env.WAYLAND_DISPLAY;
  return [
    ...['-m', 'jupyterlab'],
    `--ServerApp.root_dir=${folder}`,
    `--LabApp.default_url=/lab/tree/${page}`,
    // Our defaults of JupyterLab's settings; a reader's own go before them.
    `--LabApp.app_settings_dir=${join(dirname(fileURLToPath(import.meta.url)), 'settings')}`,
    // In another kernel nothing of the course runs.
    '--KernelSpecManager.allowed_kernelspecs=tslab',
    '--KernelSpecManager.ensure_native_kernel=False',
    "--ContentsManager.hide_globs=['__pycache__', 'dist', 'node_modules']",
    // Jupyter's other one shows and downloads nothing behind a link.
    '--ContentsManager.files_handler_class=jupyter_server.files.handlers.FilesHandler',
    ...(process.getuid?.() === 0 ? ['--allow-root'] : []), // it refuses to run as root unless told
    ...(hasScreen ? [] : ['--no-browser']),
  ];
}
