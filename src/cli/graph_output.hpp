// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/input.hpp"
#include "cli/output.hpp"

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/report/json.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph::cli {

/// What the commands that analyse a graph share: INPUT and its options, the output's, --threads.
struct graph_command_options {
  input_options input;
  output_options output;
  unsigned threads = 0;

  void declare(CLI::App& app);
  [[nodiscard]] execution run(const context& where) const { return {threads, where.stop, {}}; }
  /// Reads INPUT and notes what was taken, unless quiet.
  [[nodiscard]] input_graph read(const context& where) const;
};

/// A result in JSON: an object that begins with "graph" (and "problems") and ends with "run".
/// `members(json)` adds what stands between.
template <class Members>
[[nodiscard]] std::string json_result(const CLI::App& app, const input_graph& input, const Members& members) {
  json_writer json;
  json.begin_object();
  write_graph(json, input);
  members(json);
  write_run(json, describe_run(app, input.fingerprint));
  json.end_object();
  return json.finish();
}

/// {ID: number|null}, a value.
void write_values(json_writer& json, const input_graph& input, const scores& values);
/// The member "undefined" {ID: REASON}.
void write_undefined(json_writer& json, const input_graph& input, const scores& values);
/// The members "scores" and "undefined".
void write_scores(json_writer& json, const input_graph& input, const scores& values);

/// The ids of the ends of an edge.
[[nodiscard]] std::pair<std::string, std::string> ends_of(const input_graph& input, edge_id e);

/// The members "rows" of an edge table or "records" of a dataset that stand behind an edge, and its ends as given.
void write_edge(json_writer& json, const input_graph& input, edge_id e, const std::pair<std::string, std::string>& ends);

/// An edge as messages name it: "A - B", directed "A -> B".
[[nodiscard]] std::string edge_name(const input_graph& input, edge_id e);

/// A score for a table: nothing where it is undefined.
[[nodiscard]] std::vector<table_cell> score_cells(const scores& values);

/// A note for each reason why scores are undefined, with the number of vertices: "3 vertices have no X: REASON".
void add_undefined_notes(table& t, std::string_view what, const scores& values);

/// Calls visit(graph) with the graph in its own type.
template <class Visit>
auto on_graph(const input_graph& input, const Visit& visit) {
  return std::visit(visit, input.graph);
}

}  // namespace coopgraph::cli
