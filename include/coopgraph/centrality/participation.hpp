// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace coopgraph {

/// Of participation and within_module_z.
struct participation_options {
  degree_mode mode = degree_mode::all;  ///< which arcs of a directed graph count
};

struct participation_result {
  scores score;  ///< 0: all ties within one module, to 1 - 1 / modules: spread evenly; undefined for a vertex without ties
};

/// How evenly the ties of a vertex are spread over the modules: P_i = 1 - sum over s of (k_is / k_i)^2, where k_is is the number
/// of i's ties to module s (or their strength) and k_i that of all. Ties are counted as degree() and strength() count them:
/// parallel edges each, an undirected loop twice and to the own module. Undefined where k_i = 0 (the Brain Connectivity Toolbox
/// says 0).
/// \throws input_error unless there is one label per vertex, below modules.clusters; if there is not one strength per edge, if
///         one is negative, or if rounded strengths add up beyond the range of a double at a vertex
/// Complexity: O(n + m) time; memory O(n): 8 bytes a vertex and 32 a module.
/// Reference: Guimerà & Amaral (2005), doi:10.1038/nature03288
template <graph_like G>
[[nodiscard]] participation_result participation(const G& graph, const partition& modules,
                                                 const participation_options& options = {});
template <graph_like G>
[[nodiscard]] participation_result participation(const G& graph, const edge_strengths& strengths, const partition& modules,
                                                 const participation_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

inline void check_participation_modules(const char* function, const partition& modules, std::size_t n) {
  if (modules.label.size() != n)
    throw input_error(function, "number of labels", std::to_string(modules.label.size()),
                      std::to_string(n) + ", one for each vertex");
  for (std::size_t v = 0; v < n; ++v)
    if (modules.label[v] >= modules.clusters)
      throw input_error(function, "label of vertex " + std::to_string(v), std::to_string(modules.label[v]),
                        "below " + std::to_string(modules.clusters) + ", the number of modules");
}

inline void check_participation_strengths(const char* function, const edge_strengths& strengths, std::size_t edges) {
  check_size(function, strengths, edges);
  for (edge_id e = 0; e < edges; ++e)
    if (strengths[e] < 0.0)
      throw input_error(function, "strengths", to_text(strengths[e]) + " at edge " + std::to_string(e), "strengths >= 0");
}

/// Calls use(amount), where amount(e) is what edge e counts: a whole number whose sums fit, or a double.
template <class Use>
auto with_participation_amounts(const edge_strengths* strengths, const Use& use) {
  if (strengths == nullptr) return use([](edge_id) { return std::int64_t{1}; });
  if (strengths->is_exact()) return use([n = strengths->numerators()](edge_id e) { return int128{n[e]}; });
  return use([s = strengths->approximate()](edge_id e) { return s[e]; });
}

template <class Number>
void check_participation_sum(const char* function, vertex_id v, const Number& sum) {
  if (!std::isfinite(static_cast<double>(sum)))
    throw input_error(function, "strengths", "a sum at vertex " + std::to_string(v) + " beyond the range of a double",
                      "strengths whose sum at each vertex is below 1.8e308");
}

template <direction D, class Amount>
scores participation_scores(const csr_view<D>& graph, const partition& modules, degree_mode mode, const Amount& amount,
                            const char* why_undefined) {
  using number = decltype(amount(edge_id{0}));
  struct module_sum {
    number sum = 0;
    bool met = false;
  };
  scores result{std::vector<double>(graph.vertices(), 0.0), {}, score_equality::relative};
  std::vector<module_sum> to(modules.clusters);
  std::vector<std::uint32_t> met;
  for (vertex_id v = 0; v < graph.vertices(); ++v) {
    each_counted_rows(graph, mode, [&](const arc_rows& rows) {
      for (std::uint64_t arc = rows.offset[v]; arc < rows.offset[v + std::size_t{1}]; ++arc) {
        const std::uint32_t s = modules.label[rows.target[arc]];
        if (!to[s].met) met.push_back(s);
        to[s].met = true;
        to[s].sum += amount(rows.edge[arc]);
      }
    });
    number all = 0;
    for (const std::uint32_t s : met) all += to[s].sum;
    check_participation_sum("participation", v, all);
    if (all == 0) result.undefined.push_back({v, why_undefined});
    // x - x^2 in the form x (1 - x): nothing cancels, and what is 0 is 0.
    for (const std::uint32_t s : met) {
      if (all != 0)
        result.values[v] += static_cast<double>(to[s].sum) / static_cast<double>(all) *
                            (static_cast<double>(all - to[s].sum) / static_cast<double>(all));
      to[s] = {};
    }
    met.clear();
  }
  return result;
}

template <graph_like G>
participation_result participation_in(const G& graph, const edge_strengths* strengths, const partition& modules,
                                      const participation_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  check_participation_modules("participation", modules, view.vertices());
  if (strengths != nullptr) check_participation_strengths("participation", *strengths, view.edges());
  const char* const why = strengths == nullptr ? "it has no ties" : "it has no ties of strength above 0";
  return {with_participation_amounts(
      strengths, [&](const auto& amount) { return participation_scores(view, modules, options.mode, amount, why); })};
}

}  // namespace detail

template <graph_like G>
participation_result participation(const G& graph, const partition& modules, const participation_options& options) {
  return detail::participation_in(graph, nullptr, modules, options);
}
template <graph_like G>
participation_result participation(const G& graph, const edge_strengths& strengths, const partition& modules,
                                   const participation_options& options) {
  return detail::participation_in(graph, &strengths, modules, options);
}

}  // namespace coopgraph
