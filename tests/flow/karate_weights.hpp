// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <vector>

namespace coopgraph::test {

/// Zachary's counts of the places where two members of the karate club met, in the order of the edges of kit::karate_club().
/// Zachary (1977), doi:10.1086/jar.33.4.3629752
inline std::vector<std::int64_t> karate_meetings() {
  return {4, 5, 3, 3, 3, 3, 2, 2, 2, 3, 1, 3, 2, 2, 2, 2, 6, 3, 4, 5, 1, 2, 2, 2, 3, 4, 5, 1, 3, 2, 2, 2, 3, 3, 3, 2, 3, 5, 3,
          3, 3, 3, 3, 4, 2, 3, 3, 2, 3, 4, 1, 2, 1, 3, 1, 2, 3, 5, 4, 3, 5, 4, 2, 3, 2, 7, 4, 2, 4, 2, 2, 4, 2, 3, 3, 4, 4, 5};
}

}  // namespace coopgraph::test
