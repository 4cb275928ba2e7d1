// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/io/edge_table.hpp>
#include <coopgraph/io/file.hpp>

#include "io/column_mapping.hpp"
#include "io/edge_rows.hpp"
#include "io/name_table.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace coopgraph {
namespace {

constexpr std::array<std::string_view, 7> id_columns{"id", ":id", "nodeid", "code", "key", "node", "name"};
constexpr std::array<std::string_view, 3> name_columns{"name", "label", "title"};

/// The first of `names` that is a column; two columns of the same folded name are a problem.
std::optional<std::size_t> first_of(std::span<const std::string_view> names, const node_table& table, const place& header,
                                    std::vector<diagnostic>& problems) {
  for (const std::string_view name : names) {
    std::vector<std::size_t> fields;
    for (std::size_t f = 0; f < table.columns.size(); ++f)
      if (detail::folded_header(table.columns[f]) == name) fields.push_back(f);
    if (fields.empty()) continue;
    if (fields.size() > 1)
      problems.push_back(detail::problem_at(table.file, header.line, fields[1] + 1, "ambiguous-column",
                                            "these columns are called alike: \"" + printable(table.columns[fields[0]]) +
                                                "\" and \"" + printable(table.columns[fields[1]]) + "\"; rename one"));
    return fields.front();
  }
  return std::nullopt;
}

struct id_and_name {
  std::size_t id = 0;
  std::optional<std::size_t> name;
};

id_and_name find_columns(const node_table& table, const place& header) {
  std::vector<diagnostic> problems;
  detail::check_header(table.columns, header, problems);
  id_and_name found;
  if (problems.empty()) {
    if (const auto id = first_of(id_columns, table, header, problems))
      found.id = *id;
    else
      problems.push_back(detail::problem_at(table.file, header.line, 0, "missing-column",
                                            "no column could be the id of a node; the columns are " +
                                                detail::listed(table.columns) + "; allowed: id, code, key, node or name" +
                                                detail::other_delimiter(table.columns)));
    found.name = first_of(name_columns, table, header, problems);
  }
  if (!problems.empty()) throw data_error(std::move(problems));
  return found;
}

}  // namespace

node_table read_node_table(const std::string& path, const edge_table_options& options) {
  const std::string bytes = read_file(path, options.file_bytes);
  edge_table_options refusing = options;
  refusing.on_bad_row = bad_rows::refuse;
  csv_reader reader = detail::reader_of(bytes, path, refusing);
  const csv_row header = detail::read_header(reader, path);
  node_table table;
  table.file = path;
  table.columns.assign(header.fields.begin(), header.fields.end());
  const id_and_name columns = find_columns(table, {path, header.line, 0});

  detail::name_table known;
  std::vector<diagnostic> problems;
  std::size_t more = 0;
  const auto problem = [&](std::string code, std::string message) {
    if (problems.size() < options.csv.problems)
      problems.push_back(detail::problem_at(path, reader.row().line, columns.id + 1, std::move(code), std::move(message)));
    else
      ++more;
  };
  while (reader.next()) {
    const csv_row row = reader.row();
    const std::string_view id = row.fields[columns.id];
    if (detail::is_blank(id)) {
      problem("empty-id", printable(table.columns[columns.id]) + " is empty; each node must have an id");
      continue;
    }
    const std::size_t number = known.find_or_add(id);
    if (number < table.ids.size()) {
      problem("duplicate-id", "id \"" + printable(id) + "\" stands on line " + std::to_string(table.lines[number]) +
                                  " already; each node may stand there once");
      continue;
    }
    if (table.ids.size() == options.most_vertices)
      throw limit_error(path + ": the table has more than " + std::to_string(options.most_vertices) +
                        " nodes, which is the limit; raise edge_table_options::most_vertices if it is right");
    const bool named = columns.name && !detail::is_blank(row.fields[*columns.name]);
    table.ids.emplace_back(id);
    table.names.emplace_back(named ? row.fields[*columns.name] : id);
    table.cells.emplace_back(row.fields.begin(), row.fields.end());
    table.lines.push_back(row.line);
  }
  problems.insert(problems.end(), reader.problems().begin(), reader.problems().end());
  if (!problems.empty()) throw detail::in_order(std::move(problems), options.csv.problems, more);
  return table;
}

}  // namespace coopgraph
