// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/name_table.hpp"

#include <coopgraph/io/edge_table.hpp>
#include <coopgraph/model/name_registry.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// Whether text is empty or nothing but white space (ASCII, no-break space, ideographic space).
[[nodiscard]] bool is_blank(std::string_view text) noexcept;

/// Turns the texts of ends into vertices: those of a node table, by id or by name, or else new ones as they come.
class edge_ends {
 public:
  /// \pre `nodes`, if not null, outlives this. \throws option_error if names are to be matched and there are no nodes
  edge_ends(const node_table* nodes, const edge_table_options& options, std::string file);

  /// What is wrong with an end: code and message; nothing if it is a vertex or may become one.
  [[nodiscard]] std::optional<std::pair<std::string, std::string>> problem_of(std::string_view text, std::string_view column);

  /// The vertex of an end that has no problem. \throws limit_error if that makes too many
  [[nodiscard]] std::uint32_t vertex_of(std::string_view text);

  /// Fills ids and names.
  void name_vertices(edge_table& table) const;

 private:
  [[nodiscard]] const name_match& match_of(std::string_view text);
  [[nodiscard]] std::string near_ids(std::string_view text);

  const node_table* nodes_;
  std::size_t most_vertices_;
  std::string file_;
  name_table texts_;  // vertices; where names are matched, the texts that were looked up
  std::optional<name_registry> registry_;
  std::vector<name_match> matches_;           // by text
  std::size_t comparisons_left_ = 5'000'000;  // suggestions are help, not the task: no quadratic time for them
};

}  // namespace coopgraph::detail
