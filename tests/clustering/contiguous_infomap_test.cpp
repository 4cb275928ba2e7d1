// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/codelength.hpp>
#include <coopgraph/clustering/contiguous_infomap.hpp>
#include <coopgraph/clustering/infomap.hpp>
#include <coopgraph/clustering/verify_contiguity.hpp>

#include "clustering/planar_kit.hpp"
#include "support/map_equation_oracle.hpp"
#include "support/matchers.hpp"
#include "support/rounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <map>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace coopgraph;
using coopgraph::test::rounds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using labels = std::vector<std::uint32_t>;

struct small_case {
  kit::tied_map on;
  kit::region_wish wish;
  contiguous_infomap_options options;

  [[nodiscard]] edge_strengths strengths() const { return edge_strengths::over(1, on.strength); }
  [[nodiscard]] contiguous_infomap_result solve() const {
    return kit::with_graph(
        on.ties, [&](const auto& ties) { return contiguous_infomap(ties, strengths(), kit::undirected(on.map), options); });
  }
  [[nodiscard]] kit::full_walk walk() const {
    return kit::walk_of(on.ties, std::vector<double>(on.strength.begin(), on.strength.end()), options.flow);
  }
};

/// All flow models, with and without recorded jumps, on maps that may fall apart.
small_case random_case(std::uint64_t round, std::size_t least, std::size_t most) {
  random_stream random(22, "contiguous infomap", round);
  const std::size_t n = least + random.below(most - least + 1);
  const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
  small_case made{kit::random_tied_map(random, kind, n), kit::random_wish(random, n), {}};
  made.options = {.floor = made.wish.as_floor(), .clusters = made.wish.clusters, .seed = random.bits(), .run = {.threads = 1}};
  if (kind == direction::directed) {
    constexpr flow_model models[] = {flow_model::directed, flow_model::undirected, flow_model::undirdir, flow_model::outdirdir,
                                     flow_model::rawdir};
    made.options.flow.model = models[random.below(5)];
    made.options.flow.recorded_teleportation = *made.options.flow.model == flow_model::directed && random.below(2) == 0;
  }
  return made;
}

std::vector<std::string> problems_of(const small_case& of, const contiguous_infomap_result& result) {
  return check_region_evidence(kit::undirected(of.on.map), result.partition, result.evidence,
                               {of.options.clusters, of.options.floor});
}

TEST(ContiguousInfomap, MakesTheModulesOfTwoTrianglesByHand) {
  const auto graph = kit::undirected(kit::two_triangles_and_a_bridge());
  const auto found = contiguous_infomap(graph, graph);
  EXPECT_EQ(found.partition.label, labels({0, 0, 0, 1, 1, 1}));
  EXPECT_NEAR(found.codelength, 2.3207, 5e-5);
  EXPECT_NEAR(found.codelength, found.index_codelength + found.module_codelength, 1e-15);
  EXPECT_EQ(found.objective, "codelength");
  EXPECT_THAT(found.evidence.next_hop, ElementsAre(no_vertex, 0, 0, no_vertex, 3, 3));
  // A map on which the triangles do not hold together: what is tied but does not touch stays apart.
  const undirected_graph map(6, {{0, 3}, {3, 1}, {1, 4}, {4, 2}, {2, 5}});
  const auto other = contiguous_infomap(graph, map);
  EXPECT_TRUE(regions_are_contiguous(map, other.partition));
  EXPECT_GT(other.codelength, found.codelength);
  EXPECT_LE(other.codelength, other.one_level_codelength + 1e-12);  // all in one is contiguous
}

TEST(ContiguousInfomap, RegionsAreContiguousAndReachFloorsOnRandomMaps) {
  std::map<region_status, int> met;
  for (std::uint64_t round = 0; round < rounds(3000); ++round) {
    const small_case of = random_case(round, 1, 10);
    const auto found = of.solve();
    ASSERT_THAT(problems_of(of, found), IsEmpty()) << "round " << round;
    const kit::map_of_sets sets(of.on.map);
    for (const kit::unit_set s : kit::sets_of(found.partition)) ASSERT_TRUE(sets.is_connected(s)) << "round " << round;
    if (found.evidence.status == region_status::found) {
      ASSERT_TRUE(kit::are_regions(sets, of.wish, found.partition)) << "round " << round;
    }
    ++met[found.evidence.status];
  }
  EXPECT_GT(met[region_status::found], static_cast<int>(rounds(3000) / 3));
  EXPECT_GT(met[region_status::infeasible], static_cast<int>(rounds(3000) / 30));
}

TEST(ContiguousInfomap, FindsTheShortestDescriptionInNearlyAllSmallCases) {
  int cases = 0;
  int shortest = 0;
  double worst = 0.0;
  for (std::uint64_t round = 0; round < 300; ++round) {
    const small_case of = random_case(round, 2, 7);
    const auto found = of.solve();
    const auto walk = of.walk();
    EXPECT_NEAR(found.codelength, kit::codelength_of_walk(walk, {found.partition}), 1e-9) << "round " << round;
    std::optional<double> best;
    kit::each_division(kit::map_of_sets(of.on.map), of.wish, [&](const partition& p) {
      const double bits = kit::codelength_of_walk(walk, {p});
      if (!best || bits < *best) best = bits;
    });
    ASSERT_TRUE(best || found.evidence.status != region_status::found) << "round " << round;
    if (!best) continue;
    ++cases;
    if (found.evidence.status != region_status::found) continue;
    ASSERT_GE(found.codelength, *best - 1e-9) << "round " << round;
    shortest += found.codelength <= *best + 1e-9 ? 1 : 0;
    if (*best > 0.0) worst = std::max(worst, found.codelength / *best - 1.0);
  }
  EXPECT_GT(cases, 150);
  EXPECT_GE(shortest, 0.99 * cases);
  EXPECT_LT(worst, 0.02);
  RecordProperty("shortest_of_cases",
                 std::to_string(shortest) + " of " + std::to_string(cases) + ", worst " + std::to_string(worst));
}

TEST(ContiguousInfomap, WhereAllTouchItIsAsShortAsInfomap) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    small_case of = random_case(round, 1, 16);
    of.on.map = kit::complete(of.on.ties.vertices);
    of.options.floor = {};
    of.options.clusters = {};
    const auto plain = kit::with_graph(of.on.ties, [&](const auto& ties) {
      return infomap(ties, of.strengths(), {.flow = of.options.flow, .seed = of.options.seed, .run = {.threads = 1}});
    });
    ASSERT_LE(of.solve().codelength, plain.codelength + 1e-9) << "round " << round;
  }
}

TEST(ContiguousInfomap, ThreadsEdgesAndContainersDoNotMatterAndSeedsDecide) {
  random_stream random(6, "threads");
  constexpr std::size_t side = 60;
  const auto map = kit::undirected(kit::grid_map(side, side));
  const auto ties = kit::directed(kit::ties_on_grid(random, direction::directed, side, side, 3));
  contiguous_infomap_options options{.floor = {12.0, {}}, .runs = 3, .run = {.threads = 1}};
  const auto one = contiguous_infomap(ties, map, options);
  EXPECT_THAT(check_region_evidence(map, one.partition, one.evidence, {{}, options.floor}), IsEmpty());
  EXPECT_NEAR(one.codelength, codelength(ties, one.partition, options.flow), 1e-12);
  options.run.threads = 3;
  const auto three = contiguous_infomap(ties, map, options);
  EXPECT_EQ(three.partition, one.partition);
  EXPECT_EQ(three.codelength, one.codelength);
  EXPECT_EQ(three.edge_visits, one.edge_visits);
  options.runs = 1;
  EXPECT_GE(contiguous_infomap(ties, map, options).codelength, one.codelength);

  const small_case of = random_case(41, 9, 9);
  boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS> foreign(9);
  boost::adjacency_list<boost::listS, boost::vecS, boost::undirectedS> foreign_map(9);
  for (const auto& [u, v] : of.on.ties.edges) add_edge(u, v, foreign);
  for (const auto& [u, v] : of.on.map.edges) add_edge(u, v, foreign_map);
  EXPECT_EQ(contiguous_infomap(foreign, foreign_map).partition,
            contiguous_infomap(kit::directed(of.on.ties), kit::undirected(of.on.map)).partition);
}

TEST(ContiguousInfomap, NamesOfUnitsDoNotDecideHowShortItIs) {
  int alike = 0;
  constexpr int cases = 300;
  for (std::uint64_t round = 0; round < cases; ++round) {
    const small_case of = random_case(round, 2, 10);
    random_stream random(9, "names", round);
    const auto name = kit::random_order(random, of.on.ties.vertices);
    small_case other = of;
    other.on.map = kit::relabelled(of.on.map, name);
    other.on.ties = kit::relabelled(of.on.ties, name);
    for (std::size_t v = 0; v < of.options.floor.amounts.size(); ++v)
      other.options.floor.amounts[name[v]] = of.options.floor.amounts[v];
    const auto a = of.solve();
    const auto b = other.solve();
    ASSERT_THAT(problems_of(other, b), IsEmpty());
    alike += std::abs(a.codelength - b.codelength) < 1e-9 && a.evidence.status == b.evidence.status ? 1 : 0;
  }
  EXPECT_GE(alike, 0.97 * cases);
}

TEST(ContiguousInfomap, DegenerateMapsAreLegal) {
  const undirected_graph nothing;
  EXPECT_EQ(contiguous_infomap(nothing, nothing).partition, partition());
  const undirected_graph untied(3, {});
  const undirected_graph line(3, {{0, 1}, {1, 2}, {1, 1}, {2, 1}});
  EXPECT_EQ(contiguous_infomap(untied, line).codelength, 0.0);
  EXPECT_EQ(contiguous_infomap(untied, line, {.clusters = 2}).partition.clusters, 2U);
  const auto islands = contiguous_infomap(line, untied, {.floor = {2.0, {}}});
  EXPECT_EQ(islands.partition.clusters, 3U);
  EXPECT_THAT(islands.evidence.islands, ElementsAre(0, 1, 2));
  EXPECT_EQ(islands.evidence.status, region_status::found);
  EXPECT_EQ(contiguous_infomap(line, edge_strengths::uniform(4, 0), line).codelength, 0.0);
}

TEST(ContiguousInfomap, SaysWhatStandsInTheWay) {
  const undirected_graph map(5, {{0, 1}, {2, 3}, {3, 4}});
  const auto few = contiguous_infomap(map, map, {.clusters = 1});
  EXPECT_EQ(few.evidence.obstacle, region_obstacle::fewer_clusters_than_components);
  EXPECT_EQ(few.partition.label, labels({0, 0, 1, 1, 1}));
  const auto high = contiguous_infomap(map, map, {.floor = {3.0, {}}});
  EXPECT_EQ(high.evidence.status, region_status::infeasible);
  EXPECT_EQ(high.evidence.obstacle, region_obstacle::component_below_floor);
  EXPECT_THAT(high.evidence.in_way, ElementsAre(0, 1));
  EXPECT_EQ(high.partition.label, labels({0, 0, 1, 1, 1}));
}

TEST(ContiguousInfomap, RefusesWhatIsOutsideItsDomain) {
  const undirected_graph graph(2, {{0, 1}});
  const auto refuses = [&](const contiguous_infomap_options& options, const char* parameter, const char* value,
                           const char* allowed) {
    return kit::refuses<option_error>([&] { return contiguous_infomap(graph, graph, options); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refuses({.floor = {-1.0, {}}}, "floor", "-1", "finite and >= 0 (0: none)"));
  EXPECT_TRUE(refuses({.floor = {1.0, {1.0}}}, "number of floor amounts", "1", "none, or 2, one for each vertex"));
  EXPECT_TRUE(refuses({.clusters = 0}, "clusters", "0", "none, or >= 1"));
  EXPECT_TRUE(refuses({.runs = 0}, "runs", "0", "1 or more"));
  EXPECT_TRUE(refuses({.max_iterations = 0}, "max_iterations", "0", "1 or more"));
  EXPECT_TRUE(refuses({.flow = {.teleportation = 1.0}}, "teleportation", "1", "[0, 1)"));
  const undirected_graph three(3, {{0, 1}});
  EXPECT_TRUE(kit::refuses<input_error>([&] { return contiguous_infomap(graph, three); },
                                        "number of vertices in the contiguity graph", "3", "2, those of the graph of ties"));
  EXPECT_THROW(static_cast<void>(contiguous_infomap(graph, edge_strengths::from({-1}), graph)), input_error);
  EXPECT_THROW(static_cast<void>(contiguous_infomap(graph, edge_strengths::from({1, 2}), graph)), input_error);
}

TEST(ContiguousInfomap, StopsSoonAfterItIsAskedTo) {
  constexpr std::size_t side = 200;
  random_stream random(2, "stop");
  const auto map = kit::undirected(kit::grid_map(side, side));
  const auto ties = kit::undirected(kit::ties_on_grid(random, direction::undirected, side, side, 4));
  for (const double after : {0.0, 0.1, 0.5}) {
    std::stop_source stop;
    std::clock_t asked = 0;
    const std::clock_t begun = std::clock();
    std::jthread other([&] {
      while (static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC < after)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      asked = std::clock();
      stop.request_stop();
    });
    EXPECT_THROW(
        static_cast<void>(contiguous_infomap(
            ties, map, {.floor = {40.0, {}}, .clusters = 200, .runs = 40, .run = {.threads = 1, .stop = stop.get_token()}})),
        cancelled);
    const std::clock_t ended = std::clock();
    other.join();
    EXPECT_LT(static_cast<double>(ended - asked) / CLOCKS_PER_SEC, 0.06) << after;
  }
}

}  // namespace
