// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/io/graph_document.hpp>

#include <optional>
#include <string_view>

namespace coopgraph::detail {

/// The number that a cell is, as one writes numbers: nothing for codes, which stay texts (01, +1, 1e3 where that is 1000, -0).
[[nodiscard]] std::optional<decimal> plain_number(std::string_view text, const number_format& format = {});

/// The kind of a column of texts by its cells, empty ones left aside: numbers, true or false, or texts. One without a cell is
/// text.
[[nodiscard]] attribute_kind kind_of_cells(const text_list& cells, const number_format& format = {});

/// The column that the cells are; empty cells are missing.
[[nodiscard]] attribute_column column_of_cells(std::string_view name, text_list cells, const number_format& format = {});

}  // namespace coopgraph::detail
