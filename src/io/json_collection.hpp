// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/graph_formats.hpp"
#include "io/json_reader.hpp"
#include "io/name_table.hpp"

#include <coopgraph/core/diagnostic.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

/// Reads a JSON text that is one object with long lists of objects, element by element: only one element is in memory at a time.
class json_collection : public json_handler {
 public:
  void scalar(json_value::kind what, std::string_view text, const text_place& where) override;
  void begin(json_value::kind what, const text_place& where) override;
  void end() override;
  void key(std::string_view name, const text_place& where) override;

 protected:
  json_collection(const std::string& name, const graph_file_options& options);

  /// Reads the text to its end. \throws data_error where it is no JSON, with the problems so far; limit_error; cancelled
  void read_all(text_window& text);

  /// Whether the list of this name is taken element by element.
  [[nodiscard]] virtual bool is_long(std::string_view member) const = 0;
  virtual void take_element(const json_value& element) = 0;  ///< of the list member()
  virtual void take_member(const json_value& member) = 0;    ///< any other member of the object
  virtual void take_other(const json_value& value) = 0;      ///< what stands in place of the object

  [[nodiscard]] const std::string& member() const noexcept { return member_; }
  [[nodiscard]] bool has_member(std::string_view name) const noexcept { return members_.find(name) != name_table::none; }
  [[nodiscard]] bool in_list() const noexcept { return in_list_; }
  /// How many lists and objects of the element or member are open.
  [[nodiscard]] std::size_t depth() const noexcept { return tree_.depth(); }
  void problem(const json_value& at, std::string code, std::string message) {
    problems_.add(at.line, at.column, std::move(code), std::move(message));
  }

  const std::string& name_;
  const graph_file_options& options_;
  problem_list problems_;

 private:
  void take_tree();

  std::vector<diagnostic> json_problems_;
  json_tree tree_;
  bool in_object_ = false;
  bool in_list_ = false;
  std::string member_;
  text_place place_;  ///< of the member
  name_table members_;
};

/// A text in quotes, safe in a message.
[[nodiscard]] std::string quoted(std::string_view text);
/// "1 vertex", "2 vertices".
[[nodiscard]] std::string counted(std::size_t n, const std::string& one, const std::string& many);

}  // namespace coopgraph::detail
