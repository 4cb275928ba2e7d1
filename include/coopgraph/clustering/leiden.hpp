// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace coopgraph {

enum class leiden_objective { modularity, cpm };

/// fast: two iterations, which on large graphs leave single vertices where they would rather move. best: iterations until one
/// changes nothing; at most 100, and 6 on graphs of more than 65,536 edges.
enum class leiden_preset { fast, best };

struct leiden_options {
  leiden_objective objective = leiden_objective::modularity;
  double resolution = 1.0;                ///< gamma; > 0
  std::vector<double> node_sizes = {};    ///< by vertex, >= 0; none: 1 each. CPM's n_i, and what largest_cluster counts
  std::optional<partition> initial = {};  ///< where the search starts; else every vertex stands alone
  std::vector<vertex_id> fixed = {};      ///< these stay with the cluster that `initial` gives them
  double largest_cluster = 0.0;           ///< most node size that a cluster may hold; 0: no limit
  leiden_preset preset = leiden_preset::best;
  unsigned max_iterations = 0;  ///< the most iterations of a run; 0: as many as the preset says
  unsigned runs = 1;            ///< >= 1: the best of so many, each with a stream of the seed of its own
  double randomness = 0.01;     ///< theta >= 0 of the refinement, in units of the mean strength; 0: always the best merge
  std::uint64_t seed = 1;
  execution run = {};
};

struct leiden_result {
  coopgraph::partition partition;
  double quality = 0.0;           ///< of the objective, summed anew over the given graph
  double modularity = 0.0;        ///< of the partition at resolution 1, whatever the objective
  bool converged = false;         ///< the last iteration changed nothing
  unsigned iterations = 0;        ///< of the best run
  unsigned best_run = 0;          ///< 0 … runs - 1
  std::uint64_t edge_visits = 0;  ///< how many arcs all runs looked at, on all levels
};

/// Clusters of high quality by the Leiden algorithm: local moving of vertices, refinement of the clusters that this makes,
/// aggregation of what was refined into vertices, and again, until no vertex moves; that is an iteration. With k the strengths of
/// vertices, w(C) the strength within cluster C (each edge and loop once) and n(C) its node size, the quality is
/// - modularity, undirected: sum over C of 2 w(C) / 2m - gamma (k(C) / 2m)^2, where 2m is the sum of all k and a loop counts
/// twice;
/// - modularity, directed: sum over C of w(C) / m - gamma k_out(C) k_in(C) / m^2 (Leicht & Newman);
/// - cpm, undirected: sum over C of w(C) - gamma n(C) (n(C) - 1) / 2;
/// - cpm, directed: sum over C of w(C) - gamma n(C) (n(C) - 1).
///
/// Gains are compared exactly, as whole numbers, and every move gains, so that the search ends. Where strengths, sizes or gamma
/// have no shared unit that fits, they are rounded first, by about 1e-12 of their total. After each iteration no two clusters
/// gain by merging, and every cluster is connected (gamma-connected); once converged, no vertex gains by moving, and no part that
/// the refinement built up; where `fixed` and largest_cluster allow it. A cluster is connected by edges of strength above 0 in
/// any direction; the fixed vertices of one cluster count as tied to each other. An `initial` that falls apart is split first.
/// The quality is never below that of `initial`, apart from such rounding. Parallel edges add up. Loops change the strengths of
/// vertices only. The seed and the order of vertices and edges decide which good partition is found, the number of threads never.
/// An isolated vertex stands alone; without edges all do, and modularity is 0; the empty graph has an empty partition.
/// \throws option_error for an option outside its range: resolution <= 0, runs 0, randomness < 0, node_sizes negative or not one
///         per vertex, largest_cluster < 0 or below a vertex or a cluster that cannot be cut, `initial` of another size or with
///         labels that are not below its number of clusters, or more clusters than vertices, fixed without initial or no vertex;
///         input_error if there is not one strength per edge, if one is negative, or if twice their sum is
///         beyond the range of a double; cancelled on request
/// Complexity: O(m) time for an iteration in practice; O(n + m) memory.
/// Reference: Traag, Waltman & van Eck (2019), doi:10.1038/s41598-019-41695-z
template <graph_like G>
[[nodiscard]] leiden_result leiden(const G& graph, const leiden_options& options = {});
template <graph_like G>
[[nodiscard]] leiden_result leiden(const G& graph, const edge_strengths& strengths, const leiden_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Without strengths: each edge has strength 1.
[[nodiscard]] leiden_result leiden_of(const undirected_view& graph, const edge_strengths* strengths,
                                      const leiden_options& options);
[[nodiscard]] leiden_result leiden_of(const directed_view& graph, const edge_strengths* strengths, const leiden_options& options);

}  // namespace detail

template <graph_like G>
leiden_result leiden(const G& graph, const leiden_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::leiden_of(view_of(snapshot), nullptr, options);
}

template <graph_like G>
leiden_result leiden(const G& graph, const edge_strengths& strengths, const leiden_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::leiden_of(view_of(snapshot), &strengths, options);
}

}  // namespace coopgraph
