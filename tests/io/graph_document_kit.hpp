// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/io/graph_file.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::kit {

/// What a random document may hold: a format's test switches off what the format has no place for.
struct document_traits {
  bool directed = true;
  bool undirected = true;
  bool about = true;
  bool vertex_attributes = true;
  bool edge_attributes = true;
  bool edge_ids = true;
  bool spells = false;
  bool outlines = false;
  bool booleans = true;
  bool missing = true;      ///< values that are not there
  bool typed = true;        ///< else the kind shows in the values: fractions in every number, letters in every text, no lone gaps
  bool free_ids = true;     ///< else v1, v2, …
  bool free_names = true;   ///< of attributes; else letters, then digits
  bool lines = true;        ///< line ends and tabulators inside texts
  bool spaces = true;       ///< at the ends of texts
  bool empty_texts = true;  ///< that are there
  bool long_numbers = true;  ///< of 18 digits
  std::size_t most_vertices = 12;
};

namespace document_parts {

inline std::string random_text(random_stream& random, const document_traits& traits) {
  static constexpr std::string_view words[] = {"Hà Nội",    "plain",  "\"quoted\"", "it's",      "<script>alert(1)</script>",
                                               "a&b;&amp;", "]]>",    "=1+SUM",     "\u202eabc", "\\back",
                                               "50%",       "東京 𝄞", "{x: 1}",     "a,b;c",     "# no",
                                               "*Arcs",     "[ q ]"};
  std::string text;
  for (std::uint64_t left = random.below(3) + 1; left > 0; --left) {
    if (!text.empty()) text += traits.lines && random.below(4) == 0 ? (random.below(2) == 0 ? "\n" : "\t") : " ";
    text += words[random.below(std::size(words))];
  }
  if (traits.spaces && random.below(8) == 0) text = ' ' + text + "  ";
  if (traits.lines && random.below(16) == 0) text += "\r\n";
  return text;
}

inline decimal random_decimal(random_stream& random, const document_traits& traits, bool whole) {
  const std::uint64_t bounds[] = {10, 1000, 1'000'000, traits.long_numbers ? 1'000'000'000'000'000'000U : 1'000'000'000U};
  decimal value{static_cast<std::int64_t>(random.below(bounds[random.below(4)])), 0};
  if (random.below(3) == 0) value.mantissa = -value.mantissa;
  if (!whole) {
    if (value.mantissa % 10 == 0) ++value.mantissa;
    value.exponent = -1 - static_cast<std::int32_t>(random.below(traits.typed ? 30 : 5));
    if (traits.typed && random.below(3) == 0) value.exponent = static_cast<std::int32_t>(random.below(30));
    if (value.mantissa == 0) value.exponent = 0;
  }
  return whole ? detail::without_trailing_zeros(value) : value;
}

inline attribute_column random_attribute(random_stream& random, const document_traits& traits, std::string name,
                                         std::size_t elements) {
  static constexpr attribute_kind kinds[] = {attribute_kind::text, attribute_kind::integer, attribute_kind::number,
                                             attribute_kind::boolean};
  attribute_column made{std::move(name), kinds[random.below(traits.booleans ? 4 : 3)]};
  const bool gaps = traits.missing && random.below(2) == 0;
  for (std::size_t e = 0; e < elements; ++e) {
    if (gaps && (traits.typed || e > 0) && random.below(3) == 0)
      made.push_missing();
    else if (made.kind == attribute_kind::text)
      made.push_text(traits.empty_texts && random.below(8) == 0 ? std::string() : random_text(random, traits));
    else if (made.kind == attribute_kind::boolean)
      made.push_number({static_cast<std::int64_t>(random.below(2)), 0});
    else
      made.push_number(random_decimal(random, traits, made.kind == attribute_kind::integer));
  }
  return made;
}

inline std::vector<attribute_column> random_attributes(random_stream& random, const document_traits& traits, std::size_t elements,
                                                       const std::string& stem) {
  std::vector<attribute_column> made;
  for (std::uint64_t k = random.below(4); k > 0; --k) {
    std::string name = stem + std::to_string(k);
    if (traits.free_names && random.below(2) == 0) name += ' ' + random_text(random, traits);
    made.push_back(random_attribute(random, traits, std::move(name), elements));
  }
  return made;
}

inline text_list random_ids(random_stream& random, const document_traits& traits, std::size_t elements, const std::string& stem) {
  text_list ids;
  for (std::size_t e = 0; e < elements; ++e) {
    const std::string number = std::to_string(e + 1);
    ids.push_back(traits.free_ids && random.below(2) == 0 ? random_text(random, traits) + number : stem + number);
  }
  return ids;
}

/// Of the earlier or of the later half of all moments.
inline std::string random_moment(random_stream& random, std::string_view format, std::uint64_t half) {
  const auto two = [&](std::uint64_t most) {
    const std::string digits = std::to_string(random.below(most) + 1);
    return digits.size() == 1 ? '0' + digits : digits;
  };
  if (format == "integer") return std::to_string(1500 * half + random.below(1500));
  if (format == "double") return std::to_string(1500 * half + random.below(1500)) + ".5";
  std::string day = std::to_string(1950 + 40 * half + random.below(40)) + '-' + two(12) + '-' + two(28);
  return format == "date" ? day : day + 'T' + two(23) + ':' + two(59) + ":00";
}

inline std::vector<spell> random_spells(random_stream& random, std::size_t elements, std::string_view format) {
  std::vector<spell> spells;
  for (std::size_t e = 0; e < elements; ++e)
    for (std::uint64_t k = random.below(4) == 0 ? random.below(3) + 1 : 0; k > 0; --k) {
      spell one{e};
      if (random.below(4) > 0) one.start = random_moment(random, format, 0);
      if (random.below(4) > 0) one.end = random_moment(random, format, 1);
      one.start_open = !one.start.empty() && random.below(4) == 0;
      one.end_open = !one.end.empty() && random.below(4) == 0;
      spells.push_back(one);
    }
  return spells;
}

}  // namespace document_parts

/// A document drawn by its seed: no vertices, no edges, loops and parallel edges are among them.
[[nodiscard]] inline graph_document random_document(std::uint64_t seed, const document_traits& traits) {
  using namespace document_parts;
  random_stream random(seed, "graph document");
  graph_document made;
  made.directed = traits.directed && (!traits.undirected || random.below(2) == 0);
  const auto vertices = static_cast<std::size_t>(random.below(traits.most_vertices + 1));
  made.ids = random_ids(random, traits, vertices, "v");
  for (std::uint64_t left = vertices == 0 ? 0 : random.below(2 * vertices + 1); left > 0; --left)
    made.edges.push_back({static_cast<vertex_id>(random.below(vertices)), static_cast<vertex_id>(random.below(vertices))});
  if (traits.edge_ids && random.below(2) == 0) made.edge_ids = random_ids(random, traits, made.edges.size(), "e");
  if (traits.about) made.about = random_attributes(random, traits, 1, "about");
  if (traits.vertex_attributes) made.vertex_attributes = random_attributes(random, traits, vertices, "of");
  if (traits.edge_attributes) made.edge_attributes = random_attributes(random, traits, made.edges.size(), "on");
  if (traits.spells && random.below(2) == 0) {
    static constexpr std::string_view formats[] = {"date", "dateTime", "integer", "double"};
    const std::string_view format = formats[random.below(4)];
    made.vertex_spells = random_spells(random, vertices, format);
    made.edge_spells = random_spells(random, made.edges.size(), format);
    if (!made.vertex_spells.empty() || !made.edge_spells.empty()) made.time_format = format;
  }
  if (traits.outlines && vertices > 0 && random.below(2) == 0)
    for (std::size_t v = 0; v < vertices; ++v) {
      const double west = static_cast<double>(v);
      made.outlines.push_back({{{{west, 0.0}, {west + 1, 0.0}, {west + 1, 1.0}, {west, 1.0}, {west, 0.0}}}});
    }
  return made;
}

namespace document_parts {

inline std::string shown(const attribute_column& a, std::size_t e) {
  return a.has(e) ? '"' + printable(a.text_of(e)) + '"' : "nothing";
}

inline std::string difference(const std::vector<attribute_column>& a, const std::vector<attribute_column>& b,
                              const std::string& whose) {
  for (std::size_t k = 0; k < std::min(a.size(), b.size()); ++k) {
    if (a[k] == b[k]) continue;
    const std::string which = whose + " attribute " + std::to_string(k);
    if (a[k].name != b[k].name) return which + ": named " + printable(a[k].name) + " and " + printable(b[k].name);
    if (a[k].kind != b[k].kind)
      return which + ": of kind " + std::to_string(static_cast<int>(a[k].kind)) + " and " +
             std::to_string(static_cast<int>(b[k].kind));
    if (a[k].size() != b[k].size())
      return which + ": " + std::to_string(a[k].size()) + " and " + std::to_string(b[k].size()) + " values";
    for (std::size_t e = 0; e < a[k].size(); ++e)
      if (shown(a[k], e) != shown(b[k], e))
        return which + " of element " + std::to_string(e) + ": " + shown(a[k], e) + " and " + shown(b[k], e);
    return which + ": differs";
  }
  if (a.size() == b.size()) return {};
  return whose + ": " + std::to_string(a.size()) + " and " + std::to_string(b.size()) + " attributes";
}

inline std::string difference(const text_list& a, const text_list& b, const std::string& what) {
  if (a.size() != b.size()) return std::to_string(a.size()) + " and " + std::to_string(b.size()) + ' ' + what;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i]) return what + ' ' + std::to_string(i) + ": " + printable(a[i]) + " and " + printable(b[i]);
  return {};
}

inline std::string difference(const std::vector<spell>& a, const std::vector<spell>& b, const std::string& whose) {
  if (a.size() != b.size()) return std::to_string(a.size()) + " and " + std::to_string(b.size()) + " spells of " + whose;
  const auto text = [](const spell& s) {
    return std::to_string(s.element) + (s.start_open ? " ]" : " [") + s.start + " to " + s.end + (s.end_open ? "[" : "]");
  };
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i]) return "spell " + std::to_string(i) + " of " + whose + ": " + text(a[i]) + " and " + text(b[i]);
  return {};
}

inline std::string difference(const std::vector<unit_outline>& a, const std::vector<unit_outline>& b) {
  if (a.size() != b.size()) return std::to_string(a.size()) + " and " + std::to_string(b.size()) + " outlines";
  const auto same_point = [](const position& p, const position& q) { return p.lon == q.lon && p.lat == q.lat; };
  const auto same_ring = [&](const std::vector<position>& p, const std::vector<position>& q) {
    return std::equal(p.begin(), p.end(), q.begin(), q.end(), same_point);
  };
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!std::equal(a[i].rings.begin(), a[i].rings.end(), b[i].rings.begin(), b[i].rings.end(), same_ring))
      return "the outline of vertex " + std::to_string(i) + " differs";
  return {};
}

}  // namespace document_parts

/// The first difference of two documents in words, `file` and `notes` left out; empty if there is none.
[[nodiscard]] inline std::string difference(const graph_document& a, const graph_document& b) {
  using document_parts::difference;
  if (a.directed != b.directed) return a.directed ? "directed and undirected" : "undirected and directed";
  std::string edges;
  if (a.edges.size() != b.edges.size())
    edges = std::to_string(a.edges.size()) + " and " + std::to_string(b.edges.size()) + " edges";
  for (std::size_t e = 0; edges.empty() && e < a.edges.size(); ++e)
    if (a.edges[e].source != b.edges[e].source || a.edges[e].target != b.edges[e].target)
      edges = "edge " + std::to_string(e) + " has other ends";
  for (const std::string& one :
       {difference(a.ids, b.ids, "ids"), edges, difference(a.edge_ids, b.edge_ids, "ids of edges"),
        difference(a.about, b.about, "the graph's"), difference(a.vertex_attributes, b.vertex_attributes, "the vertices'"),
        difference(a.edge_attributes, b.edge_attributes, "the edges'"),
        a.time_format == b.time_format ? std::string() : "times as " + a.time_format + " and " + b.time_format,
        difference(a.vertex_spells, b.vertex_spells, "vertices"), difference(a.edge_spells, b.edge_spells, "edges"),
        difference(a.outlines, b.outlines)})
    if (!one.empty()) return one;
  return {};
}

}  // namespace coopgraph::kit
