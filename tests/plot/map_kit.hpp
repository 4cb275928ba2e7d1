// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/position.hpp>
#include <coopgraph/graph/contiguity.hpp>
#include <coopgraph/plot/figure.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::testing {

/// An element as it stands in the text: its start tag and what follows up to the next tag.
struct element {
  std::string tag;
  std::string text;

  [[nodiscard]] bool has(const std::string& name) const { return tag.find(' ' + name + "=\"") != tag.npos; }
  [[nodiscard]] std::string value(const std::string& name) const {
    const auto at = tag.find(' ' + name + "=\"");
    if (at == tag.npos) throw std::runtime_error("no " + name + " in " + tag);
    const auto from = at + name.size() + 3;
    return tag.substr(from, tag.find('"', from) - from);
  }
  [[nodiscard]] double number(const std::string& name) const { return std::strtod(value(name).c_str(), nullptr); }
  [[nodiscard]] bool is(const std::string& name) const { return tag.rfind('<' + name, 0) == 0; }
};

inline std::vector<element> elements_of(const std::string& markup_text) {
  std::vector<element> all;
  for (auto at = markup_text.find('<'); at != markup_text.npos;) {
    const auto end = markup_text.find('>', at);
    const auto next = markup_text.find('<', end);
    all.push_back(
        {markup_text.substr(at, end + 1 - at), markup_text.substr(end + 1, next == markup_text.npos ? next : next - end - 1)});
    at = next;
  }
  return all;
}

/// Whether every start tag has its end tag, as XML asks.
inline bool well_formed(const std::string& xml) {
  std::vector<std::string> open;
  for (const element& e : elements_of(xml)) {
    const auto end = e.tag.find_first_of(" >", 1);
    const std::string name = e.tag.substr(1, end - 1);
    if (name[0] == '/') {
      if (open.empty() || '/' + open.back() != name) return false;
      open.pop_back();
    } else if (e.tag[e.tag.size() - 2] != '/') {
      open.push_back(name);
    }
  }
  return open.empty();
}

struct box {
  double left, top, right, bottom;
};
inline bool overlap(const box& a, const box& b) {
  const double close = 0.001;
  return a.left < b.right - close && b.left < a.right - close && a.top < b.bottom - close && b.top < a.bottom - close;
}
inline bool inside(const box& a, const box& b) {
  return a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
}

/// Numbers in a text, whatever stands between them.
inline std::vector<double> numbers_in(const std::string& text) {
  std::vector<double> all;
  for (const char* at = text.c_str(); *at != '\0';) {
    char* end = nullptr;
    const double value = std::strtod(at, &end);
    if (end == at) {
      ++at;
    } else {
      all.push_back(value);
      at = end;
    }
  }
  return all;
}

struct seen_text {
  std::string text;
  double size;
  bool is_label;  ///< of an actor, beside its point
  box at;
};
struct seen_point {
  std::string name;  ///< with what its tooltip says
  std::size_t actor;
  std::string fill;
  double x, y, r;
};
struct seen_line {
  std::size_t from, to;
  std::string tooltip;
  element how;
  std::vector<double> path;
};

/// A picture, read back from its text.
struct seen {
  std::vector<seen_text> texts;
  std::vector<seen_point> points;
  std::vector<seen_line> lines;
  std::vector<element> areas;  ///< outlines
  std::vector<box> frames;     ///< of insets
  std::size_t heads = 0;       ///< of arrows, in the legend as well
  box view{};

  [[nodiscard]] std::size_t count(const std::string& text) const {
    return static_cast<std::size_t>(std::count_if(texts.begin(), texts.end(), [&](const auto& t) { return t.text == text; }));
  }
  [[nodiscard]] bool says(const std::string& part) const {
    return std::any_of(texts.begin(), texts.end(), [&](const auto& t) { return t.text.find(part) != std::string::npos; });
  }
  [[nodiscard]] const seen_point& point(const std::string& start) const {
    for (const seen_point& p : points)
      if (p.name.rfind(start, 0) == 0) return p;
    throw std::runtime_error("no point " + start);
  }
  [[nodiscard]] const seen_line& line(const std::string& start) const {
    for (const seen_line& l : lines)
      if (l.tooltip.rfind(start, 0) == 0) return l;
    throw std::runtime_error("no line " + start);
  }
};

inline seen read_back(const std::string& svg) {
  seen s;
  const auto all = elements_of(svg);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const element& e = all[i];
    const bool titled = i + 1 < all.size() && all[i + 1].is("title");
    if (e.is("svg ")) {
      const std::vector<double> v = numbers_in(e.value("viewBox"));
      s.view = {v.at(0), v.at(1), v.at(0) + v.at(2), v.at(1) + v.at(3)};
    } else if (e.is("text ")) {
      // Letters with two marks above them reach up to the font's size, tails a quarter of it down.
      const double font = e.number("font-size");
      const double wide = e.number("textLength");
      const double x = e.number("x") - (e.has("text-anchor") && e.value("text-anchor") == "middle" ? wide / 2 : 0.0);
      const double y = e.number("y");
      s.texts.push_back({e.text, font, e.has("paint-order"), {x, y - 0.88 * font, x + wide, y + 0.24 * font}});
    } else if (e.is("circle ") && titled) {
      s.points.push_back(
          {all[i + 1].text, std::stoul(e.value("data-actor")), e.value("fill"), e.number("cx"), e.number("cy"), e.number("r")});
    } else if (e.has("data-from")) {
      s.lines.push_back({std::stoul(e.value("data-from")), std::stoul(e.value("data-to")), titled ? all[i + 1].text : "", e,
                         e.has("d") ? numbers_in(e.value("d")) : std::vector<double>{}});
    } else if (e.is("path ") && e.has("data-actor")) {
      s.areas.push_back(e);
    } else if (e.is("path ")) {
      ++s.heads;
    } else if (e.is("rect ")) {
      s.frames.push_back({e.number("x"), e.number("y"), e.number("x") + e.number("width"), e.number("y") + e.number("height")});
    }
  }
  return s;
}

/// No text on another or cut off, none below 9 units, no label on a point or an inset, and all points and lines in the picture.
inline void expect_legible(const seen& s, const std::string& what) {
  for (std::size_t i = 0; i < s.texts.size(); ++i) {
    const seen_text& t = s.texts[i];
    EXPECT_TRUE(inside(t.at, s.view)) << what << ": " << t.text << " leaves the picture";
    EXPECT_GE(t.size, 9.0) << what << ": " << t.text;
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_FALSE(overlap(t.at, s.texts[j].at)) << what << ": " << t.text << " on " << s.texts[j].text;
    if (!t.is_label) continue;
    for (const seen_point& p : s.points)
      EXPECT_FALSE(overlap(t.at, {p.x - p.r, p.y - p.r, p.x + p.r, p.y + p.r})) << what << ": " << t.text << " on " << p.name;
    for (const box& f : s.frames) EXPECT_FALSE(overlap(t.at, f)) << what << ": " << t.text << " on an inset";
  }
  for (const seen_point& p : s.points)
    EXPECT_TRUE(inside({p.x - p.r, p.y - p.r, p.x + p.r, p.y + p.r}, s.view)) << what << ": " << p.name;
  for (const seen_line& l : s.lines)
    for (std::size_t k = 0; l.path.size() == 10 && k <= 40; ++k) {  // two curves
      const double t = static_cast<double>(k % 21) / 20.0;
      const auto at = [&](std::size_t i) {
        i += k > 20 ? 4 : 0;
        return (1 - t) * (1 - t) * l.path[i] + 2 * t * (1 - t) * l.path[i + 2] + t * t * l.path[i + 4];
      };
      EXPECT_TRUE(inside({at(0), at(1), at(0), at(1)}, s.view)) << what << ": " << l.tooltip;
    }
}

/// Nothing that a strict page would block, nothing from elsewhere.
inline void expect_harmless(const figure& f) {
  for (const std::string& out : {f.svg.str(), to_svg(f)}) {
    for (const char* refused : {" style=", "<script", " onload", " onclick", "javascript:", "href", "<image", "<b>", "url("})
      EXPECT_EQ(out.find(refused), out.npos) << refused;
    EXPECT_TRUE(well_formed(out));
  }
}

/// The picture without the positions of vertices, which may be numbered otherwise.
inline std::string without_positions(std::string svg) {
  for (const char* name : {" data-actor=\"", " data-from=\"", " data-to=\""})
    for (auto at = svg.find(name); at != svg.npos; at = svg.find(name, at)) {
      const auto from = at + std::string(name).size();
      svg.erase(at, svg.find('"', from) + 1 - at);
    }
  return svg;
}

inline std::vector<position> square(double west, double south, double size) {
  return {{west, south}, {west + size, south}, {west + size, south + size}, {west, south + size}, {west, south}};
}

/// A rough Viet Nam of three units: the north with Hà Nội, the middle with Đà Nẵng, the south; with these islands.
inline std::vector<unit_outline> rough_viet_nam(bool hoang_sa, bool truong_sa) {
  std::vector<unit_outline> units{{{square(104.5, 19.5, 3.0)}}, {{square(107.0, 15.0, 2.0)}}, {{square(105.0, 9.0, 3.0)}}};
  if (hoang_sa) units[1].rings.push_back(square(112.0, 16.5, 0.3));
  if (truong_sa) units[2].rings.push_back(square(114.0, 10.0, 0.4));
  return units;
}

}  // namespace coopgraph::testing
