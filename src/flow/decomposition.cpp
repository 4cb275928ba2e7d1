// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/decomposition.hpp>
#include <coopgraph/graph/breadth_first.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

constexpr const char* function = "decompose_flow";

/// What is still to be shared out, as arcs in the direction of the flow.
struct remainder {
  struct arc {
    vertex_id tail;
    vertex_id head;
    edge_id edge;
    std::int64_t amount;
  };
  std::vector<arc> arcs;           // by tail, then edge
  std::vector<std::size_t> first;  // by vertex, one more at the end
  std::vector<std::size_t> next;   // by vertex: the first of its arcs that counts

  /// The arc of u that counts, or none (the end of its arcs).
  template <class Counts>
  [[nodiscard]] std::size_t advance(vertex_id u, const Counts& counts) {
    std::size_t& at = next[u];
    while (at < first[u + std::size_t{1}] && !counts(arcs[at])) ++at;
    return at;
  }
  [[nodiscard]] bool ends(vertex_id u, std::size_t at) const { return at == first[u + std::size_t{1}]; }
  void rewind() { next.assign(first.begin(), first.end() - 1); }
};

template <direction D>
remainder remainder_of(const csr_view<D>& graph, const edge_flows& flow) {
  const std::size_t n = graph.vertices();
  const auto units = flow.numerators();
  const auto tail = [&](edge_id e) { return units[e] < 0 ? graph.target[e] : graph.source[e]; };
  remainder left{{}, std::vector<std::size_t>(n + 1, 0), {}};
  for (edge_id e = 0; e < graph.edges(); ++e)
    if (units[e] != 0) ++left.first[tail(e) + std::size_t{1}];
  for (std::size_t v = 0; v < n; ++v) left.first[v + 1] += left.first[v];
  left.rewind();
  left.arcs.resize(left.first[n]);
  for (edge_id e = 0; e < graph.edges(); ++e) {
    if (units[e] == 0) continue;
    const vertex_id u = tail(e);
    left.arcs[left.next[u]++] = {u, graph.source[e] == u ? graph.target[e] : graph.source[e], e,
                                 units[e] < 0 ? -units[e] : units[e]};
  }
  left.rewind();
  return left;
}

class decomposer {
 public:
  decomposer(remainder left, const rational& unit, const execution& run) : left_(std::move(left)), unit_(unit), stop_{run} {}

  decompose_flow_result run() {
    take_cycles();
    take_paths();
    const auto order = [](const flow_part& p) { return std::tie(p.path.vertices.front(), p.path.vertices.back(), p.path.edges); };
    for (auto* parts : {&found_.paths, &found_.cycles})
      std::sort(parts->begin(), parts->end(), [&](const flow_part& a, const flow_part& b) {
        if (a.amount.numerator != b.amount.numerator) return a.amount.numerator > b.amount.numerator;
        return order(a) < order(b);
      });
    return std::move(found_);
  }

 private:
  [[nodiscard]] std::size_t vertices() const { return left_.next.size(); }

  void count_steps(std::size_t steps) {
    budget_ -= static_cast<std::int64_t>(steps) + 1;
    if (budget_ > 0) return;
    stop_();
    budget_ = arcs_between_stops;
  }

  /// Takes the least amount along the arcs of way_ from place `from` on, and gives the place of the first that is used up.
  std::size_t take(std::size_t from, bool is_cycle) {
    std::int64_t amount = INT64_MAX;
    for (std::size_t i = from; i < way_.size(); ++i) amount = std::min(amount, left_.arcs[way_[i]].amount);
    flow_part part{{}, {amount, unit_}, is_cycle};
    std::size_t emptied = way_.size();
    for (std::size_t i = way_.size(); i-- > from;) {
      left_.arcs[way_[i]].amount -= amount;
      if (left_.arcs[way_[i]].amount == 0) emptied = i;
    }
    // A cycle is written from its least vertex.
    const auto begin = way_.begin() + static_cast<std::ptrdiff_t>(from);
    std::vector<std::size_t> around(begin, way_.end());
    if (is_cycle)
      std::rotate(around.begin(),
                  std::min_element(around.begin(), around.end(),
                                   [&](std::size_t a, std::size_t b) { return left_.arcs[a].tail < left_.arcs[b].tail; }),
                  around.end());
    part.path.vertices.push_back(left_.arcs[around.front()].tail);
    for (const std::size_t a : around) {
      part.path.vertices.push_back(left_.arcs[a].head);
      part.path.edges.push_back(left_.arcs[a].edge);
    }
    (is_cycle ? found_.cycles : found_.paths).push_back(std::move(part));
    count_steps(way_.size() - from);
    return emptied;
  }

  /// Depth first: whoever walks back into his own way has found a cycle. Afterwards what is left has none.
  void take_cycles() {
    constexpr std::size_t off_way = SIZE_MAX;
    std::vector<std::size_t> place(vertices(), off_way);  // on the way: how many arcs lead there
    std::vector<bool> done(vertices(), false);            // no cycle passes any more
    const auto counts = [&](const remainder::arc& a) { return a.amount > 0 && !done[a.head]; };
    for (vertex_id start = 0; start < vertices(); ++start) {
      if (done[start]) continue;
      vertex_id u = start;
      place[u] = 0;
      for (;;) {
        const std::size_t at = left_.advance(u, counts);
        count_steps(1);
        if (left_.ends(u, at)) {  // a dead end
          done[u] = true;
          place[u] = off_way;
          if (way_.empty()) break;
          u = left_.arcs[way_.back()].tail;
          way_.pop_back();
          continue;
        }
        way_.push_back(at);
        const vertex_id v = left_.arcs[at].head;
        if (place[v] == off_way) {
          place[v] = way_.size();
          u = v;
          continue;
        }
        const std::size_t emptied = take(place[v], true);
        for (; way_.size() > emptied; way_.pop_back()) {
          u = left_.arcs[way_.back()].tail;
          if (way_.size() - 1 > emptied) place[u] = off_way;
        }
      }
    }
    left_.rewind();
  }

  /// From vertices that nothing enters to such that nothing leaves: then each path uses up an edge, and what is left stays a flow
  /// between the same origins and destinations.
  void take_paths() {
    std::vector<std::size_t> entering(vertices(), 0);
    for (const remainder::arc& a : left_.arcs)
      if (a.amount > 0) ++entering[a.head];
    std::vector<vertex_id> origins;
    for (vertex_id v = 0; v < vertices(); ++v)
      if (entering[v] == 0) origins.push_back(v);
    const auto counts = [](const remainder::arc& a) { return a.amount > 0; };
    for (std::size_t i = 0; i < origins.size(); ++i) {
      for (;;) {
        way_.clear();
        vertex_id u = origins[i];
        for (std::size_t at = left_.advance(u, counts); !left_.ends(u, at); at = left_.advance(u, counts)) {
          way_.push_back(at);
          u = left_.arcs[at].head;
        }
        if (way_.empty()) break;
        take(0, false);
        for (const std::size_t a : way_)
          if (left_.arcs[a].amount == 0 && --entering[left_.arcs[a].head] == 0) origins.push_back(left_.arcs[a].head);
      }
    }
  }

  remainder left_;
  rational unit_;
  stop_on_request stop_;
  std::int64_t budget_ = arcs_between_stops;
  std::vector<std::size_t> way_;  // arcs
  decompose_flow_result found_;
};

template <direction D>
decompose_flow_result solve(const csr_view<D>& graph, const edge_flows& flow, const decompose_flow_options& options) {
  check_size(function, flow, graph.edges());
  if (!flow.is_exact())
    throw input_error(function, "flow", "rounded (" + flow.why_approximate() + ")",
                      "exact flows; round them to fewer decimals, or give whole numbers in a larger unit");
  if (graph.is_directed)
    for (edge_id e = 0; e < graph.edges(); ++e)
      if (flow.numerators()[e] < 0)
        throw input_error(function, "flow", to_text(flow[e]) + " at edge " + to_text(e), "flows >= 0 in a directed graph");
  stop_on_request{options.run}();
  decompose_flow_result result = decomposer(remainder_of(graph, flow), flow.unit(), options.run).run();
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace

decompose_flow_result decompose_flow_of(const undirected_view& graph, const edge_flows& flow,
                                        const decompose_flow_options& options) {
  return solve(graph, flow, options);
}
decompose_flow_result decompose_flow_of(const directed_view& graph, const edge_flows& flow,
                                        const decompose_flow_options& options) {
  return solve(graph, flow, options);
}

}  // namespace coopgraph::detail
