import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend';

import { tf } from '../../lib/backend';

/** Names of the TensorFlow ops that a function runs, in their order. */
export function namesOfCalls(f: () => unknown): string[] {
  // tfjs-node registers this class, and no other.
  const backend = tf.backend() as NodeJSKernelBackend;
  const { executeSingleOutput, executeMultipleOutputs } = backend;
  const names: string[] = [];
  backend.executeSingleOutput = (name, ...rest) => {
    names.push(name);
    return executeSingleOutput.call(backend, name, ...rest);
  };
  backend.executeMultipleOutputs = (name, ...rest) => {
    names.push(name);
    return executeMultipleOutputs.call(backend, name, ...rest);
  };
  try {
    tf.tidy(() => void f());
  } finally {
    Object.assign(backend, { executeSingleOutput, executeMultipleOutputs });
  }
  return names;
}
