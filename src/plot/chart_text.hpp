// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "core/words.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace coopgraph::detail {

/// A number for people, in at most four digits that mean something, or all of its whole part: 0.3333, 12.5, 1,234,567.
[[nodiscard]] std::string short_number(const words& say, double value);

/// "12 records", "1,5 tấn": a number with its unit; without a unit the records are counted.
[[nodiscard]] std::string with_unit(const words& say, double value, const std::string& unit);

/// The unit's name for a legend; "records" without one.
[[nodiscard]] std::string unit_name(const words& say, const std::string& unit);

/// Amounts in at most five steps: one for each amount if there are at most five, else fifths of them by number, or, where a
/// few are much larger than the rest, steps of one ratio.
class amount_steps {
 public:
  /// \pre amounts are finite; those not above 0 are left out
  explicit amount_steps(std::vector<double> amounts);
  [[nodiscard]] std::size_t size() const noexcept { return most_.size(); }
  [[nodiscard]] std::size_t step(double amount) const;
  /// The colour of step k in the scale of five: the steps are spread over all of it.
  [[nodiscard]] std::size_t colour(std::size_t k) const noexcept;
  /// "3", "4 – 9".
  [[nodiscard]] std::string range(const words& say, std::size_t k) const;

 private:
  std::vector<double> least_;  // by step, the least and the largest amount in it
  std::vector<double> most_;
};

/// The marks of an axis over [low, high]: multiples of 1, 2 or 5 times a power of ten, at most `count` of them.
/// \pre low < high, both finite, count >= 2
[[nodiscard]] std::vector<double> axis_marks(double low, double high, std::size_t count);

/// Moves intervals of these lengths, in their order along a line, apart so that none overlap and each stays as near to where
/// it wants to begin as the others allow: the least sum of squares.
[[nodiscard]] std::vector<int> moved_apart(std::span<const int> wanted, std::span<const int> length);

/// What is left of a text that is no wider than `width`, with an ellipsis.
[[nodiscard]] std::string fitting(const std::string& text, int size, int width);

}  // namespace coopgraph::detail
