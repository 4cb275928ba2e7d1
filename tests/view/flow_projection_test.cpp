// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/view/flow_projection.hpp>

#include <coopgraph/io/dataset.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "support/random_network.hpp"
#include "support/small_network.hpp"
#include "view/view_kit.hpp"

namespace coopgraph {
namespace {

using testing::add_actors;
using ::testing::Each;
using ::testing::ElementsAre;
using testing::exact;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// "a>b" for every edge, in their order.
std::vector<std::string> arcs_of(const network& n, const flow_view& v) {
  std::vector<std::string> found;
  const auto g = v.graph.view();
  for (edge_id e = 0; e < g.edges(); ++e) found.push_back(n[v.actors[g.source[e]]].key + '>' + n[v.actors[g.target[e]]].key);
  return found;
}

std::vector<double> numbers(const auto& values) {
  std::vector<double> found;
  for (edge_id e = 0; e < values.size(); ++e) found.push_back(values[e]);
  return found;
}

/// a, b, c, d; r of c and d; f1 and f2 a>b, f3 a>r, f4 r>a, f5 a>a.
network flows() {
  network_builder b;
  add_actors(b, {"a", "b", "c", "d"});
  for (const char* m : {"d", "c"}) b.add(region_record{.region = "r", .actor = m});
  b.add(flow_record{.id = "f1",
                    .origin = "a",
                    .destination = "b",
                    .chain = "rice",
                    .stage = "mill",
                    .product = "rice",
                    .field = "trade",
                    .capacity = "2.5",
                    .unit = "t",
                    .unit_cost = "0.1"});
  b.add(flow_record{.id = "f2", .origin = "a", .destination = "b", .product = "salt", .field = "trade;food"});
  b.add(flow_record{.id = "f3",
                    .origin = "a",
                    .destination = "r",
                    .product = "fish",
                    .effective_from = "2016",
                    .capacity = "7",
                    .unit = "kg",
                    .unit_cost = "3"});
  b.add(flow_record{.id = "f4", .origin = "r", .destination = "a", .status = "ended"});
  b.add(flow_record{.id = "f5", .origin = "a", .destination = "a", .capacity = "0", .unit = "t"});
  return b.build();
}

TEST(FlowProjection, EachFlowBetweenTwoActorsIsAnEdgeOfItsOwn) {
  const network n = flows();
  const auto v = project_flows(n);
  EXPECT_THAT(arcs_of(n, v), ElementsAre("a>b", "a>b", "a>a")) << "parallel edges and loops are kept";
  EXPECT_THAT(v.names, ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(v.actors, ElementsAre(actor_id(0), actor_id(1), actor_id(2), actor_id(3)));
  EXPECT_EQ(v.graph.view().vertices(), 4U);
  EXPECT_THAT(v.product, ElementsAre("rice", "salt", ""));
  EXPECT_THAT(v.chain, ElementsAre("rice", "", ""));
  EXPECT_THAT(v.stage, ElementsAre("mill", "", ""));
  EXPECT_THAT(numbers(v.strengths), Each(1.0));
  EXPECT_THAT(v.basis, Each(tie_basis::stated));
  ASSERT_EQ(v.records.size(), 3U);
  EXPECT_THAT(v.records[0], ElementsAre(n.flow_with("f1")));
  EXPECT_THAT(v.records[1], ElementsAre(n.flow_with("f2")));
  EXPECT_THAT(v.records[2], ElementsAre(n.flow_with("f5")));
  EXPECT_EQ(v.taken, 3U);
  EXPECT_EQ(v.unit, "");
}

TEST(FlowProjection, ACapacityOrCostThatIsNotStatedIsSaidSo) {
  const auto v = project_flows(flows());
  EXPECT_THAT(numbers(v.capacities), ElementsAre(2.5, 0, 0));
  EXPECT_THAT(v.unlimited, ElementsAre(1)) << "the stated 0 is a capacity";
  EXPECT_THAT(numbers(v.unit_costs), ElementsAre(0.1, 0, 0));
  EXPECT_THAT(v.without_cost, ElementsAre(1, 2));
  EXPECT_THAT(v.capacity_units, ElementsAre("t"));
}

TEST(FlowProjection, AGroupAtAnEndIsLeftOutAndSaidSo) {
  const network n = flows();
  const actor_or_region r = n.region_with("r");
  EXPECT_THAT(project_flows(n).left_out, ElementsAre(left_out_record{n.flow_with("f3"), left_out_reason::members_not_named, r},
                                                     left_out_record{n.flow_with("f4"), left_out_reason::members_not_named, r}));
}

TEST(FlowProjection, AnAllocationSplitsAGroupWithItsCapacityButNotItsUnitCost) {
  const network n = flows();
  const auto v = project_flows(n, {.allocate = allocation::equal_shares()});
  EXPECT_THAT(arcs_of(n, v), ElementsAre("a>b", "a>b", "a>c", "a>d", "c>a", "d>a", "a>a"));
  EXPECT_THAT(numbers(v.strengths), ElementsAre(1, 1, 0.5, 0.5, 0.5, 0.5, 1));
  EXPECT_THAT(numbers(v.capacities), ElementsAre(2.5, 0, 3.5, 3.5, 0, 0, 0));
  EXPECT_THAT(v.unlimited, ElementsAre(1, 4, 5));
  EXPECT_THAT(numbers(v.unit_costs), ElementsAre(0.1, 0, 3, 3, 0, 0, 0));
  EXPECT_THAT(v.capacity_units, ElementsAre("t", "kg"));
  constexpr auto s = tie_basis::stated, e = tie_basis::estimated;
  EXPECT_THAT(v.basis, ElementsAre(s, s, e, e, e, e, s));
  EXPECT_THAT(v.left_out, IsEmpty());
  EXPECT_EQ(v.taken, 5U);
}

TEST(FlowProjection, TwoGroupsGiveTheProductsOfTheParts) {
  network_builder b;
  const std::pair<const char*, const char*> weights[] = {{"a", "1"}, {"b", "2"}, {"c", "1"}, {"d", "3"}};
  for (const auto& [id, w] : weights) {
    actor_record row{.id = id, .name = id};
    row.attributes.emplace_back("w", w);
    b.add(std::move(row));
  }
  for (const char* m : {"a", "b"}) b.add(region_record{.region = "west", .actor = m});
  for (const char* m : {"c", "d"}) b.add(region_record{.region = "east", .actor = m});
  b.add(flow_record{.id = "f", .origin = "west", .destination = "east", .capacity = "24", .unit = "t"});
  const network n = b.build();
  const auto v = project_flows(n, {.allocate = allocation::by_attribute("w")});
  EXPECT_THAT(arcs_of(n, v), ElementsAre("a>c", "a>d", "b>c", "b>d")) << "by origin, then by destination";
  EXPECT_EQ(exact(v.strengths, 0), rational(1, 12));
  EXPECT_EQ(exact(v.strengths, 1), rational(3, 12));
  EXPECT_EQ(exact(v.strengths, 2), rational(2, 12));
  EXPECT_EQ(exact(v.strengths, 3), rational(6, 12));
  EXPECT_THAT(numbers(v.capacities), ElementsAre(2, 6, 4, 12));
}

TEST(FlowProjection, TheOtherEndIsNoMemberOfAGroupThatIsSplit) {
  network_builder b;
  add_actors(b, {"a", "c", "d"});
  for (const char* m : {"a", "c", "d"}) b.add(region_record{.region = "r", .actor = m});
  b.add(region_record{.region = "only", .actor = "a"});
  b.add(flow_record{.id = "f", .origin = "r", .destination = "a"});
  b.add(flow_record{.id = "g", .origin = "a", .destination = "only"});
  const network n = b.build();
  const auto v = project_flows(n, {.allocate = allocation::equal_shares()});
  EXPECT_THAT(arcs_of(n, v), ElementsAre("c>a", "d>a"));
  EXPECT_THAT(numbers(v.strengths), ElementsAre(0.5, 0.5));
  EXPECT_THAT(v.left_out, ElementsAre(left_out_record{n.flow_with("g"), left_out_reason::members_not_named,
                                                      actor_or_region(n.region_with("only"))}));
}

TEST(FlowProjection, TheMembersAreThoseOfTheRecordsPeriodOrTheTimeAskedFor) {
  network_builder b;
  add_actors(b, {"a", "c", "d"});
  b.add(region_record{.region = "r", .actor = "c", .valid_to = "2015"});
  b.add(region_record{.region = "r", .actor = "d", .valid_from = "2016"});
  b.add(flow_record{.id = "f", .origin = "a", .destination = "r", .effective_from = "2016"});
  b.add(flow_record{.id = "g", .origin = "a", .destination = "r", .effective_from = "2010"});
  const network n = b.build();
  const auto equal = allocation::equal_shares();
  EXPECT_THAT(arcs_of(n, project_flows(n, {.allocate = equal})), ElementsAre("a>d", "a>c", "a>d"));
  EXPECT_THAT(arcs_of(n, project_flows(n, {.where = {.on = date(2012)}, .allocate = equal})), ElementsAre("a>c"));
}

/// a>b and a>c with chains and tonnes.
network measured() {
  network_builder b;
  add_actors(b, {"a", "b", "c"});
  const auto add = [&](const char* id, const char* measure, const char* value, const char* unit,
                       const char* exactness = "exact") {
    b.add(quantity_record{.record = id, .measure = measure, .value = value, .unit = unit, .exactness = exactness});
  };
  b.add(flow_record{.id = "f1", .origin = "a", .destination = "b", .capacity = "9", .unit = "t", .unit_cost = "2"});
  b.add(flow_record{.id = "f2", .origin = "a", .destination = "c", .capacity = "8", .unit = "chains", .unit_cost = "4"});
  b.add(flow_record{.id = "f3", .origin = "b", .destination = "c"});
  add("f1", "chains", "400", "chains", "about");
  add("f2", "chains", "0.3", "chains");
  add("f2", "volume", "5", "t");
  add("f3", "volume", "6", "t");
  return b.build();
}

TEST(FlowProjection, AMeasureGivesTheStrengthsAndLeavesOutFlowsWithoutIt) {
  const network n = measured();
  const auto v = project_flows(n, {.strength = {.measure = "chains"}});
  EXPECT_THAT(arcs_of(n, v), ElementsAre("a>b", "a>c"));
  EXPECT_THAT(numbers(v.strengths), ElementsAre(400, 0.3));
  EXPECT_THAT(numbers(v.capacities), ElementsAre(9, 8)) << "the flow's own";
  EXPECT_EQ(v.unit, "chains");
  EXPECT_THAT(v.left_out, ElementsAre(left_out_record{n.flow_with("f3"), left_out_reason::no_amount, {}}));
}

TEST(FlowProjection, AMeasureGivesTheCapacitiesAndCostsOfAnotherUnitDoNotHold) {
  const network n = measured();
  const auto v = project_flows(n, {.capacity = {.measure = "chains"}});
  EXPECT_THAT(arcs_of(n, v), ElementsAre("a>b", "a>c"));
  EXPECT_THAT(numbers(v.capacities), ElementsAre(400, 0.3));
  EXPECT_THAT(v.capacity_units, ElementsAre("chains"));
  EXPECT_THAT(numbers(v.strengths), ElementsAre(1, 1));
  EXPECT_EQ(v.unit, "");
  EXPECT_THAT(v.unlimited, IsEmpty());
  EXPECT_THAT(numbers(v.unit_costs), ElementsAre(0, 4));
  EXPECT_THAT(v.without_cost, ElementsAre(0)) << "2 for a tonne is no cost of a chain";
  EXPECT_THAT(v.left_out, ElementsAre(left_out_record{n.flow_with("f3"), left_out_reason::no_amount, {}}));
}

TEST(FlowProjection, AFlowIsTakenWithBothMeasuresOnly) {
  const network n = measured();
  const auto v = project_flows(n, {.strength = {.measure = "volume"}, .capacity = {.measure = "chains"}});
  EXPECT_THAT(arcs_of(n, v), ElementsAre("a>c"));
  EXPECT_THAT(numbers(v.strengths), ElementsAre(5));
  EXPECT_THAT(numbers(v.capacities), ElementsAre(0.3));
  EXPECT_EQ(v.left_out.size(), 2U);
}

TEST(FlowProjection, TheBasisIsTheLeastFirmOfStrengthAndCapacity) {
  network_builder b;
  add_actors(b, {"a", "b"});
  b.add(flow_record{.id = "f", .origin = "a", .destination = "b", .capacity = "9", .unit = "t"});
  b.add(quantity_record{.record = "f", .measure = "low", .low = "4", .unit = "t", .exactness = "at least"});
  b.add(quantity_record{.record = "f", .measure = "one", .value = "5", .unit = "t", .exactness = "exact"});
  const network n = b.build();
  EXPECT_THAT(project_flows(n, {.strength = {.measure = "one"}}).basis, ElementsAre(tie_basis::stated));
  EXPECT_THAT(project_flows(n, {.strength = {.measure = "low"}}).basis, ElementsAre(tie_basis::bounded));
  EXPECT_THAT(project_flows(n, {.capacity = {.measure = "low"}}).basis, ElementsAre(tie_basis::bounded));
}

TEST(FlowProjection, FiltersByProductFieldStatusRegionAndTime) {
  const network n = flows();
  const auto arcs = [&](const record_filter& where) {
    return arcs_of(n, project_flows(n, {.where = where, .allocate = allocation::equal_shares()}));
  };
  EXPECT_THAT(arcs({.product = "salt"}), ElementsAre("a>b"));
  EXPECT_THAT(arcs({.field = "trade"}), ElementsAre("a>b", "a>b"));
  EXPECT_THAT(arcs({.statuses = {agreement_status::ended}}), ElementsAre("c>a", "d>a"));
  EXPECT_THAT(arcs({.region = "r"}), ElementsAre("a>c", "a>d", "c>a", "d>a"));
  EXPECT_THAT(arcs({.on = date(2015), .undated = undated_records::exclude}), IsEmpty());
  EXPECT_THAT(arcs({.on = date(2016), .undated = undated_records::exclude}), ElementsAre("a>c", "a>d"));
}

TEST(FlowProjection, TheUnitsAreThoseOfTheEdgesAlone) {
  const network n = flows();
  const auto v = project_flows(n, {.where = {.region = "r"}, .allocate = allocation::equal_shares()});
  EXPECT_THAT(v.capacity_units, ElementsAre("kg")) << "f1 and f5, in tonnes, are outside the region";
  std::vector<left_out_reason> reasons;
  for (const auto& l : v.left_out) reasons.push_back(l.reason);
  EXPECT_THAT(reasons,
              ElementsAre(left_out_reason::outside_region, left_out_reason::outside_region, left_out_reason::outside_region));
}

TEST(FlowProjection, ATimeAskedForNotesWhatIsNotCertain) {
  const network n = flows();
  const auto v = project_flows(n, {.where = {.on = date(2017)}, .allocate = allocation::equal_shares()});
  const flow_id f1 = n.flow_with("f1"), f2 = n.flow_with("f2"), f3 = n.flow_with("f3");
  const flow_id f4 = n.flow_with("f4"), f5 = n.flow_with("f5");
  EXPECT_THAT(v.possibly, ElementsAre(f1, f2, f3, f4, f5));
  EXPECT_THAT(v.undated, ElementsAre(f1, f2, f4, f5));
  EXPECT_THAT(project_flows(n).possibly, IsEmpty());
}

TEST(FlowProjection, NumbersThatShareNoUnitAreRoundedAndTheViewSaysWhy) {
  network_builder b;
  add_actors(b, {"a", "b"});
  b.add(flow_record{.id = "f", .origin = "a", .destination = "b", .capacity = "1e18", .unit = "t"});
  b.add(flow_record{.id = "g", .origin = "b", .destination = "a", .capacity = "1e-18", .unit = "t"});
  const auto v = project_flows(b.build());
  EXPECT_FALSE(v.capacities.is_exact());
  EXPECT_THAT(v.capacities.why_approximate(), HasSubstr("64 bits"));
  EXPECT_THAT(numbers(v.capacities), ElementsAre(1e18, 1e-18));
  EXPECT_TRUE(v.strengths.is_exact());
}

TEST(FlowProjection, OfNothingIsEmpty) {
  const auto v = project_flows(network_builder().build());
  EXPECT_EQ(v.graph.view().vertices(), 0U);
  EXPECT_EQ(v.records.size(), 0U);
  EXPECT_EQ(v.unit_costs.size(), 0U);
}

TEST(FlowProjection, EveryFlowOfARandomNetworkIsTakenOrLeftOutWithAReason) {
  std::size_t split = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const network n = kit::random_network(seed);
    for (const bool allocate : {false, true}) {
      flow_projection_options options;
      if (allocate) options.allocate = allocation::equal_shares();
      const auto v = project_flows(n, options);
      const std::size_t m = v.graph.view().edges();
      for (const std::size_t size : {v.strengths.size(), v.capacities.size(), v.unit_costs.size(), v.records.size(),
                                     v.product.size(), v.chain.size(), v.stage.size(), v.basis.size()})
        EXPECT_EQ(size, m) << "seed " << seed;
      std::set<flow_id> taken, left;
      std::map<flow_id, double> sum;
      for (edge_id e = 0; e < m; ++e) {
        const flow_id id = v.records[e].front();
        EXPECT_TRUE(taken.empty() || *taken.rbegin() <= id) << "in the order of the network";
        taken.insert(id);
        sum[id] += v.strengths[e];
        split += v.basis[e] == tie_basis::estimated ? 1U : 0U;
        EXPECT_TRUE(allocate || v.basis[e] == tie_basis::stated);
      }
      for (const auto& l : v.left_out) left.insert(std::get<flow_id>(l.record));
      for (const auto& [id, whole] : sum) EXPECT_NEAR(whole, 1, 1e-12) << "seed " << seed;
      EXPECT_EQ(taken.size(), v.taken);
      EXPECT_EQ(taken.size() + left.size(), n.flows().size()) << "seed " << seed << ": none is both, none is lost";
    }
  }
  EXPECT_GT(split, 100U);
}

// ---- hanoi-2018, by hand from the facts ----

class Hanoi2018Flows : public ::testing::Test {
 protected:
  const network n = read_dataset(std::string(COOPGRAPH_SOURCE_DIR) + "/examples/data/hanoi-2018");
};

TEST_F(Hanoi2018Flows, OneFlowNamesBothItsEnds) {
  const auto v = project_flows(n);
  ASSERT_EQ(v.graph.view().edges(), 1U);
  EXPECT_THAT(v.records[0], ElementsAre(n.flow_with("f04-safe-food-chains")));
  EXPECT_EQ(v.names[v.graph.view().target[0]], "Hà Nội");
  EXPECT_THAT(v.unlimited, ElementsAre(0));
  std::vector<std::string> unnamed;
  for (const auto& l : v.left_out) unnamed.push_back(n[std::get<flow_id>(l.record)].key.substr(0, 3));
  EXPECT_THAT(unnamed, ElementsAre("f05", "f10", "f14", "f15"));
}

TEST_F(Hanoi2018Flows, FourHundredChainsSplitOverSixtyTwoProvincesAreExact) {
  const auto v = project_flows(n, {.strength = {.measure = "chains"}, .allocate = allocation::equal_shares()});
  ASSERT_EQ(v.graph.view().edges(), 63U);
  EXPECT_EQ(v.unit, "chains");
  std::int64_t sum = 0;
  for (edge_id e = 0; e < 63; ++e) {
    const bool f04 = v.records[e].front() == n.flow_with("f04-safe-food-chains");
    EXPECT_EQ(exact(v.strengths, e), f04 ? rational(60) : rational(200, 31));
    EXPECT_EQ(v.basis[e], f04 ? tie_basis::bounded : tie_basis::estimated) << "more than 60, and about 400 split";
    EXPECT_EQ(v.product[e], f04 ? "safe food" : "farm products");
    sum += v.strengths.numerators()[e];
  }
  EXPECT_EQ(rational::product(rational(sum), v.strengths.unit()), rational(460));
  std::vector<std::string> without;
  for (const auto& l : v.left_out) {
    EXPECT_EQ(l.reason, left_out_reason::no_amount);
    without.push_back(n[std::get<flow_id>(l.record)].key.substr(0, 3));
  }
  EXPECT_THAT(without, ElementsAre("f10", "f14", "f15"));
}

}  // namespace
}  // namespace coopgraph
