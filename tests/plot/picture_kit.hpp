// SPDX-License-Identifier: BSL-1.0
#pragma once

// What tests ask of a figure, read from the bytes of its markup: whether it is well-formed, whether its texts are within the
// picture and apart from each other, and what stands in it.

#include <coopgraph/plot/figure.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::pictures {

struct box {
  double left = 0, top = 0, right = 0, bottom = 0;
};
inline bool overlap(const box& a, const box& b) {
  constexpr double close = 0.001;
  return a.left < b.right - close && b.left < a.right - close && a.top < b.bottom - close && b.top < a.bottom - close;
}

struct element {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::string text;     ///< directly inside, references resolved
  std::string tooltip;  ///< of its <title>

  [[nodiscard]] bool has(const std::string& key) const { return attributes.count(key) != 0; }
  [[nodiscard]] std::string value(const std::string& key, const std::string& otherwise = {}) const {
    const auto at = attributes.find(key);
    return at == attributes.end() ? otherwise : at->second;
  }
  [[nodiscard]] double number(const std::string& key, double otherwise = 0) const {
    return has(key) ? std::strtod(value(key).c_str(), nullptr) : otherwise;
  }
};

inline std::string resolved(std::string_view text) {
  static const std::map<std::string_view, char> references{
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
  std::string plain;
  while (!text.empty()) {
    bool found = false;
    for (const auto& [reference, c] : references)
      if (text.substr(0, reference.size()) == reference) {
        plain += c;
        text.remove_prefix(reference.size());
        found = true;
        break;
      }
    if (found) continue;
    if (text[0] == '&') throw std::runtime_error("a bare & in the markup");
    plain += text[0];
    text.remove_prefix(1);
  }
  return plain;
}

/// The elements in their order. Throws where the markup is not well-formed.
inline std::vector<element> elements_of(const std::string& markup_text) {
  std::vector<element> all;
  std::vector<std::size_t> open;
  std::size_t at = 0;
  while (at < markup_text.size()) {
    if (markup_text[at] != '<') {
      const std::size_t end = std::min(markup_text.find('<', at), markup_text.size());
      const std::string text = resolved(std::string_view(markup_text).substr(at, end - at));
      if (open.empty()) {
        if (text.find_first_not_of(" \n") != text.npos) throw std::runtime_error("text outside of elements: " + text);
      } else {
        all[open.back()].text += text;
      }
      at = end;
      continue;
    }
    const std::size_t end = markup_text.find('>', at);
    if (end == markup_text.npos) throw std::runtime_error("a tag without an end");
    std::string tag = markup_text.substr(at + 1, end - at - 1);
    at = end + 1;
    if (tag[0] == '/') {
      if (open.empty() || all[open.back()].name != tag.substr(1)) throw std::runtime_error("a wrong end: " + tag);
      if (tag == "/title" && open.size() > 1) all[open[open.size() - 2]].tooltip = all[open.back()].text;
      open.pop_back();
      continue;
    }
    const bool empty = tag.back() == '/';
    if (empty) tag.pop_back();
    element e;
    std::size_t i = std::min(tag.find(' '), tag.size());
    e.name = tag.substr(0, i);
    while (i < tag.size() && tag.find_first_not_of(' ', i) != tag.npos) {
      i = tag.find_first_not_of(' ', i);
      const std::size_t equals = tag.find("=\"", i);
      const std::size_t close = equals == tag.npos ? tag.npos : tag.find('"', equals + 2);
      if (close == tag.npos) throw std::runtime_error("a bad attribute in " + tag);
      if (!e.attributes.emplace(tag.substr(i, equals - i), resolved(tag.substr(equals + 2, close - equals - 2))).second)
        throw std::runtime_error("an attribute twice in " + tag);
      i = close + 1;
    }
    all.push_back(e);
    if (!empty) open.push_back(all.size() - 1);
  }
  if (!open.empty()) throw std::runtime_error("an element without an end: " + all[open.back()].name);
  return all;
}

/// The room of a text: letters with two marks reach up to 0.92 of the font's size, tails 0.24 of it down.
inline box room_of(const element& text) {
  const double font = text.number("font-size", 11);
  const double width = text.number("textLength");
  const double x = text.number("x");
  const double y = text.number("y");
  const std::string anchor = text.value("text-anchor", "start");
  const double before = anchor == "start" ? 0 : anchor == "end" ? width : width / 2;
  if (text.value("transform").rfind("rotate(-90 ", 0) == 0)
    return {x - 0.92 * font, y + before - width, x + 0.24 * font, y + before};
  return {x - before, y - 0.92 * font, x - before + width, y + 0.24 * font};
}

struct picture {
  std::vector<element> elements;
  box view;

  explicit picture(const figure& f) : elements(elements_of(f.svg.str())) {
    const std::string text = elements.at(0).value("viewBox");
    char* rest = const_cast<char*>(text.c_str());
    double v[4] = {};
    for (double& x : v) x = std::strtod(rest, &rest);
    view = {v[0], v[1], v[0] + v[2], v[1] + v[3]};
  }
  [[nodiscard]] std::vector<element> all(const std::string& name) const {
    std::vector<element> found;
    std::copy_if(elements.begin(), elements.end(), std::back_inserter(found), [&](const element& e) { return e.name == name; });
    return found;
  }
  [[nodiscard]] std::vector<std::string> texts() const {
    std::vector<std::string> found;
    for (const element& e : all("text")) found.push_back(e.text);
    return found;
  }
  [[nodiscard]] std::vector<std::string> tooltips() const {
    std::vector<std::string> found;
    for (const element& e : elements)
      if (!e.tooltip.empty() && e.name != "svg") found.push_back(e.tooltip);
    return found;
  }
  /// The elements that stand for the tie from a to b.
  [[nodiscard]] std::vector<element> ties(std::size_t a, std::size_t b) const {
    std::vector<element> found;
    for (const element& e : elements)
      if (e.value("data-from") == std::to_string(a) && e.value("data-to") == std::to_string(b)) found.push_back(e);
    return found;
  }
  [[nodiscard]] std::vector<element> actors(std::size_t a) const {
    std::vector<element> found;
    for (const element& e : elements)
      if (e.value("data-actor") == std::to_string(a)) found.push_back(e);
    return found;
  }
};

/// Well-formed, with a title and a description that it names, no style= and nothing from outside, all ids under the figure's;
/// texts inside the picture, legible against white, and none on another.
inline void expect_sound(const figure& f, const std::string& what = {}) {
  SCOPED_TRACE(what);
  const picture p(f);
  const element& svg = p.elements.at(0);
  EXPECT_EQ(svg.name, "svg");
  EXPECT_EQ(svg.value("class").rfind("figure ", 0), 0U);
  EXPECT_EQ(svg.value("role"), "img");
  EXPECT_EQ(svg.value("aria-labelledby"), f.id + "-title " + f.id + "-desc");
  EXPECT_EQ(p.elements.at(1).value("id"), f.id + "-title");
  EXPECT_EQ(p.elements.at(1).text, resolved(escaped::text(f.title).str()));
  EXPECT_EQ(p.elements.at(2).value("id"), f.id + "-desc");
  EXPECT_EQ(p.elements.at(2).text, resolved(escaped::text(f.description).str()));
  EXPECT_FALSE(f.title.empty());
  EXPECT_FALSE(f.description.empty());
  std::set<std::string> ids;
  static const std::set<std::string> names{"svg", "title", "desc", "text", "rect", "line", "circle", "path"};
  std::vector<std::pair<std::string, box>> rooms;
  for (const element& e : p.elements) {
    EXPECT_TRUE(names.count(e.name)) << e.name;
    EXPECT_FALSE(e.has("style"));
    EXPECT_FALSE(e.has("href"));
    if (e.has("id")) {
      EXPECT_EQ(e.value("id").rfind(f.id + "-", 0), 0U);
      EXPECT_TRUE(ids.insert(e.value("id")).second);
    }
    if (e.name == "circle") {
      const double r = e.number("r");
      EXPECT_TRUE(e.number("cx") - r >= p.view.left && e.number("cx") + r <= p.view.right && e.number("cy") - r >= p.view.top &&
                  e.number("cy") + r <= p.view.bottom);
    }
    if (e.name == "rect") {
      EXPECT_TRUE(e.number("x") >= p.view.left && e.number("x") + e.number("width") <= p.view.right &&
                  e.number("y") >= p.view.top && e.number("y") + e.number("height") <= p.view.bottom);
      EXPECT_TRUE(e.number("width") >= 0 && e.number("height") >= 0);
    }
    if (e.name != "text") continue;
    const box room = room_of(e);
    EXPECT_TRUE(room.left >= p.view.left && room.right <= p.view.right && room.top >= p.view.top && room.bottom <= p.view.bottom)
        << e.text << " leaves the picture";
    rooms.emplace_back(e.text, room);
  }
  std::sort(rooms.begin(), rooms.end(), [](const auto& a, const auto& b) { return a.second.left < b.second.left; });
  for (std::size_t i = 0; i < rooms.size(); ++i)
    for (std::size_t j = i + 1; j < rooms.size() && rooms[j].second.left < rooms[i].second.right; ++j)
      EXPECT_FALSE(overlap(rooms[i].second, rooms[j].second)) << rooms[i].first << " on " << rooms[j].first;
}

/// FNV-1a of the markup, to compare machines and compilers.
inline std::uint64_t digest_of(const figure& f) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : f.svg.str()) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return hash;
}

/// Names that would be code or would reorder a page if they were not escaped.
inline const std::vector<std::string>& hostile_names() {
  static const std::vector<std::string> names{"<script>alert(1)</script>",
                                              "\"><svg onload='x'>",
                                              "'quoted' & \"twice\"",
                                              "\xe2\x80\xae"
                                              "reversed",
                                              "=HYPERLINK(\"x\")",
                                              "\x01\x02",
                                              "\xff\xfe",
                                              "a name that is much longer than any picture would have room for, and goes on"};
  return names;
}

}  // namespace coopgraph::pictures
