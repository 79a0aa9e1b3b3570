import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Node, savedModelText } from './graph-text';
import { indexError } from './index-error';
import { threadsAskedFor } from './tensorflow-settings';
import { NotRecordable } from './recording';
import { backend, type tf } from './tfjs';

/** A graph that TensorFlow has made ready to run. Its cells keep their values from one run to the next. */
export class Session {
  private readonly id: number;

  /** @throws NotRecordable when TensorFlow refuses the graph; Error when the temporary folder has no room for it */
  constructor(nodes: readonly Node[]) {
    this.id = withThreads(threadsFor(nodes), () => load(nodes));
  }

  /**
   * Sets the nodes of `feeds` to tensors, and gives what the nodes of `fetches` come to; the caller disposes.
   * @throws RangeError when an index is in no table, as a label that is no class
   */
  run(
    feeds: readonly string[],
    tensors: readonly tf.TensorInfo[],
    fetches: readonly string[],
  ): tf.Tensor[] {
    // The backend looks at no more of its arguments than their data and these names.
    const infos = feeds.map((name) => ({ name })) as ModelTensorInfos;
    try {
      return backend.runSavedModel(this.id, tensors as tf.Tensor[], infos, [...fetches]);
    } catch (error) {
      throw indexError(error);
    }
  }

  close(): void {
    backend.binding.deleteSavedModel(this.id);
  }
}

type ModelTensorInfos = Parameters<typeof backend.runSavedModel>[2];

const TAG = 'step';

/** tfjs-node opens sessions from a file only. */
function load(nodes: readonly Node[]): number {
  const folder = temporarily(() => mkdtempSync(join(tmpdir(), 'step-')));
  try {
    const text = savedModelText(nodes, TAG);
    temporarily(() => writeFileSync(join(folder, 'saved_model.pbtxt'), text));
    return backend.loadSavedModelMetaGraph(folder, TAG);
  } catch (error) {
    throw error instanceof Error && error.message.startsWith('Failed to load SavedModel')
      ? new NotRecordable(error.message)
      : error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Makes something in the temporary folder.
 *
 * @throws Error that says how to name another, when this one is missing or full
 */
function temporarily<T>(make: () => T): T {
  try {
    return make();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `${tmpdir()}: a compiled step could not be written there (${reason}). Make room in it, or name another ` +
        'folder by the environment variable TMPDIR.',
      { cause },
    );
  }
}

/**
 * Threads that one kernel may use. A convolution gains from all cores: a DCGAN step of 28×28 takes 97 ms on two, 120 on
 * one. The kernels of dense layers are shorter, and side by side they keep the cores busier:
 * 2.2 ms against 2.9 for the article's step.
 */
const threadsFor = (nodes: readonly Node[]) =>
  threadsAskedFor ?? (nodes.some(({ op }) => /Conv/.test(op)) ? availableParallelism() : 1);

/** Tells the addon (tools/setup/sources/session_threads.cc); any other addon does not look, and is only slower. */
function withThreads<T>(threads: number | string, open: () => T): T {
  process.env.TFJS_SESSION_INTRAOP_THREADS = String(threads);
  try {
    return open();
  } finally {
    delete process.env.TFJS_SESSION_INTRAOP_THREADS;
  }
}
