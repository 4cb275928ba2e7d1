// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace coopgraph {

/// When two scores count as equal: whole numbers when they are the same, others within a relative 1e-9.
enum class score_equality { exact, relative };

/// A vertex whose score does not exist, and why.
struct undefined_score {
  vertex_id vertex = 0;
  std::string reason;

  friend bool operator==(const undefined_score&, const undefined_score&) = default;
};

/// A score for each vertex.
struct scores {
  std::vector<double> values;              ///< by vertex; finite; 0 where undefined
  std::vector<undefined_score> undefined;  ///< sorted by vertex; rankings and writers skip these
  score_equality equality = score_equality::relative;

  [[nodiscard]] std::size_t size() const noexcept { return values.size(); }
  [[nodiscard]] double operator[](vertex_id v) const { return values[v]; }

  friend bool operator==(const scores&, const scores&) = default;
};

}  // namespace coopgraph
