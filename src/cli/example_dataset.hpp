// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/model/network.hpp>

namespace coopgraph::cli {

/// A small invented network in which every column of every table of a dataset has a value, for users to fill in their own.
[[nodiscard]] network example_network();

}  // namespace coopgraph::cli
