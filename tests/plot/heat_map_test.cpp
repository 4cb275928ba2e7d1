// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/plot/heat_map.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
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

/// Four actors: 0–1: 5, 1–2: 2, 2–3: 1, the clusters {0, 2} and {1, 3}.
heat_map_data four() {
  return {
      {"An", "Bình", "Chi", "Dung"}, {{0, 1, 5}, {1, 2, 2}, {3, 2, 1}}, make_partition(std::vector<std::uint32_t>{0, 1, 0, 1})};
}

/// The texts that stand left of the matrix, from above: the order of the rows.
std::vector<std::string> rows_of(const figure& f) {
  std::map<double, std::string> rows;
  for (const element& e : picture(f).all("text"))
    if (e.value("text-anchor") == "end" && e.has("data-actor") && !e.has("transform") && e.number("x") < 0)
      rows[e.number("y")] = e.text;
  std::vector<std::string> names;
  for (const auto& [y, name] : rows) names.push_back(name);
  return names;
}

std::vector<std::string> rects_of_tie(const figure& f, std::size_t a, std::size_t b) {
  std::vector<std::string> tips;
  for (const element& e : picture(f).ties(a, b)) tips.push_back(e.tooltip);
  return tips;
}

TEST(HeatMap, a_mutual_amount_stands_in_both_cells_of_its_pair_and_tells_itself) {
  const figure f = heat_map(four());
  pictures::expect_sound(f);
  EXPECT_THAT(rects_of_tie(f, 0, 1), ElementsAre("An – Bình: 5 records"));
  EXPECT_THAT(rects_of_tie(f, 1, 0), ElementsAre("Bình – An: 5 records"));
  EXPECT_THAT(rects_of_tie(f, 3, 2), ElementsAre("Dung – Chi: 1 record"));
  EXPECT_THAT(rects_of_tie(f, 0, 3), IsEmpty()) << "what is not stated stays blank";
  const element a = picture(f).ties(0, 1).at(0);
  const element b = picture(f).ties(1, 0).at(0);
  EXPECT_EQ(a.number("x"), b.number("y"));
  EXPECT_EQ(a.number("y"), b.number("x"));
}

TEST(HeatMap, rows_come_by_cluster_then_by_their_sums) {
  // Sums: An 5, Bình 7, Chi 3, Dung 1; the cluster of Bình and Dung 8, that of An and Chi 8 too: the first of the partition
  // leads.
  EXPECT_THAT(rows_of(heat_map(four())), ElementsAre("An", "Chi", "Bình", "Dung"));
  heat_map_data more = four();
  more.cells[2].amount = 2;
  more.cells.push_back({3, 3, 1});
  EXPECT_THAT(rows_of(heat_map(more)), ElementsAre("Bình", "Dung", "An", "Chi"));
  more.clusters = {};
  EXPECT_THAT(rows_of(heat_map(more)), ElementsAre("Bình", "An", "Chi", "Dung"));
}

TEST(HeatMap, clusters_are_framed_and_numbered_as_the_partition_counts) {
  const figure f = heat_map(four());
  EXPECT_THAT(picture(f).texts(), Contains("1"));
  EXPECT_THAT(picture(f).texts(), Contains("2"));
  EXPECT_THAT(picture(f).texts(), Contains("framed: within a cluster"));
  std::size_t frames = 0;
  for (const element& e : picture(f).all("rect")) frames += e.value("stroke") == "#1a1a1a" && e.value("fill") == "none";
  EXPECT_EQ(frames, 2U);
  heat_map_data plain = four();
  plain.clusters = {};
  EXPECT_THAT(picture(heat_map(plain)).texts(), Not(Contains("framed: within a cluster")));
}

TEST(HeatMap, rows_are_origins_and_columns_destinations_where_amounts_have_a_direction) {
  heat_map_data data = four();
  data.kind = matrix_kind::directed;
  data.unit = "tonnes";
  data.cells.push_back({1, 0, 7});
  const figure f = heat_map(data);
  pictures::expect_sound(f);
  EXPECT_THAT(rects_of_tie(f, 0, 1), ElementsAre("An → Bình: 5 tonnes"));
  EXPECT_THAT(rects_of_tie(f, 1, 0), ElementsAre("Bình → An: 7 tonnes"));
  EXPECT_THAT(rects_of_tie(f, 2, 1), IsEmpty());
  EXPECT_THAT(picture(f).texts(), Contains("tonnes"));
}

TEST(HeatMap, five_amounts_are_five_steps_and_more_are_joined_so_that_each_lies_in_what_the_legend_says) {
  heat_map_data data;
  for (std::size_t i = 0; i < 12; ++i) data.names.push_back("n" + std::to_string(i));
  for (std::size_t i = 0; i < 5; ++i) data.cells.push_back({i, i + 1, static_cast<double>(i + 1)});
  std::map<std::string, int> colours;
  for (std::size_t i = 0; i < 5; ++i) ++colours[picture(heat_map(data)).ties(i, i + 1).at(0).value("fill")];
  EXPECT_EQ(colours.size(), 5U);
  for (std::size_t i = 5; i < 11; ++i) data.cells.push_back({i, i + 1, static_cast<double>(i + 1)});
  const figure f = heat_map(data);
  colours.clear();
  for (std::size_t i = 0; i < 11; ++i) ++colours[picture(f).ties(i, i + 1).at(0).value("fill")];
  EXPECT_EQ(colours.size(), 5U);
  EXPECT_THAT(picture(f).texts(), Contains("1 – 3"));
  EXPECT_THAT(picture(f).texts(), Contains("10 – 11"));
  data.cells.back().amount = 1e6;  // one that dwarfs the rest has a step of its own
  EXPECT_THAT(picture(heat_map(data)).texts(), Contains("1,000,000"));
}

TEST(HeatMap, an_amount_of_zero_is_told_from_a_blank) {
  heat_map_data data = four();
  data.cells.push_back({0, 3, 0});
  const figure f = heat_map(data);
  EXPECT_EQ(picture(f).ties(0, 3).at(0).value("stroke"), "#767676");
  EXPECT_THAT(picture(f).texts(), Contains("0"));
}

TEST(HeatMap, sixty_three_provinces_are_legible_with_names_on_all_sides) {
  const network n = read_dataset(COOPGRAPH_SOURCE_DIR "/examples/data/vietnam-modelled");
  const flow_view view = project_flows(n, {.strength = {.measure = "exchange"}});
  std::vector<std::uint32_t> label;
  for (std::size_t v = 0; v < view.names.size(); ++v) label.push_back(static_cast<std::uint32_t>(v % 7));
  for (const language lang : {language::english, language::vietnamese}) {
    const figure f = heat_map(view, make_partition(label), {.lang = lang});
    pictures::expect_sound(f);
    for (std::size_t v = 0; v < view.names.size(); ++v) {
      std::size_t names = 0;
      for (const element& e : picture(f).actors(v)) names += e.name == "text" && e.number("font-size") >= 8;
      EXPECT_EQ(names, 4U) << view.names[v];
    }
  }
}

TEST(HeatMap, a_view_gives_the_sum_of_parallel_edges_exactly) {
  flow_view view;
  view.graph = directed_graph(3, {{0, 1}, {0, 1}, {1, 0}, {2, 2}});
  view.strengths = edge_strengths::from({0.1, 0.2, 4, 5});
  view.names = {"a", "b", "c"};
  const heat_map_data data = make_heat_map(view);
  ASSERT_EQ(data.cells.size(), 3U);
  EXPECT_EQ(data.cells[0].amount, 0.3);
  EXPECT_EQ(data.cells[1].amount, 4.0);
  EXPECT_EQ(data.cells[2].row, 2U);
  EXPECT_EQ(data.cells[2].amount, 5.0);
  agreement_view mutual;
  mutual.graph = undirected_graph(2, {{0, 1}, {1, 0}, {1, 1}});
  mutual.strengths = edge_strengths::from({1, 2, 3});
  mutual.names = {"a", "b"};
  ASSERT_EQ(make_heat_map(mutual).cells.size(), 2U);
  EXPECT_EQ(make_heat_map(mutual).cells[0].amount, 3.0);
  EXPECT_EQ(make_heat_map(mutual).cells[1].amount, 3.0) << "a loop counts once";
}

TEST(HeatMap, the_largest_rows_stay_where_there_are_too_many_and_the_note_tells) {
  const figure f = heat_map(four(), {.most = 2});
  pictures::expect_sound(f);
  EXPECT_THAT(rows_of(f), ElementsAre("An", "Bình"));
  EXPECT_EQ(f.note, "The matrix shows the 2 of 4 actors with the largest sums.");
  EXPECT_THAT(rects_of_tie(f, 1, 2), IsEmpty());
  EXPECT_TRUE(heat_map(four()).note.empty());
}

TEST(HeatMap, is_sound_for_random_data_of_any_size_and_the_same_bytes_each_time) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    random_stream random(seed, "heat_map_test");
    heat_map_data data;
    data.kind = seed % 2 == 0 ? matrix_kind::mutual : matrix_kind::directed;
    const std::size_t n = 1 + random.below(45);
    std::vector<std::uint32_t> label;
    for (std::size_t i = 0; i < n; ++i) {
      data.names.push_back(pictures::hostile_names()[i % 8] + std::to_string(i));
      label.push_back(static_cast<std::uint32_t>(random.below(9)));
    }
    if (seed % 3 != 0) data.clusters = make_partition(label);
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b <= a; ++b)
        if (random.below(4) == 0) data.cells.push_back({a, b, static_cast<double>(random.below(1000)) / 8});
    const figure f = heat_map(data);
    pictures::expect_sound(f, "seed " + std::to_string(seed));
    EXPECT_EQ(f.svg.str(), heat_map(data).svg.str());
    EXPECT_THAT(f.svg.str(), Not(HasSubstr("<script")));
  }
}

TEST(HeatMap, says_so_where_there_is_nothing_to_show) {
  const figure f = heat_map(heat_map_data{});
  pictures::expect_sound(f);
  EXPECT_THAT(picture(f).texts(), ElementsAre("There are no actors."));
  pictures::expect_sound(heat_map(heat_map_data{.names = {"alone"}}));
  EXPECT_THAT(picture(heat_map(heat_map_data{}, {.lang = language::vietnamese})).texts(), ElementsAre("Không có chủ thể nào."));
}

TEST(HeatMap, refuses_what_is_no_matrix_and_options_outside_their_range) {
  const auto with = [](heat_map_data::cell c) {
    heat_map_data d = four();
    d.cells.push_back(c);
    return d;
  };
  EXPECT_THROW((void)heat_map(with({0, 4, 1})), input_error);
  EXPECT_THROW((void)heat_map(with({1, 0, 1})), input_error) << "a mutual pair the other way round";
  EXPECT_THROW((void)heat_map(with({0, 3, -1})), input_error);
  EXPECT_THROW((void)heat_map(with({0, 3, std::numeric_limits<double>::infinity()})), input_error);
  heat_map_data wrong = four();
  wrong.clusters.label.pop_back();
  EXPECT_THROW((void)heat_map(wrong), input_error);
  for (const char* id : {"", "1a", "a b", "a\"b", "é"}) EXPECT_THROW((void)heat_map(four(), {.id = id}), option_error) << id;
  EXPECT_THROW((void)heat_map(four(), {.cell = 5}), option_error);
  EXPECT_THROW((void)heat_map(four(), {.cell = 61}), option_error);
  EXPECT_THROW((void)heat_map(four(), {.most = 0}), option_error);
  EXPECT_THROW((void)heat_map(four(), {.most = 201}), option_error);
}

}  // namespace
}  // namespace coopgraph
