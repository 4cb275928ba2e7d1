// SPDX-License-Identifier: BSL-1.0
#include "clustering/region_tree.hpp"

#include <coopgraph/graph/components.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <queue>

namespace coopgraph::detail {
namespace {

constexpr std::uint32_t no_place = 0xffffffffU;

struct cut {
  double gain = 0.0;
  std::uint32_t edge = 0;

  // The greatest first, of equals that with the lower number.
  friend bool operator<(const cut& a, const cut& b) { return a.gain != b.gain ? a.gain < b.gain : a.edge > b.edge; }
};

/// Trees that are cut, one edge after the other.
class forest_cutter {
 public:
  forest_cutter(const region_problem& problem, const std::vector<tree_edge>& edges, region_dissimilarity kind,
                const region_watch& watch)
      : problem_(problem), kind_(kind), watch_(watch), whole_(edges.size(), true), offset_(problem.units + 1, 0) {
    for (const auto& [u, v] : edges) {
      ++offset_[u + std::size_t{1}];
      ++offset_[v + std::size_t{1}];
    }
    std::partial_sum(offset_.begin(), offset_.end(), offset_.begin());
    ends_.resize(2 * edges.size());
    std::vector<std::size_t> next(offset_.begin(), offset_.end() - 1);
    for (std::uint32_t e = 0; e < edges.size(); ++e) {
      ends_[next[edges[e].first]++] = {edges[e].second, e};
      ends_[next[edges[e].second]++] = {edges[e].first, e};
    }
    places_.resize(problem.units);
    sums_.resize(problem.units * problem.columns);
  }

  void cut_at(std::uint32_t edge) { whole_[edge] = false; }
  [[nodiscard]] bool is_whole(std::uint32_t edge) const { return whole_[edge]; }

  /// Of the tree that holds `root`: the best of the edges that leave both sides at the floor.
  [[nodiscard]] std::optional<cut> best_cut(vertex_id root) {
    walk(root);
    if (tree_size_ < 2) return std::nullopt;
    for (std::size_t i = tree_size_; i-- > 1;) {
      place& parent = places_[places_[i].parent];
      parent.size += places_[i].size;
      parent.amount += places_[i].amount;
    }
    return kind_ == region_dissimilarity::squared_euclidean ? best_by_sums() : best_by_rows();
  }

 private:
  /// A unit of the tree in the order of a walk from its root, in which what hangs from it follows it.
  struct place {
    vertex_id unit = 0;
    std::uint32_t parent = no_place;
    std::uint32_t edge = 0;  // to the parent
    std::uint32_t size = 1;  // of what hangs from it, itself included
    std::int64_t amount = 0;
  };
  struct step {
    vertex_id unit;
    std::uint32_t parent;
    std::uint32_t edge;
  };

  void walk(vertex_id root) {
    tree_size_ = 0;
    stack_.assign(1, {root, no_place, 0});
    while (!stack_.empty()) {
      const step at = stack_.back();
      stack_.pop_back();
      const auto here = static_cast<std::uint32_t>(tree_size_++);
      places_[here] = {at.unit, at.parent, at.edge, 1, problem_.amount[at.unit]};
      for (std::size_t i = offset_[at.unit]; i < offset_[at.unit + std::size_t{1}]; ++i) {
        const auto [other, edge] = ends_[i];
        if (whole_[edge] && (at.parent == no_place || edge != at.edge)) stack_.push_back({other, here, edge});
      }
    }
  }

  [[nodiscard]] bool keeps_floor(const place& below) const {
    return below.amount >= problem_.floor && places_[0].amount - below.amount >= problem_.floor;
  }

  /// The gain is n_a n_b / n |m_a - m_b|^2 = n / (n_a n_b) |s_a - n_a / n s|^2 with the sums s of all and s_a of a side.
  [[nodiscard]] std::optional<cut> best_by_sums() {
    const std::size_t p = problem_.columns;
    const std::size_t n = tree_size_;
    for (std::size_t i = 0; i < n; ++i) std::copy_n(problem_.row(places_[i].unit), p, sums_.data() + i * p);
    for (std::size_t i = n; i-- > 1;) {
      double* const parent = sums_.data() + std::size_t{places_[i].parent} * p;
      for (std::size_t j = 0; j < p; ++j) parent[j] += sums_[i * p + j];
    }
    std::optional<cut> best;
    for (std::size_t i = 1; i < n; ++i) {
      if (!keeps_floor(places_[i])) continue;
      const double below = places_[i].size;
      const double share = below / static_cast<double>(n);
      double squares = 0.0;
      for (std::size_t j = 0; j < p; ++j) {
        const double d = sums_[i * p + j] - share * sums_[j];
        squares += d * d;
      }
      keep_better(best, {squares / (share * (static_cast<double>(n) - below)), places_[i].edge});
    }
    return best;
  }

  /// Distances that are no squares do not add up from sums: all rows are looked at for each edge.
  [[nodiscard]] std::optional<cut> best_by_rows() {
    const std::size_t p = problem_.columns;
    const std::size_t n = tree_size_;
    std::vector<double>& rows = sums_;
    for (std::size_t i = 0; i < n; ++i) std::copy_n(problem_.row(places_[i].unit), p, rows.data() + i * p);
    below_.assign(p, 0.0);
    beside_.assign(p, 0.0);
    mean_of(0, n, beside_);
    const double before = deviations(0, n, beside_);
    std::optional<cut> best;
    std::vector<double> all(p, 0.0);
    for (std::size_t j = 0; j < p; ++j) all[j] = beside_[j] * static_cast<double>(n);
    for (std::size_t i = 1; i < n; ++i) {
      if (!keeps_floor(places_[i])) continue;
      if (i % 16 == 0) watch_.check_stop();
      const std::size_t end = i + places_[i].size;
      mean_of(i, end, below_);
      const double size = places_[i].size;
      for (std::size_t j = 0; j < p; ++j) beside_[j] = (all[j] - below_[j] * size) / (static_cast<double>(n) - size);
      const double after = deviations(0, i, beside_) + deviations(i, end, below_) + deviations(end, n, beside_);
      keep_better(best, {before - after, places_[i].edge});
    }
    return best;
  }

  void mean_of(std::size_t first, std::size_t last, std::vector<double>& mean) const {
    const std::size_t p = problem_.columns;
    std::fill(mean.begin(), mean.end(), 0.0);
    for (std::size_t i = first; i < last; ++i)
      for (std::size_t j = 0; j < p; ++j) mean[j] += sums_[i * p + j];
    for (double& m : mean) m /= static_cast<double>(last - first);
  }

  [[nodiscard]] double deviations(std::size_t first, std::size_t last, const std::vector<double>& mean) const {
    const std::size_t p = problem_.columns;
    double sum = 0.0;
    for (std::size_t i = first; i < last; ++i) {
      double one = 0.0;
      if (kind_ == region_dissimilarity::manhattan)
        for (std::size_t j = 0; j < p; ++j) one += std::fabs(sums_[i * p + j] - mean[j]);
      else
        for (std::size_t j = 0; j < p; ++j) {
          const double d = sums_[i * p + j] - mean[j];
          one += d * d;
        }
      sum += kind_ == region_dissimilarity::euclidean ? std::sqrt(one) : one;
    }
    return sum;
  }

  static void keep_better(std::optional<cut>& best, const cut& one) {
    if (!best || *best < one) best = one;
  }

  const region_problem& problem_;
  region_dissimilarity kind_;
  const region_watch& watch_;
  std::vector<bool> whole_;  // by edge: not cut
  std::vector<std::size_t> offset_;
  std::vector<std::pair<vertex_id, std::uint32_t>> ends_;
  std::vector<place> places_;
  std::size_t tree_size_ = 0;
  std::vector<double> sums_;  // by place: of what hangs from it; or the rows alone
  std::vector<step> stack_;
  std::vector<double> below_;
  std::vector<double> beside_;
};

}  // namespace

std::vector<tree_edge> minimum_spanning_forest_of(const region_problem& problem, region_dissimilarity kind,
                                                  const region_watch& watch) {
  const std::size_t m = problem.edges();
  std::vector<std::pair<double, std::uint32_t>> order(m);
  for (std::uint32_t e = 0; e < m; ++e) order[e] = {problem.dissimilarity(problem.source[e], problem.target[e], kind), e};
  watch.check_stop();
  std::sort(order.begin(), order.end());
  watch.check_stop();
  vertex_sets sets(problem.units);
  std::vector<tree_edge> forest;
  for (const auto& [length, e] : order) {
    const tree_edge ends{problem.source[e], problem.target[e]};
    if (sets.root(ends.first) == sets.root(ends.second)) continue;
    sets.join(ends.first, ends.second);
    forest.push_back(ends);
  }
  std::sort(forest.begin(), forest.end());
  return forest;
}

std::vector<std::uint32_t> cut_forest(const region_problem& problem, const std::vector<tree_edge>& forest, std::size_t clusters,
                                      region_dissimilarity kind, region_watch& watch) {
  forest_cutter cutter(problem, forest, kind, watch);
  std::priority_queue<cut> best;  // one of each tree that can be cut
  const auto look_at = [&](vertex_id unit) {
    watch.check_stop();
    if (const auto found = cutter.best_cut(unit)) best.push(*found);
  };
  std::vector<bool> seen(problem.components(), false);
  std::size_t regions = problem.components();
  for (vertex_id u = 0; u < problem.units && regions < clusters; ++u) {
    if (seen[problem.component[u]]) continue;
    seen[problem.component[u]] = true;
    if (problem.component_size[problem.component[u]] > 1) look_at(u);
  }
  for (; regions < clusters && !best.empty(); ++regions) {
    const std::uint32_t edge = best.top().edge;
    best.pop();
    cutter.cut_at(edge);
    watch.tell(regions, clusters);
    look_at(forest[edge].first);
    look_at(forest[edge].second);
  }
  vertex_sets sets(problem.units);
  for (std::uint32_t e = 0; e < forest.size(); ++e)
    if (cutter.is_whole(e)) sets.join(forest[e].first, forest[e].second);
  return sets.to_partition().label;
}

}  // namespace coopgraph::detail
