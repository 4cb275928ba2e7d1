// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/scaled_number.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace coopgraph::detail {

/// Lengths >= 0 as whole numbers of which `terms` add up within 128 bits. Exact ones are their numerators. Rounded ones are
/// multiples of a power of two that is chosen by the longest: all doubles down to 10^-15 of it or so are met exactly.
class whole_lengths {
 public:
  /// \pre check_lengths passed
  whole_lengths(const edge_lengths& lengths, std::size_t terms) : lengths_(&lengths) {
    if (lengths.is_exact()) return;
    const auto values = lengths.approximate();
    int exponent = 0;
    (void)std::frexp(values.empty() ? 0.0 : *std::max_element(values.begin(), values.end()), &exponent);
    int bits = 1;
    while (bits < 64 && (std::uint64_t{terms} >> bits) != 0) ++bits;
    scale_ = 124 - bits - exponent;  // longest * terms * 2^scale < 2^124
    whole_.reserve(values.size());
    for (const double value : values) whole_.push_back(static_cast<int128>(std::ldexp(value, scale_)));
  }

  [[nodiscard]] int128 operator[](edge_id e) const noexcept { return whole_.empty() ? lengths_->numerators()[e] : whole_[e]; }

  /// A sum of them in the lengths' own unit. \throws input_error if it leaves 64 bits
  [[nodiscard]] std::int64_t units(const char* function, int128 sum) const {
    if (sum > INT64_MAX)
      throw input_error(function, "lengths", "an overflow: a path is " + digits_of_whole(sum) + " units long",
                        "paths below 2^63 units; round the lengths to fewer decimals");
    return static_cast<std::int64_t>(sum);
  }
  /// A sum of rounded ones.
  [[nodiscard]] double rounded(int128 sum) const { return std::ldexp(to_double(sum), -scale_); }

 private:
  const edge_lengths* lengths_;
  int scale_ = 0;
  std::vector<int128> whole_;
};

}  // namespace coopgraph::detail
