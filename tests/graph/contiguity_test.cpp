// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/graph/components.hpp>
#include <coopgraph/graph/contiguity.hpp>

#include "graph/contiguity_kit.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <stop_token>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace {

using namespace coopgraph;
using kit::unit_pairs;
using units = std::vector<vertex_id>;
using edges = std::vector<edge_id>;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

unit_pairs attached_of(const undirected_graph& graph, const edges& attached) {
  const auto all = kit::pairs_of(graph);
  unit_pairs some;
  for (const edge_id e : attached) some.push_back(all.at(e));
  return some;
}

unit_pairs without(const unit_pairs& all, const unit_pairs& some) {
  unit_pairs rest;
  std::set_difference(all.begin(), all.end(), some.begin(), some.end(), std::back_inserter(rest));
  return rest;
}

// ---- a list of borders ----

TEST(BorderContiguity, IsTheGraphOfThePairsEachOnce) {
  const std::vector<endpoints> borders = {{2, 1}, {0, 1}, {1, 2}, {4, 2}};
  const auto r = border_contiguity(6, borders);
  EXPECT_EQ(kit::pairs_of(r.graph), (unit_pairs{{0, 1}, {1, 2}, {2, 4}}));
  EXPECT_EQ(r.edge_of_border, (edges{1, 0, 1, 2}));
  EXPECT_EQ(r.islands, (units{3, 5}));
  EXPECT_TRUE(r.attached.empty());
  const auto kilometres = sum_by_edge(edge_strengths::from({1, 10, 2, 5}), r.edge_of_border, r.graph.edges());
  EXPECT_EQ(kilometres, edge_strengths::from({10, 3, 5}));
}

TEST(BorderContiguity, IslandsAreTiedToTheNearestUnitWhereThatIsAsked) {
  // On the equator: 0 and 1 border each other; 2 and 3 are islands side by side; 4 is one in the middle of 1 and 2.
  const std::vector<position> at = {{0, 0}, {1, 0}, {5, 0}, {6, 0}, {3, 0}};
  const std::vector<endpoints> borders = {{0, 1}};
  const auto r = border_contiguity(5, borders, {.islands = island_rule::nearest, .positions = at});
  EXPECT_EQ(kit::pairs_of(r.graph), (unit_pairs{{0, 1}, {1, 4}, {2, 3}}));  // 4: of equally near ones the first
  EXPECT_EQ(r.attached, (edges{1, 2}));
  EXPECT_EQ(r.islands, (units{2, 3, 4}));
}

TEST(BorderContiguity, ComponentsAreTiedByTheShortestEdgesWhereThatIsAsked) {
  const std::vector<position> at = {{0, 0}, {1, 0}, {5, 0}, {6, 0}, {3, 0}};
  const std::vector<endpoints> borders = {{0, 1}, {2, 3}};
  const auto r = border_contiguity(5, borders, {.islands = island_rule::connect, .positions = at});
  EXPECT_EQ(kit::pairs_of(r.graph), (unit_pairs{{0, 1}, {1, 4}, {2, 3}, {2, 4}}));
  EXPECT_EQ(r.attached, (edges{1, 3}));
  EXPECT_EQ(r.islands, (units{4}));
}

TEST(BorderContiguity, AgreesWithLookingAtAllPairsForEachRuleOnRandomUnits) {
  for (std::uint64_t item = 0; item < 200; ++item) {
    random_stream random(1, "borders", item);
    const std::size_t n = 1 + random.below(25);
    auto at = kit::random_positions(random, n);
    if (item % 4 == 0)  // a lattice, full of ties
      for (auto& p : at) p = {static_cast<double>(random.below(5)), static_cast<double>(random.below(4))};
    std::vector<endpoints> borders;
    for (std::size_t i = n < 2 ? 0 : random.below(n); i > 0; --i) {
      const auto u = static_cast<vertex_id>(random.below(n));
      borders.push_back({u, static_cast<vertex_id>((u + 1 + random.below(n - 1)) % n)});
    }
    const auto kept = border_contiguity(n, borders);
    const auto apart = [&](vertex_id u, vertex_id v) { return kit::millimetres_between(at[u], at[v]); };
    const auto nearest = border_contiguity(n, borders, {.islands = island_rule::nearest, .positions = at});
    const auto connected = border_contiguity(n, borders, {.islands = island_rule::connect, .positions = at});
    EXPECT_EQ(attached_of(nearest.graph, nearest.attached),
              kit::added_by(kit::island_oracle::nearest, n, kit::pairs_of(kept.graph), apart))
        << item;
    EXPECT_EQ(attached_of(connected.graph, connected.attached),
              kit::added_by(kit::island_oracle::connect, n, kit::pairs_of(kept.graph), apart))
        << item;
    for (const auto* r : {&nearest, &connected}) {
      EXPECT_EQ(without(kit::pairs_of(r->graph), attached_of(r->graph, r->attached)), kit::pairs_of(kept.graph));
      EXPECT_EQ(r->islands, kept.islands);
      for (std::size_t i = 0; i < borders.size(); ++i) {
        const auto [u, v] = kit::pairs_of(r->graph).at(r->edge_of_border[i]);
        EXPECT_EQ(std::minmax(u, v), std::minmax(borders[i].source, borders[i].target));
      }
    }
    EXPECT_EQ(weak_components(connected.graph).clusters, 1U);
  }
}

TEST(BorderContiguity, HasNoEdgesWithoutUnitsOrBorders) {
  for (const auto rule : {island_rule::keep, island_rule::nearest, island_rule::connect}) {
    EXPECT_EQ(border_contiguity(0, {}, {.islands = rule}).graph.vertices(), 0U);
    const auto one = border_contiguity(1, {}, {.islands = rule, .positions = {{1, 1}}});
    EXPECT_EQ(one.graph.vertices(), 1U);
    EXPECT_EQ(one.graph.edges(), 0U);
    EXPECT_EQ(one.islands, (units{0}));
  }
}

TEST(BorderContiguity, RefusesWhatIsNoBorder) {
  const auto refused = [](std::size_t n, std::vector<endpoints> borders, const std::string& parameter, const std::string& value,
                          const std::string& allowed) {
    return kit::refuses<input_error>([&] { return border_contiguity(n, borders); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refused(3, {{0, 1}, {1, 3}}, "an end of border 1", "3", "0 to 2"));
  EXPECT_TRUE(refused(3, {{7, 1}}, "an end of border 0", "7", "0 to 2"));
  EXPECT_TRUE(refused(0, {{0, 1}}, "an end of border 0", "0", "none, for there are no units"));
  EXPECT_TRUE(refused(3, {{2, 2}}, "border 0", "of unit 2 with itself", "two different units"));
  EXPECT_TRUE(refused(std::size_t{1} << 32, {}, "units", "4294967296", "at most 2^32 - 2"));
  EXPECT_TRUE(kit::refuses<option_error>([] { return border_contiguity(3, {}, {.islands = island_rule::nearest}); },
                                         "number of positions", "0", "3, one for each unit"));
  EXPECT_TRUE(kit::refuses<option_error>(
      [] {
        return border_contiguity(3, {}, {.positions = {{0, 0}}});
      },
      "number of positions", "1", "none, or 3, one for each unit"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [] {
        return border_contiguity(1, {}, {.positions = {{0, 91}}});
      },
      "lat of unit 0", "91", "-90 to 90 degrees north"));
}

// ---- nearest neighbours and distance bands ----

TEST(NearestNeighbours, OfEquallyNearUnitsTheFirstIsTaken) {
  const std::vector<position> at = {{0, 0}, {1, 0}, {2, 0}, {3, 0}};  // rounding makes some of these steps longer
  const auto r = nearest_neighbour_contiguity(at, 1);
  EXPECT_EQ(kit::pairs_of(r.graph), (unit_pairs{{0, 1}, {1, 2}, {2, 3}}));
  EXPECT_EQ(kit::pairs_of(nearest_neighbour_contiguity(at, 1, {.rule = neighbour_rule::mutual}).graph), (unit_pairs{{0, 1}}));
  EXPECT_EQ(nearest_neighbour_contiguity(at, 1, {.rule = neighbour_rule::mutual}).islands, (units{2, 3}));
  EXPECT_NEAR(r.distances[0], 111.195080, 1e-6);  // a degree of the equator
  EXPECT_EQ(r.distances[0], r.distances[2]);
  EXPECT_TRUE(r.distances.is_exact());
}

TEST(NearestNeighbours, SeesAcrossTheDateLineAndThePoles) {
  const std::vector<position> at = {{179.9, 10}, {-179.9, 10}, {0, 89.9}, {180, 89.95}, {90, -89.9}, {-90, -89.9}, {0, 10}};
  const auto r = nearest_neighbour_contiguity(at, 1, {.rule = neighbour_rule::mutual});
  EXPECT_EQ(kit::pairs_of(r.graph), (unit_pairs{{0, 1}, {2, 3}, {4, 5}}));
  EXPECT_NEAR(r.distances[1], 0.15 * 111.195080, 1e-5);
  const std::vector<position> one_place = {{180, 3}, {-180, 3}, {10, 90}, {-70, 90}};
  const auto same = distance_band_contiguity(one_place, 1e-6);
  EXPECT_EQ(kit::pairs_of(same.graph), (unit_pairs{{0, 1}, {2, 3}}));
  EXPECT_EQ(same.distances[0], 0.0);
  EXPECT_EQ(same.distances[1], 0.0);
}

TEST(NearestNeighbours, TakesAllOthersWhereTheyAreFewer) {
  const std::vector<position> at = {{0, 0}, {1, 0}, {5, 0}};
  EXPECT_EQ(nearest_neighbour_contiguity(at, 10).graph.edges(), 3U);
  EXPECT_EQ(nearest_neighbour_contiguity({}, 1).graph.vertices(), 0U);
  EXPECT_EQ(nearest_neighbour_contiguity(std::vector<position>{{1, 1}}, 1, {.islands = island_rule::connect}).islands,
            (units{0}));
}

TEST(NearestNeighbours, AgreesWithSortingAllDistancesOnTheWholeGlobe) {
  for (std::uint64_t item = 0; item < 150; ++item) {
    random_stream random(2, "nearest", item);
    const std::size_t n = 1 + random.below(60);
    auto at = kit::random_positions(random, n);
    if (item % 3 == 0)
      for (auto& p : at) p = {static_cast<double>(random.below(9)), static_cast<double>(random.below(9)) - 4};
    const std::size_t k = 1 + random.below(6);
    std::vector<std::set<vertex_id>> chosen(n);
    for (vertex_id u = 0; u < n; ++u) {
      std::vector<std::pair<std::int64_t, vertex_id>> all;
      for (vertex_id v = 0; v < n; ++v)
        if (v != u) all.emplace_back(kit::millimetres_between(at[u], at[v]), v);
      std::sort(all.begin(), all.end());
      for (std::size_t i = 0; i < std::min(k, all.size()); ++i) chosen[u].insert(all[i].second);
    }
    for (const auto rule : {neighbour_rule::either, neighbour_rule::mutual})
      for (const auto islands : {island_rule::keep, island_rule::nearest, island_rule::connect}) {
        unit_pairs expected;
        for (vertex_id u = 0; u < n; ++u)
          for (vertex_id v = u + 1; v < n; ++v) {
            const bool there = chosen[u].count(v) > 0, back = chosen[v].count(u) > 0;
            if (rule == neighbour_rule::either ? there || back : there && back) expected.emplace_back(u, v);
          }
        const auto r = nearest_neighbour_contiguity(at, k, {.rule = rule, .islands = islands});
        const auto attached = attached_of(r.graph, r.attached);
        EXPECT_EQ(without(kit::pairs_of(r.graph), attached), expected) << item;
        if (islands != island_rule::keep) {
          const auto oracle = islands == island_rule::nearest ? kit::island_oracle::nearest : kit::island_oracle::connect;
          EXPECT_EQ(attached, kit::added_by(oracle, n, expected,
                                            [&](vertex_id u, vertex_id v) { return kit::millimetres_between(at[u], at[v]); }))
              << item;
        }
        const auto pairs = kit::pairs_of(r.graph);
        for (std::size_t e = 0; e < pairs.size(); ++e)
          EXPECT_NEAR(r.distances[e] * 1e6,
                      static_cast<double>(kit::millimetres_between(at[pairs[e].first], at[pairs[e].second])), 0.01);
      }
    if (HasFailure()) return;
  }
}

TEST(DistanceBand, AgreesWithLookingAtAllPairsOnTheWholeGlobe) {
  for (std::uint64_t item = 0; item < 150; ++item) {
    random_stream random(3, "band", item);
    const std::size_t n = random.below(70);
    const auto at = kit::random_positions(random, n);
    const double radius = item % 10 == 0 ? 20'015.2 : item % 10 == 1 ? 1e9 : 4000 * random.uniform() + 1;
    unit_pairs expected;
    for (vertex_id u = 0; u < n; ++u)
      for (vertex_id v = u + 1; v < n; ++v)
        if (static_cast<double>(kit::millimetres_between(at[u], at[v])) <= radius * 1e6) expected.emplace_back(u, v);
    EXPECT_EQ(kit::pairs_of(distance_band_contiguity(at, radius).graph), expected) << item;
    const auto connected = distance_band_contiguity(at, radius, {.islands = island_rule::connect});
    EXPECT_LE(weak_components(connected.graph).clusters, 1U);
  }
}

TEST(DistanceBand, HoldsWhatIsJustAsFarAsTheRadius) {
  const std::vector<position> at = {{0, 0}, {1, 0}, {2, 0}};
  const double step = nearest_neighbour_contiguity(at, 1).distances[0];
  EXPECT_EQ(distance_band_contiguity(at, step).graph.edges(), 2U);
  EXPECT_EQ(distance_band_contiguity(at, step - 1e-6).graph.edges(), 0U);
  EXPECT_EQ(distance_band_contiguity(at, step - 1e-6).islands, (units{0, 1, 2}));
  const std::vector<position> opposite = {{0, 0}, {180, 0}};
  EXPECT_EQ(distance_band_contiguity(opposite, 20'015.115).graph.edges(), 1U);  // half round: 20,015.1147
  EXPECT_EQ(distance_band_contiguity(opposite, 20'015.114).graph.edges(), 0U);
}

TEST(DistanceBand, TheNumberOfThreadsAndTheOrderOfUnitsDoNotMatter) {
  random_stream random(4, "threads");
  const auto at = kit::random_positions(random, 2000);
  const auto one = distance_band_contiguity(at, 300, {.islands = island_rule::connect, .run = {.threads = 1}});
  const auto near = nearest_neighbour_contiguity(at, 5, {.run = {.threads = 1}});
  for (const unsigned threads : {2U, 4U, 8U}) {
    const auto more = distance_band_contiguity(at, 300, {.islands = island_rule::connect, .run = {.threads = threads}});
    EXPECT_EQ(more.graph, one.graph);
    EXPECT_EQ(more.distances, one.distances);
    EXPECT_EQ(more.attached, one.attached);
    EXPECT_EQ(nearest_neighbour_contiguity(at, 5, {.run = {.threads = threads}}).graph, near.graph);
  }
  std::vector<vertex_id> name(at.size());
  for (std::size_t u = 0; u < name.size(); ++u) name[u] = static_cast<vertex_id>((u * 7) % name.size());
  std::vector<position> renamed(at.size());
  for (std::size_t u = 0; u < name.size(); ++u) renamed[name[u]] = at[u];
  unit_pairs expected;
  const auto plain = distance_band_contiguity(at, 300);
  for (const auto& [u, v] : kit::pairs_of(plain.graph)) expected.emplace_back(std::minmax(name[u], name[v]));
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(kit::pairs_of(distance_band_contiguity(renamed, 300).graph), expected);
}

TEST(DistanceBand, RefusesPositionsAndNumbersOffTheirRange) {
  const auto refused = [](const position& p, const std::string& parameter, const std::string& value, const std::string& allowed) {
    const std::vector<position> at = {{0, 0}, p};
    return kit::refuses<input_error>([&] { return nearest_neighbour_contiguity(at, 1); }, parameter, value, allowed) &&
           kit::refuses<input_error>([&] { return distance_band_contiguity(at, 1); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refused({180.5, 0}, "lon of unit 1", "180.5", "-180 to 180 degrees east"));
  EXPECT_TRUE(refused({nan, 0}, "lon of unit 1", "nan", "-180 to 180 degrees east"));
  EXPECT_TRUE(refused({0, -90.5}, "lat of unit 1", "-90.5", "-90 to 90 degrees north"));
  EXPECT_TRUE(refused({0, nan}, "lat of unit 1", "nan", "-90 to 90 degrees north"));
  EXPECT_TRUE(kit::refuses<option_error>([] { return nearest_neighbour_contiguity({}, 0); }, "k", "0", "1 or more"));
  for (const auto& [radius, text] : {std::pair(0.0, "0"), {-1.0, "-1"}, {nan, "nan"}, {1.0 / 0.0, "inf"}})
    EXPECT_TRUE(kit::refuses<option_error>([r = radius] { return distance_band_contiguity({}, r); }, "radius_km", text,
                                           "a finite number above 0"));
}

TEST(DistanceBand, StopsOnRequestAndTellsItsProgress) {
  random_stream random(5, "stop");
  const auto at = kit::random_positions(random, 3000);
  std::stop_source source;
  source.request_stop();
  const execution stopped{.threads = 2, .stop = source.get_token()};
  EXPECT_THROW(static_cast<void>(nearest_neighbour_contiguity(at, 5, {.run = stopped})), cancelled);
  EXPECT_THROW(static_cast<void>(distance_band_contiguity(at, 5, {.run = stopped})), cancelled);
  EXPECT_THROW(static_cast<void>(border_contiguity(3, {}, {.run = stopped})), cancelled);
  std::vector<double> told;
  const execution telling{.threads = 2, .stop = {}, .progress = [&](double done) { told.push_back(done); }};
  static_cast<void>(nearest_neighbour_contiguity(at, 5, {.islands = island_rule::connect, .run = telling}));
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), 1.0);
}

}  // namespace
