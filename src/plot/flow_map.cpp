// SPDX-License-Identifier: BSL-1.0
#include "plot/tie_looks.hpp"

#include <coopgraph/plot/flow_map.hpp>

#include <utility>

namespace coopgraph {

figure flow_map(const flow_view& view, const flow_map_options& options) {
  constexpr const char* function = "flow_map";
  const auto g = view.graph.view();
  detail::check_map_options(function, options.id, options.width, options.most, options.kinds.size(), g.edges());
  detail::tie_scene scene = detail::scene_of_view(function, view);
  scene.kind = "flow-map";
  scene.say = detail::words(options.lang);
  scene.directed = true;
  scene.width = options.width;
  scene.most = options.most;
  scene.outlines = &options.outlines;
  scene.head = {options.id, options.title, {}, {}, {}};
  if (options.title.empty()) scene.head.title = scene.say({"Flows between actors", "Luồng trao đổi giữa các chủ thể"});
  for (edge_id e = 0; e < g.edges(); ++e) scene.ties.push_back({g.source[e], g.target[e], view.strengths[e], 0, {}});
  scene.looks = {{}};
  if (!options.kinds.empty()) detail::set_kinds(scene, options.kinds);
  detail::set_point_looks(scene, scene.say({"no flow on record", "chưa ghi nhận luồng nào"}));
  return detail::draw_ties(std::move(scene));
}

}  // namespace coopgraph
