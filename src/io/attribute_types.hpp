// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/manifest.hpp"

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/model/records.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

/// The types that datapackage.json declares for the columns of attributes.
class attribute_types {
 public:
  /// `declared` may be nullptr. `names` are the columns of the table.
  attribute_types(const declared_table* declared, const std::vector<std::string>& names, const number_format& numbers);

  /// Names each cell that is not of its column's type; a number comes out with "." as its decimal separator.
  void check(actor_record& row, std::vector<diagnostic>& problems) const;

 private:
  enum class type { number, integer, boolean, date, year };
  struct rule {
    std::string_view name;  // of the column; its text belongs to the declaration
    type what;
  };
  static std::string_view allowed(type what);
  [[nodiscard]] bool fits(cell& value, type what) const;

  std::vector<rule> rules_;
  number_format numbers_;
};

}  // namespace coopgraph::detail
