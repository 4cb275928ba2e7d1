// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/io/graph_document.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph {

/// What graph files are written in, with their usual extensions.
enum class graph_format {
  graphml,  ///< .graphml, .xml: every attribute by name and type; neither spells nor outlines. Parallel edges may share an id
            ///< in a file, which then is their attribute id
  gexf,     ///< .gexf, version 1.3 (1.2 and 1.1 are read): every attribute, and spells, whose open ends are written as in 1.2;
            ///< of the graph itself creator, keywords, description, title, lastmodifieddate, start, end, timezone. Nodes
            ///< inside nodes have a parent; what draws them is viz.color.r, viz.size, viz.x, …
  /// .net, .paj. Ids are the labels where each vertex has one and no two are equal; else a parameter vertex_id, or the numbers,
  /// with an attribute label. Links have weight, relation (*Arcs :2 "trade") and periods of whole numbers; parameters are
  /// attributes, of texts unless all values are plain numbers or true and false. Partitions and vectors are attributes by their
  /// titles; the modes 1 and 2 of a two-mode network are the attribute mode.
  pajek,
  gml,  ///< .gml. Labels (of igraph: names) are the ids where all differ and the numbers of nodes only count;
        ///< else these numbers are. Lists make attributes like graphics.x. Written as ASCII with &#N;
  dot,  ///< .dot, .gv: graphviz. Kinds of attributes are found from their values, ports are the attributes
        ///< tailport and headport, edge ids the key; how subgraphs group vertices is noted only
  /// .mtx: square matrices as edges with a weight; a symmetric one is an undirected graph. Ids are the numbers from 1, or those
  /// of comments %id 3 "Hà Nội" that name each vertex in order.
  matrix_market,
  /// .max, .min, .dimacs: maximum flow (capacity; source and target of the graph), minimum-cost flow (lower, capacity, cost;
  /// supply), also shortest paths (p sp: length) and undirected graphs (p edge). A capacity below 0 is none. Ids as in
  /// matrix_market, by c id.
  dimacs,
  /// .geojson (RFC 7946): a FeatureCollection. Features with a point, polygon, several polygons or without geometry are vertices:
  /// ids are those of the features, else the first of the properties id, code, key and name that all have; points are lon and
  /// lat, polygons outlines, properties attributes. LineStrings (and features without geometry) with properties source and target
  /// (or origin and destination, or from and to) are edges, directed unless the collection has a member "directed": false; where
  /// no feature is a place, their ends are the vertices. Outlines without edges, and without that member, are tied by their
  /// shared borders, with the attribute border_km.
  geojson
};

/// "graphml", "matrix-market", …: the name by which a format is asked for.
[[nodiscard]] std::string_view name_of(graph_format format) noexcept;
/// The format of this name; nothing if there is none.
[[nodiscard]] std::optional<graph_format> graph_format_named(std::string_view name) noexcept;
/// The format that a file's extension says, in capitals or not; nothing if it says none.
[[nodiscard]] std::optional<graph_format> graph_format_of(std::string_view path) noexcept;
/// The usual extensions of a format, in small letters, without the dot.
[[nodiscard]] std::span<const std::string_view> extensions_of(graph_format format) noexcept;
/// Every format, in the order above.
[[nodiscard]] std::span<const graph_format> graph_formats() noexcept;

/// How much of a graph file is read: over a limit a limit_error is thrown before the memory is taken. All are >= 1.
struct graph_limits {
  std::size_t file_bytes = std::size_t{1} << 34;
  std::size_t vertices = 10'000'000;
  std::size_t edges = 100'000'000;
  std::size_t text_bytes = std::size_t{64} << 10;  ///< longest name, id or value; a line of words may be 16 times as long
  std::size_t attributes = 4096;                   ///< of vertices, of edges, of the graph; columns of values
  std::size_t per_element = 256;                   ///< XML attributes, members or values of one element
  std::size_t values = std::size_t{1} << 30;       ///< attributes times elements, missing values included
  std::size_t points = 50'000'000;                 ///< of outlines
  std::size_t depth = 64;                          ///< of nesting
  std::size_t problems = 1000;                     ///< named before reading stops
};

struct graph_file_options {
  graph_limits limits = {};
  std::size_t block_bytes = std::size_t{256} << 10;  ///< how much is read and checked at a time
  execution run = {};                                ///< a request to stop is heard; how much of a file is read is told
};

/// Reads a graph file block by block. What a format says beyond the columns of graph_document is named in its notes.
/// \throws data_error with every problem that was found before reading could not go on, each with file:line:column
/// \throws limit_error over a limit; option_error if a limit is 0; cancelled on request
/// Complexity: O(bytes) time; memory of the document and a block.
[[nodiscard]] graph_document read_graph_file(const std::string& path, graph_format format,
                                             const graph_file_options& options = {});

/// The same of bytes in memory; problems name `name` as the file.
[[nodiscard]] graph_document parse_graph(std::string_view bytes, const std::string& name, graph_format format,
                                         const graph_file_options& options = {});

/// Writes a document as a file that appears whole or not at all, block by block. What read_graph_file() makes of it equals the
/// document but for what is returned: what this format cannot hold, in sentences ("Pajek has no periods: 12 spells are left
/// out"). \throws input_error for a document that is not consistent (ends outside, columns too short, ids not unique), or with a
/// text
///         that the format cannot hold in any way
/// \throws io_error if the file cannot be written
/// Complexity: O(bytes) time, O(block) memory beside the document.
[[nodiscard]] std::vector<std::string> write_graph_file(const graph_document& document, const std::string& path,
                                                        graph_format format);

/// A document's text, and what it does not hold.
struct written_graph {
  std::string bytes;
  std::vector<std::string> lost;
};
[[nodiscard]] written_graph to_graph_text(const graph_document& document, graph_format format);

}  // namespace coopgraph
