import { rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { compileAddon } from '../compile-addon';
import { childEnvironment } from '../environment.mjs';
import type { Part } from '../part';
import { TENSORFLOW } from './tensorflow';

const PACKAGE = 'node_modules/@tensorflow/tfjs-node';
const ADDON = `${PACKAGE}/lib/napi-v8/tfjs_binding.node`; // 8 is the newest Node-API that the package names
const SOURCES = join(__dirname, '../sources');

/** The addon that carries tfjs-node's calls to TensorFlow's C library. */
export const tfjsNode: Part = {
  name: 'tfjs-node',
  title: 'tfjs-node',
  needs: ['tensorflow'],
  inputs: [],
  outputs: [ADDON],
  async probe({ root, run }) {
    const script = `
      const tf = require('@tensorflow/tfjs-node');
      const product = tf.matMul(tf.ones([2, 3]), tf.ones([3, 2])).dataSync().join();
      if (tf.getBackend() !== 'tensorflow' || product !== '3,3,3,3') throw new Error(tf.getBackend() + ' says ' + product);`;
    await run(process.execPath, ['-e', script], {
      cwd: root,
      env: childEnvironment({ TF_CPP_MIN_LOG_LEVEL: '2' }),
    });
  },
  async remedy(work) {
    const folder = join(work.root, PACKAGE);
    const library = join(work.root, TENSORFLOW);
    const deps = join(folder, 'deps');
    rmSync(deps, { recursive: true, force: true });
    symlinkSync(relative(dirname(deps), library), deps);
    await compileAddon(work, {
      name: 'log_level',
      sources: [join(SOURCES, 'log_level.cc')],
      compileOptions: [],
      linkOptions: [],
      target: join(dirname(join(work.root, ADDON)), 'liblog_level.so'),
    });
    await compileAddon(work, {
      name: 'tfjs_binding',
      sources: [
        ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(folder, 'binding', name)),
        join(SOURCES, 'session_threads.cc'),
      ],
      compileOptions: [
        '-fno-rtti',
        '-fno-exceptions',
        '-DNAPI_VERSION=8',
        '-DTF_NewSessionOptions=NewSessionOptionsWithThreads',
        '-I',
        join(library, 'include'),
      ],
      linkOptions: [
        join(library, 'lib/libtensorflow_cc.so.2'),
        join(library, 'lib/libtensorflow_framework.so.2'),
        // After TensorFlow's libraries in this list, so started before them.
        ...['-L', dirname(join(work.root, ADDON)), '-Wl,--no-as-needed', '-llog_level'],
        '-Wl,-rpath,$ORIGIN:$ORIGIN/../../deps/lib',
      ],
      target: join(work.root, ADDON),
    });
  },
};
