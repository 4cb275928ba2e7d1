// SPDX-License-Identifier: BSL-1.0
#pragma once

// What distance and size alone would have two vertices exchange: pairs by bin of distance, and the deterrence of each bin.

#include <coopgraph/clustering/spatial_leiden.hpp>
#include <coopgraph/core/parallel.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// The bin of each pair of vertices.
class distance_bins {
 public:
  /// \throws as spatial_leiden() about positions, distances and bin_width
  distance_bins(thread_pool& pool, std::size_t vertices, const given_distances& distances, double bin_width);

  [[nodiscard]] std::size_t bins() const noexcept { return bins_; }
  /// \pre u != v
  [[nodiscard]] std::uint32_t of(std::size_t u, std::size_t v) const noexcept {
    if (u < v) std::swap(u, v);
    return bin_[u * (u - 1) / 2 + v];
  }
  /// Where a bin ends and the next one begins.
  [[nodiscard]] double end_of(std::size_t bin) const noexcept;

 private:
  std::vector<std::uint32_t> bin_;  // of u > v at u (u - 1) / 2 + v
  std::size_t bins_ = 0;
  double width_ = 0.0;
  double greatest_ = 0.0;
  bool width_was_given_ = false;
};

/// N_i by vertex; undirected: the same twice.
struct vertex_sizes {
  std::vector<double> out;
  std::vector<double> in;
};

/// The gravity between pairs. Undirected: N_i N_j f, directed: that both ways.
template <direction D>
class gravity {
 public:
  gravity(thread_pool& pool, const csr_view<D>& graph, const edge_strengths& strengths, const distance_bins& bins,
          vertex_sizes sizes);

  [[nodiscard]] const std::vector<deterrence_bin>& deterrence() const noexcept { return table_; }
  /// \pre u != v
  [[nodiscard]] double expected(std::size_t u, std::size_t v) const noexcept {
    return product(u, v) * table_[bins_.of(u, v)].deterrence;
  }

 private:
  [[nodiscard]] double product(std::size_t u, std::size_t v) const noexcept {
    if constexpr (D == direction::undirected)
      return sizes_.out[u] * sizes_.out[v];
    else
      return sizes_.out[u] * sizes_.in[v] + sizes_.out[v] * sizes_.in[u];
  }

  const distance_bins& bins_;
  vertex_sizes sizes_;
  std::vector<deterrence_bin> table_;
};

}  // namespace coopgraph::detail
