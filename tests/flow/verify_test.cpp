// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/flow/verify.hpp>

#include "flow/flow_cases.hpp"
#include "support/matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace coopgraph::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// What the check says of six_vertices() when its result has been changed.
std::vector<std::string> said_of(const std::function<void(maximum_flow_result&)>& tamper) {
  const flow_case c = six_vertices();
  const directed_graph graph = kit::directed(c.list);
  maximum_flow_result result = maximum_flow(graph, c.capacities(), 0, 5);
  tamper(result);
  return check_maximum_flow(graph, c.capacities(), 0, 5, result);
}

/// The flow with other numbers on some edges.
edge_flows changed(const edge_flows& flow, const std::vector<std::pair<edge_id, std::int64_t>>& changes) {
  std::vector<std::int64_t> numbers;
  for (edge_id e = 0; e < flow.size(); ++e) numbers.push_back(static_cast<std::int64_t>(flow[e]));
  for (const auto& [e, number] : changes) numbers[e] = number;
  return edge_flows::over(1, numbers);
}

TEST(CheckMaximumFlow, HasNothingToSayOfAResultAsItIs) {
  EXPECT_THAT(said_of([](maximum_flow_result&) {}), IsEmpty());
}

TEST(CheckMaximumFlow, ComparesAcrossUnits) {
  EXPECT_THAT(said_of([](maximum_flow_result& r) {
                std::vector<std::int64_t> thirds;
                for (const std::int64_t f : r.flow.numerators()) thirds.push_back(3 * f);
                r.flow = edge_flows::over({r.flow.unit().numerator(), 3 * r.flow.unit().denominator()}, thirds);
                r.value = {23 * 7, {1, 7}};
              }),
              IsEmpty());
}

TEST(CheckMaximumFlow, NamesEachConditionThatAFlowViolates) {
  EXPECT_THAT(said_of([](maximum_flow_result& r) {
                r.flow = changed(r.flow, {{0, 17}});
              }),
              Contains("edge 0 carries more than its capacity"));
  EXPECT_THAT(said_of([](maximum_flow_result& r) {
                r.flow = changed(r.flow, {{2, -1}});
              }),
              Contains("edge 2 carries less than 0"));
  EXPECT_THAT(said_of([](maximum_flow_result& r) {
                r.flow = changed(r.flow, {{3, 11}});
              }),
              testing::AllOf(Contains("less arrives at vertex 1 than leaves it").Times(0),
                             Contains(HasSubstr("more arrives at vertex 1")), Contains(HasSubstr("less arrives at vertex 3"))));
  EXPECT_THAT(said_of([](maximum_flow_result& r) { r.flow = edge_flows::uniform(8, 0); }),
              ElementsAre("there is not one exact flow for each edge"));
  EXPECT_THAT(said_of([](maximum_flow_result& r) { r.flow = edge_flows::rounded(std::vector<double>(9, 1.0), "a test"); }),
              ElementsAre("there is not one exact flow for each edge"));
}

TEST(CheckMaximumFlow, SeesThatAFlowIsNotTheGreatest) {
  const auto said = said_of([](maximum_flow_result& r) {
    r.flow = edge_flows::uniform(9, 0);
    r.value = {};
  });
  EXPECT_THAT(said, testing::AllOf(Contains("the capacity of the cut is not the value"),
                                   Contains("the source side is not what the sources reach through spare capacity")));
}

TEST(CheckMaximumFlow, SeesAFlowOnALoop) {
  const directed_graph graph(2, {{0, 1}, {1, 1}});
  const auto capacities = edge_capacities::uniform(2, 4);
  auto result = maximum_flow(graph, capacities, 0, 1);
  result.flow = edge_flows::over(1, {4, 1});
  EXPECT_THAT(check_maximum_flow(graph, capacities, 0, 1, result), ElementsAre("edge 1 is a loop and carries a flow"));
}

TEST(CheckMaximumFlow, NamesAWrongValue) {
  for (const scaled_number& wrong :
       {scaled_number{22, 1}, scaled_number{24, 1}, scaled_number{23, {1, 10}}, scaled_number{-23, 1}})
    EXPECT_THAT(said_of([&](maximum_flow_result& r) { r.value = wrong; }),
                ElementsAre("the value is not what leaves the sources", "the capacity of the cut is not the value"));
}

TEST(CheckMaximumFlow, NamesEachConditionThatACutViolates) {
  const auto with_side = [](std::vector<vertex_id> side) {
    return said_of([&](maximum_flow_result& r) { r.minimum_cut.source_side = side; });
  };
  EXPECT_THAT(with_side({1, 2, 4}), Contains("the source side lacks the source 0"));
  EXPECT_THAT(with_side({0, 1, 2, 4, 5}), Contains("the source side holds the target 5"));
  EXPECT_THAT(with_side({0, 2, 1, 4}), ElementsAre("the source side is no ascending list of vertices"));
  EXPECT_THAT(with_side({0, 1, 2, 6}), ElementsAre("the source side is no ascending list of vertices"));
  EXPECT_THAT(with_side({0, 1, 2}), testing::AllOf(Contains("the edges of the cut are not those that leave the source side"),
                                                   Contains("the capacity of the cut is not the value"),
                                                   Contains(HasSubstr("through spare capacity"))));
  EXPECT_THAT(said_of([](maximum_flow_result& r) { r.minimum_cut.edges.pop_back(); }),
              ElementsAre("the edges of the cut are not those that leave the source side"));
  EXPECT_THAT(said_of([](maximum_flow_result& r) {
                r.minimum_cut.capacity = {24, 1};
              }),
              ElementsAre("the capacity of the cut is not that of the edges that leave the source side"));
}

TEST(CheckMaximumFlow, NamesAnUnlimitedEdgeInTheCut) {
  const directed_graph graph(3, {{0, 1}, {1, 2}});
  const flow_capacities capacities(edge_capacities::over(1, {5, 5}), {0});
  auto result = maximum_flow(graph, capacities, 0, 2);
  result.minimum_cut = {{0}, {0}, {5, 1}};
  EXPECT_THAT(check_maximum_flow(graph, capacities, 0, 2, result), Contains("edge 0 leaves the source side and is unlimited"));
}

TEST(CheckMaximumFlow, TakesNoLeastCutFartherFromTheSources) {
  const directed_graph graph(3, {{0, 1}, {1, 2}});
  const auto capacities = edge_capacities::uniform(2);
  auto result = maximum_flow(graph, capacities, 0, 2);
  EXPECT_THAT(result.minimum_cut.source_side, ElementsAre(0));
  result.minimum_cut = {{0, 1}, {1}, {1, 1}};
  EXPECT_THAT(check_maximum_flow(graph, capacities, 0, 2, result),
              ElementsAre("the source side is not what the sources reach through spare capacity"));
}

TEST(CheckMaximumFlow, NamesWhatIsWrongWithAnUnlimitedPath) {
  const directed_graph graph(4, {{0, 1}, {1, 3}, {0, 2}, {2, 3}, {3, 1}});
  const flow_capacities capacities(edge_capacities::uniform(5), {0, 1, 4});
  const auto said = [&](std::vector<vertex_id> vertices, std::vector<edge_id> edges) {
    maximum_flow_result result = maximum_flow(graph, capacities, 0, 3);
    EXPECT_EQ(result.status, flow_status::unbounded);
    result.unlimited_path = {std::move(vertices), std::move(edges)};
    return check_maximum_flow(graph, capacities, 0, 3, result);
  };
  EXPECT_THAT(said({0, 1, 3}, {0, 1}), IsEmpty());
  EXPECT_THAT(said({}, {}), ElementsAre("the path has not one vertex more than edges"));
  EXPECT_THAT(said({1, 3}, {1}), ElementsAre("the path does not begin at a source"));
  EXPECT_THAT(said({0, 1}, {0}), ElementsAre("the path does not end at a target"));
  EXPECT_THAT(said({0, 1, 3}, {0, 9}), ElementsAre("edge 9 of the path is none"));
  EXPECT_THAT(said({0, 1, 3}, {0, 4}), ElementsAre("edge 4 of the path does not lead from one of its vertices to the next"));
  EXPECT_THAT(said({0, 2, 3}, {2, 3}), ElementsAre("edge 2 of the path is not unlimited", "edge 3 of the path is not unlimited"));
}

TEST(CheckMaximumFlow, FollowsUndirectedEdgesBothWays) {
  const undirected_graph graph(3, {{1, 0}, {2, 1}});
  const flow_capacities unlimited(edge_capacities::uniform(2), {0, 1});
  EXPECT_THAT(check_maximum_flow(graph, unlimited, 0, 2, maximum_flow(graph, unlimited, 0, 2)), IsEmpty());
  const auto limited = edge_capacities::over(1, {2, 1});
  auto result = maximum_flow(graph, limited, 0, 2);
  EXPECT_THAT(check_maximum_flow(graph, limited, 0, 2, result), IsEmpty());
  result.flow = edge_flows::over(1, {-3, -1});
  EXPECT_THAT(check_maximum_flow(graph, limited, 0, 2, result), Contains("edge 0 carries more than its capacity"));
}

/// What the check says of 0 -> 1 -> 2, of which vertex 1 lets 2 pass, when its result has been changed.
std::vector<std::string> said_of_all_cuts(const std::function<void(maximum_flow_result&)>& tamper) {
  const directed_graph graph(3, {{0, 1}, {1, 2}});
  const auto capacities = edge_capacities::over(1, {2, 5});
  const maximum_flow_options options{.vertices = vertex_capacities::over(1, {0, 2, 0}, {0, 2}), .cuts = flow_cuts::all};
  maximum_flow_result result = maximum_flow(graph, capacities, 0, 2, options);
  tamper(result);
  return check_maximum_flow(graph, capacities, 0, 2, result, options);
}

TEST(CheckMaximumFlow, NamesEachConditionThatTheBottlenecksViolate) {
  EXPECT_THAT(said_of_all_cuts([](maximum_flow_result&) {}), IsEmpty());
  EXPECT_THAT(said_of_all_cuts([](maximum_flow_result& r) {
                r.flow = edge_flows::over(1, {3, 3});
              }),
              Contains("more passes through vertex 1 than its capacity"));
  EXPECT_THAT(said_of_all_cuts([](maximum_flow_result& r) { r.bottlenecks.last_cut = r.minimum_cut; }),
              ElementsAre("the last source side is not all that does not reach the targets through spare capacity"));
  EXPECT_THAT(said_of_all_cuts([](maximum_flow_result& r) { r.bottlenecks.last_cut.vertices = {2}; }),
              ElementsAre("the vertices that are cut are no ascending list of vertices of the last source side"));
  EXPECT_THAT(said_of_all_cuts([](maximum_flow_result& r) { r.bottlenecks.edges = {0}; }),
              ElementsAre("the edges that are bottlenecks are not those of every least cut"));
  EXPECT_THAT(said_of_all_cuts([](maximum_flow_result& r) { r.bottlenecks.vertices = {1}; }),
              ElementsAre("the vertices that are bottlenecks are not those of every least cut"));
  EXPECT_THAT(said_of_all_cuts([](maximum_flow_result& r) { r.bottlenecks.edges_in_some_cut = {}; }),
              ElementsAre("the edges in some cut are not those of the least cuts"));
  EXPECT_THAT(said_of_all_cuts([](maximum_flow_result& r) { r.bottlenecks.vertices_in_some_cut = {}; }),
              ElementsAre("the vertices in some cut are not those of the least cuts"));
}

TEST(CheckMaximumFlow, NamesEachConditionThatAViolatedCutViolates) {
  const directed_graph graph(4, {{0, 1}, {1, 2}, {2, 3}});
  const auto capacities = edge_capacities::over(1, {9, 3, 9});
  const maximum_flow_options options{.lower = edge_capacities::over(1, {5, 0, 0})};
  const auto said = [&](const std::function<void(flow_cut&)>& tamper) {
    maximum_flow_result result = maximum_flow(graph, capacities, 0, 3, options);
    EXPECT_EQ(result.status, flow_status::infeasible);
    tamper(result.violated_cut);
    return check_maximum_flow(graph, capacities, 0, 3, result, options);
  };
  EXPECT_THAT(said([](flow_cut&) {}), IsEmpty());
  EXPECT_THAT(said([](flow_cut& cut) { cut.returning = {}; }),
              ElementsAre("the returning edges of the cut are not those with lower bounds that enter the side"));
  EXPECT_THAT(said([](flow_cut& cut) {
                cut = {{2}, {2}, {9, 1}};
              }),
              ElementsAre("the capacity of the violated cut is not below 0"));
  EXPECT_THAT(said([](flow_cut& cut) {
                cut = {{1, 3}, {1}, {-2, 1}, {}, {0}};
              }),
              ElementsAre("the side holds some of the sources and targets, but not all"));
}

TEST(CheckMaximumFlow, NamesALowerBoundThatIsNotKept) {
  const directed_graph graph(2, {{0, 1}, {1, 0}});
  const auto capacities = edge_capacities::over(1, {2, 7});
  const maximum_flow_options options{.lower = edge_capacities::over(1, {0, 5})};
  auto result = maximum_flow(graph, capacities, 0, 1, options);
  EXPECT_THAT(check_maximum_flow(graph, capacities, 0, 1, result, options), IsEmpty());
  result.flow = edge_flows::over(1, {2, 4});
  EXPECT_THAT(check_maximum_flow(graph, capacities, 0, 1, result, options), Contains("edge 1 carries less than its lower bound"));
}

TEST(CheckMaximumFlow, ProvesNothingOfRoundedCapacities) {
  const directed_graph graph(2, {{0, 1}});
  const auto result = maximum_flow(graph, edge_capacities::uniform(1), 0, 1);
  EXPECT_THAT(check_maximum_flow(graph, edge_capacities::rounded({1.0}, "a test"), 0, 1, result),
              ElementsAre("the capacities are rounded: nothing can be proven"));
}

TEST(CheckMaximumFlow, RefusesWhatIsNoQuestionOfTheGraph) {
  const directed_graph graph(2, {{0, 1}});
  const auto result = maximum_flow(graph, edge_capacities::uniform(1), 0, 1);
  EXPECT_TRUE(kit::refuses<input_error>([&] { return check_maximum_flow(graph, edge_capacities::uniform(1), 0, 2, result); },
                                        "targets", "2", "below 2, the number of vertices"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return check_maximum_flow(graph, edge_capacities::uniform(1), 3, 1, result); },
                                        "sources", "3", "below 2, the number of vertices"));
  EXPECT_THROW(static_cast<void>(check_maximum_flow(graph, edge_capacities::uniform(2), 0, 1, result)), input_error);
}

TEST(CheckMaximumFlow, ComparesFractionsBeyond128Bits) {
  const int128 large = (int128{1} << 126) - 1;
  EXPECT_EQ(detail::compare_fractions(large, large - 1, large - 1, large - 2), -1);  // 1 + 1/(L-1) < 1 + 1/(L-2)
  EXPECT_EQ(detail::compare_fractions(large - 1, large - 2, large, large - 1), 1);
  EXPECT_EQ(detail::compare_fractions(large, large - 1, large, large - 1), 0);
  EXPECT_EQ(detail::compare_fractions(0, 5, 1, large), -1);
  EXPECT_EQ(detail::compare_fractions(3, 1, 0, 1), 1);
  EXPECT_EQ(detail::compare_amounts(-3, {1, 2}, -1, 1), -1);
  EXPECT_EQ(detail::compare_amounts(-1, {1, 2}, -1, 1), 1);
}

}  // namespace
}  // namespace coopgraph::test
