// SPDX-License-Identifier: BSL-1.0
#include "clustering/infomap_tree.hpp"

#include "clustering/infomap_moves.hpp"
#include "clustering/map_equation.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr double least_gain = module_moves<flow_kind::balanced>::least_gain;

/// No modules: all that flows together, as far as it hangs together unless jumps do that.
partition undivided(const flow_network& network) {
  std::vector<std::uint32_t> label(network.nodes(), 0);
  if (network.has_jumps()) {
    for (std::size_t v = 0; v < label.size(); ++v) {
      const bool flows = network.visits[v] > 0.0 || network.jumps.landing[v] > 0.0 || network.offset[v] < network.offset[v + 1];
      if (!flows) label[v] = static_cast<std::uint32_t>(v) + 1;
    }
  } else {
    cut_into_parts(network, label);
  }
  return make_partition(label);
}

/// How a part of the network is divided: nested partitions of its nodes from the top.
struct division {
  std::vector<partition> levels;
  double bits = 0.0;  // of all codes within the part
  bool converged = false;
  std::size_t iterations = 0;
};

/// The network between the modules, on which the two-level code of modules of modules is that of their names.
flow_network network_of_names(const flow_network& network, const partition& modules, search_context& context) {
  flow_network names = contract(network, modules.label, modules.clusters, context);
  names.visits = names.entering();
  return names;
}

/// Puts modules of modules above the top ones as long as that shortens the code.
void add_levels_above(const flow_network& network, double outside, search_context& context, division& made) {
  while (made.levels.front().clusters > 2) {
    const partition& top = made.levels.front();
    const search_result found = search_modules(network_of_names(network, top, context), outside, context);
    if (found.modules == 1 || found.modules == top.clusters) return;
    partition above{std::vector<std::uint32_t>(network.nodes()), found.modules};
    for (std::size_t v = 0; v < network.nodes(); ++v) above.label[v] = found.label[top.label[v]];
    std::vector<partition> higher = made.levels;
    higher.insert(higher.begin(), std::move(above));
    const double bits = measure(network, higher, outside).total();
    if (!(bits < made.bits - least_gain)) return;
    made.levels = std::move(higher);
    made.bits = bits;
    made.converged = made.converged && found.converged;
  }
}

division divide(const flow_network& network, double outside, search_context& context) {
  search_result found = search_modules(network, outside, context);
  division made{{{std::move(found.label), found.modules}}, 0.0, found.converged, found.iterations};
  made.bits = measure(network, made.levels, outside).total();
  return made;
}

/// The part of a network that the nodes make up; exits and entries stay what they are in the whole.
flow_network part_of(const flow_network& network, std::span<const vertex_id> nodes, std::vector<std::uint32_t>& place) {
  constexpr std::uint32_t elsewhere = 0xffffffffU;
  if (place.empty()) place.assign(network.nodes(), elsewhere);
  for (std::size_t i = 0; i < nodes.size(); ++i) place[nodes[i]] = static_cast<std::uint32_t>(i);
  flow_network part;
  part.offset.push_back(0);
  for (const vertex_id v : nodes) {
    for (std::uint64_t arc = network.offset[v]; arc < network.offset[v + std::size_t{1}]; ++arc) {
      if (place[network.target[arc]] == elsewhere) continue;
      part.target.push_back(place[network.target[arc]]);
      part.both_ways.push_back(network.flow(arc));
    }
    part.offset.push_back(part.target.size());
    part.visits.push_back(network.visits[v]);
    part.exit.push_back(network.exit[v]);
    if (!network.balanced()) part.enter.push_back(network.enter[v]);
    if (!network.has_jumps()) continue;
    part.jumps.source.push_back(network.jumps.source[v]);
    part.jumps.landing.push_back(network.jumps.landing[v]);
  }
  for (const vertex_id v : nodes) place[v] = elsewhere;
  return part;
}

/// A module in the tree of modules; its nodes are listed in it, or its division says which modules it holds.
class module_tree {
 public:
  module_tree(const flow_network& network, search_context& context) : network_(network), context_(context) {}

  module_levels grow() {
    std::vector<vertex_id> all(network_.nodes());
    std::iota(all.begin(), all.end(), vertex_id{0});
    modules_.push_back({std::move(all), {}, 0});
    for (std::size_t m = 0; m < modules_.size(); ++m) settle(m);
    return {to_levels(), converged_, iterations_};
  }

 private:
  struct module {
    std::vector<vertex_id> nodes;
    std::vector<partition> inner;  // of its nodes, from the top; none: it holds nodes
    std::size_t depth = 0;
  };

  /// Looks for a better division of module m than it has, and makes a module of each part.
  void settle(std::size_t m) {
    if (modules_[m].nodes.size() < 2) {
      leaves_.push_back(m);
      return;
    }
    const flow_network own = m == 0 ? flow_network{} : part_of(network_, modules_[m].nodes, place_);
    const flow_network& part = m == 0 ? network_ : own;
    const std::vector<std::uint32_t> together(part.nodes(), 0);
    const module_flow whole = flow_by_module(part, together, 1).front();
    const double outside = m == 0 ? 0.0 : whole.exit;
    std::vector<partition> inner = m == 0 ? std::vector{undivided(part)} : std::move(modules_[m].inner);
    const double bits = inner.empty() ? plogp(outside + whole.visits) - plogp(outside) + one_level_length(part)
                                      : measure(part, inner, outside).total();
    division found = divide(part, outside, context_);
    add_levels_above(part, outside, context_, found);
    if (m == 0) iterations_ = found.iterations;
    converged_ = converged_ && found.converged;
    if (found.levels.front().clusters > 1 && found.bits < bits - least_gain) inner = std::move(found.levels);
    if (inner.empty() || inner.front().clusters == 1)
      leaves_.push_back(m);
    else
      add_children(m, inner);
  }

  void add_children(std::size_t m, const std::vector<partition>& inner) {
    const std::size_t first = modules_.size();
    const std::size_t depth = modules_[m].depth + 1;
    const partition& top = inner.front();
    for (std::uint32_t c = 0; c < top.clusters; ++c) modules_.push_back({{}, {}, depth});
    std::vector<std::uint32_t> place_in_child(top.label.size());
    for (std::size_t i = 0; i < top.label.size(); ++i) {
      std::vector<vertex_id>& nodes = modules_[first + top.label[i]].nodes;
      place_in_child[i] = static_cast<std::uint32_t>(nodes.size());
      nodes.push_back(modules_[m].nodes[i]);
    }
    for (std::size_t level = 1; level < inner.size(); ++level) hand_down(inner[level], top, first, place_in_child);
    modules_[m].nodes = {};
    parent_.resize(modules_.size(), 0);
    for (std::size_t c = first; c < modules_.size(); ++c) parent_[c] = m;
  }

  /// Gives each child its share of a level below it, unless that does not divide it.
  void hand_down(const partition& level, const partition& top, std::size_t first,
                 const std::vector<std::uint32_t>& place_in_child) {
    std::vector<std::vector<std::uint32_t>> label(top.clusters);
    for (std::uint32_t c = 0; c < top.clusters; ++c) label[c].resize(modules_[first + c].nodes.size());
    for (std::size_t i = 0; i < top.label.size(); ++i) label[top.label[i]][place_in_child[i]] = level.label[i];
    for (std::uint32_t c = 0; c < top.clusters; ++c) {
      partition share = make_partition(label[c]);
      if (share.clusters > 1) modules_[first + c].inner.push_back(std::move(share));
    }
  }

  [[nodiscard]] std::vector<partition> to_levels() const {
    std::size_t deepest = 1;
    for (const std::size_t leaf : leaves_) deepest = std::max(deepest, modules_[leaf].depth);
    std::vector<partition> levels(deepest);
    std::vector<std::uint32_t> label(network_.nodes());
    for (std::size_t depth = 1; depth <= deepest; ++depth) {
      for (const std::size_t leaf : leaves_) {
        std::size_t above = leaf;
        while (modules_[above].depth > depth) above = parent_[above];
        for (const vertex_id v : modules_[leaf].nodes) label[v] = static_cast<std::uint32_t>(above);
      }
      levels[depth - 1] = make_partition(label);
    }
    return levels;
  }

  const flow_network& network_;
  search_context& context_;
  std::vector<module> modules_;  // 0 is the whole
  std::vector<std::size_t> parent_;
  std::vector<std::size_t> leaves_;  // those that hold nodes
  std::vector<std::uint32_t> place_;
  bool converged_ = true;
  std::size_t iterations_ = 0;
};

}  // namespace

module_levels find_modules(const flow_network& network, search_context& context) {
  division found = divide(network, 0.0, context);
  std::vector<partition> one{undivided(network)};
  if (!(found.bits < measure(network, one).total() - least_gain)) found.levels = std::move(one);
  return {{make_partition(found.levels.front().label)}, found.converged, found.iterations};
}

module_levels find_nested_modules(const flow_network& network, search_context& context) {
  return module_tree(network, context).grow();
}

}  // namespace coopgraph::detail
