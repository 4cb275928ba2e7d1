// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/core.hpp>
#include <coopgraph/centrality/s_core.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace coopgraph::detail {
namespace {

/// The vertices that remain, the one with the least strength on top, of equal ones the lowest. Four children per node.
template <class Number>
class strength_heap {
 public:
  explicit strength_heap(std::vector<Number> strength)
      : strength_(std::move(strength)), heap_(strength_.size()), place_(strength_.size()) {
    for (std::size_t v = 0; v < heap_.size(); ++v) heap_[v] = place_[v] = static_cast<vertex_id>(v);
    for (std::size_t at = heap_.size() / 4 + 1; at-- > 0;)
      if (at < heap_.size()) sink(at);
  }

  [[nodiscard]] bool empty() const noexcept { return heap_.empty(); }
  [[nodiscard]] bool holds(vertex_id v) const noexcept { return place_[v] != gone; }
  [[nodiscard]] const Number& strength(vertex_id v) const noexcept { return strength_[v]; }

  /// \pre not empty
  vertex_id pop() {
    const vertex_id least = heap_.front();
    const vertex_id last = heap_.back();
    heap_.pop_back();
    place_[least] = gone;
    if (!heap_.empty()) {
      put(last, 0);
      sink(0);
    }
    return least;
  }

  /// \pre holds(v), by >= 0
  void lessen(vertex_id v, const Number& by) {
    strength_[v] -= by;
    std::size_t at = place_[v];
    while (at > 0 && before(v, heap_[(at - 1) / 4])) {
      put(heap_[(at - 1) / 4], at);
      at = (at - 1) / 4;
    }
    put(v, at);
  }

 private:
  static constexpr vertex_id gone = no_vertex;

  [[nodiscard]] bool before(vertex_id u, vertex_id v) const noexcept {
    return strength_[u] < strength_[v] || (strength_[u] == strength_[v] && u < v);
  }
  void put(vertex_id v, std::size_t at) {
    heap_[at] = v;
    place_[v] = static_cast<vertex_id>(at);
  }
  void sink(std::size_t at) {
    const vertex_id v = heap_[at];
    for (std::size_t child = 4 * at + 1; child < heap_.size(); child = 4 * at + 1) {
      std::size_t first = child;
      for (std::size_t c = child + 1; c < heap_.size() && c < child + 4; ++c)
        if (before(heap_[c], heap_[first])) first = c;
      if (!before(heap_[first], v)) break;
      put(heap_[first], at);
      at = first;
    }
    put(v, at);
  }

  std::vector<Number> strength_;  // by vertex
  std::vector<vertex_id> heap_;
  std::vector<vertex_id> place_;  // by vertex: where it stands in the heap
};

/// The sums of value[e] at each vertex over the counted arcs that are no loops.
template <class Number, class Value, direction D>
std::vector<Number> sums_without_loops(const csr_view<D>& graph, degree_mode mode, std::span<const Value> value) {
  std::vector<Number> sum(graph.vertices(), Number{0});
  each_counted_rows(graph, mode, [&](const arc_rows& rows) {
    for (vertex_id v = 0; v < graph.vertices(); ++v)
      for (std::uint64_t arc = rows.offset[v]; arc < rows.offset[v + std::size_t{1}]; ++arc)
        if (rows.target[arc] != v) sum[v] += static_cast<Number>(value[rows.edge[arc]]);
  });
  return sum;
}

/// Peels off the least strength until none is left. Returns the s-core numbers.
template <class Number, class Value, direction D>
std::vector<Number> peel_strengths(const csr_view<D>& graph, const s_core_options& options, std::span<const Value> value,
                                   std::vector<Number> sums, std::vector<vertex_id>& order) {
  constexpr std::size_t vertices_between_looks = 1024;
  const std::size_t n = graph.vertices();
  std::vector<Number> core(n, Number{0});
  strength_heap<Number> heap(std::move(sums));
  order.reserve(n);
  Number level{0};
  while (!heap.empty()) {
    if (order.size() % vertices_between_looks == 0) {
      if (options.run.stop.stop_requested()) throw cancelled();
      if (options.run.progress) options.run.progress(static_cast<double>(order.size()) / static_cast<double>(n));
    }
    const vertex_id v = heap.pop();
    level = std::max(level, heap.strength(v));
    core[v] = level;
    order.push_back(v);
    each_losing_rows(graph, options.mode, [&](const arc_rows& rows) {
      for (std::uint64_t arc = rows.offset[v]; arc < rows.offset[v + std::size_t{1}]; ++arc)
        if (heap.holds(rows.target[arc])) heap.lessen(rows.target[arc], static_cast<Number>(value[rows.edge[arc]]));
    });
  }
  return core;
}

template <class Number, class Value, class ToDouble, direction D>
void fill(s_core_result& result, const csr_view<D>& graph, const s_core_options& options, std::span<const Value> value,
          const ToDouble& to) {
  auto sums = sums_without_loops<Number>(graph, options.mode, value);
  if constexpr (std::is_same_v<Number, double>) {
    for (std::size_t v = 0; v < sums.size(); ++v)
      if (!std::isfinite(sums[v]))
        throw input_error("s_core_numbers", "strengths", "a sum at vertex " + to_text(v) + " beyond the range of a double",
                          "strengths whose sum at each vertex is below 1.8e308");
  }
  const auto core = peel_strengths<Number>(graph, options, value, std::move(sums), result.order);
  result.score.values.reserve(core.size());
  for (const Number& s : core) result.score.values.push_back(to(s));
}

/// Whether the strengths at any vertex add up within 64 bits.
bool narrow(std::span<const std::int64_t> numerators) {
  int128 all = 0;
  for (const std::int64_t s : numerators) all += s;
  return 2 * all <= INT64_MAX;
}

template <direction D>
s_core_result run(const csr_view<D>& graph, const edge_strengths& strengths, const s_core_options& options) {
  check_size("s_core_numbers", strengths, graph.edges());
  for (edge_id e = 0; e < graph.edges(); ++e)
    if (strengths[e] < 0.0)
      throw input_error("s_core_numbers", "strengths", to_text(strengths[e]) + " at edge " + to_text(e), "strengths >= 0");
  const bool exact = strengths.is_exact();
  s_core_result result{{{}, {}, exact ? score_equality::exact : score_equality::relative},
                       exact ? ties::exact : ties::approximate,
                       strengths.why_approximate(),
                       {}};
  const auto in_units = [&](const auto& s) { return times(s, strengths.unit()); };
  if (!exact)
    fill<double>(result, graph, options, strengths.approximate(), [](double s) { return s; });
  else if (narrow(strengths.numerators()))
    fill<std::int64_t>(result, graph, options, strengths.numerators(), in_units);
  else
    fill<int128>(result, graph, options, strengths.numerators(), in_units);
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace

s_core_result s_cores_of(const undirected_view& graph, const edge_strengths& strengths, const s_core_options& options) {
  return run(graph, strengths, options);
}

s_core_result s_cores_of(const directed_view& graph, const edge_strengths& strengths, const s_core_options& options) {
  return run(graph, strengths, options);
}

}  // namespace coopgraph::detail
