// SPDX-License-Identifier: BSL-1.0
#include "centrality/perron.hpp"

#include <coopgraph/centrality/katz.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

namespace coopgraph::detail {
namespace {

void check(const katz_options& options, std::size_t n) {
  const auto refuse = [](const char* parameter, std::string value, std::string allowed) {
    throw option_error("katz", parameter, std::move(value), std::move(allowed));
  };
  const auto not_negative = [](double x) { return x >= 0.0 && std::isfinite(x); };
  constexpr const char* allowed = "a finite number >= 0";
  if (!not_negative(options.alpha)) refuse("alpha", to_text(options.alpha), allowed);
  if (!not_negative(options.beta)) refuse("beta", to_text(options.beta), allowed);
  if (!not_negative(options.tolerance)) refuse("tolerance", to_text(options.tolerance), allowed);
  if (options.max_iterations == 0) refuse("max_iterations", "0", "1 or more");
  if (options.betas.empty()) return;
  if (options.betas.size() != n)
    refuse("betas", to_text(options.betas.size()) + " numbers", "none, or " + to_text(n) + ", one for each vertex");
  for (std::size_t v = 0; v < n; ++v)
    if (!not_negative(options.betas[v]))
      refuse("betas", to_text(options.betas[v]) + " at vertex " + to_text(v), "finite numbers >= 0");
}

/// What one step measures.
struct extremes {
  double growth = 0.0;   // q: the greatest (alpha A'c) / c
  double term = 0.0;     // t: the greatest d / c, of the new d
  double largest = 0.0;  // of what is to be the next c
  double sum = 0.0;      // of the new terms

  static extremes join(const extremes& a, const extremes& b) {
    return {std::max(a.growth, b.growth), std::max(a.term, b.term), std::max(a.largest, b.largest), a.sum + b.sum};
  }
};

/// x_k = sum of the terms d_j = (alpha A')^j beta, j <= k, beside a vector c > 0 from which the rest is bounded.
class katz_iteration {
 public:
  katz_iteration(thread_pool& pool, const positive_matrix& matrix, double factor, const std::vector<double>& beta)
      : pool_(pool),
        matrix_(matrix),
        factor_(factor),
        beta_(beta),
        total_(beta),
        term_(beta),
        next_term_(beta.size()),
        test_(beta.size(), 1.0),
        next_test_(beta.size()) {}

  /// Adds one more term. False if numbers have left the range of a double.
  bool step() {
    measured_ = parallel_reduce(
        pool_, beta_.size(), matrix_chunk, extremes{}, [&](index_range range) { return step(range); }, extremes::join);
    std::swap(term_, next_term_);
    std::swap(test_, next_test_);  // next_test_ is now the c that was measured
    if (!std::isfinite(measured_.largest) || !std::isfinite(measured_.sum)) return false;
    for (double& c : test_) c = std::max(c / measured_.largest, least);
    return true;
  }

  [[nodiscard]] bool bounded() const { return measured_.growth < 1.0; }
  [[nodiscard]] const std::vector<double>& lower() const noexcept { return total_; }
  /// How far the exact score of v may be above the lower bound. \pre bounded(), and no step since that failed
  [[nodiscard]] double still_to_come(std::size_t v) const {
    return measured_.term * next_test_[v] * (measured_.growth / (1.0 - measured_.growth));
  }
  /// Whether half of each width is within `tolerance` of the greatest score.
  [[nodiscard]] bool within(double tolerance) const {
    double width = 0.0;
    double greatest = 0.0;
    for (std::size_t v = 0; v < total_.size(); ++v) {
      const double half = still_to_come(v) / 2;
      width = std::max(width, half);
      greatest = std::max(greatest, total_[v] + half);
    }
    return width <= tolerance * greatest;
  }
  [[nodiscard]] double residual_of(const std::vector<double>& x) const {
    double most = 0.0;
    double greatest = 0.0;
    for (std::size_t v = 0; v < x.size(); ++v) {
      most = std::max(most, std::fabs(factor_ * matrix_.row(v, x) + beta_[v] - x[v]));
      greatest = std::max(greatest, x[v]);
    }
    return greatest == 0.0 ? 0.0 : most / greatest;
  }

 private:
  /// c approaches the Perron vector by power iteration with this shift, under which no graph is periodic.
  static constexpr double shift = 0.25;
  /// Where c would vanish it is held here: any c > 0 will do.
  static constexpr double least = 1e-150;

  extremes step(index_range range) {
    extremes found;
    for (std::size_t v = range.first; v < range.last; ++v) {
      double image = 0.0;
      double term = 0.0;
      for (std::uint64_t k = matrix_.offset[v]; k < matrix_.offset[v + 1]; ++k) {
        image += matrix_.value[k] * test_[matrix_.column[k]];
        term += matrix_.value[k] * term_[matrix_.column[k]];
      }
      image *= factor_;
      term *= factor_;
      next_term_[v] = term;
      total_[v] += term;
      next_test_[v] = shift * test_[v] + image;
      found.growth = std::max(found.growth, image / test_[v]);
      found.term = std::max(found.term, term / test_[v]);
      found.largest = std::max(found.largest, next_test_[v]);
      found.sum += total_[v];
    }
    return found;
  }

  thread_pool& pool_;
  const positive_matrix& matrix_;
  double factor_;  // of the scaled matrix: alpha A' = factor M
  const std::vector<double>& beta_;
  std::vector<double> total_;
  std::vector<double> term_;
  std::vector<double> next_term_;
  std::vector<double> test_;
  std::vector<double> next_test_;
  extremes measured_;
};

/// To ten digits: no more are known.
std::string ten_digits(double x) {
  std::array<char, 40> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), x, std::chars_format::general, 10).ptr;
  return {text.data(), end};
}

/// \throws option_error if alpha is not below 1 / lambda, as far as lambda is known
void check_alpha(thread_pool& pool, const positive_matrix& matrix, double factor, const katz_options& options) {
  constexpr double accuracy = 1e-12;
  const double radius = spectral_radius(pool, matrix, {accuracy, options.max_iterations, {}});
  if (factor * radius < 1.0 - accuracy) return;
  throw option_error("katz", "alpha", to_text(options.alpha),
                     "[0, 1 / lambda), where 1 / lambda is " + ten_digits(options.alpha / (factor * radius)));
}

/// Vertices to which arcs of strength above 0 lead from one with beta above 0: the others score 0.
template <direction D>
std::vector<bool> fed_by(const std::vector<double>& beta, const csr_view<D>& graph, const edge_strengths* strengths) {
  std::vector<bool> fed(beta.size(), false);
  std::vector<vertex_id> queue;
  const auto feed = [&](vertex_id v) {
    if (fed[v]) return;
    fed[v] = true;
    queue.push_back(v);
  };
  for (vertex_id v = 0; v < beta.size(); ++v)
    if (beta[v] > 0.0) feed(v);
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const vertex_id u = queue[next];
    for (std::uint64_t arc = graph.out.offset[u]; arc < graph.out.offset[u + std::size_t{1}]; ++arc)
      if (strengths == nullptr || (*strengths)[graph.out.edge[arc]] > 0.0) feed(graph.out.target[arc]);
  }
  return fed;
}

/// The first places of the ranking that hold whatever the scores are within their bounds.
std::size_t certified_places(const katz_result& found) {
  constexpr double equal = 1e-9;
  const std::size_t n = found.score.size();
  std::vector<vertex_id> order(n);
  std::iota(order.begin(), order.end(), vertex_id{0});
  std::sort(order.begin(), order.end(),
            [&](vertex_id a, vertex_id b) { return found.score[a] != found.score[b] ? found.score[a] > found.score[b] : a < b; });
  std::vector<double> greatest_after(n, 0.0);
  for (std::size_t i = n; i-- > 1;) greatest_after[i - 1] = std::max(greatest_after[i], found.upper[order[i]]);
  for (std::size_t i = 0; i + 1 < n; ++i) {
    const vertex_id v = order[i];
    if (found.lower[v] > greatest_after[i] || greatest_after[i] - found.lower[v] <= equal * found.upper[v]) continue;
    return i;
  }
  return n;
}

void fill(const katz_iteration& iteration, const std::vector<bool>& fed, katz_result& result) {
  result.lower = iteration.lower();
  result.score.values = result.lower;
  result.bounded = iteration.bounded();
  if (result.bounded) {
    result.upper = result.lower;
    for (std::size_t v = 0; v < fed.size(); ++v) {
      const double width = fed[v] ? iteration.still_to_come(v) : 0.0;
      result.upper[v] += width;
      result.score.values[v] += width / 2;
      result.error_bound = std::max(result.error_bound, width / 2);
    }
    result.ranking_certified = certified_places(result);
  }
  result.residual = iteration.residual_of(result.score.values);
}

template <direction D>
katz_result run(const csr_view<D>& graph, const edge_strengths* strengths, const katz_options& options) {
  constexpr std::size_t patience = 50;  // steps without an upper bound before the spectral radius is asked for
  const std::size_t n = graph.vertices();
  check(options, n);
  const positive_matrix matrix = matrix_of_rows("katz", graph.in, n, graph.edges(), strengths);
  const double factor = in_measure("katz", options.alpha, matrix, strengths);
  const std::vector<double> beta = options.betas.empty() ? std::vector<double>(n, options.beta) : options.betas;
  execution quiet = options.run;
  quiet.progress = nullptr;  // iterations are told of here, not loops
  thread_pool pool(quiet);
  iteration_teller teller(options.run, options.max_iterations);

  katz_iteration iteration(pool, matrix, factor, beta);
  katz_result result;
  bool asked = false;
  for (bool done = false; !done;) {
    const bool in_range = iteration.step();
    ++result.iterations;
    result.converged = in_range && iteration.bounded() && iteration.within(options.tolerance);
    done = result.converged || result.iterations >= options.max_iterations;
    if (!in_range || (!iteration.bounded() && !asked && (done || result.iterations == patience))) {
      check_alpha(pool, matrix, factor, options);
      asked = true;
    }
    if (!in_range)
      throw input_error("katz", "the sum of the scores", "beyond the range of a double",
                        "alpha, beta and strengths for which it is below 1.8e308");
    teller.tell(result.iterations);
  }
  fill(iteration, fed_by(beta, graph, strengths), result);
  teller.finish();
  return result;
}

}  // namespace

katz_result katz_of(const undirected_view& graph, const edge_strengths* strengths, const katz_options& options) {
  return run(graph, strengths, options);
}

katz_result katz_of(const directed_view& graph, const edge_strengths* strengths, const katz_options& options) {
  return run(graph, strengths, options);
}

}  // namespace coopgraph::detail
