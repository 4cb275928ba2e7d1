// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/input.hpp"

#include <string>

namespace coopgraph::cli {

/// \throws usage_error if --absence is neither unknown nor none
void check_absence(const input_options& options);

/// Whose ties a dataset recorded, where it has only those of some actors and what is not recorded is unknown: "only the ties of
/// Hà Nội were recorded". Else empty: the graph holds the ties of all.
[[nodiscard]] std::string recorded_only(const input_graph& input, const input_options& options);

/// Why an analysis that takes the ties of all has no answer, and how to go on. \pre `recorded` is not empty
[[nodiscard]] std::string not_observed(const std::string& recorded);

}  // namespace coopgraph::cli
