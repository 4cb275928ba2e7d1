// SPDX-License-Identifier: BSL-1.0
#include "cli/groups.hpp"

#include "cli/vertex_rows.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>

namespace coopgraph::cli {
namespace {

/// By group numbers from 1; 0: in none. `names[i]` is that of number i.
grouping grouping_of(const std::vector<std::uint32_t>& number, const std::vector<std::string>& names) {
  grouping g{make_partition(number), {}, static_cast<std::size_t>(std::count(number.begin(), number.end(), 0U))};
  g.names.resize(g.groups.clusters);
  for (std::size_t v = 0; v < number.size(); ++v) g.names[g.groups.label[v]] = names[number[v]];
  return g;
}

grouping groups_of_file(const input_graph& input, const input_options& how, const std::string& file, const std::string& column) {
  const std::array<std::string, 2> columns{"id", column};
  std::map<std::string, std::uint32_t> numbers;
  std::vector<std::uint32_t> number(input.vertices(), 0);
  std::vector<std::string> names{""};
  for (const vertex_row& row : read_vertex_rows(input, how, file, columns)) {
    const auto [known, is_new] = numbers.emplace(row.text, static_cast<std::uint32_t>(names.size()));
    if (is_new) names.push_back(row.text);
    number[row.vertex] = known->second;
  }
  return grouping_of(number, names);
}

grouping groups_of_regions(const input_graph& input, const std::string& option, const std::string& list) {
  std::vector<std::uint32_t> number(input.vertices(), 0);
  std::vector<std::string> names{""};
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    names.push_back(list.substr(at, end - at));
    for (const actor_id member : input.from->members(input.from->region_with(names.back()))) {
      const std::uint32_t v = member.index();
      if (number[v] != 0)
        throw usage_error(option + " names regions that overlap: " + printable(input.ids[v]) + " is in " +
                          printable(names[number[v]]) + " and in " + printable(names.back()) +
                          "; allowed: regions without shared members, or a file with the columns id,group");
      number[v] = static_cast<std::uint32_t>(names.size() - 1);
    }
    at = end + 1;
  }
  return grouping_of(number, names);
}

/// The values of an attribute of a graph file's vertices.
grouping groups_of_attribute(const attribute_column& values) {
  std::map<std::string, std::uint32_t> numbers;
  std::vector<std::uint32_t> number(values.size(), 0);
  std::vector<std::string> names{""};
  for (std::size_t v = 0; v < values.size(); ++v) {
    if (!values.has(v)) continue;
    const auto [known, is_new] = numbers.emplace(values.text_of(v), static_cast<std::uint32_t>(names.size()));
    if (is_new) names.push_back(known->first);
    number[v] = known->second;
  }
  return grouping_of(number, names);
}

}  // namespace

grouping read_groups(const input_graph& input, const input_options& how, const std::string& option, const std::string& value,
                     const std::string& column) {
  std::error_code problem;
  const bool is_file = std::filesystem::is_regular_file(value, problem);
  if (!is_file)
    for (const attribute_column& a : input.vertex_attributes)
      if (a.name == value) return groups_of_attribute(a);
  return is_file || !input.from ? groups_of_file(input, how, value, column) : groups_of_regions(input, option, value);
}

}  // namespace coopgraph::cli
