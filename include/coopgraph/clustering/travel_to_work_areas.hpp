// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph {

/// The conditions that an area must meet; the defaults are those of the review of 2007. In brackets the names of the paper.
struct travel_to_work_options {
  double min_size = 3500.0;               ///< [minSZ] >= 0, in the measure of the flows: a smaller area never suffices
  double min_self_containment = 0.667;    ///< [minSC] in (0, 1]: what suffices for an area of the target size or more
  double target_size = 25'000.0;          ///< [tarSZ] >= min_size: from here on size makes up for no more
  double target_self_containment = 0.75;  ///< [tarSC] in [min_self_containment, 1]: what an area of min_size must have
  execution run = {};                     ///< one thread is used
};

struct travel_to_work_area {
  std::size_t units = 0;
  double size = 0.0;             ///< R: all that its units send, as resident workers; flows within it included
  double jobs = 0.0;             ///< W: all that they receive
  double internal = 0.0;         ///< T: what stays within
  std::optional<double> supply;  ///< T / R, supply-side self-containment; none if R is 0
  std::optional<double> demand;  ///< T / W, demand-side self-containment; none if W is 0
  double validity = 0.0;         ///< X below, in [0, 1]
  bool meets = false;            ///< the conditions
};

struct travel_to_work_result {
  coopgraph::partition partition;          ///< units without flows stand alone
  std::vector<travel_to_work_area> areas;  ///< by label
  std::vector<std::uint32_t> unmet;        ///< labels of areas with flows that fail, but have none with any other area
  std::vector<vertex_id> unallocated;      ///< sorted: units that neither send nor receive, which no area can take
  std::size_t iterations = 0;              ///< areas that were dissolved
  std::size_t reassigned = 0;              ///< units that were given to an area, each time counted
  coopgraph::ties ties = ties::exact;      ///< exact: flows were added and areas compared without rounding
  std::string why_approximate;             ///< empty if exact
};

/// Travel-to-work areas: the units (municipalities, wards) of a table of commuters grouped so that each area is large enough and
/// holds most of its own commuting. Edge u -> v is the number of those who live in u and work in v; loops work where they live,
/// and count; parallel edges add up.
///
/// An area of size R with W jobs, T of them held by its own residents, has the self-containment SC = min(T / R, T / W) and the
/// validity X = min(SC / tarSC, 1) * Z, where Z = 1 - (1 - minSC / tarSC) * max(tarSZ - R, 0) / (tarSZ - minSZ), at least 0. It
/// meets the conditions if R >= minSZ and X >= minSC / tarSC: size and self-containment make up for each other, linearly.
///
/// 1. Every unit with flows is an area.
/// 2. Of the areas that fail, the one of the lowest X is dissolved; among equals the one of the least size, then the one whose
///    first unit is first. If all meet the conditions, it ends.
/// 3. Its units, those that send most first (of equals the first), are each given to the area A of the strongest link
///      T_uA^2 / (R_u W_A) + T_Au^2 / (R_A W_u),
///    0 / 0 being 0; of equal links to the one whose first unit is first. An area counts with the units that it has been given
///    so far. A unit with no link to any area waits until the others have been given away. Then 2. again.
///    An area that has no link to any other is left as it is, and is among `unmet`.
///
/// Each iteration leaves one area less, so that it ends after fewer iterations than there are units. No unit is held back in a
/// reserve list, as some programs do. Links and validities are compared exactly, as fractions; only flows that are rounded or add
/// up to more than 2^62 of their unit are rounded first, to about 2^-61 of their total. The number of threads does not matter,
/// and the order of units and edges only where there are ties.
/// \throws input_error if there is not one flow per edge, if one is negative, if none is above 0; option_error for a condition
///         outside its range; cancelled on request
/// Complexity: O(m) time for each time that all units are reassigned, and O(log n) for each unit; O(n + m) memory.
/// Reference: Coombes & Bond (2008), Travel-to-Work Areas: the 2007 review, Office for National Statistics; Coombes, Green &
/// Openshaw (1986), doi:10.1057/jors.1986.163; X as in Franconi, D'Alo & Ichim (2016), Istat implementation of the algorithm to
/// develop Labour Market Areas
template <directed_graph_like G>
[[nodiscard]] travel_to_work_result travel_to_work_areas(const G& graph, const edge_strengths& flows,
                                                         const travel_to_work_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] travel_to_work_result travel_to_work_of(const directed_view& graph, const edge_strengths& flows,
                                                      const travel_to_work_options& options);

}  // namespace detail

template <directed_graph_like G>
travel_to_work_result travel_to_work_areas(const G& graph, const edge_strengths& flows, const travel_to_work_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::travel_to_work_of(view_of(snapshot), flows, options);
}

}  // namespace coopgraph
