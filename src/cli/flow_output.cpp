// SPDX-License-Identifier: BSL-1.0
#include "cli/flow_problems.hpp"

#include <algorithm>
#include <utility>

namespace coopgraph::cli {

void write_edges(json_writer& json, const char* key, const input_graph& input, const std::vector<edge_id>& edges) {
  json.key(key).begin_array();
  for (const edge_id e : edges) {
    json.begin_object();
    write_edge(json, input, e, ends_of(input, e));
    json.end_object();
  }
  json.end_array();
}

void write_path(json_writer& json, const input_graph& input, const flow_path& path) {
  write_ids(json, "vertices", input, path.vertices);
  json.key("edges").begin_array();
  for (std::size_t i = 0; i < path.edges.size(); ++i) {
    json.begin_object();
    write_edge(json, input, path.edges[i], {input.ids[path.vertices[i]], input.ids[path.vertices[i + 1]]});
    json.end_object();
  }
  json.end_array();
}

std::vector<std::string> path_ids(const input_graph& input, const flow_path& path) {
  std::vector<std::string> ids;
  for (const vertex_id v : path.vertices) ids.push_back(input.ids[v]);
  return ids;
}

std::string some_ids(const input_graph& input, const std::vector<vertex_id>& vertices) {
  constexpr std::size_t most = 20;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, vertices.size()); ++i)
    text.append(i == 0 ? "" : ", ").append(printable(input.ids[vertices[i]], 60));
  return vertices.size() > most ? text + " and " + std::to_string(vertices.size() - most) + " more" : text;
}

void write_measure(json_writer& json, const path_measure& m) {
  if (m.exact)
    json.value(*m.exact);
  else
    json.value(m.rounded);
}

amount_cells::amount_cells(const std::vector<std::optional<path_measure>>& amounts) {
  for (const auto& m : amounts)
    if (m && m->exact && to_text(*m->exact) != to_text(to_double(*m->exact))) kind = column_kind::text;
  for (const auto& m : amounts) {
    table_cell& cell = cells.emplace_back();
    if (!m) continue;
    if (kind == column_kind::number)
      cell = m->exact ? to_double(*m->exact) : m->rounded;
    else
      cell = m->exact ? to_text(*m->exact) : to_text(m->rounded);
  }
}

amount_cells::amount_cells(const std::vector<std::optional<scaled_number>>& amounts)
    : amount_cells([&] {
        std::vector<std::optional<path_measure>> all;
        for (const auto& n : amounts) all.push_back(n ? std::optional(path_measure{n}) : std::nullopt);
        return all;
      }()) {}

scaled_number amount_on(const edge_flows& flow, edge_id e) {
  const std::int64_t n = flow.numerators()[e];
  return {n < 0 ? -n : n, flow.unit()};
}

std::pair<std::string, std::string> ends_of_flow(const input_graph& input, const edge_flows& flow, edge_id e) {
  auto [source, target] = ends_of(input, e);
  if (flow.numerators()[e] < 0) std::swap(source, target);
  return {source, target};
}

std::optional<scaled_number> capacity_of(const flow_capacities& capacities, edge_id e) {
  if (capacities.is_unlimited(e)) return std::nullopt;
  return scaled_number{capacities.limits().numerators()[e], capacities.limits().unit()};
}

std::pair<std::string, std::string> ends_across(const input_graph& input, const std::vector<vertex_id>& side, edge_id e) {
  auto [source, target] = ends_of(input, e);
  const vertex_id tail = on_graph(input, [&](const auto& graph) { return graph.view().source[e]; });
  if (!std::binary_search(side.begin(), side.end(), tail)) std::swap(source, target);
  return {source, target};
}

}  // namespace coopgraph::cli
