// SPDX-License-Identifier: BSL-1.0
#include "cli/dataset_input.hpp"
#include "cli/graph_output.hpp"
#include "cli/tie_parts.hpp"
#include "cli/vintage_input.hpp"

#include <coopgraph/model/inventory.hpp>
#include <coopgraph/report/fingerprint.hpp>
#include <coopgraph/view/incidence.hpp>

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>
#include <utility>

namespace coopgraph::cli {
namespace {

struct project_options {
  input_options input;
  output_options output;
  part_options parts;
};

void check_options(const project_options& o) {
  check_parts(o.parts, o.input);
  if (o.parts.given() && o.input.as == "incidence")
    throw usage_error("--layers and --every are not for --as incidence; leave them out");
  if (allocations_of(o.input).size() > 1)
    throw usage_error("--allocate names several rules, and a projection is made by one; allowed: one rule");
}

input_graph incidences(const network& from, const input_options& o) {
  const incidence_view view = incidence(from, filter_of(o));
  input_graph input = with_ids(from);
  for (const agreement_id a : view.agreements) input.ids.push_back(from[a].key);
  input.names = view.names;
  take_account(input, view);
  input.taken = {{"format", "dataset"}, {"ties", "actors in agreements"}, {"as", "incidence"}};
  add_ties(input, rows_of(view), o);
  return input;
}

std::vector<tie_part> parts_of(const network& from, const project_options& o) {
  if (o.parts.given()) return split_ties(from, o.input, o.parts);
  if (o.input.as == "incidence") return {{"", incidences(from, o.input)}};
  const std::vector<allocation> rules = allocations_of(o.input);
  return {{"", project_dataset(from, o.input, rules.empty() ? std::nullopt : std::optional(rules.front()))}};
}

std::vector<std::string> keys_of(const network& from, const input_graph& ties, edge_id e) {
  std::vector<std::string> keys;
  for (const any_record& record : (*ties.behind)[e]) keys.push_back(key_of(from, record));
  return keys;
}

table edge_table_of(const network& from, const std::vector<tie_part>& parts, const std::string& heading) {
  using enum column_kind;
  std::vector<table_column> columns;
  if (!heading.empty()) columns.push_back({heading, heading == "on" ? "On" : "Layer", text});
  for (table_column c : {table_column{"source", "Source", text}, table_column{"target", "Target", text},
                         table_column{"strength", "Strength", number}, table_column{"records", "Records", list},
                         table_column{"basis", "Basis", text}})
    columns.push_back(std::move(c));
  table t("ties", "Ties", std::move(columns));
  for (const tie_part& p : parts)
    for (edge_id e = 0; e < p.ties.edges(); ++e) {
      const auto [source, target] = ends_of(p.ties, e);
      std::vector<table_cell> row;
      if (!heading.empty()) row.emplace_back(p.heading);
      row.insert(row.end(), {source, target, p.ties.strengths ? (*p.ties.strengths)[e] : 1.0, keys_of(from, p.ties, e),
                             coopgraph::to_text(p.ties.basis[e])});
      t.add_row(std::move(row));
    }
  return t;
}

void write_edges(json_writer& json, const network& from, const input_graph& ties) {
  json.key("edges").begin_array();
  for (edge_id e = 0; e < ties.edges(); ++e) {
    const auto [source, target] = ends_of(ties, e);
    json.begin_object().key("source").value(source).key("target").value(target);
    json.key("strength").value(ties.strengths ? (*ties.strengths)[e] : 1.0);
    json.key("records").begin_array();
    for (const std::string& key : keys_of(from, ties, e)) json.value(key);
    json.end_array().key("basis").value(coopgraph::to_text(ties.basis[e])).end_object();
  }
  json.end_array();
}

std::string to_json(const CLI::App& app, const network& from, std::vector<tie_part>& parts, const std::string& heading,
                    const std::string& fingerprint) {
  json_writer json;
  json.begin_object();
  if (heading.empty()) {
    input_graph& ties = parts.front().ties;
    ties.from = from;
    write_graph(json, ties);
    write_edges(json, from, ties);
  } else {
    const bool by_date = heading == "on";
    if (!parts.empty() && !by_date) write_account(json, parts.front().ties, from);
    if (!parts.empty() && parts.front().ties.vintage) write_vintage(json, *parts.front().ties.vintage);
    json.key(by_date ? "snapshots" : "layers").begin_array();
    for (const tie_part& p : parts) {
      json.begin_object().key(heading).value(p.heading);
      if (by_date) write_account(json, p.ties, from);
      write_edges(json, from, p.ties);
      json.end_object();
    }
    json.end_array();
  }
  write_run(json, describe_run(app, fingerprint));
  return json.end_object().finish();
}

status project(const project_options& options, const CLI::App& app, const context& where) {
  const output_format format = options.output.chosen();
  check_options(options);
  if (options.input.as != "flows" && options.input.as != "incidence") (void)as_projection(options.input.as);
  (void)filter_of(options.input);
  (void)strength_of(options.input);
  check_vintage(options.input);
  if (kind_of(options.input) != input_kind::dataset)
    throw usage_error(
        printable(options.input.path) +
        " holds ties already; allowed: a dataset folder or a hypergraph (.hif.json); coopgraph convert writes other formats");
  const auto [from, vintage, fingerprint, notes] = read_in_units(options.input, where);
  check(where.stop);
  std::vector<tie_part> parts = parts_of(from, options);
  if (!parts.empty()) parts.front().ties.vintage = vintage;
  check(where.stop);

  const std::string heading = options.parts.heading();
  if (!options.output.quiet && heading.empty()) say_what_was_taken(parts.front().ties, where);
  std::size_t edges = 0;
  for (const tie_part& p : parts) edges += p.ties.edges();
  if (edges == 0) note(options.output, where, "no record gives a tie under these options; see left_out in --format json");
  const table rows = edge_table_of(from, parts, heading);
  switch (format) {
    case output_format::table:
      deliver(options.output, where, plain_text(rows, options.output, where));
      break;
    case output_format::csv:
      deliver(options.output, where, to_csv(rows));
      break;
    case output_format::json:
      deliver(options.output, where, to_json(app, from, parts, heading, fingerprint));
      break;
  }
  return done;
}

}  // namespace

runner declare_project(CLI::App& app) {
  const auto options = std::make_shared<project_options>();
  options->output.format = "csv";
  app.add_option("DATASET", options->input.path,
                 "A dataset: a folder with actors.csv and agreements.csv or flows.csv, or a hypergraph (.hif.json)")
      ->required();
  options->input.declare_tables(app);
  options->input.declare_selection(app);
  app.get_option("--as")->description(
      "star, newman or clique: how an agreement of many becomes ties; flows: the flows; incidence: who is in which agreement");
  app.add_option("--strength", options->input.strength, "A measure whose amounts are the strengths; else the number of records");
  app.add_flag("--undirected", options->input.undirected, "Of flows: add up both directions");
  app.add_option("--parallel-edges", options->input.parallel_edges,
                 "Records of the same ends: sum or min (one row), or keep (a row for each record); else sum");
  app.add_option("--layers", options->parts.layers, "A part for each field, kind or status, in the column layer");
  app.add_option("--every", options->parts.every, "A part for each year or month, in the column on");
  options->output.declare(app);
  app.footer(
      "Graph files (GraphML, GEXF, …) are written by coopgraph convert.\n"
      "Examples:\n"
      "  coopgraph project hanoi-2018 --as newman -o ties.csv\n"
      "  coopgraph project hanoi-2018 --layers field -o layers.csv\n"
      "  coopgraph project hanoi-2018 --every year --from 2015 --to 2018\n"
      "  coopgraph project hanoi-2018 --as flows --strength chains --allocate population_2019");
  return [options, &app](const context& where) { return project(*options, app, where); };
}

}  // namespace coopgraph::cli
