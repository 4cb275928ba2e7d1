// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/decomposition.hpp>
#include <coopgraph/flow/disjoint_paths.hpp>
#include <coopgraph/flow/maximum_flow.hpp>
#include <coopgraph/graph/dijkstra.hpp>
#include <coopgraph/graph/graph.hpp>
#include <coopgraph/graph/rows.hpp>

#include "flow/whole_lengths.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

/// A directed graph whose arcs can carry one path each. Where paths share no vertex each vertex v is a pair of nodes, 2 v for
/// what arrives and 2 v + 1 for what leaves, with one arc between them. Nothing enters the source or leaves the target.
struct unit_network {
  std::vector<vertex_id> tail;  // by arc, nodes
  std::vector<vertex_id> head;
  std::vector<edge_id> edge;  // by arc; no_edge: the arc within a vertex
  owned_rows out;
  owned_rows in;
  bool split = false;
  vertex_id source = 0;  // nodes
  vertex_id target = 0;

  [[nodiscard]] directed_view view() const noexcept { return {tail, head, out.view(), in.view()}; }
  [[nodiscard]] vertex_id vertex_of(vertex_id node) const { return split ? node / 2 : node; }
};

void check_ends(const char* function, vertex_id source, vertex_id target, std::size_t n) {
  check_source(function, source, n);
  if (target >= n) throw input_error(function, "target", to_text(target), "0 to " + to_text(n - 1));
  if (source == target) throw input_error(function, "target", to_text(target) + ", the source", "another vertex");
}

template <direction D>
unit_network network_of(const csr_view<D>& graph, vertex_id source, vertex_id target, const disjoint_paths_options& options) {
  const stop_on_request stop{options.run};
  const disjointness share_no = options.share_no;
  const bool split = share_no == disjointness::vertices;
  const std::size_t n = graph.vertices();
  if (split && n >= no_vertex / 2) throw input_error("disjoint_paths", "graph", to_text(n) + " vertices", "below 2^31 vertices");
  unit_network network;
  network.split = split;
  const auto node = [&](vertex_id v, vertex_id side) { return split ? 2 * v + side : v; };
  if (split)
    for (vertex_id v = 0; v < n; ++v) {
      if (v == source || v == target) continue;
      network.tail.push_back(node(v, 0));
      network.head.push_back(node(v, 1));
      network.edge.push_back(no_edge);
    }
  const auto add = [&](vertex_id u, vertex_id v, edge_id e) {
    if (u == v || v == source || u == target) return;
    network.tail.push_back(node(u, 1));
    network.head.push_back(node(v, 0));
    network.edge.push_back(e);
  };
  stop();
  for (edge_id e = 0; e < graph.edges(); ++e) {
    if (e % static_cast<edge_id>(arcs_between_stops) == 0) stop();
    add(graph.source[e], graph.target[e], e);
    if (!graph.is_directed) add(graph.target[e], graph.source[e], e);
  }
  stop();
  const std::size_t nodes = split ? 2 * n : n;
  network.out = make_rows(nodes, network.tail, network.head, false, stop);
  network.in = make_rows(nodes, network.head, network.tail, false, stop);
  network.source = node(source, 1);
  network.target = node(target, 0);
  return network;
}

/// The paths that carry it; what goes both ways along an edge goes neither (split, that is a circle), and circles serve nobody.
std::vector<flow_path> paths_of(const unit_network& network, std::vector<std::int64_t> flow, const execution& run) {
  for (std::size_t a = 1; a < flow.size() && !network.split; ++a)  // the two arcs of an edge are neighbours
    if (network.edge[a] == network.edge[a - 1] && flow[a] > 0 && flow[a - 1] > 0) {
      const std::int64_t both = std::min(flow[a], flow[a - 1]);
      flow[a] -= both;
      flow[a - 1] -= both;
    }
  const auto parts = decompose_flow_of(network.view(), edge_flows::over(1, std::move(flow)), {.run = {.stop = run.stop}});
  std::vector<flow_path> paths;
  for (const flow_part& part : parts.paths) {
    flow_path& path = paths.emplace_back();
    path.vertices.push_back(network.vertex_of(part.path.vertices.front()));
    for (std::size_t i = 0; i < part.path.edges.size(); ++i) {
      const edge_id e = network.edge[part.path.edges[i]];
      if (e == no_edge) continue;
      path.edges.push_back(e);
      path.vertices.push_back(network.vertex_of(part.path.vertices[i + 1]));
    }
  }
  std::sort(paths.begin(), paths.end(), [](const flow_path& a, const flow_path& b) { return a.edges < b.edges; });
  return paths;
}

// ---- as many as there are ----

template <direction D>
disjoint_paths_result most_paths(const csr_view<D>& graph, vertex_id source, vertex_id target,
                                 const disjoint_paths_options& options) {
  check_ends("disjoint_paths", source, target, graph.vertices());
  stop_on_request{options.run}();
  const unit_network network = network_of(graph, source, target, options);
  const directed_view view = network.view();
  // A cut consists of vertices wherever it can.
  std::vector<edge_id> unlimited;
  if (network.split)
    for (edge_id a = 0; a < view.edges(); ++a)
      if (network.edge[a] != no_edge && !(view.source[a] == network.source && view.target[a] == network.target))
        unlimited.push_back(a);
  const flow_capacities capacities(edge_capacities::uniform(view.edges()), std::move(unlimited));
  const maximum_flow_result solved =
      maximum_flow_of(view, capacities, std::span<const vertex_id>(&network.source, 1),
                      std::span<const vertex_id>(&network.target, 1), {.run = {.stop = options.run.stop}});
  disjoint_paths_result result;
  const auto flow = solved.flow.numerators();
  result.paths = paths_of(network, {flow.begin(), flow.end()}, options.run);
  for (const edge_id a : solved.minimum_cut.edges) {
    if (network.edge[a] == no_edge)
      result.cut_vertices.push_back(network.vertex_of(view.source[a]));
    else
      result.cut_edges.push_back(network.edge[a]);
  }
  std::sort(result.cut_edges.begin(), result.cut_edges.end());
  std::sort(result.cut_vertices.begin(), result.cut_vertices.end());
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

// ---- k of least length ----

/// Adds one shortest path after the other to a flow of least length; lengths are reduced by potentials, so that none is below 0
/// where paths before are taken back.
class path_adder {
 public:
  path_adder(const unit_network& network, const whole_lengths& length, const execution& run)
      : network_(network),
        view_(network.view()),
        length_(length),
        stop_{run},
        carries_(view_.edges(), 0),
        potential_(view_.vertices(), 0) {}

  /// Whether there is one more.
  bool add() {
    measure();
    const int128 shortest = distance_[network_.target];
    if (shortest == not_reached) return false;
    for (vertex_id v = 0; v < view_.vertices(); ++v)
      potential_[v] += distance_[v] == not_reached ? shortest : std::min(distance_[v], shortest);
    for (vertex_id v = network_.target; v != network_.source;) {
      const edge_id a = by_[v];
      v = view_.target[a] == v ? view_.source[a] : view_.target[a];
      carries_[a] = 1 - carries_[a];
    }
    return true;
  }

  [[nodiscard]] const std::vector<std::int64_t>& flow() const { return carries_; }

 private:
  static constexpr int128 not_reached = -1;

  void measure() {
    distance_.assign(view_.vertices(), not_reached);
    by_.assign(view_.vertices(), no_edge);
    std::vector<bool> settled(view_.vertices(), false);
    lazy_heap<int128> queue;
    distance_[network_.source] = 0;
    queue.push({0, network_.source});
    std::int64_t budget = arcs_between_stops;
    while (!queue.empty()) {
      const vertex_id u = queue.pop().vertex;
      if (settled[u]) continue;
      settled[u] = true;
      const auto go = [&](const arc_rows& rows, std::int64_t carried, int sign) {
        for (std::uint64_t i = rows.offset[u]; i < rows.offset[u + std::size_t{1}]; ++i) {
          const vertex_id v = rows.target[i];
          const edge_id a = rows.edge[i];
          if (carries_[a] != carried || settled[v]) continue;
          const int128 found = distance_[u] + sign * length_of(a) + potential_[u] - potential_[v];
          if (distance_[v] != not_reached && found >= distance_[v]) continue;
          distance_[v] = found;
          by_[v] = a;
          queue.push({found, v});
        }
      };
      go(view_.out, 0, 1);
      go(view_.in, 1, -1);
      budget -= static_cast<std::int64_t>(view_.out.degree(u) + view_.in.degree(u)) + 1;
      if (budget > 0) continue;
      stop_();
      budget = arcs_between_stops;
    }
  }

  [[nodiscard]] int128 length_of(edge_id a) const { return network_.edge[a] == no_edge ? 0 : length_[network_.edge[a]]; }

  const unit_network& network_;
  directed_view view_;
  const whole_lengths& length_;
  stop_on_request stop_;
  std::vector<std::int64_t> carries_;  // by arc: 0 or 1 paths
  std::vector<int128> potential_;
  std::vector<int128> distance_;
  std::vector<edge_id> by_;  // by node: the arc that led there
};

template <direction D>
shortest_disjoint_paths_result shortest(const csr_view<D>& graph, const edge_lengths& lengths, vertex_id source, vertex_id target,
                                        std::size_t k, const disjoint_paths_options& options) {
  constexpr const char* function = "shortest_disjoint_paths";
  check_ends(function, source, target, graph.vertices());
  if (k == 0) throw input_error(function, "k", "0", "1 or more");
  check_lengths(function, graph, lengths, length_domain::not_negative);
  stop_on_request{options.run}();
  const unit_network network = network_of(graph, source, target, options);
  const whole_lengths length(lengths, std::max(graph.vertices(), graph.edges()));
  path_adder adder(network, length, options.run);
  std::size_t count = 0;
  while (count < k && adder.add()) {
    ++count;
    if (options.run.progress && count < k) options.run.progress(static_cast<double>(count) / static_cast<double>(k));
  }

  shortest_disjoint_paths_result result;
  result.unit = lengths.unit();
  result.ties = lengths.is_exact() ? ties::exact : ties::approximate;
  result.why = lengths.why_approximate();
  result.found = count == k;
  result.paths = paths_of(network, adder.flow(), options.run);
  int128 sum = 0;
  for (const flow_path& path : result.paths)
    for (const edge_id e : path.edges) sum += length[e];
  if (lengths.is_exact())
    result.units = length.units(function, sum);
  else
    result.rounded = length.rounded(sum);
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace

disjoint_paths_result disjoint_paths_of(const undirected_view& graph, vertex_id source, vertex_id target,
                                        const disjoint_paths_options& options) {
  return most_paths(graph, source, target, options);
}
disjoint_paths_result disjoint_paths_of(const directed_view& graph, vertex_id source, vertex_id target,
                                        const disjoint_paths_options& options) {
  return most_paths(graph, source, target, options);
}
shortest_disjoint_paths_result shortest_disjoint_paths_of(const undirected_view& graph, const edge_lengths& lengths,
                                                          vertex_id source, vertex_id target, std::size_t k,
                                                          const disjoint_paths_options& options) {
  return shortest(graph, lengths, source, target, k, options);
}
shortest_disjoint_paths_result shortest_disjoint_paths_of(const directed_view& graph, const edge_lengths& lengths,
                                                          vertex_id source, vertex_id target, std::size_t k,
                                                          const disjoint_paths_options& options) {
  return shortest(graph, lengths, source, target, k, options);
}

}  // namespace coopgraph::detail
