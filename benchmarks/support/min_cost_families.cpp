// SPDX-License-Identifier: BSL-1.0
#include "support/min_cost_families.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/graph/generators.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace coopgraph::bench {

namespace {

const std::array<std::string, 6> families{"transportation", "layered", "netgen", "grid", "long-chain", "road"};

void add(min_cost_input& to, std::size_t source, std::size_t target, std::int64_t capacity, std::int64_t cost) {
  to.edges.push_back({static_cast<vertex_id>(source), static_cast<vertex_id>(target)});
  to.capacity.push_back(capacity);
  to.cost.push_back(cost);
}

std::int64_t drawn(random_stream& random, std::uint64_t below) { return 1 + static_cast<std::int64_t>(random.below(below)); }

std::size_t root_of(std::size_t x) { return static_cast<std::size_t>(std::sqrt(static_cast<double>(x))); }

min_cost_input named(min_cost_input on) {
  on.name = on.family + " n=" + std::to_string(on.vertices) + " m=" + std::to_string(on.edges.size());
  return on;
}

/// Gives `from` supplies 1 … 100 and the same in all, as evenly as it goes, to `to`. Returns the total.
std::int64_t spread(min_cost_input& on, random_stream& random, std::span<const std::size_t> from,
                    std::span<const std::size_t> to) {
  std::int64_t total = 0;
  for (const std::size_t v : from) total += on.supply[v] = drawn(random, 100);
  const auto count = static_cast<std::int64_t>(to.size());
  for (std::int64_t i = 0; i < count; ++i)
    on.supply[to[static_cast<std::size_t>(i)]] = -(total / count + (i < total % count ? 1 : 0));
  return total;
}

/// Arcs dear enough to be used only where nothing else is left: along the whole row of vertices that are named.
void add_skeleton(min_cost_input& on, std::span<const std::size_t> along, std::int64_t total, std::int64_t cost) {
  for (std::size_t i = 0; i + 1 < along.size(); ++i) {
    add(on, along[i], along[i + 1], total, cost);
    add(on, along[i + 1], along[i], total, cost);
  }
}

min_cost_input transportation(std::size_t edges) {
  const std::size_t side = std::max<std::size_t>(4, edges / 122);
  min_cost_input on{.family = "transportation", .name = {}, .vertices = 2 * side};
  on.supply.resize(on.vertices);
  random_stream random(42, "transportation");
  std::vector<std::size_t> origins;
  std::vector<std::size_t> destinations;
  for (std::size_t i = 0; i < side; ++i) origins.push_back(i), destinations.push_back(side + i);
  const std::int64_t total = spread(on, random, origins, destinations);
  const std::size_t most = std::min<std::size_t>(side - 2, 120);
  for (std::size_t i = 0; i < side; ++i) {
    // A ring of dear arcs through all, so that there is an answer.
    add(on, i, side + i, total, 5000);
    add(on, i, side + (i + 1) % side, total, 5000);
    for (std::size_t k = 0; k < most; ++k) add(on, i, side + random.below(side), total, drawn(random, 1000));
  }
  return named(std::move(on));
}

min_cost_input layered(std::size_t edges) {
  const std::size_t width = std::max<std::size_t>(10, edges / 200);
  const auto chain = layered_supply_chain(
      {.layers = 20, .vertices_per_layer = width, .arcs_per_vertex = 10, .max_capacity = 1000, .max_cost = 1000, .seed = 42});
  const directed_view view = chain.graph.view();
  min_cost_input on{.family = "layered", .name = {}, .vertices = view.vertices()};
  on.supply.resize(on.vertices);
  for (edge_id e = 0; e < view.edges(); ++e)
    add(on, view.source[e], view.target[e], chain.capacities.numerators()[e], chain.costs.numerators()[e]);
  random_stream random(42, "layered");
  const std::vector<std::size_t> from(chain.sources.begin(), chain.sources.end());
  const std::vector<std::size_t> to(chain.sinks.begin(), chain.sinks.end());
  const std::int64_t total = spread(on, random, from, to);
  std::vector<std::size_t> all = from;
  all.insert(all.end(), to.begin(), to.end());
  add_skeleton(on, all, total, 100'000);
  return named(std::move(on));
}

min_cost_input netgen(std::size_t edges) {
  const std::size_t n = std::max<std::size_t>(20, edges / 8);
  min_cost_input on{.family = "netgen", .name = {}, .vertices = n};
  on.supply.resize(n);
  random_stream random(42, "netgen");
  const std::size_t ends = std::max<std::size_t>(2, root_of(n));
  std::vector<std::size_t> from;
  std::vector<std::size_t> to;
  std::vector<std::size_t> all;
  for (std::size_t v = 0; v < n; ++v) {
    all.push_back(v);
    if (v < ends) from.push_back(v), to.push_back(n - 1 - v);
  }
  const std::int64_t total = 20 * spread(on, random, from, to);
  for (std::int64_t& units : on.supply) units *= 20;
  add_skeleton(on, all, total, 10'000);
  while (on.edges.size() < edges) {
    const std::size_t u = random.below(n - ends);
    const std::size_t v = ends + random.below(n - ends);
    if (u != v) add(on, u, v, drawn(random, 1000), drawn(random, 10'000));
  }
  return named(std::move(on));
}

min_cost_input grid_of(std::string family, std::size_t edges, bool road) {
  const std::size_t side = std::max<std::size_t>(4, root_of(edges / (road ? 4 : 2)));
  min_cost_input on{.family = std::move(family), .name = {}, .vertices = side * side};
  on.supply.resize(on.vertices);
  random_stream random(42, on.family);
  std::vector<std::size_t> from;
  std::vector<std::size_t> to;
  const std::uint64_t one_in = road ? 200 : 8;
  for (std::size_t v = 0; v < on.vertices; ++v) {
    const std::uint64_t lot = random.below(one_in);
    if (lot == 0 || v == 0)
      from.push_back(v);
    else if (lot == 1 || v == 1)
      to.push_back(v);
  }
  const std::int64_t total = spread(on, random, from, to);
  std::vector<std::size_t> all(on.vertices);
  for (std::size_t v = 0; v < on.vertices; ++v) all[v] = v;
  if (!road) add_skeleton(on, std::span(all).first(std::min<std::size_t>(all.size(), 2)), total, 5000);
  for (std::size_t row = 0; row < side; ++row)
    for (std::size_t column = 0; column < side; ++column) {
      const std::size_t v = row * side + column;
      for (const std::size_t w : {row * side + (column + 1) % side, (row + 1) % side * side + column}) {
        const std::int64_t cost = drawn(random, 1000);
        add(on, v, w, road ? total : 50 + drawn(random, 1000), cost);
        if (road) add(on, w, v, total, cost);
      }
    }
  if (!road) add_skeleton(on, all, total, 5000);
  return named(std::move(on));
}

min_cost_input long_chain(std::size_t edges) {
  constexpr std::size_t width = 4;
  const std::size_t length = std::max<std::size_t>(4, edges / (3 * width));
  min_cost_input on{.family = "long-chain", .name = {}, .vertices = length * width};
  on.supply.resize(on.vertices);
  random_stream random(42, "long-chain");
  std::vector<std::size_t> from;
  std::vector<std::size_t> to;
  for (std::size_t i = 0; i < width; ++i) from.push_back(i), to.push_back(on.vertices - 1 - i);
  const std::int64_t total = spread(on, random, from, to);
  for (std::size_t column = 0; column + 1 < length; ++column)
    for (std::size_t i = 0; i < width; ++i) {
      const std::size_t v = column * width + i;
      const std::size_t next = (column + 1) * width;
      add(on, v, next + i, total, 500 + drawn(random, 1000));
      add(on, v, next + random.below(width), drawn(random, 100), drawn(random, 1000));
      add(on, v, column * width + (i + 1) % width, total, drawn(random, 100));
    }
  return named(std::move(on));
}

}  // namespace

std::span<const std::string> min_cost_family_names() { return families; }

min_cost_input make_min_cost_input(const std::string& family, std::size_t edges) {
  if (family == "transportation") return transportation(edges);
  if (family == "layered") return layered(edges);
  if (family == "netgen") return netgen(edges);
  if (family == "grid") return grid_of(family, edges, false);
  if (family == "road") return grid_of(family, edges, true);
  if (family == "long-chain") return long_chain(edges);
  throw input_error("make_min_cost_input", "family", family, "a name in min_cost_family_names()");
}

}  // namespace coopgraph::bench
