// SPDX-License-Identifier: BSL-1.0
#include "io/graph_assembly.hpp"
#include "io/graph_formats.hpp"
#include "io/name_table.hpp"
#include "io/xml_formats.hpp"
#include "io/xml_reader.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

constexpr std::size_t none = graph_assembly::none;

/// What data can belong to.
enum owner : std::size_t { of_node, of_edge, of_graph, owners };

struct graphml_key {
  std::string name;
  attribute_kind kind = attribute_kind::text;
  std::array<bool, owners> is_for{};
  std::array<std::size_t, owners> columns{none, none, none};
};

class graphml_handler final : public xml_handler {
 public:
  graphml_handler(xml_reader& reader, const graph_file_options& options, problem_list& problems)
      : reader_(reader), made_(reader, options, problems), limits_(options.limits) {}

  void start(std::string_view element, const xml_attributes& attributes) override;
  void end(std::string_view text) override;
  [[nodiscard]] graph_document finish(problem_list& problems);

 private:
  enum class tag : std::uint8_t { root, key, fallback, graph, node, edge, data };

  void begin_root(std::string_view element);
  void begin_in_root(std::string_view name, const xml_attributes& attributes);
  void begin_in_graph(std::string_view name, const xml_attributes& attributes);
  void begin_key(const xml_attributes& attributes);
  void begin_graph(const xml_attributes& attributes);
  void begin_node(const xml_attributes& attributes);
  void begin_edge(const xml_attributes& attributes);
  void begin_data(const xml_attributes& attributes, owner of);
  void set_kind(graphml_key& key, std::string_view type);
  bool set_owners(graphml_key& key, std::string_view of);
  [[nodiscard]] std::size_t key_of(std::string_view id);
  [[nodiscard]] std::size_t column_of(graphml_key& key, owner of);
  [[nodiscard]] document_columns& columns_of(owner of) {
    return of == of_node ? made_.of_vertices : of == of_edge ? made_.of_edges : made_.of_graph;
  }
  [[nodiscard]] std::optional<bool> truth(std::string_view name, std::string_view value);
  /// Nothing inside this element is read.
  void skip() { skipped_ = reader_.depth(); }
  void skip_and_count(std::string_view element) {
    made_.leave_out("elements <" + std::string(element) + '>');
    skip();
  }
  void refuse(const char* code, const char* message) {
    reader_.add(code, message);
    skip();
  }
  void other_attribute(const char* element, std::string_view name) {
    made_.leave_out("attributes " + std::string(name) + " of <" + element + '>');
  }

  xml_reader& reader_;
  graph_assembly made_;
  const graph_limits& limits_;
  std::string prefix_;  ///< of the names of GraphML's own elements, with its colon
  std::vector<tag> open_;
  std::size_t skipped_ = 0;  ///< depth of the element that is skipped; 0: none
  bool graph_seen_ = false;
  name_table key_ids_;
  std::vector<graphml_key> keys_;
  std::size_t last_key_ = none;  ///< the key that is being declared, or whose data came last
  std::size_t element_ = none;   ///< the node or edge that is open; 0 for the graph
  std::size_t column_ = none;    ///< of the data that are open
  owner of_ = of_graph;
};

void graphml_handler::start(std::string_view element, const xml_attributes& attributes) {
  if (skipped_ != 0) return;
  if (open_.empty()) return begin_root(element);
  const std::string_view name = !prefix_.empty() && element.starts_with(prefix_) ? element.substr(prefix_.size()) : element;
  switch (open_.back()) {
    case tag::root:
      return begin_in_root(name, attributes);
    case tag::graph:
      return begin_in_graph(name, attributes);
    case tag::node:
      if (name == "data") return begin_data(attributes, of_node);
      if (name == "port")
        return refuse("port", "a port; allowed: edges between nodes as a whole. Join what is at ports to nodes");
      break;
    case tag::edge:
      if (name == "data") return begin_data(attributes, of_edge);
      break;
    case tag::key:
      if (name == "default") {
        reader_.want_text();
        return open_.push_back(tag::fallback);
      }
      break;
    case tag::data:
      column_ = none;  // what a program holds for itself is no value
      break;
    case tag::fallback:
      break;
  }
  if (name == "graph")
    return refuse("nested-graph", "a graph inside a node or an edge; allowed: one graph. Move its nodes and edges out");
  skip_and_count(element);
}

void graphml_handler::begin_root(std::string_view element) {
  const std::size_t colon = element.find(':');
  if (colon != element.npos) prefix_ = element.substr(0, colon + 1);
  const std::string_view name = element.substr(prefix_.size());
  if (name != "graphml")
    reader_.stop("not-graphml", name == "html" || name == "HTML"
                                    ? "this is an HTML page and no graph; save the file that the page offers"
                                    : "the root element is <" + printable(element) + ">; allowed: <graphml>" +
                                          (name == "gexf" ? ". It is GEXF: say so" : ""));
  open_.push_back(tag::root);
}

void graphml_handler::begin_in_root(std::string_view name, const xml_attributes& attributes) {
  if (name == "key") return begin_key(attributes);
  if (name == "graph") return begin_graph(attributes);
  if (name == "data") return begin_data(attributes, of_graph);
  skip_and_count(name);
}

void graphml_handler::begin_in_graph(std::string_view name, const xml_attributes& attributes) {
  if (name == "node") return begin_node(attributes);
  if (name == "edge") return begin_edge(attributes);
  if (name == "data") return begin_data(attributes, of_graph);
  if (name == "hyperedge")
    return refuse(
        "hyperedge",
        "a hyperedge; allowed: edges of two ends. Make it a node with an edge to each of its ends, or edges between all");
  skip_and_count(name);
}

void graphml_handler::begin_key(const xml_attributes& attributes) {
  graphml_key key;
  std::string_view id;
  std::string_view name;
  std::string_view of = "all";
  std::string_view type;
  attributes.for_each([&](std::string_view attribute, std::string_view value) {
    if (attribute == "id") id = value;
    if (attribute == "attr.name") name = value;
    if (attribute == "for") of = value;
    if (attribute == "attr.type") type = value;
  });
  if (id.empty()) return refuse("missing-id", "a key without an id; allowed: an id by which data name it");
  if (key_ids_.find(id) != name_table::none) {
    reader_.add("duplicate-key", "the key " + printable(id) + " is declared twice; allowed: once");
    return skip();
  }
  if (keys_.size() >= limits_.attributes) reader_.over("more keys", limits_.attributes, "attributes");
  key.name = name.data() == nullptr ? id : name;
  set_kind(key, type);
  if (!set_owners(key, of)) return skip();
  (void)key_ids_.find_or_add(id);
  keys_.push_back(std::move(key));
  last_key_ = keys_.size() - 1;
  graphml_key& kept = keys_.back();
  for (const owner o : {of_node, of_edge, of_graph})
    if (of != "all" && kept.is_for[o] && name.data() != nullptr) (void)column_of(kept, o);
  open_.push_back(tag::key);
}

void graphml_handler::set_kind(graphml_key& key, std::string_view type) {
  struct row {
    std::string_view name;
    attribute_kind kind;
  };
  static constexpr row types[] = {{"string", attribute_kind::text},     {"boolean", attribute_kind::boolean},
                                  {"int", attribute_kind::integer},     {"long", attribute_kind::integer},
                                  {"integer", attribute_kind::integer}, {"short", attribute_kind::integer},
                                  {"float", attribute_kind::number},    {"double", attribute_kind::number}};
  if (type.empty()) return;
  for (const row& known : types)
    if (known.name == type) {
      key.kind = known.kind;
      return;
    }
  made_.leave_out("types " + std::string(type) + " of keys, whose values are kept as texts");
}

bool graphml_handler::set_owners(graphml_key& key, std::string_view of) {
  const bool all = of == "all";
  key.is_for = {all || of == "node", all || of == "edge", all || of == "graph" || of == "graphml"};
  if (key.is_for[of_node] || key.is_for[of_edge] || key.is_for[of_graph] || of == "port" || of == "hyperedge" || of == "endpoint")
    return true;
  reader_.add("invalid-key", "a key for " + printable(of) + "; allowed: node, edge, graph, all");
  return false;
}

void graphml_handler::begin_graph(const xml_attributes& attributes) {
  if (graph_seen_) return refuse("second-graph", "a second graph; allowed: one. Put each into a file of its own");
  graph_seen_ = true;
  const std::string_view direction = attributes.find("edgedefault");
  if (direction == "directed" || direction == "undirected")
    made_.set_default_direction(direction == "directed");
  else if (direction.data() != nullptr)
    reader_.add("invalid-direction", "edgedefault is " + printable(direction) + "; allowed: directed, undirected");
  else
    made_.document.notes.push_back(
        "The file does not say whether edges are directed (edgedefault): those that do not say so "
        "themselves are taken as undirected");
  open_.push_back(tag::graph);
}

void graphml_handler::begin_node(const xml_attributes& attributes) {
  std::string_view id;
  attributes.for_each([&](std::string_view name, std::string_view value) {
    if (name == "id")
      id = value;
    else if (!name.starts_with("parse."))
      other_attribute("node", name);
  });
  element_ = made_.add_vertex(id);
  open_.push_back(tag::node);
}

void graphml_handler::begin_edge(const xml_attributes& attributes) {
  graph_assembly::edge_record edge;
  bool ports = false;
  attributes.for_each([&](std::string_view name, std::string_view value) {
    if (name == "source")
      edge.source = value;
    else if (name == "target")
      edge.target = value;
    else if (name == "id")
      edge.id = value;
    else if (name == "directed")
      edge.directed = truth(name, value);
    else if (name == "sourceport" || name == "targetport")
      ports = true;
    else
      other_attribute("edge", name);
  });
  if (ports) reader_.add("port", "an edge at a port; allowed: edges between nodes as a whole. Delete sourceport and targetport");
  element_ = made_.add_edge(edge);
  open_.push_back(tag::edge);
}

std::optional<bool> graphml_handler::truth(std::string_view name, std::string_view value) {
  const auto read = parse_truth(value);
  if (!read) reader_.add("invalid-boolean", printable(name) + " is \"" + printable(value) + "\"; allowed: true or false");
  return read;
}

std::size_t graphml_handler::key_of(std::string_view id) {
  if (last_key_ != none && key_ids_.text(static_cast<std::uint32_t>(last_key_)) == id) return last_key_;
  const std::uint32_t known = key_ids_.find(id);
  if (known == name_table::none) return none;
  last_key_ = known;
  return known;
}

std::size_t graphml_handler::column_of(graphml_key& key, owner of) {
  if (key.columns[of] == none) key.columns[of] = columns_of(of).declare(key.name, key.kind);
  return key.columns[of];
}

void graphml_handler::begin_data(const xml_attributes& attributes, owner of) {
  const std::string_view id = attributes.find("key");
  const std::size_t key = key_of(id);
  if (key == none) {
    reader_.add("unknown-key", "data for the key " + printable(id) + ", which is not declared; allowed: keys declared before");
    return skip();
  }
  if (!keys_[key].is_for[of]) {
    reader_.add("wrong-key", "the key " + printable(id) + " is not declared for " +
                                 (of == of_node   ? "nodes"
                                  : of == of_edge ? "edges"
                                                  : "the graph") +
                                 "; allowed: what its \"for\" says");
    return skip();
  }
  if (of == of_graph) element_ = 0;
  if (element_ == none) return skip();
  column_ = key;
  of_ = of;
  reader_.want_text();
  open_.push_back(tag::data);
}

void graphml_handler::end(std::string_view text) {
  if (skipped_ != 0) {
    if (skipped_ == reader_.depth()) skipped_ = 0;
    return;
  }
  const tag closed = open_.back();
  open_.pop_back();
  if (closed == tag::data && column_ != none) {
    columns_of(of_).put(column_of(keys_[column_], of_), element_, text);
  } else if (closed == tag::fallback) {
    graphml_key& key = keys_[last_key_];
    for (const owner o : {of_node, of_edge, of_graph})
      if (key.is_for[o]) columns_of(o).set_default(column_of(key, o), text);
  }
}

graph_document graphml_handler::finish(problem_list& problems) {
  if (!graph_seen_) problems.add(0, 0, "no-graph", "the file has no graph; allowed: one <graph> inside <graphml>");
  return made_.finish();
}

}  // namespace

graph_document read_graphml(text_window& text, const std::string& name, const graph_file_options& options) {
  problem_list problems(name, options.limits.problems);
  xml_reader reader(text, name, options, problems);
  graphml_handler handler(reader, options, problems);
  reader.read(handler);
  return handler.finish(problems);
}

}  // namespace coopgraph::detail
