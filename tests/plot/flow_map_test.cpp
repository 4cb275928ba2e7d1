// SPDX-License-Identifier: BSL-1.0
#include "plot/map_kit.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/plot/flow_map.hpp>
#include <coopgraph/view/record_fields.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <limits>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

using ::testing::AllOf;
using testing::expect_harmless;
using testing::expect_legible;
using ::testing::HasSubstr;
using testing::read_back;
using testing::rough_viet_nam;
using testing::seen;
using testing::seen_line;
using ::testing::StartsWith;
using testing::without_positions;

/// Flows between places, as a view without records.
flow_view view_of(const std::vector<std::optional<position>>& places, const std::vector<endpoints>& pairs,
                  const std::vector<double>& strengths) {
  flow_view view;
  view.graph = directed_graph(places.size(), pairs);
  view.strengths = edge_strengths::from(strengths);
  view.places = places;
  for (std::size_t v = 0; v < places.size(); ++v) view.names.push_back("P" + std::to_string(v));
  view.unit = "t";
  return view;
}

flow_view triangle() { return view_of({position{0, 0}, position{10, 0}, position{5, 8}}, {{0, 1}, {1, 0}, {1, 2}}, {5, 2, 1}); }

/// Up to 70 actors and 400 flows, loops, parallel ones and some of strength 0 among them.
flow_view cloud(std::uint64_t seed) {
  random_stream random(seed, "flows");
  const std::size_t n = 2 + random.below(70);
  std::vector<std::optional<position>> places;
  for (std::size_t v = 0; v < n; ++v)
    places.push_back(random.below(20) == 0 ? std::nullopt : std::optional(position{8 * random.uniform(), 12 * random.uniform()}));
  std::vector<endpoints> pairs;
  std::vector<double> strengths;
  for (std::size_t e = random.below(400); e > 0; --e) {
    pairs.push_back({static_cast<vertex_id>(random.below(n)), static_cast<vertex_id>(random.below(n))});
    strengths.push_back(static_cast<double>(random.below(50)) / 10.0);
  }
  return view_of(places, pairs, strengths);
}

/// The same with vertices numbered otherwise and edges in another order; `kinds` follow their edges.
flow_view relabelled(const flow_view& view, std::vector<std::string>& kinds, std::uint64_t seed) {
  random_stream random(seed, "relabelled");
  std::vector<std::size_t> vertex(view.names.size());
  std::vector<std::size_t> edge(kinds.size());
  std::iota(vertex.begin(), vertex.end(), std::size_t{0});
  std::iota(edge.begin(), edge.end(), std::size_t{0});
  shuffle(std::span(vertex), random);
  shuffle(std::span(edge), random);
  flow_view other;
  other.names.resize(vertex.size());
  other.places.resize(vertex.size());
  for (std::size_t v = 0; v < vertex.size(); ++v) {
    other.names[vertex[v]] = view.names[v];
    other.places[vertex[v]] = view.places[v];
  }
  std::vector<endpoints> pairs;
  std::vector<double> strengths;
  std::vector<std::string> kinds_there;
  const auto g = view.graph.view();
  for (const std::size_t e : edge) {
    pairs.push_back({static_cast<vertex_id>(vertex[g.source[e]]), static_cast<vertex_id>(vertex[g.target[e]])});
    strengths.push_back(view.strengths[e]);
    kinds_there.push_back(kinds[e]);
  }
  other.graph = directed_graph(vertex.size(), pairs);
  other.strengths = edge_strengths::from(strengths);
  other.unit = view.unit;
  kinds = kinds_there;
  return other;
}

const network& modelled() {
  static const network n = read_dataset(COOPGRAPH_SOURCE_DIR "/examples/data/vietnam-modelled");
  return n;
}

TEST(flow_map, draws_an_arrow_for_each_direction_bent_to_the_right_of_its_way) {
  const figure f = flow_map(triangle());
  EXPECT_THAT(f.svg.str(),
              StartsWith("<svg class=\"figure flow-map\" role=\"img\" aria-labelledby=\"flow-map-title flow-map-desc\""));
  const seen s = read_back(f.svg.str());
  ASSERT_EQ(s.lines.size(), 3U);
  const seen_line& forth = s.line("P0 → P1");
  const seen_line& back = s.line("P1 → P0");
  EXPECT_EQ(forth.tooltip, "P0 → P1: 5 t");
  EXPECT_EQ(std::pair(forth.from, forth.to), std::pair(std::size_t{0}, std::size_t{1}));
  EXPECT_GT(forth.path.at(3), forth.path.at(1)) << "eastwards: the right is below";
  EXPECT_LT(back.path.at(3), back.path.at(1)) << "westwards: above";
  // The curve begins at its origin, and its head ends it just before the destination.
  EXPECT_EQ(forth.path.at(0), s.point("P0").x);
  EXPECT_LT(forth.path.at(8), s.point("P1").x - s.point("P1").r);
  EXPECT_GT(forth.path.at(8), s.point("P1").x - 25);
  EXPECT_EQ(s.heads, 4U) << "and one in the legend";
  EXPECT_GT(forth.how.number("stroke-width"), back.how.number("stroke-width"));
  EXPECT_TRUE(s.says("from origin to destination"));
  EXPECT_TRUE(s.says("line width: 1"));
  EXPECT_TRUE(s.says("5 t"));
  EXPECT_EQ(f.title, "Flows between actors");
  EXPECT_EQ(f.description, "Places on the map: 3 of 3. Lines: 3. The strongest: P0 → P1: 5 t; P1 → P0: 2 t; P1 → P2: 1 t.");
  EXPECT_EQ(f.note, "");
  expect_legible(s, "triangle");
  expect_harmless(f);
}

TEST(flow_map, adds_up_parallel_flows_of_a_kind_and_draws_those_of_several_beside_each_other) {
  const flow_view view = view_of({position{0, 0}, position{10, 0}}, {{0, 1}, {0, 1}, {0, 1}, {0, 1}}, {1, 2, 4, 8});
  EXPECT_EQ(read_back(flow_map(view).svg.str()).line("P0 → P1").tooltip, "P0 → P1: 15 t, 4 flows");
  const seen s = read_back(flow_map(view, {.kinds = {"rice", "rice", "tea", ""}}).svg.str());
  ASSERT_EQ(s.lines.size(), 3U);
  EXPECT_EQ(s.line("P0 → P1: 3 t").tooltip, "P0 → P1: 3 t (rice), 2 flows");
  EXPECT_EQ(s.line("P0 → P1: 8 t").tooltip, "P0 → P1: 8 t (not stated)");
  EXPECT_EQ(s.count("rice"), 1U);
  EXPECT_EQ(s.count("tea"), 1U);
  EXPECT_EQ(s.count("not stated"), 1U);
  EXPECT_EQ(s.count("other"), 0U);
  std::vector<double> heights;
  for (const seen_line& l : s.lines) heights.push_back(l.path.at(3));
  std::sort(heights.begin(), heights.end());
  EXPECT_GT(heights[1] - heights[0], 10);
  EXPECT_GT(heights[2] - heights[1], 10);
}

TEST(flow_map, draws_the_strongest_and_counts_what_it_leaves_out) {
  const flow_view view = view_of({position{0, 0}, position{10, 0}, std::nullopt, position{10, 0}},
                                 {{0, 1}, {1, 0}, {0, 0}, {0, 2}, {1, 3}, {0, 3}}, {5, 2, 9, 1, 1, 0});
  const figure f = flow_map(view, {.most = 1});
  ASSERT_EQ(read_back(f.svg.str()).lines.size(), 1U);
  EXPECT_EQ(read_back(f.svg.str()).lines[0].tooltip, "P0 → P1: 5 t");
  EXPECT_EQ(
      f.note,
      "Not on the map, for their place is not stated: P2 (1 flow). Lines that end at them: 1. Not drawn, for they stay at one "
      "place or their strength is 0: 3. The strongest lines are drawn: 1 of 2.");
  const figure vi = flow_map(view, {.lang = language::vietnamese, .most = 1});
  EXPECT_EQ(vi.title, "Luồng trao đổi giữa các chủ thể");
  EXPECT_THAT(vi.note, HasSubstr("Chỉ vẽ 1 trong số 2 liên kết, theo cường độ giảm dần."));
}

TEST(flow_map, is_legible_and_the_same_however_vertices_and_edges_are_numbered) {
  for (std::uint64_t seed = 0; seed < 25; ++seed) {
    const flow_view view = cloud(seed);
    std::vector<std::string> kinds;
    for (edge_id e = 0; e < view.graph.edges(); ++e) kinds.push_back(e % 5 == 0 ? "" : "kind " + std::to_string(e * 7 % 11));
    const figure f = flow_map(view, {.kinds = kinds, .most = 60});
    expect_legible(read_back(f.svg.str()), "seed " + std::to_string(seed));
    EXPECT_EQ(f.svg.str(), flow_map(view, {.kinds = kinds, .most = 60}).svg.str());
    const flow_view other = relabelled(view, kinds, seed);
    const figure again = flow_map(other, {.kinds = kinds, .most = 60});
    EXPECT_EQ(without_positions(f.svg.str()), without_positions(again.svg.str())) << seed;
    EXPECT_EQ(f.note, again.note);
    EXPECT_EQ(f.description, again.description);
  }
}

TEST(flow_map_of_viet_nam, labels_63_provinces_at_the_width_of_a_phone) {
  const flow_view view = project_flows(modelled(), {.strength = {.measure = "exchange"}});
  const figure f = flow_map(view, {.width = 390});
  const seen s = read_back(f.svg.str());
  expect_legible(s, "vietnam-modelled");
  EXPECT_EQ(s.points.size(), 63U);
  EXPECT_EQ(s.lines.size(), 150U);
  for (const std::string& name : view.names) EXPECT_EQ(s.count(name), 1U) << name;
  EXPECT_EQ(f.note, "The strongest lines are drawn: 150 of 768.");
  EXPECT_LE(s.view.right - s.view.left, 390.0);
}

TEST(flow_map_of_viet_nam, has_no_flow_of_a_field_that_it_does_not_name) {
  const flow_view view = project_flows(modelled(), {.strength = {.measure = "exchange"}});
  const seen s = read_back(flow_map(view, {.kinds = fields_of(modelled(), view), .most = 5}).svg.str());
  EXPECT_EQ(s.count("trade"), 1U);
  for (const seen_line& l : s.lines) EXPECT_THAT(l.tooltip, HasSubstr(" index (trade)"));
}

TEST(flow_map, draws_outlines_with_the_islands_or_not_at_all) {
  const flow_view view = view_of({position{105.8, 21.0}, position{108.2, 16.0}, position{106.7, 10.8}}, {{0, 1}, {2, 0}}, {1, 2});
  const seen whole = read_back(flow_map(view, {.outlines = rough_viet_nam(true, true)}).svg.str());
  EXPECT_EQ(whole.areas.size(), 5U);
  EXPECT_EQ(whole.frames.size(), 2U);
  expect_legible(whole, "islands");
  const figure lacking = flow_map(view, {.outlines = rough_viet_nam(true, false)});
  EXPECT_TRUE(read_back(lacking.svg.str()).areas.empty());
  EXPECT_THAT(lacking.note, HasSubstr("The outlines are not drawn"));
}

TEST(flow_map, shows_hostile_names_and_kinds_as_text) {
  flow_view view = triangle();
  view.names = {"<script>alert(1)</script>", "\"onload='x'", "a\xE2\x80\xAE]]>&b"};
  view.unit = "<t>";
  const figure f = flow_map(view, {.title = "</title><script>", .kinds = {"<b>", "", "&"}});
  expect_harmless(f);
  EXPECT_THAT(f.svg.str(),
              AllOf(HasSubstr("&lt;script&gt;alert(1)"), HasSubstr(">&lt;b&gt;</text>"), HasSubstr("&lt;/title&gt;")));
  expect_legible(read_back(f.svg.str()), "hostile");
}

TEST(flow_map, without_actors_or_places_says_so) {
  EXPECT_THAT(flow_map(flow_view{}).svg.str(), HasSubstr(">There are no actors.</text>"));
  flow_view view = triangle();
  view.places.clear();
  const figure f = flow_map(view);
  EXPECT_THAT(f.svg.str(), HasSubstr(">No actor has a place.</text>"));
  EXPECT_THAT(f.note, HasSubstr("P0 (2 flows); P1 (3 flows); P2 (1 flow)."));
  EXPECT_EQ(read_back(flow_map(view_of({position{0, 0}}, {}, {})).svg.str()).points.size(), 1U);
}

TEST(flow_map, refuses_what_cannot_be_drawn) {
  flow_view view = triangle();
  EXPECT_THROW((void)flow_map(view, {.kinds = {"one"}}), option_error);
  EXPECT_THROW((void)flow_map(view, {.outlines = {{}}}), input_error);
  EXPECT_THROW((void)flow_map(view, {.most = 0}), option_error);
  EXPECT_THROW((void)flow_map(view, {.width = 100}), option_error);
  EXPECT_THROW((void)flow_map(view, {.id = "<"}), option_error);
  view.strengths = edge_strengths::from({1, -1, 2});
  EXPECT_THROW((void)flow_map(view), input_error);
  view = triangle();
  view.names.pop_back();
  EXPECT_THROW((void)flow_map(view), input_error);
  view = triangle();
  view.places[1] = position{0, std::numeric_limits<double>::quiet_NaN()};
  EXPECT_THROW((void)flow_map(view), input_error);
}

}  // namespace
}  // namespace coopgraph
