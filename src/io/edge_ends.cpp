// SPDX-License-Identifier: BSL-1.0
#include "io/edge_ends.hpp"

#include "io/column_mapping.hpp"
#include "model/near.hpp"

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/core/error.hpp>

namespace coopgraph::detail {

bool is_blank(std::string_view text) noexcept {
  while (!text.empty()) {
    if (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r'))
      text.remove_prefix(1);
    else if (text.starts_with("\xC2\xA0"))
      text.remove_prefix(2);
    else if (text.starts_with("\xE3\x80\x80"))
      text.remove_prefix(3);
    else
      return false;
  }
  return true;
}

edge_ends::edge_ends(const node_table* nodes, const edge_table_options& options, std::string file)
    : nodes_(nodes), most_vertices_(options.most_vertices), file_(std::move(file)) {
  if (options.match == end_match::name) {
    if (nodes == nullptr) throw option_error("read_edge_table", "match", "name", "id, for there is no node table with names");
    std::vector<name_registry::entry> entries;
    entries.reserve(nodes->names.size());
    for (std::uint32_t v = 0; v < nodes->names.size(); ++v) entries.push_back({nodes->names[v], v});
    registry_.emplace(entries);
  } else if (nodes != nullptr) {
    for (const std::string& id : nodes->ids)
      if (texts_.find_or_add(id) + std::size_t{1} < texts_.size())
        throw input_error("read_edge_table", "an id of the node table", '"' + printable(id) + "\", twice", "different ids");
  }
  const std::size_t vertices = nodes == nullptr ? 0 : nodes->ids.size();
  if (vertices > most_vertices_)
    throw limit_error(file_ + ": the node table has more vertices than the limit of " + std::to_string(most_vertices_) +
                      "; raise edge_table_options::most_vertices if it is right");
}

const name_match& edge_ends::match_of(std::string_view text) {
  const std::uint32_t number = texts_.find_or_add(text);
  if (number == matches_.size()) matches_.push_back(registry_->find(text));
  return matches_[number];
}

std::string edge_ends::near_ids(std::string_view text) {
  if (comparisons_left_ < nodes_->ids.size()) return {};
  comparisons_left_ -= nodes_->ids.size();
  near_words near(text);
  for (const std::string& id : nodes_->ids) near.offer(id);
  return near.text();
}

std::optional<std::pair<std::string, std::string>> edge_ends::problem_of(std::string_view text, std::string_view column) {
  const std::string name = printable(column);
  if (is_blank(text)) return std::pair{std::string("empty-end"), name + " is empty; each row must name both ends of its edge"};
  if (nodes_ == nullptr) return std::nullopt;
  const std::string found = name + " is \"" + printable(text) + '"';
  if (!registry_) {
    if (texts_.find(text) != name_table::none) return std::nullopt;
    return std::pair{std::string("unknown-vertex"), found + ", which is no id in " + printable(nodes_->file) + near_ids(text)};
  }
  const name_match& match = match_of(text);
  if (match.item) return std::nullopt;
  std::vector<std::string> suggested;
  for (const std::uint32_t v : match.suggestions) suggested.push_back(nodes_->names[v]);
  if (match.ambiguous) {
    std::vector<std::string> ids;
    for (const std::uint32_t v : match.suggestions) ids.push_back(nodes_->ids[v]);
    return std::pair{std::string("ambiguous-name"), found + ", which is ambiguous: it names " + listed(ids) + " in " +
                                                        printable(nodes_->file) + "; write the full name, or match by id"};
  }
  return std::pair{std::string("unknown-vertex"),
                   found + ", which names nothing in " + printable(nodes_->file) +
                       (suggested.empty() ? "" : "; did you mean " + listed(suggested, "or") + '?')};
}

std::uint32_t edge_ends::vertex_of(std::string_view text) {
  if (registry_) return *match_of(text).item;
  const std::uint32_t v = texts_.find_or_add(text);
  if (v >= most_vertices_)
    throw limit_error(file_ + ": the edges have more than " + std::to_string(most_vertices_) +
                      " different ends, which is the limit; raise edge_table_options::most_vertices if it is right");
  return v;
}

void edge_ends::name_vertices(edge_table& table) const {
  if (nodes_ != nullptr) {
    table.ids = nodes_->ids;
    table.names = nodes_->names;
    return;
  }
  table.ids.reserve(texts_.size());
  for (std::uint32_t v = 0; v < texts_.size(); ++v) table.ids.emplace_back(texts_.text(v));
  table.names = table.ids;
}

}  // namespace coopgraph::detail
