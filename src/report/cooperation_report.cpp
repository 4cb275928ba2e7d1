// SPDX-License-Identifier: BSL-1.0
#include "report/report_tables.hpp"

#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/core/ranking.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/report/cooperation_report.hpp>
#include <coopgraph/view/projection.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace coopgraph {
namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text.append(i == 0 ? "" : i + 1 == names.size() ? " and " : ", ").append(names[i]);
  return text;
}

/// What the dataset says of its sources or licences: the titles, or what else names them.
std::string titles_of(const std::vector<reference>& list) {
  std::string text;
  for (const reference& r : list) {
    const std::string& said = !r.title.empty() ? r.title : !r.name.empty() ? r.name : r.path;
    if (!said.empty()) text.append(text.empty() ? "" : "; ").append(said);
  }
  return text;
}

std::string counted(std::size_t n, const std::string& one, const std::string& many) {
  return std::to_string(n) + ' ' + (n == 1 ? one : many);
}

/// How far the figures of the table hold, said where they stand.
std::string reach_of(const cooperation_report& report) {
  if (report.observed.empty())
    return "The dataset does not say whose ties were recorded: the figures describe the record, not the actors.";
  const std::string whose = joined(report.observed);
  return "Only the ties of " + whose +
         " were recorded. Degree, strength and PageRank of the others describe the record of their ties with " + whose +
         ", not their place among each other.";
}

table centrality_table(const agreement_view& view, const pagerank_result& walk, const std::string& reach) {
  using enum column_kind;
  table t("centrality", "Actors by PageRank",
          {{"rank", "Rank", whole_number},
           {"actor", "Actor", text},
           {"degree", "Degree", whole_number},
           {"strength", "Strength", number},
           {"pagerank", "PageRank", number}});
  const degree_result ends = degree(view.graph);
  const strength_result sums = strength(view.graph, view.strengths);
  for (const ranked& row : rank(walk.score).rows)
    if (ends.score[row.vertex] > 0)
      t.add_row({static_cast<std::int64_t>(row.rank), view.names[row.vertex], static_cast<std::int64_t>(ends.score[row.vertex]),
                 sums.score[row.vertex], row.score});
  t.add_note(reach);
  if (!walk.converged) t.add_note("PageRank did not converge: its residual is " + to_text(walk.residual) + ".");
  return t;
}

std::vector<std::string> findings_of(const network& from, const cooperation_report& report) {
  std::vector<std::string> said;
  std::size_t by_status[5] = {};
  for (const agreement& a : from.agreements()) ++by_status[static_cast<std::size_t>(a.status)];
  std::string statuses;
  for (const agreement_status s : {agreement_status::proposed, agreement_status::invited, agreement_status::signed_,
                                   agreement_status::in_force, agreement_status::ended})
    if (const std::size_t n = by_status[static_cast<std::size_t>(s)]; n > 0)
      statuses.append(statuses.empty() ? "" : ", ").append(std::to_string(n)).append(" ").append(to_text(s));
  said.push_back("The dataset holds " + counted(from.agreements().size(), "agreement", "agreements") +
                 (statuses.empty() ? std::string() : " (" + statuses + ")") + ", " +
                 counted(from.flows().size(), "other recorded fact", "other recorded facts") + " and " +
                 counted(from.actors().size(), "actor", "actors") + ".");

  const std::size_t rows = report.partners.rows().size();
  if (report.observed.empty())
    said.push_back("It does not say whose ties were recorded; " + counted(rows, "actor takes", "actors take") +
                   " part in an agreement, and all are ranked by their number of agreements.");
  else
    said.push_back(joined(report.observed) + (report.observed.size() == 1 ? " has " : " have ") + counted(rows, "tie", "ties") +
                   " by agreement on record.");
  return said;
}

std::vector<std::string> not_observed_in(const network& from, const agreement_view& view, const cooperation_report& report) {
  std::vector<std::string> said{reach_of(report)};
  if (!report.observed.empty())
    said.push_back(
        "Ties among the others were not looked for. They are unknown here, not absent, and nothing is concluded from them.");
  said.push_back(from.observed().absence == absence_meaning::none
                     ? "By the dataset's own statement, a tie that is not on record does not exist as far as ties were recorded."
                     : "A tie that is not on record is unknown: the source does not say that there is none.");
  if (std::any_of(view.left_out.begin(), view.left_out.end(),
                  [](const left_out_record& l) { return l.reason == left_out_reason::members_not_named; }))
    said.push_back(
        "Parties that the source does not name (\"almost all provinces\") are not counted: the true numbers may be higher.");
  return said;
}

}  // namespace

cooperation_report make_cooperation_report(const network& from) {
  const projection_options projected;
  const agreement_view view = project_agreements(from, projected);
  const pagerank_options walked;
  const pagerank_result walk = pagerank(view.graph, view.strengths, walked);

  const std::string& title = from.about().title;
  cooperation_report report{title.empty() ? "Cooperation report" : title,
                            {},
                            {},
                            {},
                            detail::partners_table(from, view),
                            detail::agreements_table(from),
                            detail::flows_table(from),
                            table("centrality", "", {{"actor", "", column_kind::text}}),
                            detail::left_out_table(from, view),
                            {},
                            {}};
  for (const actor_id a : from.observed().whose) report.observed.push_back(from[a].name);
  if (std::string text = titles_of(from.about().sources); !text.empty()) report.about.emplace_back("Source", std::move(text));
  if (std::string text = titles_of(from.about().licenses); !text.empty()) report.about.emplace_back("Licence", std::move(text));
  report.centrality = centrality_table(view, walk, reach_of(report));
  for (const agreement_id a : view.without_hub)
    report.left_out.add_note(from[a].key +
                             " names no lead or host: its ties join every pair of its parties, with strength 1/(k-1) each.");
  report.findings = findings_of(from, report);
  report.not_observed = not_observed_in(from, view, report);
  report.options = {{"projection", "star"},
                    {"statuses", "all"},
                    {"pagerank_damping", to_text(walked.damping)},
                    {"pagerank_tolerance", to_text(walked.tolerance)}};
  return report;
}

std::vector<const table*> tables_of(const cooperation_report& report) {
  return {&report.partners, &report.agreements, &report.flows, &report.centrality, &report.left_out};
}

}  // namespace coopgraph
