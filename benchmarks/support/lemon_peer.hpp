// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/families.hpp"
#include "support/min_cost_families.hpp"
#include "support/side_by_side.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

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
  explicit lemon_peer(const input& on);  ///< its lengths are capacities as well

  struct answer {
    double seconds = 0;
    std::vector<std::int64_t> numbers;
  };
  [[nodiscard]] static bool available();
  /// Builds the graph and finds the least cost; -1 where LEMON finds none.
  [[nodiscard]] answer cheapest_flow(lemon_algorithm by) const;
  /// Builds the graph and finds the greatest flow by Preflow: its value.
  [[nodiscard]] answer greatest_flow(vertex_id source, vertex_id target) const;
  /// Dijkstra's distances on the ready graph, source by source, -1 where not reached.
  [[nodiscard]] answer distances(std::span<const vertex_id> sources) const;

 private:
  struct process;
  [[nodiscard]] answer ask(char what, std::span<const std::int64_t> given) const;
  std::shared_ptr<process> process_;
};

/// From now on what is freed stays with the program, in LEMON's as in ours: on small graphs it takes as long to ask the system
/// for pages as to find the flow, and which program asks depends on what it had freed before.
void keep_freed_memory();

/// An entrant whose run() is an answer of LEMON, on LEMON's own clock: what goes through the pipe is no part of it.
template <class Run>
[[nodiscard]] contestant lemon_entrant(std::string name, Run run) {
  auto seconds = std::make_shared<double>(0);
  contestant one = entrant(
      std::move(name),
      [run, seconds] {
        lemon_peer::answer told = run();
        *seconds = told.seconds;
        return told.numbers;
      },
      [](const std::vector<std::int64_t>& numbers) { return std::vector<double>(numbers.begin(), numbers.end()); });
  one.own_clock = [seconds] { return *seconds; };
  return one;
}

}  // namespace coopgraph::bench
