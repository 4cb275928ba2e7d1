// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <functional>
#include <stop_token>

namespace coopgraph {

/// How a long-running algorithm is carried out. It never changes a result: not one bit, for any number of threads.
struct execution {
  unsigned threads = 0;                       ///< 0: as many as the machine has
  std::stop_token stop = {};                  ///< asked to stop, the algorithm throws `cancelled` within about 50 ms
  std::function<void(double)> progress = {};  ///< called on the calling thread with rising fractions of the work, the last 1.0
};

}  // namespace coopgraph
