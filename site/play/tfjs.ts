// What `lib/backend` is to the library on Node: the same TensorFlow.js, computing in plain JavaScript. Every browser has it, it
// needs no files of its own, which a page opened from disk could not fetch, and its numbers are float32 throughout.
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';

export * from '@tensorflow/tfjs-core';
export * from '@tensorflow/tfjs-layers';
