// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/rational.hpp>

#include <cstddef>
#include <vector>

/// The quality of a partition as a line over the resolution, and the upper envelope of such lines.
namespace coopgraph::detail::quality_lines {

/// within - resolution * expected. In exact lines the whole numbers are those two over scales that all lines share.
struct quality_line {
  int128 whole_within = 0;
  int128 whole_expected = 0;
  double within = 0.0;
  double expected = 0.0;
};

/// What lines have in common. A crossing of exact lines is at (difference of whole_within) * factor * unit / (difference of
/// whole_expected).
struct line_scale {
  bool exact = false;
  int128 factor = 1;
  rational unit = 1;
};

/// a * b <= c * d. \pre none is negative
[[nodiscard]] bool products_in_order(int128 a, int128 b, int128 c, int128 d);

/// Whether the lines are the same; rounded ones within 1e-13.
[[nodiscard]] bool same_line(const line_scale& scale, const quality_line& x, const quality_line& y);

/// The resolution at which `fine` overtakes `coarse`. \pre fine expects less and has less within
[[nodiscard]] double crossing(const line_scale& scale, const quality_line& coarse, const quality_line& fine);

/// The places of the lines that are above all others at some resolution above 0, by resolution. Of the same lines the first.
[[nodiscard]] std::vector<std::size_t> upper_envelope(const line_scale& scale, const std::vector<quality_line>& lines);

}  // namespace coopgraph::detail::quality_lines
