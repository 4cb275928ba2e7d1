// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/line_reader.hpp"
#include "io/pajek_elements.hpp"

#include <coopgraph/core/ids.hpp>
#include <coopgraph/io/graph_document.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph::detail {

/// The name of the parameter that holds the ids of vertices where their labels are none.
inline constexpr std::string_view pajek_id_name = "vertex_id";

/// The vertices of a Pajek network: its line "*Vertices n [of the first mode]" and the lines behind it.
class pajek_vertices {
 public:
  pajek_vertices(line_reader& lines, const std::string& file)
      : lines_(lines), file_(file), elements_(lines, file, {"x", "y", "z"}, "shape") {}

  /// The rest of the line that announces so many.
  void begin(std::size_t count);
  [[nodiscard]] bool begun() const noexcept { return count_.has_value(); }
  [[nodiscard]] std::size_t count() const noexcept { return count_.value_or(0); }
  [[nodiscard]] const std::optional<std::size_t>& first_mode() const noexcept { return first_mode_; }

  /// number "label" x y z shape parameters [periods]
  void read_line();
  /// Ids, attributes and spells.
  void finish(graph_document& document);

 private:
  static constexpr std::uint32_t no_row = std::numeric_limits<std::uint32_t>::max();

  [[nodiscard]] bool in_order() const noexcept;
  [[nodiscard]] attribute_column by_vertex(attribute_column&& rows) const;
  void name_vertices(graph_document& document, attribute_column&& labels, const attribute_column* ids) const;

  line_reader& lines_;
  const std::string& file_;
  std::optional<std::size_t> count_;
  std::optional<std::size_t> first_mode_;
  std::vector<vertex_id> vertex_of_row_;  // a row is a line
  std::vector<std::uint32_t> row_of_vertex_;
  text_list labels_;  // by row
  pajek_elements elements_;
};

/// Whether every text is there, none is empty and no two are equal.
[[nodiscard]] bool can_be_ids(const attribute_column& texts);
/// Gives attributes whose name came before another one: "name (2)".
void make_names_unique(std::vector<attribute_column>& attributes);

}  // namespace coopgraph::detail
