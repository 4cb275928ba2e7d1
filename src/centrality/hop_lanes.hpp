// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// Breadth-first searches that run at once: one in each bit of a set of lanes.
inline constexpr std::size_t lane_words = 8;
inline constexpr std::size_t lane_bits = 64 * lane_words;

struct alignas(64) lanes {
  std::array<std::uint64_t, lane_words> word{};
};

/// Rows without loops and parallel arcs.
struct hop_rows {
  std::vector<std::uint64_t> offset;
  std::vector<vertex_id> target;
};

/// What the searches found so far at a vertex, over all batches; whole numbers, so that the order of the batches does not matter.
struct hop_counts {
  std::vector<std::uint64_t> sum;             ///< of the distances: below 2^32 times 2^32
  std::vector<std::uint32_t> reached;         ///< searches that came to the vertex from another one
  std::vector<std::uint64_t> reciprocal_low;  ///< of the sum of floor(2^95 / distance), below 2^32 times 2^95; or no entries
  std::vector<std::uint64_t> reciprocal_high;
};

/// The state of one batch of searches. Outside the lists `at` and `to` the sets `front` and `next` are empty.
struct hop_batch {
  const hop_rows* pull = nullptr;  ///< the row of v: from where a search comes to v
  const hop_rows* push = nullptr;  ///< the row of u: where a search goes from u
  std::vector<lanes> seen;
  std::vector<lanes> front;
  std::vector<lanes> next;
  std::vector<vertex_id> at;  ///< first `at_count`: where front is not empty
  std::vector<vertex_id> to;  ///< first `to_count`: where next is not empty
  std::size_t at_count = 0;
  std::size_t to_count = 0;
  std::vector<vertex_id> open;  ///< first `open_count`: vertices that some search may not have reached
  std::size_t open_count = 0;
  lanes all;  ///< the searches of this batch
};

/// The hot loops, for one set of instructions; all sets give the same whole numbers.
struct hop_loops {
  /// Each vertex of open[first, last) takes the searches from its row; those still open move to open[kept…]. Returns the new
  /// kept.
  std::size_t (*pull)(hop_batch& batch, std::size_t first, std::size_t last, std::size_t kept);
  /// The vertices at[first, last) hand their searches on.
  void (*push)(hop_batch& batch, std::size_t first, std::size_t last);
  /// Counts what reached to[first, last) at this distance. Returns the number of arcs in their push rows.
  std::uint64_t (*settle)(hop_batch& batch, std::size_t first, std::size_t last, std::uint32_t distance, hop_counts& counts);
  const char* name;
};

/// All that this processor can run, the plainest first.
[[nodiscard]] std::vector<hop_loops> available_hop_loops();

}  // namespace coopgraph::detail
