// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/graph/graph.hpp>
#include <coopgraph/io/csv.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph {

/// Known shapes of edge tables, by their columns. Column names are compared without case, spaces, "_" and "-".
///   automatic  undirected: source, from, src, source_id, :START_ID, node1 -- target, to, dst, …; directed: origin, exporter,
///              reporter, orig, iso_o -- destination, importer, partner, dest, iso_d; i and j, or a and b, undirected, where
///              there is nothing else and the table does not look like BACI's. Strength: weight, strength or value. A column type
///              that begins with Directed or Undirected is Gephi's. Two columns for one use are an error, none for an end as
///              well.
///   baci       CEPII BACI: i -> j, value v (thousand USD), quantity q (tonnes), product k, year t; directed; spaces around
///              numbers do not count, NA is missing
///   comtrade   UN Comtrade: reporterCode (or reporterISO) -> partnerCode for exports, the reverse for imports (flowCode or
///              flowDesc), primaryValue (USD); directed. Rows that would count twice are problems: partner World, totals of
///              codes beside their parts (cmdCode, motCode, customsCode, partner2Code), flows that are parts of others (RX, …),
///              trade that both partners report
///   gephi      Source, Target, Type (Directed | Undirected, one for all rows; undirected without it), Weight
enum class column_preset { automatic, baci, comtrade, gephi };
enum class edge_direction { automatic, directed, undirected };
enum class bad_rows { refuse, skip };
enum class end_match { id, name };

/// A node table: the id is the first of the columns id, node_id, code, key, node and name that is there; any further columns are
/// text.
struct node_table {
  std::string file;
  std::vector<std::string> ids;    ///< unique
  std::vector<std::string> names;  ///< of the column name, label or title if there is one, where it is not empty; else the id
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> cells;  ///< by row, by column
  std::vector<std::size_t> lines;               ///< row -> line in the file
};

struct edge_table_options {
  column_preset preset = column_preset::automatic;
  std::string source_column = {};  ///< empty: as the preset says
  std::string target_column = {};
  std::vector<std::string> number_columns = {};  ///< columns to read as numbers; each must be there
  bool find_strength = true;                     ///< also read weight, strength or value (the preset's value), where there is one
  edge_direction direction =
      edge_direction::automatic;  ///< automatic: directed if the ends are called origin/destination or alike
  bad_rows on_bad_row = bad_rows::refuse;
  end_match match = end_match::id;  ///< name: the ends are any spelling of a name of the node table
  char delimiter = ',';
  number_format numbers = {};
  csv_limits csv = {};
  std::size_t file_bytes = std::size_t{1} << 34;
  std::size_t most_vertices = 10'000'000;
  std::size_t most_edges = 100'000'000;
  execution run = {};  ///< threads for the reading of large files; a request to stop is heard
};

/// One column of numbers, exact as written; a missing number is listed.
struct number_column {
  std::string name;
  std::vector<decimal> values;       ///< by row; 0 where it is missing
  std::vector<std::size_t> missing;  ///< rows without a number, ascending
};

/// An edge table as it was read: rows in the order of the file.
struct edge_table {
  std::string file;
  bool directed = false;
  std::string source_column;
  std::string target_column;
  std::optional<std::string> strength_column;  ///< the column taken as strength, if one was found
  std::vector<std::string> ids;                ///< vertex -> id: those of the node table, then as they first appear
  std::vector<std::string> names;              ///< vertex -> name
  std::vector<endpoints> rows;                 ///< data row -> its ends
  std::vector<std::size_t> row_numbers;        ///< data row (from 0) in the file of rows[i]; empty unless rows were skipped
  std::vector<number_column> numbers;          ///< the columns asked for, then the strength
  std::vector<diagnostic> skipped;             ///< what was wrong with the rows that bad_rows::skip left out

  /// The column of this name among `numbers`, or nullptr.
  [[nodiscard]] const number_column* find(std::string_view name) const noexcept;
};

/// Reads an edge table, or one whose ends must be nodes of a node table (all nodes are vertices then, also without an edge). The
/// first row names the columns. Ends are text as it stands, spaces included: 1, 1.0 and 01 are three vertices. An empty number is
/// missing, never 0. bad_rows::skip leaves out rows that are wrong by themselves; what leaves the rest unreadable, or a
/// mixed Type, is a problem of the table. The result is the same for any number of threads.
/// \throws data_error with all problems (the first csv.problems of them, the rest counted). Codes: empty-file, empty-header,
///         duplicate-column, missing-column, ambiguous-column, no-such-column, empty-end, unknown-vertex, ambiguous-name,
///         invalid-number, invalid-value, mixed-direction, total-row, reported-twice, too-many-problems, those of csv_reader and
///         read_file
/// \throws limit_error over a limit, before the memory is taken; option_error for options that cannot be; cancelled
/// Complexity: O(bytes) time, O(rows + ids) memory. Text without quotes and flaws is read in parts on all threads.
[[nodiscard]] edge_table read_edge_table(const std::string& path, const edge_table_options& options = {});
[[nodiscard]] edge_table read_edge_table(const std::string& path, const node_table& nodes,
                                         const edge_table_options& options = {});

/// Reads a node table, by the delimiter and the limits of `options`. Ids are unique and not empty.
/// \throws data_error with all problems: empty-id, duplicate-id and those of headers and csv_reader; limit_error over a limit
[[nodiscard]] node_table read_node_table(const std::string& path, const edge_table_options& options = {});

/// The rows as a graph: edge e is row e.
template <direction D>
[[nodiscard]] basic_graph<D> graph_of(const edge_table& table) {
  return basic_graph<D>(table.ids.size(), table.rows);
}

}  // namespace coopgraph
