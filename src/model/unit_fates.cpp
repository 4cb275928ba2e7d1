// SPDX-License-Identifier: BSL-1.0
#include "model/unit_fates.hpp"

#include "model/cycles.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace coopgraph::detail {
namespace {

using shares = std::map<std::uint32_t, std::optional<rational>>;

std::optional<rational> sum(const std::optional<rational>& a, const std::optional<rational>& b) {
  if (!a || !b) return std::nullopt;
  const auto left = checked_multiply(a->numerator(), b->denominator());
  const auto right = checked_multiply(b->numerator(), a->denominator());
  const auto below = checked_multiply(a->denominator(), b->denominator());
  const auto above = left && right ? checked_add(*left, *right) : std::nullopt;
  if (!above || !below) return std::nullopt;
  return rational(*above, *below);
}

std::optional<rational> product(const std::optional<rational>& a, const std::optional<rational>& b) {
  return a && b ? rational::product(*a, *b) : std::nullopt;
}

class fate_finder {
 public:
  fate_finder(const unit_world& world, day_number day) : world_(world), day_(day), fates_(world.units.size()) {}

  std::vector<unit_fate> find() {
    for (std::uint32_t u = 0; u < fates_.size(); ++u) fates_[u] = {first_guess(u), {{u, rational(1)}}};
    go_forward();
    go_back();
    return std::move(fates_);
  }

 private:
  [[nodiscard]] bool over(std::uint32_t u) const {
    const auto& last = world_.units[u].life.last;
    return last && last->last_day() < day_;
  }
  [[nodiscard]] bool begins_later(std::uint32_t u) const {
    const auto& first = world_.units[u].life.first;
    return first && first->first_day() > day_;
  }
  [[nodiscard]] actor_fate first_guess(std::uint32_t u) const {
    if (world_.units[u].problem) return actor_fate::no_unit;
    if (over(u)) return actor_fate::ended;
    return begins_later(u) ? actor_fate::not_begun : actor_fate::stays;
  }

  /// Of each unit that is over, the handovers that end it: those of one date, none of them to itself; the first of several such
  /// dates, one that is not stated last.
  [[nodiscard]] std::vector<std::vector<std::size_t>> last_handovers() const {
    const auto when = [&](std::size_t i) {
      const auto& on = world_.handovers[i].on;
      return on ? std::tuple(false, on->first_day(), on->last_day()) : std::tuple(true, day_number{0}, day_number{0});
    };
    std::vector<std::vector<std::size_t>> of(fates_.size());
    for (std::size_t i = 0; i < world_.handovers.size(); ++i)
      if (over(world_.handovers[i].from)) of[world_.handovers[i].from].push_back(i);
    for (auto& list : of) {
      std::stable_sort(list.begin(), list.end(), [&](std::size_t a, std::size_t b) { return when(a) < when(b); });
      std::vector<std::size_t> chosen;
      for (std::size_t first = 0, end = 0; first < list.size() && chosen.empty(); first = end) {
        bool lives_on = false;
        for (; end < list.size() && when(list[end]) == when(list[first]); ++end) {
          chosen.push_back(list[end]);
          lives_on = lives_on || world_.handovers[list[end]].from == world_.handovers[list[end]].to;
        }
        if (lives_on) chosen.clear();
      }
      list = std::move(chosen);
    }
    return of;
  }

  void settle(std::uint32_t u, actor_fate how, const shares& found) {
    fates_[u] = {how, {found.begin(), found.end()}};
    if (found.size() == 1) fates_[u].now.front().second = rational(1);
  }

  void go_forward() {
    const auto handovers = last_handovers();
    successors next(fates_.size());
    for (std::uint32_t u = 0; u < next.size(); ++u)
      for (const std::size_t i : handovers[u]) next[u].push_back(world_.handovers[i].to);
    for (const std::uint32_t u : successors_first(next)) {
      if (handovers[u].empty()) continue;
      shares found;
      for (const std::size_t i : handovers[u]) {
        const auto passed = to_rational(world_.handovers[i].share);
        for (const auto& [unit, share] : fates_[world_.handovers[i].to].now) {
          const auto part = product(passed, share);
          const auto [at, is_new] = found.try_emplace(unit, part);
          if (!is_new) at->second = sum(at->second, part);
        }
      }
      settle(u, actor_fate::passed_on, found);
    }
  }

  void go_back() {
    std::vector<bool> stands_for_others(fates_.size(), false);
    for (const unit_fate& f : fates_)
      if (f.how == actor_fate::passed_on)
        for (const auto& part : f.now) stands_for_others[part.first] = true;
    successors previous(fates_.size());
    for (const auto& h : world_.handovers)
      if (h.from != h.to) previous[h.to].push_back(h.from);
    for (const std::uint32_t u : successors_first(previous)) {
      if (fates_[u].how != actor_fate::not_begun || stands_for_others[u]) continue;
      shares found;
      for (const std::uint32_t p : previous[u])
        if (fates_[p].how == actor_fate::stays || fates_[p].how == actor_fate::taken_back)
          for (const auto& part : fates_[p].now) found.try_emplace(part.first);
      if (!found.empty()) settle(u, actor_fate::taken_back, found);
    }
  }

  const unit_world& world_;
  day_number day_;
  std::vector<unit_fate> fates_;
};

}  // namespace

unit_world world_of(const network& from) {
  unit_world world;
  for (std::uint32_t i = 0; i < from.actors().size(); ++i) {
    const actor& a = from.actors()[i];
    world.units.push_back({.home = &from, .id = actor_id(i), .life = a.valid});
    if (a.parent) world.units.back().parent = a.parent->index();
  }
  for (const succession& s : from.crosswalk()) world.handovers.push_back({s.from.index(), s.to.index(), s.share, s.on});
  return world;
}

std::vector<unit_fate> fates_on(const unit_world& world, day_number day) { return fate_finder(world, day).find(); }

}  // namespace coopgraph::detail
