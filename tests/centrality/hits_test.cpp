// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/eigenvector.hpp>
#include <coopgraph/centrality/hits.hpp>

#include "support/graphs.hpp"
#include "support/matchers.hpp"
#include "support/perron_oracle.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stop_token>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;
using numbers = std::vector<double>;

std::vector<std::int64_t> random_amounts(random_stream& random, std::size_t edges) {
  std::vector<std::int64_t> amount;
  for (std::size_t e = 0; e < edges; ++e) amount.push_back(static_cast<std::int64_t>(random.below(6)));  // 0 now and then
  return amount;
}

edge_list some_multigraph(random_stream& random, std::uint64_t round, std::size_t most_vertices) {
  const std::size_t n = 1 + random.below(most_vertices);
  return kit::random_multigraph(random, round % 2 == 0 ? direction::undirected : direction::directed, n, random.below(2 * n + 3));
}

template <class... Strengths>
hits_result hits_of(const edge_list& list, const hits_options& options, const Strengths&... strengths) {
  return kit::with_graph(list, [&](const auto& graph) { return hits(graph, strengths..., options); });
}

/// The ones projected on the space of the greatest singular value, by a full decomposition; no vectors if that is 0.
struct dense_hits {
  double sigma = 0.0;
  std::size_t space = 0;
  Eigen::VectorXd hubs;
  Eigen::VectorXd authorities;
};

dense_hits by_decomposition(const Eigen::MatrixXd& a) {
  const Eigen::JacobiSVD<Eigen::MatrixXd> svd(a, Eigen::ComputeFullU | Eigen::ComputeFullV);
  dense_hits found{svd.singularValues()[0], 0, Eigen::VectorXd::Zero(a.rows()), Eigen::VectorXd::Zero(a.rows())};
  if (found.sigma < 1e-12) return {};
  for (Eigen::Index k = 0; k < a.rows(); ++k) {
    if (svd.singularValues()[k] < found.sigma * (1 - 1e-10)) break;
    ++found.space;
    const double share = svd.matrixU().col(k).sum() + svd.matrixV().col(k).sum();
    found.hubs += share * svd.matrixU().col(k);
    found.authorities += share * svd.matrixV().col(k);
  }
  found.hubs /= found.hubs.norm();
  found.authorities /= found.authorities.norm();
  return found;
}

TEST(Hits, OfSmallGraphsByHand) {
  // 0 points to 2, 1 to 2 and 3: A'A is (2 1; 1 1) on (2, 3), whose eigenvectors have the golden ratio.
  const auto found = hits_of({direction::directed, 4, {{0, 2}, {1, 2}, {1, 3}}}, {});
  const double golden = (1 + std::sqrt(5.0)) / 2;
  EXPECT_TRUE(found.converged);
  EXPECT_EQ(found.dominant, 1U);
  EXPECT_NEAR(found.singular_value, golden, 1e-12);
  const double small = 1 / std::sqrt(1 + golden * golden);
  EXPECT_TRUE(kit::near(found.authorities.values, numbers{0, 0, golden * small, small}, 1e-11));
  EXPECT_TRUE(kit::near(found.hubs.values, numbers{small, golden * small, 0, 0}, 1e-11));
  const auto arc = hits_of({direction::directed, 2, {{0, 1}}}, {});
  EXPECT_EQ(arc.hubs.values, (numbers{1, 0}));
  EXPECT_EQ(arc.authorities.values, (numbers{0, 1}));
  const auto loop = hits_of({direction::undirected, 1, {{0, 0}}}, {});
  EXPECT_NEAR(loop.singular_value, 2.0, 1e-15);  // an undirected loop counts twice
  EXPECT_EQ(loop.hubs.values, numbers{1.0});
}

TEST(Hits, OfFourPagesAreAsNetworkxSays) {  // networkx 2.8.8, there with sum 1
  const auto found = hits_of(kit::four_pages(), {});
  const auto shares = [](numbers x) {
    double sum = 0.0;
    for (const double v : x) sum += v;
    for (double& v : x) v /= sum;
    return x;
  };
  EXPECT_TRUE(kit::near(shares(found.hubs.values), numbers{0.414213562373, 0.292893218813, 0, 0.292893218813}, 1e-9));
  EXPECT_TRUE(kit::near(shares(found.authorities.values), numbers{0, 0.292893218813, 0.707106781187, 0}, 1e-9));
}

TEST(Hits, AgreesWithSingularValueDecompositionsOnRandomMultigraphs) {
  std::size_t none = 0;
  std::size_t several = 0;
  for (std::uint64_t round = 0; round < 2000; ++round) {
    random_stream random(1, "hits", round);
    const edge_list list = some_multigraph(random, round, 9);
    const auto amount = random_amounts(random, list.edges.size());
    const numbers amounts(amount.begin(), amount.end());
    const auto found = hits_of(list, {.tolerance = 1e-13, .max_iterations = 100'000}, edge_strengths::over(1, amount));
    const Eigen::MatrixXd a = kit::dense_incoming(list, amounts).transpose();
    const dense_hits expected = by_decomposition(a);
    ASSERT_EQ(found.dominant, expected.space) << "round " << round;
    ASSERT_NEAR(found.singular_value, expected.sigma, 1e-10);
    ASSERT_EQ(found.why.empty(), found.dominant == 1);
    none += found.dominant == 0 ? 1U : 0U;
    several += found.dominant > 1 ? 1U : 0U;
    if (found.dominant == 0) {
      ASSERT_EQ(found.hubs.undefined.size(), list.vertices);
      ASSERT_EQ(found.authorities.undefined.size(), list.vertices);
      continue;
    }
    ASSERT_TRUE(found.converged) << "round " << round;
    ASSERT_TRUE(kit::near(found.hubs.values, kit::plain(expected.hubs), 1e-9)) << "round " << round;
    ASSERT_TRUE(kit::near(found.authorities.values, kit::plain(expected.authorities), 1e-9)) << "round " << round;
    ASSERT_GE(*std::min_element(found.hubs.values.begin(), found.hubs.values.end()), 0.0);
  }
  EXPECT_GT(none, 50U);
  EXPECT_GT(several, 50U);
}

TEST(Hits, TurnedRoundExchangesHubsAndAuthorities) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(2, "hits", round);
    const edge_list list = some_multigraph(random, 1, 9);
    const auto found = hits_of(list, {.tolerance = 1e-13});
    const auto turned = hits_of(kit::turned_round(list), {.tolerance = 1e-13});
    ASSERT_TRUE(kit::near(turned.hubs.values, found.authorities.values, 1e-9));
    ASSERT_TRUE(kit::near(turned.authorities.values, found.hubs.values, 1e-9));
  }
}

TEST(Hits, OfAnUndirectedGraphAreTwiceTheEigenvector) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(3, "hits", round);
    const edge_list list = some_multigraph(random, 0, 9);
    const auto found = hits_of(list, {.tolerance = 1e-13});
    const auto eigen = eigenvector(kit::undirected(list), {.tolerance = 1e-13});
    ASSERT_TRUE(kit::near(found.hubs.values, eigen.score.values, 1e-9));
    ASSERT_TRUE(kit::near(found.authorities.values, eigen.score.values, 1e-9));
    ASSERT_NEAR(found.singular_value, eigen.eigenvalue, 1e-11);
  }
}

TEST(Hits, ResidualIsThatOfTheScores) {
  const edge_list list = kit::karate_club();  // as arcs from the first to the second
  const edge_list arcs{direction::directed, 34, list.edges};
  const Eigen::MatrixXd a = kit::dense_incoming(arcs, numbers(78, 1.0)).transpose();
  for (const std::size_t most : {1U, 3U, 10U, 1000U}) {
    const auto found = hits_of(arcs, {.max_iterations = most});
    EXPECT_EQ(found.converged, most == 1000U);
    const Eigen::VectorXd h = Eigen::Map<const Eigen::VectorXd>(found.hubs.values.data(), 34);
    const Eigen::VectorXd au = Eigen::Map<const Eigen::VectorXd>(found.authorities.values.data(), 34);
    EXPECT_NEAR(h.norm(), 1.0, 1e-14);
    EXPECT_NEAR(au.norm(), 1.0, 1e-14);
    const double square =
        (a * au - found.singular_value * h).squaredNorm() + (a.transpose() * h - found.singular_value * au).squaredNorm();
    EXPECT_NEAR(found.residual, std::sqrt(square / 2) / found.singular_value, 1e-13);
  }
}

TEST(Hits, AddsParallelEdgesAndDoesNotDependOnTheUnitOrOrder) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(4, "hits", round);
    const edge_list list = some_multigraph(random, round, 9);
    auto amount = random_amounts(random, list.edges.size());
    const hits_options options{.tolerance = 1e-13};
    const auto plain = hits_of(list, options, edge_strengths::over(1, amount));
    const auto scaled = hits_of(list, options, edge_strengths::over({7, 3}, amount));
    ASSERT_TRUE(kit::same_bits(scaled.hubs.values, plain.hubs.values));
    ASSERT_NEAR(scaled.singular_value, plain.singular_value * 7 / 3, 1e-13 * scaled.singular_value);
    const auto name = kit::random_order(random, list.vertices);
    const auto moved = hits_of(kit::relabelled(list, name), options, edge_strengths::over(1, amount));
    for (std::size_t v = 0; v < list.vertices; ++v) ASSERT_NEAR(moved.hubs[name[v]], plain.hubs[static_cast<vertex_id>(v)], 1e-9);
    edge_list split = list;
    for (std::size_t e = 0; e < list.edges.size(); ++e) {
      split.edges.push_back(list.edges[e]);
      const std::int64_t part = amount[e] / 2;
      amount[e] -= part;
      amount.push_back(part);
    }
    ASSERT_TRUE(
        kit::near(hits_of(split, options, edge_strengths::over(1, amount)).authorities.values, plain.authorities.values, 1e-9));
  }
}

TEST(Hits, HaveTheSameBitsForAnyNumberOfThreadsAndAForeignGraph) {
  random_stream random(5, "hits");
  const edge_list list = kit::random_multigraph(random, direction::directed, 8'000, 24'000);
  const auto graph = kit::directed(list);
  const auto one = hits(graph, {.run = {.threads = 1}});
  EXPECT_TRUE(one.converged);
  for (const unsigned threads : {2U, 4U, 8U}) {
    const auto many = hits(graph, {.run = {.threads = threads}});
    EXPECT_TRUE(kit::same_bits(many.hubs.values, one.hubs.values));
    EXPECT_TRUE(kit::same_bits(many.authorities.values, one.authorities.values));
    EXPECT_EQ(many.residual, one.residual);
  }
  boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  EXPECT_TRUE(kit::same_bits(hits(foreign).hubs.values, one.hubs.values));
}

TEST(Hits, OfDegenerateGraphs) {
  const auto empty = hits(undirected_graph());
  EXPECT_EQ(empty.hubs.size(), 0U);
  EXPECT_EQ(empty.why, "the graph has no vertices");
  const auto bare = hits(directed_graph(3, {}));
  EXPECT_FALSE(bare.converged);
  EXPECT_EQ(bare.singular_value, 0.0);
  ASSERT_EQ(bare.hubs.undefined.size(), 3U);
  EXPECT_EQ(bare.authorities.undefined[1], (undefined_score{1, "there is no edge of strength above 0"}));
  EXPECT_EQ(hits(undirected_graph(2, {{0, 1}}), edge_strengths::uniform(1, 0)).dominant, 0U);
  // Two arcs side by side: equal, and so said to be.
  const auto two = hits(directed_graph(4, {{0, 1}, {2, 3}}));
  EXPECT_EQ(two.why, "2 components have the same greatest singular value: how they compare is a convention");
  EXPECT_TRUE(kit::near(two.hubs.values, numbers{std::sqrt(0.5), 0, std::sqrt(0.5), 0}, 1e-15));
}

TEST(Hits, RefuseWhatIsOutsideTheirDomain) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto refused = [&](const hits_options& options, const char* parameter, const char* value, const char* allowed) {
    return kit::refuses<option_error>([&] { return hits(graph, options); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refused({.tolerance = -1.0}, "tolerance", "-1", "a finite number >= 0"));
  EXPECT_TRUE(refused({.tolerance = nan}, "tolerance", "nan", "a finite number >= 0"));
  EXPECT_TRUE(refused({.max_iterations = 0}, "max_iterations", "0", "1 or more"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return hits(graph, edge_strengths::uniform(1)); }, "number of edge values", "1",
                                        "2, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return hits(graph, edge_strengths::from({1, -0.5}));
      },
      "strengths", "-0.5 at edge 1", "strengths >= 0"));
}

TEST(Hits, TellProgressAndStopOnRequest) {
  const auto graph = kit::undirected(kit::path(2000));
  numbers told;
  static_cast<void>(hits(graph, {.max_iterations = 400, .run = {.progress = [&](double share) { told.push_back(share); }}}));
  ASSERT_GT(told.size(), 50U);
  for (std::size_t i = 1; i < told.size(); ++i) EXPECT_LT(told[i - 1], told[i]);
  EXPECT_EQ(told.back(), 1.0);
  std::stop_source stop;
  hits_options options{.tolerance = 0.0, .max_iterations = 1'000'000};
  options.run = {.stop = stop.get_token(), .progress = [&](double) { stop.request_stop(); }};
  EXPECT_THROW(static_cast<void>(hits(graph, options)), cancelled);
}

}  // namespace
