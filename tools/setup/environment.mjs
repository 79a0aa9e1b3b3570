import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How other programs of the reader set up Python, pip, Jupyter's kernels and ts-node for themselves. */
const OF_OTHERS = /^(PYTHON|PIP_|TS_NODE_|JUPYTER_PATH$|JUPYTER_PREFER_ENV_PATH$)/;

/** pip's settings that say where packages come from; those that say where they go would take them elsewhere. */
const SOURCES =
  /^PIP_(INDEX_URL|EXTRA_INDEX_URL|NO_INDEX|FIND_LINKS|TRUSTED_HOST|PROXY|CERT|CLIENT_CERT|KEYRING_PROVIDER|CONFIG_FILE|CACHE_DIR|NO_CACHE_DIR|TIMEOUT|DEFAULT_TIMEOUT|RETRIES)$/;

const OURS = {
  PYTHONUTF8: '1', // what it reads and prints, in any locale
  PYTHONNOUSERSITE: '1',
  PIP_USER: '0', // pip.conf may say otherwise
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
  // ts-node's cache: where it cannot be written, as in a full temporary folder, no .mjs can be loaded afterwards.
  DISABLE_V8_COMPILE_CACHE: '1',
  JUPYTER_PREFER_ENV_PATH: '1', // the course's kernel before one of that name in the reader's home
};

const HOME_INSTEAD = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), '.setup/home');

/**
 * The environment of every process that the course starts: the reader's own, without what is meant for other programs.
 * Indexes, proxies and certificates stay.
 *
 * @param {NodeJS.ProcessEnv} [more] goes before all else; undefined takes a variable away
 * @param {NodeJS.ProcessEnv} [env] the reader's
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment(more = {}, env = process.env) {
  const kept = Object.entries(env).filter(([name]) => !OF_OTHERS.test(name) || SOURCES.test(name));
  return { ...Object.fromEntries(kept), ...OURS, ...foldersFor(env), ...more };
}

/**
 * Where npm and Jupyter may write when the home folder is missing or not to be written, as in many containers.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
function foldersFor(env) {
  const home = env.HOME || homedir();
  if (canWrite(home)) return {};
  const {
    npm_config_cache,
    IPYTHONDIR,
    JUPYTER_CONFIG_DIR,
    JUPYTER_DATA_DIR,
    JUPYTER_RUNTIME_DIR,
  } = env;
  // npm names its cache to what it runs, wherever it is.
  const hasOwnCache = npm_config_cache && !npm_config_cache.startsWith(home);
  return {
    npm_config_cache: hasOwnCache ? npm_config_cache : join(HOME_INSTEAD, 'npm'),
    JUPYTER_CONFIG_DIR: JUPYTER_CONFIG_DIR ?? join(HOME_INSTEAD, 'jupyter/config'),
    JUPYTER_DATA_DIR: JUPYTER_DATA_DIR ?? join(HOME_INSTEAD, 'jupyter/data'),
    IPYTHONDIR: IPYTHONDIR ?? join(HOME_INSTEAD, 'ipython'),
    JUPYTER_RUNTIME_DIR: JUPYTER_RUNTIME_DIR ?? join(HOME_INSTEAD, 'jupyter/runtime'),
  };
}

/** @param {string} folder */
function canWrite(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
