// SPDX-License-Identifier: BSL-1.0
#include "io/pajek_vertices.hpp"

#include "io/number_lines.hpp"

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace coopgraph::detail {

bool can_be_ids(const attribute_column& texts) {
  return texts.kind == attribute_kind::text && texts.missing.empty() && can_be_ids(texts.texts);
}

void pajek_vertices::begin(std::size_t count) {
  count_ = count;
  lines_.check_vertices(count);
  const auto first = lines_.word();
  if (!first) return;
  first_mode_ = lines_.count(first, "the number of vertices of the first mode");
  if (first_mode_ && *first_mode_ > count) {
    lines_.problem(*first, "vertex-out-of-range",
                   "the first mode has " + printable(first->text) + " of " + to_text(count) + " vertices; allowed: at most all");
    first_mode_.reset();
  }
  lines_.expect_end();
}

void pajek_vertices::read_line() {
  const auto number = lines_.quoted_word();
  const auto vertex = lines_.vertex(number, count());
  if (!vertex) return;
  if (row_of_vertex_.size() <= *vertex) row_of_vertex_.resize(*vertex + std::size_t{1}, no_row);
  if (row_of_vertex_[*vertex] != no_row)
    return lines_.problem(*number, "duplicate-id",
                          "the vertex " + printable(number->text) + " has a line already; allowed: one for each vertex");
  const std::size_t row = vertex_of_row_.size();
  row_of_vertex_[*vertex] = static_cast<std::uint32_t>(row);
  vertex_of_row_.push_back(*vertex);
  const auto label = lines_.quoted_word();
  labels_.push_back(label ? text_of(*label) : std::string());
  auto word = lines_.bracketed_word();
  for (const char* const axis : {"x", "y", "z"}) {
    if (!word || !looks_like_number(*word)) break;
    elements_.add_number(row, axis, *word);
    word = lines_.bracketed_word();
  }
  elements_.read_parameters(row, word);
}

/// Whether vertices and rows are the same.
bool pajek_vertices::in_order() const noexcept {
  return vertex_of_row_.size() == count() && std::is_sorted(vertex_of_row_.begin(), vertex_of_row_.end());
}

attribute_column pajek_vertices::by_vertex(attribute_column&& rows) const {
  if (in_order()) return std::move(rows);
  attribute_column made{std::move(rows.name), rows.kind};
  for (std::size_t v = 0; v < count(); ++v) {
    const std::size_t row = v < row_of_vertex_.size() ? row_of_vertex_[v] : no_row;
    if (row == no_row || !rows.has(row))
      made.push_missing();
    else if (rows.kind == attribute_kind::text)
      made.push_text(rows.texts[row]);
    else
      made.push_number(rows.numbers[row]);
  }
  return made;
}

/// Ids are what says so; else the labels, if they can be ids; else the numbers.
void pajek_vertices::name_vertices(graph_document& document, attribute_column&& labels, const attribute_column* ids) const {
  const bool labelled = labels.missing.size() < labels.size();
  if (ids == nullptr && can_be_ids(labels)) {
    document.ids = std::move(labels.texts);
    return;
  }
  if (ids != nullptr) {
    document.ids = ids->texts;
  } else {
    document.ids.reserve(count());
    for (std::size_t v = 0; v < count(); ++v) document.ids.push_back(to_text(v + 1));
  }
  if (labelled) document.vertex_attributes.push_back(std::move(labels));
}

void pajek_vertices::finish(graph_document& document) {
  const std::size_t attributes = elements_.attributes() + 2;
  if (count() > 0 && attributes > lines_.limits().values / count())
    over_limit(file_, 0, "more values of attributes", lines_.limits().values, "values");
  if (first_mode_) {
    attribute_column mode{"mode", attribute_kind::integer};
    for (std::size_t v = 0; v < count(); ++v) mode.push_number({v < *first_mode_ ? 1 : 2, 0});
    document.vertex_attributes.push_back(std::move(mode));
  }
  attribute_column labels{"label"};
  for (std::size_t row = 0; row < labels_.size(); ++row) {
    if (labels_[row].empty()) labels.missing.push_back(row);
  }
  labels.texts = std::move(labels_);
  std::vector<attribute_column> columns = elements_.finish(vertex_of_row_.size());
  for (attribute_column& column : columns) column = by_vertex(std::move(column));
  const auto named = std::find_if(columns.begin(), columns.end(),
                                  [](const attribute_column& a) { return a.name == pajek_id_name && can_be_ids(a); });
  name_vertices(document, by_vertex(std::move(labels)), named == columns.end() ? nullptr : &*named);
  if (named != columns.end()) columns.erase(named);
  for (attribute_column& column : columns) document.vertex_attributes.push_back(std::move(column));
  for (spell& s : elements_.spells()) s.element = vertex_of_row_[s.element];
  document.vertex_spells = std::move(elements_.spells());
  std::stable_sort(document.vertex_spells.begin(), document.vertex_spells.end(),
                   [](const spell& a, const spell& b) { return a.element < b.element; });
}

void make_names_unique(std::vector<attribute_column>& attributes) {
  std::unordered_set<std::string> all;
  for (const attribute_column& a : attributes) all.insert(a.name);
  std::unordered_map<std::string, std::size_t> copies;  // of a name so far
  for (attribute_column& a : attributes) {
    std::size_t& k = copies[a.name];
    if (++k == 1) continue;
    std::string candidate = a.name + " (" + std::to_string(k) + ')';
    while (!all.insert(candidate).second) candidate = a.name + " (" + std::to_string(++k) + ')';
    a.name = std::move(candidate);
  }
}

}  // namespace coopgraph::detail
