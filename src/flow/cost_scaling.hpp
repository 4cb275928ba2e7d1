// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/ids.hpp>

#include "core/large_vector.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// An arc that can carry 0 … its capacity.
struct priced_arc {
  vertex_id tail;
  vertex_id head;
  std::int64_t capacity;
  std::int64_t cost;
};

/// Minimum-cost flow by scaling: a flow is epsilon-optimal if no arc with room has a reduced cost below -epsilon. Arcs that pay
/// are filled, and the excesses that this makes are pushed along arcs with reduced costs below 0; a vertex that has none
/// has its price lowered. Then epsilon is divided, until it is too small to matter. From time to time prices are lowered for all
/// by the distance to the nearest shortage. Goldberg (1997), doi:10.1006/jagm.1995.0805
class cost_scaling {
 public:
  /// \pre no loops; capacities above 0, in all and with the supplies below 2^61; fits(vertices, greatest cost)
  cost_scaling(std::vector<std::int64_t> supply, const std::vector<priced_arc>& arcs, const execution& run);

  /// Whether prices stay within 64 bits.
  [[nodiscard]] static bool fits(std::size_t vertices, std::int64_t greatest_cost);

  /// Whether an optimum was found within so many steps; never if not all supplies can be sent.
  [[nodiscard]] bool solve(std::size_t most_steps);

  [[nodiscard]] std::vector<std::int64_t> flow() const;       // by arc
  [[nodiscard]] std::vector<std::int64_t> potential() const;  // by vertex, optimal

 private:
  // Half a cache line: what a search along arcs or against them asks.
  struct alignas(32) arc {
    vertex_id head;
    std::uint32_t reverse;
    std::int64_t room;
    std::int64_t room_back;  // of the reverse
    std::int64_t cost;       // scaled
  };
  struct node {
    std::int64_t price;
    std::uint32_t away;     // epsilons to the nearest shortage
    std::uint32_t current;  // arc: those before have no room or do not pay
  };

  [[nodiscard]] std::int64_t reduced(std::int64_t price, const arc& a) const { return a.cost + price - nodes_[a.head].price; }
  void move(arc& along, std::int64_t amount);
  void worked(std::size_t steps);
  [[nodiscard]] bool refine_prices(std::int64_t epsilon);
  void lower_behind(vertex_id u, std::int64_t epsilon);
  [[nodiscard]] bool sort_by_what_pays();
  void fill_what_pays();
  [[nodiscard]] bool settle(std::int64_t epsilon);
  void lower_all(std::int64_t epsilon);
  void reach_back(vertex_id w, std::int64_t epsilon);
  void put(vertex_id v, std::uint32_t away);
  void discharge(vertex_id v, std::int64_t epsilon);
  [[nodiscard]] bool find_admissible(vertex_id v);
  [[nodiscard]] bool lower(vertex_id v, std::int64_t epsilon);
  void push(vertex_id v, std::uint32_t a);
  void activate(vertex_id v);

  const execution& run_;
  std::vector<std::int64_t> excess_;
  std::int64_t scale_;                // of costs
  std::vector<std::uint32_t> first_;  // by vertex: of its arcs, one more at the end
  large_vector<arc> arcs_;            // and their reverses
  std::vector<std::uint32_t> place_;  // of each arc given
  std::vector<node> nodes_;
  std::vector<std::uint32_t> path_;  // arcs
  std::vector<vertex_id> queue_;     // of vertices with excess
  std::vector<char> queued_;
  struct entry {
    vertex_id vertex;
    std::uint32_t next;  // of the same level
  };
  std::vector<std::uint32_t> levels_;  // the first entry of each; those that were found nearer since do not count
  std::vector<entry> entries_;
  std::uint32_t farthest_;   // that is looked for
  std::size_t lowered_ = 0;  // prices, since all were
  std::size_t steps_ = 0;
  std::size_t most_steps_ = 0;
  std::size_t stop_asked_at_ = 0;
};

}  // namespace coopgraph::detail
