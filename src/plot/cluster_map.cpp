// SPDX-License-Identifier: BSL-1.0
#include "plot/label_text.hpp"
#include "plot/map_drawing.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/plot/cluster_map.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

namespace coopgraph {
namespace {

constexpr const char* function = "cluster_map";

using detail::drawing;
using detail::map_key;
using detail::map_layout;
using detail::map_spot;
using detail::paint;
using detail::words;
using unit = cluster_map_data::unit;
namespace palette = detail::palette;

constexpr int inside_size = 90;
constexpr int inside_pad = 24;
constexpr int least_radius = 56;
constexpr int alone_radius = 22;  // of a unit in no cluster
constexpr int mover_gap = 14;
constexpr int room_around = 8;  // between a point and its name
constexpr markup unsure_dash = "3 1.8";
constexpr markup no_tint = "#f5f4f0";

/// The fill of a point, and the text on it: at least 4.5:1.
struct filling {
  markup area;
  markup text;
};
constexpr std::array<filling, 8> fillings{{{palette::categories[0], palette::paper},
                                           {palette::categories[1], palette::ink},
                                           {palette::categories[2], palette::ink},
                                           {palette::category_texts[3], palette::paper},
                                           {palette::categories[4], palette::paper},
                                           {palette::categories[5], palette::ink},
                                           {palette::categories[6], palette::paper},
                                           {palette::category_texts[7], palette::paper}}};

/// Colours begin anew after the eighth cluster. \pre cluster > 0
std::size_t colour_of(std::uint64_t cluster) { return static_cast<std::size_t>((cluster - 1) % fillings.size()); }

/// "a", …, "z", "aa", …
std::string letters(std::size_t k) {
  std::string text;
  for (++k; k > 0; k = (k - 1) / 26) text.insert(text.begin(), static_cast<char>('a' + (k - 1) % 26));
  return text;
}

void check(const cluster_map_data& data, const cluster_map_options& options) {
  detail::check_id(function, options.id);
  detail::check_range(function, "width", options.width, 200, 2000);
  if (!(options.sure_from >= 0.0 && options.sure_from <= 1.0))
    throw option_error(function, "sure_from", to_text(options.sure_from), "[0, 1]");
  for (const unit& u : data.units) {
    detail::check_place(function, u.where);
    if (u.confidence && !(*u.confidence >= 0.0 && *u.confidence <= 1.0))
      throw input_error(function, "confidence", to_text(*u.confidence), "[0, 1]");
  }
  for (const auto& [a, b] : data.joined)
    if (a >= data.units.size() || b >= data.units.size() || a == b)
      throw input_error(function, "joined", std::to_string(a) + " - " + std::to_string(b), "two different units");
  detail::check_outlines(function, options.outlines, data.units.size());
}

class cluster_painter {
 public:
  cluster_painter(const cluster_map_data& data, const cluster_map_options& options)
      : data_(data), options_(options), say_(options.lang) {}

  figure run() {
    check(data_, options_);
    head_.id = options_.id;
    head_.title = !options_.title.empty() ? options_.title : say_({"Clusters on the map", "Các cụm trên bản đồ"});
    for (const unit& u : data_.units)
      if (!u.region.empty()) letter_.emplace(u.region, std::string());
    std::size_t k = 0;
    for (auto& [region, letter] : letter_) letter = letters(k++);
    put_in_order();
    describe();
    const bool placed = std::any_of(data_.units.begin(), data_.units.end(), [](const unit& u) { return u.where.has_value(); });
    if (!placed)
      return detail::picture_of_nothing("cluster-map", std::move(head_),
                                        data_.units.empty() ? say_({"There are no actors.", "Không có chủ thể nào."})
                                                            : say_({"No actor has a place.", "Chưa có chủ thể nào nêu vị trí."}),
                                        options_.width * 10);
    plan();
    return draw();
  }

 private:
  /// By name and place: what lies above what does not depend on how the units are numbered.
  void put_in_order() {
    order_.resize(data_.units.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    const auto key = [&](std::size_t v) {
      const unit& u = data_.units[v];
      const position p = u.where.value_or(position{});
      return std::tuple(std::string_view(u.name), p.lat, p.lon);
    };
    std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    rank_.resize(order_.size());
    for (std::size_t r = 0; r < order_.size(); ++r) rank_[order_[r]] = r;
  }

  [[nodiscard]] bool is_unsure(const unit& u) const {
    return u.cluster > 0 && u.confidence && *u.confidence < options_.sure_from;
  }

  [[nodiscard]] std::string word() const {
    return options_.cluster_word.empty() ? say_({"cluster", "cụm"}) : options_.cluster_word;
  }

  [[nodiscard]] std::string percent(double share) const { return say_.number(std::floor(share * 100.0 + 0.5)) + " %"; }

  /// "3b": the cluster, and the letter of the official region.
  [[nodiscard]] std::string code_of(const unit& u) const {
    if (u.cluster == 0) return {};
    return std::to_string(u.cluster) + (u.region.empty() ? "" : letter_.at(u.region));
  }

  [[nodiscard]] std::string tooltip(const unit& u) const {
    std::string text =
        u.name + ": " +
        (u.cluster == 0 ? say_({"in no {0}", "không thuộc {0} nào"}, {word()}) : word() + ' ' + std::to_string(u.cluster));
    if (u.cluster > 0 && u.confidence) text += say_({" ({0} sure)", " (độ tin cậy {0})"}, {percent(*u.confidence)});
    if (!u.region.empty()) text += say_({"; official region: {0}", "; vùng chính thức: {0}"}, {u.region});
    if (u.moves) text += say_({"; would have to move", "; lệch vùng"});
    return text;
  }

  void describe() {
    std::set<std::uint64_t> clusters;
    std::size_t unsure = 0;
    std::size_t moving = 0;
    std::vector<std::string> placeless;
    for (const std::size_t v : order_) {
      const unit& u = data_.units[v];
      if (u.cluster > 0) clusters.insert(u.cluster);
      unsure += is_unsure(u);
      moving += u.moves;
      if (!u.where) placeless.push_back(u.name);
    }
    std::string& text = head_.description;
    text = say_({"Units: {0}; of this kind: {1} ({2}). The number of each is its {2}.",
                 "Số chủ thể: {0}; số {2}: {1}. Con số trên mỗi chủ thể là số của {2}."},
                {say_.number(data_.units.size()), say_.number(clusters.size()), word()});
    if (unsure > 0)
      detail::add_sentence(text, say_({"Less than {0} sure: {1}.", "Độ tin cậy dưới {0}: {1} chủ thể."},
                                      {percent(options_.sure_from), say_.number(unsure)}));
    if (moving > 0)
      detail::add_sentence(
          text, say_({"In another official region than their {1}: {0}.", "Thuộc vùng chính thức khác với {1}: {0} chủ thể."},
                     {say_.number(moving), word()}));
    head_.note = detail::note_of_placeless(say_, placeless);
  }

  void plan() {
    plan_.outlines = &options_.outlines;
    plan_.width = options_.width;
    for (std::size_t v = 0; v < data_.units.size(); ++v) {
      const unit& u = data_.units[v];
      const std::string code = code_of(u);
      const int wide = (detail::text_width(code, inside_size) + inside_pad) / 2;
      plan_.marks.push_back({u.name, u.where, (code.empty() ? alone_radius : std::max(least_radius, wide)) + room_around_of(u),
                             u.moves ? detail::small_bold_label : detail::small_label, u.moves, 1, v, code});
    }
    auto joined = data_.joined;
    for (auto& [a, b] : joined)
      if (rank_[b] < rank_[a]) std::swap(a, b);
    std::sort(joined.begin(), joined.end(), [&](const auto& x, const auto& y) {
      return std::pair(rank_[x.first], rank_[x.second]) < std::pair(rank_[y.first], rank_[y.second]);
    });
    for (const auto& [a, b] : joined) plan_.ties.push_back({a, b, 0, false, true});
  }

  void draw_areas(drawing& on, const map_layout& map) const {
    std::vector<markup> tints(data_.units.size(), no_tint);
    for (std::size_t v = 0; v < data_.units.size(); ++v) {
      const unit& u = data_.units[v];
      if (u.cluster > 0 && !is_unsure(u)) tints[v] = palette::category_washes[colour_of(u.cluster)];
    }
    draw_outlines(on, map, say_, tints);
  }

  void draw_lines(drawing& on, const map_layout& map) const {
    for (std::size_t i = 0; i < plan_.ties.size(); ++i) {
      if (!map.bows[i]) continue;
      const std::uint64_t cluster = data_.units[plan_.ties[i].from].cluster;
      on.line({map.bows[i]->from, map.bows[i]->to},
              {.stroke = cluster == 0 ? palette::rule : fillings[colour_of(cluster)].area, .width = 16, .opacity = 60},
              {.tie = std::pair(plan_.ties[i].from, plan_.ties[i].to)});
    }
  }

  [[nodiscard]] static int room_around_of(const unit& u) { return room_around + (u.moves ? mover_gap : 0); }

  /// How the point of a unit is drawn: filled, hollow, or small and grey.
  [[nodiscard]] paint paint_of(const unit& u) const {
    if (u.cluster == 0) return {.fill = palette::paper, .stroke = palette::axis, .width = 9};
    const filling& fill = fillings[colour_of(u.cluster)];
    if (is_unsure(u))
      return {.fill = palette::paper, .stroke = palette::category_texts[colour_of(u.cluster)], .width = 14, .dash = unsure_dash};
    return {.fill = fill.area, .stroke = palette::paper, .width = 8};
  }

  void draw_points(drawing& on, const map_layout& map) const {
    for (const std::size_t v : order_) {
      const unit& u = data_.units[v];
      if (!map.discs[v]) continue;
      const detail::map_disc disc{map.discs[v]->at, map.discs[v]->radius - room_around_of(u)};
      if (u.moves) on.circle({disc.at, disc.radius + mover_gap}, {.fill = palette::paper, .stroke = palette::ink, .width = 14});
      on.circle(disc, paint_of(u), {.actor = v, .tooltip = tooltip(u)});
      if (u.cluster == 0 || map.crowded[v]) continue;
      on.text({disc.at.x, disc.at.y + inside_size * 36 / 100}, code_of(u),
              {.size = inside_size,
               .anchor = detail::text_anchor::middle,
               .fill = is_unsure(u) ? palette::ink : fillings[colour_of(u.cluster)].text},
              {.actor = v});
    }
  }

  [[nodiscard]] std::vector<map_key> keys() const {
    const auto any = [&](auto is) {
      return std::any_of(data_.units.begin(), data_.units.end(), [&](const unit& u) { return u.where && is(u); });
    };
    const paint sample{.fill = palette::category_washes[0], .stroke = palette::categories[0], .width = 14};
    std::vector<map_key> all;
    if (any([](const unit& u) { return u.cluster > 0; }))
      all.push_back({.point = sample,
                     .radius = least_radius,
                     .inside = "1",
                     .text = say_({"number and colour: {0}", "số và màu: {0}"}, {word()})});
    if (any([&](const unit& u) { return is_unsure(u); })) {
      paint hollow = sample;
      hollow.fill = palette::paper;
      hollow.dash = unsure_dash;
      all.push_back({.point = hollow,
                     .radius = least_radius,
                     .text = say_({"less than {0} sure", "độ tin cậy dưới {0}"}, {percent(options_.sure_from)})});
    }
    if (any([](const unit& u) { return u.moves; }))
      all.push_back({.point = paint{.fill = palette::paper, .stroke = palette::ink, .width = 14},
                     .radius = least_radius,
                     .text = say_({"sits in another official region", "thuộc vùng chính thức khác"})});
    if (any([](const unit& u) { return u.cluster == 0; }))
      all.push_back({.point = paint{.fill = palette::paper, .stroke = palette::axis, .width = 9},
                     .radius = alone_radius,
                     .text = say_({"in no {0}", "không thuộc {0} nào"}, {word()})});
    bool first = true;
    for (const auto& [region, letter] : letter_) {
      all.push_back(
          {.text = (first ? say_({"official region: ", "vùng chính thức: "}) : "") + letter + ' ' + region, .new_row = first});
      first = false;
    }
    return all;
  }

  figure draw() {
    const map_layout map = lay_out(plan_);
    if (map.incomplete) detail::add_sentence(head_.note, detail::note_of_incomplete(say_));
    drawing on;
    on.reserve(map.picture);
    draw_areas(on, map);
    draw_lines(on, map);
    draw_points(on, map);
    draw_labels(on, plan_, map);
    const int bottom = draw_keys(on, map.picture, keys());
    on.reserve({map.picture.left, map.picture.bottom, map.picture.right, bottom});
    return on.finish("cluster-map", std::move(head_), 0);
  }

  const cluster_map_data& data_;
  const cluster_map_options& options_;
  words say_;
  figure head_ = {};
  std::map<std::string, std::string> letter_;  // by official region
  std::vector<std::size_t> order_;
  std::vector<std::size_t> rank_;
  detail::map_plan plan_;
};

}  // namespace

cluster_map_data make_cluster_map(const std::vector<std::string>& names, const std::vector<std::optional<position>>& places,
                                  const partition& clusters) {
  const auto fits = [&](const char* what, std::size_t is) {
    if (is != names.size())
      throw input_error("make_cluster_map", what, std::to_string(is) + " of them",
                        std::to_string(names.size()) + ", one for each name");
  };
  fits("places", places.size());
  fits("labels", clusters.label.size());
  cluster_map_data data;
  for (std::size_t v = 0; v < names.size(); ++v)
    data.units.push_back({names[v], places[v], std::uint64_t{clusters.label[v]} + 1, {}, {}, false});
  return data;
}

cluster_map_data make_cluster_map(const agreement_view& view, const partition& clusters) {
  return make_cluster_map(view.names, view.places, clusters);
}

cluster_map_data make_cluster_map(const flow_view& view, const partition& clusters) {
  return make_cluster_map(view.names, view.places, clusters);
}

figure cluster_map(const cluster_map_data& data, const cluster_map_options& options) {
  return cluster_painter(data, options).run();
}

}  // namespace coopgraph
