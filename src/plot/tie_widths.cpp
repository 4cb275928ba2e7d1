// SPDX-License-Identifier: BSL-1.0
#include "plot/tie_widths.hpp"

#include <algorithm>
#include <cmath>

namespace coopgraph::detail {
namespace {

/// Three digits at most, so that the legend can say the very number that decides.
double rounded_down(double value) {
  double power = 1.0;
  while (value / power >= 1000.0) power *= 10.0;
  if (power > 1.0) return std::floor(value / power) * power;
  while (value * power < 100.0 && power < 1e200) power *= 10.0;
  return std::floor(value * power) / power;
}

}  // namespace

tie_widths::tie_widths(std::vector<double> weights) : upto_(std::move(weights)) {
  std::sort(upto_.begin(), upto_.end());
  upto_.erase(std::unique(upto_.begin(), upto_.end()), upto_.end());
  if (upto_.size() <= 3) return;
  const bool whole = std::all_of(upto_.begin(), upto_.end(), [](double w) { return w == std::floor(w); });
  const double least = upto_.front();
  const double most = upto_.back();
  if (most / 10.0 <= least) {
    upto_ = {most / 3.0, most / 1.5, most};
  } else {
    const double spread = most / least;
    const double factor = spread <= 27.0 ? 3.0 : spread <= 125.0 ? 5.0 : 10.0;
    upto_ = {most / (factor * factor), most / factor, most};
  }
  for (std::size_t k = 0; k < 2; ++k) upto_[k] = whole ? std::floor(upto_[k]) : rounded_down(upto_[k]);
  steps_ = true;
}

std::size_t tie_widths::step(double weight) const {
  std::size_t k = 0;
  while (k + 1 < upto_.size() && weight > upto_[k]) ++k;
  return k;
}

std::string tie_widths::text(std::size_t k, const words& say, const std::string& unit) const {
  std::string number = say.number(upto_[k]);
  if (k + 1 == upto_.size()) number += ' ' + unit;
  if (!steps_) return number;
  return say({"up to {0}", "đến {0}"}, {number});
}

}  // namespace coopgraph::detail
