// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/gomory_hu.hpp>
#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/components.hpp>

#include "flow/contracted_graph.hpp"
#include "flow/cut_capacities.hpp"
#include "flow/cut_cells.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace coopgraph {
namespace detail {
namespace {

constexpr const char* function = "gomory_hu_tree";
constexpr std::uint32_t none = cut_parts::none;
constexpr std::size_t most_edges = std::size_t{1} << 30;  // 32 bits count arcs, twice as many while cells are contracted

struct tree_edge {
  std::array<vertex_id, 2> ends{no_vertex, no_vertex};
  std::int64_t weight = 0;
};

/// Vertices of the graph that are not yet separated from each other; what lies beyond each cut found is one vertex more.
struct piece {
  contracted_graph graph;
  std::vector<vertex_id> name = {};      // by vertex: of the graph; no_vertex: it lies beyond a cut
  std::vector<std::uint32_t> edge = {};  // by vertex: the edge of the tree whose cut it lies beyond; none
  std::int64_t bound = 0;                // no cut below it separates the vertices of the graph
  bool may_join = true;                  // whether it is tried to join inseparable vertices
};

class cut_tree {
 public:
  cut_tree(std::size_t vertices, const execution& run) : vertices_(vertices), run_(run), pace_(run) {}

  /// The edges of the cut tree of one connected graph after the other.
  void add(piece whole) {
    whole.graph = contract_nothing(whole.graph);
    waiting_.push_back(std::move(whole));
    while (!waiting_.empty()) {
      const piece next = std::move(waiting_.back());
      waiting_.pop_back();
      divide(next);
    }
  }
  [[nodiscard]] const std::vector<tree_edge>& edges() const noexcept { return edges_; }

 private:
  /// Inseparable vertices joined, as far as it shrinks the graph to a half or less.
  struct joined {
    contraction all;
    std::int64_t bound;
  };

  contracted_graph contract_nothing(const contracted_graph& graph) {
    vertex_sets alone(graph.vertices());
    return contract(graph, alone, pace_).graph;
  }

  void divide(const piece& p) {
    const std::size_t n = p.graph.vertices();
    std::vector<bool> is_terminal(n);
    for (vertex_id v = 0; v < n; ++v) is_terminal[v] = p.name[v] != no_vertex;
    if (p.may_join)
      if (const std::optional<joined> smaller = join(p)) {
        const std::vector<vertex_id>& name = smaller->all.name;
        std::vector<bool> has_terminal(smaller->all.graph.vertices());
        for (vertex_id v = 0; v < n; ++v)
          if (is_terminal[v]) has_terminal[name[v]] = true;
        cut_parts found = separate(smaller->all.graph, has_terminal, static_cast<std::uint64_t>(smaller->bound), run_);
        std::vector<std::uint32_t> part(n);
        for (vertex_id v = 0; v < n; ++v) part[v] = found.part[name[v]];
        found.part = std::move(part);
        return take(p, found, smaller->bound);
      }
    take(p, separate(p.graph, is_terminal, UINT64_MAX, run_), INT64_MAX);
  }

  /// Bounds are quantiles of what ties a vertex to those before it in an order: within dense groups that is much, between them
  /// little.
  std::optional<joined> join(const piece& p) {
    const std::size_t n = p.graph.vertices();
    if (n < 8) return std::nullopt;
    std::vector<std::int64_t> tied = join_inseparable(p.graph, INT64_MAX, pace_).tied;
    for (const std::size_t quarter : {2U, 3U}) {
      const auto middle = tied.begin() + static_cast<std::ptrdiff_t>(n / 4 * quarter);
      std::nth_element(tied.begin(), middle, tied.end());
      const std::int64_t bound = *middle;
      if (bound <= p.bound) continue;
      contraction all = join_all(p.graph, bound);
      if (2 * all.graph.vertices() > n) return std::nullopt;
      std::vector<bool> seen(all.graph.vertices(), false);
      std::size_t groups = 0;
      for (vertex_id v = 0; v < n; ++v) {
        if (p.name[v] == no_vertex || seen[all.name[v]]) continue;
        seen[all.name[v]] = true;
        ++groups;
      }
      if (groups > 1) return joined{std::move(all), bound};
    }
    return std::nullopt;
  }

  contraction join_all(const contracted_graph& graph, std::int64_t bound) {
    inseparable_vertices found = join_inseparable(graph, bound, pace_);
    contraction all = contract(graph, found.sets, pace_);
    for (std::size_t before = graph.vertices(); all.graph.vertices() > 1 && all.graph.vertices() < before - before / 8;) {
      before = all.graph.vertices();
      found = join_inseparable(all.graph, bound, pace_);
      contraction next = contract(all.graph, found.sets, pace_);
      for (vertex_id& v : all.name) v = next.name[v];
      all.graph = std::move(next.graph);
    }
    return all;
  }

  void ends_at(std::uint32_t edge, vertex_id v) {
    std::array<vertex_id, 2>& ends = edges_[edge].ends;
    ends[ends[0] == no_vertex ? 0 : 1] = v;
  }

  /// Parts with one vertex of the graph are done; of each other one there is a piece.
  void take(const piece& p, const cut_parts& found, std::int64_t bound);

  std::size_t vertices_;
  std::size_t done_ = 0;
  const execution& run_;
  stop_pace pace_;
  std::vector<piece> waiting_;
  std::vector<tree_edge> edges_;
};

/// The parts' tree with its root at part 0.
struct rooted_parts {
  std::vector<std::uint32_t> above;  // by part; none at the root
  std::vector<std::uint32_t> edge;   // by part: the one to the part above
  std::vector<std::uint32_t> depth;  // by part

  explicit rooted_parts(const cut_parts& parts) : above(parts.parts, none), edge(parts.parts, none), depth(parts.parts, 0) {
    std::vector<std::size_t> first(parts.parts + std::size_t{1}, 0);
    for (const cut_parts::edge& e : parts.edges) ++first[e.ends[0]], ++first[e.ends[1]];
    for (std::size_t i = 0, sum = 0; i < first.size(); ++i) first[i] = sum += first[i];
    std::vector<std::uint32_t> incident(2 * parts.edges.size());
    for (std::uint32_t e = 0; e < parts.edges.size(); ++e)
      for (const std::uint32_t end : parts.edges[e].ends) incident[--first[end]] = e;
    std::vector<std::uint32_t> order(1, 0);
    for (std::size_t i = 0; i < order.size(); ++i) {
      const std::uint32_t x = order[i];
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

/// The pieces of the parts that have several vertices of the graph.
class pieces_of_parts {
 public:
  pieces_of_parts(const piece& from, const cut_parts& found, std::uint32_t first_edge, std::int64_t bound, stop_pace& pace)
      : from_(from), found_(found), tree_(found), first_edge_(first_edge), pace_(pace), made_(found.parts) {
    std::vector<std::size_t> terminals(found.parts, 0);
    for (vertex_id v = 0; v < from.graph.vertices(); ++v) terminals[found.part[v]] += from.name[v] != no_vertex ? 1U : 0U;
    for (std::uint32_t x = 0; x < found.parts; ++x)
      if (terminals[x] > 1) made_[x].emplace().bound = bound;
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
    std::int64_t bound = 0;
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
    for (vertex_id v = 0; v < from_.graph.vertices(); ++v)
      if (std::optional<growing>& at = made_[found_.part[v]]) number_[v] = at->add_vertex(from_.name[v], from_.edge[v]);
    upwards_.resize(found_.parts, no_vertex);
    downwards_.resize(found_.parts, no_vertex);
    for (std::uint32_t x = 0; x < found_.parts; ++x) {
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
    piece made{contract(rows, alone, pace_).graph, std::move(from.name), std::move(from.beyond), from.bound};
    made.may_join = 2 * n <= from_.graph.vertices();
    made_[x].reset();
    return made;
  }

  const piece& from_;
  const cut_parts& found_;
  rooted_parts tree_;
  std::uint32_t first_edge_;
  stop_pace& pace_;
  std::vector<std::optional<growing>> made_;  // by part
  std::vector<vertex_id> number_;             // by vertex: in its part's piece
  std::vector<vertex_id> upwards_;            // by part: the vertex of its piece beyond the edge to the part above
  std::vector<vertex_id> downwards_;          // by part: the vertex of the piece above beyond that edge
};

void cut_tree::take(const piece& p, const cut_parts& found, std::int64_t bound) {
  const auto first_edge = static_cast<std::uint32_t>(edges_.size());
  for (const cut_parts::edge& e : found.edges) edges_.push_back({{no_vertex, no_vertex}, e.weight});
  constexpr vertex_id several = no_vertex - 1;
  std::vector<vertex_id> only(found.parts, no_vertex);
  for (vertex_id v = 0; v < p.graph.vertices(); ++v)
    if (p.name[v] != no_vertex) only[found.part[v]] = only[found.part[v]] == no_vertex ? p.name[v] : several;
  for (vertex_id v = 0; v < p.graph.vertices(); ++v)
    if (p.edge[v] != none && only[found.part[v]] != several) ends_at(p.edge[v], only[found.part[v]]);
  for (std::uint32_t e = 0; e < found.edges.size(); ++e)
    for (const std::uint32_t end : found.edges[e].ends)
      if (only[end] != several) ends_at(first_edge + e, only[end]);
  const auto finished = only.size() - static_cast<std::size_t>(std::count(only.begin(), only.end(), several));
  done_ += finished;
  if (finished > 0 && done_ < vertices_ && run_.progress)
    run_.progress(static_cast<double>(done_) / static_cast<double>(vertices_));
  if (finished == only.size()) return;
  for (piece& next : pieces_of_parts(p, found, first_edge, bound, pace_).run()) waiting_.push_back(std::move(next));
}

/// The vertices of each component that capacities above 0 hold together, in order of its least vertex.
std::vector<piece> components_of(const undirected_view& graph, std::span<const std::int64_t> capacity, stop_pace& pace) {
  const std::size_t n = graph.vertices();
  vertex_sets sets(n);
  for (edge_id e = 0; e < graph.edges(); ++e) {
    pace.worked(1);
    if (capacity[e] > 0) sets.join(graph.source[e], graph.target[e]);
  }
  const partition parts = sets.to_partition();
  std::vector<piece> pieces(parts.clusters);
  std::vector<vertex_id> number(n);
  for (vertex_id v = 0; v < n; ++v) {
    piece& at = pieces[parts.label[v]];
    number[v] = static_cast<vertex_id>(at.name.size());
    at.name.push_back(v);
    at.edge.push_back(none);
  }
  for (vertex_id v = 0; v < n; ++v) {
    contracted_graph& rows = pieces[parts.label[v]].graph;
    pace.worked(graph.out.offset[v + std::size_t{1}] - graph.out.offset[v] + 1);
    for (std::uint64_t i = graph.out.offset[v]; i < graph.out.offset[v + std::size_t{1}]; ++i)
      if (graph.out.target[i] != v && capacity[graph.out.edge[i]] > 0)
        rows.arcs.push_back({number[graph.out.target[i]], capacity[graph.out.edge[i]]});
    rows.end_row();
  }
  return pieces;
}

/// Hangs each tree on its least vertex.
void hang(const std::vector<tree_edge>& edges, gomory_hu_result& result) {
  const std::size_t n = result.parent.size();
  std::vector<std::size_t> first(n + 1, 0);
  for (const tree_edge& e : edges) ++first[e.ends[0]], ++first[e.ends[1]];
  for (std::size_t i = 0, sum = 0; i <= n; ++i) first[i] = sum += first[i];
  std::vector<std::uint32_t> incident(2 * edges.size());
  for (std::uint32_t e = 0; e < edges.size(); ++e)
    for (const vertex_id end : edges[e].ends) incident[--first[end]] = e;
  std::vector<bool> met(n, false);
  std::vector<vertex_id> order;
  order.reserve(n);
  for (vertex_id r = 0; r < n; ++r) {
    if (met[r]) continue;
    met[r] = true;
    ++result.trees;
    order.push_back(r);
    for (std::size_t i = order.size() - 1; i < order.size(); ++i) {
      const vertex_id u = order[i];
      for (std::size_t j = first[u]; j < first[u + std::size_t{1}]; ++j) {
        const tree_edge& e = edges[incident[j]];
        const vertex_id v = e.ends[e.ends[0] == u ? 1 : 0];
        if (met[v]) continue;
        met[v] = true;
        result.parent[v] = u;
        result.weight[v] = e.weight;
        order.push_back(v);
      }
    }
  }
}

}  // namespace

gomory_hu_result gomory_hu_of(const undirected_view& graph, const edge_capacities& capacities, const gomory_hu_options& options) {
  const std::span<const std::int64_t> units = cut_capacities_of(function, graph, capacities);
  stop_on_request{options.run}();
  const std::size_t n = graph.vertices();
  if (graph.edges() >= most_edges) throw input_error(function, "graph", to_text(graph.edges()) + " edges", "below 2^30 of them");
  std::vector<int128> at(n, 0);
  for (edge_id e = 0; e < graph.edges(); ++e)
    if (graph.source[e] != graph.target[e]) at[graph.source[e]] += units[e], at[graph.target[e]] += units[e];
  for (vertex_id v = 0; v < n; ++v)
    if (at[v] > INT64_MAX)
      throw input_error(function, "capacities",
                        "an overflow: they add up to " + digits_of_whole(at[v]) + " units at vertex " + to_text(v),
                        "a sum below 2^63 units at each vertex; round them to fewer decimals");
  gomory_hu_result result{std::vector<vertex_id>(n, no_vertex), std::vector<std::int64_t>(n, 0), capacities.unit(), 0};
  stop_pace pace(options.run);
  cut_tree tree(n, options.run);
  for (piece& component : components_of(graph, units, pace))
    if (component.name.size() > 1) tree.add(std::move(component));
  hang(tree.edges(), result);
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace detail

std::vector<gomory_hu_edge> gomory_hu_result::edges() const {
  std::vector<gomory_hu_edge> listed;
  for (vertex_id v = 0; v < parent.size(); ++v)
    if (parent[v] != no_vertex) listed.push_back({v, parent[v], {weight[v], unit}});
  return listed;
}

tree_cut minimum_cut_between(const gomory_hu_result& tree, vertex_id u, vertex_id v) {
  const std::size_t n = tree.parent.size();
  for (const vertex_id end : {u, v})
    if (end >= n)
      throw input_error("minimum_cut_between", "a vertex", to_text(end),
                        n == 0 ? "none, the tree has none" : "0 to " + to_text(n - 1));
  if (u == v) throw input_error("minimum_cut_between", "v", to_text(v) + ", which is u as well", "another vertex");
  // The vertices above u, and the first of them that is above v, too.
  std::vector<char> above(n, 0);
  for (vertex_id w = u; w != no_vertex; w = tree.parent[w]) above[w] = 1;
  vertex_id top = v;
  while (top != no_vertex && above[top] == 0) top = tree.parent[top];
  // Where the lightest edge goes up from; none: they are not tied.
  vertex_id cut = no_vertex;
  const auto climb = [&](vertex_id from) {
    for (vertex_id w = from; w != top; w = tree.parent[w])
      if (cut == no_vertex || tree.weight[w] < tree.weight[cut]) cut = w;
  };
  if (top == no_vertex)
    for (cut = u; tree.parent[cut] != no_vertex;) cut = tree.parent[cut];
  else
    climb(u), climb(v);
  // What hangs below the cut: each vertex looks up to the next one of which that is known.
  constexpr char unknown = 0;
  constexpr char below = 1;
  constexpr char elsewhere = 2;
  std::vector<char> side(n, unknown);
  side[cut] = below;
  std::vector<vertex_id> way;
  for (vertex_id w = 0; w < n; ++w) {
    vertex_id at = w;
    for (; at != no_vertex && side[at] == unknown; at = tree.parent[at]) way.push_back(at);
    const char found = at == no_vertex ? elsewhere : side[at];
    for (; !way.empty(); way.pop_back()) side[way.back()] = found;
  }
  tree_cut result{{top == no_vertex ? 0 : tree.weight[cut], tree.unit}, {}};
  for (vertex_id w = 0; w < n; ++w)
    if (side[w] == side[u]) result.side_of_first.push_back(w);
  return result;
}

}  // namespace coopgraph
