// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/gomory_hu.hpp>
#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/components.hpp>

#include "flow/cut_capacities.hpp"
#include "flow/cut_pieces.hpp"

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
    std::size_t share;
  };

  contracted_graph contract_nothing(const contracted_graph& graph) {
    vertex_sets alone(graph.vertices());
    return contract(graph, alone, pace_).graph;
  }

  void divide(const piece& p) {
    const std::size_t n = p.graph.vertices();
    std::vector<bool> is_terminal(n);
    for (vertex_id v = 0; v < n; ++v) is_terminal[v] = p.name[v] != no_vertex;
    const std::optional<joined> smaller = join(p);
    if (!smaller) return take(p, separate(p.graph, is_terminal, UINT64_MAX, run_), {});
    const std::vector<vertex_id>& name = smaller->all.name;
    std::vector<bool> has_terminal(smaller->all.graph.vertices());
    for (vertex_id v = 0; v < n; ++v)
      if (is_terminal[v]) has_terminal[name[v]] = true;
    cut_parts found = separate(smaller->all.graph, has_terminal, static_cast<std::uint64_t>(smaller->bound), run_);
    std::vector<std::uint32_t> part(n);
    for (vertex_id v = 0; v < n; ++v) part[v] = found.part[name[v]];
    found.part = std::move(part);
    take(p, found, {smaller->bound, smaller->share});
  }

  /// Bounds are quantiles of what ties a vertex to those before it in an order: within dense groups that is much, between them
  /// little.
  std::optional<joined> join(const piece& p) {
    const std::size_t n = p.graph.vertices();
    if (n < 8) return std::nullopt;
    std::vector<std::int64_t> tied = join_inseparable(p.graph, INT64_MAX, pace_).tied;
    std::int64_t bound = p.bound;
    for (std::size_t share = p.share; share <= n; share *= 2) {
      const auto quantile = tied.end() - static_cast<std::ptrdiff_t>(n / share);
      std::nth_element(tied.begin(), quantile, tied.end());
      if (*quantile <= bound) continue;
      bound = *quantile;
      contraction all = join_all(p.graph, bound);
      if (2 * all.graph.vertices() > n) return std::nullopt;
      std::vector<bool> seen(all.graph.vertices(), false);
      std::size_t groups = 0;
      for (vertex_id v = 0; v < n; ++v) {
        if (p.name[v] == no_vertex || seen[all.name[v]]) continue;
        seen[all.name[v]] = true;
        ++groups;
      }
      if (groups > 1) return joined{std::move(all), bound, 2 * share};
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
  void take(const piece& p, const cut_parts& found, const progress_of_bounds& reached);

  std::size_t vertices_;
  std::size_t done_ = 0;
  const execution& run_;
  stop_pace pace_;
  std::vector<piece> waiting_;
  std::vector<tree_edge> edges_;
};

void cut_tree::take(const piece& p, const cut_parts& found, const progress_of_bounds& reached) {
  const auto first_edge = static_cast<std::uint32_t>(edges_.size());
  for (const cut_parts::edge& e : found.edges) edges_.push_back({{no_vertex, no_vertex}, e.weight});
  constexpr vertex_id several = no_vertex - 1;
  std::vector<vertex_id> only(found.parts, no_vertex);
  for (vertex_id v = 0; v < p.graph.vertices(); ++v) {
    pace_.worked(4);
    if (p.name[v] != no_vertex) only[found.part[v]] = only[found.part[v]] == no_vertex ? p.name[v] : several;
  }
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
  for (piece& next : pieces_of(p, found, first_edge, reached, pace_)) waiting_.push_back(std::move(next));
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
void hang(const std::vector<tree_edge>& edges, gomory_hu_result& result, stop_pace& pace) {
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
      pace.worked(4);
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
  hang(tree.edges(), result, pace);
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
