// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/skater.hpp>
#include <coopgraph/clustering/verify_regions.hpp>
#include <coopgraph/core/error.hpp>

#include "clustering/regions_kit.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace coopgraph;

// 0 - 1 - 2   3 - 4   5: two components and an island, in three regions.
struct small_map {
  undirected_graph graph = kit::undirected({direction::undirected, 6, {{0, 1}, {1, 2}, {3, 4}}});
  unit_attributes attributes{2, {1, 7, 2, 7, 4, 7, 9, 7, 8, 7, 3, 7}};
  check_regions_options options{.clusters = 4, .floor = {1.5, {1, 1, 2, 2, 3, 1}}};
  contiguous_regions sound = skater(graph, attributes, {.clusters = options.clusters, .floor = options.floor});

  [[nodiscard]] std::vector<std::string> problems(const std::function<void(contiguous_regions&)>& change) const {
    contiguous_regions changed = sound;
    change(changed);
    return check_regions(graph, attributes, changed, options);
  }
};

TEST(VerifyRegions, FindsNothingInASoundResult) {
  const small_map m;
  EXPECT_EQ(m.sound.status, region_status::found);
  EXPECT_EQ(m.sound.constant_columns, std::vector<std::uint32_t>{1});
  EXPECT_EQ(m.sound.islands, std::vector<vertex_id>{5});
  EXPECT_TRUE(m.problems([](contiguous_regions&) {}).empty());
}

TEST(VerifyRegions, NamesEachPromiseThatIsBroken) {
  const small_map m;
  const auto has = [&](const std::function<void(contiguous_regions&)>& change, const std::string& what) {
    for (const std::string& problem : m.problems(change))
      if (problem.find(what) != std::string::npos) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << "nothing says: " << what;
  };
  const auto label = [](std::vector<std::uint32_t> labels) {
    return [labels](contiguous_regions& r) { r.partition = make_partition(labels); };
  };
  EXPECT_TRUE(has([](auto& r) { r.partition.label.pop_back(); }, "there are 5 labels for 6 units"));
  EXPECT_TRUE(has([](auto& r) { r.partition.label[0] = 1; }, "the label of unit 0 is not canonical"));
  EXPECT_TRUE(has([](auto& r) { r.partition.clusters = 5; }, "there are 4 clusters, not 5"));
  EXPECT_TRUE(has(label({0, 1, 0, 2, 2, 3}), "region 0 is not connected: see unit 2"));
  EXPECT_TRUE(has(label({0, 1, 1, 2, 2, 3}), "region 0 has 1, below the floor of 1.5"));
  EXPECT_TRUE(has(label({0, 0, 0, 1, 1, 2}), "there are 3 regions where 4 were asked for"));
  EXPECT_TRUE(has([](auto& r) { r.islands.clear(); }, "the islands are not the units without neighbours"));
  EXPECT_TRUE(has([](auto& r) { r.attached = {{0, 3}}; }, "unit 0 is no island"));
  EXPECT_TRUE(has([](auto& r) { r.status = region_status::not_found; }, "status and obstacle do not agree"));
  EXPECT_TRUE(has([](auto& r) { r.bound = 3; }, "there are more regions than the bound allows"));
  EXPECT_TRUE(has([](auto& r) { r.constant_columns.clear(); }, "the constant columns are not those stated"));
  EXPECT_TRUE(has([](auto& r) { r.within += 1e-6; }, "within is "));
  EXPECT_TRUE(has([](auto& r) { r.between += 1e-6; }, "between is "));
  EXPECT_TRUE(has([](auto& r) { r.total += 1e-6; }, "total is "));
  EXPECT_TRUE(has([](auto& r) { r.value += 1e-6; }, "value is "));
}

TEST(VerifyRegions, RefusesWhatIsNotOfThisMap) {
  const small_map m;
  const unit_attributes fewer{2, {1, 2, 3, 4}};
  EXPECT_TRUE(kit::refuses<input_error>([&] { return check_regions(m.graph, fewer, m.sound); }, "number of attribute values", "4",
                                        "6 units times 2 columns"));
  EXPECT_TRUE(kit::refuses<option_error>(
      [&] {
        return check_regions(m.graph, m.attributes, m.sound, {.floor = {1, {1, 2}}});
      },
      "number of floor amounts", "2", "none, or 6, one a unit"));
}

}  // namespace
