// SPDX-License-Identifier: BSL-1.0
#include "centrality/hop_lanes.hpp"

#include <coopgraph/core/rational.hpp>

// Each loop is written once, without regard to the processor, and compiled for several sets of instructions by being inlined
// into functions that are marked for them.
namespace coopgraph::detail {
namespace {

constexpr std::uint64_t arcs_between_looks = 4;

[[gnu::always_inline]] inline std::uint64_t any(const lanes& a) {
  std::uint64_t all = 0;
  for (std::size_t k = 0; k < lane_words; ++k) all |= a.word[k];
  return all;
}

[[gnu::always_inline]] inline std::uint64_t missing(const lanes& need, const lanes& found) {
  std::uint64_t all = 0;
  for (std::size_t k = 0; k < lane_words; ++k) all |= need.word[k] & ~found.word[k];
  return all;
}

[[gnu::always_inline]] inline void join(lanes& into, const lanes& added) {
  for (std::size_t k = 0; k < lane_words; ++k) into.word[k] |= added.word[k];
}

[[gnu::always_inline]] inline std::size_t pull_loop(hop_batch& b, std::size_t first, std::size_t last, std::size_t kept) {
  const std::uint64_t* const offset = b.pull->offset.data();
  const vertex_id* const target = b.pull->target.data();
  const lanes* const front = b.front.data();
  const lanes all = b.all;
  std::size_t to_count = b.to_count;
  for (std::size_t i = first; i < last; ++i) {
    const vertex_id v = b.open[i];
    lanes need;
    for (std::size_t k = 0; k < lane_words; ++k) need.word[k] = all.word[k] & ~b.seen[v].word[k];
    if (any(need) == 0) continue;
    lanes found{};
    std::uint64_t arc = offset[v];
    const std::uint64_t end = offset[v + std::size_t{1}];
    for (; arc + arcs_between_looks <= end; arc += arcs_between_looks) {
      for (std::uint64_t k = 0; k < arcs_between_looks; ++k) join(found, front[target[arc + k]]);
      if (missing(need, found) == 0) break;
    }
    if (arc + arcs_between_looks > end)
      for (; arc < end; ++arc) join(found, front[target[arc]]);
    lanes fresh;
    for (std::size_t k = 0; k < lane_words; ++k) fresh.word[k] = found.word[k] & need.word[k];
    if (any(fresh) != 0) {
      b.next[v] = fresh;
      b.to[to_count++] = v;
    }
    if (missing(need, fresh) != 0) b.open[kept++] = v;
  }
  b.to_count = to_count;
  return kept;
}

[[gnu::always_inline]] inline void push_loop(hop_batch& b, std::size_t first, std::size_t last) {
  const std::uint64_t* const offset = b.push->offset.data();
  const vertex_id* const target = b.push->target.data();
  std::size_t to_count = b.to_count;
  for (std::size_t i = first; i < last; ++i) {
    const vertex_id u = b.at[i];
    const lanes searches = b.front[u];
    for (std::uint64_t arc = offset[u]; arc < offset[u + std::size_t{1}]; ++arc) {
      const vertex_id v = target[arc];
      lanes fresh;
      for (std::size_t k = 0; k < lane_words; ++k) fresh.word[k] = searches.word[k] & ~b.seen[v].word[k];
      if (any(fresh) == 0) continue;
      if (any(b.next[v]) == 0) b.to[to_count++] = v;
      join(b.next[v], fresh);
    }
  }
  b.to_count = to_count;
}

[[gnu::always_inline]] inline std::uint64_t settle_loop(hop_batch& b, std::size_t first, std::size_t last, std::uint32_t distance,
                                                        hop_counts& counts) {
  const bool reciprocals = !counts.reciprocal_low.empty();
  __extension__ typedef unsigned __int128 wide;
  const wide reciprocal = (wide{1} << 95) / distance;
  const std::uint64_t* const offset = b.push->offset.data();
  std::uint64_t arcs = 0;
  for (std::size_t i = first; i < last; ++i) {
    const vertex_id v = b.to[i];
    const lanes fresh = b.next[v];
    join(b.seen[v], fresh);
    std::uint64_t count = 0;
    for (std::size_t k = 0; k < lane_words; ++k) count += static_cast<std::uint64_t>(__builtin_popcountll(fresh.word[k]));
    counts.sum[v] += count * distance;
    counts.reached[v] += static_cast<std::uint32_t>(count);
    if (reciprocals) {
      const wide total =
          ((wide{counts.reciprocal_high[v]} << 64) | counts.reciprocal_low[v]) + reciprocal * static_cast<wide>(count);
      counts.reciprocal_low[v] = static_cast<std::uint64_t>(total);
      counts.reciprocal_high[v] = static_cast<std::uint64_t>(total >> 64);
    }
    arcs += offset[v + std::size_t{1}] - offset[v];
  }
  return arcs;
}

namespace plain {
std::size_t pull(hop_batch& b, std::size_t first, std::size_t last, std::size_t kept) { return pull_loop(b, first, last, kept); }
void push(hop_batch& b, std::size_t first, std::size_t last) { push_loop(b, first, last); }
std::uint64_t settle(hop_batch& b, std::size_t first, std::size_t last, std::uint32_t distance, hop_counts& counts) {
  return settle_loop(b, first, last, distance, counts);
}
}  // namespace plain

#if defined(__x86_64__)
namespace avx2 {
[[gnu::target("avx2,popcnt")]] std::size_t pull(hop_batch& b, std::size_t first, std::size_t last, std::size_t kept) {
  return pull_loop(b, first, last, kept);
}
[[gnu::target("avx2,popcnt")]] void push(hop_batch& b, std::size_t first, std::size_t last) { push_loop(b, first, last); }
[[gnu::target("avx2,popcnt")]] std::uint64_t settle(hop_batch& b, std::size_t first, std::size_t last, std::uint32_t distance,
                                                    hop_counts& counts) {
  return settle_loop(b, first, last, distance, counts);
}
}  // namespace avx2

namespace avx512 {
[[gnu::target("avx512f,avx512vpopcntdq,avx2,popcnt")]] std::size_t pull(hop_batch& b, std::size_t first, std::size_t last,
                                                                        std::size_t kept) {
  return pull_loop(b, first, last, kept);
}
[[gnu::target("avx512f,avx512vpopcntdq,avx2,popcnt")]] void push(hop_batch& b, std::size_t first, std::size_t last) {
  push_loop(b, first, last);
}
[[gnu::target("avx512f,avx512vpopcntdq,avx2,popcnt")]] std::uint64_t settle(hop_batch& b, std::size_t first, std::size_t last,
                                                                            std::uint32_t distance, hop_counts& counts) {
  return settle_loop(b, first, last, distance, counts);
}
}  // namespace avx512
#endif

}  // namespace

std::vector<hop_loops> available_hop_loops() {
  std::vector<hop_loops> found{{plain::pull, plain::push, plain::settle, "plain"}};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt"))
    found.push_back({avx2::pull, avx2::push, avx2::settle, "avx2"});
  if (found.size() == 2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vpopcntdq"))
    found.push_back({avx512::pull, avx512::push, avx512::settle, "avx512"});
#endif
  return found;
}

}  // namespace coopgraph::detail
