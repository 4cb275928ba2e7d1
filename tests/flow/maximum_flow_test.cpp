// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/flow/maximum_flow.hpp>
#include <coopgraph/flow/verify.hpp>
#include <coopgraph/graph/generators.hpp>

#include "flow/flow_cases.hpp"
#include "flow/karate_weights.hpp"
#include "support/matchers.hpp"
#include "support/rounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/boykov_kolmogorov_max_flow.hpp>

#include <algorithm>
#include <chrono>
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

maximum_flow_result solved(const flow_case& c) {
  return kit::with_graph(c.list, [&](const auto& graph) { return maximum_flow(graph, c.capacities(), c.sources, c.targets); });
}

std::vector<std::string> violations(const flow_case& c, const maximum_flow_result& result) {
  return kit::with_graph(
      c.list, [&](const auto& graph) { return check_maximum_flow(graph, c.capacities(), c.sources, c.targets, result); });
}

std::int64_t value_of(const flow_case& c) {
  const maximum_flow_result result = solved(c);
  EXPECT_THAT(violations(c, result), IsEmpty());
  EXPECT_EQ(result.status, flow_status::optimal);
  return static_cast<std::int64_t>(to_double(result.value));
}

/// The least capacity of all cuts, and the vertices that are on the source side of all least cuts. Bit v: vertex v.
struct all_cuts {
  std::optional<std::int64_t> least;  // nothing: an unlimited edge crosses each
  std::uint32_t always = 0;
};

all_cuts enumerate(const flow_case& c) {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  for (const vertex_id v : c.sources) from |= 1U << v;
  for (const vertex_id v : c.targets) to |= 1U << v;
  std::vector<bool> free(c.capacity.size(), false);
  for (const edge_id e : c.unlimited) free[e] = true;
  all_cuts found;
  for (std::uint32_t side = 0; side < 1U << c.list.vertices; ++side) {
    if ((side & from) != from || (side & to) != 0) continue;
    std::int64_t crossing = 0;
    bool limited = true;
    for (edge_id e = 0; e < c.capacity.size(); ++e) {
      const bool tail = (side >> c.list.edges[e].source & 1U) != 0;
      const bool head = (side >> c.list.edges[e].target & 1U) != 0;
      if (tail == head || (c.list.kind == direction::directed && !tail)) continue;
      limited = limited && !free[e];
      crossing += c.capacity[e];
    }
    if (!limited || (found.least && crossing > *found.least)) continue;
    found.always = found.least && crossing == *found.least ? found.always & side : side;
    found.least = crossing;
  }
  return found;
}

// ---- values ----

TEST(MaximumFlow, OfSixVerticesIsThatOfTheBook) {  // 23, cut {s, v1, v2, v4}; networkx 2.8.8 says the same
  const flow_case c = six_vertices();
  const auto result = solved(c);
  EXPECT_EQ(result.status, flow_status::optimal);
  EXPECT_EQ(result.value, (scaled_number{23, 1}));
  EXPECT_THAT(result.minimum_cut.source_side, ElementsAre(0, 1, 2, 4));
  EXPECT_THAT(result.minimum_cut.edges, ElementsAre(3, 6, 8));
  EXPECT_EQ(result.minimum_cut.capacity, (scaled_number{23, 1}));
  EXPECT_THAT(result.unlimited_path.vertices, IsEmpty());
  EXPECT_THAT(violations(c, result), IsEmpty());
}

TEST(MaximumFlow, OfAChainIsSolvedByHand) {
  const auto result = maximum_flow(directed_graph(4, {{0, 1}, {1, 2}, {2, 3}}), edge_capacities::from({0.5, 0.25, 4}), 0, 3);
  EXPECT_EQ(to_text(result.value), "0.25");
  for (edge_id e = 0; e < 3; ++e) EXPECT_EQ(result.flow[e], 0.25);
  EXPECT_THAT(result.minimum_cut.source_side, ElementsAre(0, 1));
  EXPECT_THAT(result.minimum_cut.edges, ElementsAre(1));
}

TEST(MaximumFlow, OfTheKarateClubIsAsPublished) {  // networkx 2.8.8
  const auto club = kit::undirected(kit::karate_club());
  EXPECT_EQ(maximum_flow(club, edge_capacities::uniform(78), 0, 33).value, (scaled_number{10, 1}));
  const auto met = edge_capacities::over(1, karate_meetings());
  const auto result = maximum_flow(club, met, 0, 33);
  EXPECT_EQ(result.value, (scaled_number{22, 1}));
  EXPECT_EQ(result.minimum_cut.source_side.size(), 16U);
}

TEST(MaximumFlow, AgreesWithAllCutsOnRandomMultigraphs) {
  std::size_t unbounded = 0;
  for (std::uint64_t round = 0; round < rounds(6000); ++round) {
    random_stream random(1, "maximum flow", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    const std::size_t n = 2 + random.below(round % 100 == 0 ? 11 : 7);
    const flow_case c = random_case(random, kind, n, random.below(4 * n));
    const auto result = solved(c);
    ASSERT_THAT(violations(c, result), IsEmpty()) << "round " << round;
    const all_cuts cuts = enumerate(c);
    ASSERT_EQ(result.status == flow_status::optimal, cuts.least.has_value()) << "round " << round;
    if (!cuts.least) {
      ++unbounded;
      continue;
    }
    ASSERT_EQ(result.value, (scaled_number{*cuts.least, 1})) << "round " << round;
    std::uint32_t side = 0;
    for (const vertex_id v : result.minimum_cut.source_side) side |= 1U << v;
    ASSERT_EQ(side, cuts.always) << "round " << round;
  }
  EXPECT_GT(unbounded, rounds(300));  // both outcomes are met
  EXPECT_LT(unbounded, rounds(3000));
}

TEST(MaximumFlow, IsProvenOnLongStrips) {  // of paths short and long: both ways of solving take part, also one after the other
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(2, "maximum flow", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    flow_case c = random_strip(random, kind, 8 + random.below(round % 4 == 0 ? 300 : 40), 2 + random.below(9));
    if (round % 3 == 0)
      for (edge_id e = 0; e < c.capacity.size(); ++e)
        if (random.below(20) == 0) c.unlimited.push_back(e);
    ASSERT_THAT(violations(c, solved(c)), IsEmpty()) << "round " << round;
  }
}

TEST(MaximumFlow, AgreesWithBoykovKolmogorovOfBoost) {
  using traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
  struct arc {
    std::int64_t capacity = 0, room = 0;
    traits::edge_descriptor reverse;
  };
  struct vertex {
    traits::edge_descriptor predecessor;
    boost::default_color_type color = {};
    long distance = 0;
  };
  using network = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, vertex, arc>;
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(3, "maximum flow", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    flow_case c = random_case(random, kind, 20, 60);
    c.unlimited.clear();
    c.sources.resize(1);
    c.targets.resize(1);
    network peer(20);
    for (edge_id e = 0; e < c.capacity.size(); ++e) {
      const auto [u, v] = c.list.edges[e];
      if (u == v) continue;
      const auto forth = add_edge(u, v, peer).first;
      const auto back = add_edge(v, u, peer).first;
      peer[forth] = {c.capacity[e], 0, back};
      peer[back] = {kind == direction::undirected ? c.capacity[e] : 0, 0, forth};
    }
    const std::int64_t value = boost::boykov_kolmogorov_max_flow(
        peer, get(&arc::capacity, peer), get(&arc::room, peer), get(&arc::reverse, peer), get(&vertex::predecessor, peer),
        get(&vertex::color, peer), get(&vertex::distance, peer), get(boost::vertex_index, peer), c.sources[0], c.targets[0]);
    ASSERT_EQ(value_of(c), value) << "round " << round;
  }
}

// ---- exact numbers ----

TEST(MaximumFlow, AddsDecimalsExactly) {
  const directed_graph graph(4, {{0, 1}, {0, 2}, {1, 3}, {2, 3}, {1, 2}});
  const auto capacities = edge_capacities::from({0.1, 0.2, 0.15, 0.3, 0.05});
  const auto result = maximum_flow(graph, capacities, 0, 3);
  EXPECT_EQ(to_text(result.value), "0.3");
  EXPECT_EQ(to_double(result.value), 0.3);  // 0.1 + 0.2 is not
  EXPECT_THAT(check_maximum_flow(graph, capacities, 0, 3, result), IsEmpty());
}

TEST(MaximumFlow, OfCapacitiesNear2To63IsExact) {
  const directed_graph chain(3, {{0, 1}, {1, 2}});
  EXPECT_EQ(maximum_flow(chain, edge_capacities::over(1, {giant, giant - 1}), 0, 2).value, (scaled_number{giant - 1, 1}));
  const undirected_graph both(3, {{0, 1}, {1, 2}, {0, 2}});
  const auto capacities = edge_capacities::over(1, {giant - 7, giant, 7});
  const auto result = maximum_flow(both, capacities, 0, 2);
  EXPECT_EQ(result.value, (scaled_number{giant, 1}));
  EXPECT_THAT(check_maximum_flow(both, capacities, 0, 2, result), IsEmpty());
}

TEST(MaximumFlow, NeedsOnlyOneOfTheTwoSumsBelow2To63) {
  for (const bool reversed : {false, true}) {
    // Three giants and a small one in a row, widely open on one side.
    edge_list list{direction::directed, 4, {{0, 1}, {0, 1}, {0, 1}, {1, 2}, {2, 1}, {2, 3}, {2, 3}}};
    flow_case c{list, {giant, giant, giant, giant, giant, 5, giant - 5}, {}, {0}, {3}};
    if (reversed) {
      c.list = kit::turned_round(list);
      std::swap(c.sources, c.targets);
    }
    const auto result = solved(c);
    EXPECT_EQ(result.value, (scaled_number{giant, 1}));
    EXPECT_THAT(violations(c, result), IsEmpty());
  }
}

TEST(MaximumFlow, NamesAnOverflowBeforeSolving) {
  const directed_graph graph(4, {{0, 1}, {0, 2}, {1, 3}, {2, 3}});
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return maximum_flow(graph, edge_capacities::over(1, {giant, giant - 1, giant, giant - 1}), 0, 3);
      },
      "capacities",
      "an overflow: they add up to 18446744073709551613 units out of the sources and to 18446744073709551613 units into the "
      "targets",
      "one of these sums below 2^63 units; lower capacities that are no real limit, or round them to fewer decimals"));
  // Equal giants are small in a large unit.
  EXPECT_EQ(to_text(maximum_flow(graph, edge_capacities::uniform(4, giant), 0, 3).value), "18446744073709551614");
  // What does not lie at the ends does not count.
  EXPECT_EQ(
      maximum_flow(directed_graph(4, {{0, 1}, {1, 2}, {1, 2}, {2, 3}}), edge_capacities::over(1, {1, giant, giant, 2}), 0, 3)
          .value,
      (scaled_number{1, 1}));
}

// ---- unlimited edges ----

TEST(MaximumFlow, AlongUnlimitedEdgesIsUnboundedAndShowsAShortestPath) {
  const directed_graph graph(5, {{0, 1}, {1, 2}, {2, 4}, {0, 3}, {3, 4}, {4, 0}});
  const auto capacities = flow_capacities::from({std::nullopt, std::nullopt, std::nullopt, std::nullopt, std::nullopt, 1});
  const auto result = maximum_flow(graph, capacities, 0, 4);
  EXPECT_EQ(result.status, flow_status::unbounded);
  EXPECT_THAT(result.unlimited_path.vertices, ElementsAre(0, 3, 4));
  EXPECT_THAT(result.unlimited_path.edges, ElementsAre(3, 4));
  EXPECT_EQ(result.flow.size(), 6U);
  EXPECT_EQ(result.flow[3], 0.0);
  EXPECT_EQ(result.value, scaled_number{});
  EXPECT_THAT(result.minimum_cut.source_side, IsEmpty());
}

TEST(MaximumFlow, PassesThroughUnlimitedEdgesUpToItsValue) {
  // 0 => 1 -> 2 => 3 -> 4 => 5, => unlimited
  const directed_graph graph(6, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}});
  const auto capacities = flow_capacities::from({std::nullopt, 7, std::nullopt, 9, std::nullopt});
  const auto result = maximum_flow(graph, capacities, 0, 5);
  EXPECT_EQ(result.value, (scaled_number{7, 1}));
  for (edge_id e = 0; e < 5; ++e) EXPECT_EQ(result.flow[e], 7.0);
  EXPECT_THAT(result.minimum_cut.source_side, ElementsAre(0, 1));
}

TEST(MaximumFlow, DoesNotLookAtTheValueOfAnUnlimitedEdge) {
  const directed_graph graph(3, {{0, 1}, {1, 2}});
  for (const std::int64_t there : {std::int64_t{-5}, std::int64_t{0}, giant}) {
    const flow_capacities capacities(edge_capacities::over(1, {there, 3}), {0, 0});
    EXPECT_EQ(maximum_flow(graph, capacities, 0, 2).value, (scaled_number{3, 1}));
  }
}

// ---- conventions ----

TEST(MaximumFlow, SharesAnUndirectedCapacityBetweenBothDirections) {
  const auto there = maximum_flow(undirected_graph(2, {{0, 1}}), edge_capacities::over(1, {3}), 0, 1);
  const auto back = maximum_flow(undirected_graph(2, {{0, 1}}), edge_capacities::over(1, {3}), 1, 0);
  EXPECT_EQ(there.flow[0], 3.0);
  EXPECT_EQ(back.flow[0], -3.0);  // from target[e] to source[e]
}

TEST(MaximumFlow, AddsUpParallelEdgesAndPassesLoopsBy) {
  const directed_graph graph(2, {{0, 1}, {0, 0}, {0, 1}, {1, 1}, {1, 0}});
  const auto result = maximum_flow(graph, edge_capacities::over(1, {2, 9, 3, 9, 4}), 0, 1);
  EXPECT_EQ(result.value, (scaled_number{5, 1}));
  EXPECT_THAT(std::vector<double>({result.flow[0], result.flow[1], result.flow[2], result.flow[3], result.flow[4]}),
              ElementsAre(2, 0, 3, 0, 0));
}

TEST(MaximumFlow, NeverEntersASourceNorLeavesATarget) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    random_stream random(4, "maximum flow", round);
    const flow_case c = random_case(random, direction::directed, 8, 30);
    const auto result = solved(c);
    const auto holds = [](const std::vector<vertex_id>& list, vertex_id v) {
      return std::find(list.begin(), list.end(), v) != list.end();
    };
    for (edge_id e = 0; e < 30; ++e) {
      const auto [tail, head] = c.list.edges[e];
      if (holds(c.sources, head) || holds(c.targets, tail)) {
        ASSERT_EQ(result.flow[e], 0.0);
      }
    }
  }
}

TEST(MaximumFlow, OfDegenerateGraphs) {
  const flow_case apart{{direction::undirected, 4, {{0, 1}, {2, 3}}}, {1, 1}, {}, {0}, {3}};
  const auto result = solved(apart);
  EXPECT_EQ(result.value, scaled_number{});
  EXPECT_THAT(result.minimum_cut.source_side, ElementsAre(0, 1));
  EXPECT_THAT(result.minimum_cut.edges, IsEmpty());
  EXPECT_EQ(value_of({{direction::directed, 2, {}}, {}, {}, {0}, {1}}), 0);
  EXPECT_EQ(value_of({{direction::directed, 2, {{1, 0}}}, {8}, {}, {0}, {1}}), 0);
  EXPECT_EQ(value_of({{direction::directed, 3, {{0, 1}, {1, 2}}}, {0, 0}, {}, {0}, {2}}), 0);
  EXPECT_EQ(value_of({{direction::undirected, 3, {{0, 1}, {1, 2}}}, {2, 2}, {}, {0, 1, 0}, {2}}), 2);
}

// ---- relations ----

template <class Change>
void expect_equal_values(const char* purpose, const Change& change, std::int64_t factor = 1) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(5, purpose, round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    flow_case c = random_case(random, kind, 8, 24);
    c.unlimited.clear();
    const std::int64_t value = value_of(c);
    change(c, random);
    ASSERT_EQ(value_of(c), factor * value) << purpose << ", round " << round;
  }
}

TEST(MaximumFlow, KeepsItsValueWhereTheNetworkMeansTheSame) {
  expect_equal_values("turned round", [](flow_case& c, random_stream&) {
    c.list = kit::turned_round(c.list);
    std::swap(c.sources, c.targets);
  });
  expect_equal_values("an edge subdivided", [](flow_case& c, random_stream&) {
    const endpoints cut = c.list.edges[0];
    const auto middle = static_cast<vertex_id>(c.list.vertices++);
    c.list.edges[0].target = middle;
    c.list.edges.push_back({middle, cut.target});
    c.capacity.push_back(c.capacity[0]);
  });
  expect_equal_values("an edge split into parallel ones", [](flow_case& c, random_stream& random) {
    c.list.edges.push_back(c.list.edges[0]);
    c.capacity.push_back(static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(c.capacity[0] + 1))));
    c.capacity[0] -= c.capacity.back();
  });
  expect_equal_values("one source before all", [](flow_case& c, random_stream&) {
    const auto before = static_cast<vertex_id>(c.list.vertices++);
    for (const vertex_id v : c.sources) {
      c.unlimited.push_back(c.list.edges.size());
      c.list.edges.push_back({before, v});
      c.capacity.push_back(0);
    }
    c.sources = {before};
  });
  expect_equal_values("another graph beside it", [](flow_case& c, random_stream& random) {
    const edge_list other = kit::random_multigraph(random, c.list.kind, 5, 9);
    c.list = kit::beside(c.list, other);
    c.capacity.resize(c.list.edges.size(), 3);
  });
  expect_equal_values(
      "all capacities times 7",
      [](flow_case& c, random_stream&) {
        for (std::int64_t& x : c.capacity) x *= 7;
      },
      7);
  expect_equal_values(
      "without the cut",
      [](flow_case& c, random_stream&) {
        for (const edge_id e : solved(c).minimum_cut.edges) c.capacity[e] = 0;
      },
      0);
}

TEST(MaximumFlow, RisesByNoMoreThanACapacityThatIsAdded) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(6, "maximum flow", round);
    flow_case c = random_case(random, round % 2 == 0 ? direction::undirected : direction::directed, 8, 20);
    c.unlimited.clear();
    const std::int64_t before = value_of(c);
    c.list.edges.push_back({static_cast<vertex_id>(random.below(8)), static_cast<vertex_id>(random.below(8))});
    c.capacity.push_back(3);
    const std::int64_t after = value_of(c);
    ASSERT_GE(after, before);
    ASSERT_LE(after, before + 3);
  }
}

TEST(MaximumFlow, OfAnUndirectedGraphIsThatOfItsArcsBothWays) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(7, "maximum flow", round);
    flow_case c = random_case(random, direction::undirected, 8, 20);
    c.unlimited.clear();
    flow_case both = c;
    both.list.kind = direction::directed;
    for (edge_id e = 0; e < 20; ++e) {
      both.list.edges.push_back({c.list.edges[e].target, c.list.edges[e].source});
      both.capacity.push_back(c.capacity[e]);
    }
    ASSERT_EQ(value_of(both), value_of(c));
  }
}

TEST(MaximumFlow, FollowsTheRelabellingAndTheOrderOfEdges) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(8, "maximum flow", round);
    flow_case c = random_case(random, round % 2 == 0 ? direction::undirected : direction::directed, 9, 25);
    const auto plain = solved(c);
    const auto name = kit::random_order(random, 9);
    const auto place = kit::random_order(random, 25);
    flow_case other = c;
    other.unlimited.clear();
    const edge_list renamed = kit::relabelled(c.list, name);
    for (edge_id e = 0; e < 25; ++e) {
      other.list.edges[place[e]] = renamed.edges[e];
      other.capacity[place[e]] = c.capacity[e];
    }
    for (const edge_id e : c.unlimited) other.unlimited.push_back(place[e]);
    for (vertex_id& v : other.sources) v = name[v];
    for (vertex_id& v : other.targets) v = name[v];
    const auto found = solved(other);
    ASSERT_EQ(found.status, plain.status);
    ASSERT_EQ(found.value, plain.value);
    std::vector<vertex_id> side;
    for (const vertex_id v : plain.minimum_cut.source_side) side.push_back(name[v]);
    std::sort(side.begin(), side.end());
    ASSERT_EQ(found.minimum_cut.source_side, side);
  }
}

TEST(MaximumFlow, IsTheSameForAnyNumberOfThreadsAndOnABoostContainer) {
  random_stream random(9, "maximum flow");
  const flow_case c = random_strip(random, direction::directed, 60, 5);
  const auto plain = solved(c);
  for (const unsigned threads : {1U, 2U, 8U}) {
    const auto again = maximum_flow(kit::directed(c.list), c.capacities(), c.sources, c.targets, {.run = {.threads = threads}});
    EXPECT_EQ(again.flow, plain.flow);
  }
  // A vecS adjacency_list lists its edges by source.
  boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> foreign(c.list.vertices);
  std::vector<edge_id> order(c.list.edges.size());
  for (edge_id e = 0; e < order.size(); ++e) order[e] = e;
  std::stable_sort(order.begin(), order.end(),
                   [&](edge_id a, edge_id b) { return c.list.edges[a].source < c.list.edges[b].source; });
  std::vector<std::int64_t> by_source;
  for (const edge_id e : order) {
    add_edge(c.list.edges[e].source, c.list.edges[e].target, foreign);
    by_source.push_back(c.capacity[e]);
  }
  const auto capacities = edge_capacities::over(1, by_source);
  const auto found = maximum_flow(foreign, capacities, c.sources, c.targets);
  EXPECT_EQ(found.value, plain.value);
  EXPECT_EQ(found.minimum_cut.source_side, plain.minimum_cut.source_side);
  EXPECT_THAT(check_maximum_flow(foreign, capacities, c.sources, c.targets, found), IsEmpty());
}

// ---- refusals ----

TEST(MaximumFlow, RefusesCapacitiesThatItCannotTake) {
  const directed_graph graph(3, {{0, 1}, {1, 2}});
  EXPECT_TRUE(kit::refuses<input_error>([&] { return maximum_flow(graph, edge_capacities::uniform(1), 0, 2); },
                                        "number of edge values", "1", "2, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return maximum_flow(graph, edge_capacities::from({1, -0.5}), 0, 2);
      },
      "capacities", "-0.5 at edge 1", "capacities >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return maximum_flow(graph, edge_capacities::rounded({0.5, 0.5}, "a test"), 0, 2);
      },
      "capacities", "rounded (a test)",
      "exact capacities; round them to fewer decimals, or give whole numbers in a larger unit"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return flow_capacities(edge_capacities::uniform(2), {2}); }, "an unlimited edge",
                                        "2", "an edge with a value, below 2"));
}

TEST(MaximumFlow, RefusesEndsThatItCannotTake) {
  const directed_graph graph(3, {{0, 1}, {1, 2}});
  const auto capacities = edge_capacities::uniform(2);
  const std::vector<vertex_id> none;
  const std::vector<vertex_id> some{0, 1};
  const std::vector<vertex_id> others{2, 1};
  EXPECT_TRUE(kit::refuses<input_error>([&] { return maximum_flow(graph, capacities, 0, 0); }, "targets",
                                        "0, which is a source as well", "vertices that are no source"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return maximum_flow(graph, capacities, some, others); }, "targets",
                                        "1, which is a source as well", "vertices that are no source"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return maximum_flow(graph, capacities, 3, 0); }, "sources", "3", "0 to 2"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return maximum_flow(graph, capacities, 0, 9); }, "targets", "9", "0 to 2"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return maximum_flow(graph, capacities, none, others); }, "sources", "no vertex",
                                        "one or more"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return maximum_flow(graph, capacities, some, none); }, "targets", "no vertex",
                                        "one or more"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return maximum_flow(directed_graph(), edge_capacities::uniform(0), 0, 1); },
                                        "sources", "0", "none, the graph has no vertices"));
}

// ---- execution ----

TEST(MaximumFlow, TellsThatItIsDone) {
  std::vector<double> told;
  static_cast<void>(maximum_flow(directed_graph(2, {{0, 1}}), edge_capacities::uniform(1), 0, 1,
                                 {.run = {.progress = [&](double share) { told.push_back(share); }}}));
  EXPECT_THAT(told, ElementsAre(1.0));
}

TEST(MaximumFlow, StopsBeforeItBegins) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(static_cast<void>(maximum_flow(directed_graph(2, {{0, 1}}), edge_capacities::uniform(1), 0, 1,
                                              {.run = {.stop = stop.get_token()}})),
               cancelled);
}

TEST(MaximumFlow, StopsSoonAtAMillionEdges) {
  const auto chain = layered_supply_chain({.layers = 500, .vertices_per_layer = 500, .arcs_per_vertex = 4});
  for (const int wait : {10, 40, 80}) {
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    const std::jthread asker([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(wait));
      asked = std::chrono::steady_clock::now();
      stop.request_stop();
    });
    EXPECT_THROW(static_cast<void>(maximum_flow(chain.graph, chain.capacities, chain.sources, chain.sinks,
                                                {.run = {.stop = stop.get_token()}})),
                 cancelled);
    // Meant is 50 ms; sanitizers and a loaded machine are given ten times that.
    EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::milliseconds(500));
  }
}

TEST(MaximumFlow, StopsSoonAtAMillionEdgesThatAreScattered) {
  const auto graph = rmat({.scale = 16, .edge_factor = 18, .seed = 42});
  const auto capacities = edge_capacities::uniform(graph.edges(), 7);
  for (const int wait : {5, 15}) {
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    const std::jthread asker([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(wait));
      asked = std::chrono::steady_clock::now();
      stop.request_stop();
    });
    EXPECT_THROW(
        static_cast<void>(maximum_flow(graph, capacities, 0, 1, {.cuts = flow_cuts::all, .run = {.stop = stop.get_token()}})),
        cancelled);
    EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::milliseconds(500));
  }
}

}  // namespace
}  // namespace coopgraph::test
