// SPDX-License-Identifier: BSL-1.0
#include "cli/command.hpp"
#include "cli/dataset_source.hpp"
#include "cli/graph_input.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/report/fingerprint.hpp>

#include <CLI/CLI.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <ostream>

namespace coopgraph::cli {
namespace {

struct validate_options {
  input_options input;
  output_options output;
};

/// What was found out about an input: its problems, or what it holds.
struct findings {
  std::vector<diagnostic> problems;
  std::vector<std::pair<std::string, std::size_t>> counts;  ///< "actors" -> 63; empty if there are problems
  std::optional<bool> directed;                             ///< of a graph without a problem
  std::vector<std::string> notes;                           ///< of a graph file: what it says and is not read
  std::string fingerprint;
};

constexpr std::array<std::array<std::string_view, 2>, 13> nouns{{{"actors", "actor"},
                                                                 {"regions", "region"},
                                                                 {"agreements", "agreement"},
                                                                 {"parties", "party"},
                                                                 {"flows", "flow"},
                                                                 {"events", "event"},
                                                                 {"quantities", "quantity"},
                                                                 {"sources", "source"},
                                                                 {"aliases", "alias"},
                                                                 {"successions", "succession"},
                                                                 {"vertices", "vertex"},
                                                                 {"edges", "edge"},
                                                                 {"fields", "field"}}};

std::string counted(const std::string& many, std::size_t number) {
  for (const auto& noun : nouns)
    if (noun[0] == many) return count_of(number, noun[1], noun[0]);
  return count_of(number, many, many);
}

void count_parts(const network& n, findings& found) {
  std::size_t parties = 0;
  std::size_t quantities = 0;
  for (const agreement& a : n.agreements()) {
    parties += a.parties.size();
    quantities += a.quantities.size();
  }
  for (const flow& f : n.flows()) quantities += f.quantities.size();
  for (const event& e : n.events()) quantities += e.quantities.size();
  found.counts = {{"actors", n.actors().size()},
                  {"regions", n.regions().size()},
                  {"agreements", n.agreements().size()},
                  {"parties", parties},
                  {"flows", n.flows().size()},
                  {"events", n.events().size()},
                  {"quantities", quantities},
                  {"sources", n.sources().size()},
                  {"aliases", n.aliases().size()},
                  {"successions", n.crosswalk().size()},
                  {"fields", n.fields().size()}};
}

void examine(const input_options& input, const context& where, findings& found) {
  if (kind_of(input) == input_kind::dataset) {
    const dataset_source source = load_source(input);
    found.fingerprint = source.fingerprint.sha256;
    stated_network read = read_network(source, input, where);
    found.notes = std::move(read.notes);
    count_parts(read.from, found);
  } else if (kind_of(input) == input_kind::graph_file) {
    check_for_graph_file(input);
    const graph_document document = read_document(input, *graph_format_of(input.path), where);
    const edge_table read = checked_rows_of(document, input);
    found.counts = {{"vertices", read.ids.size()}, {"edges", read.rows.size()}};
    found.directed = read.directed;
    found.notes = document.notes;
    found.fingerprint = fingerprint_of(input);
  } else {
    found.fingerprint = fingerprint_of(input);
    const edge_table read = read_checked_table(input, where);
    found.counts = {{"vertices", read.ids.size()}, {"edges", read.rows.size()}};
    found.directed = read.directed;
  }
}

table table_of(const std::vector<diagnostic>& problems) {
  table t("problems", "Problems: " + std::to_string(problems.size()),
          {{"file", "File"},
           {"line", "Line", column_kind::whole_number},
           {"column", "Column", column_kind::whole_number},
           {"record", "Record"},
           {"code", "Code"},
           {"message", "Message"}});
  const auto position = [](std::size_t n) { return n == 0 ? table_cell{} : table_cell{static_cast<std::int64_t>(n)}; };
  for (const diagnostic& d : problems)
    t.add_row({d.where.file, position(d.where.line), position(d.where.column), d.record, d.code, d.message});
  return t;
}

std::string sentence_of(const findings& found) {
  std::string text;
  for (const auto& [many, number] : found.counts)
    if (number != 0 || many == "actors" || many == "vertices" || many == "edges")
      text.append(text.empty() ? "no problem: " : ", ").append(counted(many, number));
  if (found.directed) text.append(*found.directed ? ", directed" : ", undirected");
  text += '\n';
  for (const std::string& note : found.notes) text.append(printable(note, 990)).append("\n");
  return text;
}

std::string json_of(const findings& found, const CLI::App& app) {
  json_writer json;
  json.begin_object();
  write_problems(json, found.problems);
  if (found.directed) {
    json.key("graph").begin_object();
    for (const auto& [what, number] : found.counts) json.key(what).value(number);
    json.key("directed").value(*found.directed);
    json.end_object();
  } else if (!found.counts.empty()) {
    json.key("counts").begin_object();
    for (const auto& [what, number] : found.counts) json.key(what).value(number);
    json.end_object();
  }
  if (!found.notes.empty()) {
    json.key("notes").begin_array();
    for (const std::string& note : found.notes) json.value(note);
    json.end_array();
  }
  write_run(json, describe_run(app, found.fingerprint));
  json.end_object();
  return json.finish();
}

status validate(const validate_options& options, const CLI::App& app, const context& where) {
  const output_format format = options.output.chosen();
  findings found;
  try {
    examine(options.input, where, found);
  } catch (const data_error& e) {
    found.problems = e.diagnostics();
  }
  check(where.stop);
  for (const diagnostic& d : found.problems) where.err << to_line(d) << '\n';
  switch (format) {
    case output_format::table:
      deliver(options.output, where,
              found.problems.empty() ? sentence_of(found) : plain_text(table_of(found.problems), options.output, where));
      break;
    case output_format::csv:
      deliver(options.output, where, to_csv(table_of(found.problems)));
      break;
    case output_format::json:
      deliver(options.output, where, json_of(found, app));
      break;
  }
  return found.problems.empty() ? done : bad_input;
}

}  // namespace

runner declare_validate(CLI::App& app) {
  const auto options = std::make_shared<validate_options>();
  app.add_option(
         "INPUT", options->input.path,
         "A dataset (a folder or .hif.json), an edge table (.csv, .tsv, .txt) or a graph file (" + graph_extensions() + ")")
      ->required();
  options->input.declare_columns(app);
  options->output.declare(app);
  app.footer(
      "The status is 0 without a problem and 2 with any; the result is written in both cases.\n"
      "Examples:\n"
      "  coopgraph validate hanoi-2018\n"
      "  coopgraph validate hanoi-2018 --format json -o problems.json\n"
      "  coopgraph validate trade.csv --delimiter \";\" --decimal ,");
  return [options, &app](const context& where) { return validate(*options, app, where); };
}

}  // namespace coopgraph::cli
