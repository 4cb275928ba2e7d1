// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/participation.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

namespace coopgraph::detail {
namespace {

void check_modules(const char* function, const partition& modules, std::size_t n) {
  if (modules.label.size() != n)
    throw input_error(function, "number of labels", to_text(modules.label.size()), to_text(n) + ", one for each vertex");
  for (std::size_t v = 0; v < n; ++v)
    if (modules.label[v] >= modules.clusters)
      throw input_error(function, "label of vertex " + to_text(v), to_text(modules.label[v]),
                        "below " + to_text(modules.clusters) + ", the number of modules");
}

void check_not_negative(const char* function, const edge_strengths& strengths, std::size_t edges) {
  check_size(function, strengths, edges);
  for (edge_id e = 0; e < edges; ++e)
    if (strengths[e] < 0.0)
      throw input_error(function, "strengths", to_text(strengths[e]) + " at edge " + to_text(e), "strengths >= 0");
}

/// Calls use(amount), where amount(e) is what edge e counts: a whole number whose sums fit, or a double.
template <class Use>
auto with_amounts(const edge_strengths* strengths, const Use& use) {
  if (strengths == nullptr) return use([](edge_id) { return std::int64_t{1}; });
  if (strengths->is_exact()) return use([n = strengths->numerators()](edge_id e) { return int128{n[e]}; });
  return use([s = strengths->approximate()](edge_id e) { return s[e]; });
}

template <class Number>
void check_sum(const char* function, vertex_id v, const Number& sum) {
  if (!std::isfinite(static_cast<double>(sum)))
    throw input_error(function, "strengths", "a sum at vertex " + to_text(v) + " beyond the range of a double",
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
    check_sum("participation", v, all);
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

/// Whether the members of a module differ, by more than rounding if there was any.
template <class Number>
[[nodiscard]] bool members_differ(const Number& least, const Number& most) {
  if constexpr (std::is_same_v<Number, double>)
    return most - least > 1e-12 * most;
  else
    return least != most;
}

/// How far the ties of a member are above the least of its module, and a multiple, one for the module, of how far they are from
/// the mean. Of whole numbers without rounding: at the mean it is 0. It fits while the members times the ties of the module stay
/// below 2^63, whatever the strengths.
template <class Number>
struct distance_above_least {
  using type = int128;
  static type of(const Number& k, const Number& least, const Number& /*most*/) { return type{k - least}; }
  static double deviation(const type& k, const type& sum, std::uint32_t members) { return to_double(k * members - sum); }
};
/// Of doubles as a share of the greatest such distance: neither large numbers nor small differences do harm.
template <>
struct distance_above_least<double> {
  using type = double;
  static type of(double k, double least, double most) { return (k - least) / (most - least); }
  static double deviation(double k, double sum, std::uint32_t members) { return k - sum / members; }
};

template <direction D, class Amount>
scores within_module_scores(const csr_view<D>& graph, const partition& modules, degree_mode mode, const Amount& amount) {
  using number = decltype(amount(edge_id{0}));
  using spread = distance_above_least<number>;
  struct module_facts {
    number least = 0;
    number most = 0;
    std::uint32_t members = 0;
    typename spread::type sum = 0;
    double squares = 0.0;  // of the deviations
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
    check_sum("within_module_z", v, own[v]);
    module_facts& of = facts[s];
    of.least = of.members == 0 ? own[v] : std::min(of.least, own[v]);
    of.most = std::max(of.most, own[v]);
    ++of.members;
  }
  scores result{std::vector<double>(n, 0.0), {}, score_equality::relative};
  std::vector<double>& z = result.values;
  for (vertex_id v = 0; v < n; ++v) {
    module_facts& of = facts[modules.label[v]];
    if (!members_differ(of.least, of.most)) {
      result.undefined.push_back(
          {v, of.members == 1 ? "it is alone in its module" : "all members of its module are tied to it alike"});
      continue;
    }
    of.sum += spread::of(own[v], of.least, of.most);
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
    z[v] = spread::deviation(spread::of(own[v], of.least, of.most), of.sum, of.members);
    of.squares += z[v] * z[v];
  });
  each_defined([&](vertex_id v, const module_facts& of) { z[v] /= std::sqrt(of.squares / static_cast<double>(of.members)); });
  return result;
}

template <direction D>
participation_result participation_in(const csr_view<D>& graph, const edge_strengths* strengths, const partition& modules,
                                      const participation_options& options) {
  check_modules("participation", modules, graph.vertices());
  if (strengths != nullptr) check_not_negative("participation", *strengths, graph.edges());
  const char* const why = strengths == nullptr ? "it has no ties" : "it has no ties of strength above 0";
  return {with_amounts(strengths,
                       [&](const auto& amount) { return participation_scores(graph, modules, options.mode, amount, why); })};
}

template <direction D>
within_module_result within_module_in(const csr_view<D>& graph, const edge_strengths* strengths, const partition& modules,
                                      const participation_options& options) {
  check_modules("within_module_z", modules, graph.vertices());
  if (strengths != nullptr) check_not_negative("within_module_z", *strengths, graph.edges());
  within_module_result result;
  result.score =
      with_amounts(strengths, [&](const auto& amount) { return within_module_scores(graph, modules, options.mode, amount); });
  if (strengths != nullptr && !strengths->is_exact()) {
    result.ties = ties::approximate;
    result.why_approximate = strengths->why_approximate();
  }
  return result;
}

}  // namespace

participation_result participation_of(const undirected_view& graph, const edge_strengths* strengths, const partition& modules,
                                      const participation_options& options) {
  return participation_in(graph, strengths, modules, options);
}

participation_result participation_of(const directed_view& graph, const edge_strengths* strengths, const partition& modules,
                                      const participation_options& options) {
  return participation_in(graph, strengths, modules, options);
}

within_module_result within_module_z_of(const undirected_view& graph, const edge_strengths* strengths, const partition& modules,
                                        const participation_options& options) {
  return within_module_in(graph, strengths, modules, options);
}

within_module_result within_module_z_of(const directed_view& graph, const edge_strengths* strengths, const partition& modules,
                                        const participation_options& options) {
  return within_module_in(graph, strengths, modules, options);
}

}  // namespace coopgraph::detail
