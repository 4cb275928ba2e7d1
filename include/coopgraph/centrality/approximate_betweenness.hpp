// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph {

struct approximate_betweenness_options {
  double epsilon = 0.01;   ///< in (0, 1): the greatest error of a score that is allowed
  double delta = 0.1;      ///< in (0, 1): the chance that this goes wrong, for all vertices together
  std::uint64_t seed = 0;  ///< the same seed gives the same bytes
  std::size_t k = 0;       ///< above 0: stop as soon as the k greatest are told from the others; at most the number of vertices
  execution run = {};
};

/// A vertex with bounds of its exact score, which hold for all vertices at once with probability 1 - delta.
struct bounded_score {
  vertex_id vertex = 0;
  double score = 0.0;
  double lower = 0.0;
  double upper = 0.0;

  friend bool operator==(const bounded_score&, const bounded_score&) = default;
};

struct approximate_betweenness_result {
  scores score;               ///< in [0, 1], a fraction of n (n - 1); see below
  double epsilon = 0.0;       ///< as asked for
  double delta = 0.0;         ///< as asked for
  double bound = 0.0;         ///< every score is within this of the exact one, with probability 1 - delta; <= epsilon if k is 0
  std::uint64_t samples = 0;  ///< how many pairs were drawn
  std::vector<bounded_score> top;  ///< the k greatest scores, the greatest first; of equal ones the lesser vertex
  bool separated = false;  ///< with probability 1 - delta these are the k greatest: no other vertex's upper bound is above a
                           ///< lower bound here. False if k is 0, and if scores differ by less than epsilon can tell
};

/// Betweenness on hops as a share of all ordered pairs, estimated from shortest paths drawn at random:
///
///     b(v) = 1 / (n (n - 1)) sum over ordered pairs (s, t) of other vertices of sigma(s, t | v) / sigma(s, t),
///
/// which is (n - 2) / n times what betweenness() calls normalized. With probability 1 - delta the scores of all vertices are
/// within epsilon of it. A sample is a pair, drawn evenly, and one of its shortest paths, each equally likely, found by searching
/// from both ends; the score is the share of samples whose path leads through v. The share of delta that a vertex may use up is
/// set from samples that are not used again, so that all vertices are done at about the same time; how many samples are needed
/// follows from the scores that are found, not from n. Parallel edges make paths of their own; loops are on none.
/// \throws option_error for an option outside its range; cancelled on request
/// Complexity: about b log(1 / delta) / epsilon^2 samples, where b is the greatest score, never more than
/// log(n / delta) / epsilon^2; each takes O(m) time at worst and mostly about the square root of that. O(n) memory a thread.
/// Reference: Borassi & Natale (2016), doi:10.1145/3284359; the bounds are those of Chernoff and Hoeffding (1963),
/// doi:10.1080/01621459.1963.10500830
template <graph_like G>
[[nodiscard]] approximate_betweenness_result approximate_betweenness(const G& graph,
                                                                     const approximate_betweenness_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] approximate_betweenness_result approximate_betweenness_of(const undirected_view& graph,
                                                                        const approximate_betweenness_options& options);
[[nodiscard]] approximate_betweenness_result approximate_betweenness_of(const directed_view& graph,
                                                                        const approximate_betweenness_options& options);

}  // namespace detail

template <graph_like G>
approximate_betweenness_result approximate_betweenness(const G& graph, const approximate_betweenness_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::approximate_betweenness_of(view_of(snapshot), options);
}

}  // namespace coopgraph
