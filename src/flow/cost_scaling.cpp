// SPDX-License-Identifier: BSL-1.0
#include "flow/cost_scaling.hpp"

#include <coopgraph/core/error.hpp>

#include <algorithm>
#include <utility>

namespace coopgraph::detail {

namespace {
constexpr std::size_t steps_between_stops = 262'144;
constexpr std::int64_t factor = 32;  // between one epsilon and the next
constexpr std::size_t longest_path = 4;
constexpr std::uint32_t none = UINT32_MAX;
}  // namespace

cost_scaling::cost_scaling(std::vector<std::int64_t> supply, const std::vector<priced_arc>& arcs, const execution& run)
    : run_(run),
      excess_(std::move(supply)),
      scale_(static_cast<std::int64_t>(excess_.size()) + 1),
      network_{std::vector<std::uint32_t>(excess_.size() + 1, 0), std::vector<residual_arc>(2 * arcs.size()), {}},
      place_(arcs.size()),
      cost_(2 * arcs.size()),
      price_(excess_.size(), 0),
      current_(excess_.size(), 0),
      queued_(excess_.size(), 0),
      done_(excess_.size(), 0),
      farthest_(static_cast<std::uint32_t>(std::min<std::size_t>(4 * excess_.size() + 1, std::size_t{1} << 31))) {
  std::vector<std::uint32_t>& first = network_.first;
  for (const priced_arc& arc : arcs) {
    ++first[arc.tail + std::size_t{1}];
    ++first[arc.head + std::size_t{1}];
  }
  for (std::size_t v = 1; v < first.size(); ++v) first[v] += first[v - 1];
  std::vector<std::uint32_t> next(first.begin(), first.end());
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    const auto& [tail, head, capacity, cost] = arcs[i];
    const std::uint32_t forth = next[tail]++;
    const std::uint32_t back = next[head]++;
    network_.arcs[forth] = {head, back, static_cast<std::uint64_t>(capacity)};
    network_.arcs[back] = {tail, forth, 0};
    cost_[forth] = cost * scale_;
    cost_[back] = -cost * scale_;
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
  for (const std::int64_t c : cost_) epsilon = std::max(epsilon, c);
  do {
    epsilon = std::max<std::int64_t>(1, epsilon / factor);
    fill_what_pays();
    if (!settle(epsilon)) return false;
  } while (epsilon > 1);
  return true;
}

void cost_scaling::fill_what_pays() {
  queue_.clear();
  for (vertex_id v = 0; v < excess_.size(); ++v) {
    current_[v] = network_.first[v];
    for (std::uint32_t a = network_.first[v]; a < network_.first[v + std::size_t{1}]; ++a)
      if (network_.arcs[a].room > 0 && reduced(v, a) < 0) {
        residual_arc& arc = network_.arcs[a];
        const auto amount = static_cast<std::int64_t>(arc.room);
        network_.arcs[arc.reverse].room += arc.room;
        arc.room = 0;
        excess_[v] -= amount;
        excess_[arc.head] += amount;
      }
  }
  worked(network_.arcs.size());
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

void cost_scaling::push(vertex_id v, std::uint32_t a) {
  residual_arc& arc = network_.arcs[a];
  const std::uint64_t amount = std::min(arc.room, static_cast<std::uint64_t>(excess_[v]));
  arc.room -= amount;
  network_.arcs[arc.reverse].room += amount;
  excess_[v] -= static_cast<std::int64_t>(amount);
  excess_[arc.head] += static_cast<std::int64_t>(amount);
  if (excess_[arc.head] > 0) activate(arc.head);
}

/// Looks for the arcs of a short path before anything is pushed: what would be pushed back from a dead end never leaves.
void cost_scaling::discharge(vertex_id v, std::int64_t epsilon) {
  while (excess_[v] > 0 && steps_ <= most_steps_) {
    vertex_id tip = v;
    path_.clear();
    while (path_.size() < longest_path && excess_[tip] >= 0) {
      if (find_admissible(tip)) {
        path_.push_back(current_[tip]);
        tip = network_.arcs[current_[tip]].head;
        continue;
      }
      if (!lower(tip, epsilon)) return;
      if (path_.empty()) continue;
      tip = network_.arcs[network_.arcs[path_.back()].reverse].head;
      path_.pop_back();
    }
    vertex_id u = v;
    for (const std::uint32_t a : path_) {
      push(u, a);
      u = network_.arcs[a].head;
    }
  }
}

bool cost_scaling::find_admissible(vertex_id v) {
  const std::uint32_t end = network_.first[v + std::size_t{1}];
  std::uint32_t a = current_[v];
  while (a < end && (network_.arcs[a].room == 0 || reduced(v, a) >= 0)) ++a;
  worked(a - current_[v] + 1);
  current_[v] = a;
  return a < end;
}

/// False: there is nowhere to go, or there were too many steps.
bool cost_scaling::lower(vertex_id v, std::int64_t epsilon) {
  const std::uint32_t begin = network_.first[v];
  const std::uint32_t end = network_.first[v + std::size_t{1}];
  std::int64_t best = INT64_MIN;
  for (std::uint32_t a = begin; a < end; ++a)
    if (network_.arcs[a].room != 0) best = std::max(best, price_[network_.arcs[a].head] - cost_[a]);
  current_[v] = begin;
  worked(end - begin);
  if (best == INT64_MIN || steps_ > most_steps_) {
    steps_ = most_steps_ + 1;
    return false;
  }
  price_[v] = best - epsilon;
  ++lowered_;
  return true;
}

void cost_scaling::put(vertex_id v, std::uint32_t away) {
  away_[v] = away;
  if (away >= levels_.size()) levels_.resize(away + 1, none);
  entries_.push_back({v, levels_[away]});
  levels_[away] = static_cast<std::uint32_t>(entries_.size() - 1);
}

/// Lowers prices by as many epsilons as shortages are away, as far as there are excesses: by Dial's buckets.
void cost_scaling::lower_all(std::int64_t epsilon) {
  lowered_ = 0;
  const auto n = static_cast<vertex_id>(excess_.size());
  away_.assign(n, none);
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
      if (away_[w] != level || done_[w] != 0) continue;
      done_[w] = 1;
      if (excess_[w] > 0) --active;
      reach_back(w, epsilon);
    }
  const std::uint32_t last = level == 0 ? 0 : level - 1;
  for (vertex_id v = 0; v < n; ++v) {
    price_[v] -= std::int64_t{done_[v] != 0 ? away_[v] : last} * epsilon;
    current_[v] = network_.first[v];
    done_[v] = 0;
  }
  worked(n);
}

/// Along arcs with room that enter w.
void cost_scaling::reach_back(vertex_id w, std::int64_t epsilon) {
  const std::uint32_t level = away_[w];
  const std::uint32_t end = network_.first[w + std::size_t{1}];
  for (std::uint32_t b = network_.first[w]; b < end; ++b) {
    const auto [v, reverse, room] = network_.arcs[b];
    if (done_[v] != 0 || away_[v] <= level || network_.arcs[reverse].room == 0) continue;
    const std::int64_t cost = price_[v] - price_[w] - cost_[b];
    const std::int64_t bound = std::int64_t{std::min(away_[v], farthest_) - std::min(level, farthest_)} * epsilon;
    if (cost >= bound) continue;  // no division
    const auto away = level + (cost < 0 ? 0U : static_cast<std::uint32_t>(cost / epsilon) + 1);
    if (away < away_[v]) put(v, away);
  }
  worked(end - network_.first[w]);
}

std::vector<std::int64_t> cost_scaling::flow() const {
  std::vector<std::int64_t> flow;
  flow.reserve(place_.size());
  for (const std::uint32_t a : place_) flow.push_back(static_cast<std::int64_t>(network_.arcs[network_.arcs[a].reverse].room));
  return flow;
}

/// Whole multiples of the scale: some remainder is that of no price; counted from it, prices rounded down stay optimal.
std::vector<std::int64_t> cost_scaling::potential() const {
  std::vector<bool> met(static_cast<std::size_t>(scale_), false);
  const auto remainder = [&](std::int64_t p) { return ((p % scale_) + scale_) % scale_; };
  for (const std::int64_t p : price_) met[static_cast<std::size_t>(remainder(p))] = true;
  const auto unmet = static_cast<std::int64_t>(std::find(met.begin(), met.end(), false) - met.begin());
  std::vector<std::int64_t> potential;
  potential.reserve(price_.size());
  for (const std::int64_t p : price_) {
    const std::int64_t shifted = p - unmet - 1;  // no remainder is scale - 1
    potential.push_back((shifted - remainder(shifted)) / scale_);
  }
  return potential;
}

}  // namespace coopgraph::detail
