// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/parallel.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// What pairing a row with a column is worth: the columns of row i are column[offset[i]] to column[offset[i + 1] - 1], ascending.
struct matching_weights {
  std::size_t columns = 0;
  std::vector<std::size_t> offset{0};
  std::vector<std::uint32_t> column;
  std::vector<std::int64_t> weight;  ///< in (0, 2^61]

  [[nodiscard]] std::size_t rows() const noexcept { return offset.size() - 1; }
};

/// By row its column, or no_cluster: the one-to-one matching of greatest total weight.
/// \throws cancelled through the pool
[[nodiscard]] std::vector<std::uint32_t> heaviest_matching(const matching_weights& pairs, const thread_pool& pool);

}  // namespace coopgraph::detail
