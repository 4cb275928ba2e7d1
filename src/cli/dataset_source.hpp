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

/// A dataset as it was read: from a folder, or from a hypergraph.
struct stated_network {
  network from;
  input_fingerprint fingerprint;
  std::vector<std::string> notes;  ///< what a hypergraph says and a dataset has no place for
};
/// \throws data_error, limit_error as read_dataset() and read_hif()
[[nodiscard]] stated_network read_network(const input_options& options, const context& where);

}  // namespace coopgraph::cli
