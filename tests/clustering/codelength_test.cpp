// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/codelength.hpp>

#include "support/graphs.hpp"
#include "support/map_equation_oracle.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stop_token>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;

const partition triangles{{0, 0, 0, 1, 1, 1}, 2};

edge_list two_triangles(direction kind) {
  edge_list list = kit::two_triangles_and_a_bridge();
  list.kind = kind;
  return list;
}

/// Every model with every way of jumping.
std::vector<map_equation_options> all_models() {
  std::vector<map_equation_options> models;
  for (const flow_model model : {flow_model::undirected, flow_model::undirdir, flow_model::outdirdir, flow_model::rawdir})
    models.push_back({.model = model});
  for (const bool recorded : {false, true})
    for (const auto target : {teleportation_target::links, teleportation_target::vertices})
      for (const double alpha : {0.15, 0.6})
        models.push_back(
            {.model = flow_model::directed, .recorded_teleportation = recorded, .target = target, .teleportation = alpha});
  return models;
}

struct random_case {
  edge_list list;
  std::vector<double> strength;  // whole numbers, 0 among them

  explicit random_case(random_stream& random, std::size_t most_vertices = 9) {
    const direction kind = random.below(2) == 0 ? direction::undirected : direction::directed;
    const std::size_t n = 1 + random.below(most_vertices);
    list = kit::random_multigraph(random, kind, n, random.below(3 * n));
    for (std::size_t e = 0; e < list.edges.size(); ++e) strength.push_back(static_cast<double>(random.below(6)));
  }
};

partition random_partition(random_stream& random, std::size_t n) {
  std::vector<std::uint32_t> label(n);
  const std::uint64_t clusters = 1 + random.below(n);
  for (std::uint32_t& l : label) l = static_cast<std::uint32_t>(random.below(clusters));
  return make_partition(label);
}

double length(const random_case& of, const partition& p, const map_equation_options& options) {
  return kit::with_graph(of.list, [&](const auto& graph) {
    return codelength(graph, edge_strengths::from(std::span<const double>(of.strength)), p, options);
  });
}

TEST(Codelength, OfTwoTrianglesIsSolvedByHand) {
  // Of 14 ends of edges 7 lie in each module, 2, 2 and 3; the walk crosses the bridge each way once in 14 steps.
  const double index = 2.0 / 14;  // 1 bit each time
  const double book = 8.0 / 14 * std::log2(8.0 / 14) - 2 * (2.0 / 14 * std::log2(2.0 / 14)) - 3.0 / 14 * std::log2(3.0 / 14) -
                      1.0 / 14 * std::log2(1.0 / 14);
  EXPECT_NEAR(codelength(kit::undirected(two_triangles(direction::undirected)), triangles), index + 2 * book, 1e-14);
}

TEST(Codelength, OfTwoTrianglesIsThatOfInfomap) {
  // Infomap 2.15.1, also with --directed.
  EXPECT_NEAR(codelength(kit::undirected(two_triangles(direction::undirected)), triangles), 2.3207303568, 1e-10);
  EXPECT_NEAR(codelength(kit::directed(two_triangles(direction::directed)), triangles), 1.8082411992, 2e-10);
}

TEST(Codelength, IsTheEntropyOfWrittenOutCodeBooksUnderEveryModel) {
  random_stream random(1, "codelength");
  for (int round = 0; round < 400; ++round) {
    const random_case of(random);
    const partition p = random_partition(random, of.list.vertices);
    for (const map_equation_options& options : all_models())
      ASSERT_NEAR(length(of, p, options), kit::codelength_of_walk(kit::walk_of(of.list, of.strength, options), {p}), 1e-11)
          << "round " << round << " model " << static_cast<int>(*options.model) << options.recorded_teleportation;
  }
}

TEST(Codelength, OfNestedModulesIsTheEntropyOfWrittenOutCodeBooks) {
  random_stream random(2, "codelength");
  for (int round = 0; round < 400; ++round) {
    const random_case of(random, 12);
    // Finer and finer: each level cuts the one above at random.
    std::vector<partition> levels{random_partition(random, of.list.vertices)};
    for (int depth = 0; depth < 2; ++depth) {
      std::vector<std::uint32_t> label = levels.back().label;
      for (std::uint32_t& l : label) l = 3 * l + static_cast<std::uint32_t>(random.below(2));
      levels.push_back(make_partition(label));
    }
    for (const map_equation_options& options : all_models()) {
      const double found = kit::with_graph(of.list, [&](const auto& graph) {
        return codelength(graph, edge_strengths::from(std::span<const double>(of.strength)), levels, options);
      });
      ASSERT_NEAR(found, kit::codelength_of_walk(kit::walk_of(of.list, of.strength, options), levels), 1e-11);
    }
  }
}

TEST(Codelength, OfLevelsThatRepeatIsThatOfOne) {
  const auto graph = kit::undirected(kit::karate_club());
  random_stream random(3, "codelength");
  const partition p = random_partition(random, 34);
  EXPECT_EQ(codelength(graph, std::vector{p, p, p}), codelength(graph, p));
}

TEST(Codelength, OfOneModuleIsTheEntropyOfTheVisits) {
  const auto graph = kit::undirected(kit::karate_club());
  double entropy = 0.0;
  for (vertex_id v = 0; v < 34; ++v) {
    const double p = static_cast<double>(graph.view().out.degree(v)) / 156;
    entropy -= p * std::log2(p);
  }
  EXPECT_NEAR(codelength(graph, partition{std::vector<std::uint32_t>(34, 0), 1}), entropy, 1e-13);
}

TEST(Codelength, DoesNotDependOnTheMeasureOfTheStrengths) {
  random_stream random(4, "codelength");
  for (int round = 0; round < 100; ++round) {
    random_case of(random);
    const partition p = random_partition(random, of.list.vertices);
    for (const map_equation_options& options : all_models()) {
      random_case other = of;
      for (double& s : other.strength) s *= 0.3;
      ASSERT_NEAR(length(of, p, options), length(other, p, options), 1e-12);
      for (double& s : other.strength) s *= 1e300;
      ASSERT_NEAR(length(of, p, options), length(other, p, options), 1e-12);
    }
  }
}

TEST(Codelength, DoesNotDependOnNamesNorOnTheOrderOfEdges) {
  random_stream random(5, "codelength");
  for (int round = 0; round < 100; ++round) {
    const random_case of(random);
    const std::size_t n = of.list.vertices;
    const partition p = random_partition(random, n);
    const std::vector<vertex_id> name = kit::random_order(random, n);
    random_case other = of;
    other.list = kit::relabelled(of.list, name);
    std::vector<std::uint32_t> label(n);
    for (std::size_t v = 0; v < n; ++v) label[name[v]] = p.label[v];
    const std::size_t m = of.list.edges.size();
    for (std::size_t e = 0; e < m; ++e) {
      other.list.edges[m - 1 - e] = kit::relabelled(of.list, name).edges[e];
      other.strength[m - 1 - e] = of.strength[e];
    }
    for (const map_equation_options& options : all_models())
      ASSERT_NEAR(length(of, p, options), length(other, make_partition(label), options), 1e-12);
  }
}

TEST(Codelength, IsNotChangedByIsolatedVerticesNorByEdgesOfStrengthZero) {
  random_stream random(6, "codelength");
  for (int round = 0; round < 100; ++round) {
    const random_case of(random);
    partition p = random_partition(random, of.list.vertices);
    random_case other = of;
    other.list.vertices += 2;
    other.list.edges.push_back({0, static_cast<vertex_id>(of.list.vertices)});
    other.strength.push_back(0.0);
    partition more = p;
    more.label.push_back(0);  // one of them in a module, the other alone
    more.label.push_back(more.clusters++);
    for (const map_equation_options& options : all_models())
      ASSERT_NEAR(length(of, p, options), length(other, more, options), 1e-12);
  }
}

TEST(Codelength, AddsUpParallelEdges) {
  random_stream random(7, "codelength");
  for (int round = 0; round < 100; ++round) {
    const random_case of(random);
    const partition p = random_partition(random, of.list.vertices);
    random_case other = of;
    for (std::size_t e = 0; e < of.strength.size(); ++e) {
      other.list.edges.push_back(of.list.edges[e]);
      other.strength.push_back(0.25 * of.strength[e]);
      other.strength[e] = 0.75 * of.strength[e];
    }
    for (const map_equation_options& options : all_models())
      ASSERT_NEAR(length(of, p, options), length(other, p, options), 1e-12);
  }
}

TEST(Codelength, KeepsTheMapsShareWhenModulesAreContracted) {
  // Modules become vertices, what is within them loops; a loop is one arc, so it takes both ways of an edge. Only the
  // codes of the vertices' own names change.
  random_stream random(8, "codelength");
  for (int round = 0; round < 100; ++round) {
    const random_case of(random);
    if (of.list.kind == direction::directed) continue;
    const partition p = random_partition(random, of.list.vertices);
    random_case small = of;
    small.list.vertices = p.clusters;
    for (std::size_t e = 0; e < of.strength.size(); ++e) {
      auto& [u, v] = small.list.edges[e];
      if (u != v && p.label[u] == p.label[v]) small.strength[e] *= 2;
      u = p.label[u];
      v = p.label[v];
    }
    std::vector<std::uint32_t> alone(p.clusters);
    for (std::uint32_t c = 0; c < p.clusters; ++c) alone[c] = c;
    const partition one{std::vector<std::uint32_t>(p.label.size(), 0), 1};
    const partition small_one{std::vector<std::uint32_t>(p.clusters, 0), 1};
    ASSERT_NEAR(length(of, p, {}) - length(of, one, {}), length(small, make_partition(alone), {}) - length(small, small_one, {}),
                1e-12);
  }
}

TEST(Codelength, OfTheModelsWithoutJumpsOnAnUndirectedGraphIsTheSame) {
  random_stream random(9, "codelength");
  for (int round = 0; round < 100; ++round) {
    const random_case of(random);
    const partition p = random_partition(random, of.list.vertices);
    const double raw = length(of, p, {.model = flow_model::rawdir});
    for (const flow_model model : {flow_model::undirdir, flow_model::outdirdir}) ASSERT_EQ(length(of, p, {.model = model}), raw);
    if (of.list.kind == direction::undirected) {
      ASSERT_EQ(length(of, p, {}), raw);
      ASSERT_NEAR(length(of, p, {.model = flow_model::directed}), raw, 1e-11);
    } else {
      random_case both = of;
      both.list.kind = direction::undirected;
      ASSERT_NEAR(length(of, p, {.model = flow_model::undirected}), length(both, p, {}), 1e-13);
    }
  }
}

TEST(Codelength, OfALoopCountsItOnce) {
  // 0-1 and a loop at 0: three arcs, two of which enter 0.
  const undirected_graph graph(2, {{0, 1}, {0, 0}});
  const double entropy = -(2.0 / 3 * std::log2(2.0 / 3) + 1.0 / 3 * std::log2(1.0 / 3));
  EXPECT_NEAR(codelength(graph, partition{{0, 0}, 1}), entropy, 1e-15);
}

TEST(Codelength, OfWalksThatEndIsFinite) {
  const directed_graph chain(4, {{0, 1}, {1, 2}, {2, 3}});
  const partition p{{0, 0, 1, 1}, 2};
  for (map_equation_options options : all_models())
    for (const double alpha : {0.0, 0.15}) {
      options.teleportation = alpha;
      const double bits = codelength(chain, p, options);
      EXPECT_TRUE(std::isfinite(bits) && bits > 0.0) << static_cast<int>(*options.model) << " " << alpha;
    }
  const directed_graph cycle(3, {{0, 1}, {1, 2}, {2, 0}});
  EXPECT_NEAR(codelength(cycle, partition{{0, 0, 0}, 1}, {.teleportation = 0.0}), std::log2(3.0), 1e-12);
}

TEST(Codelength, IsZeroWhereNothingFlows) {
  for (const map_equation_options& options : all_models()) {
    EXPECT_EQ(codelength(undirected_graph(), partition{}, options), 0.0);
    EXPECT_EQ(codelength(directed_graph(3, {}), partition{{0, 1, 1}, 2}, options), 0.0);
    EXPECT_EQ(codelength(undirected_graph(2, {{0, 1}}), edge_strengths::from({0.0}), partition{{0, 1}, 2}, options), 0.0);
  }
}

TEST(Codelength, OfABoostGraphIsThatOfOurs) {
  const edge_list list = two_triangles(direction::directed);
  boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  EXPECT_EQ(codelength(foreign, triangles), codelength(kit::directed(list), triangles));
  EXPECT_EQ(codelength(foreign, std::vector{triangles}), codelength(kit::directed(list), triangles));
}

TEST(Codelength, HasTheSameBitsForAnyNumberOfThreads) {
  random_stream random(10, "codelength");
  const edge_list list = kit::random_multigraph(random, direction::directed, 20'000, 60'000);
  const auto graph = kit::directed(list);
  const partition p = random_partition(random, list.vertices);
  const double one = codelength(graph, p, {}, {.threads = 1});
  for (const unsigned threads : {2U, 4U, 8U}) EXPECT_EQ(codelength(graph, p, {}, {.threads = threads}), one);
}

TEST(Codelength, RefusesWhatIsNoPartitionOfTheVertices) {
  const auto graph = kit::undirected(two_triangles(direction::undirected));
  const auto refused = [&](const partition& p, const char* parameter, const char* value, const char* allowed) {
    return kit::refuses<input_error>([&] { return codelength(graph, p); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refused({{0, 0, 0, 0, 0}, 1}, "number of labels", "5", "6, one for each vertex"));
  EXPECT_TRUE(refused({{0, 0, 0, 2, 1, 1}, 2}, "label of vertex 3", "2", "below the number of clusters, 2"));
  EXPECT_TRUE(
      kit::refuses<input_error>([&] { return codelength(graph, std::vector<partition>{}); }, "levels", "empty", "one or more"));
  const std::vector<partition> crossed{triangles, {{0, 0, 1, 1, 2, 2}, 3}};
  EXPECT_TRUE(kit::refuses<input_error>([&] { return codelength(graph, crossed); }, "levels",
                                        "with a module of level 1 in two of the level above", "each within one"));
}

TEST(Codelength, RefusesStrengthsAndOptionsOutsideTheirRange) {
  const undirected_graph graph(2, {{0, 1}});
  const partition one{{0, 0}, 1};
  EXPECT_TRUE(kit::refuses<input_error>([&] { return codelength(graph, edge_strengths::from({-0.5}), one); }, "strengths",
                                        "-0.5 at edge 0", "strengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return codelength(graph, edge_strengths::from({1.0, 1.0}), one);
      },
      "number of edge values", "2", "1, one for each edge"));
  for (const double alpha : {1.0, -0.1, std::numeric_limits<double>::quiet_NaN()})
    EXPECT_THROW(static_cast<void>(codelength(graph, one, {.teleportation = alpha})), option_error);
  EXPECT_TRUE(
      kit::refuses<option_error>([&] { return codelength(graph, one, {.teleportation = 1.0}); }, "teleportation", "1", "[0, 1)"));
  EXPECT_TRUE(kit::refuses<option_error>([&] { return codelength(graph, one, {.recorded_teleportation = true}); },
                                         "recorded_teleportation", "true", "false, for a model without jumps"));
}

TEST(Codelength, StopsOnRequest) {
  const auto graph = kit::directed(two_triangles(direction::directed));
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(static_cast<void>(codelength(graph, triangles, {}, {.stop = stop.get_token()})), cancelled);
}

}  // namespace
