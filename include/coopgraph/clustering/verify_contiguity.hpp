// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/region_evidence.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {

/// Whether there is one label below regions.clusters for each vertex, each is in use, and the vertices of each label are
/// connected by edges among them. Loops and parallel edges change nothing.
/// Complexity: O(m log n) time at worst, O(n + m) in practice; O(n) memory.
template <undirected_graph_like G>
[[nodiscard]] bool regions_are_contiguous(const G& contiguity, const partition& regions);

/// What the regions were asked for with.
struct region_demands {
  std::optional<std::size_t> clusters = {};  ///< none: as many as are best
  region_floor floor = {};
};

/// Which promises of region_evidence do not hold of these regions, each as a sentence; none: it is sound. Regions are contiguous;
/// to follow next_hop leads, along edges within the region, to its first unit; islands and amounts (within a relative 1e-12) are
/// as stated; and of what was found, all but islands reach the floor (within as much), and there are as many regions as asked
/// for; of what was not found, fewer. That something is infeasible is not checked. Shares no code with the searches.
/// \throws option_error if there are amounts, but not one per vertex
/// Complexity: O(n + m) time in practice, O(n) memory.
template <undirected_graph_like G>
[[nodiscard]] std::vector<std::string> check_region_evidence(const G& contiguity, const partition& regions,
                                                             const region_evidence& evidence, const region_demands& asked = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] inline bool regions_are_contiguous_in(const undirected_view& contiguity, const partition& regions) {
  const std::size_t n = contiguity.vertices();
  if (regions.label.size() != n) return false;
  std::vector<std::size_t> above(n);
  std::vector<bool> is_used(regions.clusters, false);
  std::size_t pieces = n;
  for (std::size_t v = 0; v < n; ++v) {
    above[v] = v;
    if (regions.label[v] >= regions.clusters) return false;
    is_used[regions.label[v]] = true;
  }
  for (const bool used : is_used)
    if (!used) return false;
  const auto top = [&](std::size_t v) {
    while (above[v] != v) v = above[v] = above[above[v]];
    return v;
  };
  for (std::size_t e = 0; e < contiguity.edges(); ++e) {
    if (regions.label[contiguity.source[e]] != regions.label[contiguity.target[e]]) continue;
    const std::size_t u = top(contiguity.source[e]);
    const std::size_t v = top(contiguity.target[e]);
    if (u == v) continue;
    above[u] = v;
    --pieces;
  }
  return pieces == regions.clusters;
}

/// Whether each unit's hop is a neighbour in its region, and hops lead to the region's first unit.
[[nodiscard]] inline bool hops_lead_home(const undirected_view& contiguity, const partition& regions,
                                         const std::vector<vertex_id>& next_hop) {
  const std::size_t n = contiguity.vertices();
  if (next_hop.size() != n) return false;
  std::vector<bool> leads(n, false);
  std::vector<bool> is_begun(regions.clusters, false);
  for (vertex_id v = 0; v < n; ++v) {
    const bool is_first = !is_begun[regions.label[v]];
    is_begun[regions.label[v]] = true;
    if (is_first != (next_hop[v] == no_vertex)) return false;
    leads[v] = is_first;
    if (is_first) continue;
    bool is_near = false;
    for (const vertex_id u : contiguity.out.targets_of(v)) is_near = is_near || (u == next_hop[v] && u != v);
    if (!is_near || regions.label[next_hop[v]] != regions.label[v]) return false;
  }
  std::vector<vertex_id> way;
  for (vertex_id v = 0; v < n; ++v) {
    way.clear();
    for (vertex_id u = v; !leads[u]; u = next_hop[u]) {
      way.push_back(u);
      if (way.size() > n) return false;  // round and round
    }
    for (const vertex_id u : way) leads[u] = true;
  }
  return true;
}

[[nodiscard]] inline std::vector<std::string> check_region_evidence_in(const undirected_view& contiguity,
                                                                       const partition& regions, const region_evidence& evidence,
                                                                       const region_demands& asked) {
  const std::size_t n = contiguity.vertices();
  const std::size_t amounts = asked.floor.amounts.size();
  if (amounts != 0 && amounts != n)
    throw option_error("check_region_evidence", "number of floor amounts", std::to_string(amounts),
                       "none, or " + std::to_string(n) + ", one for each vertex");
  std::vector<std::string> problems;
  if (!regions_are_contiguous_in(contiguity, regions)) return {"a region is not contiguous, or labels do not number them"};
  if (!hops_lead_home(contiguity, regions, evidence.next_hop)) problems.emplace_back("next_hop does not lead to the first unit");

  std::vector<vertex_id> islands;
  std::vector<bool> is_exempt(regions.clusters, false);
  std::vector<long double> amount(regions.clusters, 0);
  for (vertex_id v = 0; v < n; ++v) {
    bool has_neighbour = false;
    for (const vertex_id u : contiguity.out.targets_of(v)) has_neighbour = has_neighbour || u != v;
    if (!has_neighbour) islands.push_back(v);
    if (!has_neighbour) is_exempt[regions.label[v]] = true;
    amount[regions.label[v]] += asked.floor.amounts.empty() ? 1.0 : asked.floor.amounts[v];
  }
  if (islands != evidence.islands) problems.emplace_back("the islands are not the units without neighbours");
  if (evidence.amounts.size() != regions.clusters) return problems.emplace_back("there is not one amount a region"), problems;

  const bool is_found = evidence.status == region_status::found;
  const bool is_tried = evidence.status != region_status::infeasible;
  if (is_found != (evidence.obstacle == region_obstacle::none) || is_found != evidence.why.empty())
    problems.emplace_back("status and obstacle do not agree");
  for (std::size_t r = 0; r < regions.clusters; ++r) {
    const std::string region = "region " + std::to_string(r);
    if (std::fabs(static_cast<long double>(evidence.amounts[r]) - amount[r]) > 1e-12L * amount[r])
      problems.push_back(region + " does not hold what is stated");
    if (is_tried && !is_exempt[r] && amount[r] < asked.floor.least * (1 - 1e-12L))
      problems.push_back(region + " is below the floor");
  }
  if (asked.clusters && is_found && regions.clusters != *asked.clusters) problems.emplace_back("the count is not that asked for");
  if (asked.clusters && is_tried && !is_found && regions.clusters >= *asked.clusters)
    problems.emplace_back("there are enough regions, which are said not to have been found");
  return problems;
}

}  // namespace detail

template <undirected_graph_like G>
bool regions_are_contiguous(const G& contiguity, const partition& regions) {
  const auto& snapshot = snapshot_of(contiguity);
  return detail::regions_are_contiguous_in(view_of(snapshot), regions);
}

template <undirected_graph_like G>
std::vector<std::string> check_region_evidence(const G& contiguity, const partition& regions, const region_evidence& evidence,
                                               const region_demands& asked) {
  const auto& snapshot = snapshot_of(contiguity);
  return detail::check_region_evidence_in(view_of(snapshot), regions, evidence, asked);
}

}  // namespace coopgraph
