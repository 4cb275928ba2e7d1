// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "clustering/map_equation_flow.hpp"

#include <coopgraph/core/partition.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// x log2 x; 0 at and below 0, where rounding may leave what is 0.
[[nodiscard]] double plogp(double x);

/// What the map equation knows of a module.
struct module_flow {
  double visits = 0.0;
  double exit = 0.0;
  double enter = 0.0;
  double jump_source = 0.0;
  double jump_landing = 0.0;
};

/// The flow of a module, from its nodes one by one.
class module_flow_sum {
 public:
  void add(const flow_network& network, std::size_t v) noexcept {
    flow_.visits += network.visits[v];
    flow_.exit += network.exit[v];
    flow_.enter += network.entering()[v];
    if (!network.has_jumps()) return;
    flow_.jump_source += network.jumps.source[v];
    flow_.jump_landing += network.jumps.landing[v];
    jumps_within_nodes_ += network.jumps.source[v] * network.jumps.landing[v];
  }
  /// Flow along the arcs between nodes of the module, as each of its ends lists it.
  void keep(double both_ways) noexcept { kept_ += 0.5 * both_ways; }

  [[nodiscard]] module_flow done() const noexcept {
    module_flow m = flow_;
    const double kept = kept_ + (m.jump_source * m.jump_landing - jumps_within_nodes_);
    m.exit = m.exit > kept ? m.exit - kept : 0.0;
    m.enter = m.enter > kept ? m.enter - kept : 0.0;
    return m;
  }

 private:
  module_flow flow_;
  double kept_ = 0.0;
  double jumps_within_nodes_ = 0.0;
};

/// By label, below `modules`.
[[nodiscard]] std::vector<module_flow> flow_by_module(const flow_network& network, std::span<const std::uint32_t> label,
                                                      std::size_t modules);

/// In bits; `index` is the code of the top modules' names.
struct code_lengths {
  double index = 0.0;
  double within = 0.0;

  [[nodiscard]] double total() const noexcept { return index + within; }
};

/// From scratch, of nested partitions from the top. Of a part of a network, `outside` is its exit, which the index codes along.
/// \pre each lies within the one before; there is one
[[nodiscard]] code_lengths measure(const flow_network& network, std::span<const partition> levels, double outside = 0.0);

/// Of no modules: the entropy of the visit rates.
[[nodiscard]] double one_level_length(const flow_network& network);

}  // namespace coopgraph::detail
