// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "core/words.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace coopgraph::detail {

/// The widths of lines: one step for each weight if there are at most three, else thirds of the largest. Where the largest is
/// more than ten times the least, each step ends at a third, a fifth or a tenth of the next instead.
class tie_widths {
 public:
  /// \pre the weights are finite and above 0
  explicit tie_widths(std::vector<double> weights);
  [[nodiscard]] std::size_t step(double weight) const;
  [[nodiscard]] std::size_t size() const { return upto_.size(); }
  /// What the legend says of step k.
  [[nodiscard]] std::string text(std::size_t k, const words& say, const std::string& unit) const;

 private:
  std::vector<double> upto_;
  bool steps_ = false;  // several weights each
};

}  // namespace coopgraph::detail
