// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/report/graph_export.hpp>

#include "support/random_network.hpp"
#include "support/small_network.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace coopgraph::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> cells(const attribute_column* a) {
  std::vector<std::string> all;
  if (a == nullptr) return all;
  for (std::size_t i = 0; i < a->size(); ++i) all.push_back(a->text_of(i));
  return all;
}

std::vector<std::string> all_of(const text_list& list) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < list.size(); ++i) all.emplace_back(list[i]);
  return all;
}

/// A leads x with b and c; b and c have y of no date; d sends rice to a.
network example() {
  network_builder b;
  b.add(actor_record{.id = "a",
                     .name = "Alpha",
                     .kind = "city",
                     .lon = "105.5",
                     .lat = "21",
                     .attributes = {{"code", "01"}, {"population", "800"}}});
  b.add(actor_record{
      .id = "b", .name = "Beta", .parent = "a", .valid_to = "2025-06-30", .attributes = {{"code", "02"}, {"population", "7.5"}}});
  b.add(actor_record{.id = "c", .name = "Gamma", .attributes = {{"code", "10"}}});
  b.add(actor_record{.id = "d", .name = "Delta"});
  b.add(agreement_record{.id = "x",
                         .title = "Programme",
                         .kind = "programme",
                         .status = "signed",
                         .fields = "trade;tourism",
                         .effective_from = "2016",
                         .effective_to = "2018"});
  b.add(agreement_record{.id = "y", .title = "Minutes", .status = "proposed"});
  testing::add_parties(b, "x", {"a:lead", "b", "c"});
  testing::add_parties(b, "y", {"b", "c"});
  b.add(flow_record{.id = "f",
                    .origin = "d",
                    .destination = "a",
                    .product = "rice",
                    .effective_from = "2017-03",
                    .capacity = "2.5",
                    .unit = "t",
                    .unit_cost = "4"});
  b.add(flow_record{.id = "g", .origin = "c", .destination = "a", .product = "tea"});
  return b.build();
}

TEST(graph_export, writes_actors_with_all_that_is_stated_of_them) {
  const network n = example();
  const graph_document d = to_graph_document(n, project_agreements(n));
  EXPECT_FALSE(d.directed);
  EXPECT_THAT(all_of(d.ids), ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(cells(d.of_vertices("label")), ElementsAre("Alpha", "Beta", "Gamma", "Delta"));
  EXPECT_THAT(cells(d.of_vertices("kind")), ElementsAre("city", "", "", ""));
  EXPECT_THAT(cells(d.of_vertices("parent")), ElementsAre("", "a", "", ""));
  EXPECT_THAT(cells(d.of_vertices("lon")), ElementsAre("105.5", "", "", ""));
  EXPECT_EQ(d.of_vertices("population")->kind, attribute_kind::number);
  EXPECT_THAT(cells(d.of_vertices("population")), ElementsAre("800", "7.5", "", ""));
  EXPECT_EQ(d.of_vertices("code")->kind, attribute_kind::text);
  ASSERT_EQ(d.vertex_spells.size(), 1U);
  EXPECT_EQ(d.vertex_spells[0], (spell{1, "", "2025-06-30"}));
  EXPECT_EQ(d.time_format, "date");
}

TEST(graph_export, names_edges_by_their_records_and_gives_them_what_these_state) {
  const network n = example();
  const graph_document d = to_graph_document(n, project_agreements(n, {.edge_per_record = true}));
  EXPECT_THAT(all_of(d.edge_ids), ElementsAre("x/1", "x/2", "y"));
  EXPECT_THAT(cells(d.of_edges("record")), ElementsAre("x", "x", "y"));
  EXPECT_THAT(cells(d.of_edges("weight")), ElementsAre("1", "1", "1"));
  EXPECT_THAT(cells(d.of_edges("title")), ElementsAre("Programme", "Programme", "Minutes"));
  EXPECT_THAT(cells(d.of_edges("fields")), ElementsAre("trade;tourism", "trade;tourism", ""));
  EXPECT_THAT(cells(d.of_edges("status")), ElementsAre("signed", "signed", "proposed"));
  EXPECT_THAT(cells(d.of_edges("effective_to")), ElementsAre("2018", "2018", ""));
  EXPECT_EQ(d.of_edges("signed_on"), nullptr);  // nobody states it
  EXPECT_THAT(d.edge_spells, ElementsAre(spell{0, "2016-01-01", "2018-12-31"}, spell{1, "2016-01-01", "2018-12-31"}));
  EXPECT_THAT(d.notes, Contains(HasSubstr("1 edge rests on a record without a date")));
}

TEST(graph_export, writes_flows_with_capacities_costs_and_products) {
  const network n = example();
  const graph_document d = to_graph_document(n, project_flows(n));
  EXPECT_TRUE(d.directed);
  EXPECT_THAT(all_of(d.edge_ids), ElementsAre("f", "g"));
  EXPECT_EQ(d.edges[0].source, 3U);
  EXPECT_THAT(cells(d.of_edges("capacity")), ElementsAre("2.5", ""));
  EXPECT_THAT(cells(d.of_edges("unit")), ElementsAre("t", ""));
  EXPECT_THAT(cells(d.of_edges("cost")), ElementsAre("4", ""));
  EXPECT_THAT(cells(d.of_edges("product")), ElementsAre("rice", "tea"));
  EXPECT_THAT(d.edge_spells, ElementsAre(spell{0, "2017-03-01", ""}));
}

TEST(graph_export, joins_what_several_records_of_an_edge_state) {
  network_builder b;
  testing::add_actors(b, {"a", "b"});
  b.add(agreement_record{.id = "x", .kind = "minutes", .status = "signed", .effective_from = "2016"});
  b.add(agreement_record{.id = "y", .kind = "contract", .status = "signed", .effective_from = "2017"});
  testing::add_parties(b, "x", {"a", "b"});
  testing::add_parties(b, "y", {"a", "b"});
  const network n = b.build();
  const graph_document d = to_graph_document(n, project_agreements(n, {.as = projection::clique}));
  ASSERT_EQ(d.edges.size(), 1U);
  EXPECT_TRUE(d.edge_ids.empty());
  EXPECT_THAT(cells(d.of_edges("record")), ElementsAre("x;y"));
  EXPECT_THAT(cells(d.of_edges("kind")), ElementsAre("minutes; contract"));
  EXPECT_THAT(cells(d.of_edges("status")), ElementsAre("signed"));
  EXPECT_EQ(d.edge_spells.size(), 2U);
}

TEST(graph_export, says_that_thirds_are_rounded_and_what_is_no_graph) {
  network_builder b;
  testing::add_actors(b, {"a", "b", "c", "d"});
  testing::add_agreement(b, "x", {"a", "b", "c", "d"});
  b.add(event_record{.id = "e", .title = "Conference"});
  b.add(quantity_record{.record = "x", .measure = "value", .value = "3", .unit = "t", .exactness = "exact"});
  const network n = b.build();
  const graph_document d = to_graph_document(n, project_agreements(n, {.as = projection::newman}));
  EXPECT_EQ(to_double(d.of_edges("weight")->numbers[0]), 1.0 / 3.0);
  EXPECT_THAT(d.notes, Contains(HasSubstr("nearest doubles")));
  EXPECT_THAT(d.notes, Contains(HasSubstr("1 event, 1 quantity")));
  const graph_document clique = to_graph_document(n, project_agreements(n, {.as = projection::clique}));
  EXPECT_THAT(clique.notes, Not(Contains(HasSubstr("nearest doubles"))));
}

TEST(graph_export, is_consistent_for_any_network) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const network n = kit::random_network(seed);
    for (const bool apart : {true, false})
      for (const projection as : {projection::star, projection::newman, projection::clique}) {
        const agreement_view view = project_agreements(n, {.as = as, .edge_per_record = apart});
        const graph_document d = to_graph_document(n, view);
        ASSERT_EQ(d.edges.size(), view.graph.edges());
        ASSERT_EQ(d.vertices(), n.actors().size());
        std::set<std::string> ids;
        for (const std::string& id : all_of(d.edge_ids)) EXPECT_TRUE(ids.insert(id).second) << id;
        if (apart) {
          EXPECT_EQ(ids.size(), d.edges.size());
        }
        for (edge_id e = 0; e < d.edges.size(); ++e) EXPECT_EQ(to_double(d.of_edges("weight")->numbers[e]), view.strengths[e]);
        for (const attribute_column& a : d.edge_attributes) EXPECT_EQ(a.size(), d.edges.size()) << a.name;
        for (const attribute_column& a : d.vertex_attributes) EXPECT_EQ(a.size(), d.vertices()) << a.name;
        for (const spell& s : d.edge_spells) EXPECT_LT(s.element, d.edges.size());
      }
    const flow_view flows = project_flows(n);
    EXPECT_EQ(to_graph_document(n, flows).edges.size(), flows.graph.edges());
  }
}

TEST(graph_export, knows_the_empty_network) {
  network_builder b;
  testing::add_actors(b, {"a"});
  const network n = b.build();
  const graph_document d = to_graph_document(n, project_agreements(n));
  EXPECT_EQ(d.vertices(), 1U);
  EXPECT_TRUE(d.edges.empty());
  EXPECT_NE(d.of_edges("weight"), nullptr);
}

}  // namespace
}  // namespace coopgraph::test
