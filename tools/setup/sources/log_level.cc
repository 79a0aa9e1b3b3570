// Lets the C++ side of TensorFlow heed TF_CPP_MIN_LOG_LEVEL from its first line on, as it does under Python, whose package sets
// this up. Without it, TensorFlow greets every reader whose processor has AVX-512 with two lines on stderr while it is
// loaded. A library of its own, since it must start before TensorFlow's.
#include <cstdlib>

// absl::SetMinLogLevel(absl::LogSeverityAtLeast), as TensorFlow 2.21 exports it; it sets a number that needs no start-up. Weak:
// where TensorFlow has it under another name, the lines are printed, and nothing else is different.
extern "C" void set_min_log_level(int level) __asm__(
    "_ZN4absl12lts_2025081414SetMinLogLevelENS0_18LogSeverityAtLeastE") __attribute__((weak));

namespace {
__attribute__((constructor)) void HeedMinLogLevel() {
  const char* level = std::getenv("TF_CPP_MIN_LOG_LEVEL");
  if (level != nullptr && set_min_log_level != nullptr) set_min_log_level(std::atoi(level));
}
}  // namespace
