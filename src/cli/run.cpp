// SPDX-License-Identifier: BSL-1.0
#include "cli/run.hpp"

#include "cli/report_command.hpp"
#include "cli/status.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/io/csv.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/report/cooperation_report.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <map>
#include <ostream>
#include <vector>

namespace coopgraph::cli {
namespace {

/// Commands that the tool will have; today they are refused by name.
constexpr const char* later_commands[] = {"new",     "validate",   "describe", "structure", "names",
                                          "rank",    "cluster",    "quality",  "compare",   "flow",
                                          "economy", "resilience", "infer",    "project",   "convert"};

void print_limits(std::ostream& out) {
  const csv_limits csv;
  out << "Reading stops with status 6 above these limits:\n"
      << "  a file                 " << dataset_options{}.file_bytes << " bytes\n"
      << "  a field of a CSV file  " << csv.field_bytes << " bytes\n"
      << "  a row of a CSV file    " << csv.columns << " fields\n"
      << "  datapackage.json       64 levels deep\n"
      << "Problems named in one CSV file: the first " << csv.problems << ".\n";
}

/// Refuses a command that there is not, with a better word than a parser's.
void check_command(std::span<const std::string> arguments) {
  if (arguments.empty()) throw usage_error("no command is given; allowed: report; see coopgraph --help");
  const std::string& name = arguments.front();
  if (name == "report" || name.starts_with("-")) return;
  const bool later = std::find(std::begin(later_commands), std::end(later_commands), name) != std::end(later_commands);
  throw usage_error(later ? "the command '" + name + "' is not part of version " + std::string(library_version()) +
                                "; allowed: report"
                          : "there is no command '" + name + "'; allowed: report; see coopgraph --help");
}

status finish(std::ostream& out) {
  out.flush();
  if (!out) throw io_error("the standard output cannot be written in full");
  return done;
}

status parse_and_run(std::span<const std::string> arguments, std::ostream& out, std::ostream& err, const std::stop_token& stop) {
  check_command(arguments);
  CLI::App app{"Cooperation networks as graphs: who cooperates with whom, on what, and what the record does not say.",
               "coopgraph"};
  bool limits = false;
  app.set_version_flag("--version", "coopgraph " + std::string(library_version()));
  app.add_flag("--limits", limits, "Print the limits that protect the machine");
  app.require_subcommand(0, 1);

  report_arguments wanted;
  const std::map<std::string, output_format> formats{
      {"table", output_format::table}, {"csv", output_format::csv}, {"json", output_format::json}};
  CLI::App* report = app.add_subcommand("report", "Write a dataset's cooperation report: an HTML page, CSV tables and run.json");
  report->add_option("DATASET", wanted.dataset, "A dataset: a folder with actors.csv and agreements.csv or flows.csv")
      ->required();
  report->add_option("-o,--output", wanted.folder, "The folder for the report; it is made if it is not there")->required();
  std::string format = "table";
  report->add_option("--format", format, "What is shown: table, csv (the partners) or json (everything)")->capture_default_str();
  report->add_flag("--quiet", wanted.quiet, "Show nothing");

  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    app.parse(std::move(reversed));
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() != 0)
      throw usage_error(std::string(e.what()) + "; see coopgraph " + (report->parsed() ? "report " : "") + "--help");
    app.exit(e, out, err);
    return finish(out);
  }

  if (report->parsed()) {
    const auto chosen = formats.find(format);
    if (chosen == formats.end()) throw usage_error("--format is '" + format + "'; allowed: table, csv, json");
    wanted.format = chosen->second;
    report_command(wanted, out, stop);
  } else if (limits) {
    print_limits(out);
  } else {
    throw usage_error("no command is given; allowed: report; see coopgraph --help");
  }
  return finish(out);
}

}  // namespace

int run(std::span<const std::string> arguments, std::ostream& out, std::ostream& err, std::stop_token stop) noexcept {
  try {
    return parse_and_run(arguments, out, err, stop);
  } catch (...) {
    try {
      return tell(std::current_exception(), err);
    } catch (...) {
      return io_or_memory;  // not even the message could be written
    }
  }
}

}  // namespace coopgraph::cli
