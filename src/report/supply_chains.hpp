// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "core/words.hpp"

#include <coopgraph/flow/flow_capacities.hpp>
#include <coopgraph/graph/graph.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/view/allocation.hpp>
#include <coopgraph/view/flow_projection.hpp>
#include <coopgraph/view/selection.hpp>

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace coopgraph::detail {

/// The flows of one thing in one unit. Origins send it and do not receive it, destinations receive it and do not send it; what an
/// actor sends to itself does not count.
struct supply_chain {
  std::string what;  ///< as what_goes()
  std::string unit;  ///< of the capacities
  directed_graph graph;
  flow_capacities capacities;           ///< unlimited where none is stated
  std::vector<tie_basis> basis;         ///< by edge, of its capacity
  std::vector<flow_id> records;         ///< by edge
  std::vector<vertex_id> origins;       ///< ascending
  std::vector<vertex_id> destinations;  ///< ascending

  /// The least firm basis of the stated capacities.
  [[nodiscard]] tie_basis least_firm() const;
};

/// The chains of a view, in the order of their first flows.
struct supply_chains {
  std::vector<supply_chain> chains;
  std::vector<std::string> several_units;     ///< what has capacities in several units, which do not add up
  std::vector<std::string> without_capacity;  ///< what has no capacity at all
};

/// What is read as the capacity of a flow.
struct capacity_reading {
  amount_choice amount = {};                    ///< without a measure: the column `capacity`
  std::vector<agreement_status> statuses = {};  ///< of which flows; empty: any
};
/// Those that the reading takes of the flows, as a view.
/// \throws input_error as project_flows()
[[nodiscard]] flow_view view_of(const network& from, const capacity_reading& reading, std::optional<allocation> split = {});
[[nodiscard]] supply_chains supply_chains_of(const network& from, const flow_view& view, const capacity_reading& reading,
                                             const words& say);
/// On what the capacity of a flow rests; nothing where it states none, or the reading does not take it.
[[nodiscard]] std::optional<tie_basis> basis_of_capacity(const flow& f, const capacity_reading& reading);

/// How the capacities of what is signed or in force can be read: from their column; where none has one from the measure
/// `capacity`, each of its units and bases alone; nothing where neither is stated.
[[nodiscard]] std::vector<capacity_reading> readings_of_capacities(const network& from);
/// The measures, units and bases in which totals over groups are stated in numbers.
[[nodiscard]] std::vector<capacity_reading> readings_of_group_totals(const network& from);

/// Whether it is a total over a group.
[[nodiscard]] bool names_a_group(const flow& f);
/// What has capacities from or to a group, as what_goes().
[[nodiscard]] std::set<std::string> goes_by_groups(const network& from, const capacity_reading& reading, const words& say);

}  // namespace coopgraph::detail
