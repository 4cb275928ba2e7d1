// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/model/vintage.hpp>

#include "model/carrier.hpp"
#include "model/unit_fates.hpp"

#include <array>
#include <cstddef>

namespace coopgraph {

std::string to_text(actor_fate fate) {
  constexpr std::array<const char*, 6> words{"stays", "passed on", "taken back", "ended", "not begun", "no unit"};
  return words[static_cast<std::size_t>(fate)];
}

std::string to_text(unit_problem problem) {
  constexpr std::array<const char*, 4> words{"unknown", "ambiguous", "contradictory", "shared"};
  return words[static_cast<std::size_t>(problem)];
}

carried_network carry(const network& from, const date& on, const carry_options& options) {
  const detail::unit_world world = detail::world_of(from);
  return detail::carrier(from, world, on, options).carry();
}

carried_network carry(const network& from, const network& units, const unit_matching& matching, const date& on,
                      const carry_options& options) {
  const detail::unit_world world = detail::world_of(from, units, matching);
  return detail::carrier(from, world, on, options).carry();
}

}  // namespace coopgraph
