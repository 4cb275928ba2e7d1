// SPDX-License-Identifier: BSL-1.0
#include "plot/label_placement.hpp"

#include <coopgraph/core/random.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

map_spot random_spot(random_stream& random, int width, int height) {
  return {static_cast<int>(random.below(static_cast<std::uint64_t>(width) + 1)),
          static_cast<int>(random.below(static_cast<std::uint64_t>(height) + 1))};
}

/// A picture of 400 x 300 units with points, some of them at one place, lines from the first, and a label each.
label_scene random_scene(std::uint64_t seed) {
  random_stream random(seed, "scene");
  label_scene scene{{0, 0, 4000, 3000}, {}, {}, {}};
  const std::size_t n = 1 + random.below(1 + random.below(1 + random.below(120)));
  for (std::size_t i = 0; i < n; ++i) {
    const bool again = i > 0 && random.below(8) == 0;
    const map_spot at = again ? scene.points[random.below(i)].at : random_spot(random, 4000, 3000);
    scene.points.push_back({at, i == 0 ? 60 : 30});
    if (i % 2 == 1) scene.curves.push_back({scene.points[0].at, random_spot(random, 4000, 3000), at});
    scene.labels.push_back({i, static_cast<int>(100 + random.below(1000)), 130, i % 3 != 2, i == 0 ? 6 : 1});
  }
  return scene;
}

/// Whether a line meets a box, by cutting it into many pieces; nothing: too near the border to say.
std::optional<bool> meets_by_pieces(const map_line& l, const map_box& box) {
  bool near = false;
  for (int i = 0; i <= 4000; ++i) {
    const double x = l.from.x + (l.to.x - l.from.x) * i / 4000.0;
    const double y = l.from.y + (l.to.y - l.from.y) * i / 4000.0;
    if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return true;
    near = near || (x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 1 && y <= box.bottom + 1);
  }
  return near ? std::nullopt : std::optional(false);
}

TEST(label_geometry, boxes_that_share_only_a_border_do_not_overlap) {
  EXPECT_TRUE(overlap({0, 0, 10, 10}, {9, 9, 20, 20}));
  EXPECT_FALSE(overlap({0, 0, 10, 10}, {10, 0, 20, 10}));
  EXPECT_FALSE(overlap({0, 0, 10, 10}, {0, 10, 10, 20}));
}

TEST(label_geometry, lines_touch_where_they_cross_or_end_on_each_other) {
  EXPECT_TRUE(touch(map_line{{0, 0}, {10, 10}}, map_line{{0, 10}, {10, 0}}));
  EXPECT_TRUE(touch(map_line{{0, 0}, {10, 0}}, map_line{{5, 0}, {5, 9}}));
  EXPECT_TRUE(touch(map_line{{0, 0}, {10, 0}}, map_line{{4, 0}, {20, 0}}));
  EXPECT_FALSE(touch(map_line{{0, 0}, {10, 0}}, map_line{{5, 1}, {5, 9}}));
  EXPECT_FALSE(touch(map_line{{0, 0}, {4, 4}}, map_line{{10, 0}, {6, 3}}));
}

TEST(label_geometry, a_line_touches_a_box_as_its_points_do) {
  random_stream random(1, "lines");
  int hits = 0;
  int misses = 0;
  for (int i = 0; i < 2000; ++i) {
    const map_line l{random_spot(random, 200, 200), random_spot(random, 200, 200)};
    const map_spot corner = random_spot(random, 180, 180);
    const map_box box{corner.x, corner.y, corner.x + 1 + static_cast<int>(random.below(60)),
                      corner.y + 1 + static_cast<int>(random.below(60))};
    const std::optional<bool> expected = meets_by_pieces(l, box);
    if (!expected) continue;
    EXPECT_EQ(touch(l, box), *expected) << l.from.x << ' ' << l.from.y << ' ' << l.to.x << ' ' << l.to.y;
    ++(*expected ? hits : misses);
  }
  EXPECT_GT(hits, 200);
  EXPECT_GT(misses, 200);
}

TEST(label_placement, puts_the_label_of_a_lone_point_to_its_right_without_a_leader) {
  const label_layout layout = place_labels({{0, 0, 2000, 1000}, {{{1000, 500}, 30}}, {}, {{0, 400, 130}}});
  ASSERT_TRUE(layout.places[0]);
  EXPECT_EQ(layout.places[0]->box, (map_box{1046, 435, 1446, 565}));
  EXPECT_FALSE(layout.places[0]->leader);
  EXPECT_EQ(layout.picture, (map_box{0, 0, 2000, 1000}));
}

TEST(label_placement, turns_to_the_left_at_the_right_border) {
  const label_layout layout = place_labels({{0, 0, 2000, 1000}, {{{1900, 500}, 30}}, {}, {{0, 400, 130}}});
  EXPECT_EQ(layout.places[0]->box, (map_box{1454, 435, 1854, 565}));
}

TEST(label_placement, leaves_a_line_free_where_another_side_is_as_near) {
  const label_layout layout =
      place_labels({{0, 0, 2000, 1000}, {{{1000, 500}, 30}}, {{{1000, 500}, {1900, 500}}}, {{0, 400, 130}}});
  const map_box& box = layout.places[0]->box;
  EXPECT_FALSE(touch(map_line{{1000, 500}, {1900, 500}}, box));
  EXPECT_FALSE(layout.places[0]->leader);
}

TEST(label_placement, labels_of_points_at_one_place_move_outwards_with_leaders) {
  label_scene scene{{0, 0, 4000, 3000}, {}, {}, {}};
  for (std::size_t i = 0; i < 12; ++i) {
    scene.points.push_back({{2000, 1500}, 30});
    scene.labels.push_back({i, 600, 130});
  }
  const label_layout layout = place_labels(scene);
  std::size_t led = 0;
  for (const auto& place : layout.places) {
    ASSERT_TRUE(place);
    led += place->leader.has_value();
  }
  EXPECT_GT(led, 0U);
  EXPECT_EQ(layout.picture, scene.picture);
}

TEST(label_placement, uses_the_margins_on_both_sides_where_the_picture_is_full) {
  label_scene scene{{0, 0, 1000, 400}, {}, {}, {}};
  for (std::size_t i = 0; i < 40; ++i) {
    scene.points.push_back({{static_cast<int>(100 + 20 * i), 200}, 30});
    scene.labels.push_back({i, 500, 130});
  }
  const label_layout layout = place_labels(scene);
  EXPECT_LT(layout.picture.left, 0);
  EXPECT_GT(layout.picture.right, 1000);
  EXPECT_GT(layout.picture.bottom, 400);
  for (const auto& place : layout.places) {
    ASSERT_TRUE(place);
    EXPECT_TRUE(inside(place->box, layout.picture));
    EXPECT_TRUE(place->leader || inside(place->box, scene.picture));
  }
}

TEST(label_placement, a_label_that_is_not_required_yields_where_there_is_no_room) {
  label_scene scene{{0, 0, 1000, 300}, {{{500, 150}, 30}, {{560, 150}, 30}}, {}, {{0, 420, 130}, {1, 900, 130, false}}};
  EXPECT_FALSE(place_labels(scene).places[1]);
  scene.labels[1].required = true;
  EXPECT_TRUE(place_labels(scene).places[1]);
}

TEST(label_placement, a_required_label_is_always_placed_and_none_covers_another_or_a_point) {
  std::size_t leaders = 0;
  std::size_t left_out = 0;
  for (std::uint64_t seed = 0; seed < 80; ++seed) {
    const label_scene scene = random_scene(seed);
    const label_layout layout = place_labels(scene);
    ASSERT_EQ(layout.places.size(), scene.labels.size());
    EXPECT_TRUE(inside(scene.picture, layout.picture));
    for (std::size_t i = 0; i < layout.places.size(); ++i) {
      const auto& place = layout.places[i];
      EXPECT_TRUE(place || !scene.labels[i].required) << "seed " << seed << ", label " << i;
      left_out += !place;
      if (!place) continue;
      EXPECT_EQ(place->box.right - place->box.left, scene.labels[i].width);
      EXPECT_EQ(place->box.bottom - place->box.top, scene.labels[i].height);
      EXPECT_TRUE(inside(place->box, layout.picture)) << "seed " << seed << ", label " << i;
      for (const map_disc& point : scene.points)
        EXPECT_FALSE(overlap(place->box, point.square())) << "seed " << seed << ", label " << i;
      for (std::size_t j = 0; j < i; ++j)
        EXPECT_FALSE(layout.places[j] && overlap(place->box, layout.places[j]->box))
            << "seed " << seed << ", labels " << i << " and " << j;
      if (!place->leader) continue;
      ++leaders;
      EXPECT_EQ(place->leader->from, scene.points[scene.labels[i].point].at);
      const map_spot end = place->leader->to;
      EXPECT_TRUE(inside({end.x, end.y, end.x, end.y}, place->box));
      EXPECT_TRUE(end.x == place->box.left || end.x == place->box.right || end.y == place->box.top || end.y == place->box.bottom);
    }
  }
  EXPECT_GT(leaders, 50U);
  EXPECT_GT(left_out, 5U);
}

TEST(label_placement, leaders_seldom_cross_a_label_where_there_is_room) {
  std::size_t leaders = 0;
  std::size_t crossed = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const label_scene scene = random_scene(seed);
    if (scene.labels.size() > 60) continue;  // no picture has room for them
    const label_layout layout = place_labels(scene);
    for (const auto& a : layout.places) {
      if (!a || !a->leader || !inside(a->box, scene.picture)) continue;
      ++leaders;
      crossed += std::any_of(layout.places.begin(), layout.places.end(),
                             [&](const auto& b) { return b && b != a && touch(*a->leader, b->box); });
    }
  }
  EXPECT_GT(leaders, 50U);
  EXPECT_LT(crossed * 50, leaders);
}

TEST(label_placement, the_same_scene_gives_the_same_places) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const label_layout first = place_labels(random_scene(seed));
    const label_layout second = place_labels(random_scene(seed));
    EXPECT_EQ(first.places, second.places);
    EXPECT_EQ(first.picture, second.picture);
  }
}

TEST(label_placement, an_empty_scene_stays_as_it_is) {
  const label_layout layout = place_labels({{0, 0, 100, 100}, {}, {}, {}});
  EXPECT_TRUE(layout.places.empty());
  EXPECT_EQ(layout.picture, (map_box{0, 0, 100, 100}));
}

}  // namespace
}  // namespace coopgraph::detail
