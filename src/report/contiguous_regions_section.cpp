// SPDX-License-Identifier: BSL-1.0
#include "report/cluster_tables.hpp"
#include "report/report_tables.hpp"

#include <coopgraph/clustering/contiguous_leiden.hpp>
#include <coopgraph/clustering/overlapping_compare.hpp>
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/clustering/region_match.hpp>
#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/graph/contiguity.hpp>
#include <coopgraph/plot/cluster_map.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>

namespace coopgraph::detail {
namespace {

using enum column_kind;
using texts = std::vector<std::string>;

constexpr std::size_t nearest = 4;

/// Who can be in a region: the actors that have a place, and a tie to another that has one.
std::vector<vertex_id> units_of(const network& from, const ties_of_all& ties) {
  const auto is_placed = [&](vertex_id v) { return from.actors()[v].where.has_value(); };
  std::vector<bool> is_unit(from.actors().size(), false);
  const auto take = [&](const auto& graph) {
    const auto g = graph.view();
    for (edge_id e = 0; e < g.edges(); ++e) {
      const vertex_id a = g.source[e];
      const vertex_id b = g.target[e];
      if (a != b && is_placed(a) && is_placed(b)) is_unit[a] = is_unit[b] = true;
    }
  };
  std::visit(take, ties.graph);
  std::vector<vertex_id> units;
  for (vertex_id v = 0; v < is_unit.size(); ++v)
    if (is_unit[v]) units.push_back(v);
  return units;
}

/// Neighbours by the places of the units; all other actors are islands.
undirected_graph neighbours_of(const network& from, const std::vector<vertex_id>& units) {
  std::vector<position> places;
  for (const vertex_id v : units) places.push_back(*from.actors()[v].where);
  const distance_contiguity_result near = nearest_neighbour_contiguity(places, nearest, {.islands = island_rule::connect});
  std::vector<endpoints> pairs;
  const auto g = near.graph.view();
  for (edge_id e = 0; e < g.edges(); ++e) pairs.push_back({units[g.source[e]], units[g.target[e]]});
  return {from.actors().size(), pairs};
}

/// The sum of a column; nothing unless each states a number.
std::optional<double> sum_of(const network& from, const std::vector<vertex_id>& members, const std::string& column) {
  double sum = 0.0;
  for (const vertex_id v : members) {
    const auto& attributes = from.actors()[v].attributes;
    const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const attribute& a) { return a.name == column; });
    if (found == attributes.end()) return std::nullopt;
    const parsed_decimal number = parse_decimal(found->value);
    if (number.problem != number_problem::none) return std::nullopt;
    sum += to_double(number.value);
  }
  return sum;
}

table found_table(const network& from, const ties_of_all& ties, const partition& found, const shown_clusters& shown,
                  const region_match_result& match) {
  table t("contiguous_regions", "The regions, and the official region that each is nearest to",
          {{"region", "Region", whole_number},
           {"members", "Members", whole_number},
           {"population", "Population", number},
           {"stays", "Share that stays within", number},
           {"official", "Nearest official region", text},
           {"jaccard", "Shared of both", number},
           {"names", "Members", list}});
  const partition_quality_result quality =
      std::visit([&](const auto& graph) { return partition_quality(graph, ties.strengths, found); }, ties.graph);
  const auto column = population_column(from);
  for (std::size_t c = 0; c < shown.members.size(); ++c) {
    if (shown.number[c] == 0) continue;
    texts names;
    for (const vertex_id v : shown.members[c]) names.push_back(ties.names[v]);
    const auto people = column ? sum_of(from, shown.members[c], *column) : std::nullopt;
    const auto stays = quality.clusters[c].supply_containment;
    const best_counterpart& best = match.best_region[c];
    const bool has_region = best.index != no_cluster;
    t.add_row({shown.number[c], static_cast<std::int64_t>(names.size()), people ? table_cell{*people} : table_cell{},
               stays ? table_cell{to_hundredths(*stays)} : table_cell{},
               has_region ? table_cell{from.regions()[best.index].name} : table_cell{},
               has_region ? table_cell{to_hundredths(best.jaccard)} : table_cell{}, std::move(names)});
  }
  if (column) t.add_note("Population: the sum of the column " + *column + " of actors.csv, where each member states it.");
  t.add_note("Shared of both: members in region and official region, divided by members in either.");
  return t;
}

table movers_table(const network& from, const ties_of_all& ties, const partition& found, const shown_clusters& shown,
                   const region_match_result& match) {
  table t("contiguous_movers", "Who would have to move for the regions to be the official ones that they are matched with",
          {{"actor", "Actor", text},
           {"from", "From region", whole_number},
           {"matched", "Which is matched with", text},
           {"to", "To official region", text}});
  const auto name_of = [&](std::uint32_t r) { return r == no_cluster ? table_cell{} : table_cell{from.regions()[r].name}; };
  for (const region_mover& m : match.movers) {
    const std::uint32_t c = found.label[m.vertex];
    if (shown.number[c] == 0) continue;
    t.add_row({ties.names[m.vertex], m.from == no_cluster ? table_cell{} : table_cell{shown.number[c]},
               name_of(match.region_of[c]), name_of(m.to)});
  }
  t.add_note("Each region is matched with at most one official one, and each of these with at most one region.");
  t.add_note("From: empty where the actor stays and is in another official region as well, which is matched, too.");
  return t;
}

figure map_of(const network& from, const std::vector<vertex_id>& units, const undirected_graph& neighbours,
              const partition& found, const shown_clusters& shown, const region_match_result& match) {
  cluster_map_data data;
  std::vector<std::size_t> point(from.actors().size(), 0);
  for (const vertex_id v : units) {
    point[v] = data.units.size();
    const bool moves = std::any_of(match.movers.begin(), match.movers.end(),
                                   [&](const region_mover& m) { return m.vertex == v && m.from != no_cluster; });
    data.units.push_back(
        {from.actors()[v].name, from.actors()[v].where, static_cast<std::uint64_t>(shown.number[found.label[v]]), {}, {}, moves});
  }
  const auto g = neighbours.view();
  for (edge_id e = 0; e < g.edges(); ++e)
    if (found.label[g.source[e]] == found.label[g.target[e]]) data.joined.emplace_back(point[g.source[e]], point[g.target[e]]);
  figure map =
      cluster_map(data, {.id = "region-map", .title = "Contiguous regions that the ties form", .cluster_word = "region"});
  map.note.append(map.note.empty() ? "" : " ").append("Lines join neighbours in the same region.");
  return map;
}

/// The choices, in words.
std::string how_found(const contiguous_leiden_options& how) {
  return "Neighbours are taken from the places of the actors, as points: each and its " + std::to_string(nearest) +
         " nearest, and where parts would stay unjoined the nearest pairs that join them; borders are not read. As many regions "
         "as the modularity of their ties is greatest with, at resolution " +
         to_text(how.resolution) + "; no least size was asked for. The best of " + counted(how.runs, "run", "runs") +
         " from seed " + to_text(how.seed) + ".";
}

}  // namespace

report_section contiguous_regions_section(const network& from, const ties_of_all& ties, const contiguous_leiden_options& how) {
  report_section s{"contiguous-regions", contiguous_regions_heading, {}};
  const std::vector<vertex_id> units = units_of(from, ties);
  if (units.size() < 3) {
    s.text.push_back(ties.edges() == 0 ? "There are no ties to form regions."
                                       : "Not computed: it takes ties among three actors that have a place at least; the columns "
                                         "lon and lat of actors.csv give them one.");
    return s;
  }
  const undirected_graph neighbours = neighbours_of(from, units);
  const contiguous_leiden_result result =
      std::visit([&](const auto& graph) { return contiguous_leiden(graph, ties.strengths, neighbours, how); }, ties.graph);
  const partition& found = result.partition;
  const shown_clusters shown = shown_of(found);
  const cover official = regions_as_cover(from);
  const region_match_result match = match_regions(found, official);

  s.text.push_back(counted(static_cast<std::size_t>(shown.count), "region", "regions") + " of " + ties.what +
                   ", in which one can go from each to each by neighbours: modularity " +
                   to_text(to_hundredths(result.modularity)) + ". " + how_found(how));
  if (ties.modelled > 0)
    s.text.push_back(std::to_string(ties.modelled) + " of the " + counted(ties.edges(), "tie", "ties") +
                     " rest on a model: these regions are modelled, not observed.");
  const auto is_alone = [&](vertex_id v) { return shown.number[found.label[v]] == 0; };
  if (const auto alone = std::count_if(units.begin(), units.end(), is_alone); alone > 0)
    s.text.push_back(counted(static_cast<std::size_t>(alone), "actor stays", "actors stay") + " alone.");
  if (const std::size_t others = from.actors().size() - units.size(); others > 0)
    s.text.push_back(counted(others, "actor has", "actors have") + " no place, or no tie to one that has: in no region.");
  s.figures.push_back(map_of(from, units, neighbours, found, shown, match));
  s.tables.push_back(found_table(from, ties, found, shown, match));
  if (official.clusters.empty()) {
    s.text.push_back("The dataset names no official regions to compare them with; regions.csv would.");
    return s;
  }
  s.tables.push_back(movers_table(from, ties, found, shown, match));
  s.text.push_back("Beside the official regions, which may overlap: omega index " +
                   to_text(to_hundredths(omega_index(make_cover(found), official).omega)) +
                   " (1: the same, about 0: by chance).");
  return s;
}

}  // namespace coopgraph::detail
