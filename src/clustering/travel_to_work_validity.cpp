// SPDX-License-Identifier: BSL-1.0
#include "clustering/travel_to_work_validity.hpp"

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace coopgraph::detail {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

void check(const travel_to_work_options& o) {
  constexpr const char* name = "travel_to_work_areas";
  if (!(o.min_size >= 0.0 && std::isfinite(o.min_size)))
    throw option_error(name, "min_size", to_text(o.min_size), "a finite number >= 0");
  if (!(o.target_size >= o.min_size && std::isfinite(o.target_size)))
    throw option_error(name, "target_size", to_text(o.target_size), "a finite number >= min_size, " + to_text(o.min_size));
  if (!(o.min_self_containment > 0.0 && o.min_self_containment <= 1.0))
    throw option_error(name, "min_self_containment", to_text(o.min_self_containment), "(0, 1]");
  if (!(o.target_self_containment >= o.min_self_containment && o.target_self_containment <= 1.0))
    throw option_error(name, "target_self_containment", to_text(o.target_self_containment),
                       "[min_self_containment, 1], that is [" + to_text(o.min_self_containment) + ", 1]");
}

/// What is meant by the double: its shortest decimal.
cpp_rational exact(double value) {
  const decimal d = decimal_of(value);
  const cpp_int power = boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(std::abs(d.exponent)));
  return d.exponent < 0 ? cpp_rational(d.mantissa, power) : cpp_rational(cpp_int(d.mantissa) * power);
}

/// The least whole number that is not below x; one that no flow reaches where there is none.
std::int64_t rounded_up(const cpp_rational& x) {
  const cpp_int up = (numerator(x) + denominator(x) - 1) / denominator(x);
  constexpr std::int64_t unreached = std::numeric_limits<std::int64_t>::max();
  return up > unreached ? unreached : static_cast<std::int64_t>(up);
}

}  // namespace

validity_rule::validity_rule(const travel_to_work_options& options, const flow_table& table) {
  check(options);
  target_ = exact(options.target_self_containment);
  threshold_ = exact(options.min_self_containment) / target_;
  about_target_ = options.target_self_containment;
  about_threshold_ = threshold_.convert_to<double>();
  set_sizes(options, table);
  margin_ = 1e-13 * (1.0 + std::abs(about_start_) + about_slope_ * static_cast<double>(enough_));
}

void validity_rule::set_sizes(const travel_to_work_options& options, const flow_table& table) {
  const fraction unit =
      table.ties == ties::exact ? fraction(table.unit.numerator(), table.unit.denominator()) : exact(table.about);
  const fraction least = exact(options.min_size) / unit;
  const fraction enough = exact(options.target_size) / unit;
  least_ = rounded_up(least);
  enough_ = rounded_up(enough);
  const fraction least_share = 1 - threshold_;  // 1 - minSC / tarSC
  if (least_share == 0) return;                 // size makes up for nothing
  if (least == enough) {
    z_start_ = 0;
    about_start_ = 0.0;
    return;
  }
  const fraction slope = least_share / (enough - least);
  const fraction start = 1 - slope * enough;
  z_bottom_ = lcm(denominator(slope), denominator(start));
  z_slope_ = numerator(slope) * (z_bottom_ / denominator(slope));
  z_start_ = numerator(start) * (z_bottom_ / denominator(start));
  about_slope_ = slope.convert_to<double>();
  about_start_ = start.convert_to<double>();
}

double validity_rule::validity(const area_flows& area) const {
  const auto jobs_or_workers = static_cast<double>(std::max(area.sent, area.received));
  const double contained = std::min(1.0, static_cast<double>(area.internal) / (jobs_or_workers * about_target_));
  if (area.sent >= enough_) return contained;
  return contained * std::clamp(about_start_ + about_slope_ * static_cast<double>(area.sent), 0.0, 1.0);
}

validity_rule::exact_validity validity_rule::exactly(const area_flows& area) const {
  exact_validity x{whole(area.internal) * denominator(target_), whole(std::max(area.sent, area.received)) * numerator(target_)};
  if (x.top > x.bottom) x.top = x.bottom;
  if (area.sent >= enough_)
    x.top *= z_bottom_;
  else
    x.top *= std::max<whole>(0, z_start_ + z_slope_ * area.sent);
  return x;
}

bool validity_rule::meets(const area_flows& area) const {
  if (area.sent < least_) return false;
  const double about = validity(area);
  if (std::abs(about - about_threshold_) > margin_) return about > about_threshold_;
  const exact_validity x = exactly(area);
  return x.top * denominator(threshold_) >= x.bottom * z_bottom_ * numerator(threshold_);
}

std::weak_ordering validity_rule::compare(const area_flows& a, const area_flows& b) const {
  if (a.internal == 0 && b.internal == 0) return std::weak_ordering::equivalent;
  const double about_a = validity(a);
  const double about_b = validity(b);
  if (std::abs(about_a - about_b) > margin_) return about_a < about_b ? std::weak_ordering::less : std::weak_ordering::greater;
  const exact_validity x = exactly(a);
  const exact_validity y = exactly(b);
  const int order = whole(x.top * y.bottom).compare(whole(y.top * x.bottom));
  return order < 0 ? std::weak_ordering::less : order > 0 ? std::weak_ordering::greater : std::weak_ordering::equivalent;
}

}  // namespace coopgraph::detail
