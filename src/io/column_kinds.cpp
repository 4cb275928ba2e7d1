// SPDX-License-Identifier: BSL-1.0
#include "io/column_kinds.hpp"

#include <utility>

namespace coopgraph::detail {

std::optional<decimal> plain_number(std::string_view text, const number_format& format) {
  if (text.empty() || text.front() == '+') return std::nullopt;
  const std::string_view digits = text.substr(text.front() == '-' ? 1 : 0);
  if (digits.size() > 1 && digits[0] == '0' && digits[1] != format.decimal) return std::nullopt;
  const parsed_decimal read = parse_decimal(text, format);
  if (read.problem != number_problem::none) return std::nullopt;
  if (text.front() == '-' && read.value.mantissa == 0) return std::nullopt;
  if (text.find_first_of("eE") != text.npos && to_text(read.value) != text) return std::nullopt;
  return read.value;
}

attribute_kind kind_of_cells(const text_list& cells, const number_format& format) {
  bool any = false;
  bool booleans = true;
  bool numbers = true;
  bool whole = true;
  for (std::size_t i = 0; i < cells.size() && (booleans || numbers); ++i) {
    const std::string_view cell = cells[i];
    if (cell.empty()) continue;
    any = true;
    booleans = booleans && (cell == "true" || cell == "false");
    if (!numbers) continue;
    const auto number = plain_number(cell, format);
    numbers = number.has_value();
    whole = whole && numbers && number->exponent >= 0;
  }
  if (!any) return attribute_kind::text;
  if (booleans) return attribute_kind::boolean;
  if (!numbers) return attribute_kind::text;
  return whole ? attribute_kind::integer : attribute_kind::number;
}

attribute_column column_of_cells(std::string_view name, text_list cells, const number_format& format) {
  attribute_column column{std::string(name), kind_of_cells(cells, format)};
  if (column.kind == attribute_kind::text) {
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (cells[i].empty()) column.missing.push_back(i);
    column.texts = std::move(cells);
    return column;
  }
  column.numbers.reserve(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty())
      column.push_missing();
    else if (column.kind == attribute_kind::boolean)
      column.push_number({cells[i] == "true" ? 1 : 0, 0});
    else
      column.push_number(*plain_number(cells[i], format));
  }
  return column;
}

}  // namespace coopgraph::detail
