// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/view/layers.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "support/random_network.hpp"
#include "support/small_network.hpp"

namespace coopgraph {
namespace {

using testing::add_actors;
using testing::add_agreement;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

std::vector<std::string> names_of(const layered_view& v) {
  std::vector<std::string> names;
  for (const layer& l : v.layers) names.push_back(l.name);
  return names;
}

template <class View>
std::vector<endpoints> pairs_of(const View& v) {
  std::vector<endpoints> pairs;
  const auto g = v.graph.view();
  for (edge_id e = 0; e < g.edges(); ++e) pairs.push_back({g.source[e], g.target[e]});
  return pairs;
}

template <class View>
std::vector<std::vector<agreement_id>> records_of(const View& v) {
  std::vector<std::vector<agreement_id>> all;
  for (edge_id e = 0; e < v.records.size(); ++e) all.emplace_back(v.records[e].begin(), v.records[e].end());
  return all;
}

void expect_same(const layer& l, const agreement_view& one) {
  EXPECT_EQ(l.graph.view().vertices(), one.graph.view().vertices());
  EXPECT_EQ(pairs_of(l), pairs_of(one));
  EXPECT_EQ(l.strengths, one.strengths);
  EXPECT_EQ(records_of(l), records_of(one));
  EXPECT_EQ(l.basis, one.basis);
}

/// g of trade and tourism, h of tourism, n of no field, t of a field but of unnamed parties alone.
network fields() {
  network_builder b;
  add_actors(b, {"a", "b", "c"});
  b.add(region_record{.region = "r", .actor = "c"});
  b.add(agreement_record{.id = "g", .kind = "minutes", .status = "signed", .fields = "trade;tourism"});
  b.add(agreement_record{.id = "h", .kind = "programme", .status = "ended", .fields = "tourism"});
  b.add(agreement_record{.id = "n", .status = "proposed"});
  b.add(agreement_record{.id = "t", .kind = "minutes", .status = "signed", .fields = "art"});
  testing::add_parties(b, "g", {"a:lead", "b"});
  testing::add_parties(b, "h", {"a:lead", "b", "c"});
  testing::add_parties(b, "n", {"b", "c"});
  testing::add_parties(b, "t", {"a:lead"});
  b.add(party_record{.agreement = "t", .actor = "r", .extent = "some"});
  return b.build();
}

TEST(Layers, AnAgreementOfSeveralFieldsIsInTheLayerOfEach) {
  const network n = fields();
  const auto v = layers(n);
  EXPECT_EQ(v.by, layer_by::field);
  ASSERT_THAT(names_of(v), ElementsAre("", "tourism", "trade")) << "art has no record that gave a tie";
  const agreement_id g = n.agreement_with("g"), h = n.agreement_with("h");
  EXPECT_THAT(records_of(v.layers[0]), ElementsAre(ElementsAre(n.agreement_with("n"))));
  EXPECT_THAT(records_of(v.layers[1]), ElementsAre(ElementsAre(g, h), ElementsAre(h)));
  EXPECT_THAT(records_of(v.layers[2]), ElementsAre(ElementsAre(g)));
  EXPECT_EQ(v.layers[1].strengths[0], 2.0);
  EXPECT_THAT(v.names, ElementsAre("a", "b", "c"));
  for (const layer& l : v.layers) EXPECT_EQ(l.graph.view().vertices(), 3U);
}

TEST(Layers, KindsAreSortedAndStatusesComeInTheirOrder) {
  const network n = fields();
  EXPECT_THAT(names_of(layers(n, {}, layer_by::kind)), ElementsAre("", "minutes", "programme"));
  EXPECT_THAT(names_of(layers(n, {}, layer_by::status)), ElementsAre("proposed", "signed", "ended"));
}

TEST(Layers, TellWhatTheWholeProjectionTells) {
  const network n = fields();
  projection_options options{.where = {.on = date(2017)}};
  const auto whole = project_agreements(n, options);
  const auto v = layers(n, options);
  EXPECT_THAT(v.possibly, ElementsAreArray(whole.possibly));
  EXPECT_EQ(v.possibly.size(), 3U) << "an agreement of two layers is told once";
  EXPECT_THAT(v.undated, ElementsAreArray(whole.undated));
  EXPECT_THAT(v.without_hub, ElementsAre(n.agreement_with("n")));
  EXPECT_THAT(v.left_out, ElementsAreArray(whole.left_out));
  EXPECT_EQ(v.left_out.size(), 2U);
  EXPECT_EQ(layers(n, {.as = projection::clique}).as, projection::clique);
}

TEST(Layers, TheOptionsHoldForAll) {
  const network n = fields();
  const auto of_tourism = layers(n, {.where = {.field = "tourism"}});
  EXPECT_THAT(names_of(of_tourism), ElementsAre("tourism", "trade")) << "g, of tourism, is of trade as well";
  const auto each = layers(n, {.edge_per_record = true});
  EXPECT_EQ(each.layers[1].graph.view().edges(), 3U);
  EXPECT_THROW((void)layers(n, {.where = {.field = "turism"}}), input_error);
  EXPECT_THROW((void)layers(n, {.where = {.product = "rice"}}), option_error);
}

TEST(Layers, AMeasureHasOneUnitOverAllLayers) {
  network_builder b;
  add_actors(b, {"a", "b"});
  add_agreement(b, "g", {"a", "b"}, "trade");
  add_agreement(b, "h", {"a", "b"}, "tourism");
  b.add(quantity_record{.record = "g", .measure = "value", .value = "3", .unit = "VND", .exactness = "exact"});
  b.add(quantity_record{.record = "h", .measure = "value", .value = "4", .unit = "USD", .exactness = "exact"});
  const network n = b.build();
  EXPECT_THROW((void)layers(n, {.strength = {.measure = "value"}}), input_error) << "though each layer has but one";
  const auto v = layers(n, {.strength = {.measure = "value", .unit = "USD"}});
  EXPECT_EQ(v.unit, "USD");
  ASSERT_THAT(names_of(v), ElementsAre("tourism"));
  EXPECT_EQ(v.layers[0].strengths[0], 4.0);
}

TEST(Layers, OfNothingAreNone) { EXPECT_THAT(layers(network_builder().build()).layers, IsEmpty()); }

TEST(Layers, EachIsTheProjectionByItsFieldAndTogetherTheyHoldAllRecords) {
  std::size_t compared = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const network n = kit::random_network(seed);
    for (const projection as : {projection::newman, projection::clique}) {
      const auto v = layers(n, {.as = as});
      std::set<agreement_id> in_layers, in_whole;
      for (const layer& l : v.layers) {
        EXPECT_GT(l.graph.view().edges(), 0U) << "only layers with a record";
        for (const auto& records : records_of(l)) in_layers.insert(records.begin(), records.end());
        if (l.name.empty()) continue;
        expect_same(l, project_agreements(n, {.where = {.field = l.name}, .as = as}));
        ++compared;
      }
      for (const auto& records : records_of(project_agreements(n, {.as = as}))) in_whole.insert(records.begin(), records.end());
      EXPECT_EQ(in_layers, in_whole) << "seed " << seed;
    }
    for (const layer& l : layers(n, {}, layer_by::kind).layers)
      if (!l.name.empty()) expect_same(l, project_agreements(n, {.where = {.kind = l.name}}));
    for (const layer& l : layers(n, {}, layer_by::status).layers)
      expect_same(l, project_agreements(n, {.where = {.statuses = {parse_status(l.name).value()}}}));
  }
  EXPECT_GT(compared, 100U);
}

}  // namespace
}  // namespace coopgraph
