// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/gexf_parts.hpp"
#include "io/graph_assembly.hpp"
#include "io/name_table.hpp"
#include "io/xml_reader.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

/// Makes a document of GEXF 1.1 to 1.3 as it is told. gexf_reader.cpp: what stands where; gexf_values.cpp: what it means.
class gexf_handler final : public xml_handler {
 public:
  gexf_handler(xml_reader& reader, const graph_file_options& options, problem_list& problems);

  void start(std::string_view element, const xml_attributes& attributes) override;
  void end(std::string_view text) override;
  [[nodiscard]] graph_document finish();

 private:
  enum class tag : std::uint8_t {
    root,
    meta,
    meta_text,
    graph,
    attributes,
    attribute,
    fallback,
    nodes,
    edges,
    node,
    edge,
    values,
    spells
  };

  /// What nodes have, or edges.
  struct element_kind {
    element_kind(xml_reader& reader, const graph_limits& limits, graph_assembly& assembly, bool nodes);

    [[nodiscard]] document_columns& declared() const { return is_node ? made.of_vertices : made.of_edges; }
    [[nodiscard]] std::size_t elements(const graph_document& d) const { return is_node ? d.vertices() : d.edges.size(); }
    [[nodiscard]] std::vector<spell>& spells() const { return is_node ? made.document.vertex_spells : made.document.edge_spells; }
    [[nodiscard]] std::vector<attribute_column>& attributes(graph_document& d) const {
      return is_node ? d.vertex_attributes : d.edge_attributes;
    }

    graph_assembly& made;
    bool is_node;
    std::span<const gexf_native> natives;
    document_columns native;
    std::array<std::size_t, most_gexf_natives> native_columns;  ///< by row of natives
    name_table ids;                                             ///< of declared attributes
    std::vector<std::size_t> columns;                           ///< by id
    std::vector<std::size_t> timed;                             ///< by id: the last element whose value holds for a time only
    std::vector<std::size_t> varying;                           ///< by id: the last element with several values in time
  };

  void begin_root(std::string_view element);
  void begin_in_root(std::string_view name, const xml_attributes& attributes);
  void begin_in_graph(std::string_view name, const xml_attributes& attributes);
  void begin_attribute(const xml_attributes& attributes);
  void begin_node(const xml_attributes& attributes);
  void begin_edge(const xml_attributes& attributes);
  void begin_in_element(std::string_view name, const xml_attributes& attributes);
  void own_attributes(const xml_attributes& attributes, std::initializer_list<std::string_view> known);

  void value(const xml_attributes& attributes);
  void put_value(std::size_t attribute, std::string_view text, bool timed);
  bool put_native(std::string_view part, std::string_view name, std::string_view value);
  void more_spells(const xml_attributes& attributes);
  bool take_moment(spell& into, std::string_view name, std::string_view value);
  void add_spell(spell one);
  void check_moment(std::string_view moment);
  void set_time_format(std::string_view format);
  void tell_of_graph(std::string_view name, std::string_view text);
  std::optional<bool> direction(std::string_view name, std::string_view value);
  void check_parents(const graph_document& d, problem_list& problems) const;
  void join_natives(graph_document& d, element_kind& of);

  /// Nothing inside this element is read.
  void skip() { skipped_ = reader_.depth(); }
  void skip_and_count(std::string_view element) {
    made_.leave_out("elements <" + std::string(element) + '>');
    skip();
  }
  void refuse(const char* code, const std::string& message) {
    reader_.add(code, message);
    skip();
  }

  xml_reader& reader_;
  const graph_limits& limits_;
  problem_list& problems_;
  graph_assembly made_;
  element_kind nodes_;
  element_kind edges_;
  std::string prefix_;  ///< of the names of GEXF's own elements, with its colon
  std::vector<tag> open_;
  std::size_t skipped_ = 0;  ///< depth of the element that is skipped; 0: none
  bool graph_seen_ = false;
  std::string about_;           ///< the element of <meta> that is open
  element_kind* of_ = nullptr;  ///< what is declared or read
  std::size_t element_ = graph_assembly::none;
  std::vector<std::size_t> around_;  ///< the nodes that are open
  bool has_own_spell_ = false;       ///< the element has start or end itself: the last spell
  std::string time_format_;
  std::size_t weights_ = 0;
  std::size_t timed_values_ = 0;
  std::size_t varying_values_ = 0;
  std::size_t covered_spells_ = 0;
};

}  // namespace coopgraph::detail
