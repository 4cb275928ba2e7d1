// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/graph/csr_view.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// The rows of a graph with the lengths beside the targets, laid out once for searches from any number of sources. Vertices are
/// numbered by place: hubs come first, the most tied ahead, since most arcs lead to them; the others keep their order, in which
/// neighbours are mostly near; those with empty rows come last.
template <std::unsigned_integral Length>
struct length_rows {
  struct arc {
    Length length;         // in units
    std::uint32_t target;  // a place
    std::uint32_t edge;
  };

  std::vector<std::uint32_t> offset;  // by place, one more at the end
  std::unique_ptr<arc[]> arcs;        // by row; not set to zero before it is filled, which would take as long again
  std::vector<vertex_id> vertex;      // by place
  std::vector<vertex_id> place;       // by vertex

  [[nodiscard]] std::size_t size() const noexcept { return vertex.size(); }
};

/// \pre below 2^32 - 1 edges and 2^32 arcs; lengths that fit
template <std::unsigned_integral Length>
[[nodiscard]] length_rows<Length> make_length_rows(const arc_rows& rows, std::span<const std::int64_t> lengths,
                                                   thread_pool& pool);

}  // namespace coopgraph::detail
