// SPDX-License-Identifier: BSL-1.0
#include "io/dot_reader.hpp"

#include "io/dot_text.hpp"

#include <algorithm>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::uint32_t nothing = 0;  // no value kept, no port

std::string counted(std::size_t count, std::string_view one, std::string_view more) {
  return std::to_string(count) + ' ' + std::string(count == 1 ? one : more);
}

}  // namespace

dot_reader::dot_reader(text_window& text, const std::string& file, const graph_file_options& options)
    : file_(file),
      options_(options),
      limits_(options.limits),
      problems_(file, options.limits.problems),
      in_(text, file, options, problems_),
      lexer_(in_),
      about_(attribute_owner::graph, value_literals::untyped, file, options.limits),
      nodes_(attribute_owner::vertices, value_literals::untyped, file, options.limits),
      edges_(attribute_owner::edges, value_literals::untyped, file, options.limits) {}

graph_document dot_reader::read() {
  read_head();
  while (!scopes_.empty()) {
    scope& here = scopes_.back();
    if (here.end_is_read)
      behind_end();
    else
      read_statement();
  }
  next();
  if (token_.sign != dot_sign::end) unexpected("the end of the file: one graph in a file is allowed");
  return finish();
}

bool dot_reader::is_word(std::string_view word) const {
  return token_.sign == dot_sign::id && token_.may_be_word && is_dot_word(token_.text, word);
}

void dot_reader::unexpected(const std::string& allowed) {
  const std::string found = token_.sign == dot_sign::end  ? "the file ends"
                            : token_.sign == dot_sign::id ? '"' + printable(token_.text, 60) + "\" stands"
                                                          : "a sign stands";
  in_.stop_at(token_.line, token_.column, "dot-syntax", found + " where something else is expected: " + allowed);
}

void dot_reader::expect(dot_sign sign, const std::string& allowed) {
  if (token_.sign != sign) unexpected(allowed);
  next();
}

void dot_reader::read_head() {
  next();
  strict_ = is_word("strict");
  if (strict_) next();
  if (!is_word("graph") && !is_word("digraph")) unexpected("graph or digraph, a name or none, and { … }");
  document_.directed = is_word("digraph");
  next();
  if (token_.sign == dot_sign::id) {
    if (!token_.text.empty()) set_about("name", token_.text, token_.line);
    next();
  }
  if (token_.sign != dot_sign::opens) unexpected("{");
  open_scope();
}

/// \pre the token is {
void dot_reader::open_scope() {
  if (scopes_.size() == limits_.depth)
    over_limit(file_, token_.line, "braces are nested to a greater depth", limits_.depth, "depth");
  scope inside;
  if (!scopes_.empty()) {
    inside.of_nodes = scopes_.back().of_nodes;
    inside.of_edges = scopes_.back().of_edges;
  }
  scopes_.push_back(std::move(inside));
  next();
}

/// What stands outside of the braces that close here has an end of edges more: what was named inside.
void dot_reader::close_scope() {
  chain_end members;
  members.vertices = std::move(scopes_.back().members);
  members.is_group = true;
  std::sort(members.vertices.begin(), members.vertices.end());
  members.vertices.erase(std::unique(members.vertices.begin(), members.vertices.end()), members.vertices.end());
  scopes_.pop_back();
  if (scopes_.empty()) return;  // the token behind is read by read()
  next();
  scope& outside = scopes_.back();
  if (scopes_.size() > 1) outside.members.insert(outside.members.end(), members.vertices.begin(), members.vertices.end());
  members.is_named = outside.group_is_named;
  members.reopened = outside.group_is_reopened;
  outside.chain.push_back(std::move(members));
  outside.end_is_read = true;
}

void dot_reader::read_statement() {
  if (token_.sign == dot_sign::semicolon) {
    next();
  } else if (token_.sign == dot_sign::closes) {
    close_scope();
  } else if (is_word("graph") || is_word("node") || is_word("edge")) {
    read_defaults();
  } else if (token_.sign == dot_sign::id || token_.sign == dot_sign::opens) {
    read_end();
  } else {
    unexpected("a node, an edge, a subgraph, an attribute, or }");
  }
}

/// A subgraph, or nodes with commas between them; a=b where a statement begins.
void dot_reader::read_end() {
  scope& here = scopes_.back();
  here.group_is_named = here.group_is_reopened = false;
  if (is_word("subgraph")) {
    next();
    if (token_.sign == dot_sign::id) {
      here.group_is_named = true;
      const std::size_t known = subgraph_names_.size();
      here.group_is_reopened = subgraph_names_.find_or_add(token_.text) < known;
      next();
    }
    if (token_.sign != dot_sign::opens) unexpected("{ and what belongs to the subgraph");
  }
  if (token_.sign == dot_sign::opens) return open_scope();
  chain_end nodes;
  for (;;) {
    if (token_.sign != dot_sign::id || (token_.may_be_word && is_any_dot_word(token_.text)))
      unexpected("a node or a subgraph; words of DOT are put in quotes as names");
    dot_token name = std::move(token_);
    token_ = {};
    next();
    if (token_.sign == dot_sign::equals && nodes.vertices.empty() && here.chain.empty()) return read_assignment(name);
    nodes.vertices.push_back(vertex_of(name));
    nodes.ports.push_back(read_port());
    if (token_.sign != dot_sign::comma) break;
    next();
  }
  here.chain.push_back(std::move(nodes));
  here.end_is_read = true;
}

/// The number of what stands behind the colons of a node, 0 if there is none.
std::uint32_t dot_reader::read_port() {
  std::string port;
  while (token_.sign == dot_sign::colon) {
    next();
    if (token_.sign != dot_sign::id) unexpected("the name of a port");
    if (!port.empty()) port += ':';
    port += token_.text;
    next();
  }
  return port.empty() ? nothing : ports_.find_or_add(port) + 1;
}

void dot_reader::read_assignment(const dot_token& name) {
  next();
  if (token_.sign != dot_sign::id) unexpected("the value of an attribute");
  graph_attribute(name.text, token_.text, name.line);
  next();
}

void dot_reader::graph_attribute(std::string_view key, std::string_view value, std::size_t line) {
  if (scopes_.size() > 1) {
    ++attributes_of_subgraphs_;
    return;
  }
  if (key == dot_types_key && add_declared(value, declared_)) {
    if (declared_.size() > 3 * limits_.attributes)
      over_limit(file_, line, "there are more attributes", limits_.attributes, "attributes");
    return;
  }
  set_about(key, value, line);
}

void dot_reader::set_about(std::string_view key, std::string_view value, std::size_t line) {
  const std::uint32_t column = about_.column(key, line);
  about_.give(column, 0, about_.keep(column, value, value_literal::text), line);
}

void dot_reader::read_defaults() {
  const bool of_nodes = is_word("node");
  const bool of_graph = is_word("graph");
  next();
  if (token_.sign != dot_sign::opens_list) unexpected("[ and attributes");
  read_lists();
  if (of_graph) {
    for (std::size_t i = 0; i < list_keys_.size(); ++i) graph_attribute(list_keys_[i], list_values_[i], token_.line);
    return;
  }
  attribute_columns& columns = of_nodes ? nodes_ : edges_;
  std::shared_ptr<const defaults>& current = of_nodes ? scopes_.back().of_nodes : scopes_.back().of_edges;
  auto changed = current ? std::make_shared<defaults>(*current) : std::make_shared<defaults>();
  for (std::size_t i = 0; i < list_keys_.size(); ++i) {
    // Empty is how DOT says "none"; \N is the node's own name, which programs of graphviz write everywhere.
    const bool none = list_values_[i].empty() || (of_nodes && list_keys_[i] == "label" && list_values_[i] == "\\N");
    if (none && !columns.knows(list_keys_[i])) continue;
    const std::uint32_t column = columns.column(list_keys_[i], token_.line);
    if (column >= changed->size()) changed->resize(column + 1, nothing);
    (*changed)[column] = none ? nothing : columns.keep(column, list_values_[i], value_literal::text);
  }
  current = std::move(changed);
}

/// All lists [ … ] that follow, into list_keys_ and list_values_.
void dot_reader::read_lists() {
  list_keys_ = {};
  list_values_ = {};
  while (token_.sign == dot_sign::opens_list) {
    next();
    while (token_.sign != dot_sign::closes_list) {
      if (token_.sign != dot_sign::id) unexpected("an attribute name = value, or ]");
      if (list_keys_.size() == limits_.per_element)
        over_limit(file_, token_.line, "an element has more attributes", limits_.per_element, "per-element");
      list_keys_.push_back(token_.text);
      next();
      expect(dot_sign::equals, "= and the value of the attribute");
      if (token_.sign != dot_sign::id) unexpected("the value of an attribute");
      list_values_.push_back(token_.text);
      next();
      if (token_.sign == dot_sign::comma || token_.sign == dot_sign::semicolon) next();
    }
    next();
  }
}

vertex_id dot_reader::vertex_of(const dot_token& name) {
  if (name.text.empty())
    problems_.add(name.line, name.column, "empty-id", "a node without a name; allowed: names that are not empty");
  const std::uint32_t vertex = vertices_.find_or_add(name.text);
  if (vertex == known_vertices_) {
    if (known_vertices_ == limits_.vertices)
      over_limit(file_, name.line, "there are more vertices", limits_.vertices, "vertices");
    ++known_vertices_;
    give_defaults(nodes_, scopes_.back().of_nodes, vertex, name.line);
  }
  if (scopes_.size() > 1) scopes_.back().members.push_back(vertex);
  return vertex;
}

void dot_reader::give_defaults(attribute_columns& columns, const std::shared_ptr<const defaults>& values, std::size_t element,
                               std::size_t line) {
  if (!values) return;
  for (std::uint32_t column = 0; column < values->size(); ++column)
    if ((*values)[column] != nothing) columns.give(column, element, (*values)[column], line);
}

/// What follows an end of edges: another one, or attributes and the end of the statement.
void dot_reader::behind_end() {
  scope& here = scopes_.back();
  here.end_is_read = false;
  if (token_.sign == dot_sign::arrow || token_.sign == dot_sign::line) {
    if ((token_.sign == dot_sign::arrow) != document_.directed)
      problems_.add(token_.line, token_.column, "mixed-directions",
                    document_.directed ? "-- in a digraph: a mixed graph, of directed and undirected edges; allowed: -> alone"
                                       : "-> in a graph: a mixed graph, of directed and undirected edges; allowed: -- alone");
    next();
    if (token_.sign != dot_sign::id && token_.sign != dot_sign::opens) unexpected("a node or a subgraph");
    read_end();
    return;
  }
  const std::size_t line = token_.line;
  const std::vector<chain_end> chain = std::move(here.chain);
  here.chain.clear();
  const bool is_edge = chain.size() > 1;
  const bool is_group = !is_edge && chain[0].is_group;
  read_lists();
  for (const chain_end& end : chain) subgraphs_ += end.is_named || is_group ? 1U : 0U;
  if (is_group)
    attributes_of_subgraphs_ += list_keys_.size();
  else
    keep_list(is_edge ? edges_ : nodes_, line);
  if (!is_edge && !is_group)
    for (const vertex_id v : chain[0].vertices)
      for (const auto& [column, kept] : list_) nodes_.give(column, v, kept, line);
  for (std::size_t i = 0; i + 1 < chain.size(); ++i) add_edges(chain[i], chain[i + 1], line);
}

/// Keeps the values of the lists that were read.
void dot_reader::keep_list(attribute_columns& columns, std::size_t line) {
  list_.clear();
  for (std::size_t i = 0; i < list_keys_.size(); ++i) {
    const std::uint32_t column = columns.column(list_keys_[i], line);
    list_.emplace_back(column, columns.keep(column, list_values_[i], value_literal::text));
  }
}

void dot_reader::add_edges(const chain_end& tails, const chain_end& heads, std::size_t line) {
  if (tails.reopened || heads.reopened)
    problems_.add(line, 0, "dot-reopened-subgraph",
                  "edges end at a subgraph whose name was used before; allowed: a name of its own, or none");
  if (heads.vertices.empty()) return;
  for (std::size_t t = 0; t < tails.vertices.size(); ++t)
    for (std::size_t h = 0; h < heads.vertices.size(); ++h) {
      const std::size_t edge = edge_between(tails.vertices[t], heads.vertices[h], line);
      give_port(tails, t, "tailport", edge, line);
      give_port(heads, h, "headport", edge, line);
      for (const auto& [column, kept] : list_) edges_.give(column, edge, kept, line);
    }
}

void dot_reader::give_port(const chain_end& end, std::size_t i, std::string_view key, std::size_t edge, std::size_t line) {
  if (end.is_group || end.ports[i] == nothing) return;
  const std::uint32_t column = edges_.column(key, line);
  edges_.give(column, edge, edges_.keep(column, ports_.text(end.ports[i] - 1), value_literal::text), line);
}

/// A new edge with the defaults of its place; in a strict graph the one that is there already.
std::size_t dot_reader::edge_between(vertex_id tail, vertex_id head, std::size_t line) {
  const std::size_t edge = document_.edges.size();
  if (strict_) {
    const bool as_it_is = document_.directed || tail <= head;
    const std::uint64_t pair = std::uint64_t{as_it_is ? tail : head} << 32 | (as_it_is ? head : tail);
    const auto [at, is_new] = pairs_.try_emplace(pair, edge);
    if (!is_new) {
      ++merged_;
      return at->second;
    }
  }
  if (edge == limits_.edges) over_limit(file_, line, "there are more edges", limits_.edges, "edges");
  if (edge % 65536 == 0 && options_.run.stop.stop_requested()) throw cancelled();
  document_.edges.push_back({tail, head});
  give_defaults(edges_, scopes_.back().of_edges, edge, line);
  return edge;
}

graph_document dot_reader::finish() {
  problems_.raise_if_any();
  pairs_ = {};
  document_.ids.reserve(vertices_.size());
  for (std::uint32_t v = 0; v < vertices_.size(); ++v) document_.ids.push_back(vertices_.text(v));
  vertices_ = {};
  document_.about = about_.finish(1, declared_, problems_);
  document_.vertex_attributes = nodes_.finish(document_.vertices(), declared_, problems_);
  if (auto ids = edges_.ids_under("key", document_.edges.size(), declared_)) {
    edges_.leave_out("key");
    document_.edge_ids = std::move(*ids);
  }
  document_.edge_attributes = edges_.finish(document_.edges.size(), declared_, problems_);
  problems_.raise_if_any();
  add_notes();
  return std::move(document_);
}

void dot_reader::add_notes() {
  std::vector<std::string>& notes = document_.notes;
  if (merged_ > 0)
    notes.push_back("the graph is strict: " +
                    counted(merged_, "edge that is there already is", "edges that are there already are") + " not repeated");
  if (subgraphs_ > 0 || attributes_of_subgraphs_ > 0)
    notes.push_back("the grouping of vertices into " + counted(subgraphs_, "subgraph", "subgraphs") + ", with " +
                    counted(attributes_of_subgraphs_, "attribute of subgraphs", "attributes of subgraphs") + ", is left out");
  if (lexer_.html_strings() > 0)
    notes.push_back(counted(lexer_.html_strings(), "HTML string is", "HTML strings are") + " read as text");
}

graph_document read_dot(text_window& text, const std::string& name, const graph_file_options& options) {
  return dot_reader(text, name, options).read();
}

}  // namespace coopgraph::detail
