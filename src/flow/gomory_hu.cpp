// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/gomory_hu.hpp>
#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/components.hpp>

#include "flow/augmenting_trees.hpp"
#include "flow/cut_capacities.hpp"

#include <algorithm>
#include <utility>

namespace coopgraph {
namespace detail {
namespace {

constexpr const char* function = "gomory_hu_tree";
constexpr std::uint32_t no_arc = UINT32_MAX;
constexpr std::size_t most_arcs = UINT32_MAX - 2;

/// All edges that can carry something, both ways.
residual_network network_of(const undirected_view& graph, std::span<const std::int64_t> capacity) {
  const std::size_t n = graph.vertices();
  if (2 * graph.edges() > most_arcs)
    throw input_error(function, "graph", to_text(graph.edges()) + " edges", "below 2^31 of them");
  residual_network made{std::vector<std::uint32_t>(n + 1, 0), {}, std::vector<std::int64_t>(n, 0)};
  std::vector<std::uint32_t> first_of(graph.edges(), no_arc);
  made.arcs.reserve(2 * graph.edges());
  for (vertex_id v = 0; v < n; ++v) {
    for (std::uint64_t i = graph.out.offset[v]; i < graph.out.offset[v + std::size_t{1}]; ++i) {
      const edge_id e = graph.out.edge[i];
      if (graph.out.target[i] == v || capacity[e] == 0) continue;
      const auto here = static_cast<std::uint32_t>(made.arcs.size());
      made.arcs.push_back({graph.out.target[i], first_of[e], static_cast<std::uint64_t>(capacity[e])});
      if (first_of[e] == no_arc)
        first_of[e] = here;
      else
        made.arcs[first_of[e]].reverse = here;
    }
    made.first[v + std::size_t{1}] = static_cast<std::uint32_t>(made.arcs.size());
  }
  return made;
}

/// The members of each component that capacities above 0 hold together, in order of its least vertex. The first member is the one
/// of most arcs: cuts against it are found soon, for its paths are short.
std::vector<std::vector<vertex_id>> components_of(const residual_network& network) {
  const std::size_t n = network.supply.size();
  vertex_sets sets(n);
  for (vertex_id v = 0; v < n; ++v)
    for (std::uint32_t a = network.first[v]; a < network.first[v + std::size_t{1}]; ++a) sets.join(v, network.arcs[a].head);
  std::vector<std::vector<vertex_id>> members;
  std::vector<std::uint32_t> place(n, UINT32_MAX);
  const auto arcs = [&](vertex_id v) { return network.first[v + std::size_t{1}] - network.first[v]; };
  for (vertex_id v = 0; v < n; ++v) {
    std::uint32_t& at = place[sets.root(v)];
    if (at == UINT32_MAX) at = static_cast<std::uint32_t>(members.size()), members.emplace_back();
    std::vector<vertex_id>& part = members[at];
    part.push_back(v);
    if (arcs(v) > arcs(part.front())) std::swap(part.front(), part.back());
  }
  return members;
}

class cut_tree {
 public:
  cut_tree(residual_network& network, const execution& run, gomory_hu_result& result) : trees_(network, run), result_(result) {}

  /// Of one component: each vertex in turn is cut from its neighbour on the way to the root; neighbours of that one on the
  /// vertex's side become its own.
  void build(const std::vector<vertex_id>& members) {
    for (const vertex_id v : members) result_.parent[v] = members.front();
    result_.parent[members.front()] = no_vertex;
    for (std::size_t i = 1; i < members.size(); ++i) cut(members[i], members);
    make_root(*std::min_element(members.begin(), members.end()));
  }

 private:
  void cut(vertex_id s, const std::vector<vertex_id>& members) {
    std::vector<vertex_id>& parent = result_.parent;
    const vertex_id t = parent[s];
    trees_.begin(s, t);
    const std::int64_t capacity = trees_.run({});
    for (const vertex_id v : trees_.source_side_is_small() ? trees_.met() : members)
      if (v != s && parent[v] == t && trees_.on_source_side(v)) parent[v] = s;
    result_.weight[s] = capacity;
    if (parent[t] == no_vertex || !trees_.on_source_side(parent[t])) return;
    parent[s] = parent[t];
    parent[t] = s;
    result_.weight[s] = result_.weight[t];
    result_.weight[t] = capacity;
  }

  void make_root(vertex_id root) {
    vertex_id above = no_vertex;
    std::int64_t weight = 0;
    for (vertex_id v = root; v != no_vertex;) {
      const vertex_id next = std::exchange(result_.parent[v], above);
      std::swap(result_.weight[v], weight);
      above = v;
      v = next;
    }
  }

  augmenting_trees trees_;
  gomory_hu_result& result_;
};

}  // namespace

gomory_hu_result gomory_hu_of(const undirected_view& graph, const edge_capacities& capacities, const gomory_hu_options& options) {
  const std::span<const std::int64_t> units = cut_capacities_of(function, graph, capacities);
  stop_on_request{options.run}();
  const std::size_t n = graph.vertices();
  std::vector<int128> at(n, 0);
  for (edge_id e = 0; e < graph.edges(); ++e)
    if (graph.source[e] != graph.target[e]) at[graph.source[e]] += units[e], at[graph.target[e]] += units[e];
  for (vertex_id v = 0; v < n; ++v)
    if (at[v] > INT64_MAX)
      throw input_error(function, "capacities",
                        "an overflow: they add up to " + digits_of_whole(at[v]) + " units at vertex " + to_text(v),
                        "a sum below 2^63 units at each vertex; round them to fewer decimals");
  gomory_hu_result result{std::vector<vertex_id>(n, no_vertex), std::vector<std::int64_t>(n, 0), capacities.unit(), 0};
  residual_network network = network_of(graph, units);
  cut_tree tree(network, options.run, result);
  std::size_t done = 0;
  for (const std::vector<vertex_id>& members : components_of(network)) {
    tree.build(members);
    ++result.trees;
    done += members.size();
    if (options.run.progress && done < n) options.run.progress(static_cast<double>(done) / static_cast<double>(n));
  }
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
