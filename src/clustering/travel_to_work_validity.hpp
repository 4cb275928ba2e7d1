// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "clustering/flow_table.hpp"

#include <coopgraph/clustering/travel_to_work_areas.hpp>

#include <boost/multiprecision/cpp_int.hpp>

#include <compare>
#include <cstdint>

namespace coopgraph::detail {

/// R, W and T of an area.
struct area_flows {
  std::int64_t sent = 0;
  std::int64_t received = 0;
  std::int64_t internal = 0;
};

/// The validity X of areas, compared exactly.
class validity_rule {
 public:
  /// \throws option_error for a condition outside its range
  validity_rule(const travel_to_work_options& options, const flow_table& table);

  /// X as a double, in [0, 1]. \pre the area has flows, here and below
  [[nodiscard]] double validity(const area_flows& area) const;
  [[nodiscard]] bool meets(const area_flows& area) const;
  /// The order of X.
  [[nodiscard]] std::weak_ordering compare(const area_flows& a, const area_flows& b) const;

 private:
  using whole = boost::multiprecision::cpp_int;
  using fraction = boost::multiprecision::cpp_rational;

  /// X * z_bottom_, exactly.
  struct exact_validity {
    whole top;
    whole bottom;
  };
  [[nodiscard]] exact_validity exactly(const area_flows& area) const;
  void set_sizes(const travel_to_work_options& options, const flow_table& table);

  fraction target_;      // tarSC
  fraction threshold_;   // minSC / tarSC
  std::int64_t least_;   // the least R that is not below minSZ
  std::int64_t enough_;  // the least R that is not below tarSZ
  whole z_start_ = 1;    // below that Z is (z_start_ + z_slope_ R) / z_bottom_, or 0
  whole z_slope_ = 0;
  whole z_bottom_ = 1;
  double about_target_;  // the same as doubles
  double about_threshold_;
  double about_start_ = 1.0;
  double about_slope_ = 0.0;
  double margin_ = 0.0;  // validity() is not farther from X
};

}  // namespace coopgraph::detail
