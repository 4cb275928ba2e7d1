// SPDX-License-Identifier: BSL-1.0
#include "clustering/pair_strengths.hpp"
#include "clustering/partition_sums.hpp"

#include <coopgraph/clustering/core_periphery.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr const char* name = "coreness";
using vector = std::vector<double>;

void check(const coreness_options& options) {
  if (!(options.tolerance > 0.0 && std::isfinite(options.tolerance)))
    throw option_error(name, "tolerance", to_text(options.tolerance), "a finite number above 0");
  if (options.max_iterations == 0) throw option_error(name, "max_iterations", "0", "1 or more");
}

/// Sums over vertices, and over pairs i < j of the products p = c(i) c(j).
struct product_sums {
  double c = 0.0;
  double squares = 0.0;
  double p = 0.0;
  double p_squares = 0.0;
  double a_p = 0.0;  // with the strengths

  /// The sum of (p - mean p)^2 over so many pairs; 0 if it is no more than rounding.
  [[nodiscard]] double deviation(double pairs) const {
    const double d = p_squares - p * (p / pairs);
    return d > 1e-13 * p_squares ? d : 0.0;
  }
};

class coreness_fitting {
 public:
  coreness_fitting(const pair_strengths& pairs, const coreness_options& options) : pairs_(pairs), options_(options) {
    // Strengths beside the greatest, and scores whose products have the right sums: s(i) s(j) / 2W.
    const double scale = 1.0 / std::sqrt(2.0 * strength(pairs.total));
    for (const std::int64_t s : pairs.of_vertex) c_.push_back(strength(s) * scale);
    mean_ = strength(pairs.total) / pairs.pairs();
  }

  void run(coreness_result& result) {
    for (std::size_t sweep = 0; sweep < options_.max_iterations; ++sweep) {
      fit_length();
      result.residual = improve_all();
      ++result.iterations;
      result.converged = result.residual <= options_.tolerance;
      if (result.converged) break;
      if (options_.run.progress && sweep % 64 == 0)
        options_.run.progress(static_cast<double>(sweep) / static_cast<double>(options_.max_iterations));
    }
    normalise();
    const product_sums sums = summed();
    const double deviation = sums.deviation(pairs_.pairs()) * squared_deviation(pairs_);
    if (deviation > 0.0) {
      const double covariance = (sums.a_p - mean_ * sums.p) * static_cast<double>(pairs_.greatest);
      result.correlation = std::clamp(covariance / std::sqrt(deviation), -1.0, 1.0);
    } else {
      result.why_undefined = "all scores are the same";
    }
    result.score.values = std::move(c_);
  }

 private:
  [[nodiscard]] double strength(std::int64_t s) const { return static_cast<double>(s) / static_cast<double>(pairs_.greatest); }

  void pause() {
    constexpr std::size_t steps = 1024;
    if (steps_++ % steps == 0 && options_.run.stop.stop_requested()) throw cancelled();
  }

  [[nodiscard]] product_sums summed() const {
    product_sums sums;
    double fourth = 0.0;
    for (vertex_id v = 0; v < c_.size(); ++v) {
      const double square = c_[v] * c_[v];
      sums.c += c_[v];
      sums.squares += square;
      fourth += square * square;
      double along = 0.0;
      pairs_.each_tie(v, [&](vertex_id w, std::int64_t s) { along += w > v ? strength(s) * c_[w] : 0.0; });
      sums.a_p += along * c_[v];
    }
    sums.p = (sums.c * sums.c - sums.squares) / 2.0;
    sums.p_squares = (sums.squares * sums.squares - fourth) / 2.0;
    return sums;
  }

  /// The best length of c.
  void fit_length() {
    const product_sums sums = summed();
    if (!(sums.a_p > 0.0 && sums.p_squares > 0.0)) return;
    const double factor = std::sqrt(sums.a_p / sums.p_squares);
    for (double& c : c_) c *= factor;
  }

  /// Each score in turn. The greatest change beside the greatest score.
  double improve_all() {
    double squares = 0.0;
    for (const double c : c_) squares += c * c;
    double change = 0.0;
    double greatest = 0.0;
    for (vertex_id v = 0; v < c_.size(); ++v) {
      pause();
      double along = 0.0;
      pairs_.each_tie(v, [&](vertex_id w, std::int64_t s) { along += strength(s) * c_[w]; });
      const double other_squares = squares - c_[v] * c_[v];
      if (!(other_squares > 1e-14 * squares)) continue;  // v is all there is: nothing to fit it by
      const double best = along / other_squares;
      change = std::max(change, std::fabs(best - c_[v]));
      c_[v] = best;
      greatest = std::max(greatest, best);
      squares = other_squares + best * best;
    }
    return greatest > 0.0 ? change / greatest : 0.0;
  }

  void normalise() {
    double squares = 0.0;
    for (const double c : c_) squares += c * c;
    if (!(squares > 0.0)) return;
    const double norm = std::sqrt(squares);
    for (double& c : c_) c /= norm;
  }

  const pair_strengths& pairs_;
  const coreness_options& options_;
  vector c_;
  double mean_ = 0.0;
  std::size_t steps_ = 0;
};

void find_core(const pair_strengths& pairs, coreness_result& result) {
  std::vector<vertex_id> order(pairs.vertices());
  std::iota(order.begin(), order.end(), vertex_id{0});
  const vector& c = result.score.values;
  std::sort(order.begin(), order.end(), [&](vertex_id a, vertex_id b) { return c[a] != c[b] ? c[a] > c[b] : a < b; });
  const auto parts = [&](std::size_t size) { return c[order[size]] < c[order[size - 1]] * (1.0 - 1e-9); };
  order.resize(best_touching_prefix(pairs, order, parts).size);
  std::sort(order.begin(), order.end());
  result.core = std::move(order);
}

}  // namespace

coreness_result coreness_of(const undirected_view& graph, const edge_strengths* strengths, const coreness_options& options) {
  check(options);
  partition_measures::check_strengths(name, strengths, graph.edges());
  const pair_strengths pairs = make_pair_strengths(graph, strengths);
  coreness_result result;
  result.why_undefined = why_no_pattern(pairs);
  if (result.why_undefined.empty()) {
    coreness_fitting(pairs, options).run(result);
    find_core(pairs, result);
  } else {
    result.converged = true;
    result.score.values.assign(pairs.vertices(), 0.0);
    for (vertex_id v = 0; v < pairs.vertices(); ++v) result.score.undefined.push_back({v, result.why_undefined});
  }
  std::vector<std::uint32_t> label(pairs.vertices(), 0);
  for (const vertex_id v : result.core) label[v] = 1;
  result.partition = make_partition(label);
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace coopgraph::detail
