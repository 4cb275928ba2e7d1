// SPDX-License-Identifier: BSL-1.0
#include "report/supply_chains.hpp"

#include "report/report_tables.hpp"
#include "view/amounts.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <tuple>
#include <utility>
#include <variant>

namespace coopgraph::detail {
namespace {

constexpr const char* capacity_measure = "capacity";

edge_capacities chosen_from(const edge_capacities& all, const std::vector<edge_id>& edges) {
  if (!all.is_exact()) {
    std::vector<double> values;
    for (const edge_id e : edges) values.push_back(all[e]);
    return edge_capacities::from(std::span<const double>(values));
  }
  std::vector<std::int64_t> values;
  for (const edge_id e : edges) values.push_back(all.numerators()[e]);
  return edge_capacities::over(all.unit(), std::move(values));
}

void find_ends(supply_chain& chain) {
  const auto g = chain.graph.view();
  std::vector<bool> sends(g.vertices(), false);
  std::vector<bool> receives(g.vertices(), false);
  for (edge_id e = 0; e < g.edges(); ++e) {
    if (g.source[e] == g.target[e]) continue;
    sends[g.source[e]] = true;
    receives[g.target[e]] = true;
  }
  for (vertex_id v = 0; v < g.vertices(); ++v) {
    if (sends[v] && !receives[v]) chain.origins.push_back(v);
    if (receives[v] && !sends[v]) chain.destinations.push_back(v);
  }
}

supply_chain chain_of(const flow_view& view, std::string what, std::string unit, const std::vector<edge_id>& edges) {
  const auto g = view.graph.view();
  std::vector<endpoints> ends;
  std::vector<edge_id> unlimited;
  std::vector<tie_basis> basis;
  std::vector<flow_id> records;
  for (const edge_id e : edges) {
    if (std::binary_search(view.unlimited.begin(), view.unlimited.end(), e)) unlimited.push_back(ends.size());
    ends.push_back({g.source[e], g.target[e]});
    records.push_back(view.records[e].front());
    basis.push_back(view.basis[e]);
  }
  supply_chain chain{std::move(what),
                     std::move(unit),
                     directed_graph(g.vertices(), std::move(ends)),
                     {chosen_from(view.capacities, edges), std::move(unlimited)},
                     std::move(basis),
                     std::move(records),
                     {},
                     {}};
  find_ends(chain);
  return chain;
}

bool takes(const capacity_reading& reading, const flow& f) {
  const auto& statuses = reading.statuses;
  return statuses.empty() || std::find(statuses.begin(), statuses.end(), f.status) != statuses.end();
}

using reading_key = std::tuple<std::string, std::string, quantity_basis>;

std::vector<capacity_reading> readings_of(const std::set<reading_key>& keys, const std::vector<agreement_status>& statuses) {
  std::vector<capacity_reading> readings;
  for (const auto& [measure, unit, basis] : keys) readings.push_back({{measure, unit, basis}, statuses});
  return readings;
}

}  // namespace

bool names_a_group(const flow& f) {
  return std::holds_alternative<region_id>(f.origin) || std::holds_alternative<region_id>(f.destination);
}

tie_basis supply_chain::least_firm() const {
  tie_basis least = tie_basis::stated;
  for (edge_id e = 0; e < basis.size(); ++e)
    if (!capacities.is_unlimited(e)) least = std::max(least, basis[e]);
  return least;
}

supply_chains supply_chains_of(const network& from, const flow_view& view, const capacity_reading& reading, const words& say) {
  struct gathered {
    std::string what;
    std::vector<edge_id> edges = {};
    std::set<std::string> units = {};
  };
  std::vector<gathered> all;
  std::map<std::string, std::size_t> place;
  for (edge_id e = 0; e < view.graph.edges(); ++e) {
    const flow& f = from[view.records[e].front()];
    const auto [at, is_new] = place.emplace(what_goes(f, say), all.size());
    if (is_new) all.push_back({at->first});
    gathered& g = all[at->second];
    g.edges.push_back(e);
    if (!std::binary_search(view.unlimited.begin(), view.unlimited.end(), e))
      g.units.insert(reading.amount.measure.empty() ? f.unit : reading.amount.unit);
  }
  supply_chains found;
  for (gathered& g : all) {
    if (g.units.empty())
      found.without_capacity.push_back(std::move(g.what));
    else if (g.units.size() > 1)
      found.several_units.push_back(std::move(g.what));
    else
      found.chains.push_back(chain_of(view, std::move(g.what), *g.units.begin(), g.edges));
  }
  return found;
}

flow_view view_of(const network& from, const capacity_reading& reading, std::optional<allocation> split) {
  return project_flows(from, {.where = {.statuses = reading.statuses}, .capacity = reading.amount, .allocate = std::move(split)});
}

std::optional<tie_basis> basis_of_capacity(const flow& f, const capacity_reading& reading) {
  if (!takes(reading, f)) return std::nullopt;
  if (reading.amount.measure.empty()) {
    const auto capacity = capacity_of(f);
    return capacity ? std::optional(capacity->basis) : std::nullopt;
  }
  for (const quantity& q : f.quantities)
    if (q.measure == reading.amount.measure && q.unit == reading.amount.unit && q.basis == reading.amount.basis)
      if (const auto amount = amount_of(q)) return amount->basis;
  return std::nullopt;
}

std::vector<capacity_reading> readings_of_capacities(const network& from) {
  const capacity_reading column{{}, {agreement_status::signed_, agreement_status::in_force}};
  std::set<reading_key> measures;
  for (const flow& f : from.flows()) {
    if (!takes(column, f)) continue;
    if (f.capacity) return {column};
    for (const quantity& q : f.quantities)
      if (q.measure == capacity_measure && amount_of(q)) measures.emplace(q.measure, q.unit, q.basis);
  }
  return readings_of(measures, column.statuses);
}

std::vector<capacity_reading> readings_of_group_totals(const network& from) {
  std::set<reading_key> measures;
  for (const flow& f : from.flows())
    for (const quantity& q : f.quantities)
      if (names_a_group(f) && amount_of(q)) measures.emplace(q.measure, q.unit, q.basis);
  return readings_of(measures, {});
}

std::set<std::string> goes_by_groups(const network& from, const capacity_reading& reading, const words& say) {
  std::set<std::string> what;
  for (const flow& f : from.flows())
    if (names_a_group(f) && basis_of_capacity(f, reading)) what.insert(what_goes(f, say));
  return what;
}

}  // namespace coopgraph::detail
