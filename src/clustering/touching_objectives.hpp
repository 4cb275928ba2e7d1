// SPDX-License-Identifier: BSL-1.0
#pragma once

// What makes a partition into regions good, as touching_search.hpp asks for it. An objective offers
//   tie, score                       the types of sums of ties and of gains
//   state                            what is known of a set of vertices
//   part                             what a state adds to the whole: parts add up with += and -=
//   vertices(), each_tie(v, visit)   visit(u, tie) for the others to which v is tied; a vertex may come more than once
//   alone(v)                         the state of a single vertex
//   joined(a, b, between)            that of two sets with such ties between them
//   parted(a, b, between)            that of a without b, which is a part of it, with such ties between b and the rest
//   part_of(state)
//   gain(whole, before, after)       by which the quality rises where, of the whole, `before` gives way to `after`
//   is_gain(score)

#include "clustering/infomap_search.hpp"
#include "clustering/leiden_level.hpp"
#include "clustering/leiden_null_models.hpp"
#include "clustering/map_equation_flow.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace coopgraph::detail::touching_regions {

/// Modularity and CPM in whole numbers, of a level of the Leiden search.
template <class NullModel>
class ties_objective {
 public:
  using tie = typename NullModel::score;
  using score = typename NullModel::score;
  using part = score;
  using factor = typename decltype(NullModel::factor)::value_type;
  struct state {
    score worth{};
    factor sum{};
  };

  ties_objective(const leiden_search::tie_lists<typename NullModel::weight>& ties, const NullModel& null)
      : ties_(ties), null_(null) {}

  [[nodiscard]] std::size_t vertices() const noexcept { return ties_.vertices(); }
  template <class Visit>
  void each_tie(vertex_id v, const Visit& visit) const {
    ties_.each(v, [&](vertex_id u, auto w) { visit(u, static_cast<tie>(w)); });
  }
  [[nodiscard]] state alone(vertex_id v) const { return {score{0}, null_.factor[v]}; }
  [[nodiscard]] state joined(const state& a, const state& b, tie between) const {
    return {a.worth + b.worth + null_.per_tie * between - null_.expected(a.sum, b.sum), null_.joined(a.sum, b.sum)};
  }
  [[nodiscard]] state parted(const state& a, const state& b, tie between) const {
    const factor rest = null_.parted(a.sum, b.sum);
    return {a.worth - b.worth - null_.per_tie * between + null_.expected(rest, b.sum), rest};
  }
  [[nodiscard]] part part_of(const state& s) const noexcept { return s.worth; }
  [[nodiscard]] score gain(const part&, const part& before, const part& after) const noexcept { return after - before; }
  [[nodiscard]] bool is_gain(score s) const noexcept { return s > 0; }

 private:
  const leiden_search::tie_lists<typename NullModel::weight>& ties_;
  const NullModel& null_;
};

/// The map equation, shorter being better, in bits.
class codelength_objective {
 public:
  using tie = double;
  using score = double;
  struct part {
    double enter = 0.0;
    double term = 0.0;
    part& operator+=(const part& o) noexcept {
      enter += o.enter;
      term += o.term;
      return *this;
    }
    part& operator-=(const part& o) noexcept {
      enter -= o.enter;
      term -= o.term;
      return *this;
    }
    friend part operator+(part a, const part& b) noexcept { return a += b; }
  };
  struct state {
    double visits = 0.0;
    double exit = 0.0;
    double enter = 0.0;
    double jump_source = 0.0;
    double jump_landing = 0.0;
  };

  /// A gain has to be a thousand times what rounding can pretend.
  static constexpr double least_gain = 1e-12;

  codelength_objective(const flow_network& network, const quick_plogp& plogp) : network_(network), plogp_(plogp) {}

  [[nodiscard]] std::size_t vertices() const noexcept { return network_.nodes(); }
  template <class Visit>
  void each_tie(vertex_id v, const Visit& visit) const {
    for (std::uint64_t arc = network_.offset[v]; arc < network_.offset[v + std::size_t{1}]; ++arc)
      visit(network_.target[arc], network_.flow(arc));
  }
  [[nodiscard]] state alone(vertex_id v) const {
    state s{network_.visits[v], network_.exit[v], network_.entering()[v], 0.0, 0.0};
    if (network_.has_jumps()) {
      s.jump_source = network_.jumps.source[v];
      s.jump_landing = network_.jumps.landing[v];
    }
    return s;
  }
  [[nodiscard]] state joined(const state& a, const state& b, tie between) const noexcept {
    const double kept = between + jumps_between(a, b);
    return {a.visits + b.visits, a.exit + b.exit - kept, a.enter + b.enter - kept, a.jump_source + b.jump_source,
            a.jump_landing + b.jump_landing};
  }
  [[nodiscard]] state parted(const state& a, const state& b, tie between) const noexcept {
    state rest{a.visits - b.visits, 0.0, 0.0, a.jump_source - b.jump_source, a.jump_landing - b.jump_landing};
    const double kept = between + jumps_between(rest, b);
    rest.exit = a.exit - b.exit + kept;
    rest.enter = a.enter - b.enter + kept;
    return rest;
  }
  [[nodiscard]] part part_of(const state& s) const noexcept {
    const double enter = s.enter > 0.0 ? s.enter : 0.0;  // below 0 by rounding alone
    return {enter, plogp_(s.exit + s.visits) - plogp_(s.exit) - plogp_(enter)};
  }
  [[nodiscard]] score gain(const part& whole, const part& before, const part& after) const noexcept {
    const double index = plogp_(whole.enter - before.enter + after.enter) - plogp_(whole.enter);
    return before.term - after.term - index;
  }
  [[nodiscard]] bool is_gain(score s) const noexcept { return s > least_gain; }

 private:
  [[nodiscard]] static double jumps_between(const state& a, const state& b) noexcept {
    return a.jump_source * b.jump_landing + b.jump_source * a.jump_landing;
  }

  const flow_network& network_;
  const quick_plogp& plogp_;
};

}  // namespace coopgraph::detail::touching_regions
