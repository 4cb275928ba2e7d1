// SPDX-License-Identifier: BSL-1.0
#include "cli/input.hpp"

#include "cli/dataset_source.hpp"
#include "cli/graph_input.hpp"

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/io/csv.hpp>
#include <coopgraph/io/file.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <filesystem>

namespace coopgraph::cli {
namespace {

std::string extension_of(const std::string& path) {
  std::string extension = std::filesystem::path(path).extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension;
}

[[noreturn]] void refuse(const std::string& option, const std::string& value, const std::string& allowed) {
  throw usage_error(option + " is '" + printable(value) + "'; allowed: " + allowed);
}

char delimiter_of(const std::string& text, const std::string& path) {
  if (text.empty()) return extension_of(path) == ".tsv" ? '\t' : ',';
  if (text == "tab" || text == "TAB" || text == "\\t") return '\t';
  constexpr std::string_view others =
      "\t !#$%&()*,/:;<=>?@[\\]^`{|}~";  // what can be no part of a number or a word, as csv_reader
  if (text.size() != 1 || others.find(text[0]) == std::string_view::npos)
    refuse("--delimiter", text, "one character such as , or ; or tab");
  return text[0];
}

number_format numbers_of(const input_options& options) {
  number_format numbers;
  if (options.decimal != "." && options.decimal != ",") refuse("--decimal", options.decimal, ". or ,");
  numbers.decimal = options.decimal[0];
  if (options.thousands.empty() || options.thousands == "none") return numbers;
  const std::string mark = options.thousands == "space" ? " " : options.thousands;
  if (mark.size() != 1 || std::string(".,' _").find(mark) == std::string::npos || mark == options.decimal)
    refuse("--thousands", options.thousands, "none, or one of . , ' _ space that --decimal is not");
  numbers.thousands = mark[0];
  return numbers;
}

column_preset preset_of(const std::string& text) {
  if (text.empty() || text == "automatic") return column_preset::automatic;
  if (text == "baci") return column_preset::baci;
  if (text == "comtrade") return column_preset::comtrade;
  if (text == "gephi") return column_preset::gephi;
  refuse("--preset", text, "automatic, baci, comtrade, gephi");
}

const std::array<input_limit, 15> all_limits{{
    {"file-bytes", "bytes of a table of a dataset", dataset_options{}.file_bytes},
    {"edge-file-bytes", "bytes of an edge or node table", edge_table_options{}.file_bytes},
    {"graph-file-bytes", "bytes of a graph file", graph_limits{}.file_bytes},
    {"field-bytes", "bytes of a field of a CSV file", csv_limits{}.field_bytes},
    {"columns", "fields in a row of a CSV file", csv_limits{}.columns},
    {"row-bytes", "bytes of a row of a CSV file", csv_limits{}.row_bytes},
    {"problems", "problems named in one CSV or graph file", csv_limits{}.problems},
    {"vertices", "vertices of an edge table or graph file", edge_table_options{}.most_vertices},
    {"edges", "edges of an edge table or graph file", edge_table_options{}.most_edges},
    {"text-bytes", "bytes of a name, value or line of a graph file", graph_limits{}.text_bytes},
    {"attributes", "attributes of the vertices or edges of a graph file", graph_limits{}.attributes},
    {"per-element", "attributes or values of one element of a graph file", graph_limits{}.per_element},
    {"values", "attributes times elements of a graph file", graph_limits{}.values},
    {"points", "points of the outlines of a graph file", graph_limits{}.points},
    {"depth", "levels of nesting of a graph file", graph_limits{}.depth},
}};

/// The limit of this name: the last one that was given, or the usual one.
std::size_t limit_of(std::string_view name, const std::vector<std::string>& given) {
  const auto named = [](std::string_view n) { return [n](const input_limit& l) { return l.name == n; }; };
  std::size_t limit = std::find_if(all_limits.begin(), all_limits.end(), named(name))->usual;
  for (const std::string& text : given) {
    const std::size_t equals = std::min(text.find('='), text.size());
    const std::string_view which = std::string_view(text).substr(0, equals);
    std::size_t value = 0;
    const char* const end = text.data() + text.size();
    const char* const digits = text.data() + std::min(equals + 1, text.size());
    const auto [stop, problem] = std::from_chars(digits, end, value);
    if (std::none_of(all_limits.begin(), all_limits.end(), named(which)) || problem != std::errc() || stop != end || value == 0)
      refuse("--limit", text, "NAME=N with a whole number above 0; coopgraph --limits prints the names");
    if (which == name) limit = value;
  }
  return limit;
}

csv_limits csv_limits_of(const std::vector<std::string>& given) {
  csv_limits csv;
  csv.field_bytes = limit_of("field-bytes", given);
  csv.columns = limit_of("columns", given);
  csv.row_bytes = limit_of("row-bytes", given);
  csv.problems = limit_of("problems", given);
  return csv;
}

}  // namespace

std::span<const input_limit> input_limits() { return all_limits; }

void input_options::declare_tables(CLI::App& app) {
  app.add_option("--delimiter", delimiter, "What separates the fields of tables: one character or tab; else a comma (.tsv: tab)");
  app.add_option("--decimal", decimal, "The decimal separator of numbers: . or ,")->capture_default_str();
  app.add_option("--thousands", thousands, "The separator of groups of three digits: none, or one of . , ' _ space");
  app.add_option("--limit", limits, "NAME=N: another limit for reading than coopgraph --limits prints; may be repeated")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void input_options::declare_column_names(CLI::App& app) {
  declare_tables(app);
  app.add_option("--preset", preset, "The shape of an edge table: automatic, baci, comtrade or gephi");
  app.add_option("--source-column", source_column, "The column of an edge table that names where an edge begins");
  app.add_option("--target-column", target_column, "The column of an edge table that names where an edge ends");
  app.add_option("--nodes", nodes, "A table of the vertices of an edge table or graph file, with a column id");
  app.add_option("--match", match, "What the ends of edges are: an id of the node table, or any spelling of a name")
      ->capture_default_str();
  CLI::Option* one_way = app.add_flag("--directed", directed,
                                      "The edges of an edge table have a direction (a graph file says whether its own have)");
  app.add_flag("--undirected", undirected, "They have none")->excludes(one_way);
  app.add_option("--strength", strength,
                 "The column of an edge table or edges' attribute of a graph file that says how close two are, or none; else "
                 "weight, strength or value, if there is "
                 "one. Of a dataset: a measure, or none; else the number of records");
}

void input_options::declare_columns(CLI::App& app) {
  declare_column_names(app);
  app.add_option("--length", length,
                 "How far two are: hops, reciprocal (of the strength), or a column or attribute as of --strength")
      ->capture_default_str();
  app.add_option(
      "--capacity", capacity,
      "The column of an edge table that says how much an edge can carry (for flow: else the column capacity); an empty "
      "cell: any amount. Of a dataset's flows: a measure, else their capacities");
}

void input_options::declare_flow_columns(CLI::App& app) {
  app.add_option("--lower", lower, "The column of an edge table that says how much an edge carries at least; an empty cell: 0");
  app.add_option("--cost", cost,
                 "The column of an edge table that says what a unit costs on an edge, else cost or unit_cost. Of a dataset: "
                 "the unit costs of its flows");
  app.add_option("--flow", flow,
                 "The column of an edge table that says what flows on an edge, else flow. Of a dataset's flows: a measure, else "
                 "their capacities");
}

void input_options::declare_bad_rows(CLI::App& app) {
  app.add_option("--bad-rows", bad_rows,
                 "Rows of an edge table with a problem, edges of a graph file without a number: refuse, or skip and list them")
      ->capture_default_str();
}

void input_options::declare_table_columns(CLI::App& app) {
  declare_column_names(app);
  declare_bad_rows(app);
}

void input_options::declare(CLI::App& app) {
  app.add_option(
         "INPUT", path,
         "A dataset (a folder or .hif.json), an edge table (.csv, .tsv, .txt) or a graph file (" + graph_extensions() + ")")
      ->required();
  declare_columns(app);
  declare_bad_rows(app);
  app.add_option("--parallel-edges", parallel_edges,
                 "Rows of an edge table with the same ends: sum (one edge; strengths and capacities add up, the least length "
                 "counts), min (one edge with the least strength, length and capacity) or keep; else sum");
  declare_selection(app);
}

void input_options::declare_selection(CLI::App& app, const std::string& from_name, const std::string& to_name) {
  from_option = from_name;
  to_option = to_name;
  app.add_option("--as", as, "Of a dataset: its flows (flows), or how an agreement of many becomes ties: star, newman or clique")
      ->capture_default_str();
  app.add_option("--field", field, "Of a dataset: the records of this field");
  app.add_option("--kind", kind, "Of a dataset: the agreements of this kind");
  app.add_option("--product", product, "Of a dataset: the flows of this product");
  app.add_option("--status", status, "Of a dataset: the records of these statuses, joined by commas");
  app.add_option("--region", region, "Of a dataset: the ties with at least one end in this region");
  app.add_option("--on", on, "Of a dataset: the records in force on this date (2018, 2018-07 or 2018-07-01)");
  app.add_option(from_name, from, "Of a dataset: those in force on or after this date");
  app.add_option(to_name, to, "Of a dataset: those in force on or before this date");
  app.add_option("--undated", undated, "Of a dataset: records without a date, where a date is given: include or exclude")
      ->capture_default_str();
  app.add_option(
      "--absence", absence,
      "Of a dataset that records the ties of some actors only: what it means that a tie is not recorded: unknown or none "
      "(else as the dataset says)");
  app.add_option("--unit", unit, "Of a dataset: the unit of the measure of --strength, if it has several");
  app.add_option("--basis", basis,
                 "Of a dataset: its basis, if it has several: stated, potential, planned, estimated or modelled");
  app.add_option("--allocate", allocate,
                 "Of a dataset: split totals over several: equal (shares), or by an attribute of the actors. Two or more rules, "
                 "joined by commas, show what does not depend on the split");
  declare_vintage(app);
}

void input_options::declare_vintage(CLI::App& app) {
  app.add_option("--vintage", vintage, "Of a dataset: tell it in the units of this date, along its crosswalk");
  app.add_option("--crosswalk", crosswalk, "With --vintage: a dataset that holds the units of both dates and their crosswalk");
  app.add_option("--as-of", as_of, "With --crosswalk: the date at which the ids and names of INPUT were valid");
  app.add_option("--code-system", code_system, "With --crosswalk: what the ids of INPUT are: an attribute of the units, or id");
  app.add_option("--inner-flows", inner_flows,
                 "With --vintage: flows inside one unit: leave-out (they are listed), or keep (they are loops as well)")
      ->capture_default_str();
}

dataset_options input_options::for_dataset() const {
  dataset_options wanted;
  wanted.delimiter = delimiter_of(delimiter, {});
  wanted.numbers = numbers_of(*this);
  wanted.csv = csv_limits_of(limits);
  wanted.file_bytes = limit_of("file-bytes", limits);
  return wanted;
}

edge_table_options input_options::for_edge_table() const {
  edge_table_options wanted;
  wanted.preset = preset_of(preset);
  wanted.source_column = source_column;
  wanted.target_column = target_column;
  std::vector<std::string>& columns = wanted.number_columns;
  const auto want = [&](const std::string& column) {
    if (!column.empty() && std::find(columns.begin(), columns.end(), column) == columns.end()) columns.push_back(column);
  };
  if (length != "hops" && length != "reciprocal") want(length);
  wanted.find_strength = strength.empty();
  if (strength != "none") want(strength);
  for (const std::string* column : {&capacity, &lower, &cost, &flow}) want(*column);
  if (directed || undirected) wanted.direction = directed ? edge_direction::directed : edge_direction::undirected;
  if (bad_rows != "refuse" && bad_rows != "skip") refuse("--bad-rows", bad_rows, "refuse, skip");
  wanted.on_bad_row = bad_rows == "skip" ? coopgraph::bad_rows::skip : coopgraph::bad_rows::refuse;
  if (match != "id" && match != "name") refuse("--match", match, "id, name");
  if (match == "name" && nodes.empty()) throw usage_error("--match name needs the names: give a node table by --nodes FILE");
  wanted.match = match == "name" ? end_match::name : end_match::id;
  wanted.delimiter = delimiter_of(delimiter, path);
  wanted.numbers = numbers_of(*this);
  wanted.csv = csv_limits_of(limits);
  wanted.file_bytes = limit_of("edge-file-bytes", limits);
  wanted.most_vertices = limit_of("vertices", limits);
  wanted.most_edges = limit_of("edges", limits);
  return wanted;
}

graph_limits input_options::for_graph_file() const {
  graph_limits wanted;
  wanted.file_bytes = limit_of("graph-file-bytes", limits);
  wanted.vertices = limit_of("vertices", limits);
  wanted.edges = limit_of("edges", limits);
  wanted.text_bytes = limit_of("text-bytes", limits);
  wanted.attributes = limit_of("attributes", limits);
  wanted.per_element = limit_of("per-element", limits);
  wanted.values = limit_of("values", limits);
  wanted.points = limit_of("points", limits);
  wanted.depth = limit_of("depth", limits);
  wanted.problems = limit_of("problems", limits);
  return wanted;
}

std::optional<date> date_of(const std::string& option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto found = parse_date(text);
  if (!found) refuse(option, text, "a date as 2018, 2018-07 or 2018-07-01");
  return found;
}

text_table read_text_table(const std::string& path, std::span<const std::string> wanted, const input_options& how) {
  input_options as_table = how;
  as_table.path = path;  // its extension tells the delimiter, unless one was given
  const edge_table_options options = as_table.for_edge_table();
  text_table table;
  table.bytes = read_file(path, options.file_bytes);
  csv_reader reader(table.bytes, path, {.delimiter = options.delimiter, .limits = options.csv});
  const bool has_header = reader.next();
  const csv_row header = reader.row();
  std::vector<std::size_t> fields;
  std::vector<diagnostic> problems;
  std::string columns;
  for (const std::string_view name : header.fields) columns.append(columns.empty() ? "" : ", ").append(printable(name, 60));
  for (const std::string& name : wanted) {
    const auto at = std::find(header.fields.begin(), header.fields.end(), name);
    fields.push_back(static_cast<std::size_t>(at - header.fields.begin()));
    if (has_header && at == header.fields.end())
      problems.push_back({{path, header.line, 0},
                          {},
                          "missing-column",
                          "there is no column '" + printable(name) + "'; the columns are " + printable(columns, 400)});
    table.columns.push_back(fields.back() + 1);
  }
  while (reader.next()) {
    if (!problems.empty()) continue;
    std::vector<std::string>& row = table.rows.emplace_back();
    for (const std::size_t field : fields) row.emplace_back(reader.row().fields[field]);
    table.lines.push_back(reader.row().line);
  }
  problems.insert(problems.end(), reader.problems().begin(), reader.problems().end());
  if (!has_header && problems.empty())
    problems.push_back({{path, 0, 0}, {}, "empty-file", "the file is empty; needed: a header row with the column " + wanted[0]});
  if (!problems.empty()) throw data_error(std::move(problems));
  return table;
}

input_kind kind_of_path(const input_options& options) {
  std::error_code problem;
  const auto found = std::filesystem::status(options.path, problem);
  if (found.type() == std::filesystem::file_type::not_found)
    throw data_error({{{options.path, 0, 0},
                       {},
                       "no-such-file",
                       "there is no such file or folder; allowed: a dataset folder, an edge table .csv, .tsv or .txt, .hif.json, "
                       "or a graph file " +
                           graph_extensions()}});
  if (problem) throw data_error({{{options.path, 0, 0}, {}, "unreadable-file", "this cannot be read: " + problem.message()}});
  return std::filesystem::is_directory(found) ? input_kind::dataset : input_kind::edge_table;
}

input_kind kind_of(const input_options& options) {
  if (kind_of_path(options) == input_kind::dataset) return input_kind::dataset;
  if (is_hypergraph(options.path)) return input_kind::dataset;
  const std::string extension = extension_of(options.path);
  if (extension == ".csv" || extension == ".tsv" || extension == ".txt") return input_kind::edge_table;
  if (graph_format_of(options.path)) return input_kind::graph_file;
  throw usage_error(printable(options.path, 600) + ": " +
                    (extension.empty() ? "a file without an extension" : "the format " + printable(extension, 60)) +
                    " is not supported; allowed: a dataset folder, .csv, .tsv, .txt, .hif.json, " + graph_extensions());
}

}  // namespace coopgraph::cli
