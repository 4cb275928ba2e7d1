// SPDX-License-Identifier: BSL-1.0
// What several methods of `cluster` read and write.
#include "cli/cluster_methods.hpp"
#include "cli/vertex_numbers.hpp"

namespace coopgraph::cli {

std::string_view name_of(region_obstacle obstacle) {
  switch (obstacle) {
    case region_obstacle::none:
      return "none";
    case region_obstacle::floor_too_high:
      return "floor_too_high";
    case region_obstacle::component_below_floor:
      return "component_below_floor";
    case region_obstacle::fewer_clusters_than_components:
      return "fewer_clusters_than_components";
    case region_obstacle::more_clusters_than_units:
      return "more_clusters_than_units";
    case region_obstacle::no_cut_keeps_floor:
      break;
  }
  return "no_cut_keeps_floor";
}

const undirected_graph& undirected_input(const cluster_request& r, const char* because) {
  const auto* graph = std::get_if<undirected_graph>(&r.input.graph);
  if (graph == nullptr)
    throw usage_error("--by " + r.options.by + " is for " + because +
                      ", which have no direction, and INPUT has one; read it by " + "--undirected");
  return *graph;
}

region_floor floor_of(const cluster_request& r) {
  const cluster_options& o = r.options;
  region_floor floor{o.floor};
  if (o.floor_column.empty()) return floor;
  const auto numbers = read_vertex_numbers(r.input, o.common.input, "--floor-column", o.floor_column);
  for (vertex_id v = 0; v < numbers.size(); ++v) {
    if (!numbers[v])
      throw usage_error("--floor-column: " + printable(r.input.ids[v], 100) + " has no " + printable(o.floor_column) +
                        "; allowed: a column with a number for each vertex");
    floor.amounts.push_back(to_double(*numbers[v]));
  }
  return floor;
}

std::size_t clusters_of(const cluster_request& r) {
  if (r.options.clusters == 0)
    throw usage_error("--by " + r.options.by + " needs the number of clusters: give it by --clusters K");
  return r.options.clusters;
}

void write_dendrogram(json_writer& json, const dendrogram& tree) {
  json.key("dendrogram").begin_array();
  for (const dendrogram_merge& m : tree.merges) {
    json.begin_object().key("first").value(m.first).key("second").value(m.second);
    json.key("height").value(m.height).key("size").value(m.size).end_object();
  }
  json.end_array();
}

partition cut(const cluster_request& r, const dendrogram& tree) {
  const cluster_options& o = r.options;
  if (o.clusters > 0) {
    if (o.clusters < tree.trees() || o.clusters > tree.leaves)
      throw usage_error("--clusters is " + std::to_string(o.clusters) + "; allowed here: " + std::to_string(tree.trees()) +
                        " to " + std::to_string(tree.leaves));
    return cut_at_count(tree, o.clusters);
  }
  const parsed_decimal height = parse_decimal(o.height);
  if (height.problem != number_problem::none) throw usage_error("--height is '" + printable(o.height) + "'; allowed: a number");
  return cut_at_height(tree, to_double(height.value));
}

std::string_view name_of(region_status status) {
  switch (status) {
    case region_status::found:
      return "found";
    case region_status::infeasible:
      return "infeasible";
    case region_status::not_found:
      break;
  }
  return "not_found";
}

}  // namespace coopgraph::cli
