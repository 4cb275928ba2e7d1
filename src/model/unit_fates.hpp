// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/model/network.hpp>
#include <coopgraph/model/vintage.hpp>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// The actors of a network, then the units that only the network of the units has.
struct unit_world {
  struct unit {
    const network* home;
    actor_id id;  ///< of home
    stated_period life;
    std::optional<unit_problem> problem = {};  ///< it is none of the units
    std::optional<std::uint32_t> parent = {};  ///< in this world
  };
  struct handover {
    std::uint32_t from;
    std::uint32_t to;
    decimal share;
    std::optional<date> on;
  };
  std::vector<unit> units;
  std::vector<handover> handovers;
};

[[nodiscard]] unit_world world_of(const network& from);
[[nodiscard]] unit_world world_of(const network& from, const network& units, const unit_matching& matching);

struct unit_fate {
  actor_fate how = actor_fate::stays;
  std::vector<std::pair<std::uint32_t, std::optional<rational>>> now;  ///< ascending by unit, each with its share
};

/// What each unit is on a day. Whoever stands for others stands for itself.
/// Complexity: O((units + handovers) log) and the length of what is returned.
[[nodiscard]] std::vector<unit_fate> fates_on(const unit_world& world, day_number day);

}  // namespace coopgraph::detail
