import { threadsAskedFor } from './tensorflow-settings';
import * as tf from '@tensorflow/tfjs-node';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend';

// TensorFlow has read it; a child process shall not take our choice for the user's.
if (threadsAskedFor === undefined) delete process.env.TF_NUM_INTRAOP_THREADS;

export { tf };

/** TensorFlow, as tfjs-node reaches it. */
// tfjs-node registers this class, and no other, under the name "tensorflow", its only backend.
export const backend = tf.backend() as NodeJSKernelBackend;
