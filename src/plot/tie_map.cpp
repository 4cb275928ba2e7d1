// SPDX-License-Identifier: BSL-1.0
#include "plot/map_layout.hpp"
#include "plot/svg.hpp"
#include "plot/label_text.hpp"

#include <coopgraph/plot/tie_map.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace coopgraph {
namespace {

using detail::add_title;
using detail::attribute;
using detail::look_of;
using detail::map_box;
using detail::map_disc;
using detail::map_layout;
using detail::map_line;
using detail::map_spot;
using detail::number;

// All lengths are tenths of the picture's unit. The font sizes are those of tie_map_style.
constexpr int key_size = 100;
constexpr int key_row = 165;
constexpr int key_sample = 260;  // of a legend entry
constexpr int key_pad = 100;
constexpr int note_size = 100;
constexpr int note_row = 140;

constexpr markup name_of(map_tie_kind kind) {
  switch (kind) {
    case map_tie_kind::stated:
      return "stated";
    case map_tie_kind::bounded:
      return "bounded";
    case map_tie_kind::proposed:
      break;
  }
  return "proposed";
}
constexpr std::array<markup, 3> width_names{"w1", "w2", "w3"};

std::string named_tie(const tie_map_data& data, const tie_map_data::tie& t) {
  return data.points[t.from].name + " – " + data.points[t.to].name + (t.what.empty() ? "" : ": " + t.what);
}

void add_text(escaped& svg, markup open, const map_spot& at, int width, std::string_view text) {
  svg += open;
  attribute(svg, " x=\"", at.x);
  attribute(svg, " y=\"", at.y);
  attribute(svg, " textLength=\"", width);
  svg += " lengthAdjust=\"spacingAndGlyphs\">";
  svg += escaped::text(text);
  svg += "</text>\n";
}

void add_line(escaped& svg, const map_line& l) {
  attribute(svg, " x1=\"", l.from.x);
  attribute(svg, " y1=\"", l.from.y);
  attribute(svg, " x2=\"", l.to.x);
  attribute(svg, " y2=\"", l.to.y);
  svg += "/>\n";
}

void add_circle(escaped& svg, markup name, const map_disc& disc) {
  svg += "<circle class=\"";
  svg += name;
  attribute(svg, "\" cx=\"", disc.at.x);
  attribute(svg, " cy=\"", disc.at.y);
  attribute(svg, " r=\"", disc.radius);
}

void add_spot(escaped& svg, const map_spot& spot) {
  svg += number(spot.x);
  svg += " ";
  svg += number(spot.y);
}

void add_ties(escaped& svg, const map_layout& d) {
  // The surer ties lie above the others.
  for (const map_tie_kind kind : {map_tie_kind::proposed, map_tie_kind::bounded, map_tie_kind::stated})
    for (const auto& [i, path] : d.bows) {
      const auto& tie = d.data.ties[i];
      if (tie.kind != kind) continue;
      svg += "<path class=\"tie ";
      svg += name_of(kind);
      svg += " ";
      svg += width_names[d.widths.step(tie.weight)];
      svg += "\" d=\"M";
      add_spot(svg, path.from);
      svg += "Q";
      add_spot(svg, path.control);
      svg += " ";
      add_spot(svg, path.to);
      svg += "\">";
      add_title(svg, named_tie(d.data, tie));
      svg += "</path>\n";
    }
}

void add_points(escaped& svg, const map_layout& d) {
  std::vector<std::size_t> ties(d.data.points.size(), 0);
  std::vector<map_tie_kind> surest(d.data.points.size(), map_tie_kind::proposed);
  for (const auto& t : d.data.ties)
    for (const std::size_t end : {t.from, t.to}) {
      ++ties[end];
      surest[end] = std::min(surest[end], t.kind);
    }
  for (const map_point_kind kind : {map_point_kind::other, map_point_kind::tied, map_point_kind::observed})
    for (std::size_t s = 0; s < d.places.shown.size(); ++s) {
      const std::size_t i = d.places.shown[s];
      if (d.data.points[i].kind != kind) continue;
      const bool by_tie = kind == map_point_kind::tied && ties[i] > 0;
      add_circle(svg, by_tie ? name_of(surest[i]) : look_of(kind).name, d.places.discs[s]);
      svg += ">";
      add_title(svg, d.data.points[i].name + ": " +
                         (ties[i] == 0 ? std::string("no recorded tie")
                                       : std::to_string(ties[i]) + (ties[i] == 1 ? " recorded tie" : " recorded ties")));
      svg += "</circle>\n";
    }
}

void add_labels(escaped& svg, const map_layout& d) {
  for (const auto& place : d.layout.places)
    if (place && place->leader) {
      svg += "<line class=\"leader\"";
      add_line(svg, *place->leader);
    }
  for (std::size_t l = 0; l < d.labelled.size(); ++l) {
    if (!d.layout.places[l]) continue;
    const map_box& box = d.layout.places[l]->box;
    const detail::look as = look_of(d.data.points[d.places.shown[d.labelled[l]]].kind);
    svg += "<text class=\"label ";
    svg += as.name;
    add_text(svg, "\"", {box.left, box.top + as.ascent}, d.label_widths[l], d.texts[l]);
  }
}

/// An entry of the legend: a line, a point, or a line that ends in a point.
struct key {
  std::optional<std::pair<map_tie_kind, std::size_t>> line = {};
  std::optional<map_point_kind> point = {};
  std::string text = {};
  bool new_row = false;
};

std::vector<key> keys_of(const map_layout& d) {
  std::vector<key> keys;
  const auto shown = [&](map_point_kind kind) {
    return std::any_of(d.places.shown.begin(), d.places.shown.end(),
                       [&](std::size_t i) { return d.data.points[i].kind == kind; });
  };
  if (shown(map_point_kind::observed)) keys.push_back({{}, map_point_kind::observed, "its ties were recorded"});
  constexpr std::array<std::pair<map_tie_kind, const char*>, 3> kinds{
      {{map_tie_kind::stated, "tie by agreement"},
       {map_tie_kind::bounded, "tie by agreement with unnamed parties"},
       {map_tie_kind::proposed, "only proposed or invited"}}};
  for (const auto& [kind, text] : kinds) {
    const auto is = [&, wanted = kind](const auto& b) { return d.data.ties[b.first].kind == wanted; };
    if (std::any_of(d.bows.begin(), d.bows.end(), is))
      keys.push_back({{{kind, d.widths.size() > 1 ? 1U : 0U}}, map_point_kind::tied, text});
  }
  if (shown(map_point_kind::other)) keys.push_back({{}, map_point_kind::other, "no tie on record"});
  if (!d.bows.empty() && d.widths.size() > 1)
    for (std::size_t k = 0; k < d.widths.size(); ++k)
      keys.push_back(
          {{{map_tie_kind::stated, k}}, {}, (k == 0 ? "line width: " : "") + d.widths.text(k, d.data.weight_unit), k == 0});
  return keys;
}

/// Draws the legend below the map, from `top` on, and returns where it ends.
int add_keys(escaped& svg, const map_layout& d, int top) {
  const std::vector<key> keys = keys_of(d);
  if (keys.empty()) return top;
  const map_box& picture = d.layout.picture;
  svg += "<line class=\"rule\"";
  add_line(svg, {{picture.left + key_pad, top}, {picture.right - key_pad, top}});
  int x = picture.left + key_pad;
  int y = top + key_row;
  for (const key& k : keys) {
    const int sample = k.line ? key_sample : 110;
    const int width = detail::text_width(k.text, key_size);
    if (k.new_row || (x > picture.left + key_pad && x + sample + 50 + width > picture.right - key_pad)) {
      x = picture.left + key_pad;
      y += key_row;
    }
    const map_spot start{x, y - 35};
    if (k.line) {
      svg += "<line class=\"tie ";
      svg += name_of(k.line->first);
      svg += " ";
      svg += width_names[k.line->second];
      svg += "\"";
      add_line(svg, {start, {x + sample - (k.point ? 30 : 0), start.y}});
    }
    if (k.point) {
      const int radius = look_of(*k.point).radius;
      const int at = k.line ? x + sample - radius : x + 60;
      add_circle(svg, k.line ? name_of(k.line->first) : look_of(*k.point).name, {{at, start.y}, radius});
      svg += "/>\n";
    }
    add_text(svg, "<text class=\"key\"", {x + sample + 50, y}, width, k.text);
    x += sample + 50 + width + 160;
  }
  return y + key_row / 2;
}

std::string note_of(const tie_map_data& data) {
  std::vector<std::size_t> ties(data.points.size(), 0);
  for (const auto& t : data.ties)
    for (const std::size_t end : {t.from, t.to}) ++ties[end];
  std::string names;
  for (std::size_t i = 0; i < data.points.size(); ++i) {
    if (data.points[i].where) continue;
    names.append(names.empty() ? "" : "; ").append(data.points[i].name);
    if (ties[i] > 0) names += " (" + std::to_string(ties[i]) + (ties[i] == 1 ? " recorded tie)" : " recorded ties)");
  }
  return names.empty() ? names : "Not on the map, for their place is not stated: " + names + ".";
}

int add_note(escaped& svg, const map_layout& d, int top) {
  const map_box& picture = d.layout.picture;
  int y = top;
  for (const std::string& line : detail::wrapped(note_of(d.data), note_size, picture.right - picture.left - 2 * key_pad)) {
    y += note_row;
    add_text(svg, "<text class=\"key\"", {picture.left + key_pad, y}, detail::text_width(line, note_size), line);
  }
  return y == top ? top : y + note_row / 2;
}

enum class surroundings { page, file };

escaped picture_of(const tie_map_data& data, const tie_map_options& options, surroundings in) {
  const map_layout d = detail::lay_out(data, options);
  escaped body;
  add_ties(body, d);
  add_points(body, d);
  add_labels(body, d);
  const map_box& picture = d.layout.picture;
  int bottom = picture.bottom;
  if (d.places.shown.empty()) {
    const std::string none = data.points.empty() ? "There are no actors." : "No actor has a place.";
    bottom += 300;
    add_text(body, "<text class=\"tied\"", {key_pad, bottom - 120}, detail::text_width(none, 110), none);
  }
  bottom = add_keys(body, d, bottom);
  if (in == surroundings::file) bottom = add_note(body, d, bottom);

  escaped svg("<svg class=\"tie-map\" role=\"img\" aria-labelledby=\"");
  const escaped id = escaped::text(options.id);
  svg += id;
  svg += "-title ";
  svg += id;
  svg += "-desc\"";
  if (in == surroundings::file) {
    svg += " xmlns=\"http://www.w3.org/2000/svg\"";
    attribute(svg, " width=\"", picture.right - picture.left);
    attribute(svg, " height=\"", bottom - picture.top);
  }
  svg += " viewBox=\"";
  svg += number(picture.left);
  for (const int value : {picture.top, picture.right - picture.left, bottom - picture.top}) {
    svg += " ";
    svg += number(value);
  }
  svg += "\">\n<title id=\"";
  svg += id;
  svg += "-title\">";
  svg += escaped::text(data.title);
  svg += "</title>\n<desc id=\"";
  svg += id;
  svg += "-desc\">";
  svg += escaped::text(data.description);
  svg += "</desc>\n";
  if (in == surroundings::file) {
    svg += "<style>";
    svg += markup(tie_map_style);
    svg += "</style>\n";
  }
  svg += body;
  svg += "</svg>\n";
  return svg;
}

}  // namespace

escaped tie_map(const tie_map_data& data, const tie_map_options& options) {
  escaped html = picture_of(data, options, surroundings::page);
  if (const std::string note = note_of(data); !note.empty()) {
    html += "<p class=\"note\">";
    html += escaped::text(note);
    html += "</p>\n";
  }
  return html;
}

std::string to_svg(const tie_map_data& data, const tie_map_options& options) {
  return picture_of(data, options, surroundings::file).str();
}

}  // namespace coopgraph
