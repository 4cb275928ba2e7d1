// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/scaled_number.hpp>
#include <coopgraph/flow/global_minimum_cut.hpp>
#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/components.hpp>

#include "flow/contracted_graph.hpp"
#include "flow/cut_capacities.hpp"

#include <algorithm>
#include <queue>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr const char* function = "global_minimum_cut";
constexpr std::size_t steps_of_a_pop = 8;

class search {
 public:
  search(const undirected_view& graph, std::span<const std::int64_t> capacity, const execution& run)
      : pace_(run), label_(graph.vertices()), side_(graph.vertices(), false) {
    for (vertex_id v = 0; v < label_.size(); ++v) label_[v] = v;
    for (vertex_id v = 0; v < graph.vertices(); ++v) {
      for (std::uint64_t i = graph.out.offset[v]; i < graph.out.offset[v + std::size_t{1}]; ++i)
        if (graph.out.target[i] != v && capacity[graph.out.edge[i]] > 0)
          left_.arcs.push_back({graph.out.target[i], capacity[graph.out.edge[i]]});
      left_.end_row();
    }
    vertex_sets alone(graph.vertices());
    join(alone);  // parallel edges
  }

  /// The side of a least cut, by vertex. \pre two vertices or more, connected
  std::vector<bool> run() {
    while (left_.vertices() > 1) {
      vertex_sets joined = inseparable();
      join(joined);
    }
    return side_;
  }

 private:
  /// The vertices, always next the one with the most capacity to those before it, taken no further than the best cut. Where an
  /// edge brings that of its end to the best cut or above, no better cut separates its ends. Each beginning of the order is a
  /// cut.
  vertex_sets inseparable() {
    const std::size_t n = left_.vertices();
    vertex_sets joined(n);
    std::vector<std::int64_t> tied(n, 0);
    std::vector<bool> done(n, false);
    std::vector<vertex_id> order;
    std::size_t best_beginning = 0;
    struct entry {
      std::int64_t tied;
      vertex_id vertex;
      bool operator<(const entry& other) const { return tied != other.tied ? tied < other.tied : vertex > other.vertex; }
    };
    std::priority_queue<entry> waiting;
    waiting.push({0, 0});
    std::int64_t crossing = 0;
    while (order.size() < n && !waiting.empty()) {
      const vertex_id u = waiting.top().vertex;
      waiting.pop();
      pace_.worked(steps_of_a_pop);
      if (done[u]) continue;
      done[u] = true;
      order.push_back(u);
      crossing += (left_.degree[u] - tied[u]) - tied[u];
      if (order.size() < n && crossing < best_) {
        best_ = crossing;
        best_beginning = order.size();
      }
      pace_.worked(left_.first[u + std::size_t{1}] - left_.first[u] + 1);
      for (std::size_t a = left_.first[u]; a < left_.first[u + std::size_t{1}]; ++a) {
        const auto& [v, capacity] = left_.arcs[a];
        if (done[v]) continue;
        if (tied[v] < best_) waiting.push({std::min(best_, tied[v] + capacity), v});
        tied[v] += capacity;
        if (tied[v] >= best_) joined.join(u, v);
      }
    }
    if (best_beginning > 0) keep(std::span(order).first(best_beginning));
    return joined;
  }

  /// The vertices of a set become one. \pre sets have a capacity to others
  void join(vertex_sets& sets) {
    contraction made = contract(left_, sets, pace_);
    left_ = std::move(made.graph);
    for (vertex_id& label : label_) label = made.name[label];
    if (left_.vertices() < 2) return;
    const auto least = static_cast<vertex_id>(std::min_element(left_.degree.begin(), left_.degree.end()) - left_.degree.begin());
    if (left_.degree[least] >= best_) return;
    best_ = left_.degree[least];
    keep({&least, 1});
  }

  void keep(std::span<const vertex_id> vertices) {
    std::vector<bool> chosen(left_.vertices(), false);
    for (const vertex_id v : vertices) chosen[v] = true;
    for (vertex_id v = 0; v < label_.size(); ++v) side_[v] = chosen[label_[v]];
  }

  stop_pace pace_;
  contracted_graph left_;
  std::vector<vertex_id> label_;  // by vertex of the graph: what it is now part of
  std::vector<bool> side_;
  std::int64_t best_ = INT64_MAX;
};

/// What capacities above 0 do not tie to vertex 0.
std::vector<bool> not_tied_to_first(const undirected_view& graph, std::span<const std::int64_t> capacity) {
  vertex_sets sets(graph.vertices());
  for (edge_id e = 0; e < graph.edges(); ++e)
    if (capacity[e] > 0) sets.join(graph.source[e], graph.target[e]);
  std::vector<bool> other(graph.vertices());
  for (vertex_id v = 0; v < other.size(); ++v) other[v] = sets.root(v) != 0;
  return other;
}

}  // namespace

global_minimum_cut_result global_minimum_cut_of(const undirected_view& graph, const edge_capacities& capacities,
                                                const global_minimum_cut_options& options) {
  const std::span<const std::int64_t> units = cut_capacities_of(function, graph, capacities);
  int128 sum = 0;
  for (const std::int64_t capacity : units) sum += capacity;
  if (sum > INT64_MAX)
    throw input_error(function, "capacities", "an overflow: they add up to " + digits_of_whole(sum) + " units",
                      "a sum below 2^63 units; round them to fewer decimals");
  stop_on_request{options.run}();
  global_minimum_cut_result result;
  result.capacity.unit = capacities.unit();
  if (graph.vertices() > 1) {
    std::vector<bool> side = not_tied_to_first(graph, units);
    if (std::find(side.begin(), side.end(), true) == side.end()) side = search(graph, units, options.run).run();
    if (side[0]) side.flip();
    result.exists = true;
    for (vertex_id v = 0; v < graph.vertices(); ++v)
      if (side[v]) result.side.push_back(v);
    for (edge_id e = 0; e < graph.edges(); ++e) {
      if (side[graph.source[e]] == side[graph.target[e]]) continue;
      result.edges.push_back(e);
      result.capacity.numerator += units[e];
    }
  }
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace coopgraph::detail
