// SPDX-License-Identifier: BSL-1.0
// Functional regions of directed flows: travel-to-work areas, intramax, dominant flows.
#include "cli/cluster_methods.hpp"
#include "cli/output.hpp"

#include <coopgraph/clustering/dominant_flows.hpp>
#include <coopgraph/clustering/intramax.hpp>
#include <coopgraph/clustering/travel_to_work_areas.hpp>

#include <utility>

namespace coopgraph::cli {
namespace {

/// What goes from where to where.
struct directed_flows {
  const directed_graph& graph;
  edge_strengths amounts;
};

directed_flows flows_of(const cluster_request& r) {
  const auto* graph = std::get_if<directed_graph>(&r.input.graph);
  if (graph == nullptr)
    throw usage_error("--by " + r.options.by +
                      " is for flows, which have a direction, and INPUT has none; read it by --directed, " +
                      "or a dataset by --as flows");
  return {*graph, strengths_or_ones(r.input, r.options.by.c_str())};
}

void add_share(json_writer& json, const char* key, const std::optional<double>& share) {
  json.key(key);
  if (share)
    json.value(*share);
  else
    json.null();
}

void write_areas(json_writer& json, const input_graph& input, const travel_to_work_result& found) {
  json.key("areas").begin_object();
  for (std::size_t a = 0; a < found.areas.size(); ++a) {
    const travel_to_work_area& area = found.areas[a];
    json.key(std::to_string(a)).begin_object().key("units").value(area.units).key("size").value(area.size);
    json.key("jobs").value(area.jobs).key("internal").value(area.internal);
    add_share(json, "supply", area.supply);
    add_share(json, "demand", area.demand);
    json.key("validity").value(area.validity).key("meets").value(area.meets).end_object();
  }
  json.end_object().key("unmet").begin_array();
  for (const std::uint32_t label : found.unmet) json.value(label);
  json.end_array();
  write_ids(json, "unallocated", input, found.unallocated);
  json.key("iterations").value(found.iterations).key("reassigned").value(found.reassigned);
  json.key("ties").value(found.ties == ties::exact ? "exact" : "approximate");
}

table area_table(const travel_to_work_result& found) {
  table t("areas", "Areas",
          {{"label", "Cluster", column_kind::whole_number},
           {"units", "Units", column_kind::whole_number},
           {"size", "Residents at work", column_kind::number},
           {"jobs", "Jobs", column_kind::number},
           {"supply", "Supply side", column_kind::number},
           {"demand", "Demand side", column_kind::number},
           {"meets", "Meets the conditions", column_kind::text}});
  const auto cell = [](const std::optional<double>& share) { return share ? table_cell(*share) : table_cell(); };
  for (std::size_t a = 0; a < found.areas.size(); ++a) {
    const travel_to_work_area& area = found.areas[a];
    t.add_row({static_cast<std::int64_t>(a), static_cast<std::int64_t>(area.units), area.size, area.jobs, cell(area.supply),
               cell(area.demand), area.meets ? "yes" : "no"});
  }
  return t;
}

}  // namespace

clustered by_travel_to_work_areas(const cluster_request& r) {
  travel_to_work_options how = r.options.areas;
  how.run = r.run;
  const directed_flows flows = flows_of(r);
  const travel_to_work_result found = travel_to_work_areas(flows.graph, flows.amounts, how);
  std::size_t meeting = 0;
  for (const travel_to_work_area& area : found.areas) meeting += area.meets ? 1 : 0;
  clustered c{found.partition, "areas that meet the conditions", static_cast<double>(meeting)};
  c.members = [found, &r](json_writer& json) { write_areas(json, r.input, found); };
  if (!found.unmet.empty())
    c.notes.push_back(count_of(found.unmet.size(), "area fails", "areas fail") + " and has no flows with any other");
  if (!found.unallocated.empty())
    c.notes.push_back(count_of(found.unallocated.size(), "unit has", "units have") + " no flows: no area can take it");
  c.further_tables.push_back(area_table(found));
  return c;
}

clustered by_intramax(const cluster_request& r) {
  const cluster_options& o = r.options;
  if ((o.clusters > 0) == !o.height.empty())
    throw usage_error("--by intramax needs --clusters, or the share of all flow that may be within clusters by --height");
  const directed_flows flows = flows_of(r);
  const intramax_result found = intramax(flows.graph, flows.amounts, {.run = r.run});
  clustered c;
  c.partition = cut(r, found.tree);
  c.objective = "share of flow within";
  c.quality = found.internal_share;
  const std::size_t merges = found.tree.leaves - c.partition.clusters;
  if (merges > 0 && merges <= found.tree.merges.size()) c.quality = found.tree.merges[merges - 1].height;
  c.members = [found](json_writer& json) {
    json.key("internal_share").value(found.internal_share).key("interaction").begin_array();
    for (const double i : found.interaction) json.value(i);
    json.end_array().key("ties").value(found.ties == ties::exact ? "exact" : "approximate");
    write_dendrogram(json, found.tree);
  };
  return c;
}

clustered by_dominant_flows(const cluster_request& r) {
  const directed_flows flows = flows_of(r);
  const dominant_flows_result found = dominant_flows(flows.graph, flows.amounts);
  clustered c{found.partition, "terminals", static_cast<double>(found.terminals.size())};
  vertex_column depends{{"dominant", "Depends on", column_kind::text}, {}};
  vertex_column depth{{"depth", "Steps to its terminal", column_kind::whole_number}, {}};
  for (vertex_id v = 0; v < found.dominant.size(); ++v) {
    depends.cells.push_back(found.dominant[v] == no_vertex ? table_cell() : table_cell(r.input.ids[found.dominant[v]]));
    depth.cells.emplace_back(std::int64_t{found.depth[v]});
  }
  c.columns = {std::move(depends), std::move(depth)};
  c.members = [found, &r](json_writer& json) {
    json.key("dominant").begin_array();
    for (vertex_id v = 0; v < found.dominant.size(); ++v)
      if (found.dominant[v] != no_vertex)
        json.begin_object().key("source").value(r.input.ids[v]).key("target").value(r.input.ids[found.dominant[v]]).end_object();
    json.end_array();
    write_ids(json, "terminals", r.input, found.terminals);
    json.key("ties").value(found.ties == ties::exact ? "exact" : "approximate");
  };
  return c;
}

}  // namespace coopgraph::cli
