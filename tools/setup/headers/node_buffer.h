// canvas keeps to Node-API but for one constant, the size of the largest buffer, that it takes from Node's own header of this
// name. A smaller bound than Node's (4 GiB and more) does: no picture comes near it.
#pragma once
#include <cstddef>

namespace node {
namespace Buffer {
static const size_t kMaxLength = 0x7fffffff;
}
}  // namespace node
