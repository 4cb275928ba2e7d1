// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/input.hpp"

#include <coopgraph/report/fingerprint.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::cli {

/// Whether a file is a hypergraph of agreements, by its name: .hif.json.
[[nodiscard]] bool is_hypergraph(std::string_view path);

/// The bytes of a dataset: its files, or a hypergraph's one.
struct dataset_source {
  dataset_files files;
  bool hypergraph = false;
  input_fingerprint fingerprint;
};
/// \throws data_error, limit_error as load_dataset()
[[nodiscard]] dataset_source load_source(const input_options& options);

/// A dataset as it was read.
struct stated_network {
  network from;
  input_fingerprint fingerprint;
  std::vector<std::string> notes;  ///< what a hypergraph says and a dataset has no place for
};
/// \throws data_error, limit_error as read_dataset() and parse_hif()
[[nodiscard]] stated_network read_network(const dataset_source& source, const input_options& options, const context& where);
[[nodiscard]] stated_network read_network(const input_options& options, const context& where);

}  // namespace coopgraph::cli
