// SPDX-License-Identifier: BSL-1.0
#include "clustering/touching.hpp"

#include <numeric>

namespace coopgraph::detail {

touching touching_in(const undirected_view& graph, std::span<const vertex_id> order, std::span<const vertex_id> place) {
  touching made;
  made.offset.reserve(order.size() + 1);
  made.offset.push_back(0);
  made.target.reserve(2 * graph.edges());
  for (const vertex_id v : order) {
    vertex_id last = v;  // rows are sorted: the same neighbours stand together
    for (const vertex_id u : graph.out.targets_of(v)) {
      if (u == v || u == last) continue;
      made.target.push_back(place[u]);
      last = u;
    }
    made.offset.push_back(made.target.size());
  }
  return made;
}

touching aggregated(const touching& below, std::span<const vertex_id> part, std::size_t parts) {
  std::vector<std::uint32_t> first(parts + 1, 0);
  for (const vertex_id p : part) ++first[p + std::size_t{1}];
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<vertex_id> member(part.size());
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  for (std::size_t v = 0; v < part.size(); ++v) member[next[part[v]]++] = static_cast<vertex_id>(v);

  touching made;
  made.offset.reserve(parts + 1);
  made.offset.push_back(0);
  std::vector<vertex_id> listed(parts, no_vertex);  // by part: the last one whose row has it
  for (std::size_t p = 0; p < parts; ++p) {
    listed[p] = static_cast<vertex_id>(p);
    for (std::uint32_t i = first[p]; i < first[p + 1]; ++i)
      for (const vertex_id u : below.of(member[i])) {
        if (listed[part[u]] == p) continue;
        listed[part[u]] = static_cast<vertex_id>(p);
        made.target.push_back(part[u]);
      }
    made.offset.push_back(made.target.size());
  }
  return made;
}

std::size_t components_of(const touching& touch, std::vector<vertex_id>& component) {
  component.assign(touch.vertices(), no_vertex);
  std::vector<vertex_id> open;
  vertex_id components = 0;
  for (std::size_t s = 0; s < component.size(); ++s) {
    if (component[s] != no_vertex) continue;
    component[s] = components;
    open.assign(1, static_cast<vertex_id>(s));
    while (!open.empty()) {
      const vertex_id v = open.back();
      open.pop_back();
      for (const vertex_id u : touch.of(v)) {
        if (component[u] != no_vertex) continue;
        component[u] = components;
        open.push_back(u);
      }
    }
    ++components;
  }
  return components;
}

std::uint32_t cut_test::root(std::uint32_t i) noexcept {
  while (fronts_[i].parent != i) i = fronts_[i].parent = fronts_[fronts_[i].parent].parent;
  return i;
}

/// Whether two that had not met before meet.
bool cut_test::meet(std::uint32_t i, std::uint32_t j) noexcept {
  i = root(i);
  j = root(j);
  if (i == j) return false;
  fronts_[j].parent = i;
  fronts_[i].running += fronts_[j].running;
  return true;
}

void cut_test::set_out(std::uint32_t count, vertex_id from) {
  if (fronts_.size() == count) fronts_.emplace_back();
  front& made = fronts_[count];
  made.open.assign(1, from);
  made.next = 0;
  made.parent = count;
  made.running = 1;
  found_[from] = tick_;
  by_[from] = count;
}

bool cut_test::stays_connected_without(const touching& touch, std::span<const vertex_id> label, vertex_id v) {
  if (++tick_ == 0) {
    found_.assign(found_.size(), 0);
    tick_ = 1;
  }
  const vertex_id cluster = label[v];
  std::uint32_t searches = 0;
  for (const vertex_id u : touch.of(v))
    if (label[u] == cluster) set_out(searches++, u);
  for (std::uint32_t apart = searches; apart > 1;) {
    for (std::uint32_t i = 0; i < searches; ++i) {
      front& at = fronts_[i];
      if (at.next == at.open.size()) continue;
      const vertex_id w = at.open[at.next++];
      for (const vertex_id u : touch.of(w)) {
        if (u == v || label[u] != cluster) continue;
        if (found_[u] != tick_) {
          found_[u] = tick_;
          by_[u] = i;
          at.open.push_back(u);
        } else if (meet(by_[u], i) && --apart == 1) {
          return true;
        }
      }
      if (at.next == at.open.size() && --fronts_[root(i)].running == 0) return false;
    }
  }
  return true;
}

}  // namespace coopgraph::detail
