// SPDX-License-Identifier: BSL-1.0
#include "centrality/perron.hpp"

#include <coopgraph/core/partition.hpp>
#include <coopgraph/graph/components.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

namespace coopgraph::detail {
namespace {

/// Radii that differ by less than this count as equal.
constexpr double equal_radii = 1e-9;

/// The matrix cut into the strong components of its arcs; component c has the indices member[first[c]] … member[first[c + 1] -
/// 1].
struct components {
  partition parts;
  std::vector<std::size_t> first;
  std::vector<vertex_id> member;
  std::vector<vertex_id> place;  ///< of an index within its component

  explicit components(const positive_matrix& m) {
    const std::vector<edge_id> none(m.column.size(), 0);
    directed_view rows;
    rows.out = {m.offset, m.column, none};
    parts = m.size() == 0 ? partition{} : strong_search(rows).run();
    first.assign(parts.clusters + std::size_t{1}, 0);
    for (const std::uint32_t c : parts.label) ++first[c + std::size_t{1}];
    std::partial_sum(first.begin(), first.end(), first.begin());
    member.resize(m.size());
    place.resize(m.size());
    std::vector<std::size_t> next(first.begin(), first.end() - 1);
    for (vertex_id v = 0; v < m.size(); ++v) {
      const std::uint32_t c = parts.label[v];
      place[v] = static_cast<vertex_id>(next[c] - first[c]);
      member[next[c]++] = v;
    }
  }

  [[nodiscard]] std::size_t count() const noexcept { return parts.clusters; }
  [[nodiscard]] std::span<const vertex_id> of(std::size_t c) const {
    return std::span(member).subspan(first[c], first[c + 1] - first[c]);
  }
  [[nodiscard]] bool together(vertex_id u, vertex_id v) const { return parts.label[u] == parts.label[v]; }
};

/// The rows and columns of one component, its greatest entry brought near 1.
positive_matrix block_of(const positive_matrix& m, const components& cut, std::size_t c) {
  positive_matrix block;
  double largest = 0.0;
  for (const vertex_id v : cut.of(c)) {
    for (std::uint64_t k = m.offset[v]; k < m.offset[v + std::size_t{1}]; ++k) {
      if (!cut.together(v, m.column[k])) continue;
      block.column.push_back(cut.place[m.column[k]]);
      block.value.push_back(m.value[k]);
      largest = std::max(largest, m.value[k]);
    }
    block.offset.push_back(block.column.size());
  }
  std::frexp(largest, &block.exponent);
  for (double& x : block.value) x = std::ldexp(x, -block.exponent);
  return block;
}

/// A component whose radius is not 0.
struct candidate {
  std::size_t component = 0;
  double bound = 0.0;  ///< at least the radius: the greatest row sum
  perron_block found;  ///< its eigenvalue scaled as the whole matrix is
};

std::vector<candidate> candidates_of(const positive_matrix& m, const components& cut) {
  std::vector<double> bound(cut.count(), 0.0);
  for (vertex_id v = 0; v < m.size(); ++v) {
    double sum = 0.0;
    for (std::uint64_t k = m.offset[v]; k < m.offset[v + std::size_t{1}]; ++k)
      if (cut.together(v, m.column[k])) sum += m.value[k];
    double& most = bound[cut.parts.label[v]];
    most = std::max(most, sum);
  }
  std::vector<candidate> all;
  for (std::size_t c = 0; c < cut.count(); ++c)
    if (bound[c] > 0.0) all.push_back({c, bound[c], {}});
  std::stable_sort(all.begin(), all.end(), [](const candidate& a, const candidate& b) { return a.bound > b.bound; });
  return all;
}

/// The components whose radius is the greatest, with their vectors. `iterations` goes on counting.
std::vector<candidate> basic_components(thread_pool& pool, const positive_matrix& m, const components& cut,
                                        const perron_limits& limits, std::size_t& iterations) {
  std::vector<candidate> solved;
  double best = 0.0;
  for (candidate& one : candidates_of(m, cut)) {
    if (one.bound < best * (1.0 - equal_radii)) break;
    const positive_matrix block = block_of(m, cut, one.component);
    perron_limits left = limits;
    left.tolerance = limits.tolerance / 2;  // a margin for what putting the parts together rounds
    left.each_iteration = [&](std::size_t k) { limits.each_iteration(iterations + k); };
    one.found = solve_irreducible(pool, block, left);
    one.found.eigenvalue = std::ldexp(one.found.eigenvalue, block.exponent);
    iterations += one.found.iterations;
    best = std::max(best, one.found.eigenvalue);
    solved.push_back(std::move(one));
  }
  std::erase_if(solved, [&](const candidate& one) { return one.found.eigenvalue < best * (1.0 - equal_radii); });
  return solved;
}

/// The components in an order in which arcs, from column to row, lead forward only, and the arcs between them.
struct forward_order {
  std::vector<std::size_t> order;
  std::vector<std::size_t> offset;
  std::vector<std::uint32_t> successor;

  forward_order(const positive_matrix& m, const components& cut) : offset(cut.count() + 1, 0) {
    const auto each_between = [&](const auto& visit) {
      for (vertex_id v = 0; v < m.size(); ++v)
        for (std::uint64_t k = m.offset[v]; k < m.offset[v + std::size_t{1}]; ++k)
          if (!cut.together(v, m.column[k])) visit(cut.parts.label[m.column[k]], cut.parts.label[v]);
    };
    std::vector<std::size_t> waiting(cut.count(), 0);
    each_between([&](std::uint32_t from, std::uint32_t to) {
      ++offset[from + std::size_t{1}];
      ++waiting[to];
    });
    std::partial_sum(offset.begin(), offset.end(), offset.begin());
    successor.resize(offset.back());
    std::vector<std::size_t> next(offset.begin(), offset.end() - 1);
    each_between([&](std::uint32_t from, std::uint32_t to) { successor[next[from]++] = to; });

    for (std::size_t c = 0; c < cut.count(); ++c)
      if (waiting[c] == 0) order.push_back(c);
    for (std::size_t i = 0; i < order.size(); ++i)
      for (const std::uint32_t to : after(order[i]))
        if (--waiting[to] == 0) order.push_back(to);
  }

  [[nodiscard]] std::span<const std::uint32_t> after(std::size_t c) const {
    return std::span(successor).subspan(offset[c], offset[c + 1] - offset[c]);
  }
};

/// Those from which no other one is reached.
void keep_last(std::vector<candidate>& basic, const forward_order& forward, std::size_t components) {
  std::vector<bool> is_basic(components, false);
  for (const candidate& one : basic) is_basic[one.component] = true;
  std::vector<bool> leads_on(components, false);
  for (std::size_t i = forward.order.size(); i-- > 0;) {
    const std::size_t c = forward.order[i];
    for (const std::uint32_t to : forward.after(c))
      if (is_basic[to] || leads_on[to]) leads_on[c] = true;
  }
  std::erase_if(basic, [&](const candidate& one) { return leads_on[one.component]; });
}

/// Solves lambda x = Mx on component c, whose radius is below lambda, for what flows into it (Gauss and Seidel's sweeps).
void follow(const positive_matrix& m, const components& cut, std::size_t c, double lambda, const perron_limits& limits,
            std::size_t& iterations, std::vector<double>& x) {
  const auto members = cut.of(c);
  std::vector<double> inflow(members.size(), 0.0);
  for (std::size_t i = 0; i < members.size(); ++i)
    for (std::uint64_t k = m.offset[members[i]]; k < m.offset[members[i] + std::size_t{1}]; ++k)
      if (!cut.together(members[i], m.column[k])) inflow[i] += m.value[k] * x[m.column[k]];
  for (std::size_t sweep = 1;; ++sweep) {
    double change = 0.0;
    double all = 0.0;
    for (std::size_t i = 0; i < members.size(); ++i) {
      const vertex_id v = members[i];
      double sum = inflow[i];
      double loop = 0.0;
      for (std::uint64_t k = m.offset[v]; k < m.offset[v + std::size_t{1}]; ++k) {
        if (m.column[k] == v)
          loop = m.value[k];
        else if (cut.together(v, m.column[k]))
          sum += m.value[k] * x[m.column[k]];
      }
      const double updated = sum / (lambda - loop);
      change += std::fabs(updated - x[v]);
      all += updated;
      x[v] = updated;
    }
    if (members.size() == 1 || change <= 1e-3 * limits.tolerance * all || sweep >= limits.max_iterations) break;
    limits.each_iteration(++iterations);
  }
}

void follow_all(const positive_matrix& m, const components& cut, const std::vector<candidate>& dominant,
                const forward_order& forward, double lambda, const perron_limits& limits, perron_answer& answer) {
  std::vector<bool> fed(cut.count(), false);
  std::vector<bool> given(cut.count(), false);
  for (const candidate& one : dominant) given[one.component] = true;
  for (const std::size_t c : forward.order) {
    if (!given[c] && !fed[c]) continue;
    if (!given[c]) follow(m, cut, c, lambda, limits, answer.iterations, answer.vector);
    for (const std::uint32_t to : forward.after(c)) fed[to] = true;
  }
}

/// The same limits, seeing to requests to stop.
perron_limits watched(const thread_pool& pool, const perron_limits& limits) {
  return {limits.tolerance, limits.max_iterations, [&pool, tell = limits.each_iteration](std::size_t iterations) {
            pool.check_stop();
            if (tell) tell(iterations);
          }};
}

void normalise(std::vector<double>& x) {
  const double largest = *std::max_element(x.begin(), x.end());
  double square = 0.0;
  for (double& v : x) {
    v /= largest;
    square += v * v;
  }
  for (double& v : x) v /= std::sqrt(square);
}

}  // namespace

perron_answer solve_perron(thread_pool& pool, const positive_matrix& matrix, const perron_limits& given) {
  const std::size_t n = matrix.size();
  const perron_limits limits = watched(pool, given);
  perron_answer answer{std::vector<double>(n, 0.0)};
  const components cut(matrix);
  pool.check_stop();
  std::vector<candidate> dominant = basic_components(pool, matrix, cut, limits, answer.iterations);
  if (dominant.empty()) return answer;

  const forward_order forward(matrix, cut);
  if (dominant.size() > 1) keep_last(dominant, forward, cut.count());
  answer.dominant = dominant.size();
  for (const candidate& one : dominant) {
    const std::vector<double>& v = one.found.vector;
    const double share = std::accumulate(v.begin(), v.end(), 0.0);
    const auto members = cut.of(one.component);
    for (std::size_t i = 0; i < v.size(); ++i) answer.vector[members[i]] = share * v[i];
    answer.eigenvalue = std::max(answer.eigenvalue, one.found.eigenvalue);
  }
  follow_all(matrix, cut, dominant, forward, answer.eigenvalue, limits, answer);

  normalise(answer.vector);
  const double square = parallel_reduce(
      pool, n, matrix_chunk, 0.0,
      [&](index_range range) {
        double sum = 0.0;
        for (std::size_t i = range.first; i < range.last; ++i) {
          const double r = matrix.row(i, answer.vector) / answer.eigenvalue - answer.vector[i];
          sum += r * r;
        }
        return sum;
      },
      [](double a, double b) { return a + b; });
  answer.residual = std::sqrt(square);
  answer.converged = answer.residual <= limits.tolerance;
  return answer;
}

double spectral_radius(thread_pool& pool, const positive_matrix& matrix, const perron_limits& given) {
  const perron_limits limits = watched(pool, given);
  std::size_t iterations = 0;
  double radius = 0.0;
  for (const candidate& one : basic_components(pool, matrix, components(matrix), limits, iterations))
    radius = std::max(radius, one.found.eigenvalue);
  return radius;
}

void iteration_teller::tell(std::size_t iterations) {
  if (!run_.progress) return;
  const double share = static_cast<double>(iterations) / static_cast<double>(most_);
  if (share < told_ + 0.005 || share >= 1.0) return;
  told_ = share;
  run_.progress(share);
}

}  // namespace coopgraph::detail
