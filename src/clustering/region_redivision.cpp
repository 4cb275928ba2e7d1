// SPDX-License-Identifier: BSL-1.0
// The steps of region_search that divide several regions anew.
#include "clustering/region_search.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::uint32_t no_region = 0xffffffffU;
constexpr unsigned trees_of_a_group = 12;

}  // namespace

std::vector<region_search::region_pair> region_search::neighbouring_regions() const {
  std::vector<region_pair> pairs;
  for (std::size_t e = 0; e < problem_.edges(); ++e) {
    const std::uint32_t a = label_[problem_.source[e]];
    const std::uint32_t b = label_[problem_.target[e]];
    if (a != b) pairs.push_back({std::min(a, b), std::max(a, b)});
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

void region_search::give(std::span<const vertex_id> units, std::uint32_t region) {
  members_[region].assign(units.begin(), units.end());
  for (std::uint32_t i = 0; i < units.size(); ++i) {
    label_[units[i]] = region;
    place_[units[i]] = i;
  }
  sum_up_region(region);
}

std::optional<tree_cut> region_search::best_split(const std::vector<vertex_id>& members, tree_kind kind) {
  if (members.size() < 2) return std::nullopt;
  growth_.grow(members, kind);
  examined_ += members.size() - 1;
  return growth_.best_cut();
}

bool region_search::are_neighbours(std::uint32_t a, std::uint32_t b) const {
  for (const vertex_id u : members_[a])
    for (const vertex_id v : problem_.neighbours_of(u))
      if (label_[v] == b) return true;
  return false;
}

bool region_search::recombine() {
  bool changed = false;
  std::vector<region_pair> pairs = neighbouring_regions();
  shuffle(std::span(pairs), random_);
  std::vector<vertex_id> both;
  for (const auto& [a, b] : pairs) {
    watch_.check_stop();
    if (!are_neighbours(a, b)) continue;  // no longer
    both = members_[a];
    both.insert(both.end(), members_[b].begin(), members_[b].end());
    const auto cut = best_split(both, random_.below(2) == 0 ? tree_kind::alike : tree_kind::any);
    const double now = between(a, b);
    if (!cut || cut->gain <= now + rounding_) continue;
    give(cut->inside, a);
    give(cut->outside, b);
    value_ -= cut->gain - now;
    changed = true;
  }
  if (changed) assign(std::vector<std::uint32_t>(label_));
  return changed;
}

/// That region, and two more if it has so many; which ones is drawn, by the length of the common border.
std::vector<std::uint32_t> region_search::gather_group(std::uint32_t first) {
  std::vector<std::uint32_t> group{first};
  while (group.size() < 3) {
    std::uint32_t drawn = no_region;
    std::uint32_t choices = 0;
    for (const std::uint32_t r : group)
      for (const vertex_id u : members_[r])
        for (const vertex_id v : problem_.neighbours_of(u))
          if (std::find(group.begin(), group.end(), label_[v]) == group.end() && random_.below(++choices) == 0) drawn = label_[v];
    if (drawn == no_region) break;
    group.push_back(drawn);
  }
  return group;
}

/// The tree that was grown, in two by its best cut, or in three.
std::vector<std::vector<vertex_id>> region_search::parts_of_tree(std::size_t regions) {
  std::vector<std::vector<vertex_id>> parts;
  if (regions == 2) {
    if (auto cut = growth_.best_cut()) parts = {std::move(cut->inside), std::move(cut->outside)};
  } else if (growth_.cut_to_floor(regions) == regions) {
    parts.resize(regions);
    for (std::size_t i = 0; i < growth_.order().size(); ++i) parts[growth_.label()[i]].push_back(growth_.order()[i]);
  }
  return parts;
}

bool region_search::divide_anew(const std::vector<std::uint32_t>& group) {
  std::vector<vertex_id> units;
  double now = 0.0;
  for (const std::uint32_t r : group) {
    units.insert(units.end(), members_[r].begin(), members_[r].end());
    now += sum_of_squares_of(members_[r]);
  }
  if (units.size() <= group.size()) return false;
  bool better = false;
  constexpr std::array kinds{tree_kind::alike, tree_kind::any, tree_kind::walk};
  for (unsigned tree = 0; tree < trees_of_a_group; ++tree) {
    growth_.grow(units, kinds[tree % kinds.size()]);
    examined_ += units.size();
    const auto parts = parts_of_tree(group.size());
    if (parts.empty()) continue;
    double after = 0.0;
    for (const auto& part : parts) after += sum_of_squares_of(part);
    if (after >= now - rounding_) continue;
    for (std::size_t i = 0; i < parts.size(); ++i) give(parts[i], group[i]);
    value_ += after - now;
    now = after;
    better = true;
  }
  return better;
}

bool region_search::recombine_groups() {
  bool changed = false;
  std::vector<std::uint32_t> order(members_.size());
  std::iota(order.begin(), order.end(), 0U);
  shuffle(std::span(order), random_);
  for (const std::uint32_t first : order) {
    watch_.check_stop();
    const std::vector<std::uint32_t> group = gather_group(first);
    if (group.size() > 1) changed = divide_anew(group) || changed;
  }
  if (changed) assign(std::vector<std::uint32_t>(label_));
  return changed;
}

bool region_search::relocate() {
  std::vector<tree_cut> splits(members_.size());
  std::vector<std::uint32_t> order;  // the regions that can be cut
  for (std::uint32_t r = 0; r < members_.size(); ++r) {
    if (r % 64 == 0) watch_.check_stop();
    auto one = best_split(members_[r], tree_kind::alike);
    if (!one || one->gain <= rounding_) continue;
    splits[r] = std::move(*one);
    order.push_back(r);
  }
  const auto more = [&](std::uint32_t a, std::uint32_t b) {
    return splits[a].gain != splits[b].gain ? splits[a].gain > splits[b].gain : a < b;
  };
  std::sort(order.begin(), order.end(), more);

  struct union_of_two {
    double rise;
    region_pair pair;
  };
  std::vector<union_of_two> unions;
  for (const region_pair& pair : neighbouring_regions()) unions.push_back({between(pair.first, pair.second), pair});
  std::stable_sort(unions.begin(), unions.end(), [](const auto& a, const auto& b) { return a.rise < b.rise; });

  // The best cut with the cheapest union, then the next of each; what has changed is left alone until the next time.
  std::vector<bool> changed(members_.size(), false);
  bool any = false;
  std::size_t first = 0;
  for (const std::uint32_t r : order) {
    if (changed[r]) continue;
    const auto usable = [&](const union_of_two& u) { return !changed[u.pair.first] && !changed[u.pair.second]; };
    while (first < unions.size() && !usable(unions[first])) ++first;
    std::size_t at = first;
    while (at < unions.size() && (!usable(unions[at]) || unions[at].pair.first == r || unions[at].pair.second == r)) ++at;
    if (at == unions.size() || splits[r].gain <= unions[at].rise + rounding_) break;
    const auto [a, b] = unions[at].pair;
    std::vector<vertex_id> joined = members_[a];
    joined.insert(joined.end(), members_[b].begin(), members_[b].end());
    give(joined, a);
    give(splits[r].inside, r);
    give(splits[r].outside, b);
    changed[r] = changed[a] = changed[b] = any = true;
  }
  if (any) assign(std::vector<std::uint32_t>(label_));
  return any;
}

}  // namespace coopgraph::detail
