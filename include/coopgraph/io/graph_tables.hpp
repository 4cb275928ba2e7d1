// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/io/edge_table.hpp>
#include <coopgraph/io/graph_document.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph {

/// What the columns of a graph's two CSV tables are called: a table of the edges and one of the vertices.
///   edges        source,target or, directed, origin,destination; id, then the attributes -- id, then the attributes
///   gephi        Source,Target,Type,Id,Label,Weight, … -- Id,Label, …
///   graphframes  src,dst, … -- id, …; the edges of GraphFrames have a direction
///   baci         t,i,j,k,v,q: year, exporter, importer, product, value (the weight), quantity; directed
///   comtrade     refYear,reporterCode,partnerCode,flowCode,cmdCode,primaryValue,netWgt: exports; directed
enum class table_shape { edges, gephi, graphframes, baci, comtrade };
/// "edges", "gephi", …
[[nodiscard]] std::string_view name_of(table_shape shape) noexcept;
[[nodiscard]] std::optional<table_shape> table_shape_named(std::string_view name) noexcept;

/// Texts that begin with = + - @, TAB or CR and are no numbers, which a spreadsheet would take for formulas: as they are, or
/// behind an apostrophe.
enum class formula_cells { plain, guarded };

struct graph_tables_options {
  table_shape shape = table_shape::edges;
  formula_cells formulas = formula_cells::guarded;
};
/// Two tables (RFC 4180, UTF-8, LF), and what they do not hold of the document.
struct graph_tables {
  std::string edges;
  std::string nodes;
  std::vector<std::string> lost;  ///< sentences
};

/// A document as a pair of tables. What is missing is an empty cell. Of baci and comtrade year, product and quantity are the
/// edges' attributes t, year or refYear; k, product or cmdCode; q, quantity or netWgt. Spells are the columns start and end where
/// an element has one at most and no end of it is open. What read_graph_tables() makes of the tables, as this shape and with the
/// same word for formulas, equals the document but for what `lost` says. \throws input_error for an undirected document as baci
/// or comtrade, and for an id of spaces only. \pre the document is consistent Complexity: O(bytes).
[[nodiscard]] graph_tables to_graph_tables(const graph_document& document, const graph_tables_options& options = {});

struct read_graph_tables_options {
  table_shape shape = table_shape::edges;          ///< baci, comtrade and gephi are presets; edges: by the names of the columns
  formula_cells formulas = formula_cells::plain;   ///< guarded: the apostrophe before such a text is taken away
  edge_table_options table = {};                   ///< delimiter, numbers, limits, …; its preset is that of `shape`
  std::optional<char> nodes_delimiter = {};        ///< nothing: that of the edges
  std::size_t most_values = std::size_t{1} << 30;  ///< columns times rows, >= 1
};

/// Reads the tables of a graph, all columns of both. The column taken as strength is the attribute weight; a column id is the ids
/// of the edges where it gives each its own. A column is a number where every cell is one as one writes numbers (01, +1 and 1e3
/// are codes, which stay texts), a boolean where every cell is true or false, else text; an empty cell is missing. `nodes` may be
/// empty: there is no such table. \throws as read_edge_table() and read_node_table(); limit_error also over most_values
/// Complexity: O(bytes) time, O(bytes) memory.
[[nodiscard]] graph_document read_graph_tables(const std::string& edges, const std::string& nodes = {},
                                               const read_graph_tables_options& options = {});

}  // namespace coopgraph
