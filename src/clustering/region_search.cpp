// SPDX-License-Identifier: BSL-1.0
#include "clustering/region_search.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::uint32_t no_region = 0xffffffffU;
constexpr unsigned trees_of_three = 12;

}  // namespace

region_search::region_search(const region_problem& problem, std::span<const std::uint32_t> labels, std::uint32_t regions,
                             random_stream& random, const region_watch& watch)
    : problem_(problem),
      random_(random),
      watch_(watch),
      growth_(problem, random),
      columns_(problem.columns),
      members_(regions),
      place_(problem.units),
      sum_(regions * problem.columns),
      amount_(regions),
      seen_(problem.units, 0) {
  double total = 0.0;
  for (const double x : problem.x) total += x * x;
  rounding_ = 1e-11 * total;
  assign({labels.begin(), labels.end()});
}

void region_search::assign(const std::vector<std::uint32_t>& labels) {
  label_ = labels;
  for (auto& list : members_) list.clear();
  for (vertex_id u = 0; u < problem_.units; ++u) {
    place_[u] = static_cast<std::uint32_t>(members_[label_[u]].size());
    members_[label_[u]].push_back(u);
  }
  value_ = 0.0;
  for (std::uint32_t r = 0; r < members_.size(); ++r) {
    sum_up_region(r);
    value_ += sum_of_squares_of(members_[r]);
  }
}

void region_search::sum_up_region(std::uint32_t region) {
  amount_[region] = 0;
  double* const sum = sum_.data() + region * columns_;
  std::fill_n(sum, columns_, 0.0);
  for (const vertex_id u : members_[region]) {
    amount_[region] += problem_.amount[u];
    for (std::size_t j = 0; j < columns_; ++j) sum[j] += problem_.row(u)[j];
  }
}

double region_search::sum_of_squares_of(std::span<const vertex_id> units) const {
  const double n = static_cast<double>(units.size());
  double squares = 0.0;
  for (std::size_t j = 0; j < columns_; ++j) {
    double sum = 0.0;
    for (const vertex_id u : units) sum += problem_.row(u)[j];
    const double mean = sum / n;
    for (const vertex_id u : units) squares += (problem_.row(u)[j] - mean) * (problem_.row(u)[j] - mean);
  }
  return squares;
}

/// By how much the sum falls when the unit goes there: n_a / (n_a - 1) |x - m_a|^2 - n_b / (n_b + 1) |x - m_b|^2.
double region_search::gain(vertex_id unit, std::uint32_t target) const {
  const std::uint32_t from = label_[unit];
  const double n_a = static_cast<double>(members_[from].size());
  const double n_b = static_cast<double>(members_[target].size());
  const double* const x = problem_.row(unit);
  double a = 0.0;
  double b = 0.0;
  for (std::size_t j = 0; j < columns_; ++j) {
    const double d_a = x[j] - sum_[from * columns_ + j] / n_a;
    const double d_b = x[j] - sum_[target * columns_ + j] / n_b;
    a += d_a * d_a;
    b += d_b * d_b;
  }
  return n_a / (n_a - 1.0) * a - n_b / (n_b + 1.0) * b;
}

/// By how much the sum rises when the two are joined.
double region_search::between(std::uint32_t a, std::uint32_t b) const {
  const double n_a = static_cast<double>(members_[a].size());
  const double n_b = static_cast<double>(members_[b].size());
  double squares = 0.0;
  for (std::size_t j = 0; j < columns_; ++j) {
    const double d = sum_[a * columns_ + j] / n_a - sum_[b * columns_ + j] / n_b;
    squares += d * d;
  }
  return n_a * n_b / (n_a + n_b) * squares;
}

std::optional<region_search::move> region_search::best_move(vertex_id unit, std::size_t step) {
  const std::uint32_t from = label_[unit];
  if (members_[from].size() < 2 || amount_[from] - problem_.amount[unit] < problem_.floor) return std::nullopt;
  const std::uint32_t forbidden = step > 0 && forbidden_until_[unit] > step ? forbidden_[unit] : no_region;
  std::optional<move> best;
  std::uint32_t last = from;
  for (const vertex_id v : problem_.neighbours_of(unit)) {
    const std::uint32_t target = label_[v];
    if (target == from || target == last || target == forbidden) continue;
    last = target;
    ++examined_;
    const move one{gain(unit, target), unit, target, 0};
    if (!best || *best < one) best = one;
  }
  return best;
}

bool region_search::may_leave(vertex_id unit) {
  const std::uint32_t from = label_[unit];
  return members_[from].size() > 1 && amount_[from] - problem_.amount[unit] >= problem_.floor && stays_connected(unit);
}

/// Whether its neighbours in its region reach each other there without it.
bool region_search::stays_connected(vertex_id unit) {
  const std::uint32_t region = label_[unit];
  ++search_;
  found_.clear();
  std::size_t unmet = 0;
  for (const vertex_id v : problem_.neighbours_of(unit))
    if (label_[v] == region) {
      ++unmet;
      if (found_.empty()) found_.push_back(v);
    }
  if (unmet < 2) return true;
  seen_[unit] = search_;
  seen_[found_.front()] = search_;
  const auto near = problem_.neighbours_of(unit);
  for (std::size_t i = 0; i < found_.size(); ++i) {
    if (std::binary_search(near.begin(), near.end(), found_[i]) && --unmet == 0) return true;
    for (const vertex_id v : problem_.neighbours_of(found_[i])) {
      if (label_[v] != region || seen_[v] == search_) continue;
      seen_[v] = search_;
      found_.push_back(v);
    }
  }
  return false;
}

void region_search::make(const move& m) {
  const std::uint32_t from = label_[m.unit];
  auto& left = members_[from];
  left[place_[m.unit]] = left.back();
  place_[left.back()] = place_[m.unit];
  left.pop_back();
  place_[m.unit] = static_cast<std::uint32_t>(members_[m.target].size());
  members_[m.target].push_back(m.unit);
  label_[m.unit] = m.target;
  amount_[from] -= problem_.amount[m.unit];
  amount_[m.target] += problem_.amount[m.unit];
  for (std::size_t j = 0; j < columns_; ++j) {
    sum_[from * columns_ + j] -= problem_.row(m.unit)[j];
    sum_[m.target * columns_ + j] += problem_.row(m.unit)[j];
  }
  value_ -= m.gain;
}

void region_search::descend() {
  std::vector<vertex_id> order(problem_.units);
  for (vertex_id u = 0; u < problem_.units; ++u) order[u] = u;
  for (bool changed = true; changed;) {
    changed = false;
    watch_.check_stop();
    shuffle(std::span(order), random_);
    for (const vertex_id u : order) {
      const auto best = best_move(u, 0);
      if (!best || best->gain <= rounding_ || !may_leave(u)) continue;
      make(*best);
      changed = true;
    }
    assign(std::vector<std::uint32_t>(label_));  // what rounding added up is dropped
  }
}

void region_search::queue_move(vertex_id unit, std::size_t step) {
  ++version_[unit];
  auto best = best_move(unit, step);
  if (!best) return;
  best->version = version_[unit];
  queue_.push_back(*best);
  std::push_heap(queue_.begin(), queue_.end());
}

void region_search::drop_old_moves() {
  std::erase_if(queue_, [&](const move& m) { return m.version != version_[m.unit]; });
  std::make_heap(queue_.begin(), queue_.end());
}

/// After a step: all moves of, into and out of these regions are another.
void region_search::refresh(std::uint32_t a, std::uint32_t b, std::size_t step) {
  ++search_;
  const std::uint64_t met = search_;
  for (const std::uint32_t region : {a, b})
    for (const vertex_id u : members_[region]) {
      if (seen_[u] != met) {
        seen_[u] = met;
        queue_move(u, step);
      }
      for (const vertex_id v : problem_.neighbours_of(u)) {
        if (seen_[v] == met) continue;
        seen_[v] = met;
        queue_move(v, step);
      }
    }
}

std::optional<region_search::move> region_search::best_queued() {
  while (!queue_.empty()) {
    const move best = queue_.front();
    std::pop_heap(queue_.begin(), queue_.end());
    queue_.pop_back();
    // What would part its region waits until that has changed, and is looked at anew then.
    if (best.version == version_[best.unit] && may_leave(best.unit)) return best;
  }
  return std::nullopt;
}

void region_search::tabu(std::size_t length, std::size_t patience) {
  queue_.clear();
  version_.assign(problem_.units, 0);
  forbidden_.assign(problem_.units, no_region);
  forbidden_until_.assign(problem_.units, 0);
  std::vector<std::uint32_t> best = label_;
  double least = value_;
  for (vertex_id u = 0; u < problem_.units; ++u) queue_move(u, 1);
  std::vector<std::pair<std::size_t, vertex_id>> returns;  // in the order of the steps
  std::size_t returned = 0;
  std::size_t last_success = 0;
  for (std::size_t step = 1; step <= last_success + patience; ++step) {
    if (step % 64 == 0) watch_.check_stop();
    if (queue_.size() > 4 * problem_.units + 64) drop_old_moves();
    for (; returned < returns.size() && returns[returned].first <= step; ++returned) queue_move(returns[returned].second, step);
    const auto next = best_queued();
    if (!next) {
      if (returned == returns.size()) break;
      continue;
    }
    const std::uint32_t from = label_[next->unit];
    make(*next);
    forbidden_[next->unit] = from;
    forbidden_until_[next->unit] = step + length + 1;
    returns.emplace_back(step + length + 1, next->unit);
    refresh(from, next->target, step);
    if (value_ >= least - rounding_) continue;
    least = value_;
    best = label_;
    last_success = step;
  }
  assign(best);
}

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

bool region_search::recombine() {
  bool changed = false;
  std::vector<region_pair> pairs = neighbouring_regions();
  shuffle(std::span(pairs), random_);
  std::vector<vertex_id> both;
  for (const auto& [a, b] : pairs) {
    watch_.check_stop();
    both = members_[a];
    both.insert(both.end(), members_[b].begin(), members_[b].end());
    // They need no longer be neighbours: then a forest is grown, not a tree.
    const auto tie = [&](vertex_id u) {
      const auto near = problem_.neighbours_of(u);
      return std::any_of(near.begin(), near.end(), [&, other = b](vertex_id v) { return label_[v] == other; });
    };
    if (std::none_of(members_[a].begin(), members_[a].end(), tie)) continue;
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
std::vector<std::uint32_t> region_search::gather_three(std::uint32_t first) {
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

bool region_search::divide_in_three(const std::vector<std::uint32_t>& group) {
  std::vector<vertex_id> units;
  double now = 0.0;
  for (const std::uint32_t r : group) {
    units.insert(units.end(), members_[r].begin(), members_[r].end());
    now += sum_of_squares_of(members_[r]);
  }
  if (units.size() <= group.size()) return false;
  bool better = false;
  constexpr std::array kinds{tree_kind::alike, tree_kind::any, tree_kind::walk};
  for (unsigned tree = 0; tree < trees_of_three; ++tree) {
    growth_.grow(units, kinds[tree % kinds.size()]);
    examined_ += units.size();
    if (growth_.cut_to_floor(group.size()) < group.size()) continue;
    std::array<std::vector<vertex_id>, 3> parts;
    for (std::size_t i = 0; i < units.size(); ++i) parts[growth_.label()[i]].push_back(growth_.order()[i]);
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

bool region_search::recombine_three() {
  bool changed = false;
  std::vector<std::uint32_t> order(members_.size());
  std::iota(order.begin(), order.end(), 0U);
  shuffle(std::span(order), random_);
  for (const std::uint32_t first : order) {
    watch_.check_stop();
    const std::vector<std::uint32_t> group = gather_three(first);
    if (group.size() == 3) changed = divide_in_three(group) || changed;
  }
  if (changed) assign(std::vector<std::uint32_t>(label_));
  return changed;
}

bool region_search::relocate() {
  bool changed = false;
  for (;;) {
    watch_.check_stop();
    std::optional<tree_cut> split;
    std::uint32_t where = 0;
    for (std::uint32_t r = 0; r < members_.size(); ++r) {
      auto one = best_split(members_[r], tree_kind::alike);
      if (!one || (split && one->gain <= split->gain)) continue;
      split = std::move(one);
      where = r;
    }
    if (!split) return changed;
    std::optional<region_pair> join;
    double least = 0.0;
    for (const region_pair& pair : neighbouring_regions()) {
      if (pair.first == where || pair.second == where) continue;
      const double rise = between(pair.first, pair.second);
      if (join && rise >= least) continue;
      join = pair;
      least = rise;
    }
    if (!join || split->gain <= least + rounding_) return changed;
    std::vector<vertex_id> joined = members_[join->first];
    joined.insert(joined.end(), members_[join->second].begin(), members_[join->second].end());
    give(joined, join->first);
    give(split->inside, where);
    give(split->outside, join->second);
    assign(std::vector<std::uint32_t>(label_));
    changed = true;
  }
}

}  // namespace coopgraph::detail
