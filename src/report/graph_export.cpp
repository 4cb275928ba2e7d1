// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/report/graph_export.hpp>

#include "io/column_kinds.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/scaled_number.hpp>
#include <coopgraph/model/in_force.hpp>
#include <coopgraph/model/inventory.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace coopgraph {
namespace {

// ---- columns ----

/// A column of texts that is added once it is full, if it holds anything.
struct text_column {
  const char* name;
  text_list cells = {};
};

void add(std::vector<attribute_column>& into, const text_column& column) {
  attribute_column values{column.name};
  for (std::size_t i = 0; i < column.cells.size(); ++i) {
    if (column.cells[i].empty())
      values.push_missing();
    else
      values.push_text(column.cells[i]);
  }
  if (values.missing.size() < column.cells.size()) into.push_back(std::move(values));
}

void add_about(graph_document& d, const char* name, const std::string& text) {
  if (text.empty()) return;
  d.about.push_back({name});
  d.about.back().push_text(text);
}

/// Exact where it is a decimal fraction.
template <value_kind K>
decimal value_of(const edge_values<K>& values, edge_id e, bool& rounded) {
  if (values.is_exact()) {
    const scaled_number exact{values.numerators()[e], values.unit()};
    if (is_decimal(exact))
      if (const parsed_decimal read = parse_decimal(to_text(exact)); read.problem == number_problem::none) return read.value;
    rounded = true;
  }
  return decimal_of(values[e]);
}

/// Numbers of the edges; those of `without`, ascending, have none.
template <value_kind K>
void add_values(graph_document& d, const char* name, const edge_values<K>& values, std::span<const edge_id> without,
                bool& rounded) {
  attribute_column column{name, attribute_kind::number};
  auto next = without.begin();
  for (edge_id e = 0; e < values.size(); ++e) {
    if (next != without.end() && *next == e) {
      ++next;
      column.push_missing();
    } else {
      column.push_number(value_of(values, e, rounded));
    }
  }
  if (column.missing.size() < column.size() || name == std::string_view("weight")) d.edge_attributes.push_back(std::move(column));
}

// ---- vertices ----

std::string last_day(const std::optional<date>& d) { return d ? to_text(date::of_day(d->last_day())) : std::string(); }
std::string first_day(const std::optional<date>& d) { return d ? to_text(date::of_day(d->first_day())) : std::string(); }

std::optional<spell> spell_of(std::size_t element, const stated_period& when) {
  if (when.undated()) return std::nullopt;
  return spell{element, first_day(when.first), last_day(when.last)};
}

void add_places(graph_document& d, const network& from, std::span<const actor_id> actors) {
  attribute_column lon{"lon", attribute_kind::number};
  attribute_column lat{"lat", attribute_kind::number};
  for (const actor_id a : actors) {
    const auto& where = from[a].where;
    for (const auto& [column, value] : {std::pair(&lon, where ? where->lon : 0.0), std::pair(&lat, where ? where->lat : 0.0)}) {
      if (where)
        column->push_number(decimal_of(value));
      else
        column->push_missing();
    }
  }
  if (lon.missing.size() == actors.size()) return;
  d.vertex_attributes.push_back(std::move(lon));
  d.vertex_attributes.push_back(std::move(lat));
}

/// What the dataset's own columns say of the actors, in the order in which they come.
void add_own_columns(graph_document& d, const network& from, std::span<const actor_id> actors) {
  std::vector<std::string> names;
  std::unordered_map<std::string_view, std::size_t> position;
  for (const actor_id a : actors)
    for (const attribute& own : from[a].attributes)
      if (position.emplace(own.name, names.size()).second) names.push_back(own.name);
  std::vector<text_list> cells(names.size());
  std::vector<std::string_view> row(names.size());
  for (const actor_id a : actors) {
    std::fill(row.begin(), row.end(), std::string_view());
    for (const attribute& own : from[a].attributes) row[position.at(own.name)] = own.value;
    for (std::size_t c = 0; c < row.size(); ++c) cells[c].push_back(row[c]);
  }
  std::set<std::string> taken;
  for (const attribute_column& known : d.vertex_attributes) taken.insert(known.name);
  for (std::size_t c = 0; c < names.size(); ++c) {
    std::string name = names[c];
    for (std::size_t n = 2; !taken.insert(name).second; ++n) name = names[c] + "_" + std::to_string(n);
    d.vertex_attributes.push_back(detail::column_of_cells(name, std::move(cells[c])));
  }
}

void add_vertices(graph_document& d, const network& from, std::span<const actor_id> actors) {
  std::array<text_column, 3> columns{{{"label"}, {"kind"}, {"parent"}}};
  for (const actor_id id : actors) {
    const actor& a = from[id];
    if (const auto when = spell_of(d.vertices(), a.valid)) d.vertex_spells.push_back(*when);
    d.ids.push_back(a.key);
    columns[0].cells.push_back(a.name);
    columns[1].cells.push_back(a.kind);
    columns[2].cells.push_back(a.parent ? std::string_view(from[*a.parent].key) : std::string_view());
  }
  for (const text_column& column : columns) add(d.vertex_attributes, column);
  add_places(d, from, actors);
  add_own_columns(d, from, actors);
}

// ---- edges ----

/// What several records of an edge state, each thing once, in their order.
class joined_texts {
 public:
  void add(const std::string& text) {
    if (!text.empty() && std::find(texts_.begin(), texts_.end(), text) == texts_.end()) texts_.push_back(text);
  }
  [[nodiscard]] std::string text(const char* separator = "; ") const {
    std::string all;
    for (const std::string& one : texts_) {
      if (!all.empty()) all += separator;
      all += one;
    }
    return all;
  }

 private:
  std::vector<std::string> texts_;
};

std::string text_of(const std::optional<date>& d) { return d ? to_text(*d) : std::string(); }
std::string counts_of(multiplicity counts) { return counts == multiplicity::one ? std::string() : to_text(counts); }
std::string source_of(const network& from, const std::optional<source_id>& source) { return source ? from[*source].key : ""; }
std::string fields_of(const std::vector<std::string>& fields) {
  std::string text;
  for (const std::string& field : fields) text.append(text.empty() ? "" : ";").append(field);
  return text;
}

constexpr std::array<const char*, 10> agreement_columns{
    "title", "kind", "status", "fields", "counts", "signed_on", "effective_from", "effective_to", "source_document", ""};
std::array<std::string, 10> texts_of(const network& from, const agreement& a) {
  return {a.title,
          a.kind,
          to_text(a.status),
          fields_of(a.fields),
          counts_of(a.counts),
          text_of(a.signed_on),
          text_of(a.effective.first),
          text_of(a.effective.last),
          source_of(from, a.source),
          ""};
}
constexpr std::array<const char*, 10> flow_columns{"product", "chain",          "stage",        "status",          "fields",
                                                   "counts",  "effective_from", "effective_to", "source_document", "certified"};
std::array<std::string, 10> texts_of(const network& from, const flow& f) {
  return {f.product,
          f.chain,
          f.stage,
          to_text(f.status),
          fields_of(f.fields),
          counts_of(f.counts),
          text_of(f.effective.first),
          text_of(f.effective.last),
          source_of(from, f.source),
          f.certified};
}
stated_period when_of(const agreement& a) { return time_of(a); }
stated_period when_of(const flow& f) { return f.effective; }

/// Ids of the edges by their records, if each edge has one.
template <class Id>
void add_edge_ids(graph_document& d, const network& from, const edge_records<Id>& records) {
  std::map<Id, std::size_t> edges_of;
  std::set<std::string, std::less<>> keys;
  for (edge_id e = 0; e < records.size(); ++e) {
    if (records[e].size() != 1) return;
    ++edges_of[records[e].front()];
    keys.insert(from[records[e].front()].key);
  }
  std::map<Id, std::size_t> next;
  std::set<std::string, std::less<>> taken = keys;
  for (edge_id e = 0; e < records.size(); ++e) {
    const Id record = records[e].front();
    const std::string& key = from[record].key;
    if (edges_of[record] == 1) {
      d.edge_ids.push_back(key);
      continue;
    }
    std::string id;
    do {
      id = key;
      id.append("/").append(std::to_string(++next[record]));
    } while (!taken.insert(id).second);
    d.edge_ids.push_back(id);
  }
}

/// What the records behind the edges state, and when; the edges with a record without a date are counted.
template <class Id, std::size_t N>
std::size_t add_records(graph_document& d, const network& from, const edge_records<Id>& records,
                        const std::array<const char*, N>& names, std::span<const tie_basis> basis) {
  text_column record{"record"};
  text_column rests_on{"basis"};
  std::array<text_column, N> columns;
  for (std::size_t c = 0; c < N; ++c) columns[c].name = names[c];
  std::size_t undated = 0;
  for (edge_id e = 0; e < records.size(); ++e) {
    joined_texts keys;
    std::array<joined_texts, N> texts;
    std::vector<spell> spells;
    bool dated = true;
    for (const Id id : records[e]) {
      keys.add(from[id].key);
      const auto stated = texts_of(from, from[id]);
      for (std::size_t c = 0; c < N; ++c) texts[c].add(stated[c]);
      const auto when = spell_of(e, when_of(from[id]));
      dated = dated && when;
      if (when && std::find(spells.begin(), spells.end(), *when) == spells.end()) spells.push_back(*when);
    }
    record.cells.push_back(keys.text(";"));
    rests_on.cells.push_back(to_text(basis[e]));
    for (std::size_t c = 0; c < N; ++c) columns[c].cells.push_back(texts[c].text());
    if (dated)
      d.edge_spells.insert(d.edge_spells.end(), spells.begin(), spells.end());
    else
      ++undated;
  }
  add(d.edge_attributes, record);
  add(d.edge_attributes, rests_on);
  for (const text_column& column : columns) add(d.edge_attributes, column);
  return undated;
}

/// The units of the capacities: each flow has its own.
void add_units(graph_document& d, const network& from, const flow_view& view) {
  text_column unit{"unit"};
  for (edge_id e = 0; e < view.records.size(); ++e) {
    const flow& f = from[view.records[e].front()];
    unit.cells.push_back(f.capacity ? f.unit : std::string());
  }
  add(d.edge_attributes, unit);
}

// ---- the whole ----

void add_description(graph_document& d, const network& from, const std::string& as, const std::string& unit) {
  const dataset_description& about = from.about();
  add_about(d, "title", about.title);
  add_about(d, "description", about.description);
  joined_texts licences;
  for (const reference& r : about.licenses) licences.add(!r.name.empty() ? r.name : r.title);
  add_about(d, "licence", licences.text());
  const observation& observed = from.observed();
  add_about(d, "observation", observed.title);
  if (!observed.whose.empty()) {
    joined_texts keys;
    for (const actor_id a : observed.whose) keys.add(from[a].key);
    add_about(d, "observed", keys.text(";"));
    add_about(d, "absence", to_text(observed.absence));
  }
  add_about(d, "as", as);
  add_about(d, "unit", unit);
}

void note_what_is_no_graph(graph_document& d, const network& from, std::size_t left_out, std::size_t undated, bool rounded) {
  std::size_t quantities = 0;
  for (const agreement& a : from.agreements()) quantities += a.quantities.size();
  for (const flow& f : from.flows()) quantities += f.quantities.size();
  for (const event& e : from.events()) quantities += e.quantities.size();
  std::string text;
  for (const auto& [count, one, many] :
       {std::tuple(from.regions().size(), "region", "regions"), std::tuple(from.events().size(), "event", "events"),
        std::tuple(quantities, "quantity", "quantities"), std::tuple(from.sources().size(), "source", "sources"),
        std::tuple(from.aliases().size(), "alias", "aliases"),
        std::tuple(from.crosswalk().size(), "succession of units", "successions of units")})
    if (count > 0)
      text.append(text.empty() ? "" : ", ").append(std::to_string(count)).append(" ").append(count == 1 ? one : many);
  if (!text.empty()) d.notes.push_back("the dataset also holds what is no part of a graph of ties: " + text);
  if (left_out > 0)
    d.notes.push_back(std::to_string(left_out) +
                      (left_out == 1 ? " record or party gives no tie" : " records or parties give no tie") +
                      " (coopgraph project says why)");
  if (undated > 0)
    d.notes.push_back(std::to_string(undated) + (undated == 1 ? " edge rests" : " edges rest") +
                      " on a record without a date: no period");
  if (rounded) d.notes.push_back("numbers that are no decimal fractions (1/3) are the nearest doubles");
}

template <class View>
graph_document started(const network& from, const View& view) {
  for (const actor_id a : view.actors) (void)from[a];
  graph_document d;
  const auto g = view.graph.view();
  d.directed = g.is_directed;
  add_vertices(d, from, view.actors);
  for (edge_id e = 0; e < g.edges(); ++e) d.edges.push_back({g.source[e], g.target[e]});
  add_edge_ids(d, from, view.records);
  return d;
}

void finish(graph_document& d) {
  if (!d.vertex_spells.empty() || !d.edge_spells.empty()) d.time_format = "date";
}

}  // namespace

graph_document to_graph_document(const network& from, const agreement_view& view) {
  graph_document d = started(from, view);
  constexpr std::array<const char*, 3> as{"star", "newman", "clique"};
  add_description(d, from, as[static_cast<std::size_t>(view.as)], view.unit);
  bool rounded = false;
  add_values(d, "weight", view.strengths, {}, rounded);
  const std::size_t undated = add_records(d, from, view.records, agreement_columns, view.basis);
  note_what_is_no_graph(d, from, view.left_out.size(), undated, rounded);
  finish(d);
  return d;
}

graph_document to_graph_document(const network& from, const flow_view& view) {
  graph_document d = started(from, view);
  add_description(d, from, "flows", view.unit);
  bool rounded = false;
  add_values(d, "weight", view.strengths, {}, rounded);
  add_values(d, "capacity", view.capacities, view.unlimited, rounded);
  add_units(d, from, view);
  add_values(d, "cost", view.unit_costs, view.without_cost, rounded);
  const std::size_t undated = add_records(d, from, view.records, flow_columns, view.basis);
  note_what_is_no_graph(d, from, view.left_out.size(), undated, rounded);
  finish(d);
  return d;
}

}  // namespace coopgraph
