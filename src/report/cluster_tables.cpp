// SPDX-License-Identifier: BSL-1.0
#include "report/cluster_tables.hpp"

#include "report/report_tables.hpp"

#include <coopgraph/clustering/ensemble.hpp>
#include <coopgraph/clustering/overlapping_compare.hpp>
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/clustering/region_match.hpp>
#include <coopgraph/core/cover.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

namespace coopgraph::detail {

double to_hundredths(double x) { return std::round(x * 100.0) / 100.0; }

cover regions_as_cover(const network& from) {
  cover c{from.actors().size(), {}};
  for (std::uint32_t r = 0; r < from.regions().size(); ++r) {
    c.clusters.emplace_back();
    for (const actor_id member : from.members(region_id(r)))
      c.clusters.back().push_back({static_cast<vertex_id>(member.index()), 1.0});
  }
  return c;
}

shown_clusters shown_of(const partition& parts) {
  shown_clusters s{std::vector<std::vector<vertex_id>>(parts.clusters), std::vector<std::int64_t>(parts.clusters, 0)};
  for (vertex_id v = 0; v < parts.label.size(); ++v) s.members[parts.label[v]].push_back(v);
  for (std::size_t c = 0; c < s.members.size(); ++c)
    if (s.members[c].size() > 1) s.number[c] = ++s.count;
  return s;
}

namespace {

using enum column_kind;
using texts = std::vector<std::string>;

std::int64_t whole(std::size_t n) { return static_cast<std::int64_t>(n); }

table clusters_table(const network& from, const ties_of_all& ties, const ensemble_result& found, const shown_clusters& shown,
                     const region_match_result& match) {
  table t("clusters", "The clusters, and the official region that each is nearest to",
          {{"cluster", "Cluster", whole_number},
           {"members", "Members", whole_number},
           {"confidence", "Confidence", number},
           {"stays", "Share that stays within", number},
           {"region", "Nearest region", text},
           {"jaccard", "Shared of both", number},
           {"names", "Members", list}});
  const partition_quality_result quality =
      std::visit([&](const auto& graph) { return partition_quality(graph, ties.strengths, found.consensus); }, ties.graph);
  for (std::size_t c = 0; c < shown.members.size(); ++c) {
    if (shown.number[c] == 0) continue;
    const best_counterpart& best = match.best_region[c];
    texts names;
    for (const vertex_id v : shown.members[c]) names.push_back(ties.names[v]);
    const auto stays = quality.clusters[c].supply_containment;
    t.add_row({shown.number[c], whole(shown.members[c].size()), to_hundredths(found.confidence[c]),
               stays ? table_cell{to_hundredths(*stays)} : table_cell{},
               best.index == no_cluster ? table_cell{} : table_cell{from.regions()[best.index].name}, to_hundredths(best.jaccard),
               std::move(names)});
  }
  t.add_note("Confidence: in which share of the runs a member is with another of its cluster, on average.");
  t.add_note("Shared of both: members in cluster and region, divided by members in either.");
  return t;
}

table members_table(const network& from, const ties_of_all& ties, const ensemble_result& found, const shown_clusters& shown,
                    const cover& regions) {
  table t("cluster_members", "Who belongs to its cluster how surely",
          {{"actor", "Actor", text},
           {"cluster", "Cluster", whole_number},
           {"confidence", "Confidence", number},
           {"place", "Place", text},
           {"next", "Next best", whole_number},
           {"next_share", "Share of runs there", number},
           {"regions", "Official regions", list}});
  std::vector<texts> regions_of(from.actors().size());
  for (std::size_t r = 0; r < regions.clusters.size(); ++r)
    for (const cover_member& m : regions.clusters[r]) regions_of[m.vertex].push_back(from.regions()[r].name);
  for (std::size_t c = 0; c < shown.members.size(); ++c) {
    if (shown.number[c] == 0) continue;
    for (const vertex_id v : shown.members[c]) {
      const ensemble_member& m = found.members[v];
      const bool has_next = m.next_best && shown.number[*m.next_best] != 0;
      t.add_row({ties.names[v], shown.number[c], to_hundredths(m.confidence), m.core ? "core" : "border",
                 has_next ? table_cell{shown.number[*m.next_best]} : table_cell{},
                 has_next ? table_cell{to_hundredths(m.next_share)} : table_cell{}, regions_of[v]});
    }
  }
  return t;
}

table overlap_table(const network& from, const shown_clusters& shown, const region_match_result& match) {
  table t("cluster_regions", "Who sits where: members that a cluster and a region share",
          {{"cluster", "Cluster", whole_number},
           {"region", "Region", text},
           {"shared", "Shared members", whole_number},
           {"of_cluster", "Members of the cluster", whole_number},
           {"of_region", "Members of the region", whole_number},
           {"matched", "Matched", text}});
  for (std::size_t c = 0; c < shown.members.size(); ++c) {
    if (shown.number[c] == 0) continue;
    for (const region_overlap& o : match.overlaps[c])
      t.add_row({shown.number[c], from.regions()[o.region].name, whole(o.members), whole(match.cluster_members[c]),
                 whole(match.region_members[o.region]), match.region_of[c] == o.region ? "yes" : ""});
  }
  return t;
}

table movers_table(const network& from, const ties_of_all& ties, const shown_clusters& shown, const region_match_result& match) {
  table t("movers", "Who would have to move for the clusters to be the regions that they are matched with",
          {{"actor", "Actor", text}, {"from", "From cluster", whole_number}, {"to", "To region", text}});
  for (const region_mover& m : match.movers) {
    const bool leaves = m.from != no_cluster && shown.number[m.from] != 0;
    t.add_row({ties.names[m.vertex], leaves ? table_cell{shown.number[m.from]} : table_cell{},
               m.to == no_cluster ? table_cell{} : table_cell{from.regions()[m.to].name}});
  }
  t.add_note("Each cluster is matched with at most one region, and each region with at most one cluster.");
  return t;
}

}  // namespace

report_section clusters_section(const network& from, const ties_of_all& ties, const ensemble_options& how, const words&) {
  report_section s{"clusters", "Clusters that the ties form", {}};
  if (ties.edges() == 0) {
    s.text.push_back("There are no ties to form clusters.");
    return s;
  }
  const ensemble_result found =
      std::visit([&](const auto& graph) { return leiden_ensemble(graph, ties.strengths, how); }, ties.graph);
  const shown_clusters shown = shown_of(found.consensus);
  const cover regions = regions_as_cover(from);
  const region_match_result match = match_regions(found.consensus, regions);

  const auto border = std::count_if(found.members.begin(), found.members.end(), [](const ensemble_member& m) { return !m.core; });
  s.text.push_back(counted(static_cast<std::size_t>(shown.count), "cluster", "clusters") + " of " + ties.what + ": modularity " +
                   to_text(to_hundredths(found.modularity)) + ", the consensus of " + counted(how.runs, "run", "runs") +
                   " on ties drawn anew. " + counted(static_cast<std::size_t>(border), "actor is", "actors are") +
                   " at a border: with others of its cluster in fewer than nine of ten runs.");
  if (ties.modelled > 0)
    s.text.push_back(std::to_string(ties.modelled) + " of the " + counted(ties.edges(), "tie", "ties") +
                     " rest on a model: these clusters are modelled, not observed.");
  s.tables.push_back(clusters_table(from, ties, found, shown, match));
  s.tables.push_back(members_table(from, ties, found, shown, regions));
  if (regions.clusters.empty()) {
    s.text.push_back("The dataset names no regions to compare them with; regions.csv would.");
    return s;
  }
  s.text.push_back("Beside the official regions, which overlap: omega index " +
                   to_text(to_hundredths(omega_index(make_cover(found.consensus), regions).omega)) +
                   " (1: the same, about 0: by chance); " + counted(match.moved, "actor", "actors") + " would have to move.");
  s.tables.push_back(overlap_table(from, shown, match));
  s.tables.push_back(movers_table(from, ties, shown, match));
  return s;
}

}  // namespace coopgraph::detail
