// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/position.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/graph.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/view/allocation.hpp>
#include <coopgraph/view/selection.hpp>
#include <coopgraph/view/ties.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph {

struct flow_projection_options {
  record_filter where = {};
  amount_choice strength = {};              ///< with a measure, an edge's strength is its amount in place of 1
  amount_choice capacity = {};              ///< with a measure, its amount is the capacity; else the flow's own capacity
  std::optional<allocation> allocate = {};  ///< nothing: flows from or to groups are left out and said so
};

/// A network's flows as a directed graph. Vertex v is actor v of the network; each flow between two actors is an edge of its own,
/// in the order of the network (a split one gives an edge for each pair of its ends, by origin, then by destination).
struct flow_view {
  directed_graph graph;
  edge_strengths strengths = edge_strengths::uniform(0);     ///< exact as far as a shared denominator fits into 64 bits
  edge_capacities capacities = edge_capacities::uniform(0);  ///< alike; 0 where `unlimited`
  edge_costs unit_costs = edge_costs::uniform(0);            ///< for a unit of the capacity; 0 where `without_cost`
  std::vector<edge_id> unlimited;                            ///< edges without a stated capacity, ascending
  std::vector<edge_id> without_cost;                         ///< edges without a unit cost stated for that unit, ascending
  std::vector<actor_id> actors;                              ///< vertex -> actor
  std::vector<std::string> names;                            ///< vertex -> name
  std::vector<std::optional<position>> places;               ///< vertex -> where it is; nothing: not stated
  edge_records<flow_id> records;                             ///< edge -> its one flow
  std::vector<std::string> product;                          ///< edge -> product; may be empty
  std::vector<std::string> chain;                            ///< edge -> chain; may be empty
  std::vector<std::string> stage;                            ///< edge -> stage; may be empty
  std::vector<tie_basis> basis;                              ///< edge -> the least firm basis of its strength and capacity
  std::string unit;                                          ///< of the strengths; empty: records
  std::vector<std::string> capacity_units;                   ///< the distinct units of the capacities, in order of appearance
  std::size_t taken = 0;                                     ///< flows that gave an edge
  std::vector<flow_id> possibly;          ///< of these: a time was asked for, and it is not certain that they were in force
  std::vector<flow_id> undated;           ///< of these: those that state no date at all
  std::vector<left_out_record> left_out;  ///< by record, then by end
};

/// Projects the flows of a network onto its actors. A group or region at an end names nobody: the flow is left out and said so,
/// unless `allocate` splits it over the members (at the record's period; the other end, where it is an actor, is no member),
/// its strength, capacity and quantities alike: each pair of members gets the product of their parts. A flow from an actor to
/// itself is a loop.
/// \throws input_error if a word of the filter, a measure, its unit or its basis occurs in no flow, or the region is unknown
///         (near ones are named), if a measure has several units or bases in the flows that the filter's words and time let
///         pass, and if an attribute by which totals are split occurs nowhere, has no number >= 0 for one of the members, or is
///         0 for all of them
/// \throws option_error if `where` has both `on` and `during`, or a kind, which flows do not have
/// Complexity: O(n + R log R) time and O(n + R) memory over n actors and the R pairs that the flows give.
[[nodiscard]] flow_view project_flows(const network& from, const flow_projection_options& options = {});

}  // namespace coopgraph
