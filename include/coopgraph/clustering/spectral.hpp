// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace coopgraph {

/// What stands for a vertex i when k-means groups the vertices, of the eigenvectors u_1 … u_k:
///   ng_jordan_weiss  (u_1(i), …, u_k(i)) drawn out to length 1, each vertex counted once: clusters of similar size
///   shi_malik        (u_1(i), …, u_k(i)) / sqrt(d(i)), which are the eigenvectors of the random walk, each vertex counted d(i)
///                    times: mostly a lower cut where groups are not clear, by small clusters and one of all the rest
enum class spectral_embedding { ng_jordan_weiss, shi_malik };

struct spectral_options {
  std::size_t clusters = 2;  ///< k: 1 to the number of vertices
  spectral_embedding embedding = spectral_embedding::ng_jordan_weiss;
  std::size_t starts = 10;  ///< of k-means, >= 1; the one with the least normalised cut counts
  double tolerance = 1e-8;  ///< > 0: the residual at which an eigenpair is taken; below about 1e-14 it may never get there
  std::size_t max_iterations = 10'000;  ///< products of a component's matrix with a block of vectors, >= 1
  std::uint64_t seed = 1;
  execution run = {};
};

enum class spectral_status {
  found,
  more_components,  ///< than clusters: any way to join them has a cut of 0, so that ties do not say which; they are left apart
  fewer_vertices    ///< with ties than clusters: each vertex is left alone
};

struct spectral_result {
  spectral_status status = spectral_status::found;
  coopgraph::partition partition;   ///< if found, k clusters, and each isolated vertex as one of its own
  std::vector<vertex_id> isolated;  ///< without strength: they have no place in the matrix; by number
  std::size_t components = 0;       ///< of the others: connected by strengths above 0
  /// The least k + 1 eigenvalues of the normalised Laplacian, rising, each from 0 to 2; as many as there are if these are fewer,
  /// and 0 for each component if there are more components than clusters.
  std::vector<double> eigenvalues;
  std::vector<double> residuals;     ///< |L u - lambda u| of each: an eigenvalue lies within that of lambda
  std::vector<double> eigenvectors;  ///< u_j(v) at [v k + j], j < k, length 1; the greatest entry is above 0. Empty unless found
  std::optional<double> eigengap;    ///< lambda_(k+1) - lambda_k; none where there is no (k + 1)st
  bool ambiguous = false;       ///< the gap is no more than residuals and rounding: other eigenvectors, and clusters, are as good
  bool converged = true;        ///< whether all residuals are within the tolerance
  std::size_t iterations = 0;   ///< products with blocks of vectors, most of a component; 0 where all was solved densely
  double normalized_cut = 0.0;  ///< the sum over clusters C of cut(C) / vol(C), 0 for an isolated vertex
  double modularity = 0.0;      ///< at resolution 1
};

/// Clusters from the eigenvectors of the k least eigenvalues of the normalised Laplacian L = I - D^(-1/2) A D^(-1/2), grouped by
/// k-means (k-means++, seeded, several starts): an approximation of the least normalised cut, sum of cut(C) / vol(C), where
/// cut(C) is the strength that leaves C and vol(C) the sum of d over its members, d(i) = sum_j A(i, j).
///
/// Components are exact: no cluster reaches over two. A component has as many of the k clusters as of the k least eigenvalues of
/// all are its own (0 is one of each), and k-means groups each apart. Where k-means leaves a cluster empty, it gets the vertex
/// that is farthest from its own. Small components are solved densely, others by subspaces that are filtered by Chebyshev
/// polynomials, in which repeated eigenvalues are found as often as they occur.
/// Parallel edges add up; a loop counts twice in A(i, i), as in strength(). Without strengths each edge counts 1.
/// \throws option_error for an option outside its range; input_error if there is not one strength per edge, if one is negative,
///         or if twice the sum of rounded strengths is beyond the range of a double; cancelled on request
/// Complexity: O((m + n k) k i + n k^2 s) time for i iterations of blocks of about 1.5 k + 8 vectors and s steps of k-means;
/// i grows with 1 / sqrt(gap); O(m + n k) memory.
/// Reference: Shi & Malik (2000), doi:10.1109/34.868688; Ng, Jordan & Weiss (2001), NIPS 14; von Luxburg (2007),
/// doi:10.1007/s11222-007-9033-z; Zhou, Saad, Tiago & Chelikowsky (2006), doi:10.1016/j.jcp.2006.03.017
template <undirected_graph_like G>
[[nodiscard]] spectral_result spectral_clustering(const G& graph, const spectral_options& options = {});
template <undirected_graph_like G>
[[nodiscard]] spectral_result spectral_clustering(const G& graph, const edge_strengths& strengths,
                                                  const spectral_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Without strengths: each edge has strength 1.
[[nodiscard]] spectral_result spectral_clustering_of(const undirected_view& graph, const edge_strengths* strengths,
                                                     const spectral_options& options);

}  // namespace detail

template <undirected_graph_like G>
spectral_result spectral_clustering(const G& graph, const spectral_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::spectral_clustering_of(view_of(snapshot), nullptr, options);
}

template <undirected_graph_like G>
spectral_result spectral_clustering(const G& graph, const edge_strengths& strengths, const spectral_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::spectral_clustering_of(view_of(snapshot), &strengths, options);
}

}  // namespace coopgraph
