// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "centrality/betweenness/split.hpp"

#include <coopgraph/core/execution.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// What is summed over the sources: what leads through vertices, or through arcs.
enum class summed { vertices, arcs };

/// Some sources of one block, searched together.
struct batch {
  std::uint32_t block = 0;
  std::uint32_t kind = 0;              ///< of split_graph::weights
  std::span<const vertex_id> sources;  ///< within the block; batch_size or fewer
};
inline constexpr std::size_t batch_size = 16;

/// Numbers of paths up to here are counted in doubles: their reciprocals, too, stay well inside the range.
inline constexpr double greatest_plain_count = 0x1p1000;

/// Brandes' dependencies, summed over the sources s of a batch: the sum of p(s) delta_s(v) goes to the slot of v, that of
/// p(s) sigma(u) / sigma(v) (q(v) + delta_s(v)) to the arc (u, v) if it is on a shortest path from s, where
///
///     sigma(v) = sum over such (u, v) of sigma(u),   delta_s(u) = sum over such (u, v) of sigma(u) / sigma(v) (q(v) +
///     delta_s(v)).
///
/// A kernel keeps its workspace from batch to batch.
class kernel {
 public:
  virtual ~kernel() = default;
  virtual void add(const batch& sources, std::vector<double>& sums) = 0;
};

/// The sums by slot, or by arc, over all sources; the same for any number of threads. Without lengths: hops.
[[nodiscard]] std::vector<double> sum_dependencies(const split_graph& split, const edge_lengths* lengths, summed what,
                                                   const execution& run);

}  // namespace coopgraph::detail
