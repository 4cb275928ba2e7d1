// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/random.hpp>
#include <coopgraph/view/allocation.hpp>
#include <coopgraph/view/flow_projection.hpp>
#include <coopgraph/view/projection.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "support/small_network.hpp"
#include "view/view_kit.hpp"

namespace coopgraph {
namespace {

using testing::add_weighted;
using testing::group_of;
using testing::split;
using testing::total_of;

// ---- water filling against another way ----

/// The parts of `number` by these weights: the c largest are 1 for the one c that leaves no part above 1.
std::vector<rational> parts_by_search(const std::vector<std::int64_t>& weight, std::int64_t number) {
  const auto size = static_cast<std::int64_t>(weight.size());
  if (number >= size) return std::vector<rational>(weight.size(), rational(1));
  const auto positive = std::count_if(weight.begin(), weight.end(), [](std::int64_t w) { return w > 0; });
  std::vector<rational> parts;
  if (positive <= number) {
    for (const std::int64_t w : weight) parts.push_back(w > 0 ? rational(1) : rational(number - positive, size - positive));
    return parts;
  }
  std::vector<std::int64_t> down = weight;
  std::sort(down.begin(), down.end(), std::greater<>());
  for (std::int64_t ones = 0; ones < number; ++ones) {
    std::int64_t rest = 0;
    for (std::size_t i = static_cast<std::size_t>(ones); i < down.size(); ++i) rest += down[i];
    const auto is_one = [&](std::int64_t w) { return w * (number - ones) >= rest; };
    const bool fits = down[static_cast<std::size_t>(ones)] * (number - ones) <= rest;
    if (!fits) continue;
    for (const std::int64_t w : weight) parts.push_back(is_one(w) ? rational(1) : rational(w * (number - ones), rest));
    return parts;
  }
  return parts;
}

TEST(AnyAllocation, TheNumberIsSplitAsASearchForTheCutDoesIt) {
  std::size_t cut = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    random_stream random(seed, "water filling");
    const std::size_t size = 1 + static_cast<std::size_t>(random.below(7));
    const std::uint64_t number = 1 + random.below(size);
    std::vector<std::int64_t> weight;
    std::vector<std::string> text;
    for (std::size_t i = 0; i < size; ++i) {
      constexpr std::int64_t choices[] = {0, 1, 1, 2, 3, 5, 20, 100, 1000};
      weight.push_back(i == 0 ? 7 : choices[random.below(std::size(choices))]);
      text.push_back(std::to_string(weight.back()));
    }
    const network n = group_of(text, std::to_string(number));
    const auto found = split(n, allocation::by_attribute("w"));
    const auto expected = parts_by_search(weight, static_cast<std::int64_t>(number));
    ASSERT_EQ(expected.size(), size);
    for (std::size_t i = 0; i < size; ++i) {
      const auto tie = found.find(std::string("h-") + static_cast<char>('a' + i));
      EXPECT_EQ(tie == found.end() ? rational(0) : tie->second, expected[i]) << "seed " << seed << ", " << i;
      cut += number < size && expected[i] == rational(1) ? 1U : 0U;
    }
    EXPECT_EQ(total_of(project_agreements(n, {.allocate = allocation::by_attribute("w")})),
              rational(static_cast<std::int64_t>(number)))
        << "seed " << seed;
  }
  EXPECT_GT(cut, 50U);
}

// ---- the ends of what is possible ----

/// Seeded: hub h and six others with weights, overlapping groups, agreements and flows with totals. Groups never overlap within
/// a record.
network random_totals(std::uint64_t seed) {
  random_stream random(seed, "totals");
  network_builder b;
  add_weighted(b, "h", "1");
  for (const char* id : {"a", "b", "c", "d", "e", "f"}) {
    add_weighted(b, id, std::to_string(1 + random.below(9)));
    b.add(region_record{.region = random.below(2) == 0 ? "r0" : "r1", .actor = id});
    b.add(region_record{.region = "all", .actor = id});
  }
  b.add(region_record{.region = "r0", .actor = "h"});
  b.add(region_record{.region = "r1", .actor = "h"});
  constexpr const char* extents[] = {"", "some", "most", "1", "1"};
  for (int k = 0; k < 6; ++k) {
    const std::string id = "g" + std::to_string(k);
    std::vector<testing::side> sides{{.who = "h", .role = "lead"}};
    if (random.below(2) == 0) sides.push_back({.who = random.below(2) == 0 ? "a" : "b"});
    const bool whole = random.below(2) == 0;
    sides.push_back({.who = whole ? "all" : "r0", .extent = extents[random.below(5)]});
    if (!whole) sides.push_back({.who = "r1", .extent = extents[random.below(5)]});
    testing::add_agreement(b, {.id = id, .status = "signed"}, sides);
    if (random.below(3) != 0)
      b.add(quantity_record{
          .record = id, .measure = "chains", .value = std::to_string(random.below(50)), .unit = "chains", .exactness = "exact"});
    const std::string flow = "f" + std::to_string(k);
    constexpr const char* ends[] = {"h", "a", "c", "r0", "r1", "all"};
    b.add(flow_record{.id = flow, .origin = ends[random.below(6)], .destination = ends[random.below(6)]});
    b.add(quantity_record{
        .record = flow, .measure = "chains", .value = std::to_string(random.below(50)), .unit = "chains", .exactness = "exact"});
  }
  return b.build();
}

/// Actor -> the sum of its strengths, as origin and as destination apart.
template <class View>
std::vector<double> strengths_by_actor(const View& v) {
  const auto g = v.graph.view();
  std::vector<double> sums(2 * g.vertices(), 0.0);
  for (edge_id e = 0; e < g.edges(); ++e) {
    sums[2 * g.source[e]] += v.strengths[e];
    sums[2 * g.target[e] + (View{}.graph.view().is_directed ? 1 : 0)] += v.strengths[e];
  }
  return sums;
}

template <class Project>
void expect_ends(std::uint64_t seed, const network& n, const Project& project) {
  const auto equal = strengths_by_actor(project(allocation::equal_shares()));
  const auto weighted = strengths_by_actor(project(allocation::by_attribute("w")));
  for (std::uint32_t who = 0; who < n.actors().size(); ++who) {
    const auto least = strengths_by_actor(project(allocation::none_to(actor_id(who))));
    const auto most = strengths_by_actor(project(allocation::all_to(actor_id(who))));
    for (std::size_t i = std::size_t{2} * who; i < std::size_t{2} * who + 2; ++i)
      for (const double x : {equal[i], weighted[i]}) {
        EXPECT_LE(least[i], x + 1e-9) << "seed " << seed << ", actor " << who;
        EXPECT_GE(most[i], x - 1e-9) << "seed " << seed << ", actor " << who;
      }
  }
}

TEST(AnyAllocation, EveryOtherSplitLiesBetweenNoneToAndAllTo) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const network n = random_totals(seed);
    expect_ends(seed, n, [&](const allocation& by) { return project_agreements(n, {.allocate = by}); });
    const amount_choice chains{.measure = "chains"};
    expect_ends(seed, n, [&](const allocation& by) { return project_agreements(n, {.strength = chains, .allocate = by}); });
    expect_ends(seed, n, [&](const allocation& by) { return project_flows(n, {.strength = chains, .allocate = by}); });
  }
}

TEST(AnyAllocation, ASplitMarksWhatItMadeAndNothingElseAndLosesNothing) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const network n = random_totals(seed);
    const projection_options stated{.strength = {.measure = "chains"}, .edge_per_record = true};
    auto options = stated;
    options.allocate = allocation::by_attribute("w");
    const auto before = project_agreements(n, stated);
    const auto v = project_agreements(n, options);
    std::map<std::uint32_t, rational> whole;
    for (const agreement& a : n.agreements())
      if (!a.quantities.empty()) whole.emplace(n.agreement_with(a.key).index(), to_rational(*a.quantities[0].value).value());
    std::map<std::uint32_t, std::int64_t> found;
    std::vector<agreement_id> unsplit;
    for (edge_id e = 0; e < v.records.size(); ++e) {
      ASSERT_EQ(v.records[e].size(), 1U);
      found[v.records[e][0].index()] += v.strengths.numerators()[e];
      if (v.basis[e] == tie_basis::stated) unsplit.push_back(v.records[e][0]);
    }
    for (const auto& [record, sum] : found)
      EXPECT_EQ(rational::product(rational(sum), v.strengths.unit()), whole.at(record)) << "seed " << seed;
    EXPECT_EQ(found.size(), whole.size()) << "all of them have one hub";
    std::vector<agreement_id> stated_alone;
    for (edge_id e = 0; e < before.records.size(); ++e) stated_alone.push_back(before.records[e][0]);
    EXPECT_THAT(unsplit, ::testing::ElementsAreArray(stated_alone)) << "seed " << seed;
  }
}

}  // namespace
}  // namespace coopgraph
