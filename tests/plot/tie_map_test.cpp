// SPDX-License-Identifier: BSL-1.0
#include "plot/map_kit.hpp"
#include "support/small_network.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/plot/tie_map.hpp>
#include <coopgraph/view/record_fields.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
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
using ::testing::Not;
using testing::read_back;
using testing::rough_viet_nam;
using testing::seen;
using testing::seen_line;
using testing::seen_point;
using ::testing::StartsWith;
using testing::well_formed;
using testing::without_positions;
using kind = map_point_kind;

seen seen_in(const tie_map_data& data, const tie_map_options& options = {}) {
  return read_back(tie_map(data, options).svg.str());
}

const network& hanoi() {
  static const network n = read_dataset(COOPGRAPH_SOURCE_DIR "/examples/data/hanoi-2018");
  return n;
}
const tie_map_data& hanoi_map() {
  static const tie_map_data data = make_tie_map(hanoi(), project_agreements(hanoi()));
  return data;
}

tie_map_data points_at(const std::vector<std::pair<double, double>>& places, kind as = kind::tied) {
  tie_map_data data;
  for (const auto& [lon, lat] : places) data.points.push_back({"P" + std::to_string(data.points.size()), position{lon, lat}, as});
  return data;
}

/// Up to 300 points, some at one place, some without one; ties from the first.
tie_map_data cloud(std::uint64_t seed) {
  random_stream random(seed, "cloud");
  tie_map_data data;
  const std::size_t n = seed % 40 == 0 ? 300 : 1 + random.below(1 + random.below(1 + random.below(300)));
  const double across = seed % 3 == 0 ? 2.0 : 30.0;
  const double down = seed % 5 == 0 ? 60.0 : 10.0;
  for (std::size_t i = 0; i < n; ++i) {
    std::string name = 'P' + std::to_string(i) + std::string(random.below(12), 'x');
    std::optional<position> where = position{100.0 + across * random.uniform(), down * random.uniform()};
    if (i > 0 && random.below(10) == 0) where = data.points[random.below(i)].where;
    if (random.below(40) == 0) where.reset();
    data.points.push_back({std::move(name), where, i == 0 ? kind::observed : random.below(2) == 0 ? kind::tied : kind::other});
    if (data.points.back().kind == kind::tied)
      data.ties.push_back({0, i, 1.0 + static_cast<double>(random.below(6)), static_cast<map_tie_kind>(random.below(4)), "w"});
  }
  return data;
}

/// The same with its points numbered otherwise, and its ties in another order.
tie_map_data relabelled(const tie_map_data& data, std::uint64_t seed) {
  random_stream random(seed, "relabelled");
  std::vector<std::size_t> to(data.points.size());
  std::iota(to.begin(), to.end(), std::size_t{0});
  shuffle(std::span(to), random);
  tie_map_data other = data;
  for (std::size_t v = 0; v < to.size(); ++v) other.points[to[v]] = data.points[v];
  for (auto& t : other.ties) {
    t.from = to[t.from];
    t.to = to[t.to];
    if (random.below(2) == 0) std::swap(t.from, t.to);
  }
  shuffle(std::span(other.ties), random);
  return other;
}

TEST(tie_map_of_hanoi, has_every_actor_and_every_recorded_tie) {
  const tie_map_data& data = hanoi_map();
  EXPECT_EQ(data.points.size(), 67U);
  EXPECT_EQ(data.ties.size(), 36U);
  const auto planned =
      std::count_if(data.ties.begin(), data.ties.end(), [](const auto& t) { return t.kind == map_tie_kind::proposed; });
  EXPECT_EQ(planned, 16);  // 14 provinces and Đà Nẵng's conference, Sơn La, Lâm Đồng: less those with a programme
  EXPECT_EQ(data.title, "Recorded ties of Hà Nội");
  EXPECT_EQ(data.description, "Hà Nội: 36 recorded ties (20 by agreements as stated, 16 only proposed or invited).");
  const figure f = tie_map(data);
  EXPECT_EQ(f.title, data.title);
  EXPECT_THAT(f.description, HasSubstr(data.description + " Places on the map: 63 of 67. Lines: 36. The strongest: "));

  const seen s = read_back(f.svg.str());
  EXPECT_EQ(s.points.size(), 63U);
  EXPECT_EQ(s.lines.size(), 36U);
  EXPECT_EQ(s.point("Hà Nội:").name, "Hà Nội: 36 ties");
  EXPECT_EQ(s.point("Sơn La:").name, "Sơn La: 1 tie");
  EXPECT_NE(s.point("Sơn La:").fill, s.point("Cà Mau:").fill) << "proposed, stated";
  EXPECT_EQ(s.point("Kon Tum:").name, "Kon Tum: 0 ties");
}

TEST(tie_map_of_hanoi, labels_every_partner_and_no_label_covers_another_or_a_point) {
  const seen s = seen_in(hanoi_map());
  expect_legible(s, "hanoi-2018");
  for (const auto& p : hanoi_map().points) EXPECT_TRUE(!p.where || p.kind == kind::other || s.count(p.name) == 1) << p.name;
  const auto labels = std::count_if(s.texts.begin(), s.texts.end(), [](const auto& t) { return t.is_label; });
  EXPECT_GE(labels, 60);        // of 63: most of the others have room too
  EXPECT_EQ(s.view.left, 0.0);  // no margin is needed
}

TEST(tie_map_of_hanoi, the_label_of_hanoi_is_beside_its_point) {
  const seen s = seen_in(hanoi_map());
  const seen_point& p = s.point("Hà Nội:");
  const auto label = std::find_if(s.texts.begin(), s.texts.end(), [](const auto& t) { return t.text == "Hà Nội"; });
  ASSERT_NE(label, s.texts.end());
  EXPECT_EQ(label->size, 14.0);
  EXPECT_LT(std::max({label->at.left - p.x, p.x - label->at.right, 0.0}), p.r + 3);
  EXPECT_LT(std::max({label->at.top - p.y, p.y - label->at.bottom, 0.0}), p.r + 3);
}

TEST(tie_map_of_hanoi, names_those_without_a_place_in_the_note) {
  EXPECT_EQ(tie_map(hanoi_map()).note,
            "Not on the map, for their place is not stated: Enterprises of Hanoi; Ministry of Agriculture and Rural Development; "
            "Ministry of Industry and Trade; Producers in the safe-food chains.");
}

TEST(tie_map_of_hanoi, a_tie_says_what_it_rests_on_and_which_vertices_it_joins) {
  const seen s = seen_in(hanoi_map());
  const seen_line& tie = s.line("Hà Nội – Lâm Đồng");
  EXPECT_EQ(tie.tooltip, "Hà Nội – Lâm Đồng: 1 record – proposal (proposed): party building");
  EXPECT_EQ(hanoi_map().points[tie.from].name, "Hà Nội");
  EXPECT_EQ(hanoi_map().points[tie.to].name, "Lâm Đồng");
  EXPECT_TRUE(tie.how.has("stroke-dasharray"));
}

TEST(tie_map_of_hanoi, is_said_in_vietnamese) {
  const figure f =
      tie_map(make_tie_map(hanoi(), project_agreements(hanoi()), language::vietnamese), {.lang = language::vietnamese});
  EXPECT_EQ(f.title, "Các liên kết đã ghi nhận của Hà Nội");
  EXPECT_THAT(f.description, HasSubstr("Số chủ thể có trên bản đồ: 63/67."));
  EXPECT_THAT(f.note, StartsWith("Không có trên bản đồ vì chưa nêu vị trí: "));
  const seen s = read_back(f.svg.str());
  EXPECT_TRUE(s.says("mới đề xuất hoặc mời tham gia"));
  for (const char* english : {"tie", "record", "width"}) EXPECT_FALSE(s.says(english)) << english;
  expect_legible(s, "vi");
}

TEST(tie_map_of_hanoi, by_field_has_a_colour_and_a_dash_for_each) {
  const agreement_view view = project_agreements(hanoi());
  const seen s = read_back(tie_map(view, {.kinds = fields_of(hanoi(), view)}).svg.str());
  for (const char* field : {"several", "investment", "tourism", "party building"}) EXPECT_EQ(s.count(field), 1U) << field;
  EXPECT_EQ(s.lines.size(), 36U);
  std::vector<std::string> looks;
  for (const auto& l : s.lines)
    looks.push_back(l.how.value("stroke") + '/' + (l.how.has("stroke-dasharray") ? l.how.value("stroke-dasharray") : ""));
  std::sort(looks.begin(), looks.end());
  looks.erase(std::unique(looks.begin(), looks.end()), looks.end());
  EXPECT_EQ(looks.size(), 4U);
  EXPECT_THAT(s.line("Hà Nội – Lâm Đồng").tooltip, HasSubstr("(party building)"));
  expect_legible(s, "by field");
}

TEST(make_tie_map, tells_stated_bounded_and_proposed_ties_apart) {
  network_builder b;
  testing::add_actors(b, {"a", "b", "c", "d", "e"});
  b.add(region_record{.region = "r", .name = "Region", .actor = "e"});
  testing::add_agreement(b, agreement_record{.id = "x", .kind = "pact", .status = "signed", .fields = "trade;relief"},
                         {{"a", "lead"}, {"b"}});
  testing::add_agreement(b, agreement_record{.id = "y", .status = "proposed"}, {{"a", "lead"}, {"b"}});
  testing::add_agreement(b, agreement_record{.id = "z", .status = "invited"}, {{"a", "lead"}, {"c"}});
  testing::add_agreement(b, agreement_record{.id = "w", .status = "ended"}, {{"c"}, {"d"}, {"r", "", "some"}});
  const network n = b.build();
  const tie_map_data data = make_tie_map(n, project_agreements(n));
  ASSERT_EQ(data.ties.size(), 3U);
  EXPECT_EQ(data.ties[0].what, "pact (signed): trade, relief; agreement (proposed)");
  EXPECT_EQ(data.ties[0].weight, 2.0);
  EXPECT_EQ(data.ties[0].kind, map_tie_kind::stated);
  EXPECT_EQ(data.ties[1].kind, map_tie_kind::proposed);
  EXPECT_EQ(data.ties[2].kind, map_tie_kind::bounded);
  EXPECT_EQ(data.points[3].kind, kind::tied);
  EXPECT_EQ(data.points[4].kind, kind::other);
  EXPECT_EQ(data.title, "Recorded ties");
  EXPECT_EQ(make_tie_map(n, project_agreements(n), language::vietnamese).ties[1].what, "thỏa thuận (mời tham gia)");
}

TEST(tie_map, of_a_view_alone_draws_its_strengths_by_their_basis) {
  agreement_view view;
  view.graph = undirected_graph(4, std::vector<endpoints>{{0, 1}, {1, 2}, {2, 3}, {0, 3}});
  view.strengths = edge_strengths::from({1.5, 4.0, 2.0, 0.0});
  view.names = {"a", "b", "c", "d"};
  view.places = {position{0, 0}, position{5, 0}, position{5, 5}, std::nullopt};
  view.basis = {tie_basis::stated, tie_basis::modelled, tie_basis::stated, tie_basis::stated};
  view.unit = "t";
  const figure f = tie_map(view);
  const seen s = read_back(f.svg.str());
  ASSERT_EQ(s.lines.size(), 2U);
  EXPECT_EQ(s.line("b – c").tooltip, "b – c: 4 t");
  EXPECT_TRUE(s.says("estimated or modelled tie"));
  EXPECT_TRUE(s.says("line width: 1.5"));
  EXPECT_TRUE(s.says("4 t"));
  EXPECT_THAT(f.note, AllOf(HasSubstr("not stated: d (2 ties)."), HasSubstr("Lines that end at them: 1."),
                            HasSubstr("or their strength is 0: 1.")));
  view.strengths = edge_strengths::from({1.5, -4.0, 2.0, 0.0});
  EXPECT_THROW((void)tie_map(view), input_error);
  view.strengths = edge_strengths::from({1.5, 4.0});
  EXPECT_THROW((void)tie_map(view), input_error);
}

TEST(tie_map, no_label_covers_another_or_a_point_and_each_point_with_a_line_is_labelled) {
  for (std::uint64_t seed = 0; seed < 81; ++seed) {
    const tie_map_data data = cloud(seed);
    const std::string what = "seed " + std::to_string(seed);
    const figure f = tie_map(data);
    const seen s = read_back(f.svg.str());
    expect_legible(s, what);
    std::vector<bool> has_line(data.points.size(), false);
    for (const seen_line& l : s.lines) has_line[l.from] = has_line[l.to] = true;
    std::size_t drawn = 0;
    for (std::size_t v = 0; v < data.points.size(); ++v) {
      const auto& p = data.points[v];
      if (!p.where) {
        EXPECT_THAT(f.note, HasSubstr(p.name)) << what;
      } else if (++drawn; has_line[v] || p.kind == kind::observed) {
        EXPECT_EQ(s.count(p.name), 1U) << what << ' ' << p.name;
      }
    }
    EXPECT_EQ(s.points.size(), drawn) << what;
  }
}

TEST(tie_map, does_not_depend_on_how_points_are_numbered_nor_on_the_order_of_ties) {
  for (std::uint64_t seed = 0; seed < 25; ++seed) {
    const tie_map_data data = cloud(seed);
    const figure f = tie_map(data, {.most = 20});
    const figure other = tie_map(relabelled(data, seed), {.most = 20});
    EXPECT_EQ(without_positions(f.svg.str()), without_positions(other.svg.str())) << seed;
    EXPECT_EQ(f.note, other.note);
    EXPECT_EQ(f.svg.str(), tie_map(data, {.most = 20}).svg.str());
  }
}

TEST(tie_map, names_its_vertices_as_the_data_number_them) {
  const tie_map_data data = cloud(7);
  const seen s = seen_in(data);
  for (const seen_point& p : s.points) EXPECT_THAT(p.name, StartsWith(data.points.at(p.actor).name + ": "));
  for (const seen_line& l : s.lines) {
    EXPECT_THAT(l.tooltip, HasSubstr(data.points.at(l.from).name));
    EXPECT_THAT(l.tooltip, HasSubstr(data.points.at(l.to).name));
  }
}

TEST(tie_map, draws_the_strongest_and_counts_the_others) {
  tie_map_data data = points_at({{0, 0}, {10, 3}, {4, 9}, {2, 2}, {6, 6}});
  data.ties = {{0, 1, 3.0}, {0, 2, 9.0}, {0, 3, 1.0}, {0, 4, 4.0}};
  const figure f = tie_map(data, {.most = 2});
  const seen s = read_back(f.svg.str());
  ASSERT_EQ(s.lines.size(), 2U);
  EXPECT_EQ(s.line("P0 – P2").tooltip, "P0 – P2: 9 records");
  EXPECT_EQ(s.line("P0 – P4").tooltip, "P0 – P4: 4 records");
  EXPECT_EQ(f.note, "The strongest lines are drawn: 2 of 4.");
  EXPECT_TRUE(s.says("none of its lines is drawn"));
}

TEST(tie_map, of_very_many_points_shows_those_with_a_line) {
  random_stream random(1, "many");
  tie_map_data data;
  for (int i = 0; i < 3000; ++i)
    data.points.push_back(
        {"P" + std::to_string(i), position{random.uniform(), random.uniform()}, i < 2 ? kind::tied : kind::other});
  data.ties = {{0, 1, 1.0}};
  const figure f = tie_map(data);
  EXPECT_EQ(read_back(f.svg.str()).points.size(), 2U);
  EXPECT_EQ(f.note, "Actors without a line, not drawn: 2998.");
  data.points.resize(1000);
  EXPECT_EQ(seen_in(data).points.size(), 1000U);
}

TEST(tie_map, parallel_ties_of_one_kind_are_one_line_and_of_two_kinds_two) {
  tie_map_data data = points_at({{0, 0}, {10, 3}});
  data.ties = {
      {0, 1, 1.0, map_tie_kind::stated, "x"}, {1, 0, 2.0, map_tie_kind::stated, "y"}, {0, 1, 5.0, map_tie_kind::proposed, ""}};
  const seen s = seen_in(data);
  ASSERT_EQ(s.lines.size(), 2U);
  EXPECT_EQ(s.lines[0].tooltip, "P0 – P1: 3 records, 2 ties – x; y");
  EXPECT_EQ(s.lines[1].tooltip, "P0 – P1: 5 records");
  EXPECT_NE(s.lines[0].path, s.lines[1].path);
}

TEST(tie_map, names_seven_kinds_at_most) {
  tie_map_data data;
  std::vector<std::string> kinds;
  for (int i = 0; i <= 10; ++i) {
    data.points.push_back({"P" + std::to_string(i), position{double(i), double(i * i % 7)}, kind::tied});
    if (i == 0) continue;
    data.ties.push_back({0, static_cast<std::size_t>(i), 20.0 - i});
    kinds.push_back(i == 10 ? "" : "kind " + std::to_string(i));
  }
  const seen s = seen_in(data, {.kinds = kinds});
  for (int i = 1; i < 10; ++i) EXPECT_EQ(s.count("kind " + std::to_string(i)), i <= 7 ? 1U : 0U) << i;
  EXPECT_EQ(s.count("other"), 1U);
  EXPECT_EQ(s.count("not stated"), 1U);
  expect_legible(s, "kinds");
}

TEST(tie_map, escapes_names_titles_and_the_note) {
  const std::string bad = "<b>\"A\" & 'B'</b>";
  const std::string good = "&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;";
  tie_map_data data = points_at({{0, 0}, {1, 1}});
  data.points[0].name = bad;
  data.points.push_back({bad, {}, kind::other});
  data.ties.push_back({0, 1, 1.0, map_tie_kind::stated, bad});
  data.title = data.description = data.weight_unit = bad;
  const figure f = tie_map(data, {.kinds = {bad}});
  expect_harmless(f);
  EXPECT_THAT(f.svg.str(),
              AllOf(HasSubstr("-title\">" + good + "</title>"), HasSubstr("-desc\">" + good), HasSubstr(">" + good + "</text>"),
                    HasSubstr("<title>" + good + " – P1: 1 " + good + " (" + good + ") – " + good + "</title>")));
  EXPECT_THAT(f.note, HasSubstr(bad)) << "the page escapes it";
  data.points[1].name =
      "a\xE2\x80\xAE"
      "b\x01\xFF=1+1";
  EXPECT_THAT(tie_map(data).svg.str(), AllOf(Not(HasSubstr("\xE2\x80\xAE")), HasSubstr("=1+1")));
}

TEST(tie_map, cuts_a_label_that_is_too_long_and_keeps_the_name_in_the_tooltip) {
  tie_map_data data = points_at({{0, 0}, {1, 1}});
  data.points[0].name = "Ministry of Agriculture and Rural Development";
  data.points[1].name = "a word of which each letter is e\xCC\x81\xCC\x81\xCC\x81";
  const seen s = seen_in(data);
  EXPECT_EQ(s.count("Ministry of Agriculture and…"), 1U);
  EXPECT_NO_THROW((void)s.point("Ministry of Agriculture and Rural Development:"));
  expect_legible(s, "long names");
}

TEST(tie_map, places_points_by_the_cosine_of_the_middle_latitude) {
  const seen s = seen_in(points_at({{0, 50}, {10, 50}, {0, 60}}));
  const double east = s.point("P1").x - s.point("P0").x;
  const double north = s.point("P0").y - s.point("P2").y;
  EXPECT_NEAR(east / north, std::cos(55.0 * std::acos(-1.0) / 180.0), 1e-3);
  EXPECT_GT(north, 100.0);
}

TEST(tie_map, keeps_places_on_both_sides_of_the_antimeridian_together) {
  // Fiji, Samoa, Tonga: from 178° east to 172° west.
  const seen s = seen_in(points_at({{178.0, -18.0}, {-172.0, -13.8}, {-175.2, -21.2}}));
  const double fiji = s.point("P0").x;
  const double samoa = s.point("P1").x;
  const double tonga = s.point("P2").x;
  EXPECT_LT(fiji, tonga);
  EXPECT_LT(tonga, samoa);
  EXPECT_NEAR((tonga - fiji) / (samoa - fiji), 6.8 / 10.0, 0.002);
  EXPECT_GT(samoa - fiji, 200.0);
}

TEST(tie_map, a_world_without_a_wider_gap_is_cut_at_the_antimeridian) {
  const seen s = seen_in(points_at({{-120, 0}, {0, 0}, {120, 0}}));
  EXPECT_LT(s.point("P0").x, s.point("P1").x);
  EXPECT_LT(s.point("P1").x, s.point("P2").x);
}

TEST(tie_map, one_point_is_in_the_middle) {
  const seen s = seen_in(points_at({{105.7, 21.0}}, kind::observed));
  ASSERT_EQ(s.points.size(), 1U);
  EXPECT_NEAR(s.points[0].x, (s.view.left + s.view.right) / 2, 0.11);
  EXPECT_EQ(s.count("P0"), 1U);
  expect_legible(s, "one point");
}

TEST(tie_map, points_at_one_place_are_all_labelled_and_ties_between_them_counted) {
  tie_map_data data = points_at(std::vector<std::pair<double, double>>(40, {10.0, 90.0}));
  data.ties = {{0, 1, 1.0}};
  const figure f = tie_map(data);
  const seen s = read_back(f.svg.str());
  for (std::size_t v = 2; v < data.points.size(); ++v) EXPECT_EQ(s.count(data.points[v].name), 1U);
  expect_legible(s, "one place");
  EXPECT_TRUE(s.lines.empty());
  EXPECT_THAT(f.note, HasSubstr("stay at one place or their strength is 0: 1."));
}

TEST(tie_map, points_on_one_meridian_or_parallel_fit_the_picture) {
  expect_legible(seen_in(points_at({{10, -90}, {10, 0}, {10, 90}})), "meridian");
  expect_legible(seen_in(points_at({{10, 90}, {40, 90}, {80, 90}})), "pole");
  expect_legible(seen_in(points_at({{180, 0}, {-180, 1}, {179, -1}})), "antimeridian");
  expect_legible(seen_in(points_at({{10, 0}, {10 + 1e-12, 1e-300}, {10, 1e-12}})), "close");
}

TEST(tie_map, without_a_point_it_says_so) {
  EXPECT_THAT(tie_map(tie_map_data{}).svg.str(), HasSubstr(">There are no actors.</text>"));
  EXPECT_THAT(tie_map(tie_map_data{}, {.lang = language::vietnamese}).svg.str(), HasSubstr(">Không có chủ thể nào.</text>"));
  tie_map_data data;
  data.points = {{"A", {}, kind::tied}, {"B", {}, kind::observed}};
  data.ties = {{0, 1, 1.0, map_tie_kind::stated, {}}};
  const figure f = tie_map(data);
  EXPECT_THAT(f.svg.str(), HasSubstr(">No actor has a place.</text>"));
  EXPECT_THAT(f.note, HasSubstr("not stated: A (1 tie); B (1 tie)."));
  expect_legible(read_back(f.svg.str()), "nothing");
}

TEST(tie_map, widths_have_a_step_for_each_of_three_weights_else_steps_of_many) {
  tie_map_data data = points_at({{0, 0}, {10, 3}, {4, 9}, {2, 2}, {6, 6}});
  const auto widths = [&] {
    std::vector<std::pair<std::size_t, double>> all;
    for (const seen_line& l : seen_in(data).lines) all.emplace_back(l.to + l.from, l.how.number("stroke-width"));
    std::sort(all.begin(), all.end());
    std::string steps;
    for (const auto& [end, width] : all) steps += width < 1.5 ? '1' : width < 3 ? '2' : '3';
    return steps;
  };
  const auto legend = [&] { return tie_map(data).svg.str(); };
  data.ties = {{0, 1, 7.0}, {0, 2, 7.0}};
  EXPECT_EQ(widths(), "11");
  EXPECT_THAT(legend(), Not(HasSubstr("line width")));
  data.ties = {{0, 1, 1.0}, {0, 2, 2.5}, {0, 3, 7.0}};
  EXPECT_EQ(widths(), "123");
  EXPECT_THAT(legend(), AllOf(HasSubstr(">line width: 1<"), HasSubstr(">2.5<"), HasSubstr(">7 records<")));
  data.ties = {{0, 1, 1.0}, {0, 2, 3.0}, {0, 3, 4.0}, {0, 4, 9.0}};
  EXPECT_EQ(widths(), "1123");
  EXPECT_THAT(legend(), AllOf(HasSubstr(">line width: up to 3<"), HasSubstr(">up to 6<"), HasSubstr(">up to 9 records<")));
  data.ties = {{0, 1, 1.0}, {0, 2, 100.0}, {0, 3, 101.0}, {0, 4, 1000.0}};
  EXPECT_EQ(widths(), "1233") << "tenths: 10 and 100";
  EXPECT_THAT(legend(), AllOf(HasSubstr(">line width: up to 10<"), HasSubstr(">up to 100<"), HasSubstr(">up to 1000 records<")));
}

TEST(tie_map, the_legend_names_only_what_is_there) {
  tie_map_data data = points_at({{0, 0}, {10, 3}});
  data.ties = {{0, 1, 1.0, map_tie_kind::stated, {}}};
  const std::string svg = tie_map(data).svg.str();
  EXPECT_THAT(svg, HasSubstr(">tie by agreement<"));
  EXPECT_THAT(svg, AllOf(Not(HasSubstr("unnamed parties")), Not(HasSubstr("proposed")), Not(HasSubstr("no tie on record"))));
}

TEST(tie_map, is_named_and_described_for_who_does_not_see_it) {
  const figure f = tie_map(hanoi_map(), {.id = "ties2", .title = "Own title"});
  EXPECT_EQ(f.id, "ties2");
  EXPECT_THAT(f.svg.str(),
              StartsWith("<svg class=\"figure tie-map\" role=\"img\" aria-labelledby=\"ties2-title ties2-desc\" viewBox="));
  EXPECT_THAT(f.svg.str(), HasSubstr("<title id=\"ties2-title\">Own title</title>"));
  EXPECT_THAT(f.svg.str(), HasSubstr("<desc id=\"ties2-desc\">Hà Nội: 36 recorded ties"));
}

TEST(tie_map, holds_no_inline_style_and_no_script_and_is_well_formed) {
  expect_harmless(tie_map(hanoi_map()));
  expect_harmless(tie_map(cloud(3)));
}

TEST(tie_map, draws_outlines_below_with_the_islands_in_frames) {
  tie_map_data data = points_at({{105.8, 21.0}, {108.2, 16.0}, {106.7, 10.8}});
  data.ties = {{0, 2, 1.0}};
  const figure f = tie_map(data, {.outlines = rough_viet_nam(true, true)});
  const seen s = read_back(f.svg.str());
  EXPECT_EQ(s.areas.size(), 5U);  // three units, and an island of two in frames
  ASSERT_EQ(s.frames.size(), 2U);
  EXPECT_EQ(s.count("Hoàng Sa Islands"), 1U);
  EXPECT_EQ(s.count("Trường Sa Islands"), 1U);
  EXPECT_EQ(f.note, "");
  expect_legible(s, "outlines");
  for (const auto& frame : s.frames) EXPECT_TRUE(testing::inside(frame, s.view));
  EXPECT_LT(f.svg.str().rfind("<path data-actor"), f.svg.str().find("<circle data-actor")) << "outlines lie below";
  const figure vi = tie_map(data, {.lang = language::vietnamese, .outlines = rough_viet_nam(true, true)});
  EXPECT_EQ(read_back(vi.svg.str()).count("QĐ. Trường Sa"), 1U);
}

TEST(tie_map, leaves_outlines_of_viet_nam_away_that_lack_islands_and_says_so) {
  tie_map_data data = points_at({{105.8, 21.0}, {108.2, 16.0}, {106.7, 10.8}});
  for (const auto& [hoang_sa, truong_sa] : {std::pair(false, false), std::pair(true, false), std::pair(false, true)}) {
    const figure f = tie_map(data, {.outlines = rough_viet_nam(hoang_sa, truong_sa)});
    EXPECT_TRUE(read_back(f.svg.str()).areas.empty());
    EXPECT_EQ(read_back(f.svg.str()).points.size(), 3U);
    EXPECT_THAT(f.note, HasSubstr("leave out the islands Hoàng Sa or Trường Sa"));
  }
  EXPECT_THAT(tie_map(data, {.lang = language::vietnamese, .outlines = rough_viet_nam(false, true)}).note,
              HasSubstr("thiếu quần đảo Hoàng Sa hoặc quần đảo Trường Sa"));
}

TEST(tie_map, knows_outlines_of_viet_nam_by_the_capital_and_the_south_or_by_the_units_of_the_islands) {
  tie_map_data data = points_at({{105.8, 21.0}, {106.7, 10.8}});
  const auto drawn = [&](const std::vector<unit_outline>& outlines) {
    return !seen_in(data, {.outlines = outlines}).areas.empty();
  };
  using testing::square;
  EXPECT_TRUE(drawn({{{square(104.5, 19.5, 3.0)}}, {{square(104.5, 14.0, 2.0)}}})) << "the north alone";
  EXPECT_TRUE(drawn({{{square(98.0, 12.0, 3.0)}}, {{square(98.0, 6.0, 3.0)}}})) << "elsewhere";
  EXPECT_FALSE(drawn({{{square(104.5, 19.5, 3.0)}}, {{square(105.0, 9.0, 1.0)}}})) << "the capital and the south";
  EXPECT_FALSE(drawn({{{square(107.9, 15.8, 0.6)}}, {}})) << "Đà Nẵng";
  EXPECT_FALSE(drawn({{{square(108.8, 12.0, 0.6)}}, {}})) << "Khánh Hòa";
  EXPECT_TRUE(drawn({{{square(107.9, 15.8, 0.6), square(112.0, 16.0, 0.1)}}, {{square(112.0, 9.0, 0.1)}}}));
}

TEST(tie_map, shows_islands_in_their_place_where_an_actor_is_on_them) {
  tie_map_data data = points_at({{105.8, 21.0}, {112.1, 16.6}, {106.7, 10.8}});
  const seen s = seen_in(data, {.outlines = rough_viet_nam(true, true)});
  EXPECT_TRUE(s.frames.empty());
  EXPECT_EQ(s.areas.size(), 3U);
  expect_legible(s, "full extent");
}

TEST(tie_map, merges_points_of_outlines_on_the_same_tenth) {
  tie_map_data data = points_at({{0.0, 0.0}, {10.0, 10.0}});
  std::vector<position> ring;
  for (int side = 0; side < 4; ++side)
    for (int i = 0; i < 20'000; ++i) {
      const double along = 10.0 * i / 20'000;
      ring.push_back(side == 0   ? position{along, 0}
                     : side == 1 ? position{10, along}
                     : side == 2 ? position{10 - along, 10}
                                 : position{0, 10 - along});
    }
  const seen s = seen_in(data, {.outlines = {{{ring}}, {}}});
  ASSERT_EQ(s.areas.size(), 1U);
  EXPECT_LT(testing::numbers_in(s.areas[0].value("d")).size(), 2U * 4 * 3800);
  EXPECT_GT(testing::numbers_in(s.areas[0].value("d")).size(), 8U);
}

TEST(tie_map, every_rule_of_the_style_is_below_the_class_figure) {
  std::string style = std::string(figure_style);
  const std::string media = "@media(forced-colors:active){";
  if (const auto at = style.find(media); at != style.npos) style.erase(at, media.size());
  std::size_t rules = 0;
  for (std::size_t at = 0; at < style.size(); ++rules) {
    const auto end = std::min(style.find('}', at), style.size());
    if (end > at) {
      EXPECT_THAT(style.substr(at, end - at), StartsWith(".figure"));
    }
    at = end + 1;
  }
  EXPECT_GT(rules, 2U);
  for (const char c : {'<', '>', '&', '"', '\''}) EXPECT_EQ(style.find(c), style.npos) << c;
}

TEST(to_svg, is_a_document_of_its_own_with_style) {
  const std::string svg = to_svg(tie_map(hanoi_map()));
  EXPECT_THAT(svg, StartsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"figure tie-map\""));
  EXPECT_THAT(svg, HasSubstr("<style>" + std::string(figure_style) + "</style>"));
  EXPECT_TRUE(well_formed(svg));
}

TEST(tie_map, refuses_what_cannot_be_drawn) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_THROW((void)tie_map(points_at({{181, 0}})), input_error);
  EXPECT_THROW((void)tie_map(points_at({{0, -90.5}})), input_error);
  EXPECT_THROW((void)tie_map(points_at({{nan, 0}})), input_error);
  tie_map_data data = points_at({{0, 0}, {1, 1}});
  for (const auto& tie : {tie_map_data::tie{0, 2}, tie_map_data::tie{1, 1}, tie_map_data::tie{0, 1, 0.0},
                          tie_map_data::tie{0, 1, -1.0}, tie_map_data::tie{0, 1, nan}, tie_map_data::tie{0, 1, infinity}}) {
    data.ties = {tie};
    EXPECT_THROW((void)tie_map(data), input_error);
  }
  data.ties = {{0, 1, 1e308}, {1, 0, 1e308}};
  EXPECT_THROW((void)tie_map(data), input_error) << "their sum";
  EXPECT_THROW((void)tie_map(data, {.kinds = {"one"}}), option_error);
  data.ties.clear();
  EXPECT_THROW((void)tie_map(data, {.outlines = {{}}}), input_error);
  EXPECT_THROW((void)tie_map(data, {.outlines = {{{{{200.0, 0.0}}}}, {}}}), input_error);
  for (const char* id : {"", "1a", "a b", "a\"", "-a"}) EXPECT_THROW((void)tie_map(data, {.id = id}), option_error) << id;
  for (const int width : {199, 2001, -5}) EXPECT_THROW((void)tie_map(data, {.width = width}), option_error) << width;
  for (const std::size_t most : {0U, 2001U}) EXPECT_THROW((void)tie_map(data, {.most = most}), option_error) << most;
  EXPECT_NO_THROW((void)tie_map(data, {.id = "a-1_B", .outlines = {{{{}}}, {}}, .width = 2000}));
}

}  // namespace
}  // namespace coopgraph
