// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "clustering/region_problem.hpp"
#include "clustering/region_tree.hpp"
#include "clustering/region_watch.hpp"

#include <coopgraph/core/dendrogram.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <queue>
#include <vector>

namespace coopgraph::detail {

/// Of the edges of the contiguity graph between two clusters a shortest one; of several the first.
struct cluster_link {
  double length = 0.0;
  std::uint32_t edge = 0;

  void join(const cluster_link& other) {
    if (other.length < length || (other.length == length && other.edge < edge)) *this = other;
  }
};

/// Units, merged from the bottom up, always the two neighbouring clusters that are nearest to each other. Clusters are numbered
/// as in a dendrogram. A linkage has
///   double length(edge)                              of an edge of the contiguity graph
///   double distance(a, b), of clusters that are neighbours
///   double height(distance)
///   void merge(a, b, made)
template <class Linkage>
class neighbour_merging {
 public:
  neighbour_merging(const region_problem& problem, Linkage& linkage)
      : problem_(problem), linkage_(linkage), row_(problem.units), alive_(problem.units, true) {
    row_.reserve(2 * problem.units);
    for (std::uint32_t e = 0; e < problem.edges(); ++e) {
      const double length = linkage.length(e);
      const cluster_link link{length, e};
      row_[problem.source[e]].push_back({problem.target[e], link});
      row_[problem.target[e]].push_back({problem.source[e], link});
      queue_.push({linkage.distance(problem.source[e], problem.target[e]), problem.source[e], problem.target[e], e});
    }
    tree.leaves = static_cast<std::uint32_t>(problem.units);
  }

  /// Until no neighbours are left.
  void run(region_watch& watch) {
    const std::size_t all = problem_.units - problem_.components();
    while (!queue_.empty()) {
      const candidate best = queue_.top();
      queue_.pop();
      if (!alive_[best.first] || !alive_[best.second]) continue;
      merge(best);
      if (tree.merges.size() % 16 == 0) watch.tell(tree.merges.size(), all + 1);
    }
  }

  dendrogram tree;
  std::vector<tree_edge> forest;  // by merge: the shortest edge between the two

 private:
  struct neighbour {
    std::uint32_t cluster;
    cluster_link link;
  };
  struct candidate {
    double distance;
    std::uint32_t first;
    std::uint32_t second;
    std::uint32_t edge;

    // The nearest first; of equals those with the lower numbers.
    friend bool operator<(const candidate& a, const candidate& b) {
      if (a.distance != b.distance) return a.distance > b.distance;
      return a.first != b.first ? a.first > b.first : a.second > b.second;
    }
  };

  void merge(const candidate& best) {
    const auto made = static_cast<std::uint32_t>(row_.size());
    const auto size_of = [&](std::uint32_t c) { return c < tree.leaves ? 1U : tree.merges[c - tree.leaves].size; };
    tree.merges.push_back({best.first, best.second, linkage_.height(best.distance), size_of(best.first) + size_of(best.second)});
    forest.emplace_back(problem_.source[best.edge], problem_.target[best.edge]);
    alive_[best.first] = alive_[best.second] = false;
    alive_.push_back(true);
    row_.push_back(joined_row(best.first, best.second));
    linkage_.merge(best.first, best.second, made);
    for (const neighbour& n : row_.back()) {
      row_[n.cluster].push_back({made, n.link});  // numbers rise: the row stays sorted
      queue_.push({linkage_.distance(n.cluster, made), n.cluster, made, n.link.edge});
    }
  }

  /// The neighbours of both, sorted, without those that are merged already. The rows of the two are given up.
  std::vector<neighbour> joined_row(std::uint32_t a, std::uint32_t b) {
    std::vector<neighbour> row;
    row.reserve(row_[a].size() + row_[b].size());
    auto i = row_[a].begin();
    auto j = row_[b].begin();
    const auto take = [&](const neighbour& n) {
      if (!alive_[n.cluster]) return;
      if (!row.empty() && row.back().cluster == n.cluster)
        row.back().link.join(n.link);
      else
        row.push_back(n);
    };
    while (i != row_[a].end() || j != row_[b].end()) {
      const bool from_a = j == row_[b].end() || (i != row_[a].end() && i->cluster <= j->cluster);
      take(from_a ? *i++ : *j++);
    }
    std::vector<neighbour>().swap(row_[a]);
    std::vector<neighbour>().swap(row_[b]);
    return row;
  }

  const region_problem& problem_;
  Linkage& linkage_;
  std::vector<std::vector<neighbour>> row_;  // by cluster; may hold clusters that are merged already
  std::vector<bool> alive_;
  std::priority_queue<candidate> queue_;
};

}  // namespace coopgraph::detail
