// SPDX-License-Identifier: BSL-1.0
#include "io/edge_rows.hpp"

#include "io/comtrade_rows.hpp"
#include "model/number_text.hpp"

#include <coopgraph/core/error.hpp>

#include <algorithm>
#include <utility>

namespace coopgraph::detail {
namespace {

/// What a csv problem leaves behind: these end the reading, after the others the next row follows.
bool ends_reading(const diagnostic& d) { return d.code != "csv-fields" && d.code != "csv-quote"; }

/// Turns rows into edges and collects what is wrong with them.
class edge_row_reader {
 public:
  edge_row_reader(column_mapping columns, const std::string& file, const node_table* nodes, const edge_table_options& options)
      : columns_(std::move(columns)), options_(options), file_(file), ends_(nodes, options, file) {
    table_.file = file;
    table_.directed = columns_.directed;
    table_.source_column = columns_.names[columns_.source];
    table_.target_column = columns_.names[columns_.target];
    if (columns_.strength) table_.strength_column = columns_.names[*columns_.strength];
    for (const std::size_t field : columns_.numbers) table_.numbers.push_back({columns_.names[field], {}, {}});
    read_numbers_.resize(columns_.numbers.size());
    if (columns_.flow) comtrade_.emplace(columns_);
  }

  [[nodiscard]] bool wants_to_look_first() const noexcept { return comtrade_.has_value(); }
  void look_at(const csv_row& row) { comtrade_->look_at(row); }

  void take(const csv_row& row) {
    line_ = row.line;
    row_problems_.clear();
    bool reversed = false;
    if (comtrade_) reversed = judge(row);
    const std::size_t source = reversed ? columns_.target : columns_.source;
    const std::size_t target = reversed ? columns_.source : columns_.target;
    for (const std::size_t end : {columns_.source, columns_.target})
      if (auto problem = ends_.problem_of(row.fields[end], columns_.names[end]))
        add_problem(end, std::move(problem->first), std::move(problem->second));
    for (std::size_t i = 0; i < columns_.numbers.size(); ++i) read_number(row, i);
    if (columns_.type) read_type(row);
    if (!row_problems_.empty()) return leave_out();

    if (table_.rows.size() == options_.most_edges)
      throw limit_error(file_ + ':' + std::to_string(line_) + ": the table has more than " + std::to_string(options_.most_edges) +
                        " edges, which is the limit; raise edge_table_options::most_edges if it is right");
    const std::uint32_t from = ends_.vertex_of(row.fields[source]);
    const std::uint32_t to = ends_.vertex_of(row.fields[target]);
    for (std::size_t i = 0; i < read_numbers_.size(); ++i) {
      if (read_numbers_[i].missing) table_.numbers[i].missing.push_back(table_.rows.size());
      table_.numbers[i].values.push_back(read_numbers_[i].value);
    }
    table_.rows.push_back({from, to});
    table_.row_numbers.push_back(row.number - 1);  // data rows count from 0
  }

  /// Problems that the csv reader found; rows with them can be skipped unless they end the reading.
  void take_problems_of(const csv_reader& reader) {
    for (const diagnostic& d : reader.problems())
      (options_.on_bad_row == bad_rows::skip && !ends_reading(d) ? table_.skipped : problems_).push_back(d);
  }

  [[nodiscard]] edge_table finish(std::size_t rows_in_file) {
    if (!problems_.empty()) throw in_order(std::move(problems_), options_.csv.problems, problems_left_out_);
    if (table_.rows.size() == rows_in_file) table_.row_numbers.clear();
    table_.row_numbers.shrink_to_fit();
    std::stable_sort(table_.skipped.begin(), table_.skipped.end(),
                     [](const diagnostic& a, const diagnostic& b) { return a.where.line < b.where.line; });
    ends_.name_vertices(table_);
    return std::move(table_);
  }

 private:
  void add_problem(std::size_t field, std::string code, std::string message) {
    row_problems_.push_back(problem_at(file_, line_, field + 1, std::move(code), std::move(message)));
  }

  bool judge(const csv_row& row) {
    auto verdict = comtrade_->judge(row);
    if (verdict.problem) {
      verdict.problem->where.file = file_;
      row_problems_.push_back(std::move(*verdict.problem));
    }
    return verdict.import;
  }

  void read_number(const csv_row& row, std::size_t i) {
    const std::size_t field = columns_.numbers[i];
    read_numbers_[i] = read_cell_number(row.fields[field], columns_.numbers_are_padded, options_.numbers);
    if (read_numbers_[i].problem != number_problem::none)
      add_problem(field, "invalid-number",
                  number_message(columns_.names[field], row.fields[field], options_.numbers, read_numbers_[i].problem));
  }

  /// Gephi's Type is one for all rows. A mixed table is refused, also where bad rows are skipped: neither half is the graph.
  void read_type(const csv_row& row) {
    const std::size_t field = *columns_.type;
    const std::string word = folded_header(row.fields[field]);
    const bool directed = word == "directed";
    if (!directed && word != "undirected") {
      if (!type_ && columns_.type_by_name_only)
        columns_.type.reset();  // some other column that is called so
      else
        add_problem(
            field, "invalid-value",
            printable(columns_.names[field]) + " is \"" + printable(row.fields[field]) + "\"; allowed: Directed or Undirected");
      return;
    }
    if (!type_) {
      type_ = directed;
      table_.directed = directed;
    }
    if (*type_ == directed || mixed_) return;
    mixed_ = true;
    problems_.push_back(problem_at(file_, line_, field + 1, "mixed-direction",
                                   std::string("the edges are mixed: this row is ") + (directed ? "directed" : "undirected") +
                                       ", the rows before it are " + (directed ? "undirected" : "directed") +
                                       "; allowed: one Type for all rows; say --directed or --undirected to take all edges so"));
  }

  void leave_out() {
    for (diagnostic& d : row_problems_) {
      if (options_.on_bad_row == bad_rows::skip)
        table_.skipped.push_back(std::move(d));
      else if (problems_.size() < options_.csv.problems)
        problems_.push_back(std::move(d));
      else
        ++problems_left_out_;
    }
  }

  column_mapping columns_;
  const edge_table_options& options_;
  const std::string& file_;
  edge_ends ends_;
  std::optional<comtrade_rows> comtrade_;
  edge_table table_;
  std::vector<diagnostic> problems_;
  std::size_t problems_left_out_ = 0;

  std::size_t line_ = 0;  // of the row that is read
  std::vector<diagnostic> row_problems_;
  std::vector<cell_number> read_numbers_;
  std::optional<bool> type_;
  bool mixed_ = false;
};

}  // namespace

csv_reader reader_of(std::string_view bytes, const std::string& file, const edge_table_options& options) {
  csv_limits limits = options.csv;
  // Rows that are to be skipped are listed however many they are.
  if (options.on_bad_row == bad_rows::skip) limits.problems = static_cast<std::size_t>(-1);
  return csv_reader(bytes, file, {.delimiter = options.delimiter, .limits = limits});
}

data_error in_order(std::vector<diagnostic> problems, std::size_t most, std::size_t more) {
  std::stable_sort(problems.begin(), problems.end(), [](const diagnostic& a, const diagnostic& b) {
    return std::pair(a.where.line, a.where.column) < std::pair(b.where.line, b.where.column);
  });
  if (problems.size() > most) {
    more += problems.size() - most;
    problems.resize(most);
  }
  if (more > 0)
    problems.push_back(problem_at(problems.front().where.file, 0, 0, "too-many-problems",
                                  "there are " + std::to_string(more) + " more problems"));
  return data_error(std::move(problems));
}

csv_row read_header(csv_reader& reader, const std::string& file) {
  const bool there = reader.next();
  if (!reader.problems().empty()) throw data_error(reader.problems());
  if (!there)
    throw data_error({problem_at(file, 0, 0, "empty-file", "the file is empty; it must begin with a row of column names")});
  return reader.row();
}

edge_table read_edge_rows(std::string_view bytes, const std::string& file, const node_table* nodes,
                          const edge_table_options& options) {
  csv_reader reader = reader_of(bytes, file, options);
  const csv_row header = read_header(reader, file);
  edge_row_reader rows(map_columns(header.fields, {file, header.line, 0}, options), file, nodes, options);
  if (rows.wants_to_look_first()) {
    csv_reader first = reader_of(bytes, file, options);
    (void)first.next();
    while (first.next()) rows.look_at(first.row());
  }
  while (reader.next()) {
    if (reader.row().number % 4096 == 1 && options.run.stop.stop_requested()) throw cancelled();
    rows.take(reader.row());
  }
  rows.take_problems_of(reader);
  return rows.finish(reader.rows() - 1);
}

}  // namespace coopgraph::detail
