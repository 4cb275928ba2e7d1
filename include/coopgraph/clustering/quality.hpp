// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/partition.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph {

struct modularity_options {
  double resolution = 1.0;  ///< gamma: how much the expectation weighs; above 0
};

/// The share of the strength that lies within clusters less what chance would put there:
/// undirected, Q = sum over clusters C of w_C / W - resolution (k_C / 2W)^2, where w_C is the strength of the edges within C, W
/// that of all, each edge once, and k_C the sum of the strengths at the members (2 w_C + what leaves C); directed,
/// Q = sum over C of w_C / W - resolution k_out_C k_in_C / W^2. At resolution 1 all in one cluster make 0. A total of 0 makes 0.
/// Parallel edges add up; a loop lies within, counts once in w_C, and twice in k_C (directed: once in k_out_C, once in k_in_C).
/// Without strengths each edge counts 1. Exact strengths are added as whole numbers, others with the errors carried along.
/// \throws input_error unless there is one label per vertex, below partition.clusters; if there is not one strength per edge, if
///         one is negative, or if twice the sum of rounded strengths is beyond the range of a double; option_error unless
///         resolution is finite and above 0
/// Complexity: O(n + m) time; memory O(n): up to 96 bytes a cluster.
/// Reference: Newman & Girvan (2004), doi:10.1103/PhysRevE.69.026113; Reichardt & Bornholdt (2006),
/// doi:10.1103/PhysRevE.74.016110; directed: Leicht & Newman (2008), doi:10.1103/PhysRevLett.100.118703
template <graph_like G>
[[nodiscard]] double modularity(const G& graph, const partition& clusters, const modularity_options& options = {});
template <graph_like G>
[[nodiscard]] double modularity(const G& graph, const edge_strengths& strengths, const partition& clusters,
                                const modularity_options& options = {});

struct cpm_options {
  double resolution = 1.0;              ///< gamma: the strength that a pair of vertices of size 1 must have on average; above 0
  std::vector<double> node_sizes = {};  ///< n_i by vertex, >= 0; empty: 1 each
};

/// The constant Potts model: H = sum over clusters C of w_C - resolution * n_C (n_C - 1) / 2, directed n_C (n_C - 1), where w_C
/// is the strength of the edges within C, each once, loops too, and n_C the sum of the sizes of its members. Sizes of 1 make of
/// it the pairs of members. Joined into one vertex of size n_C with a loop of w_C, a cluster keeps its part of H.
///
/// Of others, where N is the sum of the sizes: the quality of leidenalg is 2 H if undirected and H if directed; igraph's,
/// undirected and without loops, is (2 H - resolution * N) / 2W.
/// \throws input_error as modularity; option_error unless resolution is finite and above 0, and node_sizes are one for each
///         vertex, finite and >= 0, if H is beyond the range of a double
/// Complexity: O(n + m) time; memory O(n): up to 112 bytes a cluster.
/// Reference: Traag, Van Dooren & Nesterov (2011), doi:10.1103/PhysRevE.84.016114
template <graph_like G>
[[nodiscard]] double constant_potts(const G& graph, const partition& clusters, const cpm_options& options = {});
template <graph_like G>
[[nodiscard]] double constant_potts(const G& graph, const edge_strengths& strengths, const partition& clusters,
                                    const cpm_options& options = {});

/// One cluster against the rest. Strengths are in their own measure. What is not there has a denominator of 0.
struct cluster_quality {
  std::size_t vertices = 0;
  std::size_t parts = 0;  ///< connected pieces, by edges within whatever their direction and strength; 1: it is connected
  double internal = 0.0;  ///< strength of the edges within, each once, loops too
  double leaving = 0.0;   ///< strength of the edges that lead out of it; undirected: of those with one end in it
  double entering = 0.0;  ///< strength of the edges that lead into it; undirected: the same as leaving
  /// cut(C) / min(vol(C), vol(rest)): cut is the strength of the edges with one end in C, whatever their direction, vol(C) is
  /// 2 internal + cut(C). Kannan, Vempala & Vetta (2004), doi:10.1145/990308.990313
  std::optional<double> conductance;
  std::optional<double> supply_containment;  ///< share of what members send that stays: internal / (internal + leaving)
  std::optional<double>
      demand_containment;  ///< share of what members receive that is their own: internal / (internal + entering)
};

struct partition_quality_options {
  modularity_options modularity = {};
  cpm_options cpm = {};
};

struct partition_quality_result {
  double modularity = 0.0;                 ///< as modularity()
  double constant_potts = 0.0;             ///< as constant_potts()
  double total = 0.0;                      ///< strength of all edges, each once
  double cut = 0.0;                        ///< strength of the edges between clusters
  std::optional<double> coverage;          ///< the share of the strength that lies within clusters; none if the total is 0
  std::optional<double> mean_conductance;  ///< of the clusters that have one, each counted once
  std::optional<double> worst_conductance;
  std::size_t disconnected = 0;           ///< clusters of several parts
  std::vector<cluster_quality> clusters;  ///< by label
  coopgraph::ties ties = ties::exact;     ///< exact: sums of strengths have no rounding but that of their conversion to double
  std::string why_approximate;            ///< empty if exact
};

/// How good a partition is, all in one pass: modularity, CPM, and each cluster against the rest. Self-containment is that of
/// functional regions, supply-side and demand-side; of an undirected graph each edge is sent both ways, so that both are
/// 2 internal / (2 internal + leaving).
/// Parallel edges add up. An undirected loop counts twice at its vertex, as in strength().
/// \throws as modularity and constant_potts
/// Complexity: O(n + m) expected time; memory O(n): up to 8 bytes a vertex and 230 a cluster.
/// Reference: Coombes & Bond (2008), doi:10.1080/00343400701874172, for self-containment
template <graph_like G>
[[nodiscard]] partition_quality_result partition_quality(const G& graph, const partition& clusters,
                                                         const partition_quality_options& options = {});
template <graph_like G>
[[nodiscard]] partition_quality_result partition_quality(const G& graph, const edge_strengths& strengths,
                                                         const partition& clusters,
                                                         const partition_quality_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

// Compiled although linear, so that no compiler's way with a * b + c reaches the results. Without strengths: each edge counts 1.
[[nodiscard]] double modularity_of(const undirected_view& graph, const edge_strengths* strengths, const partition& clusters,
                                   const modularity_options& options);
[[nodiscard]] double modularity_of(const directed_view& graph, const edge_strengths* strengths, const partition& clusters,
                                   const modularity_options& options);
[[nodiscard]] double constant_potts_of(const undirected_view& graph, const edge_strengths* strengths, const partition& clusters,
                                       const cpm_options& options);
[[nodiscard]] double constant_potts_of(const directed_view& graph, const edge_strengths* strengths, const partition& clusters,
                                       const cpm_options& options);
[[nodiscard]] partition_quality_result partition_quality_of(const undirected_view& graph, const edge_strengths* strengths,
                                                            const partition& clusters, const partition_quality_options& options);
[[nodiscard]] partition_quality_result partition_quality_of(const directed_view& graph, const edge_strengths* strengths,
                                                            const partition& clusters, const partition_quality_options& options);

}  // namespace detail

template <graph_like G>
double modularity(const G& graph, const partition& clusters, const modularity_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::modularity_of(view_of(snapshot), nullptr, clusters, options);
}
template <graph_like G>
double modularity(const G& graph, const edge_strengths& strengths, const partition& clusters, const modularity_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::modularity_of(view_of(snapshot), &strengths, clusters, options);
}

template <graph_like G>
double constant_potts(const G& graph, const partition& clusters, const cpm_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::constant_potts_of(view_of(snapshot), nullptr, clusters, options);
}
template <graph_like G>
double constant_potts(const G& graph, const edge_strengths& strengths, const partition& clusters, const cpm_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::constant_potts_of(view_of(snapshot), &strengths, clusters, options);
}

template <graph_like G>
partition_quality_result partition_quality(const G& graph, const partition& clusters, const partition_quality_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::partition_quality_of(view_of(snapshot), nullptr, clusters, options);
}
template <graph_like G>
partition_quality_result partition_quality(const G& graph, const edge_strengths& strengths, const partition& clusters,
                                           const partition_quality_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::partition_quality_of(view_of(snapshot), &strengths, clusters, options);
}

}  // namespace coopgraph
