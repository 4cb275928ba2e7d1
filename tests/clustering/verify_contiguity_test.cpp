// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/contiguous_leiden.hpp>
#include <coopgraph/clustering/verify_contiguity.hpp>

#include "clustering/planar_kit.hpp"
#include "support/matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace {

using namespace coopgraph;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(RegionsAreContiguous, AgreesWithASearchFromEachRegionOnRandomMaps) {
  int contiguous = 0;
  for (std::uint64_t round = 0; round < 3000; ++round) {
    random_stream random(31, "verify contiguity", round);
    const std::size_t n = 1 + random.below(9);
    const auto map = kit::random_planar_map(random, n);
    std::vector<std::uint32_t> label(n);
    const std::uint64_t kinds = 1 + random.below(3);
    for (std::uint32_t& l : label) l = static_cast<std::uint32_t>(random.below(kinds));
    const partition p = make_partition(label);
    const bool expected = kit::are_regions(kit::map_of_sets(map), {}, p);
    ASSERT_EQ(regions_are_contiguous(kit::undirected(map), p), expected) << "round " << round;
    contiguous += expected ? 1 : 0;
  }
  EXPECT_GT(contiguous, 300);
  EXPECT_LT(contiguous, 2700);
}

TEST(RegionsAreContiguous, RefutesLabelsThatDoNotNumberRegions) {
  const undirected_graph line(3, {{0, 1}, {1, 2}});
  EXPECT_TRUE(regions_are_contiguous(line, {{0, 0, 1}, 2}));
  EXPECT_TRUE(regions_are_contiguous(undirected_graph(), {}));
  EXPECT_FALSE(regions_are_contiguous(line, {{0, 0}, 1}));
  EXPECT_FALSE(regions_are_contiguous(line, {{0, 0, 2}, 2}));
  EXPECT_FALSE(regions_are_contiguous(line, {{0, 0, 0}, 2}));
  EXPECT_FALSE(regions_are_contiguous(line, {{0, 1, 0}, 2}));
}

class EvidenceOfALine : public ::testing::Test {
 protected:
  [[nodiscard]] std::vector<std::string> problems(const region_demands& asked) const {
    return check_region_evidence(map, regions, evidence, asked);
  }

  undirected_graph map = undirected_graph(5, {{0, 1}, {1, 2}, {2, 3}, {4, 4}});
  partition regions = {{0, 0, 1, 1, 2}, 3};
  region_evidence evidence = {
      .why = {}, .in_way = {}, .islands = {4}, .amounts = {2, 2, 1}, .next_hop = {no_vertex, 0, no_vertex, 2, no_vertex}};
};

TEST_F(EvidenceOfALine, IsSoundAsItStands) {
  EXPECT_THAT(problems({}), IsEmpty());
  EXPECT_THAT(problems({3, {2.0, {}}}), IsEmpty());  // of the island no floor is asked
}

TEST_F(EvidenceOfALine, IsRefutedWhereAnythingIsOtherwise) {
  const auto with = [&](const auto& change) {
    const auto kept = evidence;
    change();
    const auto found = problems({});
    evidence = kept;
    return found;
  };
  EXPECT_THAT(with([&] { evidence.next_hop[1] = no_vertex; }), ElementsAre("next_hop does not lead to the first unit"));
  EXPECT_THAT(with([&] { evidence.next_hop[1] = 2; }), ElementsAre("next_hop does not lead to the first unit"));
  EXPECT_THAT(with([&] { evidence.next_hop[1] = 7; }), ElementsAre("next_hop does not lead to the first unit"));
  EXPECT_THAT(with([&] { evidence.next_hop.pop_back(); }), ElementsAre("next_hop does not lead to the first unit"));
  EXPECT_THAT(with([&] { evidence.islands = {}; }), ElementsAre("the islands are not the units without neighbours"));
  EXPECT_THAT(with([&] { evidence.amounts[1] = 3; }), ElementsAre("region 1 does not hold what is stated"));
  EXPECT_THAT(with([&] { evidence.amounts.pop_back(); }), ElementsAre("there is not one amount a region"));
  EXPECT_THAT(with([&] { evidence.why = "because"; }), ElementsAre("status and obstacle do not agree"));
  EXPECT_THAT(with([&] { evidence.status = region_status::not_found; }), ElementsAre("status and obstacle do not agree"));
  EXPECT_THAT(problems({4, {}}), ElementsAre("the count is not that asked for"));
  EXPECT_THAT(problems({{}, {3.0, {}}}), ElementsAre("region 0 is below the floor", "region 1 is below the floor"));
  evidence.status = region_status::not_found;
  evidence.obstacle = region_obstacle::no_cut_keeps_floor;
  evidence.why = "as it is";
  EXPECT_THAT(problems({4, {}}), IsEmpty());
  EXPECT_THAT(problems({3, {}}), ElementsAre("there are enough regions, which are said not to have been found"));
  regions = {{0, 1, 0, 1, 2}, 3};
  EXPECT_THAT(problems({}), ElementsAre("a region is not contiguous, or labels do not number them"));
}

TEST_F(EvidenceOfALine, HopsThatGoRoundAreRefuted) {
  map = undirected_graph(4, {{0, 1}, {1, 2}, {2, 3}, {3, 1}});
  regions = {{0, 0, 0, 0}, 1};
  evidence.islands = {};
  evidence.amounts = {4};
  evidence.next_hop = {no_vertex, 2, 3, 1};
  EXPECT_THAT(problems({}), ElementsAre("next_hop does not lead to the first unit"));
  evidence.next_hop = {no_vertex, 0, 3, 1};
  EXPECT_THAT(problems({}), IsEmpty());
}

TEST_F(EvidenceOfALine, AmountsHaveToBeOnePerUnit) {
  EXPECT_TRUE(kit::refuses<option_error>(
      [&] {
        return problems({{}, {1.0, {1.0}}});
      },
      "number of floor amounts", "1", "none, or 5, one for each vertex"));
}

}  // namespace
