// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/flow/shortest_paths.hpp>
#include <coopgraph/flow/verify_paths.hpp>
#include <coopgraph/graph/dijkstra.hpp>
#include <coopgraph/graph/generators.hpp>

#include "flow/path_cases.hpp"
#include "support/distance_table.hpp"
#include "support/matchers.hpp"
#include "support/rounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace coopgraph::test {
namespace {

using kit::edge_list;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::int64_t giant = INT64_MAX;

shortest_path_tree solved(const path_case& c, vertex_id source, travel arcs = travel::along) {
  return kit::with_graph(c.list, [&](const auto& graph) { return shortest_paths(graph, c.lengths(), source, {.arcs = arcs}); });
}

/// The edge that the documentation promises at each vertex, found from the distances alone: a lesser distance first, else the
/// fewest edges of length 0, found by sweeping over all edges until nothing changes.
std::vector<edge_id> promised_tree(const path_case& c, const std::vector<std::optional<std::int64_t>>& d, vertex_id source,
                                   travel arcs) {
  constexpr std::size_t never = SIZE_MAX;
  std::vector<edge_id> edge(d.size(), no_edge);
  std::vector<std::size_t> zeros(d.size(), never);
  zeros[source] = 0;
  const auto sweep = [&](const auto& visit) {
    for (edge_id e = c.length.size(); e-- > 0;) {
      const auto [u, v] = c.list.edges[e];
      if (c.both_ways() || arcs == travel::along)
        if (d[u] && *d[u] + c.length[e] == *d[v]) visit(e, u, v);
      if (c.both_ways() || arcs == travel::against)
        if (d[v] && *d[v] + c.length[e] == *d[u]) visit(e, v, u);
    }
  };
  sweep([&](edge_id e, vertex_id u, vertex_id v) {
    if (*d[u] < *d[v]) edge[v] = e, zeros[v] = 0;
  });
  for (std::size_t round = 0; round < d.size(); ++round)
    sweep([&](edge_id, vertex_id u, vertex_id v) {
      if (*d[u] == *d[v] && zeros[u] != never && zeros[u] + 1 < zeros[v]) zeros[v] = zeros[u] + 1;
    });
  sweep([&](edge_id e, vertex_id u, vertex_id v) {
    if (*d[u] == *d[v] && zeros[v] > 0 && zeros[u] + 1 == zeros[v]) edge[v] = e;
  });
  return edge;
}

void expect_right(const path_case& c, travel arcs) {
  const auto table = kit::all_distances(c.list, c.length, arcs == travel::along ? kit::way::out : kit::way::in);
  kit::with_graph(c.list, [&](const auto& graph) {
    const auto trees = shortest_paths_from_all(graph, c.lengths(), {.arcs = arcs});
    ASSERT_EQ(trees.size(), c.list.vertices);
    for (vertex_id s = 0; s < trees.size(); ++s) {
      const shortest_path_tree& tree = trees[s];
      ASSERT_EQ(tree.source, s);
      ASSERT_THAT(check_shortest_paths(graph, c.lengths(), tree, arcs), IsEmpty());
      ASSERT_EQ(tree.predecessor_edge, promised_tree(c, table[s], s, arcs));
      for (vertex_id v = 0; v < trees.size(); ++v) {
        ASSERT_EQ(tree.reached(v), table[s][v].has_value());
        if (!tree.reached(v)) {
          ASSERT_EQ(tree.exact_distance(v), std::nullopt);
          ASSERT_THAT(tree.path_to(v).vertices, IsEmpty());
          continue;
        }
        ASSERT_EQ(tree.exact_distance(v), (scaled_number{*table[s][v], 1}));
        const flow_path path = tree.path_to(v);
        ASSERT_EQ(path.vertices.front(), s);
        ASSERT_EQ(path.vertices.back(), v);
        ASSERT_EQ(sum_over(path, c.length), *table[s][v]);
      }
    }
  });
}

// ---- values ----

TEST(ShortestPaths, OfFiveTownsAreSolvedByHand) {
  //  0 -4- 1 -1- 3      2 is 1 from 0 and 2 from 1; 4 stands alone
  //   \1- 2 -2- 1
  const undirected_graph graph(5, {{0, 1}, {0, 2}, {2, 1}, {1, 3}});
  const auto tree = shortest_paths(graph, edge_lengths::from({4, 1, 2, 1}), 0);
  EXPECT_THAT(tree.units, ElementsAre(0, 3, 1, 4, 0));
  EXPECT_THAT(tree.predecessor, ElementsAre(no_vertex, 2, 0, 1, no_vertex));
  EXPECT_THAT(tree.predecessor_edge, ElementsAre(no_edge, 2, 1, 3, no_edge));
  EXPECT_EQ(tree.path_to(3), (flow_path{{0, 2, 1, 3}, {1, 2, 3}}));
  EXPECT_EQ(tree.path_to(0), (flow_path{{0}, {}}));
  EXPECT_FALSE(tree.reached(4));
  EXPECT_EQ(tree.ties, ties::exact);
}

TEST(ShortestPaths, AgreeWithFloydAndThePromisedTreeOnRandomMultigraphs) {
  for (std::uint64_t round = 0; round < rounds(3000); ++round) {
    SCOPED_TRACE(round);
    random_stream random(1, "shortest paths", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    const std::size_t n = 1 + random.below(9);
    const path_case c = random_path_case(random, kind, n, random.below(3 * n + 1), round % 3 == 0 ? 0 : 1, 4);
    expect_right(c, round % 5 == 0 ? travel::against : travel::along);
    if (HasFatalFailure()) return;
  }
}

TEST(ShortestPaths, OfAnySizeOfLengthsAreThoseOfSmallOnes) {  // buckets of one length, of many, sums beyond 32 bits, long lengths
  for (std::uint64_t round = 0; round < rounds(900); ++round) {
    SCOPED_TRACE(round);
    random_stream random(2, "shortest paths", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    path_case c = random_path_case(random, kind, 9, 20, round % 3 == 0 ? 0 : 1, 9);
    const std::int64_t factors[] = {1000, 77'777, 400'000'000, 3'000'000'000, giant / 100};
    for (std::int64_t& l : c.length)
      l = l * factors[round % 5] + (round % 7 == 0 && l > 0 ? static_cast<std::int64_t>(random.below(3)) : 0);
    c.list.edges.push_back({0, 0});  // of length 1: keeps the unit
    c.length.push_back(1);
    expect_right(c, travel::along);
    if (HasFatalFailure()) return;
  }
}

TEST(ShortestPaths, OfGraphsWithHubsAreThoseOfDijkstra) {
  for (const std::int64_t longest : {1, 100, 5000, 2'000'000'000}) {
    const undirected_graph graph = rmat({.scale = 15, .edge_factor = 8, .seed = 5});
    random_stream random(3, "shortest paths", static_cast<std::uint64_t>(longest));
    std::vector<std::int64_t> length(graph.view().edges());
    for (auto& l : length) l = 1 + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(longest)));
    length.front() = longest == 1 ? 1 : 2;
    length.back() = longest == 1 ? 1 : 3;
    const auto lengths = edge_lengths::over(1, length);
    const vertex_id source = graph.view().source[17];
    const auto tree = shortest_paths(graph, lengths, source);
    const auto expected = dijkstra(graph, lengths, source);
    ASSERT_EQ(tree.units.size(), expected.distance.size());
    for (vertex_id v = 0; v < tree.units.size(); ++v) {
      ASSERT_EQ(tree.reached(v), expected.reached[v]);
      ASSERT_EQ(tree.distance(v), expected.distance[v]);
    }
    EXPECT_THAT(check_shortest_paths(graph, lengths, tree), IsEmpty());
  }
}

TEST(ShortestPaths, OfHopsAreThoseOfEqualLengths) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    random_stream random(4, "shortest paths", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    const edge_list list = kit::random_multigraph(random, kind, 12, 20);
    kit::with_graph(list, [&](const auto& graph) {
      const auto hops = shortest_paths_from_all(graph);
      const auto lengths = shortest_paths_from_all(graph, edge_lengths::uniform(20));
      for (vertex_id s = 0; s < 12; ++s) {
        ASSERT_EQ(hops[s].units, lengths[s].units);
        ASSERT_EQ(hops[s].predecessor_edge, lengths[s].predecessor_edge);
        ASSERT_EQ(hops[s].predecessor, lengths[s].predecessor);
        ASSERT_THAT(check_shortest_paths(graph, hops[s]), IsEmpty());
        ASSERT_EQ(shortest_paths(graph, s).units, hops[s].units);
      }
    });
  }
}

// ---- exact numbers ----

TEST(ShortestPaths, FindOneTenthAndTwoTenthsEqualToThreeTenths) {
  const undirected_graph graph(4, {{0, 3}, {0, 1}, {1, 3}, {0, 2}, {2, 3}});
  const auto tree = shortest_paths(graph, edge_lengths::from({0.31, 0.1, 0.2, 0.2, 0.1}), 0);
  EXPECT_EQ(to_text(*tree.exact_distance(3)), "0.3");
  EXPECT_EQ(tree.distance(3), 0.3);
  EXPECT_EQ(tree.predecessor_edge[3], 2U);  // both ways measure 0.3; doubles would prefer the other
}

TEST(ShortestPaths, TellNeighbouringLargeNumbersApart) {
  const undirected_graph graph(4, {{0, 1}, {1, 3}, {0, 2}, {2, 3}});
  EXPECT_EQ(shortest_paths(graph, edge_lengths::from({1e11, 1e11 + 1, 1e11, 1e11}), 0).predecessor_edge[3], 3U);
  EXPECT_EQ(shortest_paths(graph, edge_lengths::from({1e11, 1e11, 1e11, 1e11 + 1}), 0).predecessor_edge[3], 1U);
}

TEST(ShortestPaths, ReachTheLastNumberOf64BitsAndRefuseTheNext) {
  const undirected_graph graph(4, {{0, 1}, {1, 2}, {2, 3}, {0, 0}});
  const auto tree = shortest_paths(graph, edge_lengths::over(1, {giant - 7, 5, 2, 1}), 0);
  EXPECT_THAT(tree.units, ElementsAre(0, giant - 7, giant - 2, giant));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return shortest_paths(graph, edge_lengths::over(1, {giant - 7, 5, 3, 1}), 0);
      },
      "lengths", "an overflow: vertex 3 is 9223372036854775808 units away from vertex 0",
      "distances below 2^63 units; round the lengths to fewer decimals"));
  // What is not on a shortest path may be as long as it likes.
  const undirected_graph ring(3, {{0, 1}, {1, 2}, {2, 0}});
  EXPECT_THAT(shortest_paths(ring, edge_lengths::over(1, {giant, 5, 2}), 0).units, ElementsAre(0, 7, 2));
}

TEST(ShortestPaths, OfRoundedLengthsSayWhyAndAreProven) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(5, "shortest paths", round);
    const path_case c = random_path_case(random, direction::directed, 9, 24, 1, 12);
    std::vector<double> thirds;
    for (const std::int64_t l : c.length) thirds.push_back(static_cast<double>(l) / 3);
    const auto lengths = edge_lengths::rounded(thirds, "thirds");
    const directed_graph graph = kit::directed(c.list);
    const auto exact = shortest_paths(graph, c.lengths(), 0);
    const auto tree = shortest_paths(graph, lengths, 0);
    EXPECT_EQ(tree.ties, ties::approximate);
    EXPECT_EQ(tree.why, "thirds");
    ASSERT_THAT(check_shortest_paths(graph, lengths, tree), IsEmpty());
    for (vertex_id v = 0; v < 9; ++v) {
      ASSERT_EQ(tree.reached(v), exact.reached(v));
      ASSERT_NEAR(tree.distance(v), exact.distance(v) / 3, 1e-9);
      ASSERT_EQ(tree.exact_distance(v), std::nullopt);
    }
  }
}

// ---- relations ----

TEST(ShortestPaths, KeepTheirRelations) {
  for (std::uint64_t round = 0; round < 400; ++round) {
    SCOPED_TRACE(round);
    random_stream random(6, "shortest paths", round);
    const path_case c = random_path_case(random, direction::directed, 8, 18, 1, 9);
    const auto tree = solved(c, 0);

    path_case shifted = c;  // by potentials: d(v) + p(v) - p(0)
    std::vector<std::int64_t> p;
    for (vertex_id v = 0; v < 8; ++v) p.push_back(v == 0 ? 0 : tree.reached(v) ? -tree.units[v] : 0);
    bool allowed = true;
    for (edge_id e = 0; e < 18; ++e) {
      const auto [u, v] = c.list.edges[e];
      shifted.length[e] += p[v] - p[u];
      allowed = allowed && shifted.length[e] >= 0;
    }
    if (allowed) {
      const auto flat = solved(shifted, 0);
      for (vertex_id v = 0; v < 8; ++v) ASSERT_EQ(flat.units[v], 0);
    }

    path_case halves{{direction::directed, 8 + 18, {}}, {}};  // each edge through a vertex in its middle
    for (edge_id e = 0; e < 18; ++e) {
      const auto middle = static_cast<vertex_id>(8 + e);
      halves.list.edges.push_back({c.list.edges[e].source, middle});
      halves.list.edges.push_back({middle, c.list.edges[e].target});
      halves.length.push_back(1);
      halves.length.push_back(c.length[e] - 1);
    }
    const auto subdivided = solved(halves, 0);
    const auto back = solved({kit::turned_round(c.list), c.length}, 0, travel::against);
    const auto beside = solved({kit::beside(c.list, c.list),
                                [&] {
                                  auto twice = c.length;
                                  twice.insert(twice.end(), c.length.begin(), c.length.end());
                                  return twice;
                                }()},
                               0);
    path_case more = c;
    more.list.edges.push_back({static_cast<vertex_id>(random.below(8)), static_cast<vertex_id>(random.below(8))});
    more.length.push_back(1);
    const auto with_more = solved(more, 0);
    for (vertex_id v = 0; v < 8; ++v) {
      ASSERT_EQ(subdivided.units[v], tree.units[v]);
      ASSERT_EQ(back.units[v], tree.units[v]);
      ASSERT_EQ(back.predecessor_edge[v], tree.predecessor_edge[v]);
      ASSERT_EQ(beside.units[v], tree.units[v]);
      ASSERT_FALSE(beside.reached(8 + v));
      ASSERT_LE(with_more.units[v], tree.reached(v) ? tree.units[v] : giant);
    }
  }
}

TEST(ShortestPaths, DoNotDependOnTheNamesOfVertices) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(7, "shortest paths", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    const path_case c = random_path_case(random, kind, 10, 25, 0, 3);
    const auto name = kit::random_order(random, 10);
    const auto a = solved(c, 0);
    const auto b = solved({kit::relabelled(c.list, name), c.length}, name[0]);
    for (vertex_id v = 0; v < 10; ++v) {
      ASSERT_EQ(a.units[v], b.units[name[v]]);
      ASSERT_EQ(a.predecessor_edge[v], b.predecessor_edge[name[v]]);
    }
  }
}

TEST(ShortestPaths, AreTheSameForAnyNumberOfThreads) {
  const undirected_graph graph = rmat({.scale = 12, .edge_factor = 8, .seed = 3});
  std::vector<std::int64_t> length(graph.view().edges());
  random_stream random(8, "shortest paths", 0);
  for (auto& l : length) l = static_cast<std::int64_t>(random.below(9));
  std::vector<vertex_id> sources;
  for (vertex_id v = 0; v < 150; ++v) sources.push_back(7 * v);
  const std::span<const vertex_id> all(sources);
  const auto one = shortest_paths(graph, edge_lengths::over(1, length), all, {.run = {.threads = 1}});
  for (const unsigned threads : {2U, 4U, 8U}) {
    const auto many = shortest_paths(graph, edge_lengths::over(1, length), all, {.run = {.threads = threads}});
    for (std::size_t i = 0; i < sources.size(); ++i) {
      ASSERT_EQ(many[i].units, one[i].units);
      ASSERT_EQ(many[i].predecessor_edge, one[i].predecessor_edge);
      ASSERT_EQ(many[i].predecessor, one[i].predecessor);
    }
  }
  EXPECT_EQ(shortest_paths(graph, edge_lengths::over(1, length), sources[3]).predecessor_edge, one[3].predecessor_edge);
}

TEST(ShortestPaths, AgreeWithBoostOnItsOwnGraph) {
  using lists = boost::adjacency_list<boost::listS, boost::vecS, boost::directedS, boost::no_property,
                                      boost::property<boost::edge_weight_t, std::int64_t>>;
  for (std::uint64_t round = 0; round < 100; ++round) {
    random_stream random(9, "shortest paths", round);
    const path_case c = random_path_case(random, direction::directed, 30, 90, 1, 50);
    lists graph(30);
    for (edge_id e = 0; e < 90; ++e) add_edge(c.list.edges[e].source, c.list.edges[e].target, c.length[e], graph);
    std::vector<std::int64_t> distance(30);
    boost::dijkstra_shortest_paths(graph, 0, boost::distance_map(distance.data()));
    const auto tree = shortest_paths(graph, lengths_from(graph, get(boost::edge_weight, graph)), 0);
    for (vertex_id v = 0; v < 30; ++v) {
      ASSERT_EQ(tree.reached(v), distance[v] != INT64_MAX);
      ASSERT_EQ(tree.distance(v), tree.reached(v) ? static_cast<double>(distance[v]) : 0.0);
    }
  }
}

// ---- conventions, ends and refusals ----

TEST(ShortestPaths, TakeTheShortestOfParallelEdgesAndOfEqualOnesTheFirst) {
  const directed_graph graph(2, {{0, 1}, {0, 0}, {0, 1}, {0, 1}});
  EXPECT_EQ(shortest_paths(graph, edge_lengths::from({3, 0, 2, 2}), 0).predecessor_edge[1], 2U);
}

TEST(ShortestPaths, OverEdgesOfLengthZeroGoInNoCircle) {
  const undirected_graph graph(4, {{1, 2}, {2, 3}, {3, 1}, {0, 3}});
  const auto tree = shortest_paths(graph, edge_lengths::from({0, 0, 0, 5}), 0);
  EXPECT_THAT(tree.units, ElementsAre(0, 1, 1, 1));
  EXPECT_EQ(tree.unit, rational(5));
  EXPECT_THAT(tree.predecessor, ElementsAre(no_vertex, 3, 3, 0));
}

TEST(ShortestPaths, OfDegenerateGraphsAreThere) {
  const undirected_graph none(0, {});
  EXPECT_THAT(shortest_paths_from_all(none, edge_lengths::uniform(0)), IsEmpty());
  EXPECT_THAT(shortest_paths_from_all(none), IsEmpty());
  const undirected_graph single(1, {});
  const auto tree = shortest_paths(single, edge_lengths::uniform(0), 0);
  EXPECT_THAT(tree.units, ElementsAre(0));
  EXPECT_TRUE(tree.reached(0));
  const directed_graph two(2, {});
  EXPECT_FALSE(shortest_paths(two, edge_lengths::uniform(0), 0).reached(1));
  EXPECT_THAT(shortest_paths(two, edge_lengths::uniform(0), std::span<const vertex_id>()), IsEmpty());
  const std::vector<vertex_id> twice{1, 1};
  EXPECT_EQ(shortest_paths(two, std::span<const vertex_id>(twice))[1].source, 1U);
  const directed_graph zero(2, {{0, 1}});
  EXPECT_EQ(shortest_paths(zero, edge_lengths::uniform(1, 0), 0).predecessor_edge[1], 0U);
}

TEST(ShortestPaths, RefuseBadCalls) {
  const directed_graph graph(3, {{0, 1}, {1, 2}});
  const auto lengths = edge_lengths::from({1, 2});
  EXPECT_TRUE(kit::refuses<input_error>([&] { return shortest_paths(graph, lengths, 3); }, "source", "3", "0 to 2"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return shortest_paths(graph, 3); }, "source", "3", "0 to 2"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return shortest_paths(directed_graph(0, {}), 0); }, "source", "0",
                                        "none, the graph has no vertices"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return shortest_paths(graph, edge_lengths::from({1}), 0); },
                                        "number of edge values", "1", "2, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return shortest_paths(graph, edge_lengths::from({1, -0.5}), 0);
      },
      "lengths", "-0.5 at edge 1", "lengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return shortest_paths(graph, edge_lengths::rounded({1, -2}, "so"), 0);
      },
      "lengths", "-2 at edge 1", "lengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return shortest_paths(graph, lengths, 0).path_to(3); }, "v", "3",
                                        "below 3, the number of vertices"));
}

TEST(ShortestPaths, TellHowFarTheyAre) {
  const undirected_graph graph = grid({.rows = 20, .columns = 20});
  std::vector<double> told;
  (void)shortest_paths_from_all(graph, edge_lengths::uniform(graph.view().edges()),
                                {.run = {.threads = 2, .progress = [&](double p) { told.push_back(p); }}});
  ASSERT_FALSE(told.empty());
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), 1.0);
}

TEST(ShortestPaths, StopBeforeTheyBeginAndSoonAtAMillionEdges) {
  std::stop_source before;
  before.request_stop();
  const undirected_graph graph = grid({.rows = 700, .columns = 700});
  const auto lengths = edge_lengths::uniform(graph.view().edges());
  EXPECT_THROW((void)shortest_paths(graph, lengths, 0, {.run = {.stop = before.get_token()}}), cancelled);
  EXPECT_THROW((void)shortest_paths(graph, 0, {.run = {.stop = before.get_token()}}), cancelled);
  std::vector<vertex_id> sources(200, 0);
  for (const int wait : {5, 40, 120}) {
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    const std::jthread asker([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(wait));
      asked = std::chrono::steady_clock::now();
      stop.request_stop();
    });
    EXPECT_THROW((void)shortest_paths(graph, lengths, std::span<const vertex_id>(sources), {.run = {.stop = stop.get_token()}}),
                 cancelled);
    // Meant is 50 ms; sanitizers and a loaded machine are given ten times that.
    EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::milliseconds(500));
  }
}

}  // namespace
}  // namespace coopgraph::test
