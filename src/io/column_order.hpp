// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/model/entities.hpp>

#include <span>
#include <string>
#include <vector>

namespace coopgraph::detail {

/// The names of all attributes of the actors, each once, such that every actor's own follow one another in its order; where that
/// leaves a choice, what is seen first comes first. Where actors contradict each other, in the order first seen.
/// Complexity: O(attributes log attributes).
[[nodiscard]] std::vector<std::string> attribute_columns(std::span<const actor> actors);

}  // namespace coopgraph::detail
