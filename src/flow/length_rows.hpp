// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/graph/csr_view.hpp>

#include "core/large_vector.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// An arc to a place.
template <std::unsigned_integral Length>
class wide_arc {
 public:
  using length_type = Length;

  wide_arc() = default;
  wide_arc(Length length, std::uint32_t target, std::uint32_t edge, int /*bits*/)
      : length_(length), target_(target), edge_(edge) {}
  [[nodiscard]] Length length(int /*bits*/) const noexcept { return length_; }
  [[nodiscard]] std::uint32_t target(int /*bits*/) const noexcept { return target_; }
  [[nodiscard]] std::uint32_t edge() const noexcept { return edge_; }

 private:
  Length length_;
  std::uint32_t target_;
  std::uint32_t edge_;
};

/// Length and place in 32 bits, the length in so many of them: searches are bound by how many bytes of arcs they read.
class packed_arc {
 public:
  using length_type = std::uint32_t;

  packed_arc() = default;
  packed_arc(std::uint32_t length, std::uint32_t target, std::uint32_t edge, int bits)
      : both_((target << bits) | length), edge_(edge) {}
  [[nodiscard]] std::uint32_t length(int bits) const noexcept { return both_ & ((std::uint32_t{1} << bits) - 1); }
  [[nodiscard]] std::uint32_t target(int bits) const noexcept { return both_ >> bits; }
  [[nodiscard]] std::uint32_t edge() const noexcept { return edge_; }
  /// Whether n places fit beside lengths of so many bits.
  [[nodiscard]] static bool fits(std::size_t n, int bits) noexcept { return bits < 32 && n <= (std::size_t{1} << (32 - bits)); }

 private:
  std::uint32_t both_;
  std::uint32_t edge_;
};

/// The rows of a graph with the lengths beside the targets, laid out once for searches from any number of sources. Vertices are
/// numbered by place: hubs come first, the most tied ahead, since most arcs lead to them; the others keep their order, in which
/// neighbours are mostly near; those with empty rows come last.
template <class Arc>
struct length_rows {
  using arc = Arc;

  int bits = 0;                       // of lengths in packed arcs
  std::vector<std::uint32_t> offset;  // by place, one more at the end
  large_vector<arc> arcs;             // by row
  std::vector<vertex_id> vertex;      // by place
  std::vector<vertex_id> place;       // by vertex

  [[nodiscard]] std::size_t size() const noexcept { return vertex.size(); }
};

/// \pre below 2^32 - 1 edges and 2^32 arcs; lengths that fit into so many bits, and beside places
template <class Arc>
[[nodiscard]] length_rows<Arc> make_length_rows(const arc_rows& rows, std::span<const std::int64_t> lengths, int bits,
                                                thread_pool& pool);

}  // namespace coopgraph::detail
