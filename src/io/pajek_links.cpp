// SPDX-License-Identifier: BSL-1.0
#include "io/pajek_links.hpp"

#include <coopgraph/core/diagnostic.hpp>

#include <utility>

namespace coopgraph::detail {

pajek_links::shape pajek_links::shape_of(std::string_view word) noexcept {
  if (word == "*arcs" || word == "*edges") return shape::pairs;
  if (word == "*arcslist" || word == "*edgeslist") return shape::lists;
  return word == "*matrix" ? shape::matrix : shape::none;
}

void pajek_links::begin(std::string_view word) {
  shape_ = shape_of(word);
  // The matrix of a two-mode network leads from the first mode to the second: its lines are edges.
  arcs_ = word.starts_with("*arcs") || (shape_ == shape::matrix && !vertices_.first_mode());
  if (!directed_) directed_ = arcs_;
  row_ = column_ = 0;
  begin_relation();
}

/// ":2" and perhaps a name: the relation of the lines behind.
void pajek_links::begin_relation() {
  relation_.reset();
  const auto word = lines_.quoted_word();
  if (!word) return;
  if (word->quoted || word->text[0] != ':')
    return lines_.problem(
        *word, "relation",
        '"' + printable(word->text) +
            "\" is no relation; allowed: a number behind a colon, then perhaps a name, as in *Arcs :2 \"trade\"");
  std::optional<line_word> number = line_word{word->text.substr(1), word->offset + 1};
  if (number->text.empty()) number = lines_.quoted_word();
  if (!lines_.count(number, "the number of a relation")) return;
  const auto name = lines_.quoted_word();
  relation_ = relation_of(*number, name ? std::optional(text_of(*name)) : std::nullopt);
  lines_.expect_end();
}

/// What edges of the relation hold: its name if it got one before, else its number.
std::optional<std::string> pajek_links::relation_of(const line_word& number, std::optional<std::string> name) {
  lines_.check_limit(relations_.size(), lines_.limits().attributes, "more relations", "attributes");
  const auto [known, fresh] = relations_.try_emplace(std::string(number.text), number.text);
  if (name) known->second = std::move(*name);
  return known->second;
}

void pajek_links::read_line() {
  if (shape_ == shape::pairs) read_pair();
  if (shape_ == shape::lists) read_list();
  if (shape_ == shape::matrix) read_matrix();
}

/// [relation:] from to value parameters [periods]
void pajek_links::read_pair() {
  auto first = lines_.quoted_word();
  std::optional<std::string> relation;
  const std::size_t colon = first && !first->quoted ? first->text.find(':') : std::string_view::npos;
  const bool names_relation = colon != std::string_view::npos && colon > 0;
  if (names_relation) {
    const line_word number{first->text.substr(0, colon), first->offset};
    if (!lines_.count(number, "the number of a relation")) return;
    relation = relation_of(number, std::nullopt);
    first->text.remove_prefix(colon + 1);
    first->offset += colon + 1;
    if (first->text.empty()) first = lines_.quoted_word();
  }
  const auto from = lines_.vertex(first, vertices_.count());
  if (!from) return;
  const auto to = lines_.vertex(lines_.quoted_word(), vertices_.count());
  if (!to) return;
  const std::size_t edge = edges_.size();
  add(*from, *to, names_relation ? relation : relation_);
  auto word = lines_.bracketed_word();
  if (!word) return;
  if (looks_like_number(*word)) {
    elements_.add_number(edge, "weight", *word);
    word = lines_.bracketed_word();
  }
  elements_.read_parameters(edge, word);
}

/// from to to …
void pajek_links::read_list() {
  const auto from = lines_.vertex(lines_.word(), vertices_.count());
  if (!from) return;
  while (const auto word = lines_.word())
    if (const auto to = lines_.vertex(word, vertices_.count())) add(*from, *to, relation_);
}

/// The values row by row; what is not 0 is a line.
void pajek_links::read_matrix() {
  while (const auto word = lines_.word()) {
    if (row_ >= rows() || columns() == 0) {
      shape_ = shape::none;
      return lines_.problem(
          *word, "too-many-values",
          "the matrix goes on behind its " + std::to_string(rows()) + " rows of " + std::to_string(columns()) + " numbers");
    }
    const auto value = lines_.number(word, "a value of the matrix");
    if (value && value->mantissa != 0) {
      const std::size_t edge = edges_.size();
      const std::size_t target = column_ + vertices_.first_mode().value_or(0);
      add(static_cast<vertex_id>(row_), static_cast<vertex_id>(target), relation_);
      elements_.add_number(edge, "weight", *word);
    }
    if (++column_ < columns()) continue;
    column_ = 0;
    ++row_;
  }
}

void pajek_links::add(vertex_id from, vertex_id to, const std::optional<std::string>& relation) {
  lines_.check_limit(edges_.size() + 1, lines_.limits().edges, "more edges", "edges");
  if (edges_.empty()) directed_ = arcs_;
  if (directed_ != arcs_ && !mixed_) {
    mixed_ = true;
    lines_.problem("mixed-direction", std::string("the network is mixed: ") +
                                          (arcs_ ? "an arc stands behind edges" : "an edge stands behind arcs") +
                                          "; allowed: arcs alone or edges alone");
  }
  if (relation) elements_.add_text(edges_.size(), "relation", {*relation, 0, false}, true);
  edges_.push_back({from, to});
}

void pajek_links::end() {
  if (shape_ == shape::matrix && row_ < rows() && columns() > 0)
    lines_.problems().add(lines_.lines(), 0, "too-few-values",
                          "the matrix ends in its row " + std::to_string(row_ + 1) + "; allowed: " + std::to_string(rows()) +
                              " rows of " + std::to_string(columns()) + " numbers");
  shape_ = shape::none;
}

void pajek_links::finish(graph_document& document) {
  document.directed = directed_.value_or(false);
  document.edge_attributes = elements_.finish(edges_.size());
  document.edges = std::move(edges_);
  document.edge_spells = std::move(elements_.spells());
}

}  // namespace coopgraph::detail
