// SPDX-License-Identifier: BSL-1.0
#include "support/small_network.hpp"

#include <coopgraph/view/record_fields.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace coopgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(fields_of, names_the_one_field_of_a_tie_or_says_that_there_are_several_or_none) {
  network_builder b;
  testing::add_actors(b, {"a", "b", "c", "d", "e"});
  testing::add_agreement(b, {.id = "x", .status = "signed", .fields = "trade"}, {{"a", "lead"}, {"b"}});
  testing::add_agreement(b, {.id = "y", .status = "signed", .fields = "trade"}, {{"a", "lead"}, {"b"}, {"c"}});
  testing::add_agreement(b, {.id = "z", .status = "signed", .fields = "tourism"}, {{"a", "lead"}, {"c"}});
  testing::add_agreement(b, {.id = "w", .status = "signed"}, {{"a", "lead"}, {"d"}});
  testing::add_agreement(b, {.id = "v", .status = "signed", .fields = "trade;tourism"}, {{"a", "lead"}, {"e"}});
  const network n = b.build();
  const agreement_view view = project_agreements(n);
  EXPECT_THAT(fields_of(n, view), ElementsAre("trade", "several", "", "several"));
  EXPECT_THAT(fields_of(n, view, "nhiều"), ElementsAre("trade", "nhiều", "", "nhiều"));
}

TEST(fields_of, is_that_of_each_flow) {
  network_builder b;
  testing::add_actors(b, {"a", "b"});
  b.add(flow_record{.id = "f", .origin = "a", .destination = "b", .field = "relief"});
  b.add(flow_record{.id = "g", .origin = "b", .destination = "a"});
  const network n = b.build();
  EXPECT_THAT(fields_of(n, project_flows(n)), ElementsAre("relief", ""));
  EXPECT_THAT(fields_of(network_builder().build(), flow_view{}), IsEmpty());
}

}  // namespace
}  // namespace coopgraph
