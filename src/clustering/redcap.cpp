// SPDX-License-Identifier: BSL-1.0
#include "clustering/neighbour_merging.hpp"
#include "clustering/region_problem.hpp"
#include "clustering/region_tree.hpp"
#include "clustering/region_watch.hpp"

#include <coopgraph/clustering/redcap.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <queue>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

/// By the edges between two clusters. What lies between two others is the same after a merge as before: only the row of the
/// cluster with fewer neighbours is gone through, so that a large one that takes in unit after unit costs no more than these.
class border_merging {
 public:
  border_merging(const region_problem& problem, const redcap_options& options)
      : problem_(problem), linkage_(options.linkage), row_(problem.units) {
    for (std::uint32_t e = 0; e < problem.edges(); ++e) {
      const double length = problem.dissimilarity(problem.source[e], problem.target[e], options.dissimilarity);
      tie(problem.source[e], problem.target[e], {length, length, length, 1, e, 0});
    }
  }

  [[nodiscard]] std::vector<tree_edge> run(region_watch& watch) {
    std::vector<tree_edge> forest;
    const std::size_t all = problem_.units - problem_.components();
    while (!queue_.empty()) {
      const candidate best = queue_.top();
      queue_.pop();
      const auto found = row_[best.first].find(best.second);
      if (found == row_[best.first].end() || found->second.version != best.version) continue;
      forest.emplace_back(problem_.source[best.edge], problem_.target[best.edge]);
      if (forest.size() % 64 == 0) watch.tell(forest.size(), all + 1);
      const bool first_is_larger = row_[best.first].size() >= row_[best.second].size();
      merge(first_is_larger ? best.first : best.second, first_is_larger ? best.second : best.first);
    }
    return forest;
  }

 private:
  struct border {
    double least = 0.0;  // of the lengths of its edges
    double most = 0.0;
    double sum = 0.0;
    std::uint32_t count = 0;
    std::uint32_t edge = 0;  // a shortest one; of several the first
    std::uint32_t version = 0;
  };
  struct candidate {
    double distance;
    std::uint32_t edge;
    std::uint32_t first;
    std::uint32_t second;
    std::uint32_t version;

    // The nearest first; of equals that with the first edge.
    friend bool operator<(const candidate& a, const candidate& b) {
      return a.distance != b.distance ? a.distance > b.distance : a.edge > b.edge;
    }
  };

  [[nodiscard]] double distance(const border& b) const {
    switch (linkage_) {
      case redcap_linkage::single:
        return b.least;
      case redcap_linkage::average:
        return b.sum / b.count;
      case redcap_linkage::complete:
        break;
    }
    return b.most;
  }

  void tie(std::uint32_t a, std::uint32_t b, border one) {
    one.version = ++versions_;
    row_[a].insert_or_assign(b, one);
    row_[b].insert_or_assign(a, one);
    queue_.push({distance(one), one.edge, a, b, one.version});
  }

  /// The second becomes part of the first.
  void merge(std::uint32_t into, std::uint32_t gone) {
    row_[into].erase(gone);
    for (const auto& [other, one] : row_[gone]) {
      if (other == into) continue;
      row_[other].erase(gone);
      border joined = one;
      if (const auto known = row_[into].find(other); known != row_[into].end()) {
        const border& b = known->second;
        if (b.least < joined.least || (b.least == joined.least && b.edge < joined.edge)) joined.edge = b.edge;
        joined.least = std::min(joined.least, b.least);
        joined.most = std::max(joined.most, b.most);
        joined.sum += b.sum;
        joined.count += b.count;
      }
      tie(into, other, joined);
    }
    row_[gone].clear();
  }

  const region_problem& problem_;
  redcap_linkage linkage_;
  std::vector<std::map<std::uint32_t, border>> row_;  // by cluster, which has the name of one of its units
  std::priority_queue<candidate> queue_;
  std::uint32_t versions_ = 0;
};

/// By all pairs of units: a table of the distances of clusters, in which one that is made takes the place of the first of its
/// two.
class full_order {
 public:
  full_order(const region_problem& problem, const redcap_options& options, const region_watch& watch)
      : problem_(problem), options_(options), watch_(watch), table_(problem.units * (problem.units - 1) / 2) {
    for (vertex_id u = 0; u < problem.units; ++u) {
      watch.check_stop();
      for (vertex_id v = 0; v < u; ++v) at(u, v) = problem.dissimilarity(v, u, options.dissimilarity);
      place_.push_back(u);
      living_.push_back(u);
      size_.push_back(1.0);
    }
  }

  [[nodiscard]] double length(std::uint32_t edge) const {
    return problem_.dissimilarity(problem_.source[edge], problem_.target[edge], options_.dissimilarity);
  }
  [[nodiscard]] double distance(std::uint32_t a, std::uint32_t b) { return at(place_[a], place_[b]); }
  [[nodiscard]] static double height(double distance) { return distance; }

  void merge(std::uint32_t a, std::uint32_t b, std::uint32_t) {
    watch_.check_stop();
    const std::uint32_t here = place_[a];
    const std::uint32_t gone = place_[b];
    living_.erase(std::lower_bound(living_.begin(), living_.end(), gone));
    const double share = size_[a] / (size_[a] + size_[b]);
    for (const std::uint32_t other : living_)
      if (other != here) at(here, other) = joined(at(here, other), at(gone, other), share);
    place_.push_back(here);
    size_.push_back(size_[a] + size_[b]);
  }

 private:
  [[nodiscard]] double& at(std::size_t i, std::size_t j) {
    if (i < j) std::swap(i, j);
    return table_[i * (i - 1) / 2 + j];
  }
  [[nodiscard]] double joined(double x, double y, double share) const {
    switch (options_.linkage) {
      case redcap_linkage::single:
        return std::min(x, y);
      case redcap_linkage::average:
        return share * x + (1.0 - share) * y;
      case redcap_linkage::complete:
        break;
    }
    return std::max(x, y);
  }

  const region_problem& problem_;
  const redcap_options& options_;
  const region_watch& watch_;
  std::vector<double> table_;          // by two places, the lower triangle
  std::vector<std::uint32_t> place_;   // by cluster
  std::vector<std::uint32_t> living_;  // places in use, sorted
  std::vector<double> size_;           // by cluster: its units
};

std::vector<tree_edge> grown_forest(const region_problem& problem, const redcap_options& options, region_watch& watch) {
  if (options.order == redcap_order::full) {
    full_order linkage(problem, options, watch);
    neighbour_merging<full_order> merging(problem, linkage);
    merging.run(watch);
    return std::move(merging.forest);
  }
  if (options.linkage == redcap_linkage::single) return minimum_spanning_forest_of(problem, options.dissimilarity, watch);
  return border_merging(problem, options).run(watch);
}

}  // namespace

contiguous_regions redcap_of(const undirected_view& contiguity, const unit_attributes& attributes,
                             const redcap_options& options) {
  region_watch watch(options.run);
  const region_demand demand{"redcap", options.clusters, &options.floor, options.standardize, options.islands, &options.run};
  const region_problem problem = make_region_problem(contiguity, attributes, demand);
  if (options.order == redcap_order::full && problem.units > options.most_units)
    throw limit_error("redcap: full order takes a table of all pairs of " + to_text(problem.units) +
                      " units; most_units allows " + to_text(options.most_units));
  if (auto refusal = proven_infeasible(problem, demand)) return *refusal;

  std::vector<tree_edge> forest = grown_forest(problem, options, watch);
  std::sort(forest.begin(), forest.end());
  constexpr auto squared = region_dissimilarity::squared_euclidean;
  const auto labels = cut_forest(problem, forest, options.clusters, squared, watch);
  contiguous_regions result = describe_regions(problem, labels, squared);
  note_missing_clusters(result, demand);
  watch.finish();
  return result;
}

}  // namespace coopgraph::detail
