// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/dataset_source.hpp"
#include "cli/input.hpp"

#include <coopgraph/io/dataset.hpp>

namespace coopgraph::cli {

/// A dataset in the units that --vintage asks for, and what carrying it there made of it.
struct dataset_in_units {
  network from;
  std::optional<vintage_account> vintage;  ///< nothing: it is as it was read
  std::string fingerprint;
  std::vector<std::string> notes;  ///< as stated_network
};

/// \throws usage_error for options of a vintage that do not go together
void check_vintage(const input_options& options);

/// Reads INPUT, a dataset or hypergraph, and carries it to the units of --vintage, by its own crosswalk or that of --crosswalk.
/// \throws data_error, limit_error as read_dataset(), input_error as carry()
[[nodiscard]] dataset_in_units read_in_units(const input_options& options, const context& where);

/// Adds the member "vintage": {"date", "replaced", "loops": [{"record", "unit"}], "merged": [{"record", "unit", "was"}],
/// "splits": [{"record", "was", "group"}], "extents": [{"record", "region", "stated"}]}.
void write_vintage(json_writer& json, const vintage_account& account);

/// "carried to the units of 2025-07-01: 63 actors replaced, 1 record became a loop, …"
[[nodiscard]] std::string words_for(const vintage_account& account);

}  // namespace coopgraph::cli
