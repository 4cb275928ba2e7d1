// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/text_sink.hpp"
#include "io/text_window.hpp"

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/io/graph_file.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// A format as the library knows it: its row in the table of graph_file.cpp.
struct format_entry {
  graph_format format;
  std::string_view name;                       ///< by which it is asked for
  std::string_view title;                      ///< as people call it
  std::array<std::string_view, 3> extensions;  ///< in small letters, without the dot; empty behind the last
  graph_document (*read)(text_window& text, const std::string& name, const graph_file_options& options);
  /// Adds to `lost` what the format cannot hold. \pre the document is consistent
  void (*write)(const graph_document& document, text_sink& out, std::vector<std::string>& lost);
};
[[nodiscard]] std::span<const format_entry> format_table() noexcept;

/// The text of a file, or of bytes, to be read under these options.
/// \throws option_error if a limit is 0; limit_error if there are too many bytes; data_error if the file cannot be opened, or
///         begins as one of another kind does
[[nodiscard]] text_window open_text(const std::string& path, const graph_file_options& options);
[[nodiscard]] text_window open_text(std::string_view bytes, const std::string& name, const graph_file_options& options);

// A format each, in a file of its own: x_format.cpp. Readers and writers have the shapes above.
[[nodiscard]] graph_document read_gml(text_window& text, const std::string& name, const graph_file_options& options);
void write_gml(const graph_document& document, text_sink& out, std::vector<std::string>& lost);
[[nodiscard]] graph_document read_dot(text_window& text, const std::string& name, const graph_file_options& options);
void write_dot(const graph_document& document, text_sink& out, std::vector<std::string>& lost);

[[nodiscard]] graph_document read_pajek(text_window& text, const std::string& name, const graph_file_options& options);
void write_pajek(const graph_document& document, text_sink& out, std::vector<std::string>& lost);
[[nodiscard]] graph_document read_matrix_market(text_window& text, const std::string& name, const graph_file_options& options);
void write_matrix_market(const graph_document& document, text_sink& out, std::vector<std::string>& lost);
[[nodiscard]] graph_document read_dimacs(text_window& text, const std::string& name, const graph_file_options& options);
void write_dimacs(const graph_document& document, text_sink& out, std::vector<std::string>& lost);

/// Problems of a file as they are found; the first `most` are kept, the rest is counted.
class problem_list {
 public:
  problem_list(std::string file, std::size_t most) : file_(std::move(file)), most_(most) {}

  void add(std::size_t line, std::size_t column, std::string code, std::string message) {
    if (problems_.size() < most_)
      problems_.push_back({{file_, line, column}, {}, std::move(code), std::move(message)});
    else
      ++more_;
  }
  /// Reading cannot go on behind this one. \throws data_error with all
  [[noreturn]] void stop_at(std::size_t line, std::size_t column, std::string code, std::string message) {
    problems_.push_back({{file_, line, column}, {}, std::move(code), std::move(message)});
    raise();
  }
  [[nodiscard]] bool empty() const noexcept { return problems_.empty(); }
  /// Whether further problems are only counted: what it costs to find their places can be saved.
  [[nodiscard]] bool full() const noexcept { return problems_.size() >= most_; }
  /// \throws data_error with all problems, if there are any
  void raise_if_any() {
    if (!problems_.empty()) raise();
  }

 private:
  [[noreturn]] void raise() {
    if (more_ > 0)
      problems_.push_back({{file_, 0, 0}, {}, "too-many-problems", std::to_string(more_) + " more problems are not named"});
    throw data_error(std::move(problems_));
  }

  std::string file_;
  std::size_t most_;
  std::size_t more_ = 0;
  std::vector<diagnostic> problems_;
};

/// \throws limit_error naming file, what is limited and its limit ("x.gml:7: more than 10000000 vertices, the limit; …")
[[noreturn]] void over_limit(const std::string& file, std::size_t line, const std::string& what, std::size_t limit,
                             std::string_view option);

}  // namespace coopgraph::detail
