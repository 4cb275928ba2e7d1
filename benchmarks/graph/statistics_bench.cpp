// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/graph/eccentricity.hpp>
#include <coopgraph/graph/spanning_tree.hpp>
#include <coopgraph/graph/statistics.hpp>

#include <benchmark/benchmark.h>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/clustering_coefficient.hpp>
#include <boost/graph/kruskal_min_spanning_tree.hpp>

#include <algorithm>
#include <iterator>

namespace coopgraph::bench {

namespace {

using boost_lists = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                          boost::property<boost::edge_weight_t, std::int64_t>>;

boost_lists lists_of(const input& on) {
  boost_lists lists(on.vertices);
  for (std::size_t e = 0; e < on.edges.size(); ++e) add_edge(on.edges[e].source, on.edges[e].target, on.lengths[e], lists);
  return lists;
}

std::int64_t boost_forest(const boost_lists& lists) {
  std::vector<boost_lists::edge_descriptor> taken;
  boost::kruskal_minimum_spanning_tree(lists, std::back_inserter(taken));
  std::int64_t total = 0;
  for (const auto& e : taken) total += get(boost::edge_weight, lists, e);
  return total;
}

std::uint64_t boost_triangles(const boost_lists& lists) {
  std::uint64_t corners = 0;
  for (auto [v, end] = vertices(lists); v != end; ++v) corners += num_triangles_on_vertex(lists, *v);
  return corners / 3;
}

/// The sum of all distances of a connected graph.
std::uint64_t boost_distances(const boost_lists& lists) {
  std::vector<std::uint32_t> hops(num_vertices(lists));
  std::uint64_t sum = 0;
  for (auto [v, end] = vertices(lists); v != end; ++v) {
    std::fill(hops.begin(), hops.end(), 0U);
    boost::breadth_first_search(
        lists, *v, boost::visitor(boost::make_bfs_visitor(boost::record_distances(hops.data(), boost::on_tree_edge()))));
    for (const std::uint32_t h : hops) sum += h;
  }
  return sum;
}

template <class Number>
std::vector<double> one(Number number) {
  return {static_cast<double>(number)};
}

void race_forest(side_by_side& harness, const input& on, const undirected_graph& graph) {
  const edge_lengths lengths = edge_lengths::over(1, on.lengths);
  const boost_lists lists = lists_of(on);
  harness.race("spanning-forest", on,
               entrant(
                   "ours", [&] { return minimum_spanning_forest(graph, lengths).total; }, one<double>),
               {entrant(
                   "Boost kruskal_minimum_spanning_tree", [&] { return boost_forest(lists); }, one<std::int64_t>)},
               {.tolerance = 0});
}

void race_triangles(side_by_side& harness, const input& on, const undirected_graph& graph) {
  const boost_lists lists = lists_of(on);
  harness.race("triangles", on,
               entrant(
                   "ours", [&] { return count_triangles(graph, {.run = {.threads = 1}}).triangles; }, one<std::uint64_t>),
               {entrant(
                   "Boost num_triangles_on_vertex", [&] { return boost_triangles(lists); }, one<std::uint64_t>)},
               {.tolerance = 0});
}

void race_distances(side_by_side& harness, const input& on, const undirected_graph& graph) {
  const boost_lists lists = lists_of(on);
  harness.race(
      "all-distances", on,
      entrant(
          "ours", [&] { return to_double(largest_component_distances(graph, {.run = {.threads = 1}}).sum); }, one<double>),
      {entrant(
          "Boost breadth_first_search from each", [&] { return boost_distances(lists); }, one<std::uint64_t>)},
      {.tolerance = 0});
}

void races(side_by_side& harness) {
  if (harness.wanted("spanning-forest"))
    harness.for_each_input(load::linear, [&](const input& on) {
      if (on.orientation == direction::undirected) race_forest(harness, on, undirected_graph(on.vertices, on.edges));
    });
  if (harness.wanted("triangles"))
    harness.for_each_input(load::quadratic, [&](const input& on) {
      if (on.orientation == direction::undirected) race_triangles(harness, on, undirected_graph(on.vertices, on.edges));
    });
  if (harness.wanted("all-distances"))
    harness.for_each_input(load::quadratic, "barabasi-albert", [&](const input& on) {  // connected
      race_distances(harness, on, undirected_graph(on.vertices, on.edges));
    });
}
const registration part("statistics", races);

void bm_triangles(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  for (auto _ : state) benchmark::DoNotOptimize(count_triangles(graph, {.run = {.threads = 1}}));
}
BENCHMARK(bm_triangles)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
