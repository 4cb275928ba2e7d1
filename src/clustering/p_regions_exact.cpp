// SPDX-License-Identifier: BSL-1.0
#include "clustering/region_problem.hpp"
#include "clustering/region_watch.hpp"

#include <coopgraph/clustering/p_regions_exact.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace coopgraph::detail {
namespace {

/// A set of units, a bit each.
using unit_set = std::uint32_t;

/// What each set of units is worth as a region.
struct region_table {
  std::vector<bool> allowed;  // connected, and at the floor
  std::vector<double> cost;   // its within sum of squares
};

region_table tabulate(const region_problem& problem) {
  const std::size_t n = problem.units;
  std::vector<unit_set> near(n, 0);
  std::vector<unit_set> component(problem.components(), 0);
  for (vertex_id u = 0; u < n; ++u) {
    component[problem.component[u]] |= unit_set{1} << u;
    for (const vertex_id v : problem.neighbours_of(u)) near[u] |= unit_set{1} << v;
  }
  std::vector<double> apart(n * n);
  for (vertex_id u = 0; u < n; ++u)
    for (vertex_id v = 0; v < n; ++v) apart[u * n + v] = problem.dissimilarity(u, v, region_dissimilarity::squared_euclidean);

  const std::size_t sets = std::size_t{1} << n;
  region_table table{std::vector<bool>(sets, false), std::vector<double>(sets, 0.0)};
  // First the sum of the squared distances of all pairs, which is the sum of squares times the number of units.
  for (unit_set s = 1; s < sets; ++s) {
    const auto lowest = static_cast<std::size_t>(std::countr_zero(s));
    const unit_set rest = s & (s - 1);
    table.cost[s] = table.cost[rest];
    for (unit_set left = rest; left != 0; left &= left - 1)
      table.cost[s] += apart[lowest * n + static_cast<std::size_t>(std::countr_zero(left))];
  }
  for (unit_set s = 1; s < sets; ++s) {
    table.cost[s] /= std::popcount(s);
    unit_set reached = s & (0 - s);
    unit_set fresh = reached;
    std::int64_t amount = 0;
    while (fresh != 0) {
      const auto u = static_cast<std::size_t>(std::countr_zero(fresh));
      fresh &= fresh - 1;
      amount += problem.amount[u];
      fresh |= near[u] & s & ~reached;
      reached |= near[u] & s;
    }
    const unit_set all = component[problem.component[static_cast<std::size_t>(std::countr_zero(s))]];
    const bool island = s == all && std::popcount(s) == 1;
    table.allowed[s] = reached == s && (amount >= problem.floor || island);
  }
  return table;
}

/// By (set, number of regions): the least cost of dividing the set, and one of the regions of that division.
class division_table {
 public:
  division_table(const region_table& regions, std::size_t n, region_watch& watch)
      : n_(n), best_((n + 1) << n, std::numeric_limits<double>::infinity()), last_((n + 1) << n, 0) {
    best_[0] = 0.0;
    const auto sets = static_cast<unit_set>(std::size_t{1} << n);
    for (unit_set s = 1; s < sets; ++s) {
      if (s % 256 == 0) watch.tell(s, sets);
      divide(regions, s);
    }
  }

  [[nodiscard]] bool exists(std::size_t clusters) const { return best_[at(all(), clusters)] < infinite; }
  [[nodiscard]] std::vector<std::uint32_t> labels(std::size_t clusters) const {
    std::vector<std::uint32_t> label(n_, 0);
    unit_set left = all();
    for (std::size_t k = clusters; k > 0; --k) {
      const unit_set region = last_[at(left, k)];
      for (unit_set u = region; u != 0; u &= u - 1)
        label[static_cast<std::size_t>(std::countr_zero(u))] = static_cast<std::uint32_t>(k);
      left &= ~region;
    }
    return label;
  }

 private:
  static constexpr double infinite = std::numeric_limits<double>::infinity();

  /// The region of the lowest unit is any set that holds it; the rest is divided already.
  void divide(const region_table& regions, unit_set s) {
    const unit_set lowest = s & (0 - s);
    const unit_set rest = s & ~lowest;
    const auto most = static_cast<std::size_t>(std::popcount(s));
    unit_set others = rest;
    for (;;) {
      const unit_set region = others | lowest;
      if (regions.allowed[region]) {
        const unit_set left = s & ~region;
        for (std::size_t k = 1; k <= most; ++k) {
          const double cost = best_[at(left, k - 1)] + regions.cost[region];
          if (cost >= best_[at(s, k)]) continue;
          best_[at(s, k)] = cost;
          last_[at(s, k)] = region;
        }
      }
      if (others == 0) return;
      others = (others - 1) & rest;
    }
  }

  [[nodiscard]] std::size_t at(unit_set s, std::size_t clusters) const { return s * (n_ + 1) + clusters; }
  [[nodiscard]] unit_set all() const { return static_cast<unit_set>((std::size_t{1} << n_) - 1); }

  std::size_t n_;
  std::vector<double> best_;
  std::vector<unit_set> last_;
};

}  // namespace

contiguous_regions p_regions_exact_of(const undirected_view& contiguity, const unit_attributes& attributes,
                                      const p_regions_exact_options& options) {
  region_watch watch(options.run);
  if (contiguity.vertices() > most_units_of_p_regions_exact)
    throw limit_error("p_regions_exact: there are " + to_text(contiguity.vertices()) + " units; at most " +
                      to_text(most_units_of_p_regions_exact) + " are solved exactly");
  region_demand demand{"p_regions_exact", {}, &options.floor, options.standardize, options.islands, &options.run};
  if (options.clusters > 0) demand.clusters = options.clusters;
  const region_problem problem = make_region_problem(contiguity, attributes, demand);
  if (auto refusal = proven_infeasible(problem, demand)) return *refusal;

  const division_table divisions(tabulate(problem), problem.units, watch);
  std::size_t clusters = options.clusters;
  if (clusters == 0)
    for (std::size_t k = 0; k <= problem.units; ++k)
      if (divisions.exists(k)) clusters = k;
  constexpr auto squared = region_dissimilarity::squared_euclidean;
  contiguous_regions result;
  if (divisions.exists(clusters)) {
    result = describe_regions(problem, divisions.labels(clusters), squared);
    result.optimal = true;
    if (options.clusters == 0) result.bound = result.partition.clusters;
  } else {
    result = describe_regions(problem, problem.component, squared);
    result.status = region_status::infeasible;
    result.obstacle = region_obstacle::floor_too_high;
    result.why = "no division into " + to_text(clusters) + " connected regions reaches the floor in each";
  }
  watch.finish();
  return result;
}

}  // namespace coopgraph::detail
