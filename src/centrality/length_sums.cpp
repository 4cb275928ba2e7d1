// SPDX-License-Identifier: BSL-1.0
#include "centrality/distance_sums.hpp"
#include "graph/bucket_queue.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/dijkstra.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace coopgraph::detail {
namespace {

constexpr std::size_t source_chunks = 64;

std::size_t chunk_of_sources(std::size_t sources) { return (sources + source_chunks - 1) / source_chunks; }

/// Adds doubles >= 0 with the error of each addition carried along (Neumaier).
class careful_sum {
 public:
  void add(double x) {
    const double sum = sum_ + x;
    error_ += sum_ >= x ? (sum_ - sum) + x : (x - sum) + sum_;
    sum_ = sum;
  }
  /// Not finite if a sum was not.
  [[nodiscard]] double value() const { return sum_ + error_; }

 private:
  double sum_ = 0.0;
  double error_ = 0.0;
};

// ---- whole lengths ----

template <class D>
struct length_arc {
  vertex_id target;
  D length;
};

template <class D>
struct length_rows {
  std::vector<std::uint64_t> offset{0};
  std::vector<length_arc<D>> arc;

  [[nodiscard]] std::size_t vertices() const noexcept { return offset.size() - 1; }
  [[nodiscard]] std::span<const length_arc<D>> of(vertex_id v) const {
    return std::span(arc).subspan(offset[v], offset[v + std::size_t{1}] - offset[v]);
  }
};

/// Without loops, of parallel edges the shortest; vertices are named by their place in `order`.
template <class D>
length_rows<D> simplified(const arc_rows& rows, std::span<const std::int64_t> length, const std::vector<vertex_id>& order,
                          const thread_pool& pool) {
  std::vector<vertex_id> place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<vertex_id>(i);
  length_rows<D> simple;
  simple.offset.reserve(order.size() + 1);
  simple.arc.reserve(rows.target.size());
  for (const vertex_id v : order) {
    if (simple.offset.size() % 1024 == 0) pool.check_stop();
    vertex_id previous = v;
    for (std::uint64_t at = rows.offset[v]; at < rows.offset[v + std::size_t{1}]; ++at) {
      const vertex_id w = rows.target[at];
      if (w == v) continue;
      const D l = static_cast<D>(length[rows.edge[at]]);
      if (w == previous)
        simple.arc.back().length = std::min(simple.arc.back().length, l);
      else
        simple.arc.push_back({place[w], l});
      previous = w;
    }
    simple.offset.push_back(simple.arc.size());
  }
  return simple;
}

/// Dijkstra's search over whole lengths above 0.
template <class D, template <class> class Queue>
class length_search {
 public:
  length_search(const length_rows<D>& rows, D longest) : rows_(rows), distance_(rows.vertices(), not_reached), queue_(longest) {}

  template <class Stop>
  void run(vertex_id source, const Stop& stop) {
    for (const vertex_id v : order_) distance_[v] = not_reached;
    order_.clear();
    distance_[source] = 0;
    queue_.push(0, source);
    std::int64_t budget = arcs_between_stops;
    for (D d = 0; !queue_.empty();) {
      d = queue_.pop(d, settled_);
      for (const vertex_id u : settled_) {
        if (distance_[u] != d) continue;  // out of date: a shorter way was found since
        order_.push_back(u);
        const auto row = rows_.of(u);
        for (const length_arc<D>& arc : row) {
          const D found = d + arc.length;
          if (found >= distance_[arc.target]) continue;
          distance_[arc.target] = found;
          queue_.push(found, arc.target);
        }
        budget -= static_cast<std::int64_t>(row.size()) + 1;
        if (budget > 0) continue;
        stop();
        budget = arcs_between_stops;
      }
    }
  }

  /// The source, then the others by distance.
  [[nodiscard]] std::span<const vertex_id> order() const noexcept { return order_; }
  [[nodiscard]] D distance(vertex_id v) const noexcept { return distance_[v]; }

 private:
  static constexpr D not_reached = std::numeric_limits<D>::max();

  const length_rows<D>& rows_;
  std::vector<D> distance_;
  std::vector<vertex_id> order_;
  std::vector<vertex_id> settled_;
  Queue<D> queue_;
};

/// Calls body(search, source) for all sources.
template <class D, class Body>
void search_from_all(const length_rows<D>& rows, thread_pool& pool, const Body& body) {
  D longest = 0;
  for (const auto& arc : rows.arc) longest = std::max(longest, arc.length);
  const auto all = [&](const auto& make_search) {
    parallel_for(pool, rows.vertices(), chunk_of_sources(rows.vertices()), [&](index_range sources) {
      auto search = make_search();
      for (std::size_t s = sources.first; s < sources.last; ++s) {
        pool.check_stop();
        search.run(static_cast<vertex_id>(s), [&] { pool.check_stop(); });
        body(search, static_cast<vertex_id>(s));
      }
    });
  };
  if (longest < bucket_queue<D>::most)
    all([&] { return length_search<D, bucket_queue>(rows, longest); });
  else
    all([&] { return length_search<D, heap_queue>(rows, longest); });
}

/// Trees that hang on the rest of an undirected graph. Searches from their vertices, and to them, would add nothing that the
/// searches between the other vertices do not tell.
template <class D>
struct hanging_trees {
  struct leaf {
    vertex_id vertex;
    vertex_id on;
    D length;
  };
  std::vector<leaf> cut;             ///< in the order of cutting: leaf after leaf
  std::vector<vertex_id> size;       ///< by vertex: of what hangs on it, itself included
  std::vector<int128> distance_sum;  ///< by vertex: to all that hangs on it

  explicit hanging_trees(std::size_t vertices) : size(vertices, 1), distance_sum(vertices, 0) {}
};

/// \pre the rows are symmetric
template <class D>
hanging_trees<D> cut_trees(const length_rows<D>& rows) {
  const std::size_t n = rows.vertices();
  hanging_trees<D> trees(n);
  std::vector<std::size_t> ties(n);
  std::vector<bool> gone(n, false);
  std::vector<vertex_id> leaves;
  for (vertex_id v = 0; v < n; ++v) {
    ties[v] = rows.of(v).size();
    if (ties[v] == 1) leaves.push_back(v);
  }
  while (!leaves.empty()) {
    const vertex_id v = leaves.back();
    leaves.pop_back();
    if (ties[v] != 1) continue;  // the last of a tree: the others hang on it
    const auto row = rows.of(v);
    const auto& [on, length] = *std::find_if(row.begin(), row.end(), [&](const auto& arc) { return !gone[arc.target]; });
    gone[v] = true;
    trees.cut.push_back({v, on, length});
    trees.size[on] += trees.size[v];
    trees.distance_sum[on] += trees.distance_sum[v] + static_cast<int128>(length) * trees.size[v];
    if (--ties[on] == 1) leaves.push_back(on);
  }
  return trees;
}

/// What is left without the trees; `kept` are its vertices.
template <class D>
length_rows<D> without(const hanging_trees<D>& trees, const length_rows<D>& rows, std::vector<vertex_id>& kept) {
  std::vector<vertex_id> name(rows.vertices(), 0);
  for (const auto& leaf : trees.cut) name[leaf.vertex] = no_vertex;
  for (vertex_id v = 0; v < rows.vertices(); ++v) {
    if (name[v] == no_vertex) continue;
    name[v] = static_cast<vertex_id>(kept.size());
    kept.push_back(v);
  }
  length_rows<D> rest;
  for (const vertex_id v : kept) {
    for (const auto& arc : rows.of(v))
      if (name[arc.target] != no_vertex) rest.arc.push_back({name[arc.target], arc.length});
    rest.offset.push_back(rest.arc.size());
  }
  return rest;
}

template <class D>
void sum_plain(const length_rows<D>& rows, bool symmetric, const std::vector<vertex_id>& order, thread_pool& pool,
               distance_sums& sums) {
  // 1. Between the vertices outside the trees; at each of them stands what hangs on it.
  const hanging_trees<D> trees = symmetric ? cut_trees(rows) : hanging_trees<D>(rows.vertices());
  std::vector<vertex_id> kept;
  const length_rows<D> rest = without(trees, rows, kept);
  search_from_all(rest, pool, [&](const auto& search, vertex_id source) {
    int128 sum = 0;  // n - 1 distances of at most (n - 1) (2^63 - 1): it fits
    vertex_id reached = 0;
    for (const vertex_id v : search.order()) {
      sum += static_cast<int128>(search.distance(v)) * trees.size[kept[v]] + trees.distance_sum[kept[v]];
      reached += trees.size[kept[v]];
    }
    sums.whole[order[kept[source]]] = sum;
    sums.reached[order[kept[source]]] = reached - 1;
  });

  // 2. From a vertex to its leaf: what hangs on the leaf, itself included, comes nearer by the length; the rest goes farther.
  for (std::size_t i = trees.cut.size(); i-- > 0;) {
    const auto& [leaf, on, length] = trees.cut[i];
    const vertex_id others = sums.reached[order[on]];
    const int128 farther = static_cast<int128>(others) + 1 - 2 * static_cast<int128>(trees.size[leaf]);
    sums.whole[order[leaf]] = sums.whole[order[on]] + length * farther;
    sums.reached[order[leaf]] = others;
  }
}

/// In the order of the distances: the same distances give the same bits.
template <class D>
void sum_reciprocals(const length_rows<D>& rows, const rational& unit, const std::vector<vertex_id>& order, thread_pool& pool,
                     distance_sums& sums) {
  search_from_all(rows, pool, [&](const auto& search, vertex_id source) {
    careful_sum sum;
    D distance = 0;
    double reciprocal = 0.0;
    for (const vertex_id v : search.order().subspan(1)) {
      if (search.distance(v) != distance) {
        distance = search.distance(v);
        reciprocal = 1.0 / times(distance, unit);
      }
      sum.add(reciprocal);
    }
    sums.rounded[order[source]] = sum.value();
    sums.reached[order[source]] = static_cast<vertex_id>(search.order().size() - 1);
  });
}

/// Whether D holds the length of any path, and one more edge.
template <class D>
bool holds_paths(const edge_lengths& lengths, std::size_t vertices) {
  if (!lengths.is_exact()) return false;
  const auto numerators = lengths.numerators();
  const std::int64_t longest = numerators.empty() ? 0 : *std::max_element(numerators.begin(), numerators.end());
  const auto farthest = checked_multiply(longest, static_cast<std::int64_t>(vertices + 1));
  return farthest && *farthest < std::numeric_limits<D>::max();
}

template <class D>
void sum_whole(const arc_rows& rows, bool symmetric, const edge_lengths& lengths, distance_sum what, thread_pool& pool,
               distance_sums& sums) {
  const std::vector<vertex_id> order = search_order(rows, sums.reached.size());
  const length_rows<D> simple = simplified<D>(rows, lengths.numerators(), order, pool);
  if (what == distance_sum::plain)
    sum_plain(simple, symmetric, order, pool, sums);
  else
    sum_reciprocals(simple, lengths.unit(), order, pool, sums);
}

// ---- longer ones, and those that are not whole ----

/// In the order of settling, which is that of the distances.
template <class Policy>
void add_one_source(const shortest_path_search<Policy>& search, const Policy& policy, vertex_id source, distance_sum what,
                    distance_sums& sums) {
  careful_sum rounded;
  int128 whole = 0;
  for (const vertex_id v : search.order()) {
    if (v == source) continue;
    if (what == distance_sum::reciprocal)
      rounded.add(1.0 / policy.to_double(search.distance(v)));
    else if constexpr (Policy::exact)
      whole += search.distance(v);
    else
      rounded.add(search.distance(v));
  }
  sums.reached[source] = static_cast<vertex_id>(search.order().size() - 1);
  if (!sums.whole.empty()) sums.whole[source] = whole;
  if (!sums.rounded.empty()) sums.rounded[source] = rounded.value();
}

void sum_any(const arc_rows& rows, const edge_lengths& lengths, distance_sum what, thread_pool& pool, distance_sums& sums) {
  const std::size_t n = sums.reached.size();
  with_length_arithmetic(lengths, n, [&](const auto& policy) {
    parallel_for(pool, n, chunk_of_sources(n), [&](index_range sources) {
      shortest_path_search search(n, policy);
      for (std::size_t s = sources.first; s < sources.last; ++s) {
        pool.check_stop();
        search.run(rows, static_cast<vertex_id>(s), [&] { pool.check_stop(); });
        add_one_source(search, policy, static_cast<vertex_id>(s), what, sums);
      }
    });
  });
}

}  // namespace

distance_sums sums_over_lengths(const char* function, const arc_rows& rows, bool symmetric, std::size_t vertices,
                                const edge_lengths& lengths, distance_sum what, const execution& run) {
  const bool exact = lengths.is_exact() && what == distance_sum::plain;
  const std::size_t n = vertices;
  distance_sums sums{std::vector<vertex_id>(n, 0), std::vector<int128>(exact ? n : 0), std::vector<double>(exact ? 0 : n)};
  thread_pool pool(run);
  if (holds_paths<std::int32_t>(lengths, n))
    sum_whole<std::int32_t>(rows, symmetric, lengths, what, pool, sums);
  else if (holds_paths<std::int64_t>(lengths, n))
    sum_whole<std::int64_t>(rows, symmetric, lengths, what, pool, sums);
  else
    sum_any(rows, lengths, what, pool, sums);
  pool.finish_progress();
  for (std::size_t v = 0; v < sums.rounded.size(); ++v)
    if (!std::isfinite(sums.rounded[v]))
      throw input_error(function, "lengths",
                        std::string(what == distance_sum::plain ? "a sum of distances" : "a sum of reciprocals of distances") +
                            " at vertex " + to_text(v) + " beyond the range of a double",
                        "lengths for which each such sum is below 1.8e308");
  return sums;
}

}  // namespace coopgraph::detail
