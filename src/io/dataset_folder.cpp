// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/atomic_file.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/io/file.hpp>

#include "io/dataset_tables.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> names_of_files() {
  std::vector<std::string> names{std::string(detail::manifest_file)};
  for (const detail::table_shape& t : detail::all_tables) names.push_back(std::string(t.name) + ".csv");
  std::sort(names.begin(), names.end());
  return names;
}

/// Whether something of this name is there, be it a link to nothing.
bool is_there(const fs::path& path) {
  std::error_code problem;
  return fs::symlink_status(path, problem).type() != fs::file_type::not_found;
}

void remove_table(const fs::path& path) {
  std::error_code problem;
  if (!is_there(path)) return;
  if (fs::symlink_status(path, problem).type() == fs::file_type::directory)
    problem = std::make_error_code(std::errc::is_a_directory);
  else
    fs::remove(path, problem);
  if (problem) throw io_error(printable(path.string(), 800) + ": an older table cannot be removed: " + problem.message());
}

}  // namespace

dataset_files load_dataset(const std::string& folder, const dataset_options& options) {
  if (options.file_bytes == 0) throw option_error("load_dataset", "file_bytes", "0", "at least 1");
  if (options.json_bytes == 0) throw option_error("load_dataset", "json_bytes", "0", "at least 1");
  std::error_code problem;
  if (!fs::is_directory(folder, problem))
    throw data_error({{{folder, 0, 0},
                       {},
                       "no-such-dataset",
                       problem ? "the dataset cannot be found: " + problem.message()
                               : "this is no folder; allowed: a folder with actors.csv"}});
  dataset_files read{folder, {}};
  std::vector<diagnostic> problems;
  for (const std::string& name : names_of_files()) {
    const fs::path path = fs::path(folder) / name;
    if (!is_there(path)) continue;
    const std::size_t limit =
        name == detail::manifest_file ? std::min(options.file_bytes, options.json_bytes) : options.file_bytes;
    try {
      read.files.push_back({name, read_file(path.string(), limit)});
    } catch (const data_error& e) {
      problems.insert(problems.end(), e.diagnostics().begin(), e.diagnostics().end());
    }
  }
  if (!problems.empty()) throw data_error(std::move(problems));
  return read;
}

void write_dataset(const network& from, const std::string& folder) {
  const dataset_files files = to_files(from);
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (!fs::is_directory(folder))
    throw io_error(printable(folder, 800) + ": the folder cannot be made" + (problem ? ": " + problem.message() : ""));
  const auto write = [&](const dataset_files::file& f) { write_file((fs::path(folder) / f.name).string(), f.bytes); };
  const auto is = [](std::string_view name) { return [name](const dataset_files::file& f) { return f.name == name; }; };
  for (const dataset_files::file& f : files.files)
    if (f.name != detail::manifest_file) write(f);
  for (const std::string& name : names_of_files())
    if (std::none_of(files.files.begin(), files.files.end(), is(name))) remove_table(fs::path(folder) / name);
  write(*std::find_if(files.files.begin(), files.files.end(), is(detail::manifest_file)));
}

}  // namespace coopgraph
