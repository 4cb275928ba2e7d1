// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {

/// Two clusters become one. Cluster c < leaves is the leaf c, cluster leaves + i is what merge i made.
struct dendrogram_merge {
  std::uint32_t first = 0;   ///< the smaller number of the two
  std::uint32_t second = 0;  ///< the greater
  double height = 0.0;       ///< finite: at which they were merged, as the method measures it
  std::uint32_t size = 0;    ///< how many leaves they have together

  friend bool operator==(const dendrogram_merge&, const dendrogram_merge&) = default;
};

/// How clusters were merged, one after the other, from single leaves up: a binary tree, or several where something parts the
/// leaves. Heights rise from merge to merge in most methods; where they need not (centroids, merges of neighbours alone), a merge
/// may be lower than one below it.
struct dendrogram {
  std::uint32_t leaves = 0;
  std::vector<dendrogram_merge> merges;  ///< in the order in which they were made; fewer than leaves of them

  /// What is left when all merges are made.
  [[nodiscard]] std::size_t trees() const noexcept { return leaves - merges.size(); }
  /// Whether no merge is lower than the one before it.
  [[nodiscard]] bool is_monotone() const noexcept {
    return std::is_sorted(merges.begin(), merges.end(), [](const auto& a, const auto& b) { return a.height < b.height; });
  }

  friend bool operator==(const dendrogram&, const dendrogram&) = default;
};

/// \throws input_error naming the merge, unless each merges two clusters that exist and are in no other, first below second, at a
///         finite height and with the right size.
/// Complexity: O(leaves) time and memory.
void check_dendrogram(const dendrogram& tree);

/// The clusters when only the first merges are made, as many as leave `clusters` clusters.
/// \throws input_error if the dendrogram is not sound, or unless trees() <= clusters <= leaves
/// Complexity: O(leaves log leaves) time, O(leaves) memory.
[[nodiscard]] partition cut_at_count(const dendrogram& tree, std::size_t clusters);

/// The clusters when all merges are made that, with those below them, are at `height` or lower.
/// \throws input_error if the dendrogram is not sound or height is not a number
/// Complexity: O(leaves log leaves) time, O(leaves) memory.
[[nodiscard]] partition cut_at_height(const dendrogram& tree, double height);

// ---- end of the interface; the implementation follows ----

namespace detail {

/// The leaves below each merge that made(i) keeps together; of a merge that is made, those below it are made too.
template <class Made>
partition cut_dendrogram(const dendrogram& tree, const Made& made) {
  // From the top down, each cluster learns which is the highest above it.
  std::vector<std::uint32_t> top(tree.leaves + tree.merges.size());
  for (std::size_t c = 0; c < top.size(); ++c) top[c] = static_cast<std::uint32_t>(c);
  for (std::size_t i = tree.merges.size(); i-- > 0;) {
    if (!made(i)) continue;
    top[tree.merges[i].first] = top[tree.leaves + i];
    top[tree.merges[i].second] = top[tree.leaves + i];
  }
  top.resize(tree.leaves);
  return make_partition(top);
}

}  // namespace detail

inline void check_dendrogram(const dendrogram& tree) {
  const auto refuse = [](std::size_t i, const char* what, std::string value, std::string allowed) {
    throw input_error("dendrogram", what + (" of merge " + to_text(i)), std::move(value), std::move(allowed));
  };
  const std::size_t n = tree.leaves;
  if (tree.merges.size() >= n && !tree.merges.empty())
    throw input_error("dendrogram", "number of merges", to_text(tree.merges.size()), "below " + to_text(n) + ", that of leaves");
  std::vector<bool> taken(n + tree.merges.size(), false);
  const auto size_of = [&](std::uint32_t c) { return c < n ? std::uint32_t{1} : tree.merges[c - n].size; };
  for (std::size_t i = 0; i < tree.merges.size(); ++i) {
    const dendrogram_merge& m = tree.merges[i];
    if (m.second >= n + i) refuse(i, "second", to_text(m.second), "a cluster before it");
    if (m.first >= m.second) refuse(i, "first", to_text(m.first), "below second, " + to_text(m.second));
    for (const std::uint32_t c : {m.first, m.second}) {
      if (taken[c]) refuse(i, "a cluster", to_text(c), "one that is in no other");
      taken[c] = true;
    }
    if (!std::isfinite(m.height)) refuse(i, "height", to_text(m.height), "a finite number");
    const std::uint32_t size = size_of(m.first) + size_of(m.second);
    if (m.size != size) refuse(i, "size", to_text(m.size), to_text(size));
  }
}

inline partition cut_at_count(const dendrogram& tree, std::size_t clusters) {
  check_dendrogram(tree);
  if (clusters < tree.trees() || clusters > tree.leaves)
    throw input_error("cut_at_count", "clusters", to_text(clusters), to_text(tree.trees()) + " to " + to_text(tree.leaves));
  const std::size_t first_left = tree.leaves - clusters;
  return detail::cut_dendrogram(tree, [&](std::size_t i) { return i < first_left; });
}

inline partition cut_at_height(const dendrogram& tree, double height) {
  check_dendrogram(tree);
  if (std::isnan(height)) throw input_error("cut_at_height", "height", "NaN", "a number");
  std::vector<bool> made(tree.merges.size());
  const auto is_made = [&](std::uint32_t c) { return c < tree.leaves || made[c - tree.leaves]; };
  for (std::size_t i = 0; i < made.size(); ++i) {
    const dendrogram_merge& m = tree.merges[i];
    made[i] = m.height <= height && is_made(m.first) && is_made(m.second);
  }
  return detail::cut_dendrogram(tree, [&](std::size_t i) { return bool{made[i]}; });
}

}  // namespace coopgraph
