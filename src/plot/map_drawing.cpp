// SPDX-License-Identifier: BSL-1.0
#include "plot/map_drawing.hpp"

#include "plot/label_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace coopgraph::detail {
namespace {

constexpr markup land = "#f5f4f0";
constexpr markup coast = "#c4c2ba";
constexpr int coast_width = 5;
constexpr int speck_radius = 7;
constexpr int frame_pad = 50;

constexpr int key_size = 100;
constexpr int key_row = 165;
constexpr int key_line = 280;  // the sample of a line
constexpr int key_pad = 100;
constexpr int key_gap = 50;
constexpr std::size_t longest_key = 44;

void draw_shape(drawing& on, const unit_shape& shape, markup fill) {
  if (!shape.rings.empty()) {
    outline path;
    for (const auto& ring : shape.rings) {
      path.move(ring.front());
      for (std::size_t i = 1; i < ring.size(); ++i) path.line(ring[i]);
      path.close();
    }
    on.shape(path, {.fill = fill, .stroke = coast, .width = coast_width}, {.actor = shape.actor});
  }
}

void draw_specks(drawing& on, const unit_shape& shape, markup fill) {
  for (const map_spot& s : shape.specks) on.circle({s, speck_radius}, {.fill = fill});
}

std::int64_t root(std::int64_t square) {
  auto r = static_cast<std::int64_t>(std::sqrt(static_cast<double>(square)));
  while (r * r > square) --r;
  while ((r + 1) * (r + 1) <= square) ++r;
  return r;
}

}  // namespace

void draw_outlines(drawing& on, const map_layout& map, const words& say, const std::vector<markup>& fills) {
  const auto fill_of = [&](const unit_shape& s) { return fills.empty() ? land : fills[s.actor]; };
  for (const unit_shape& shape : map.shapes) draw_shape(on, shape, fill_of(shape));
  for (const map_inset& inset : map.insets) {
    on.rectangle(inset.frame, {.fill = palette::paper, .stroke = palette::axis, .width = 6});
    for (const unit_shape& shape : inset.shapes) {
      draw_shape(on, shape, fill_of(shape));
      draw_specks(on, shape, palette::axis);
    }
    on.text({inset.frame.left + frame_pad, inset.frame.top + 105}, say(archipelagos[inset.archipelago].name),
            {.size = 90, .fill = palette::quiet});
  }
}

void draw_labels(drawing& on, const map_plan& plan, const map_layout& map) {
  for (const placed_label& l : map.labels)
    if (l.place.leader) on.line(*l.place.leader, {.stroke = palette::axis, .width = 6});
  for (const placed_label& l : map.labels) {
    const label_type& type = plan.marks[l.mark].label;
    on.text({l.place.box.left, l.place.box.top + type.ascent}, l.text, {.size = type.size, .bold = type.bold, .halo = true},
            {.actor = plan.marks[l.mark].actor});
  }
}

map_spot before(const map_spot& b, const map_spot& a, int distance) {
  const std::int64_t dx = b.x - a.x;
  const std::int64_t dy = b.y - a.y;
  const std::int64_t length = root(dx * dx + dy * dy);
  if (length <= distance) return a;
  return {b.x - static_cast<int>(dx * distance / length), b.y - static_cast<int>(dy * distance / length)};
}

map_spot draw_head(drawing& on, const map_spot& tip, const map_spot& from, int line_width, const paint& how) {
  const int length = 50 + line_width * 3 / 2;
  const map_spot base = before(tip, from, length);
  const int dx = tip.x - base.x;
  const int dy = tip.y - base.y;
  const int half = 24 + line_width;  // of the head's breadth
  const map_spot side{-dy * half / length, dx * half / length};
  outline path;
  path.move(tip).line({base.x + side.x, base.y + side.y}).line({base.x - side.x, base.y - side.y}).close();
  on.shape(path, {.fill = how.stroke, .opacity = how.opacity});
  return base;
}

int draw_keys(drawing& on, const map_box& picture, const std::vector<map_key>& keys) {
  if (keys.empty()) return picture.bottom;
  const int left = picture.left + key_pad;
  const int right = picture.right - key_pad;
  on.line({{left, picture.bottom}, {right, picture.bottom}}, {.stroke = palette::rule});
  int x = left;
  int y = picture.bottom + key_row;
  for (const map_key& k : keys) {
    const int sample = k.line ? key_line : k.point ? std::max(110, 2 * k.radius + 20) : -key_gap;
    const std::vector<std::string> texts = wrapped(shortened(k.text, longest_key), key_size, right - left - sample - key_gap);
    int width = 0;
    for (const std::string& text : texts) width = std::max(width, text_width(text, key_size));
    if (x > left && (k.new_row || x + sample + key_gap + width > right)) {
      x = left;
      y += key_row;
    }
    const map_spot start{x, y - 35};
    map_spot end{x + sample - (k.point ? k.radius : 0), start.y};
    if (k.line) {
      if (k.head) end = draw_head(on, end, start, k.line->width, *k.line);
      on.line({start, end}, *k.line);
    }
    if (k.point) {
      const map_spot at{k.line ? x + sample - k.radius : x + sample / 2, start.y};
      on.circle({at, k.radius}, *k.point);
      if (!k.inside.empty()) on.text({at.x, at.y + 32}, k.inside, {.size = 90, .anchor = text_anchor::middle});
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (i > 0) y += 130;
      on.text({x + sample + key_gap, y}, texts[i], {.size = key_size});
    }
    x += sample + key_gap + width + 160;
  }
  return y + key_row / 2;
}

std::string note_of_placeless(const words& say, const std::vector<std::string>& names) {
  if (names.empty()) return {};
  std::string all;
  for (const std::string& name : names) all.append(all.empty() ? "" : "; ").append(name);
  return say({"Not on the map, for their place is not stated: {0}.", "Không có trên bản đồ vì chưa nêu vị trí: {0}."}, {all});
}

std::string note_of_incomplete(const words& say) {
  return say(
      {"The outlines are not drawn, for they leave out the islands Hoàng Sa or Trường Sa; actors stand as points.",
       "Không vẽ ranh giới vì dữ liệu ranh giới thiếu quần đảo Hoàng Sa hoặc quần đảo Trường Sa; các chủ thể được thể hiện "
       "bằng điểm."});
}

void add_sentence(std::string& note, const std::string& sentence) {
  if (sentence.empty()) return;
  note.append(note.empty() ? "" : " ").append(sentence);
}

}  // namespace coopgraph::detail
