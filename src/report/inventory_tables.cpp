// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/model/inventory.hpp>
#include <coopgraph/report/inventory_tables.hpp>

#include "report/report_tables.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace coopgraph {
namespace {

using texts = std::vector<std::string>;
using enum column_kind;
using detail::words;

std::int64_t whole(std::size_t n) { return static_cast<std::int64_t>(n); }

table holdings_table(const network& from) {
  table t("holdings", "What the dataset holds",
          {{"what", "What", text}, {"of", "Of which", text}, {"count", "Count", whole_number}});
  const auto add_group = [&](const std::string& what, std::size_t all, const std::map<std::string, std::size_t>& parts) {
    t.add_row({what, {}, whole(all)});
    for (const auto& [part, count] : parts) t.add_row({what, part, whole(count)});
  };
  std::map<std::string, std::size_t> kinds;
  for (const actor& a : from.actors()) ++kinds[a.kind.empty() ? "kind not stated" : a.kind];
  add_group("actors", from.actors().size(), kinds);
  add_group("regions", from.regions().size(), {});
  std::map<std::string, std::size_t> statuses;
  for (const agreement& a : from.agreements()) ++statuses[to_text(a.status)];
  add_group("agreements", from.agreements().size(), statuses);
  statuses.clear();
  for (const flow& f : from.flows()) ++statuses[to_text(f.status)];
  add_group("flows", from.flows().size(), statuses);
  add_group("events", from.events().size(), {});
  std::map<std::string, std::size_t> exactness;
  std::size_t quantities = 0;
  for (const measure_total& m : totals_by_measure(from))
    for (std::size_t e = 0; e < m.by_exactness.size(); ++e)
      if (m.by_exactness[e] > 0) {
        exactness[to_text(static_cast<number_exactness>(e))] += m.by_exactness[e];
        quantities += m.by_exactness[e];
      }
  add_group("quantities", quantities, exactness);
  add_group("sources", from.sources().size(), {});
  return t;
}

/// What a number as stated tells about the true one.
std::string bound_of(const quantity& q) {
  switch (q.exactness) {
    case number_exactness::exact:
      return "known";
    case number_exactness::at_least:
      return "bounded below";
    case number_exactness::at_most:
      return "bounded above";
    case number_exactness::between:
      return "bounded on both sides";
    case number_exactness::about:
      return "near a number, without bounds";
    case number_exactness::order_of_magnitude:
    case number_exactness::verbal:
      break;
  }
  return "in words only";
}

table stated_table(const network& from, const words& say) {
  table t("stated", "What is stated in numbers, and how firmly",
          {{"record", "Record", text},
           {"measure", "Measure", text},
           {"statement", "Statement", text},
           {"exactness", "Exactness", text},
           {"basis", "Basis", text},
           {"known", "What it tells", text}});
  const auto add = [&](const std::string& record, const std::vector<quantity>& quantities) {
    for (const quantity& q : quantities)
      t.add_row({record, q.measure, detail::to_sentence(q, say), to_text(q.exactness), to_text(q.basis), bound_of(q)});
  };
  for (const agreement& a : from.agreements()) add(a.key, a.quantities);
  for (const flow& f : from.flows()) add(f.key, f.quantities);
  for (const event& e : from.events()) add(e.key, e.quantities);
  return t;
}

table totals_table(const network& from) {
  table t("totals", "What the numbers add up to, by measure and unit",
          {{"measure", "Measure", text},
           {"unit", "Unit", text},
           {"basis", "Basis", text},
           {"quantities", "Quantities", whole_number},
           {"low", "At least", text},
           {"high", "At most", text},
           {"without_bounds", "Without either bound", whole_number}});
  for (const measure_total& m : totals_by_measure(from)) {
    const std::size_t both = m.by_exactness[static_cast<std::size_t>(number_exactness::exact)] +
                             m.by_exactness[static_cast<std::size_t>(number_exactness::between)];
    const std::size_t bounded = m.with_low + m.with_high - both;
    t.add_row({m.measure, m.unit, to_text(m.basis), whole(m.quantities), m.low ? table_cell(to_text(*m.low)) : table_cell(),
               m.high && m.with_high == m.quantities ? table_cell(to_text(*m.high)) : table_cell(),
               whole(m.quantities - bounded)});
  }
  t.add_note(
      "\"At least\" adds up the lower ends that are stated; \"At most\" stands only where every quantity has an upper end.");
  t.add_note("Different units, measures and bases are never added. Whether two records count the same thing is not known here.");
  return t;
}

table unnamed_table(const network& from) {
  table t("unnamed", "Groups whose members a record does not name",
          {{"record", "Record", text},
           {"group", "Group", text},
           {"extent", "How much of it", text},
           {"members", "Members it has", whole_number}});
  for (const unnamed_group& g : unnamed_groups(from))
    t.add_row({key_of(from, g.record), from[g.group].name, g.extent ? to_text(*g.extent) : std::string("not stated"),
               whole(g.members)});
  t.add_note("What is stated of a group stays with the group: nothing is split over its members.");
  return t;
}

table undated_table(const network& from) {
  table t("undated", "Records without a date", {{"record", "Record", text}, {"title", "Title", text}});
  const auto add = [&](const any_record& record) { t.add_row({key_of(from, record), title_of(from, record)}); };
  for (std::uint32_t i = 0; i < from.agreements().size(); ++i)
    if (from.agreements()[i].effective.undated() && !from.agreements()[i].signed_on) add(agreement_id(i));
  for (std::uint32_t i = 0; i < from.flows().size(); ++i)
    if (from.flows()[i].effective.undated()) add(flow_id(i));
  for (std::uint32_t i = 0; i < from.events().size(); ++i)
    if (!from.events()[i].on) add(event_id(i));
  return t;
}

std::string whose(const network& from, const std::optional<actor_id>& of) { return of ? from[*of].name : "anybody"; }

table ties_table(const network& from, const std::optional<actor_id>& of) {
  const tie_matrix m = ties_by_field(from, of);
  std::vector<table_column> columns{{"id", "Id", text}, {"name", of ? "Partner" : "Actor", text}};
  for (const std::string& f : m.fields)
    columns.push_back(f.empty() ? table_column{"field_not_stated", "(field not stated)", text}
                                : table_column{"field:" + f, f, text});
  table t("ties_by_field", "Ties with " + whose(from, of) + " by field", std::move(columns));
  for (std::size_t i = 0; i < m.partners.size(); ++i) {
    std::vector<table_cell> row{from[m.partners[i]].key, from[m.partners[i]].name};
    for (std::size_t j = 0; j < m.fields.size(); ++j) row.emplace_back(to_text(m.at(i, j)));
    t.add_row(std::move(row));
  }
  t.add_note(
      "signed: signed or in force. unknown: no record names the tie; nobody looked for it, or a group that a record leaves "
      "unnamed may hold it. none: no record, and by the dataset's own statement that means that there is none.");
  return t;
}

table without_tie_table(const network& from, const std::optional<actor_id>& of) {
  table t("without_tie", "Actors without a recorded tie with " + whose(from, of),
          {{"id", "Id", text}, {"name", "Name", text}, {"kind", "Kind", text}, {"may_be_in", "May be among", list}});
  for (const untied_actor& u : actors_without_tie(from, of)) {
    texts records;
    for (const any_record& r : u.may_be_in) records.push_back(key_of(from, r));
    t.add_row({from[u.who].key, from[u.who].name, from[u.who].kind, std::move(records)});
  }
  t.add_note("\"May be among\": records with a group of unnamed members to which the actor belongs.");
  return t;
}

table ending_table(const network& from, const date& on, int months) {
  table t("ending", "What ends within " + std::to_string(months) + " months of " + to_text(on),
          {{"record", "Record", text}, {"title", "Title", text}, {"last", "Last in force", text}});
  for (const ending_record& e : records_ending(from, on, months))
    t.add_row({key_of(from, e.record), title_of(from, e.record), to_text(e.last)});
  return t;
}

table changes_table(const network& from, const date& since, const date& on) {
  table t("changes", "What changed from " + to_text(since) + " to " + to_text(on),
          {{"when", "When", text},
           {"what", "What", text},
           {"id", "Id", text},
           {"title", "Title", text},
           {"certain", "Certain", text}});
  for (const change& c : changes_between(from, since, on)) {
    std::vector<table_cell> row{to_text(c.when), to_text(c.what)};
    if (const auto* who = std::get_if<actor_id>(&c.which)) {
      row.insert(row.end(), {from[*who].key, from[*who].name});
    } else {
      any_record record = agreement_id(0);
      if (const auto* a = std::get_if<agreement_id>(&c.which)) record = *a;
      if (const auto* f = std::get_if<flow_id>(&c.which)) record = *f;
      if (const auto* e = std::get_if<event_id>(&c.which)) record = *e;
      row.insert(row.end(), {key_of(from, record), title_of(from, record)});
    }
    row.emplace_back(std::string(c.certain ? "yes" : "possibly"));
    t.add_row(std::move(row));
  }
  t.add_note("\"possibly\": the source gives a month or year that lies only partly between the dates.");
  return t;
}

}  // namespace

std::vector<table> inventory_tables(const network& from, const inventory_options& options) {
  if (options.since && !options.on)
    throw option_error("inventory_tables", "since", to_text(*options.since), "only together with on, a later date");
  const words say(options.lang);
  std::optional<actor_id> of = options.of;
  if (!of && from.observed().whose.size() == 1) of = from.observed().whose.front();
  std::vector<table> all{holdings_table(from), stated_table(from, say), totals_table(from),         unnamed_table(from),
                         undated_table(from),  ties_table(from, of),    without_tie_table(from, of)};
  if (options.on) all.push_back(ending_table(from, *options.on, options.months));
  if (options.since) all.push_back(changes_table(from, *options.since, *options.on));
  return all;
}

}  // namespace coopgraph
