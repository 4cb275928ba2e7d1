// SPDX-License-Identifier: BSL-1.0
#include "clustering/infomap_search.hpp"
#include "clustering/map_equation.hpp"

#include <coopgraph/clustering/codelength.hpp>
#include <coopgraph/clustering/infomap.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/graph/components.hpp>
#include <coopgraph/graph/generators.hpp>

#include "support/graphs.hpp"
#include "support/map_equation_oracle.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <stop_token>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;

/// Three times three triangles, and at last three bridges. Example network of Infomap, which has two strengths for the bridges.
edge_list nine_triangles() {
  edge_list list{direction::undirected, 27, {}};
  for (vertex_id first = 0; first < 27; first += 9) {
    const endpoints inner[] = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {2, 6}, {3, 4}, {3, 5}, {4, 5}, {5, 7}, {6, 7}, {6, 8}, {7, 8}};
    for (const auto& [u, v] : inner) list.edges.push_back({u + first, v + first});
  }
  for (const endpoints& bridge : {endpoints{8, 19}, {4, 10}, {17, 22}}) list.edges.push_back(bridge);
  return list;
}

/// How often the members of the club met in different places, in the order of kit::karate_club(). Zachary (1977)
const std::vector<std::int64_t> karate_strengths{4, 5, 3, 3, 3, 3, 2, 2, 2, 3, 1, 3, 2, 2, 2, 2, 6, 3, 4, 5, 1, 2, 2, 2, 3, 4,
                                                 5, 1, 3, 2, 2, 2, 3, 3, 3, 2, 3, 5, 3, 3, 3, 3, 3, 4, 2, 3, 3, 2, 3, 4, 1, 2,
                                                 1, 3, 1, 2, 3, 5, 4, 3, 5, 4, 2, 3, 2, 7, 4, 2, 4, 2, 2, 4, 2, 3, 3, 4, 4, 5};

/// Every model with every way of jumping.
std::vector<map_equation_options> all_models() {
  std::vector<map_equation_options> models;
  for (const flow_model model : {flow_model::undirected, flow_model::undirdir, flow_model::outdirdir, flow_model::rawdir})
    models.push_back({.model = model});
  for (const bool recorded : {false, true})
    for (const auto target : {teleportation_target::links, teleportation_target::vertices})
      models.push_back({.model = flow_model::directed, .recorded_teleportation = recorded, .target = target});
  return models;
}

struct random_case {
  edge_list list;
  std::vector<double> strength;

  random_case(random_stream& random, std::size_t most_vertices, std::size_t edges_a_vertex = 3) {
    const direction kind = random.below(2) == 0 ? direction::undirected : direction::directed;
    const std::size_t n = 1 + random.below(most_vertices);
    list = kit::random_multigraph(random, kind, n, random.below(edges_a_vertex * n));
    for (std::size_t e = 0; e < list.edges.size(); ++e) strength.push_back(static_cast<double>(random.below(6)));
  }

  [[nodiscard]] edge_strengths strengths() const { return edge_strengths::from(std::span<const double>(strength)); }
  [[nodiscard]] infomap_result modules(const infomap_options& options) const {
    return kit::with_graph(list, [&](const auto& graph) { return infomap(graph, strengths(), options); });
  }
};

const infomap_options like_igraph{
    .flow = {.model = flow_model::directed, .recorded_teleportation = true, .target = teleportation_target::vertices},
    .runs = 10};

TEST(Infomap, FindsWhatInfomapFinds) {
  // Infomap 2.15.1
  edge_list list = kit::two_triangles_and_a_bridge();
  const auto both_ways = infomap(kit::undirected(list));
  EXPECT_NEAR(both_ways.codelength, 2.3207303568, 1e-10);
  EXPECT_EQ(both_ways.partition, (partition{{0, 0, 0, 1, 1, 1}, 2}));
  list.kind = direction::directed;
  EXPECT_NEAR(infomap(kit::directed(list)).codelength, 1.8082411992, 2e-10);

  const auto club = kit::undirected(kit::karate_club());
  const auto plain = infomap(club, {.runs = 10});
  EXPECT_NEAR(plain.codelength, 4.3117926458, 1e-10);
  EXPECT_EQ(plain.partition.clusters, 3U);
  const auto weighted = infomap(club, edge_strengths::over(1, karate_strengths), {.runs = 10});
  EXPECT_NEAR(weighted.codelength, 4.0874231588, 1e-10);
  EXPECT_EQ(weighted.partition.clusters, 3U);
}

TEST(Infomap, FindsWhatIgraphFindsUnderItsWalk) {
  // igraph 0.10.2, and Infomap 2.15.1 with -d --recorded-teleportation --to-nodes on doubled arcs
  const edge_list club = kit::karate_club();
  const auto found = infomap(kit::undirected(club), like_igraph);
  EXPECT_NEAR(found.codelength, 4.6060586, 5e-8);
  EXPECT_EQ(found.partition.clusters, 3U);
  edge_list doubled{direction::directed, 34, club.edges};
  for (const auto& [u, v] : club.edges) doubled.edges.push_back({v, u});
  EXPECT_NEAR(infomap(kit::directed(doubled), like_igraph).codelength, found.codelength, 1e-12);
}

TEST(Infomap, FindsTrianglesWithinTriangles) {
  // Infomap 2.15.1: three levels, of which the vertices are one; with bridges of strength 1 its manual has the same.
  const auto graph = kit::undirected(nine_triangles());
  std::vector<std::int64_t> tenths(graph.edges(), 10);
  std::fill(tenths.end() - 3, tenths.end(), 8);
  const auto strengths = edge_strengths::over({1, 10}, tenths);
  const auto found = infomap(graph, strengths, {.levels = infomap_levels::hierarchical});
  EXPECT_NEAR(found.codelength, 3.3858308203, 1e-10);
  ASSERT_EQ(found.levels.size(), 2U);
  EXPECT_EQ(found.levels[0].clusters, 3U);
  EXPECT_EQ(found.levels[1].clusters, 9U);
  for (vertex_id v = 0; v < 27; ++v) {
    EXPECT_EQ(found.levels[0].label[v], v / 9);
    EXPECT_EQ(found.levels[1].label[v], v / 3);
  }
  EXPECT_EQ(found.partition, found.levels[1]);
  EXPECT_EQ(codelength(graph, strengths, found.levels), found.codelength);

  const auto even = infomap(graph, {.levels = infomap_levels::hierarchical});
  EXPECT_NEAR(even.codelength, 3.4841898804052187, 1e-13);
  EXPECT_EQ(even.levels, found.levels);
}

TEST(Infomap, IsNeverBelowTheBestOfAllPartitionsAndMostlyIt) {
  random_stream random(1, "infomap");
  std::size_t cases = 0, best = 0;
  for (int round = 0; round < 150; ++round) {
    const random_case of(random, round % 25 == 0 ? 8 : 6);
    for (const map_equation_options& flow : all_models()) {
      const kit::full_walk walk = kit::walk_of(of.list, of.strength, flow);
      double shortest = std::numeric_limits<double>::max();
      kit::for_each_partition(of.list.vertices,
                              [&](const partition& p) { shortest = std::min(shortest, kit::codelength_of_walk(walk, {p})); });
      const auto found = of.modules({.flow = flow, .runs = 5, .run = {.threads = 1}});
      ASSERT_GE(found.codelength, shortest - 1e-9) << "round " << round;
      ASSERT_LE(found.codelength, found.one_level_codelength + 1e-11);
      ++cases;
      best += found.codelength < shortest + 1e-9 ? 1 : 0;
    }
  }
  RecordProperty("best", static_cast<int>(best));
  RecordProperty("cases", static_cast<int>(cases));
  EXPECT_GE(static_cast<double>(best), 0.995 * static_cast<double>(cases)) << best << " of " << cases;
}

TEST(Infomap, TellsTheRatesOfTheWalk) {
  random_stream random(2, "infomap");
  for (int round = 0; round < 100; ++round) {
    const random_case of(random, 30);
    for (const map_equation_options& flow : all_models()) {
      const auto found = of.modules({.flow = flow, .run = {.threads = 1}});
      const std::vector<double> expected = kit::walk_of(of.list, of.strength, flow).visits;
      ASSERT_TRUE(kit::near(found.visit_rates.values, expected, 1e-12)) << "round " << round;
      const double sum = std::accumulate(expected.begin(), expected.end(), 0.0);
      const bool flows = std::any_of(of.strength.begin(), of.strength.end(), [](double s) { return s > 0.0; });
      ASSERT_NEAR(sum, flows ? 1.0 : 0.0, 1e-12);
      ASSERT_EQ(found.flow, flow);
      ASSERT_TRUE(found.flow_converged && found.flow_residual <= 1e-13);
      ASSERT_EQ(found.flow_iterations > 0, flows && flow.model == flow_model::directed);
    }
  }
}

TEST(Infomap, TellsLengthsThatAreThoseFromScratch) {
  random_stream random(3, "infomap");
  for (int round = 0; round < 60; ++round) {
    const random_case of(random, 40);
    for (const map_equation_options& flow : all_models())
      for (const infomap_levels levels : {infomap_levels::two, infomap_levels::hierarchical}) {
        const auto found = of.modules({.levels = levels, .flow = flow, .run = {.threads = 1}});
        const double again = kit::codelength_of_walk(kit::walk_of(of.list, of.strength, flow), found.levels);
        ASSERT_NEAR(found.codelength, again, 1e-10) << "round " << round;
        ASSERT_NEAR(found.index_codelength + found.module_codelength, found.codelength, 1e-13);
        ASSERT_EQ(found.partition, found.levels.back());
        ASSERT_TRUE(found.converged);
        ASSERT_TRUE(levels == infomap_levels::hierarchical || found.levels.size() == 1);
      }
  }
}

TEST(Infomap, TracksWhatItGainsAsItIsFromScratch) {
  const detail::quick_plogp quick;
  thread_pool pool({.threads = 1});
  for (const map_equation_options& flow : all_models()) {
    random_stream random(4, "infomap");
    const edge_list list = kit::random_multigraph(random, direction::directed, 3000, 9000);
    const auto walk = detail::make_walk_flow(pool, "test", kit::directed(list).view(), nullptr, flow);
    for (const double outside : {0.0, 0.3}) {
      detail::search_context context{quick, pool, random_stream(5), 1000, 0};
      const auto found = detail::search_modules(walk.network, outside, context);
      std::vector<std::uint32_t> alone(list.vertices);
      std::iota(alone.begin(), alone.end(), 0U);
      const std::vector<partition> before{make_partition(alone)};
      const std::vector<partition> after{{found.label, found.modules}};
      const double start = detail::measure(walk.network, before, outside).total();
      const double end = detail::measure(walk.network, after, outside).total();
      ASSERT_GT(found.gain, 0.5);
      ASSERT_NEAR(start - end, found.gain, 1e-11) << static_cast<int>(*flow.model);
    }
  }
}

TEST(Infomap, HasAQuickLogarithmThatIsTheExactOne) {
  const detail::quick_plogp quick;
  random_stream random(6, "infomap");
  for (int round = 0; round < 100'000; ++round) {
    const double x = 4.0 * random.uniform() * std::exp2(-static_cast<double>(random.below(60)));
    ASSERT_NEAR(quick(x), detail::plogp(x), 1e-15 * std::max(1.0, std::fabs(detail::plogp(x)))) << x;
  }
  EXPECT_EQ(quick(0.0), 0.0);
  EXPECT_EQ(quick(-1e-18), 0.0);
  EXPECT_NEAR(quick(1.0), 0.0, 1e-16);
}

TEST(Infomap, FindsModulesOfAllLevelsThatAreConnected) {
  random_stream random(7, "infomap");
  for (int round = 0; round < 200; ++round) {
    const random_case of(random, 40);
    for (const map_equation_options& flow : all_models()) {
      if (flow.recorded_teleportation) continue;
      const auto found = of.modules({.levels = infomap_levels::hierarchical, .flow = flow, .run = {.threads = 1}});
      for (const partition& level : found.levels) {
        edge_list within{direction::undirected, of.list.vertices, {}};
        for (std::size_t e = 0; e < of.strength.size(); ++e) {
          const auto [u, v] = of.list.edges[e];
          if (level.label[u] == level.label[v] && of.strength[e] > 0.0) within.edges.push_back({u, v});
        }
        ASSERT_EQ(weak_components(kit::undirected(within)), level) << "round " << round;
      }
    }
  }
}

TEST(Infomap, IsNoLongerWithMoreLevels) {
  random_stream random(8, "infomap");
  bool shorter = false;
  for (int round = 0; round < 60; ++round) {
    const random_case of(random, 60, 2);
    for (const map_equation_options& flow : all_models()) {
      const auto two = of.modules({.flow = flow, .run = {.threads = 1}});
      const auto more = of.modules({.levels = infomap_levels::hierarchical, .flow = flow, .run = {.threads = 1}});
      ASSERT_LE(more.codelength, two.codelength + 1e-12) << "round " << round;
      shorter |= more.levels.size() > 1;
    }
  }
  EXPECT_TRUE(shorter);
}

TEST(Infomap, FindsPlantedModules) {
  const auto planted = lfr({.vertices = 3000, .mu = 0.4, .seed = 3});
  EXPECT_EQ(infomap(planted.graph).partition, planted.communities);
  // Where modularity merges cliques.
  const auto ring = ring_of_cliques({.cliques = 60, .size = 5});
  EXPECT_EQ(infomap(ring.graph).partition, ring.cliques);
  const auto nested = infomap(ring.graph, {.levels = infomap_levels::hierarchical});
  EXPECT_EQ(nested.partition, ring.cliques);
  EXPECT_GT(nested.levels.size(), 1U);
}

TEST(Infomap, LeavesVerticesWithoutFlowAlone) {
  // Two edges, an isolated vertex, one with a loop, and one whose edge has no strength.
  const undirected_graph graph(7, {{0, 2}, {4, 5}, {3, 3}, {6, 0}});
  const auto strengths = edge_strengths::from({1.0, 1.0, 1.0, 0.0});
  for (const infomap_levels levels : {infomap_levels::two, infomap_levels::hierarchical}) {
    const auto found = infomap(graph, strengths, {.levels = levels});
    EXPECT_EQ(found.partition, (partition{{0, 1, 0, 2, 3, 3, 4}, 5}));
    EXPECT_TRUE(kit::near(found.visit_rates.values, std::vector<double>{0.2, 0.0, 0.2, 0.2, 0.2, 0.2, 0.0}, 1e-15));
    EXPECT_NEAR(found.codelength, 0.8, 1e-14);  // one bit where there are two
    EXPECT_EQ(found.index_codelength, 0.0);
  }
  random_stream random(9, "infomap");
  for (int round = 0; round < 30; ++round) {
    random_case of(random, 20);
    const std::size_t n = of.list.vertices;
    of.list.vertices += 1;
    for (const map_equation_options& flow : all_models())
      for (const infomap_levels levels : {infomap_levels::two, infomap_levels::hierarchical}) {
        const auto found = of.modules({.levels = levels, .flow = flow, .run = {.threads = 1}});
        for (const partition& level : found.levels)
          ASSERT_EQ(std::count(level.label.begin(), level.label.end(), level.label[n]), 1);
      }
  }
}

TEST(Infomap, OfSeparateGraphsKeepsThemApart) {
  const edge_list list = kit::beside(kit::complete(5), kit::complete(4));
  const auto found = infomap(kit::undirected(list));
  EXPECT_EQ(found.partition, weak_components(kit::undirected(list)));
  EXPECT_NEAR(found.index_codelength, 0.0, 1e-14);  // no walk goes from one to the other
}

TEST(Infomap, OfNothingIsNothing) {
  for (const map_equation_options& flow : all_models())
    for (const infomap_levels levels : {infomap_levels::two, infomap_levels::hierarchical}) {
      const infomap_options options{.levels = levels, .flow = flow};
      const auto empty = infomap(directed_graph(), options);
      EXPECT_EQ(empty.partition, partition{});
      EXPECT_EQ(empty.levels.size(), 1U);
      EXPECT_EQ(empty.codelength, 0.0);
      EXPECT_TRUE(empty.converged);
      const auto one = infomap(undirected_graph(1, {}), options);
      EXPECT_EQ(one.partition, (partition{{0}, 1}));
      const auto loop = infomap(undirected_graph(1, {{0, 0}}), options);
      EXPECT_EQ(loop.visit_rates.values, std::vector<double>{1.0});
      EXPECT_EQ(loop.codelength, 0.0);
      const auto none = infomap(undirected_graph(3, {}), options);
      EXPECT_EQ(none.partition, (partition{{0, 1, 2}, 3}));
      EXPECT_EQ(none.visit_rates.values, std::vector<double>(3, 0.0));
      EXPECT_EQ(none.codelength, 0.0);
    }
}

TEST(Infomap, IsTheSameForAnyNumberOfThreads) {
  random_stream random(10, "infomap");
  const edge_list list = kit::random_multigraph(random, direction::directed, 3000, 8000);
  const auto graph = kit::directed(list);
  for (const infomap_levels levels : {infomap_levels::two, infomap_levels::hierarchical}) {
    const auto one = infomap(graph, {.levels = levels, .runs = 5, .run = {.threads = 1}});
    for (const unsigned threads : {2U, 4U, 8U}) {
      const auto other = infomap(graph, {.levels = levels, .runs = 5, .run = {.threads = threads}});
      EXPECT_EQ(other.levels, one.levels);
      EXPECT_EQ(other.codelength, one.codelength);
      EXPECT_EQ(other.visit_rates, one.visit_rates);
      EXPECT_EQ(other.best_run, one.best_run);
      EXPECT_EQ(other.iterations, one.iterations);
      EXPECT_EQ(other.edge_visits, one.edge_visits);
    }
  }
}

TEST(Infomap, TakesTheBestOfItsRuns) {
  random_stream random(11, "infomap");
  const auto graph = kit::undirected(kit::random_multigraph(random, direction::undirected, 300, 900));
  bool better = false;
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const auto one = infomap(graph, {.seed = seed});
    const auto ten = infomap(graph, {.runs = 10, .seed = seed});
    EXPECT_EQ(one.best_run, 0U);
    EXPECT_EQ(one.seed, seed);
    EXPECT_LE(ten.codelength, one.codelength);
    EXPECT_EQ(ten.codelength<one.codelength, ten.best_run> 0);
    EXPECT_GT(ten.edge_visits, one.edge_visits);
    better |= ten.best_run > 0;
  }
  EXPECT_TRUE(better);
}

TEST(Infomap, SaysWhenItWasCutShort) {
  const auto graph = kit::undirected(kit::karate_club());
  const auto cut = infomap(graph, {.max_iterations = 1});
  EXPECT_FALSE(cut.converged);
  EXPECT_EQ(cut.iterations, 1U);
  // Connected even so.
  random_stream random(14, "infomap");
  for (int round = 0; round < 50; ++round) {
    const auto sparse = kit::undirected(kit::random_multigraph(random, direction::undirected, 60, 70));
    const partition modules = infomap(sparse, {.max_iterations = 1}).partition;
    edge_list within{direction::undirected, 60, {}};
    for (std::size_t e = 0; e < sparse.edges(); ++e) {
      const vertex_id u = sparse.view().source[e], v = sparse.view().target[e];
      if (modules.label[u] == modules.label[v]) within.edges.push_back({u, v});
    }
    ASSERT_EQ(weak_components(kit::undirected(within)), modules);
  }
  const auto whole = infomap(graph);
  EXPECT_TRUE(whole.converged);
  EXPECT_GT(whole.iterations, 1U);
  EXPECT_GE(whole.edge_visits, 2 * graph.edges());
}

TEST(Infomap, OfABoostGraphIsThatOfOurs) {
  const edge_list list = kit::karate_club();
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  const auto ours = infomap(kit::undirected(list));
  const auto theirs = infomap(foreign);
  EXPECT_EQ(theirs.levels, ours.levels);
  EXPECT_EQ(theirs.codelength, ours.codelength);
  const auto ones = edge_strengths::uniform(list.edges.size(), 7);
  EXPECT_EQ(infomap(foreign, ones).levels, ours.levels);
}

TEST(Infomap, DoesNotDependOnTheOrderOfEdgesNorOnTheMeasure) {
  random_stream random(12, "infomap");
  for (int round = 0; round < 50; ++round) {
    // Without parallel edges, whose sums round in their order.
    const auto drawn = gnm<direction::directed>({.vertices = 40, .edges = 120, .seed = random.bits()});
    random_case of(random, 1);
    of.list = {direction::directed, 40, {}};
    of.strength.clear();
    for (std::size_t e = 0; e < drawn.edges(); ++e) {
      of.list.edges.push_back({drawn.view().source[e], drawn.view().target[e]});
      of.strength.push_back(static_cast<double>(1 + random.below(9)));
    }
    random_case other = of;
    std::reverse(other.list.edges.begin(), other.list.edges.end());
    std::reverse(other.strength.begin(), other.strength.end());
    for (double& s : other.strength) s *= 0.01;
    const auto a = of.modules({});
    const auto b = other.modules({});
    ASSERT_EQ(a.levels, b.levels);
    ASSERT_EQ(a.codelength, b.codelength);
  }
}

TEST(Infomap, UsuallyDoesNotDependOnNames) {
  const edge_list list = kit::karate_club();
  random_stream random(13, "infomap");
  for (int round = 0; round < 20; ++round) {
    const auto found = infomap(kit::undirected(kit::relabelled(list, kit::random_order(random, 34))), {.runs = 10});
    EXPECT_NEAR(found.codelength, 4.3117926458, 1e-10);
  }
}

TEST(Infomap, RefusesOptionsAndStrengthsOutsideTheirRange) {
  const undirected_graph graph(2, {{0, 1}});
  EXPECT_TRUE(kit::refuses<option_error>([&] { return infomap(graph, {.runs = 0}); }, "runs", "0", "1 or more"));
  EXPECT_TRUE(
      kit::refuses<option_error>([&] { return infomap(graph, {.max_iterations = 0}); }, "max_iterations", "0", "1 or more"));
  EXPECT_TRUE(kit::refuses<option_error>([&] { return infomap(graph, {.flow = {.teleportation = 1.0}}); }, "teleportation", "1",
                                         "[0, 1)"));
  EXPECT_TRUE(kit::refuses<option_error>([&] { return infomap(graph, {.flow = {.recorded_teleportation = true}}); },
                                         "recorded_teleportation", "true", "false, for a model without jumps"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return infomap(graph, edge_strengths::from({-1.0})); }, "strengths", "-1 at edge 0",
                                        "strengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return infomap(graph, edge_strengths::from({1.0, 2.0}));
      },
      "number of edge values", "2", "1, one for each edge"));
}

TEST(Infomap, StopsOnRequest) {
  const auto planted = lfr({.vertices = 2000, .seed = 1});
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(static_cast<void>(infomap(planted.graph, {.run = {.stop = stop.get_token()}})), cancelled);
  // Between two runs, told by progress.
  std::stop_source later;
  std::vector<double> told;
  const auto progress = [&](double share) {
    told.push_back(share);
    if (share >= 0.25) later.request_stop();
  };
  EXPECT_THROW(static_cast<void>(
                   infomap(planted.graph, {.runs = 4, .run = {.threads = 1, .stop = later.get_token(), .progress = progress}})),
               cancelled);
  EXPECT_EQ(told, std::vector<double>{0.25});
}

TEST(Infomap, TellsProgressThatRisesToOne) {
  std::vector<double> told;
  const auto progress = [&](double share) { told.push_back(share); };
  static_cast<void>(infomap(kit::undirected(kit::karate_club()), {.runs = 3, .run = {.threads = 1, .progress = progress}}));
  ASSERT_FALSE(told.empty());
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), 1.0);
}

}  // namespace
