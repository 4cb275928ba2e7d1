// SPDX-License-Identifier: BSL-1.0
#include "cli/vertex_numbers.hpp"

#include "cli/vertex_rows.hpp"
#include "model/near.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace coopgraph::cli {
namespace {

using numbers = std::vector<std::optional<decimal>>;

[[noreturn]] void refuse_name(const char* option, const std::string& column, const char* is_no,
                              const std::vector<std::string>& there) {
  detail::near_words near(column);
  std::string names;
  for (const std::string& name : there) {
    near.offer(name);
    names.append(names.empty() ? "" : ", ").append(printable(name, 60));
  }
  throw usage_error(std::string(option) + " is '" + printable(column, 100) + "', which is no " + is_no + "; allowed: " +
                    (names.empty() ? "none, as there is none" : printable(names, 400)) + printable(near.text(), 200));
}

/// Empty if the text is a number.
std::string why_no_number(const std::string& text, const number_format& format) {
  return parse_decimal(text, format).problem == number_problem::none
             ? std::string()
             : "'" + printable(text) + "' is no number of up to 18 digits; allowed: numbers, and an empty cell for none";
}

numbers of_attribute(const input_graph& input, const input_options& how, const char* option, const std::string& name) {
  numbers found(input.vertices());
  std::vector<std::string> there;
  std::vector<diagnostic> problems;
  for (vertex_id v = 0; v < found.size(); ++v)
    for (const attribute& a : input.from->actors()[v].attributes) {
      if (std::find(there.begin(), there.end(), a.name) == there.end()) there.push_back(a.name);
      if (a.name != name || a.value.empty()) continue;
      const parsed_decimal read = parse_decimal(a.value);
      if (read.problem == number_problem::none)
        found[v] = read.value;
      else
        problems.push_back({{how.path, 0, 0}, input.ids[v], "bad-value", printable(name) + ": " + why_no_number(a.value, {})});
    }
  if (!problems.empty()) throw data_error(std::move(problems));
  if (std::find(there.begin(), there.end(), name) == there.end()) refuse_name(option, name, "attribute of the actors", there);
  return found;
}

/// Of the attributes of a graph file's vertices.
numbers of_vertices(const input_graph& input, const input_options& how, const char* option, const std::string& name) {
  std::vector<std::string> there;
  for (const attribute_column& a : input.vertex_attributes) there.push_back(a.name);
  const auto at = std::find(there.begin(), there.end(), name);
  if (at == there.end()) refuse_name(option, name, "attribute of the vertices", there);
  const attribute_column& values = input.vertex_attributes[static_cast<std::size_t>(at - there.begin())];
  numbers found(input.vertices());
  std::vector<diagnostic> problems;
  for (vertex_id v = 0; v < found.size(); ++v) {
    if (!values.has(v)) continue;
    if (values.kind != attribute_kind::text) {
      found[v] = values.numbers[v];
      continue;
    }
    const parsed_decimal read = parse_decimal(values.texts[v]);
    if (read.problem == number_problem::none)
      found[v] = read.value;
    else
      problems.push_back(
          {{how.path, 0, 0},
           {},
           "bad-value",
           printable(name) + " of " + printable(input.ids[v], 100) + ": " + why_no_number(std::string(values.texts[v]), {})});
  }
  if (!problems.empty()) throw data_error(std::move(problems));
  return found;
}

}  // namespace

numbers read_vertex_numbers(const input_graph& input, const input_options& how, const char* option, const std::string& column) {
  if (input.from) return of_attribute(input, how, option, column);
  if (how.nodes.empty() && input.is_graph_file) return of_vertices(input, how, option, column);
  if (how.nodes.empty())
    throw usage_error(std::string(option) + " names a column of the node table, and there is none; give one by --nodes FILE");
  input_options as_table = how;
  as_table.path = how.nodes;  // its extension tells the delimiter, unless one was given
  const edge_table_options options = as_table.for_edge_table();
  const node_table nodes = read_node_table(how.nodes, options);  // its rows are vertices
  const auto at = std::find(nodes.columns.begin(), nodes.columns.end(), column);
  if (at == nodes.columns.end()) refuse_name(option, column, "column of the node table", nodes.columns);
  const auto c = static_cast<std::size_t>(at - nodes.columns.begin());
  std::unordered_map<std::string_view, vertex_id> vertex;
  for (vertex_id v = 0; v < input.ids.size(); ++v) vertex.emplace(input.ids[v], v);
  numbers found(input.vertices());
  std::vector<diagnostic> problems;
  for (std::size_t row = 0; row < nodes.cells.size(); ++row) {
    const std::string& text = nodes.cells[row][c];
    if (text.empty()) continue;
    const parsed_decimal read = parse_decimal(text, options.numbers);
    if (read.problem == number_problem::none)
      found[vertex.at(nodes.ids[row])] = read.value;
    else
      problems.push_back(
          {{how.nodes, nodes.lines[row], 0},
           {},
           "bad-value",
           printable(column) + " of " + printable(nodes.ids[row], 100) + ": " + why_no_number(text, options.numbers)});
  }
  if (!problems.empty()) throw data_error(std::move(problems));
  return found;
}

numbers read_vertex_amounts(const input_graph& input, const input_options& how, const std::string& file,
                            const std::string& column) {
  const number_format format = how.for_edge_table().numbers;
  const std::array<std::string, 2> columns{"id", column};
  const auto rows = read_vertex_rows(input, how, file, columns, [&](const std::string& text) {
    const parsed_decimal read = parse_decimal(text, format);
    return read.problem == number_problem::none && read.value.mantissa >= 0
               ? std::string()
               : "'" + printable(text) + "' is no " + column + "; allowed: numbers of 0 or above";
  });
  numbers found(input.vertices());
  for (const vertex_row& row : rows) found[row.vertex] = parse_decimal(row.text, format).value;
  return found;
}

}  // namespace coopgraph::cli
