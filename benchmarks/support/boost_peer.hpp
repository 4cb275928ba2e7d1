// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/families.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace coopgraph::bench {

/// Boost.Graph's compressed_sparse_row_graph with 32-bit ids, lengths on the arcs; an undirected edge is two arcs.
class boost_peer {
 public:
  explicit boost_peer(const input& on);

  [[nodiscard]] static std::string version();
  [[nodiscard]] std::vector<double> degree() const;
  /// That many sweeps; the sum is not normalised.
  [[nodiscard]] std::vector<double> pagerank(double damping, std::size_t sweeps) const;
  /// How many sweeps it takes until one changes the normalised ranks by no more than that, summed over the vertices.
  [[nodiscard]] std::size_t pagerank_sweeps(double damping, double change) const;
  /// Undirected pairs are counted from both ends.
  [[nodiscard]] std::vector<double> betweenness_on_hops() const;
  [[nodiscard]] std::vector<double> betweenness_on_lengths() const;
  /// By arc, in Boost's order, the ends of paths included; an undirected pair counts from both ends.
  [[nodiscard]] std::vector<double> arc_betweenness_on_hops() const;
  /// The sum over the arcs of each edge, in the order of the input that the graph was made of.
  [[nodiscard]] std::vector<double> by_edge(const input& on, const std::vector<double>& by_arc) const;
  /// Of undirected graphs: Boost counts entering arcs alone.
  [[nodiscard]] std::vector<double> core_numbers() const;
  /// Over lengths, from one source after the other; -1 where there is no path. Without a colour map, which Boost says is faster.
  [[nodiscard]] std::vector<double> distances(std::span<const vertex_id> sources) const;
  /// Disjoint sets over the edges.
  [[nodiscard]] std::vector<std::uint32_t> components() const;
  [[nodiscard]] std::size_t arcs() const;

 private:
  struct graph;
  std::shared_ptr<const graph> graph_;
};

}  // namespace coopgraph::bench
