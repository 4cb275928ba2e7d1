// SPDX-License-Identifier: BSL-1.0
#include "cli/command.hpp"
#include "cli/dataset_source.hpp"
#include "cli/outlines.hpp"
#include "cli/output.hpp"
#include "core/words.hpp"

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/core/language.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/report/cooperation_report.hpp>

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>
#include <string_view>
#include <system_error>
#include <utility>

namespace coopgraph::cli {
namespace {

struct report_arguments {
  std::string dataset;
  std::string folder;
  std::string lang{code_of(language::english)};
  std::string outlines;  ///< empty: outlines.geojson in the dataset's folder, if it is there
  std::string format = "table";
  bool quiet = false;  ///< nothing on the standard output
};

/// The tables that are shown at the prompt; all stand on the page.
constexpr const char* main_tables[] = {"partners", "flows", "periods"};

void show_tables(const cooperation_report& report, const std::string& folder, const context& where) {
  std::ostream& out = where.out;
  const auto show = [&](const char* section) {
    for (const std::string& sentence : report.section(section).text) out << printable(sentence, 2000) << '\n';
  };
  out << printable(report.title) << "\n\n";
  show("summary");
  for (const char* key : main_tables)
    if (const table& t = report.table_called(key); !t.rows().empty()) out << '\n' << to_plain_text(t, where.columns);
  out << '\n';
  show("not-observed");
  const std::string page = printable((std::filesystem::path(folder) / "index.html").string(), 4096);
  const detail::words say(report.lang);
  out << '\n' << say({"The page with all tables: {0}", "Trang có tất cả các bảng: {0}"}, {page}) << '\n';
}

/// Adds the outlines of the actors: of --outlines, else those that the dataset brings.
void add_outlines(report_options& to, const report_arguments& arguments, const network& from, const context& where) {
  std::string path = arguments.outlines;
  std::error_code none;
  if (path.empty()) {
    path = (std::filesystem::path(arguments.dataset) / "outlines.geojson").string();
    if (!std::filesystem::is_regular_file(path, none)) return;
  }
  const auto actors = from.actors();
  matched_outlines matched = read_outlines(
      path, actors.size(), [&](std::size_t a) { return std::string_view(actors[a].key); }, "actor", "actors", {}, where);
  if (!arguments.quiet)
    for (const std::string& note : matched.notes) where.err << printable(path) << ": " << printable(note) << '\n';
  to.outlines = std::move(matched.outlines);
}

/// Reads the dataset, writes the report into the folder, and shows the main tables.
status make_report(const report_arguments& arguments, const context& where) {
  const output_format format = parse_format(arguments.format);
  const std::optional<language> lang = language_of(arguments.lang);
  if (!lang) throw usage_error("--lang is '" + printable(arguments.lang) + "'; allowed: en, vi");
  check(where.stop);
  input_options dataset;
  dataset.path = arguments.dataset;
  const auto [from, fingerprint, notes] = read_network(dataset, where);
  check(where.stop);
  const run_record run{"report", fingerprint};
  report_options options{.lang = *lang, .run = {.stop = where.stop, .progress = where.progress}};
  add_outlines(options, arguments, from, where);
  const cooperation_report report = make_cooperation_report(from, options);
  check(where.stop);
  write_report(report, run, arguments.folder);
  if (arguments.quiet) return done;
  switch (format) {
    case output_format::table:
      show_tables(report, arguments.folder, where);
      break;
    case output_format::csv:
      where.out << to_csv(report.table_called("partners"));
      break;
    case output_format::json:
      where.out << to_json(report, run);
      break;
  }
  return done;
}

}  // namespace

runner declare_report(CLI::App& app) {
  const auto wanted = std::make_shared<report_arguments>();
  app.add_option("DATASET", wanted->dataset,
                 "A dataset: a folder with actors.csv and agreements.csv or flows.csv, or a hypergraph (.hif.json)")
      ->required();
  app.add_option("-o,--output", wanted->folder, "The folder for the report; it is made if it is not there")->required();
  app.add_option("--lang", wanted->lang, "The language of the texts, en or vi; names stand as the dataset spells them")
      ->capture_default_str();
  app.add_option(
      "--outlines", wanted->outlines,
      "A GeoJSON file with areas of the actors' ids, for the maps; else outlines.geojson in the dataset, if there is one");
  app.add_option("--format", wanted->format, "What is shown: table, csv (the partners) or json (everything)")
      ->capture_default_str();
  app.add_flag("--quiet", wanted->quiet, "Show nothing");
  app.footer(
      "Examples:\n"
      "  coopgraph report hanoi-2018 -o report            writes report/index.html and its tables\n"
      "  coopgraph report hanoi-2018 -o report --format json --quiet\n"
      "  coopgraph report hanoi-2018 -o report --lang vi  the same in Vietnamese");
  return [wanted](const context& where) { return make_report(*wanted, where); };
}

}  // namespace coopgraph::cli
