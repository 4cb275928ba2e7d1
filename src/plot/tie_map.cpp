// SPDX-License-Identifier: BSL-1.0
#include "plot/tie_looks.hpp"

#include <coopgraph/core/text.hpp>
#include <coopgraph/plot/tie_map.hpp>

#include <cmath>
#include <cstddef>
#include <utility>

namespace coopgraph {
namespace {

constexpr const char* function = "tie_map";

void check(const tie_map_data& data) {
  for (const auto& t : data.ties) {
    if (t.from >= data.points.size() || t.to >= data.points.size() || t.from == t.to)
      throw input_error(function, "ties", std::to_string(t.from) + " - " + std::to_string(t.to),
                        "two different points of the data");
    if (!(t.weight > 0.0 && std::isfinite(t.weight)))
      throw input_error(function, "weight", to_text(t.weight), "a finite number above 0");
  }
}

void set_looks(detail::tie_scene& scene, const tie_map_options& options) {
  const detail::words& say = scene.say;
  using detail::palette::category;
  scene.looks = {
      {category(0), "", say({"tie by agreement", "liên kết theo thỏa thuận"})},
      {category(2), "9 3", say({"tie by a bound or by unnamed parties", "liên kết chỉ biết giới hạn hoặc chưa rõ bên"})},
      {category(3), "2 2.5", say({"estimated or modelled tie", "liên kết ước tính hoặc mô phỏng"})},
      {category(1), "4 3", say({"only proposed or invited", "mới đề xuất hoặc mời tham gia"})}};
  if (!options.kinds.empty()) detail::set_kinds(scene, options.kinds);
}

figure drawn(detail::tie_scene scene, const tie_map_options& options, const std::string& title) {
  scene.kind = "tie-map";
  scene.width = options.width;
  scene.most = options.most;
  scene.outlines = &options.outlines;
  scene.head.id = options.id;
  scene.head.title = !options.title.empty() ? options.title : title;
  if (scene.head.title.empty()) scene.head.title = scene.say({"Ties between actors", "Liên kết giữa các chủ thể"});
  set_looks(scene, options);
  return detail::draw_ties(std::move(scene));
}

std::string no_tie(const detail::words& say) { return say({"no tie on record", "chưa ghi nhận liên kết"}); }

std::size_t look_of(tie_basis basis) {
  const map_tie_kind kind = basis == tie_basis::stated    ? map_tie_kind::stated
                            : basis == tie_basis::bounded ? map_tie_kind::bounded
                                                          : map_tie_kind::estimated;
  return static_cast<std::size_t>(kind);
}

}  // namespace

figure tie_map(const tie_map_data& data, const tie_map_options& options) {
  detail::check_map_options(function, options.id, options.width, options.most, options.kinds.size(), data.ties.size());
  check(data);
  detail::tie_scene scene;
  scene.function = function;
  scene.say = detail::words(options.lang);
  scene.head.description = data.description;
  scene.unit = data.weight_unit;
  for (const auto& p : data.points) {
    scene.names.push_back(p.name);
    scene.places.push_back(p.where);
    scene.point_look_of.push_back(static_cast<std::size_t>(p.kind));
  }
  for (const auto& t : data.ties) scene.ties.push_back({t.from, t.to, t.weight, static_cast<std::size_t>(t.kind), t.what});
  detail::set_point_kinds(scene, no_tie(scene.say));
  return drawn(std::move(scene), options, data.title);
}

figure tie_map(const agreement_view& view, const tie_map_options& options) {
  const auto g = view.graph.view();
  detail::check_map_options(function, options.id, options.width, options.most, options.kinds.size(), g.edges());
  detail::tie_scene scene = detail::scene_of_view(function, view);
  scene.say = detail::words(options.lang);
  for (edge_id e = 0; e < g.edges(); ++e)
    scene.ties.push_back({g.source[e], g.target[e], view.strengths[e], e < view.basis.size() ? look_of(view.basis[e]) : 0, {}});
  detail::set_point_looks(scene, no_tie(scene.say));
  return drawn(std::move(scene), options, {});
}

}  // namespace coopgraph
