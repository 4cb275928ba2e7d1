// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/graph/dijkstra.hpp>

#include "small_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace coopgraph {
namespace {

using small_cases::plain_graph;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::int64_t far = 1'000'000;

std::vector<std::vector<std::int64_t>> floyd(const plain_graph& g, bool directed) {
  std::vector<std::vector<std::int64_t>> d(g.n, std::vector<std::int64_t>(g.n, far));
  for (std::size_t v = 0; v < g.n; ++v) d[v][v] = 0;
  for (const auto& a : small_cases::arcs_of(g, directed)) d[a.from][a.to] = std::min(d[a.from][a.to], a.length);
  for (std::size_t k = 0; k < g.n; ++k)
    for (std::size_t i = 0; i < g.n; ++i)
      for (std::size_t j = 0; j < g.n; ++j) d[i][j] = std::min(d[i][j], d[i][k] + d[k][j]);
  return d;
}

/// The walks from u to t of exactly this length, one by one. Lengths are positive.
std::uint64_t walks(const std::vector<small_cases::arc>& arcs, vertex_id u, vertex_id t, std::int64_t length) {
  if (length == 0) return u == t ? 1 : 0;
  std::uint64_t count = 0;
  for (const auto& a : arcs)
    if (a.from == u && a.length <= length) count += walks(arcs, a.to, t, length - a.length);
  return count;
}

/// What makes distances right, whoever computed them: the source at 0, no arc that shortens a way, a tight arc into every other
/// reached vertex from one settled before, no arc from what is reached to what is not.
void expect_certificate(const shortest_paths_result& r, const plain_graph& g, bool directed, vertex_id source) {
  ASSERT_TRUE(r.reached[source]);
  ASSERT_EQ(r.distance[source], 0.0);
  ASSERT_EQ(r.predecessor[source], no_vertex);
  for (const auto& a : small_cases::arcs_of(g, directed)) {
    if (!r.reached[a.from]) continue;
    ASSERT_TRUE(r.reached[a.to]);
    ASSERT_LE(r.distance[a.to], r.distance[a.from] + static_cast<double>(a.length));
  }
  std::vector<std::size_t> place(g.n, g.n);
  for (std::size_t i = 0; i < r.order.size(); ++i) place[r.order[i]] = i;
  for (vertex_id v = 0; v < g.n; ++v) {
    ASSERT_EQ(place[v] < g.n, r.reached[v]);
    if (!r.reached[v]) {
      ASSERT_EQ(r.distance[v], 0.0);
      ASSERT_EQ(r.predecessor[v], no_vertex);
      ASSERT_EQ(r.predecessor_edge[v], no_edge);
    }
    if (!r.reached[v] || v == source) continue;
    const vertex_id u = r.predecessor[v];
    const edge_id e = r.predecessor_edge[v];
    ASSERT_LT(u, g.n);
    ASSERT_LT(place[u], place[v]);
    ASSERT_EQ(r.distance[u] + static_cast<double>(g.length[e]), r.distance[v]);
    const endpoints ends = g.ends[e];
    ASSERT_TRUE((ends == endpoints{u, v}) || (!directed && ends == endpoints{v, u}));
  }
}

template <class Graph>
void expect_right(const Graph& graph, const plain_graph& g, bool directed) {
  const auto d = floyd(g, directed);
  const auto arcs = small_cases::arcs_of(g, directed);
  for (vertex_id s = 0; s < g.n; ++s) {
    const auto found = dijkstra(graph, g.lengths(), s);
    expect_certificate(found, g, directed, s);
    for (vertex_id v = 0; v < g.n; ++v) {
      ASSERT_EQ(found.reached[v], d[s][v] < far);
      if (!found.reached[v]) continue;
      ASSERT_EQ(found.distance[v], static_cast<double>(d[s][v]));
    }
    ASSERT_EQ(found.ties, ties::exact);
    ASSERT_TRUE(found.why.empty());
    if (std::find(g.length.begin(), g.length.end(), 0) != g.length.end()) continue;  // infinitely many walks

    ASSERT_TRUE(std::is_sorted(found.order.begin(), found.order.end(), [&](vertex_id a, vertex_id b) {
      return found.distance[a] < found.distance[b] || (found.distance[a] == found.distance[b] && a < b);
    }));
    const auto paths = count_shortest_paths(graph, g.lengths(), s);
    ASSERT_EQ(paths.ties, ties::exact);
    for (vertex_id v = 0; v < g.n; ++v)
      ASSERT_EQ(paths.count[v], path_count::of(found.reached[v] ? walks(arcs, s, v, d[s][v]) : 0));
  }
}

TEST(Dijkstra, AgreesWithFloydAndWithAllWalksOneByOneOnRandomMultigraphs) {
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    SCOPED_TRACE(seed);
    const plain_graph g = small_cases::random_case(seed, 7, 14);
    expect_right(g.undirected(), g, false);
    expect_right(g.directed(), g, true);
    if (HasFatalFailure()) return;
  }
}

TEST(Dijkstra, TakesLengthsOfZero) {
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    SCOPED_TRACE(seed);
    const plain_graph g = small_cases::random_case(seed, 7, 14, 0);
    expect_right(g.undirected(), g, false);
    expect_right(g.directed(), g, true);
    if (HasFatalFailure()) return;
  }
}

TEST(Dijkstra, AgainstTheArcsIsDijkstraOnTheReversedGraph) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const plain_graph g = small_cases::random_case(seed, 8, 16);
    plain_graph reversed = g;
    for (auto& e : reversed.ends) std::swap(e.source, e.target);
    const auto back = dijkstra(g.directed(), g.lengths(), 0, {.arcs = travel::against});
    const auto there = dijkstra(reversed.directed(), g.lengths(), 0);
    ASSERT_EQ(back.distance, there.distance) << seed;
    ASSERT_EQ(back.predecessor_edge, there.predecessor_edge) << seed;
    ASSERT_EQ(count_shortest_paths(g.directed(), g.lengths(), 0, {.arcs = travel::against}).count,
              count_shortest_paths(reversed.directed(), g.lengths(), 0).count);
  }
}

TEST(Dijkstra, WithEqualLengthsIsBreadthFirst) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const plain_graph g = small_cases::random_case(seed, 9, 18);
    const auto lengths = edge_lengths::uniform(g.ends.size());
    const auto by_length = dijkstra(g.undirected(), lengths, 0);
    const auto by_hops = breadth_first(g.undirected(), 0);
    ASSERT_EQ(by_length.reached, by_hops.reached);
    ASSERT_TRUE(std::equal(by_length.distance.begin(), by_length.distance.end(), by_hops.distance.begin(),
                           [](double a, std::uint32_t b) { return a == b; }));
    ASSERT_EQ(count_shortest_paths(g.undirected(), lengths, 0).count, count_shortest_paths(g.undirected(), 0).count);
  }
}

// 0 -> 1 -> 3 and 0 -> 2 -> 3, with the given lengths of 0-1, 1-3, 0-2, 2-3.
path_counts_result two_ways(const edge_lengths& lengths) {
  return count_shortest_paths(undirected_graph(4, {{0, 1}, {1, 3}, {0, 2}, {2, 3}}), lengths, 0);
}

TEST(Dijkstra, FindsOneTenthAndTwoTenthsEqualToThreeTenths) {
  const auto paths = two_ways(edge_lengths::from({0.1, 0.3, 0.2, 0.2}));
  EXPECT_EQ(paths.count[3], path_count::of(2));
  EXPECT_EQ(paths.ties, ties::exact);
  EXPECT_EQ(dijkstra(undirected_graph(3, {{0, 1}, {1, 2}}), edge_lengths::from({0.1, 0.2}), 0).distance[2], 0.3);
}

TEST(Dijkstra, TellsNeighbouringLargeNumbersApart) {
  EXPECT_EQ(two_ways(edge_lengths::from({1e11, 1e11, 1e11, 1e11})).count[3], path_count::of(2));
  EXPECT_EQ(two_ways(edge_lengths::from({1e11, 1e11, 1e11, 1e11 + 1})).count[3], path_count::of(1));
}

TEST(Dijkstra, AddsLengthsThatLeave64BitsIn128) {
  constexpr std::int64_t huge = INT64_MAX - 8;
  const auto equal = edge_lengths::over(1, {huge, huge - 1, huge - 1, huge});
  EXPECT_EQ(two_ways(equal).count[3], path_count::of(2));
  const auto apart = edge_lengths::over(1, {huge, huge - 1, huge - 1, huge - 1});
  EXPECT_EQ(two_ways(apart).count[3], path_count::of(1));
  const auto far_away = dijkstra(undirected_graph(4, {{0, 1}, {1, 3}, {0, 2}, {2, 3}}), equal, 0);
  EXPECT_EQ(far_away.ties, ties::exact);
  EXPECT_DOUBLE_EQ(far_away.distance[3], 2.0 * static_cast<double>(huge));
}

TEST(Dijkstra, GivesTheSameIn128BitsAsIn64) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const plain_graph g = small_cases::random_case(seed, 8, 16);
    const undirected_graph graph = g.undirected();
    const auto lengths = g.lengths();
    const detail::exact_lengths<std::int64_t> narrow{lengths.numerators(), lengths.unit()};
    const detail::exact_lengths<int128> wide{lengths.numerators(), lengths.unit()};
    detail::shortest_path_search a(g.n, narrow);
    detail::shortest_path_search b(g.n, wide);
    for (vertex_id s = 0; s < g.n; ++s) {  // one workspace, many sources
      a.run(graph.view().out, s);
      b.run(graph.view().out, s);
      ASSERT_TRUE(std::equal(a.order().begin(), a.order().end(), b.order().begin(), b.order().end()));
      for (const vertex_id v : a.order()) ASSERT_TRUE(b.distance(v) == a.distance(v));
      const auto fresh = dijkstra(graph, lengths, s);
      ASSERT_TRUE(std::equal(a.order().begin(), a.order().end(), fresh.order.begin(), fresh.order.end()));
    }
  }
}

edge_lengths rounded(std::vector<double> values) { return edge_lengths::rounded(std::move(values), "a reason"); }

TEST(Dijkstra, SaysWhyItsTiesAreApproximateAndComparesWithinOneInATrillion) {
  const auto near = two_ways(rounded({0.1, 0.2, 0.2, 0.1 + 1e-14}));
  EXPECT_EQ(near.ties, ties::approximate);
  EXPECT_EQ(near.why, "a reason");
  EXPECT_EQ(near.count[3], path_count::of(2));
  EXPECT_EQ(two_ways(rounded({1.0, 1.0, 1.0, 1.0 + 1.9e-12})).count[3], path_count::of(2));  // 0.95e-12 of 2
  EXPECT_EQ(two_ways(rounded({1.0, 1.0, 1.0, 1.0 + 2.1e-12})).count[3], path_count::of(1));  // 1.05e-12 of 2
  const auto tree = dijkstra(undirected_graph(2, {{0, 1}}), rounded({0.5}), 0);
  EXPECT_EQ(tree.ties, ties::approximate);
  EXPECT_EQ(tree.why, "a reason");
  EXPECT_EQ(tree.distance[1], 0.5);
}

TEST(Dijkstra, NeverPrecedesBothWaysWhereLengthsVanishInRounding) {
  // 1 and 2 are 1 from 0 and 1e-300 from each other: in doubles 1 + 1e-300 = 1, yet only the one settled first precedes.
  const undirected_graph g(3, {{0, 1}, {0, 2}, {1, 2}});
  const auto paths = count_shortest_paths(g, rounded({1.0, 1.0, 1e-300}), 0);
  EXPECT_EQ(paths.count[1], path_count::of(1));
  EXPECT_EQ(paths.count[2], path_count::of(2));
  const detail::approximate_lengths policy{};
  EXPECT_EQ(policy.tolerance, 1e-12);
}

TEST(Dijkstra, InDoublesAgreesWithExactOnWholeLengths) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    const plain_graph g = small_cases::random_case(seed, 8, 16);
    const auto doubles = rounded({g.length.begin(), g.length.end()});
    for (const travel arcs : {travel::along, travel::against}) {
      const auto exact = dijkstra(g.directed(), g.lengths(), 0, {.arcs = arcs});
      const auto approximate = dijkstra(g.directed(), doubles, 0, {.arcs = arcs});
      ASSERT_EQ(exact.distance, approximate.distance);
      ASSERT_EQ(exact.order, approximate.order);
      ASSERT_EQ(exact.predecessor_edge, approximate.predecessor_edge);
      ASSERT_EQ(count_shortest_paths(g.directed(), g.lengths(), 0, {.arcs = arcs}).count,
                count_shortest_paths(g.directed(), doubles, 0, {.arcs = arcs}).count);
    }
  }
}

TEST(Dijkstra, GivesTheSameForOtherContainers) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    const plain_graph g = small_cases::random_case(seed, 9, 16);
    const auto ours = dijkstra(g.undirected(), g.lengths(), 0);
    const auto lists = small_cases::as_lists<boost::undirectedS>(g);
    const auto of_lists = dijkstra(lists, lengths_from(lists, get(boost::edge_weight, lists)), 0);
    ASSERT_EQ(of_lists.distance, ours.distance);
    ASSERT_EQ(of_lists.order, ours.order);
    ASSERT_EQ(of_lists.predecessor_edge, ours.predecessor_edge);
    const auto vectors = small_cases::as_vectors<boost::directedS>(g);
    const auto lengths = lengths_from(vectors, get(boost::edge_weight, vectors));
    const auto directed = dijkstra(g.directed(), g.lengths(), 0);
    ASSERT_EQ(dijkstra(vectors, lengths, 0).distance, directed.distance);
    ASSERT_EQ(dijkstra(vectors, lengths, 0).predecessor, directed.predecessor);
    ASSERT_EQ(count_shortest_paths(vectors, lengths, 0).count, count_shortest_paths(g.directed(), g.lengths(), 0).count);
  }
}

TEST(Dijkstra, CountsAChainOf1100DiamondsWithLengths) {
  std::vector<endpoints> ends;
  std::vector<double> lengths;
  for (vertex_id d = 0; d < 1100; ++d)
    for (const vertex_id side : {3 * d + 1, 3 * d + 2}) {
      ends.push_back({3 * d, side});
      ends.push_back({side, 3 * d + 3});
      lengths.insert(lengths.end(),
                     side % 3 == 1 ? std::initializer_list<double>{0.1, 0.2} : std::initializer_list<double>{0.2, 0.1});
    }
  const auto paths = count_shortest_paths(undirected_graph(3301, ends), edge_lengths::from(lengths), 0);
  EXPECT_EQ(paths.count[3300], (path_count{1.0, 1100}));
}

/// The input_error that a call throws; fails if it throws none.
input_error error_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const input_error& bad) {
    return bad;
  }
  ADD_FAILURE() << "accepted";
  return {"", "", "", ""};
}

TEST(Dijkstra, RefusesBadCallsByName) {
  const undirected_graph g(3, {{0, 1}, {1, 2}});
  const auto good = edge_lengths::from({1.0, 2.0});
  EXPECT_EQ(error_of([&] { (void)dijkstra(g, good, 3); }).parameter(), "source");
  EXPECT_EQ(error_of([&] { (void)count_shortest_paths(g, good, 3); }).parameter(), "source");
  EXPECT_THAT(error_of([&] { (void)dijkstra(g, edge_lengths::from({1.0}), 0); }).what(),
              HasSubstr("dijkstra: number of edge values is 1"));
  EXPECT_THAT(error_of([&] { (void)count_shortest_paths(g, edge_lengths::from({1.0}), 0); }).what(),
              HasSubstr("number of edge values"));

  const auto negative = error_of([&] { (void)dijkstra(g, edge_lengths::from({1.0, -0.5}), 0); });
  EXPECT_EQ(negative.parameter(), "lengths");
  EXPECT_EQ(negative.value(), "-0.5 at edge 1");
  EXPECT_EQ(negative.allowed(), "lengths >= 0");
  EXPECT_EQ(error_of([&] { (void)dijkstra(g, rounded({-1.0, 1.0}), 0); }).value(), "-1 at edge 0");

  const auto zero = error_of([&] { (void)count_shortest_paths(g, edge_lengths::from({1.0, 0.0}), 0); });
  EXPECT_EQ(zero.value(), "0 at edge 1");
  EXPECT_EQ(zero.allowed(), "lengths > 0");
  EXPECT_EQ(error_of([&] { (void)dijkstra(g, rounded({1e308, 1e308}), 0); }).parameter(), "lengths");
}

TEST(Dijkstra, OfALoneVertexReachesItAlone) {
  const auto found = dijkstra(undirected_graph(1, {}), edge_lengths::uniform(0), 0);
  EXPECT_THAT(found.order, ElementsAre(0));
  EXPECT_THAT(found.distance, ElementsAre(0.0));
  EXPECT_EQ(error_of([] { (void)dijkstra(undirected_graph(), edge_lengths::uniform(0), 0); }).parameter(), "source");
}

TEST(Dijkstra, StopsOnRequestAndSearchesOnInTheSameWorkspace) {
  std::vector<endpoints> ends;
  for (vertex_id v = 0; v < 40'000; ++v) ends.push_back({v, v + 1});
  const undirected_graph g(40'001, ends);
  const auto lengths = edge_lengths::uniform(ends.size());
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW((void)dijkstra(g, lengths, 0, {.run = {.stop = stop.get_token()}}), cancelled);
  EXPECT_THROW((void)count_shortest_paths(g, lengths, 0, {.run = {.stop = stop.get_token()}}), cancelled);
  double last = 0.0;
  (void)dijkstra(g, lengths, 0, {.run = {.progress = [&](double p) { last = p; }}});
  EXPECT_EQ(last, 1.0);

  detail::shortest_path_search search(g.vertices(), detail::exact_lengths<std::int64_t>{lengths.numerators(), lengths.unit()});
  EXPECT_THROW(search.run(g.view().out, 20'000, [] { throw cancelled(); }), cancelled);
  search.run(g.view().out, 0);
  EXPECT_EQ(search.order().size(), 40'001U);
  EXPECT_EQ(search.distance(40'000), 40'000);
}

TEST(Dijkstra, RelabellingChangesNothing) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const plain_graph g = small_cases::random_case(seed, 9, 18);
    random_stream random(seed, "relabel");
    std::vector<vertex_id> name(g.n);
    for (vertex_id v = 0; v < g.n; ++v) name[v] = v;
    shuffle(std::span(name), random);
    plain_graph other = g;
    for (auto& e : other.ends) e = {name[e.source], name[e.target]};
    const auto a = count_shortest_paths(g.directed(), g.lengths(), 0);
    const auto b = count_shortest_paths(other.directed(), g.lengths(), name[0]);
    const auto da = dijkstra(g.directed(), g.lengths(), 0);
    const auto db = dijkstra(other.directed(), g.lengths(), name[0]);
    for (vertex_id v = 0; v < g.n; ++v) {
      ASSERT_EQ(a.count[v], b.count[name[v]]);
      ASSERT_EQ(da.distance[v], db.distance[name[v]]);
    }
  }
}

}  // namespace
}  // namespace coopgraph
