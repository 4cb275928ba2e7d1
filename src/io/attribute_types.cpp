// SPDX-License-Identifier: BSL-1.0
#include "io/attribute_types.hpp"

#include <coopgraph/core/date.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace coopgraph::detail {

attribute_types::attribute_types(const declared_table* declared, const std::vector<std::string>& names,
                                 const number_format& numbers)
    : numbers_(numbers) {
  if (declared == nullptr) return;
  const table_shape& table = *find_table(std::string(declared->table) + ".csv");
  constexpr std::array<std::pair<std::string_view, type>, 5> known{{{"number", type::number},
                                                                    {"integer", type::integer},
                                                                    {"boolean", type::boolean},
                                                                    {"date", type::date},
                                                                    {"year", type::year}}};
  for (const declared_column& c : declared->columns) {
    if (table.find(c.name) != nullptr || std::find(names.begin(), names.end(), c.name) == names.end()) continue;
    // A format, or other words for true and false, change what is allowed: such columns stay text.
    if (c.others.find("format") != nullptr || c.others.find("trueValues") != nullptr || c.others.find("falseValues") != nullptr ||
        c.others.find("bareNumber") != nullptr)
      continue;
    const auto at = std::find_if(known.begin(), known.end(), [&](const auto& k) { return k.first == c.type; });
    if (at != known.end()) rules_.push_back({c.name, at->second});
  }
}

std::string_view attribute_types::allowed(type what) {
  switch (what) {
    case type::number:
      return "a number";
    case type::integer:
      return "a whole number";
    case type::boolean:
      return "true or false (also True, TRUE, 1, False, FALSE, 0)";
    case type::date:
      return "a date YYYY-MM-DD that exists";
    case type::year:
      return "a year YYYY";
  }
  return {};
}

bool attribute_types::fits(cell& value, type what) const {
  constexpr std::array<std::string_view, 8> booleans{"true", "True", "TRUE", "1", "false", "False", "FALSE", "0"};
  switch (what) {
    case type::number:
    case type::integer: {
      const parsed_decimal read = parse_decimal(value.text, numbers_);
      if (read.problem != number_problem::none) return false;
      return what == type::number || read.value.exponent >= 0;
    }
    case type::boolean:
      return std::find(booleans.begin(), booleans.end(), value.text) != booleans.end();
    case type::date:
      return value.text.size() == 10 && parse_date(value.text).has_value();
    case type::year:
      return value.text.size() == 4 && parse_date(value.text).has_value();
  }
  return false;
}

void attribute_types::check(actor_record& row, std::vector<diagnostic>& problems) const {
  if (rules_.empty()) return;
  for (auto& [name, value] : row.attributes) {
    if (value.text.empty()) continue;
    const auto found = std::find_if(rules_.begin(), rules_.end(), [&n = name](const auto& r) { return r.name == n; });
    if (found == rules_.end()) continue;
    const bool is_number = found->what == type::number || found->what == type::integer;
    // The builder reads these itself, and says what is wrong with them.
    const bool read_later = usual_type(name) == "number";
    if (!fits(value, found->what)) {
      const bool said = read_later && parse_decimal(value.text, numbers_).problem != number_problem::none;
      if (!said)
        problems.push_back({{row.where.file, row.where.line, value.column},
                            row.id.text,
                            is_number ? "invalid-number" : "invalid-value",
                            name + " is \"" + printable(value.text) +
                                "\"; allowed by the type in datapackage.json: " + std::string(allowed(found->what))});
    } else if (is_number && !read_later && !(numbers_ == number_format{})) {
      value.text = to_text(parse_decimal(value.text, numbers_).value);
    }
  }
}

}  // namespace coopgraph::detail
