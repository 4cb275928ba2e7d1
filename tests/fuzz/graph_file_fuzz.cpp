// SPDX-License-Identifier: BSL-1.0
// Whatever bytes a graph file is made of: it is refused with its problems, or it is read, and then what is written of it is read
// as the same graph. Two letters before the file choose its format and another one to write.
#include "fuzz/graph_file_harness.hpp"

#include <cstddef>
#include <cstdint>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  coopgraph::fuzz::try_graph_file({reinterpret_cast<const char*>(data), size});
  return 0;
}
