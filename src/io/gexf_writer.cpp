// SPDX-License-Identifier: BSL-1.0
#include "io/gexf_parts.hpp"
#include "io/left_out.hpp"
#include "io/xml_formats.hpp"
#include "io/xml_writer.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

/// A column that is written element by element.
struct written_column {
  const attribute_column* values;
  std::size_t next_missing = 0;

  /// Whether the element has a value. \pre elements come in order
  bool has(std::size_t element) {
    if (next_missing == values->missing.size() || values->missing[next_missing] != element) return true;
    ++next_missing;
    return false;
  }
};

/// The nodes' or the edges' side of a file.
class element_writer {
 public:
  element_writer(const graph_document& document, bool nodes, std::vector<std::string>& lost);

  void declare(xml_writer& out);
  /// Behind the tag's ids: the rest of the element. \pre elements come in order
  void rest(xml_writer& out, std::size_t element);

 private:
  bool native(const attribute_column& a, const gexf_native& place, std::vector<std::string>& lost) const;
  void check_order(std::vector<std::string>& lost) const;
  void attribute(xml_writer& out, std::string_view name, const attribute_column& a, std::size_t element) const;
  void parts(xml_writer& out, std::size_t element);
  void spells(xml_writer& out);
  void moments(xml_writer& out, const spell& one) const;
  [[nodiscard]] std::string_view type_of(const attribute_column& a) const;

  const graph_document& document_;
  const std::vector<attribute_column>& attributes_;
  const char* element_;
  const char* whose_;
  std::vector<std::pair<gexf_native, written_column>> native_;
  std::vector<written_column> declared_;
  std::vector<std::size_t> present_;  ///< of those of the element that is written
  std::vector<spell> spells_;
  std::size_t next_spell_ = 0;
};

element_writer::element_writer(const graph_document& document, bool nodes, std::vector<std::string>& lost)
    : document_(document),
      attributes_(nodes ? document.vertex_attributes : document.edge_attributes),
      element_(nodes ? "node" : "edge"),
      whose_(nodes ? "vertex" : "edge"),
      spells_(nodes ? document.vertex_spells : document.edge_spells) {
  std::stable_sort(spells_.begin(), spells_.end(), [](const spell& a, const spell& b) { return a.element < b.element; });
  for (const spell& s : spells_)
    for (const std::string& moment : {s.start, s.end})
      if (!moment.empty() && (!is_time_format(document.time_format) || !is_moment(moment, document.time_format)))
        throw input_error("write_graph_file", "document",
                          "the time " + printable(moment) + " of " + whose_ + ' ' + std::to_string(s.element),
                          "moments of its time_format: date, dateTime, integer or double");
  const std::span<const gexf_native> places =
      nodes ? std::span<const gexf_native>(gexf_of_nodes) : std::span<const gexf_native>(gexf_of_edges);
  std::vector<bool> taken(attributes_.size());
  for (const gexf_native& place : places)
    for (std::size_t k = 0; k < attributes_.size(); ++k)
      if (attributes_[k].name == place.column && native(attributes_[k], place, lost)) {
        native_.push_back({place, {&attributes_[k]}});
        taken[k] = true;
      }
  for (std::size_t k = 0; k < attributes_.size(); ++k)
    if (!taken[k]) declared_.push_back({&attributes_[k]});
  check_order(lost);
}

/// Whether an attribute of this name goes where GEXF has a place for it. A weight that is missing would count as 1 there, and
/// parents are nodes.
bool element_writer::native(const attribute_column& a, const gexf_native& place, std::vector<std::string>& lost) const {
  if (a.missing.size() == a.size()) return false;
  if (place.column == "weight" && place.part.empty()) {
    if (!a.missing.empty() || (a.kind != attribute_kind::number && a.kind != attribute_kind::integer)) return false;
    if (a.kind == attribute_kind::integer)
      lost.push_back("GEXF's weights are numbers: that those of the edges are whole numbers is left out");
    return true;
  }
  if (a.kind != place.kind) return false;
  if (place.column != "parent") return true;
  std::vector<std::string_view> ids;
  for (std::size_t v = 0; v < document_.vertices(); ++v) ids.push_back(document_.ids[v]);
  std::sort(ids.begin(), ids.end());
  for (std::size_t v = 0; v < a.size(); ++v)
    if (a.has(v) && !std::binary_search(ids.begin(), ids.end(), a.texts[v])) return false;
  return true;
}

/// What a reader finds: GEXF's own places, then the declared ones, then parts.
void element_writer::check_order(std::vector<std::string>& lost) const {
  std::vector<const attribute_column*> found;
  for (const auto& [place, column] : native_)
    if (place.part.empty()) found.push_back(column.values);
  for (const written_column& column : declared_) found.push_back(column.values);
  for (const auto& [place, column] : native_)
    if (!place.part.empty()) found.push_back(column.values);
  for (std::size_t k = 0; k < found.size(); ++k)
    if (found[k] != &attributes_[k]) {
      lost.push_back(std::string("GEXF has places of its own for some attributes: the order of those of the ") +
                     (element_ == std::string_view("node") ? "vertices" : "edges") + " is left out");
      return;
    }
}

std::string_view element_writer::type_of(const attribute_column& a) const {
  switch (a.kind) {
    case attribute_kind::text:
      return "string";
    case attribute_kind::boolean:
      return "boolean";
    case attribute_kind::number:
      return "double";
    case attribute_kind::integer:
      break;
  }
  return fits_long(a) ? "long" : "biginteger";
}

void element_writer::declare(xml_writer& out) {
  if (declared_.empty()) return;
  out << "    <attributes class=\"" << element_ << "\">\n";
  for (std::size_t k = 0; k < declared_.size(); ++k) {
    out << "      <attribute id=\"" << std::to_string(k) << '"';
    out.attribute("title", declared_[k].values->name, {"the name of an attribute", whose_, 0});
    out << " type=\"" << type_of(*declared_[k].values) << "\"/>\n";
  }
  out << "    </attributes>\n";
}

void element_writer::attribute(xml_writer& out, std::string_view name, const attribute_column& a, std::size_t element) const {
  if (a.kind == attribute_kind::text)
    out.attribute(name, a.texts[element], {a.name, whose_, element});
  else
    out << ' ' << name << "=\"" << a.text_of(element) << '"';
}

void element_writer::rest(xml_writer& out, std::size_t element) {
  present_.clear();
  for (std::size_t k = 0; k < native_.size(); ++k) {
    auto& [place, column] = native_[k];
    if (!column.has(element)) continue;
    if (place.part.empty())
      attribute(out, place.name, *column.values, element);
    else
      present_.push_back(k);
  }
  const std::size_t native_parts = present_.size();
  for (std::size_t k = 0; k < declared_.size(); ++k)
    if (declared_[k].has(element)) present_.push_back(k);
  std::size_t last_spell = next_spell_;
  while (last_spell < spells_.size() && spells_[last_spell].element == element) ++last_spell;
  const bool one = last_spell == next_spell_ + 1 && !(spells_[next_spell_].start.empty() && spells_[next_spell_].end.empty());
  if (one) moments(out, spells_[next_spell_++]);
  if (present_.empty() && next_spell_ == last_spell) {
    out << "/>\n";
    return;
  }
  out << ">\n";
  if (present_.size() > native_parts) {
    out << "        <attvalues>\n";
    for (std::size_t k = native_parts; k < present_.size(); ++k) {
      out << "          <attvalue for=\"" << std::to_string(present_[k]) << '"';
      attribute(out, "value", *declared_[present_[k]].values, element);
      out << "/>\n";
    }
    out << "        </attvalues>\n";
  }
  present_.resize(native_parts);
  if (next_spell_ < last_spell) spells(out);
  parts(out, element);
  out << "      </" << element_ << ">\n";
}

/// The parts whose attributes stand in present_, those of a part one behind the other.
void element_writer::parts(xml_writer& out, std::size_t element) {
  std::string_view open;
  for (const std::size_t k : present_) {
    const auto& [place, column] = native_[k];
    if (place.part != open) {
      if (!open.empty()) out << "/>\n";
      open = place.part;
      out << "        <viz:" << open;
    }
    attribute(out, place.name, *column.values, element);
  }
  if (!open.empty()) out << "/>\n";
}

void element_writer::spells(xml_writer& out) {
  const std::size_t element = spells_[next_spell_].element;
  out << "        <spells>\n";
  for (; next_spell_ < spells_.size() && spells_[next_spell_].element == element; ++next_spell_) {
    out << "          <spell";
    moments(out, spells_[next_spell_]);
    out << "/>\n";
  }
  out << "        </spells>\n";
}

void element_writer::moments(xml_writer& out, const spell& one) const {
  if (!one.start.empty()) out.attribute(one.start_open ? "startopen" : "start", one.start, {"a spell", whose_, one.element});
  if (!one.end.empty()) out.attribute(one.end_open ? "endopen" : "end", one.end, {"a spell", whose_, one.element});
}

/// What is told of the graph, where GEXF has a place for it.
class about_writer {
 public:
  about_writer(const graph_document& document, std::vector<std::string>& lost) {
    for (const attribute_column& a : document.about) {
      const bool here = a.kind == attribute_kind::text && a.missing.empty();
      if (here && a.name == gexf_meta_attribute)
        modified_ = &a;
      else if (here && std::find(gexf_meta_elements.begin(), gexf_meta_elements.end(), a.name) != gexf_meta_elements.end())
        elements_.push_back(&a);
      else if (here &&
               std::find(gexf_graph_attributes.begin(), gexf_graph_attributes.end(), a.name) != gexf_graph_attributes.end())
        of_graph_.push_back(&a);
      else
        lost.push_back("GEXF has no place for the graph's attribute " + printable(a.name) + ": it is left out");
    }
    check_order(lost);
  }

  void meta(xml_writer& out) const {
    if (modified_ == nullptr && elements_.empty()) return;
    out << "  <meta";
    if (modified_ != nullptr) out.attribute(gexf_meta_attribute, modified_->texts[0], {modified_->name});
    out << ">\n";
    for (const attribute_column* a : elements_) {
      out << "    <" << a->name << '>';
      out.text(a->texts[0], {a->name});
      out << "</" << a->name << ">\n";
    }
    out << "  </meta>\n";
  }
  void graph(xml_writer& out) const {
    for (const attribute_column* a : of_graph_) out.attribute(a->name, a->texts[0], {a->name});
  }

 private:
  /// What a reader finds stands as it does in the document, which is one piece of memory.
  void check_order(std::vector<std::string>& lost) const {
    std::vector<const attribute_column*> found;
    if (modified_ != nullptr) found.push_back(modified_);
    found.insert(found.end(), elements_.begin(), elements_.end());
    found.insert(found.end(), of_graph_.begin(), of_graph_.end());
    if (!std::is_sorted(found.begin(), found.end()))
      lost.push_back("GEXF has places of its own for what is told of the graph: the order of it is left out");
  }

  const attribute_column* modified_ = nullptr;
  std::vector<const attribute_column*> elements_;
  std::vector<const attribute_column*> of_graph_;
};

}  // namespace

void write_gexf(const graph_document& document, text_sink& sink, std::vector<std::string>& lost) {
  xml_writer out(sink);
  const about_writer about(document, lost);
  element_writer nodes(document, true, lost);
  element_writer edges(document, false, lost);
  left_out("GEXF", lost).outlines(document);
  const bool dynamic = !document.vertex_spells.empty() || !document.edge_spells.empty();

  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n";
  about.meta(out);
  out << "  <graph defaultedgetype=\"" << (document.directed ? "directed" : "undirected") << "\" mode=\""
      << (dynamic ? "dynamic" : "static") << '"';
  if (dynamic && !document.time_format.empty()) out << " timeformat=\"" << document.time_format << '"';
  about.graph(out);
  out << ">\n";
  nodes.declare(out);
  edges.declare(out);
  out << "    <nodes>\n";
  for (std::size_t v = 0; v < document.vertices(); ++v) {
    out << "      <node";
    out.attribute("id", document.ids[v], {"the id", "vertex", v});
    nodes.rest(out, v);
  }
  out << "    </nodes>\n    <edges>\n";
  for (std::size_t e = 0; e < document.edges.size(); ++e) {
    const endpoints& ends = document.edges[e];
    out << "      <edge";
    if (!document.edge_ids.empty()) out.attribute("id", document.edge_ids[e], {"the id", "edge", e});
    out.attribute("source", document.ids[ends.source], {"the id", "vertex", ends.source});
    out.attribute("target", document.ids[ends.target], {"the id", "vertex", ends.target});
    edges.rest(out, e);
  }
  out << "    </edges>\n  </graph>\n</gexf>\n";
}

}  // namespace coopgraph::detail
