// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/date.hpp>
#include <coopgraph/model/entities.hpp>
#include <coopgraph/model/network.hpp>

#include <vector>

namespace coopgraph::detail {

/// Who takes part in an agreement: a region or group whose extent is "all" stands for its members, of any other it names nobody.
struct participation {
  struct side {
    actor_id who;
    bool hub;  ///< lead or host in one of its roles
  };
  enum class reason { not_in_period, members_not_named };
  struct left_out {
    const party* which;  ///< of the agreement
    reason why;
  };
  std::vector<side> sides;  ///< in the order of the network, each actor once
  std::vector<left_out> without;
};

/// During a period, which decides who is a member and whose part has begun.
/// Complexity: O(k log k) over the k actors that the parties stand for.
[[nodiscard]] participation participation_in(const network& from, const agreement& a, const period& during);

}  // namespace coopgraph::detail
