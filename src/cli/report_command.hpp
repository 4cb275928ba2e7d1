// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <iosfwd>
#include <stop_token>
#include <string>

namespace coopgraph::cli {

enum class output_format { table, csv, json };

struct report_arguments {
  std::string dataset;
  std::string folder;
  output_format format = output_format::table;
  bool quiet = false;  ///< nothing on the standard output
};

/// coopgraph report: reads the dataset, writes the report into the folder, and shows the main tables.
/// \throws what the steps throw; cancelled between them
void report_command(const report_arguments& arguments, std::ostream& out, const std::stop_token& stop);

}  // namespace coopgraph::cli
