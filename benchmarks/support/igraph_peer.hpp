// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/families.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace coopgraph::bench {

/// A list of edges as igraph wants it, made before its clock runs.
class igraph_edges {
 public:
  explicit igraph_edges(const input& on);

  struct list;
  std::shared_ptr<const list> edges;
};

/// What igraph made of a graph, and what it says that it is worth.
struct igraph_clusters {
  std::vector<std::uint32_t> labels;
  double stated = 0;
};

/// igraph's C library. Without it `available` is false and the rest throws.
class igraph_peer {
 public:
  explicit igraph_peer(const igraph_edges& edges);

  /// Reads an undirected graph from lines of two numbers, or of two names. \throws error if the file cannot be read
  [[nodiscard]] static igraph_peer read_edge_list(const std::string& path);
  [[nodiscard]] static igraph_peer read_named_edges(const std::string& path);

  /// Reads a file of GraphML with its attributes.
  [[nodiscard]] static igraph_peer read_graphml(const std::string& path);

  [[nodiscard]] static bool available();
  [[nodiscard]] static std::string version();
  [[nodiscard]] std::vector<double> degree() const;      ///< of directed graphs: out
  [[nodiscard]] std::vector<double> coreness() const;    ///< of directed graphs: arcs in and out
  [[nodiscard]] std::vector<double> constraint() const;  ///< 0 for a vertex without ties
  [[nodiscard]] std::vector<double> pagerank(double damping) const;
  [[nodiscard]] std::vector<double> betweenness_on_hops() const;
  [[nodiscard]] std::vector<double> betweenness_on_lengths() const;
  [[nodiscard]] std::vector<double> edge_betweenness_on_hops() const;
  [[nodiscard]] std::vector<double> closeness_on_hops() const;  ///< r / S
  [[nodiscard]] std::vector<double> harmonic_on_hops() const;   ///< raw
  [[nodiscard]] std::vector<double> closeness_on_lengths() const;
  [[nodiscard]] std::vector<double> eigenvector() const;  ///< the greatest 1
  [[nodiscard]] std::vector<double> hubs() const;         ///< the greatest 1
  [[nodiscard]] std::vector<std::uint32_t> components() const;
  /// For modularity. Negative iterations: until one gains nothing. It sets the seed of igraph's generator.
  [[nodiscard]] igraph_clusters leiden(int iterations, std::uint64_t seed) const;
  [[nodiscard]] igraph_clusters infomap(std::uint64_t seed) const;  ///< one trial
  /// Over lengths, from each source; -1 where there is no path.
  [[nodiscard]] std::vector<double> distances(std::span<const vertex_id> sources) const;
  /// Capacities are the lengths.
  [[nodiscard]] double maximum_flow(std::size_t source, std::size_t target) const;
  [[nodiscard]] std::vector<double> gomory_hu() const;  ///< the weights of the tree, sorted
  [[nodiscard]] double global_minimum_cut() const;
  /// An attribute of the edges that was read. \pre it is one of numbers
  [[nodiscard]] std::vector<double> edge_numbers(const std::string& name) const;
  [[nodiscard]] std::size_t edges() const;

 private:
  struct graph;
  explicit igraph_peer(std::shared_ptr<const graph> made);
  std::shared_ptr<const graph> graph_;
};

}  // namespace coopgraph::bench
