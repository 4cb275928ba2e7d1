// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/graph/csr_view.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace coopgraph {

/// The two ends of an edge.
struct endpoints {
  vertex_id source = 0;
  vertex_id target = 0;

  friend bool operator==(const endpoints&, const endpoints&) = default;
};

namespace detail {

/// arc_rows that own their memory.
struct owned_rows {
  std::vector<std::uint64_t> offset;
  std::vector<vertex_id> target;
  std::vector<edge_id> edge;

  [[nodiscard]] arc_rows view() const noexcept { return {offset, target, edge}; }

  friend bool operator==(const owned_rows&, const owned_rows&) = default;
};

/// Calls visit(from, to, edge) for the arcs from[e] -> to[e], and where both_ways also to[e] -> from[e], by edge.
template <class Visit>
void for_each_arc(std::span<const vertex_id> from, std::span<const vertex_id> to, bool both_ways, const Visit& visit) {
  for (edge_id e = 0; e < from.size(); ++e) {
    visit(from[e], to[e], e);
    if (both_ways) visit(to[e], from[e], e);
  }
}

/// Two stable counting sorts, first by target, then by source.
[[nodiscard]] inline owned_rows make_rows_at_once(std::size_t vertices, std::span<const vertex_id> from,
                                                  std::span<const vertex_id> to, bool both_ways) {
  const std::size_t arcs = both_ways ? 2 * from.size() : from.size();
  const auto first_places = [&](const auto& key) {
    std::vector<std::uint64_t> place(vertices + 1, 0);
    for_each_arc(from, to, both_ways, [&](vertex_id u, vertex_id v, edge_id) { ++place[key(u, v) + std::size_t{1}]; });
    std::partial_sum(place.begin(), place.end(), place.begin());
    return place;
  };

  // by target
  struct half_arc {
    vertex_id source;
    edge_id edge;
  };
  std::vector<half_arc> by_target(arcs);
  std::vector<std::uint64_t> target_end = first_places([](vertex_id, vertex_id v) { return std::size_t{v}; });
  for_each_arc(from, to, both_ways, [&](vertex_id u, vertex_id v, edge_id e) { by_target[target_end[v]++] = {u, e}; });

  // by source, in the order of targets
  owned_rows rows{first_places([](vertex_id u, vertex_id) { return std::size_t{u}; }), std::vector<vertex_id>(arcs),
                  std::vector<edge_id>(arcs)};
  std::vector<std::uint64_t> next(rows.offset.begin(), rows.offset.end() - 1);
  std::uint64_t arc = 0;
  for (std::size_t v = 0; v < vertices; ++v)
    for (; arc < target_end[v]; ++arc) {  // the first sort has moved each start to its end
      const auto [u, e] = by_target[arc];
      const std::uint64_t at = next[u]++;
      rows.target[at] = static_cast<vertex_id>(v);
      rows.edge[at] = e;
    }
  return rows;
}

/// How an arc of make_rows_in_blocks is written as one number: the low bits of its source, its target, its edge.
struct arc_packing {
  unsigned source_bits;  // low ones only: 2^source_bits consecutive vertices are a block
  unsigned target_bits;
  unsigned edge_bits;
  unsigned block_bits;  // there are up to 2^block_bits blocks

  [[nodiscard]] std::uint64_t pack(vertex_id u, vertex_id v, edge_id e) const noexcept {
    const std::uint64_t low = u & ((std::uint64_t{1} << source_bits) - 1);
    return (((low << target_bits) | v) << edge_bits) | e;
  }
  [[nodiscard]] std::size_t source(std::uint64_t arc) const noexcept {
    return static_cast<std::size_t>(arc >> edge_bits >> target_bits);
  }
  [[nodiscard]] std::size_t target(std::uint64_t arc) const noexcept {
    return static_cast<std::size_t>((arc >> edge_bits) & ((std::uint64_t{1} << target_bits) - 1));
  }
  [[nodiscard]] edge_id edge(std::uint64_t arc) const noexcept { return arc & ((std::uint64_t{1} << edge_bits) - 1); }

  /// Blocks of about 2^15 arcs. \pre vertices, edges > 0
  static arc_packing of(std::size_t vertices, std::size_t edges, std::size_t arcs) noexcept {
    constexpr unsigned most_block_bits = 12;
    const auto target_bits = static_cast<unsigned>(std::bit_width(vertices - 1));
    const auto block_bits = std::min({static_cast<unsigned>(std::bit_width(arcs >> 15)), most_block_bits, target_bits});
    return {target_bits - block_bits, target_bits, static_cast<unsigned>(std::bit_width(edges - 1)), block_bits};
  }
  [[nodiscard]] bool fits() const noexcept { return source_bits + target_bits + edge_bits <= 64; }
};

/// Sorts one block of packed arcs, which come by edge, by source and target, and puts them into rows.
class block_sorter {
 public:
  explicit block_sorter(const arc_packing& packing)
      : packing_(packing),
        low_bits_(packing.target_bits / 2),
        low_(std::size_t{1} << low_bits_),
        high_(std::size_t{1} << (packing.target_bits - low_bits_)),
        source_(std::size_t{1} << packing.source_bits) {}

  /// The arcs stand in rows.edge from `first` on. Afterwards source_starts()[u] is where the row of the block's vertex u begins.
  void sort(owned_rows& rows, std::size_t first, std::size_t count) {
    const std::span<edge_id> arcs(rows.edge.data() + first, count);
    const std::size_t low_mask = low_.size() - 1;
    std::fill(low_.begin(), low_.end(), 0);
    std::fill(high_.begin(), high_.end(), 0);
    std::fill(source_.begin(), source_.end(), 0);
    for (const std::uint64_t a : arcs) {
      const std::size_t target = packing_.target(a);
      ++low_[target & low_mask];
      ++high_[target >> low_bits_];
      ++source_[packing_.source(a)];
    }
    std::exclusive_scan(low_.begin(), low_.end(), low_.begin(), std::size_t{0});
    std::exclusive_scan(high_.begin(), high_.end(), high_.begin(), std::size_t{0});
    std::exclusive_scan(source_.begin(), source_.end(), source_.begin(), first);
    starts_ = source_;

    by_low_.resize(count);
    by_target_.resize(count);
    for (const std::uint64_t a : arcs) by_low_[low_[packing_.target(a) & low_mask]++] = a;
    for (const std::uint64_t a : by_low_) by_target_[high_[packing_.target(a) >> low_bits_]++] = a;
    for (const std::uint64_t a : by_target_) {
      const std::size_t at = source_[packing_.source(a)]++;
      rows.target[at] = static_cast<vertex_id>(packing_.target(a));
      rows.edge[at] = packing_.edge(a);
    }
  }

  [[nodiscard]] std::span<const std::size_t> source_starts() const noexcept { return starts_; }

 private:
  arc_packing packing_;
  unsigned low_bits_;
  std::vector<std::size_t> low_;  // the next place by the low bits of the target, by its high bits, and by the source
  std::vector<std::size_t> high_;
  std::vector<std::size_t> source_;
  std::vector<std::size_t> starts_;
  std::vector<std::uint64_t> by_low_;
  std::vector<std::uint64_t> by_target_;
};

/// For many arcs: they go to blocks of consecutive sources first, and each block is sorted by itself, so that what a step
/// scatters to fits in the cache. Arcs wait, packed, in the rows' own memory.
template <class Stop>
[[nodiscard]] owned_rows make_rows_in_blocks(std::size_t vertices, std::span<const vertex_id> from, std::span<const vertex_id> to,
                                             bool both_ways, const arc_packing& packing, const Stop& stop) {
  const std::size_t arcs = both_ways ? 2 * from.size() : from.size();
  const std::size_t blocks = ((vertices - 1) >> packing.source_bits) + 1;
  std::vector<std::size_t> block_end(blocks + 1, 0);
  for_each_arc(from, to, both_ways,
               [&](vertex_id u, vertex_id, edge_id) { ++block_end[(u >> packing.source_bits) + std::size_t{1}]; });
  std::partial_sum(block_end.begin(), block_end.end(), block_end.begin());
  stop();
  owned_rows rows{{}, std::vector<vertex_id>(arcs), std::vector<edge_id>(arcs)};
  for_each_arc(from, to, both_ways, [&](vertex_id u, vertex_id v, edge_id e) {
    rows.edge[block_end[u >> packing.source_bits]++] = packing.pack(u, v, e);
  });

  rows.offset.reserve(vertices + 1);
  block_sorter sorter(packing);
  std::size_t begin = 0;
  for (std::size_t b = 0; b < blocks; ++b) {
    sorter.sort(rows, begin, block_end[b] - begin);  // the scatter has moved each start to its end
    begin = block_end[b];
    stop();
    const auto starts = sorter.source_starts().first(std::min(sorter.source_starts().size(), vertices - rows.offset.size()));
    rows.offset.insert(rows.offset.end(), starts.begin(), starts.end());
  }
  rows.offset.push_back(arcs);
  return rows;
}

/// The rows of the arcs from[e] -> to[e], and where both_ways also to[e] -> from[e], each row sorted by (target, edge).
/// The stop hook is called now and then and may throw. O(n + m) time and memory.
template <class Stop = never_stop>
[[nodiscard]] owned_rows make_rows(std::size_t vertices, std::span<const vertex_id> from, std::span<const vertex_id> to,
                                   bool both_ways, const Stop& stop = {}) {
  const std::size_t arcs = both_ways ? 2 * from.size() : from.size();
  constexpr std::size_t many = std::size_t{1} << 17;
  if (arcs >= many && arcs >= vertices / 8) {
    const auto packing = arc_packing::of(vertices, from.size(), arcs);
    if (packing.fits()) return make_rows_in_blocks(vertices, from, to, both_ways, packing, stop);
  }
  return make_rows_at_once(vertices, from, to, both_ways);
}

}  // namespace detail
}  // namespace coopgraph
