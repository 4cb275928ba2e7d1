// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/random.hpp>
#include <coopgraph/graph/graph.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace coopgraph::kit {

/// Edges as they are given: what graphs are made from and what oracles read.
struct edge_list {
  direction kind = direction::undirected;
  std::size_t vertices = 0;
  std::vector<endpoints> edges;
};

/// \pre list.kind is undirected, or directed
[[nodiscard]] undirected_graph undirected(const edge_list& list);
[[nodiscard]] directed_graph directed(const edge_list& list);

/// Calls visit(graph) with a graph of the list's own kind.
template <class Visit>
auto with_graph(const edge_list& list, const Visit& visit) {
  return list.kind == direction::undirected ? visit(undirected(list)) : visit(directed(list));
}

/// The 15 families of Florence with marriages among them (20 ties). Padgett & Ansell (1993), doi:10.1086/230190
///
///   Acciaiuoli   Pazzi-Salviati                Ginori
///            \           |                       |
///             +------- Medici ----------------- Albizzi
///                     /   |   \                  |
///           Barbadori  Ridolfi-Tornabuoni --- Guadagni - Lamberteschi
///               |         |                      |
///           Castellani-Strozzi -------------- Bischeri
///                    \    |                   /
///                     Peruzzi ---------------+
[[nodiscard]] edge_list florentine_marriages();
inline constexpr std::array<std::string_view, 15> florentine_families = {
    "Acciaiuoli", "Medici",   "Castellani", "Peruzzi",  "Strozzi",  "Barbadori", "Ridolfi",     "Tornabuoni",
    "Albizzi",    "Salviati", "Pazzi",      "Bischeri", "Guadagni", "Ginori",    "Lamberteschi"};
inline constexpr vertex_id medici = 1;

/// The 34 members of a karate club and their 78 friendships, numbered from 0. Zachary (1977), doi:10.1086/jar.33.4.3629752
[[nodiscard]] edge_list karate_club();

/// Krackhardt (1990), doi:10.2307/2393394
///
///       0---1
///      /|\ /|\             each of 0 … 6 is tied to 3,
///     2-+-3-+-4            and 5 to 0, 2, 3, 6, 7; 6 to 1, 3, 4, 5, 7
///      \|/ \|/
///       5---6
///        \ /
///         7---8---9
[[nodiscard]] edge_list krackhardt_kite();

///   1 ---> 2        arcs 1>2, 1>3, 2>3, 3>1, 4>3, of which 1 is vertex 0
///   ^\     |
///   | \    v
///   +--+>  3 <--- 4
[[nodiscard]] edge_list four_pages();

///   0       4
///   |\     /|
///   | 2---3 |
///   |/     \|
///   1       5
[[nodiscard]] edge_list two_triangles_and_a_bridge();

///      1       4
///     / \     / \        .
///    0   3   3   6 …          hub i is vertex 3 i, the two between hub i and the next are 3 i + 1 and 3 i + 2
///     \ /     \ /
///      2       5
[[nodiscard]] edge_list chain_of_diamonds(std::size_t diamonds);

[[nodiscard]] edge_list path(std::size_t vertices);      ///< 0---1---2--- …
[[nodiscard]] edge_list cycle(std::size_t vertices);     ///< a path whose last vertex is tied to 0
[[nodiscard]] edge_list star(std::size_t leaves);        ///< 0 in the middle
[[nodiscard]] edge_list complete(std::size_t vertices);  ///< every pair once

/// Both ends of each edge drawn evenly: loops and parallel edges occur, and mostly several components where there are few edges.
[[nodiscard]] edge_list random_multigraph(random_stream& random, direction kind, std::size_t vertices, std::size_t edges);

/// The list with vertex v called name[v].
[[nodiscard]] edge_list relabelled(const edge_list& list, std::span<const vertex_id> name);
/// a beside b: the vertices of b come after those of a.
[[nodiscard]] edge_list beside(const edge_list& a, const edge_list& b);
/// Every arc the other way.
[[nodiscard]] edge_list turned_round(const edge_list& list);
/// A random order of 0 … n - 1.
[[nodiscard]] std::vector<vertex_id> random_order(random_stream& random, std::size_t n);

}  // namespace coopgraph::kit
