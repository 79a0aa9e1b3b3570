// Lets JavaScript say how many threads a kernel of a TensorFlow session may use, by the environment variable below when the
// session is opened. tfjs-node opens sessions without a word about that. The addon is compiled with its calls of
// TF_NewSessionOptions renamed to the function of this file.
#undef TF_NewSessionOptions
#include <cstdlib>

#include "tensorflow/c/c_api.h"

extern "C" TF_SessionOptions* NewSessionOptionsWithThreads() {
  TF_SessionOptions* options = TF_NewSessionOptions();
  const char* text = std::getenv("TFJS_SESSION_INTRAOP_THREADS");
  const int threads = text == nullptr ? 0 : std::atoi(text);
  if (threads > 0 && threads < 128) {
    // A ConfigProto with one field: 2, intra_op_parallelism_threads, as a number of one byte.
    const char config[] = {2 << 3, static_cast<char>(threads)};
    TF_Status* status = TF_NewStatus();
    TF_SetConfig(options, config, sizeof(config), status);
    TF_DeleteStatus(status);
  }
  return options;
}
