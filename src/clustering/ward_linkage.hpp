// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "clustering/neighbour_merging.hpp"
#include "clustering/region_problem.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// By how much the within sum of squares rises, for neighbour_merging.
class ward_linkage {
 public:
  explicit ward_linkage(const region_problem& problem)
      : problem_(problem), columns_(problem.columns), mean_(problem.x), size_(problem.units, 1.0) {
    mean_.reserve(2 * mean_.size());
  }

  [[nodiscard]] double length(std::uint32_t edge) const {
    return problem_.dissimilarity(problem_.source[edge], problem_.target[edge], region_dissimilarity::squared_euclidean);
  }
  [[nodiscard]] double distance(std::uint32_t a, std::uint32_t b) const {
    const double* const x = mean_.data() + a * columns_;
    const double* const y = mean_.data() + b * columns_;
    double squares = 0.0;
    for (std::size_t j = 0; j < columns_; ++j) squares += (x[j] - y[j]) * (x[j] - y[j]);
    return size_[a] * size_[b] / (size_[a] + size_[b]) * squares;
  }
  [[nodiscard]] static double height(double distance) { return std::sqrt(2.0 * distance); }

  void merge(std::uint32_t a, std::uint32_t b, std::uint32_t) {
    const double size = size_[a] + size_[b];
    for (std::size_t j = 0; j < columns_; ++j)
      mean_.push_back((size_[a] * mean_[a * columns_ + j] + size_[b] * mean_[b * columns_ + j]) / size);
    size_.push_back(size);
  }

 private:
  const region_problem& problem_;
  std::size_t columns_;
  std::vector<double> mean_;  // by cluster
  std::vector<double> size_;
};

/// The dendrogram of Ward's merges of neighbours.
[[nodiscard]] inline dendrogram ward_tree(const region_problem& problem, region_watch& watch) {
  ward_linkage linkage(problem);
  neighbour_merging<ward_linkage> merging(problem, linkage);
  merging.run(watch);
  return std::move(merging.tree);
}

}  // namespace coopgraph::detail
