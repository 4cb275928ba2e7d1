// SPDX-License-Identifier: BSL-1.0
#include "cli/input.hpp"

#include "cli/dataset_input.hpp"
#include "cli/edge_input.hpp"
#include "cli/graph_input.hpp"
#include "cli/output.hpp"
#include "cli/vintage_input.hpp"

#include <coopgraph/model/inventory.hpp>

#include <algorithm>
#include <ostream>

namespace coopgraph::cli {
namespace {

void write_problem(json_writer& json, const diagnostic& d) {
  json.begin_object();
  json.key("file").value(d.where.file).key("line").value(d.where.line).key("column").value(d.where.column);
  json.key("record").value(d.record).key("code").value(d.code).key("message").value(d.message);
  json.end_object();
}

}  // namespace

void check_without_dataset(const input_options& o, const char* is) {
  refuse_given({{"--as", o.as != "star"},
                {"--field", !o.field.empty()},
                {"--kind", !o.kind.empty()},
                {"--product", !o.product.empty()},
                {"--status", !o.status.empty()},
                {"--region", !o.region.empty()},
                {"--on", !o.on.empty()},
                {o.from_option.c_str(), !o.from.empty()},
                {o.to_option.c_str(), !o.to.empty()},
                {"--undated exclude", o.undated != "include"},
                {"--absence", !o.absence.empty()},
                {"--unit", !o.unit.empty()},
                {"--basis", !o.basis.empty()},
                {"--allocate", !o.allocate.empty()},
                {"--vintage", !o.vintage.empty()},
                {"--crosswalk", !o.crosswalk.empty()},
                {"--as-of", !o.as_of.empty()},
                {"--code-system", !o.code_system.empty()}},
               o.path, "datasets", is);
}

void write_account(json_writer& json, const input_graph& input, const network& from) {
  if (!input.left_out.empty()) {
    json.key("left_out").begin_array();
    for (const left_out_record& l : input.left_out) {
      json.begin_object().key("record").value(key_of(from, l.record));
      if (l.party) json.key("party").value(from.key_of(*l.party));
      json.key("reason").value(to_text(l.reason)).end_object();
    }
    json.end_array();
  }
  if (input.possibly.empty()) return;
  json.key("possibly").begin_array();
  for (const any_record& record : input.possibly) json.value(key_of(from, record));
  json.end_array();
}

void refuse_given(const std::vector<std::pair<const char*, bool>>& given, const std::string& path, const char* whose,
                  const char* is) {
  for (const auto& [option, is_given] : given)
    if (is_given)
      throw usage_error(std::string(option) + " is for " + whose + ", and " + printable(path) + " is " + is + "; leave it out");
}

std::size_t input_graph::vertices() const {
  return std::visit([](const auto& g) { return g.vertices(); }, graph);
}

std::size_t input_graph::edges() const {
  return std::visit([](const auto& g) { return g.edges(); }, graph);
}

std::vector<std::size_t> input_graph::rows_of(edge_id e) const { return behind ? std::vector<std::size_t>{} : rows[e]; }

std::vector<std::string> input_graph::records_of(edge_id e) const {
  std::vector<std::string> ids_of_records;
  if (from && behind)
    for (const any_record& record : (*behind)[e]) ids_of_records.push_back(key_of(*from, record));
  return ids_of_records;
}

input_graph read_input(const input_options& options, const context& where) {
  const input_kind kind = kind_of(options);
  if (kind == input_kind::dataset) return read_dataset_graph(options, where);
  if (kind == input_kind::graph_file) return read_graph_input(options, where);
  check_without_dataset(options, "an edge table");
  const input_options named = name_amounts(options);
  input_graph input = make_graph(read_checked_table(named, where), "edge table", named, where);
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
  if (!input.notes.empty()) {
    json.key("notes").begin_array();
    for (const std::string& note : input.notes) json.value(note);
    json.end_array();
  }
  if (input.from) write_account(json, input, *input.from);
  if (input.vintage) write_vintage(json, *input.vintage);
}

void say_what_was_taken(const input_graph& input, const context& where) {
  std::string line;
  for (const auto& [what, value] : input.taken) {
    std::string words = what;
    std::replace(words.begin(), words.end(), '_', ' ');
    line.append(line.empty() ? "" : "; ").append(words).append(": ").append(value);
  }
  where.err << printable(line, 990) << '\n';
  if (input.vintage) where.err << printable(words_for(*input.vintage), 990) << '\n';
  for (const std::string& note : input.notes) where.err << printable(note, 990) << '\n';
  for (const diagnostic& d : input.skipped) where.err << to_line(d) << " (left out)\n";
}

}  // namespace coopgraph::cli
