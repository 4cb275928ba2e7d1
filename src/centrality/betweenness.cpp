// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/betweenness.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/dijkstra.hpp>
#include <coopgraph/graph/path_count.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

/// Sources are dealt out in this many chunks, whatever the number of threads; each holds its own sums.
constexpr std::size_t source_chunks = 16;

/// Numbers of paths up to here are counted in doubles: their reciprocals, too, stay well inside the range.
constexpr double greatest_plain_count = 0x1p1000;

/// Tells of sources, which are finer than chunks; on the calling thread alone.
class source_progress {
 public:
  source_progress(const execution& run, std::size_t sources) : run_(run), sources_(sources) {}

  void one_more() {
    const std::size_t done = done_.fetch_add(1, std::memory_order_relaxed) + 1;
    if (!run_.progress || std::this_thread::get_id() != caller_) return;
    const std::size_t step = sources_ / 1000 + 1;
    if (done < told_ + step || done >= sources_) return;
    told_ = done;
    run_.progress(static_cast<double>(done) / static_cast<double>(sources_));
  }

 private:
  const execution& run_;
  std::size_t sources_;
  std::thread::id caller_ = std::this_thread::get_id();
  std::atomic<std::size_t> done_{0};
  std::size_t told_ = 0;
};

/// Calls the stop hook once in about `arcs_between_stops` arcs.
template <class Stop>
class stop_now_and_then {
 public:
  explicit stop_now_and_then(const Stop& stop) : stop_(stop) {}
  void after(std::uint64_t arcs) {
    budget_ -= static_cast<std::int64_t>(arcs) + 1;
    if (budget_ > 0) return;
    stop_();
    budget_ = arcs_between_stops;
  }

 private:
  const Stop& stop_;
  std::int64_t budget_ = arcs_between_stops;
};

/// Brandes' accumulation without lists of predecessors: an arc (u, v) is on a shortest path from s if it is tight, d(u) + l =
/// d(v). sigma(v) = sum over tight (u, v) of sigma(u); the dependency delta(u) = sum over tight (u, v) of sigma(u) / sigma(v) (1
/// + delta(v)).
template <class Search>
class accumulator {
 public:
  accumulator(const arc_rows& rows, Search search, std::size_t vertices)
      : rows_(rows), search_(std::move(search)), sigma_(vertices, 0.0), delta_(vertices, 0.0), share_(vertices, 0.0) {}

  template <class Stop>
  void add(vertex_id source, std::vector<double>& score, const Stop& stop) {
    search_.run(rows_, source, stop);
    if (count_plain(stop))
      accumulate_plain(stop);
    else
      accumulate_with_exponents(stop);
    for (const vertex_id v : search_.order())
      if (v != source) score[v] += delta_[v];
  }

 private:
  /// Calls visit(v) for each tight arc (u, v).
  template <class Visit>
  void each_tight(vertex_id u, const Visit& visit) const {
    const std::uint64_t end = rows_.offset[u + std::size_t{1}];
    for (std::uint64_t arc = rows_.offset[u]; arc < end; ++arc) {
      const vertex_id v = rows_.target[arc];
      if (search_.tight(u, rows_.edge[arc], v)) visit(v);
    }
  }

  /// Calls visit(u) for the reached vertices, the farthest first.
  template <class Stop, class Visit>
  void backwards(const Stop& stop, const Visit& visit) const {
    stop_now_and_then stopping(stop);
    const auto order = search_.order();
    for (std::size_t i = order.size(); i-- > 0;) {
      visit(order[i]);
      stopping.after(rows_.degree(order[i]));
    }
  }

  /// False if a count is too large for doubles.
  template <class Stop>
  bool count_plain(const Stop& stop) {
    stop_now_and_then stopping(stop);
    for (const vertex_id v : search_.order()) sigma_[v] = 0.0;
    sigma_[search_.order().front()] = 1.0;
    double greatest = 1.0;
    for (const vertex_id u : search_.order()) {
      const double paths = sigma_[u];  // final: all that precede u in the order have added theirs
      greatest = std::max(greatest, paths);
      each_tight(u, [&](vertex_id v) { sigma_[v] += paths; });
      stopping.after(rows_.degree(u));
    }
    return greatest <= greatest_plain_count;
  }

  template <class Stop>
  void accumulate_plain(const Stop& stop) {
    backwards(stop, [&](vertex_id u) {
      double sum = 0.0;
      each_tight(u, [&](vertex_id v) { sum += share_[v]; });
      delta_[u] = sigma_[u] * sum;
      share_[u] = (1.0 + delta_[u]) / sigma_[u];  // one division a vertex, not one an arc
    });
  }

  template <class Stop>
  void accumulate_with_exponents(const Stop& stop) {
    count_.resize(sigma_.size());
    count_paths(search_, rows_, count_);
    stop();
    backwards(stop, [&](vertex_id u) {
      double sum = 0.0;
      each_tight(u, [&](vertex_id v) { sum += ratio(count_[u], count_[v]) * (1.0 + delta_[v]); });
      delta_[u] = sum;
    });
  }

  arc_rows rows_;
  Search search_;
  std::vector<double> sigma_;
  std::vector<double> delta_;
  std::vector<double> share_;      // (1 + delta) / sigma
  std::vector<path_count> count_;  // empty until doubles do not do
};

/// The sums of the dependencies over all sources; each chunk makes a search of its own.
template <class MakeSearch>
std::vector<double> sum_over_sources(const arc_rows& rows, std::size_t n, const execution& run, const MakeSearch& make_search) {
  execution quiet = run;
  quiet.progress = nullptr;  // sources are told of here, not chunks
  thread_pool pool(quiet);
  source_progress progress(run, n);
  return parallel_reduce(
      pool, n, (n + source_chunks - 1) / source_chunks, std::vector<double>{},
      [&](index_range sources) {
        std::vector<double> score(n, 0.0);
        accumulator dependencies(rows, make_search(), n);
        for (std::size_t s = sources.first; s < sources.last; ++s) {
          pool.check_stop();
          dependencies.add(static_cast<vertex_id>(s), score, [&] { pool.check_stop(); });
          progress.one_more();
        }
        return score;
      },
      [](std::vector<double> a, const std::vector<double>& b) {
        for (std::size_t v = 0; v < a.size(); ++v) a[v] += b[v];
        return a;
      });
}

template <direction D>
betweenness_result run(const csr_view<D>& graph, const edge_lengths* lengths, const betweenness_options& options) {
  const std::size_t n = graph.vertices();
  betweenness_result result;
  result.pairs = n < 3 ? 0 : (std::uint64_t{n} - 1) * (std::uint64_t{n} - 2) / (graph.is_directed ? 1 : 2);
  if (lengths != nullptr) {
    check_lengths("betweenness", graph, *lengths, length_domain::positive);
    result.ties = lengths->is_exact() ? ties::exact : ties::approximate;
    result.why_approximate = lengths->why_approximate();
  }
  if (n > 0 && lengths == nullptr)
    result.score.values = sum_over_sources(graph.out, n, options.run, [&] { return hop_search(n); });
  else if (n > 0)
    result.score.values = with_length_arithmetic(*lengths, n, [&](const auto& policy) {
      return sum_over_sources(graph.out, n, options.run, [&] { return shortest_path_search(n, policy); });
    });

  if (!graph.is_directed)
    for (double& b : result.score.values) b *= 0.5;  // each pair was met from both of its ends
  if (options.normalized && result.pairs > 0)
    for (double& b : result.score.values) b /= static_cast<double>(result.pairs);
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace

betweenness_result betweenness_of(const undirected_view& graph, const edge_lengths* lengths, const betweenness_options& options) {
  return run(graph, lengths, options);
}

betweenness_result betweenness_of(const directed_view& graph, const edge_lengths* lengths, const betweenness_options& options) {
  return run(graph, lengths, options);
}

}  // namespace coopgraph::detail
