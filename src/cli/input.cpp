// SPDX-License-Identifier: BSL-1.0
#include "cli/input.hpp"

#include "cli/edge_input.hpp"
#include "cli/output.hpp"

#include <coopgraph/report/cooperation_report.hpp>
#include <coopgraph/report/fingerprint.hpp>

#include <algorithm>
#include <ostream>

namespace coopgraph::cli {
namespace {

/// Options that only the other kind of INPUT has are no mistake to pass over in silence.
void refuse_given(const std::vector<std::pair<const char*, bool>>& given, const std::string& path, const char* whose,
                  const char* is) {
  for (const auto& [option, is_given] : given)
    if (is_given)
      throw usage_error(std::string(option) + " is for " + whose + ", and " + printable(path) + " is " + is + "; leave it out");
}

void check_for_dataset(const input_options& o) {
  refuse_given({{"--preset", !o.preset.empty()},
                {"--nodes", !o.nodes.empty()},
                {"--match name", o.match == "name"},
                {"--source-column", !o.source_column.empty()},
                {"--target-column", !o.target_column.empty()},
                {"--directed", o.directed},
                {"--capacity", !o.capacity.empty()},
                {"--bad-rows skip", o.bad_rows == "skip"},
                {"--parallel-edges keep", o.parallel_edges == "keep"},
                {"--parallel-edges min", o.parallel_edges == "min"}},
               o.path, "edge tables", "a dataset");
  (void)o.for_edge_table();  // words that no option has are refused for both
  if (!o.strength.empty() && o.strength != "none")
    throw usage_error("--strength is '" + printable(o.strength) +
                      "'; of a dataset allowed: none, or nothing for the number of "
                      "records (its measures as strengths are not part of version " +
                      std::string(library_version()) + ")");
  if (o.length != "hops" && o.length != "reciprocal")
    throw usage_error("--length is '" + printable(o.length) + "'; of a dataset allowed: hops, reciprocal");
}

void check_for_edge_table(const input_options& o) {
  refuse_given({{"--on", !o.on.empty()}, {"--field", !o.field.empty()}, {"--as", o.as != "star"}}, o.path, "datasets",
               "an edge table");
}

projection_options projection_of(const input_options& o) {
  projection_options how;
  how.where.field = o.field;
  how.where.on = date_of("--on", o.on);
  if (o.as == "newman")
    how.as = projection::newman;
  else if (o.as == "clique")
    how.as = projection::clique;
  else if (o.as != "star")
    throw usage_error("--as is '" + printable(o.as) + "'; allowed: star, newman, clique");
  return how;
}

void say_taken(input_graph& input, const input_options& o, const agreement_view& view) {
  input.taken = {{"format", "dataset"}, {"ties", "agreements"}, {"as", o.as}, {"direction", "undirected"}};
  if (!o.field.empty()) input.taken.emplace_back("field", o.field);
  if (!o.on.empty()) input.taken.emplace_back("on", o.on);
  std::string strength = "none";
  if (input.strengths) strength = o.as == "newman" || !view.without_hub.empty() ? "records, weighted 1/(k-1)" : "records";
  if (input.strengths && o.as == "star" && !view.without_hub.empty())
    strength =
        "records; " + count_of(view.without_hub.size(), "one without a hub", "of them without a hub") + " weighted 1/(k-1)";
  input.taken.emplace_back("strength", strength);
  input.taken.emplace_back("length", o.length);
  if (!view.left_out.empty())
    input.taken.emplace_back("left_out", count_of(view.left_out.size(), "record or party", "records or parties"));
}

input_graph read_dataset_graph(const input_options& o, const context& where) {
  check_for_dataset(o);
  const projection_options how = projection_of(o);
  const dataset_files files = load_dataset(o.path, o.for_dataset());
  check(where.stop);
  input_graph input;
  input.fingerprint = fingerprint_dataset(files).sha256;
  input.from = read_dataset(files, o.for_dataset());
  check(where.stop);
  const network& from = *input.from;
  if (from.agreements().empty() && !o.without_ties)
    throw data_error({{{o.path, 0, 0},
                       {},
                       "no-agreements",
                       "the dataset has no agreements, and so no ties to analyse; add rows to agreements.csv and parties.csv, or "
                       "give an edge table (origin,destination,value) of what shall be analysed"}});
  agreement_view view = project_agreements(from, how);
  check(where.stop);

  for (const actor_id a : view.actors) input.ids.push_back(from[a].key);
  input.names = view.names;
  for (edge_id e = 0; e < view.records.size(); ++e) {
    input.largest_multiplicity = std::max(input.largest_multiplicity, view.records[e].size());
    input.merged_edges += view.records[e].size() - 1;
  }
  if (o.strength != "none") input.strengths = view.strengths;
  if (o.length == "reciprocal") {
    if (!input.strengths) throw usage_error("--length reciprocal needs strengths; leave out --strength none");
    input.lengths = reciprocal_lengths(*input.strengths);
  }
  say_taken(input, o, view);
  input.behind = std::move(view.records);
  input.graph = std::move(view.graph);
  return input;
}

void write_problem(json_writer& json, const diagnostic& d) {
  json.begin_object();
  json.key("file").value(d.where.file).key("line").value(d.where.line).key("column").value(d.where.column);
  json.key("record").value(d.record).key("code").value(d.code).key("message").value(d.message);
  json.end_object();
}

}  // namespace

std::size_t input_graph::vertices() const {
  return std::visit([](const auto& g) { return g.vertices(); }, graph);
}

std::size_t input_graph::edges() const {
  return std::visit([](const auto& g) { return g.edges(); }, graph);
}

std::vector<std::size_t> input_graph::rows_of(edge_id e) const { return from ? std::vector<std::size_t>{} : rows[e]; }

std::vector<std::string> input_graph::records_of(edge_id e) const {
  std::vector<std::string> ids_of_records;
  if (from && behind)
    for (const agreement_id a : (*behind)[e]) ids_of_records.push_back((*from)[a].key);
  return ids_of_records;
}

input_graph read_input(const input_options& options, const context& where) {
  if (kind_of(options) == input_kind::dataset) return read_dataset_graph(options, where);
  check_for_edge_table(options);
  const input_options with_capacity = name_capacity(options);
  input_graph input = make_graph(read_checked_table(with_capacity, where), with_capacity, where);
  input.fingerprint = fingerprint_of(options);
  return input;
}

void write_problems(json_writer& json, const std::vector<diagnostic>& problems) {
  json.key("problems").begin_array();
  for (const diagnostic& d : problems) write_problem(json, d);
  json.end_array();
}

void write_graph(json_writer& json, const input_graph& input) {
  json.key("graph").begin_object();
  json.key("vertices").value(input.vertices()).key("edges").value(input.edges()).key("directed").value(input.directed());
  json.end_object();
  json.key("input").begin_object();
  for (const auto& [what, value] : input.taken) json.key(what).value(value);
  json.end_object();
  if (!input.skipped.empty()) write_problems(json, input.skipped);
}

void say_what_was_taken(const input_graph& input, const context& where) {
  std::string line;
  for (const auto& [what, value] : input.taken) {
    std::string words = what;
    std::replace(words.begin(), words.end(), '_', ' ');
    line.append(line.empty() ? "" : "; ").append(words).append(": ").append(value);
  }
  where.err << printable(line, 990) << '\n';
  for (const diagnostic& d : input.skipped) where.err << to_line(d) << " (left out)\n";
}

}  // namespace coopgraph::cli
