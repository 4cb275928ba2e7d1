// SPDX-License-Identifier: BSL-1.0
#include "io/gexf_handler.hpp"
#include "io/xml_formats.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::size_t none = graph_assembly::none;

bool stands_in(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

// ---- elements ----

void gexf_handler::start(std::string_view element, const xml_attributes& attributes) {
  if (skipped_ != 0) return;
  if (open_.empty()) return begin_root(element);
  const bool own = !prefix_.empty() && element.starts_with(prefix_);
  const std::string_view name = own ? element.substr(prefix_.size()) : element;
  switch (open_.back()) {
    case tag::root:
      return begin_in_root(name, attributes);
    case tag::meta:
      if (!stands_in(gexf_meta_elements, name)) break;
      about_ = name;
      reader_.want_text();
      return open_.push_back(tag::meta_text);
    case tag::graph:
      return begin_in_graph(name, attributes);
    case tag::attributes:
      if (name == "attribute") return begin_attribute(attributes);
      break;
    case tag::attribute:
      if (name != "default") break;
      reader_.want_text();
      return open_.push_back(tag::fallback);
    case tag::nodes:
      if (name == "node") return begin_node(attributes);
      break;
    case tag::edges:
      if (name == "edge") return begin_edge(attributes);
      break;
    case tag::node:
    case tag::edge:
      return begin_in_element(name, attributes);
    case tag::values:
      if (name == "attvalue") return value(attributes);
      break;
    case tag::spells:
      if (name == "spell" || name == "slice") return more_spells(attributes);
      break;
    case tag::meta_text:
    case tag::fallback:
      break;
  }
  skip_and_count(element);
}

void gexf_handler::begin_root(std::string_view element) {
  const std::size_t colon = element.find(':');
  if (colon != element.npos) prefix_ = element.substr(0, colon + 1);
  const std::string_view name = element.substr(prefix_.size());
  if (name != "gexf")
    reader_.stop("not-gexf", name == "html" || name == "HTML"
                                 ? "this is an HTML page and no graph; save the file that the page offers"
                                 : "the root element is <" + printable(element) + ">; allowed: <gexf>" +
                                       (name == "graphml" ? ". It is GraphML: say so" : ""));
  open_.push_back(tag::root);
}

void gexf_handler::begin_in_root(std::string_view name, const xml_attributes& attributes) {
  if (name == "meta") {
    const std::string_view modified = attributes.find(gexf_meta_attribute);
    if (modified.data() != nullptr) tell_of_graph(gexf_meta_attribute, modified);
    return open_.push_back(tag::meta);
  }
  if (name != "graph") return skip_and_count(name);
  if (graph_seen_) return refuse("second-graph", "a second graph; allowed: one. Put each into a file of its own");
  graph_seen_ = true;
  made_.set_default_direction(false);
  attributes.for_each([&](std::string_view attribute, std::string_view value) {
    if (attribute == "defaultedgetype")
      made_.set_default_direction(direction(attribute, value).value_or(false));
    else if (attribute == "timeformat")
      set_time_format(value);
    else if (stands_in(gexf_graph_attributes, attribute))
      tell_of_graph(attribute, value);
    else if (attribute == "name" && !value.empty())
      made_.leave_out("attributes name of <graph>");
  });
  open_.push_back(tag::graph);
}

void gexf_handler::begin_in_graph(std::string_view name, const xml_attributes& attributes) {
  if (name == "nodes") return open_.push_back(tag::nodes);
  if (name == "edges") return open_.push_back(tag::edges);
  if (name != "attributes") return skip_and_count(name);
  const std::string_view of = attributes.find("class");
  if (of != "node" && of != "edge")
    return refuse("invalid-class", "attributes of the class " + printable(of) + "; allowed: node, edge");
  of_ = of == "node" ? &nodes_ : &edges_;
  open_.push_back(tag::attributes);
}

void gexf_handler::begin_node(const xml_attributes& attributes) {
  std::string_view id;
  attributes.for_each([&](std::string_view name, std::string_view value) {
    if (name == "id") id = value;
  });
  const std::size_t number = made_.add_vertex(id);
  const std::string inside =
      around_.empty() || around_.back() == none ? std::string() : std::string(made_.document.ids[around_.back()]);
  element_ = number;
  of_ = &nodes_;
  around_.push_back(number);
  open_.push_back(tag::node);
  if (number == none) return;
  nodes_.native.check(number + 1);
  own_attributes(attributes, {"id"});
  if (!inside.empty() && attributes.find("pid").data() == nullptr) put_native("", "pid", inside);
}

void gexf_handler::begin_edge(const xml_attributes& attributes) {
  graph_assembly::edge_record edge;
  attributes.for_each([&](std::string_view name, std::string_view value) {
    if (name == "source") edge.source = value;
    if (name == "target") edge.target = value;
    if (name == "id") edge.id = value;
    if (name == "type") edge.directed = direction(name, value);
  });
  element_ = made_.add_edge(edge);
  of_ = &edges_;
  open_.push_back(tag::edge);
  if (element_ == none) return;
  edges_.native.check(element_ + 1);
  own_attributes(attributes, {"id", "source", "target", "type"});
}

/// What a node or edge has besides ids, ends and direction.
void gexf_handler::own_attributes(const xml_attributes& attributes, std::initializer_list<std::string_view> known) {
  has_own_spell_ = false;
  spell own{element_};
  attributes.for_each([&](std::string_view name, std::string_view value) {
    if (std::find(known.begin(), known.end(), name) != known.end() || put_native("", name, value)) return;
    if (take_moment(own, name, value))
      has_own_spell_ = true;
    else if (!name.starts_with("xmlns") && name != "count")
      made_.leave_out("attributes " + std::string(name) + (of_ == &nodes_ ? " of <node>" : " of <edge>"));
  });
  if (has_own_spell_) add_spell(std::move(own));
}

void gexf_handler::begin_in_element(std::string_view name, const xml_attributes& attributes) {
  if (open_.back() == tag::node && (name == "nodes" || name == "edges"))
    return open_.push_back(name == "nodes" ? tag::nodes : tag::edges);
  if (element_ == none) return skip();
  const bool last = element_ + 1 == of_->elements(made_.document);
  if (name == "attvalues" || name == "spells" || name == "slices") {
    if (!last) return refuse("order", "what belongs to a node stands behind the nodes inside it; put it before them");
    return open_.push_back(name == "attvalues" ? tag::values : tag::spells);
  }
  const std::string_view part = name.substr(name.find(':') == name.npos ? 0 : name.find(':') + 1);
  bool taken = false;
  const bool timed = attributes.find("start").data() != nullptr || attributes.find("end").data() != nullptr ||
                     attributes.find("timestamp").data() != nullptr;
  if (last && !timed)
    attributes.for_each([&](std::string_view attribute, std::string_view value) { taken |= put_native(part, attribute, value); });
  if (taken) return skip();
  skip_and_count(name);
}

void gexf_handler::end(std::string_view text) {
  if (skipped_ != 0) {
    if (skipped_ == reader_.depth()) skipped_ = 0;
    return;
  }
  const tag closed = open_.back();
  open_.pop_back();
  if (closed == tag::meta_text) tell_of_graph(about_, text);
  if (closed == tag::fallback) of_->declared().set_default(of_->columns.back(), text);
  if (closed == tag::node) around_.pop_back();
  if (closed != tag::node && closed != tag::edge) return;
  has_own_spell_ = false;
  if (around_.empty()) return;
  of_ = &nodes_;  // back inside the node around it
  element_ = around_.back();
}

graph_document read_gexf(text_window& text, const std::string& name, const graph_file_options& options) {
  problem_list problems(name, options.limits.problems);
  xml_reader reader(text, name, options, problems);
  gexf_handler handler(reader, options, problems);
  reader.read(handler);
  return handler.finish();
}

}  // namespace coopgraph::detail
