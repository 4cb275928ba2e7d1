// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "centrality/betweenness/dependencies.hpp"

#include <functional>
#include <memory>

namespace coopgraph::detail {

/// The kernel on hops: all sources of a batch at once, each in a lane of its own. Where a number of paths outgrows doubles, or
/// sources share too little of their way, the batch goes to `fallback`, which takes one source after the other.
[[nodiscard]] std::unique_ptr<kernel> make_lane_kernel(const split_graph& split, summed what, const std::function<void()>& stop,
                                                       std::unique_ptr<kernel> fallback);

}  // namespace coopgraph::detail
