// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/document_columns.hpp"
#include "io/name_table.hpp"
#include "io/xml_reader.hpp"

#include <coopgraph/io/graph_document.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// A document as it is read from XML: vertices by unique ids, edges between ids that may be declared behind them, one direction
/// for all edges, attributes, and what is left out.
class graph_assembly {
 public:
  /// Where an element has no number: it is not part of the graph, for a problem was found.
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  struct edge_record {
    std::string_view source;
    std::string_view target;
    std::string_view id;  ///< a null pointer inside: it has none; likewise the ends
    std::optional<bool> directed;
  };

  graph_assembly(xml_reader& reader, const graph_file_options& options, problem_list& problems);

  /// The number of a new vertex, or `none`. `id` with a null pointer inside: it has none
  std::size_t add_vertex(std::string_view id);
  /// The number of a new edge, or `none`.
  std::size_t add_edge(const edge_record& edge);
  /// The direction of edges that state none.
  void set_default_direction(bool directed) { default_direction_ = directed; }
  [[nodiscard]] std::optional<bool> default_direction() const noexcept { return default_direction_; }
  /// The vertex of an id, or name_table::none.
  [[nodiscard]] std::uint32_t vertex(std::string_view id) const noexcept { return names_.find(id); }

  /// Counts what the file has and the document does not hold: `what` is "elements <desc>". A few dozen kinds by name, the rest
  /// together.
  void leave_out(std::string_view what);

  /// The document. \throws data_error if there were problems
  [[nodiscard]] graph_document finish();

  graph_document document;
  document_columns of_vertices;
  document_columns of_edges;
  document_columns of_graph;

 private:
  struct waiting_end {
    std::size_t edge;
    bool is_target;
    std::size_t line;
    std::size_t column;
  };

  /// The ends of the newest edge, which are looked for when the next one comes: until then the table has come near.
  struct newest_edge {
    std::string_view ids[2];  ///< source, target
    name_table::key keys[2];
    std::uint64_t mixed[2] = {};
    char bytes[2][name_table::longest_inline + 1] = {};
    std::size_t line = 0;
    std::size_t column = 0;
  };

  void look_up_later(std::string_view source, std::string_view target);
  void look_up_ends();
  void take_direction(std::optional<bool> directed);
  void take_id(std::string_view id);
  void resolve_ends();
  void finish_edge_ids();
  void add_notes();

  xml_reader& reader_;
  const graph_file_options& options_;
  problem_list& problems_;
  name_table names_;
  newest_edge newest_;
  bool has_newest_ = false;
  std::vector<waiting_end> waiting_;
  text_list waiting_ids_;
  std::vector<std::size_t> without_id_;  ///< edges, if others have one
  std::optional<bool> direction_;        ///< of the first edge
  std::optional<bool> default_direction_;
  bool mixed_ = false;
  std::vector<std::pair<std::string, std::size_t>> left_out_;
};

}  // namespace coopgraph::detail
