// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/attribute_columns.hpp"
#include "io/text_sink.hpp"

#include <coopgraph/io/graph_document.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

/// How a writer of GML or DOT puts attributes: in which order, under which keys, and what it has to declare so that they are read
/// again as they are: nothing where the values alone say it.
struct column_plan {
  std::vector<std::size_t> order;  ///< positions of attributes, as they are written
  std::vector<std::string> keys;   ///< by position of the attribute
  std::vector<declared_attribute> declared;
};

/// Fills in `declared`, where order and keys are chosen already: all attributes or none. `must` declares them anyway.
enum class declaring { where_needed, must };
void declare(column_plan& plan, attribute_owner of, const std::vector<attribute_column>& attributes, value_literals literals,
             declaring when = declaring::where_needed);

/// The value of a number, an integer or a boolean as it is written; GML knows no truths, and a point in each real.
/// \pre the element has one; the kind is not text
[[nodiscard]] std::string written_number(const attribute_column& a, std::size_t element, value_literals literals);

/// The wish, or the wish with the least number behind it that makes it differ from all `taken`; it is taken then.
[[nodiscard]] std::string free_name(const std::string& wish, name_table& taken);

}  // namespace coopgraph::detail
