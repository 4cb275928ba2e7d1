// SPDX-License-Identifier: BSL-1.0
// Measures of brokerage: holes among contacts, and roles between groups.
#include "cli/groups.hpp"
#include "cli/output.hpp"
#include "cli/rank_measures.hpp"

#include <coopgraph/centrality/brokerage.hpp>
#include <coopgraph/centrality/participation.hpp>
#include <coopgraph/centrality/structural_holes.hpp>

#include <algorithm>
#include <utility>

namespace coopgraph::cli {
namespace {

grouping groups_of(const rank_request& r, const char* measure) {
  if (r.options.groups.empty())
    throw usage_error(std::string(measure) + " needs groups: give --groups FILE with the columns id,group" +
                      (r.input.from ? ", or keys of regions joined by commas" : ""));
  return read_groups(r.input, r.options.common.input, "--groups", r.options.groups, "group");
}

std::vector<std::string> group_notes(const char* measure, const grouping& g) {
  if (g.without == 0) return {};
  return {std::string(measure) + ": " + count_of(g.without, "vertex is", "vertices are") + " in none of the groups and " +
          (g.without == 1 ? "is" : "are") + " taken as one more"};
}

/// One of the measures of structural holes.
template <class Measure>
measured by_holes(const rank_request& r, const char* name, const Measure& measure) {
  const edge_strengths strengths = strengths_or_ones(r.input, name);
  const structural_hole_result found =
      on_graph(r.input, [&](const auto& graph) { return measure(graph, strengths, structural_holes_options{.run = r.run}); });
  std::vector<std::string> notes;
  note_ones(notes, r, name);
  return {found.score, [](json_writer&) {}, std::move(notes)};
}

struct role {
  const char* key;
  const char* title;
  scores brokerage_roles::*values;
};
constexpr role roles[] = {{"coordinator", "Coordinator", &brokerage_roles::coordinator},
                          {"itinerant", "Itinerant", &brokerage_roles::itinerant},
                          {"representative", "Representative", &brokerage_roles::representative},
                          {"gatekeeper", "Gatekeeper", &brokerage_roles::gatekeeper},
                          {"liaison", "Liaison", &brokerage_roles::liaison},
                          {"total", "Total", &brokerage_roles::total}};

/// {ID: {"coordinator", …, "total"}}; null where it is undefined.
void write_roles(json_writer& json, const input_graph& input, const brokerage_roles& values) {
  json.begin_object();
  for (vertex_id v = 0; v < input.vertices(); ++v) {
    json.key(input.ids[v]).begin_object();
    for (const role& kind : roles) {
      const scores& s = values.*kind.values;
      const bool undefined =
          std::any_of(s.undefined.begin(), s.undefined.end(), [&](const undefined_score& u) { return u.vertex == v; });
      json.key(kind.key);
      if (undefined)
        json.null();
      else
        json.value(s[v]);
    }
    json.end_object();
  }
  json.end_object();
}

}  // namespace

measured by_constraint(const rank_request& r) {
  return by_holes(r, "constraint", [](const auto&... call) { return constraint(call...); });
}
measured by_effective_size(const rank_request& r) {
  return by_holes(r, "effective-size", [](const auto&... call) { return effective_size(call...); });
}
measured by_efficiency(const rank_request& r) {
  return by_holes(r, "efficiency", [](const auto&... call) { return efficiency(call...); });
}
measured by_hierarchy(const rank_request& r) {
  return by_holes(r, "hierarchy", [](const auto&... call) { return hierarchy(call...); });
}

measured by_brokerage(const rank_request& r) {
  const grouping g = groups_of(r, "brokerage");
  const brokerage_result found = on_graph(r.input, [&](const auto& graph) { return brokerage(graph, g.groups, {.run = r.run}); });
  measured m{found.roles.total,
             [found, clusters = g.groups.clusters, &r](json_writer& json) {
               write_roles(json.key("roles"), r.input, found.roles);
               write_roles(json.key("expected"), r.input, found.expected);
               write_roles(json.key("z"), r.input, found.z);
               json.key("density").value(found.density).key("groups").value(clusters);
               write_ties(json, ties::exact, {});
             },
             group_notes("brokerage", g)};
  m.has_own_shape = true;
  for (const role& kind : roles) {
    if (kind.values != &brokerage_roles::total) m.further.push_back({kind.key, kind.title, found.roles.*kind.values});
  }
  m.further.push_back({"z_total", "z of all", found.z.total});
  return m;
}

measured by_participation(const rank_request& r) {
  const grouping g = groups_of(r, "participation");
  const edge_strengths strengths = strengths_or_ones(r.input, "participation");
  const participation_result found = on_graph(
      r.input, [&](const auto& graph) { return participation(graph, strengths, g.groups, {.mode = degree_mode_of(r.options)}); });
  std::vector<std::string> notes = group_notes("participation", g);
  note_ones(notes, r, "participation");
  return {found.score, [clusters = g.groups.clusters](json_writer& json) { json.key("groups").value(clusters); },
          std::move(notes)};
}

measured by_within_module_z(const rank_request& r) {
  const grouping g = groups_of(r, "within-module-z");
  const edge_strengths strengths = strengths_or_ones(r.input, "within-module-z");
  const within_module_result found = on_graph(r.input, [&](const auto& graph) {
    return within_module_z(graph, strengths, g.groups, {.mode = degree_mode_of(r.options)});
  });
  std::vector<std::string> notes = group_notes("within-module-z", g);
  for (std::string& note : ties_notes("within-module-z", found.ties, found.why_approximate)) notes.push_back(std::move(note));
  note_ones(notes, r, "within-module-z");
  return {found.score,
          [found, clusters = g.groups.clusters](json_writer& json) {
            json.key("groups").value(clusters);
            write_ties(json, found.ties, found.why_approximate);
          },
          std::move(notes)};
}

}  // namespace coopgraph::cli
