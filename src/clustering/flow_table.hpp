// SPDX-License-Identifier: BSL-1.0
#pragma once

// Flows between units as whole numbers, so that what is compared is compared exactly.

#include <coopgraph/core/ids.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace coopgraph::detail {

/// What one unit sends to another, and receives from it.
struct flow_pair {
  vertex_id unit = no_vertex;  ///< the other one
  std::int64_t sent = 0;
  std::int64_t received = 0;
};

/// The flows of each unit, parallel ones added up; those that are 0 are left out.
struct flow_table {
  std::vector<std::size_t> first;  ///< n + 1: where the pairs of a unit begin
  std::vector<flow_pair> pairs;    ///< by unit, sorted by the other one, which is another unit
  std::vector<std::int64_t> own;   ///< by unit: from it to itself
  std::vector<std::int64_t> sent;  ///< by unit: all that it sends, its own included
  std::vector<std::int64_t> received;
  std::int64_t total = 0;  ///< at most 2^62
  rational unit = 1;       ///< what 1 is worth, if exact
  double about = 1.0;      ///< what 1 is worth
  coopgraph::ties ties = ties::exact;
  std::string why_approximate;  ///< empty if exact

  [[nodiscard]] std::size_t units() const noexcept { return own.size(); }
  [[nodiscard]] std::span<const flow_pair> of(vertex_id u) const {
    return std::span(pairs).subspan(first[u], first[u + std::size_t{1}] - first[u]);
  }
};

/// Exact where the flows are and add up to at most 2^62 of their unit; else rounded to about 2^-61 of their total, what is above
/// 0 to at least that. \throws input_error unless there is one flow per edge, none negative, one above 0
[[nodiscard]] flow_table make_flow_table(const char* function, const directed_view& graph, const edge_strengths& flows);

}  // namespace coopgraph::detail
