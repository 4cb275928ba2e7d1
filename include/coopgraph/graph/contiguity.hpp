// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/position.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/graph.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace coopgraph {

// Which units are neighbours, as an undirected graph without loops and parallel edges. Its edges are sorted by (lesser unit,
// greater unit), the lesser one being the source. Distances are great circles on a sphere of radius 6371.0088 km, in whole
// millimetres: what is equally far to a millimetre is equally far. The same bytes for any number of threads.

/// What becomes of islands: of units that have no neighbour.
enum class island_rule {
  keep,     ///< they stay alone
  nearest,  ///< each is tied to the unit nearest to it, of equally near ones to the first; to another island where that is
            ///< nearest
  connect   ///< all components, islands too, are tied by the shortest edges that make one of them (Kruskal's: of equally short
            ///< ones that with the least lesser unit, then with the least greater one)
};

struct border_contiguity_options {
  island_rule islands = island_rule::keep;
  std::vector<position> positions = {};  ///< one for each unit, if islands are not kept
  execution run = {};
};
struct border_contiguity_result {
  undirected_graph graph;
  std::vector<edge_id> edge_of_border;  ///< by border as given: its edge, as sum_by_edge (edge_values.hpp) wants it
  std::vector<vertex_id> islands;       ///< sorted: units without a neighbour, before the rule
  std::vector<edge_id> attached;        ///< sorted: edges that only the rule for islands made
};

/// Neighbours by a list of land borders: pairs of units, in either order; a pair that is repeated is one edge.
/// \throws input_error naming the border if an end is no unit, or both are the same; if a position is off its range; option_error
///         unless there is a position for each unit where islands are not kept; cancelled on request
/// Complexity: O(n + m log m) time, O(n + m) memory; with nearest or connect O(n log n) more in practice.
[[nodiscard]] border_contiguity_result border_contiguity(std::size_t units, std::span<const endpoints> borders,
                                                         const border_contiguity_options& options = {});

/// The border of a unit: outer rings of all its parts and holes alike, each in either direction, closed (the first point
/// repeated at the end) or not. Lines between points are taken as great circles.
struct unit_outline {
  std::vector<std::vector<position>> rings;
};

/// rook: neighbours share a border of some length. queen: a single point is enough.
enum class contiguity_rule { rook, queen };

struct polygon_contiguity_options {
  contiguity_rule rule = contiguity_rule::rook;
  island_rule islands = island_rule::keep;  ///< distances are those between points of the outlines
  double near_km = 0.1;                     ///< [0, 100]: up to which gap outlines count as meant to meet; 0: none are looked for
  execution run = {};
};
/// Two units that share no point, although a point of the one is so near to the outline of the other.
struct near_outlines {
  vertex_id first = 0;  ///< < second
  vertex_id second = 0;
  double gap_km = 0.0;  ///< the least distance of a point of one from the outline of the other

  friend bool operator==(const near_outlines&, const near_outlines&) = default;
};
struct polygon_contiguity_result {
  undirected_graph graph;
  edge_strengths borders = edge_strengths::uniform(0);  ///< by edge: kilometres of shared border; 0 if they meet in points only,
                                                        ///< or where the rule for islands made the edge
  std::vector<vertex_id> islands;
  std::vector<edge_id> attached;
  std::vector<near_outlines> near;  ///< sorted: pairs to look at, whose outlines were perhaps drawn apart
};

/// Neighbours by outlines that share their points: two units share what is a side (two points that follow each other) of both,
/// whatever its direction, or a point of both. Points are the same if their numbers are; longitudes 180 and -180 are, and all
/// longitudes at a pole. What one unit has on both sides is no border. Units without rings stay alone under every rule.
/// \throws input_error naming unit, ring and point if a coordinate is off its range or a ring has fewer than three different
///         points; option_error for near_km; cancelled on request
/// Complexity: O(p log p) time for p points, in practice, and what is reported; O(p) memory.
[[nodiscard]] polygon_contiguity_result polygon_contiguity(std::span<const unit_outline> units,
                                                           const polygon_contiguity_options& options = {});

/// Whose choice makes an edge: either: one of the two counts the other among its nearest; mutual: both do.
enum class neighbour_rule { either, mutual };

struct nearest_neighbours_options {
  neighbour_rule rule = neighbour_rule::either;
  island_rule islands = island_rule::keep;
  execution run = {};
};
struct distance_band_options {
  island_rule islands = island_rule::keep;
  execution run = {};
};
struct distance_contiguity_result {
  undirected_graph graph;
  edge_lengths distances = edge_lengths::uniform(0);  ///< by edge, kilometres
  std::vector<vertex_id> islands;
  std::vector<edge_id> attached;
};

/// Each unit's k nearest others, of equally near ones the first; all others where they are fewer. Units at one place are
/// neighbours at distance 0.
/// \throws input_error if a position is off its range; option_error if k is 0; cancelled on request
/// Complexity: O(n k log n) time in practice, O(n k) memory.
[[nodiscard]] distance_contiguity_result nearest_neighbour_contiguity(std::span<const position> positions, std::size_t k,
                                                                      const nearest_neighbours_options& options = {});

/// All pairs that are at most radius_km apart.
/// \throws input_error if a position is off its range; option_error unless radius_km is finite and > 0; cancelled on request
/// Complexity: O((n + m) log n) time in practice, O(n + m) memory.
[[nodiscard]] distance_contiguity_result distance_band_contiguity(std::span<const position> positions, double radius_km,
                                                                  const distance_band_options& options = {});

}  // namespace coopgraph
