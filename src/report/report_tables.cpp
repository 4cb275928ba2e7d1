// SPDX-License-Identifier: BSL-1.0
#include "report/report_tables.hpp"

#include <coopgraph/model/inventory.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace coopgraph::detail {
namespace {

using texts = std::vector<std::string>;

std::int64_t whole(std::size_t n) { return static_cast<std::int64_t>(n); }

std::string number_text(const quantity& q) {
  const auto one = [](const std::optional<decimal>& d) { return d ? to_text(*d) : std::string(); };
  if (q.exactness == number_exactness::between) return "between " + one(q.low) + " and " + one(q.high);
  const std::string number = q.value ? one(q.value) : one(q.low ? q.low : q.high);
  if (q.exactness == number_exactness::exact && q.value) return number;
  if (number.empty()) return q.exactness == number_exactness::verbal ? "stated in words" : to_text(q.exactness);
  return to_text(q.exactness) + ' ' + number;
}

texts quantity_texts(const std::vector<quantity>& quantities, const words& say) {
  texts all;
  for (const quantity& q : quantities) all.push_back(to_sentence(q, say));
  return all;
}

/// A tie of an observed actor; or, where no observation is stated, an actor with all its ties.
struct tie {
  std::optional<vertex_id> of;
  vertex_id partner = 0;
  std::vector<agreement_id> records = {};
  std::vector<std::string> fields = {};

  [[nodiscard]] std::pair<std::size_t, std::size_t> weight() const noexcept { return {records.size(), fields.size()}; }
};

void add_records(tie& t, std::span<const agreement_id> more) {
  t.records.insert(t.records.end(), more.begin(), more.end());
  std::sort(t.records.begin(), t.records.end());
  t.records.erase(std::unique(t.records.begin(), t.records.end()), t.records.end());
}

void add_fields(tie& t, const network& from) {
  for (const agreement_id a : t.records) t.fields.insert(t.fields.end(), from[a].fields.begin(), from[a].fields.end());
  std::sort(t.fields.begin(), t.fields.end());
  t.fields.erase(std::unique(t.fields.begin(), t.fields.end()), t.fields.end());
}

std::vector<tie> ties_of_the_observed(const network& from, const agreement_view& view) {
  const auto& whose = from.observed().whose;
  const auto observed = [&](vertex_id v) { return std::find(whose.begin(), whose.end(), view.actors[v]) != whose.end(); };
  const auto g = view.graph.view();
  std::vector<tie> ties;
  for (edge_id e = 0; e < g.edges(); ++e) {
    vertex_id a = g.source[e];
    vertex_id b = g.target[e];
    if (!observed(a)) std::swap(a, b);
    if (!observed(a)) continue;
    add_records(ties.emplace_back(tie{a, b}), view.records[e]);
  }
  return ties;
}

std::vector<tie> actors_with_their_ties(const agreement_view& view) {
  const auto g = view.graph.view();
  std::vector<std::vector<agreement_id>> records(g.vertices());
  for (edge_id e = 0; e < g.edges(); ++e)
    for (const vertex_id v : {g.source[e], g.target[e]})
      records[v].insert(records[v].end(), view.records[e].begin(), view.records[e].end());
  std::vector<tie> ties;
  for (vertex_id v = 0; v < g.vertices(); ++v)
    if (!records[v].empty()) add_records(ties.emplace_back(tie{std::nullopt, v}), records[v]);
  return ties;
}

/// Most agreements first, then most fields; equals in the order of the actors.
void sort_ties(std::vector<tie>& ties) {
  std::stable_sort(ties.begin(), ties.end(), [](const tie& a, const tie& b) { return a.weight() > b.weight(); });
}

std::vector<table_column> partner_columns(bool several_observed, bool none_observed) {
  using enum column_kind;
  std::vector<table_column> columns{{"rank", "Rank", whole_number}, {"tied_with", "Tied with", whole_number}};
  if (several_observed) columns.push_back({"actor", "Observed actor", text});
  columns.insert(columns.end(), {{"partner", none_observed ? "Actor" : "Partner", text},
                                 {"agreements", "Agreements", whole_number},
                                 {"signed_or_in_force", "Signed or in force", whole_number},
                                 {"proposed", "Proposed", whole_number},
                                 {"invited", "Invited", whole_number},
                                 {"ended", "Ended", whole_number},
                                 {"fields", "Fields", list},
                                 {"records", "Records", list}});
  return columns;
}

void add_partner(table& partners, const network& from, const agreement_view& view, const tie& t, std::size_t rank,
                 std::size_t tied_with) {
  std::int64_t counts[4] = {0, 0, 0, 0};  // signed or in force, proposed, invited, ended
  texts records;
  for (const agreement_id a : t.records) {
    records.push_back(from[a].key);
    switch (from[a].status) {
      case agreement_status::signed_:
      case agreement_status::in_force:
        ++counts[0];
        break;
      case agreement_status::proposed:
        ++counts[1];
        break;
      case agreement_status::invited:
        ++counts[2];
        break;
      case agreement_status::ended:
        ++counts[3];
        break;
    }
  }
  std::vector<table_cell> row{whole(rank), whole(tied_with)};
  if (t.of && partners.columns()[2].key == "actor") row.emplace_back(view.names[*t.of]);
  row.emplace_back(view.names[t.partner]);
  row.emplace_back(whole(t.records.size()));
  for (const std::int64_t count : counts) row.emplace_back(count);
  row.emplace_back(t.fields);
  row.emplace_back(std::move(records));
  partners.add_row(std::move(row));
}

}  // namespace

std::string counted(std::size_t n, const std::string& one, const std::string& many) {
  return std::to_string(n) + ' ' + (n == 1 ? one : many);
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text.append(i == 0 ? "" : i + 1 == names.size() ? " and " : ", ").append(names[i]);
  return text;
}

std::string what_goes(const flow& f, const words& say) {
  if (!f.product.empty()) return f.product;
  return f.chain.empty() ? say.joined(f.fields) : f.chain;
}

texts statements_of(const flow& f, const words& say) {
  texts all = quantity_texts(f.quantities, say);
  if (f.capacity) all.push_back("capacity: " + to_text(*f.capacity) + ' ' + f.unit);
  return all;
}

std::string name_with_extent(const network& from, const actor_or_region& who, const std::string& part, const party_extent& extent,
                             const words&) {
  std::string name = from.name_of(who);
  if (!part.empty()) name += " (" + part + ')';
  if (std::holds_alternative<region_id>(who)) name += " [" + to_text(extent) + ']';
  return name;
}

table_cell source_of(const network& from, const std::optional<source_id>& source) {
  if (!source) return {};
  return from[*source].title;
}

std::string to_sentence(const quantity& q, const words&) {
  std::string sentence = q.measure + ": " + number_text(q);
  if (!q.unit.empty()) sentence += ' ' + q.unit;
  if (q.basis != quantity_basis::stated) sentence += ", " + to_text(q.basis);
  if (!q.phrase.empty()) sentence += " (\"" + q.phrase + "\")";
  return sentence;
}

std::string to_sentence(const stated_period& p, const words&) {
  if (p.first && p.last && *p.first == *p.last) return to_text(*p.first);
  if (p.first && p.last) return to_text(*p.first) + " to " + to_text(*p.last);
  if (p.first) return "from " + to_text(*p.first);
  return p.last ? "to " + to_text(*p.last) : std::string();
}

table partners_table(const network& from, const agreement_view& view, const words&) {
  const std::size_t observers = from.observed().whose.size();
  std::vector<tie> ties = observers == 0 ? actors_with_their_ties(view) : ties_of_the_observed(from, view);
  for (tie& t : ties) add_fields(t, from);
  sort_ties(ties);

  const std::string title = observers == 0 ? "Actors by number of agreements"
                            : observers == 1
                                ? "Partners of " + from[from.observed().whose.front()].name + " by number of agreements"
                                : "Ties of the observed actors by number of agreements";
  table partners("partners", title, partner_columns(observers > 1, observers == 0));
  for (std::size_t first = 0; first < ties.size();) {
    std::size_t end = first + 1;
    while (end < ties.size() && ties[end].weight() == ties[first].weight()) ++end;
    for (std::size_t i = first; i < end; ++i) add_partner(partners, from, view, ties[i], first + 1, end - first - 1);
    first = end;
  }
  partners.add_note(
      "Ranked by the number of agreements, then of fields; equal ones share a rank, and \"Tied with\" counts the others of it.");
  return partners;
}

table agreements_table(const network& from, const words& say) {
  using enum column_kind;
  table t("agreements", "Agreements on record",
          {{"id", "Id", text},
           {"title", "Title", text},
           {"kind", "Kind", text},
           {"status", "Status", text},
           {"fields", "Fields", list},
           {"signed_on", "Signed on", text},
           {"period", "Period", text},
           {"counts", "Counts as", text},
           {"party_count", "Parties", whole_number},
           {"parties", "Who", list},
           {"quantities", "Quantities", list},
           {"source", "Source", text}});
  for (const agreement& a : from.agreements()) {
    texts parties;
    for (const party& p : a.parties) parties.push_back(name_with_extent(from, p.who, p.of, p.extent, say));
    t.add_row({a.key, a.title, a.kind, to_text(a.status), a.fields, a.signed_on ? to_text(*a.signed_on) : std::string(),
               to_sentence(a.effective, say), to_text(a.counts), whole(a.parties.size()), std::move(parties),
               quantity_texts(a.quantities, say), source_of(from, a.source)});
  }
  t.add_note("A party in [brackets] is a group or region, with how much of it takes part.");
  return t;
}

table flows_table(const network& from, const words& say) {
  using enum column_kind;
  table t("flows", "What goes from whom to whom",
          {{"id", "Id", text},
           {"origin", "From", text},
           {"destination", "To", text},
           {"product", "What", text},
           {"fields", "Fields", list},
           {"status", "Status", text},
           {"period", "Period", text},
           {"counts", "Counts as", text},
           {"quantities", "Totals, and how exact they are", list},
           {"source", "Source", text}});
  for (const flow& f : from.flows()) {
    t.add_row({f.key, from.name_of(f.origin), from.name_of(f.destination), what_goes(f, say), f.fields, to_text(f.status),
               to_sentence(f.effective, say), to_text(f.counts), statements_of(f, say), source_of(from, f.source)});
  }
  t.add_note("Totals over a group stay with the group: nothing here is split over its members.");
  return t;
}

table left_out_table(const network& from, const agreement_view& view, const words&) {
  using enum column_kind;
  table t("left_out", "Records and parties that gave no tie",
          {{"id", "Id", text}, {"title", "Title", text}, {"party", "Party", text}, {"reason", "Why", text}});
  for (const left_out_record& l : view.left_out)
    t.add_row({key_of(from, l.record), title_of(from, l.record), l.party ? table_cell(from.name_of(*l.party)) : table_cell(),
               to_text(l.reason)});
  return t;
}

}  // namespace coopgraph::detail
