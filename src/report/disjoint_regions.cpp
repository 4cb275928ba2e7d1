// SPDX-License-Identifier: BSL-1.0
#include "report/disjoint_regions.hpp"

#include <algorithm>
#include <cstdint>

namespace coopgraph::detail {

regions_apart disjoint_regions(const network& from) {
  regions_apart found;
  std::vector<std::uint32_t> label(from.actors().size(), 0);  // 0: in no region
  for (std::uint32_t r = 0; r < from.regions().size(); ++r) {
    const std::vector<actor_id> members = from.members(region_id(r));
    const auto is_free = [&](actor_id a) { return label[a.index()] == 0; };
    if (members.empty() || !std::all_of(members.begin(), members.end(), is_free)) continue;
    found.taken.emplace_back(r);
    for (const actor_id a : members) label[a.index()] = static_cast<std::uint32_t>(found.taken.size());
  }
  found.regions = from.regions().size();
  found.groups = make_partition(label);
  found.names.resize(found.groups.clusters);
  for (std::size_t v = 0; v < label.size(); ++v)
    if (label[v] != 0) found.names[found.groups.label[v]] = from[found.taken[label[v] - 1]].name;
  return found;
}

}  // namespace coopgraph::detail
