// SPDX-License-Identifier: BSL-1.0
#include "plot/sankey_layout.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/plot/sankey_diagram.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "picture_kit.hpp"

namespace coopgraph {
namespace {

using pictures::element;
using pictures::picture;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// Two farms, a hub, two shops.
sankey_data supply() {
  return {.nodes = {{"Farm A"}, {"Farm B"}, {"Hub"}, {"Shop C"}, {"Shop D"}},
          .links = {{0, 2, 3}, {1, 2, 1}, {2, 3, 2}, {2, 4, 2}},
          .unit = "tonnes"};
}

element bar_of(const figure& f, const std::string& tooltip) {
  for (const element& e : picture(f).all("rect"))
    if (e.tooltip == tooltip) return e;
  throw std::runtime_error("no bar " + tooltip);
}

flow_view view_of_flows(std::size_t vertices, std::vector<endpoints> ends, std::vector<double> amounts) {
  flow_view view;
  view.graph = directed_graph(vertices, ends);
  view.strengths = edge_strengths::from(amounts);
  for (std::size_t v = 0; v < vertices; ++v) view.names.push_back(std::string(1, static_cast<char>('a' + v)));
  view.product.resize(ends.size());
  view.stage.resize(ends.size());
  view.chain.resize(ends.size());
  view.unit = "tonnes";
  return view;
}

std::vector<std::string> names_of(const sankey_data& data, std::size_t column) {
  std::vector<std::string> names;
  for (const auto& n : data.nodes)
    if (n.column == column) names.push_back(n.name);
  return names;
}

TEST(SankeyDiagram, columns_follow_the_longest_path_and_bars_are_as_high_as_what_passes) {
  const figure f = sankey_diagram(supply());
  pictures::expect_sound(f);
  const element a = bar_of(f, "Farm A: 3 tonnes");
  const element b = bar_of(f, "Farm B: 1 tonnes");
  const element hub = bar_of(f, "Hub: 4 tonnes");
  const element c = bar_of(f, "Shop C: 2 tonnes");
  EXPECT_EQ(a.number("x"), b.number("x"));
  EXPECT_LT(a.number("x"), hub.number("x"));
  EXPECT_LT(hub.number("x"), c.number("x"));
  EXPECT_NEAR(a.number("height"), 3 * b.number("height"), 0.2);
  EXPECT_NEAR(hub.number("height"), a.number("height") + b.number("height"), 0.2);
  EXPECT_THAT(picture(f).tooltips(), Contains("Farm A → Hub: 3 tonnes"));
  EXPECT_THAT(picture(f).texts(), Contains("Hub"));
  EXPECT_THAT(picture(f).texts(), Contains("4 tonnes"));
}

TEST(SankeyDiagram, a_link_may_lead_over_several_columns) {
  sankey_data data = supply();
  data.links.push_back({0, 4, 1});
  pictures::expect_sound(sankey_diagram(data));
  EXPECT_THAT(picture(sankey_diagram(data)).tooltips(), Contains("Farm A → Shop D: 1 tonnes"));
}

TEST(SankeyDiagram, sweeps_undo_crossings_that_can_be_undone) {
  // Pairs 0–7, 1–6, … are planted so that a column turned round has none.
  sankey_data data;
  for (std::size_t i = 0; i < 16; ++i) data.nodes.push_back({.name = std::to_string(i), .column = i / 8});
  for (std::size_t i = 0; i < 8; ++i) data.links.push_back({i, 15 - i, static_cast<double>(1 + i)});
  const std::vector<int> slots(16, 100);
  EXPECT_EQ(detail::crossing(data, detail::lay_out(data, 2000, slots)), 0);
}

TEST(SankeyDiagram, sweeps_come_near_the_least_crossing_of_all_orders) {
  double all_found = 0;
  double all_least = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    random_stream random(seed, "sankey_test");
    sankey_data data;
    for (std::size_t i = 0; i < 10; ++i) data.nodes.push_back({.name = std::to_string(i), .column = i / 5});
    for (std::size_t a = 0; a < 5; ++a)
      for (std::size_t b = 5; b < 10; ++b)
        if (random.below(2) == 0) data.links.push_back({a, b, static_cast<double>(1 + random.below(9))});
    if (data.links.empty()) continue;
    const std::vector<int> slots(10, 100);
    const detail::sankey_layout found = detail::lay_out(data, 2000, slots);
    // Every order of both columns, with places in that order.
    std::vector<std::size_t> left(5);
    std::iota(left.begin(), left.end(), std::size_t{0});
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    do {
      std::vector<std::size_t> right(5);
      std::iota(right.begin(), right.end(), std::size_t{5});
      do {
        detail::sankey_layout other = found;
        for (int i = 0; i < 5; ++i) {
          other.bars[left[static_cast<std::size_t>(i)]].top = i;
          other.bars[right[static_cast<std::size_t>(i)]].top = i;
        }
        least = std::min(least, detail::crossing(data, other));
      } while (std::next_permutation(right.begin(), right.end()));
    } while (std::next_permutation(left.begin(), left.end()));
    EXPECT_GE(detail::crossing(data, found), least);
    all_found += static_cast<double>(detail::crossing(data, found));
    all_least += static_cast<double>(least);
  }
  EXPECT_LE(all_found, 1.2 * all_least);
}

TEST(SankeyDiagram, stages_make_columns_in_the_order_in_which_goods_are_passed_on) {
  // The last stage is stated first.
  flow_view view = view_of_flows(4, {{2, 3}, {0, 1}, {1, 2}}, {5, 5, 5});
  view.stage = {"retail", "collection", "wholesale"};
  view.product = {"rice", "rice", "fish"};
  const sankey_data data = make_sankey(view);
  EXPECT_THAT(data.steps, ElementsAre("collection", "wholesale", "retail"));
  for (std::size_t c = 0; c < 4; ++c) EXPECT_THAT(names_of(data, c), ElementsAre(std::string(1, static_cast<char>('a' + c))));
  EXPECT_THAT(data.kinds, ElementsAre("rice", "fish"));
  const figure f = sankey_diagram(view);
  pictures::expect_sound(f);
  EXPECT_THAT(picture(f).texts(), Contains("wholesale"));
  EXPECT_THAT(picture(f).tooltips(), Contains("b → c: 5 tonnes (fish)"));
  EXPECT_EQ(picture(f).ties(1, 2).size(), 1U);
}

TEST(SankeyDiagram, stages_that_wait_for_each_other_come_in_the_order_of_the_data) {
  flow_view view = view_of_flows(2, {{0, 1}, {1, 0}}, {1, 1});
  view.stage = {"there", "back"};
  EXPECT_THAT(make_sankey(view).steps, ElementsAre("there", "back"));
}

TEST(SankeyDiagram, without_stages_products_stand_between_origins_and_destinations) {
  flow_view view = view_of_flows(3, {{0, 1}, {0, 1}, {2, 1}, {1, 1}}, {1, 2, 4, 8});
  view.product = {"rice", "rice", "", "fish"};
  const sankey_data data = make_sankey(view);
  EXPECT_THAT(names_of(data, 0), ElementsAre("a", "c", "b"));
  EXPECT_THAT(names_of(data, 1), ElementsAre("rice", "no product stated", "fish"));
  EXPECT_THAT(names_of(data, 2), ElementsAre("b"));
  const figure f = sankey_diagram(view);
  pictures::expect_sound(f);
  EXPECT_THAT(picture(f).tooltips(), Contains("a → rice: 3 tonnes"));
  EXPECT_THAT(picture(f).tooltips(), Contains("rice → b: 3 tonnes"));
}

TEST(SankeyDiagram, without_products_origins_lead_to_destinations) {
  const figure f = sankey_diagram(view_of_flows(3, {{0, 1}, {0, 2}}, {1, 2}));
  pictures::expect_sound(f);
  EXPECT_THAT(picture(f).tooltips(), Contains("a → c: 2 tonnes"));
  EXPECT_THAT(picture(f).texts(), Contains("from"));
}

TEST(SankeyDiagram, flows_that_cannot_be_placed_are_told) {
  flow_view view = view_of_flows(3, {{0, 1}, {1, 2}, {0, 2}}, {1, 0, 2});
  view.stage = {"collection", "collection", ""};
  EXPECT_EQ(sankey_diagram(view).note, "Not drawn: 1 flow without a stage. Not drawn: 1 flow of amount 0.");
}

TEST(SankeyDiagram, the_smallest_of_a_column_are_joined_and_stand_last) {
  std::vector<endpoints> ends;
  std::vector<double> amounts;
  for (vertex_id v = 1; v < 20; ++v) {
    ends.push_back({v, 0});
    amounts.push_back(v);
  }
  const flow_view view = view_of_flows(20, ends, amounts);
  const sankey_data data = make_sankey(view, {.most = 4});
  EXPECT_THAT(names_of(data, 0), ElementsAre("16 others", "r", "s", "t"));
  const figure f = sankey_diagram(data);
  pictures::expect_sound(f);
  EXPECT_EQ(f.note, "The smallest of a column are joined as one.");
  EXPECT_THAT(picture(f).tooltips(), Contains("16 others → a: 136 tonnes"));
  EXPECT_GT(bar_of(f, "16 others: 136 tonnes").number("y"), bar_of(f, "r: 17 tonnes").number("y"));
  EXPECT_THROW((void)make_sankey(view, {.most = 1}), option_error);
  EXPECT_THROW((void)make_sankey(view, {.most = 41}), option_error);
}

TEST(SankeyDiagram, a_supply_chain_of_a_capital_is_legible_in_both_languages) {
  const network n = read_dataset(COOPGRAPH_SOURCE_DIR "/examples/data/hanoi-food-modelled");
  const flow_view view = project_flows(n, {.strength = {.measure = "capacity"}});
  const figure english = sankey_diagram(view);
  const figure vietnamese = sankey_diagram(view, {.lang = language::vietnamese});
  pictures::expect_sound(english);
  pictures::expect_sound(vietnamese);
  EXPECT_THAT(make_sankey(view).steps, ElementsAre("collection", "wholesale", "retail", "consumption"));
  EXPECT_THAT(picture(vietnamese).texts(), Contains("19 đơn vị khác"));
}

TEST(SankeyDiagram, is_sound_for_random_data_of_any_size_and_the_same_bytes_each_time) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    random_stream random(seed, "sankey_test");
    sankey_data data;
    const std::size_t n = 2 + random.below(40);
    for (std::size_t i = 0; i < n; ++i)
      data.nodes.push_back({.name = pictures::hostile_names()[i % 8] + std::to_string(i), .actor = i});
    if (seed % 2 == 0) data.kinds = pictures::hostile_names();
    if (seed % 3 == 0) data.columns = pictures::hostile_names();
    if (seed % 3 == 1) data.steps = pictures::hostile_names();
    for (std::size_t k = 0; k < 2 * n; ++k) {
      const std::size_t a = random.below(n);
      const std::size_t b = random.below(n);
      if (a >= b || b > a + 12) continue;
      data.links.push_back({a, b, static_cast<double>(random.below(500)) / 7});
      if (seed % 2 == 0) data.links.back().kind = random.below(8);
    }
    const figure f = sankey_diagram(data, {.height = 60 + static_cast<int>(random.below(500))});
    pictures::expect_sound(f, "seed " + std::to_string(seed));
    EXPECT_THAT(f.svg.str(), Not(HasSubstr("<script")));
    EXPECT_EQ(sankey_diagram(data).svg.str(), sankey_diagram(data).svg.str());
  }
}

TEST(SankeyDiagram, says_so_where_nothing_flows) {
  for (const sankey_data& data : {sankey_data{}, sankey_data{.nodes = {{"a"}, {"b"}}, .links = {{0, 1, 0}}}}) {
    pictures::expect_sound(sankey_diagram(data));
    EXPECT_THAT(picture(sankey_diagram(data)).texts(), ElementsAre("Nothing flows."));
  }
}

TEST(SankeyDiagram, refuses_bad_data_and_options_outside_their_range) {
  const auto with = [](sankey_data::link l) {
    sankey_data d = supply();
    d.links.push_back(l);
    return d;
  };
  EXPECT_THROW((void)sankey_diagram(with({0, 5, 1})), input_error);
  EXPECT_THROW((void)sankey_diagram(with({0, 4, -1})), input_error);
  EXPECT_THROW((void)sankey_diagram(with({0, 4, 1, 0})), input_error) << "there are no kinds";
  EXPECT_THROW((void)sankey_diagram(with({4, 0, 1})), input_error) << "a circle";
  EXPECT_THROW((void)sankey_diagram(with({2, 2, 1})), input_error);
  sankey_data columns = supply();
  columns.nodes[0].column = 0;
  EXPECT_THROW((void)sankey_diagram(columns), input_error) << "all nodes or none";
  for (auto& node : columns.nodes) node.column = 1;
  EXPECT_THROW((void)sankey_diagram(columns), input_error) << "links lead to a later column";
  columns = {.nodes = {{"a", 40}}};
  EXPECT_THROW((void)sankey_diagram(columns), input_error);
  EXPECT_THROW((void)sankey_diagram(supply(), {.id = "x y"}), option_error);
  EXPECT_THROW((void)sankey_diagram(supply(), {.width = 99}), option_error);
  EXPECT_THROW((void)sankey_diagram(supply(), {.width = 2001}), option_error);
  EXPECT_THROW((void)sankey_diagram(supply(), {.height = 59}), option_error);
}

}  // namespace
}  // namespace coopgraph
