// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/structural_holes.hpp>

#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;

using matrix = std::vector<std::vector<double>>;

struct weighted_list {
  edge_list list;
  std::vector<std::int64_t> strength;
};

weighted_list random_case(std::uint64_t seed, std::uint64_t round, std::uint64_t least_strength = 0) {
  random_stream random(seed, "structural holes", round);
  const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
  const std::size_t n = 1 + random.below(9);
  weighted_list made{kit::random_multigraph(random, kind, n, random.below(3 * n)), {}};
  for (std::size_t e = 0; e < made.list.edges.size(); ++e)
    made.strength.push_back(static_cast<std::int64_t>(least_strength + random.below(5)));
  return made;
}

// Burt's formulas as they are printed, over the whole matrix: z(i, j) + z(j, i) for every pair, q through every vertex.
struct by_formula {
  explicit by_formula(const weighted_list& of) : n(of.list.vertices), z(n, std::vector<double>(n, 0.0)) {
    for (std::size_t e = 0; e < of.strength.size(); ++e) {
      const auto [u, v] = of.list.edges[e];
      if (u == v) continue;
      z[u][v] += static_cast<double>(of.strength[e]);
      if (of.list.kind == direction::undirected) z[v][u] += static_cast<double>(of.strength[e]);
    }
  }

  [[nodiscard]] double both(std::size_t i, std::size_t j) const { return i == j ? 0.0 : z[i][j] + z[j][i]; }
  [[nodiscard]] double p(std::size_t i, std::size_t j) const {
    double all = 0.0;
    for (std::size_t k = 0; k < n; ++k) all += both(i, k);
    return all == 0.0 ? 0.0 : both(i, j) / all;
  }
  [[nodiscard]] double m(std::size_t j, std::size_t q) const {
    double most = 0.0;
    for (std::size_t k = 0; k < n; ++k) most = std::max(most, both(j, k));
    return most == 0.0 ? 0.0 : both(j, q) / most;
  }
  [[nodiscard]] std::size_t contacts(std::size_t i) const {
    std::size_t count = 0;
    for (std::size_t j = 0; j < n; ++j) count += both(i, j) > 0.0 ? 1U : 0U;
    return count;
  }
  [[nodiscard]] double c(std::size_t i, std::size_t j) const {
    if (both(i, j) == 0.0) return 0.0;
    double spent = p(i, j);
    for (std::size_t q = 0; q < n; ++q)
      if (q != i && q != j) spent += p(i, q) * p(q, j);
    return spent * spent;
  }
  [[nodiscard]] double constraint(std::size_t i) const {
    double sum = 0.0;
    for (std::size_t j = 0; j < n; ++j) sum += c(i, j);
    return sum;
  }
  [[nodiscard]] double effective_size(std::size_t i) const {
    double sum = 0.0;
    for (std::size_t j = 0; j < n; ++j) {
      if (both(i, j) == 0.0) continue;
      sum += 1.0;
      for (std::size_t q = 0; q < n; ++q)
        if (q != i && q != j) sum -= p(i, q) * m(j, q);
    }
    return sum;
  }
  [[nodiscard]] double hierarchy(std::size_t i) const {
    const auto count = static_cast<double>(contacts(i));
    if (count == 1.0) return 1.0;
    double sum = 0.0;
    for (std::size_t j = 0; j < n; ++j) {
      const double r = c(i, j) / (constraint(i) / count);
      if (r > 0.0) sum += r * std::log(r);
    }
    return sum / (count * std::log(count));
  }

  std::size_t n;
  matrix z;
};

structural_holes_result holes(const weighted_list& of) {
  return kit::with_graph(of.list,
                         [&](const auto& graph) { return structural_holes(graph, edge_strengths::over(1, of.strength)); });
}

TEST(StructuralHoles, OfAStarAndATriangleAreSolvedByHand) {
  // Each contact of the hub takes a third of it; a leaf has nothing but the hub.
  const auto star = structural_holes(kit::undirected(kit::star(3)));
  EXPECT_TRUE(kit::close(star.constraint.values, std::vector<double>{1.0 / 3, 1, 1, 1}, 1e-15));
  EXPECT_EQ(star.effective_size.values, (std::vector<double>{3, 1, 1, 1}));
  EXPECT_EQ(star.efficiency.values, std::vector<double>(4, 1));
  EXPECT_EQ(star.hierarchy.values, (std::vector<double>{0, 1, 1, 1}));
  // Half directly and a quarter through the other: 2 (1/2 + 1/4)^2.
  const auto triangle = structural_holes(kit::undirected(kit::complete(3)));
  EXPECT_EQ(triangle.constraint.values, std::vector<double>(3, 1.125));
  EXPECT_EQ(triangle.effective_size.values, std::vector<double>(3, 1));
  EXPECT_EQ(triangle.efficiency.values, std::vector<double>(3, 0.5));
  EXPECT_EQ(triangle.hierarchy.values, std::vector<double>(3, 0));
}

TEST(StructuralHoles, OfTheMediciAreAsPublished) {  // networkx 2.8.8: 17/81 and 17/3
  const auto found = structural_holes(kit::undirected(kit::florentine_marriages()));
  EXPECT_NEAR(found.constraint[kit::medici], 17.0 / 81, 1e-15);
  EXPECT_NEAR(found.effective_size[kit::medici], 17.0 / 3, 1e-14);
  EXPECT_NEAR(found.efficiency[kit::medici], 17.0 / 18, 1e-15);
}

TEST(StructuralHoles, OfTheKarateClubAreAsPublished) {  // networkx 2.8.8, unweighted
  const auto found = structural_holes(kit::undirected(kit::karate_club()));
  EXPECT_NEAR(found.constraint[0], 0.1554232976, 5e-11);
  EXPECT_NEAR(found.effective_size[0], 13.75, 1e-13);
}

TEST(StructuralHoles, OfDirectedGraphsAreAsPublished) {  // networkx 2.8.8; constraint of igraph 0.10.2 alike
  const directed_graph graph(4, {{0, 1}, {0, 3}, {1, 0}, {1, 2}, {2, 3}, {3, 1}});
  const auto plain = structural_holes(graph);
  EXPECT_TRUE(kit::close(plain.constraint.values,
                         std::vector<double>{0.8549382716049381, 0.7447916666666667, 0.8350694444444444, 0.9452160493827159},
                         1e-14));
  EXPECT_TRUE(
      kit::close(plain.effective_size.values, std::vector<double>{1.1666666666666667, 1.875, 1.25, 1.8333333333333335}, 1e-14));
  const auto weighted = structural_holes(graph, edge_strengths::from({2, 3, 1, 4, 5, 1}));
  EXPECT_TRUE(kit::close(weighted.constraint.values,
                         std::vector<double>{0.625048225308642, 0.8463059413580247, 0.6296677335771987, 0.7893828113092516},
                         1e-14));
  EXPECT_TRUE(kit::close(weighted.effective_size.values,
                         std::vector<double>{1.775, 2.025, 1.7722222222222221, 1.9944444444444445}, 1e-14));
}

TEST(StructuralHoles, AddParallelEdgesAndLeaveLoopsOut) {  // igraph 0.10.2 on the same multigraph
  const auto found = constraint(undirected_graph(4, {{0, 1}, {1, 2}, {0, 2}, {2, 3}, {0, 1}, {0, 0}}));
  EXPECT_TRUE(kit::close(found.score.values, std::vector<double>{0.9135802469135801, 0.9135802469135801, 0.7283950617283952, 1.0},
                         1e-14));
}

TEST(StructuralHoles, FollowBurtsFormulasOnRandomMultigraphs) {
  for (std::uint64_t round = 0; round < 1500; ++round) {
    const weighted_list of = random_case(1, round);
    const by_formula expected(of);
    const auto found = holes(of);
    std::vector<vertex_id> without;
    for (vertex_id v = 0; v < of.list.vertices; ++v) {
      if (expected.contacts(v) == 0) {
        without.push_back(v);
        continue;
      }
      ASSERT_NEAR(found.constraint[v], expected.constraint(v), 1e-13) << "round " << round;
      ASSERT_NEAR(found.effective_size[v], expected.effective_size(v), 1e-13);
      ASSERT_NEAR(found.efficiency[v], expected.effective_size(v) / static_cast<double>(expected.contacts(v)), 1e-13);
      ASSERT_NEAR(found.hierarchy[v], expected.hierarchy(v), 1e-13);
    }
    for (const scores* score : {&found.constraint, &found.effective_size, &found.efficiency, &found.hierarchy}) {
      ASSERT_EQ(score->undefined.size(), without.size());
      for (std::size_t i = 0; i < without.size(); ++i) {
        ASSERT_EQ(score->undefined[i].vertex, without[i]);
        ASSERT_EQ(score->undefined[i].reason, "it has no tie of strength above 0 to another vertex");
        ASSERT_EQ((*score)[without[i]], 0.0);
      }
    }
  }
}

TEST(StructuralHoles, HaveTheEffectiveSizeOfBorgattisFormulaOnSimpleGraphs) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    random_stream random(2, "structural holes", round);
    const std::size_t n = 2 + random.below(9);
    std::vector<std::vector<bool>> tied(n, std::vector<bool>(n, false));
    edge_list list{direction::undirected, n, {}};
    for (vertex_id u = 0; u < n; ++u)
      for (vertex_id v = u + 1; v < n; ++v)
        if (random.below(2) == 0) {
          list.edges.push_back({u, v});
          tied[u][v] = tied[v][u] = true;
        }
    const auto found = effective_size(kit::undirected(list)).score;
    for (vertex_id i = 0; i < n; ++i) {
      double contacts = 0.0;
      double ties = 0.0;
      for (std::size_t u = 0; u < n; ++u) {
        contacts += tied[i][u] ? 1.0 : 0.0;
        for (std::size_t v = 0; v < u; ++v) ties += tied[i][u] && tied[i][v] && tied[u][v] ? 1.0 : 0.0;
      }
      ASSERT_NEAR(found[i], contacts > 0.0 ? contacts - 2 * ties / contacts : 0.0, 1e-13);
    }
  }
}

TEST(StructuralHoles, StayWithinTheirRanges) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    const weighted_list of = random_case(3, round, 1);
    const auto found = holes(of);
    const by_formula facts(of);
    for (vertex_id v = 0; v < of.list.vertices; ++v) {
      const auto contacts = static_cast<double>(facts.contacts(v));
      if (contacts == 0.0) continue;
      ASSERT_GT(found.constraint[v], 0.0);
      ASSERT_GE(found.effective_size[v], 1.0 - 1e-14);
      ASSERT_LE(found.effective_size[v], contacts);
      ASSERT_LE(found.efficiency[v], 1.0);
      ASSERT_GE(found.hierarchy[v], 0.0);
      ASSERT_LE(found.hierarchy[v], 1.0);
    }
  }
}

TEST(StructuralHoles, OneByOneAreTheSameBits) {
  for (std::uint64_t round = 0; round < 100; ++round) {
    const weighted_list of = random_case(4, round);
    const auto strengths = edge_strengths::over(1, of.strength);
    const auto all = holes(of);
    kit::with_graph(of.list, [&](const auto& graph) {
      ASSERT_EQ(constraint(graph, strengths).score, all.constraint);
      ASSERT_EQ(effective_size(graph, strengths).score, all.effective_size);
      ASSERT_EQ(efficiency(graph, strengths).score, all.efficiency);
      ASSERT_EQ(hierarchy(graph, strengths).score, all.hierarchy);
      const auto ones = edge_strengths::uniform(of.strength.size());
      ASSERT_EQ(constraint(graph).score.values, constraint(graph, ones).score.values);
      ASSERT_EQ(effective_size(graph).score.values, effective_size(graph, ones).score.values);
      ASSERT_EQ(efficiency(graph).score.values, efficiency(graph, ones).score.values);
      ASSERT_EQ(hierarchy(graph).score.values, hierarchy(graph, ones).score.values);
    });
  }
}

TEST(StructuralHoles, DoNotDependOnTheUnitOfStrength) {
  for (std::uint64_t round = 0; round < 100; ++round) {
    const weighted_list of = random_case(5, round);
    kit::with_graph(of.list, [&](const auto& graph) {
      const auto plain = constraint(graph, edge_strengths::over(1, of.strength)).score;
      ASSERT_EQ(constraint(graph, edge_strengths::over({7, 10}, of.strength)).score, plain);
    });
  }
}

TEST(StructuralHoles, DoNotDependOnTheDirectionOfArcs) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    const weighted_list of = random_case(6, round);
    weighted_list turned = of;
    for (endpoints& edge : turned.list.edges) std::swap(edge.source, edge.target);
    turned.list.kind = direction::undirected;
    ASSERT_TRUE(kit::near(holes(turned).constraint.values, holes(of).constraint.values, 1e-14));
    ASSERT_TRUE(kit::near(holes(turned).hierarchy.values, holes(of).hierarchy.values, 1e-13));
  }
}

TEST(StructuralHoles, FollowTheRelabellingAndNotTheOrderOfEdges) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    const weighted_list of = random_case(7, round);
    random_stream random(8, "structural holes", round);
    const auto name = kit::random_order(random, of.list.vertices);
    weighted_list other{kit::relabelled(of.list, name), of.strength};
    std::reverse(other.list.edges.begin(), other.list.edges.end());
    std::reverse(other.strength.begin(), other.strength.end());
    const auto plain = holes(of);
    const auto renamed = holes(other);
    for (vertex_id v = 0; v < of.list.vertices; ++v) {
      ASSERT_NEAR(renamed.constraint[name[v]], plain.constraint[v], 1e-14);
      ASSERT_NEAR(renamed.effective_size[name[v]], plain.effective_size[v], 1e-13);
      ASSERT_NEAR(renamed.hierarchy[name[v]], plain.hierarchy[v], 1e-13);
    }
  }
}

TEST(StructuralHoles, HaveTheSameBitsForAnyNumberOfThreadsAndAForeignGraph) {
  random_stream random(9, "structural holes");
  const edge_list list = kit::random_multigraph(random, direction::directed, 700, 9000);
  std::vector<double> rounded;
  for (std::size_t e = 0; e < list.edges.size(); ++e) rounded.push_back(0.5 + random.uniform());
  const auto strengths = edge_strengths::rounded(rounded, "a test");
  const auto one = structural_holes(kit::directed(list), strengths, {.run = {.threads = 1}});
  for (const unsigned threads : {2U, 4U, 8U}) {
    const auto many = structural_holes(kit::directed(list), strengths, {.run = {.threads = threads}});
    EXPECT_TRUE(kit::same_bits(many.constraint.values, one.constraint.values));
    EXPECT_TRUE(kit::same_bits(many.effective_size.values, one.effective_size.values));
    EXPECT_TRUE(kit::same_bits(many.efficiency.values, one.efficiency.values));
    EXPECT_TRUE(kit::same_bits(many.hierarchy.values, one.hierarchy.values));
  }
  boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  std::vector<endpoints> order;
  for (auto [e, end] = edges(foreign); e != end; ++e)
    order.push_back({static_cast<vertex_id>(source(*e, foreign)), static_cast<vertex_id>(target(*e, foreign))});
  EXPECT_TRUE(kit::same_bits(constraint(foreign, strengths).score.values,
                             constraint(directed_graph(list.vertices, order), strengths).score.values));
}

TEST(StructuralHoles, OfDegenerateGraphs) {
  EXPECT_EQ(structural_holes(undirected_graph()).constraint.size(), 0U);
  EXPECT_EQ(structural_holes(directed_graph()).hierarchy.size(), 0U);
  const auto loop = constraint(undirected_graph(1, {{0, 0}})).score;
  EXPECT_EQ(loop.values, std::vector<double>{0});
  EXPECT_EQ(loop.undefined, (std::vector<undefined_score>{{0, "it has no tie to another vertex"}}));
  const auto none = constraint(undirected_graph(2, {{0, 1}}), edge_strengths::uniform(1, 0)).score;
  EXPECT_EQ(none.undefined.size(), 2U);
  const auto pair = structural_holes(directed_graph(2, {{1, 0}}));
  EXPECT_EQ(pair.constraint.values, std::vector<double>(2, 1));
  EXPECT_EQ(pair.hierarchy.values, std::vector<double>(2, 1));
}

TEST(StructuralHoles, CopeWithStrengthsAtTheEndsOfTheRange) {
  const undirected_graph graph(4, {{0, 1}, {1, 2}, {0, 2}, {2, 3}});
  const auto plain = structural_holes(graph);
  const auto large = structural_holes(graph, edge_strengths::rounded(std::vector<double>(4, 5e307), "a test"));
  const auto small = structural_holes(graph, edge_strengths::rounded(std::vector<double>(4, 1e-290), "a test"));
  for (const auto* found : {&large, &small}) {
    EXPECT_TRUE(kit::close(found->constraint.values, plain.constraint.values, 1e-14));
    EXPECT_TRUE(kit::close(found->effective_size.values, plain.effective_size.values, 1e-14));
  }
  const auto uneven = structural_holes(graph, edge_strengths::rounded({5e-324, 1e300, 5e-324, 1e-300}, "a test"));
  for (const scores* score : {&uneven.constraint, &uneven.effective_size, &uneven.efficiency, &uneven.hierarchy})
    for (const double value : score->values) EXPECT_TRUE(std::isfinite(value));
}

TEST(StructuralHoles, RefuseStrengthsOutsideTheirDomain) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  EXPECT_TRUE(kit::refuses<input_error>([&] { return constraint(graph, edge_strengths::uniform(1)); }, "number of edge values",
                                        "1", "2, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return hierarchy(graph, edge_strengths::from({1, -0.5}));
      },
      "strengths", "-0.5 at edge 1", "strengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return efficiency(graph, edge_strengths::rounded({1.7e308, 1.7e308}, "a test"));
      },
      "strengths", "a sum at vertex 1 beyond the range of a double", "strengths whose sum at each vertex is below 1.8e308"));
}

TEST(StructuralHoles, TellProgressAndStopOnRequest) {
  random_stream random(10, "structural holes");
  const auto graph = kit::undirected(kit::random_multigraph(random, direction::undirected, 1000, 4000));
  std::vector<double> told;
  const auto tell = [&](double share) { told.push_back(share); };
  static_cast<void>(constraint(graph, {.run = {.threads = 1, .progress = tell}}));
  ASSERT_GT(told.size(), 5U);
  for (std::size_t i = 1; i < told.size(); ++i) EXPECT_LT(told[i - 1], told[i]);
  EXPECT_EQ(told.back(), 1.0);
  std::stop_source stop;
  structural_holes_options options;
  options.run = {.threads = 1, .stop = stop.get_token(), .progress = [&](double) { stop.request_stop(); }};
  EXPECT_THROW(static_cast<void>(constraint(graph, options)), cancelled);
}

TEST(StructuralHoles, HaveTheSameBitsOnEveryMachine) {  // the digests were made by g++ 12.2 at -O3 and by clang 14
  random_stream random(11, "structural holes");
  const edge_list list = kit::random_multigraph(random, direction::directed, 120, 700);
  std::vector<double> rounded;
  for (std::size_t e = 0; e < list.edges.size(); ++e) rounded.push_back(0.5 + random.uniform());
  const auto found = structural_holes(kit::directed(list), edge_strengths::rounded(rounded, "a test"));
  EXPECT_EQ(kit::digest(found.constraint.values), 0x7507a43aed3f9850U);
  EXPECT_EQ(kit::digest(found.effective_size.values), 0x93ba80b6edc3d1d6U);
  EXPECT_EQ(kit::digest(found.efficiency.values), 0xc1a53790e9ef8928U);
  EXPECT_EQ(kit::digest(found.hierarchy.values), 0x68e90c2325e253efU);
}

}  // namespace
