// SPDX-License-Identifier: BSL-1.0
#include "io/comtrade_rows.hpp"

#include <coopgraph/core/diagnostic.hpp>

#include <algorithm>
#include <array>

namespace coopgraph::detail {
namespace {

/// How fine a code of a column with totals is: 0 for the total, else its length (HS chapters have 2 digits, headings 4, …; one
/// that a spreadsheet took the leading zero from has one less).
/// Codes of other columns than the commodity's are totals or not.
std::size_t fineness(std::string_view column, std::string_view code) {
  const std::string folded = folded_header(code);
  if (folded == "total" || folded == "c00" || folded.find_first_not_of('0') == std::string::npos) return 0;
  return column.starts_with("cmd") || column.starts_with("commodity") ? (code.size() + 1) / 2 * 2 : 1;
}

bool is_world(std::string_view end) {
  const std::string folded = folded_header(end);
  return folded == "0" || folded == "000" || folded == "w00" || folded == "world";
}

std::optional<bool> is_import(std::string_view flow) {
  const std::string folded = folded_header(flow);
  for (const std::string_view word : {"m", "import", "imports", "1"})
    if (folded == word) return true;
  for (const std::string_view word : {"x", "export", "exports", "2"})
    if (folded == word) return false;
  return std::nullopt;
}

std::string quoted(std::string_view text) { return '"' + printable(text) + '"'; }

}  // namespace

void comtrade_rows::look_at(const csv_row& row) {
  for (std::size_t t = 0; t < finest_.size(); ++t) {
    const std::size_t field = columns_->totals[t];
    finest_[t] = std::max(finest_[t], fineness(folded_header(columns_->names[field]), row.fields[field]));
  }
}

comtrade_rows::verdict comtrade_rows::judge(const csv_row& row) {
  const auto refused = [&](std::size_t field, std::string code, std::string message) {
    return verdict{false,
                   problem_at({}, row.line, field + 1, std::move(code),
                              printable(columns_->names[field]) + " is " + quoted(row.fields[field]) + std::move(message))};
  };
  const std::size_t flow = *columns_->flow;
  const auto import = is_import(row.fields[flow]);
  if (!import)
    return refused(flow, "invalid-value",
                   "; allowed: X (exports) and M (imports): other flows, as re-exports, are parts of these");
  for (const std::size_t end : {columns_->source, columns_->target})
    if (is_world(row.fields[end]))
      return refused(end, "total-row", ", the World: a total of the other rows, which would count twice; leave such rows out");
  for (std::size_t t = 0; t < finest_.size(); ++t) {
    const std::size_t field = columns_->totals[t];
    if (fineness(folded_header(columns_->names[field]), row.fields[field]) < finest_[t])
      return refused(field, "total-row",
                     ", a total of finer codes that the table holds too, which would count twice; keep one level");
  }

  std::string key;
  const auto add = [&](std::string_view part) { key.append(std::to_string(part.size())).append(1, ':').append(part); };
  add(row.fields[*import ? columns_->target : columns_->source]);
  add(row.fields[*import ? columns_->source : columns_->target]);
  for (const std::size_t field : columns_->identity) add(row.fields[field]);
  const auto [first, is_new] = first_.try_emplace(std::move(key), report{*import, row.line});
  if (!is_new && first->second.import != *import)
    return refused(flow, "reported-twice",
                   ", but its partner reports the same trade on line " + std::to_string(first->second.line) +
                       ", so that it would count twice; keep the exports or the imports");
  return {*import, std::nullopt};
}

}  // namespace coopgraph::detail
