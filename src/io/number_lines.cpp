// SPDX-License-Identifier: BSL-1.0
#include "io/number_lines.hpp"

#include "io/name_table.hpp"

#include <coopgraph/core/text.hpp>

#include <utility>

namespace coopgraph::detail {

bool are_numbers(const text_list& ids) {
  for (std::size_t v = 0; v < ids.size(); ++v)
    if (ids[v] != to_text(v + 1)) return false;
  return true;
}

bool can_be_ids(const text_list& texts) {
  name_table seen;
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (texts[i].empty() || seen.find_or_add(texts[i]) != i) return false;
  return true;
}

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return small;
}

bool id_lines::take(std::string_view comment) {
  while (comment.starts_with(' ')) comment.remove_prefix(1);
  if (!comment.starts_with("id ")) return false;
  comment.remove_prefix(3);
  const std::string expected = to_text(ids_.size() + 1) + " \"";
  const bool quoted = comment.size() > expected.size() && comment.back() == '"' && comment.find(" \"") != comment.npos;
  if (!quoted) return false;
  in_order_ = in_order_ && comment.starts_with(expected);
  if (!in_order_) return true;
  lines_.check_limit(comment.size(), lines_.limits().text_bytes, "an id has more bytes", "text-bytes");
  lines_.check_limit(ids_.size() + 1, lines_.limits().vertices, "more ids", "vertices");
  ids_.push_back(without_escapes(comment.substr(expected.size(), comment.size() - expected.size() - 1)));
  return true;
}

text_list id_lines::finish(std::size_t vertices, std::vector<std::string>& notes) {
  const bool any = !in_order_ || !ids_.empty();
  if (any && in_order_ && ids_.size() == vertices && can_be_ids(ids_)) return std::move(ids_);
  if (any) notes.emplace_back("comments with ids do not name each vertex once and in order: the ids are the numbers");
  text_list numbers;
  numbers.reserve(vertices);
  for (std::size_t v = 0; v < vertices; ++v) numbers.push_back(to_text(v + 1));
  return numbers;
}

void write_id_lines(const text_list& ids, char comment, text_sink& out) {
  if (are_numbers(ids)) return;
  for (std::size_t v = 0; v < ids.size(); ++v) {
    out << comment;
    if (comment != '%') out << ' ';
    out << "id " << to_text(v + 1) << ' ' << in_quotes(ids[v]) << '\n';
  }
}

}  // namespace coopgraph::detail
