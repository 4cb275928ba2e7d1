// SPDX-License-Identifier: BSL-1.0
#include "support/small_network.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/plot/tie_map.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using kind = map_point_kind;

/// An element as it stands in the text: its start tag and what follows up to the next tag.
struct element {
  std::string tag;
  std::string text;

  [[nodiscard]] std::string value(const std::string& name) const {
    const auto at = tag.find(' ' + name + "=\"");
    if (at == tag.npos) throw std::runtime_error("no " + name + " in " + tag);
    const auto from = at + name.size() + 3;
    return tag.substr(from, tag.find('"', from) - from);
  }
  [[nodiscard]] double number(const std::string& name) const { return std::strtod(value(name).c_str(), nullptr); }
  [[nodiscard]] bool is(const std::string& name) const { return tag.rfind('<' + name, 0) == 0; }
};

std::vector<element> elements_of(const std::string& markup_text) {
  std::vector<element> all;
  for (auto at = markup_text.find('<'); at != markup_text.npos;) {
    const auto end = markup_text.find('>', at);
    const auto next = markup_text.find('<', end);
    all.push_back(
        {markup_text.substr(at, end + 1 - at), markup_text.substr(end + 1, next == markup_text.npos ? next : next - end - 1)});
    at = next;
  }
  return all;
}

struct box {
  double left, top, right, bottom;
};
bool overlap(const box& a, const box& b) {
  const double close = 0.001;
  return a.left < b.right - close && b.left < a.right - close && a.top < b.bottom - close && b.top < a.bottom - close;
}

struct seen_label {
  std::string text;
  std::string kind;
  box at;
};
struct seen_point {
  std::string name;  ///< with what its tooltip says
  std::string kind;
  double x, y, r;
};
/// A picture, read back from its text.
struct seen {
  std::vector<seen_label> labels;
  std::vector<seen_point> points;
  std::vector<element> ties;
  std::size_t leaders = 0;
  box view{};
};

seen read_back(const std::string& html) {
  seen s;
  const auto all = elements_of(html);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const element& e = all[i];
    if (e.is("svg ")) {
      double v[4];
      const std::string text = e.value("viewBox");
      char* rest = const_cast<char*>(text.c_str());
      for (double& x : v) x = std::strtod(rest, &rest);
      s.view = {v[0], v[1], v[0] + v[2], v[1] + v[3]};
    } else if (e.is("text class=\"label ")) {
      const std::string name = e.value("class").substr(6);
      // Letters with two marks above them reach up to the font's size, tails a quarter of it down.
      const double font = name == "observed" ? 14 : name == "tied" ? 11 : 9;
      const double x = e.number("x");
      const double y = e.number("y");
      s.labels.push_back({e.text, name, {x, y - 0.88 * font, x + e.number("textLength"), y + 0.24 * font}});
    } else if (e.is("circle ") && i + 1 < all.size() && all[i + 1].is("title")) {
      s.points.push_back({all[i + 1].text, e.value("class"), e.number("cx"), e.number("cy"), e.number("r")});
    } else if (e.is("path ")) {
      s.ties.push_back({e.tag, all[i + 1].text});
    } else if (e.is("line class=\"leader")) {
      ++s.leaders;
    }
  }
  return s;
}

void expect_legible(const seen& s, const std::string& what) {
  for (std::size_t i = 0; i < s.labels.size(); ++i) {
    const box& b = s.labels[i].at;
    EXPECT_TRUE(b.left >= s.view.left && b.right <= s.view.right && b.top >= s.view.top && b.bottom <= s.view.bottom)
        << what << ": " << s.labels[i].text << " leaves the picture";
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_FALSE(overlap(b, s.labels[j].at)) << what << ": " << s.labels[i].text << " on " << s.labels[j].text;
    for (const seen_point& p : s.points)
      EXPECT_FALSE(overlap(b, {p.x - p.r, p.y - p.r, p.x + p.r, p.y + p.r}))
          << what << ": " << s.labels[i].text << " on " << p.name;
  }
  for (const seen_point& p : s.points)
    EXPECT_TRUE(p.x - p.r >= s.view.left && p.x + p.r <= s.view.right && p.y - p.r >= s.view.top && p.y + p.r <= s.view.bottom)
        << what << ": " << p.name;
}

std::size_t labels_with(const seen& s, const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(s.labels.begin(), s.labels.end(), [&](const seen_label& l) { return l.text == text; }));
}

const seen_point& point_with(const seen& s, const std::string& start) {
  for (const seen_point& p : s.points)
    if (p.name.rfind(start, 0) == 0) return p;
  throw std::runtime_error("no point " + start);
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
      data.ties.push_back({0, i, 1.0 + static_cast<double>(random.below(6)), static_cast<map_tie_kind>(random.below(3)), "w"});
  }
  return data;
}

/// Whether every start tag has its end tag, as XML asks.
bool well_formed(const std::string& xml) {
  std::vector<std::string> open;
  for (const element& e : elements_of(xml)) {
    const auto end = e.tag.find_first_of(" >", 1);
    const std::string name = e.tag.substr(1, end - 1);
    if (name[0] == '/') {
      if (open.empty() || '/' + open.back() != name) return false;
      open.pop_back();
    } else if (e.tag[e.tag.size() - 2] != '/') {
      open.push_back(name);
    }
  }
  return open.empty();
}

TEST(tie_map_of_hanoi, has_every_actor_and_every_recorded_tie) {
  const tie_map_data& data = hanoi_map();
  EXPECT_EQ(data.points.size(), 67U);
  EXPECT_EQ(data.ties.size(), 36U);
  const auto planned =
      std::count_if(data.ties.begin(), data.ties.end(), [](const auto& t) { return t.kind == map_tie_kind::proposed; });
  EXPECT_EQ(planned, 16);  // 14 provinces and Đà Nẵng's conference, Sơn La, Lâm Đồng: less those with a programme
  EXPECT_EQ(data.title, "Recorded ties of Hà Nội");
  EXPECT_EQ(data.description,
            "Hà Nội: 36 recorded ties (20 by agreements as stated, 16 only proposed or invited). 63 of 67 actors have a place on "
            "the map.");

  const seen s = read_back(tie_map(data).str());
  EXPECT_EQ(s.points.size(), 63U);
  EXPECT_EQ(s.ties.size(), 36U);
  EXPECT_EQ(point_with(s, "Hà Nội:").name, "Hà Nội: 36 recorded ties");
  EXPECT_EQ(point_with(s, "Sơn La:").name, "Sơn La: 1 recorded tie");
  EXPECT_EQ(point_with(s, "Sơn La:").kind, "proposed");
  EXPECT_EQ(point_with(s, "Cà Mau:").kind, "stated");
  EXPECT_EQ(point_with(s, "Kon Tum:").name, "Kon Tum: no recorded tie");
}

TEST(tie_map_of_hanoi, labels_every_partner_and_no_label_covers_another_or_a_point) {
  const seen s = read_back(tie_map(hanoi_map()).str());
  expect_legible(s, "hanoi-2018");
  for (const auto& p : hanoi_map().points)
    EXPECT_TRUE(!p.where || p.kind == kind::other || labels_with(s, p.name) == 1) << p.name;
  EXPECT_GE(s.labels.size(), 60U);  // of 63: most of the others have room too
  EXPECT_LE(s.leaders, 10U);
  EXPECT_EQ(s.view.left, 0.0);  // no margin is needed
}

TEST(tie_map_of_hanoi, the_label_of_hanoi_is_beside_its_point) {
  const seen s = read_back(tie_map(hanoi_map()).str());
  const seen_point& p = point_with(s, "Hà Nội:");
  const auto label = std::find_if(s.labels.begin(), s.labels.end(), [](const seen_label& l) { return l.kind == "observed"; });
  ASSERT_NE(label, s.labels.end());
  EXPECT_EQ(label->text, "Hà Nội");
  const double across = std::max({label->at.left - p.x, p.x - label->at.right, 0.0});
  const double down = std::max({label->at.top - p.y, p.y - label->at.bottom, 0.0});
  EXPECT_LT(across, p.r + 3);
  EXPECT_LT(down, p.r + 3);
}

TEST(tie_map_of_hanoi, names_those_without_a_place_below) {
  EXPECT_THAT(
      tie_map(hanoi_map()).str(),
      HasSubstr("<p class=\"note\">Not on the map, for their place is not stated: Ministry of Agriculture and Rural "
                "Development; Ministry of Industry and Trade; Enterprises of Hanoi; Producers in the safe-food chains.</p>"));
}

TEST(tie_map_of_hanoi, a_tie_says_what_it_rests_on) {
  const seen s = read_back(tie_map(hanoi_map()).str());
  const auto lam_dong =
      std::find_if(s.ties.begin(), s.ties.end(), [](const element& e) { return e.text.find("Lâm Đồng") != std::string::npos; });
  ASSERT_NE(lam_dong, s.ties.end());
  EXPECT_EQ(lam_dong->text, "Hà Nội – Lâm Đồng: proposal (proposed): party building");
  EXPECT_EQ(lam_dong->value("class"), "tie proposed w1");
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
}

TEST(tie_map, no_label_covers_another_or_a_point_and_each_tied_point_is_labelled) {
  std::size_t leaders = 0;
  std::size_t widened = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const tie_map_data data = cloud(seed);
    const std::string what = "seed " + std::to_string(seed);
    const std::string html = tie_map(data).str();
    const seen s = read_back(html);
    expect_legible(s, what);
    leaders += s.leaders;
    widened += s.view.left < 0.0;
    std::size_t drawn = 0;
    for (const auto& p : data.points) {
      if (!p.where) {
        EXPECT_THAT(html, HasSubstr(p.name)) << what;
      } else if (++drawn; p.kind != kind::other) {
        EXPECT_EQ(labels_with(s, p.name), 1U) << what << ' ' << p.name;
      }
    }
    EXPECT_EQ(s.points.size(), drawn) << what;
  }
  EXPECT_GT(leaders, 500U);
  EXPECT_GT(widened, 2U);
}

TEST(tie_map, the_same_data_gives_the_same_bytes) {
  for (std::uint64_t seed = 1; seed < 7; ++seed) {
    EXPECT_EQ(tie_map(cloud(seed)).str(), tie_map(cloud(seed)).str());
    EXPECT_EQ(to_svg(cloud(seed)), to_svg(cloud(seed)));
  }
}

TEST(tie_map, escapes_names_titles_and_the_note) {
  tie_map_data data = points_at({{0, 0}, {1, 1}});
  const std::string bad = "<b>\"A\" & 'B'</b>";
  const std::string good = "&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;";
  data.points[0].name = bad;
  data.points.push_back({bad, {}, kind::other});
  data.ties.push_back({0, 1, 1.0, map_tie_kind::stated, bad});
  data.title = data.description = bad;
  for (const std::string& out : {tie_map(data).str(), to_svg(data)}) {
    EXPECT_THAT(out, Not(HasSubstr("<b>")));
    EXPECT_THAT(out, HasSubstr("-title\">" + good + "</title>"));
    EXPECT_THAT(out, HasSubstr("-desc\">" + good + "</desc>"));
    EXPECT_THAT(out, HasSubstr("<title>" + good + " – P1: " + good + "</title>"));
    EXPECT_THAT(out, HasSubstr("spacingAndGlyphs\">" + good + "</text>"));
    EXPECT_TRUE(well_formed(out));
  }
  EXPECT_THAT(tie_map(data).str(), HasSubstr("not stated: " + good + ".</p>"));
}

TEST(tie_map, cuts_a_label_that_is_too_long_and_keeps_the_name_in_the_tooltip) {
  tie_map_data data = points_at({{0, 0}, {1, 1}});
  data.points[0].name = "Ministry of Agriculture and Rural Development";
  data.points[1].name = "a word of which each letter is e\xCC\x81\xCC\x81\xCC\x81";
  const seen s = read_back(tie_map(data).str());
  EXPECT_EQ(labels_with(s, "Ministry of Agriculture and…"), 1U);
  EXPECT_NO_THROW((void)point_with(s, "Ministry of Agriculture and Rural Development:"));
  expect_legible(s, "long names");
}

TEST(tie_map, places_points_by_the_cosine_of_the_middle_latitude) {
  const seen s = read_back(tie_map(points_at({{0, 50}, {10, 50}, {0, 60}})).str());
  const double east = point_with(s, "P1").x - point_with(s, "P0").x;
  const double north = point_with(s, "P0").y - point_with(s, "P2").y;
  EXPECT_NEAR(east / north, std::cos(55.0 * std::acos(-1.0) / 180.0), 1e-3);
  EXPECT_GT(north, 100.0);
}

TEST(tie_map, keeps_places_on_both_sides_of_the_antimeridian_together) {
  // Fiji, Samoa, Tonga: from 178° east to 172° west.
  const seen s = read_back(tie_map(points_at({{178.0, -18.0}, {-172.0, -13.8}, {-175.2, -21.2}})).str());
  const double fiji = point_with(s, "P0").x;
  const double samoa = point_with(s, "P1").x;
  const double tonga = point_with(s, "P2").x;
  EXPECT_LT(fiji, tonga);
  EXPECT_LT(tonga, samoa);
  EXPECT_NEAR((tonga - fiji) / (samoa - fiji), 6.8 / 10.0, 0.002);
  EXPECT_GT(samoa - fiji, 200.0);
}

TEST(tie_map, a_world_without_a_wider_gap_is_cut_at_the_antimeridian) {
  const seen s = read_back(tie_map(points_at({{-120, 0}, {0, 0}, {120, 0}})).str());
  EXPECT_LT(point_with(s, "P0").x, point_with(s, "P1").x);
  EXPECT_LT(point_with(s, "P1").x, point_with(s, "P2").x);
}

TEST(tie_map, one_point_is_in_the_middle) {
  const seen s = read_back(tie_map(points_at({{105.7, 21.0}}, kind::observed)).str());
  ASSERT_EQ(s.points.size(), 1U);
  EXPECT_NEAR(s.points[0].x, (s.view.left + s.view.right) / 2, 0.11);
  EXPECT_EQ(labels_with(s, "P0"), 1U);
  expect_legible(s, "one point");
}

TEST(tie_map, points_at_one_place_are_all_labelled) {
  const seen s = read_back(tie_map(points_at(std::vector<std::pair<double, double>>(40, {10.0, 90.0}))).str());
  EXPECT_EQ(s.labels.size(), 40U);
  expect_legible(s, "one place");
}

TEST(tie_map, points_on_one_meridian_or_parallel_fit_the_picture) {
  expect_legible(read_back(tie_map(points_at({{10, -90}, {10, 0}, {10, 90}})).str()), "meridian");
  expect_legible(read_back(tie_map(points_at({{10, 90}, {40, 90}, {80, 90}})).str()), "pole");
  expect_legible(read_back(tie_map(points_at({{10, 0}, {10 + 1e-12, 1e-300}, {10, 1e-12}})).str()), "close");
}

TEST(tie_map, without_a_point_it_says_so) {
  EXPECT_THAT(tie_map({}).str(), HasSubstr("There are no actors."));
  EXPECT_THAT(to_svg({}), HasSubstr("There are no actors."));
  tie_map_data data;
  data.points = {{"A", {}, kind::tied}, {"B", {}, kind::observed}};
  data.ties = {{0, 1, 1.0, map_tie_kind::stated, {}}};
  const std::string html = tie_map(data).str();
  EXPECT_THAT(html, HasSubstr("No actor has a place."));
  EXPECT_THAT(html, HasSubstr("not stated: A (1 recorded tie); B (1 recorded tie).</p>"));
  EXPECT_THAT(to_svg(data), HasSubstr("A (1 recorded tie)"));
}

TEST(tie_map, a_tie_does_not_depend_on_which_end_is_named_first) {
  tie_map_data data = points_at({{0, 0}, {10, 3}, {4, 9}});
  data.ties = {{0, 1, 1.0, map_tie_kind::stated, {}}};
  const std::string forth = read_back(tie_map(data).str()).ties[0].value("d");
  std::swap(data.ties[0].from, data.ties[0].to);
  const std::string back = read_back(tie_map(data).str()).ties[0].value("d");
  const auto control = [](const std::string& d) {
    return d.substr(d.find('Q'), d.find(' ', d.find(' ', d.find('Q')) + 1) - d.find('Q'));
  };
  EXPECT_EQ(control(forth), control(back));
}

TEST(tie_map, widths_have_a_step_for_each_of_three_weights_else_thirds_of_the_largest) {
  tie_map_data data = points_at({{0, 0}, {10, 3}, {4, 9}, {2, 2}, {6, 6}});
  const auto classes = [&] {
    std::string all;
    for (const element& e : read_back(tie_map(data).str()).ties) all += e.value("class").substr(e.value("class").size() - 1);
    return all;
  };
  data.ties = {{0, 1, 7.0}, {0, 2, 7.0}};
  EXPECT_EQ(classes(), "11");
  EXPECT_THAT(tie_map(data).str(), Not(HasSubstr("line width")));
  data.ties = {{0, 1, 1.0}, {0, 2, 2.5}, {0, 3, 7.0}};
  EXPECT_EQ(classes(), "123");
  EXPECT_THAT(tie_map(data).str(), AllOf(HasSubstr(">line width: 1<"), HasSubstr(">2.5<"), HasSubstr(">7 records<")));
  data.ties = {{0, 1, 1.0}, {0, 2, 3.0}, {0, 3, 4.0}, {0, 4, 9.0}};
  EXPECT_EQ(classes(), "1123");
  EXPECT_THAT(tie_map(data).str(),
              AllOf(HasSubstr(">line width: up to 3<"), HasSubstr(">up to 6<"), HasSubstr(">up to 9 records<")));
}

TEST(tie_map, the_legend_names_only_what_is_there) {
  tie_map_data data = points_at({{0, 0}, {10, 3}});
  data.ties = {{0, 1, 1.0, map_tie_kind::stated, {}}};
  const std::string html = tie_map(data).str();
  EXPECT_THAT(html, HasSubstr(">tie by agreement<"));
  EXPECT_THAT(html, AllOf(Not(HasSubstr("unnamed parties")), Not(HasSubstr("proposed")), Not(HasSubstr("no tie on record"))));
}

TEST(tie_map, is_named_and_described_for_who_does_not_see_it) {
  const std::string html = tie_map(hanoi_map(), {.id = "ties2"}).str();
  EXPECT_THAT(html, StartsWith("<svg class=\"tie-map\" role=\"img\" aria-labelledby=\"ties2-title ties2-desc\" viewBox="));
  EXPECT_THAT(html, HasSubstr("<title id=\"ties2-title\">Recorded ties of Hà Nội</title>"));
  EXPECT_THAT(html, HasSubstr("<desc id=\"ties2-desc\">Hà Nội: 36 recorded ties"));
}

TEST(tie_map, holds_no_inline_style_and_no_script_and_is_well_formed) {
  for (const std::string& out : {tie_map(hanoi_map()).str(), to_svg(hanoi_map()), to_svg(cloud(3))}) {
    for (const char* refused : {" style=", "<script", " onload", " onclick", "javascript:", "href"})
      EXPECT_EQ(out.find(refused), out.npos) << refused;
    EXPECT_TRUE(well_formed(out));
  }
}

TEST(tie_map, every_rule_of_its_style_is_below_its_class) {
  std::string style = tie_map_style;
  const std::string media = "@media(forced-colors:active){";
  if (const auto at = style.find(media); at != style.npos) style.erase(at, media.size());
  std::vector<std::string> rules;
  for (std::size_t at = 0; at < style.size();) {
    const auto end = std::min(style.find('}', at), style.size());
    if (end > at) rules.push_back(style.substr(at, end - at));
    at = end + 1;
  }
  EXPECT_GT(rules.size(), 10U);
  EXPECT_THAT(rules, Each(StartsWith(".tie-map")));
  EXPECT_THAT(style, AllOf(Not(HasSubstr("<")), Not(HasSubstr("&")), Not(HasSubstr("url"))));
}

TEST(to_svg, is_a_document_of_its_own_with_style_and_note) {
  const std::string svg = to_svg(hanoi_map());
  EXPECT_THAT(svg, StartsWith("<svg "));
  EXPECT_THAT(svg, HasSubstr(" xmlns=\"http://www.w3.org/2000/svg\" width=\"400\""));
  EXPECT_THAT(svg, HasSubstr("<style>" + std::string(tie_map_style) + "</style>"));
  EXPECT_THAT(svg, HasSubstr("Not on the map, for their place is not stated:"));
  EXPECT_THAT(svg, Not(HasSubstr("<p ")));
  const seen page = read_back(tie_map(hanoi_map()).str());
  EXPECT_GT(read_back(svg).view.bottom, page.view.bottom);
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
    EXPECT_THROW((void)to_svg(data), input_error);
  }
  data.ties.clear();
  for (const char* id : {"", "1a", "a b", "a\"", "-a"}) EXPECT_THROW((void)tie_map(data, {.id = id}), option_error) << id;
  for (const int width : {199, 2001, -5}) EXPECT_THROW((void)tie_map(data, {.width = width}), option_error) << width;
  EXPECT_NO_THROW((void)tie_map(data, {.id = "a-1_B", .width = 2000}));
}

}  // namespace
}  // namespace coopgraph
