// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/column_mapping.hpp"

#include <coopgraph/io/csv.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// Looks at the rows of UN Comtrade for what would be counted twice: trade with the World, totals beside their parts, flows
/// that are a part of others, and trade that both partners report. One pass finds how detailed the table is, another judges.
class comtrade_rows {
 public:
  explicit comtrade_rows(const column_mapping& columns) : columns_(&columns), finest_(columns.totals.size(), 0) {}

  /// First pass.
  void look_at(const csv_row& row);

  struct verdict {
    bool import = false;  ///< the row runs from partner to reporter
    std::optional<diagnostic> problem;
  };
  /// Second pass. The places of problems have no file.
  [[nodiscard]] verdict judge(const csv_row& row);

 private:
  const column_mapping* columns_;
  std::vector<std::size_t> finest_;  // by column of totals
  struct report {
    bool import;
    std::size_t line;
  };
  std::unordered_map<std::string, report> first_;  // by ends and identity
};

}  // namespace coopgraph::detail
