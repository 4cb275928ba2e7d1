// SPDX-License-Identifier: BSL-1.0
#include "cli/dataset_source.hpp"

#include <coopgraph/io/file.hpp>
#include <coopgraph/io/hif.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <utility>

namespace coopgraph::cli {

bool is_hypergraph(std::string_view path) {
  constexpr std::string_view extension = ".hif.json";
  if (path.size() <= extension.size()) return false;
  path.remove_prefix(path.size() - extension.size());
  return std::equal(path.begin(), path.end(), extension.begin(),
                    [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; });
}

stated_network read_network(const input_options& options, const context& where) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(options.path, ignored) && is_hypergraph(options.path)) {
    hif_document read = read_hif(options.path, {.limits = options.for_graph_file(), .run = {.threads = 1, .stop = where.stop}});
    check(where.stop);
    const std::string name = std::filesystem::path(options.path).filename().string();
    return {std::move(read.from), fingerprint_file(name, read_file(options.path, options.for_graph_file().file_bytes)),
            std::move(read.notes)};
  }
  const dataset_files files = load_dataset(options.path, options.for_dataset());
  check(where.stop);
  return {read_dataset(files, options.for_dataset()), fingerprint_dataset(files), {}};
}

}  // namespace coopgraph::cli
