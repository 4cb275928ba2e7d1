// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/parallel.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// The mutual information, in nats, of two partitions of n vertices into clusters of these sizes, on average over all n! ways to
/// hand out the vertices.
[[nodiscard]] double expected_information(thread_pool& pool, std::size_t n, const std::vector<std::uint32_t>& a,
                                          const std::vector<std::uint32_t>& b);

}  // namespace coopgraph::detail
