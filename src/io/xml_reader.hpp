// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/graph_formats.hpp"

#include <coopgraph/io/graph_file.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace coopgraph::detail {

/// The attributes of a start tag: names and values, in the order of the file.
class xml_attributes {
 public:
  explicit xml_attributes(const char* const* pairs) : pairs_(pairs) {}

  /// The value, with a null pointer inside if there is no such attribute.
  [[nodiscard]] std::string_view find(std::string_view name) const noexcept {
    for (const char* const* at = pairs_; *at != nullptr; at += 2)
      if (name == at[0]) return at[1];
    return {};
  }
  /// Calls use(name, value) for each.
  template <class Use>
  void for_each(Use use) const {
    for (const char* const* at = pairs_; *at != nullptr; at += 2) use(std::string_view(at[0]), std::string_view(at[1]));
  }

 private:
  const char* const* pairs_;
};

/// What is told of an XML text, element by element.
class xml_handler {
 public:
  xml_handler() = default;
  xml_handler(const xml_handler&) = delete;
  xml_handler& operator=(const xml_handler&) = delete;
  virtual ~xml_handler() = default;

  /// \pre the views are used before it returns
  virtual void start(std::string_view element, const xml_attributes& attributes) = 0;
  /// With the text directly inside the element, if its start asked for it.
  virtual void end(std::string_view text) = 0;
};

/// Reads XML 1.0 in UTF-8 block by block and within limits. A document type declaration is refused before anything of it is read,
/// so that there are no entities but the five of XML and nothing outside the file is ever opened. Elements, attributes and texts
/// are held one at a time; a tag or a comment may have 16 times `text_bytes`, and what the parser keeps of names is bounded.
class xml_reader {
 public:
  xml_reader(text_window& text, std::string file, const graph_file_options& options, problem_list& problems);
  ~xml_reader();
  xml_reader(const xml_reader&) = delete;
  xml_reader& operator=(const xml_reader&) = delete;

  /// \throws data_error where the text is no XML, with the problems found so far; limit_error; cancelled; what the handler throws
  /// Complexity: O(bytes) time.
  void read(xml_handler& handler);

  // Inside calls of the handler.

  /// Where the tag stands that is being told; the start tag where the text of an element is told. Complexity: amortised O(1), for
  /// places are asked for in order.
  [[nodiscard]] std::size_t line() const;
  [[nodiscard]] std::size_t column() const;
  /// How many elements are open, the one that starts or ends included.
  [[nodiscard]] std::size_t depth() const noexcept;
  /// Asks for the text directly inside the element that starts. One element at a time.
  void want_text();
  void add(std::string code, std::string message) const;
  /// \throws data_error
  [[noreturn]] void stop(std::string code, std::string message) const;
  /// \throws limit_error
  [[noreturn]] void over(const std::string& what, std::size_t limit, std::string_view option) const;

 private:
  struct parser;
  std::unique_ptr<parser> parser_;
};

}  // namespace coopgraph::detail
