// TensorFlow reads these when it is loaded, so this file is imported before tfjs-node.

// Its C++ side otherwise logs the CPU's features on stderr, which a notebook shows in red.
process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
// Small dense layers are faster on one thread: waking a second one costs more than it saves.
process.env.TF_NUM_INTRAOP_THREADS ??= '1';
