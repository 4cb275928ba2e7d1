// SPDX-License-Identifier: BSL-1.0
#include "cli/report_command.hpp"

#include "cli/status.hpp"

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/report/cooperation_report.hpp>

#include <filesystem>
#include <ostream>

namespace coopgraph::cli {
namespace {

void show_tables(const cooperation_report& report, const std::string& folder, std::ostream& out) {
  out << printable(report.title) << "\n\n";
  for (const std::string& sentence : report.findings) out << printable(sentence, 2000) << '\n';
  out << '\n' << to_plain_text(report.partners) << '\n';
  for (const std::string& sentence : report.not_observed) out << printable(sentence, 2000) << '\n';
  out << "\nThe page with all tables: " << printable((std::filesystem::path(folder) / "index.html").string(), 4096) << '\n';
}

}  // namespace

void report_command(const report_arguments& arguments, std::ostream& out, const std::stop_token& stop) {
  check(stop);
  const network from = read_dataset(arguments.dataset);
  check(stop);
  const run_record run{"report", fingerprint_dataset(arguments.dataset)};
  const cooperation_report report = make_cooperation_report(from);
  check(stop);
  write_report(report, run, arguments.folder);
  if (arguments.quiet) return;
  switch (arguments.format) {
    case output_format::table:
      return show_tables(report, arguments.folder, out);
    case output_format::csv:
      out << to_csv(report.partners);
      return;
    case output_format::json:
      out << to_json(report, run);
      return;
  }
}

}  // namespace coopgraph::cli
