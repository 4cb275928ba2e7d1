// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::size_t chunk_vertices = 2048;

void check(const pagerank_options& options, std::size_t n) {
  const auto refuse = [](const char* parameter, std::string value, std::string allowed) {
    throw option_error("pagerank", parameter, std::move(value), std::move(allowed));
  };
  if (!(options.damping >= 0.0 && options.damping < 1.0)) refuse("damping", to_text(options.damping), "[0, 1)");
  if (!(options.tolerance >= 0.0 && std::isfinite(options.tolerance)))
    refuse("tolerance", to_text(options.tolerance), "a finite number >= 0");
  if (options.max_iterations == 0) refuse("max_iterations", "0", "1 or more");

  const std::vector<double>& p = options.personalization;
  if (p.empty()) return;
  if (p.size() != n)
    refuse("personalization", to_text(p.size()) + " weights", "none, or " + to_text(n) + ", one for each vertex");
  for (std::size_t v = 0; v < n; ++v)
    if (!(p[v] >= 0.0 && std::isfinite(p[v])))
      refuse("personalization", to_text(p[v]) + " at vertex " + to_text(v), "finite weights >= 0");
  if (*std::max_element(p.begin(), p.end()) == 0.0) refuse("personalization", "0 at every vertex", "a weight above 0");
}

std::vector<double> distribution(const std::vector<double>& weights, std::size_t n) {
  if (weights.empty()) return std::vector<double>(n, 1.0 / static_cast<double>(n));
  // By the largest first: the sum of the weights themselves might leave the range of a double.
  const double largest = *std::max_element(weights.begin(), weights.end());
  std::vector<double> p(n);
  double sum = 0.0;
  for (std::size_t v = 0; v < n; ++v) sum += p[v] = weights[v] / largest;
  for (double& share : p) share /= sum;
  return p;
}

/// What the walk does: by arc into v, the chance that the walk at its source takes it.
struct transitions {
  std::vector<double> chance;  // by arc of the rows `in`
  std::vector<char> dangling;  // by vertex
};

/// The strengths without their unit, which cancels: results do not depend on the measure, not by a bit.
struct plain_strengths {
  const edge_strengths* strengths;

  [[nodiscard]] double of(edge_id e) const {
    if (strengths == nullptr) return 1.0;
    return strengths->is_exact() ? static_cast<double>(strengths->numerators()[e]) : strengths->approximate()[e];
  }

  [[nodiscard]] double sum(std::span<const edge_id> edges, vertex_id v) const {
    if (strengths == nullptr) return static_cast<double>(edges.size());
    if (strengths->is_exact()) {
      int128 whole = 0;
      for (const edge_id e : edges) whole += strengths->numerators()[e];
      return to_double(whole);
    }
    double total = 0.0;
    for (const edge_id e : edges) total += strengths->approximate()[e];
    if (!std::isfinite(total))
      throw input_error("pagerank", "strengths", "a sum at vertex " + to_text(v) + " beyond the range of a double",
                        "strengths whose sum at each vertex is below 1.8e308");
    return total;
  }
};

template <direction D>
transitions make_transitions(thread_pool& pool, const csr_view<D>& graph, const edge_strengths* strengths) {
  if (strengths != nullptr) {
    check_size("pagerank", *strengths, graph.edges());
    for (edge_id e = 0; e < graph.edges(); ++e)
      if ((*strengths)[e] < 0.0)
        throw input_error("pagerank", "strengths", to_text((*strengths)[e]) + " at edge " + to_text(e), "strengths >= 0");
  }
  const plain_strengths plain{strengths};
  const std::size_t n = graph.vertices();
  transitions walk{std::vector<double>(graph.in.edge.size()), std::vector<char>(n, 0)};
  std::vector<double> leaving(n);
  parallel_for(pool, n, chunk_vertices, [&](index_range range) {
    for (std::size_t v = range.first; v < range.last; ++v) {
      const auto u = static_cast<vertex_id>(v);
      leaving[v] = plain.sum(graph.out.edges_of(u), u);
      walk.dangling[v] = leaving[v] == 0.0 ? 1 : 0;
    }
  });
  parallel_for(pool, n, chunk_vertices, [&](index_range range) {
    for (std::uint64_t arc = graph.in.offset[range.first]; arc < graph.in.offset[range.last]; ++arc) {
      const double all = leaving[graph.in.target[arc]];
      walk.chance[arc] = all == 0.0 ? 0.0 : plain.of(graph.in.edge[arc]) / all;
    }
  });
  return walk;
}

/// What one application of G measures.
struct sums {
  double residual = 0.0;  // |Gx - x|
  double mass = 0.0;      // of Gx
  double dangling = 0.0;  // of Gx on the dangling vertices
};

struct vectors {
  std::vector<double> p;
  std::vector<double> x;
  std::vector<double> next;
};

/// next = G x. `before` measured x.
sums apply(thread_pool& pool, const arc_rows& in, const transitions& walk, const pagerank_options& options, const sums& before,
           vectors& v) {
  const double d = options.damping;
  const double uniform = 1.0 / static_cast<double>(v.x.size());
  // 1 - d mass instead of 1 - d: what rounding did to the mass of x is made good, so that it does not pile up.
  const double anew = 1.0 - d * before.mass;
  const double stuck = d * before.dangling;
  const double stuck_uniform = options.dangling == dangling_policy::uniform ? stuck * uniform : 0.0;
  const double to_p = options.dangling == dangling_policy::uniform ? anew : anew + stuck;
  return parallel_reduce(
      pool, v.x.size(), chunk_vertices, sums{},
      [&](index_range range) {
        sums found;
        for (std::size_t i = range.first; i < range.last; ++i) {
          double followed = 0.0;
          for (std::uint64_t arc = in.offset[i]; arc < in.offset[i + 1]; ++arc)
            followed += walk.chance[arc] * v.x[in.target[arc]];
          const double y = d * followed + stuck_uniform + to_p * v.p[i];
          v.next[i] = y;
          found.residual += std::fabs(y - v.x[i]);
          found.mass += y;
          if (walk.dangling[i] != 0) found.dangling += y;
        }
        return found;
      },
      [](const sums& a, const sums& b) {
        return sums{a.residual + b.residual, a.mass + b.mass, a.dangling + b.dangling};
      });
}

/// The residual falls about geometrically: the share of the way on a logarithmic scale.
class progress_teller {
 public:
  explicit progress_teller(const pagerank_options& options) : options_(options) {}

  void tell(std::size_t iterations, double residual) {
    if (!options_.run.progress) return;
    if (iterations == 1) first_ = residual;
    double share = static_cast<double>(iterations) / static_cast<double>(options_.max_iterations);
    if (options_.tolerance > 0.0 && residual > 0.0 && first_ > options_.tolerance)
      share = std::max(share, std::log(first_ / residual) / std::log(first_ / options_.tolerance));
    if (share <= told_ || share >= 1.0) return;
    told_ = share;
    options_.run.progress(share);
  }

 private:
  const pagerank_options& options_;
  double first_ = 0.0;
  double told_ = 0.0;
};

template <direction D>
pagerank_result run(const csr_view<D>& graph, const edge_strengths* strengths, const pagerank_options& options) {
  const std::size_t n = graph.vertices();
  check(options, n);
  execution quiet = options.run;
  quiet.progress = nullptr;  // iterations are told of here, not loops
  thread_pool pool(quiet);
  const transitions walk = make_transitions(pool, graph, strengths);
  pagerank_result result;
  result.converged = n == 0;
  if (n > 0) {
    vectors v{distribution(options.personalization, n), {}, std::vector<double>(n)};
    v.x = v.p;
    sums measured;
    for (std::size_t i = 0; i < n; ++i) {
      measured.mass += v.x[i];
      if (walk.dangling[i] != 0) measured.dangling += v.x[i];
    }
    progress_teller teller(options);
    for (;;) {
      measured = apply(pool, graph.in, walk, options, measured, v);
      ++result.iterations;
      result.residual = measured.residual;
      result.converged = measured.residual <= options.tolerance;
      if (result.converged || result.iterations == options.max_iterations) break;
      teller.tell(result.iterations, result.residual);
      std::swap(v.x, v.next);
    }
    result.score.values = std::move(v.x);
    result.error_bound = result.residual / (1.0 - options.damping);
  }
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace

pagerank_result pagerank_of(const undirected_view& graph, const edge_strengths* strengths, const pagerank_options& options) {
  return run(graph, strengths, options);
}

pagerank_result pagerank_of(const directed_view& graph, const edge_strengths* strengths, const pagerank_options& options) {
  return run(graph, strengths, options);
}

}  // namespace coopgraph::detail
