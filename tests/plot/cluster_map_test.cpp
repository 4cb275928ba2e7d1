// SPDX-License-Identifier: BSL-1.0
#include "plot/map_kit.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/plot/cluster_map.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

using ::testing::AllOf;
using testing::element;
using testing::elements_of;
using testing::expect_harmless;
using testing::expect_legible;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::read_back;
using testing::rough_viet_nam;
using testing::seen;
using ::testing::StartsWith;
using testing::without_positions;
using unit = cluster_map_data::unit;

cluster_map_data four() {
  cluster_map_data data;
  data.units = {{"A", position{0, 0}, 1, 0.95, "East", false},
                {"B", position{5, 0}, 1, 0.4, "West", true},
                {"C", position{5, 5}, 2, {}, "", false},
                {"D", position{0, 5}, 0, {}, "West", false}};
  return data;
}

/// Up to 80 units, many of them close, some at one place or without one.
cluster_map_data cloud(std::uint64_t seed) {
  random_stream random(seed, "clusters");
  cluster_map_data data;
  const std::size_t n = 1 + random.below(80);
  const double across = seed % 3 == 0 ? 1.0 : 9.0;
  for (std::size_t v = 0; v < n; ++v) {
    std::optional<position> where = position{100 + across * random.uniform(), 10 * random.uniform()};
    if (v > 0 && random.below(10) == 0) where = data.units[random.below(v)].where;
    if (random.below(30) == 0) where.reset();
    unit u{"Unit " + std::to_string(v), where, random.below(14), {}, {}, random.below(9) == 0};
    if (random.below(3) != 0) u.confidence = random.uniform();
    if (random.below(4) != 0) u.region = "Region " + std::to_string(random.below(30));
    data.units.push_back(std::move(u));
  }
  for (std::size_t v = 1; v < n; v += 3) data.joined.emplace_back(v, v - 1);
  return data;
}

cluster_map_data relabelled(const cluster_map_data& data, std::uint64_t seed) {
  random_stream random(seed, "relabelled");
  std::vector<std::size_t> to(data.units.size());
  std::iota(to.begin(), to.end(), std::size_t{0});
  shuffle(std::span(to), random);
  cluster_map_data other = data;
  for (std::size_t v = 0; v < to.size(); ++v) other.units[to[v]] = data.units[v];
  for (auto& [a, b] : other.joined) std::tie(a, b) = std::pair(to[b], to[a]);
  shuffle(std::span(other.joined), random);
  return other;
}

TEST(cluster_map, shows_number_official_region_and_confidence_of_each_unit) {
  const figure f = cluster_map(four());
  EXPECT_THAT(
      f.svg.str(),
      StartsWith("<svg class=\"figure cluster-map\" role=\"img\" aria-labelledby=\"cluster-map-title cluster-map-desc\""));
  const seen s = read_back(f.svg.str());
  ASSERT_EQ(s.points.size(), 4U);
  EXPECT_EQ(s.point("A:").name, "A: cluster 1 (95 % sure); official region: East");
  EXPECT_EQ(s.point("B:").name, "B: cluster 1 (40 % sure); official region: West; would have to move");
  EXPECT_EQ(s.point("C:").name, "C: cluster 2");
  EXPECT_EQ(s.point("D:").name, "D: in no cluster; official region: West");
  EXPECT_EQ(s.count("1a"), 1U);
  EXPECT_EQ(s.count("1b"), 1U);
  EXPECT_EQ(s.count("2"), 1U);
  EXPECT_NE(s.point("A:").fill, s.point("C:").fill);
  EXPECT_EQ(s.point("B:").fill, "#fff") << "hollow";
  EXPECT_EQ(s.count("official region: a East"), 1U);
  EXPECT_EQ(s.count("b West"), 1U);
  EXPECT_EQ(s.count("less than 80 % sure"), 1U);
  EXPECT_EQ(s.count("sits in another official region"), 1U);
  EXPECT_EQ(s.count("in no cluster"), 1U);
  EXPECT_EQ(f.description,
            "Units: 4; of this kind: 2 (cluster). The number of each is its cluster. Less than 80 % sure: 1. In another official "
            "region than their cluster: 1.");
  expect_legible(s, "four");
  expect_harmless(f);
  EXPECT_NE(read_back(cluster_map(four(), {.sure_from = 0.4}).svg.str()).point("B:").fill, "#fff");
}

TEST(cluster_map, says_all_in_vietnamese_and_calls_clusters_as_it_is_told) {
  const figure f = cluster_map(four(), {.lang = language::vietnamese, .cluster_word = "vùng"});
  const seen s = read_back(f.svg.str());
  EXPECT_EQ(f.title, "Các cụm trên bản đồ");
  EXPECT_EQ(s.point("B:").name, "B: vùng 1 (độ tin cậy 40 %); vùng chính thức: West; lệch vùng");
  EXPECT_EQ(s.count("số và màu: vùng"), 1U);
  for (const char* english : {"cluster", "region", "sure"}) EXPECT_FALSE(s.says(english)) << english;
}

TEST(cluster_map, tints_the_outlines_of_sure_units_alone) {
  cluster_map_data data;
  data.units = {{"Hà Nội", position{105.8, 21.0}, 1, 0.9, {}, false},
                {"Đà Nẵng", position{108.2, 16.0}, 1, 0.2, {}, false},
                {"Nam", position{106.7, 10.8}, 2, {}, {}, false}};
  const figure f = cluster_map(data, {.outlines = rough_viet_nam(true, true)});
  const seen s = read_back(f.svg.str());
  std::vector<std::string> fills(3);
  std::size_t islands = 0;
  for (const element& a : s.areas) {
    std::string& fill = fills.at(static_cast<std::size_t>(a.number("data-actor")));
    if (!fill.empty()) ++islands;
    EXPECT_TRUE(fill.empty() || fill == a.value("fill")) << "islands are tinted as their unit";
    fill = a.value("fill");
  }
  EXPECT_EQ(islands, 2U);
  EXPECT_EQ(std::set<std::string>(fills.begin(), fills.end()).size(), 3U);
  EXPECT_EQ(
      fills[1],
      read_back(
          cluster_map({{{"x", position{0, 0}, 0, {}, {}, false}}, {}}, {.outlines = {{{testing::square(0, 0, 1)}}}}).svg.str())
          .areas.at(0)
          .value("fill"));
  EXPECT_EQ(s.frames.size(), 2U);
  expect_legible(s, "outlines");
  const figure lacking = cluster_map(data, {.outlines = rough_viet_nam(false, true)});
  EXPECT_TRUE(read_back(lacking.svg.str()).areas.empty());
  EXPECT_THAT(lacking.note, HasSubstr("Hoàng Sa"));
}

TEST(cluster_map, writes_the_number_before_the_name_where_points_are_crowded) {
  cluster_map_data data;
  data.units = {{"A", position{0, 0}, 3, {}, "X", false},
                {"B", position{0.01, 0}, 4, {}, "", false},
                {"C", position{9, 9}, 5, {}, "", false}};
  const seen s = read_back(cluster_map(data).svg.str());
  EXPECT_EQ(s.count("3a A"), 1U);
  EXPECT_EQ(s.count("4 B"), 1U);
  EXPECT_EQ(s.count("5"), 1U);
  EXPECT_EQ(s.count("3a"), 0U);
  EXPECT_LT(s.point("A").r, s.point("C").r);
}

TEST(cluster_map, is_legible_and_the_same_however_units_are_numbered) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const cluster_map_data data = cloud(seed);
    const figure f = cluster_map(data);
    const seen s = read_back(f.svg.str());
    expect_legible(s, "seed " + std::to_string(seed));
    for (const unit& u : data.units) {
      if (!u.where) {
        EXPECT_THAT(f.note, HasSubstr(u.name));
      } else if (u.moves) {
        EXPECT_TRUE(s.says(u.name)) << seed << ' ' << u.name;
      }
    }
    EXPECT_EQ(without_positions(f.svg.str()), without_positions(cluster_map(relabelled(data, seed)).svg.str())) << seed;
    EXPECT_EQ(f.svg.str(), cluster_map(data).svg.str());
  }
}

TEST(cluster_map, draws_lines_between_joined_units_in_the_colour_of_their_cluster) {
  cluster_map_data data = four();
  data.joined = {{0, 1}, {3, 2}};
  const seen s = read_back(cluster_map(data).svg.str());
  ASSERT_EQ(s.lines.size(), 2U);
  EXPECT_EQ(s.lines[0].how.value("stroke"), s.point("A:").fill);
}

TEST(cluster_map_of_viet_nam, numbers_63_provinces_at_the_width_of_a_phone) {
  const network n = read_dataset(COOPGRAPH_SOURCE_DIR "/examples/data/vietnam-modelled");
  const flow_view view = project_flows(n);
  std::vector<std::uint32_t> label;
  for (std::uint32_t v = 0; v < view.names.size(); ++v) label.push_back(v / 8);
  cluster_map_data data = make_cluster_map(view, make_partition(label));
  for (std::size_t v = 0; v < data.units.size(); ++v) data.units[v].confidence = v % 3 == 0 ? 0.5 : 0.9;
  const seen s = read_back(cluster_map(data, {.width = 390}).svg.str());
  expect_legible(s, "vietnam-modelled");
  EXPECT_EQ(s.points.size(), 63U);
  for (std::uint32_t c = 1; c <= 8; ++c) {
    const std::string number = std::to_string(c);
    const auto shown = std::count_if(s.texts.begin(), s.texts.end(),
                                     [&](const auto& t) { return t.text == number || t.text.rfind(number + ' ', 0) == 0; });
    EXPECT_EQ(shown, c == 8 ? 7 : c == 1 ? 9 : 8) << c;  // and 1 in the legend
  }
  const auto names = std::count_if(s.texts.begin(), s.texts.end(), [](const auto& t) { return t.is_label; });
  EXPECT_GE(names, 50);
}

TEST(make_cluster_map, numbers_clusters_from_one) {
  agreement_view view;
  view.names = {"a", "b"};
  view.places = {position{1, 2}, std::nullopt};
  const cluster_map_data data = make_cluster_map(view, partition{{0, 1}, 2});
  ASSERT_EQ(data.units.size(), 2U);
  EXPECT_EQ(data.units[1].cluster, 2U);
  EXPECT_EQ(data.units[0].where, (position{1, 2}));
  EXPECT_THROW((void)make_cluster_map(view, partition{{0}, 1}), input_error);
  EXPECT_THROW((void)make_cluster_map({"a"}, {}, partition{{0}, 1}), input_error);
}

TEST(cluster_map, shows_hostile_names_as_text) {
  cluster_map_data data = four();
  data.units[0].name = data.units[0].region = "<script>\"'&\xE2\x80\xAE";
  const figure f = cluster_map(data, {.title = "<b>", .cluster_word = "<i>"});
  expect_harmless(f);
  EXPECT_THAT(f.svg.str(),
              AllOf(HasSubstr("&lt;script&gt;&quot;&#39;&amp;"), Not(HasSubstr("<i>")), Not(HasSubstr("\xE2\x80\xAE"))));
}

TEST(cluster_map, without_units_or_places_says_so) {
  EXPECT_THAT(cluster_map({}).svg.str(), HasSubstr(">There are no actors.</text>"));
  cluster_map_data data = four();
  for (unit& u : data.units) u.where.reset();
  EXPECT_THAT(cluster_map(data).svg.str(), HasSubstr(">No actor has a place.</text>"));
  EXPECT_THAT(cluster_map(data).note, HasSubstr("A; B; C; D."));
}

TEST(cluster_map, refuses_what_cannot_be_drawn) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double bad : {-0.1, 1.1, nan}) {
    cluster_map_data data = four();
    data.units[0].confidence = bad;
    EXPECT_THROW((void)cluster_map(data), input_error);
    EXPECT_THROW((void)cluster_map(four(), {.sure_from = bad}), option_error);
  }
  cluster_map_data data = four();
  data.units[0].where = position{181, 0};
  EXPECT_THROW((void)cluster_map(data), input_error);
  for (const auto& joined : {std::pair<std::size_t, std::size_t>{0, 0}, {0, 4}}) {
    data = four();
    data.joined = {joined};
    EXPECT_THROW((void)cluster_map(data), input_error);
  }
  EXPECT_THROW((void)cluster_map(four(), {.outlines = {{}}}), input_error);
  EXPECT_THROW((void)cluster_map(four(), {.id = ""}), option_error);
  EXPECT_THROW((void)cluster_map(four(), {.width = 2001}), option_error);
}

}  // namespace
}  // namespace coopgraph
