// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/rows.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace coopgraph::detail {

/// How much each vertex (or slot, see below) counts as a source and as a target of pairs; a pair counts the product.
struct pair_weights {
  std::vector<double> source;
  std::vector<double> target;
};

/// A block with vertices 0 … size - 1 of its own, which are the slots first … first + size - 1 of the split graph.
struct block_rows {
  std::size_t first = 0;
  std::size_t size = 0;
  arc_rows out;  ///< arcs are counted over all blocks, edges are those of the whole graph
  arc_rows in;   ///< of an undirected graph the same as out

  [[nodiscard]] std::uint64_t arcs() const { return out.offset[size] - out.offset[0]; }
};

/// A graph cut at its articulation points: a slot for each block and vertex of it, in an order in which neighbours are near each
/// other; loops are left out. A path from s to t leads through the articulation points between them whatever else it does, and
/// the numbers of its ways through the blocks multiply. With p(a) the weight of the sources that a stands for in block B, which
/// are a itself and what comes into B through a, and q(b) that of the targets that b stands for,
///
///     sum over (s, t) of sigma(s, t | v) / sigma(s, t)
///       = sum over blocks B of v, and a, b in B other than v, of p(a) q(b) sigma(a, b | v) / sigma(a, b)
///         + the weight of the pairs (s, t) whose way comes to v and leaves it by different blocks.
///
/// The blocks are those of the graph without directions; in a directed one p and q count what reaches a and what b reaches.
/// Reference: Sariyüce, Saule, Kaya, Çatalyürek (2013), doi:10.1137/1.9781611972832.76
struct split_graph {
  bool directed = false;
  std::vector<std::size_t> first = {0};  ///< by block, and one more: its first slot
  std::vector<vertex_id> vertex;         ///< by slot
  owned_rows out;                        ///< by slot; targets are counted within the block
  owned_rows in;                         ///< empty if undirected
  std::vector<pair_weights> weights;     ///< p and q by slot, for each kind of pairs
  std::vector<double> through;           ///< by vertex: the last term above

  [[nodiscard]] std::size_t slots() const noexcept { return vertex.size(); }
  [[nodiscard]] std::size_t arcs() const noexcept { return out.target.size(); }
  [[nodiscard]] std::size_t blocks() const noexcept { return first.size() - 1; }
  [[nodiscard]] block_rows block(std::size_t b) const;
};

/// The order of blocks and slots follows from the graph alone, not from the order of its edges. `kinds` has weights by vertex.
/// `stop` is called now and then and may throw.
/// Complexity: O(n + m) time; of a directed graph, and one more search of a block for each of its strong components with an
/// articulation point, if there are several components.
template <direction D>
[[nodiscard]] split_graph split_at_articulation_points(const csr_view<D>& graph, const std::vector<pair_weights>& kinds,
                                                       const std::function<void()>& stop);

extern template split_graph split_at_articulation_points(const undirected_view&, const std::vector<pair_weights>&,
                                                         const std::function<void()>&);
extern template split_graph split_at_articulation_points(const directed_view&, const std::vector<pair_weights>&,
                                                         const std::function<void()>&);

/// Sets split.weights and split.through. \pre the rest is there
void count_reach(split_graph& split, std::size_t vertices, const std::vector<pair_weights>& kinds,
                 const std::function<void()>& stop);

}  // namespace coopgraph::detail
