// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "flow/residual_network.hpp"

#include <coopgraph/core/execution.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// Maximum flow by pushing excesses down: labels are lower bounds of the distance to a sink, an excess moves along arcs with room
/// to a label one lower, and a vertex without such an arc is relabelled. The highest label comes first; labels are made exact
/// again after about as much work as that takes, and a gap among them cuts off what is above it. First the sinks are the vertices
/// with demand, then, for what cannot get there, those whose supply was sent. Goldberg & Tarjan (1988), doi:10.1145/48014.61051;
/// Cherkassky & Goldberg (1997), doi:10.1007/PL00009180
class push_relabel {
 public:
  /// `supply` is that of the network before any flow. \pre all supplies together are below 2^63
  push_relabel(residual_network& network, const std::vector<std::int64_t>& supply, const execution& run);

  /// Pushes until the flow is greatest and returns its value.
  [[nodiscard]] std::int64_t run();

 private:
  static constexpr std::uint32_t none = UINT32_MAX;

  struct vertex {
    std::uint64_t excess = 0;
    std::uint64_t takes = 0;  // what it can still take as a sink; above 0 its label is 1
    std::uint32_t label = 0;
    std::uint32_t current = 0;                   // no arc before it is admissible
    std::uint32_t next = none, previous = none;  // in the list of its label; `previous` of idle vertices only
  };
  /// The vertices of a label: with excess, as a stack; without, as a list to take from anywhere.
  struct bucket {
    std::uint32_t active = none;
    std::uint32_t idle = none;
  };

  void worked(std::size_t steps);
  void drain();
  void measure_distances();
  void discharge(vertex_id v);
  void receive(vertex_id v, std::uint64_t amount);
  [[nodiscard]] bool relabel(vertex_id v);
  void cut_off_above(std::uint32_t label);
  void list(vertex_id v);
  void unlist_idle(vertex_id v);

  residual_network& network_;
  const std::vector<std::int64_t>& supply_;
  const execution& run_;
  std::vector<vertex> vertices_;
  std::vector<bucket> buckets_;  // by label below n
  std::vector<vertex_id> queue_;
  std::uint32_t most_ = 0;  // the label n: no way to a sink
  std::uint32_t highest_active_ = 0;
  std::uint32_t highest_ = 0;
  std::size_t work_ = 0;  // since the distances were measured
  std::size_t since_stop_ = 0;
  std::uint64_t taken_ = 0;  // by all sinks
};

}  // namespace coopgraph::detail
