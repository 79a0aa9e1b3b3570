// TensorFlow reads these when it is loaded, so this file is imported before tfjs-node.

// Its C++ side otherwise logs the CPU's features on stderr.
process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
// Each session has threads of its own, as many as it asks for (compiled-step.ts).
process.env.TF_OVERRIDE_GLOBAL_THREADPOOL ??= '1';
