// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/core/position.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph {

struct spatial_leiden_options {
  double resolution = 1.0;            ///< gamma; > 0, at most 1e6
  std::vector<double> sizes = {};     ///< N by vertex, as population: 0 or in [1e-100, 1e100]; none: its strength, directed out
  std::vector<double> sizes_in = {};  ///< directed only: N of a vertex that arcs enter; none: `sizes`, or its strength in
  double bin_width = 0.0;  ///< > 0, in the unit of the distances; 0: the greatest distance, cut into the least number of bins
                           ///< that is >= 2 times the cube root of the number of pairs (Rice's rule)
  std::size_t most_vertices = 10'000;  ///< above, a limit_error: they need 10 n^2 bytes, and up to 24 n^2
  unsigned max_iterations = 100;       ///< >= 1: of a run
  unsigned runs = 1;                   ///< >= 1: the best of so many, each with a stream of the seed of its own
  double randomness = 0.01;            ///< theta >= 0 of the refinement, in units of the mean strength; 0: the best merge always
  std::uint64_t seed = 1;
  execution run = {};
};

/// How much pairs of vertices at about one distance are tied.
struct deterrence_bin {
  double from = 0.0;        ///< the distances in [from, to); the last bin holds its end too
  double to = 0.0;          ///< kilometres, or the unit of the distances given
  std::uint64_t pairs = 0;  ///< of two vertices, in either order once
  double strength = 0.0;    ///< of the ties between them, each edge once
  double deterrence = 0.0;  ///< f: strength / the sum of N_i N_j over the pairs (directed: ordered pairs); 0 where that is 0
};

struct spatial_leiden_result {
  coopgraph::partition partition;  ///< canonical labels; every cluster is connected by ties of strength above 0
  double quality = 0.0;            ///< Q below, summed anew over the given graph
  double modularity = 0.0;  ///< of the partition against the configuration model, at resolution 1: what distance explains counts
  std::vector<deterrence_bin> deterrence;  ///< nearest first; none with fewer than two vertices
  bool converged = false;                  ///< the last iteration changed nothing
  unsigned iterations = 0;                 ///< of the best run
  unsigned best_run = 0;                   ///< 0 … runs - 1
  std::uint64_t edge_visits = 0;           ///< how many arcs all runs looked at, on all levels
};

/// Clusters that are tied more than their sizes and distances would have it, by the Leiden algorithm (leiden.hpp):
///   Q = 1/W sum over ordered pairs i != j in one cluster of A_ij - gamma N_i N_j f(d_ij)
/// with W the sum of A_ij over all pairs i != j, N the sizes, d the distance, and f estimated from the graph itself: in each bin
/// of distances, the sum of A_ij over the pairs of it divided by that of N_i N_j. Directed: N_out_i N_in_j. So the pairs of a bin
/// are tied, all together, just as much as expected, and Q at gamma = 1 is 0 of everything in one cluster, if sizes are above 0.
/// What depends on sizes and distance alone is no community: under pure gravity Q is about 0 for every partition. The pair of a
/// vertex with itself, which no partition parts, is left out, and loops with it. Parallel edges add up. Distances are great
/// circles in kilometres on a sphere of radius 6371.0088, or as given. Gains are compared as whole numbers, rounded to about
/// 1e-17 of W times gamma. The order of vertices and the seed decide among equally good moves, the number of threads never.
/// An isolated vertex stands alone; without ties all do, and Q is 0.
/// \throws input_error if there is not one strength per edge, one is negative, or they sum up to more than 1e100; if there is not
///         one position per vertex or one is off its range; if distances are not n^2, finite, >= 0 and symmetric (those from a
///         vertex to itself are not read); option_error for an option outside its range, for sizes_in if undirected, and for
///         bins so narrow that there are over 1,000,000; limit_error above most_vertices; cancelled on request
/// Complexity: O(n^2) time for the deterrence and, in practice, for an iteration; O(n^2 + m) memory.
/// Reference: Expert, Evans, Blondel & Lambiotte (2011), doi:10.1073/pnas.1018962108; Traag, Waltman & van Eck (2019),
///            doi:10.1038/s41598-019-41695-z
template <graph_like G>
[[nodiscard]] spatial_leiden_result spatial_leiden(const G& graph, const edge_strengths& strengths,
                                                   std::span<const position> positions,
                                                   const spatial_leiden_options& options = {});
/// The same with distances[i * n + j] between vertices i and j, as hours of travel.
template <graph_like G>
[[nodiscard]] spatial_leiden_result spatial_leiden(const G& graph, const edge_strengths& strengths,
                                                   std::span<const double> distances, const spatial_leiden_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// One of the two.
struct given_distances {
  std::span<const position> positions = {};
  std::span<const double> table = {};
  bool by_position = false;
};
[[nodiscard]] spatial_leiden_result spatial_leiden_of(const undirected_view& graph, const edge_strengths& strengths,
                                                      const given_distances& distances, const spatial_leiden_options& options);
[[nodiscard]] spatial_leiden_result spatial_leiden_of(const directed_view& graph, const edge_strengths& strengths,
                                                      const given_distances& distances, const spatial_leiden_options& options);

}  // namespace detail

template <graph_like G>
spatial_leiden_result spatial_leiden(const G& graph, const edge_strengths& strengths, std::span<const position> positions,
                                     const spatial_leiden_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::spatial_leiden_of(view_of(snapshot), strengths, {positions, {}, true}, options);
}

template <graph_like G>
spatial_leiden_result spatial_leiden(const G& graph, const edge_strengths& strengths, std::span<const double> distances,
                                     const spatial_leiden_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::spatial_leiden_of(view_of(snapshot), strengths, {{}, distances, false}, options);
}

}  // namespace coopgraph
