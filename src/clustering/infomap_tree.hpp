// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "clustering/infomap_search.hpp"

#include <coopgraph/core/partition.hpp>

#include <cstddef>
#include <vector>

namespace coopgraph::detail {

/// Nested partitions from the top; converged if each search that they rest on was.
struct module_levels {
  std::vector<partition> levels;
  bool converged = true;
  std::size_t iterations = 0;  // of the first search, over all nodes
};

/// Two levels: modules and nodes.
[[nodiscard]] module_levels find_modules(const flow_network& network, search_context& context);

/// Modules within modules: modules of modules as long as they shorten the code, and each module anew divided into modules.
[[nodiscard]] module_levels find_nested_modules(const flow_network& network, search_context& context);

}  // namespace coopgraph::detail
