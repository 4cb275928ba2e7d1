// SPDX-License-Identifier: BSL-1.0
#include "cli/output.hpp"

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/io/atomic_file.hpp>
#include <coopgraph/report/cooperation_report.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <ostream>

namespace coopgraph::cli {
namespace {

/// Options that change no result.
constexpr std::array<std::string_view, 7> of_the_output{"help", "format", "output", "quiet", "bom", "threads", "timeout"};

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : ",").append(word);
  return text;
}

}  // namespace

output_format parse_format(std::string_view text) {
  if (text == "table") return output_format::table;
  if (text == "csv") return output_format::csv;
  if (text == "json") return output_format::json;
  throw usage_error("--format is '" + std::string(text) + "'; allowed: table, csv, json");
}

void output_options::declare(CLI::App& app) {
  app.add_option("--format", format, "How the result is written: table, csv or json")->capture_default_str();
  app.add_option("-o,--output", file, "The file for the result, which appears whole or not at all; else the standard output");
  app.add_flag("--quiet", quiet, "No notes on the standard error");
  app.add_flag("--bom", bom, "Begin CSV with a byte order mark, for spreadsheets");
}

output_format output_options::chosen() const {
  const output_format which = parse_format(format);
  if (bom && which != output_format::csv) throw usage_error("--bom is given with --format " + format + "; allowed: --format csv");
  return which;
}

std::string plain_text(const table& t, const output_options& how, const context& where) {
  return to_plain_text(t, how.file.empty() ? where.columns : 0);
}

std::string plain_text(std::span<const table> tables, const output_options& how, const context& where) {
  std::string text;
  for (const table& t : tables) text.append(text.empty() ? "" : "\n").append(plain_text(t, how, where));
  return text;
}

void deliver(const output_options& how, const context& where, const std::string& text) {
  const std::string mark = how.bom ? "\xEF\xBB\xBF" : "";
  if (how.file.empty())
    where.out << mark << text;
  else
    write_file(how.file, mark + text);
}

void note(const output_options& how, const context& where, std::string_view text) {
  if (!how.quiet) where.err << printable(text, 990) << '\n';
}

run_description describe_run(const CLI::App& app, std::string fingerprint) {
  run_description run{app.get_name().substr(app.get_name().rfind(' ') + 1), {}, {}, std::move(fingerprint)};
  for (const CLI::Option* option : app.get_options()) {
    const std::string name = option->get_single_name();
    if (std::find(of_the_output.begin(), of_the_output.end(), name) != of_the_output.end()) continue;
    const std::string value = option->count() > 0 ? joined(option->results()) : option->get_default_str();
    if (name == "seed") run.seed = std::stoull(value);  // a number: the parser has read it
    if (!value.empty()) run.options.emplace_back(name, value);
  }
  return run;
}

void write_run(json_writer& json, const run_description& run) {
  json.key("run").begin_object();
  json.key("version").value(library_version());
  json.key("command").value(run.command);
  json.key("options").begin_object();
  for (const auto& [name, value] : run.options) json.key(name).value(value);
  json.end_object();
  json.key("seed");
  if (run.seed)
    json.value(*run.seed);
  else
    json.null();
  json.key("fingerprint");
  if (run.fingerprint.empty())
    json.null();
  else
    json.value(run.fingerprint);
  json.end_object();
}

std::string count_of(std::size_t number, std::string_view one, std::string_view many) {
  return std::to_string(number).append(" ").append(number == 1 ? one : many);
}

}  // namespace coopgraph::cli
