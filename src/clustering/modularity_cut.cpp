// SPDX-License-Identifier: BSL-1.0
#include "clustering/leiden_numbers.hpp"
#include "clustering/partition_sums.hpp"

#include <coopgraph/clustering/hierarchical.hpp>
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

constexpr const char* name = "cut_at_greatest_modularity";
constexpr unsigned most_bits = 59;  // 4 W w and 2 k_A k_B stay in 128 bits

/// Which merge joins two leaves: with the leaves in a row, so that each cluster is a stretch of it, the latest of the merges
/// that join neighbours between them.
class joining_merges {
 public:
  static constexpr std::uint32_t never = std::numeric_limits<std::uint32_t>::max();

  explicit joining_merges(const dendrogram& tree) : place_(tree.leaves) {
    const std::size_t n = tree.leaves;
    std::vector<std::uint32_t> between(n, never);  // leaf at i and the one before it
    const auto size_of = [&](std::uint32_t c) { return c < n ? std::uint32_t{1} : tree.merges[c - n].size; };
    std::vector<std::uint32_t> begin(n + tree.merges.size(), never);
    std::uint32_t next = 0;
    for (std::size_t c = begin.size(); c-- > 0;) {  // from the top down
      if (begin[c] == never) {
        begin[c] = next;
        next += size_of(static_cast<std::uint32_t>(c));
      }
      if (c < n) {
        place_[c] = begin[c];
        continue;
      }
      const dendrogram_merge& m = tree.merges[c - n];
      begin[m.first] = begin[c];
      begin[m.second] = begin[c] + size_of(m.first);
      between[begin[m.second]] = static_cast<std::uint32_t>(c - n);
    }
    latest_.push_back(std::move(between));
    for (std::size_t width = 1; 2 * width <= n; width *= 2) {
      const auto& half = latest_.back();
      std::vector<std::uint32_t> both(n - 2 * width + 1);
      for (std::size_t i = 0; i < both.size(); ++i) both[i] = std::max(half[i], half[i + width]);
      latest_.push_back(std::move(both));
    }
  }

  /// \pre u != v
  [[nodiscard]] std::uint32_t of(vertex_id u, vertex_id v) const {
    const std::size_t first = std::min(place_[u], place_[v]) + std::size_t{1};
    const std::size_t last = std::max(place_[u], place_[v]) + std::size_t{1};
    const auto level = static_cast<std::size_t>(std::bit_width((last - first) | 1U)) - 1;
    return std::max(latest_[level][first], latest_[level][last - (std::size_t{1} << level)]);
  }

 private:
  std::vector<std::uint32_t> place_;
  std::vector<std::vector<std::uint32_t>> latest_;  // [j][i]: over the 2^j from i
};

/// How many of the first merges make the greatest modularity. In units of 1 / 4W^2, a merge of A and B adds
/// 4 W w(A, B) - 2 k_A k_B.
std::size_t best_count(const undirected_view& graph, const whole_numbers& strength, const dendrogram& tree) {
  const std::size_t n = tree.leaves;
  const joining_merges joining(tree);
  std::vector<std::int64_t> between(tree.merges.size(), 0);
  std::vector<std::int64_t> own(n + tree.merges.size(), 0);
  for (edge_id e = 0; e < graph.edges(); ++e) {
    const vertex_id u = graph.source[e];
    const vertex_id v = graph.target[e];
    own[u] += strength[e];
    own[v] += strength[e];
    if (u == v) continue;
    const std::uint32_t merge = joining.of(u, v);
    if (merge != joining_merges::never) between[merge] += strength[e];
  }
  int128 gain = 0;
  int128 best_gain = 0;
  std::size_t best = 0;
  for (std::size_t i = 0; i < tree.merges.size(); ++i) {
    const dendrogram_merge& m = tree.merges[i];
    own[n + i] = own[m.first] + own[m.second];
    gain += 4 * strength.sum * between[i] - 2 * static_cast<int128>(own[m.first]) * own[m.second];
    if (gain <= best_gain) continue;
    best_gain = gain;
    best = i + 1;
  }
  return best;
}

}  // namespace

modularity_cut greatest_modularity_cut_of(const undirected_view& graph, const edge_strengths* strengths, const dendrogram& tree) {
  partition_measures::check_strengths(name, strengths, graph.edges());
  check_dendrogram(tree);
  if (tree.leaves != graph.vertices())
    throw input_error(name, "number of leaves", to_text(tree.leaves), to_text(graph.vertices()) + ", one for each vertex");
  const whole_numbers whole = strengths == nullptr ? ones(graph.edges()) : to_whole(*strengths, most_bits);
  modularity_cut cut;
  cut.partition = cut_at_count(tree, tree.leaves - best_count(graph, whole, tree));
  cut.modularity = modularity_of(graph, strengths, cut.partition, modularity_options{});
  return cut;
}

}  // namespace coopgraph::detail
