// SPDX-License-Identifier: BSL-1.0
#include "io/graph_assembly.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>

namespace coopgraph::detail {
namespace {

constexpr std::size_t kinds_by_name = 32;

/// Whether a text occurs twice. O(n log n), whatever the texts.
bool any_twice(const text_list& texts) {
  struct keyed {
    std::size_t hash;
    std::size_t index;
  };
  std::vector<keyed> order(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) order[i] = {std::hash<std::string_view>()(texts[i]), i};
  std::sort(order.begin(), order.end(),
            [&](const keyed& a, const keyed& b) { return a.hash != b.hash ? a.hash < b.hash : texts[a.index] < texts[b.index]; });
  return std::adjacent_find(order.begin(), order.end(), [&](const keyed& a, const keyed& b) {
           return a.hash == b.hash && texts[a.index] == texts[b.index];
         }) != order.end();
}

bool has_name(const std::vector<attribute_column>& attributes, std::string_view name) {
  return std::any_of(attributes.begin(), attributes.end(), [&](const attribute_column& a) { return a.name == name; });
}

}  // namespace

graph_assembly::graph_assembly(xml_reader& reader, const graph_file_options& options, problem_list& problems)
    : of_vertices(reader, options.limits, "vertices"),
      of_edges(reader, options.limits, "edges"),
      of_graph(reader, options.limits, "the graph"),
      reader_(reader),
      options_(options),
      problems_(problems) {}

std::size_t graph_assembly::add_vertex(std::string_view id) {
  if (id.empty()) {
    reader_.add("missing-id", "a node without an id; allowed: an id that is not empty");
    return none;
  }
  const std::size_t number = document.ids.size();
  const std::size_t most = std::min<std::size_t>(options_.limits.vertices, no_vertex - 1);
  const name_table::key key = name_table::key_of(id);
  const std::uint32_t known = names_.find(key, key.mixed());
  if (known != name_table::none) {
    reader_.add("duplicate-id", "duplicate node id " + printable(id) + ": it is that of node number " +
                                    std::to_string(known + 1) + " already; allowed: an id of its own for each node");
    return none;
  }
  if (number >= most) reader_.over("more vertices", most, "vertices");
  of_vertices.check(number + 1);
  (void)names_.find_or_add(key, key.mixed());
  document.ids.push_back(id);
  return number;
}

std::size_t graph_assembly::add_edge(const edge_record& edge) {
  if (edge.source.data() == nullptr || edge.target.data() == nullptr) {
    reader_.add("missing-end", std::string("an edge without a ") + (edge.source.data() == nullptr ? "source" : "target") +
                                   "; allowed: ids of two nodes");
    return none;
  }
  const std::size_t number = document.edges.size();
  if (number >= options_.limits.edges) reader_.over("more edges", options_.limits.edges, "edges");
  of_edges.check(number + 1);
  take_direction(edge.directed);
  look_up_ends();
  document.edges.push_back({no_vertex, no_vertex});
  look_up_later(edge.source, edge.target);
  take_id(edge.id);
  return number;
}

void graph_assembly::look_up_later(std::string_view source, std::string_view target) {
  newest_edge& n = newest_;
  n.ids[0] = source;
  n.ids[1] = target;
  for (const std::size_t k : {std::size_t{0}, std::size_t{1}}) {
    n.keys[k] = name_table::key_of(n.ids[k]);
    n.mixed[k] = n.keys[k].mixed();
    names_.prefetch(n.mixed[k]);
  }
  n.line = reader_.line();
  n.column = reader_.column();
  has_newest_ = true;
  if (source.size() > name_table::longest_inline || target.size() > name_table::longest_inline) return look_up_ends();
  for (const std::size_t k : {std::size_t{0}, std::size_t{1}}) {
    std::copy(n.ids[k].begin(), n.ids[k].end(), n.bytes[k]);
    n.ids[k] = {n.bytes[k], n.ids[k].size()};
  }
}

void graph_assembly::look_up_ends() {
  if (!std::exchange(has_newest_, false)) return;
  endpoints& edge = document.edges.back();
  for (const std::size_t k : {std::size_t{0}, std::size_t{1}}) {
    const std::uint32_t known = names_.find(newest_.keys[k], newest_.mixed[k]);
    (k == 0 ? edge.source : edge.target) = known;
    if (known != name_table::none) continue;
    waiting_.push_back({document.edges.size() - 1, k == 1, newest_.line, newest_.column});
    waiting_ids_.push_back(newest_.ids[k]);
  }
}

void graph_assembly::take_direction(std::optional<bool> directed) {
  if (!directed) directed = default_direction_;
  const bool stated = directed.value_or(false);
  if (!direction_) direction_ = stated;
  if (*direction_ == stated || mixed_) return;
  mixed_ = true;
  reader_.add("mixed-directions", std::string("mixed directions: this edge is ") + (stated ? "directed" : "undirected") +
                                      ", those before it are not; allowed: one direction for all edges of a graph");
}

void graph_assembly::take_id(std::string_view id) {
  text_list& ids = document.edge_ids;
  const std::size_t number = document.edges.size() - 1;
  if (id.empty() && ids.empty()) return;
  while (ids.size() < number) {
    without_id_.push_back(ids.size());
    ids.push_back({});
  }
  if (id.empty()) without_id_.push_back(number);
  ids.push_back(id);
}

void graph_assembly::leave_out(std::string_view what) {
  for (auto& [name, count] : left_out_)
    if (name == what) {
      ++count;
      return;
    }
  if (left_out_.size() < kinds_by_name)
    left_out_.emplace_back(printable(what), 1);
  else if (left_out_.size() == kinds_by_name)
    left_out_.emplace_back("other elements and attributes", 1);
  else
    ++left_out_.back().second;
}

void graph_assembly::resolve_ends() {
  look_up_ends();
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    const waiting_end& end = waiting_[i];
    const std::uint32_t known = names_.find(waiting_ids_[i]);
    if (known == name_table::none)
      problems_.add(end.line, end.column, "unknown-vertex",
                    std::string("the ") + (end.is_target ? "target" : "source") + " of this edge, " + printable(waiting_ids_[i]) +
                        ", is no node of the file; allowed: ids of its nodes");
    else if (end.is_target)
      document.edges[end.edge].target = known;
    else
      document.edges[end.edge].source = known;
  }
}

/// Ids that do not tell edges apart (or that some edges lack) are an attribute.
void graph_assembly::finish_edge_ids() {
  text_list& ids = document.edge_ids;
  if (ids.empty() || (without_id_.empty() && !any_twice(ids))) return;
  std::string name = "id";
  for (int k = 2; has_name(document.edge_attributes, name); ++k) name = "id " + std::to_string(k);
  document.notes.push_back((without_id_.empty() ? "The ids of edges are not unique"
                                                : std::to_string(without_id_.size()) + " edges have no id, others have one") +
                           ": they are kept as the edges' attribute " + name);
  document.edge_attributes.push_back({std::move(name), attribute_kind::text, std::move(ids), {}, std::move(without_id_)});
  ids = {};
}

void graph_assembly::add_notes() {
  for (const auto& [what, count] : left_out_) document.notes.push_back("Not read: " + what + " (" + std::to_string(count) + ')');
}

graph_document graph_assembly::finish() {
  resolve_ends();
  problems_.raise_if_any();
  document.directed = direction_.value_or(default_direction_.value_or(false));
  document.about = of_graph.finish(1);
  document.vertex_attributes = of_vertices.finish(document.vertices());
  document.edge_attributes = of_edges.finish(document.edges.size());
  finish_edge_ids();
  add_notes();
  return std::move(document);
}

}  // namespace coopgraph::detail
