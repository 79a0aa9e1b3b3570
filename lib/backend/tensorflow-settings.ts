// TensorFlow reads these when it is loaded, so this file is imported before tfjs-node.

/** How many threads a kernel may use, where the user has said so. */
export const threadsAskedFor = process.env.TF_NUM_INTRAOP_THREADS;

// Its C++ side otherwise logs the CPU's features on stderr.
process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
// Small kernels, called one after another, are over before a second thread is awake.
process.env.TF_NUM_INTRAOP_THREADS ??= '1';
// Sessions have threads of their own, as many as each asks for (compiled-step.ts).
process.env.TF_OVERRIDE_GLOBAL_THREADPOOL ??= '1';
// It uses oneDNN only on processors with AVX-VNNI or the like by itself; on others a step of a DCGAN takes 0.76 of the
// time with it.
process.env.TF_ENABLE_ONEDNN_OPTS ??= '1';

/** False where the user has turned it off. */
export const usesOneDnn = process.env.TF_ENABLE_ONEDNN_OPTS !== '0';
