// SPDX-License-Identifier: BSL-1.0
#include "clustering/map_equation.hpp"

#include <coopgraph/clustering/codelength.hpp>
#include <coopgraph/core/elementary.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cstddef>

namespace coopgraph::detail {

double plogp(double x) { return x > 0.0 ? x * elementary::log2(x) : 0.0; }

std::vector<module_flow> flow_by_module(const flow_network& network, std::span<const std::uint32_t> label, std::size_t modules) {
  std::vector<module_flow_sum> sum(modules);
  for (std::size_t v = 0; v < network.nodes(); ++v) {
    double kept = 0.0;
    for (std::uint64_t arc = network.offset[v]; arc < network.offset[v + 1]; ++arc)
      if (label[network.target[arc]] == label[v]) kept += network.flow(arc);
    sum[label[v]].add(network, v);
    sum[label[v]].keep(kept);
  }
  std::vector<module_flow> flow;
  flow.reserve(modules);
  for (const module_flow_sum& s : sum) flow.push_back(s.done());
  return flow;
}

namespace {

/// The codes of the modules of one level that hold modules of the level below, given by their parents.
double codes_of_holders(const std::vector<module_flow>& holders, const std::vector<module_flow>& held,
                        const std::vector<std::uint32_t>& parent) {
  struct sums {
    std::size_t children = 0;
    double enter = 0.0;
    double plogp_enter = 0.0;
  };
  std::vector<sums> of(holders.size());
  for (std::size_t c = 0; c < held.size(); ++c) {
    sums& s = of[parent[c]];
    ++s.children;
    s.enter += held[c].enter;
    s.plogp_enter += plogp(held[c].enter);
  }
  double bits = 0.0;
  for (std::size_t m = 0; m < holders.size(); ++m)
    if (of[m].children > 1)  // else it is its only child
      bits += plogp(holders[m].exit + of[m].enter) - plogp(holders[m].exit) - of[m].plogp_enter;
  return bits;
}

}  // namespace

code_lengths measure(const flow_network& network, std::span<const partition> levels, double outside) {
  code_lengths found;
  std::vector<module_flow> flow = flow_by_module(network, levels.front().label, levels.front().clusters);
  double q = outside;
  for (const module_flow& m : flow) {
    q += m.enter;
    found.index -= plogp(m.enter);
  }
  found.index += plogp(q) - plogp(outside);
  for (std::size_t level = 1; level < levels.size(); ++level) {
    const partition& finer = levels[level];
    std::vector<module_flow> below = flow_by_module(network, finer.label, finer.clusters);
    std::vector<std::uint32_t> parent(finer.clusters);
    for (std::size_t v = 0; v < finer.label.size(); ++v) parent[finer.label[v]] = levels[level - 1].label[v];
    found.within += codes_of_holders(flow, below, parent);
    flow = std::move(below);
  }
  for (const module_flow& m : flow) found.within += plogp(m.exit + m.visits) - plogp(m.exit);
  found.within += one_level_length(network);
  return found;
}

double one_level_length(const flow_network& network) {
  double bits = 0.0;
  for (const double p : network.visits) bits -= plogp(p);
  return bits;
}

namespace {

void check_levels(std::span<const partition> levels, std::size_t n) {
  const auto refuse = [](std::string parameter, std::string value, std::string allowed) {
    throw input_error("codelength", std::move(parameter), std::move(value), std::move(allowed));
  };
  if (levels.empty()) refuse("levels", "empty", "one or more");
  for (std::size_t level = 0; level < levels.size(); ++level) {
    const partition& p = levels[level];
    if (p.label.size() != n) refuse("number of labels", to_text(p.label.size()), to_text(n) + ", one for each vertex");
    for (std::size_t v = 0; v < n; ++v)
      if (p.label[v] >= p.clusters)
        refuse("label of vertex " + to_text(v), to_text(p.label[v]), "below the number of clusters, " + to_text(p.clusters));
    if (level == 0) continue;
    constexpr std::uint32_t none = 0xffffffffU;
    std::vector<std::uint32_t> parent(p.clusters, none);
    for (std::size_t v = 0; v < n; ++v) {
      std::uint32_t& above = parent[p.label[v]];
      if (above == none) above = levels[level - 1].label[v];
      if (above != levels[level - 1].label[v])
        refuse("levels", "with a module of level " + to_text(level) + " in two of the level above", "each within one");
    }
  }
}

template <direction D>
double codelength_on(const csr_view<D>& graph, const edge_strengths* strengths, std::span<const partition> levels,
                     const map_equation_options& options, const execution& run) {
  check_levels(levels, graph.vertices());
  execution quiet = run;
  quiet.progress = nullptr;
  thread_pool pool(quiet);
  const walk_flow walk = make_walk_flow(pool, "codelength", graph, strengths, options);
  const double bits = measure(walk.network, levels).total();
  if (run.progress) run.progress(1.0);
  return bits;
}

}  // namespace

double codelength_of(const undirected_view& graph, const edge_strengths* strengths, std::span<const partition> levels,
                     const map_equation_options& options, const execution& run) {
  return codelength_on(graph, strengths, levels, options, run);
}

double codelength_of(const directed_view& graph, const edge_strengths* strengths, std::span<const partition> levels,
                     const map_equation_options& options, const execution& run) {
  return codelength_on(graph, strengths, levels, options, run);
}

}  // namespace coopgraph::detail
