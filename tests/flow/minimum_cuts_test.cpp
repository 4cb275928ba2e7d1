// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/flow/maximum_flow.hpp>
#include <coopgraph/flow/verify.hpp>

#include "flow/flow_cases.hpp"
#include "support/matchers.hpp"
#include "support/rounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace coopgraph::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A network with its question, and what bounds the flow besides.
struct bounded_case {
  flow_case base;
  std::vector<std::optional<double>> through = {};  // by vertex; none: no vertex has a capacity
  std::vector<std::int64_t> lower = {};             // by edge; none: 0

  [[nodiscard]] maximum_flow_options options() const {
    maximum_flow_options made{.cuts = flow_cuts::all};
    if (!through.empty()) made.vertices = vertex_capacities::from(through);
    if (!lower.empty()) made.lower = edge_capacities::over(1, lower);
    return made;
  }
  [[nodiscard]] bool is_free(edge_id e) const {
    return std::find(base.unlimited.begin(), base.unlimited.end(), e) != base.unlimited.end();
  }
};

maximum_flow_result solved(const bounded_case& c) {
  return kit::with_graph(c.base.list, [&](const auto& graph) {
    const auto result = maximum_flow(graph, c.base.capacities(), c.base.sources, c.base.targets, c.options());
    EXPECT_THAT(check_maximum_flow(graph, c.base.capacities(), c.base.sources, c.base.targets, result, c.options()), IsEmpty());
    return result;
  });
}

// ---- the oracle: all cuts, each vertex on the source side, on the other or cut itself ----

enum class place { source_side, other_side, cut };

struct all_cuts {
  bool found = false;  // a cut without unlimited edges
  std::int64_t least = 0;
  std::set<vertex_id> first_side, last_side, vertices_in_every, vertices_in_some;
  std::set<edge_id> edges_in_every, edges_in_some;
};

template <class T>
std::set<T> common(const std::set<T>& a, const std::set<T>& b) {
  std::set<T> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(both, both.end()));
  return both;
}

void take(all_cuts& cuts, const bounded_case& c, const std::vector<place>& where) {
  std::int64_t capacity = 0;
  std::set<edge_id> edges;
  std::set<vertex_id> side;
  std::set<vertex_id> vertices;
  for (vertex_id v = 0; v < where.size(); ++v) {
    if (where[v] != place::other_side) side.insert(v);
    if (where[v] != place::cut) continue;
    if (c.through.empty() || !c.through[v]) return;
    vertices.insert(v);
    capacity += static_cast<std::int64_t>(*c.through[v]);
  }
  for (edge_id e = 0; e < c.base.list.edges.size(); ++e) {
    const auto [u, v] = c.base.list.edges[e];
    const auto leads = [&](vertex_id a, vertex_id b) { return where[a] == place::source_side && where[b] == place::other_side; };
    // A loop leads back into its vertex where that is cut itself.
    if (leads(u, v) || (c.base.list.kind == direction::undirected && leads(v, u))) {
      if (c.is_free(e)) return;
      edges.insert(e);
      capacity += c.base.capacity[e];
    } else if (!c.lower.empty() && where[u] != place::source_side && where[v] != place::other_side) {
      capacity -= c.lower[e];
    }
  }
  if (cuts.found && capacity > cuts.least) return;
  if (!cuts.found || capacity < cuts.least) {
    cuts = {true, capacity, side, {}, vertices, {}, edges, {}};
  }
  cuts.first_side = common(cuts.first_side, side);
  cuts.last_side.insert(side.begin(), side.end());
  cuts.edges_in_every = common(cuts.edges_in_every, edges);
  cuts.vertices_in_every = common(cuts.vertices_in_every, vertices);
  for (const edge_id e : edges)
    if (c.base.capacity[e] > (c.lower.empty() ? 0 : c.lower[e])) cuts.edges_in_some.insert(e);
  for (const vertex_id v : vertices)
    if (*c.through[v] > 0) cuts.vertices_in_some.insert(v);
}

all_cuts enumerate(const bounded_case& c) {
  const std::size_t n = c.base.list.vertices;
  const unsigned choices = c.through.empty() ? 2 : 3;
  std::size_t combinations = 1;
  for (std::size_t v = 0; v < n; ++v) combinations *= choices;
  all_cuts cuts;
  for (std::size_t code = 0; code < combinations; ++code) {
    std::vector<place> where;
    for (std::size_t v = 0, rest = code; v < n; ++v, rest /= choices) where.push_back(static_cast<place>(rest % choices));
    const bool separates =
        std::all_of(c.base.sources.begin(), c.base.sources.end(), [&](vertex_id v) { return where[v] != place::other_side; }) &&
        std::all_of(c.base.targets.begin(), c.base.targets.end(), [&](vertex_id v) { return where[v] != place::source_side; });
    if (separates) take(cuts, c, where);
  }
  return cuts;
}

template <class T>
std::vector<T> listed(const std::set<T>& set) {
  return {set.begin(), set.end()};
}

void expect_as_enumerated(const bounded_case& c, const maximum_flow_result& result) {
  const all_cuts cuts = enumerate(c);
  ASSERT_EQ(result.status == flow_status::optimal, cuts.found);
  if (!cuts.found) return;
  ASSERT_EQ(result.value, (scaled_number{cuts.least, 1}));
  ASSERT_EQ(result.minimum_cut.source_side, listed(cuts.first_side));
  ASSERT_EQ(result.bottlenecks.last_cut.source_side, listed(cuts.last_side));
  ASSERT_EQ(result.bottlenecks.edges, listed(cuts.edges_in_every));
  ASSERT_EQ(result.bottlenecks.vertices, listed(cuts.vertices_in_every));
  ASSERT_EQ(result.bottlenecks.edges_in_some_cut, listed(cuts.edges_in_some));
  ASSERT_EQ(result.bottlenecks.vertices_in_some_cut, listed(cuts.vertices_in_some));
}

bounded_case random_bounded_case(random_stream& random, direction kind, std::size_t n, std::size_t m) {
  bounded_case c{random_case(random, kind, n, m)};
  for (vertex_id v = 0; v < n; ++v)
    c.through.push_back(random.below(3) == 0 ? std::nullopt : std::optional<double>(static_cast<double>(random.below(7))));
  return c;
}

// ---- cuts ----

TEST(MinimumCuts, OfAChainAreSolvedByHand) {
  // 0 -2-> 1 -2-> 2 -3-> 3 -2-> 4: the cuts at 2 are least, and no raise of one edge alone helps.
  const directed_graph chain(5, {{0, 1}, {1, 2}, {2, 3}, {3, 4}});
  const auto result = maximum_flow(chain, edge_capacities::over(1, {2, 2, 3, 2}), 0, 4, {.cuts = flow_cuts::all});
  EXPECT_THAT(result.minimum_cut.source_side, ElementsAre(0));
  EXPECT_THAT(result.bottlenecks.last_cut.source_side, ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(result.bottlenecks.last_cut.edges, ElementsAre(3));
  EXPECT_THAT(result.bottlenecks.edges, IsEmpty());
  EXPECT_THAT(result.bottlenecks.edges_in_some_cut, ElementsAre(0, 1, 3));
}

TEST(MinimumCuts, OfSixVerticesAreOneOnly) {  // Cormen et al., figure 26.1
  const flow_case c = six_vertices();
  const auto result = maximum_flow(kit::directed(c.list), c.capacities(), 0, 5, {.cuts = flow_cuts::all});
  EXPECT_THAT(result.bottlenecks.last_cut.source_side, ElementsAre(0, 1, 2, 4));
  EXPECT_THAT(result.bottlenecks.edges, ElementsAre(3, 6, 8));
  EXPECT_THAT(result.bottlenecks.edges_in_some_cut, ElementsAre(3, 6, 8));
}

TEST(MinimumCuts, AreLookedForOnRequestOnly) {
  const auto result = maximum_flow(directed_graph(2, {{0, 1}}), edge_capacities::uniform(1), 0, 1);
  EXPECT_THAT(result.bottlenecks.edges, IsEmpty());
  EXPECT_THAT(result.bottlenecks.last_cut.source_side, IsEmpty());
}

TEST(MinimumCuts, AgreeWithAllCutsOnRandomMultigraphs) {
  for (std::uint64_t round = 0; round < rounds(3000); ++round) {
    random_stream random(1, "minimum cuts", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    const std::size_t n = 2 + random.below(round % 50 == 0 ? 11 : 6);
    bounded_case c{random_case(random, kind, n, random.below(4 * n))};
    for (std::int64_t& capacity : c.base.capacity) capacity %= 3;  // many least cuts
    expect_as_enumerated(c, solved(c));
    if (HasFatalFailure()) FAIL() << "round " << round;
  }
}

TEST(MinimumCuts, ContainTheEdgesWhoseRaiseRaisesTheValue) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(2, "minimum cuts", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    bounded_case c = random_bounded_case(random, kind, 6, 12);
    c.base.unlimited.clear();
    const auto result = solved(c);
    ASSERT_EQ(result.status, flow_status::optimal);
    std::vector<edge_id> raising;
    for (edge_id e = 0; e < 12; ++e) {
      bounded_case raised = c;
      ++raised.base.capacity[e];
      if (to_double(solved(raised).value) > to_double(result.value)) raising.push_back(e);
    }
    ASSERT_EQ(result.bottlenecks.edges, raising) << "round " << round;
    std::vector<vertex_id> vertices;
    for (vertex_id v = 0; v < 6; ++v) {
      if (!c.through[v]) continue;
      bounded_case raised = c;
      *raised.through[v] += 1;
      if (to_double(solved(raised).value) > to_double(result.value)) vertices.push_back(v);
    }
    ASSERT_EQ(result.bottlenecks.vertices, vertices) << "round " << round;
  }
}

// ---- vertices with capacities ----

TEST(VertexCapacities, LimitWhatPassesThrough) {
  // Two ways from 0 to 3, through 1 and through 2, which let 3 and half a unit pass.
  const directed_graph graph(4, {{0, 1}, {0, 2}, {1, 3}, {2, 3}});
  const auto capacities = edge_capacities::uniform(4, 5);
  const auto result =
      maximum_flow(graph, capacities, 0, 3,
                   {.vertices = vertex_capacities::from({std::nullopt, 3, 0.5, std::nullopt}), .cuts = flow_cuts::all});
  EXPECT_EQ(to_text(result.value), "3.5");
  EXPECT_THAT(result.minimum_cut.vertices, ElementsAre(1, 2));
  EXPECT_THAT(result.minimum_cut.source_side, ElementsAre(0, 1, 2));
  EXPECT_THAT(result.minimum_cut.edges, IsEmpty());
  EXPECT_THAT(result.bottlenecks.vertices, ElementsAre(1, 2));
  EXPECT_EQ(to_text(result.minimum_cut.capacity), "3.5");
}

TEST(VertexCapacities, LimitSourcesAndTargets) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const auto capacities = edge_capacities::uniform(2, 9);
  const auto with = [&](std::optional<double> source, std::optional<double> target) {
    return maximum_flow(graph, capacities, 0, 2, {.vertices = vertex_capacities::from({source, std::nullopt, target})});
  };
  EXPECT_EQ(with(4, std::nullopt).value, (scaled_number{4, 1}));
  EXPECT_THAT(with(4, std::nullopt).minimum_cut.vertices, ElementsAre(0));
  EXPECT_EQ(with(std::nullopt, 2).value, (scaled_number{2, 1}));
  EXPECT_THAT(with(std::nullopt, 2).minimum_cut.vertices, ElementsAre(2));
  EXPECT_EQ(with(std::nullopt, std::nullopt).value, (scaled_number{9, 1}));
}

TEST(VertexCapacities, OfOneGiveVertexDisjointPaths) {  // Menger: as many as the vertices that separate
  const undirected_graph club = kit::undirected(kit::karate_club());
  const auto one = vertex_capacities::over(1, std::vector<std::int64_t>(34, 1), {0, 33});
  const auto result = maximum_flow(club, edge_capacities::uniform(78), 0, 33, {.vertices = one});
  EXPECT_EQ(result.value, (scaled_number{6, 1}));  // networkx 3.6.1 node_connectivity(G, 0, 33)
  EXPECT_EQ(result.minimum_cut.vertices.size() + result.minimum_cut.edges.size(), 6U);
}

TEST(VertexCapacities, AgreeWithAllCutsOnRandomMultigraphs) {
  std::size_t unbounded = 0;
  for (std::uint64_t round = 0; round < rounds(3000); ++round) {
    random_stream random(3, "minimum cuts", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    const std::size_t n = 2 + random.below(round % 100 == 0 ? 7 : 4);
    const bounded_case c = random_bounded_case(random, kind, n, random.below(4 * n));
    const auto result = solved(c);
    expect_as_enumerated(c, result);
    if (HasFatalFailure()) FAIL() << "round " << round;
    unbounded += result.status == flow_status::unbounded ? 1 : 0;
  }
  EXPECT_GT(unbounded, 20U);
}

TEST(VertexCapacities, AreRefusedWhereTheyCannotBeTaken) {
  const directed_graph graph(3, {{0, 1}, {1, 2}});
  const auto capacities = edge_capacities::uniform(2);
  const auto with = [&](const vertex_capacities& vertices) {
    return maximum_flow(graph, capacities, 0, 2, {.vertices = vertices});
  };
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return with(vertex_capacities::from({1, 2}));
      },
      "number of vertex capacities", "2", "3, one for each vertex"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return with(vertex_capacities::from({1, -2, 1}));
      },
      "vertices", "-2 at vertex 1", "capacities >= 0"));
  EXPECT_THROW(static_cast<void>(with(vertex_capacities::from({1e-18, 1e18, 1}))), input_error);
  EXPECT_THROW(static_cast<void>(vertex_capacities::over(1, {1, 2, 3}, {3})), input_error);
}

// ---- lower bounds ----

/// Goes through all whole flows between the bounds; what arrives at a vertex that is no terminal leaves it.
struct all_flows {
  std::optional<std::int64_t> greatest;
};

all_flows all_flows_of(const bounded_case& c, std::int64_t most_on_unlimited) {
  const auto& edges = c.base.list.edges;
  std::vector<std::int64_t> flow(c.lower);
  std::vector<char> ends(c.base.list.vertices, 0);
  for (const vertex_id v : c.base.sources) ends[v] = 1;
  for (const vertex_id v : c.base.targets) ends[v] = 2;
  all_flows found;
  for (;;) {
    std::vector<std::int64_t> in(ends.size(), 0);
    std::vector<std::int64_t> out(ends.size(), 0);
    for (edge_id e = 0; e < edges.size(); ++e) out[edges[e].source] += flow[e], in[edges[e].target] += flow[e];
    bool valid = true;
    std::int64_t value = 0;
    for (vertex_id v = 0; v < ends.size(); ++v) {
      valid = valid && (ends[v] != 0 || in[v] == out[v]);
      const std::int64_t through = ends[v] == 1 ? out[v] : in[v];
      if (!c.through.empty() && c.through[v]) valid = valid && static_cast<double>(through) <= *c.through[v];
      if (ends[v] == 1) value += out[v] - in[v];
    }
    if (valid && (!found.greatest || value > *found.greatest)) found.greatest = value;
    edge_id e = 0;
    while (e < edges.size() && flow[e] == (c.is_free(e) ? most_on_unlimited : c.base.capacity[e])) {
      flow[e] = c.lower[e];
      ++e;
    }
    if (e == edges.size()) return found;
    ++flow[e];
  }
}

TEST(LowerBounds, AreKept) {
  // 0 -> 1 -> 3 and 0 -> 2 -> 3 -> 4, of which the end carries 5; the second way carries 2 at least.
  const directed_graph graph(5, {{0, 1}, {1, 3}, {0, 2}, {2, 3}, {3, 4}});
  const auto capacities = edge_capacities::over(1, {9, 9, 9, 9, 5});
  const auto result = maximum_flow(graph, capacities, 0, 4, {.lower = edge_capacities::over(1, {4, 0, 0, 1, 0})});
  EXPECT_EQ(result.status, flow_status::optimal);
  EXPECT_EQ(result.value, (scaled_number{5, 1}));
  EXPECT_EQ(result.flow[0], 4.0);
  EXPECT_EQ(result.flow[3], 1.0);
}

TEST(LowerBounds, ThatNoFlowKeepsShowAViolatedCut) {
  const directed_graph graph(4, {{0, 1}, {1, 2}, {2, 3}});
  const auto result =
      maximum_flow(graph, edge_capacities::over(1, {9, 3, 9}), 0, 3, {.lower = edge_capacities::over(1, {5, 0, 0})});
  EXPECT_EQ(result.status, flow_status::infeasible);
  EXPECT_THAT(result.violated_cut.source_side, ElementsAre(1));
  EXPECT_THAT(result.violated_cut.returning, ElementsAre(0));
  EXPECT_THAT(result.violated_cut.edges, ElementsAre(1));
  EXPECT_EQ(result.violated_cut.capacity, (scaled_number{-2, 1}));
  EXPECT_EQ(result.flow.size(), 3U);
  EXPECT_EQ(result.value, scaled_number{});
}

TEST(LowerBounds, CanMakeTheValueNegative) {
  const directed_graph graph(2, {{0, 1}, {1, 0}});
  const auto result = maximum_flow(graph, edge_capacities::over(1, {2, 7}), 0, 1, {.lower = edge_capacities::over(1, {0, 5})});
  EXPECT_EQ(result.value, (scaled_number{-3, 1}));
  EXPECT_EQ(result.minimum_cut.capacity, (scaled_number{-3, 1}));
  EXPECT_THAT(result.minimum_cut.returning, ElementsAre(1));
}

TEST(LowerBounds, AgreeWithAllFlowsAndAllCutsOnRandomMultigraphs) {
  std::size_t infeasible = 0;
  for (std::uint64_t round = 0; round < rounds(3000); ++round) {
    random_stream random(4, "minimum cuts", round);
    const std::size_t n = 2 + random.below(4);
    const std::size_t m = random.below(8);
    const std::int64_t levels = m < 6 ? 4 : 3;
    bounded_case c{random_case(random, direction::directed, n, m)};
    c.base.unlimited.clear();
    for (std::int64_t& capacity : c.base.capacity) {
      capacity %= levels;
      c.lower.push_back(random.below(2) == 0 ? 0
                                             : static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(capacity + 1))));
    }
    if (round % 3 == 0)
      for (vertex_id v = 0; v < n; ++v)
        c.through.push_back(random.below(2) == 0 ? std::nullopt : std::optional<double>(static_cast<double>(random.below(7))));
    const auto result = solved(c);
    const all_flows flows = all_flows_of(c, 0);
    ASSERT_EQ(result.status == flow_status::infeasible, !flows.greatest) << "round " << round;
    if (!flows.greatest) {
      ++infeasible;
      continue;
    }
    ASSERT_EQ(result.value, (scaled_number{*flows.greatest, 1})) << "round " << round;
    expect_as_enumerated(c, result);
    if (HasFatalFailure()) FAIL() << "round " << round;
  }
  EXPECT_GT(infeasible, 300U);
  EXPECT_LT(infeasible, rounds(2500));
}

TEST(LowerBounds, MeetUnlimitedEdges) {
  std::size_t statuses[3] = {0, 0, 0};
  for (std::uint64_t round = 0; round < rounds(2000); ++round) {
    random_stream random(5, "minimum cuts", round);
    bounded_case c{random_case(random, direction::directed, 6, 14)};
    for (edge_id e = 0; e < 14; ++e) c.lower.push_back(c.is_free(e) ? 2 : c.base.capacity[e] / 3);
    ++statuses[static_cast<int>(solved(c).status)];  // which the checker proves
  }
  for (const std::size_t count : statuses) EXPECT_GT(count, 20U);
}

TEST(LowerBounds, AreRefusedWhereTheyCannotBeTaken) {
  const directed_graph graph(3, {{0, 1}, {1, 2}});
  const auto capacities = edge_capacities::over(1, {5, 5});
  const auto with = [&](const edge_capacities& lower) { return maximum_flow(graph, capacities, 0, 2, {.lower = lower}); };
  EXPECT_TRUE(kit::refuses<input_error>([&] { return with(edge_capacities::uniform(1)); }, "number of edge values", "1",
                                        "2, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return with(edge_capacities::over(1, {0, -1}));
      },
      "lower", "-1 at edge 1", "lower bounds >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return with(edge_capacities::from({0.5, 5.5}));
      },
      "lower", "5.5 at edge 1", "at most the capacity of the edge, 5"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return with(edge_capacities::rounded({1, 1}, "a test"));
      },
      "lower", "rounded (a test)", "exact lower bounds"));
  EXPECT_TRUE(kit::refuses<option_error>(
      [&] {
        return maximum_flow(undirected_graph(3, {{0, 1}, {1, 2}}), capacities, 0, 2, {.lower = edge_capacities::uniform(2)});
      },
      "lower", "lower bounds on an undirected graph", "a directed graph"));
  const auto large = edge_capacities::over(1, {INT64_MAX, (std::int64_t{1} << 62) + 1});
  EXPECT_THROW(static_cast<void>(maximum_flow(graph, large, 0, 2, {.lower = large})), input_error);
}

}  // namespace
}  // namespace coopgraph::test
