// SPDX-License-Identifier: BSL-1.0
#include "clustering/k_means.hpp"

#include <coopgraph/core/random.hpp>

#include <algorithm>
#include <limits>

namespace coopgraph::detail {
namespace {

constexpr std::size_t points_in_a_chunk = 1024;
constexpr std::size_t most_steps = 300;
constexpr std::size_t unmoved_share = 1000;

using vector = std::vector<double>;

double squared_distance(const double* a, const double* b, std::size_t d) {
  double sum = 0.0;
  for (std::size_t j = 0; j < d; ++j) sum += (a[j] - b[j]) * (a[j] - b[j]);
  return sum;
}

class grouping {
 public:
  grouping(thread_pool& pool, const weighted_points& points, std::size_t clusters)
      : pool_(pool),
        points_(points),
        clusters_(clusters),
        centre_(clusters * points.dimensions),
        distance_(points.size(), std::numeric_limits<double>::max()) {
    result_.label.assign(points.size(), 0);
  }

  k_means_result run(random_stream random) {
    draw_centres(random);
    assign();
    fill_empty();
    while (result_.steps < most_steps) {
      ++result_.steps;
      move_centres();
      const std::size_t moved = assign();
      if (!fill_empty() && moved <= points_.size() / unmoved_share) break;
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] const double* point(std::size_t i) const { return points_.position.data() + i * points_.dimensions; }
  [[nodiscard]] double* centre(std::size_t c) { return centre_.data() + c * points_.dimensions; }

  /// A point with a chance proportional to its share; any if all shares are 0.
  template <class Share>
  std::size_t drawn(random_stream& random, const Share& share) {
    double all = 0.0;
    for (std::size_t i = 0; i < points_.size(); ++i) all += share(i);
    if (!(all > 0.0)) return static_cast<std::size_t>(random.below(points_.size()));
    const double aim = random.uniform() * all;
    double sum = 0.0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < points_.size(); ++i) {
      const double s = share(i);
      if (!(s > 0.0)) continue;
      sum += s;
      last = i;
      if (sum > aim) break;
    }
    return last;
  }

  void draw_centres(random_stream& random) {
    for (std::size_t c = 0; c < clusters_; ++c) {
      const std::size_t chosen = c == 0 ? drawn(random, [&](std::size_t i) { return points_.weight[i]; })
                                        : drawn(random, [&](std::size_t i) { return points_.weight[i] * distance_[i]; });
      std::copy_n(point(chosen), points_.dimensions, centre(c));
      parallel_for(pool_, points_.size(), points_in_a_chunk, [&](index_range range) {
        for (std::size_t i = range.first; i < range.last; ++i)
          distance_[i] = std::min(distance_[i], squared_distance(point(i), centre(c), points_.dimensions));
      });
    }
  }

  /// Each point to its nearest centre. How many labels changed.
  std::size_t assign() {
    return parallel_reduce(
        pool_, points_.size(), points_in_a_chunk, std::size_t{0},
        [&](index_range range) {
          std::size_t changed = 0;
          for (std::size_t i = range.first; i < range.last; ++i) {
            std::uint32_t best = 0;
            double least = std::numeric_limits<double>::max();
            for (std::size_t c = 0; c < clusters_; ++c) {
              const double d = squared_distance(point(i), centre(c), points_.dimensions);
              if (d >= least) continue;
              least = d;
              best = static_cast<std::uint32_t>(c);
            }
            changed += best != result_.label[i] ? 1U : 0U;
            result_.label[i] = best;
            distance_[i] = least;
          }
          return changed;
        },
        [](std::size_t a, std::size_t b) { return a + b; });
  }

  /// Whether there were empty clusters.
  bool fill_empty() {
    std::vector<std::size_t> size(clusters_, 0);
    for (const std::uint32_t c : result_.label) ++size[c];
    bool filled = false;
    for (std::uint32_t c = 0; c < clusters_; ++c) {
      if (size[c] > 0) continue;
      std::size_t farthest = points_.size();
      for (std::size_t i = 0; i < points_.size(); ++i)
        if (size[result_.label[i]] > 1 && (farthest == points_.size() || distance_[i] > distance_[farthest])) farthest = i;
      --size[result_.label[farthest]];
      size[c] = 1;
      result_.label[farthest] = c;
      distance_[farthest] = 0.0;
      filled = true;
    }
    return filled;
  }

  void move_centres() {
    const std::size_t d = points_.dimensions;
    const std::size_t width = d + 1;  // the sum of weights after the sums by coordinate
    const vector sums = parallel_reduce(
        pool_, points_.size(), points_in_a_chunk, vector(clusters_ * width, 0.0),
        [&](index_range range) {
          vector part(clusters_ * width, 0.0);
          for (std::size_t i = range.first; i < range.last; ++i) {
            double* const own = part.data() + result_.label[i] * width;
            for (std::size_t j = 0; j < d; ++j) own[j] += points_.weight[i] * point(i)[j];
            own[d] += points_.weight[i];
          }
          return part;
        },
        [](vector a, const vector& b) {
          for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
          return a;
        });
    for (std::size_t c = 0; c < clusters_; ++c)
      for (std::size_t j = 0; j < d; ++j) centre(c)[j] = sums[c * width + j] / sums[c * width + d];
  }

  thread_pool& pool_;
  const weighted_points& points_;
  std::size_t clusters_;
  vector centre_;
  vector distance_;  // squared, of each point from its centre
  k_means_result result_;
};

}  // namespace

k_means_result k_means(thread_pool& pool, const weighted_points& points, std::size_t clusters, std::uint64_t seed,
                       std::uint64_t start) {
  return grouping(pool, points, clusters).run(random_stream(seed, "spectral.k_means", start));
}

}  // namespace coopgraph::detail
