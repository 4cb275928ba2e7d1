// SPDX-License-Identifier: BSL-1.0
#include "clustering/touching_task.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

namespace coopgraph::detail::touching_regions {
namespace {

void check_floor(const region_task& task, const region_floor& floor) {
  if (!(floor.least >= 0.0) || !std::isfinite(floor.least))
    throw option_error(task.function, "floor", to_text(floor.least), "finite and >= 0 (0: none)");
  if (!floor.amounts.empty() && floor.amounts.size() != task.units())
    throw option_error(task.function, "number of floor amounts", to_text(floor.amounts.size()),
                       "none, or " + to_text(task.units()) + ", one for each vertex");
  double sum = 0.0;
  for (std::size_t v = 0; v < floor.amounts.size(); ++v) {
    if (!(floor.amounts[v] >= 0.0) || !std::isfinite(floor.amounts[v]))
      throw option_error(task.function, "floor amount of vertex " + to_text(v), to_text(floor.amounts[v]), "finite and >= 0");
    sum += floor.amounts[v];
  }
  if (!(sum <= 1e300)) throw option_error(task.function, "the sum of the floor amounts", to_text(sum), "up to 1e300");
}

/// Exactly if the amounts and the floor have a shared unit in which their sum is below 2^62; else in about 2^-60 of their sum,
/// equal numbers to equal ones.
void set_amounts(region_task& task, const region_floor& floor) {
  constexpr int128 most = int128{1} << 62;
  std::vector<double> numbers = floor.amounts;
  numbers.resize(task.units(), floor.amounts.empty() ? 1.0 : 0.0);
  numbers.push_back(floor.least);
  const auto values = edge_strengths::from(numbers);
  int128 sum = 0;
  for (const std::int64_t a : values.numerators()) sum += a;
  if (values.is_exact() && sum <= most) {
    task.amount.assign(values.numerators().begin(), values.numerators().end());
  } else {
    const double greatest = *std::max_element(numbers.begin(), numbers.end());
    const double scale = 0x1p60 / static_cast<double>(numbers.size());
    for (const double a : numbers) task.amount.push_back(std::llround(a / greatest * scale));
  }
  task.floor = task.amount.back();
  task.amount.pop_back();
}

struct component_sums {
  std::vector<std::size_t> units;
  std::vector<std::int64_t> amount;
};
component_sums sums_of(const region_task& task) {
  component_sums sums{std::vector<std::size_t>(task.components, 0), std::vector<std::int64_t>(task.components, 0)};
  for (std::size_t v = 0; v < task.units(); ++v) {
    ++sums.units[task.component[v]];
    sums.amount[task.component[v]] += task.amount[v];
  }
  return sums;
}

/// No partition has more clusters than that.
std::size_t most_clusters(const region_task& task, const component_sums& sums) {
  if (task.floor == 0) return task.units();
  std::size_t most = 0;
  for (std::size_t c = 0; c < task.components; ++c) {
    const auto floors = static_cast<std::size_t>(sums.amount[c] / task.floor);
    most += std::max<std::size_t>(1, std::min(sums.units[c], floors));
  }
  return most;
}

void name_component(const region_task& task, std::size_t component, region_evidence& made) {
  for (std::size_t v = 0; v < task.units(); ++v)
    if (task.component[v] == component) made.in_way.push_back(static_cast<vertex_id>(v));
}

/// The first units of a component, and how many more there are.
std::string units_text(const std::vector<vertex_id>& units) {
  constexpr std::size_t most_named = 10;
  std::string text;
  for (std::size_t i = 0; i < std::min(units.size(), most_named); ++i) text += (i == 0 ? "" : ", ") + to_text(units[i]);
  return units.size() > most_named ? text + " and " + to_text(units.size() - most_named) + " more" : text;
}

std::string clusters_text(std::size_t count) { return to_text(count) + (count == 1 ? " cluster" : " clusters"); }

void set_proven_obstacle(const region_task& task, region_evidence& made) {
  const component_sums sums = sums_of(task);
  const auto stop = [&](region_obstacle obstacle, std::string why) {
    made.status = region_status::infeasible;
    made.obstacle = obstacle;
    made.why = std::move(why);
  };
  const std::string asked = task.clusters ? clusters_text(*task.clusters) + " asked for; " : "";
  if (task.clusters && *task.clusters > task.units())
    return stop(region_obstacle::more_clusters_than_units, asked + "there are " + to_text(task.units()) + " units");
  if (task.clusters && *task.clusters < task.components)
    return stop(region_obstacle::fewer_clusters_than_components,
                asked + "the units fall into " + to_text(task.components) + " components, each of which is one at least");
  for (std::size_t c = 0; c < task.components; ++c) {
    if (sums.units[c] == 1 || sums.amount[c] >= task.floor) continue;
    name_component(task, c, made);
    const bool is_all = sums.units[c] == task.units();
    return stop(is_all ? region_obstacle::floor_too_high : region_obstacle::component_below_floor,
                (is_all ? "all units together do" : "the component of the units " + units_text(made.in_way) + " does") +
                    std::string(" not reach the floor of ") + to_text(task.given->least));
  }
  if (task.clusters && *task.clusters > most_clusters(task, sums))
    stop(region_obstacle::floor_too_high,
         asked + "the units' amounts are enough for " + to_text(most_clusters(task, sums)) + " at most");
}

void set_next_hops(const region_task& task, const partition& regions, region_evidence& made) {
  made.next_hop.assign(task.units(), no_vertex);
  std::vector<bool> found(task.units(), false);
  std::vector<vertex_id> open;
  for (std::size_t s = 0; s < task.units(); ++s) {
    if (found[s]) continue;  // by an earlier unit of its region
    found[s] = true;
    open.assign(1, static_cast<vertex_id>(s));
    for (std::size_t next = 0; next < open.size(); ++next) {
      const vertex_id v = open[next];
      for (const vertex_id u : task.touch.of(v)) {
        if (found[u] || regions.label[u] != regions.label[v]) continue;
        found[u] = true;
        made.next_hop[u] = v;
        open.push_back(u);
      }
    }
  }
}

void set_amounts_of_regions(const region_task& task, const partition& regions, region_evidence& made) {
  made.amounts.assign(regions.clusters, 0.0);
  const std::vector<double>& amounts = task.given->amounts;
  if (amounts.empty()) {
    for (const std::uint32_t r : regions.label) made.amounts[r] += 1.0;
    return;
  }
  const auto values = edge_strengths::from(amounts);
  if (values.is_exact()) {
    std::vector<int128> sum(regions.clusters, 0);
    for (std::size_t v = 0; v < task.units(); ++v) sum[regions.label[v]] += values.numerators()[v];
    for (std::size_t r = 0; r < regions.clusters; ++r) made.amounts[r] = times(sum[r], values.unit());
  } else {
    for (std::size_t v = 0; v < task.units(); ++v) made.amounts[regions.label[v]] += amounts[v];
  }
}

}  // namespace

region_task make_region_task(const char* function, const undirected_view& contiguity, std::size_t units,
                             const region_floor& floor, std::optional<std::size_t> clusters) {
  if (contiguity.vertices() != units)
    throw input_error(function, "number of vertices in the contiguity graph", to_text(contiguity.vertices()),
                      to_text(units) + ", those of the graph of ties");
  if (clusters && *clusters == 0) throw option_error(function, "clusters", "0", "none, or >= 1");
  region_task task{.function = function, .given = &floor, .clusters = clusters, .touch = {}, .component = {}, .amount = {}};
  std::vector<vertex_id> same(units);
  std::iota(same.begin(), same.end(), vertex_id{0});
  task.touch = touching_in(contiguity, same, same);
  task.components = components_of(task.touch, task.component);
  check_floor(task, floor);
  set_amounts(task, floor);
  return task;
}

std::size_t clusters_amiss(const region_task& task, const partition& regions) {
  if (!task.clusters) return 0;
  const std::size_t k = *task.clusters;
  return k > regions.clusters ? k - regions.clusters : regions.clusters - k;
}

region_evidence evidence_of(const region_task& task, const partition& regions) {
  region_evidence made;
  for (std::size_t v = 0; v < task.units(); ++v)
    if (task.touch.of(static_cast<vertex_id>(v)).empty()) made.islands.push_back(static_cast<vertex_id>(v));
  set_amounts_of_regions(task, regions, made);
  set_next_hops(task, regions, made);
  set_proven_obstacle(task, made);
  if (made.status == region_status::found && clusters_amiss(task, regions) != 0) {
    made.status = region_status::not_found;
    made.obstacle = region_obstacle::no_cut_keeps_floor;
    made.why =
        clusters_text(*task.clusters) + " asked for; " + to_text(regions.clusters) + " found whose regions reach the floor";
  }
  return made;
}

}  // namespace coopgraph::detail::touching_regions
