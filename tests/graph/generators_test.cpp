// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/graph/generators.hpp>

#include "graph/generated.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

using namespace generated;

TEST(gnm, has_as_many_vertices_and_edges_as_asked_and_is_simple_by_default) {
  for (const std::size_t m : {0U, 1U, 20U, 100U, 170U, 190U}) {
    const auto graph = gnm({.vertices = 20, .edges = m, .seed = m});
    EXPECT_EQ(graph.view().vertices(), 20U);
    EXPECT_EQ(graph.view().edges(), m);
    EXPECT_TRUE(is_simple(unordered(pairs_of(graph)))) << m;
  }
  for (const std::size_t m : {0U, 50U, 300U, 380U}) {
    const auto graph = gnm<direction::directed>({.vertices = 20, .edges = m, .seed = m});
    EXPECT_EQ(graph.view().edges(), m);
    EXPECT_TRUE(is_simple(pairs_of(graph))) << m;
  }
}

TEST(gnm, with_all_pairs_is_the_complete_graph) {
  EXPECT_EQ(pairs_of(gnm({.vertices = 3, .edges = 3})), (pairs{{0, 1}, {0, 2}, {1, 2}}));
  EXPECT_EQ(pairs_of(gnm({.vertices = 2, .edges = 3, .loops = true})), (pairs{{0, 0}, {0, 1}, {1, 1}}));
  EXPECT_EQ(pairs_of(gnm<direction::directed>({.vertices = 2, .edges = 4, .loops = true})),
            (pairs{{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
}

TEST(gnm, without_parallel_edges_lists_its_edges_sorted) {
  const auto list = pairs_of(gnm({.vertices = 100, .edges = 500, .seed = 3}));
  EXPECT_TRUE(std::is_sorted(list.begin(), list.end()));
}

// Each set of pairs must come out alike: chi-square against its 99.99 % quantile, for sparse (drawn) and dense (left out) ones.
template <direction D>
void expect_uniform(gnm_options options, std::size_t sets, double quantile) {
  constexpr std::size_t draws_per_set = 500;
  std::map<pairs, double> seen;
  for (std::size_t i = 0; i < sets * draws_per_set; ++i) {
    options.seed = i;
    seen[pairs_of(gnm<D>(options))] += 1.0;
  }
  ASSERT_EQ(seen.size(), sets);
  double chi_square = 0.0;
  for (const auto& [set, count] : seen) chi_square += (count - draws_per_set) * (count - draws_per_set) / draws_per_set;
  EXPECT_LT(chi_square, quantile);
}

TEST(gnm, draws_every_graph_with_equal_probability) {
  expect_uniform<direction::undirected>({.vertices = 4, .edges = 2}, 15, 44.3);  // 14 degrees of freedom
  expect_uniform<direction::undirected>({.vertices = 4, .edges = 4}, 15, 44.3);
  expect_uniform<direction::undirected>({.vertices = 3, .edges = 2, .loops = true}, 15, 44.3);
  expect_uniform<direction::directed>({.vertices = 3, .edges = 2}, 15, 44.3);
  expect_uniform<direction::directed>({.vertices = 2, .edges = 2, .loops = true}, 6, 25.8);  // 5
}

TEST(gnm, keeps_loops_and_parallel_edges_if_told_to) {
  const auto both = unordered(pairs_of(gnm({.vertices = 5, .edges = 1000, .loops = true, .parallel_edges = true})));
  EXPECT_EQ(both.size(), 1000U);
  EXPECT_NEAR(static_cast<double>(loops_in(both)), 1000.0 / 3.0, 75.0);  // 5 of 15 pairs; 5 standard deviations
  const auto parallel = unordered(pairs_of(gnm({.vertices = 5, .edges = 1000, .parallel_edges = true})));
  EXPECT_EQ(loops_in(parallel), 0U);
  EXPECT_EQ(std::set(parallel.begin(), parallel.end()).size(), 10U);
}

TEST(gnm, refuses_more_edges_than_there_are_pairs) {
  expect_refused([] { (void)gnm({.vertices = 4, .edges = 7}); }, "edges");
  expect_refused([] { (void)gnm({.vertices = 0, .edges = 1}); }, "edges");
  expect_refused([] { (void)gnm({.vertices = 1, .edges = 1, .parallel_edges = true}); }, "edges");
  expect_refused([] { (void)gnm({.vertices = 4, .edges = 11, .loops = true}); }, "edges");
  expect_refused([] { (void)gnm<direction::directed>({.vertices = 4, .edges = 13}); }, "edges");
  expect_refused([] { (void)gnm({.vertices = std::size_t{1} << 32}); }, "vertices");
}

TEST(barabasi_albert, is_simple_and_connected_and_has_the_promised_number_of_edges) {
  for (const std::size_t m : {1U, 2U, 5U, 99U}) {
    const auto graph = barabasi_albert({.vertices = 100, .edges_per_vertex = m, .seed = 5});
    const auto list = unordered(pairs_of(graph));
    EXPECT_EQ(list.size(), (100 - m) * m);
    EXPECT_TRUE(is_simple(list));
    EXPECT_EQ(pieces(100, list), 1U);
  }
}

TEST(barabasi_albert, prefers_vertices_by_their_degrees) {
  // Vertex 3 joins the path 1 - 0 - 2 (edges_per_vertex 1 begins with the edge 0 - 1): the middle is chosen in half of the cases.
  int middle = 0;
  constexpr int draws = 4000;
  for (std::uint64_t seed = 0; seed < draws; ++seed) {
    const auto list = pairs_of(barabasi_albert({.vertices = 4, .edges_per_vertex = 1, .seed = seed}));
    const auto degree = degrees(3, {list[0], list[1]});
    if (degree[list[2].second] == 2) ++middle;
  }
  EXPECT_NEAR(middle, draws / 2, 160);  // 5 standard deviations
}

TEST(barabasi_albert, grows_hubs_as_a_power_law_does) {
  const auto degree = degrees(20'000, pairs_of(barabasi_albert({.vertices = 20'000, .edges_per_vertex = 3, .seed = 1})));
  // P(degree = m) tends to 2 / (m + 2), the known solution of the model.
  const auto least = static_cast<double>(std::count(degree.begin(), degree.end(), std::size_t{3}));
  EXPECT_NEAR(least / 20'000.0, 0.4, 0.02);
  EXPECT_GT(*std::max_element(degree.begin(), degree.end()), 150U);
}

TEST(barabasi_albert, refuses_what_has_no_room) {
  expect_refused([] { (void)barabasi_albert({.vertices = 5, .edges_per_vertex = 0}); }, "edges_per_vertex");
  expect_refused([] { (void)barabasi_albert({.vertices = 5, .edges_per_vertex = 5}); }, "edges_per_vertex");
  expect_refused([] { (void)barabasi_albert({.vertices = 1}); }, "vertices");
}

TEST(rmat, drops_loops_and_parallel_edges_unless_told_to_keep_them) {
  const auto list = unordered(pairs_of(rmat({.scale = 8, .edge_factor = 16, .seed = 2})));
  EXPECT_TRUE(is_simple(list));
  EXPECT_LT(list.size(), 256U * 16U);
  const auto kept = pairs_of(rmat({.scale = 8, .edge_factor = 16, .loops = true, .parallel_edges = true, .seed = 2}));
  EXPECT_EQ(kept.size(), 256U * 16U);
  EXPECT_GT(loops_in(kept), 0U);
  auto merged = unordered(kept);
  std::erase_if(merged, [](const auto& p) { return p.first == p.second; });
  EXPECT_EQ(std::set(merged.begin(), merged.end()), std::set(list.begin(), list.end()));
  const auto arcs = pairs_of(rmat<direction::directed>({.scale = 8, .edge_factor = 16, .seed = 2}));
  EXPECT_TRUE(is_simple(arcs));
  EXPECT_GT(arcs.size(), list.size());
}

TEST(rmat, falls_into_the_quarters_with_their_probabilities) {
  const rmat_options options{.scale = 1,
                             .edge_factor = 20'000,
                             .a = 0.4,
                             .b = 0.3,
                             .c = 0.2,
                             .permute_ids = false,
                             .loops = true,
                             .parallel_edges = true,
                             .seed = 9};
  std::map<std::pair<vertex_id, vertex_id>, double> count;
  for (const auto& p : pairs_of(rmat<direction::directed>(options))) count[p] += 1.0 / 40'000.0;
  EXPECT_NEAR((count[{0, 0}]), 0.4, 0.0125);  // 5 standard deviations
  EXPECT_NEAR((count[{0, 1}]), 0.3, 0.0115);
  EXPECT_NEAR((count[{1, 0}]), 0.2, 0.01);
  EXPECT_NEAR((count[{1, 1}]), 0.1, 0.0075);
}

TEST(rmat, hides_the_degrees_from_the_ids_by_permuting_them) {
  rmat_options options{.scale = 10, .edge_factor = 8, .permute_ids = false, .loops = true, .parallel_edges = true, .seed = 4};
  auto plain = degrees(1024, pairs_of(rmat(options)));
  EXPECT_EQ(std::max_element(plain.begin(), plain.end()) - plain.begin(), 0);
  options.permute_ids = true;
  auto permuted = degrees(1024, pairs_of(rmat(options)));
  EXPECT_NE(plain, permuted);
  std::sort(plain.begin(), plain.end());
  std::sort(permuted.begin(), permuted.end());
  EXPECT_EQ(plain, permuted);
}

TEST(rmat, accepts_probabilities_that_add_up_to_1_as_written_and_refuses_more) {
  EXPECT_NO_THROW((void)rmat({.scale = 3, .a = 0.8, .b = 0.1, .c = 0.1}));
  expect_refused([] { (void)rmat({.a = 0.8, .b = 0.1, .c = 0.11}); }, "a + b + c");
  expect_refused([] { (void)rmat({.a = -0.1}); }, "a");
  expect_refused([] { (void)rmat({.b = std::nan("")}); }, "b");
  expect_refused([] { (void)rmat({.c = -0.1}); }, "c");
  expect_refused([] { (void)rmat({.scale = 32}); }, "scale");
  expect_refused([] { (void)rmat({.scale = 20, .edge_factor = std::size_t{1} << 40}); }, "edge_factor");
}

TEST(grid, joins_right_and_lower_neighbours) {
  // 0 - 1 - 2
  // |   |   |
  // 3 - 4 - 5
  EXPECT_EQ(pairs_of(grid({.rows = 2, .columns = 3})), (pairs{{0, 1}, {0, 3}, {1, 2}, {1, 4}, {2, 5}, {3, 4}, {4, 5}}));
  const auto large = grid({.rows = 30, .columns = 40});
  EXPECT_EQ(large.view().edges(), 29U * 40U + 30U * 39U);
  EXPECT_EQ(pieces(1200, pairs_of(large)), 1U);
  EXPECT_EQ(grid({.rows = 1, .columns = 5}).view().edges(), 4U);
  EXPECT_EQ(grid({.rows = 5, .columns = 1}).view().edges(), 4U);
  EXPECT_EQ(grid({.rows = 0, .columns = 5}).view().vertices(), 0U);
  EXPECT_EQ(grid({.rows = 5, .columns = 0}).view().vertices(), 0U);
  expect_refused([] { (void)grid({.rows = 1U << 17, .columns = 1U << 17}); }, "columns");
}

TEST(ring_of_cliques, is_complete_inside_and_a_ring_outside) {
  const auto [graph, cliques] = ring_of_cliques({.cliques = 4, .size = 3});
  EXPECT_EQ(pairs_of(graph), (pairs{{0, 1},
                                    {0, 2},
                                    {1, 2},
                                    {2, 3},
                                    {3, 4},
                                    {3, 5},
                                    {4, 5},
                                    {5, 6},
                                    {6, 7},
                                    {6, 8},
                                    {7, 8},
                                    {8, 9},
                                    {9, 10},
                                    {9, 11},
                                    {10, 11},
                                    {11, 0}}));
  EXPECT_EQ(cliques.label, (std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3}));
  EXPECT_EQ(cliques.clusters, 4U);
  EXPECT_EQ(pairs_of(ring_of_cliques({.cliques = 3, .size = 1}).graph), (pairs{{0, 1}, {1, 2}, {2, 0}}));
  expect_refused([] { (void)ring_of_cliques({.cliques = 2, .size = 3}); }, "cliques");
  expect_refused([] { (void)ring_of_cliques({.cliques = 3, .size = 0}); }, "size");
}

TEST(layered_supply_chain, leads_each_vertex_to_different_vertices_of_the_next_layer) {
  const auto chain = layered_supply_chain({.layers = 5, .vertices_per_layer = 12, .arcs_per_vertex = 4, .seed = 7});
  const auto list = pairs_of(chain.graph);
  EXPECT_EQ(chain.graph.view().vertices(), 60U);
  EXPECT_EQ(list.size(), 48U * 4U);
  EXPECT_TRUE(is_simple(list));
  std::vector<std::size_t> out(60, 0), in(60, 0);
  for (const auto& [u, v] : list) {
    EXPECT_EQ(chain.stage[v], chain.stage[u] + 1);
    ++out[u];
    ++in[v];
  }
  for (vertex_id v = 0; v < 60; ++v) {
    EXPECT_EQ(chain.stage[v], v / 12);
    EXPECT_EQ(out[v], v < 48 ? 4U : 0U);
    EXPECT_EQ(in[v] > 0, v >= 12) << v;
  }
  std::vector<vertex_id> first(12), last(12);
  std::iota(first.begin(), first.end(), 0U);
  std::iota(last.begin(), last.end(), 48U);
  EXPECT_EQ(chain.sources, first);
  EXPECT_EQ(chain.sinks, last);
}

TEST(layered_supply_chain, supplies_every_vertex_even_with_one_arc_each) {
  const auto chain = layered_supply_chain({.layers = 3, .vertices_per_layer = 50, .arcs_per_vertex = 1, .seed = 7});
  std::set<vertex_id> supplied;
  for (const auto& [u, v] : pairs_of(chain.graph)) supplied.insert(v);
  EXPECT_EQ(supplied.size(), 100U);
}

TEST(layered_supply_chain, draws_whole_capacities_and_costs_from_their_ranges) {
  const auto chain =
      layered_supply_chain({.layers = 2, .vertices_per_layer = 40, .arcs_per_vertex = 40, .max_capacity = 7, .max_cost = 3});
  std::set<double> capacities, costs;
  for (edge_id e = 0; e < 1600; ++e) {
    capacities.insert(chain.capacities[e]);
    costs.insert(chain.costs[e]);
  }
  EXPECT_EQ(capacities, (std::set<double>{1, 2, 3, 4, 5, 6, 7}));
  EXPECT_EQ(costs, (std::set<double>{1, 2, 3}));
  EXPECT_EQ(chain.capacities.size(), 1600U);
  EXPECT_TRUE(chain.costs.is_exact());
}

TEST(layered_supply_chain, refuses_values_outside_the_ranges) {
  expect_refused([] { (void)layered_supply_chain({.layers = 1}); }, "layers");
  expect_refused([] { (void)layered_supply_chain({.vertices_per_layer = 0}); }, "vertices_per_layer");
  expect_refused([] { (void)layered_supply_chain({.layers = 1U << 17, .vertices_per_layer = 1U << 17}); }, "vertices_per_layer");
  expect_refused([] { (void)layered_supply_chain({.arcs_per_vertex = 0}); }, "arcs_per_vertex");
  expect_refused([] { (void)layered_supply_chain({.arcs_per_vertex = 11}); }, "arcs_per_vertex");
  expect_refused([] { (void)layered_supply_chain({.max_capacity = 0}); }, "max_capacity");
  expect_refused([] { (void)layered_supply_chain({.max_cost = -1}); }, "max_cost");
}

TEST(generators, give_another_graph_for_another_seed) {
  EXPECT_NE(digest_of(gnm({.vertices = 50, .edges = 99, .seed = 1})), digest_of(gnm({.vertices = 50, .edges = 99, .seed = 2})));
  EXPECT_NE(digest_of(barabasi_albert({.vertices = 50, .seed = 1})), digest_of(barabasi_albert({.vertices = 50, .seed = 2})));
  EXPECT_NE(digest_of(rmat({.scale = 5, .seed = 1})), digest_of(rmat({.scale = 5, .seed = 2})));
  EXPECT_NE(digest_of(lfr({.seed = 1}).graph), digest_of(lfr({.seed = 2}).graph));
  EXPECT_NE(digest_of(layered_supply_chain({.seed = 1}).graph), digest_of(layered_supply_chain({.seed = 2}).graph));
}

// Digests of edge lists. Made by this program; what is checked is sameness across compilers and optimisation levels.
TEST(generators, give_the_same_graph_on_every_compiler) {
  EXPECT_EQ(digest_of(gnm({.vertices = 1000, .edges = 5000, .seed = 11})), 0x0ff1360d7f1f3521U);
  EXPECT_EQ(digest_of(gnm<direction::directed>({.vertices = 100, .edges = 9000, .seed = 11})), 0x13313c96090858b4U);
  EXPECT_EQ(digest_of(gnm({.vertices = 100, .edges = 9000, .loops = true, .parallel_edges = true, .seed = 11})),
            0xd3abfde5b3f83c8eU);
  EXPECT_EQ(digest_of(barabasi_albert({.vertices = 1000, .edges_per_vertex = 4, .seed = 12})), 0x130e999cdc753f89U);
  EXPECT_EQ(digest_of(rmat({.scale = 12, .edge_factor = 8, .seed = 13})), 0x047f095c9a149466U);
  EXPECT_EQ(digest_of(rmat<direction::directed>({.scale = 12, .edge_factor = 8, .seed = 13})), 0x555285284bef7d8aU);
  EXPECT_EQ(digest_of(grid({.rows = 30, .columns = 40})), 0xe1f569a5c6105370U);
  EXPECT_EQ(digest_of(ring_of_cliques({.cliques = 10, .size = 7}).graph), 0x369edc9d37ebf56cU);
  const auto planted = lfr({.vertices = 5000, .tau1 = 2.3, .tau2 = 1.2, .seed = 14});
  EXPECT_EQ(digest_of(planted.graph), 0xe809dc62c89647a4U);
  std::uint64_t labels = 0;
  for (const std::uint32_t label : planted.communities.label) labels = fold(labels, label);
  EXPECT_EQ(labels, 0x6a7a1f3bcf40f0f5U);
  const auto chain = layered_supply_chain({.layers = 6, .vertices_per_layer = 50, .seed = 15});
  std::uint64_t values = digest_of(chain.graph);
  for (edge_id e = 0; e < chain.graph.view().edges(); ++e)
    values = fold(fold(values, static_cast<std::uint64_t>(chain.capacities[e])), static_cast<std::uint64_t>(chain.costs[e]));
  EXPECT_EQ(values, 0x38d1e99248124b4bU);
}

}  // namespace
}  // namespace coopgraph
