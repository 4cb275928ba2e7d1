// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/input.hpp"
#include "cli/output.hpp"

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/io/json_writer.hpp>

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
  [[nodiscard]] execution run(const context& where) const { return {threads, where.stop, where.progress}; }
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

/// The members "partition" {ID: LABEL} and "clusters".
void write_partition(json_writer& json, const input_graph& input, const partition& parts);

/// [ID…] as the member `key`.
void write_ids(json_writer& json, const char* key, const input_graph& input, const std::vector<vertex_id>& vertices);

/// The ids of the ends of an edge.
[[nodiscard]] std::pair<std::string, std::string> ends_of(const input_graph& input, edge_id e);

/// The members "rows" of an edge table or "records" of a dataset that stand behind an edge, and its ends as given.
void write_edge(json_writer& json, const input_graph& input, edge_id e, const std::pair<std::string, std::string>& ends);

/// An edge as messages name it: "A - B", directed "A -> B".
[[nodiscard]] std::string edge_name(const input_graph& input, edge_id e);

/// \throws usage_error naming the first edge whose value the measure does not allow
template <value_kind K, class Allowed>
void check_values(const input_graph& input, const char* measure, const edge_values<K>& values, const char* what,
                  const Allowed& allowed, const char* range) {
  for (edge_id e = 0; e < values.size(); ++e)
    if (!allowed(values[e]))
      throw usage_error(std::string(measure) + ": the " + what + " of " + edge_name(input, e) + " is " + to_text(values[e]) +
                        (values[e] < 0.0 ? ", which is negative" : "") + "; allowed: " + range +
                        "; correct the data or name another " + what + " with --" + what);
}

/// The strengths, or 1 on each edge where there are none. \throws usage_error for a negative one, naming the edge
[[nodiscard]] edge_strengths strengths_or_ones(const input_graph& input, const char* measure);
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
