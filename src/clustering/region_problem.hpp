// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/contiguous_regions.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/graph/csr_view.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coopgraph::detail {

/// What the options of all methods hold.
struct region_demand {
  const char* function = "";
  std::optional<std::size_t> clusters = {};  // none: as the method will have it
  const region_floor* floor = nullptr;       // none: no floor
  standardization standardize = standardization::z;
  island_policy islands = island_policy::keep;
  const execution* run = nullptr;  // never none
};

/// Units, checked and made ready for search.
struct region_problem {
  std::size_t units = 0;
  std::size_t columns = 0;
  std::vector<double> x;                        // [unit * columns + column], standardised, its mean at 0
  std::vector<std::uint32_t> constant_columns;  // of them x is 0

  // Neighbours without loops and parallel edges, attached islands included.
  std::vector<std::size_t> offset;
  std::vector<vertex_id> neighbour;      // sorted in each row
  std::vector<vertex_id> source;         // by edge, sorted by (source, target)
  std::vector<vertex_id> target;         // > source
  std::vector<std::uint32_t> component;  // by unit, canonical
  std::vector<std::uint32_t> component_size;
  std::vector<vertex_id> islands;
  std::vector<attached_island> attached;

  // Whole numbers: sums neither round nor overflow.
  std::vector<std::int64_t> amount;
  std::int64_t floor = 0;

  [[nodiscard]] const double* row(vertex_id u) const { return x.data() + u * columns; }
  [[nodiscard]] std::span<const vertex_id> neighbours_of(vertex_id u) const {
    return {neighbour.data() + offset[u], offset[u + std::size_t{1}] - offset[u]};
  }
  [[nodiscard]] std::size_t edges() const { return source.size(); }
  [[nodiscard]] std::size_t components() const { return component_size.size(); }
  [[nodiscard]] double dissimilarity(vertex_id u, vertex_id v, region_dissimilarity kind) const;
};

/// \throws input_error, option_error, cancelled
[[nodiscard]] region_problem make_region_problem(const undirected_view& contiguity, const unit_attributes& attributes,
                                                 const region_demand& demand);

/// Why there can be no such regions, with the components as partition and all else that `problem` tells; nothing if there may be.
/// All is done then, and told as progress.
[[nodiscard]] std::optional<contiguous_regions> proven_infeasible(const region_problem& problem, const region_demand& demand);
/// The number of clusters that no partition exceeds.
[[nodiscard]] std::uint32_t most_clusters(const region_problem& problem);

/// The result with these regions, whose sums are computed anew.
[[nodiscard]] contiguous_regions describe_regions(const region_problem& problem, std::span<const std::uint32_t> labels,
                                                  region_dissimilarity dissimilarity);

/// status not_found, if there are fewer clusters than asked for.
void note_missing_clusters(contiguous_regions& result, const region_demand& demand);

}  // namespace coopgraph::detail
