// SPDX-License-Identifier: BSL-1.0
// Many sources in one sweep. A vertex has a row of numbers, one for each source (lane), and one addition of rows does for all
// sources what Brandes' algorithm does for one. Levels are those of all lanes at once: a vertex is scanned once for each
// distinct distance that it has from the sources, and rows that are 0 in the lanes that do not take part make masks needless.
//
// The sweeps are compiled for two instruction sets, of which the processor takes the better one that it has (still wider vectors
// gain nothing: rows are waited for, not added). Each lane adds the same numbers in the same order on both.
#include "centrality/betweenness/lanes.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <utility>

#pragma GCC diagnostic ignored "-Wpsabi"  // vectors go through inlined functions only

namespace coopgraph::detail {
namespace {

struct alignas(64) row {
  std::array<double, batch_size> lane;
};

/// A vertex at one level, with the lanes that have it there.
struct entry {
  vertex_id vertex;
  std::uint32_t lanes;
};

/// How wide the vectors of an instruction set are.
struct avx2 {
  using numbers [[gnu::vector_size(32), gnu::may_alias]] = double;
  using masks [[gnu::vector_size(32)]] = long;
  static constexpr masks bits{1, 2, 4, 8};
};
struct sse2 {
  using numbers [[gnu::vector_size(16), gnu::may_alias]] = double;
  using masks [[gnu::vector_size(16)]] = long;
  static constexpr masks bits{1, 2};
};

template <class Set>
constexpr std::size_t width = sizeof(typename Set::numbers) / sizeof(double);
template <class Set>
constexpr std::size_t parts = batch_size / width<Set>;

/// The k-th vector of a row.
template <class Set>
[[gnu::always_inline]] inline typename Set::numbers& part(row& r, std::size_t k) {
  return *reinterpret_cast<typename Set::numbers*>(r.lane.data() + width<Set> * k);
}
template <class Set>
[[gnu::always_inline]] inline const typename Set::numbers& part(const row& r, std::size_t k) {
  return *reinterpret_cast<const typename Set::numbers*>(r.lane.data() + width<Set> * k);
}

/// The k-th vector of x where those lanes are set, else 0.
template <class Set>
[[gnu::always_inline]] inline typename Set::numbers only(const typename Set::numbers& x, std::uint32_t lanes, std::size_t k) {
  using masks = typename Set::masks;
  const masks wanted = Set::bits << static_cast<long>(width<Set> * k);
  const masks set = ((masks{} + static_cast<long>(lanes)) & wanted) == wanted;
  return (typename Set::numbers)((masks)x & set);
}

/// All bits of all lanes.
template <class Set>
[[gnu::always_inline]] inline std::uint32_t joined(const typename Set::masks& set) {
  long all = 0;
  for (std::size_t i = 0; i < width<Set>; ++i) all |= set[i];
  return static_cast<std::uint32_t>(all);
}

/// The sum over the lanes, in the same order whatever the width: the lanes of each half of eight join by distance 4, 2, 1.
template <class Set>
[[gnu::always_inline]] inline double sum_of(const row& r) {
  double sum = 0.0;
  for (std::size_t first = 0; first < batch_size; first += 8) {
    const double* x = r.lane.data() + first;
    sum += ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]));
  }
  return sum;
}

/// Calls the stop hook once in about so many arcs.
class patience {
 public:
  explicit patience(const std::function<void()>& stop) : stop_(stop) {}
  [[gnu::always_inline]] inline void after(std::uint64_t arcs) {
    left_ -= static_cast<std::int64_t>(arcs) + 1;
    if (left_ <= 0) ask();
  }

 private:
  [[gnu::noinline]] void ask() {
    left_ = 16'384;
    stop_();
  }
  const std::function<void()>& stop_;
  std::int64_t left_ = 16'384;
};

struct sweep {
  // Of the block and the batch.
  arc_rows out;
  arc_rows in;
  std::size_t size = 0;
  const double* target_weight = nullptr;  // q by vertex of the block
  row source_weight{};                    // p by lane
  std::uint32_t lanes = 0;                // how many are used

  // The workspace; `now` and `next` are 0 between levels.
  std::vector<row> sigma;  // 0: not reached
  std::vector<row> now;
  std::vector<row> next;
  std::vector<std::uint32_t> mark;
  std::vector<entry> entries;      // by level
  std::vector<std::size_t> level;  // its first entry
  std::vector<vertex_id> touched;
  std::uint64_t frontier_arcs = 0;  // that leave the entries of the last level
  std::uint64_t open_arcs = 0;      // that enter vertices which a lane has not reached
  row greatest{};
};

constexpr std::uint32_t closed = 0xffffffffU;  // the mark of a vertex that all lanes have reached

/// Takes the paths that have come to v at a new level.
template <class Set>
[[gnu::always_inline]] inline void settle(sweep& s, vertex_id v, const row& paths) {
  using masks = typename Set::masks;
  row& sigma = s.sigma[v];
  masks fresh_bits{};
  masks open_bits{};
  for (std::size_t k = 0; k < parts<Set>; ++k) {
    const masks bits = Set::bits << static_cast<long>(width<Set> * k);
    const masks open = part<Set>(sigma, k) == 0.0;
    const masks fresh = open & (part<Set>(paths, k) != 0.0);
    part<Set>(sigma, k) += (typename Set::numbers)((masks)part<Set>(paths, k) & fresh);
    const auto& now = part<Set>(sigma, k);
    part<Set>(s.greatest, k) = now > part<Set>(s.greatest, k) ? now : part<Set>(s.greatest, k);
    fresh_bits |= fresh & bits;
    open_bits |= open & bits;
  }
  const std::uint32_t fresh_lanes = joined<Set>(fresh_bits);
  if (fresh_lanes == 0) return;
  s.entries.push_back({v, fresh_lanes});
  s.frontier_arcs += s.out.degree(v);
  if (fresh_lanes != joined<Set>(open_bits)) return;
  s.mark[v] = closed;
  s.open_arcs -= s.in.degree(v);
}

template <class Set>
[[gnu::always_inline]] inline void add_to(row& sum, const row& x) {
  for (std::size_t k = 0; k < parts<Set>; ++k) part<Set>(sum, k) += part<Set>(x, k);
}

/// The paths to the vertex of an entry, 0 in other lanes.
template <class Set>
[[gnu::always_inline]] inline row paths_of(const sweep& s, const entry& e) {
  row paths;
  for (std::size_t k = 0; k < parts<Set>; ++k) part<Set>(paths, k) = only<Set>(part<Set>(s.sigma[e.vertex], k), e.lanes, k);
  return paths;
}

/// Each vertex of the frontier adds its paths to what it leads to.
template <class Set>
[[gnu::always_inline]] inline void push_level(sweep& s, std::size_t first, std::size_t last, std::uint32_t stamp, patience& p) {
  s.touched.clear();
  for (std::size_t i = first; i < last; ++i) {
    const entry e = s.entries[i];
    const row paths = paths_of<Set>(s, e);
    for (const vertex_id v : s.out.targets_of(e.vertex)) {
      if (s.mark[v] == closed) continue;
      add_to<Set>(s.now[v], paths);
      if (s.mark[v] != stamp) s.touched.push_back(v);
      s.mark[v] = stamp;
    }
    p.after(s.out.degree(e.vertex));
  }
  for (const vertex_id v : s.touched) {
    const row paths = s.now[v];
    s.now[v] = row{};
    settle<Set>(s, v, paths);
  }
}

/// Each vertex that is not closed adds up the paths of what leads to it.
template <class Set>
[[gnu::always_inline]] inline void pull_level(sweep& s, std::size_t first, std::size_t last, patience& p) {
  for (std::size_t i = first; i < last; ++i) add_to<Set>(s.now[s.entries[i].vertex], paths_of<Set>(s, s.entries[i]));
  for (vertex_id v = 0; v < s.size; ++v) {
    if (s.mark[v] == closed) continue;
    row paths{};
    for (const vertex_id u : s.in.targets_of(v)) add_to<Set>(paths, s.now[u]);
    settle<Set>(s, v, paths);
    p.after(s.in.degree(v));
  }
  for (std::size_t i = first; i < last; ++i) s.now[s.entries[i].vertex] = row{};
}

/// sigma and the levels, from the sources outwards.
template <class Set>
[[gnu::always_inline]] inline void search(sweep& s, std::span<const vertex_id> sources, patience& p) {
  row start;  // lanes without a source count as reached everywhere
  for (std::uint32_t lane = 0; lane < batch_size; ++lane) start.lane[lane] = lane < s.lanes ? 0.0 : 1.0;
  std::fill_n(s.sigma.begin(), s.size, start);
  std::fill_n(s.mark.begin(), s.size, 0U);
  s.greatest = row{};
  s.open_arcs = s.in.offset[s.size] - s.in.offset[0];
  s.frontier_arcs = 0;
  s.entries.clear();
  s.level.clear();
  for (std::uint32_t lane = 0; lane < s.lanes; ++lane) {
    s.sigma[sources[lane]].lane[lane] = 1.0;
    s.entries.push_back({sources[lane], 1U << lane});
    s.frontier_arcs += s.out.degree(sources[lane]);
  }
  std::size_t first = 0;
  for (std::uint32_t stamp = 1; first < s.entries.size(); ++stamp) {
    const std::size_t last = s.entries.size();
    s.level.push_back(first);
    const bool pull = 2 * s.frontier_arcs > s.open_arcs + s.size / 4;
    s.frontier_arcs = 0;
    if (pull)
      pull_level<Set>(s, first, last, p);
    else
      push_level<Set>(s, first, last, stamp, p);
    first = last;
  }
  s.level.push_back(first);
}

/// The dependencies of the vertices of one level; `now` holds (q + delta) / sigma of the level beyond, 0 in all other lanes.
template <class Set, summed What>
[[gnu::always_inline]] inline void accumulate_level(sweep& s, std::size_t level, bool marked, std::uint32_t stamp, double* sums,
                                                    patience& p) {
  using numbers = typename Set::numbers;
  for (std::size_t i = s.level[level]; i < s.level[level + 1]; ++i) {
    const entry e = s.entries[i];
    const vertex_id u = e.vertex;
    const row paths = paths_of<Set>(s, e);
    row sum{};
    if (!marked || s.mark[u] == stamp) {
      for (std::uint64_t arc = s.out.offset[u]; arc < s.out.offset[u + std::size_t{1}]; ++arc) {
        const row& beyond = s.now[s.out.target[arc]];
        add_to<Set>(sum, beyond);
        if constexpr (What == summed::arcs) {
          row share;
          for (std::size_t k = 0; k < parts<Set>; ++k)
            part<Set>(share, k) = part<Set>(paths, k) * part<Set>(s.source_weight, k) * part<Set>(beyond, k);
          sums[arc] += sum_of<Set>(share);
        }
      }
      p.after(s.out.degree(u));
    }
    if (level == 0) continue;
    row through;
    for (std::size_t k = 0; k < parts<Set>; ++k) {
      const numbers delta = part<Set>(paths, k) * part<Set>(sum, k);
      part<Set>(through, k) = delta * part<Set>(s.source_weight, k);
      const numbers share = (s.target_weight[u] + delta) / part<Set>(paths, k);  // in other lanes not a number
      part<Set>(s.next[u], k) += only<Set>(share, e.lanes, k);
    }
    if constexpr (What == summed::vertices) sums[u] += sum_of<Set>(through);
  }
}

/// The dependencies, from the farthest level inwards.
template <class Set, summed What>
[[gnu::always_inline]] inline void accumulate(sweep& s, double* sums, patience& p) {
  const std::size_t levels = s.level.size() - 1;
  std::fill_n(s.mark.begin(), s.size, 0U);
  constexpr std::size_t nearest = What == summed::vertices ? 1 : 0;
  for (std::size_t level = levels; level-- > nearest;) {
    // 1. Where the level beyond is small, marks say who leads to it.
    const auto stamp = static_cast<std::uint32_t>(level + 1);
    const bool has_beyond = level + 1 < levels;
    const std::size_t beyond = has_beyond ? s.level[level + 2] - s.level[level + 1] : 0;
    const bool marked = 3 * beyond < s.level[level + 1] - s.level[level];
    if (marked && has_beyond)
      for (std::size_t i = s.level[level + 1]; i < s.level[level + 2]; ++i)
        for (const vertex_id u : s.in.targets_of(s.entries[i].vertex)) s.mark[u] = stamp;

    // 2. The level itself, then the one beyond is done with.
    accumulate_level<Set, What>(s, level, marked, stamp, sums, p);
    if (has_beyond)
      for (std::size_t i = s.level[level + 1]; i < s.level[level + 2]; ++i) s.now[s.entries[i].vertex] = row{};
    std::swap(s.now, s.next);
  }
  if (levels > nearest)
    for (std::size_t i = s.level[nearest]; i < s.level[nearest + 1]; ++i) s.now[s.entries[i].vertex] = row{};
}

template <class Set, summed What>
[[gnu::always_inline]] inline bool add_batch(sweep& s, std::span<const vertex_id> sources, double* sums, patience& p) {
  search<Set>(s, sources, p);
  if (*std::max_element(s.greatest.lane.begin(), s.greatest.lane.end()) > greatest_plain_count) return false;
  accumulate<Set, What>(s, sums, p);
  return true;
}

/// False, and nothing added, if a number of paths is too large.
using add_function = bool (*)(sweep&, std::span<const vertex_id>, double*, patience&);

#ifdef __x86_64__
template <summed What>
[[gnu::target("avx2")]] bool add_avx2(sweep& s, std::span<const vertex_id> sources, double* sums, patience& p) {
  return add_batch<avx2, What>(s, sources, sums, p);
}
#endif
template <summed What>
bool add_baseline(sweep& s, std::span<const vertex_id> sources, double* sums, patience& p) {
  return add_batch<sse2, What>(s, sources, sums, p);
}

template <summed What>
add_function best_for_this_processor() {
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx2")) return add_avx2<What>;
#endif
  return add_baseline<What>;
}

class lane_kernel final : public kernel {
 public:
  lane_kernel(const split_graph& split, summed what, const std::function<void()>& stop, std::unique_ptr<kernel> fallback)
      : split_(split),
        what_(what),
        patience_(stop),
        fallback_(std::move(fallback)),
        add_(what == summed::vertices ? best_for_this_processor<summed::vertices>() : best_for_this_processor<summed::arcs>()) {}

  void add(const batch& b, std::vector<double>& sums) override {
    if (b.block == one_by_one_) return fallback_->add(b, sums);
    const block_rows rows = split_.block(b.block);
    const pair_weights& weights = split_.weights[b.kind];
    grow(rows.size);
    s_.out = rows.out;
    s_.in = rows.in;
    s_.size = rows.size;
    s_.lanes = static_cast<std::uint32_t>(b.sources.size());
    s_.target_weight = weights.target.data() + rows.first;
    s_.source_weight = row{};
    for (std::size_t lane = 0; lane < b.sources.size(); ++lane)
      s_.source_weight.lane[lane] = weights.source[rows.first + b.sources[lane]];
    if (!add_(s_, b.sources, what_ == summed::vertices ? sums.data() + rows.first : sums.data(), patience_))
      fallback_->add(b, sums);
    else if (shares_little(b.block))
      one_by_one_ = b.block;
  }

 private:
  void grow(std::size_t size) {
    if (s_.sigma.size() >= size) return;
    s_.sigma.resize(size);
    s_.now.assign(size, row{});
    s_.next.assign(size, row{});
    s_.mark.resize(size);
  }

  /// Whether vertices have so many different distances from the sources of a batch that one source after the other takes less
  /// time, as on grids. Judged by the first batches of a block; that depends on the chunk of work alone, not on threads.
  [[nodiscard]] bool shares_little(std::uint32_t block) {
    constexpr std::size_t batches_to_judge_by = 3;
    if (block != block_) {
      block_ = block;
      batches_ = rows_ = lanes_ = 0;
    }
    if (++batches_ > batches_to_judge_by) return false;
    rows_ += s_.entries.size();
    for (const entry& e : s_.entries) lanes_ += static_cast<std::size_t>(std::popcount(e.lanes));
    return batches_ == batches_to_judge_by && 100 * rows_ > 36 * lanes_;  // measured: 25 favours rows, 40 single sources
  }

  const split_graph& split_;
  summed what_;
  patience patience_;
  std::unique_ptr<kernel> fallback_;
  add_function add_;
  static constexpr std::uint32_t no_block_yet = 0xffffffffU;
  std::uint32_t one_by_one_ = no_block_yet;  // the block whose batches go to the fallback
  std::uint32_t block_ = no_block_yet;       // the block at hand: so many batches, entries, and lanes of entries
  std::size_t batches_ = 0;
  std::size_t rows_ = 0;
  std::size_t lanes_ = 0;
  sweep s_;
};

}  // namespace

std::unique_ptr<kernel> make_lane_kernel(const split_graph& split, summed what, const std::function<void()>& stop,
                                         std::unique_ptr<kernel> fallback) {
  return std::make_unique<lane_kernel>(split, what, stop, std::move(fallback));
}

}  // namespace coopgraph::detail
