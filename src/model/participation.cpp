// SPDX-License-Identifier: BSL-1.0
#include "model/participation.hpp"

#include <algorithm>
#include <tuple>
#include <variant>

namespace coopgraph::detail {

participation participation_in(const network& from, const agreement& a, const period& during) {
  participation found;
  for (const party& p : a.parties) {
    const bool hub = p.role == "lead" || p.role == "host";
    if (!p.valid.days().overlaps(during)) {
      found.without.push_back({&p, participation::reason::not_in_period});
    } else if (const auto* one = std::get_if<actor_id>(&p.who)) {
      found.sides.push_back({*one, hub});
    } else {
      std::vector<actor_id> members;
      if (p.extent.how == party_extent::kind::all) members = from.members(std::get<region_id>(p.who), during);
      if (members.empty()) found.without.push_back({&p, participation::reason::members_not_named});
      for (const actor_id member : members) found.sides.push_back({member, hub});
    }
  }
  using side = participation::side;
  std::sort(found.sides.begin(), found.sides.end(), [](const side& x, const side& y) {
    return std::tuple(x.who, !x.hub) < std::tuple(y.who, !y.hub);  // of the same actor the hub first, which is kept
  });
  const auto same = [](const side& x, const side& y) { return x.who == y.who; };
  found.sides.erase(std::unique(found.sides.begin(), found.sides.end(), same), found.sides.end());
  return found;
}

}  // namespace coopgraph::detail
