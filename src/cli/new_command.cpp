// SPDX-License-Identifier: BSL-1.0
#include "cli/command.hpp"
#include "cli/example_dataset.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/report/fingerprint.hpp>

#include <CLI/CLI.hpp>

#include <array>
#include <filesystem>
#include <memory>

namespace coopgraph::cli {
namespace {

namespace fs = std::filesystem;

struct new_options {
  std::string folder;
  output_options output;
};

/// What each file of a dataset is for.
constexpr std::array<std::array<std::string_view, 2>, 12> purposes{
    {{"actors.csv", "who cooperates: provinces, firms, …; any further column is an attribute"},
     {"agreements.csv", "agreements, with status, fields, period and source"},
     {"aliases.csv", "other spellings of actors and regions"},
     {"crosswalk.csv", "which unit became part of which, and when"},
     {"datapackage.json", "title, licence, whose ties were recorded, and the columns of the tables"},
     {"events.csv", "conferences, visits, fairs"},
     {"flows.csv", "what goes from an origin to a destination: goods, relief, knowledge"},
     {"participants.csv", "who took part in an event"},
     {"parties.csv", "the parties of each agreement: actors or regions, with role and extent"},
     {"quantities.csv", "numbers that a record states, as they are stated"},
     {"regions.csv", "named sets of actors, a row for each member"},
     {"sources.csv", "where the facts were found"}}};

std::string purpose_of(const std::string& file) {
  for (const auto& [name, purpose] : purposes)
    if (name == file) return std::string(purpose);
  return {};
}

/// \throws usage_error if there is something that a new dataset would mix with
void check_is_free(const std::string& folder) {
  std::error_code problem;
  const fs::file_status found = fs::symlink_status(folder, problem);
  if (found.type() == fs::file_type::not_found) return;
  if (!fs::is_directory(folder, problem))
    throw usage_error(printable(folder, 600) + ": this is there and no folder; name a folder that is not there yet");
  const bool empty = fs::is_empty(folder, problem);
  if (problem) throw io_error(printable(folder, 600) + ": the folder cannot be read: " + problem.message());
  if (!empty)
    throw usage_error(printable(folder, 600) + ": the folder is not empty; name one that is not there yet, or empty it first");
}

/// Writes all files or, if one cannot be written, leaves none.
void write_whole(const network& example, const dataset_files& files, const std::string& folder) {
  std::error_code ignored;
  const bool was_there = fs::exists(folder, ignored);
  try {
    write_dataset(example, folder);
  } catch (...) {
    for (const dataset_files::file& f : files.files) fs::remove(fs::path(folder) / f.name, ignored);
    if (!was_there) fs::remove(folder, ignored);
    throw;
  }
}

std::array<std::string, 3> next_steps(const std::string& folder) {
  return {
      "Replace the example rows of the tables by your own; leave out what you do not know, and delete tables that you do not "
      "need together with their entry in datapackage.json.",
      "coopgraph validate " + folder, "coopgraph report " + folder + " -o report"};
}

table table_of(const dataset_files& files, const std::string& folder) {
  table t("files", "Written into " + folder, {{"file", "File"}, {"purpose", "What it holds"}});
  for (const dataset_files::file& f : files.files) t.add_row({f.name, purpose_of(f.name)});
  t.add_note("");
  t.add_note("What to do next:");
  for (const std::string& step : next_steps(folder)) t.add_note("  " + step);
  return t;
}

std::string json_of(const dataset_files& files, const new_options& options, const CLI::App& app) {
  json_writer json;
  json.begin_object();
  json.key("folder").value(options.folder);
  json.key("files").begin_array();
  for (const dataset_files::file& f : files.files) json.value(f.name);
  json.end_array();
  json.key("next").begin_array();
  for (const std::string& step : next_steps(options.folder)) json.value(step);
  json.end_array();
  write_run(json, describe_run(app, fingerprint_dataset(files).sha256));
  json.end_object();
  return json.finish();
}

status make_new(const new_options& options, const CLI::App& app, const context& where) {
  const output_format format = options.output.chosen();
  check_is_free(options.folder);
  const network example = example_network();
  const dataset_files files = to_files(example);
  check(where.stop);
  write_whole(example, files, options.folder);
  const std::string folder = printable(options.folder, 4096);
  if (format == output_format::json)
    deliver(options.output, where, json_of(files, options, app));
  else if (format == output_format::csv)
    deliver(options.output, where, to_csv(table_of(files, folder)));
  else if (!options.output.quiet || !options.output.file.empty())
    deliver(options.output, where, plain_text(table_of(files, folder), options.output, where));
  return done;
}

}  // namespace

runner declare_new(CLI::App& app) {
  const auto options = std::make_shared<new_options>();
  app.add_option("DIR", options->folder, "The folder for the dataset; it is made if it is not there, else it must be empty")
      ->required();
  options->output.declare(app);
  app.footer(
      "Every table gets all its columns and an example, which is invented.\n"
      "Examples:\n"
      "  coopgraph new my-province\n"
      "  coopgraph validate my-province");
  return [options, &app](const context& where) { return make_new(*options, app, where); };
}

}  // namespace coopgraph::cli
