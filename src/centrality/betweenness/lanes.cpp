// SPDX-License-Identifier: BSL-1.0
// Many sources in one sweep. A vertex has a row of numbers, one for each source (lane), and one addition of rows does for all
// sources what Brandes' algorithm does for one. Levels are those of all lanes at once: a vertex is scanned once for each
// distinct distance that it has from the sources, and rows that are 0 in the lanes that do not take part make masks needless.
//
// The sweeps are compiled for three instruction sets, of which the processor takes the best that it has. Each lane adds the same
// numbers in the same order on all of them.
#include "centrality/betweenness/lanes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#pragma GCC diagnostic ignored "-Wpsabi"  // rows go through inlined functions only

#define COOPGRAPH_INLINE [[gnu::always_inline]] inline

namespace coopgraph::detail {
namespace {

using numbers = double __attribute__((vector_size(64)));
using masks = long __attribute__((vector_size(64)));

constexpr std::size_t parts = batch_size / 8;

struct alignas(64) row {
  std::array<numbers, parts> part;
};

/// A vertex at one level, with the lanes that have it there.
struct entry {
  vertex_id vertex;
  std::uint32_t lanes;
};

COOPGRAPH_INLINE masks lanes_of(std::uint32_t lanes, std::size_t part) {
  constexpr masks bit{1, 2, 4, 8, 16, 32, 64, 128};
  const long byte = static_cast<long>((lanes >> (8 * part)) & 0xffU);
  const masks all{byte, byte, byte, byte, byte, byte, byte, byte};
  return (all & bit) != 0;
}

/// One bit for each lane in which the mask is set.
COOPGRAPH_INLINE std::uint32_t bits_of(const masks& lanes) {
  constexpr masks bit{1, 2, 4, 8, 16, 32, 64, 128};
  const masks set = lanes & bit;
  const auto four = __builtin_shufflevector(set, set, 0, 1, 2, 3) | __builtin_shufflevector(set, set, 4, 5, 6, 7);
  const auto two = __builtin_shufflevector(four, four, 0, 1) | __builtin_shufflevector(four, four, 2, 3);
  return static_cast<std::uint32_t>(two[0] | two[1]);
}

COOPGRAPH_INLINE double sum_of(const numbers& x) {
  const auto four = __builtin_shufflevector(x, x, 0, 1, 2, 3) + __builtin_shufflevector(x, x, 4, 5, 6, 7);
  const auto two = __builtin_shufflevector(four, four, 0, 1) + __builtin_shufflevector(four, four, 2, 3);
  return two[0] + two[1];
}

COOPGRAPH_INLINE numbers only(const numbers& x, const masks& where) { return (numbers)((masks)x & where); }

/// Calls the stop hook once in about so many arcs.
class patience {
 public:
  explicit patience(const std::function<void()>& stop) : stop_(stop) {}
  COOPGRAPH_INLINE void after(std::uint64_t arcs) {
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
COOPGRAPH_INLINE void settle(sweep& s, vertex_id v, const row& paths) {
  row& sigma = s.sigma[v];
  std::uint32_t fresh_lanes = 0;
  std::uint32_t open_lanes = 0;
  for (std::size_t k = 0; k < parts; ++k) {
    const masks open = sigma.part[k] == 0.0;
    const masks fresh = open & (paths.part[k] != 0.0);
    sigma.part[k] += only(paths.part[k], fresh);
    s.greatest.part[k] = sigma.part[k] > s.greatest.part[k] ? sigma.part[k] : s.greatest.part[k];
    fresh_lanes |= bits_of(fresh) << (8 * k);
    open_lanes |= bits_of(open) << (8 * k);
  }
  if (fresh_lanes == 0) return;
  s.entries.push_back({v, fresh_lanes});
  s.frontier_arcs += s.out.degree(v);
  if (fresh_lanes != open_lanes) return;
  s.mark[v] = closed;
  s.open_arcs -= s.in.degree(v);
}

/// Each vertex of the frontier adds its paths to what it leads to.
COOPGRAPH_INLINE void push_level(sweep& s, std::size_t first, std::size_t last, std::uint32_t stamp, patience& p) {
  s.touched.clear();
  for (std::size_t i = first; i < last; ++i) {
    const entry e = s.entries[i];
    row paths;
    for (std::size_t k = 0; k < parts; ++k) paths.part[k] = only(s.sigma[e.vertex].part[k], lanes_of(e.lanes, k));
    for (const vertex_id v : s.out.targets_of(e.vertex)) {
      if (s.mark[v] == closed) continue;
      for (std::size_t k = 0; k < parts; ++k) s.now[v].part[k] += paths.part[k];
      if (s.mark[v] != stamp) s.touched.push_back(v);
      s.mark[v] = stamp;
    }
    p.after(s.out.degree(e.vertex));
  }
  for (const vertex_id v : s.touched) {
    const row paths = s.now[v];
    s.now[v] = row{};
    settle(s, v, paths);
  }
}

/// Each vertex that is not closed adds up the paths of what leads to it.
COOPGRAPH_INLINE void pull_level(sweep& s, std::size_t first, std::size_t last, patience& p) {
  for (std::size_t i = first; i < last; ++i) {
    const entry e = s.entries[i];
    for (std::size_t k = 0; k < parts; ++k) s.now[e.vertex].part[k] += only(s.sigma[e.vertex].part[k], lanes_of(e.lanes, k));
  }
  for (vertex_id v = 0; v < s.size; ++v) {
    if (s.mark[v] == closed) continue;
    row paths{};
    for (const vertex_id u : s.in.targets_of(v))
      for (std::size_t k = 0; k < parts; ++k) paths.part[k] += s.now[u].part[k];
    settle(s, v, paths);
    p.after(s.in.degree(v));
  }
  for (std::size_t i = first; i < last; ++i) s.now[s.entries[i].vertex] = row{};
}

/// sigma and the levels, from the sources outwards.
COOPGRAPH_INLINE void search(sweep& s, std::span<const vertex_id> sources, patience& p) {
  row start;  // lanes without a source count as reached everywhere
  for (std::size_t k = 0; k < parts; ++k)
    start.part[k] = only(numbers{1, 1, 1, 1, 1, 1, 1, 1}, lanes_of(~((1U << s.lanes) - 1), k));
  for (std::size_t v = 0; v < s.size; ++v) s.sigma[v] = start;
  std::fill_n(s.mark.begin(), s.size, 0U);
  s.greatest = row{};
  s.open_arcs = s.in.offset[s.size] - s.in.offset[0];
  s.frontier_arcs = 0;
  s.entries.clear();
  s.level.clear();
  for (std::uint32_t lane = 0; lane < s.lanes; ++lane) {
    s.sigma[sources[lane]].part[lane / 8][lane % 8] = 1.0;
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
      pull_level(s, first, last, p);
    else
      push_level(s, first, last, stamp, p);
    first = last;
  }
  s.level.push_back(first);
}

/// The dependencies of the vertices of one level; `now` holds (q + delta) / sigma of the level beyond, 0 in all other lanes.
template <summed What>
COOPGRAPH_INLINE void accumulate_level(sweep& s, std::size_t level, bool marked, std::uint32_t stamp, double* sums, patience& p) {
  for (std::size_t i = s.level[level]; i < s.level[level + 1]; ++i) {
    const entry e = s.entries[i];
    const vertex_id u = e.vertex;
    row sum{};
    row paths;  // sigma in the lanes that are at this level, else 0
    for (std::size_t k = 0; k < parts; ++k) paths.part[k] = only(s.sigma[u].part[k], lanes_of(e.lanes, k));
    if (!marked || s.mark[u] == stamp) {
      for (std::uint64_t arc = s.out.offset[u]; arc < s.out.offset[u + std::size_t{1}]; ++arc) {
        const row& beyond = s.now[s.out.target[arc]];
        for (std::size_t k = 0; k < parts; ++k) sum.part[k] += beyond.part[k];
        if constexpr (What == summed::arcs) {
          double share = 0.0;
          for (std::size_t k = 0; k < parts; ++k) share += sum_of(paths.part[k] * s.source_weight.part[k] * beyond.part[k]);
          sums[arc] += share;
        }
      }
      p.after(s.out.degree(u));
    }
    if (level == 0) continue;
    const numbers weight = numbers{} + s.target_weight[u];
    double through = 0.0;
    for (std::size_t k = 0; k < parts; ++k) {
      const numbers delta = paths.part[k] * sum.part[k];
      if constexpr (What == summed::vertices) through += sum_of(delta * s.source_weight.part[k]);
      const masks here = lanes_of(e.lanes, k);
      const numbers share = (weight + delta) / (here ? paths.part[k] : numbers{} + 1.0);
      s.next[u].part[k] += only(share, here);
    }
    if constexpr (What == summed::vertices) sums[u] += through;
  }
}

/// The dependencies, from the farthest level inwards.
template <summed What>
COOPGRAPH_INLINE void accumulate(sweep& s, double* sums, patience& p) {
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
    accumulate_level<What>(s, level, marked, stamp, sums, p);
    if (has_beyond)
      for (std::size_t i = s.level[level + 1]; i < s.level[level + 2]; ++i) s.now[s.entries[i].vertex] = row{};
    std::swap(s.now, s.next);
  }
  if (levels > nearest)
    for (std::size_t i = s.level[nearest]; i < s.level[nearest + 1]; ++i) s.now[s.entries[i].vertex] = row{};
}

COOPGRAPH_INLINE bool too_many(const sweep& s) {
  bool any = false;
  for (std::size_t lane = 0; lane < batch_size; ++lane) any = any || s.greatest.part[lane / 8][lane % 8] > greatest_plain_count;
  return any;
}

template <summed What>
COOPGRAPH_INLINE bool add_batch(sweep& s, std::span<const vertex_id> sources, double* sums, patience& p) {
  search(s, sources, p);
  if (too_many(s)) return false;
  accumulate<What>(s, sums, p);
  return true;
}

/// False, and nothing added, if a number of paths is too large.
using add_function = bool (*)(sweep&, std::span<const vertex_id>, double*, patience&);

template <summed What>
[[gnu::target("avx512f,avx512dq,avx512vl")]] bool add_avx512(sweep& s, std::span<const vertex_id> sources, double* sums,
                                                             patience& p) {
  return add_batch<What>(s, sources, sums, p);
}
template <summed What>
[[gnu::target("avx2")]] bool add_avx2(sweep& s, std::span<const vertex_id> sources, double* sums, patience& p) {
  return add_batch<What>(s, sources, sums, p);
}
template <summed What>
bool add_baseline(sweep& s, std::span<const vertex_id> sources, double* sums, patience& p) {
  return add_batch<What>(s, sources, sums, p);
}

template <summed What>
add_function best_for_this_processor() {
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return add_avx512<What>;
  return __builtin_cpu_supports("avx2") ? add_avx2<What> : add_baseline<What>;
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
      s_.source_weight.part[lane / 8][lane % 8] = weights.source[rows.first + b.sources[lane]];
    if (!add_(s_, b.sources, what_ == summed::vertices ? sums.data() + rows.first : sums.data(), patience_))
      fallback_->add(b, sums);
  }

 private:
  void grow(std::size_t size) {
    if (s_.sigma.size() >= size) return;
    s_.sigma.resize(size);
    s_.now.assign(size, row{});
    s_.next.assign(size, row{});
    s_.mark.resize(size);
  }

  const split_graph& split_;
  summed what_;
  patience patience_;
  std::unique_ptr<kernel> fallback_;
  add_function add_;
  sweep s_;
};

}  // namespace

std::unique_ptr<kernel> make_lane_kernel(const split_graph& split, summed what, const std::function<void()>& stop,
                                         std::unique_ptr<kernel> fallback) {
  return std::make_unique<lane_kernel>(split, what, stop, std::move(fallback));
}

}  // namespace coopgraph::detail
