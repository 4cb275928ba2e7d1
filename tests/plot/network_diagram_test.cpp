// SPDX-License-Identifier: BSL-1.0
#include "plot/disc_separation.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/graph/generators.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/plot/network_diagram.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stop_token>
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
using ::testing::Not;

network_diagram_data triangle_and_tail() {
  return {{"A", "B", "C", "D"},
          {{0, 1, 2}, {1, 2, 1}, {2, 0, 1}, {2, 3, 4}, {3, 2, 1}, {1, 1, 9}},
          make_partition(std::vector<std::uint32_t>{0, 0, 1, 1})};
}

network_diagram_data planted(std::size_t n, std::uint64_t seed) {
  const lfr_result g = lfr(
      {.vertices = n, .average_degree = 8, .max_degree = 30, .mu = 0.2, .min_community = 20, .max_community = 50, .seed = seed});
  network_diagram_data data;
  for (std::size_t v = 0; v < n; ++v) data.names.push_back("Actor " + std::to_string(v));
  const auto view = g.graph.view();
  random_stream random(seed, "network_diagram_test");
  for (edge_id e = 0; e < view.edges(); ++e)
    data.ties.push_back({view.source[e], view.target[e], static_cast<double>(1 + random.below(9))});
  data.clusters = g.communities;
  return data;
}

/// No two discs that stand for actors overlap, and no name covers one.
void expect_apart(const figure& f) {
  const picture p(f);
  std::vector<element> discs;
  for (const element& e : p.all("circle"))
    if (e.has("data-actor")) discs.push_back(e);
  for (std::size_t i = 0; i < discs.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_GE(std::hypot(discs[i].number("cx") - discs[j].number("cx"), discs[i].number("cy") - discs[j].number("cy")),
                discs[i].number("r") + discs[j].number("r"))
          << discs[i].tooltip << " on " << discs[j].tooltip;
  for (const element& text : p.all("text")) {
    if (!text.has("data-actor")) continue;
    for (const element& disc : discs) {
      const double x = disc.number("cx");
      const double y = disc.number("cy");
      const double r = disc.number("r");
      EXPECT_FALSE(pictures::overlap(pictures::room_of(text), {x - r, y - r, x + r, y + r}))
          << text.text << " on " << disc.tooltip;
    }
  }
}

std::size_t names_in(const figure& f) {
  std::size_t names = 0;
  for (const element& e : picture(f).all("text")) names += e.has("data-actor");
  return names;
}

TEST(NetworkDiagram, discs_and_lines_tell_what_they_stand_for) {
  const figure f = network_diagram(triangle_and_tail());
  pictures::expect_sound(f);
  expect_apart(f);
  EXPECT_THAT(picture(f).tooltips(), Contains("A – B: 2 records"));
  EXPECT_THAT(picture(f).tooltips(), Contains("C – D: 5 records")) << "parallel ties are one";
  EXPECT_THAT(picture(f).tooltips(), Contains("B: 3 records, 2 ties, cluster 1")) << "without its loop";
  EXPECT_EQ(picture(f).ties(2, 3).size(), 1U);
  EXPECT_EQ(picture(f).ties(1, 1).size(), 0U);
  EXPECT_THAT(picture(f).texts(), Contains("D"));
  network_diagram_data directed = triangle_and_tail();
  directed.directed = true;
  EXPECT_THAT(picture(network_diagram(directed)).tooltips(), Contains("D → C: 1 record"));
}

TEST(NetworkDiagram, discs_are_larger_for_the_stronger) {
  network_diagram_data data = triangle_and_tail();
  data.clusters = {};
  const figure f = network_diagram(data);
  const auto radius = [&](std::size_t v) {
    for (const element& e : picture(f).actors(v))
      if (e.name == "circle") return e.number("r");
    return 0.0;
  };
  EXPECT_GT(radius(2), radius(3));
  EXPECT_GT(radius(3), radius(0));
  EXPECT_EQ(radius(0), radius(1));
}

TEST(NetworkDiagram, three_hundred_actors_stay_readable) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const network_diagram_data data = planted(300, seed);
    const figure f = network_diagram(data, {.seed = seed});
    pictures::expect_sound(f);
    expect_apart(f);
    EXPECT_GE(names_in(f), 15U);
    // The number of each cluster stands in a disc of one of its members.
    for (std::uint32_t c = 0; c < data.clusters.clusters; ++c) EXPECT_THAT(picture(f).texts(), Contains(std::to_string(c + 1)));
  }
}

TEST(NetworkDiagram, provinces_are_legible_in_both_languages_and_the_strongest_are_named) {
  const network n = read_dataset(COOPGRAPH_SOURCE_DIR "/examples/data/vietnam-modelled");
  const flow_view view = project_flows(n, {.strength = {.measure = "exchange"}});
  for (const language lang : {language::english, language::vietnamese}) {
    const figure f = network_diagram(view, {}, {.lang = lang});
    pictures::expect_sound(f);
    expect_apart(f);
    EXPECT_THAT(picture(f).texts(), Contains("Hà Nội"));
    EXPECT_THAT(picture(f).texts(), Contains("Thành phố Hồ Chí Minh"));
    EXPECT_GE(names_in(f), 20U);
  }
}

TEST(NetworkDiagram, discs_are_parted_wherever_they_begin) {
  random_stream random(1, "network_diagram_test");
  for (int round = 0; round < 20; ++round) {
    std::vector<plane_point> at;
    std::vector<int> radius;
    for (int i = 0; i < 150; ++i) {
      at.push_back({random.uniform() * 1000 * round, random.uniform() * 1000});
      if (i % 10 == 0) at.back() = at.front();
      radius.push_back(1 + static_cast<int>(random.below(120)));
    }
    const auto discs = detail::separated(at, radius, 12);
    for (std::size_t i = 0; i < discs.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        EXPECT_GE(std::hypot(discs[i].at.x - discs[j].at.x, discs[i].at.y - discs[j].at.y), radius[i] + radius[j] + 12);
  }
}

TEST(NetworkDiagram, is_sound_for_random_data_and_the_same_bytes_for_any_number_of_threads) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    random_stream random(seed, "network_diagram_test");
    network_diagram_data data;
    const std::size_t n = 1 + random.below(70);
    std::vector<std::uint32_t> label;
    for (std::size_t i = 0; i < n; ++i) {
      data.names.push_back(pictures::hostile_names()[i % 8]);
      label.push_back(static_cast<std::uint32_t>(random.below(30)));
    }
    if (seed % 2 == 0) data.clusters = make_partition(label);
    for (std::size_t e = 0; e < random.below(2 * n + 1); ++e)
      data.ties.push_back({random.below(n), random.below(n), static_cast<double>(random.below(5))});
    const figure f = network_diagram(data, {.iterations = 50, .run = {.threads = 1}});
    pictures::expect_sound(f, "seed " + std::to_string(seed));
    expect_apart(f);
    EXPECT_EQ(f.svg.str(), network_diagram(data, {.iterations = 50, .run = {.threads = 3}}).svg.str());
    EXPECT_THAT(f.svg.str(), Not(HasSubstr("<script")));
  }
}

TEST(NetworkDiagram, is_the_same_bytes_on_every_compiler) {
  EXPECT_EQ(pictures::digest_of(network_diagram(planted(300, 1))), 17974148940080576948U);
}

TEST(NetworkDiagram, says_so_where_there_is_nobody) {
  pictures::expect_sound(network_diagram(network_diagram_data{}));
  EXPECT_THAT(picture(network_diagram(network_diagram_data{})).texts(), ElementsAre("There are no actors."));
}

TEST(NetworkDiagram, refuses_bad_data_and_options_and_stops_on_request) {
  const auto with = [](network_diagram_data::tie t) {
    network_diagram_data d = triangle_and_tail();
    d.ties.push_back(t);
    return d;
  };
  EXPECT_THROW((void)network_diagram(with({0, 4, 1})), input_error);
  EXPECT_THROW((void)network_diagram(with({0, 1, -1})), input_error);
  EXPECT_THROW((void)network_diagram(with({0, 1, std::numeric_limits<double>::infinity()})), input_error);
  network_diagram_data wrong = triangle_and_tail();
  wrong.clusters.label.pop_back();
  EXPECT_THROW((void)network_diagram(wrong), input_error);
  EXPECT_THROW((void)network_diagram(triangle_and_tail(), {.id = "?"}), option_error);
  EXPECT_THROW((void)network_diagram(triangle_and_tail(), {.width = 199}), option_error);
  EXPECT_THROW((void)network_diagram(triangle_and_tail(), {.labels = 501}), option_error);
  EXPECT_THROW((void)network_diagram(triangle_and_tail(), {.iterations = 100'001}), option_error);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW((void)network_diagram(triangle_and_tail(), {.run = {.stop = stop.get_token()}}), cancelled);
}

}  // namespace
}  // namespace coopgraph
