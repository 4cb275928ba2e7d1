// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/membership.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include "clustering/partition_sums.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace coopgraph {
namespace {
constexpr const char* function = "membership_cover";
}  // namespace

cover membership_cover(const co_assignments& together, const partition& clusters, const membership_options& options) {
  if (!(options.least_degree > 0.0 && options.least_degree <= 1.0))
    throw option_error(function, "least_degree", to_text(options.least_degree), "above 0, at most 1");
  if (together.runs() == 0) throw input_error(function, "together", "of no partitions", "one partition or more");
  detail::partition_measures::check_partition(function, clusters, together.vertices());

  std::vector<std::size_t> size(clusters.clusters, 0);
  for (const std::uint32_t c : clusters.label) ++size[c];
  const auto runs = static_cast<double>(together.runs());
  cover found{together.vertices(), std::vector<std::vector<cover_member>>(clusters.clusters)};
  std::vector<std::uint64_t> meetings(clusters.clusters);  // of the vertex with members of each, over all runs
  for (vertex_id v = 0; v < together.vertices(); ++v) {
    std::fill(meetings.begin(), meetings.end(), 0);
    // Shares are counts by the number of runs: turned back, they add up exactly.
    for (const co_assigned& other : together.of(v))
      meetings[clusters.label[other.vertex]] += static_cast<std::uint64_t>(other.share * runs + 0.5);
    for (std::uint32_t c = 0; c < clusters.clusters; ++c) {
      const std::size_t others = size[c] - (clusters.label[v] == c ? 1 : 0);
      const bool by_itself = others == 0 && clusters.label[v] == c;
      if (others == 0 && !by_itself) continue;  // nobody is there
      const double degree = by_itself ? static_cast<double>(together.alone(v)) / runs
                                      : static_cast<double>(meetings[c]) / (runs * static_cast<double>(others));
      if (degree >= options.least_degree) found.clusters[c].push_back({v, degree});
    }
  }
  return found;
}

}  // namespace coopgraph
