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

dataset_source load_source(const input_options& options) {
  std::error_code ignored;
  dataset_source source;
  source.hypergraph = is_hypergraph(options.path) && !std::filesystem::is_directory(options.path, ignored);
  if (source.hypergraph) {
    const std::string name = std::filesystem::path(options.path).filename().string();
    source.files.files.push_back({name, read_file(options.path, options.for_graph_file().file_bytes)});
    source.fingerprint = fingerprint_file(name, source.files.files.front().bytes);
  } else {
    source.files = load_dataset(options.path, options.for_dataset());
    source.fingerprint = fingerprint_dataset(source.files);
  }
  return source;
}

stated_network read_network(const dataset_source& source, const input_options& options, const context& where) {
  check(where.stop);
  if (!source.hypergraph) return {read_dataset(source.files, options.for_dataset()), source.fingerprint, {}};
  hif_document read =
      parse_hif(source.files.files.front().bytes, options.path,
                {.limits = options.for_graph_file(), .run = {.threads = 1, .stop = where.stop, .progress = where.progress}});
  return {std::move(read.from), source.fingerprint, std::move(read.notes)};
}

stated_network read_network(const input_options& options, const context& where) {
  return read_network(load_source(options), options, where);
}

}  // namespace coopgraph::cli
