// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/graph/contiguity.hpp>
#include <coopgraph/graph/graph.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph {

/// Texts one behind the other in one piece of memory: eight bytes each beside their own.
class text_list {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  [[nodiscard]] bool empty() const noexcept { return ends_.empty(); }
  /// Valid until a text is added. \pre i < size()
  [[nodiscard]] std::string_view operator[](std::size_t i) const noexcept {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(bytes_).substr(begin, ends_[i] - begin);
  }
  void push_back(std::string_view text) {
    bytes_ += text;
    ends_.push_back(bytes_.size());
  }
  void pop_back() {
    ends_.pop_back();
    bytes_.resize(ends_.empty() ? 0 : ends_.back());
  }
  /// Makes room for so many texts, whose bytes are not known.
  void reserve(std::size_t texts) { ends_.reserve(texts); }

  friend bool operator==(const text_list&, const text_list&) = default;

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;
};

/// What the values of an attribute are. Numbers are exact, as written.
enum class attribute_kind { text, boolean, integer, number };

/// A named attribute of the vertices, of the edges, or of the graph (which then is the only element). An element that has none is
/// listed: no value stands for "nothing".
struct attribute_column {
  std::string name;
  attribute_kind kind = attribute_kind::text;
  text_list texts = {};                   ///< kind text: by element, empty where missing; else without elements
  std::vector<decimal> numbers = {};      ///< all other kinds: by element, 0 where missing; a boolean is 0 or 1
  std::vector<std::size_t> missing = {};  ///< ascending: elements without a value

  [[nodiscard]] std::size_t size() const noexcept { return kind == attribute_kind::text ? texts.size() : numbers.size(); }
  /// Complexity: O(log missing).
  [[nodiscard]] bool has(std::size_t element) const noexcept;
  /// The value as text: a text as it is, "true" or "false", a number in its shortest form; empty where it is missing.
  /// \pre element < size()
  [[nodiscard]] std::string text_of(std::size_t element) const;
  void push_text(std::string_view value) { texts.push_back(value); }
  void push_number(const decimal& value) { numbers.push_back(value); }
  void push_missing();

  friend bool operator==(const attribute_column&, const attribute_column&) = default;
};

/// When a vertex or an edge is there, as its file states it. An element without a spell is always there; it may have several.
struct spell {
  std::size_t element = 0;
  std::string start = {};   ///< empty: without a begin
  std::string end = {};     ///< the last moment (day, year), unless end_open; empty: without an end
  bool start_open = false;  ///< the start itself is outside
  bool end_open = false;    ///< the end itself is outside

  friend bool operator==(const spell&, const spell&) = default;
};

/// A graph as a file holds it, with all that it says of vertices and edges. Data only: readers make one, writers take one, and
/// the algorithms take its graph and its columns. Vertices are the positions in `ids`, edges those in `edges`, in the order of
/// the file. Conventions that all formats keep:
///   weight      the edges' attribute of a format's own weights (GEXF, Pajek, MatrixMarket)
///   label       the vertices' attribute of a format's own labels (GEXF, GML, DOT, Pajek); edges likewise
///   lon, lat    the vertices' attributes of places in degrees (GeoJSON's points)
///   capacity, lower, cost; supply       of flow problems (DIMACS)
struct graph_document {
  std::string file = {};  ///< where it was read; empty: made by a program
  bool directed = false;
  std::vector<attribute_column> about = {};  ///< of the graph itself: title, description, …; each has one element
  text_list ids = {};                        ///< vertex -> id, unique, not empty
  std::vector<attribute_column> vertex_attributes = {};
  std::vector<endpoints> edges = {};
  text_list edge_ids = {};  ///< edge -> id; without elements if the file gives edges none
  std::vector<attribute_column> edge_attributes = {};
  std::string time_format = {};             ///< of the spells: "date", "dateTime", "integer" or "double"; empty without spells
  std::vector<spell> vertex_spells = {};    ///< by element, then as they stand in the file
  std::vector<spell> edge_spells = {};      ///< likewise
  std::vector<unit_outline> outlines = {};  ///< vertex -> its border; without elements if there are none
  std::vector<std::string> notes = {};      ///< what the file says and this does not hold, in sentences

  [[nodiscard]] std::size_t vertices() const noexcept { return ids.size(); }
  /// The attribute of this name, or nullptr.
  [[nodiscard]] const attribute_column* of_vertices(std::string_view name) const noexcept;
  [[nodiscard]] const attribute_column* of_edges(std::string_view name) const noexcept;
};

/// The document's graph: edge e is edge e. \pre its ends are vertices
template <direction D>
[[nodiscard]] basic_graph<D> graph_of(const graph_document& document) {
  return basic_graph<D>(document.vertices(), document.edges);
}

}  // namespace coopgraph
