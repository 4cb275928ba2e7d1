// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/leiden.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace coopgraph {

struct resolution_scan_options {
  leiden_options leiden = {};  ///< of each run; its `resolution`, `seed` and `run` are not read
  double lowest = 0.1;         ///< resolutions to look at: from here; above 0
  double highest = 10.0;       ///< to here; above lowest. Of CPM they are strengths per pair, so that both depend on the graph
  unsigned points = 16;        ///< of the grid, in equal ratios, both ends among them; 2 or more
  unsigned seeds = 3;          ///< runs from the start at each point and at each crossing; 1 or more
  unsigned crossings = 200;    ///< how many crossings of neighbours are looked at anew, at most
  std::uint64_t seed = 1;
  execution run = {};
};

/// A partition that is the best of those found on an interval of resolutions.
struct resolution_plateau {
  coopgraph::partition partition;  ///< every cluster connected
  double from = 0.0;               ///< where it overtakes the plateau before; the first: options.lowest
  double to = 0.0;                 ///< where the next one overtakes it; the last: options.highest
  double log_width = 0.0;          ///< log(to / from): the same for all units of strength
  double within = 0.0;  ///< quality(resolution) = within - resolution * expected, as modularity() and constant_potts() measure it
  double expected = 0.0;  ///< modularity: the sum of (k_C / 2W)^2 (directed: k_out_C k_in_C / W^2); CPM: of n_C (n_C - 1) / 2
  unsigned found = 0;     ///< in how many runs; 0: it is the one of all components, or of all vertices alone
};

struct resolution_scan_result {
  std::vector<resolution_plateau> plateaus;  ///< side by side, from low to high resolution
  std::vector<std::uint32_t> by_stability;   ///< places in plateaus: the widest first, by log_width
  std::size_t partitions = 0;                ///< different ones that runs found
  unsigned runs = 0;
  bool settled = false;  ///< whether runs at each crossing of neighbours, beginning with both, found nothing better there
  coopgraph::ties ties = ties::exact;  ///< exact: crossings were compared as fractions of whole numbers and rounded once
  std::string why_approximate;         ///< empty if exact
};

/// Which partitions are best over which resolutions (CHAMP). A partition's quality falls on a line as the resolution rises:
/// within - resolution * expected. Of the lines of all partitions that runs of Leiden found, the upper envelope between lowest
/// and highest is returned: on [from, to] none of those found is better than that plateau's. Wide plateaus are structure that
/// does not hang on the choice of the resolution; the first and the last may go on beyond the ends.
///
/// Runs are made on a grid of resolutions, from the start and from the best partitions of the points beside; then, widest
/// neighbours first, where two neighbours cross, from both and from the start, until nothing better is found there or `crossings`
/// are used up. The components and all vertices alone take part unless vertices are fixed or clusters limited. Of partitions with
/// the same line the one that was found first stays. Each run has its own stream of the seed.
/// Parallel edges add up; loops lie within.
/// \throws option_error as leiden, or if lowest, highest, points or seeds is outside its range; input_error as leiden; cancelled
/// on
///         request
/// Complexity: (points + crossings) (seeds + 2) runs of leiden at most; memory O(n) for each plateau and each run of a pass.
/// Reference: Weir, Emmons, Gibson, Taylor & Mucha (2017), doi:10.3390/a10030093
template <graph_like G>
[[nodiscard]] resolution_scan_result scan_resolutions(const G& graph, const resolution_scan_options& options = {});
template <graph_like G>
[[nodiscard]] resolution_scan_result scan_resolutions(const G& graph, const edge_strengths& strengths,
                                                      const resolution_scan_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] resolution_scan_result resolutions_of(const undirected_view& graph, const edge_strengths& strengths,
                                                    const resolution_scan_options& options);
[[nodiscard]] resolution_scan_result resolutions_of(const directed_view& graph, const edge_strengths& strengths,
                                                    const resolution_scan_options& options);

}  // namespace detail

template <graph_like G>
resolution_scan_result scan_resolutions(const G& graph, const resolution_scan_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  return detail::resolutions_of(view, edge_strengths::uniform(view.edges()), options);
}
template <graph_like G>
resolution_scan_result scan_resolutions(const G& graph, const edge_strengths& strengths, const resolution_scan_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::resolutions_of(view_of(snapshot), strengths, options);
}

}  // namespace coopgraph
