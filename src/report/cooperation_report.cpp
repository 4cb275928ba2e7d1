// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/core/ranking.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/report/cooperation_report.hpp>
#include <coopgraph/report/inventory_tables.hpp>
#include <coopgraph/plot/tie_map.hpp>
#include <coopgraph/view/projection.hpp>

#include "report/report_tables.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <variant>

namespace coopgraph {
namespace {

/// What the dataset says of its sources or licences: the titles, or what else names them.
std::string titles_of(const std::vector<reference>& list) {
  std::string text;
  for (const reference& r : list) {
    const std::string& said = !r.title.empty() ? r.title : !r.name.empty() ? r.name : r.path;
    if (!said.empty()) text.append(text.empty() ? "" : "; ").append(said);
  }
  return text;
}

/// Where only some actors' ties were recorded, measures of all would measure the recording.
report_section not_observed_section(const char* id, const char* heading, const cooperation_report& report, const char* instead) {
  return {id,
          heading,
          {"Not observed: it takes the ties of all actors, and only those of " + detail::joined(report.observed) +
           " were recorded. " + instead}};
}

report_section centrality_section(const detail::ties_of_all& ties, const pagerank_options& walk_options) {
  using enum column_kind;
  table t("centrality", "Actors by PageRank",
          {{"rank", "Rank", whole_number},
           {"actor", "Actor", text},
           {"degree", "Degree", whole_number},
           {"strength", "Strength", number},
           {"pagerank", "PageRank", number}});
  const pagerank_result walk =
      std::visit([&](const auto& graph) { return pagerank(graph, ties.strengths, walk_options); }, ties.graph);
  const degree_result ends = std::visit([](const auto& graph) { return degree(graph); }, ties.graph);
  const strength_result sums = std::visit([&](const auto& graph) { return strength(graph, ties.strengths); }, ties.graph);
  for (const ranked& row : rank(walk.score).rows)
    if (ends.score[row.vertex] > 0)
      t.add_row({static_cast<std::int64_t>(row.rank), ties.names[row.vertex], static_cast<std::int64_t>(ends.score[row.vertex]),
                 sums.score[row.vertex], row.score});
  if (!walk.converged) t.add_note("PageRank did not converge: its residual is " + to_text(walk.residual) + ".");
  std::string what = "By " + ties.what + '.';
  if (ties.modelled > 0)
    what += ' ' + std::to_string(ties.modelled) + " of the " + detail::counted(ties.edges(), "tie", "ties") + " rest on a model.";
  return {"centrality", "Who is central", {std::move(what)}, {}, {std::move(t)}};
}

report_section map_section(const network& from, const agreement_view& view) {
  report_section map{"map", "The recorded ties on the map", {}};
  const bool placed = std::any_of(from.actors().begin(), from.actors().end(), [](const actor& a) { return a.where.has_value(); });
  if (!placed)
    map.text.push_back("No actor has a place; the columns lon and lat of actors.csv give them one.");
  else if (view.taken == 0)
    map.text.push_back("There is no tie to draw.");
  else
    map.figures.push_back(tie_map(make_tie_map(from, view)));
  return map;
}

report_section exchange_section(const network& from) {
  report_section exchange{"exchange", "What goes out and what comes in", {}};
  if (from.observed().whose.empty())
    exchange.text.push_back("The dataset does not name actors whose ties were recorded, from whose side this could be told.");
  else
    exchange.tables.push_back(detail::exchange_table(from));
  return exchange;
}

/// Moves the tables with these keys out of an inventory.
std::vector<table> taken_from(std::vector<table>& inventory, std::initializer_list<const char*> keys) {
  std::vector<table> taken;
  for (const char* key : keys)
    for (table& t : inventory)
      if (t.key() == key) taken.push_back(std::move(t));
  return taken;
}

report_section left_out_section(const network& from, const agreement_view& view) {
  table t = detail::left_out_table(from, view);
  for (const agreement_id a : view.without_hub)
    t.add_note(from[a].key + " names no lead or host: its ties join every pair of its parties, with strength 1/(k-1) each.");
  return {"left-out", "What was left out, and why", {}, {}, {std::move(t)}};
}

}  // namespace

const report_section& cooperation_report::section(std::string_view id) const {
  for (const report_section& s : sections)
    if (s.id == id) return s;
  throw input_error("cooperation_report", "section", '"' + printable(id) + '"', "the id of one of its sections");
}

const table& cooperation_report::table_called(std::string_view key) const {
  for (const report_section& s : sections)
    for (const table& t : s.tables)
      if (t.key() == key) return t;
  throw input_error("cooperation_report", "table", '"' + printable(key) + '"', "the key of one of its tables");
}

cooperation_report make_cooperation_report(const network& from) {
  const projection_options projected;
  const agreement_view view = project_agreements(from, projected);
  const pagerank_options walked;
  const ensemble_options clustered{.resampling = ensemble_resampling::edges};
  const contiguous_leiden_options in_one_piece;
  cooperation_report report;
  report.title = from.about().title.empty() ? "Cooperation report" : from.about().title;
  for (const actor_id a : from.observed().whose) report.observed.push_back(from[a].name);
  if (std::string text = titles_of(from.about().sources); !text.empty()) report.about.emplace_back("Source", std::move(text));
  if (std::string text = titles_of(from.about().licenses); !text.empty()) report.about.emplace_back("Licence", std::move(text));

  std::vector<table> inventory = inventory_tables(from);
  auto& s = report.sections;
  s.push_back({"summary", "In plain words", {}});
  s.push_back({"partners", "Partners", {}, {}, {detail::partners_table(from, view)}});
  s.push_back(map_section(from, view));
  s.push_back({"fields", "Fields and years", {}, {}, {detail::field_matrix_table(from), detail::periods_table(from)}});
  s.push_back({"agreements", "Agreements", {}, {}, {detail::agreements_table(from)}});
  s.push_back({"flows", "Supply chains, transfers and totals", {}, {}, {detail::flows_table(from)}});
  for (table& t : taken_from(inventory, {"totals"})) s.back().tables.push_back(std::move(t));
  s.push_back(detail::throughput_section(from));
  s.push_back(exchange_section(from));
  s.push_back({"events", "Events", {}, {}, {detail::events_table(from)}});
  s.push_back({"regions",
               "Official regions and their overlaps",
               {},
               {},
               {detail::regions_table(from, view), detail::joint_regions_table(from), detail::overlaps_table(from)}});
  s.push_back({"certainty",
               "What is stated, what is bounded, what is unknown",
               {},
               {},
               taken_from(inventory, {"stated", "unnamed", "undated", "without_tie"})});
  if (report.observed.empty()) {
    const detail::ties_of_all ties = detail::ties_of_all_in(from, view);
    s.push_back(centrality_section(ties, walked));
    s.push_back(detail::clusters_section(from, ties, clustered));
    s.push_back(detail::contiguous_regions_section(from, ties, in_one_piece));
  } else {
    s.push_back(not_observed_section("centrality", "Who is central", report, "The partners are ranked above."));
    s.push_back(not_observed_section("clusters", "Clusters that the ties form", report,
                                     "Ties among the others would show which of them belong together."));
    s.push_back(not_observed_section("contiguous-regions", detail::contiguous_regions_heading, report,
                                     "Ties among the others would show which neighbours belong together."));
  }
  s.push_back({"not-observed", "What was not observed", detail::not_observed_in(from, view, report)});
  s.push_back(left_out_section(from, view));
  s.front().text = detail::summary_of(from, view, report);

  report.options = {{"projection", "star"},
                    {"statuses", "all"},
                    {"pagerank_damping", to_text(walked.damping)},
                    {"pagerank_tolerance", to_text(walked.tolerance)},
                    {"throughput", "by product and unit, of flows signed or in force"},
                    {"clusters", "leiden, modularity"},
                    {"clusters_resolution", to_text(clustered.leiden.resolution)},
                    {"clusters_runs", to_text(clustered.runs)},
                    {"clusters_resampling", "edges"},
                    {"clusters_seed", to_text(clustered.seed)},
                    {"contiguous_regions", "leiden, modularity, each region in one piece"},
                    {"contiguous_regions_neighbours", "the 4 nearest either way, and what joins the parts"},
                    {"contiguous_regions_resolution", to_text(in_one_piece.resolution)},
                    {"contiguous_regions_runs", to_text(in_one_piece.runs)},
                    {"contiguous_regions_seed", to_text(in_one_piece.seed)}};
  return report;
}

}  // namespace coopgraph
