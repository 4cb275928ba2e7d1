// SPDX-License-Identifier: BSL-1.0
#include "flow/cost_scaling.hpp"

#include <coopgraph/core/error.hpp>

#include <algorithm>
#include <utility>

namespace coopgraph::detail {

namespace {
constexpr std::size_t steps_between_stops = 262'144;
constexpr std::int64_t factor = 32;  // between one epsilon and the next
constexpr std::size_t longest_path = 2;
constexpr int most_refinements = 2;  // more of them take longer than the phases that they save
constexpr std::uint32_t none = UINT32_MAX;
}  // namespace

cost_scaling::cost_scaling(std::vector<std::int64_t> supply, const std::vector<priced_arc>& arcs, const execution& run)
    : run_(run),
      excess_(std::move(supply)),
      scale_(static_cast<std::int64_t>(excess_.size()) + 1),
      first_(excess_.size() + 1, 0),
      arcs_(2 * arcs.size()),
      place_(arcs.size()),
      nodes_(excess_.size(), node{0, 0, 0}),
      queued_(excess_.size(), 0),
      farthest_(static_cast<std::uint32_t>(std::min<std::size_t>(4 * excess_.size() + 1, std::size_t{1} << 31))) {
  for (const priced_arc& given : arcs) {
    ++first_[given.tail + std::size_t{1}];
    ++first_[given.head + std::size_t{1}];
  }
  for (std::size_t v = 1; v < first_.size(); ++v) first_[v] += first_[v - 1];
  std::vector<std::uint32_t> next(first_.begin(), first_.end());
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    const auto& [tail, head, capacity, cost] = arcs[i];
    const std::uint32_t forth = next[tail]++;
    const std::uint32_t back = next[head]++;
    arcs_[forth] = {head, back, capacity, 0, cost * scale_};
    arcs_[back] = {tail, forth, 0, capacity, -cost * scale_};
    place_[i] = forth;
  }
  worked(arcs.size());
}

bool cost_scaling::fits(std::size_t vertices, std::int64_t greatest_cost) {
  const auto n = static_cast<std::int64_t>(vertices + 1);
  std::int64_t most = 0;
  return !__builtin_mul_overflow(n, n * 16, &most) && !__builtin_mul_overflow(most, greatest_cost + 1, &most) &&
         most < std::int64_t{1} << 62;
}

void cost_scaling::worked(std::size_t steps) {
  steps_ += steps;
  if (steps_ - stop_asked_at_ < steps_between_stops) return;
  stop_asked_at_ = steps_;
  if (run_.stop.stop_requested()) throw cancelled();
}

bool cost_scaling::solve(std::size_t most_steps) {
  most_steps_ = most_steps;
  std::int64_t epsilon = 1;
  for (const arc& a : arcs_) epsilon = std::max(epsilon, a.cost);
  const std::int64_t greatest = epsilon;
  do {
    const bool priced = epsilon < greatest;
    epsilon = std::max<std::int64_t>(1, epsilon / factor);
    if (priced && refine_prices(epsilon)) continue;
    fill_what_pays();
    if (!settle(epsilon)) return false;
  } while (epsilon > 1);
  return true;
}

/// Whether the flow as it is is epsilon-optimal for some prices, which it then has. Along arcs that pay, as long as they form no
/// cycle, prices are lowered by as many epsilons as it takes in all, and then by those arcs that would pay too much for it.
bool cost_scaling::refine_prices(std::int64_t epsilon) {
  for (int round = 0; round < most_refinements; ++round) {
    if (!sort_by_what_pays()) return false;
    levels_.clear();
    entries_.clear();
    for (node& v : nodes_) v.away = 0;
    for (const vertex_id u : queue_) {
      const auto [price, away, current] = nodes_[u];
      if (away > 0) put(u, away);
      for (std::uint32_t i = first_[u]; i < first_[u + std::size_t{1}]; ++i) {
        const arc& a = arcs_[i];
        const std::int64_t lacks = -reduced(price, a);
        if (a.room == 0 || lacks <= epsilon) continue;
        const std::int64_t behind = away + (lacks - 1) / epsilon;
        if (behind > farthest_) return false;
        nodes_[a.head].away = std::max(nodes_[a.head].away, static_cast<std::uint32_t>(behind));
      }
    }
    worked(arcs_.size());
    if (entries_.empty()) return true;
    for (auto level = static_cast<std::uint32_t>(levels_.size() - 1); level > 0; --level)
      while (levels_[level] != none) {
        const auto [u, next] = entries_[levels_[level]];
        levels_[level] = next;
        if (nodes_[u].away == level) lower_behind(u, epsilon);
      }
  }
  return false;
}

/// Lowers a price by what it takes, and notes at vertices behind what it takes of them.
void cost_scaling::lower_behind(vertex_id u, std::int64_t epsilon) {
  const auto [price, level, current] = nodes_[u];
  for (std::uint32_t i = first_[u]; i < first_[u + std::size_t{1}]; ++i) {
    const arc& a = arcs_[i];
    const std::uint32_t known = nodes_[a.head].away;
    if (a.room == 0 || known >= level) continue;
    const std::int64_t cost = reduced(price, a);
    if (cost >= std::int64_t{level - known} * epsilon) continue;  // no division
    const std::uint32_t behind = cost < 0 ? level : level - 1 - static_cast<std::uint32_t>(cost / epsilon);
    if (behind > known) put(a.head, behind);
  }
  nodes_[u].price -= std::int64_t{level} * epsilon;
  worked(first_[u + std::size_t{1}] - first_[u]);
}

/// The vertices into the queue, each after those from which an arc that pays leads to it. False: some form a cycle.
bool cost_scaling::sort_by_what_pays() {
  for (node& v : nodes_) v.away = 0;  // arcs that pay and lead there from what is not in the queue
  const auto for_each_paying = [&](vertex_id u, const auto& visit) {
    for (std::uint32_t i = first_[u]; i < first_[u + std::size_t{1}]; ++i)
      if (arcs_[i].room != 0 && reduced(nodes_[u].price, arcs_[i]) < 0) visit(nodes_[arcs_[i].head]);
  };
  for (vertex_id u = 0; u < nodes_.size(); ++u) for_each_paying(u, [](node& v) { ++v.away; });
  queue_.clear();
  for (vertex_id u = 0; u < nodes_.size(); ++u)
    if (nodes_[u].away == 0) queue_.push_back(u);
  for (std::size_t i = 0; i < queue_.size(); ++i)
    for_each_paying(queue_[i], [&](node& v) {
      if (--v.away == 0) queue_.push_back(static_cast<vertex_id>(&v - nodes_.data()));
    });
  worked(2 * arcs_.size());
  return queue_.size() == nodes_.size();
}

void cost_scaling::fill_what_pays() {
  queue_.clear();
  for (vertex_id v = 0; v < excess_.size(); ++v) {
    nodes_[v].current = first_[v];
    for (std::uint32_t i = first_[v]; i < first_[v + std::size_t{1}]; ++i) {
      arc& a = arcs_[i];
      if (a.room == 0 || reduced(nodes_[v].price, a) >= 0) continue;
      excess_[v] -= a.room;
      excess_[a.head] += a.room;
      move(a, a.room);
    }
  }
  worked(arcs_.size());
  for (vertex_id v = 0; v < excess_.size(); ++v) {
    queued_[v] = 0;
    if (excess_[v] > 0) activate(v);
  }
}

void cost_scaling::activate(vertex_id v) {
  if (queued_[v] != 0) return;
  queued_[v] = 1;
  queue_.push_back(v);
}

/// Pushes until no excess is left. False: too many steps.
bool cost_scaling::settle(std::int64_t epsilon) {
  lower_all(epsilon);
  for (std::size_t i = 0; i < queue_.size(); ++i) {
    const vertex_id v = queue_[i];
    queued_[v] = 0;
    discharge(v, epsilon);
    if (steps_ > most_steps_) return false;
    if (lowered_ > excess_.size() / 3) lower_all(epsilon);
    if (i > excess_.size() && i > queue_.size() / 2) {  // what was dealt with goes
      queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(i + 1));
      i = SIZE_MAX;
    }
  }
  return true;
}

void cost_scaling::move(arc& along, std::int64_t amount) {
  along.room -= amount;
  along.room_back += amount;
  arc& reverse = arcs_[along.reverse];
  reverse.room += amount;
  reverse.room_back -= amount;
}

void cost_scaling::push(vertex_id v, std::uint32_t a) {
  arc& along = arcs_[a];
  const std::int64_t amount = std::min(along.room, excess_[v]);
  move(along, amount);
  excess_[v] -= amount;
  excess_[along.head] += amount;
  if (excess_[along.head] > 0) activate(along.head);
}

/// Looks for the arcs of a short path before anything is pushed: what would be pushed back from a dead end never leaves.
void cost_scaling::discharge(vertex_id v, std::int64_t epsilon) {
  while (excess_[v] > 0 && steps_ <= most_steps_) {
    vertex_id tip = v;
    path_.clear();
    while (path_.size() < longest_path && excess_[tip] >= 0) {
      if (find_admissible(tip)) {
        path_.push_back(nodes_[tip].current);
        tip = arcs_[path_.back()].head;
        continue;
      }
      if (!lower(tip, epsilon)) return;
      if (path_.empty()) continue;
      tip = arcs_[arcs_[path_.back()].reverse].head;
      path_.pop_back();
    }
    vertex_id u = v;
    for (const std::uint32_t a : path_) {
      push(u, a);
      u = arcs_[a].head;
    }
  }
}

bool cost_scaling::find_admissible(vertex_id v) {
  const std::uint32_t end = first_[v + std::size_t{1}];
  const std::int64_t price = nodes_[v].price;
  std::uint32_t a = nodes_[v].current;
  while (a < end && (arcs_[a].room == 0 || reduced(price, arcs_[a]) >= 0)) ++a;
  worked(a - nodes_[v].current + 1);
  nodes_[v].current = a;
  return a < end;
}

/// False: there is nowhere to go, or there were too many steps.
bool cost_scaling::lower(vertex_id v, std::int64_t epsilon) {
  const std::uint32_t begin = first_[v];
  const std::uint32_t end = first_[v + std::size_t{1}];
  std::int64_t best = INT64_MIN;
  for (std::uint32_t a = begin; a < end; ++a)
    if (arcs_[a].room != 0) best = std::max(best, nodes_[arcs_[a].head].price - arcs_[a].cost);
  nodes_[v].current = begin;
  worked(end - begin);
  if (best == INT64_MIN || steps_ > most_steps_) {
    steps_ = most_steps_ + 1;
    return false;
  }
  nodes_[v].price = best - epsilon;
  ++lowered_;
  return true;
}

void cost_scaling::put(vertex_id v, std::uint32_t away) {
  nodes_[v].away = away;
  if (away >= levels_.size()) levels_.resize(away + 1, none);
  entries_.push_back({v, levels_[away]});
  levels_[away] = static_cast<std::uint32_t>(entries_.size() - 1);
}

/// Lowers prices by as many epsilons as shortages are away, as far as there are excesses: by Dial's buckets.
void cost_scaling::lower_all(std::int64_t epsilon) {
  lowered_ = 0;
  const auto n = static_cast<vertex_id>(excess_.size());
  for (node& v : nodes_) v.away = none;
  levels_.clear();
  entries_.clear();
  std::size_t active = 0;
  for (vertex_id v = 0; v < n; ++v) {
    if (excess_[v] > 0) ++active;
    if (excess_[v] < 0) put(v, 0);
  }
  std::uint32_t level = 0;
  for (; level < levels_.size() && active > 0; ++level)
    while (levels_[level] != none && active > 0) {
      const auto [w, next] = entries_[levels_[level]];
      levels_[level] = next;
      if (next != none) {
        const arc* const row = arcs_.data() + first_[entries_[next].vertex];
        __builtin_prefetch(row);
        __builtin_prefetch(row + 2);
        __builtin_prefetch(row + 4);
      }
      if (nodes_[w].away != level) continue;
      if (excess_[w] > 0) --active;
      reach_back(w, epsilon);
    }
  const std::uint32_t last = level == 0 ? 0 : level - 1;
  for (vertex_id v = 0; v < n; ++v) {
    nodes_[v].price -= std::int64_t{std::min(nodes_[v].away, last)} * epsilon;
    nodes_[v].current = first_[v];
  }
  worked(n);
}

/// Along arcs with room that enter w.
void cost_scaling::reach_back(vertex_id w, std::int64_t epsilon) {
  const auto [price, level, current] = nodes_[w];
  const std::uint32_t end = first_[w + std::size_t{1}];
  for (std::uint32_t b = first_[w]; b < end; ++b) {
    const arc& back = arcs_[b];
    const node& v = nodes_[back.head];
    const std::int64_t cost = v.price - price - back.cost;
    const std::int64_t bound = (std::int64_t{std::min(v.away, farthest_)} - level) * epsilon;  // no division
    if (back.room_back == 0 || v.away <= level || cost >= bound) continue;
    const auto away = level + (cost < 0 ? 0U : static_cast<std::uint32_t>(cost / epsilon) + 1);
    if (away < v.away) put(back.head, away);
  }
  worked(end - first_[w]);
}

std::vector<std::int64_t> cost_scaling::flow() const {
  std::vector<std::int64_t> flow;
  flow.reserve(place_.size());
  for (const std::uint32_t a : place_) flow.push_back(arcs_[a].room_back);
  return flow;
}

/// Whole multiples of the scale: some remainder is that of no price; counted from it, prices rounded down stay optimal.
std::vector<std::int64_t> cost_scaling::potential() const {
  std::vector<bool> met(static_cast<std::size_t>(scale_), false);
  const auto remainder = [&](std::int64_t p) { return ((p % scale_) + scale_) % scale_; };
  for (const node& v : nodes_) met[static_cast<std::size_t>(remainder(v.price))] = true;
  const auto unmet = static_cast<std::int64_t>(std::find(met.begin(), met.end(), false) - met.begin());
  std::vector<std::int64_t> potential;
  potential.reserve(nodes_.size());
  for (const node& v : nodes_) {
    const std::int64_t shifted = v.price - unmet - 1;  // no remainder is scale - 1
    potential.push_back((shifted - remainder(shifted)) / scale_);
  }
  return potential;
}

}  // namespace coopgraph::detail
