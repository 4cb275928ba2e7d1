// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/brokerage.hpp>

#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <stop_token>
#include <string>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;

constexpr std::size_t roles = 6;  // coordinator, itinerant, representative, gatekeeper, liaison, total
using labels = std::vector<std::uint32_t>;

std::array<const scores*, roles> list_of(const brokerage_roles& of) {
  return {&of.coordinator, &of.itinerant, &of.representative, &of.gatekeeper, &of.liaison, &of.total};
}

std::array<double, roles> row_of(const brokerage_roles& of, vertex_id v) {
  std::array<double, roles> row{};
  for (std::size_t r = 0; r < roles; ++r) row[r] = (*list_of(of)[r])[v];
  return row;
}

std::size_t role_by_name(std::uint32_t a, std::uint32_t v, std::uint32_t c) {
  if (a == v && v == c) return 0;
  if (a == c) return 1;
  if (a == v) return 2;
  if (v == c) return 3;
  return 4;
}

using adjacency = std::vector<std::vector<char>>;

adjacency adjacency_of(const edge_list& list) {
  adjacency tied(list.vertices, std::vector<char>(list.vertices, 0));
  for (const auto& [u, v] : list.edges) {
    tied[u][v] = 1;
    if (list.kind == direction::undirected) tied[v][u] = 1;
  }
  return tied;
}

// Every ordered triple of different vertices.
std::vector<std::array<double, roles>> over_all_triples(const adjacency& tied, const labels& group) {
  const std::size_t n = tied.size();
  std::vector<std::array<double, roles>> count(n, std::array<double, roles>{});
  for (std::size_t v = 0; v < n; ++v)
    for (std::size_t a = 0; a < n; ++a) {
      if (a == v || tied[a][v] == 0) continue;
      for (std::size_t c = 0; c < n; ++c)
        if (c != v && c != a && tied[v][c] != 0 && tied[a][c] == 0) {
          ++count[v][role_by_name(group[a], group[v], group[c])];
          ++count[v][5];
        }
    }
  return count;
}

labels random_labels(random_stream& random, std::size_t n) {
  labels group;
  const std::uint64_t groups = 1 + random.below(4);
  for (std::size_t v = 0; v < n; ++v) group.push_back(static_cast<std::uint32_t>(random.below(groups)));
  return group;
}

// R sna 2.7, brokerage(): w_I, w_O, b_IO, b_OI, b_O, t.
const edge_list seven{
    direction::directed, 7, {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}, {4, 5}, {5, 3}, {5, 6}, {6, 0}, {1, 4}, {3, 6}, {0, 3}}};
const labels groups_of_seven{1, 1, 1, 2, 2, 3, 3};

TEST(Brokerage, OfSevenVerticesIsAsPublished) {
  const auto found = brokerage(kit::directed(seven), groups_of_seven);
  const std::vector<std::array<double, roles>> expected{{1, 0, 0, 1, 1, 3}, {1, 0, 1, 0, 0, 2}, {1, 0, 1, 0, 0, 2},
                                                        {0, 0, 0, 3, 2, 5}, {0, 0, 1, 0, 1, 2}, {0, 1, 0, 1, 0, 2},
                                                        {0, 0, 1, 0, 1, 2}};
  std::array<double, roles> sum{};
  for (vertex_id v = 0; v < 7; ++v) {
    EXPECT_EQ(row_of(found.roles, v), expected[v]) << v;
    for (std::size_t r = 0; r < roles; ++r) sum[r] += expected[v][r];
  }
  EXPECT_EQ(sum, (std::array<double, roles>{3, 1, 4, 5, 5, 18}));
  EXPECT_EQ(found.roles.total.equality, score_equality::exact);
  EXPECT_NEAR(found.density, 12.0 / 42, 1e-16);
}

TEST(Brokerage, OfSevenVerticesIsExpectedAsPublished) {
  const auto found = brokerage(kit::directed(seven), groups_of_seven);
  const auto mean = row_of(found.expected, 0);
  EXPECT_TRUE(kit::near(mean, std::vector<double>{.116618, .233236, .466472, .466472, .466472, 30 * 20.0 / 343}, 5e-7));
  EXPECT_TRUE(kit::near(std::vector<double>{found.z.itinerant[3], found.z.representative[3], found.z.gatekeeper[3],
                                            found.z.liaison[3], found.z.total[3]},
                        std::vector<double>{-.634043, -.437269, 4.062233, 1.323728, 1.692895}, 5e-7));
  ASSERT_EQ(found.z.coordinator.undefined.size(), 4U);  // those in groups of two
  EXPECT_EQ(found.z.coordinator.undefined[0], (undefined_score{3, "no two others have groups that fit the role"}));
}

TEST(Brokerage, CountsEachRoleOnItsSmallestGraph) {
  const std::vector<labels> smallest{{1, 1, 1}, {1, 2, 1}, {1, 1, 2}, {1, 2, 2}, {1, 2, 3}};
  for (std::size_t r = 0; r < smallest.size(); ++r) {
    const auto found = brokerage(directed_graph(3, {{0, 1}, {1, 2}}), smallest[r]);
    std::array<double, roles> expected{};
    expected[r] = expected[5] = 1;
    EXPECT_EQ(row_of(found.roles, 1), expected);
    EXPECT_EQ(row_of(found.roles, 0), (std::array<double, roles>{}));
    EXPECT_EQ(row_of(found.roles, 2), (std::array<double, roles>{}));
  }
}

TEST(Brokerage, IsWhatAllTriplesSayOnRandomMultigraphs) {
  for (std::uint64_t round = 0; round < 2000; ++round) {
    random_stream random(1, "brokerage", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    const std::size_t n = 1 + random.below(10);
    const edge_list list = kit::random_multigraph(random, kind, n, random.below(4 * n));
    const labels group = random_labels(random, n);
    const auto found = kit::with_graph(list, [&](const auto& graph) { return brokerage(graph, group); });
    const auto expected = over_all_triples(adjacency_of(list), group);
    for (vertex_id v = 0; v < n; ++v) ASSERT_EQ(row_of(found.roles, v), expected[v]) << "round " << round << ", vertex " << v;
  }
}

TEST(Brokerage, TakesParallelEdgesForOneAndLeavesLoopsOut) {
  const labels group{0, 0, 1, 1};
  const directed_graph simple(4, {{0, 1}, {1, 2}, {1, 3}});
  const directed_graph multi(4, {{0, 1}, {1, 2}, {0, 1}, {1, 1}, {1, 3}, {1, 2}, {3, 3}});
  const auto a = brokerage(simple, group);
  const auto b = brokerage(multi, group);
  for (std::size_t r = 0; r < roles; ++r) {
    EXPECT_EQ(*list_of(a.roles)[r], *list_of(b.roles)[r]);
    EXPECT_EQ(*list_of(a.expected)[r], *list_of(b.expected)[r]);
    EXPECT_EQ(*list_of(a.z)[r], *list_of(b.z)[r]);
  }
}

// ---- the random graphs, one and all ----

// Sums over all graphs on n vertices with so many ties.
struct census {
  std::vector<double> graphs;                                       // by ties
  std::vector<std::vector<std::array<double, roles>>> sum, square;  // by ties, vertex, role
};

census census_of(direction kind, const labels& group) {
  const std::size_t n = group.size();
  std::vector<std::pair<std::size_t, std::size_t>> places;
  for (std::size_t u = 0; u < n; ++u)
    for (std::size_t v = 0; v < n; ++v)
      if (kind == direction::undirected ? u < v : u != v) places.emplace_back(u, v);
  const std::vector<std::array<double, roles>> zero(n, std::array<double, roles>{});
  census all{std::vector<double>(places.size() + 1, 0.0), {places.size() + 1, zero}, {places.size() + 1, zero}};
  adjacency tied(n, std::vector<char>(n, 0));
  for (std::uint64_t graph = 0; graph < std::uint64_t{1} << places.size(); ++graph) {
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto [u, v] = places[i];
      tied[u][v] = (graph >> i & 1U) != 0 ? 1 : 0;
      if (kind == direction::undirected) tied[v][u] = tied[u][v];
    }
    const auto ties = static_cast<std::size_t>(std::popcount(graph));
    const auto count = over_all_triples(tied, group);
    ++all.graphs[ties];
    for (std::size_t v = 0; v < n; ++v)
      for (std::size_t r = 0; r < roles; ++r) {
        all.sum[ties][v][r] += count[v][r];
        all.square[ties][v][r] += count[v][r] * count[v][r];
      }
  }
  return all;
}

struct mean_and_deviation {
  double mean = 0.0, deviation = 0.0;
};

mean_and_deviation at_density(const census& all, double d, std::size_t v, std::size_t r) {
  const std::size_t most = all.graphs.size() - 1;
  double mean = 0.0;
  double square = 0.0;
  for (std::size_t ties = 0; ties <= most; ++ties) {
    const double chance = std::pow(d, static_cast<double>(ties)) * std::pow(1 - d, static_cast<double>(most - ties));
    mean += chance * all.sum[ties][v][r];
    square += chance * all.square[ties][v][r];
  }
  return {mean, std::sqrt(std::max(0.0, square - mean * mean))};
}

void expect_moments_of_all_graphs(direction kind, const labels& group) {
  const census all = census_of(kind, group);
  const std::size_t n = group.size();
  for (std::uint64_t round = 0; round < 40; ++round) {
    random_stream random(2, "brokerage", round);
    const edge_list list = kit::random_multigraph(random, kind, n, random.below(3 * n));
    const auto found = kit::with_graph(list, [&](const auto& graph) { return brokerage(graph, group); });
    for (vertex_id v = 0; v < n; ++v)
      for (std::size_t r = 0; r < roles; ++r) {
        const auto [mean, deviation] = at_density(all, found.density, v, r);
        ASSERT_NEAR((*list_of(found.expected)[r])[v], mean, 1e-12);
        const scores& z = *list_of(found.z)[r];
        const bool undefined =
            std::any_of(z.undefined.begin(), z.undefined.end(), [&](const undefined_score& u) { return u.vertex == v; });
        ASSERT_EQ(undefined, deviation < 1e-9);
        if (!undefined) {
          ASSERT_NEAR(z[v] * deviation, (*list_of(found.roles)[r])[v] - mean, 1e-9) << "role " << r << ", vertex " << v;
        }
      }
  }
}

TEST(Brokerage, ExpectsWhatAllDirectedGraphsOfFourAndFiveHave) {
  for (const labels& group : {labels{0, 0, 0, 0}, labels{0, 0, 0, 1}, labels{0, 1, 0, 1}, labels{0, 1, 2, 2}, labels{0, 1, 2, 3}})
    expect_moments_of_all_graphs(direction::directed, group);
  expect_moments_of_all_graphs(direction::directed, {0, 0, 0, 1, 1});
  expect_moments_of_all_graphs(direction::directed, {0, 0, 1, 2, 1});
}

TEST(Brokerage, ExpectsWhatAllUndirectedGraphsOfFiveAndSixHave) {
  for (const labels& group : {labels{0, 0, 0, 0, 0}, labels{0, 0, 0, 1, 1}, labels{0, 1, 0, 2, 1}, labels{0, 1, 1, 1, 1}})
    expect_moments_of_all_graphs(direction::undirected, group);
  expect_moments_of_all_graphs(direction::undirected, {0, 0, 1, 1, 1, 2});
}

// ---- what does not matter ----

TEST(Brokerage, TurnsRepresentativesIntoGatekeepersWhenArcsAreTurnedRound) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(3, "brokerage", round);
    const edge_list list = kit::random_multigraph(random, direction::directed, 9, random.below(40));
    const labels group = random_labels(random, 9);
    const auto plain = brokerage(kit::directed(list), group).roles;
    const auto turned = brokerage(kit::directed(kit::turned_round(list)), group).roles;
    ASSERT_EQ(turned.representative, plain.gatekeeper);
    ASSERT_EQ(turned.gatekeeper, plain.representative);
    ASSERT_EQ(turned.coordinator, plain.coordinator);
    ASSERT_EQ(turned.itinerant, plain.itinerant);
    ASSERT_EQ(turned.liaison, plain.liaison);
  }
}

TEST(Brokerage, CountsAnUndirectedGraphAsItsArcsBothWays) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(4, "brokerage", round);
    const edge_list list = kit::random_multigraph(random, direction::undirected, 8, random.below(20));
    edge_list both{direction::directed, list.vertices, {}};
    for (const auto& [u, v] : list.edges) both.edges.insert(both.edges.end(), {{u, v}, {v, u}});
    const labels group = random_labels(random, 8);
    const auto once = brokerage(kit::undirected(list), group);
    const auto twice = brokerage(kit::directed(both), group);
    ASSERT_EQ(once.roles.representative, once.roles.gatekeeper);
    ASSERT_EQ(once.density, twice.density);
    for (std::size_t r = 0; r < roles; ++r) {
      ASSERT_EQ(*list_of(once.roles)[r], *list_of(twice.roles)[r]);
      ASSERT_EQ(*list_of(once.expected)[r], *list_of(twice.expected)[r]);
    }
  }
}

TEST(Brokerage, FollowsTheRelabellingOfVerticesAndIgnoresTheNamesOfGroups) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(5, "brokerage", round);
    edge_list list = kit::random_multigraph(random, direction::directed, 9, 25);
    const labels group = random_labels(random, 9);
    const auto name = kit::random_order(random, 9);
    labels other(9);
    for (std::size_t v = 0; v < 9; ++v) other[name[v]] = 1000 - 7 * group[v];
    const auto plain = brokerage(kit::directed(list), group);
    list = kit::relabelled(list, name);
    std::reverse(list.edges.begin(), list.edges.end());
    const auto renamed = brokerage(kit::directed(list), other);
    for (vertex_id v = 0; v < 9; ++v) {
      ASSERT_EQ(row_of(renamed.roles, name[v]), row_of(plain.roles, v));
      ASSERT_EQ(row_of(renamed.expected, name[v]), row_of(plain.expected, v));
      ASSERT_EQ(row_of(renamed.z, name[v]), row_of(plain.z, v));
    }
  }
}

TEST(Brokerage, IsTheSameForAPartitionForAnyNumberOfThreadsAndForAForeignGraph) {
  random_stream random(6, "brokerage");
  const edge_list list = kit::random_multigraph(random, direction::directed, 900, 9000);
  labels group;
  for (std::size_t v = 0; v < list.vertices; ++v) group.push_back(static_cast<std::uint32_t>(random.below(5)));
  const auto one = brokerage(kit::directed(list), group, {.run = {.threads = 1}});
  boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  partition with_a_spare = make_partition(group);
  ++with_a_spare.clusters;  // a group without members changes nothing
  const std::vector<brokerage_result> others{brokerage(kit::directed(list), group, {.run = {.threads = 2}}),
                                             brokerage(kit::directed(list), group, {.run = {.threads = 8}}),
                                             brokerage(kit::directed(list), with_a_spare), brokerage(foreign, group)};
  for (const auto& other : others)
    for (std::size_t r = 0; r < roles; ++r) {
      EXPECT_EQ(*list_of(other.roles)[r], *list_of(one.roles)[r]);
      EXPECT_TRUE(kit::same_bits(list_of(other.expected)[r]->values, list_of(one.expected)[r]->values));
      EXPECT_TRUE(kit::same_bits(list_of(other.z)[r]->values, list_of(one.z)[r]->values));
    }
}

// ---- ends of the range ----

TEST(Brokerage, OfDegenerateGraphs) {
  const auto empty = brokerage(directed_graph(), labels{});
  EXPECT_EQ(empty.roles.total.size(), 0U);
  EXPECT_EQ(empty.density, 0.0);
  for (const std::size_t n : {1U, 2U}) {
    const auto few = brokerage(undirected_graph(n, {{0, static_cast<vertex_id>(n - 1)}}), labels(n, 0));
    EXPECT_EQ(few.roles.total.values, std::vector<double>(n, 0));
    EXPECT_EQ(few.expected.total.values, std::vector<double>(n, 0));
    ASSERT_EQ(few.z.total.undefined.size(), n);
    EXPECT_EQ(few.z.total.undefined[0].reason, "no two others have groups that fit the role");
  }
  const auto untied = brokerage(directed_graph(3, {}), labels(3, 0));
  ASSERT_EQ(untied.z.total.undefined.size(), 3U);
  EXPECT_EQ(untied.z.total.undefined[0].reason, "the graph has no ties, and so has every random one");
  const auto complete = brokerage(kit::undirected(kit::complete(5)), labels(5, 0));
  EXPECT_EQ(complete.density, 1.0);
  EXPECT_EQ(complete.roles.total.values, std::vector<double>(5, 0));
  ASSERT_EQ(complete.z.total.undefined.size(), 5U);
  EXPECT_EQ(complete.z.total.undefined[0].reason, "all are tied, and so they are in every random graph");
}

TEST(Brokerage, RefusesLabelsThatDoNotFit) {
  const directed_graph graph(3, {{0, 1}, {1, 2}});
  EXPECT_TRUE(kit::refuses<input_error>([&] { return brokerage(graph, labels(2, 0)); }, "number of labels", "2",
                                        "3, one for each vertex"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return brokerage(graph, partition{{0, 1, 2}, 2});
      },
      "label of vertex 2", "2", "below 2, the number of groups"));
}

TEST(Brokerage, TellsProgressAndStopsOnRequest) {
  random_stream random(7, "brokerage");
  const auto graph = kit::undirected(kit::random_multigraph(random, direction::undirected, 1000, 4000));
  std::vector<double> told;
  const auto tell = [&](double share) { told.push_back(share); };
  static_cast<void>(brokerage(graph, labels(1000, 0), {.run = {.threads = 1, .progress = tell}}));
  ASSERT_GT(told.size(), 5U);
  for (std::size_t i = 1; i < told.size(); ++i) EXPECT_LT(told[i - 1], told[i]);
  EXPECT_EQ(told.back(), 1.0);
  std::stop_source stop;
  brokerage_options options;
  options.run = {.threads = 1, .stop = stop.get_token(), .progress = [&](double) { stop.request_stop(); }};
  EXPECT_THROW(static_cast<void>(brokerage(graph, labels(1000, 0), options)), cancelled);
}

TEST(Brokerage, HasTheSameBitsOnEveryMachine) {  // the digests were made by g++ 12.2 at -O3 and by clang 14
  random_stream random(8, "brokerage");
  const edge_list list = kit::random_multigraph(random, direction::directed, 120, 900);
  labels group;
  for (std::uint32_t v = 0; v < 120; ++v) group.push_back(v % 4 + v % 7 / 5);
  const auto found = brokerage(kit::directed(list), group);
  EXPECT_EQ(kit::digest(found.expected.liaison.values), 0xd27b20fabab8aef3U);
  EXPECT_EQ(kit::digest(found.z.liaison.values), 0xf92beb6b0d618723U);
  EXPECT_EQ(kit::digest(found.z.total.values), 0x96a41abc3a43a160U);
}

}  // namespace
