// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/graph/statistics.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace coopgraph {
namespace detail {
namespace {

/// A run of arcs to one neighbour within a row.
struct neighbour {
  vertex_id vertex = no_vertex;  ///< no_vertex: the row has ended
  std::uint64_t first = 0;       ///< the arcs [first, last)
  std::uint64_t last = 0;

  [[nodiscard]] std::uint64_t arcs() const noexcept { return last - first; }
};

/// Goes through the different neighbours in the row of v, in order; v itself is among them if it has a loop.
class row_walk {
 public:
  row_walk(const arc_rows& rows, vertex_id v) : rows_(rows), end_(rows.offset[v + std::size_t{1}]) {
    at_.last = rows.offset[v];
    next();
  }

  [[nodiscard]] const neighbour& at() const noexcept { return at_; }
  void next() {
    at_.first = at_.last;
    if (at_.first == end_) {
      at_.vertex = no_vertex;
      return;
    }
    at_.vertex = rows_.target[at_.first];
    while (at_.last < end_ && rows_.target[at_.last] == at_.vertex) ++at_.last;
  }

 private:
  const arc_rows& rows_;
  std::uint64_t end_;
  neighbour at_;
};

/// Calls visit(there, back) for each vertex w != v with an arc from v (there) or to v (back), by increasing w; a missing one has
/// no arcs.
template <class Visit>
void each_partner(const directed_view& graph, vertex_id v, const Visit& visit) {
  row_walk out(graph.out, v);
  row_walk in(graph.in, v);
  while (out.at().vertex != no_vertex || in.at().vertex != no_vertex) {
    const vertex_id w = std::min(out.at().vertex, in.at().vertex);
    neighbour there{w, 0, 0};
    neighbour back{w, 0, 0};
    if (out.at().vertex == w) {
      there = out.at();
      out.next();
    }
    if (in.at().vertex == w) {
      back = in.at();
      in.next();
    }
    if (w != v) visit(there, back);
  }
}

/// Calls visit(w) for each neighbour w != v of the simple undirected graph, by increasing w.
template <class Visit>
void each_neighbour(const undirected_view& graph, vertex_id v, const Visit& visit) {
  for (row_walk row(graph.out, v); row.at().vertex != no_vertex; row.next())
    if (row.at().vertex != v) visit(row.at().vertex);
}
template <class Visit>
void each_neighbour(const directed_view& graph, vertex_id v, const Visit& visit) {
  each_partner(graph, v, [&](const neighbour& there, const neighbour&) { visit(there.vertex); });
}

statistic ratio_or(double top, double bottom, const char* why) {
  if (bottom == 0.0) return {std::nullopt, why};
  return {top / bottom, {}};
}

/// Loops, and the most edges with the same ends.
template <direction D>
void count_rows(const csr_view<D>& graph, tie_statistics_result& result) {
  for (vertex_id v = 0; v < graph.vertices(); ++v)
    for (row_walk row(graph.out, v); row.at().vertex != no_vertex; row.next()) {
      const bool loop = row.at().vertex == v;
      const std::uint64_t edges = row.at().arcs() / (loop && !graph.is_directed ? 2 : 1);  // an undirected loop is listed twice
      if (loop) result.loops += edges;
      result.largest_multiplicity = std::max(result.largest_multiplicity, edges);
    }
}

double ordered_pairs(std::size_t n) { return n < 2 ? 0.0 : static_cast<double>(n) * static_cast<double>(n - 1); }

constexpr const char* too_few = "a graph of fewer than two vertices has no pairs";

}  // namespace

tie_statistics_result tie_statistics_of(const undirected_view& graph) {
  tie_statistics_result result;
  count_rows(graph, result);
  for (vertex_id v = 0; v < graph.vertices(); ++v)
    each_neighbour(graph, v, [&](vertex_id w) { result.tied_pairs += w > v ? 1U : 0U; });
  result.density = ratio_or(2.0 * static_cast<double>(result.tied_pairs), ordered_pairs(graph.vertices()), too_few);
  result.reciprocity = {std::nullopt, "the graph is undirected"};
  return result;
}

tie_statistics_result tie_statistics_of(const directed_view& graph) {
  tie_statistics_result result;
  count_rows(graph, result);
  for (vertex_id v = 0; v < graph.vertices(); ++v)
    each_partner(graph, v, [&](const neighbour& there, const neighbour& back) {
      if (there.vertex < v) return;
      ++result.tied_pairs;
      if (there.arcs() > 0 && back.arcs() > 0) ++result.mutual_pairs;
    });
  result.asymmetric_pairs = result.tied_pairs - result.mutual_pairs;
  const auto arcs = static_cast<double>(result.tied_pairs + result.mutual_pairs);
  result.density = ratio_or(arcs, ordered_pairs(graph.vertices()), too_few);
  result.reciprocity =
      ratio_or(2.0 * static_cast<double>(result.mutual_pairs), arcs, "there is no arc between different vertices");
  return result;
}

// ---- triangles ----

namespace {

/// The simple undirected graph with every tie turned from the vertex of less degree to that of more (ties by index); vertices
/// are named by their place in that order and each row is sorted. No row is longer than the square root of twice the ties.
struct forward_rows {
  std::vector<std::uint64_t> offset;
  std::vector<vertex_id> target;

  [[nodiscard]] std::span<const vertex_id> of(std::size_t v) const {
    return std::span(target).subspan(static_cast<std::size_t>(offset[v]), static_cast<std::size_t>(offset[v + 1] - offset[v]));
  }
};

template <direction D>
forward_rows turned_to_larger_degree(const csr_view<D>& graph, const std::vector<std::uint32_t>& degree) {
  const std::size_t n = graph.vertices();
  std::vector<vertex_id> by_degree(n);
  std::iota(by_degree.begin(), by_degree.end(), vertex_id{0});
  std::stable_sort(by_degree.begin(), by_degree.end(), [&](vertex_id u, vertex_id v) { return degree[u] < degree[v]; });
  std::vector<vertex_id> place(n);
  for (std::size_t i = 0; i < n; ++i) place[by_degree[i]] = static_cast<vertex_id>(i);

  forward_rows rows;
  rows.offset.reserve(n + 1);
  rows.offset.push_back(0);
  for (std::size_t i = 0; i < n; ++i) {
    each_neighbour(graph, by_degree[i], [&](vertex_id w) {
      if (place[w] > i) rows.target.push_back(place[w]);
    });
    std::sort(rows.target.begin() + static_cast<std::ptrdiff_t>(rows.offset.back()), rows.target.end());
    rows.offset.push_back(rows.target.size());
  }
  return rows;
}

std::uint64_t common(std::span<const vertex_id> a, std::span<const vertex_id> b) {
  std::uint64_t count = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const vertex_id x = a[i];
    const vertex_id y = b[j];
    count += x == y ? 1U : 0U;
    i += x <= y ? 1U : 0U;
    j += y <= x ? 1U : 0U;
  }
  return count;
}

template <direction D>
triangles_result triangles_in(const csr_view<D>& graph, const triangle_options& options) {
  const std::size_t n = graph.vertices();
  thread_pool pool(options.run);
  triangles_result result;

  // 1. Degrees of the simple graph.
  std::vector<std::uint32_t> degree(n, 0);
  for (vertex_id v = 0; v < n; ++v) each_neighbour(graph, v, [&](vertex_id) { ++degree[v]; });
  for (const std::uint64_t d : degree) result.triples += d * (d > 0 ? d - 1 : 0) / 2;
  pool.check_stop();

  // 2. Each triangle is met once: from its first vertex in the order of degrees, over its first tie.
  const forward_rows rows = turned_to_larger_degree(graph, degree);
  constexpr std::size_t vertices_in_a_chunk = 256;
  result.triangles = parallel_reduce(
      pool, n, vertices_in_a_chunk, std::uint64_t{0},
      [&](index_range range) {
        std::uint64_t count = 0;
        for (std::size_t u = range.first; u < range.last; ++u) {
          const auto row = rows.of(u);
          pool.check_stop();
          for (std::size_t i = 0; i < row.size(); ++i) count += common(row.subspan(i + 1), rows.of(row[i]));
        }
        return count;
      },
      [](std::uint64_t a, std::uint64_t b) { return a + b; });
  result.transitivity =
      ratio_or(3.0 * static_cast<double>(result.triangles), static_cast<double>(result.triples), "no vertex has two neighbours");
  pool.finish_progress();
  return result;
}

}  // namespace

triangles_result triangles_of(const undirected_view& graph, const triangle_options& options) {
  return triangles_in(graph, options);
}
triangles_result triangles_of(const directed_view& graph, const triangle_options& options) {
  return triangles_in(graph, options);
}

// ---- strengths ----

namespace {

/// 2 * the sum of the lesser of both directions, over the sum of all. Number: int128, or double.
template <class Number, class Value>
statistic returned_share(const directed_view& graph, std::span<const Value> strength) {
  const auto sum_of = [&](const arc_rows& rows, const neighbour& arcs) {
    Number sum = 0;
    for (std::uint64_t arc = arcs.first; arc < arcs.last; ++arc) sum += strength[rows.edge[arc]];
    return sum;
  };
  Number returned = 0;
  Number all = 0;
  for (vertex_id v = 0; v < graph.vertices(); ++v)
    each_partner(graph, v, [&](const neighbour& there, const neighbour& back) {
      if (there.vertex < v) return;
      const Number forth = sum_of(graph.out, there);
      const Number home = sum_of(graph.in, back);
      returned += std::min(forth, home);
      all += forth + home;
    });
  const auto top = 2.0 * static_cast<double>(returned);
  const auto bottom = static_cast<double>(all);
  if (!std::isfinite(bottom))
    throw input_error("weighted_reciprocity", "strengths", "a sum that overflows the range of a double",
                      "strengths whose sum is below 1.8e308");
  if (!std::isfinite(top)) return {2.0 * (static_cast<double>(returned) / bottom), {}};
  return ratio_or(top, bottom, "the strengths of the arcs between different vertices add up to 0");
}

}  // namespace

statistic weighted_reciprocity_of(const directed_view& graph, const edge_strengths& strengths) {
  check_size("weighted_reciprocity", strengths, graph.edges());
  for (edge_id e = 0; e < graph.edges(); ++e)
    if (strengths[e] < 0.0)
      throw input_error("weighted_reciprocity", "strengths", to_text(strengths[e]) + " (negative) at edge " + to_text(e),
                        "strengths >= 0");
  if (strengths.is_exact()) return returned_share<int128>(graph, strengths.numerators());
  return returned_share<double>(graph, strengths.approximate());
}

}  // namespace detail

total_strength_result total_strength(const edge_strengths& strengths) {
  total_strength_result result;
  if (strengths.is_exact()) {
    int128 sum = 0;
    for (const std::int64_t numerator : strengths.numerators()) sum += numerator;
    result.value = times(sum, strengths.unit());
    const int128 bottom = strengths.unit().denominator();
    int128 whole = 0;
    if (sum % bottom == 0 && !__builtin_mul_overflow(sum / bottom, static_cast<int128>(strengths.unit().numerator()), &whole) &&
        whole >= INT64_MIN && whole <= INT64_MAX)
      result.whole = static_cast<std::int64_t>(whole);
    return result;
  }
  result.ties = ties::approximate;
  result.why_approximate = strengths.why_approximate();
  for (const double strength : strengths.approximate()) result.value += strength;
  if (!std::isfinite(result.value))
    throw input_error("total_strength", "strengths", "a sum that overflows the range of a double",
                      "strengths whose sum is below 1.8e308");
  return result;
}

}  // namespace coopgraph
