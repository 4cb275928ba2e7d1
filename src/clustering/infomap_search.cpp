// SPDX-License-Identifier: BSL-1.0
#include "clustering/infomap_search.hpp"

#include "clustering/infomap_moves.hpp"

#include <coopgraph/core/elementary.hpp>

#include <numeric>
#include <optional>
#include <utility>

namespace coopgraph::detail {

quick_plogp::quick_plogp() {
  for (std::size_t i = 0; i < table_.size(); ++i) {
    const double middle = 1.0 + (static_cast<double>(i) + 0.5) / static_cast<double>(table_.size());
    table_[i].reciprocal = 1.0 / middle;
    table_[i].log2 = -elementary::log2(table_[i].reciprocal);
  }
}

namespace {

/// Numbers the labels 0, 1, … in the order in which they appear. The number of them. \pre labels are below their number
std::uint32_t renumber(std::vector<std::uint32_t>& label) {
  constexpr std::uint32_t unseen = 0xffffffffU;
  std::vector<std::uint32_t> name(label.size(), unseen);
  std::uint32_t names = 0;
  for (std::uint32_t& l : label) {
    if (name[l] == unseen) name[l] = names++;
    l = name[l];
  }
  return names;
}

std::vector<std::uint32_t> each_alone(std::size_t n) {
  std::vector<std::uint32_t> label(n);
  std::iota(label.begin(), label.end(), std::uint32_t{0});
  return label;
}

/// The nodes by label, those of label l at [start[l], start[l + 1]).
struct groups {
  std::vector<std::uint32_t> start;
  std::vector<vertex_id> node;

  groups(std::span<const std::uint32_t> label, std::uint32_t count) : start(count + std::size_t{1}, 0), node(label.size()) {
    for (const std::uint32_t l : label) ++start[l + std::size_t{1}];
    std::partial_sum(start.begin(), start.end(), start.begin());
    std::vector<std::uint32_t> next(start.begin(), start.end() - 1);
    for (std::size_t v = 0; v < label.size(); ++v) node[next[label[v]]++] = static_cast<vertex_id>(v);
  }
};

}  // namespace

std::uint32_t cut_into_parts(const flow_network& network, std::vector<std::uint32_t>& label) {
  constexpr std::uint32_t unseen = 0xffffffffU;
  std::vector<std::uint32_t> part(label.size(), unseen);
  std::vector<vertex_id> open;
  std::uint32_t parts = 0;
  for (std::size_t s = 0; s < label.size(); ++s) {
    if (part[s] != unseen) continue;
    part[s] = parts;
    open.assign(1, static_cast<vertex_id>(s));
    while (!open.empty()) {
      const vertex_id v = open.back();
      open.pop_back();
      for (std::uint64_t arc = network.offset[v]; arc < network.offset[v + std::size_t{1}]; ++arc) {
        const vertex_id u = network.target[arc];
        if (part[u] != unseen || label[u] != label[v]) continue;
        part[u] = parts;
        open.push_back(u);
      }
    }
    ++parts;
  }
  label = std::move(part);
  return parts;
}

namespace {

/// Moves nodes, begun from the labels, which are those found afterwards. The gain.
template <flow_kind Kind, class Reach>
double move_nodes(const flow_network& network, const Reach& reach, double outside, search_context& context,
                  std::vector<std::uint32_t>& label) {
  module_moves<Kind, Reach> moves(network, reach, outside, std::move(label), context);
  moves.move_all();
  label = moves.label();
  return moves.gain();
}

/// Parts of the modules, found by merging nodes within them.
template <flow_kind Kind, class Reach>
std::vector<std::uint32_t> merge_nodes(const flow_network& network, const Reach& reach, double outside, search_context& context,
                                       std::span<const std::uint32_t> modules) {
  module_moves<Kind, Reach> merges(network, reach, outside, context);
  merges.merge_within(modules);
  return merges.label();
}

/// One pass over all levels: nodes move, parts of modules are found by merging within them, and these move as nodes of the
/// next level, which begins with the modules as they are. Only the first pass goes on where no node moves.
template <flow_kind Kind, class Reach>
double pass(const flow_network& network, const Reach& finest_reach, double outside, search_context& context,
            std::vector<std::uint32_t>& label, bool first) {
  double gain = 0.0;
  std::optional<flow_network> coarse;
  const flow_network* net = &network;
  Reach coarse_reach;
  const Reach* reach = &finest_reach;
  std::vector<std::uint32_t> node_of = each_alone(network.nodes());  // by node of the finest network
  std::vector<std::uint32_t> here = label;
  for (;;) {
    const double gained = move_nodes<Kind>(*net, *reach, outside, context, here);
    gain += gained;
    if (!first && net == &network && !(gained > 0.0)) return 0.0;
    const std::uint32_t modules = renumber(here);
    for (std::size_t v = 0; v < label.size(); ++v) label[v] = here[node_of[v]];
    if (modules == net->nodes()) return gain;

    std::vector<std::uint32_t> part = merge_nodes<Kind>(*net, *reach, outside, context, here);
    std::uint32_t parts = renumber(part);
    // Where few merge, because what is tied does not touch, the modules go up as they are.
    const std::size_t enough = net->nodes() - (Reach::is_limited ? net->nodes() / 8 + 1 : 1);
    if (parts > enough) {
      part = here;
      parts = modules;
    }
    std::vector<std::uint32_t> module_of_part(parts);
    for (std::size_t v = 0; v < here.size(); ++v) module_of_part[part[v]] = here[v];
    for (std::uint32_t& v : node_of) v = part[v];
    coarse = contract(*net, part, parts, context);
    net = &*coarse;
    if constexpr (Reach::is_limited) {
      coarse_reach.touch = aggregated(reach->touch, part, parts);
      reach = &coarse_reach;
    }
    here = std::move(module_of_part);
  }
}

template <flow_kind Kind, class Reach>
search_result search(const flow_network& network, const Reach& reach, double outside, search_context& context) {
  // What arcs do not hold together may be cut, unless jumps do that, or it has to touch.
  constexpr bool may_cut = Kind != flow_kind::jumps && !Reach::is_limited;
  search_result found;
  found.label = each_alone(network.nodes());
  while (!found.converged && found.iterations < context.max_iterations) {
    const double gain = pass<Kind>(network, reach, outside, context, found.label, found.iterations == 0);
    found.gain += gain;
    ++found.iterations;
    found.converged = !(gain > 0.0);
    found.modules = renumber(found.label);
    if (!may_cut || !found.converged) continue;
    // To cut what is not connected never lengthens the code; it may open the way to further moves.
    const std::uint32_t parts = cut_into_parts(network, found.label);
    found.converged = parts == found.modules;
    found.modules = parts;
  }
  if (may_cut && !found.converged) found.modules = cut_into_parts(network, found.label);
  return found;
}

template <class Reach>
search_result search_by_kind(const flow_network& network, const Reach& reach, double outside, search_context& context) {
  if (network.has_jumps()) return search<flow_kind::jumps>(network, reach, outside, context);
  return network.balanced() ? search<flow_kind::balanced>(network, reach, outside, context)
                            : search<flow_kind::one_way>(network, reach, outside, context);
}

}  // namespace

search_result search_modules(const flow_network& network, double outside, search_context& context) {
  return search_by_kind(network, anywhere(), outside, context);
}

search_result search_touching_modules(const flow_network& network, const where_they_touch& reach, search_context& context) {
  return search_by_kind(network, reach, 0.0, context);
}

namespace {

/// With the parts that `like` has.
void add_node(flow_network& network, const flow_network& like, const module_flow& flow) {
  network.visits.push_back(flow.visits);
  network.exit.push_back(flow.exit);
  if (!like.balanced()) network.enter.push_back(flow.enter);
  if (!like.has_jumps()) return;
  network.jumps.source.push_back(flow.jump_source);
  network.jumps.landing.push_back(flow.jump_landing);
}

}  // namespace

flow_network contract(const flow_network& network, std::span<const std::uint32_t> label, std::uint32_t modules,
                      search_context& context) {
  flow_network made;
  const groups members(label, modules);
  made.offset.reserve(modules + std::size_t{1});
  made.offset.push_back(0);
  made.target.reserve(network.target.size());  // to double what is full would take more
  made.both_ways.reserve(network.target.size());
  std::vector<double> flow_to(modules, 0.0);
  std::vector<std::uint32_t> near;
  for (std::uint32_t m = 0; m < modules; ++m) {
    near.clear();
    module_flow_sum sum;
    for (std::uint32_t i = members.start[m]; i < members.start[m + std::size_t{1}]; ++i) {
      const vertex_id v = members.node[i];
      sum.add(network, v);
      context.arc_visits += network.offset[v + std::size_t{1}] - network.offset[v];
      for (std::uint64_t arc = network.offset[v]; arc < network.offset[v + std::size_t{1}]; ++arc) {
        const std::uint32_t other = label[network.target[arc]];
        if (flow_to[other] == 0.0) near.push_back(other);
        flow_to[other] += network.flow(arc);
      }
    }
    sum.keep(flow_to[m]);
    add_node(made, network, sum.done());
    for (const std::uint32_t other : near) {
      if (other != m) {
        made.target.push_back(other);
        made.both_ways.push_back(flow_to[other]);
      }
      flow_to[other] = 0.0;
    }
    made.offset.push_back(made.target.size());
  }
  return made;
}

}  // namespace coopgraph::detail
