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
#include <vector>

namespace coopgraph::detail {
namespace {

/// By the edges between two clusters.
class first_order {
 public:
  first_order(const region_problem& problem, const redcap_options& options) : problem_(problem), options_(options) {}

  [[nodiscard]] double length(std::uint32_t edge) const {
    return problem_.dissimilarity(problem_.source[edge], problem_.target[edge], options_.dissimilarity);
  }
  [[nodiscard]] double distance(std::uint32_t, std::uint32_t, const cluster_link& link) const {
    switch (options_.linkage) {
      case redcap_linkage::single:
        return link.least;
      case redcap_linkage::average:
        return link.sum / link.count;
      case redcap_linkage::complete:
        break;
    }
    return link.most;
  }
  [[nodiscard]] static double height(double distance) { return distance; }
  void merge(std::uint32_t, std::uint32_t, std::uint32_t) const {}

 private:
  const region_problem& problem_;
  const redcap_options& options_;
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
  [[nodiscard]] double distance(std::uint32_t a, std::uint32_t b, const cluster_link&) { return at(place_[a], place_[b]); }
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

template <class Linkage>
std::vector<tree_edge> grown_forest(const region_problem& problem, Linkage linkage, region_watch& watch) {
  neighbour_merging<Linkage> merging(problem, linkage);
  merging.run(watch);
  std::sort(merging.forest.begin(), merging.forest.end());
  return std::move(merging.forest);
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

  std::vector<tree_edge> forest;
  if (options.order == redcap_order::full)
    forest = grown_forest(problem, full_order(problem, options, watch), watch);
  else if (options.linkage == redcap_linkage::single)
    forest = minimum_spanning_forest_of(problem, options.dissimilarity, watch);
  else
    forest = grown_forest(problem, first_order(problem, options), watch);
  constexpr auto squared = region_dissimilarity::squared_euclidean;
  const auto labels = cut_forest(problem, forest, options.clusters, squared, watch);
  contiguous_regions result = describe_regions(problem, labels, squared);
  note_missing_clusters(result, demand);
  watch.finish();
  return result;
}

}  // namespace coopgraph::detail
