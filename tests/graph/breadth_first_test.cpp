// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/graph/breadth_first.hpp>

#include "small_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace coopgraph {
namespace {

using small_cases::plain_graph;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// The number of walks of exactly `hops` steps, by powers of the matrix of multiplicities.
std::uint64_t walks(const plain_graph& g, bool directed, std::size_t from, std::size_t to, std::size_t hops) {
  std::vector<std::uint64_t> now(g.n, 0);
  now[from] = 1;
  for (std::size_t step = 0; step < hops; ++step) {
    std::vector<std::uint64_t> next(g.n, 0);
    for (const auto& a : small_cases::arcs_of(g, directed)) next[a.to] += now[a.from];
    now = next;
  }
  return now[to];
}

template <class Graph>
void expect_right(const Graph& graph, const plain_graph& g, bool directed, travel arcs) {
  const auto d = small_cases::all_hops(g, directed);
  for (vertex_id s = 0; s < g.n; ++s) {
    const auto found = breadth_first(graph, s, {.arcs = arcs});
    const auto paths = count_shortest_paths(graph, s, {.arcs = arcs});
    ASSERT_EQ(found.distance.size(), g.n);
    std::size_t reached = 0;
    for (vertex_id v = 0; v < g.n; ++v) {
      const std::size_t true_distance = arcs == travel::along ? d[s][v] : d[v][s];
      ASSERT_EQ(found.reached[v], true_distance < small_cases::apart);
      if (!found.reached[v]) {
        ASSERT_EQ(found.distance[v], 0U);
        ASSERT_EQ(found.predecessor[v], no_vertex);
        ASSERT_EQ(found.predecessor_edge[v], no_edge);
        ASSERT_EQ(paths.count[v], path_count());
        continue;
      }
      ++reached;
      ASSERT_EQ(found.distance[v], true_distance);
      const auto true_paths =
          arcs == travel::along ? walks(g, directed, s, v, true_distance) : walks(g, directed, v, s, true_distance);
      ASSERT_EQ(paths.count[v], path_count::of(true_paths));
    }
    ASSERT_EQ(found.order.size(), reached);
    ASSERT_EQ(found.order.front(), s);
    for (std::size_t i = 1; i < found.order.size(); ++i)
      ASSERT_LE(found.distance[found.order[i - 1]], found.distance[found.order[i]]);
  }
}

TEST(BreadthFirst, AgreesWithFloydAndWithPowersOfTheMatrixOnRandomMultigraphs) {
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    SCOPED_TRACE(seed);
    const plain_graph g = small_cases::random_case(seed, 8, 14);
    expect_right(g.undirected(), g, false, travel::along);
    expect_right(g.undirected(), g, false, travel::against);
    expect_right(g.directed(), g, true, travel::along);
    expect_right(g.directed(), g, true, travel::against);
    if (HasFatalFailure()) return;
  }
}

TEST(BreadthFirst, HangsEachVertexOnTheFirstVisitedOfItsPredecessorsByTheFirstOfParallelEdges) {
  //     1
  //   /   \   3 may hang on 1 or 2, and 4 by either of two parallel edges
  //  0     3 = 4
  //   \   /
  //     2
  const undirected_graph g(5, {{0, 2}, {2, 3}, {1, 3}, {0, 1}, {4, 3}, {3, 4}, {3, 3}});
  const auto found = breadth_first(g, 0);
  EXPECT_THAT(found.order, ElementsAre(0, 1, 2, 3, 4));
  EXPECT_THAT(found.distance, ElementsAre(0, 1, 1, 2, 3));
  EXPECT_THAT(found.predecessor, ElementsAre(no_vertex, 0, 0, 1, 3));
  EXPECT_THAT(found.predecessor_edge, ElementsAre(no_edge, 3, 0, 2, 4));
}

TEST(BreadthFirst, GoesAgainstTheArcsOnRequest) {
  const directed_graph g(3, {{0, 1}, {1, 2}});
  EXPECT_THAT(breadth_first(g, 2).reached, ElementsAre(false, false, true));
  const auto back = breadth_first(g, 2, {.arcs = travel::against});
  EXPECT_THAT(back.distance, ElementsAre(2, 1, 0));
  EXPECT_THAT(back.predecessor, ElementsAre(1, 2, no_vertex));
  EXPECT_THAT(back.predecessor_edge, ElementsAre(0, 1, no_edge));
}

TEST(BreadthFirst, GivesTheSameForOtherContainers) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    const plain_graph g = small_cases::random_case(seed, 9, 16);
    const auto ours = breadth_first(g.undirected(), 0);
    const auto lists = breadth_first(small_cases::as_lists<boost::undirectedS>(g), 0);
    const auto vectors = breadth_first(small_cases::as_vectors<boost::undirectedS>(g), 0);
    const auto of_view = breadth_first(g.undirected().view(), 0);
    ASSERT_EQ(lists.order, ours.order);
    ASSERT_EQ(vectors.order, ours.order);
    ASSERT_EQ(of_view.order, ours.order);
    ASSERT_EQ(lists.predecessor_edge, ours.predecessor_edge);
    ASSERT_EQ(vectors.predecessor_edge, ours.predecessor_edge);
    // A directed adjacency_list lists its edges by vertex, so edge ids are other ones, and all else is the same.
    const auto directed = breadth_first(g.directed(), 0);
    const auto directed_lists = breadth_first(small_cases::as_lists<boost::bidirectionalS>(g), 0);
    ASSERT_EQ(directed_lists.order, directed.order);
    ASSERT_EQ(directed_lists.predecessor, directed.predecessor);
    ASSERT_EQ(count_shortest_paths(small_cases::as_lists<boost::bidirectionalS>(g), 0).count,
              count_shortest_paths(g.directed(), 0).count);
  }
}

TEST(BreadthFirst, NamesAnUnknownSource) {
  const undirected_graph g(3, {{0, 1}});
  for (const auto& call : {+[](const undirected_graph& h) { (void)breadth_first(h, 3); },
                           +[](const undirected_graph& h) { (void)count_shortest_paths(h, 3); }}) {
    try {
      call(g);
      FAIL() << "accepted";
    } catch (const input_error& bad) {
      EXPECT_EQ(bad.parameter(), "source");
      EXPECT_EQ(bad.value(), "3");
      EXPECT_EQ(bad.allowed(), "0 to 2");
    }
  }
  try {
    (void)breadth_first(undirected_graph(), 0);
    FAIL() << "accepted";
  } catch (const input_error& bad) {
    EXPECT_THAT(bad.allowed(), HasSubstr("no vertices"));
  }
}

TEST(BreadthFirst, OfALoneVertexReachesItAlone) {
  const auto found = breadth_first(undirected_graph(1, {{0, 0}}), 0);
  EXPECT_THAT(found.order, ElementsAre(0));
  EXPECT_THAT(found.predecessor, ElementsAre(no_vertex));
  EXPECT_EQ(count_shortest_paths(undirected_graph(1, {{0, 0}}), 0).count[0], path_count::of(1));
}

TEST(BreadthFirst, StopsOnRequestAndReportsItsEnd) {
  std::vector<endpoints> chain;
  for (vertex_id v = 0; v < 40'000; ++v) chain.push_back({v, v + 1});
  const undirected_graph g(40'001, chain);
  std::stop_source stop;
  double last = 0.0;
  EXPECT_EQ(breadth_first(g, 0, {.run = {.stop = stop.get_token(), .progress = [&](double p) { last = p; }}}).distance.back(),
            40'000U);
  EXPECT_EQ(last, 1.0);
  stop.request_stop();
  EXPECT_THROW((void)breadth_first(g, 0, {.run = {.stop = stop.get_token()}}), cancelled);
  EXPECT_THROW((void)count_shortest_paths(g, 0, {.run = {.stop = stop.get_token()}}), cancelled);
}

TEST(BreadthFirst, SearchesAgainFromAnotherSourceInTheSameWorkspace) {
  const plain_graph g = small_cases::random_case(4, 9, 12);
  const undirected_graph graph = g.undirected();
  detail::hop_search search(g.n);
  for (vertex_id s = 0; s < g.n; ++s) {
    search.run(graph.view().out, s);
    const auto fresh = breadth_first(graph, s);
    for (vertex_id v = 0; v < g.n; ++v) {
      ASSERT_EQ(search.reached(v), fresh.reached[v]);
      if (!fresh.reached[v]) continue;
      ASSERT_EQ(search.distance(v), fresh.distance[v]);
    }
  }
}

// ---- path_count ----

TEST(PathCount, CountsAChainOf1100DiamondsAsExactlyTwoToThe1100) {
  // 0 <(1, 2)> 3 <(4, 5)> 6 …
  std::vector<endpoints> ends;
  for (vertex_id d = 0; d < 1100; ++d)
    for (const vertex_id side : {3 * d + 1, 3 * d + 2}) {
      ends.push_back({3 * d, side});
      ends.push_back({side, 3 * d + 3});
    }
  const undirected_graph g(3301, ends);
  const auto paths = count_shortest_paths(g, 0);
  for (std::uint32_t d = 0; d <= 1100; ++d) ASSERT_EQ(paths.count[3 * d], (path_count{1.0, d}));
  EXPECT_EQ(to_double(paths.count[3300]), std::nullopt);
  EXPECT_EQ(ratio(paths.count[3297], paths.count[3300]), 0.5);
}

TEST(PathCount, AddsExactlyUpToTwoToThe53) {
  random_stream random(1, "path counts");
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t a = random.bits() >> (12 + random.below(52));
    const std::uint64_t b = random.bits() >> (12 + random.below(52));
    ASSERT_EQ(path_count::of(a) + path_count::of(b), path_count::of(a + b)) << a << " + " << b;
    ASSERT_EQ(to_double(path_count::of(a)), static_cast<double>(a));
  }
  EXPECT_EQ(path_count::of((1ULL << 53U) - 1) + path_count::of(1), (path_count{1.0, 53}));
}

TEST(PathCount, RoundsASumOnceToTheNearest) {
  random_stream random(2, "path counts");
  for (int i = 0; i < 20'000; ++i) {
    const double a = 1.0 + random.uniform();
    const double b = 1.0 + random.uniform();
    const auto behind = static_cast<int>(random.below(60));
    const path_count sum = path_count{a, 2000} + path_count{b, 2000 - behind};
    const double expected = a + std::ldexp(b, -behind);  // correctly rounded by the machine
    ASSERT_EQ(std::ldexp(sum.mantissa, static_cast<int>(sum.exponent - 2000)), expected);
    ASSERT_TRUE(sum.mantissa >= 1.0 && sum.mantissa < 2.0);
    ASSERT_EQ((path_count{b, 2000 - behind} + path_count{a, 2000}), sum);
  }
}

TEST(PathCount, BecomesADoubleOrSaysThatItCannot) {
  EXPECT_EQ(to_double(path_count()), 0.0);
  EXPECT_EQ(to_double(path_count{1.5, 1023}), std::ldexp(1.5, 1023));
  EXPECT_EQ(to_double(path_count{1.0, 1024}), std::nullopt);
  EXPECT_EQ(to_double(path_count{1.0, 5'000'000'000}), std::nullopt);
  EXPECT_EQ(path_count::of(UINT64_MAX), (path_count{1.0, 64}));
}

TEST(PathCount, DividesWithinTheRangeOfADouble) {
  EXPECT_EQ(ratio(path_count::of(1), path_count::of(3)), 1.0 / 3.0);
  EXPECT_EQ(ratio(path_count{1.5, 4000}, path_count{1.0, 4001}), 0.75);
  EXPECT_EQ(ratio(path_count::of(1), path_count{1.0, 5000}), 0.0);
  EXPECT_EQ(ratio(path_count(), path_count{1.0, 5000}), 0.0);
  EXPECT_THROW((void)ratio(path_count::of(1), path_count()), input_error);
  EXPECT_THROW((void)ratio(path_count{1.0, 5000}, path_count::of(1)), input_error);
}

}  // namespace
}  // namespace coopgraph
