// SPDX-License-Identifier: BSL-1.0
#include "io/json_collection.hpp"

#include <utility>

namespace coopgraph::detail {

using kind = json_value::kind;

std::string quoted(std::string_view text) { return '"' + printable(text) + '"'; }

std::string counted(std::size_t n, const std::string& one, const std::string& many) {
  return std::to_string(n) + ' ' + (n == 1 ? one : many);
}

json_collection::json_collection(const std::string& name, const graph_file_options& options)
    : name_(name),
      options_(options),
      problems_(name, options.limits.problems),
      tree_(name, json_problems_, options.limits.per_element + options.limits.text_bytes) {}

void json_collection::read_all(text_window& text) {
  const graph_limits& most = options_.limits;
  json_source source(text, 6 * most.text_bytes + 2, name_, options_.run.stop);
  const auto broken = read_json(source, name_, {most.depth, most.per_element, most.text_bytes}, *this);
  if (broken) problems_.stop_at(broken->where.line, broken->where.column, broken->code, broken->message);
}

void json_collection::scalar(kind what, std::string_view text, const text_place& where) {
  tree_.scalar(what, text, where);
  if (tree_.complete()) take_tree();
}

void json_collection::begin(kind what, const text_place& where) {
  if (!in_object_ && tree_.depth() == 0 && what == kind::object)
    in_object_ = true;
  else if (in_object_ && !in_list_ && tree_.depth() == 0 && what == kind::list && is_long(member_))
    in_list_ = true;
  else
    tree_.begin(what, where);
}

void json_collection::end() {
  if (tree_.depth() > 0) {
    tree_.end();
    if (tree_.complete()) take_tree();
  } else if (in_list_) {
    in_list_ = false;
  } else {
    in_object_ = false;
  }
}

void json_collection::key(std::string_view name, const text_place& where) {
  if (tree_.depth() > 0) return tree_.key(name, where);
  member_ = name;
  place_ = where;
  const std::size_t before = members_.size();
  if (members_.find_or_add(name) < before)
    problems_.add(where.line, where.column, "duplicate-key",
                  "duplicate key " + quoted(name) + " in one object; allowed: each name once");
}

void json_collection::take_tree() {
  json_value value = tree_.take();
  for (diagnostic& d : json_problems_) problems_.add(d.where.line, d.where.column, std::move(d.code), std::move(d.message));
  json_problems_.clear();
  if (in_list_) return take_element(value);
  if (!in_object_) return take_other(value);
  value.name = member_;
  value.line = place_.line;
  value.column = place_.column;
  take_member(value);
}

}  // namespace coopgraph::detail
