// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/k_shortest_paths.hpp>
#include <coopgraph/graph/dijkstra.hpp>

#include "flow/whole_lengths.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

constexpr const char* function = "k_shortest_paths";
constexpr int128 not_reached = -1;

/// The best of the paths that begin with the first `fixed` edges of `path` and go on by none of `barred`.
struct candidate {
  int128 length = 0;
  flow_path path;
  std::size_t fixed = 0;
  std::vector<edge_id> barred;  // ascending

  friend bool operator<(const candidate& a, const candidate& b) {
    return a.length != b.length ? a.length < b.length : a.path.edges < b.path.edges;
  }
};

/// Finds such paths. Everything is by vertex and reset after each search by the list of what was met.
class spur_search {
 public:
  spur_search(const arc_rows& out, const arc_rows& in, const whole_lengths& length, vertex_id target, const execution& run)
      : out_(out),
        in_(in),
        length_(length),
        target_(target),
        stop_{run},
        to_target_(vertices(), not_reached),
        from_spur_(vertices(), not_reached),
        closed_(vertices(), false),
        useful_(vertices(), false),
        passed_(vertices(), false) {
    measure_to_target();
  }

  /// The shortest and of these the lexicographically least way from `spur` to the target that avoids the vertices `before` it and
  /// begins with no barred edge, appended to begun; nothing if there is none, or only longer ones than `most`.
  std::optional<candidate> run(candidate begun, std::optional<int128> most) {
    const vertex_id spur = begun.path.vertices.back();
    for (const vertex_id v : begun.path.vertices) passed_[v] = true;  // the spur, too
    const auto found = measure(spur, begun.barred, begun.length, most);
    if (found) {
      begun.length += *found;
      mark_useful();
      append_least_way(begun);
    }
    forget();
    for (const vertex_id v : begun.path.vertices) passed_[v] = false;
    if (!found) return std::nullopt;
    return begun;
  }

 private:
  [[nodiscard]] std::size_t vertices() const { return out_.offset.size() - 1; }

  void count(vertex_id u) {
    budget_ -= static_cast<std::int64_t>(out_.degree(u)) + 1;
    if (budget_ > 0) return;
    stop_();
    budget_ = arcs_between_stops;
  }

  void measure_to_target() {
    lazy_heap<int128> queue;
    to_target_[target_] = 0;
    queue.push({0, target_});
    while (!queue.empty()) {
      const auto [distance, u] = queue.pop();
      if (to_target_[u] != distance) continue;
      count(u);
      for (std::uint64_t a = in_.offset[u]; a < in_.offset[u + std::size_t{1}]; ++a) {
        const vertex_id v = in_.target[a];
        const int128 found = distance + length_[in_.edge[a]];
        if (to_target_[v] != not_reached && to_target_[v] <= found) continue;
        to_target_[v] = found;
        queue.push({found, v});
      }
    }
  }

  /// Distances from the spur to all vertices that a shortest way to the target may pass; the target's.
  std::optional<int128> measure(vertex_id spur, std::span<const edge_id> barred, int128 begun, std::optional<int128> most) {
    if (to_target_[spur] == not_reached) return std::nullopt;
    std::optional<int128> shortest;
    if (most) most = *most - begun;  // for the way from the spur
    meet(spur, 0);
    while (!queue_.empty()) {
      const auto [estimate, u] = queue_.pop();
      if ((shortest && estimate > *shortest) || (most && estimate > *most)) break;
      if (closed_[u] || from_spur_[u] + to_target_[u] != estimate) continue;
      closed_[u] = true;
      count(u);
      if (u == target_) {
        shortest = estimate;
        continue;
      }
      for (std::uint64_t a = out_.offset[u]; a < out_.offset[u + std::size_t{1}]; ++a) {
        const vertex_id v = out_.target[a];
        const edge_id e = out_.edge[a];
        if (passed_[v] || to_target_[v] == not_reached || (u == spur && is_barred(barred, e))) continue;
        const int128 distance = from_spur_[u] + length_[e];
        if (from_spur_[v] == not_reached || distance < from_spur_[v]) meet(v, distance);
      }
    }
    while (!queue_.empty()) (void)queue_.pop();
    barred_ = barred;
    spur_ = spur;
    return shortest;
  }

  static bool is_barred(std::span<const edge_id> barred, edge_id e) {
    return std::binary_search(barred.begin(), barred.end(), e);
  }

  void meet(vertex_id v, int128 distance) {
    if (from_spur_[v] == not_reached) met_.push_back(v);
    from_spur_[v] = distance;
    queue_.push({distance + to_target_[v], v});
  }

  /// Whether the arc from u to v by e is part of a shortest way from the spur.
  [[nodiscard]] bool tight(vertex_id u, edge_id e, vertex_id v) const {
    return closed_[u] && closed_[v] && from_spur_[u] + length_[e] == from_spur_[v] && u != target_ && v != spur_ &&
           !(u == spur_ && is_barred(barred_, e));
  }

  /// Marks the vertices from which tight arcs lead to the target.
  void mark_useful() {
    std::vector<vertex_id> waiting{target_};
    useful_[target_] = true;
    while (!waiting.empty()) {
      const vertex_id v = waiting.back();
      waiting.pop_back();
      count(v);
      for (std::uint64_t a = in_.offset[v]; a < in_.offset[v + std::size_t{1}]; ++a) {
        const vertex_id u = in_.target[a];
        if (useful_[u] || !tight(u, in_.edge[a], v)) continue;
        useful_[u] = true;
        waiting.push_back(u);
      }
    }
  }

  /// At each vertex the edge of least id that still leads to the target. Only among edges of length 0 can that be one into a dead
  /// end, where all ways on come back.
  void append_least_way(candidate& to) {
    flow_path& path = to.path;
    for (vertex_id u = path.vertices.back(); u != target_;) {
      std::vector<std::pair<edge_id, vertex_id>> ways;
      for (std::uint64_t a = out_.offset[u]; a < out_.offset[u + std::size_t{1}]; ++a) {
        const vertex_id v = out_.target[a];
        if (useful_[v] && !passed_[v] && tight(u, out_.edge[a], v)) ways.emplace_back(out_.edge[a], v);
      }
      std::sort(ways.begin(), ways.end());
      for (const auto& [e, v] : ways) {
        if (from_spur_[v] == from_spur_[u] && !leads_on(v)) continue;
        path.edges.push_back(e);
        path.vertices.push_back(v);
        passed_[v] = true;
        u = v;
        break;
      }
      count(u);
    }
  }

  /// Whether from v, which lies at the distance of vertices already passed, the target or a farther vertex can be got at.
  [[nodiscard]] bool leads_on(vertex_id v) {
    std::vector<vertex_id> waiting{v};
    std::vector<vertex_id> seen{v};
    passed_[v] = true;
    bool found = false;
    while (!found && !waiting.empty()) {
      const vertex_id u = waiting.back();
      waiting.pop_back();
      found = u == target_;
      count(u);
      for (std::uint64_t a = out_.offset[u]; !found && a < out_.offset[u + std::size_t{1}]; ++a) {
        const vertex_id w = out_.target[a];
        if (!useful_[w] || passed_[w] || !tight(u, out_.edge[a], w)) continue;
        found = from_spur_[w] > from_spur_[u];
        passed_[w] = true;
        seen.push_back(w);
        waiting.push_back(w);
      }
    }
    for (const vertex_id w : seen) passed_[w] = false;
    return found;
  }

  void forget() {
    for (const vertex_id v : met_) {
      from_spur_[v] = not_reached;
      closed_[v] = false;
      useful_[v] = false;
    }
    met_.clear();
  }

  arc_rows out_;  // in the direction of travel
  arc_rows in_;
  const whole_lengths& length_;
  vertex_id target_;
  stop_on_request stop_;
  std::int64_t budget_ = arcs_between_stops;
  std::vector<int128> to_target_;  // over all edges: a bound for what is left of them
  std::vector<int128> from_spur_;
  std::vector<bool> closed_;  // from_spur_ is final
  std::vector<bool> useful_;
  std::vector<bool> passed_;  // on the path already
  std::vector<vertex_id> met_;
  lazy_heap<int128> queue_;  // by distance from the spur + bound to the target
  vertex_id spur_ = no_vertex;
  std::span<const edge_id> barred_;
};

/// The candidates that can still be among the paths asked for.
class candidates {
 public:
  void add(candidate c, std::size_t wanted) {
    waiting_.insert(std::move(c));
    while (waiting_.size() > wanted) waiting_.erase(std::prev(waiting_.end()));
  }
  [[nodiscard]] bool empty() const { return waiting_.empty(); }
  [[nodiscard]] candidate take_least() { return std::move(waiting_.extract(waiting_.begin()).value()); }
  /// What a further candidate may measure at most where `wanted` are left to be found.
  [[nodiscard]] std::optional<int128> most(std::size_t wanted) const {
    if (waiting_.size() < wanted) return std::nullopt;
    return std::prev(waiting_.end())->length;
  }

 private:
  std::set<candidate> waiting_;
};

/// The paths that leave `found` at one of its vertices behind the fixed part, as one candidate for each. Where one is wanted it
/// only matters whether there is one.
void branch(const candidate& found, const whole_lengths& length, std::size_t wanted, spur_search& search, candidates& waiting) {
  candidate begun;
  begun.path.vertices.push_back(found.path.vertices.front());
  for (std::size_t i = 0; i < found.path.edges.size(); ++i) {
    if (wanted == 1 && !waiting.empty()) return;
    const edge_id e = found.path.edges[i];
    if (i >= found.fixed) {
      candidate spur = begun;
      spur.fixed = i;
      if (i == found.fixed) spur.barred = found.barred;
      spur.barred.insert(std::upper_bound(spur.barred.begin(), spur.barred.end(), e), e);
      if (auto next = search.run(std::move(spur), waiting.most(wanted))) waiting.add(std::move(*next), wanted);
    }
    begun.length += length[e];
    begun.path.edges.push_back(e);
    begun.path.vertices.push_back(found.path.vertices[i + 1]);
  }
}

template <direction D>
k_shortest_paths_result solve(const csr_view<D>& graph, const edge_lengths& lengths, vertex_id source, vertex_id target,
                              std::size_t k, const k_shortest_paths_options& options) {
  check_source(function, source, graph.vertices());
  if (target >= graph.vertices()) throw input_error(function, "target", to_text(target), "0 to " + to_text(graph.vertices() - 1));
  if (k == 0) throw input_error(function, "k", "0", "1 or more");
  check_lengths(function, graph, lengths, length_domain::not_negative);
  stop_on_request{options.run}();

  const whole_lengths length(lengths, graph.vertices());
  const travel back = options.arcs == travel::along ? travel::against : travel::along;
  spur_search search(rows_of(graph, options.arcs), rows_of(graph, back), length, target, options.run);
  k_shortest_paths_result result;
  result.unit = lengths.unit();
  result.ties = lengths.is_exact() ? ties::exact : ties::approximate;
  result.why = lengths.why_approximate();

  candidates waiting;
  if (auto first = search.run({0, {{source}, {}}, 0, {}}, std::nullopt)) waiting.add(std::move(*first), 1);
  // One more than asked for is looked for, to know whether these are all.
  while (!waiting.empty() && result.paths.size() < k) {
    const candidate found = waiting.take_least();
    if (lengths.is_exact())
      result.units.push_back(length.units(function, found.length));
    else
      result.rounded.push_back(length.rounded(found.length));
    result.paths.push_back(found.path);
    branch(found, length, k - result.paths.size() + 1, search, waiting);
    if (options.run.progress && result.paths.size() < k)
      options.run.progress(static_cast<double>(result.paths.size()) / static_cast<double>(k));
  }
  result.all = waiting.empty();
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace

k_shortest_paths_result k_shortest_paths_of(const undirected_view& graph, const edge_lengths& lengths, vertex_id source,
                                            vertex_id target, std::size_t k, const k_shortest_paths_options& options) {
  return solve(graph, lengths, source, target, k, options);
}
k_shortest_paths_result k_shortest_paths_of(const directed_view& graph, const edge_lengths& lengths, vertex_id source,
                                            vertex_id target, std::size_t k, const k_shortest_paths_options& options) {
  return solve(graph, lengths, source, target, k, options);
}

}  // namespace coopgraph::detail
