// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/plot/chord_diagram.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "picture_kit.hpp"
#include "support/small_network.hpp"

namespace coopgraph {
namespace {

using pictures::element;
using pictures::picture;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// North sends 3 to the South and 1 to itself, the South 2 to the North; the East has nothing.
chord_data three() { return {{"North", "South", "East"}, {{0, 1, 3}, {0, 0, 1}, {1, 0, 2}}, chord_kind::directed, "tonnes"}; }

std::vector<double> numbers_of(const element& path) {
  std::string d = path.value("d");
  for (char& c : d)
    if (std::string("MLQCAZ").find(c) != std::string::npos) c = ' ';
  std::vector<double> all;
  const char* at = d.c_str();
  for (char* end = nullptr;; at = end) {
    const double x = std::strtod(at, &end);
    if (end == at) return all;
    all.push_back(x);
  }
}

TEST(ChordDiagram, a_ribbon_tells_its_ends_and_amount_and_an_arc_its_total) {
  const figure f = chord_diagram(three());
  pictures::expect_sound(f);
  EXPECT_THAT(picture(f).tooltips(), Contains("North → South: 3 tonnes"));
  EXPECT_THAT(picture(f).tooltips(), Contains("South → North: 2 tonnes"));
  EXPECT_THAT(picture(f).tooltips(), Contains("within North: 1 tonnes"));
  EXPECT_THAT(picture(f).tooltips(), Contains("North: 7 tonnes")) << "3 and 2, and what is within at both its ends";
  EXPECT_THAT(picture(f).tooltips(), Contains("South: 5 tonnes"));
  EXPECT_EQ(picture(f).ties(0, 1).size(), 1U);
  EXPECT_EQ(f.note, "Nothing is recorded of East.");
}

TEST(ChordDiagram, ribbons_are_as_wide_at_both_ends_as_their_amounts) {
  chord_data data = three();
  data.kind = chord_kind::mutual;
  data.chords = {{0, 1, 3}, {0, 2, 1}};
  const picture p(chord_diagram(data));
  // The path: M a.from, A r r 0 0 1 a.to, Q control b.from, A r r 0 0 1 b.to, Q control a.from.
  const auto chord_of = [&](std::size_t a, std::size_t b, std::size_t at) {
    const std::vector<double> n = numbers_of(p.ties(a, b).at(0));
    const std::size_t i = at == 0 ? 0 : 11;
    const std::size_t j = at == 0 ? 7 : 18;
    return std::hypot(n[i] - n[j], n[i + 1] - n[j + 1]);
  };
  const auto angle_of = [](double chord) { return 2 * std::asin(chord / 2 / 128); };
  EXPECT_NEAR(angle_of(chord_of(0, 1, 0)), angle_of(chord_of(0, 1, 1)), 0.005);
  EXPECT_NEAR(angle_of(chord_of(0, 1, 0)), 3 * angle_of(chord_of(0, 2, 0)), 0.01);
}

TEST(ChordDiagram, ribbons_of_neighbouring_groups_do_not_cross) {
  // Three groups, all pairs: on each arc the ribbon to the group before lies before that to the group after.
  chord_data data{{"a", "b", "c"}, {{0, 1, 1}, {1, 2, 1}, {0, 2, 1}}};
  const picture p(chord_diagram(data));
  const auto turn = [&](std::size_t a, std::size_t b, bool first) {
    const std::vector<double> n = numbers_of(p.ties(a, b).at(0));
    const std::size_t i = first ? 0 : 11;
    const double angle = std::atan2(n[i], -n[i + 1]);
    return angle < 0 ? angle + 2 * std::acos(-1.0) : angle;
  };
  EXPECT_LT(turn(0, 2, true), turn(0, 1, true));
  EXPECT_LT(turn(0, 1, false), turn(1, 2, true));
  EXPECT_LT(turn(1, 2, false), turn(0, 2, false));
}

TEST(ChordDiagram, a_view_is_summed_over_groups_and_what_has_an_end_in_none_is_told) {
  agreement_view view;
  view.graph = undirected_graph(5, {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 0}, {2, 2}});
  view.strengths = edge_strengths::from({0.1, 0.2, 0.4, 1, 2, 5});
  view.names = {"a", "b", "c", "d", "e"};
  const vertex_groups groups{{"X", "Y"}, {0, 1, 0, 1, std::nullopt}};
  const chord_data data = make_chords(view, groups);
  ASSERT_EQ(data.chords.size(), 2U);
  EXPECT_EQ(data.chords[0].from, data.chords[0].to);
  EXPECT_EQ(data.chords[0].amount, 5.4);
  EXPECT_EQ(data.chords[1].amount, 0.3) << "0.1 + 0.2, exactly";
  EXPECT_EQ(data.outside, 2U);
  EXPECT_EQ(data.outside_amount, 3.0);
  EXPECT_EQ(chord_diagram(view, groups).note, "Not drawn: 2 ties (3 records) with an end in no group.");

  flow_view flows;
  flows.graph = directed_graph(3, {{0, 1}, {1, 0}, {0, 2}});
  flows.strengths = edge_strengths::from({1, 2, 4});
  flows.names = {"a", "b", "c"};
  const chord_data directed = make_chords(flows, {{"X", "Y"}, {0, 1, 1}});
  ASSERT_EQ(directed.chords.size(), 2U);
  EXPECT_EQ(directed.chords[0].amount, 5.0);
  EXPECT_EQ(directed.chords[1].amount, 2.0);
}

TEST(ChordDiagram, regions_are_groups_as_long_as_no_actor_is_in_two) {
  const network n = testing::hanoi_and_four().build();
  std::vector<actor_id> actors;
  for (const char* key : {"h", "a", "b", "c", "d"}) actors.push_back(n.actor_with(key));
  const std::vector<region_id> south{n.region_with("south")};
  const vertex_groups groups = region_groups(n, actors, south);
  EXPECT_THAT(groups.of, ElementsAre(std::nullopt, std::nullopt, std::nullopt, std::optional<std::size_t>(0),
                                     std::optional<std::size_t>(0)));
  const std::vector<region_id> both{n.region_with("south"), n.region_with("provinces")};
  try {
    (void)region_groups(n, actors, both);
    FAIL();
  } catch (const input_error& e) {
    EXPECT_THAT(e.what(), HasSubstr("a second region of c is provinces"));
  }
}

TEST(ChordDiagram, groups_beyond_the_most_are_drawn_as_one) {
  chord_data data;
  for (std::size_t i = 0; i < 20; ++i) data.names.push_back("G" + std::to_string(i));
  for (std::size_t i = 1; i < 20; ++i) data.chords.push_back({0, i, static_cast<double>(i)});
  const figure f = chord_diagram(data, {.most = 5});
  pictures::expect_sound(f);
  EXPECT_EQ(f.note, "The 16 smallest groups are drawn as one.");
  EXPECT_THAT(picture(f).texts(), Contains("16 others"));
  EXPECT_THAT(picture(f).tooltips(), Contains("G0 – 16 others: 136 records"));  // 1 + … + 16
  EXPECT_THAT(picture(f).tooltips(), Contains("G0 – G19: 19 records"));
}

TEST(ChordDiagram, regions_of_a_country_are_legible_in_both_languages) {
  const network n = read_dataset(COOPGRAPH_SOURCE_DIR "/examples/data/vietnam-modelled");
  const flow_view view = project_flows(n, {.strength = {.measure = "exchange"}});
  std::vector<region_id> regions;
  for (const char* key : {"northern-midlands-and-mountains", "red-river-delta", "north-central-and-central-coast",
                          "central-highlands", "south-east", "mekong-delta"})
    regions.push_back(n.region_with(key));
  const vertex_groups groups = region_groups(n, view.actors, regions);
  const figure english = chord_diagram(view, groups);
  const figure vietnamese = chord_diagram(view, groups, {.lang = language::vietnamese});
  pictures::expect_sound(english);
  pictures::expect_sound(vietnamese);
  EXPECT_EQ(english.title, "Flows between groups");
  EXPECT_EQ(vietnamese.title, "Luồng giữa các nhóm");
}

TEST(ChordDiagram, is_sound_for_random_data_of_any_size_and_the_same_bytes_each_time) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    random_stream random(seed, "chord_test");
    chord_data data;
    data.kind = seed % 2 == 0 ? chord_kind::mutual : chord_kind::directed;
    const std::size_t n = 1 + random.below(20);
    for (std::size_t i = 0; i < n; ++i) data.names.push_back(pictures::hostile_names()[i % 8] + std::to_string(i));
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b < n; ++b)
        if ((b <= a || data.kind == chord_kind::directed) && random.below(3) == 0)
          data.chords.push_back({a, b, static_cast<double>(random.below(1 + random.below(1000)))});
    const chord_options options{.most = 2 + static_cast<std::size_t>(random.below(23))};
    const figure f = chord_diagram(data, options);
    pictures::expect_sound(f, "seed " + std::to_string(seed));
    EXPECT_EQ(f.svg.str(), chord_diagram(data, options).svg.str());
    EXPECT_THAT(f.svg.str(), Not(HasSubstr("<script")));
  }
}

TEST(ChordDiagram, one_group_that_only_joins_itself_is_a_whole_circle) {
  const figure f = chord_diagram(chord_data{{"alone"}, {{0, 0, 2}}});
  pictures::expect_sound(f);
  EXPECT_THAT(picture(f).tooltips(), Contains("alone: 4 records"));
}

TEST(ChordDiagram, is_the_same_bytes_on_every_compiler) {
  chord_data data{{}, {}, chord_kind::directed};
  for (std::size_t i = 0; i < 12; ++i) {
    data.names.push_back("group " + std::to_string(i));
    for (std::size_t j = 0; j < 12; j += 1 + i % 3) data.chords.push_back({i, j, static_cast<double>(1 + i * j) / 7});
  }
  EXPECT_EQ(pictures::digest_of(chord_diagram(data)), 7745320877706637779U);
}

TEST(ChordDiagram, says_so_where_there_is_nothing_to_show) {
  const figure f = chord_diagram(chord_data{{"a", "b"}, {{0, 1, 0}}});
  pictures::expect_sound(f);
  EXPECT_THAT(picture(f).texts(), ElementsAre("Nothing joins the groups."));
  pictures::expect_sound(chord_diagram(chord_data{}));
}

TEST(ChordDiagram, refuses_bad_data_and_options_outside_their_range) {
  const auto with = [](chord_data::chord c) {
    chord_data d = three();
    d.chords.push_back(c);
    return d;
  };
  EXPECT_THROW((void)chord_diagram(with({0, 3, 1})), input_error);
  EXPECT_THROW((void)chord_diagram(with({0, 1, 1})), input_error);
  EXPECT_THROW((void)chord_diagram(with({2, 1, -1})), input_error);
  EXPECT_THROW((void)chord_diagram(with({2, 1, std::numeric_limits<double>::quiet_NaN()})), input_error);
  EXPECT_NO_THROW((void)chord_diagram(with({2, 1, 1})));
  EXPECT_THROW((void)chord_diagram(three(), {.id = "-"}), option_error);
  EXPECT_THROW((void)chord_diagram(three(), {.radius = 59}), option_error);
  EXPECT_THROW((void)chord_diagram(three(), {.radius = 601}), option_error);
  EXPECT_THROW((void)chord_diagram(three(), {.most = 1}), option_error);
  EXPECT_THROW((void)chord_diagram(three(), {.most = 25}), option_error);
  agreement_view view;
  view.graph = undirected_graph(2, {{0, 1}});
  view.strengths = edge_strengths::uniform(1);
  EXPECT_THROW((void)make_chords(view, {{"X"}, {0}}), input_error);
  EXPECT_THROW((void)make_chords(view, {{"X"}, {0, 1}}), input_error);
}

}  // namespace
}  // namespace coopgraph
