// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "clustering/infomap_search.hpp"
#include "clustering/map_equation.hpp"
#include "clustering/touching.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// balanced: as much enters as leaves, each module and node. jumps: described jumps join all pairs of nodes.
enum class flow_kind { balanced, one_way, jumps };

/// A partition of a network whose nodes are moved one by one, while the code length is tracked.
/// Reach: anywhere, or where_they_touch (touching.hpp): then modules are and stay connected by what touches.
template <flow_kind Kind, class Reach = anywhere>
class module_moves {
 public:
  /// A move has to gain so many bits: a thousand times what rounding can pretend.
  static constexpr double least_gain = 1e-12;

  /// \pre label are below network.nodes(); for one_way and jumps network.enter is set
  module_moves(const flow_network& network, const Reach& reach, double outside, std::vector<std::uint32_t> label,
               search_context& context)
      : net_(network),
        reach_(reach),
        context_(context),
        near_modules_(network.nodes()),
        guard_(network.nodes()),
        of_(std::move(label)),
        state_(network.nodes()),
        size_(network.nodes(), 0),
        flow_to_(network.nodes(), 0.0),
        entries_(outside) {
    for (const std::uint32_t m : of_) ++size_[m];
    const std::vector<module_flow> flow = flow_by_module(network, of_, network.nodes());
    if constexpr (Kind == flow_kind::jumps) jumps_.resize(network.nodes());
    for (std::size_t m = 0; m < flow.size(); ++m) {
      state_[m] = with_term({flow[m].visits, flow[m].exit, flow[m].enter, 0.0});
      if constexpr (Kind == flow_kind::jumps) jumps_[m] = {flow[m].jump_source, flow[m].jump_landing};
      entries_ += flow[m].enter;
    }
    for (std::size_t m = flow.size(); m-- > 0;)
      if (size_[m] == 0) empty_.push_back(static_cast<std::uint32_t>(m));
  }

  /// Each node alone.
  module_moves(const flow_network& network, const Reach& reach, double outside, search_context& context)
      : net_(network),
        reach_(reach),
        context_(context),
        near_modules_(network.nodes()),
        guard_(network.nodes()),
        of_(network.nodes()),
        state_(network.nodes()),
        size_(network.nodes(), 1),
        flow_to_(network.nodes(), 0.0),
        entries_(outside) {
    if constexpr (Kind == flow_kind::jumps) jumps_.resize(network.nodes());
    for (std::size_t v = 0; v < network.nodes(); ++v) {
      of_[v] = static_cast<std::uint32_t>(v);
      state_[v] = with_term(of_node(static_cast<vertex_id>(v)));
      if constexpr (Kind == flow_kind::jumps) jumps_[v] = {network.jumps.source[v], network.jumps.landing[v]};
      entries_ += state_[v].enter;
    }
  }

  [[nodiscard]] const std::vector<std::uint32_t>& label() const noexcept { return of_; }
  [[nodiscard]] double gain() const noexcept { return gain_; }

  /// Moves nodes, in random order and then again whose neighbours moved away, until none gains.
  void move_all() {
    const std::size_t n = net_.nodes();
    std::vector<vertex_id> queue(n);
    std::iota(queue.begin(), queue.end(), vertex_id{0});
    shuffle(std::span<vertex_id>(queue), context_.random);
    std::vector<bool> queued(n, true);
    std::size_t first = 0, waiting = n;
    for (std::size_t looked = 0; waiting > 0; ++looked) {
      if (looked % nodes_between_stops == 0) context_.pool.check_stop();
      const vertex_id v = queue[first];
      if (++first == n) first = 0;
      --waiting;
      if (first + rows_ahead < n) ask_for_rows(&queue[first]);
      queued[v] = false;
      if (!try_to_move(v, {}, true)) continue;
      const auto let_wait = [&](vertex_id u) {
        if (queued[u] || of_[u] == of_[v]) return;
        queued[u] = true;
        queue[first + waiting < n ? first + waiting : first + waiting - n] = u;
        ++waiting;
      };
      for (std::uint64_t arc = net_.offset[v]; arc < net_.offset[v + std::size_t{1}]; ++arc) let_wait(net_.target[arc]);
      if constexpr (Reach::is_limited)
        for (const vertex_id u : reach_.touch.of(v)) let_wait(u);
    }
  }

  /// Merges nodes that are alone with others of the same label in `within`. \pre each node is alone
  void merge_within(std::span<const std::uint32_t> within) {
    std::vector<vertex_id> order(net_.nodes());
    std::iota(order.begin(), order.end(), vertex_id{0});
    shuffle(std::span<vertex_id>(order), context_.random);
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i % nodes_between_stops == 0) context_.pool.check_stop();
      if (i + rows_ahead < order.size()) ask_for_rows(&order[i]);
      if (size_[of_[order[i]]] == 1) try_to_move(order[i], within, false);
    }
  }

 private:
  static constexpr std::size_t nodes_between_stops = 4096;
  static constexpr std::size_t rows_ahead = 16;  // nodes in the queue whose rows are asked for ahead of time

  struct state {
    double visits = 0.0;
    double exit = 0.0;
    double enter = 0.0;
    double term = 0.0;  // plogp(exit + visits) - plogp(exit) - plogp(enter)
  };
  struct jump {
    double source = 0.0;
    double landing = 0.0;
  };

  [[nodiscard]] state with_term(state s) const noexcept {
    const double exit = context_.plogp(s.exit);
    const double enter = Kind == flow_kind::balanced ? exit : context_.plogp(s.enter);
    s.term = context_.plogp(s.exit + s.visits) - exit - enter;
    return s;
  }
  [[nodiscard]] state of_node(vertex_id v) const noexcept {
    return {net_.visits[v], net_.exit[v], Kind == flow_kind::balanced ? net_.exit[v] : net_.enter[v], 0.0};
  }
  [[nodiscard]] state joined(const state& a, const state& b, double between) const noexcept {
    return with_term({a.visits + b.visits, a.exit + b.exit - between, a.enter + b.enter - between, 0.0});
  }
  [[nodiscard]] state parted(const state& a, const state& b, double between) const noexcept {
    return with_term({a.visits - b.visits, a.exit - b.exit + between, a.enter - b.enter + between, 0.0});
  }

  /// Asks for what the next nodes will need, each part after the one that tells where it is.
  void ask_for_rows(const vertex_id* next) const noexcept {
    __builtin_prefetch(&net_.offset[next[rows_ahead]]);
    const vertex_id v = next[rows_ahead / 2];
    const std::uint64_t first = net_.offset[v];
    const std::uint64_t end = std::min(net_.offset[v + std::size_t{1}], first + 32);
    for (std::uint64_t arc = first; arc < end; arc += 16) __builtin_prefetch(net_.target.data() + arc);
    if (net_.both_ways.empty()) return;
    for (std::uint64_t arc = first; arc < end; arc += 8) __builtin_prefetch(net_.both_ways.data() + arc);
  }

  /// plogp(q + d) - plogp(q) for the sum q of the entries; a small d does without logarithms.
  [[nodiscard]] double index_change(double d) const noexcept {
    const double q = entries_;
    const double t = d / q;
    if (!(std::fabs(t) < 0x1p-10)) return context_.plogp(q + d) - context_.plogp(q);
    constexpr double reciprocal_ln2 = 0x1.71547652b82fep+0;
    const double log2 = reciprocal_ln2 * t * (1.0 + t * (-1.0 / 2 + t * (1.0 / 3 + t * (-1.0 / 4))));
    return d * log2_entries_ + (q + d) * log2;
  }

  /// By the jumps between node v and module m.
  [[nodiscard]] double jumps_between(vertex_id v, const jump& m) const noexcept {
    return net_.jumps.source[v] * m.landing + m.source * net_.jumps.landing[v];
  }

  /// Moves v to the module of a neighbour, or to one of its own, that gains most.
  bool try_to_move(vertex_id v, std::span<const std::uint32_t> within, bool may_part) {
    gather(v, within);
    const std::uint32_t from = of_[v];
    const state node = of_node(v);
    double kept = flow_to_[from];
    if constexpr (Kind == flow_kind::jumps) {
      const jump others{jumps_[from].source - net_.jumps.source[v], jumps_[from].landing - net_.jumps.landing[v]};
      if (size_[from] > 1) kept += jumps_between(v, others);
    }
    const state rest = size_[from] > 1 ? parted(state_[from], node, kept) : state{};
    const double leaving = rest.term - state_[from].term;
    const double entries_less = rest.enter - state_[from].enter;
    log2_entries_ = entries_ > 0.0 ? context_.plogp(entries_) / entries_ : 0.0;
    near_modules_.look_from(reach_, v, [&](vertex_id u) { return of_[u]; });

    double best = -least_gain;
    std::uint32_t to = from;
    state there;
    for (std::size_t i = 0; i < nears_; ++i) {
      const std::uint32_t m = near_[i];
      const double between = flow_to_[m] + (Kind == flow_kind::jumps ? jumps_between(v, jumps_[m]) : 0.0);
      flow_to_[m] = 0.0;
      if (m == from || !near_modules_.has(m)) continue;
      const state grown = joined(state_[m], node, between);
      const double change =
          leaving + (grown.term - state_[m].term) + index_change(entries_less + (grown.enter - state_[m].enter));
      if (change < best) {
        best = change;
        to = m;
        there = grown;
      }
    }
    if (may_part && size_[from] > 1) {
      const state alone = with_term(node);
      const double change = leaving + alone.term + index_change(entries_less + alone.enter);
      if (change < best) {
        best = change;
        to = empty_.back();
        there = alone;
      }
    }
    if (to == from || !guard_.may_leave(reach_, of_, v)) return false;
    entries_ += entries_less + (there.enter - state_[to].enter);
    gain_ -= best;
    move(v, from, rest, to, there);
    return true;
  }

  /// Sums up the flow to the modules of the neighbours. In two rounds: what is to be read does not depend on what was found.
  void gather(vertex_id v, std::span<const std::uint32_t> within) {
    const std::uint64_t first = net_.offset[v];
    const std::size_t arcs = net_.offset[v + std::size_t{1}] - first;
    context_.arc_visits += arcs;
    if (module_of_arc_.size() < arcs) {
      module_of_arc_.resize(arcs);
      near_.resize(arcs + 1);
    }
    const vertex_id* const target = net_.target.data() + first;
    for (std::size_t i = 0; i < arcs; ++i) {
      const std::uint32_t m = of_[target[i]];
      module_of_arc_[i] = m;
      __builtin_prefetch(&state_[m]);
    }
    nears_ = 0;
    const auto add = [&](const auto& flow) {
      for (std::size_t i = 0; i < arcs; ++i) {
        if (!within.empty() && within[target[i]] != within[v]) continue;
        const std::uint32_t m = module_of_arc_[i];
        const double before = flow_to_[m];
        near_[nears_] = m;
        nears_ += before == 0.0 ? 1 : 0;
        flow_to_[m] = before + flow(i);
      }
    };
    if (net_.both_ways.empty())
      add([alike = net_.alike](std::size_t) { return alike; });
    else
      add([both_ways = net_.both_ways.data() + first](std::size_t i) { return both_ways[i]; });
  }

  void move(vertex_id v, std::uint32_t from, const state& rest, std::uint32_t to, const state& there) {
    if (size_[to] == 0) empty_.pop_back();
    state_[from] = rest;
    state_[to] = there;
    if constexpr (Kind == flow_kind::jumps) {
      const jump of_v{net_.jumps.source[v], net_.jumps.landing[v]};
      jumps_[from] = size_[from] > 1 ? jump{jumps_[from].source - of_v.source, jumps_[from].landing - of_v.landing} : jump{};
      jumps_[to] = {jumps_[to].source + of_v.source, jumps_[to].landing + of_v.landing};
    }
    of_[v] = to;
    ++size_[to];
    if (--size_[from] == 0) empty_.push_back(from);
  }

  const flow_network& net_;
  const Reach& reach_;
  search_context& context_;
  [[no_unique_address]] touch_view<Reach> near_modules_;
  [[no_unique_address]] move_guard<Reach> guard_;
  std::vector<std::uint32_t> of_;  // by node: its module
  std::vector<state> state_;       // by module
  std::vector<jump> jumps_;
  std::vector<std::uint32_t> size_;
  std::vector<std::uint32_t> empty_;  // modules without nodes
  std::vector<double> flow_to_;       // by module: from the node at hand, both ways; 0 in between
  std::vector<std::uint32_t> near_;   // the modules for which it is not, nears_ of them
  std::size_t nears_ = 0;
  std::vector<std::uint32_t> module_of_arc_;
  double entries_;  // outside + the sum of the entries
  double log2_entries_ = 0.0;
  double gain_ = 0.0;
};

}  // namespace coopgraph::detail
