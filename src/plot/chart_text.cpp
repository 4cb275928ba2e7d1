// SPDX-License-Identifier: BSL-1.0
#include "plot/chart_text.hpp"

#include "plot/label_text.hpp"

#include <coopgraph/core/elementary.hpp>
#include <coopgraph/core/unicode.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace coopgraph::detail {

std::string short_number(const words& say, double value) {
  std::array<char, 400> digits{};
  char* const end = digits.data() + digits.size();
  const bool whole = std::fabs(value) >= 1000.0 && std::fabs(value) < 1e15;
  const auto written = whole ? std::to_chars(digits.data(), end, value, std::chars_format::fixed, 0)
                             : std::to_chars(digits.data(), end, value, std::chars_format::general, 4);
  return say.localized({digits.data(), static_cast<std::size_t>(written.ptr - digits.data())});
}

std::string unit_name(const words& say, const std::string& unit) { return unit.empty() ? say({"records", "bản ghi"}) : unit; }

std::string with_unit(const words& say, double value, const std::string& unit) {
  return short_number(say, value) + ' ' + (unit.empty() && value == 1.0 ? say({"record", "bản ghi"}) : unit_name(say, unit));
}

amount_steps::amount_steps(std::vector<double> amounts) {
  amounts.erase(std::remove_if(amounts.begin(), amounts.end(), [](double x) { return !(x > 0.0); }), amounts.end());
  std::sort(amounts.begin(), amounts.end());
  std::vector<double> distinct = amounts;
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  constexpr std::size_t steps = 5;
  if (distinct.size() <= steps) {
    least_ = most_ = distinct;
    return;
  }
  // Fifths by number; but where the last of them would span more than three doublings, steps of one ratio.
  const auto fifth = [&](std::size_t k) { return amounts[(k * amounts.size() + steps - 1) / steps - 1]; };
  const double largest = distinct.back();
  const bool skewed = largest > 8.0 * fifth(steps - 1) && largest / distinct.front() < 1e15;
  const double ratio = skewed ? elementary::exp2(elementary::log2(largest / distinct.front()) / steps) : 1.0;
  double bound = distinct.front();
  for (std::size_t k = 1; k <= steps; ++k) {
    bound *= ratio;
    const double upto = k == steps ? largest : skewed ? bound : fifth(k);
    const auto past = std::upper_bound(distinct.begin(), distinct.end(), upto);
    const auto first = most_.empty() ? distinct.begin() : std::upper_bound(distinct.begin(), distinct.end(), most_.back());
    if (first >= past) continue;  // no amount is in this step
    least_.push_back(*first);
    most_.push_back(*(past - 1));
  }
}

std::size_t amount_steps::step(double amount) const {
  std::size_t k = 0;
  while (k + 1 < most_.size() && amount > most_[k]) ++k;
  return k;
}

std::size_t amount_steps::colour(std::size_t k) const noexcept {
  return most_.size() <= 1 ? 3 : (k * 4 + (most_.size() - 1) / 2) / (most_.size() - 1);
}

std::string amount_steps::range(const words& say, std::size_t k) const {
  const std::string from = short_number(say, least_[k]);
  const std::string to = short_number(say, most_[k]);
  return from == to ? from : from + " – " + to;
}

std::vector<double> axis_marks(double low, double high, std::size_t count) {
  // The step is mantissa times or over a power of ten that is exact in a double.
  const double rough = (high / 2 - low / 2) / static_cast<double>(count - 1) * 2;
  double up = 1.0;
  double down = 1.0;
  while (rough >= 10.0 * up && up < 1e22) up *= 10.0;
  while (rough * down < 1.0 && down < 1e22) down *= 10.0;
  for (const double mantissa : {1.0, 2.0, 5.0, 10.0, 20.0}) {
    const auto place = [&](double i) { return i * mantissa * up / down; };
    const double step = place(1.0);
    if (step < rough) continue;
    std::vector<double> marks;
    const double first = std::ceil(low / step);
    for (double i = first; place(i) <= high && marks.size() <= count; i += 1.0) marks.push_back(place(i) + 0.0);
    if (marks.size() <= count) return marks;
  }
  return {low, high};
}

std::vector<int> moved_apart(std::span<const int> wanted, std::span<const int> length) {
  // Pool adjacent violators: with the lengths before each taken off, the places only have to rise.
  struct pool {
    std::int64_t sum = 0;
    std::int64_t count = 0;
    [[nodiscard]] std::int64_t mean() const { return sum >= 0 ? sum / count : -((-sum + count - 1) / count); }
  };
  std::vector<pool> pools;
  std::int64_t before = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    pools.push_back({wanted[i] - before, 1});
    before += length[i];
    while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
      pools[pools.size() - 2].sum += pools.back().sum;
      pools[pools.size() - 2].count += pools.back().count;
      pools.pop_back();
    }
  }
  std::vector<int> begin;
  before = 0;
  for (const pool& p : pools)
    for (std::int64_t k = 0; k < p.count; ++k) {
      begin.push_back(static_cast<int>(p.mean() + before));
      before += length[begin.size() - 1];
    }
  return begin;
}

std::string fitting(const std::string& text, int size, int width) {
  if (text_width(text, size) <= width) return text;
  std::size_t columns = display_width(text);
  while (columns > 1 && text_width(shortened(text, columns), size) > width) --columns;
  return shortened(text, columns);
}

}  // namespace coopgraph::detail
