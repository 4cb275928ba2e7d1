// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/graph_output.hpp"

#include <coopgraph/core/execution.hpp>
#include <coopgraph/flow/flow_path.hpp>
#include <coopgraph/flow/vertex_capacities.hpp>
#include <coopgraph/flow/vertex_supplies.hpp>
#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/report/table.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::cli {

/// What `flow` is asked for.
struct flow_options {
  graph_command_options common;
  std::string problem;
  std::vector<std::string> sources;
  std::vector<std::string> targets;
  bool all_sources = false;
  std::string vertex_capacity;
  bool all_cuts = false;
  std::string supply;
  std::string demands;
  std::string balance;  ///< empty: as the library has it for the problem
  bool prices = false;
  std::size_t k = 0;  ///< 0: not given
  std::string disjoint = "edges";
  std::string mode = "out";
};

struct flow_request {
  const flow_options& options;
  const input_graph& input;
  const context& where;
  execution run;
};

/// What came of a problem.
struct flow_answer {
  std::function<void(json_writer&)> members;  ///< all but "graph", "input" and "run"
  std::vector<table> tables;                  ///< the first is what CSV holds
  std::string no_answer = {};                 ///< why status 4; empty: there is an answer
};

// ---- what the problems read ----

/// The vertices of these ids, ascending; of a dataset the id of a region or group means its members.
/// \throws usage_error for an id that is none, with near ones
[[nodiscard]] std::vector<vertex_id> vertices_of(const input_graph& input, const char* option,
                                                 const std::vector<std::string>& ids);
/// The one vertex that an option names. \throws usage_error alike, and for several
[[nodiscard]] vertex_id vertex_of(const input_graph& input, const char* option, const std::vector<std::string>& ids);
/// By --vertex-capacity; nothing: there are none.
[[nodiscard]] std::optional<vertex_capacities> vertex_capacities_of(const flow_request& r);
/// By --supply and --demands, supplies less demands. \throws usage_error if neither is given, or they have no shared unit
[[nodiscard]] vertex_supplies supplies_of(const flow_request& r);
/// Capacities, or no limit on any edge where INPUT has none.
[[nodiscard]] flow_capacities capacities_or_unlimited(const input_graph& input);
/// The lengths, or 1 on each edge: hops. \throws usage_error for a negative one, naming the edge
[[nodiscard]] edge_lengths lengths_or_hops(const flow_request& r);
/// By --mode. \throws usage_error
[[nodiscard]] travel travel_of(const flow_options& o);

// ---- what they write ----

/// [{"rows"|"records", "source", "target"}…] as the member `key`, in the direction in which INPUT has them.
void write_edges(json_writer& json, const char* key, const input_graph& input, const std::vector<edge_id>& edges);
/// The members "vertices" and "edges" of a path, in the direction of travel.
void write_path(json_writer& json, const input_graph& input, const flow_path& path);
/// The ids of a path's vertices, for a table.
[[nodiscard]] std::vector<std::string> path_ids(const input_graph& input, const flow_path& path);
/// "a, b, c and 5 more".
[[nodiscard]] std::string some_ids(const input_graph& input, const std::vector<vertex_id>& vertices);

/// A length or an amount: exact, or as a double.
struct path_measure {
  std::optional<scaled_number> exact = {};
  double rounded = 0.0;
};
void write_measure(json_writer& json, const path_measure& m);

/// Amounts as numbers where doubles hold all their digits, else as text.
struct amount_cells {
  column_kind kind = column_kind::number;
  std::vector<table_cell> cells = {};

  explicit amount_cells(const std::vector<std::optional<scaled_number>>& amounts);
  explicit amount_cells(const std::vector<std::optional<path_measure>>& amounts);
};

/// An edge's flow without its sign, and the ends of the edge in the direction of the flow.
[[nodiscard]] scaled_number amount_on(const edge_flows& flow, edge_id e);
[[nodiscard]] std::pair<std::string, std::string> ends_of_flow(const input_graph& input, const edge_flows& flow, edge_id e);
/// An edge's capacity; nothing where it is unlimited.
[[nodiscard]] std::optional<scaled_number> capacity_of(const flow_capacities& capacities, edge_id e);
/// The ends of an edge that crosses from a side (ascending) to the rest, in that direction.
[[nodiscard]] std::pair<std::string, std::string> ends_across(const input_graph& input, const std::vector<vertex_id>& side,
                                                              edge_id e);

// ---- the problems ----

[[nodiscard]] flow_answer answer_maximum(const flow_request& r);
[[nodiscard]] flow_answer answer_minimum_cost(const flow_request& r);
[[nodiscard]] flow_answer answer_transportation(const flow_request& r);
[[nodiscard]] flow_answer answer_gomory_hu(const flow_request& r);
[[nodiscard]] flow_answer answer_global_cut(const flow_request& r);
[[nodiscard]] flow_answer answer_shortest_paths(const flow_request& r);
[[nodiscard]] flow_answer answer_k_paths(const flow_request& r);
[[nodiscard]] flow_answer answer_widest_paths(const flow_request& r);
[[nodiscard]] flow_answer answer_disjoint_paths(const flow_request& r);
[[nodiscard]] flow_answer answer_decomposition(const flow_request& r);

}  // namespace coopgraph::cli
