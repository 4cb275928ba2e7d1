// SPDX-License-Identifier: BSL-1.0
// What all methods of contiguous regions take, what must not matter to them and what they refuse.
#include <coopgraph/clustering/verify_regions.hpp>
#include <coopgraph/core/error.hpp>

#include "clustering/region_methods.hpp"
#include "clustering/regions_kit.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stop_token>
#include <string>
#include <vector>

namespace {

using namespace coopgraph;
using kit::all_methods;
using kit::labels;
using kit::with_exact;
using demand = kit::region_request;
using method = kit::region_method;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

// ---- attributes ----

TEST(ContiguousRegions, ConstantColumnCountsForNothingAndIsNamed) {
  const undirected_graph chain = kit::undirected(kit::path(4));
  for (const auto how : {standardization::none, standardization::z, standardization::range})
    for (const method& m : with_exact(3)) {
      const demand d{.clusters = 2, .floor = {2}, .standardize = how};
      const contiguous_regions alone = m.run(chain, {1, {1, 2, 7, 9}}, d);
      const contiguous_regions beside = m.run(chain, {2, {0.1, 1, 0.1, 2, 0.1, 7, 0.1, 9}}, d);
      EXPECT_EQ(beside.constant_columns, std::vector<std::uint32_t>{0}) << m.name;
      EXPECT_EQ(beside.partition, alone.partition) << m.name;
      EXPECT_EQ(beside.within, alone.within) << m.name;
    }
}

TEST(ContiguousRegions, StandardisedOnesDoNotDependOnUnitAndOrigin) {
  for (std::uint64_t item = 0; item < 50; ++item) {
    random_stream random(14, "units of measure", item);
    kit::region_case c = kit::random_map(random, 12);
    for (double& x : c.attributes.values) x += random.uniform();
    unit_attributes scaled = c.attributes;
    for (std::size_t i = 0; i < scaled.values.size(); ++i)
      scaled.values[i] = 1e6 * scaled.values[i] * static_cast<double>(1 + i % scaled.columns) - 5e5;
    for (const auto how : {standardization::z, standardization::range})
      for (const method& m : with_exact(3)) {
        const demand d{.clusters = c.units() / 3 + 1, .standardize = how};
        const contiguous_regions one = m.run(c.graph(), c.attributes, d);
        const contiguous_regions other = m.run(c.graph(), scaled, d);
        EXPECT_EQ(one.partition, other.partition) << m.name << " " << item;
        EXPECT_NEAR(one.within, other.within, 1e-6 * (1.0 + one.total)) << m.name;
      }
  }
}

TEST(ContiguousRegions, TotalOfZScoresIsUnitsTimesColumns) {
  const contiguous_regions found = skater(kit::undirected(kit::path(4)), {2, {1, 5, 2, 0, 7, 7, 9, 1}}, {.clusters = 2});
  EXPECT_NEAR(found.total, 8.0, 1e-12);
  EXPECT_NEAR(found.within + found.between, found.total, 1e-12);
}

TEST(ContiguousRegions, ExtremeNumbersNeitherOverflowNorVanish) {
  const undirected_graph chain = kit::undirected(kit::path(4));
  for (const double unit : {2e-100, 1.0, 4e99})
    for (const method& m : with_exact(3)) {
      const contiguous_regions found =
          m.run(chain, {1, {2.0 * unit, 2.1 * unit, 0.7 * unit, 0.71 * unit}}, {.clusters = 2, .floor = {2}});
      EXPECT_EQ(found.partition.label, (labels{0, 0, 1, 1})) << m.name << " " << unit;
      EXPECT_NEAR(found.total, 4.0, 1e-9) << m.name;
    }
}

// ---- what must not matter ----

TEST(ContiguousRegions, ParallelBordersLoopsAndTheirOrderSayNothing) {
  for (std::uint64_t item = 0; item < 100; ++item) {
    random_stream random(15, "borders", item);
    const kit::region_case c = kit::random_map(random, 12);
    kit::edge_list other = c.list;
    for (const endpoints& e : c.list.edges) {
      other.edges.push_back({e.target, e.source});
      other.edges.push_back({e.source, e.source});
    }
    std::reverse(other.edges.begin(), other.edges.end());
    const demand d{.clusters = 1 + random.below(c.units()), .floor = c.floor};
    for (const method& m : with_exact(2))
      EXPECT_EQ(m.run(c.graph(), c.attributes, d).partition, m.run(kit::undirected(other), c.attributes, d).partition)
          << m.name << " " << item;
  }
}

TEST(ContiguousRegions, NumberingOfTheUnitsDoesNotMatterWithoutChance) {
  for (std::uint64_t item = 0; item < 100; ++item) {
    random_stream random(16, "names of units", item);
    kit::region_case c = kit::random_map(random, 12);
    for (double& x : c.attributes.values) x += random.uniform();
    const std::vector<vertex_id> name = kit::random_order(random, c.units());
    kit::region_case other = c;
    other.list = kit::relabelled(c.list, name);
    const std::size_t p = c.attributes.columns;
    for (std::size_t u = 0; u < c.units(); ++u) {
      for (std::size_t j = 0; j < p; ++j) other.attributes.values[name[u] * p + j] = c.attributes.values[u * p + j];
      if (!c.floor.amounts.empty()) other.floor.amounts[name[u]] = c.floor.amounts[u];
    }
    for (const method& m : with_exact(2)) {
      if (m.name == "azp" || m.name == "max_p_regions") continue;
      const std::size_t clusters = c.units() / 3 + 1;
      const contiguous_regions one = m.run(c.graph(), c.attributes, {.clusters = clusters, .floor = c.floor});
      const contiguous_regions two = m.run(other.graph(), other.attributes, {.clusters = clusters, .floor = other.floor});
      ASSERT_EQ(one.status, two.status) << m.name << " " << item;
      labels back(c.units());
      for (std::size_t u = 0; u < c.units(); ++u) back[u] = two.partition.label[name[u]];
      EXPECT_EQ(one.partition, make_partition(back)) << m.name << " " << item;
    }
  }
}

TEST(ContiguousRegions, AreTheSameBitsForAnyNumberOfThreads) {
  random_stream random(17, "threads", 0);
  kit::region_case c;
  c.list = {direction::undirected, 200, {}};
  for (vertex_id u = 0; u < 200; ++u) {
    if (u % 20 != 19) c.list.edges.push_back({u, u + 1});
    if (u < 180) c.list.edges.push_back({u, u + 20});
    c.attributes.values.push_back(random.uniform());
  }
  for (const method& m : all_methods(5)) {
    const auto run = [&](unsigned threads) {
      return m.run(c.graph(), c.attributes, {.clusters = 9, .floor = {12}, .run = {.threads = threads}});
    };
    const contiguous_regions one = run(1);
    for (const unsigned threads : {2u, 4u, 8u}) {
      const contiguous_regions more = run(threads);
      EXPECT_EQ(more.partition, one.partition) << m.name;
      EXPECT_TRUE(kit::same_bits(std::vector{more.within, more.between, more.total, more.value},
                                 std::vector{one.within, one.between, one.total, one.value}));
      EXPECT_EQ(more.examined, one.examined) << m.name;
      EXPECT_EQ(more.best_start, one.best_start) << m.name;
    }
  }
}

TEST(ContiguousRegions, AreTheSameBitsFromEveryCompiler) {
  std::vector<double> all;
  for (std::uint64_t item = 0; item < 30; ++item) {
    random_stream random(19, "compilers", item);
    const kit::region_case c = kit::random_map(random, 14);
    for (const method& m : with_exact(3)) {
      const contiguous_regions found = m.run(c.graph(), c.attributes, {.clusters = c.units() / 3 + 1, .floor = c.floor});
      all.insert(all.end(), found.partition.label.begin(), found.partition.label.end());
      all.insert(all.end(), {found.within, found.between, found.total, found.value, static_cast<double>(found.examined)});
    }
  }
  EXPECT_EQ(kit::digest(all), 14108230528474123917u);  // of g++ 12 and clang 14
}

TEST(ContiguousRegions, OfABoostGraphAreTheSame) {
  random_stream random(18, "boost", 0);
  const kit::region_case c = kit::random_map(random, 12);
  boost::adjacency_list<boost::listS, boost::vecS, boost::undirectedS> foreign(c.units());
  for (const auto& [u, v] : c.list.edges) add_edge(u, v, foreign);
  const undirected_graph ours = c.graph();
  const std::size_t k = c.units() / 2 + 1;
  const auto& a = c.attributes;
  EXPECT_EQ(skater(foreign, a, {.clusters = k}).partition, skater(ours, a, {.clusters = k}).partition);
  EXPECT_EQ(redcap(foreign, a, {.clusters = k}).partition, redcap(ours, a, {.clusters = k}).partition);
  EXPECT_EQ(ward_spatial(foreign, a, {.clusters = k}).tree, ward_spatial(ours, a, {.clusters = k}).tree);
  EXPECT_EQ(azp(foreign, a, {.clusters = k}).partition, azp(ours, a, {.clusters = k}).partition);
  EXPECT_EQ(max_p_regions(foreign, a, {.floor = {2}}).partition, max_p_regions(ours, a, {.floor = {2}}).partition);
  EXPECT_EQ(p_regions_exact(foreign, a, {.clusters = k}).partition, p_regions_exact(ours, a, {.clusters = k}).partition);
  EXPECT_TRUE(check_regions(foreign, a, skater(ours, a, {.clusters = k}), {.clusters = k}).empty());
}

// ---- degenerate maps, refusals, cancellation ----

TEST(ContiguousRegions, OfNoUnitsAndOfOne) {
  const undirected_graph nothing = kit::undirected({direction::undirected, 0, {}});
  const undirected_graph one = kit::undirected({direction::undirected, 1, {}});
  for (const method& m : with_exact(2)) {
    const contiguous_regions none = m.run(nothing, {1, {}}, {.clusters = 1});
    EXPECT_EQ(none.partition.clusters, 0u) << m.name;
    EXPECT_EQ(none.obstacle, m.takes_clusters ? region_obstacle::more_clusters_than_units : region_obstacle::none) << m.name;
    const contiguous_regions single = m.run(one, {1, {3}}, {.clusters = 1, .floor = {7}});
    EXPECT_EQ(single.status, region_status::found) << m.name;
    EXPECT_EQ(single.partition.label, labels{0}) << m.name;
    EXPECT_EQ(single.total, 0.0) << m.name;
  }
}

TEST(ContiguousRegions, OfUnitsThatAreAllAlikeAreStillAsManyAsAskedFor) {
  const undirected_graph cycle = kit::undirected(kit::cycle(6));
  for (const method& m : with_exact(2)) {
    const contiguous_regions found =
        m.run(cycle, {1, {2, 2, 2, 2, 2, 2}}, {.clusters = 3, .floor = {m.takes_clusters ? 1.0 : 2.0}});
    EXPECT_EQ(found.partition.clusters, 3u) << m.name;
    EXPECT_EQ(found.within, 0.0) << m.name;
  }
}

TEST(ContiguousRegions, RefuseAttributesThatAreNone) {
  const undirected_graph chain = kit::undirected(kit::path(3));
  const std::string range = "0, or finite with a magnitude in [1e-100, 1e100]";
  for (const method& m : with_exact(2)) {
    const auto refuses = [&](const unit_attributes& a, const std::string& parameter, const std::string& value,
                             const std::string& allowed) {
      return kit::refuses<input_error>([&] { return m.run(chain, a, {.clusters = 2}); }, parameter, value, allowed);
    };
    EXPECT_TRUE(refuses({1, {1, 2}}, "number of attribute values", "2", "3 units times 1 columns")) << m.name;
    EXPECT_TRUE(refuses({0, {}}, "columns of the attributes", "0", "1 or more")) << m.name;
    EXPECT_TRUE(refuses({2, {1, 2, 3, nan, 5, 6}}, "attribute of unit 1 in column 1", "nan", range)) << m.name;
    EXPECT_TRUE(refuses({2, {1, 2, 3, 4, infinity, 6}}, "attribute of unit 2 in column 0", "inf", range)) << m.name;
    EXPECT_TRUE(refuses({1, {1, 1e101, 3}}, "attribute of unit 1 in column 0", "1e+101", range)) << m.name;
    EXPECT_TRUE(refuses({1, {-1e-101, 2, 3}}, "attribute of unit 0 in column 0", "-1e-101", range)) << m.name;
  }
}

TEST(ContiguousRegions, RefuseFloorsThatAreNone) {
  const undirected_graph chain = kit::undirected(kit::path(3));
  for (const method& m : with_exact(2)) {
    if (!m.takes_floor) continue;
    const auto refuses = [&](const region_floor& floor, const std::string& parameter, const std::string& value,
                             const std::string& allowed) {
      return kit::refuses<option_error>(
          [&] {
            return m.run(chain, {1, {1, 2, 3}}, {.clusters = 2, .floor = floor});
          },
          parameter, value, allowed);
    };
    EXPECT_TRUE(refuses({-1}, "floor", "-1", "a finite number >= 0")) << m.name;
    EXPECT_TRUE(refuses({nan}, "floor", "nan", "a finite number >= 0")) << m.name;
    EXPECT_TRUE(refuses({1, {1, 2}}, "number of floor amounts", "2", "none, or 3, one a unit")) << m.name;
    EXPECT_TRUE(refuses({1, {1, -2, 3}}, "floor amount of unit 1", "-2", "a finite number >= 0")) << m.name;
    EXPECT_TRUE(refuses({1, {1, 2, infinity}}, "floor amount of unit 2", "inf", "a finite number >= 0")) << m.name;
  }
}

TEST(ContiguousRegions, RefuseNoClusters) {
  const undirected_graph chain = kit::undirected(kit::path(3));
  for (const method& m : all_methods(2)) {
    if (!m.takes_clusters) continue;
    EXPECT_TRUE(kit::refuses<option_error>(
        [&] {
          return m.run(chain, {1, {1, 2, 3}}, {});
        },
        "clusters", "0", "1 or more"))
        << m.name;
  }
}

TEST(ContiguousRegions, StopOnRequestAndTellHowFarTheyAre) {
  const undirected_graph chain = kit::undirected(kit::path(12));
  const unit_attributes a{1, {1, 5, 2, 7, 3, 8, 1, 9, 2, 2, 4, 4}};
  for (const method& m : with_exact(3)) {
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW((void)m.run(chain, a, {.clusters = 3, .floor = {2}, .run = {.stop = source.get_token()}}), cancelled) << m.name;
    std::vector<double> told;
    const execution telling{.threads = 1, .progress = [&](double share) { told.push_back(share); }};
    (void)m.run(chain, a, {.clusters = 3, .floor = {2}, .run = telling});
    ASSERT_FALSE(told.empty()) << m.name;
    EXPECT_TRUE(std::is_sorted(told.begin(), told.end())) << m.name;
    EXPECT_EQ(told.back(), 1.0) << m.name;
    told.clear();
    (void)m.run(chain, a, {.clusters = 30, .floor = {50}, .run = telling});  // infeasible
    ASSERT_FALSE(told.empty()) << m.name;
    EXPECT_EQ(std::count(told.begin(), told.end(), 1.0), 1) << m.name;
    EXPECT_EQ(told.back(), 1.0) << m.name;
  }
}

TEST(ContiguousRegions, StopInTheMiddleToo) {
  for (const method& m : with_exact(3)) {
    const std::size_t n = m.name == "p_regions_exact" ? 14 : 400;
    unit_attributes a{1, {}};
    for (std::size_t u = 0; u < n; ++u) a.values.push_back(static_cast<double>(u * u % 101));
    std::stop_source source;
    const execution run{.threads = 1, .stop = source.get_token(), .progress = [&](double) { source.request_stop(); }};
    EXPECT_THROW((void)m.run(kit::undirected(kit::path(n)), a, {.clusters = 5, .floor = {2}, .run = run}), cancelled) << m.name;
  }
}

}  // namespace
