// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/min_cost_families.hpp"

#include <cstdint>
#include <memory>

namespace coopgraph::bench {

enum class lemon_algorithm : char {
  network_simplex_32 = 'n',
  network_simplex_64 = 'N',
  cost_scaling_32 = 'c',
  cost_scaling_64 = 'C'
};

/// LEMON in a process of its own, which has read the input. Without it `available` is false and the rest throws.
class lemon_peer {
 public:
  explicit lemon_peer(const min_cost_input& on);

  struct answer {
    double processor_seconds = 0;
    std::int64_t cost = -1;
  };
  [[nodiscard]] static bool available();
  /// Builds the graph and finds the least cost; -1 where LEMON finds none.
  [[nodiscard]] answer solve(lemon_algorithm by) const;

 private:
  struct process;
  std::shared_ptr<process> process_;
};

}  // namespace coopgraph::bench
