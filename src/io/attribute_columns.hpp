// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/graph_formats.hpp"
#include "io/name_table.hpp"

#include <coopgraph/io/graph_document.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

// Attributes in formats that declare none (GML, DOT): what they are is found from their values, and where that would not be what
// a document held, our writers say it in a text that our reader understands and others pass over.

enum class attribute_owner { graph, vertices, edges };

/// What the text "attribute types" of a file says of an attribute.
struct declared_attribute {
  attribute_owner of;
  attribute_kind kind;
  std::string name;
  std::string key;  ///< under which its values stand
};
/// As an item of that text: "node:integer:name" or "node:integer:name:key", bytes that mean something as %XX.
[[nodiscard]] std::string to_text(const declared_attribute& declared);
/// Adds all items of such a text (with spaces between them), or says false if it is not one.
[[nodiscard]] bool add_declared(std::string_view text, std::vector<declared_attribute>& into);

/// What values are that stand in a file as texts alone. Truths, if all are "true" or "false". Numbers, if all are written as
/// numbers are printed (-1, 0.25, 1e-05: no leading 0 or +; with a last 0 behind the point only as in 2.0, or if all have as many
/// places, as in 2.50): 007 and versions like 1.9, 1.10 stay texts. Whole numbers have neither point nor exponent. Empty texts
/// say nothing.
class kind_guess {
 public:
  void see(std::string_view value);
  [[nodiscard]] attribute_kind kind() const noexcept;
  /// No value can change it any more.
  [[nodiscard]] bool is_text() const noexcept { return !truths_ && !numbers_; }

 private:
  void see_number(std::string_view value);

  bool any_ = false;
  bool truths_ = true;
  bool numbers_ = true;
  bool whole_ = true;
  bool padded_ = false;  // a last 0 behind the point that 2.0 does not explain
  bool even_ = true;     // all have as many places behind the point, and no exponent
  std::size_t places_ = 0;
};

/// Whether a file tells numbers from texts (GML) or not (DOT).
enum class value_literals { typed, untyped };
enum class value_literal { text, number };

/// Attributes as they are read, values in any order. A value is kept once however many elements it is given to.
class attribute_columns {
 public:
  attribute_columns(attribute_owner of, value_literals literals, const std::string& file, const graph_limits& limits)
      : of_(of), literals_(literals), file_(file), limits_(limits) {}

  /// The column of a key, a new one if it is new. \throws limit_error
  [[nodiscard]] std::uint32_t column(std::string_view key, std::size_t line);
  /// Whether a key has a column.
  [[nodiscard]] bool knows(std::string_view key) const noexcept { return keys_.find(key) != name_table::none; }
  /// Keeps a value; what it returns is never 0. \pre a number is one that parse_decimal() reads
  [[nodiscard]] std::uint32_t keep(std::uint32_t column, std::string_view value, value_literal literal);
  /// Forgets the value that was kept last, which the caller replaces where it was given. \pre it was a text
  void drop_last(std::uint32_t column);
  [[nodiscard]] bool has(std::uint32_t column, std::size_t element) const noexcept {
    const std::vector<std::uint32_t>& slots = columns_[column].slots;
    return element < slots.size() && slots[element] != 0;
  }
  /// Gives an element a value that was kept, in place of one that it had. \throws limit_error
  void give(std::uint32_t column, std::size_t element, std::uint32_t kept, std::size_t line);

  /// The values of a key as ids: if it is not declared, each element has one, and no two are equal.
  [[nodiscard]] std::optional<text_list> ids_under(std::string_view key, std::size_t elements,
                                                   const std::vector<declared_attribute>& declared) const;
  /// Whether some element has a value of this key, and whether all that it has are texts.
  [[nodiscard]] bool has_any(std::string_view key) const noexcept;
  [[nodiscard]] bool all_texts(std::string_view key) const noexcept;
  /// Makes no attribute of a key, which has a column.
  void leave_out(std::string_view key) { columns_[keys_.find(key)].left_out = true; }

  /// All attributes: those that are declared, in that order, then the others in order of appearance. A declared kind that does
  /// not fit the values does not count; names that are there twice are problems. What was read is gone. \throws limit_error
  [[nodiscard]] std::vector<attribute_column> finish(std::size_t elements, const std::vector<declared_attribute>& declared,
                                                     problem_list& problems);

 private:
  struct one {
    std::vector<std::uint32_t> slots;  // element -> 1 + index of its value, 0 if missing; shorter than elements
    text_list values;
    std::size_t texts = 0;  // of them that are no numbers
    bool left_out = false;
  };

  [[nodiscard]] attribute_column finish_one(one& c, std::size_t elements, std::optional<attribute_kind> declared) const;
  [[nodiscard]] std::optional<attribute_column> as(const one& c, std::size_t elements, attribute_kind kind) const;
  void check_values(std::size_t columns, std::size_t elements, std::size_t line) const;
  void check_repeated_bytes(const one& c) const;

  attribute_owner of_;
  value_literals literals_;
  const std::string& file_;
  const graph_limits& limits_;
  name_table keys_;
  std::vector<one> columns_;
  std::size_t elements_ = 0;  // 1 + the last that has a value
};

/// Whether all texts differ and none is empty.
[[nodiscard]] bool are_ids(const text_list& texts);

}  // namespace coopgraph::detail
