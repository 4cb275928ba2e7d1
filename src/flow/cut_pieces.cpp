// SPDX-License-Identifier: BSL-1.0
#include "flow/cut_pieces.hpp"

#include <optional>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::uint32_t none = cut_parts::none;

/// The parts' tree with its root at part 0.
struct rooted_parts {
  std::vector<std::uint32_t> above;  // by part; none at the root
  std::vector<std::uint32_t> edge;   // by part: the one to the part above
  std::vector<std::uint32_t> depth;  // by part

  rooted_parts(const cut_parts& parts, stop_pace& pace)
      : above(parts.parts, none), edge(parts.parts, none), depth(parts.parts, 0) {
    std::vector<std::size_t> first(parts.parts + std::size_t{1}, 0);
    for (const cut_parts::edge& e : parts.edges) ++first[e.ends[0]], ++first[e.ends[1]];
    for (std::size_t i = 0, sum = 0; i < first.size(); ++i) first[i] = sum += first[i];
    std::vector<std::uint32_t> incident(2 * parts.edges.size());
    for (std::uint32_t e = 0; e < parts.edges.size(); ++e)
      for (const std::uint32_t end : parts.edges[e].ends) incident[--first[end]] = e;
    std::vector<std::uint32_t> order(1, 0);
    for (std::size_t i = 0; i < order.size(); ++i) {
      const std::uint32_t x = order[i];
      pace.worked(4 * (first[x + std::size_t{1}] - first[x]));
      for (std::size_t j = first[x]; j < first[x + std::size_t{1}]; ++j) {
        const std::uint32_t e = incident[j];
        if (e == edge[x]) continue;
        const std::uint32_t y = parts.edges[e].ends[parts.edges[e].ends[0] == x ? 1 : 0];
        above[y] = x;
        edge[y] = e;
        depth[y] = depth[x] + 1;
        order.push_back(y);
      }
    }
  }
};

class pieces_of_parts {
 public:
  pieces_of_parts(const piece& from, const cut_parts& found, std::uint32_t first_edge, const progress_of_bounds& reached,
                  stop_pace& pace)
      : from_(from),
        found_(found),
        tree_(found, pace),
        first_edge_(first_edge),
        reached_(reached),
        pace_(pace),
        made_(found.parts) {
    std::vector<std::size_t> terminals(found.parts, 0);
    for (vertex_id v = 0; v < from.graph.vertices(); ++v) terminals[found.part[v]] += from.name[v] != no_vertex ? 1U : 0U;
    for (std::uint32_t x = 0; x < found.parts; ++x)
      if (terminals[x] > 1) made_[x].emplace();
  }

  std::vector<piece> run() {
    name_vertices();
    for (vertex_id u = 0; u < from_.graph.vertices(); ++u) {
      pace_.worked(from_.graph.first[u + std::size_t{1}] - from_.graph.first[u] + 1);
      for (std::size_t a = from_.graph.first[u]; a < from_.graph.first[u + std::size_t{1}]; ++a)
        if (from_.graph.arcs[a].head > u) add_edge(u, from_.graph.arcs[a].head, from_.graph.arcs[a].capacity);
    }
    std::vector<piece> listed;
    for (std::uint32_t x = 0; x < found_.parts; ++x)
      if (made_[x]) listed.push_back(finished(x));
    return listed;
  }

 private:
  struct edge {
    vertex_id u, v;
    std::int64_t capacity;
  };
  struct growing {
    std::vector<vertex_id> name;
    std::vector<std::uint32_t> beyond;
    std::vector<edge> edges;

    vertex_id add_vertex(vertex_id called, std::uint32_t beyond_edge) {
      name.push_back(called);
      beyond.push_back(beyond_edge);
      return static_cast<vertex_id>(name.size() - 1);
    }
  };

  void name_vertices() {
    number_.resize(from_.graph.vertices(), no_vertex);
    for (vertex_id v = 0; v < from_.graph.vertices(); ++v) {
      pace_.worked(2);
      if (std::optional<growing>& at = made_[found_.part[v]]) number_[v] = at->add_vertex(from_.name[v], from_.edge[v]);
    }
    upwards_.resize(found_.parts, no_vertex);
    downwards_.resize(found_.parts, no_vertex);
    for (std::uint32_t x = 0; x < found_.parts; ++x) {
      pace_.worked(2);
      if (tree_.above[x] == none) continue;
      if (made_[x]) upwards_[x] = made_[x]->add_vertex(no_vertex, first_edge_ + tree_.edge[x]);
      if (std::optional<growing>& at = made_[tree_.above[x]])
        downwards_[x] = at->add_vertex(no_vertex, first_edge_ + tree_.edge[x]);
    }
  }

  /// In each part on the way between its ends it is an edge, too.
  void add_edge(vertex_id u, vertex_id v, std::int64_t capacity) {
    std::uint32_t x = found_.part[u];
    std::uint32_t y = found_.part[v];
    vertex_id at_x = number_[u];
    vertex_id at_y = number_[v];
    const auto climb = [&](std::uint32_t& part, vertex_id& at) {
      pace_.worked(1);
      if (made_[part]) made_[part]->edges.push_back({at, upwards_[part], capacity});
      at = downwards_[part];
      part = tree_.above[part];
    };
    while (x != y) tree_.depth[x] >= tree_.depth[y] ? climb(x, at_x) : climb(y, at_y);
    if (made_[x]) made_[x]->edges.push_back({at_x, at_y, capacity});
  }

  piece finished(std::uint32_t x) {
    growing& from = *made_[x];
    const std::size_t n = from.name.size();
    contracted_graph rows;
    rows.first.assign(n + 1, 0);
    for (const edge& e : from.edges) ++rows.first[e.u], ++rows.first[e.v];
    for (std::size_t i = 0, sum = 0; i <= n; ++i) rows.first[i] = sum += rows.first[i];
    rows.arcs.resize(2 * from.edges.size());
    for (const edge& e : from.edges) {
      pace_.worked(1);
      rows.arcs[--rows.first[e.u]] = {e.v, e.capacity};
      rows.arcs[--rows.first[e.v]] = {e.u, e.capacity};
    }
    vertex_sets alone(n);  // parallel edges are joined
    piece made{contract(rows, alone, pace_).graph, std::move(from.name), std::move(from.beyond), reached_.bound};
    if (2 * n > from_.graph.vertices()) made.share = reached_.share;
    made_[x].reset();
    return made;
  }

  const piece& from_;
  const cut_parts& found_;
  rooted_parts tree_;
  std::uint32_t first_edge_;
  progress_of_bounds reached_;
  stop_pace& pace_;
  std::vector<std::optional<growing>> made_;  // by part
  std::vector<vertex_id> number_;             // by vertex: in its part's piece
  std::vector<vertex_id> upwards_;            // by part: the vertex of its piece beyond the edge to the part above
  std::vector<vertex_id> downwards_;          // by part: the vertex of the piece above beyond that edge
};

}  // namespace

std::vector<piece> pieces_of(const piece& from, const cut_parts& found, std::uint32_t first_edge,
                             const progress_of_bounds& reached, stop_pace& pace) {
  return pieces_of_parts(from, found, first_edge, reached, pace).run();
}

}  // namespace coopgraph::detail
