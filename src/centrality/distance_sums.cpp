// SPDX-License-Identifier: BSL-1.0
#include "centrality/distance_sums.hpp"

#include <coopgraph/core/parallel.hpp>
#include <coopgraph/graph/dijkstra.hpp>

#include <algorithm>
#include <memory>
#include <mutex>
#include <numeric>
#include <utility>

namespace coopgraph::detail {

std::vector<vertex_id> search_order(const arc_rows& rows, std::size_t n) {
  std::vector<vertex_id> by_degree(n);
  std::iota(by_degree.begin(), by_degree.end(), vertex_id{0});
  std::stable_sort(by_degree.begin(), by_degree.end(), [&](vertex_id u, vertex_id v) { return rows.degree(u) > rows.degree(v); });
  std::vector<bool> seen(n, false);
  std::vector<vertex_id> order;
  order.reserve(n);
  std::size_t next = 0;
  for (const vertex_id start : by_degree) {
    if (seen[start]) continue;
    seen[start] = true;
    order.push_back(start);
    for (; next < order.size(); ++next)
      for (const vertex_id w : rows.targets_of(order[next])) {
        if (seen[w]) continue;
        seen[w] = true;
        order.push_back(w);
      }
  }
  return order;
}

namespace {

// ---- on hops ----

/// Vertices are named by their place in `order`. Each row begins with the greatest degrees, which most searches reach first.
hop_rows simplified(const arc_rows& rows, const std::vector<vertex_id>& order, const std::vector<vertex_id>& place,
                    const thread_pool& pool) {
  hop_rows simple;
  simple.target.reserve(rows.target.size());
  simple.offset.reserve(order.size() + 1);
  simple.offset.push_back(0);
  for (const vertex_id v : order) {
    if (simple.offset.size() % 1024 == 0) pool.check_stop();
    vertex_id previous = v;
    for (const vertex_id w : rows.targets_of(v)) {
      if (w != previous && w != v) simple.target.push_back(place[w]);
      previous = w;
    }
    std::sort(simple.target.begin() + static_cast<std::ptrdiff_t>(simple.offset.back()), simple.target.end(),
              [&](vertex_id a, vertex_id b) {
                const std::uint64_t of_a = rows.degree(order[a]);
                const std::uint64_t of_b = rows.degree(order[b]);
                return of_a != of_b ? of_a > of_b : a < b;
              });
    simple.offset.push_back(simple.target.size());
  }
  return simple;
}

/// Serves any number of batches of sources. The sums stand at the vertices that are reached, not at the sources: a search
/// against the arcs finds at v the distance from v to its source.
class hop_worker {
 public:
  hop_worker(const hop_rows& pull, const hop_rows& push, distance_sum what) : vertices_(pull.offset.size() - 1) {
    batch_.pull = &pull;
    batch_.push = &push;
    for (std::vector<lanes>* sets : {&batch_.seen, &batch_.front, &batch_.next}) sets->resize(vertices_);
    for (std::vector<vertex_id>* list : {&batch_.at, &batch_.to, &batch_.open}) list->resize(vertices_);
    counts_.sum.resize(vertices_);
    counts_.reached.resize(vertices_);
    if (what == distance_sum::plain) return;
    counts_.reciprocal_low.resize(vertices_);
    counts_.reciprocal_high.resize(vertices_);
  }

  [[nodiscard]] const hop_counts& counts() const noexcept { return counts_; }

  void run(index_range sources, const hop_loops& loops, const thread_pool& pool) {
    std::uint64_t arcs = begin(sources);
    for (std::uint32_t distance = 1; batch_.at_count > 0; ++distance) {
      batch_.to_count = 0;
      if (arcs * pull_bias > open_arcs()) {
        std::size_t kept = 0;
        blocks(batch_.open_count, pool,
               [&](std::size_t first, std::size_t last) { kept = loops.pull(batch_, first, last, kept); });
        batch_.open_count = kept;
      } else {
        blocks(batch_.at_count, pool, [&](std::size_t first, std::size_t last) { loops.push(batch_, first, last); });
      }
      arcs = loops.settle(batch_, 0, batch_.to_count, distance, counts_);
      for (std::size_t i = 0; i < batch_.at_count; ++i) batch_.front[batch_.at[i]] = {};
      std::swap(batch_.front, batch_.next);
      std::swap(batch_.at, batch_.to);
      batch_.at_count = batch_.to_count;
    }
  }

 private:
  /// A pull costs less by arc than a push, and ends early.
  static constexpr std::uint64_t pull_bias = 4;
  static constexpr std::size_t block = 2048;

  std::uint64_t begin(index_range sources) {
    std::fill(batch_.seen.begin(), batch_.seen.end(), lanes{});
    std::iota(batch_.open.begin(), batch_.open.end(), vertex_id{0});
    batch_.open_count = vertices_;
    batch_.all = {};
    std::uint64_t arcs = 0;
    for (std::size_t s = sources.first; s < sources.last; ++s) {
      const std::size_t lane = s - sources.first;
      const std::uint64_t bit = std::uint64_t{1} << (lane % 64);
      batch_.all.word[lane / 64] |= bit;
      batch_.seen[s].word[lane / 64] = bit;
      batch_.front[s].word[lane / 64] = bit;
      batch_.at[lane] = static_cast<vertex_id>(s);
      arcs += batch_.push->offset[s + 1] - batch_.push->offset[s];
    }
    batch_.at_count = sources.last - sources.first;
    return arcs;
  }

  [[nodiscard]] std::uint64_t open_arcs() const {
    const std::uint64_t all = batch_.pull->target.size() + vertices_;
    return static_cast<std::uint64_t>(static_cast<double>(all) * static_cast<double>(batch_.open_count) /
                                      static_cast<double>(vertices_));
  }

  template <class Body>
  static void blocks(std::size_t count, const thread_pool& pool, const Body& body) {
    for (std::size_t first = 0; first < count; first += block) {
      pool.check_stop();
      body(first, std::min(count, first + block));
    }
  }

  std::size_t vertices_;
  hop_batch batch_;
  hop_counts counts_;
};

/// Lends workers to threads. Which batches a worker serves depends on the threads; the sum over the workers does not, since all
/// that they count is whole.
class hop_workers {
 public:
  hop_workers(const hop_rows& pull, const hop_rows& push, distance_sum what) : pull_(pull), push_(push), what_(what) {}

  [[nodiscard]] std::unique_ptr<hop_worker> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto worker = std::move(idle_.back());
        idle_.pop_back();
        return worker;
      }
    }
    return std::make_unique<hop_worker>(pull_, push_, what_);
  }
  void give_back(std::unique_ptr<hop_worker> worker) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(worker));
  }
  [[nodiscard]] const std::vector<std::unique_ptr<hop_worker>>& all() const noexcept { return idle_; }

 private:
  const hop_rows& pull_;
  const hop_rows& push_;
  distance_sum what_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<hop_worker>> idle_;
};

distance_sums sums_on_hops(const arc_rows& rows, const arc_rows& against, std::size_t n, distance_sum what, const execution& run,
                           const hop_loops& loops) {
  // 1. Simple rows; those along the distances to pull, those against them to push.
  const bool symmetric = rows.target.data() == against.target.data();
  const std::vector<vertex_id> order = search_order(rows, n);
  std::vector<vertex_id> place(n);
  for (std::size_t i = 0; i < n; ++i) place[order[i]] = static_cast<vertex_id>(i);
  thread_pool pool(run);
  const hop_rows pull = simplified(rows, order, place, pool);
  const hop_rows turned = symmetric ? hop_rows{} : simplified(against, order, place, pool);

  // 2. All sources, 512 at a time.
  hop_workers workers(pull, symmetric ? pull : turned, what);
  parallel_for(pool, n, lane_bits, [&](index_range sources) {
    auto worker = workers.take();
    worker->run(sources, loops, pool);
    workers.give_back(std::move(worker));
  });
  pool.finish_progress();

  // 3. What the workers counted, by the names of the graph.
  __extension__ typedef unsigned __int128 wide;
  distance_sums sums{std::vector<vertex_id>(n, 0), {}, {}};
  sums.whole.resize(what == distance_sum::plain ? n : 0);
  sums.rounded.resize(what == distance_sum::reciprocal ? n : 0);
  for (std::size_t i = 0; i < n; ++i) {
    wide reciprocal = 0;
    for (const auto& worker : workers.all()) {
      const hop_counts& counts = worker->counts();
      sums.reached[order[i]] += counts.reached[i];
      if (what == distance_sum::plain)
        sums.whole[order[i]] += counts.sum[i];
      else
        reciprocal += (wide{counts.reciprocal_high[i]} << 64) | counts.reciprocal_low[i];
    }
    if (what == distance_sum::reciprocal) sums.rounded[order[i]] = static_cast<double>(reciprocal) * 0x1p-95;
  }
  return sums;
}

// ---- both ----

/// The rows of a directed graph without regard to direction.
struct merged_rows {
  std::vector<std::uint64_t> offset;
  std::vector<vertex_id> target;
  std::vector<edge_id> edge;

  explicit merged_rows(const directed_view& graph) : offset{0} {
    for (vertex_id v = 0; v < graph.vertices(); ++v) {
      std::vector<std::pair<vertex_id, edge_id>> row;
      for (const arc_rows& rows : {graph.out, graph.in})
        for (std::size_t i = 0; i < rows.degree(v); ++i) row.emplace_back(rows.targets_of(v)[i], rows.edges_of(v)[i]);
      std::sort(row.begin(), row.end());
      for (const auto& [w, e] : row) {
        target.push_back(w);
        edge.push_back(e);
      }
      offset.push_back(target.size());
    }
  }
  [[nodiscard]] arc_rows rows() const { return {offset, target, edge}; }
};

template <direction D>
distance_sums sum(const char* function, const csr_view<D>& graph, const edge_lengths* lengths, distance_sum what,
                  distance_mode mode, const execution& run, const hop_loops& loops) {
  const std::size_t n = graph.vertices();
  if (lengths != nullptr) check_lengths(function, graph, *lengths, length_domain::positive);
  if (n == 0) {
    if (run.progress) run.progress(1.0);
    return {};
  }
  const auto by_rows = [&](const arc_rows& rows, const arc_rows& against) {
    const bool symmetric = rows.target.data() == against.target.data();
    return lengths == nullptr ? sums_on_hops(rows, against, n, what, run, loops)
                              : sums_over_lengths(function, rows, symmetric, n, *lengths, what, run);
  };
  if (mode == distance_mode::out) return by_rows(graph.out, graph.in);
  if (mode == distance_mode::in) return by_rows(graph.in, graph.out);
  if constexpr (D == direction::directed) {
    const merged_rows merged(graph);
    return by_rows(merged.rows(), merged.rows());
  }
  return by_rows(graph.out, graph.out);
}

}  // namespace

distance_sums sum_distances(const char* function, const undirected_view& graph, const edge_lengths* lengths, distance_sum what,
                            distance_mode mode, const execution& run, const hop_loops& loops) {
  return sum(function, graph, lengths, what, mode, run, loops);
}

distance_sums sum_distances(const char* function, const directed_view& graph, const edge_lengths* lengths, distance_sum what,
                            distance_mode mode, const execution& run, const hop_loops& loops) {
  return sum(function, graph, lengths, what, mode, run, loops);
}

}  // namespace coopgraph::detail
