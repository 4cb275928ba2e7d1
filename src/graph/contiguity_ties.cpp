// SPDX-License-Identifier: BSL-1.0
#include "graph/contiguity_ties.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/graph/components.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace coopgraph::detail {
namespace {

/// A tie that might be made; the order is that of island_rule::connect.
struct candidate {
  std::int64_t apart = std::numeric_limits<std::int64_t>::max();
  vertex_id first = no_vertex;
  vertex_id second = no_vertex;
  double bound = 3.0;  // no farther point, as a chord, can be nearer; longer than all

  [[nodiscard]] bool found() const noexcept { return first != no_vertex; }
  [[nodiscard]] bool before(const candidate& other) const {
    return std::tie(apart, first, second) < std::tie(other.apart, other.first, other.second);
  }
};

/// The better of `best` and a tie from point p to the nearest point of a unit that is not `near_by`; skip(node) leaves boxes out.
template <class NearBy, class Skip>
void find_nearest(const point_tree& tree, const unit_points& points, std::size_t p, const NearBy& near_by, const Skip& skip,
                  candidate& best) {
  const unit_vector& from = points.at[p];
  tree.search([&](const point_tree::node& box) { return chord_to_box(from, box); }, [&] { return best.bound; }, skip,
              [&](std::uint32_t q) {
                if (near_by(points.unit[q])) return;
                const double away = chord(from, points.at[q]);
                if (away > best.bound) return;
                const vertex_id u = points.unit[p];
                const vertex_id v = points.unit[q];
                const candidate one{millimetres(from, points.at[q]), std::min(u, v), std::max(u, v), away + chord_slack};
                if (!one.before(best)) return;
                const double bound = std::min(best.bound, one.bound);
                best = one;
                best.bound = bound;
              });
}

void attach_to_nearest(thread_pool& pool, const point_tree& tree, const unit_points& points, std::span<const vertex_id> islands,
                       std::vector<contiguity_tie>& ties) {
  std::vector<candidate> best(islands.size());
  parallel_for(pool, islands.size(), 16, [&](index_range range) {
    pool.check_stop();
    for (std::size_t i = range.first; i < range.last; ++i) {
      const vertex_id u = islands[i];
      // Of equally near units the first: with one end given, the order of candidates is the other end's, below u or above it.
      for (std::size_t p = points.begin[u]; p < points.begin[u + std::size_t{1}]; ++p)
        find_nearest(
            tree, points, p, [&](vertex_id v) { return v == u; }, [](std::uint32_t) { return false; }, best[i]);
    }
  });
  for (const candidate& one : best)
    if (one.found()) ties.push_back({one.first, one.second, one.apart, true});
}

/// Of each node of the tree: the component of all its points, or none where there are several.
std::vector<vertex_id> components_of_nodes(const point_tree& tree, const unit_points& points,
                                           const std::vector<vertex_id>& component) {
  const auto nodes = tree.nodes();
  std::vector<vertex_id> of(nodes.size(), no_vertex);
  for (std::size_t n = nodes.size(); n-- > 0;) {
    const point_tree::node& box = nodes[n];
    if (box.children != 0) {
      if (of[box.children] == of[box.children + std::size_t{1}]) of[n] = of[box.children];
      continue;
    }
    of[n] = component[points.unit[tree.order()[box.first]]];
    for (std::uint32_t i = box.first; i < box.last; ++i)
      if (component[points.unit[tree.order()[i]]] != of[n]) of[n] = no_vertex;
  }
  return of;
}

/// Borůvka's rounds: each component is tied to what is nearest to it, until one is left.
void connect_components(thread_pool& pool, const point_tree& tree, const unit_points& points, std::vector<contiguity_tie>& ties) {
  const std::size_t n = points.units();
  vertex_sets sets(n);
  for (const contiguity_tie& tie : ties) sets.join(tie.first, tie.second);
  for (bool grew = true; grew;) {
    grew = false;
    std::vector<vertex_id> component(n);
    for (vertex_id u = 0; u < n; ++u) component[u] = sets.root(u);
    const std::vector<vertex_id> of_node = components_of_nodes(tree, points, component);
    std::vector<candidate> best(n);  // by component
    for (std::size_t p = 0; p < points.at.size(); ++p) {
      if (p % 256 == 0) pool.check_stop();
      const vertex_id own = component[points.unit[p]];
      find_nearest(
          tree, points, p, [&](vertex_id v) { return component[v] == own; },
          [&](std::uint32_t node) { return of_node[node] == own; }, best[own]);
    }
    for (const candidate& one : best) {
      if (!one.found() || sets.root(one.first) == sets.root(one.second)) continue;
      sets.join(one.first, one.second);
      ties.push_back({one.first, one.second, one.apart, true});
      grew = true;
    }
  }
}

}  // namespace

void sort_ties(std::vector<contiguity_tie>& ties) {
  const auto key = [](const contiguity_tie& t) { return std::pair(t.first, t.second); };
  std::stable_sort(ties.begin(), ties.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  ties.erase(std::unique(ties.begin(), ties.end(), [&](const auto& a, const auto& b) { return key(a) == key(b); }), ties.end());
}

void check_position(const char* function, const position& p, const std::string& what) {
  if (!(std::abs(p.lon) <= 180.0)) throw input_error(function, "lon of " + what, to_text(p.lon), "-180 to 180 degrees east");
  if (!(std::abs(p.lat) <= 90.0)) throw input_error(function, "lat of " + what, to_text(p.lat), "-90 to 90 degrees north");
}

unit_points points_of(const char* function, std::span<const position> positions) {
  unit_points points;
  points.begin.push_back(0);
  for (std::size_t u = 0; u < positions.size(); ++u) {
    check_position(function, positions[u], "unit " + to_text(u));
    points.at.push_back(on_sphere(positions[u]));
    points.unit.push_back(static_cast<vertex_id>(u));
    points.begin.push_back(u + 1);
  }
  return points;
}

std::vector<vertex_id> islands_of(std::size_t units, std::span<const contiguity_tie> ties) {
  std::vector<bool> tied(units, false);
  for (const contiguity_tie& tie : ties) tied[tie.first] = tied[tie.second] = true;
  std::vector<vertex_id> islands;
  for (vertex_id u = 0; u < units; ++u)
    if (!tied[u]) islands.push_back(u);
  return islands;
}

void attach_islands(thread_pool& pool, island_rule rule, const unit_points& points, std::span<const vertex_id> islands,
                    std::vector<contiguity_tie>& ties) {
  if (rule == island_rule::keep) return;
  const point_tree tree(points.at);
  if (rule == island_rule::nearest)
    attach_to_nearest(pool, tree, points, islands, ties);
  else
    connect_components(pool, tree, points, ties);
  sort_ties(ties);
}

undirected_graph graph_of_ties(std::size_t units, std::span<const contiguity_tie> ties) {
  std::vector<endpoints> edges;
  edges.reserve(ties.size());
  for (const contiguity_tie& tie : ties) edges.push_back(tie.ends());
  return undirected_graph(units, edges);
}

std::vector<edge_id> attached_edges(std::span<const contiguity_tie> ties) {
  std::vector<edge_id> attached;
  for (edge_id e = 0; e < ties.size(); ++e)
    if (ties[e].attached) attached.push_back(e);
  return attached;
}

}  // namespace coopgraph::detail
