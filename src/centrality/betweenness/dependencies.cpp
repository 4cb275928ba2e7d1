// SPDX-License-Identifier: BSL-1.0
#include "centrality/betweenness/dependencies.hpp"

#include "centrality/betweenness/bucket_search.hpp"
#include "centrality/betweenness/lanes.hpp"
#include "centrality/betweenness/one_source.hpp"

#include <coopgraph/core/parallel.hpp>
#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/dijkstra.hpp>

#include <algorithm>
#include <atomic>
#include <limits>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

namespace coopgraph::detail {
namespace {

/// Sources are dealt out in at most this many chunks, whatever the number of threads; each holds its own sums.
constexpr std::size_t source_chunks = 16;

using make_kernel = std::function<std::unique_ptr<kernel>(const std::function<void()>& stop)>;

/// The sources of a block in an order in which those of a batch are near each other, so that their distances from anywhere differ
/// little: each batch is what a breadth-first search finds first among the vertices that are not yet in one.
std::vector<vertex_id> order_of_sources(const block_rows& rows, const double* weight) {
  std::vector<vertex_id> order;
  std::vector<bool> met(rows.size, false);
  std::vector<vertex_id> queue;
  std::size_t batch_end = batch_size;
  for (vertex_id seed = 0; seed < rows.size; ++seed) {
    if (met[seed]) continue;
    queue.assign(1, seed);
    met[seed] = true;
    std::size_t next = 0;
    const auto meet = [&](const arc_rows& arcs) {
      for (const vertex_id v : arcs.targets_of(queue[next])) {
        if (met[v]) continue;
        met[v] = true;
        queue.push_back(v);
      }
    };
    for (; next < queue.size() && order.size() < batch_end; ++next) {
      if (weight[queue[next]] > 0.0) order.push_back(queue[next]);
      meet(rows.out);
      meet(rows.in);
    }
    if (order.size() == batch_end) batch_end += batch_size;
    for (; next < queue.size(); ++next) met[queue[next]] = false;  // left to the next batches
  }
  return order;
}

/// All the work, as batches that are about equally dear within each chunk.
struct plan {
  std::vector<vertex_id> sources;
  std::vector<batch> batches;
  std::vector<std::size_t> chunk;  // first batches, and the end

  plan(const split_graph& split, summed what) {
    sources.reserve(split.slots() * split.weights.size());                              // batches point into it
    const std::size_t least = what == summed::vertices ? 3 : 2;                         // nothing is between two vertices
    for (std::uint32_t b = 0; b < split.blocks() && split.block(b).size >= least; ++b)  // the largest first
      for (std::uint32_t kind = 0; kind < split.weights.size(); ++kind) add_batches(split, b, kind);
    cut(split);
  }

 private:
  void add_batches(const split_graph& split, std::uint32_t b, std::uint32_t kind) {
    const block_rows rows = split.block(b);
    const std::size_t before = sources.size();
    const auto order = order_of_sources(rows, split.weights[kind].source.data() + rows.first);
    sources.insert(sources.end(), order.begin(), order.end());
    for (std::size_t first = before; first < sources.size(); first += batch_size)
      batches.push_back({b, kind, std::span(sources).subspan(first, std::min(batch_size, sources.size() - first))});
  }

  void cut(const split_graph& split) {
    double all = 0.0;
    const auto cost = [&](const batch& b) {
      const block_rows rows = split.block(b.block);
      return static_cast<double>(b.sources.size()) * static_cast<double>(rows.arcs() + rows.size);
    };
    for (const batch& b : batches) all += cost(b);
    chunk.push_back(0);
    double sum = 0.0;
    for (std::size_t i = 0; i < batches.size(); ++i) {
      sum += cost(batches[i]);
      if (i + 1 == batches.size() || sum * source_chunks >= all * static_cast<double>(chunk.size())) chunk.push_back(i + 1);
    }
  }
};

/// Tells of sources, which are finer than chunks; on the calling thread alone.
class source_progress {
 public:
  source_progress(const execution& run, std::size_t sources) : run_(run), sources_(sources) {}

  void more(std::size_t sources) {
    const std::size_t done = done_.fetch_add(sources, std::memory_order_relaxed) + sources;
    if (!run_.progress || std::this_thread::get_id() != caller_) return;
    if (done < told_ + sources_ / 1000 + 1 || done >= sources_) return;
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

std::vector<double> sum_of_batches(const plan& work, std::size_t items, const execution& run, const make_kernel& make) {
  execution quiet = run;
  quiet.progress = nullptr;  // sources are told of here, not chunks
  thread_pool pool(quiet);
  source_progress progress(run, work.sources.size());
  const std::function<void()> stop = [&pool] { pool.check_stop(); };
  return parallel_reduce(
      pool, work.chunk.size() - 1, 1, std::vector<double>(items, 0.0),
      [&](index_range chunk) {
        std::vector<double> sums(items, 0.0);
        const auto kernel = make(stop);
        for (std::size_t i = work.chunk[chunk.first]; i < work.chunk[chunk.last]; ++i) {
          pool.check_stop();
          kernel->add(work.batches[i], sums);
          progress.more(work.batches[i].sources.size());
        }
        return sums;
      },
      [](std::vector<double> a, const std::vector<double>& b) {
        for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
        return a;
      });
}

/// The lengths of all arcs as D, where a path over all vertices of a block fits into it.
template <class D>
std::optional<std::vector<D>> lengths_by_arc(const split_graph& split, const edge_lengths& lengths, std::size_t largest_block) {
  if (!lengths.is_exact()) return std::nullopt;
  const auto numerators = lengths.numerators();
  const std::int64_t longest = numerators.empty() ? 0 : *std::max_element(numerators.begin(), numerators.end());
  const auto farthest = checked_multiply(longest, static_cast<std::int64_t>(largest_block + 1));
  if (!farthest || *farthest > std::numeric_limits<D>::max()) return std::nullopt;
  std::vector<D> by_arc;
  by_arc.reserve(split.arcs());
  for (const edge_id e : split.out.edge) by_arc.push_back(static_cast<D>(numerators[e]));
  return by_arc;
}

struct job {
  const split_graph& split;
  summed what;
  std::size_t largest_block;
  const execution& run;
  const plan& work;

  template <class MakeSearch>
  [[nodiscard]] std::vector<double> by_one_source(const MakeSearch& make_search) const {
    return sum_of_batches(work, items(), run, [&](const std::function<void()>& stop) {
      return std::make_unique<one_source_kernel<decltype(make_search())>>(split, what, stop, largest_block, make_search());
    });
  }
  template <class D>
  [[nodiscard]] std::vector<double> by_whole_lengths(const std::vector<D>& by_arc) const {
    const std::span<const D> length = by_arc;
    const D longest = by_arc.empty() ? 0 : *std::max_element(by_arc.begin(), by_arc.end());
    if (longest < bucket_queue<D>::most)
      return by_one_source([&] { return counting_search<D, bucket_queue>(largest_block, length, longest); });
    return by_one_source([&] { return counting_search<D, heap_queue>(largest_block, length, longest); });
  }
  [[nodiscard]] std::vector<double> on_hops() const {
    return sum_of_batches(work, items(), run, [&](const std::function<void()>& stop) {
      auto with_exponents =
          std::make_unique<one_source_kernel<hop_search>>(split, what, stop, largest_block, hop_search(largest_block));
      return make_lane_kernel(split, what, stop, std::move(with_exponents));
    });
  }
  [[nodiscard]] std::size_t items() const { return what == summed::vertices ? split.slots() : split.arcs(); }
};

}  // namespace

std::vector<double> sum_dependencies(const split_graph& split, const edge_lengths* lengths, summed what, const execution& run) {
  std::size_t largest = 0;
  for (std::size_t b = 0; b < split.blocks(); ++b) largest = std::max(largest, split.first[b + 1] - split.first[b]);
  const plan work(split, what);
  const job todo{split, what, largest, run, work};
  if (lengths == nullptr) return todo.on_hops();
  if (const auto by_arc = lengths_by_arc<std::int32_t>(split, *lengths, largest)) return todo.by_whole_lengths(*by_arc);
  if (const auto by_arc = lengths_by_arc<std::int64_t>(split, *lengths, largest)) return todo.by_whole_lengths(*by_arc);
  return with_length_arithmetic(*lengths, largest, [&](const auto& policy) {
    return todo.by_one_source([&] { return shortest_path_search(largest, policy); });
  });
}

}  // namespace coopgraph::detail
