// SPDX-License-Identifier: BSL-1.0
// The problems of `flow` besides the greatest flow, and the options that go with each.
#include "cli/tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace coopgraph::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

using words = std::vector<std::string>;

constexpr const char* roads =
    "origin,destination,capacity,cost,km,lower\n"
    "farm,depot,10,2,5,1\n"
    "farm,market,3,9,14,\n"
    "depot,market,6,3,6.5,\n"
    "depot,fair,,4,7,\n"
    "fair,market,2,1,3,\n"
    "mill,depot,4,1,2,\n";
constexpr const char* towns =
    "id,name,rice,room\nfarm,Farm,8,\nmill,Mill,3,\ndepot,Depot,,8\nmarket,Market,-9,\nfair,Fair,-2,4\n";

/// `flow edges.csv` with the table of towns as nodes.csv and demands as demands.csv beside it.
tool_outcome flow_beside(const std::string& edges, const words& more, const std::string& demands = {}) {
  const scratch_folder folder;
  spill(folder / "edges.csv", edges);
  spill(folder / "nodes.csv", towns);
  spill(folder / "demands.csv", demands);
  words call{"flow", folder / "edges.csv", "--quiet"};
  for (const std::string& word : more)
    call.push_back(word == "NODES" ? folder / "nodes.csv" : word == "DEMANDS" ? folder / "demands.csv" : word);
  return call_tool(call);
}

std::string json_beside(const std::string& edges, words more, const std::string& demands = {}) {
  more.insert(more.end(), {"--format", "json"});
  const tool_outcome o = flow_beside(edges, more, demands);
  EXPECT_EQ(o.status, 0) << o.err;
  return without_space(o.out);
}

/// The one line that a bad call is told.
std::string refusal(const std::string& edges, const words& more, const std::string& demands = {}) {
  const tool_outcome o = flow_beside(edges, more, demands);
  EXPECT_EQ(o.status, 2) << o.err;
  EXPECT_EQ(o.out, "");
  EXPECT_EQ(o.lines_of_err(), 1U) << o.err;
  return o.err;
}

// ---- the greatest flow ----

TEST(flow_max, keeps_what_vertices_can_let_pass) {
  const words call{"max", "--source", "farm", "--target", "market", "--nodes", "NODES"};
  EXPECT_THAT(json_beside(roads, call), HasSubstr("\"value\":11,"));
  words limited = call;
  limited.insert(limited.end(), {"--vertex-capacity", "room", "--all-cuts"});
  // Eight pass the depot and three go straight: neither alone is what holds the flow back at the market's side.
  EXPECT_THAT(json_beside(roads, limited), HasSubstr("\"value\":11,"));
  limited.insert(limited.end(), {"--source", "mill"});
  EXPECT_THAT(json_beside("origin,destination,capacity\nfarm,depot,10\ndepot,market,9\n",
                          {"max", "--source", "farm", "--target", "market", "--nodes", "NODES", "--vertex-capacity", "room"}),
              AllOf(HasSubstr("\"value\":8,"), HasSubstr("\"vertices\":[\"depot\"],")));
}

TEST(flow_max, lists_all_bottlenecks_on_request) {
  const std::string chain = "origin,destination,capacity\ns,a,5\na,b,5\nb,t,7\n";
  const words call{"max", "--source", "s", "--target", "t"};
  EXPECT_THAT(json_beside(chain, call), Not(HasSubstr("bottlenecks")));
  words all = call;
  all.push_back("--all-cuts");
  EXPECT_THAT(
      json_beside(chain, all),
      AllOf(HasSubstr("\"bottlenecks\":{\"edges\":[],\"vertices\":[],\"edges_in_some_cut\":[{\"rows\":[0],\"source\":\"s\","
                      "\"target\":\"a\"},{\"rows\":[1],\"source\":\"a\",\"target\":\"b\"}]"),
            HasSubstr("\"last_cut\":{\"source_side\":[\"s\",\"a\"],")));
  EXPECT_THAT(flow_beside(chain, all).out, HasSubstr("several must be widened together"));
  EXPECT_THAT(flow_beside("origin,destination,capacity\ns,a,4\na,t,5\n", all).out,
              AllOf(HasSubstr("each alone holds the flow back: 1 edge"), HasSubstr("Bottleneck")));
}

TEST(flow_max, names_the_cut_that_lower_bounds_violate) {
  const std::string rows = "origin,destination,capacity,lower\ns,a,4,3\na,t,2,\n";
  const tool_outcome o = flow_beside(rows, {"max", "--source", "s", "--target", "t", "--lower", "lower", "--format", "json"});
  EXPECT_EQ(o.status, 4);
  EXPECT_THAT(without_space(o.out), AllOf(HasSubstr("\"status\":\"infeasible\",\"value\":null,\"violated_cut\":{\"source_side\":["
                                                    "\"a\"],"),
                                          HasSubstr("\"capacity\":-1}")));
  EXPECT_THAT(o.err, HasSubstr("more must enter these vertices than can leave them: a"));
  EXPECT_THAT(json_beside("origin,destination,capacity,lower\ns,a,4,1\na,t,2,2\n",
                          {"max", "--source", "s", "--target", "t", "--lower", "lower"}),
              HasSubstr("\"value\":2,"));
}

// ---- costs ----

TEST(flow_min_cost, finds_the_cheapest_way_what_units_are_worth_and_what_more_capacity_would_save) {
  EXPECT_THAT(
      json_beside(roads, {"min-cost", "--nodes", "NODES", "--supply", "rice", "--prices"}),
      AllOf(HasSubstr("\"status\":\"optimal\",\"cost\":62,\"flow\":[{\"rows\":[0],\"source\":\"farm\",\"target\":\"depot\","
                      "\"flow\":7,\"reduced_cost\":0},"),
            HasSubstr("\"sent\":{\"farm\":8,\"mill\":3,\"depot\":0,\"market\":-9,\"fair\":-2}"), HasSubstr("\"potential\":{"),
            HasSubstr("\"prices\":[{\"rows\":[2],\"source\":\"depot\",\"target\":\"market\",\"saving\":4,\"up_to\":1},"
                      "{\"rows\":[4],\"source\":\"fair\",\"target\":\"market\",\"saving\":2,\"up_to\":1}]")));
}

TEST(flow_min_cost, takes_demands_from_a_file_and_lets_supplies_stay_on_request) {
  const std::string demands = "id,demand\nmarket,0.5\n";
  const words call{"min-cost", "--nodes", "NODES", "--supply", "stock", "--demands", "DEMANDS"};
  EXPECT_THAT(refusal(roads, call, demands), HasSubstr("--supply is 'stock', which is no column of the node table"));
  EXPECT_THAT(refusal(roads, {"min-cost", "--nodes", "NODES", "--supply", "rice", "--demands", "DEMANDS"}, demands),
              HasSubstr("the supplies are 11 in all, the demands 11.5; allowed: the same\n"));
  const std::string line = "origin,destination,cost\nfarm,market,0.3\nmill,market,0.2\n";
  const std::string less = "id,demand\nmarket,0\n";
  EXPECT_THAT(refusal(line, {"min-cost", "--demands", "DEMANDS"}, demands),
              HasSubstr("the supplies are 0 in all, the demands 0.5"));
  EXPECT_THAT(json_beside(line, {"min-cost", "--demands", "DEMANDS"}, less), HasSubstr("\"cost\":0,"));
  const std::string wide = "origin,destination,cost\nfarm,market,0.3\nmill,market,0.2\nfarm,fair,0.1\n";
  EXPECT_THAT(
      json_beside(wide,
                  {"min-cost", "--balance", "supply-at-most", "--nodes", "NODES", "--supply", "room", "--demands", "DEMANDS"},
                  "id,demand\nfair,3.5\n"),
      AllOf(HasSubstr("\"cost\":0,"), HasSubstr("\"sent\":{\"farm\":0,")))
      << "the fair keeps half of what it has";
}

TEST(flow_min_cost, keeps_edges_with_the_same_ends_apart_since_each_has_its_cost) {
  const std::string twice = "origin,destination,capacity,cost\nfarm,market,3,1\nfarm,market,,5\n";
  const std::string demands = "id,demand\nmarket,5\n";
  const std::string nodes_free = "id,demand\nmarket,0\n";
  EXPECT_THAT(refusal(twice, {"min-cost", "--demands", "DEMANDS", "--parallel-edges", "sum"}, demands),
              HasSubstr("of flow min-cost allowed: keep"));
  const scratch_folder folder;
  spill(folder / "e.csv", twice);
  spill(folder / "n.csv", "id,s\nfarm,5\nmarket,-5\n");
  const tool_outcome o = call_tool(
      {"flow", folder / "e.csv", "min-cost", "--nodes", folder / "n.csv", "--supply", "s", "--quiet", "--format", "csv"});
  EXPECT_EQ(o.out, "source,target,flow,capacity,cost,reduced_cost\nfarm,market,3,3,1,-4\nfarm,market,2,,5,0\n") << o.err;
}

TEST(flow_min_cost, names_the_cut_that_is_overloaded_and_the_cycle_that_pays) {
  const std::string narrow = "origin,destination,capacity,cost\nfarm,market,3,1\nfarm,depot,1,1\ndepot,fair,9,1\nmill,fair,9,1\n";
  const tool_outcome o = flow_beside(narrow, {"min-cost", "--nodes", "NODES", "--supply", "rice", "--format", "json"});
  EXPECT_EQ(o.status, 4);
  EXPECT_THAT(without_space(o.out),
              AllOf(HasSubstr("\"status\":\"infeasible\",\"cost\":null,\"cut\":{\"source_side\":["), HasSubstr("\"required\":")));
  EXPECT_THAT(o.err, HasSubstr("infeasible: "));

  const std::string paying = "origin,destination,cost\na,b,1\nb,c,-5\nc,b,1\n";
  const tool_outcome p = flow_beside(paying, {"min-cost", "--demands", "DEMANDS", "--format", "json"}, "id,demand\na,0\n");
  EXPECT_EQ(p.status, 4);
  EXPECT_THAT(without_space(p.out), HasSubstr("\"status\":\"unbounded\",\"cost\":null,\"unlimited_cycle\":{\"vertices\":["));
  EXPECT_THAT(p.err, HasSubstr("costs less than 0: b, c, b"));
}

TEST(flow_min_cost, says_what_it_needs) {
  EXPECT_THAT(refusal(roads, {"min-cost"}), AllOf(HasSubstr("--supply"), HasSubstr("--demands")));
  EXPECT_THAT(refusal(roads, {"min-cost", "--supply", "rice"}), HasSubstr("give one by --nodes FILE"));
  EXPECT_THAT(refusal("origin,destination,fare\na,b,1\n", {"min-cost", "--demands", "DEMANDS"}, "id,demand\na,0\n"),
              HasSubstr("which column holds the costs? None is called cost; name one by --cost; the columns are origin"));
  const tool_outcome o = flow_beside(roads, {"min-cost", "--nodes", "NODES", "--supply", "name"});
  EXPECT_EQ(o.status, 2);
  EXPECT_EQ(o.lines_of_err(), 5U) << "each cell is named";
  EXPECT_THAT(o.err, HasSubstr("nodes.csv:2: name of farm: 'Farm' is no number"));
  EXPECT_THAT(refusal(roads, {"min-cost", "--demands", "DEMANDS"}, "id,demand\nmarket,-1\n"),
              HasSubstr("'-1' is no demand; allowed: numbers of 0 or above"));
}

TEST(flow_transport, plans_routes_from_origins_to_destinations) {
  const std::string routes = "origin,destination,cost\nfarm,market,3\nfarm,fair,2\nmill,fair,1\n";
  const tool_outcome o = flow_beside(routes, {"transport", "--nodes", "NODES", "--supply", "rice", "--format", "json"});
  EXPECT_EQ(o.status, 4);
  EXPECT_THAT(
      without_space(o.out),
      HasSubstr("\"status\":\"infeasible\",\"cost\":null,\"shortage\":{\"destinations\":[\"market\"],\"origins\":[\"farm\"],"
                "\"demand\":1,\"capacity\":0}"));
  EXPECT_THAT(o.err, HasSubstr("demand 1 more than farm supply"));
  const std::string better = routes + "mill,market,9\n";
  EXPECT_THAT(json_beside(better, {"transport", "--nodes", "NODES", "--supply", "rice"}),
              AllOf(HasSubstr("\"status\":\"optimal\",\"cost\":35,"), HasSubstr("\"potential\":{\"farm\":")));
  EXPECT_THAT(refusal(roads, {"transport", "--nodes", "NODES", "--supply", "rice"}),
              HasSubstr("the edge farm -> depot does not lead from a vertex with a supply to one with a demand"));
}

// ---- cuts ----

constexpr const char* ring = "source,target,capacity\na,b,3\nb,c,1\nc,d,4\nd,a,2\n";

TEST(flow_gomory_hu, finds_the_least_cuts_of_all_pairs) {
  EXPECT_THAT(
      json_beside(ring, {"gomory-hu"}),
      AllOf(HasSubstr("\"status\":\"optimal\",\"tree\":[{\"u\":\"b\",\"v\":\"a\",\"weight\":4}"), HasSubstr("\"trees\":1")));
  EXPECT_THAT(refusal(ring, {"gomory-hu", "--directed"}), HasSubstr("is for undirected graphs"));
  EXPECT_THAT(refusal("source,target,capacity\na,b,\n", {"gomory-hu"}), HasSubstr("a - b has none"));
  EXPECT_THAT(flow_beside("source,target,capacity\na,b,2\nc,d,3\n", {"gomory-hu"}).out, HasSubstr("2 components"));
}

TEST(flow_global_cut, finds_where_the_graph_falls_apart) {
  EXPECT_THAT(json_beside(ring, {"global-cut"}), HasSubstr("\"value\":3,\"cut\":{\"source_side\":[\"c\",\"d\"],\"edges\":["));
  EXPECT_EQ(flow_beside("source,target,capacity\na,a,2\n", {"global-cut"}).status, 4);
}

// ---- paths ----

TEST(flow_shortest_path, gives_distances_from_one_source_or_many) {
  const words call{"shortest-path", "--source", "farm", "--length", "km"};
  EXPECT_THAT(json_beside(roads, call),
              HasSubstr("\"distances\":{\"farm\":0,\"depot\":5,\"market\":11.5,\"fair\":12,\"mill\":null},"
                        "\"paths\":[],\"ties\":\"exact\""));
  words two = call;
  two.insert(two.end(), {"--source", "mill", "--target", "market"});
  EXPECT_THAT(json_beside(roads, two),
              AllOf(HasSubstr("\"distances_from\":{\"farm\":{\"farm\":0,"), HasSubstr("\"mill\":{\"farm\":null,\"depot\":2,"),
                    HasSubstr("\"paths\":[{\"vertices\":[\"farm\",\"depot\",\"market\"],\"edges\":[{\"rows\":[0],"),
                    HasSubstr("\"length\":8.5}]")));
  EXPECT_THAT(json_beside(roads, {"shortest-path", "--source", "market", "--mode", "in"}),
              HasSubstr("\"distances\":{\"farm\":1,\"depot\":1,\"market\":0,"));
  EXPECT_THAT(json_beside(roads, {"shortest-path", "--all-sources"}), HasSubstr("\"distances_from\":{\"farm\":"));
  EXPECT_THAT(flow_beside(roads, call).out, AllOf(HasSubstr("11.5  depot"), HasSubstr("without a distance: not reached")));
}

TEST(flow_shortest_path, refuses_lengths_below_0_and_names_the_edge) {
  EXPECT_THAT(refusal("origin,destination,weight\na,b,1\nb,c,-3\n", {"shortest-path", "--source", "a", "--length", "weight"}),
              HasSubstr("the length of b -> c is -3, which is negative"));
  EXPECT_THAT(refusal(roads, {"shortest-path"}), HasSubstr("--all-sources"));
}

TEST(flow_shortest_path, takes_no_path_for_an_answer) {
  const tool_outcome o = flow_beside(roads, {"shortest-path", "--source", "market", "--target", "farm", "--format", "json"});
  EXPECT_EQ(o.status, 0);
  EXPECT_THAT(without_space(o.out), HasSubstr("\"paths\":[]"));
}

TEST(flow_paths, print_all_digits_of_exact_lengths_and_amounts) {
  const std::string far = "origin,destination,km,flow,capacity\na,b,9007199254740993,9007199254740993,9007199254740993\n";
  for (const words& call : {words{"shortest-path", "--source", "a", "--target", "b", "--length", "km"},
                            words{"shortest-path", "--source", "a", "--length", "km"},
                            words{"k-paths", "--source", "a", "--target", "b", "--length", "km"},
                            words{"widest-path", "--source", "a"}, words{"decompose"}}) {
    words csv = call;
    csv.insert(csv.end(), {"--format", "csv"});
    EXPECT_THAT(flow_beside(far, csv).out, HasSubstr("9007199254740993")) << call[0];
  }
}

TEST(flow_k_paths, lists_the_shortest_ones_in_order) {
  const words call{"k-paths", "--source", "farm", "--target", "market", "--length", "km"};
  EXPECT_EQ(flow_beside(roads, {call[0], call[1], call[2], call[3], call[4], call[5], call[6], "--format", "csv"}).out,
            "source,target,length,path\nfarm,market,11.5,farm;depot;market\nfarm,market,14,farm;market\n"
            "farm,market,15,farm;depot;fair;market\n");
  words two = call;
  two.insert(two.end(), {"-k", "2"});
  EXPECT_THAT(json_beside(roads, two), AllOf(HasSubstr("\"length\":14}],\"all\":false"), Not(HasSubstr("\"length\":15"))));
  EXPECT_EQ(flow_beside(roads, {"k-paths", "--source", "farm", "--target", "market", "-k", "0"}).status, 2);
}

TEST(flow_widest_path, says_how_much_one_path_can_carry) {
  EXPECT_THAT(
      json_beside(roads, {"widest-path", "--source", "farm", "--target", "market"}),
      AllOf(HasSubstr("\"widths\":{\"farm\":null,\"depot\":10,\"market\":6,\"fair\":10,\"mill\":0},\"unlimited\":[\"farm\"]"),
            HasSubstr("\"paths\":[{\"vertices\":[\"farm\",\"depot\",\"market\"],"), HasSubstr("\"flow\":6}]")));
}

TEST(flow_disjoint_paths, finds_the_most_and_what_proves_it_or_the_shortest_k) {
  EXPECT_THAT(json_beside(roads, {"disjoint-paths", "--source", "farm", "--target", "market"}),
              AllOf(HasSubstr("\"value\":2,\"paths\":["), HasSubstr("\"cut\":{\"edges\":[{\"rows\":[0],")));
  EXPECT_THAT(json_beside(roads, {"disjoint-paths", "--source", "farm", "--target", "market", "-k", "2", "--length", "km"}),
              AllOf(HasSubstr("\"found\":true,\"length\":25.5,")));
  EXPECT_THAT(
      json_beside(roads, {"disjoint-paths", "--source", "mill", "--target", "market", "-k", "2", "--disjoint", "vertices"}),
      HasSubstr("\"found\":false"));
  EXPECT_THAT(refusal(roads, {"disjoint-paths", "--source", "mill", "--target", "market", "--length", "km"}), HasSubstr("by -k"));
  EXPECT_THAT(refusal(roads, {"disjoint-paths", "--source", "mill", "--target", "market", "--disjoint", "nodes"}),
              HasSubstr("allowed: edges, vertices"));
}

TEST(flow_decompose, reads_a_flow_as_paths_and_cycles) {
  const std::string flow = "origin,destination,flow\ns,a,5\na,t,3\na,b,2.5\nb,a,0.5\nb,t,2\n";
  EXPECT_EQ(flow_beside(flow, {"decompose", "--format", "csv"}).out,
            "origin,destination,flow,kind,path\ns,t,3,path,s;a;t\ns,t,2,path,s;a;b;t\na,a,0.5,cycle,a;b;a\n");
  EXPECT_THAT(json_beside(flow, {"decompose"}),
              AllOf(HasSubstr("\"paths\":[{\"vertices\":[\"s\",\"a\",\"t\"],"),
                    HasSubstr("\"cycles\":[{\"vertices\":[\"a\",\"b\",\"a\"],"), HasSubstr("\"flow\":0.5}]")));
  EXPECT_THAT(refusal(roads, {"decompose"}), HasSubstr("which column holds the flows?"));
}

// ---- all of them ----

TEST(flow_problems, refuse_options_that_they_have_no_use_for) {
  EXPECT_THAT(refusal(ring, {"gomory-hu", "--source", "a"}), HasSubstr("--source is not for flow gomory-hu; leave it out"));
  EXPECT_THAT(refusal(roads, {"max", "--source", "farm", "--target", "market", "--prices"}),
              HasSubstr("--prices is not for flow max"));
  EXPECT_THAT(refusal(roads, {"k-paths", "--source", "farm"}), HasSubstr("flow k-paths needs a target"));
  EXPECT_THAT(refusal(roads, {"k-paths", "--source", "farm", "--source", "mill", "--target", "market"}),
              HasSubstr("--source names 2 vertices; allowed: one"));
  EXPECT_THAT(refusal(roads, {"k-paths", "--source", "farm", "--target", "market", "--mode", "all"}), HasSubstr("allowed: out"));
}

TEST(flow_problems, take_only_ties_that_were_looked_for) {
  const tool_outcome o = call_tool({"flow", hanoi_dataset, "shortest-path", "--source", "14", "--quiet", "--format", "json"});
  EXPECT_EQ(o.status, 4);
  EXPECT_THAT(o.out, AllOf(HasSubstr("\"not_observed\""), Not(HasSubstr("distances"))));
  EXPECT_THAT(o.err, HasSubstr("not observed"));
}

TEST(flow_problems, mark_capacities_that_a_dataset_says_are_modelled) {
  const tool_outcome o = call_tool({"flow", COOPGRAPH_SOURCE_DIR "/examples/data/hanoi-food-modelled", "max", "--product", "meat",
                                    "--source", "meat-17", "--target", "market-north", "--quiet", "--format", "json"});
  EXPECT_THAT(o.out, HasSubstr("\"modelled\": \"")) << o.err;
}

TEST(flow_problems, read_the_flows_of_a_dataset_with_their_costs) {
  const scratch_folder folder;
  ASSERT_EQ(call_tool({"new", folder / "d"}).status, 0);
  spill(folder / "demands.csv", "id,demand\ncity,8000300\n");  // its own eight millions, and 300 more
  const tool_outcome o = call_tool({"flow", folder / "d", "min-cost", "--supply", "population", "--demands",
                                    folder / "demands.csv", "--balance", "supply-at-most", "--quiet", "--format", "json"});
  EXPECT_EQ(o.status, 0) << o.err;
  EXPECT_THAT(without_space(o.out), AllOf(HasSubstr("\"cost\":36000,"), HasSubstr("\"cost\":\"unit_cost\""),
                                          HasSubstr("{\"records\":[\"vegetables\"],\"source\":\"hills\",\"target\":\"city\","
                                                    "\"flow\":300,")));
  EXPECT_THAT(call_tool({"flow", folder / "d", "decompose", "--quiet"}).out, HasSubstr("hills   city          500  path"));
  EXPECT_THAT(refusal(roads, {"max", "--source", "farm", "--target", "market", "--flow", "km"}), HasSubstr("--flow is not for"));
}

}  // namespace
}  // namespace coopgraph::test
