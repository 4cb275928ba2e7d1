// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/model/inventory.hpp>

#include "report/report_tables.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <variant>

namespace coopgraph::detail {
namespace {

using texts = std::vector<std::string>;

constexpr std::array all_statuses{agreement_status::proposed, agreement_status::invited, agreement_status::signed_,
                                  agreement_status::in_force, agreement_status::ended};

/// "2 proposed, 1 invited"
std::string statuses_of(const network& from) {
  std::array<std::size_t, all_statuses.size()> by_status{};
  for (const agreement& a : from.agreements()) ++by_status[static_cast<std::size_t>(a.status)];
  std::string said;
  for (const agreement_status s : all_statuses)
    if (const std::size_t n = by_status[static_cast<std::size_t>(s)]; n > 0)
      said.append(said.empty() ? "" : ", ").append(std::to_string(n)).append(" ").append(to_text(s));
  return said;
}

std::string holdings(const network& from) {
  const std::string statuses = statuses_of(from);
  return "The dataset holds " + counted(from.agreements().size(), "agreement", "agreements") +
         (statuses.empty() ? std::string() : " (" + statuses + ")") + ", " + counted(from.flows().size(), "flow", "flows") +
         ", " + counted(from.events().size(), "event", "events") + " and " + counted(from.actors().size(), "actor", "actors") +
         ".";
}

/// How far the figures hold, said where they stand.
std::string reach_of(const cooperation_report& report, const words& say) {
  if (report.observed.empty())
    return "The dataset does not say whose ties were recorded: the figures describe the record, not the actors.";
  return "Only the ties of " + say.joined(report.observed) +
         " were recorded; of the others' place among each other the record says nothing.";
}

std::string partners_sentence(const cooperation_report& report) {
  const table& partners = report.table_called("partners");
  const std::size_t rows = partners.rows().size();
  if (report.observed.empty()) return counted(rows, "actor takes", "actors take") + " part in an agreement by name.";
  std::array<std::size_t, 2> firm{};  // with a signed one; without
  for (const auto& row : partners.rows())
    for (std::size_t c = 0; c < row.size(); ++c)
      if (partners.columns()[c].key == "signed_or_in_force") ++firm[std::get<std::int64_t>(row[c]) > 0 ? 0 : 1];
  return joined(report.observed) + (report.observed.size() == 1 ? " has " : " have ") + counted(rows, "tie", "ties") +
         " by agreement with others that the record names: " + std::to_string(firm[0]) +
         " with one that is signed or in force, " + std::to_string(firm[1]) + " only by proposal, invitation or what has ended.";
}

/// Who stands first among the partners; nothing where there are none.
texts first_partners(const cooperation_report& report) {
  const table& partners = report.table_called("partners");
  const auto column = [&](const char* key) {
    const auto columns = partners.columns();
    return static_cast<std::size_t>(
        std::find_if(columns.begin(), columns.end(), [&](const table_column& c) { return c.key == key; }) - columns.begin());
  };
  texts first;
  std::string agreements;
  std::size_t fields = 0;
  for (const auto& row : partners.rows()) {
    if (std::get<std::int64_t>(row[column("rank")]) != 1) break;
    first.push_back(std::get<std::string>(row[column("partner")]));
    agreements = counted(static_cast<std::size_t>(std::get<std::int64_t>(row[column("agreements")])), "agreement", "agreements");
    fields = std::get<texts>(row[column("fields")]).size();
  }
  constexpr std::size_t most = 5;
  if (first.empty() || first.size() > most) return {};
  return {"Most agreements and fields: " + joined(first) + " (" + agreements + ", " + counted(fields, "field", "fields") +
          (first.size() > 1 ? " each)." : ").")};
}

/// The field in which most partners have a tie by name.
texts widest_field(const network& from, const cooperation_report& report) {
  if (report.observed.size() != 1) return {};
  const tie_matrix m = ties_by_field(from, from.observed().whose.front());
  std::pair<std::size_t, std::string> widest{0, ""};
  for (std::size_t f = 0; f < m.fields.size(); ++f) {
    std::size_t partners = 0;
    for (std::size_t p = 0; p < m.partners.size(); ++p) partners += m.at(p, f) > tie_state::unknown ? 1U : 0U;
    if (partners > widest.first && !m.fields[f].empty()) widest = {partners, m.fields[f]};
  }
  if (widest.first == 0) return {};
  return {"Ties by name reach furthest in " + widest.second + ", with " + counted(widest.first, "partner", "partners") + "."};
}

/// What flows state, as totals.
texts flow_sentences(const network& from, const words& say) {
  constexpr std::size_t most = 8;  // a sentence with more is a table, which stands below
  texts said;
  std::string list;
  std::size_t groups = 0;
  std::size_t stated = 0;
  for (const flow& f : from.flows()) {
    const std::string statements = say.joined(statements_of(f, say));
    if (!statements.empty() && ++stated <= most)
      list.append(list.empty() ? "" : "; ")
          .append(from.name_of(f.origin) + " to " + from.name_of(f.destination) + ", " + what_goes(f, say) + ": " + statements);
    if (std::holds_alternative<region_id>(f.origin) || std::holds_alternative<region_id>(f.destination)) ++groups;
  }
  if (stated > most) list += "; and " + std::to_string(stated - most) + " more in the table of flows";
  if (!list.empty()) said.push_back("Stated totals of what goes from whom to whom: " + list + ".");
  if (groups > 0)
    said.push_back(counted(groups, "of these is a total", "of these are totals") +
                   " over a group; the source does not break them down, and nothing here does.");
  return said;
}

/// Things that go both ways.
texts both_ways(const cooperation_report& report) {
  const auto section =
      std::find_if(report.sections.begin(), report.sections.end(), [](const auto& s) { return s.id == "exchange"; });
  if (section == report.sections.end() || section->tables.empty()) return {};
  texts things;
  for (const auto& row : section->tables.front().rows())
    if (std::get<std::string>(row[3]) == "yes") things.push_back(std::get<std::string>(row[0]));
  if (things.empty()) return {};
  return {"Both ways go: " + joined(things) + "."};
}

/// "4 exact, 3 at least"
std::string firmness(const network& from) {
  std::array<std::size_t, 7> by_exactness{};
  for (const measure_total& m : totals_by_measure(from))
    for (std::size_t e = 0; e < by_exactness.size(); ++e) by_exactness[e] += m.by_exactness[e];
  std::string said;
  for (std::size_t e = 0; e < by_exactness.size(); ++e)
    if (by_exactness[e] > 0)
      said.append(said.empty() ? "" : ", ")
          .append(std::to_string(by_exactness[e]))
          .append(" ")
          .append(to_text(static_cast<number_exactness>(e)));
  return said;
}

texts unknown_sentences(const network& from, const cooperation_report& report) {
  texts said;
  if (const std::string firm = firmness(from); !firm.empty()) said.push_back("Of the stated quantities are: " + firm + ".");
  const auto groups = unnamed_groups(from);
  if (!groups.empty())
    said.push_back(counted(groups.size(), "record names a group", "records name a group") +
                   " without its members (\"almost all provinces\"): the true numbers of ties may be higher.");
  const auto of = report.observed.size() == 1 ? std::optional(from.observed().whose.front()) : std::nullopt;
  if (const auto untied = actors_without_tie(from, of); !untied.empty())
    said.push_back(counted(untied.size(), "actor has", "actors have") + " no recorded tie by name" +
                   (of ? " with " + from[*of].name : std::string()) + "; whether there is one is " +
                   (from.observed().absence == absence_meaning::none ? "answered by the dataset: none." : "unknown."));
  return said;
}

}  // namespace

texts summary_of(const network& from, const agreement_view& view, const cooperation_report& report, const words& say) {
  texts said{holdings(from), reach_of(report, say), partners_sentence(report)};
  const auto add = [&](texts more) { said.insert(said.end(), more.begin(), more.end()); };
  add(first_partners(report));
  add(widest_field(from, report));
  add(flow_sentences(from, say));
  add(both_ways(report));
  add(unknown_sentences(from, report));
  if (view.taken == 0) said.push_back("No agreement names two parties, so that there is no tie to draw or to rank.");
  return said;
}

texts not_observed_in(const network& from, const agreement_view& view, const cooperation_report& report, const words& say) {
  texts said{reach_of(report, say)};
  if (!report.observed.empty()) {
    said.push_back(
        "Ties among the others were not looked for. They are unknown here, not absent, and nothing is concluded from them.");
    said.push_back(
        "Who is central among all, who brokers between regions, which regions the ties form and where the bottleneck of a "
        "supply lies need the ties of the others as well: these were not observed, and the report does not rank, cluster "
        "or route by them. Record the others' ties in agreements.csv, parties.csv and flows.csv to see them.");
  }
  said.push_back(from.observed().absence == absence_meaning::none
                     ? "By the dataset's own statement, a tie that is not on record does not exist as far as ties were recorded."
                     : "A tie that is not on record is unknown: the source does not say that there is none.");
  if (std::any_of(view.left_out.begin(), view.left_out.end(),
                  [](const left_out_record& l) { return l.reason == left_out_reason::members_not_named; }))
    said.push_back(
        "Parties that the source does not name (\"almost all provinces\") are not counted: the true numbers may be higher.");
  return said;
}

}  // namespace coopgraph::detail
