// SPDX-License-Identifier: BSL-1.0
#include "io/left_out.hpp"
#include "io/xml_formats.hpp"
#include "io/xml_writer.hpp"

#include <string>
#include <vector>

namespace coopgraph::detail {
namespace {

struct written_attribute {
  const attribute_column* values;
  std::string key;
  std::size_t next_missing = 0;
};

/// The attributes of one kind of element, with their keys: g0, g1, …; v0, …; e0, ….
class key_group {
 public:
  key_group(const std::vector<attribute_column>& attributes, const char* element, char letter, const char* whose)
      : element_(element), whose_(whose) {
    for (const attribute_column& a : attributes) all_.push_back({&a, letter + std::to_string(all_.size())});
  }

  void declare(xml_writer& out, std::vector<std::string>& lost) const {
    for (const written_attribute& a : all_) {
      out << "  <key id=\"" << a.key << "\" for=\"" << element_ << '"';
      out.attribute("attr.name", a.values->name, {"the name of an attribute", whose_, 0});
      out << " attr.type=\"" << type_of(*a.values, lost) << "\"/>\n";
    }
  }
  [[nodiscard]] bool empty() const noexcept { return all_.empty(); }

  /// \pre elements come in order
  void data(xml_writer& out, std::size_t element, std::string_view indent) {
    for (written_attribute& a : all_) {
      const attribute_column& values = *a.values;
      if (a.next_missing < values.missing.size() && values.missing[a.next_missing] == element) {
        ++a.next_missing;
        continue;
      }
      out << indent << "<data key=\"" << a.key << "\">";
      if (values.kind == attribute_kind::text)
        out.text(values.texts[element], {values.name, whose_, element});
      else
        out << values.text_of(element);
      out << "</data>\n";
    }
  }

 private:
  static std::string_view type_of(const attribute_column& a, std::vector<std::string>& lost) {
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
    if (fits_long(a)) return "long";
    lost.push_back("GraphML's whole numbers have 64 bits: those of the attribute " + printable(a.name) +
                   " are written as numbers");
    return "double";
  }

  const char* element_;
  const char* whose_;
  std::vector<written_attribute> all_;
};

}  // namespace

void write_graphml(const graph_document& document, text_sink& sink, std::vector<std::string>& lost) {
  xml_writer out(sink);
  key_group of_graph(document.about, "graph", 'g', "the graph");
  key_group of_vertices(document.vertex_attributes, "node", 'v', "vertex");
  key_group of_edges(document.edge_attributes, "edge", 'e', "edge");
  left_out without("GraphML", lost);
  without.periods(document);
  without.outlines(document);

  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
         "         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
         "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
  for (const key_group* group : {&of_graph, &of_vertices, &of_edges}) group->declare(out, lost);
  out << "  <graph edgedefault=\"" << (document.directed ? "directed" : "undirected") << "\">\n";
  of_graph.data(out, 0, "    ");
  for (std::size_t v = 0; v < document.vertices(); ++v) {
    out << "    <node";
    out.attribute("id", document.ids[v], {"the id", "vertex", v});
    out << (of_vertices.empty() ? "/>\n" : ">\n");
    of_vertices.data(out, v, "      ");
    if (!of_vertices.empty()) out << "    </node>\n";
  }
  for (std::size_t e = 0; e < document.edges.size(); ++e) {
    out << "    <edge";
    if (!document.edge_ids.empty()) out.attribute("id", document.edge_ids[e], {"the id", "edge", e});
    out.attribute("source", document.ids[document.edges[e].source], {"the id", "vertex", document.edges[e].source});
    out.attribute("target", document.ids[document.edges[e].target], {"the id", "vertex", document.edges[e].target});
    out << (of_edges.empty() ? "/>\n" : ">\n");
    of_edges.data(out, e, "      ");
    if (!of_edges.empty()) out << "    </edge>\n";
  }
  out << "  </graph>\n</graphml>\n";
}

}  // namespace coopgraph::detail
