// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/contiguous_leiden.hpp>
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/clustering/verify_contiguity.hpp>
#include <coopgraph/graph/components.hpp>

#include "clustering/clustering_kit.hpp"
#include "clustering/planar_kit.hpp"
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
#include <fstream>
#include <map>
#include <sstream>
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
  kit::edge_list map;
  kit::pair_table table;
  kit::region_wish wish;
  contiguous_leiden_options options;

  [[nodiscard]] contiguous_leiden_result solve() const { return solve(options); }
  [[nodiscard]] contiguous_leiden_result solve(const contiguous_leiden_options& with) const {
    return kit::with_graph(
        table.list, [&](const auto& ties) { return contiguous_leiden(ties, table.strengths(), kit::undirected(map), with); });
  }
};

/// Modularity and CPM, directed and undirected, with loops, parallel edges and strengths of 0, on maps that may fall apart.
small_case random_case(std::uint64_t round, std::size_t least, std::size_t most) {
  random_stream random(21, "contiguous leiden", round);
  const std::size_t n = least + random.below(most - least + 1);
  auto tied = kit::random_tied_map(random, round % 2 == 0 ? direction::undirected : direction::directed, n);
  constexpr std::int64_t tenths[] = {3, 10, 14, 40};
  const std::int64_t gamma = tenths[random.below(4)];
  small_case made{std::move(tied.map), {}, kit::random_wish(random, n), {}};
  made.options = {.resolution = static_cast<double>(gamma) / 10.0,
                  .floor = made.wish.as_floor(),
                  .clusters = made.wish.clusters,
                  .seed = random.bits(),
                  .run = {.threads = 1}};
  if (random.below(2) == 0) {
    made.table = kit::modularity_table(std::move(tied.ties), std::move(tied.strength), gamma, 10);
    return made;
  }
  made.options.objective = leiden_objective::cpm;
  std::vector<std::int64_t> size(n, 1);
  if (random.below(2) == 0) {
    for (std::int64_t& s : size) s = static_cast<std::int64_t>(random.below(3));
    made.options.node_sizes.assign(size.begin(), size.end());
  }
  made.table = kit::potts_table(std::move(tied.ties), std::move(tied.strength), gamma, 10, size);
  return made;
}

std::vector<std::string> problems_of(const small_case& of, const contiguous_leiden_result& result) {
  return check_region_evidence(kit::undirected(of.map), result.partition, result.evidence,
                               {of.options.clusters, of.options.floor});
}

std::int64_t worth_of(const kit::pair_table& table, kit::unit_set s) {
  std::int64_t sum = 0;
  for (std::size_t u = 0; u < table.vertices(); ++u)
    for (std::size_t v = 0; v < u; ++v)
      if ((s >> u & s >> v & 1U) != 0) sum += table.value[u][v];
  return sum;
}

std::optional<std::int64_t> best_of(const small_case& of) {
  return kit::best_regions(kit::map_of_sets(of.map), of.wish, [&](kit::unit_set s) { return worth_of(of.table, s); });
}

// ---- by hand ----

//   0 = 2   ties 0-2 and 1-3, of strength 9, and 1-2 of strength 1
//   0-1-2-3 on the map
TEST(ContiguousLeiden, DoesNotJoinWhatIsTiedButDoesNotTouch) {
  const undirected_graph ties(4, {{0, 2}, {1, 3}, {1, 2}});
  const undirected_graph map(4, {{0, 1}, {1, 2}, {2, 3}});
  const auto strengths = edge_strengths::from({9, 9, 1});
  EXPECT_EQ(leiden(ties, strengths).partition.label, labels({0, 1, 0, 1}));
  const auto found = contiguous_leiden(ties, strengths, map);
  // {0, 1, 2} {3}: 10/19 - (29^2 + 9^2) / 38^2; all together 0; {0, 1, 2, 3} parted otherwise is worse.
  EXPECT_NEAR(found.quality, 0.0, 1e-15);
  EXPECT_EQ(found.partition.label, labels({0, 0, 0, 0}));
  EXPECT_EQ(found.evidence.status, region_status::found);
  EXPECT_THAT(found.evidence.next_hop, ElementsAre(no_vertex, 0, 1, 2));
  EXPECT_THAT(found.evidence.amounts, ElementsAre(4.0));
  EXPECT_EQ(found.objective, "modularity");
}

TEST(ContiguousLeiden, MakesTheRegionsOfTwoTrianglesByHand) {
  const auto list = kit::two_triangles_and_a_bridge();
  const auto graph = kit::undirected(list);
  const auto found = contiguous_leiden(graph, graph);
  EXPECT_EQ(found.partition.label, labels({0, 0, 0, 1, 1, 1}));
  EXPECT_NEAR(found.quality, 6.0 / 7.0 - 0.5, 1e-15);
  EXPECT_EQ(contiguous_leiden(graph, graph, {.clusters = 1}).partition.clusters, 1U);
  // Three regions: one of 2 and 3 stands alone, whose tie to the other triangle was worth least.
  const auto three = contiguous_leiden(graph, graph, {.clusters = 3});
  EXPECT_EQ(three.partition.clusters, 3U);
  EXPECT_NEAR(three.quality, 4.0 / 7.0 - (49.0 + 16.0 + 9.0) / 196.0, 1e-15);
  // A floor of four units leaves one region.
  const auto four = contiguous_leiden(graph, graph, {.floor = {4.0, {}}});
  EXPECT_EQ(four.partition.clusters, 1U);
  EXPECT_THAT(four.evidence.amounts, ElementsAre(6.0));
  const auto potts = contiguous_leiden(graph, graph, {.objective = leiden_objective::cpm, .resolution = 0.5});
  EXPECT_EQ(potts.objective, "cpm");
  EXPECT_NEAR(potts.quality, 6.0 - 0.5 * 6.0, 1e-15);
  EXPECT_NEAR(potts.modularity, found.quality, 1e-15);
}

TEST(ContiguousLeiden, ReachesAFloorOfPeople) {
  // On a line, of which 0 and 1 are tied. Alone these two have too few people; to take in 2 costs less than to take in all.
  const undirected_graph ties(4, {{0, 1}});
  const undirected_graph map(4, {{0, 1}, {1, 2}, {2, 3}});
  contiguous_leiden_options options{.objective = leiden_objective::cpm, .resolution = 0.1};
  EXPECT_EQ(contiguous_leiden(ties, map, options).partition.label, labels({0, 0, 1, 2}));
  options.floor = {0.3, {0.1, 0.1, 0.1, 0.3}};
  const auto found = contiguous_leiden(ties, map, options);
  EXPECT_EQ(found.partition.label, labels({0, 0, 0, 1}));
  EXPECT_NEAR(found.quality, 1.0 - 0.1 * 3.0, 1e-15);
  EXPECT_THAT(found.evidence.amounts, ElementsAre(0.3, 0.3));  // 0.1 three times is 0.3
  EXPECT_EQ(found.evidence.status, region_status::found);
}

// ---- what always holds ----

TEST(ContiguousLeiden, RegionsAreContiguousAndReachFloorsOnRandomMaps) {
  std::map<region_status, int> met;
  for (std::uint64_t round = 0; round < rounds(3000); ++round) {
    const small_case of = random_case(round, 1, 10);
    const auto found = of.solve();
    ASSERT_THAT(problems_of(of, found), IsEmpty()) << "round " << round;
    const kit::map_of_sets sets(of.map);
    for (const kit::unit_set s : kit::sets_of(found.partition)) ASSERT_TRUE(sets.is_connected(s)) << "round " << round;
    if (found.evidence.status == region_status::found) {
      ASSERT_TRUE(kit::are_regions(sets, of.wish, found.partition)) << "round " << round;
    }
    ++met[found.evidence.status];
  }
  EXPECT_GT(met[region_status::found], static_cast<int>(rounds(3000) / 3));
  EXPECT_GT(met[region_status::infeasible], static_cast<int>(rounds(3000) / 30));
}

TEST(ContiguousLeiden, ItsQualityIsThatOfTheQualityFunctions) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    const small_case of = random_case(round, 1, 12);
    const auto found = of.solve();
    EXPECT_NEAR(found.quality, of.table.quality(found.partition.label), 1e-9) << "round " << round;
    kit::with_graph(of.table.list, [&](const auto& ties) {
      EXPECT_EQ(found.modularity, modularity(ties, of.table.strengths(), found.partition)) << "round " << round;
    });
    EXPECT_EQ(found.seed, of.options.seed);
    EXPECT_EQ(found.runs, of.options.runs);
    EXPECT_LT(found.best_run, found.runs);
  }
}

TEST(ContiguousLeiden, FindsTheBestRegionsInNearlyAllSmallCases) {
  struct tally {
    int cases = 0;
    int best = 0;
    double worst = 0.0;  // gap, in shares of the sum of what all pairs are worth, taken without sign
  };
  std::map<std::pair<bool, bool>, tally> of_kind;
  for (std::uint64_t round = 0; round < 1500; ++round) {
    const small_case of = random_case(round, 3, round % 10 == 0 ? 11 : 9);
    const auto best = best_of(of);
    const auto found = of.solve();
    ASSERT_TRUE(best || found.evidence.status != region_status::found) << "round " << round;
    if (!best) continue;
    tally& t = of_kind[{of.wish.floor > 0, of.wish.clusters.has_value()}];
    ++t.cases;
    if (found.evidence.status != region_status::found) {
      ASSERT_EQ(found.evidence.status, region_status::not_found) << "round " << round;
      continue;
    }
    const std::int64_t worth = of.table.worth(found.partition.label);
    ASSERT_LE(worth, *best) << "round " << round;
    if (worth == *best) ++t.best;
    std::int64_t all = 1;
    for (std::size_t u = 0; u < of.table.vertices(); ++u)
      for (std::size_t v = 0; v < u; ++v) all += std::abs(of.table.value[u][v]);
    t.worst = std::max(t.worst, static_cast<double>(*best - worth) / static_cast<double>(all));
  }
  ASSERT_EQ(of_kind.size(), 4U);
  for (const auto& [kind, t] : of_kind) {
    EXPECT_GT(t.cases, 100);
    EXPECT_GE(t.best, 0.99 * t.cases) << kind.first << kind.second;
    EXPECT_LT(t.worst, 0.02) << kind.first << kind.second;
    RecordProperty("best_of_cases_" + std::to_string(kind.first) + std::to_string(kind.second),
                   std::to_string(t.best) + " of " + std::to_string(t.cases) + ", worst gap " + std::to_string(t.worst));
  }
}

TEST(ContiguousLeiden, WithoutFloorAndCountNoUnitGainsByMovingAndNoTwoNeighboursByMerging) {
  for (std::uint64_t round = 0; round < 1500; ++round) {
    small_case of = random_case(round, 2, 14);
    of.wish = {};
    of.options.floor = {};
    of.options.clusters = {};
    of.options.runs = 1;
    const auto found = of.solve();
    const kit::map_of_sets sets(of.map);
    const auto regions = kit::sets_of(found.partition);
    const auto worth = [&](kit::unit_set s) { return worth_of(of.table, s); };
    for (const kit::unit_set a : regions) {
      for (const kit::unit_set b : regions)
        if (a < b && sets.is_connected(a | b)) {
          ASSERT_LE(worth(a | b), worth(a) + worth(b)) << "round " << round;
        }
      for (std::size_t v = 0; v < of.table.vertices(); ++v) {
        const kit::unit_set unit = kit::unit_set{1} << v;
        if ((a & unit) == 0 || !sets.is_connected(a & ~unit)) continue;
        ASSERT_LE(worth(a & ~unit), worth(a)) << "round " << round;
        for (const kit::unit_set b : regions)
          if (a != b && sets.is_connected(b | unit)) {
            ASSERT_LE(worth(a & ~unit) + worth(b | unit), worth(a) + worth(b)) << "round " << round;
          }
      }
    }
  }
}

TEST(ContiguousLeiden, WhereAllTouchItIsAsGoodAsLeiden) {
  for (std::uint64_t round = 0; round < 150; ++round) {
    small_case of = random_case(round, 1, 24);
    of.map = kit::complete(of.table.vertices());
    of.options.floor = {};
    of.options.clusters = {};
    const auto plain = kit::with_graph(of.table.list, [&](const auto& ties) {
      return leiden(ties, of.table.strengths(),
                    {.objective = of.options.objective,
                     .resolution = of.options.resolution,
                     .node_sizes = of.options.node_sizes,
                     .seed = of.options.seed,
                     .run = {.threads = 1}});
    });
    ASSERT_GE(of.solve().quality, plain.quality - 1e-9) << "round " << round;
  }
}

TEST(ContiguousLeiden, AsManyRegionsAsThereCanBeAreFoundWhateverTheCount) {
  const auto map = kit::grid_map(8, 8);
  random_stream random(5, "counts");
  const auto ties = kit::undirected(kit::ties_on_grid(random, direction::undirected, 8, 8, 3));
  for (std::size_t k = 1; k <= 64; ++k) {
    const auto found = contiguous_leiden(ties, kit::undirected(map), {.clusters = k, .runs = 1});
    EXPECT_EQ(found.partition.clusters, k);
    EXPECT_EQ(found.evidence.status, region_status::found);
    EXPECT_TRUE(regions_are_contiguous(kit::undirected(map), found.partition));
  }
}

// ---- what does not matter ----

TEST(ContiguousLeiden, NamesOfUnitsDoNotDecideHowGoodItIs) {
  int alike = 0;
  constexpr int cases = 400;
  for (std::uint64_t round = 0; round < cases; ++round) {
    const small_case of = random_case(round, 2, 12);
    random_stream random(9, "names", round);
    const auto name = kit::random_order(random, of.table.vertices());
    small_case other = of;
    other.map = kit::relabelled(of.map, name);
    other.table.list = kit::relabelled(of.table.list, name);
    for (std::size_t v = 0; v < name.size(); ++v) {
      if (!of.options.floor.amounts.empty()) other.options.floor.amounts[name[v]] = of.options.floor.amounts[v];
      if (!of.options.node_sizes.empty()) other.options.node_sizes[name[v]] = of.options.node_sizes[v];
    }
    const auto a = of.solve();
    const auto b = other.solve();
    ASSERT_THAT(problems_of(other, b), IsEmpty());
    alike += std::abs(a.quality - b.quality) < 1e-9 && a.evidence.status == b.evidence.status ? 1 : 0;
  }
  EXPECT_GE(alike, 0.97 * cases);
}

TEST(ContiguousLeiden, TheOrderOfEdgesDoesNotMatter) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    const small_case of = random_case(round, 2, 12);
    small_case other = of;
    random_stream random(9, "edges", round);
    const auto order = kit::random_order(random, of.table.list.edges.size());
    for (std::size_t e = 0; e < order.size(); ++e) {
      other.table.list.edges[order[e]] = of.table.list.edges[e];
      other.table.strength[order[e]] = of.table.strength[e];
    }
    std::reverse(other.map.edges.begin(), other.map.edges.end());
    ASSERT_EQ(of.solve().partition, other.solve().partition) << "round " << round;
  }
}

TEST(ContiguousLeiden, TheNumberOfThreadsDoesNotMatter) {
  constexpr std::size_t side = 200;  // so many ties that moves are made in batches
  random_stream random(4, "threads");
  const auto map = kit::undirected(kit::grid_map(side, side));
  for (const direction kind : {direction::undirected, direction::directed}) {
    const auto list = kit::ties_on_grid(random, kind, side, side, 4);
    kit::with_graph(list, [&](const auto& ties) {
      for (const double floor : {0.0, 50.0}) {
        contiguous_leiden_options options{.floor = {floor, {}}, .runs = 1, .run = {.threads = 1}};
        const auto one = contiguous_leiden(ties, map, options);
        EXPECT_TRUE(regions_are_contiguous(map, one.partition));
        EXPECT_THAT(check_region_evidence(map, one.partition, one.evidence, {{}, options.floor}), IsEmpty());
        EXPECT_GT(one.partition.clusters, 5U);
        for (const unsigned threads : {2U, 5U}) {
          options.run.threads = threads;
          const auto many = contiguous_leiden(ties, map, options);
          EXPECT_EQ(many.partition, one.partition);
          EXPECT_EQ(many.quality, one.quality);
          EXPECT_EQ(many.edge_visits, one.edge_visits);
        }
      }
    });
  }
}

TEST(ContiguousLeiden, SeedsDecideAndMoreRunsAreNeverWorse) {
  random_stream random(8, "seeds");
  const auto map = kit::undirected(kit::grid_map(20, 20));
  const auto ties = kit::undirected(kit::ties_on_grid(random, direction::undirected, 20, 20, 3));
  const auto solve = [&](std::uint64_t seed, unsigned runs) {
    return contiguous_leiden(ties, map, {.runs = runs, .seed = seed, .run = {.threads = 1}});
  };
  int different = 0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto once = solve(seed, 1);
    EXPECT_EQ(once.partition, solve(seed, 1).partition);
    EXPECT_GE(solve(seed, 3).quality, once.quality);
    different += once.partition == solve(seed + 100, 1).partition ? 0 : 1;
  }
  EXPECT_GT(different, 0);
}

TEST(ContiguousLeiden, TakesBoostGraphs) {
  const small_case of = random_case(40, 9, 9);
  boost::adjacency_list<boost::listS, boost::vecS, boost::undirectedS> ties(9);
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> map(9);
  for (const auto& [u, v] : of.table.list.edges) add_edge(u, v, ties);
  for (const auto& [u, v] : of.map.edges) add_edge(u, v, map);
  const auto ours = contiguous_leiden(kit::undirected(of.table.list), kit::undirected(of.map));
  EXPECT_EQ(contiguous_leiden(ties, map).partition, ours.partition);
  EXPECT_TRUE(regions_are_contiguous(map, ours.partition));
}

// ---- what is hardly a graph ----

TEST(ContiguousLeiden, DegenerateMapsAreLegal) {
  const undirected_graph nothing;
  const auto empty = contiguous_leiden(nothing, nothing);
  EXPECT_EQ(empty.partition, partition());
  EXPECT_EQ(empty.evidence.status, region_status::found);
  EXPECT_THAT(empty.evidence.islands, IsEmpty());

  const undirected_graph one(1, {});
  const auto alone = contiguous_leiden(one, one, {.floor = {5.0, {}}, .clusters = 1});
  EXPECT_EQ(alone.partition.label, labels({0}));
  EXPECT_THAT(alone.evidence.islands, ElementsAre(0));  // of which no floor is asked
  EXPECT_EQ(alone.evidence.status, region_status::found);

  const undirected_graph untied(3, {});
  const undirected_graph line(3, {{0, 1}, {1, 2}, {1, 1}, {2, 1}});
  EXPECT_EQ(contiguous_leiden(untied, line).partition.clusters, 3U);
  EXPECT_EQ(contiguous_leiden(untied, line).quality, 0.0);
  EXPECT_EQ(contiguous_leiden(untied, line, {.clusters = 2}).partition.clusters, 2U);
  EXPECT_EQ(contiguous_leiden(line, untied).partition.clusters, 3U);
  EXPECT_THAT(contiguous_leiden(line, untied).evidence.islands, ElementsAre(0, 1, 2));
  const auto zeros = edge_strengths::uniform(4, 0);
  EXPECT_EQ(contiguous_leiden(line, zeros, line).quality, 0.0);
  EXPECT_EQ(contiguous_leiden(line, zeros, line, {.floor = {2.0, {}}}).partition.clusters, 1U);
}

TEST(ContiguousLeiden, IslandsAreKeptAndReported) {
  // 3 is tied to all, but touches nothing.
  const undirected_graph ties(4, {{0, 1}, {1, 2}, {0, 3}, {1, 3}, {2, 3}});
  const undirected_graph map(4, {{0, 1}, {1, 2}, {3, 3}});
  const auto found = contiguous_leiden(ties, map, {.floor = {3.0, {}}});
  EXPECT_EQ(found.partition.label, labels({0, 0, 0, 1}));
  EXPECT_THAT(found.evidence.islands, ElementsAre(3));
  EXPECT_EQ(found.evidence.status, region_status::found);
  EXPECT_THAT(found.evidence.amounts, ElementsAre(3.0, 1.0));
}

// ---- what cannot be ----

TEST(ContiguousLeiden, SaysWhatStandsInTheWay) {
  const undirected_graph map(5, {{0, 1}, {2, 3}, {3, 4}});  // two components
  const undirected_graph ties(5, {{0, 1}, {2, 3}, {1, 2}});
  const auto solve = [&](const region_floor& floor, std::optional<std::size_t> clusters) {
    return contiguous_leiden(ties, map, {.floor = floor, .clusters = clusters});
  };
  const auto few = solve({}, 1);
  EXPECT_EQ(few.evidence.status, region_status::infeasible);
  EXPECT_EQ(few.evidence.obstacle, region_obstacle::fewer_clusters_than_components);
  EXPECT_EQ(few.evidence.why, "1 cluster asked for; the units fall into 2 components, each of which is one at least");
  EXPECT_EQ(few.partition.label, labels({0, 0, 1, 1, 1}));

  const auto many = solve({}, 6);
  EXPECT_EQ(many.evidence.obstacle, region_obstacle::more_clusters_than_units);
  EXPECT_EQ(many.evidence.why, "6 clusters asked for; there are 5 units");
  EXPECT_EQ(many.partition.clusters, 5U);

  const auto high = solve({3.0, {}}, std::nullopt);
  EXPECT_EQ(high.evidence.status, region_status::infeasible);
  EXPECT_EQ(high.evidence.obstacle, region_obstacle::component_below_floor);
  EXPECT_EQ(high.evidence.why, "the component of the units 0, 1 does not reach the floor of 3");
  EXPECT_THAT(high.evidence.in_way, ElementsAre(0, 1));
  EXPECT_EQ(high.partition.label, labels({0, 0, 1, 1, 1}));

  const auto both = solve({2.0, {}}, 3);
  EXPECT_EQ(both.evidence.obstacle, region_obstacle::floor_too_high);
  EXPECT_EQ(both.evidence.why, "3 clusters asked for; the units' amounts are enough for 2 at most");
  EXPECT_EQ(both.partition.clusters, 2U);

  const undirected_graph line(3, {{0, 1}, {1, 2}});
  const auto all = contiguous_leiden(line, line, {.floor = {4.0, {}}});
  EXPECT_EQ(all.evidence.obstacle, region_obstacle::floor_too_high);
  EXPECT_EQ(all.evidence.why, "all units together do not reach the floor of 4");
  EXPECT_EQ(all.partition.clusters, 1U);

  // A star of three rays: amounts are enough for two regions of two, but one of them would not be connected.
  const undirected_graph star(4, {{0, 1}, {0, 2}, {0, 3}});
  const auto none = contiguous_leiden(star, star, {.floor = {2.0, {}}, .clusters = 2});
  EXPECT_EQ(none.evidence.status, region_status::not_found);
  EXPECT_EQ(none.evidence.obstacle, region_obstacle::no_cut_keeps_floor);
  EXPECT_EQ(none.evidence.why, "2 clusters asked for; 1 found whose regions reach the floor");
  EXPECT_EQ(none.partition.clusters, 1U);
}

TEST(ContiguousLeiden, RefusesWhatIsOutsideItsDomain) {
  const undirected_graph graph(2, {{0, 1}});
  const auto refuses = [&](const contiguous_leiden_options& options, const char* parameter, const char* value,
                           const char* allowed) {
    return kit::refuses<option_error>([&] { return contiguous_leiden(graph, graph, options); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refuses({.resolution = 0.0}, "resolution", "0", "finite and > 0"));
  EXPECT_TRUE(refuses({.node_sizes = {1.0}}, "number of node_sizes", "1", "2, one for each vertex"));
  EXPECT_TRUE(refuses({.node_sizes = {1.0, -1.0}}, "node size of vertex 1", "-1", "finite and >= 0"));
  EXPECT_TRUE(refuses({.floor = {-1.0, {}}}, "floor", "-1", "finite and >= 0 (0: none)"));
  EXPECT_TRUE(refuses({.floor = {1.0, {1.0}}}, "number of floor amounts", "1", "none, or 2, one for each vertex"));
  EXPECT_TRUE(refuses({.floor = {1.0, {1.0, -2.0}}}, "floor amount of vertex 1", "-2", "finite and >= 0"));
  EXPECT_TRUE(refuses({.floor = {1.0, {9e299, 9e299}}}, "the sum of the floor amounts", "1.8e+300", "up to 1e300"));
  EXPECT_TRUE(refuses({.clusters = 0}, "clusters", "0", "none, or >= 1"));
  EXPECT_TRUE(refuses({.runs = 0}, "runs", "0", ">= 1"));
  EXPECT_TRUE(refuses({.randomness = -1.0}, "randomness", "-1", "finite and >= 0"));
  const undirected_graph three(3, {{0, 1}});
  EXPECT_TRUE(kit::refuses<input_error>([&] { return contiguous_leiden(graph, three); },
                                        "number of vertices in the contiguity graph", "3", "2, those of the graph of ties"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return contiguous_leiden(graph, edge_strengths::from({-1}), graph); }, "strengths",
                                        "-1 at edge 0", "strengths >= 0"));
  EXPECT_THROW(static_cast<void>(contiguous_leiden(graph, edge_strengths::from({1, 2}), graph)), input_error);
}

// ---- execution ----

TEST(ContiguousLeiden, StopsSoonAfterItIsAskedTo) {
  constexpr std::size_t side = 300;
  random_stream random(2, "stop");
  const auto map = kit::undirected(kit::grid_map(side, side));
  const auto ties = kit::undirected(kit::ties_on_grid(random, direction::undirected, side, side, 4));
  for (const double after : {0.0, 0.1, 0.6, 1.0}) {
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
        static_cast<void>(contiguous_leiden(
            ties, map, {.floor = {40.0, {}}, .clusters = 300, .runs = 40, .run = {.threads = 1, .stop = stop.get_token()}})),
        cancelled);
    const std::clock_t ended = std::clock();
    other.join();
    EXPECT_LT(static_cast<double>(ended - asked) / CLOCKS_PER_SEC, 0.06) << after;
  }
}

TEST(ContiguousLeiden, TellsItsProgressWithRisingFractionsUpToOne) {
  std::vector<double> told;
  const execution run{.threads = 2, .stop = {}, .progress = [&](double f) { told.push_back(f); }};
  const auto karate = kit::undirected(kit::karate_club());
  static_cast<void>(contiguous_leiden(karate, karate, {.clusters = 3, .runs = 3, .run = run}));
  ASSERT_GE(told.size(), 3U);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), 1.0);
}

// ---- real data ----

std::vector<std::vector<std::string>> rows_of(const std::string& path) {
  std::ifstream in(path);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(in, line);  // header
  while (std::getline(in, line)) {
    std::stringstream cells(line);
    rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
  }
  return rows;
}

TEST(ContiguousLeiden, DividesVietnamByMigrationIntoRegionsOfMillions) {
  const char* const folder = std::getenv("COOPGRAPH_DATA");  // NOLINT(concurrency-mt-unsafe): nobody sets it meanwhile
  if (folder == nullptr) GTEST_SKIP() << "COOPGRAPH_DATA names no folder with vietnam/adjacency.csv";
  const std::string data = std::string(folder) + "/vietnam/";
  std::map<std::string, vertex_id> id;
  contiguous_leiden_options options{.floor = {4e6, {}}, .run = {.threads = 1}};
  for (const auto& row : rows_of(data + "provinces.csv")) {
    id.emplace(row.at(0), static_cast<vertex_id>(id.size()));
    options.floor.amounts.push_back(std::stod(row.at(15)));  // the census of 2019
  }
  kit::edge_list map{direction::undirected, id.size(), {}};
  for (const auto& row : rows_of(data + "adjacency.csv")) map.edges.push_back({id.at(row.at(0)), id.at(row.at(1))});
  kit::edge_list ties{direction::directed, id.size(), {}};
  std::vector<double> people;
  for (const auto& row : rows_of(data + "migration_2005_2010_worldpop.csv")) {
    ties.edges.push_back({id.at(row.at(0)), id.at(row.at(1))});
    people.push_back(std::stod(row.at(2)));
  }
  ASSERT_EQ(map.edges.size(), 135U);
  ASSERT_EQ(people.size(), 3906U);
  const auto graph = kit::directed(ties);
  const auto strengths = edge_strengths::from(people);
  const auto borders = kit::undirected(map);

  const auto free = contiguous_leiden(graph, strengths, borders, {.run = {.threads = 1}});
  const auto bound = contiguous_leiden(graph, strengths, borders, options);
  options.clusters = 6;
  const auto six = contiguous_leiden(graph, strengths, borders, options);
  EXPECT_THAT(check_region_evidence(borders, free.partition, free.evidence), IsEmpty());
  EXPECT_THAT(check_region_evidence(borders, bound.partition, bound.evidence, {{}, options.floor}), IsEmpty());
  EXPECT_THAT(check_region_evidence(borders, six.partition, six.evidence, {6, options.floor}), IsEmpty());
  EXPECT_EQ(six.evidence.status, region_status::found);
  EXPECT_THAT(free.evidence.islands, IsEmpty());
  EXPECT_GE(free.quality, bound.quality);
  EXPECT_GE(bound.quality, six.quality);
  EXPECT_GT(six.quality, 0.0);
  EXPECT_LE(free.quality, leiden(graph, strengths, {.runs = 20}).quality + 1e-9);
}

}  // namespace
