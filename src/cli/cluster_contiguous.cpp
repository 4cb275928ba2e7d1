// SPDX-License-Identifier: BSL-1.0
// Regions of ties that neighbours connect: Leiden and the map equation under a constraint.
#include "cli/cluster_methods.hpp"
#include "cli/output.hpp"

#include <coopgraph/clustering/contiguous_infomap.hpp>
#include <coopgraph/clustering/contiguous_leiden.hpp>
#include <coopgraph/graph/contiguity.hpp>

#include <array>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace coopgraph::cli {
namespace {

/// The pairs that a file names in its columns a and b. \throws data_error with all ends that are no vertices
std::vector<endpoints> borders_of(const cluster_request& r) {
  const std::array<std::string, 2> columns{"a", "b"};
  const std::string& file = r.options.contiguity;
  const text_table table = read_text_table(file, columns, r.options.common.input);
  std::unordered_map<std::string_view, vertex_id> vertex;
  for (vertex_id v = 0; v < r.input.ids.size(); ++v) vertex.emplace(r.input.ids[v], v);
  std::vector<endpoints> pairs;
  std::vector<diagnostic> problems;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    vertex_id ends[2] = {no_vertex, no_vertex};
    for (std::size_t end = 0; end < 2; ++end) {
      const auto found = vertex.find(table.rows[row][end]);
      if (found != vertex.end())
        ends[end] = found->second;
      else
        problems.push_back({{file, table.lines[row], table.columns[end]},
                            {},
                            "unknown-vertex",
                            "'" + printable(table.rows[row][end]) + "' is no vertex of the graph; allowed: the ids of INPUT"});
    }
    if (ends[0] == ends[1] && ends[0] != no_vertex)
      problems.push_back({{file, table.lines[row], table.columns[1]},
                          {},
                          "loop",
                          "'" + printable(table.rows[row][0]) + "' borders on itself; allowed: pairs of two"});
    pairs.push_back({ends[0], ends[1]});
  }
  if (!problems.empty()) throw data_error(std::move(problems));
  return pairs;
}

/// Who are neighbours, by --contiguity, --nearest or --within, islands as --islands says.
undirected_graph neighbours_of(const cluster_request& r) {
  constexpr std::pair<std::string_view, island_rule> rules[] = {{"keep", island_rule::keep}, {"attach", island_rule::nearest}};
  const cluster_options& o = r.options;
  const island_rule islands = value_of("--islands", o.islands, rules);
  if (o.nearest > 0)
    return nearest_neighbour_contiguity(places_of(r, "--nearest"), o.nearest, {.islands = islands, .run = r.run}).graph;
  if (o.within != 0.0)
    return distance_band_contiguity(places_of(r, "--within"), o.within, {.islands = islands, .run = r.run}).graph;
  border_contiguity_options how{.islands = islands, .run = r.run};
  if (islands != island_rule::keep) how.positions = places_of(r, "--islands attach");
  return border_contiguity(r.input.vertices(), borders_of(r), how).graph;
}

/// What both are asked with, besides what is their own.
template <class Options>
Options asked(const cluster_request& r) {
  const cluster_options& o = r.options;
  Options how;
  how.floor = floor_of(r);
  if (o.clusters > 0) how.clusters = o.clusters;
  if (o.runs) how.runs = *o.runs;
  how.seed = o.seed;
  how.run = r.run;
  return how;
}

void write_evidence(json_writer& json, const input_graph& input, const region_evidence& e) {
  json.key("status").value(name_of(e.status));
  if (e.status != region_status::found) {
    json.key("obstacle").value(name_of(e.obstacle)).key("why").value(e.why);
    write_ids(json, "in_way", input, e.in_way);
  }
  write_ids(json, "islands", input, e.islands);
  json.key("amounts").begin_array();
  for (const double amount : e.amounts) json.value(amount);
  json.end_array().key("next_hop").begin_object();
  for (vertex_id v = 0; v < e.next_hop.size(); ++v)
    if (e.next_hop[v] != no_vertex) json.key(input.ids[v]).value(input.ids[e.next_hop[v]]);
  json.end_object();
}

void tell_evidence(clustered& c, const region_evidence& e) {
  c.has_answer = e.status == region_status::found;
  if (!c.has_answer) c.notes.push_back(e.why);
  c.notes.emplace_back("each cluster is connected by neighbours");
  if (!e.islands.empty())
    c.notes.push_back(count_of(e.islands.size(), "island is", "islands are") + " a cluster each: without neighbours");
}

}  // namespace

bool has_neighbours(const cluster_options& o) {
  const int ways = (o.contiguity.empty() ? 0 : 1) + (o.nearest > 0 ? 1 : 0) + (o.within != 0.0 ? 1 : 0);
  if (ways > 1) throw usage_error("--contiguity, --nearest and --within each say who are neighbours; allowed: one of them");
  return ways == 1;
}

clustered by_contiguous_leiden(const cluster_request& r) {
  const cluster_options& o = r.options;
  refuse_plain_search_only(o, "clusters of neighbours");
  auto how = asked<contiguous_leiden_options>(r);
  how.objective = objective_of(o);
  how.preset = preset_of(o);
  how.resolution = o.resolution;
  how.node_sizes = node_sizes_of(r);
  how.randomness = o.randomness;
  const edge_strengths strengths = strengths_or_ones(r.input, r.options.by.c_str());
  const undirected_graph neighbours = neighbours_of(r);
  const contiguous_leiden_result found =
      on_graph(r.input, [&](const auto& graph) { return contiguous_leiden(graph, strengths, neighbours, how); });
  clustered c{found.partition, found.objective, found.quality};
  tell_evidence(c, found.evidence);
  c.members = [found, &r](json_writer& json) {
    json.key("modularity").value(found.modularity).key("converged").value(found.converged);
    json.key("iterations").value(found.iterations).key("runs").value(found.runs).key("best_run").value(found.best_run);
    json.key("edge_visits").value(found.edge_visits);
    write_evidence(json, r.input, found.evidence);
  };
  return c;
}

clustered by_contiguous_infomap(const cluster_request& r) {
  if (r.options.levels != "two") throw usage_error("--levels hierarchical is not for --contiguity; leave one of them out");
  auto how = asked<contiguous_infomap_options>(r);
  how.flow = r.options.walk.chosen();
  const edge_strengths strengths = strengths_or_ones(r.input, r.options.by.c_str());
  const undirected_graph neighbours = neighbours_of(r);
  const contiguous_infomap_result found =
      on_graph(r.input, [&](const auto& graph) { return contiguous_infomap(graph, strengths, neighbours, how); });
  clustered c{found.partition, "map-equation", found.codelength};
  tell_evidence(c, found.evidence);
  c.columns.push_back({{"visit_rate", "Visit rate", column_kind::number}, score_cells(found.visit_rates)});
  c.members = [found, &r](json_writer& json) {
    json.key("codelength").value(found.codelength).key("index_codelength").value(found.index_codelength);
    json.key("module_codelength").value(found.module_codelength);
    json.key("one_level_codelength").value(found.one_level_codelength).key("flow_model").value(name_of(*found.flow.model));
    write_values(json.key("visit_rates"), r.input, found.visit_rates);
    json.key("converged").value(found.converged).key("iterations").value(found.iterations);
    json.key("runs").value(found.runs).key("best_run").value(found.best_run).key("edge_visits").value(found.edge_visits);
    write_evidence(json, r.input, found.evidence);
  };
  if (!found.flow_converged) {
    c.notes.push_back("the visit rates did not converge: their residual is " + to_text(found.flow_residual));
    c.has_answer = false;
  }
  return c;
}

}  // namespace coopgraph::cli
