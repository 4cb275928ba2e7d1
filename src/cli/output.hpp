// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/command.hpp"

#include <coopgraph/io/json_writer.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph::cli {

enum class output_format { table, csv, json };

/// \throws usage_error for another word than table, csv and json
[[nodiscard]] output_format parse_format(std::string_view text);

/// --format, -o/--output, --quiet, --bom: how and where a command's result is written.
struct output_options {
  std::string format = "table";
  std::string file;    ///< empty: the standard output
  bool quiet = false;  ///< no notes and no progress
  bool bom = false;    ///< CSV begins with a byte order mark, for spreadsheets

  void declare(CLI::App& app);
  /// Call it first: what is wrong with the options is then said before anything is read.
  /// \throws usage_error for another format than table, csv and json, and for --bom with another than csv
  [[nodiscard]] output_format chosen() const;
};

/// A table as text, within the terminal where it goes to one.
[[nodiscard]] std::string plain_text(const table& t, const output_options& how, const context& where);
/// Several, with an empty line between them.
[[nodiscard]] std::string plain_text(std::span<const table> tables, const output_options& how, const context& where);

/// Writes a finished text, with a byte order mark where one is asked for, to the file (whole or not at all) or to the standard
/// output.
/// \throws io_error if the file cannot be written
void deliver(const output_options& how, const context& where, const std::string& text);

/// A line on the standard error for what a reader should know and no script needs, unless quiet. Controls are escaped.
void note(const output_options& how, const context& where, std::string_view text);

/// What "run" holds in every JSON output: version, command, options, seed, fingerprint.
struct run_description {
  std::string command;
  std::vector<std::pair<std::string, std::string>> options;  ///< as given or as defaulted, in the order of --help
  std::optional<std::uint64_t> seed;                         ///< of a command with randomness
  std::string fingerprint;                                   ///< SHA-256 of the input, hexadecimal; empty: there is none
};

/// The run of a parsed command: its name and all its options, except those that say only how and where the result is written.
/// Options without a value and without a default are left out; what is given several times is joined by ",".
[[nodiscard]] run_description describe_run(const CLI::App& app, std::string fingerprint);

/// Adds the member "run" to an open object. The seed is null where the command has no randomness.
void write_run(json_writer& json, const run_description& run);

/// "3 rows", "1 row": a number and its noun.
[[nodiscard]] std::string count_of(std::size_t number, std::string_view one, std::string_view many);

}  // namespace coopgraph::cli
