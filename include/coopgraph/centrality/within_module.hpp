// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/centrality/participation.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

namespace coopgraph {

struct within_module_result {
  scores score;                        ///< undefined where the members of a module do not differ
  coopgraph::ties ties = ties::exact;  ///< exact: whether members differ was told without rounding; always so without strengths
  std::string why_approximate;         ///< if approximate: why the strengths have no shared unit; equal is then within 1e-12
};

/// How well a vertex is tied to its own module, beside the others there: z_i = (k_i - mean) / standard deviation, where k_i is
/// the number (or strength) of i's ties to its own module, counted as participation() counts them, and mean and deviation are
/// those of all members, i among them (the Brain Connectivity Toolbox divides by the members less one). Undefined where the
/// deviation is 0, as in a module of one (the Toolbox says 0).
/// \throws input_error as participation() does
/// Complexity: O(n + m) time; memory O(n): up to 24 bytes a vertex and 64 a module.
/// Reference: Guimerà & Amaral (2005), doi:10.1038/nature03288
template <graph_like G>
[[nodiscard]] within_module_result within_module_z(const G& graph, const partition& modules,
                                                   const participation_options& options = {});
template <graph_like G>
[[nodiscard]] within_module_result within_module_z(const G& graph, const edge_strengths& strengths, const partition& modules,
                                                   const participation_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Whether the members of a module differ, by more than rounding if there was any.
template <class Number>
[[nodiscard]] bool members_differ(const Number& least, const Number& most) {
  if constexpr (std::is_same_v<Number, double>)
    return most - least > 1e-12 * most;
  else
    return least != most;
}

template <direction D, class Amount>
scores within_module_scores(const csr_view<D>& graph, const partition& modules, degree_mode mode, const Amount& amount) {
  using number = decltype(amount(edge_id{0}));
  struct module_facts {
    number least = 0;
    number most = 0;
    double members = 0.0;
    double sum = 0.0;  // of (k - least) / (most - least): neither large numbers nor small differences do harm
    double squares = 0.0;
  };
  const std::size_t n = graph.vertices();
  std::vector<number> own(n, number{0});
  std::vector<module_facts> facts(modules.clusters);
  for (vertex_id v = 0; v < n; ++v) {
    const std::uint32_t s = modules.label[v];
    each_counted_rows(graph, mode, [&](const arc_rows& rows) {
      for (std::uint64_t arc = rows.offset[v]; arc < rows.offset[v + std::size_t{1}]; ++arc)
        if (modules.label[rows.target[arc]] == s) own[v] += amount(rows.edge[arc]);
    });
    check_participation_sum("within_module_z", v, own[v]);
    module_facts& of = facts[s];
    of.least = of.members == 0.0 ? own[v] : std::min(of.least, own[v]);
    of.most = std::max(of.most, own[v]);
    of.members += 1.0;
  }
  scores result{std::vector<double>(n, 0.0), {}, score_equality::relative};
  std::vector<double>& z = result.values;
  for (vertex_id v = 0; v < n; ++v) {
    module_facts& of = facts[modules.label[v]];
    if (!members_differ(of.least, of.most)) {
      result.undefined.push_back(
          {v, of.members == 1.0 ? "it is alone in its module" : "all members of its module are tied to it alike"});
      continue;
    }
    z[v] = static_cast<double>(own[v] - of.least) / static_cast<double>(of.most - of.least);
    of.sum += z[v];
  }
  const auto each_defined = [&](const auto& visit) {
    auto skipped = result.undefined.begin();
    for (vertex_id v = 0; v < n; ++v)
      if (skipped != result.undefined.end() && skipped->vertex == v)
        ++skipped;
      else
        visit(v, facts[modules.label[v]]);
  };
  each_defined([&](vertex_id v, module_facts& of) {
    z[v] -= of.sum / of.members;
    of.squares += z[v] * z[v];
  });
  each_defined([&](vertex_id v, const module_facts& of) { z[v] /= std::sqrt(of.squares / of.members); });
  return result;
}

template <graph_like G>
within_module_result within_module_in(const G& graph, const edge_strengths* strengths, const partition& modules,
                                      const participation_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  check_participation_modules("within_module_z", modules, view.vertices());
  if (strengths != nullptr) check_participation_strengths("within_module_z", *strengths, view.edges());
  within_module_result result;
  result.score = with_participation_amounts(
      strengths, [&](const auto& amount) { return within_module_scores(view, modules, options.mode, amount); });
  if (strengths != nullptr && !strengths->is_exact()) {
    result.ties = ties::approximate;
    result.why_approximate = strengths->why_approximate();
  }
  return result;
}

}  // namespace detail

template <graph_like G>
within_module_result within_module_z(const G& graph, const partition& modules, const participation_options& options) {
  return detail::within_module_in(graph, nullptr, modules, options);
}
template <graph_like G>
within_module_result within_module_z(const G& graph, const edge_strengths& strengths, const partition& modules,
                                     const participation_options& options) {
  return detail::within_module_in(graph, &strengths, modules, options);
}

}  // namespace coopgraph
