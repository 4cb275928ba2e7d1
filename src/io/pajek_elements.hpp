// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/line_reader.hpp"
#include "io/shown_kinds.hpp"

#include <coopgraph/io/graph_document.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

/// The text of a word, escapes in quotes taken as what they stand for.
[[nodiscard]] std::string text_of(const line_word& word);

/// Whether a text is a whole number of so few digits that it fits 64 bits; and which.
[[nodiscard]] bool is_moment(std::string_view text) noexcept;
[[nodiscard]] std::int64_t moment(std::string_view text) noexcept;

/// What Pajek's lines say of vertices or of links behind their numbers and label: values, parameters, periods.
class pajek_elements {
 public:
  /// `numbers`: the names of what is a number always; `lone`: what a parameter without a name says, empty if there is none.
  pajek_elements(line_reader& lines, const std::string& file, std::initializer_list<std::string_view> numbers,
                 std::string_view lone)
      : lines_(lines), columns_(lines.limits(), file), numbers_(numbers), lone_(lone) {}

  void add_number(std::size_t element, std::string_view name, const line_word& at);
  void add_text(std::size_t element, std::string_view name, const line_word& at, bool quoted);
  /// Names with their values, periods in brackets, and before them perhaps one that has no name.
  void read_parameters(std::size_t element, std::optional<line_word> first);

  [[nodiscard]] std::size_t attributes() const noexcept { return columns_.size(); }
  [[nodiscard]] std::vector<attribute_column> finish(std::size_t elements) { return columns_.finish(elements); }
  /// As they came.
  [[nodiscard]] std::vector<spell>& spells() noexcept { return spells_; }

 private:
  void read_periods(std::size_t element, const line_word& at);
  void read_pairs(std::size_t element, const std::vector<line_word>& words);

  line_reader& lines_;
  shown_columns columns_;
  std::vector<std::string_view> numbers_;
  std::string_view lone_;
  std::vector<spell> spells_;
};

}  // namespace coopgraph::detail
