// SPDX-License-Identifier: BSL-1.0
#include "cli/edge_input.hpp"

#include "cli/output.hpp"

#include <coopgraph/graph/builder.hpp>
#include <coopgraph/graph/statistics.hpp>
#include <coopgraph/io/csv.hpp>
#include <coopgraph/io/file.hpp>
#include <coopgraph/report/fingerprint.hpp>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace coopgraph::cli {
namespace {

/// What becomes of rows with the same ends.
enum class parallel_rows { sum, least, keep };

// ---- missing numbers ----

constexpr std::size_t most_named = 1000;

/// The column of the lengths; empty: hops, or the reciprocals of the strengths.
std::string length_column(const input_options& options) {
  return options.length == "hops" || options.length == "reciprocal" ? std::string() : options.length;
}

/// The column of the strengths; empty: there are none. What the caller calls a length is no strength as well: large would mean
/// both far and close.
std::string strength_column(const edge_table& table, const input_options& options) {
  if (!options.strength.empty()) return options.strength == "none" ? std::string() : options.strength;
  const std::string found = table.strength_column.value_or("");
  return found == length_column(options) ? std::string() : found;
}

/// Whether the rows are the edges of a graph file, which has no columns.
bool of_graph_file(const edge_table& table) { return table.source_column.empty(); }

/// "data row 7 (from 0)", or "edge 7 (from 0)": where in INPUT a row of the table stands.
std::string row_text(const edge_table& table, std::size_t row) {
  return (of_graph_file(table) ? "edge " : "data row ") +
         std::to_string(table.row_numbers.empty() ? row : table.row_numbers[row]) + " (from 0)";
}

std::string ends_text(const edge_table& table, std::size_t row) {
  return printable(table.ids[table.rows[row].source], 100) + (table.directed ? " -> " : " - ") +
         printable(table.ids[table.rows[row].target], 100);
}

/// Whether an empty cell says something: no limit or no lower bound, where the column holds nothing else.
bool may_be_empty(const number_column& column, const edge_table& table, const input_options& options) {
  if (column.name != options.capacity && column.name != options.lower) return false;
  const std::string full[] = {length_column(options), strength_column(table, options), options.cost, options.flow};
  return std::find(std::begin(full), std::end(full), column.name) == std::end(full);
}

/// The rows in which one of the columns lacks a number that it needs, each once, ascending.
std::vector<std::size_t> rows_without_number(const edge_table& table, const input_options& options) {
  std::vector<std::size_t> rows;
  for (const number_column& column : table.numbers)
    if (!may_be_empty(column, table, options)) rows.insert(rows.end(), column.missing.begin(), column.missing.end());
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

/// The same of a graph file, whose edges have no lines.
std::vector<diagnostic> name_missing_edges(const edge_table& table, std::span<const std::size_t> rows,
                                           const input_options& options) {
  std::vector<diagnostic> problems;
  for (const std::size_t row : rows)
    for (const number_column& column : table.numbers) {
      if (may_be_empty(column, table, options)) continue;
      if (!std::binary_search(column.missing.begin(), column.missing.end(), row)) continue;
      problems.push_back({{table.file, 0, 0},
                          {},
                          "missing-number",
                          "edge " + std::to_string(row) + " (" + ends_text(table, row) + "): " + printable(column.name) +
                              " is missing; write a number, leave such edges out by --bad-rows skip, or name another attribute "
                              "by --strength or --length (none, hops), --cost or --flow"});
    }
  return problems;
}

/// A problem for each missing number of the rows, ascending. The table keeps no lines, so that it stays small: the file is read
/// again, now that there is something to say.
std::vector<diagnostic> name_missing(const edge_table& table, std::span<const std::size_t> rows, const input_options& options,
                                     const edge_table_options& how) {
  if (of_graph_file(table)) return name_missing_edges(table, rows, options);
  csv_limits limits = how.csv;
  limits.problems = static_cast<std::size_t>(-1);  // they were told when the table was read
  csv_reader reader = csv_reader::open(table.file, {.delimiter = how.delimiter, .limits = limits});
  (void)reader.next();
  const std::vector<std::string> header(reader.row().fields.begin(), reader.row().fields.end());
  std::vector<diagnostic> problems;
  for (const std::size_t row : rows) {
    const std::size_t in_file = table.row_numbers.empty() ? row : table.row_numbers[row];
    while (reader.next() && reader.row().number != in_file + 1) {
    }
    for (const number_column& column : table.numbers) {
      if (may_be_empty(column, table, options)) continue;
      if (!std::binary_search(column.missing.begin(), column.missing.end(), row)) continue;
      const auto at = std::find(header.begin(), header.end(), column.name);
      problems.push_back({{table.file, reader.row().line, static_cast<std::size_t>(at - header.begin()) + 1},
                          {},
                          "missing-number",
                          printable(column.name) + " is empty; write a number, leave such rows out by --bad-rows skip, or name "
                                                   "another column by --strength or --length (none, hops), --cost or --flow"});
    }
  }
  return problems;
}

template <class T>
void remove_rows(std::vector<T>& items, std::span<const std::size_t> rows) {
  std::size_t next = 0;
  std::size_t kept = 0;
  for (std::size_t row = 0; row < items.size(); ++row) {
    if (next < rows.size() && rows[next] == row)
      ++next;
    else
      items[kept++] = std::move(items[row]);
  }
  items.resize(kept);
}

void leave_out(edge_table& table, std::span<const std::size_t> rows) {
  if (table.row_numbers.empty())
    for (std::size_t row = 0; row < table.rows.size(); ++row) table.row_numbers.push_back(row);
  remove_rows(table.row_numbers, rows);
  remove_rows(table.rows, rows);
  for (number_column& column : table.numbers) {
    remove_rows(column.values, rows);
    std::vector<std::size_t> missing;  // those that are left, at their new places
    for (const std::size_t row : column.missing) {
      const auto next = std::lower_bound(rows.begin(), rows.end(), row);
      if (next == rows.end() || *next != row) missing.push_back(row - static_cast<std::size_t>(next - rows.begin()));
    }
    column.missing = std::move(missing);
  }
}

}  // namespace

void check_numbers(edge_table& table, const input_options& options, const edge_table_options& how) {
  std::vector<std::size_t> rows = rows_without_number(table, options);
  if (rows.empty()) return;
  if (how.on_bad_row == bad_rows::skip) {
    std::vector<diagnostic> problems = name_missing(table, rows, options, how);
    leave_out(table, rows);
    table.skipped.insert(table.skipped.end(), problems.begin(), problems.end());
    std::stable_sort(table.skipped.begin(), table.skipped.end(),
                     [](const diagnostic& a, const diagnostic& b) { return a.where.line < b.where.line; });
    return;
  }
  const std::size_t all = rows.size();
  rows.resize(std::min(all, most_named));
  std::vector<diagnostic> problems = name_missing(table, rows, options, how);
  if (all > most_named)
    problems.push_back({{table.file, 0, 0},
                        {},
                        "too-many",
                        std::to_string(all - most_named) + " more rows have no number; only the first are named"});
  throw data_error(std::move(problems));
}

namespace {

// ---- merging ----

template <direction D>
void add_graph(input_graph& input, const edge_table& table, bool keep, std::vector<edge_id>& edge_of_row) {
  if (keep) {
    basic_graph<D> graph = graph_of<D>(table);
    input.largest_multiplicity = tie_statistics(graph).largest_multiplicity;
    input.graph = std::move(graph);
    return;
  }
  built_graph<D> built = build_graph<D>(table.ids.size(), table.rows, {.parallel_edges = parallel_edge_policy::merge});
  input.merged_edges = built.merged_rows;
  if (built.merged_rows > 0) edge_of_row = std::move(built.edge_of_row);
  input.graph = std::move(built.graph);
}

// ---- values ----

/// What `merge` makes of a column whose rows with the same ends become one; a sum out of range is a problem of the data.
template <class Merge>
auto merged(const number_column& column, const std::string& file, const Merge& merge) {
  try {
    return merge();
  } catch (const call_error& e) {
    throw data_error({{{file, 0, 0},
                       {},
                       "sum-out-of-range",
                       "a sum over rows with the same ends is out of range in column " + printable(column.name) + ": " +
                           printable(e.what()) + "; keep such rows apart by --parallel-edges keep"}});
  }
}

template <value_kind K>
edge_values<K> values_of(const number_column& column, const std::string& file, const std::vector<edge_id>& edge_of_row,
                         std::size_t edges, bool add_up) {
  const auto rows = edge_values<K>::from(std::span<const decimal>(column.values));
  if (edge_of_row.empty()) return rows;
  return merged(column, file,
                [&] { return add_up ? sum_by_edge(rows, edge_of_row, edges) : least_by_edge(rows, edge_of_row, edges); });
}

parallel_rows parallel_of(const std::string& text) {
  if (text.empty() || text == "sum") return parallel_rows::sum;
  if (text == "min") return parallel_rows::least;
  if (text == "keep") return parallel_rows::keep;
  throw usage_error("--parallel-edges is '" + printable(text) + "'; allowed: sum, min, keep");
}

void add_values(input_graph& input, const edge_table& table, const input_options& options, parallel_rows parallel,
                const std::vector<edge_id>& edge_of_row) {
  const std::string column = strength_column(table, options);
  const number_column* strength = column.empty() ? nullptr : table.find(column);
  if (strength != nullptr)
    input.strengths =
        values_of<value_kind::strength>(*strength, table.file, edge_of_row, input.edges(), parallel == parallel_rows::sum);
  input.taken.emplace_back("strength", strength != nullptr ? strength->name : "none");

  if (options.length == "reciprocal") {
    if (!input.strengths)
      throw usage_error("--length reciprocal needs strengths, and there are none; name a column by --strength");
    for (edge_id e = 0; e < input.edges(); ++e)
      if (!((*input.strengths)[e] > 0.0))
        throw data_error({{{table.file, 0, 0},
                           {},
                           "no-reciprocal",
                           printable(strength->name) + " is " + to_text((*input.strengths)[e]) + " on " +
                               (of_graph_file(table) ? "edge " : "data row ") + std::to_string(input.rows_of(e).front()) +
                               " (from 0), which has no reciprocal length; allowed: strengths above 0, or another --length"}});
    input.lengths = reciprocal_lengths(*input.strengths);
  } else if (options.length != "hops") {
    input.lengths = values_of<value_kind::length>(*table.find(options.length), table.file, edge_of_row, input.edges(), false);
  }
  input.taken.emplace_back("length", options.length);
}

/// A row without a capacity has no limit, one without a lower bound carries 0 or more.
/// \throws data_error for a number below 0
void check_not_negative(const edge_table& table, const number_column& column, const std::string& what) {
  for (std::size_t row = 0; row < column.values.size(); ++row)
    if (column.values[row].mantissa < 0)
      throw data_error(
          {{{table.file, 0, 0},
            {},
            "negative-capacity",
            "the " + what + " of " + ends_text(table, row) + " is " + to_text(column.values[row]) + " on " +
                row_text(table, row) + ", which is negative; allowed: numbers of 0 or above, and an empty cell for no limit"}});
}

void add_capacities(input_graph& input, const edge_table& table, const input_options& options, parallel_rows parallel,
                    const std::vector<edge_id>& edge_of_row) {
  if (options.capacity.empty()) return;
  const number_column& column = *table.find(options.capacity);
  check_not_negative(table, column, "capacity");
  const flow_capacities rows(edge_capacities::from(std::span<const decimal>(column.values)),
                             std::vector<edge_id>(column.missing.begin(), column.missing.end()));
  if (edge_of_row.empty())
    input.capacities = rows;
  else
    input.capacities = merged(column, table.file, [&] {
      return parallel == parallel_rows::sum ? sum_by_edge(rows, edge_of_row, input.edges())
                                            : least_by_edge(rows, edge_of_row, input.edges());
    });
  input.taken.emplace_back("capacity", column.name);
}

/// Lower bounds, costs and flows.
void add_flow_amounts(input_graph& input, const edge_table& table, const input_options& options,
                      const std::vector<edge_id>& edge_of_row) {
  const auto take = [&]<value_kind K>(std::optional<edge_values<K>>& into, const std::string& name, const char* what) {
    if (name.empty()) return;
    into = values_of<K>(*table.find(name), table.file, edge_of_row, input.edges(), true);
    input.taken.emplace_back(what, name);
  };
  if (!options.lower.empty()) check_not_negative(table, *table.find(options.lower), "lower bound");
  take(input.lower, options.lower, "lower");
  take(input.costs, options.cost, "cost");
  take(input.flows, options.flow, "flow");
}

/// What a column that nobody named may be called.
struct usual_column {
  amount_need need;
  std::string& column;
  const char* option;
  const char* holds;
  std::vector<std::string> names;
};

}  // namespace

input_options name_amounts(input_options options) {
  usual_column columns[] = {{options.capacities, options.capacity, "--capacity", "capacities", {"capacity"}},
                            {options.costs, options.cost, "--cost", "costs", {"cost", "unit_cost"}},
                            {options.flows, options.flow, "--flow", "flows", {"flow"}}};
  if (std::all_of(std::begin(columns), std::end(columns),
                  [](const usual_column& c) { return c.need == amount_need::none || !c.column.empty(); }))
    return options;
  const edge_table_options how = options.for_edge_table();
  csv_limits limits = how.csv;
  limits.problems = static_cast<std::size_t>(-1);  // they are told when the table is read
  csv_reader reader = csv_reader::open(options.path, {.delimiter = how.delimiter, .limits = limits});
  if (!reader.next()) return options;  // so is that
  std::string there;
  for (const std::string_view name : reader.row().fields) there.append(there.empty() ? "" : ", ").append(printable(name, 60));
  for (usual_column& wanted : columns) {
    if (wanted.need == amount_need::none || !wanted.column.empty()) continue;
    for (const std::string& usual : wanted.names)
      for (const std::string_view name : reader.row().fields)
        if (wanted.column.empty() && name == usual) wanted.column = usual;
    if (wanted.column.empty() && wanted.need == amount_need::required)
      throw usage_error(std::string("which column holds the ") + wanted.holds + "? None is called " + wanted.names.front() +
                        "; name one by " + wanted.option + "; the columns are " + printable(there, 600));
  }
  return options;
}

edge_rows::edge_rows(std::size_t edges, const std::vector<edge_id>& edge_of_row, std::vector<std::size_t> row_numbers)
    : row_numbers_(std::move(row_numbers)), largest_(edges == 0 ? 0 : 1) {
  if (edge_of_row.empty()) return;
  offset_.assign(edges + 1, 0);
  for (const edge_id e : edge_of_row) ++offset_[e + 1];
  largest_ = *std::max_element(offset_.begin(), offset_.end());
  for (std::size_t e = 0; e < edges; ++e) offset_[e + 1] += offset_[e];
  order_.resize(edge_of_row.size());
  std::vector<std::size_t> next(offset_.begin(), offset_.end() - 1);
  for (std::size_t row = 0; row < edge_of_row.size(); ++row) order_[next[edge_of_row[row]]++] = row;
}

std::vector<std::size_t> edge_rows::operator[](edge_id e) const {
  const auto in_file = [&](std::size_t row) { return row_numbers_.empty() ? row : row_numbers_[row]; };
  if (offset_.empty()) return {in_file(static_cast<std::size_t>(e))};
  std::vector<std::size_t> rows;
  for (std::size_t i = offset_[e]; i < offset_[e + 1]; ++i) rows.push_back(in_file(order_[i]));
  return rows;
}

std::string fingerprint_of(const input_options& of_file) {
  std::string lines;
  for (const std::string& path : {of_file.path, of_file.nodes}) {
    const std::string digest =
        to_hex(sha256(read_file(path, std::max(of_file.for_edge_table().file_bytes, of_file.for_graph_file().file_bytes))));
    if (of_file.nodes.empty()) return digest;
    lines.append(digest).append("  ").append(std::filesystem::path(path).filename().string()).append("\n");
  }
  return to_hex(sha256(lines));
}

edge_table read_checked_table(const input_options& options, const context& where) {
  edge_table_options how = options.for_edge_table();
  how.run.stop = where.stop;
  edge_table table;
  if (options.nodes.empty()) {
    table = read_edge_table(options.path, how);
  } else {
    edge_table_options of_nodes = how;
    input_options by_extension;
    by_extension.path = options.nodes;
    if (options.delimiter.empty()) of_nodes.delimiter = by_extension.for_edge_table().delimiter;
    const node_table nodes = read_node_table(options.nodes, of_nodes);
    table = read_edge_table(options.path, nodes, how);
  }
  check(where.stop);
  check_numbers(table, options, how);
  check(where.stop);
  return table;
}

input_graph make_graph(edge_table table, const std::string& format, const input_options& options, const context& where) {
  const parallel_rows parallel = parallel_of(options.parallel_edges);
  input_graph input;
  input.taken = {{"format", format}};
  if (!of_graph_file(table)) {
    input.taken.emplace_back("source_column", table.source_column);
    input.taken.emplace_back("target_column", table.target_column);
  }
  input.taken.emplace_back("direction", table.directed ? "directed" : "undirected");
  if (!options.nodes.empty()) input.taken.emplace_back("nodes", options.nodes);

  std::vector<edge_id> edge_of_row;  // empty: each row is an edge
  const bool keep = parallel == parallel_rows::keep;
  if (table.directed)
    add_graph<direction::directed>(input, table, keep, edge_of_row);
  else
    add_graph<direction::undirected>(input, table, keep, edge_of_row);
  check(where.stop);
  input.rows = edge_rows(input.edges(), edge_of_row, std::move(table.row_numbers));
  if (!keep) input.largest_multiplicity = input.rows.largest();
  add_values(input, table, options, parallel, edge_of_row);
  add_capacities(input, table, options, parallel, edge_of_row);
  add_flow_amounts(input, table, options, edge_of_row);
  input.taken.emplace_back("parallel_edges", keep ? "keep" : parallel == parallel_rows::least ? "min" : "sum");
  input.ids = std::move(table.ids);
  input.names = std::move(table.names);
  input.skipped = std::move(table.skipped);
  check(where.stop);
  return input;
}

}  // namespace coopgraph::cli
