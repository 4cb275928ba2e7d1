// SPDX-License-Identifier: BSL-1.0
#include "support/graphs.hpp"

#include <numeric>
#include <stdexcept>
#include <utility>

namespace coopgraph::kit {

undirected_graph undirected(const edge_list& list) {
  if (list.kind != direction::undirected) throw std::logic_error("the list is of a directed graph");
  return {list.vertices, list.edges};
}

directed_graph directed(const edge_list& list) {
  if (list.kind != direction::directed) throw std::logic_error("the list is of an undirected graph");
  return {list.vertices, list.edges};
}

edge_list florentine_marriages() {
  return {direction::undirected, 15, {{0, 1}, {2, 3},  {2, 4}, {2, 5},  {1, 5}, {1, 6},  {1, 7},  {1, 8},  {1, 9},   {9, 10},
                                      {3, 4}, {3, 11}, {4, 6}, {4, 11}, {6, 7}, {7, 12}, {8, 13}, {8, 12}, {11, 12}, {12, 14}}};
}

edge_list karate_club() {
  return {direction::undirected,
          34,
          {{0, 1},   {0, 2},   {0, 3},   {0, 4},   {0, 5},   {0, 6},   {0, 7},   {0, 8},   {0, 10},  {0, 11},  {0, 12},  {0, 13},
           {0, 17},  {0, 19},  {0, 21},  {0, 31},  {1, 2},   {1, 3},   {1, 7},   {1, 13},  {1, 17},  {1, 19},  {1, 21},  {1, 30},
           {2, 3},   {2, 7},   {2, 8},   {2, 9},   {2, 13},  {2, 27},  {2, 28},  {2, 32},  {3, 7},   {3, 12},  {3, 13},  {4, 6},
           {4, 10},  {5, 6},   {5, 10},  {5, 16},  {6, 16},  {8, 30},  {8, 32},  {8, 33},  {9, 33},  {13, 33}, {14, 32}, {14, 33},
           {15, 32}, {15, 33}, {18, 32}, {18, 33}, {19, 33}, {20, 32}, {20, 33}, {22, 32}, {22, 33}, {23, 25}, {23, 27}, {23, 29},
           {23, 32}, {23, 33}, {24, 25}, {24, 27}, {24, 31}, {25, 31}, {26, 29}, {26, 33}, {27, 33}, {28, 31}, {28, 33}, {29, 32},
           {29, 33}, {30, 32}, {30, 33}, {31, 32}, {31, 33}, {32, 33}}};
}

edge_list krackhardt_kite() {
  return {direction::undirected,
          10,
          {{0, 1},
           {0, 2},
           {0, 3},
           {0, 5},
           {1, 3},
           {1, 4},
           {1, 6},
           {2, 3},
           {2, 5},
           {3, 4},
           {3, 5},
           {3, 6},
           {4, 6},
           {5, 6},
           {5, 7},
           {6, 7},
           {7, 8},
           {8, 9}}};
}

edge_list four_pages() { return {direction::directed, 4, {{0, 1}, {0, 2}, {1, 2}, {2, 0}, {3, 2}}}; }

edge_list two_triangles_and_a_bridge() {
  return {direction::undirected, 6, {{0, 1}, {0, 2}, {1, 2}, {2, 3}, {3, 4}, {3, 5}, {4, 5}}};
}

edge_list chain_of_diamonds(std::size_t diamonds) {
  edge_list list{direction::undirected, 3 * diamonds + 1, {}};
  for (std::size_t i = 0; i < diamonds; ++i) {
    const auto hub = static_cast<vertex_id>(3 * i);
    for (const vertex_id middle : {hub + 1, hub + 2}) {
      list.edges.push_back({hub, middle});
      list.edges.push_back({middle, hub + 3});
    }
  }
  return list;
}

edge_list path(std::size_t vertices) {
  edge_list list{direction::undirected, vertices, {}};
  for (vertex_id v = 1; v < vertices; ++v) list.edges.push_back({v - 1, v});
  return list;
}

edge_list cycle(std::size_t vertices) {
  edge_list list = path(vertices);
  list.edges.push_back({static_cast<vertex_id>(vertices - 1), 0});
  return list;
}

edge_list star(std::size_t leaves) {
  edge_list list{direction::undirected, leaves + 1, {}};
  for (vertex_id v = 1; v <= leaves; ++v) list.edges.push_back({0, v});
  return list;
}

edge_list complete(std::size_t vertices) {
  edge_list list{direction::undirected, vertices, {}};
  for (vertex_id v = 1; v < vertices; ++v)
    for (vertex_id u = 0; u < v; ++u) list.edges.push_back({u, v});
  return list;
}

edge_list random_multigraph(random_stream& random, direction kind, std::size_t vertices, std::size_t edges) {
  edge_list list{kind, vertices, {}};
  for (std::size_t e = 0; e < edges && vertices > 0; ++e) {
    const auto u = static_cast<vertex_id>(random.below(vertices));
    const auto v = static_cast<vertex_id>(random.below(vertices));
    list.edges.push_back({u, v});
  }
  return list;
}

edge_list relabelled(const edge_list& list, std::span<const vertex_id> name) {
  edge_list other = list;
  for (endpoints& e : other.edges) e = {name[e.source], name[e.target]};
  return other;
}

edge_list beside(const edge_list& a, const edge_list& b) {
  edge_list both = a;
  both.vertices += b.vertices;
  const auto shift = static_cast<vertex_id>(a.vertices);
  for (const endpoints& e : b.edges) both.edges.push_back({e.source + shift, e.target + shift});
  return both;
}

edge_list turned_round(const edge_list& list) {
  edge_list other = list;
  for (endpoints& e : other.edges) std::swap(e.source, e.target);
  return other;
}

std::vector<vertex_id> random_order(random_stream& random, std::size_t n) {
  std::vector<vertex_id> order(n);
  std::iota(order.begin(), order.end(), vertex_id{0});
  shuffle(std::span(order), random);
  return order;
}

}  // namespace coopgraph::kit
