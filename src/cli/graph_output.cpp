// SPDX-License-Identifier: BSL-1.0
#include "cli/graph_output.hpp"

#include <CLI/CLI.hpp>

#include <map>

namespace coopgraph::cli {

void graph_command_options::declare(CLI::App& app) {
  input.declare(app);
  output.declare(app);
  app.add_option("--threads", threads, "Threads; 0: as many as the machine has. They change no result");
}

input_graph graph_command_options::read(const context& where) const {
  input_graph graph = read_input(input, where);
  if (!output.quiet) say_what_was_taken(graph, where);
  check(where.stop);
  return graph;
}

void write_values(json_writer& json, const input_graph& input, const scores& values) {
  json.begin_object();
  auto undefined = values.undefined.begin();
  for (vertex_id v = 0; v < values.size(); ++v) {
    json.key(input.ids[v]);
    if (undefined != values.undefined.end() && undefined->vertex == v) {
      ++undefined;
      json.null();
    } else {
      json.value(values[v]);
    }
  }
  json.end_object();
}

void write_undefined(json_writer& json, const input_graph& input, const scores& values) {
  json.key("undefined").begin_object();
  for (const undefined_score& u : values.undefined) json.key(input.ids[u.vertex]).value(u.reason);
  json.end_object();
}

void write_scores(json_writer& json, const input_graph& input, const scores& values) {
  write_values(json.key("scores"), input, values);
  write_undefined(json, input, values);
}

void write_partition(json_writer& json, const input_graph& input, const partition& parts) {
  json.key("partition").begin_object();
  for (vertex_id v = 0; v < parts.label.size(); ++v) json.key(input.ids[v]).value(parts.label[v]);
  json.end_object().key("clusters").value(parts.clusters);
}

void write_ids(json_writer& json, const char* key, const input_graph& input, const std::vector<vertex_id>& vertices) {
  json.key(key).begin_array();
  for (const vertex_id v : vertices) json.value(input.ids[v]);
  json.end_array();
}

std::pair<std::string, std::string> ends_of(const input_graph& input, edge_id e) {
  return on_graph(input, [&](const auto& graph) {
    const auto view = graph.view();
    return std::pair{input.ids[view.source[e]], input.ids[view.target[e]]};
  });
}

void write_edge(json_writer& json, const input_graph& input, edge_id e, const std::pair<std::string, std::string>& ends) {
  const auto write_all = [&](const char* key, const auto& items) {
    json.key(key).begin_array();
    for (const auto& item : items) json.value(item);
    json.end_array();
  };
  if (input.from)
    write_all("records", input.records_of(e));
  else
    write_all("rows", input.rows_of(e));
  json.key("source").value(ends.first).key("target").value(ends.second);
}

std::string edge_name(const input_graph& input, edge_id e) {
  const auto [source, target] = ends_of(input, e);
  return source + (input.directed() ? " -> " : " - ") + target;
}

edge_strengths strengths_or_ones(const input_graph& input, const char* measure) {
  if (!input.strengths) return edge_strengths::uniform(input.edges());
  check_values(
      input, measure, *input.strengths, "strength", [](double x) { return x >= 0.0; }, "strengths of 0 or above");
  return *input.strengths;
}

std::vector<table_cell> score_cells(const scores& values) {
  std::vector<table_cell> cells(values.values.begin(), values.values.end());
  for (const undefined_score& u : values.undefined) cells[u.vertex] = std::monostate{};
  return cells;
}

void add_undefined_notes(table& t, std::string_view what, const scores& values) {
  std::map<std::string, std::size_t> reasons;
  for (const undefined_score& u : values.undefined) ++reasons[u.reason];
  for (const auto& [reason, count] : reasons)
    t.add_note("n/a: " + count_of(count, "vertex has", "vertices have") + " no " + std::string(what) + " (" + reason + ")");
}

}  // namespace coopgraph::cli
