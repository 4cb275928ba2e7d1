// SPDX-License-Identifier: BSL-1.0
#include "cli/command.hpp"
#include "cli/dataset_source.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/model/name_registry.hpp>
#include <coopgraph/report/fingerprint.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>

namespace coopgraph::cli {
namespace {

struct names_options {
  input_options dataset;
  output_options output;
  std::string file;
  std::string column = "text";
  std::string file_delimiter;
  std::string codes;
  std::string on;
};

registry_options registry_of(const names_options& options) {
  registry_options how;
  how.code_system = options.codes;
  how.on = date_of("--on", options.on);
  return how;
}

/// What the rows were found to mean, and who they may mean where nothing was found.
struct answers {
  std::vector<std::string> texts;
  std::vector<network_names::match> matches;
  std::string fingerprint;
};

answers look_up(const names_options& options, const network& from, const context& where) {
  answers found;
  const network_names names(from, registry_of(options));
  input_options beside;  // FILE is a table of its own: by its extension, unless --file-delimiter says otherwise
  beside.delimiter = options.file_delimiter;
  beside.limits = options.dataset.limits;
  const text_table table = read_text_table(options.file, std::span(&options.column, 1), beside);
  for (const std::vector<std::string>& row : table.rows) {
    if (found.matches.size() % 256 == 0) check(where.stop);
    found.texts.push_back(row.front());
    found.matches.push_back(names.find(row.front()));
  }
  found.fingerprint = to_hex(sha256(table.bytes)) + "  " + std::filesystem::path(options.file).filename().string() + '\n';
  return found;
}

std::string json_of(const answers& found, const network& from, const CLI::App& app) {
  json_writer json;
  json.begin_object();
  json.key("resolved").begin_object();
  for (std::size_t row = 0; row < found.matches.size(); ++row) {
    json.key(std::to_string(row));
    if (const auto& who = found.matches[row].who)
      json.value(from.key_of(*who));
    else
      json.null();
  }
  json.end_object();
  json.key("suggestions").begin_object();
  for (std::size_t row = 0; row < found.matches.size(); ++row) {
    if (found.matches[row].who) continue;
    json.key(std::to_string(row)).begin_array();
    for (const actor_or_region& near : found.matches[row].suggestions) json.value(from.key_of(near));
    json.end_array();
  }
  json.end_object();
  write_run(json, describe_run(app, found.fingerprint));
  json.end_object();
  return json.finish();
}

table table_of(const answers& found, const network& from) {
  table t("names", "Names",
          {{"row", "Row", column_kind::whole_number},
           {"text", "Text"},
           {"id", "Id"},
           {"name", "Name"},
           {"suggestions", "Suggestions", column_kind::list}});
  for (std::size_t row = 0; row < found.matches.size(); ++row) {
    const network_names::match& m = found.matches[row];
    std::vector<std::string> near;
    if (!m.who)
      for (const actor_or_region& who : m.suggestions) near.push_back(from.key_of(who));
    t.add_row({static_cast<std::int64_t>(row), found.texts[row], m.who ? from.key_of(*m.who) : std::string(),
               m.who ? from.name_of(*m.who) : std::string(), std::move(near)});
  }
  return t;
}

status find_names(const names_options& options, const CLI::App& app, const context& where) {
  const output_format format = options.output.chosen();
  const auto [from, fingerprint, notes] = read_network(options.dataset, where);
  check(where.stop);
  answers found = look_up(options, from, where);
  found.fingerprint = to_hex(sha256(fingerprint.sha256 + "  dataset\n" + found.fingerprint));

  const auto unresolved = std::count_if(found.matches.begin(), found.matches.end(), [](const auto& m) { return !m.who; });
  const bool ambiguous = std::any_of(found.matches.begin(), found.matches.end(), [](const auto& m) { return m.ambiguous; });
  if (unresolved != 0)
    note(options.output, where,
         std::to_string(unresolved) + " of " + count_of(found.matches.size(), "row is", "rows are") +
             " not resolved; see their suggestions, and add what is right to aliases.csv" +
             (ambiguous && options.on.empty() ? ", or choose among actors of one name by --on DATE" : ""));
  switch (format) {
    case output_format::table:
      deliver(options.output, where, plain_text(table_of(found, from), options.output, where));
      break;
    case output_format::csv:
      deliver(options.output, where, to_csv(table_of(found, from)));
      break;
    case output_format::json:
      deliver(options.output, where, json_of(found, from, app));
      break;
  }
  return done;
}

}  // namespace

runner declare_names(CLI::App& app) {
  const auto options = std::make_shared<names_options>();
  app.add_option("DATASET", options->dataset.path, "A dataset: a folder with actors.csv, or a hypergraph (.hif.json)")
      ->required();
  app.add_option("FILE", options->file, "A CSV file with a column of names")->required();
  app.add_option("--column", options->column, "The column of FILE that holds the names")->capture_default_str();
  app.add_option("--file-delimiter", options->file_delimiter,
                 "What separates the fields of FILE: one character or tab; else a comma (.tsv: tab)");
  app.add_option("--on", options->on, "Only actors that exist on this date (2018, 2018-07 or 2018-07-01)");
  app.add_option("--codes", options->codes,
                 "Also find codes: the column of actors.csv that holds them, or id for the dataset's own ids");
  options->dataset.declare_tables(app);
  options->output.declare(app);
  app.footer(
      "A name is found by any spelling: with and without diacritics, either placement of tone marks, upper and lower case,\n"
      "with and without \"Tỉnh\" or \"TP.\". What is only near is suggested, never taken. Rows count from 0.\n"
      "Examples:\n"
      "  coopgraph names vietnam survey.csv\n"
      "  coopgraph names vietnam survey.csv --column province --on 2018 --format csv -o found.csv\n"
      "  coopgraph names vietnam codes.csv --codes gso_code");
  return [options, &app](const context& where) { return find_names(*options, app, where); };
}

}  // namespace coopgraph::cli
