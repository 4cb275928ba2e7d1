// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "plot/tie_picture.hpp"

#include <coopgraph/core/error.hpp>

#include <cstddef>
#include <string>

namespace coopgraph::detail {

/// Points of these kinds: those at position 0 are large, 1 filled, 2 small and hollow.
inline void set_point_kinds(tie_scene& scene, const std::string& untied) {
  scene.point_looks = {{{.fill = palette::ink, .stroke = palette::paper, .width = 15},
                        60,
                        large_label,
                        true,
                        6,
                        scene.say({"its ties were recorded", "chủ thể được ghi nhận liên kết"})},
                       {{.stroke = palette::paper, .width = 10}, 32, plain_label, true, 1, {}},
                       {{.fill = palette::paper, .stroke = palette::axis, .width = 9}, 18, small_label, false, 1, untied}};
}

/// Points with a tie are filled, the others hollow.
inline void set_point_looks(tie_scene& scene, const std::string& untied) {
  set_point_kinds(scene, untied);
  scene.point_look_of.assign(scene.names.size(), 2);
  for (const stated_tie& t : scene.ties)
    for (const std::size_t v : {t.from, t.to}) scene.point_look_of[v] = 1;
}

/// Names, places and unit of a view.
/// \throws input_error unless its parts fit its graph and no strength is negative
template <class View>
[[nodiscard]] tie_scene scene_of_view(const char* function, const View& view) {
  const auto g = view.graph.view();
  const auto fits = [&](const char* what, std::size_t is, std::size_t should) {
    if (is != should)
      throw input_error(function, what, std::to_string(is) + " of them", std::to_string(should) + ", as the graph has");
  };
  fits("names", view.names.size(), g.vertices());
  if (!view.places.empty()) fits("places", view.places.size(), g.vertices());
  fits("strengths", view.strengths.size(), g.edges());
  for (edge_id e = 0; e < g.edges(); ++e) check_amount(function, "strength of edge " + std::to_string(e), view.strengths[e]);
  tie_scene scene;
  scene.function = function;
  scene.names = view.names;
  scene.places = view.places;
  scene.places.resize(scene.names.size());
  scene.unit = view.unit;
  return scene;
}

}  // namespace coopgraph::detail
