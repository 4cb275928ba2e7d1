// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/graphs.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::kit {

/// top / bottom, bottom > 0.
struct fraction {
  std::int64_t top = 0;
  std::int64_t bottom = 1;
};

/// All shortest paths of a small graph, in fractions throughout; slow and simple.
struct path_facts {
  std::vector<std::vector<std::uint64_t>> paths;  ///< [s][t]: how many; 1 on the diagonal, 0 where there is none
  std::vector<double> betweenness;                ///< raw; undirected pairs once. Rounded at the very end
  double sum_of_inner_vertices = 0.0;             ///< over those pairs with a path: the mean hops of their shortest paths, less 1
};

/// \pre lengths are above 0, at most some 20 vertices
[[nodiscard]] path_facts all_shortest_paths(const edge_list& list, const std::vector<fraction>& lengths);
[[nodiscard]] path_facts all_shortest_paths(const edge_list& list);  ///< in hops

/// The solution x of x = d P x + …, by elimination on a dense matrix of long doubles. One strength per edge.
/// `anew` and `stuck` are distributions: where the walk begins anew, and where it goes from a dangling vertex.
[[nodiscard]] std::vector<double> pagerank_by_elimination(const edge_list& list, const std::vector<double>& strengths,
                                                          double damping, const std::vector<double>& anew,
                                                          const std::vector<double>& stuck);

}  // namespace coopgraph::kit
