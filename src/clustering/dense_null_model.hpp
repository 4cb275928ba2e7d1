// SPDX-License-Identifier: BSL-1.0
#pragma once

// Any expectation between pairs of vertices, as a full table: a null model for the engine (leiden_null_models.hpp).

#include <coopgraph/core/ids.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail::leiden_search {

/// table[u * n + v] is expected between u and v.
class dense_expectation {
 public:
  using weight = std::int64_t;
  using score = std::int64_t;

  dense_expectation() = default;
  /// \pre the table is symmetric and has n^2 entries, all >= 0
  dense_expectation(std::size_t n, std::vector<score> table) : n_(n), table_(std::move(table)) {}

  score per_tie = 1;

  /// What is expected between the members of each cluster and every vertex. That of one vertex is its row of the table, which
  /// spares the memory of clusters that are yet to grow.
  struct row {
    std::vector<score> sum;  // none: as the row of `only`, if there are members
    std::uint32_t members = 0;
    vertex_id only = 0;
  };
  using sums = std::vector<row>;

  [[nodiscard]] sums no_sums(std::size_t clusters) const { return sums(clusters); }
  void add(sums& s, vertex_id c, vertex_id v) const {
    row& of = s[c];
    if (of.members++ == 0) {
      of.only = v;
      return;
    }
    const auto more = row_of(v);
    if (of.sum.empty()) of.sum.assign(row_of(of.only).begin(), row_of(of.only).end());
    for (std::size_t u = 0; u < n_; ++u) of.sum[u] += more[u];
  }
  void remove(sums& s, vertex_id c, vertex_id v) const {
    row& of = s[c];
    if (--of.members == 0) {
      of = {};
      return;
    }
    const auto less = row_of(v);
    for (std::size_t u = 0; u < n_; ++u) of.sum[u] -= less[u];
  }

  struct view {
    const dense_expectation& of;
    vertex_id v;
    const sums& by_cluster;

    [[nodiscard]] score with(vertex_id c) const {
      const row& r = by_cluster[c];
      return r.sum.empty() ? of.row_of(r.only)[v] : r.sum[v];
    }
    [[nodiscard]] score within(vertex_id c) const { return with(c) - of.row_of(v)[v]; }
  };
  [[nodiscard]] view seen_from(vertex_id v, const sums& s) const { return {*this, v, s}; }

  [[nodiscard]] dense_expectation aggregated(std::span<const vertex_id> part, std::size_t parts) const {
    dense_expectation made(parts, std::vector<score>(parts * parts, 0));
    for (std::size_t v = 0; v < n_; ++v) {
      const auto from = row_of(static_cast<vertex_id>(v));
      score* const to = made.table_.data() + part[v] * parts;
      for (std::size_t u = 0; u < n_; ++u) to[part[u]] += from[u];
    }
    return made;
  }

 private:
  [[nodiscard]] std::span<const score> row_of(vertex_id v) const { return std::span(table_).subspan(v * n_, n_); }

  std::size_t n_ = 0;
  std::vector<score> table_;
};

}  // namespace coopgraph::detail::leiden_search
