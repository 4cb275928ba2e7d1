// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <functional>
#include <optional>
#include <vector>

namespace coopgraph::bench {

/// Wall-clock seconds of one call of `work`.
[[nodiscard]] double seconds_of(const std::function<void()>& work);

/// The median; of an even number of values the mean of the middle two. \pre values is not empty
[[nodiscard]] double median(std::vector<double> values);

/// By how many bytes the resident memory of the process peaked above where it stood when `work` began; what `work` leaves
/// alive counts, what it frees counts while it lived. Nothing where the system does not tell (no /proc). Whole pages only:
/// of use for inputs that need megabytes.
[[nodiscard]] std::optional<double> peak_bytes_of(const std::function<void()>& work);

}  // namespace coopgraph::bench
