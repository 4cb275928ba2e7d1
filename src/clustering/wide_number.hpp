// SPDX-License-Identifier: BSL-1.0
#pragma once

// Fractions of flows, compared exactly: first as doubles, and where these are too near to tell, as whole numbers.

#include <boost/multiprecision/cpp_int.hpp>

namespace coopgraph::detail {

/// Wide enough for products of eight whole numbers of a flow_table.
using wide_number =
    boost::multiprecision::number<boost::multiprecision::cpp_int_backend<512, 512, boost::multiprecision::unsigned_magnitude,
                                                                         boost::multiprecision::unchecked, void>>;

/// Whether two numbers >= 0 that are made of a few operations without cancellation may be equal.
[[nodiscard]] inline bool nearly_equal(double a, double b) noexcept {
  constexpr double margin = 1e-13;
  const double apart = a < b ? b - a : a - b;
  return apart <= margin * (a < b ? b : a);
}

}  // namespace coopgraph::detail
