// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/input.hpp"

#include <coopgraph/view/allocation.hpp>
#include <coopgraph/view/flow_projection.hpp>
#include <coopgraph/view/projection.hpp>

#include <optional>
#include <string>
#include <vector>

namespace coopgraph::cli {

/// \throws usage_error for options that only edge tables and graph files have
void check_for_dataset(const input_options& options);

/// Which records the options ask for. \throws usage_error for a word that an option does not have
[[nodiscard]] record_filter filter_of(const input_options& options);

/// Which amount --strength, --unit and --basis ask for. \throws usage_error alike
[[nodiscard]] amount_choice strength_of(const input_options& options);

/// The rules of --allocate, as given; none: totals stay totals.
/// \throws usage_error for a rule that is neither "equal" nor an attribute, or is named twice
[[nodiscard]] std::vector<allocation> allocations_of(const input_options& options);
/// "equal", or the name of the attribute.
[[nodiscard]] std::string name_of(const allocation& rule);

/// How --as projects agreements. \throws usage_error for another word than star, newman and clique
[[nodiscard]] projection as_projection(const std::string& as);
/// What the options ask for: an edge for each record of a pair, as add_ties() wants it.
[[nodiscard]] projection_options projection_of(const input_options& options, const std::optional<allocation>& rule);
[[nodiscard]] flow_projection_options flow_projection_of(const input_options& options, const std::optional<allocation>& rule);

/// Ties with one row for each record of a pair.
struct tie_rows {
  std::vector<endpoints> ends;
  edge_strengths strengths = edge_strengths::uniform(0);
  std::optional<flow_capacities> capacities;  ///< of flows
  std::optional<edge_costs> costs;            ///< of flows
  std::vector<any_record> records;
  std::vector<tie_basis> basis;
  bool directed = false;
};

/// The ties of a view (or of a layer) that has an edge for each record.
template <class Ties>
[[nodiscard]] tie_rows rows_of(const Ties& ties) {
  tie_rows rows;
  const auto g = ties.graph.view();
  rows.directed = g.is_directed;
  for (edge_id e = 0; e < g.edges(); ++e) {
    rows.ends.push_back({g.source[e], g.target[e]});
    rows.records.emplace_back(ties.records[e].front());
  }
  rows.strengths = ties.strengths;
  if constexpr (requires { ties.capacities; }) rows.capacities = flow_capacities(ties.capacities, ties.unlimited);
  if constexpr (requires { ties.unit_costs; }) rows.costs = ties.unit_costs;
  rows.basis = ties.basis;
  return rows;
}

/// Merges rows with the same ends as --parallel-edges says, and gives the input its graph, strengths, capacities, records and
/// basis.
/// \pre the input has its ids
void add_ties(input_graph& input, const tie_rows& rows, const input_options& options);

/// Reads INPUT, a dataset, and projects its ties as the options say, by the first rule of --allocate if there is one.
[[nodiscard]] input_graph read_dataset_graph(const input_options& options, const context& where);

/// The same ties of a network that was read, with totals split by another rule; `from` of the result is empty.
[[nodiscard]] input_graph project_dataset(const network& from, const input_options& options,
                                          const std::optional<allocation>& rule);

}  // namespace coopgraph::cli
