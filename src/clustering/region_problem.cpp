// SPDX-License-Identifier: BSL-1.0
#include "clustering/region_problem.hpp"

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/graph/components.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr double least_magnitude = 1e-100;
constexpr double greatest_magnitude = 1e100;

void check_attributes(const char* function, std::size_t n, const unit_attributes& attributes) {
  if (attributes.columns == 0) throw input_error(function, "columns of the attributes", "0", "1 or more");
  const std::size_t p = attributes.columns;
  if (attributes.values.size() % p != 0 || attributes.values.size() / p != n)
    throw input_error(function, "number of attribute values", to_text(attributes.values.size()),
                      to_text(n) + " units times " + to_text(p) + " columns");
  for (std::size_t i = 0; i < attributes.values.size(); ++i) {
    const double size = std::fabs(attributes.values[i]);
    if (size == 0.0 || (size >= least_magnitude && size <= greatest_magnitude)) continue;
    throw input_error(function, "attribute of unit " + to_text(i / p) + " in column " + to_text(i % p),
                      to_text(attributes.values[i]), "0, or finite with a magnitude in [1e-100, 1e100]");
  }
}

void check_demand(std::size_t n, const region_demand& demand) {
  if (demand.clusters && *demand.clusters == 0) throw option_error(demand.function, "clusters", "0", "1 or more");
  if (demand.floor == nullptr) return;
  const double least = demand.floor->least;
  if (!(least >= 0.0 && std::isfinite(least)))
    throw option_error(demand.function, "floor", to_text(least), "a finite number >= 0");
  const std::vector<double>& amounts = demand.floor->amounts;
  if (amounts.empty()) return;
  if (amounts.size() != n)
    throw option_error(demand.function, "number of floor amounts", to_text(amounts.size()),
                       "none, or " + to_text(n) + ", one a unit");
  for (std::size_t u = 0; u < n; ++u)
    if (!(amounts[u] >= 0.0 && std::isfinite(amounts[u])))
      throw option_error(demand.function, "floor amount of unit " + to_text(u), to_text(amounts[u]), "a finite number >= 0");
}

/// The mean of a column whose numbers stand `step` apart.
double mean_of(const double* first, std::size_t n, std::size_t step) {
  double sum = 0.0;
  for (std::size_t u = 0; u < n; ++u) sum += first[u * step];
  const double rough = sum / static_cast<double>(n);
  // What rounding left out of it: equal numbers have their mean exactly where it matters, in the differences from it.
  double rest = 0.0;
  for (std::size_t u = 0; u < n; ++u) rest += first[u * step] - rough;
  return rough + rest / static_cast<double>(n);
}

/// Column j of x, in place. Of a constant one all becomes 0.
void standardise(region_problem& problem, std::size_t j, standardization how) {
  const std::size_t n = problem.units;
  const std::size_t p = problem.columns;
  double* const column = problem.x.data() + j;
  double least = column[0];
  double greatest = column[0];
  for (std::size_t u = 0; u < n; ++u) {
    least = std::min(least, column[u * p]);
    greatest = std::max(greatest, column[u * p]);
  }
  if (least == greatest) {
    problem.constant_columns.push_back(static_cast<std::uint32_t>(j));
    for (std::size_t u = 0; u < n; ++u) column[u * p] = 0.0;
    return;
  }
  // From the least on: of numbers that hardly differ, the differences are what counts. By the range before anything is squared:
  // then neither squares nor their sums leave the range of a double.
  const double divisor = how == standardization::none ? 1.0 : greatest - least;
  for (std::size_t u = 0; u < n; ++u) column[u * p] = (column[u * p] - least) / divisor;
  const double mean = mean_of(column, n, p);
  for (std::size_t u = 0; u < n; ++u) column[u * p] -= mean;
  if (how != standardization::z) return;
  double squares = 0.0;
  for (std::size_t u = 0; u < n; ++u) squares += column[u * p] * column[u * p];
  const double deviation = std::sqrt(squares / static_cast<double>(n));
  for (std::size_t u = 0; u < n; ++u) column[u * p] /= deviation;
}

using pair_of_units = std::pair<vertex_id, vertex_id>;

/// Neighbours u < v, each pair once, sorted.
std::vector<pair_of_units> pairs_of(const undirected_view& contiguity) {
  std::vector<pair_of_units> pairs;
  pairs.reserve(contiguity.edges());
  for (vertex_id u = 0; u < contiguity.vertices(); ++u)
    for (const vertex_id v : contiguity.out.targets_of(u))
      if (u < v && (pairs.empty() || pairs.back() != pair_of_units{u, v})) pairs.emplace_back(u, v);
  return pairs;
}

void fill_rows(region_problem& problem, const std::vector<pair_of_units>& pairs) {
  problem.offset.assign(problem.units + 1, 0);
  for (const auto& [u, v] : pairs) {
    ++problem.offset[u + std::size_t{1}];
    ++problem.offset[v + std::size_t{1}];
  }
  std::partial_sum(problem.offset.begin(), problem.offset.end(), problem.offset.begin());
  problem.neighbour.resize(2 * pairs.size());
  std::vector<std::size_t> next(problem.offset.begin(), problem.offset.end() - 1);
  // First those below each unit, then those above it: each row comes out sorted.
  for (const auto& [u, v] : pairs) problem.neighbour[next[v]++] = u;
  for (const auto& [u, v] : pairs) problem.neighbour[next[u]++] = v;
  problem.source.clear();
  problem.target.clear();
  for (const auto& [u, v] : pairs) {
    problem.source.push_back(u);
    problem.target.push_back(v);
  }
}

void find_islands(region_problem& problem) {
  problem.islands.clear();
  for (vertex_id u = 0; u < problem.units; ++u)
    if (problem.neighbours_of(u).empty()) problem.islands.push_back(u);
}

/// Each island's neighbour: of the units that have neighbours the one most like it, of several the first.
void attach_islands(region_problem& problem, std::vector<pair_of_units> pairs, const execution& run) {
  if (problem.islands.size() == problem.units) return;
  for (const vertex_id island : problem.islands) {
    if (run.stop.stop_requested()) throw cancelled();
    vertex_id nearest = no_vertex;
    double least = 0.0;
    for (vertex_id u = 0; u < problem.units; ++u) {
      if (problem.neighbours_of(u).empty()) continue;
      const double d = problem.dissimilarity(island, u, region_dissimilarity::squared_euclidean);
      if (nearest == no_vertex || d < least) {
        nearest = u;
        least = d;
      }
    }
    problem.attached.push_back({island, nearest});
    pairs.emplace_back(std::min(island, nearest), std::max(island, nearest));
  }
  std::sort(pairs.begin(), pairs.end());
  fill_rows(problem, pairs);
  find_islands(problem);
}

void find_components(region_problem& problem) {
  vertex_sets sets(problem.units);
  for (std::size_t e = 0; e < problem.edges(); ++e) sets.join(problem.source[e], problem.target[e]);
  std::vector<std::uint32_t> root(problem.units);
  for (vertex_id u = 0; u < problem.units; ++u) root[u] = sets.root(u);
  partition parts = make_partition(root);
  problem.component = std::move(parts.label);
  problem.component_size.assign(parts.clusters, 0);
  for (const std::uint32_t c : problem.component) ++problem.component_size[c];
}

/// The amounts and the floor as whole numbers over one unit, whose sum fits; nothing if there are none so narrow.
bool take_exactly(region_problem& problem, const region_floor& floor) {
  std::vector<decimal> numbers;
  for (const double amount : floor.amounts) numbers.push_back(decimal_of(amount));
  if (floor.amounts.empty()) numbers.assign(problem.units, decimal{1, 0});
  numbers.push_back(decimal_of(floor.least));
  std::optional<scaled_numbers> scaled = over_shared_unit(numbers);
  if (!scaled) return false;
  problem.floor = scaled->numerators.back();
  scaled->numerators.pop_back();
  std::int64_t sum = 0;
  for (const std::int64_t amount : scaled->numerators) {
    const auto next = checked_add(sum, amount);
    if (!next) return false;
    sum = *next;
  }
  problem.amount = std::move(scaled->numerators);
  return true;
}

/// In 2^-60 of their sum, amounts rounded down and the floor up: a floor that is kept so is kept.
void take_rounded(region_problem& problem, const region_floor& floor) {
  const double n = static_cast<double>(problem.units);
  double most = floor.least;
  for (const double amount : floor.amounts) most = std::max(most, amount);
  if (floor.amounts.empty()) most = std::max(most, 1.0);
  // By the greatest first: the sum itself might leave the range of a double.
  const auto whole = [&](double amount) { return amount / most * (0x1.0p60 / (n + 1.0)); };
  problem.amount.clear();
  for (std::size_t u = 0; u < problem.units; ++u)
    problem.amount.push_back(static_cast<std::int64_t>(whole(floor.amounts.empty() ? 1.0 : floor.amounts[u])));
  problem.floor = static_cast<std::int64_t>(std::ceil(whole(floor.least) * (1.0 + 0x1.0p-50)));
}

std::string clusters_text(std::size_t k) { return to_text(k) + (k == 1 ? " cluster" : " clusters"); }

std::vector<std::int64_t> component_amounts(const region_problem& problem) {
  std::vector<std::int64_t> sums(problem.components(), 0);
  for (std::size_t u = 0; u < problem.units; ++u) sums[problem.component[u]] += problem.amount[u];
  return sums;
}

double deviation(const double* row, const double* mean, std::size_t p, region_dissimilarity kind) {
  double sum = 0.0;
  for (std::size_t j = 0; j < p; ++j) {
    const double d = row[j] - mean[j];
    sum += kind == region_dissimilarity::manhattan ? std::fabs(d) : d * d;
  }
  return kind == region_dissimilarity::euclidean ? std::sqrt(sum) : sum;
}

const char* objective_name(region_dissimilarity kind) {
  switch (kind) {
    case region_dissimilarity::euclidean:
      return "sum of Euclidean distances to the means";
    case region_dissimilarity::manhattan:
      return "sum of Manhattan distances to the means";
    case region_dissimilarity::squared_euclidean:
      break;
  }
  return "within sum of squares";
}

void sum_up(const region_problem& problem, contiguous_regions& result) {
  const std::size_t p = problem.columns;
  const std::size_t k = result.partition.clusters;
  std::vector<double> mean(k * p, 0.0);
  std::vector<double> size(k, 0.0);
  for (vertex_id u = 0; u < problem.units; ++u) {
    const std::uint32_t r = result.partition.label[u];
    size[r] += 1.0;
    for (std::size_t j = 0; j < p; ++j) mean[r * p + j] += problem.row(u)[j];
  }
  for (std::size_t r = 0; r < k; ++r)
    for (std::size_t j = 0; j < p; ++j) mean[r * p + j] /= size[r];
  const std::vector<double> origin(p, 0.0);  // the mean of all
  constexpr auto squared = region_dissimilarity::squared_euclidean;
  for (vertex_id u = 0; u < problem.units; ++u) {
    const double* const m = mean.data() + std::size_t{result.partition.label[u]} * p;
    result.within += deviation(problem.row(u), m, p, squared);
    result.total += deviation(problem.row(u), origin.data(), p, squared);
    if (result.dissimilarity != squared) result.value += deviation(problem.row(u), m, p, result.dissimilarity);
  }
  for (std::size_t r = 0; r < k; ++r) result.between += size[r] * deviation(mean.data() + r * p, origin.data(), p, squared);
  if (result.dissimilarity == squared) result.value = result.within;
}

/// The members, or the first of many.
std::string members_text(const region_problem& problem, std::uint32_t c) {
  constexpr std::size_t most_named = 10;
  std::string text;
  std::size_t named = 0;
  for (std::size_t u = 0; u < problem.units; ++u) {
    if (problem.component[u] != c) continue;
    if (named++ == most_named) return text + ", and more";
    text += (text.empty() ? "" : ", ") + to_text(u);
  }
  return text;
}

}  // namespace

double region_problem::dissimilarity(vertex_id u, vertex_id v, region_dissimilarity kind) const {
  return deviation(row(u), row(v), columns, kind);
}

region_problem make_region_problem(const undirected_view& contiguity, const unit_attributes& attributes,
                                   const region_demand& demand) {
  region_problem problem;
  problem.units = contiguity.vertices();
  problem.columns = attributes.columns;
  check_attributes(demand.function, problem.units, attributes);
  check_demand(problem.units, demand);
  problem.x = attributes.values;
  for (std::size_t j = 0; j < problem.columns && problem.units > 0; ++j) standardise(problem, j, demand.standardize);

  const std::vector<pair_of_units> pairs = pairs_of(contiguity);
  fill_rows(problem, pairs);
  find_islands(problem);
  if (demand.islands == island_policy::attach_to_nearest_by_attributes) attach_islands(problem, pairs, *demand.run);
  find_components(problem);

  const region_floor none;
  const region_floor& floor = demand.floor == nullptr ? none : *demand.floor;
  if (!take_exactly(problem, floor)) take_rounded(problem, floor);
  return problem;
}

std::uint32_t most_clusters(const region_problem& problem) {
  if (problem.floor == 0) return static_cast<std::uint32_t>(problem.units);
  const std::vector<std::int64_t> sums = component_amounts(problem);
  std::int64_t most = 0;
  for (std::size_t c = 0; c < sums.size(); ++c) {
    const std::int64_t units = problem.component_size[c];
    most += units == 1 ? 1 : std::min(units, sums[c] / problem.floor);
  }
  return static_cast<std::uint32_t>(most);
}

std::optional<contiguous_regions> proven_infeasible(const region_problem& problem, const region_demand& demand) {
  region_obstacle obstacle = region_obstacle::none;
  std::string why;
  if (demand.clusters && *demand.clusters > problem.units) {
    obstacle = region_obstacle::more_clusters_than_units;
    why = clusters_text(*demand.clusters) + " were asked for; there are " + to_text(problem.units) + " units";
  } else if (demand.clusters && *demand.clusters < problem.components()) {
    obstacle = region_obstacle::fewer_clusters_than_components;
    why = clusters_text(*demand.clusters) + " asked for; the units fall into " + to_text(problem.components()) +
          " components, each of which is one at least";
  } else if (problem.floor > 0) {
    const std::vector<std::int64_t> sums = component_amounts(problem);
    for (std::uint32_t c = 0; c < sums.size() && obstacle == region_obstacle::none; ++c) {
      if (problem.component_size[c] == 1 || sums[c] >= problem.floor) continue;
      const bool all = problem.component_size[c] == problem.units;
      obstacle = all ? region_obstacle::floor_too_high : region_obstacle::component_below_floor;
      why = all ? "all units together do not reach the floor"
                : "the component of the units " + members_text(problem, c) + " does not reach the floor";
    }
    if (obstacle == region_obstacle::none && demand.clusters && *demand.clusters > most_clusters(problem)) {
      obstacle = region_obstacle::floor_too_high;
      why = clusters_text(*demand.clusters) + " were asked for; the units' amounts are enough for " +
            to_text(most_clusters(problem)) + " at most";
    }
  }
  if (obstacle == region_obstacle::none) return std::nullopt;
  contiguous_regions result = describe_regions(problem, problem.component, region_dissimilarity::squared_euclidean);
  result.status = region_status::infeasible;
  result.obstacle = obstacle;
  result.why = std::move(why);
  if (demand.run->progress) demand.run->progress(1.0);
  return result;
}

contiguous_regions describe_regions(const region_problem& problem, std::span<const std::uint32_t> labels,
                                    region_dissimilarity dissimilarity) {
  contiguous_regions result;
  result.partition = make_partition(labels);
  result.dissimilarity = dissimilarity;
  result.objective = objective_name(dissimilarity);
  sum_up(problem, result);
  result.islands = problem.islands;
  result.attached = problem.attached;
  result.constant_columns = problem.constant_columns;
  return result;
}

void note_missing_clusters(contiguous_regions& result, const region_demand& demand) {
  if (!demand.clusters || result.partition.clusters == *demand.clusters) return;
  result.status = region_status::not_found;
  result.obstacle = region_obstacle::no_cut_keeps_floor;
  result.why = clusters_text(*demand.clusters) + " were asked for; " + to_text(result.partition.clusters) +
               " were found whose regions reach the floor";
}

}  // namespace coopgraph::detail
