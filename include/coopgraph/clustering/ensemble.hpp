// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/leiden.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace coopgraph {

/// How often a vertex is in one cluster with another.
struct co_assigned {
  vertex_id vertex = 0;
  double share = 0.0;  ///< of the runs; above 0

  friend bool operator==(const co_assigned&, const co_assigned&) = default;
};

/// Partitions of the same vertices, and how often two of these are together in them. No matrix of all pairs is made.
/// Memory: 8 bytes for each vertex and run.
class co_assignments {
 public:
  co_assignments() = default;
  /// \throws input_error unless all have as many vertices, each a label below the number of clusters
  explicit co_assignments(std::span<const partition> runs);

  [[nodiscard]] std::size_t runs() const noexcept { return first_cluster_.empty() ? 0 : first_cluster_.size() - 1; }
  [[nodiscard]] std::size_t vertices() const noexcept { return vertices_; }
  /// The labels of run r as they were given. \pre r < runs() Complexity: O(n).
  [[nodiscard]] partition run(std::size_t r) const;
  /// In how many runs u and v are in one cluster; all for u = v. \pre u, v < vertices() Complexity: O(runs).
  [[nodiscard]] std::uint32_t count(vertex_id u, vertex_id v) const;
  /// That as a share of the runs: 0 to 1. \pre there are runs
  [[nodiscard]] double operator()(vertex_id u, vertex_id v) const {
    return static_cast<double>(count(u, v)) / static_cast<double>(runs());
  }
  /// In how many runs v is alone in its cluster. \pre v < vertices() Complexity: O(runs).
  [[nodiscard]] std::uint32_t alone(vertex_id v) const;
  /// All who are ever in one cluster with v, v left out, by vertex. \pre v < vertices()
  /// Complexity: O(n + runs + their counts) time.
  [[nodiscard]] std::vector<co_assigned> of(vertex_id v) const;

  friend bool operator==(const co_assignments&, const co_assignments&) = default;

 private:
  std::size_t vertices_ = 0;
  std::vector<std::uint32_t> label_;          // [r * vertices + v]
  std::vector<vertex_id> member_;             // [r * vertices …]: the vertices by cluster
  std::vector<std::uint64_t> first_member_;   // by cluster of all runs: where its members begin; one more at the end
  std::vector<std::uint64_t> first_cluster_;  // by run: its cluster 0 among those of all runs; one more at the end
};

/// What the runs of an ensemble differ in besides their seeds.
enum class ensemble_resampling {
  none,    ///< nothing: what varies is the search
  edges,   ///< edges are drawn with replacement, as many as there are; the strength counts as often as its edge was drawn
  poisson  ///< strengths count records: each becomes a Poisson number of that mean. Whole numbers below 2^53 only
};

struct ensemble_options {
  leiden_options leiden = {};  ///< of each run; its `seed` and its `run` are not read
  unsigned runs = 100;         ///< 1 or more
  ensemble_resampling resampling = ensemble_resampling::none;
  /// For the consensus, edges whose ends are together in no more than this share of the runs are cut; [0, 1). Where runs differ
  /// much, as on resampled edges, higher ones cut what holds clusters together: keep it at 0 there.
  double threshold = 0.0;
  unsigned max_rounds = 16;  ///< of the search for the consensus; 1 or more
  /// Confidence from which on a member is a core member; (0, 1]. At 0.9 a member is with nine of ten of its cluster, run by run.
  double core = 0.9;
  std::uint64_t seed = 1;
  execution run = {};
};

/// How well a vertex belongs to its cluster of the consensus.
struct ensemble_member {
  double confidence = 0.0;  ///< mean share of the runs in which it is with another member; alone: share in which it is alone
  bool core = false;        ///< confidence >= options.core; else it is at the border
  std::optional<std::uint32_t>
      next_best;            ///< of the other clusters that it is tied to, the one that it is with most; none: never
  double next_share = 0.0;  ///< mean share of the runs in which it is with a member of that one
};

struct ensemble_result {
  co_assignments together;           ///< the runs
  std::vector<std::uint64_t> seeds;  ///< by run: leiden_options::seed
  std::vector<double> qualities;     ///< by run: of the objective, on the graph as it was given
  double mean_quality = 0.0;
  double quality_deviation = 0.0;  ///< the standard deviation of the runs (divided by runs)

  partition consensus;                   ///< every cluster connected
  double quality = 0.0;                  ///< of the consensus, of the objective, on the graph as it was given
  double modularity = 0.0;               ///< of the consensus at resolution 1
  bool converged = false;                ///< whether all runs of the last round agreed
  unsigned rounds = 0;                   ///< of the search for the consensus; 0: the runs agreed at once
  std::vector<ensemble_member> members;  ///< by vertex
  std::vector<double> confidence;        ///< by cluster: mean of its members'
};

/// Many runs of Leiden and what they agree on. Run i has the seed random_stream(seed, "ensemble", i).bits(), and if edges are
/// resampled draws of its own; all runs see the same vertices.
///
/// The consensus: each strength is multiplied by the share of the runs in which the ends of its edge are together, 0 where this
/// is no more than `threshold` (a vertex that would lose all its edges keeps the one it shares most), and as many runs are made
/// on these strengths; again with the shares of the new runs, until all runs agree. Only tied pairs are looked at, so that
/// nothing grows with the square of n. If max_rounds do not suffice it is the run of the last round with the best quality on the
/// given graph. Parallel edges add up; loops are never cut.
/// \throws option_error as leiden, or if runs, threshold, max_rounds or core is outside its range; input_error as leiden, and for
///         strengths that are no whole numbers if they are resampled as such; cancelled on request
/// Complexity: (1 + rounds) runs times that of leiden; memory: 12 bytes for each vertex and run, and leiden's for each thread.
/// Reference: Lancichinetti & Fortunato (2012), doi:10.1038/srep00336; tied pairs only: Tandon et al. (2019),
/// doi:10.1103/PhysRevE.99.042301; resampling: Rosvall & Bergstrom (2010), doi:10.1371/journal.pone.0008694
template <graph_like G>
[[nodiscard]] ensemble_result leiden_ensemble(const G& graph, const ensemble_options& options = {});
template <graph_like G>
[[nodiscard]] ensemble_result leiden_ensemble(const G& graph, const edge_strengths& strengths,
                                              const ensemble_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] ensemble_result ensemble_of(const undirected_view& graph, const edge_strengths& strengths,
                                          const ensemble_options& options);
[[nodiscard]] ensemble_result ensemble_of(const directed_view& graph, const edge_strengths& strengths,
                                          const ensemble_options& options);

}  // namespace detail

template <graph_like G>
ensemble_result leiden_ensemble(const G& graph, const ensemble_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  return detail::ensemble_of(view, edge_strengths::uniform(view.edges()), options);
}
template <graph_like G>
ensemble_result leiden_ensemble(const G& graph, const edge_strengths& strengths, const ensemble_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::ensemble_of(view_of(snapshot), strengths, options);
}

}  // namespace coopgraph
