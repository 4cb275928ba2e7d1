// SPDX-License-Identifier: BSL-1.0
#include "cli/vertex_rows.hpp"

#include <string_view>
#include <unordered_map>

namespace coopgraph::cli {

std::vector<vertex_row> read_vertex_rows(const input_graph& input, const input_options& how, const std::string& file,
                                         std::span<const std::string> columns,
                                         const std::function<std::string(const std::string&)>& wrong) {
  const text_table table = read_text_table(file, columns, how);
  std::unordered_map<std::string_view, vertex_id> vertex;
  for (vertex_id v = 0; v < input.ids.size(); ++v) vertex.emplace(input.ids[v], v);
  std::vector<vertex_row> rows;
  std::vector<bool> given(input.ids.size(), false);
  std::vector<diagnostic> problems;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto refuse = [&](std::size_t column, const char* code, const std::string& message) {
      problems.push_back({{file, table.lines[row], table.columns[column]}, {}, code, message});
    };
    const std::string& id = table.rows[row][0];
    const std::string text = columns.size() > 1 ? table.rows[row][1] : std::string();
    const auto found = vertex.find(id);
    if (found == vertex.end()) {
      refuse(0, "unknown-vertex", "'" + printable(id) + "' is no vertex of the graph; allowed: the ids of INPUT");
      continue;
    }
    if (given[found->second])
      refuse(0, "duplicate-id", "'" + printable(id) + "' stands there already; allowed: one row for each vertex");
    else if (const std::string why = wrong ? wrong(text) : std::string(); !why.empty())
      refuse(1, "bad-value", why);
    given[found->second] = true;
    rows.push_back({found->second, text});
  }
  if (!problems.empty()) throw data_error(std::move(problems));
  return rows;
}

}  // namespace coopgraph::cli
