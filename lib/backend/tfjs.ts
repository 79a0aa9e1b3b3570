import './quiet';
import * as tf from '@tensorflow/tfjs-node';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend';

export { tf };

/** TensorFlow, as tfjs-node reaches it. */
// tfjs-node registers this class, and no other, under the name "tensorflow", its only backend.
export const backend = tf.backend() as NodeJSKernelBackend;
