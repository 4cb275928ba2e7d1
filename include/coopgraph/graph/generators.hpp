// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/partition.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/graph.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

/// Graphs drawn from random models, and regular ones, for tests, benchmarks and null comparisons. Equal options give the same
/// graph, edge by edge, on every compiler and machine. Vertices are at most 2^32 - 1 everywhere.
namespace coopgraph {

struct gnm_options {
  std::size_t vertices = 0;
  std::size_t edges = 0;        ///< at most the number of different pairs, unless parallel_edges
  bool loops = false;           ///< whether a vertex may be joined to itself
  bool parallel_edges = false;  ///< whether a pair may be joined twice
  std::uint64_t seed = 0;
};

/// G(n, m): a graph drawn uniformly from all with n vertices and m edges; `gnm<direction::directed>(…)` for arcs. With
/// parallel_edges each edge is a pair drawn independently; without, edges are sorted by their ends.
/// \throws option_error if there are not so many pairs, or no pair at all
/// Complexity: O(n + m log m) time, O(n + m) memory.
/// Reference: Erdős & Rényi (1959), doi:10.5486/PMD.1959.6.3-4.12.
template <direction D = direction::undirected>
[[nodiscard]] basic_graph<D> gnm(const gnm_options& options);

struct barabasi_albert_options {
  std::size_t vertices = 0;          ///< above edges_per_vertex
  std::size_t edges_per_vertex = 1;  ///< at least 1
  std::uint64_t seed = 0;
};

/// Preferential attachment: a star of edges_per_vertex + 1 vertices, to which the others come one by one, each joined to
/// edges_per_vertex different vertices with probabilities proportional to their degrees. Connected, without loops and
/// parallel edges; (vertices - edges_per_vertex) * edges_per_vertex edges.
/// \throws option_error for values outside the ranges
/// Complexity: O(n + m) expected time and memory. Reference: Barabási & Albert (1999), doi:10.1126/science.286.5439.509.
[[nodiscard]] undirected_graph barabasi_albert(const barabasi_albert_options& options);

struct rmat_options {
  std::uint32_t scale = 10;      ///< 2^scale vertices; 0 to 31
  std::size_t edge_factor = 16;  ///< edges drawn per vertex
  double a = 0.57;               ///< probabilities of the quarters of the adjacency matrix: a upper left, b upper right,
  double b = 0.19;               ///< c lower left, and 1 - a - b - c lower right; none below 0
  double c = 0.19;
  bool permute_ids = true;      ///< whether vertices are renumbered at random, so that ids say nothing about degrees
  bool loops = false;           ///< whether loops are kept; else they are dropped
  bool parallel_edges = false;  ///< whether parallel edges are kept; else one of each stays, sorted by their ends
  std::uint64_t seed = 0;
};

/// R-MAT, whose defaults are those of the Graph500 and GAP benchmarks ("Kron"): edge_factor * 2^scale edges are drawn, then
/// loops and parallel edges are dropped, as GAP does, or kept. `rmat<direction::directed>(…)` for arcs.
/// \throws option_error for values outside the ranges
/// Complexity: O(m (scale + log m)) time, O(n + m) memory. Reference: Chakrabarti, Zhan & Faloutsos (2004),
/// doi:10.1137/1.9781611972740.43.
template <direction D = direction::undirected>
[[nodiscard]] basic_graph<D> rmat(const rmat_options& options);

struct grid_options {
  std::size_t rows = 0;
  std::size_t columns = 0;
};

/// The rectangular lattice: vertex r * columns + c is joined to its right and its lower neighbour.
/// \throws option_error if rows * columns is too large. Complexity: O(n) time and memory.
[[nodiscard]] undirected_graph grid(const grid_options& options);

struct ring_of_cliques_options {
  std::size_t cliques = 0;  ///< at least 3
  std::size_t size = 0;     ///< vertices in each; at least 1
};
struct ring_of_cliques_result {
  undirected_graph graph;
  partition cliques;  ///< clique i: the vertices i * size … (i + 1) * size - 1
};

/// Complete graphs in a ring: the last vertex of each is joined to the first of the next.
/// The case in which maximal modularity merges what belongs apart.
/// \throws option_error for values outside the ranges. Complexity: O(n + m) time and memory.
/// Reference: Fortunato & Barthélemy (2007), doi:10.1073/pnas.0605965104.
[[nodiscard]] ring_of_cliques_result ring_of_cliques(const ring_of_cliques_options& options);

struct lfr_options {
  std::size_t vertices = 1000;
  double average_degree = 20.0;     ///< at most max_degree; at least the mean of the power law that begins at degree 1
  std::size_t max_degree = 50;      ///< below vertices; (1 - mu) max_degree below max_community
  double tau1 = 2.0;                ///< exponent of the degrees, P(k) ~ k^-tau1; [0, 10]
  double tau2 = 1.0;                ///< exponent of the community sizes; [0, 10]
  double mu = 0.3;                  ///< the share of each vertex's edges that leave its community; [0, 1]
  std::size_t min_community = 20;   ///< [1, max_community]
  std::size_t max_community = 100;  ///< below vertices
  std::uint64_t seed = 0;
};
struct lfr_result {
  undirected_graph graph;    ///< without loops and parallel edges; sorted by their ends
  partition communities;     ///< as planted
  double mu = 0.0;           ///< as realised: the share of the edges that join two communities; 0 without edges
  std::size_t unplaced = 0;  ///< edges by which the graph misses the degrees that were drawn
};

/// The benchmark of Lancichinetti, Fortunato & Radicchi: degrees and community sizes follow power laws, and each vertex has a
/// share mu of its edges outside its community. The smallest degree follows from average_degree. A vertex that fits into no
/// free community has its surplus of inner edges turned into outer ones; the realised mu and the number of edges that found no
/// place (or, in a dense community, one too many) say what came of it all.
/// \throws option_error for values outside the ranges, or if no number of communities of such sizes makes up the vertices
/// Complexity: O(n log n + m log m) expected time, O(n + m) memory. Reference: doi:10.1103/PhysRevE.78.046110.
[[nodiscard]] lfr_result lfr(const lfr_options& options);

struct layered_supply_chain_options {
  std::size_t layers = 4;               ///< stages from producers to markets; at least 2
  std::size_t vertices_per_layer = 10;  ///< at least 1
  std::size_t arcs_per_vertex = 3;      ///< from each vertex to the next layer; 1 to vertices_per_layer
  std::int64_t max_capacity = 100;      ///< capacities are whole numbers 1 … max_capacity; up to 2^53
  std::int64_t max_cost = 20;           ///< costs per unit are whole numbers 1 … max_cost; up to 2^53
  std::uint64_t seed = 0;
};
struct layered_supply_chain_result {
  directed_graph graph;
  edge_capacities capacities;
  edge_costs costs;
  std::vector<std::uint32_t> stage;  ///< by vertex: its layer, 0 = producers
  std::vector<vertex_id> sources;    ///< the vertices of the first layer
  std::vector<vertex_id> sinks;      ///< the vertices of the last layer
};

/// A supply chain in layers: arcs lead from each vertex to arcs_per_vertex different vertices of the next layer, capacities and
/// costs are drawn uniformly. Each vertex lies on a path from a source to a sink.
/// \throws option_error for values outside the ranges. Complexity: O(n + m) expected time, O(n + m) memory.
[[nodiscard]] layered_supply_chain_result layered_supply_chain(const layered_supply_chain_options& options);

}  // namespace coopgraph
