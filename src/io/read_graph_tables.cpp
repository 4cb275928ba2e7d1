// SPDX-License-Identifier: BSL-1.0
#include "io/column_kinds.hpp"
#include "io/column_mapping.hpp"
#include "io/edge_rows.hpp"
#include "io/name_table.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/io/graph_tables.hpp>

#include <algorithm>
#include <utility>

namespace coopgraph {
namespace {

/// A text without the apostrophe that keeps a spreadsheet from taking it for a formula.
std::string_view unguarded(std::string_view text) {
  constexpr std::string_view risky = "=+-@\t\r";
  if (text.size() < 2 || text[0] != '\'' || risky.find(text[1]) == risky.npos) return text;
  return parse_decimal(text.substr(1)).problem == number_problem::none ? text : text.substr(1);
}

/// Spaces around it taken away, and NA for a missing value, as in BACI's files.
std::string_view unpadded(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text == "NA" ? std::string_view() : text;
}

edge_table_options edge_options(const read_graph_tables_options& options, std::span<const std::string> columns) {
  edge_table_options how = options.table;
  how.on_bad_row = options.table.on_bad_row;
  const auto there = [&](std::string_view name) { return std::find(columns.begin(), columns.end(), name) != columns.end(); };
  switch (options.shape) {
    case table_shape::baci:
      how.preset = column_preset::baci;
      return how;
    case table_shape::comtrade:
      how.preset = column_preset::comtrade;
      return how;
    case table_shape::gephi:
      how.preset = column_preset::gephi;
      return how;
    case table_shape::graphframes:
      if (how.source_column.empty()) how.source_column = "src";
      if (how.target_column.empty()) how.target_column = "dst";
      if (how.direction == edge_direction::automatic) how.direction = edge_direction::directed;
      break;
    case table_shape::edges:
      how.preset = column_preset::automatic;
      break;
  }
  // A column of this name is the strength, whatever else may be one.
  if (how.find_strength && there("weight")) {
    how.find_strength = false;
    how.number_columns.emplace_back("weight");
  }
  return how;
}

std::vector<std::string> header_of(const std::string& path, const edge_table_options& options) {
  csv_limits limits = options.csv;
  limits.problems = static_cast<std::size_t>(-1);  // they are told when the table is read
  csv_reader reader = csv_reader::open(path, {.delimiter = options.delimiter, .limits = limits});
  if (!reader.next()) return {};
  return {reader.row().fields.begin(), reader.row().fields.end()};
}

class table_reader {
 public:
  explicit table_reader(const read_graph_tables_options& options) : options_(options) {}

  graph_document read(const std::string& edges, const std::string& nodes) {
    how_ = edge_options(options_, header_of(edges, options_.table));
    const bool strength_is_named = !how_.find_strength && !how_.number_columns.empty();
    std::optional<node_table> of_nodes;
    if (!nodes.empty()) {
      edge_table_options node_options = how_;
      if (options_.nodes_delimiter) node_options.delimiter = *options_.nodes_delimiter;
      of_nodes = read_node_table(nodes, node_options);
      check_values(nodes, of_nodes->columns.size(), of_nodes->ids.size());
    }
    const edge_table table = of_nodes ? read_edge_table(edges, *of_nodes, how_) : read_edge_table(edges, how_);
    document_.file = edges;
    document_.directed = table.directed;
    document_.edges = table.rows;
    for (const std::string& id : table.ids) document_.ids.push_back(text(id));
    check_ids(edges);
    if (of_nodes) take_nodes(*of_nodes);
    take_edges(edges, table, strength_is_named ? std::optional(how_.number_columns.back()) : table.strength_column);
    for (const diagnostic& d : table.skipped) document_.notes.push_back(to_line(d) + " (left out)");
    return std::move(document_);
  }

 private:
  [[nodiscard]] std::string_view text(std::string_view cell) const {
    return options_.formulas == formula_cells::guarded ? unguarded(cell) : cell;
  }
  void check_values(const std::string& file, std::size_t columns, std::size_t rows) const {
    if (columns != 0 && rows > options_.most_values / columns)
      throw limit_error(printable(file) + ": " + std::to_string(columns) + " columns of " + std::to_string(rows) +
                        " rows are more values than the limit of " + std::to_string(options_.most_values) + " (values)");
  }
  /// Taking apostrophes away may have made two ids one.
  void check_ids(const std::string& file) const {
    if (options_.formulas == formula_cells::plain) return;
    detail::name_table known;
    for (std::size_t v = 0; v < document_.vertices(); ++v)
      if (known.find_or_add(document_.ids[v]) < v)
        throw data_error({{{file, 0, 0},
                           {},
                           "duplicate-id",
                           "the id " + printable(document_.ids[v]) +
                               " stands there with and without an apostrophe; read the cells as they are (formulas plain)"}});
  }

  void take_nodes(const node_table& nodes) {
    const auto is_id = [&](std::size_t c) {
      for (std::size_t row = 0; row < nodes.ids.size(); ++row)
        if (nodes.cells[row][c] != nodes.ids[row]) return false;
      return true;
    };
    std::size_t id = 0;  // the first of the columns that is called as ids are
    for (const std::string_view name : {"id", ":id", "nodeid", "code", "key", "node", "name"}) {
      const auto at = std::find_if(nodes.columns.begin(), nodes.columns.end(),
                                   [&](const std::string& column) { return detail::folded_header(column) == name; });
      id = static_cast<std::size_t>(at - nodes.columns.begin());
      if (at != nodes.columns.end() && is_id(id)) break;
    }
    for (std::size_t c = 0; c < nodes.columns.size(); ++c) {
      if (c == id) continue;
      text_list cells;
      for (const auto& row : nodes.cells) cells.push_back(text(row[c]));
      document_.vertex_attributes.push_back(
          detail::column_of_cells(attribute_name(nodes.columns[c]), std::move(cells), how_.numbers));
    }
  }

  /// Gephi writes Label and Weight; documents have label and weight.
  [[nodiscard]] std::string attribute_name(std::string_view column) const {
    const std::string_view name = text(column);
    if (options_.shape == table_shape::gephi && name == "Label") return "label";
    return std::string(name);
  }

  void take_edges(const std::string& path, const edge_table& table, const std::optional<std::string>& strength) {
    csv_limits limits = how_.csv;
    limits.problems = static_cast<std::size_t>(-1);  // they were told
    csv_reader reader = csv_reader::open(path, {.delimiter = how_.delimiter, .limits = limits});
    (void)reader.next();
    const std::vector<std::string> columns(reader.row().fields.begin(), reader.row().fields.end());
    check_values(path, columns.size(), table.rows.size());
    const bool gephi_type = options_.shape == table_shape::gephi;
    std::vector<std::size_t> wanted;
    for (std::size_t c = 0; c < columns.size(); ++c)
      if (columns[c] != table.source_column && columns[c] != table.target_column && columns[c] != strength.value_or("") &&
          !(gephi_type && detail::folded_header(columns[c]) == "type"))
        wanted.push_back(c);
    std::vector<text_list> cells(wanted.size());
    std::size_t next = 0;
    while (next < table.rows.size() && reader.next()) {
      const std::size_t row = table.row_numbers.empty() ? next : table.row_numbers[next];
      if (reader.row().number != row + 1) continue;
      if (next % 4096 == 0 && how_.run.stop.stop_requested()) throw cancelled();
      for (std::size_t c = 0; c < wanted.size(); ++c) {
        const std::string_view cell = text(reader.row().fields[wanted[c]]);
        cells[c].push_back(how_.preset == column_preset::baci ? unpadded(cell) : cell);
      }
      ++next;
    }
    add_strength(table, strength, columns);
    for (std::size_t c = 0; c < wanted.size(); ++c)
      if (!take_ids(columns[wanted[c]], cells[c]))
        document_.edge_attributes.push_back(
            detail::column_of_cells(attribute_name(columns[wanted[c]]), std::move(cells[c]), how_.numbers));
  }

  void add_strength(const edge_table& table, const std::optional<std::string>& strength, std::span<const std::string> columns) {
    if (!strength) return;
    const number_column& numbers = *table.find(*strength);
    const bool other = *strength != "weight" && std::find(columns.begin(), columns.end(), "weight") != columns.end();
    attribute_column weight{other ? *strength : "weight", attribute_kind::integer, {}, numbers.values, numbers.missing};
    const bool whole =
        std::all_of(weight.numbers.begin(), weight.numbers.end(), [](const decimal& d) { return d.exponent >= 0; });
    if (!whole) weight.kind = attribute_kind::number;
    if (weight.name != *strength && detail::folded_header(*strength) != "weight")
      document_.notes.push_back("the column " + printable(*strength, 100) + " is the attribute weight");
    document_.edge_attributes.push_back(std::move(weight));
  }

  /// Whether the column is the ids of the edges: it is called so, and each edge has its own.
  bool take_ids(const std::string& column, text_list& cells) {
    if (!document_.edge_ids.empty() || detail::folded_header(column) != "id" || cells.empty()) return false;
    detail::name_table known;
    for (std::size_t e = 0; e < cells.size(); ++e)
      if (cells[e].empty() || known.find_or_add(cells[e]) < e) return false;
    document_.edge_ids = std::move(cells);
    return true;
  }

  const read_graph_tables_options& options_;
  edge_table_options how_;
  graph_document document_;
};

}  // namespace

graph_document read_graph_tables(const std::string& edges, const std::string& nodes, const read_graph_tables_options& options) {
  if (options.most_values == 0) throw option_error("read_graph_tables", "most_values", "0", "1 or more");
  return table_reader(options).read(edges, nodes);
}

}  // namespace coopgraph
