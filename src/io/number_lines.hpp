// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/line_reader.hpp"
#include "io/text_sink.hpp"

#include <coopgraph/io/graph_document.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

[[nodiscard]] std::string in_small_letters(std::string_view text);

/// Whether ids are the numbers from 1.
[[nodiscard]] bool are_numbers(const text_list& ids);
/// Whether no text is empty and no two are equal.
[[nodiscard]] bool can_be_ids(const text_list& texts);

/// Ids in formats whose vertices have numbers only: lines of comments `id NUMBER "ID"`, one for each vertex, in order.
class id_lines {
 public:
  explicit id_lines(line_reader& lines) : lines_(lines) {}

  /// Whether a comment is such a line; then it is kept.
  bool take(std::string_view comment);
  /// The ids of so many vertices: those that were taken if they are complete and unique, else numbers from 1.
  [[nodiscard]] text_list finish(std::size_t vertices, std::vector<std::string>& notes);

 private:
  line_reader& lines_;
  text_list ids_;
  bool in_order_ = true;
};

/// Such lines, behind the sign of a comment; nothing if the ids are the numbers from 1.
void write_id_lines(const text_list& ids, char comment, text_sink& out);

}  // namespace coopgraph::detail
