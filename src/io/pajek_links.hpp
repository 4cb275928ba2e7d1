// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/line_reader.hpp"
#include "io/pajek_elements.hpp"
#include "io/pajek_vertices.hpp"

#include <coopgraph/io/graph_document.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace coopgraph::detail {

/// The lines of a Pajek network: sections of arcs or of edges, as pairs, lists or a matrix.
class pajek_links {
 public:
  pajek_links(line_reader& lines, const std::string& file, const pajek_vertices& vertices)
      : lines_(lines), vertices_(vertices), elements_(lines, file, {"weight"}, {}) {}

  enum class shape { none, pairs, lists, matrix };
  /// The section that a word begins with: "*arcs", "*edgeslist", …
  [[nodiscard]] static shape shape_of(std::string_view word) noexcept;

  /// The rest of the line that begins a section. \pre shape_of(word) is not none
  void begin(std::string_view word);
  void read_line();
  void end();
  /// Edges, attributes and spells.
  void finish(graph_document& document);

 private:
  void begin_relation();
  std::optional<std::string> relation_of(const line_word& number, std::optional<std::string> name);
  void read_pair();
  void read_list();
  void read_matrix();
  void add(vertex_id from, vertex_id to, const std::optional<std::string>& relation);
  [[nodiscard]] std::size_t rows() const { return vertices_.first_mode().value_or(vertices_.count()); }
  [[nodiscard]] std::size_t columns() const { return vertices_.count() - vertices_.first_mode().value_or(0); }

  line_reader& lines_;
  const pajek_vertices& vertices_;
  pajek_elements elements_;
  std::vector<endpoints> edges_;
  std::optional<bool> directed_;  // by the first section, then by the first edge
  bool mixed_ = false;
  shape shape_ = shape::none;
  bool arcs_ = false;
  std::optional<std::string> relation_;
  std::unordered_map<std::string, std::string> relations_;  // number -> what their edges hold
  std::size_t row_ = 0;
  std::size_t column_ = 0;
};

}  // namespace coopgraph::detail
