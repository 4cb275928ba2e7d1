// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/command.hpp"

#include <coopgraph/core/date.hpp>
#include <coopgraph/flow/flow_capacities.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/graph.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/io/edge_table.hpp>
#include <coopgraph/io/graph_file.hpp>
#include <coopgraph/io/json_writer.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/view/projection.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace coopgraph::cli {

/// Whether a command takes an amount that no option names: not at all, from the column of its usual name where there is one, or
/// else not go on.
enum class amount_need { none, where_there_is_one, required };

/// INPUT and the options that say how it is read, shared by all commands that analyse a graph (DATASET commands use a part):
/// --delimiter --decimal --thousands --bad-rows --preset --nodes --match --source-column --target-column --directed --undirected
/// --strength --length --capacity --parallel-edges --limit and, of a dataset, --as --field --kind --product --status --region
/// --on
/// --from --to --undated --absence --unit --basis --allocate --vintage --crosswalk --as-of --code-system --inner-flows
struct input_options {
  std::string path;
  std::string delimiter;  ///< empty: a comma, TAB in a .tsv file
  std::string decimal = ".";
  std::string thousands;
  std::string bad_rows = "refuse";
  std::string preset;  ///< empty: by the names of the columns
  std::string nodes;
  std::string match = "id";
  std::string source_column;
  std::string target_column;
  bool directed = false;
  bool undirected = false;
  std::string strength;  ///< empty: the column that an edge table has for it; the number of records of a dataset
  std::string length = "hops";
  std::string capacity;        ///< a column (of a dataset's flows: a measure); empty: none, or by `capacities`
  std::string lower;           ///< a column of an edge table; empty: no lower bounds
  std::string cost;            ///< a column of an edge table; empty: none, or by `costs`
  std::string flow;            ///< a column (of a dataset's flows: a measure); empty: none, or by `flows`
  std::string parallel_edges;  ///< empty: strengths and capacities are summed, the least length counts
  std::string as = "star";
  std::string field;
  std::string kind;
  std::string product;
  std::string status;  ///< joined by commas; empty: any
  std::string region;
  std::string on;
  std::string from;
  std::string to;
  std::string from_option = "--from";  ///< what the two are called
  std::string to_option = "--to";
  std::string undated = "include";
  std::string absence;  ///< what a tie that is not recorded means; empty: what the dataset says
  std::string unit;
  std::string basis;
  std::string vintage;      ///< a date; empty: the units of the dataset
  std::string crosswalk;    ///< a dataset whose units and crosswalk are taken; empty: its own
  std::string as_of;        ///< with crosswalk: when the ids and names of INPUT were valid
  std::string code_system;  ///< with crosswalk: what the ids of INPUT are
  std::string inner_flows = "leave-out";
  std::string allocate;             ///< rules joined by commas; empty: totals over several are left out
  std::vector<std::string> limits;  ///< NAME=N: limits that are raised or lowered
  /// Set by a command that has something to say of a dataset without agreements; else these are refused, with the remedy.
  bool without_ties = false;
  // Set by a command that has a use for them. Usual names: capacity; cost or unit_cost; flow.
  amount_need capacities = amount_need::none;
  amount_need costs = amount_need::none;  ///< of a dataset: the unit costs of its flows
  amount_need flows = amount_need::none;  ///< of a dataset: as the capacities are found

  void declare_column_names(CLI::App& app);
  void declare_bad_rows(CLI::App& app);
  /// How tables are written: for commands that read a dataset only.
  void declare_tables(CLI::App& app);
  /// The above and what an edge table's columns are: for commands that make no graph.
  void declare_columns(CLI::App& app);
  /// What an edge table's columns are, and which rows are taken, without lengths and capacities.
  void declare_table_columns(CLI::App& app);
  /// --lower --cost --flow: what else flow problems are about.
  void declare_flow_columns(CLI::App& app);
  /// Which records of a dataset are taken, and how they become ties.
  void declare_selection(CLI::App& app, const std::string& from_option = "--from", const std::string& to_option = "--to");
  /// In which units it is told.
  void declare_vintage(CLI::App& app);
  /// All.
  void declare(CLI::App& app);

  [[nodiscard]] dataset_options for_dataset() const;
  /// \throws usage_error for a word that an option does not have
  [[nodiscard]] edge_table_options for_edge_table() const;
  [[nodiscard]] graph_limits for_graph_file() const;
};

/// A limit that --limit NAME=N can set.
struct input_limit {
  std::string_view name;
  std::string_view what;
  std::size_t usual;
};
[[nodiscard]] std::span<const input_limit> input_limits();

/// Whether INPUT is a folder, a hypergraph (.hif.json), a file that is read as an edge table (.csv, .tsv, .txt), or a graph file.
/// \throws usage_error for a format that is not supported, by its extension, and data_error if there is no such file
enum class input_kind { dataset, edge_table, graph_file };
[[nodiscard]] input_kind kind_of(const input_options& options);
/// dataset for any folder, whatever a file is; what is not there is refused alike.
[[nodiscard]] input_kind kind_of_path(const input_options& options);

/// \throws usage_error for an option of datasets; INPUT is something else
void check_without_dataset(const input_options& options, const char* is);

/// \throws usage_error for the first option that is given although only the other kind of INPUT has a use for it
void refuse_given(const std::vector<std::pair<const char*, bool>>& given, const std::string& path, const char* whose,
                  const char* is);

/// The value of an option that is a date; nothing if the text is empty.
/// \throws usage_error naming the option if it is no date
[[nodiscard]] std::optional<date> date_of(const std::string& option, const std::string& text);

/// Some columns of a small CSV file beside INPUT (names, weights), as text.
struct text_table {
  std::vector<std::vector<std::string>> rows;  ///< data row -> the wanted columns
  std::vector<std::size_t> lines;              ///< data row -> line in the file
  std::vector<std::size_t> columns;            ///< wanted column -> its column in the file, from 1
  std::string bytes;                           ///< the file
};
/// \throws data_error with all problems of the file, also if one of the wanted columns is not there
[[nodiscard]] text_table read_text_table(const std::string& path, std::span<const std::string> wanted, const input_options& how);

/// Which rows of an edge table stand behind each edge.
class edge_rows {
 public:
  edge_rows() = default;
  /// `edge_of_row` by row as it was read; `row_numbers` the data row in the file of each, empty if that is the same.
  edge_rows(std::size_t edges, const std::vector<edge_id>& edge_of_row, std::vector<std::size_t> row_numbers);

  /// The data rows (from 0) of an edge, ascending. \pre e is an edge
  [[nodiscard]] std::vector<std::size_t> operator[](edge_id e) const;
  [[nodiscard]] std::size_t largest() const noexcept { return largest_; }

 private:
  std::vector<std::size_t> offset_;  // empty: edge e is row e
  std::vector<std::size_t> order_;   // the rows of edge e: order_[offset_[e]] to order_[offset_[e + 1] - 1]
  std::vector<std::size_t> row_numbers_;
  std::size_t largest_ = 0;
};

/// What carrying a dataset to the units of another date made of it, by keys.
struct vintage_account {
  struct loop {
    std::string record;
    std::string unit;
  };
  struct merged_sides {
    std::string record;
    std::string unit;
    std::vector<std::string> was;
  };
  struct split_side {
    std::string record;
    std::string was;
    std::string group;
  };
  struct weaker_extent {
    std::string record;
    std::string region;
    std::string stated;
  };
  std::string date;
  std::size_t replaced = 0;      ///< actors for which others stand
  std::size_t without_unit = 0;  ///< actors that are none of the units
  std::vector<loop> loops;
  std::vector<merged_sides> merged;
  std::vector<split_side> splits;
  std::vector<weaker_extent> extents;
};

/// What every analysis works on, whatever it was read from.
struct input_graph {
  std::variant<undirected_graph, directed_graph> graph;
  std::vector<std::string> ids;                            ///< vertex -> id, unique
  std::vector<std::string> names;                          ///< vertex -> name
  std::optional<edge_strengths> strengths;                 ///< by edge; nothing: --strength none, or no such column
  std::optional<edge_lengths> lengths;                     ///< by edge; nothing: hops
  std::optional<flow_capacities> capacities;               ///< by edge; nothing: no column was named
  std::optional<edge_capacities> lower;                    ///< by edge; nothing: no column was named
  std::optional<edge_costs> costs;                         ///< by edge; nothing: no column was named
  std::optional<edge_flows> flows;                         ///< by edge; nothing: no column was named
  std::size_t merged_edges = 0;                            ///< rows (ties by a record) that went into the edge of an earlier one
  std::size_t largest_multiplicity = 0;                    ///< most rows (records) behind one edge; 0 without edges
  std::vector<std::pair<std::string, std::string>> taken;  ///< what was taken: "source_column" -> "from", "direction" -> …
  std::vector<diagnostic> skipped;                         ///< rows left out by --bad-rows skip
  std::string fingerprint;
  edge_rows rows;                                  ///< of an edge table or a graph file
  std::optional<network> from;                     ///< of a dataset
  std::optional<edge_records<any_record>> behind;  ///< of a dataset: the records of each edge
  std::vector<tie_basis> basis;                    ///< of a dataset, by edge
  std::vector<left_out_record> left_out;           ///< of a dataset: what gave no tie, and why
  bool is_graph_file = false;
  std::vector<attribute_column> vertex_attributes;  ///< of a graph file
  std::vector<std::string> notes;                   ///< of a graph file: what it says and is not read
  std::string recorded;                             ///< of a graph file made of a dataset: whose ties alone were recorded
  std::optional<vintage_account> vintage;           ///< of a dataset that was carried to other units
  std::vector<any_record> possibly;                 ///< of a dataset: taken, but not certain to be in force when asked for

  [[nodiscard]] bool directed() const noexcept { return graph.index() == 1; }
  [[nodiscard]] std::size_t vertices() const;
  [[nodiscard]] std::size_t edges() const;
  /// The data rows (from 0) of an edge table, or the edges of a graph file, that an edge stands for; of a dataset none. \pre e <
  /// edges()
  [[nodiscard]] std::vector<std::size_t> rows_of(edge_id e) const;
  /// The ids of the records of a dataset that an edge stands for; else none. \pre e < edges()
  [[nodiscard]] std::vector<std::string> records_of(edge_id e) const;
};

/// Reads INPUT as the options say.
/// \throws usage_error for an option that INPUT has no use for, data_error with all problems of the data, limit_error
[[nodiscard]] input_graph read_input(const input_options& options, const context& where);

/// An edge table with its numbers checked, as read_input() and validate read it.
/// \throws data_error also for a row that has no number where one is needed
[[nodiscard]] edge_table read_checked_table(const input_options& options, const context& where);

/// SHA-256 of an edge table or graph file, hexadecimal; with a node table that of the lines "SHA256  NAME" of both.
[[nodiscard]] std::string fingerprint_of(const input_options& of_file);

/// Adds the members "graph" {vertices, edges, directed} and "input" (what was taken) to an open object, "problems" if rows were
/// skipped, "notes" of a graph file where there are any, and of a dataset "left_out" [{record, party, reason}] and "possibly"
/// [ID] where there are any.
void write_graph(json_writer& json, const input_graph& input);

/// Adds "left_out" and "possibly" of a dataset, where there are any.
void write_account(json_writer& json, const input_graph& input, const network& from);

/// Adds the member "problems": [{"file", "line", "column", "record", "code", "message"}].
void write_problems(json_writer& json, const std::vector<diagnostic>& problems);

/// Notes on the standard error what was taken ("source column: from; strength: weight; …") and which rows were skipped. Not to be
/// called when the tool shall be quiet.
void say_what_was_taken(const input_graph& input, const context& where);

}  // namespace coopgraph::cli
