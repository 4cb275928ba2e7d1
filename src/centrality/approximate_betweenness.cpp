// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/approximate_betweenness.hpp>

#include "centrality/betweenness/error_budget.hpp"
#include "centrality/betweenness/path_sampler.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <mutex>
#include <numeric>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

namespace coopgraph::detail {
namespace {

void check(const approximate_betweenness_options& options, std::size_t vertices) {
  constexpr const char* name = "approximate_betweenness";
  if (!(options.epsilon > 0.0 && options.epsilon < 1.0))
    throw option_error(name, "epsilon", to_text(options.epsilon), "above 0 and below 1");
  if (!(options.delta > 0.0 && options.delta < 1.0))
    throw option_error(name, "delta", to_text(options.delta), "above 0 and below 1");
  if (options.k > vertices)
    throw option_error(name, "k", to_text(options.k), "0 to " + to_text(vertices) + ", the number of vertices");
}

/// Draws numbered samples, which do not depend on who draws them.
template <direction D>
class sample_source {
 public:
  sample_source(const csr_view<D>& graph, std::uint64_t seed, const execution& run)
      : graph_(graph), seed_(seed), pool_(without_progress(run)) {}

  /// Adds to `hits` how many of the samples first … last - 1 lead through each vertex.
  void draw(std::string_view purpose, std::uint64_t first, std::uint64_t last, std::vector<std::uint32_t>& hits) {
    constexpr std::uint64_t at_once = 1U << 18;  // bounds the memory of the lists
    for (; first < last; first += std::min(at_once, last - first)) {
      const auto inner = draw_list(purpose, first, std::min(at_once, last - first));
      for (const vertex_id v : inner) ++hits[v];
    }
  }

 private:
  static execution without_progress(execution run) {
    run.progress = nullptr;
    return run;
  }

  [[nodiscard]] std::vector<vertex_id> draw_list(std::string_view purpose, std::uint64_t first, std::uint64_t count) {
    constexpr std::size_t chunk = 32;
    return parallel_reduce(
        pool_, static_cast<std::size_t>(count), chunk, std::vector<vertex_id>{},
        [&](index_range items) {
          std::vector<vertex_id> inner;
          auto sampler = take();
          for (std::size_t i = items.first; i < items.last; ++i) draw_one(purpose, first + i, *sampler, inner);
          give_back(std::move(sampler));
          return inner;
        },
        [](std::vector<vertex_id> a, const std::vector<vertex_id>& b) {
          a.insert(a.end(), b.begin(), b.end());
          return a;
        });
  }

  void draw_one(std::string_view purpose, std::uint64_t item, path_sampler& sampler, std::vector<vertex_id>& inner) const {
    random_stream random(seed_, purpose, item);
    const std::size_t n = graph_.vertices();
    const auto s = static_cast<vertex_id>(random.below(n));
    auto t = static_cast<vertex_id>(random.below(n - 1));
    if (t >= s) ++t;
    sampler.draw(s, t, random, inner, stop_);
  }

  /// A workspace costs O(n): as many are made as are in use at once.
  [[nodiscard]] std::unique_ptr<path_sampler> take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return std::make_unique<path_sampler>(graph_.out, graph_.in, graph_.vertices());
    auto sampler = std::move(idle_.back());
    idle_.pop_back();
    return sampler;
  }
  void give_back(std::unique_ptr<path_sampler> sampler) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(sampler));
  }

  csr_view<D> graph_;
  std::uint64_t seed_;
  thread_pool pool_;
  std::function<void()> stop_ = [this] { pool_.check_stop(); };
  std::mutex mutex_;
  std::vector<std::unique_ptr<path_sampler>> idle_;
};

/// What is known after a round.
struct state {
  std::span<const std::uint32_t> first;  // hits of the first samples, which decide how delta is shared
  std::span<const std::uint32_t> hits;
  std::uint64_t samples;
  std::size_t round;
  const error_budget& budget;

  [[nodiscard]] double mean(vertex_id v) const { return static_cast<double>(hits[v]) / static_cast<double>(samples); }
  [[nodiscard]] score_bounds bounds(vertex_id v) const { return bounds_of(mean(v), samples, budget.exponent(first[v], round)); }

  [[nodiscard]] bool all_within(double epsilon) const {
    const auto within = [&](vertex_id v) {
      const double needed = budget.exponent(first[v], round) / static_cast<double>(samples);
      return divergence(mean(v), epsilon) >= needed && divergence(mean(v), -epsilon) >= needed;
    };
    bool never_hit_is = false;  // most vertices are never hit, and one of these stands for all
    for (vertex_id v = 0; v < hits.size(); ++v) {
      const bool never_hit = hits[v] == 0 && first[v] == 0;
      if (never_hit && never_hit_is) continue;
      if (!within(v)) return false;
      never_hit_is = never_hit_is || never_hit;
    }
    return true;
  }

  /// The k vertices with the most hits, with bounds, and whether no other's bounds overlap theirs.
  [[nodiscard]] std::pair<std::vector<bounded_score>, bool> top(std::size_t k) const {
    std::vector<vertex_id> order(hits.size());
    std::iota(order.begin(), order.end(), vertex_id{0});
    const auto middle = order.begin() + static_cast<std::ptrdiff_t>(k);
    std::partial_sort(order.begin(), middle, order.end(),
                      [&](vertex_id a, vertex_id b) { return hits[a] != hits[b] ? hits[a] > hits[b] : a < b; });
    std::vector<bounded_score> best;
    double lowest = 1.0;
    for (auto v = order.begin(); v != middle; ++v) {
      const score_bounds b = bounds(*v);
      best.push_back({*v, mean(*v), b.lower, b.upper});
      lowest = std::min(lowest, b.lower);
    }
    const bool separated = std::all_of(middle, order.end(), [&](vertex_id v) {
      return divergence(mean(v), lowest - mean(v)) * static_cast<double>(samples) >= budget.exponent(first[v], round) &&
             mean(v) < lowest;
    });
    return {std::move(best), k > 0 && separated};
  }

  /// The greatest distance of a bound from its score.
  [[nodiscard]] double bound() const {
    double greatest = 0.0;
    score_bounds never_hit{-1.0, -1.0};
    for (vertex_id v = 0; v < hits.size(); ++v) {
      score_bounds b = never_hit;
      if (hits[v] > 0 || first[v] > 0)
        b = bounds(v);
      else if (never_hit.upper < 0.0)
        b = never_hit = bounds(v);
      greatest = std::max({greatest, b.upper - mean(v), mean(v) - b.lower});
    }
    return greatest;
  }
};

template <direction D>
approximate_betweenness_result run(const csr_view<D>& graph, const approximate_betweenness_options& options) {
  const std::size_t n = graph.vertices();
  check(options, n);
  approximate_betweenness_result result;
  result.epsilon = options.epsilon;
  result.delta = options.delta;
  result.score.values.assign(n, 0.0);
  const auto tell = [&](double share) {
    if (options.run.progress) options.run.progress(share);
  };
  if (n < 3) {  // nothing is between two vertices
    for (vertex_id v = 0; v < options.k; ++v) result.top.push_back({v, 0.0, 0.0, 0.0});
    result.separated = options.k > 0;
    tell(1.0);
    return result;
  }

  // 1. First samples say how the chance of an error is best shared among the vertices.
  sample_source source(graph, options.seed, options.run);
  const auto first_samples = static_cast<std::uint64_t>(std::ceil(5.0 / options.epsilon));
  std::vector<std::uint32_t> first(n, 0);
  source.draw("betweenness, first samples", 0, first_samples, first);
  const error_budget budget(first, first_samples, options.epsilon, options.delta);

  // 2. Rounds of new samples, until all scores are within epsilon or the k greatest are told from the others.
  const std::uint64_t expected = budget.expected_samples();
  std::vector<std::uint32_t> hits(n, 0);
  std::uint64_t samples = 0;
  std::uint64_t goal = options.k > 0 ? expected / 4 + 1 : expected;
  for (std::size_t round = 0;; ++round) {
    source.draw("betweenness", samples, goal, hits);
    samples = goal;
    const state now{first, hits, samples, round, budget};
    std::tie(result.top, result.separated) = now.top(options.k);
    if (result.separated || now.all_within(options.epsilon)) {
      for (vertex_id v = 0; v < n; ++v) result.score.values[v] = now.mean(v);
      result.bound = now.bound();
      break;
    }
    tell(0.95 * static_cast<double>(round + 1) / static_cast<double>(round + 2));
    goal += goal / (goal < expected ? 2 : 12) + 1;
  }
  result.samples = first_samples + samples;
  tell(1.0);
  return result;
}

}  // namespace

approximate_betweenness_result approximate_betweenness_of(const undirected_view& graph,
                                                          const approximate_betweenness_options& options) {
  return run(graph, options);
}

approximate_betweenness_result approximate_betweenness_of(const directed_view& graph,
                                                          const approximate_betweenness_options& options) {
  return run(graph, options);
}

}  // namespace coopgraph::detail
