// SPDX-License-Identifier: BSL-1.0
// Clusters by the map equation, and the options of its walk.
#include "cli/cluster_methods.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <utility>

namespace coopgraph::cli {
namespace {

constexpr std::pair<std::string_view, flow_model> flow_models[] = {{"undirected", flow_model::undirected},
                                                                   {"directed", flow_model::directed},
                                                                   {"undirdir", flow_model::undirdir},
                                                                   {"outdirdir", flow_model::outdirdir},
                                                                   {"rawdir", flow_model::rawdir}};

}  // namespace

std::string_view name_of(flow_model model) {
  return std::find_if(std::begin(flow_models), std::end(flow_models), [&](const auto& known) { return known.second == model; })
      ->first;
}

void walk_options::declare(CLI::App& app) {
  app.add_option("--flow-model", model,
                 "Of the map equation: undirected, directed, undirdir, outdirdir or rawdir; else by the direction of the graph");
  app.add_option("--teleportation", teleportation, "Of the directed flow model: the chance of a jump")->capture_default_str();
  app.add_flag("--recorded-teleportation", recorded, "Of the directed flow model: jumps are described, too");
  app.add_flag("--to-vertices", to_vertices, "Of the directed flow model: jumps land at each vertex alike, not by its ties");
}

map_equation_options walk_options::chosen() const {
  map_equation_options walk;
  walk.teleportation = teleportation;
  walk.recorded_teleportation = recorded;
  if (to_vertices) walk.target = teleportation_target::vertices;
  if (model.empty()) return walk;
  walk.model = value_of("--flow-model", model, flow_models);
  return walk;
}

clustered by_infomap(const cluster_request& r) {
  const cluster_options& o = r.options;
  if (o.parts.given()) throw usage_error("--layers and --every are for --by leiden; leave them out");
  if (has_neighbours(o)) return by_contiguous_infomap(r);
  constexpr std::pair<std::string_view, infomap_levels> levels[] = {{"two", infomap_levels::two},
                                                                    {"hierarchical", infomap_levels::hierarchical}};
  infomap_options how;
  how.levels = value_of("--levels", o.levels, levels);
  how.flow = o.walk.chosen();
  if (o.runs) how.runs = *o.runs;
  how.seed = o.seed;
  how.run = r.run;
  const edge_strengths strengths = strengths_or_ones(r.input, r.options.by.c_str());
  const infomap_result found = on_graph(r.input, [&](const auto& graph) { return infomap(graph, strengths, how); });
  const std::string model(name_of(*found.flow.model));
  clustered c{found.partition, "map-equation", found.codelength, {}, [found, model, &r](json_writer& json) {
                json.key("codelength").value(found.codelength).key("index_codelength").value(found.index_codelength);
                json.key("module_codelength").value(found.module_codelength);
                json.key("one_level_codelength").value(found.one_level_codelength);
                json.key("flow_model").value(model);
                if (found.flow.model == flow_model::directed) {
                  json.key("teleportation").value(found.flow.teleportation);
                  json.key("recorded_teleportation").value(found.flow.recorded_teleportation);
                  json.key("teleportation_target").value(found.flow.target == teleportation_target::links ? "links" : "vertices");
                  json.key("flow_converged").value(found.flow_converged).key("flow_residual").value(found.flow_residual);
                }
                json.key("levels").begin_array();
                for (const partition& level : found.levels) {
                  json.begin_object();
                  for (vertex_id v = 0; v < level.label.size(); ++v) json.key(r.input.ids[v]).value(level.label[v]);
                  json.end_object();
                }
                json.end_array();
                write_values(json.key("visit_rates"), r.input, found.visit_rates);
                json.key("converged").value(found.converged).key("iterations").value(found.iterations);
                json.key("best_run").value(found.best_run).key("edge_visits").value(found.edge_visits);
              }};
  for (std::size_t level = 0; level + 1 < found.levels.size(); ++level) {
    vertex_column column{{"level_" + std::to_string(level + 1), "Level " + std::to_string(level + 1), column_kind::whole_number},
                         {}};
    for (const std::uint32_t label : found.levels[level].label) column.cells.emplace_back(std::int64_t{label});
    c.columns.push_back(std::move(column));
  }
  c.columns.push_back({{"visit_rate", "Visit rate", column_kind::number}, score_cells(found.visit_rates)});
  c.notes.push_back("codelength in bits a step, of the " + model + " flow model; without clusters " +
                    to_text(found.one_level_codelength));
  if (!found.flow_converged) {
    c.notes.push_back("the visit rates did not converge: their residual is " + to_text(found.flow_residual));
    c.has_answer = false;
  }
  return c;
}

}  // namespace coopgraph::cli
