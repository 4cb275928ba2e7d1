// SPDX-License-Identifier: BSL-1.0
#include "io/column_kinds.hpp"
#include "io/column_mapping.hpp"
#include "io/edge_ends.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/io/csv.hpp>
#include <coopgraph/io/graph_tables.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <initializer_list>
#include <span>
#include <utility>

namespace coopgraph {
namespace {

constexpr std::array<std::string_view, 5> shape_names{"edges", "gephi", "graphframes", "baci", "comtrade"};

std::string quantity_of(std::size_t number, std::string_view one, std::string_view many) {
  return std::to_string(number).append(" ").append(number == 1 ? one : many);
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text.append(text.empty() ? "" : ", ").append(printable(name, 60));
  return text;
}

bool looks_like_formula(std::string_view text) {
  constexpr std::string_view risky = "=+-@\t\r";
  return !text.empty() && risky.find(text.front()) != risky.npos && parse_decimal(text).problem != number_problem::none;
}

std::string behind_apostrophe(std::string_view text) {
  std::string guarded("'");
  guarded += text;
  return guarded;
}

/// What an edge table calls its ends or its strength: another column of such a name would be taken for one.
bool is_taken_for_an_end(std::string_view folded) {
  constexpr std::string_view words[] = {
      "source", "from",     "src",         "sourceid", ":startid", "fromid",      "node1",    "target",   "to",
      "dst",    "targetid", "toid",        ":endid",   "node2",    "origin",      "exporter", "reporter", "reportercode",
      "orig",   "isoo",     "destination", "importer", "partner",  "partnercode", "dest",     "isod"};
  return std::find(std::begin(words), std::end(words), folded) != std::end(words);
}

/// A column of a table: what it is called, and its cell in each row.
struct table_column_of {
  std::string name;
  std::function<std::string(std::size_t)> cell;
};

/// One of the two tables while it is made.
class table_writer {
 public:
  table_writer(const graph_tables_options& options, std::vector<std::string>& lost) : options_(options), lost_(lost) {}

  void add(std::string name, std::function<std::string(std::size_t)> cell) {
    names_.push_back(detail::folded_header(name));
    columns_.push_back({std::move(name), std::move(cell)});
  }
  void add(std::string name, const attribute_column* values) {
    if (values == nullptr)
      add(std::move(name), [](std::size_t) { return std::string(); });
    else
      add_attribute(std::move(name), *values);
  }
  void add_ids(std::string name, const text_list& ids) {
    add(std::move(name), [&ids, this](std::size_t i) { return guarded(ids[i]); });
  }
  /// An attribute under its own name, or under one that means nothing else.
  void add_own(const attribute_column& values, bool of_edges) {
    std::string name = values.name;
    const auto taken = [&] {
      const std::string folded = detail::folded_header(name);
      return folded.empty() || (of_edges && is_taken_for_an_end(folded)) ||
             std::find(names_.begin(), names_.end(), folded) != names_.end();
    };
    for (std::size_t n = 2; taken(); ++n) {
      name = values.name.empty() ? "attribute" : values.name;
      name.append("_").append(std::to_string(n));
    }
    if (name != values.name) renamed_.push_back(printable(values.name, 60) + " is " + printable(name, 60));
    if (looks_like_formula(name)) renamed_.push_back(printable(name, 60) + " is guarded by an apostrophe");
    add_attribute(guarded(name), values);
  }
  void add_spells(const std::vector<spell>& spells, std::string_view whose) {
    if (spells.empty()) return;
    bool fits = std::all_of(spells.begin(), spells.end(), [](const spell& s) { return !s.start_open && !s.end_open; });
    for (std::size_t i = 1; i < spells.size(); ++i) fits = fits && spells[i].element != spells[i - 1].element;
    for (const char* name : {"start", "end"}) fits = fits && std::find(names_.begin(), names_.end(), name) == names_.end();
    const std::string number = quantity_of(spells.size(), "period of ", "periods of ") + std::string(whose);
    if (!fits) {
      lost_.push_back("tables have no place for several periods or open ends: " + number + (spells.size() == 1 ? " is" : " are") +
                      " left out");
      return;
    }
    lost_.push_back("tables have no periods: " + number + (spells.size() == 1 ? " is" : " are") +
                    " read back as the attributes start and end");
    for (const bool begin : {true, false})
      add(begin ? "start" : "end", [this, &spells, begin](std::size_t i) {
        const auto at = std::lower_bound(spells.begin(), spells.end(), i,
                                         [](const spell& s, std::size_t element) { return s.element < element; });
        if (at == spells.end() || at->element != i) return std::string();
        return guarded(begin ? at->start : at->end);
      });
  }

  [[nodiscard]] std::string write(std::size_t rows, const char* whose) {
    std::string out;
    std::vector<std::string> fields;
    for (const table_column_of& column : columns_) fields.push_back(column.name);
    append_csv_row(out, std::span<const std::string>(fields));
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t c = 0; c < columns_.size(); ++c) fields[c] = columns_[c].cell(row);
      append_csv_row(out, std::span<const std::string>(fields));
    }
    say(whose);
    return out;
  }

 private:
  void add_attribute(std::string name, const attribute_column& values) {
    note_kind(values);
    add(std::move(name), [this, &values](std::size_t i) {
      if (values.kind != attribute_kind::text) return values.text_of(i);
      if (values.texts[i].empty() && values.has(i)) ++empty_texts_;
      return guarded(values.texts[i]);
    });
  }
  /// The kind of a column that is read back shows in its cells alone.
  void note_kind(const attribute_column& values) {
    text_list cells;
    for (std::size_t i = 0; i < values.size(); ++i) cells.push_back(values.text_of(i));
    const attribute_kind again = detail::kind_of_cells(cells);
    constexpr const char* words[] = {"text", "boolean", "integer", "number"};
    if (again != values.kind) other_kinds_.push_back(values.name + " as " + words[static_cast<int>(again)]);
  }
  std::string guarded(std::string_view text) {
    if (options_.formulas == formula_cells::plain || !looks_like_formula(text)) return std::string(text);
    ++formulas_;
    return behind_apostrophe(text);
  }
  void say(const std::string& whose) {
    if (!renamed_.empty()) lost_.push_back("columns of other names, of the " + whose + ": " + joined(renamed_));
    if (!other_kinds_.empty())
      lost_.push_back("tables state no kinds: by its cells, a column of the " + whose + " is read back " + joined(other_kinds_));
    if (empty_texts_ > 0)
      lost_.push_back("an empty cell is missing: " + quantity_of(empty_texts_, "empty text", "empty texts") + " of the " + whose);
    if (formulas_ > 0)
      lost_.push_back(
          quantity_of(formulas_, "cell", "cells") + " of the " + whose +
          " that a spreadsheet would take for a formula stand behind an apostrophe, which reading takes away where it "
          "is asked to");
  }

  const graph_tables_options& options_;
  std::vector<std::string>& lost_;
  std::vector<std::string> names_;  // folded
  std::vector<table_column_of> columns_;
  std::vector<std::string> renamed_;
  std::vector<std::string> other_kinds_;
  std::size_t empty_texts_ = 0;
  std::size_t formulas_ = 0;
};

/// The first of these attributes of the edges that there is.
const attribute_column* first_of(const graph_document& d, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (const attribute_column* found = d.of_edges(name)) return found;
  return nullptr;
}

/// BACI and Comtrade have the columns that they have.
std::string write_trade(const graph_document& d, const graph_tables_options& options, std::vector<std::string>& lost) {
  const bool baci = options.shape == table_shape::baci;
  if (!d.directed)
    throw input_error("to_graph_tables", "document", "an undirected graph as " + std::string(name_of(options.shape)),
                      "a directed one: each row goes from an exporter to an importer");
  const attribute_column* year = first_of(d, {"t", "year", "refYear"});
  const attribute_column* product = first_of(d, {"k", "product", "cmdCode"});
  const attribute_column* value = first_of(d, {"weight", "v", "primaryValue", "value"});
  const attribute_column* quantity = first_of(d, {"q", "quantity", "netWgt"});
  table_writer table(options, lost);
  std::vector<std::string> empty;
  const auto add = [&](const char* name, const attribute_column* values) {
    table.add(name, values);
    if (values == nullptr) empty.emplace_back(name);
  };
  const auto add_ends = [&](const char* from, const char* to) {
    table.add(from, [&](std::size_t e) { return std::string(d.ids[d.edges[e].source]); });
    table.add(to, [&](std::size_t e) { return std::string(d.ids[d.edges[e].target]); });
  };
  add(baci ? "t" : "refYear", year);
  add_ends(baci ? "i" : "reporterCode", baci ? "j" : "partnerCode");
  if (!baci) table.add("flowCode", [](std::size_t) { return std::string("X"); });
  add(baci ? "k" : "cmdCode", product);
  add(baci ? "v" : "primaryValue", value);
  add(baci ? "q" : "netWgt", quantity);
  if (!empty.empty()) lost.push_back("columns without an attribute of the edges, empty: " + joined(empty));
  std::vector<std::string> left;
  for (const attribute_column& a : d.edge_attributes)
    if (&a != year && &a != product && &a != value && &a != quantity) left.push_back(a.name);
  if (!left.empty())
    lost.push_back(std::string(baci ? "BACI" : "Comtrade") + " has no further columns: left out of the edges are " +
                   joined(left));
  if (!d.edge_ids.empty()) lost.push_back(std::string(baci ? "BACI" : "Comtrade") + " has no ids of edges");
  if (!d.edge_spells.empty())
    lost.push_back("tables of trade have no periods: " +
                   quantity_of(d.edge_spells.size(), "period of the edges is", "periods of the edges are") + " left out");
  return table.write(d.edges.size(), "edges");
}

std::string write_edges(const graph_document& d, const graph_tables_options& options, std::vector<std::string>& lost) {
  if (options.shape == table_shape::baci || options.shape == table_shape::comtrade) return write_trade(d, options, lost);
  const bool gephi = options.shape == table_shape::gephi;
  const bool frames = options.shape == table_shape::graphframes;
  table_writer table(options, lost);
  const auto end = [&](bool source) {
    return [&d, source, guard = options.formulas == formula_cells::guarded](std::size_t e) {
      const std::string_view id = d.ids[source ? d.edges[e].source : d.edges[e].target];
      return guard && looks_like_formula(id) ? behind_apostrophe(id) : std::string(id);
    };
  };
  table.add(gephi ? "Source" : frames ? "src" : d.directed ? "origin" : "source", end(true));
  table.add(gephi ? "Target" : frames ? "dst" : d.directed ? "destination" : "target", end(false));
  if (gephi) table.add("Type", [&d](std::size_t) { return std::string(d.directed ? "Directed" : "Undirected"); });
  if (frames && !d.directed) lost.push_back("the edges of GraphFrames have a direction: that these have none is not said");
  if (gephi && d.directed && d.edges.empty())
    lost.push_back("without an edge, Gephi's tables do not say that edges are directed");
  if (!d.edge_ids.empty()) table.add_ids(gephi ? "Id" : "id", d.edge_ids);
  const attribute_column* label = gephi ? d.of_edges("label") : nullptr;
  const attribute_column* weight = gephi ? d.of_edges("weight") : nullptr;
  if (label != nullptr) table.add("Label", label);
  if (weight != nullptr) table.add("Weight", weight);
  for (const attribute_column& a : d.edge_attributes)
    if (&a != label && &a != weight) table.add_own(a, true);
  table.add_spells(d.edge_spells, "edges");
  return table.write(d.edges.size(), "edges");
}

std::string write_nodes(const graph_document& d, const graph_tables_options& options, std::vector<std::string>& lost) {
  const bool gephi = options.shape == table_shape::gephi;
  for (std::size_t v = 0; v < d.vertices(); ++v)
    if (detail::is_blank(d.ids[v]))
      throw input_error("to_graph_tables", "document", "an id of spaces", "ids that a table can tell from an empty cell");
  table_writer table(options, lost);
  table.add_ids(gephi ? "Id" : "id", d.ids);
  const attribute_column* label = gephi ? d.of_vertices("label") : nullptr;
  if (label != nullptr) table.add("Label", label);
  for (const attribute_column& a : d.vertex_attributes)
    if (&a != label) table.add_own(a, false);
  table.add_spells(d.vertex_spells, "vertices");
  return table.write(d.vertices(), "vertices");
}

}  // namespace

std::string_view name_of(table_shape shape) noexcept { return shape_names[static_cast<std::size_t>(shape)]; }

std::optional<table_shape> table_shape_named(std::string_view name) noexcept {
  const auto at = std::find(shape_names.begin(), shape_names.end(), name);
  if (at == shape_names.end()) return std::nullopt;
  return static_cast<table_shape>(at - shape_names.begin());
}

graph_tables to_graph_tables(const graph_document& document, const graph_tables_options& options) {
  graph_tables tables;
  tables.edges = write_edges(document, options, tables.lost);
  tables.nodes = write_nodes(document, options, tables.lost);
  if (!document.about.empty())
    tables.lost.push_back("tables say nothing of the graph itself: " +
                          quantity_of(document.about.size(), "attribute is", "attributes are") + " left out");
  if (!document.outlines.empty())
    tables.lost.push_back("tables have no outlines: those of " +
                          quantity_of(document.outlines.size(), "vertex are", "vertices are") + " left out");
  return tables;
}

}  // namespace coopgraph
