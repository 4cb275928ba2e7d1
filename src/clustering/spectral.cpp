// SPDX-License-Identifier: BSL-1.0
#include "clustering/k_means.hpp"
#include "clustering/leading_eigenpairs.hpp"
#include "clustering/normalized_rows.hpp"
#include "clustering/partition_sums.hpp"

#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/clustering/spectral.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace coopgraph::detail {
namespace {

using vector = std::vector<double>;
constexpr const char* name = "spectral_clustering";
constexpr double rounding = 1e-12;  // of eigenvalues, and of a cut beside another

void check(const spectral_options& options, std::size_t n) {
  const auto refuse = [](const char* parameter, std::string value, std::string allowed) {
    throw option_error(name, parameter, std::move(value), std::move(allowed));
  };
  if (options.clusters == 0) refuse("clusters", "0", "1 or more");
  if (options.clusters > n && n > 0)
    refuse("clusters", to_text(options.clusters), "up to " + to_text(n) + ", the number of vertices");
  if (options.embedding != spectral_embedding::ng_jordan_weiss && options.embedding != spectral_embedding::shi_malik)
    refuse("embedding", to_text(static_cast<int>(options.embedding)), "ng_jordan_weiss or shi_malik");
  if (options.starts == 0) refuse("starts", "0", "1 or more");
  if (!(options.tolerance > 0.0 && std::isfinite(options.tolerance)))
    refuse("tolerance", to_text(options.tolerance), "a finite number above 0");
  if (options.max_iterations == 0) refuse("max_iterations", "0", "1 or more");
}

/// An eigenpair of one component.
struct component_pair {
  double eigenvalue = 0.0;
  double residual = 0.0;
  std::size_t component = 0;
  std::size_t index = 0;  // among the component's, without the first
};

/// The eigenvector of 0: sqrt(d) of length 1.
vector first_vector(std::span<const double> roots) {
  const double largest = *std::max_element(roots.begin(), roots.end());
  double square = 0.0;
  for (const double r : roots) square += r / largest * (r / largest);
  const double norm = std::sqrt(square);
  vector u;
  u.reserve(roots.size());
  for (const double r : roots) u.push_back(r / largest / norm);
  return u;
}

double first_residual(const symmetric_rows& rows, std::span<const double> u) {
  double square = 0.0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    double image = 0.0;
    for (std::uint64_t at = rows.offset[i]; at < rows.offset[i + 1]; ++at) image += rows.value[at] * u[rows.column[at]];
    square += (image - u[i]) * (image - u[i]);
  }
  return std::sqrt(square);
}

class spectral_search {
 public:
  spectral_search(const undirected_view& graph, const edge_strengths* strengths, const spectral_options& options)
      : graph_(graph),
        strengths_(strengths),
        options_(options),
        pool_(quiet(options.run)),
        rows_(make_normalized_rows(graph, strengths)),
        label_(graph.vertices(), 0) {}

  spectral_result run() {
    result_.isolated = rows_.isolated;
    result_.components = rows_.components();
    const std::size_t k = options_.clusters;
    if (rows_.vertex.size() < k && graph_.vertices() > 0) result_.status = spectral_status::fewer_vertices;
    if (rows_.components() > k) result_.status = spectral_status::more_components;

    if (result_.status == spectral_status::more_components) {
      keep_components();
    } else if (!rows_.vertex.empty()) {
      solve();
      choose();
      if (result_.status == spectral_status::found)
        group();
      else
        for (const vertex_id v : rows_.vertex) label_[v] = next_label_++;
    }
    for (const vertex_id v : rows_.isolated) label_[v] = next_label_++;
    finish();
    return std::move(result_);
  }

 private:
  static execution quiet(execution run) {
    run.progress = nullptr;  // told of here, not by loops
    return run;
  }
  void tell(double share) const {
    if (options_.run.progress) options_.run.progress(share);
  }

  void keep_components() {
    for (std::size_t c = 0; c < rows_.components(); ++c) {
      for (std::size_t i = rows_.first[c]; i < rows_.first[c + 1]; ++i) label_[rows_.vertex[i]] = next_label_;
      ++next_label_;
      result_.eigenvalues.push_back(0.0);
      result_.residuals.push_back(first_residual(rows_.rows_of(c), first_vector(rows_.roots_of(c))));
    }
    result_.eigengap = 0.0;
    result_.ambiguous = true;
  }

  /// What each component may contribute: its least pairs, one more than there are clusters for, lest the gap be missed.
  void solve() {
    const std::size_t spare = std::min(options_.clusters, rows_.vertex.size()) - rows_.components();
    for (std::size_t c = 0; c < rows_.components(); ++c) {
      pool_.check_stop();
      first_.push_back(first_vector(rows_.roots_of(c)));
      const double done = static_cast<double>(rows_.first[c]) / static_cast<double>(rows_.vertex.size());
      const double share = static_cast<double>(rows_.size(c)) / static_cast<double>(rows_.vertex.size());
      eigenpair_limits limits{options_.tolerance, options_.max_iterations, options_.seed, {}};
      limits.each_iteration = [&, done, share](std::size_t i) {
        const auto part = static_cast<double>(i);
        tell_rising(0.8 * (done + share * part / (part + 200.0)));
      };
      const std::size_t wanted = std::min(spare + 1, rows_.size(c) - 1);
      pairs_.push_back(leading_eigenpairs(pool_, rows_.rows_of(c), first_.back(), wanted, limits));
      result_.iterations = std::max(result_.iterations, pairs_.back().iterations);
    }
    tell_rising(0.8);
  }

  void tell_rising(double share) {
    if (share <= told_) return;
    told_ = share;
    tell(share);
  }

  /// Which pairs are the least of all, and with them how many clusters each component gets.
  void choose() {
    const std::size_t components = rows_.components();
    clusters_of_.assign(components, 1);
    std::vector<component_pair> all;
    for (std::size_t c = 0; c < components; ++c) {
      result_.eigenvalues.push_back(0.0);
      result_.residuals.push_back(first_residual(rows_.rows_of(c), first_[c]));
      for (std::size_t j = 0; j < pairs_[c].count; ++j)
        all.push_back({std::clamp(1.0 - pairs_[c].value[j], 0.0, 2.0), pairs_[c].residual[j], c, j});
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.eigenvalue < b.eigenvalue; });
    const std::size_t k = std::min(options_.clusters, rows_.vertex.size());
    for (std::size_t i = 0; i < all.size() && i + components <= k; ++i) {
      result_.eigenvalues.push_back(all[i].eigenvalue);
      result_.residuals.push_back(all[i].residual);
      if (i + components == k) break;
      ++clusters_of_[all[i].component];
      chosen_.push_back(all[i]);
    }
    if (result_.eigenvalues.size() > k) {
      result_.eigengap = result_.eigenvalues[k] - result_.eigenvalues[k - 1];
      result_.ambiguous = *result_.eigengap <= result_.residuals[k] + result_.residuals[k - 1] + rounding;
    }
    for (const double r : result_.residuals) result_.converged = result_.converged && r <= options_.tolerance;
    if (result_.status == spectral_status::found) keep_vectors();
  }

  void keep_vectors() {
    const std::size_t k = options_.clusters;
    result_.eigenvectors.assign(graph_.vertices() * k, 0.0);
    for (std::size_t c = 0; c < rows_.components(); ++c)
      for (std::size_t i = 0; i < rows_.size(c); ++i) result_.eigenvectors[vertex_at(c, i) * k + c] = first_[c][i];
    for (std::size_t j = 0; j < chosen_.size(); ++j) {
      const auto& pair = chosen_[j];
      fix_sign(pair);
      const eigenpairs& of = pairs_[pair.component];
      for (std::size_t i = 0; i < rows_.size(pair.component); ++i)
        result_.eigenvectors[vertex_at(pair.component, i) * k + rows_.components() + j] = of.vectors[i * of.count + pair.index];
    }
  }

  [[nodiscard]] vertex_id vertex_at(std::size_t component, std::size_t i) const {
    return rows_.vertex[rows_.first[component] + i];
  }

  /// The greatest entry is above 0; of those that are as great up to rounding, the first.
  void fix_sign(const component_pair& pair) {
    eigenpairs& of = pairs_[pair.component];
    double greatest = 0.0;
    const auto entry = [&](std::size_t i) -> double& { return of.vectors[i * of.count + pair.index]; };
    for (std::size_t i = 0; i < rows_.size(pair.component); ++i) greatest = std::max(greatest, std::fabs(entry(i)));
    std::size_t first = 0;
    while (std::fabs(entry(first)) < greatest * (1.0 - 1e-6)) ++first;
    if (entry(first) > 0.0) return;
    for (std::size_t i = 0; i < rows_.size(pair.component); ++i) entry(i) = 0.0 - entry(i);
  }

  void group() {
    for (std::size_t c = 0; c < rows_.components(); ++c) {
      const std::vector<std::uint32_t> labels = grouped(c);
      for (std::size_t i = 0; i < labels.size(); ++i) label_[vertex_at(c, i)] = next_label_ + labels[i];
      next_label_ += static_cast<std::uint32_t>(clusters_of_[c]);
      const auto done = static_cast<double>(rows_.first[c + 1]) / static_cast<double>(rows_.vertex.size());
      tell_rising(0.8 + 0.19 * done);
    }
  }

  /// The best of several starts.
  std::vector<std::uint32_t> grouped(std::size_t c) {
    const std::size_t clusters = clusters_of_[c];
    if (clusters == 1) return std::vector<std::uint32_t>(rows_.size(c), 0);
    vector weight(rows_.size(c), 1.0);
    const vector position = embedded(c, weight);
    const weighted_points points{clusters, position, weight};
    std::vector<std::uint32_t> best;
    double least = std::numeric_limits<double>::max();
    for (std::size_t start = 0; start < options_.starts; ++start) {
      auto found = k_means(pool_, points, clusters, options_.seed, start);
      const double cut = cut_within(c, found.label, clusters);
      if (cut >= least * (1.0 - rounding)) continue;
      least = cut;
      best = std::move(found.label);
    }
    return best;
  }

  vector embedded(std::size_t c, vector& weight) const {
    const std::size_t clusters = clusters_of_[c];
    const auto roots = rows_.roots_of(c);
    const double largest = *std::max_element(roots.begin(), roots.end());
    const bool by_walk = options_.embedding == spectral_embedding::shi_malik;
    vector position(rows_.size(c) * clusters);
    for (std::size_t i = 0; i < rows_.size(c); ++i) {
      double* const row = position.data() + i * clusters;
      row[0] = first_[c][i];
      for (std::size_t j = 0; j + 1 < clusters; ++j) row[j + 1] = pairs_[c].vectors[i * pairs_[c].count + j];
      double scale = std::max(roots[i] / largest, 1e-100);  // squares of both stay in range
      if (by_walk) {
        weight[i] = scale * scale;
      } else {
        const double greatest =
            std::fabs(*std::max_element(row, row + clusters, [](double a, double b) { return std::fabs(a) < std::fabs(b); }));
        double square = 0.0;
        for (std::size_t j = 0; j < clusters; ++j) square += row[j] / greatest * (row[j] / greatest);
        scale = greatest * std::sqrt(square);
      }
      for (std::size_t j = 0; j < clusters; ++j) row[j] /= scale;
    }
    return position;
  }

  /// The normalised cut of a component's own clusters.
  [[nodiscard]] double cut_within(std::size_t c, const std::vector<std::uint32_t>& label, std::size_t clusters) const {
    const symmetric_rows rows = rows_.rows_of(c);
    const auto roots = rows_.roots_of(c);
    const double largest = *std::max_element(roots.begin(), roots.end());
    vector cut(clusters, 0.0);
    vector volume(clusters, 0.0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double own = roots[i] / largest;
      volume[label[i]] += own * own;
      for (std::uint64_t at = rows.offset[i]; at < rows.offset[i + 1]; ++at)
        if (label[rows.column[at]] != label[i]) cut[label[i]] += rows.value[at] * own * (roots[rows.column[at]] / largest);
    }
    double all = 0.0;
    for (std::size_t l = 0; l < clusters; ++l) all += volume[l] > 0.0 ? cut[l] / volume[l] : 1.0;
    return all;
  }

  void finish() {
    result_.partition = make_partition(label_);
    partition_measures::with_sums(graph_, strengths_, result_.partition, [&](const auto& sums) {
      for (const auto& cluster : sums.clusters) {
        const double volume = partition_measures::twice_and(cluster.internal, cluster.leaving);
        if (volume > 0.0) result_.normalized_cut += partition_measures::value(cluster.leaving) / volume;
      }
    });
    result_.modularity = modularity_of(graph_, strengths_, result_.partition, modularity_options{});
    tell(1.0);
  }

  const undirected_view& graph_;
  const edge_strengths* strengths_;
  const spectral_options& options_;
  thread_pool pool_;
  normalized_rows rows_;
  std::vector<vector> first_;      // by component: the eigenvector of 0
  std::vector<eigenpairs> pairs_;  // by component: the others
  std::vector<component_pair> chosen_;
  std::vector<std::size_t> clusters_of_;
  std::vector<std::uint32_t> label_;
  std::uint32_t next_label_ = 0;
  double told_ = 0.0;
  spectral_result result_;
};

}  // namespace

spectral_result spectral_clustering_of(const undirected_view& graph, const edge_strengths* strengths,
                                       const spectral_options& options) {
  check(options, graph.vertices());
  partition_measures::check_strengths(name, strengths, graph.edges());
  return spectral_search(graph, strengths, options).run();
}

}  // namespace coopgraph::detail
