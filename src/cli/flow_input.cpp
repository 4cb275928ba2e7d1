// SPDX-License-Identifier: BSL-1.0
#include "cli/flow_problems.hpp"
#include "cli/vertex_numbers.hpp"
#include "model/near.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace coopgraph::cli {
namespace {

/// Numbers over one unit, 0 where there is none.
scaled_numbers over_one_unit(const std::vector<std::optional<decimal>>& numbers, const char* option) {
  std::vector<decimal> values;
  values.reserve(numbers.size());
  for (const auto& number : numbers) values.push_back(number.value_or(decimal{}));
  auto scaled = over_shared_unit(values);
  if (!scaled)
    throw usage_error(std::string(option) +
                      ": the numbers have no shared decimal unit that fits into 64 bits; use fewer decimals, or a larger unit");
  return std::move(*scaled);
}

}  // namespace

std::vector<vertex_id> vertices_of(const input_graph& input, const char* option, const std::vector<std::string>& ids) {
  std::vector<vertex_id> found;
  for (const std::string& id : ids) {
    const auto at = std::find(input.ids.begin(), input.ids.end(), id);
    if (at != input.ids.end()) {
      found.push_back(static_cast<vertex_id>(at - input.ids.begin()));
      continue;
    }
    if (const auto region = input.from ? input.from->find_region(id) : std::nullopt) {
      for (const actor_id member : input.from->members(*region)) found.push_back(member.index());
      continue;
    }
    detail::near_words near(id);
    for (const std::string& other : input.ids) near.offer(other);
    if (input.from)
      for (const region& r : input.from->regions()) near.offer(r.key);
    throw usage_error(std::string(option) + " is '" + printable(id, 100) +
                      "', which is no vertex of the graph; allowed: the ids of " + (input.from ? "actors and regions" : "INPUT") +
                      printable(near.text(), 400));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

vertex_id vertex_of(const input_graph& input, const char* option, const std::vector<std::string>& ids) {
  const std::vector<vertex_id> found = vertices_of(input, option, ids);
  if (found.size() == 1) return found.front();
  throw usage_error(std::string(option) + " names " + count_of(found.size(), "vertex", "vertices") + "; allowed: one");
}

std::optional<vertex_capacities> vertex_capacities_of(const flow_request& r) {
  const std::string& column = r.options.vertex_capacity;
  if (column.empty()) return std::nullopt;
  const char* option = "--vertex-capacity";
  const auto numbers = read_vertex_numbers(r.input, r.options.common.input, option, column);
  std::vector<vertex_id> unlimited;
  for (vertex_id v = 0; v < numbers.size(); ++v) {
    if (!numbers[v]) unlimited.push_back(v);
    if (numbers[v] && numbers[v]->mantissa < 0)
      throw usage_error(std::string(option) + ": " + printable(column) + " of " + printable(r.input.ids[v], 100) + " is " +
                        to_text(*numbers[v]) + ", which is negative; allowed: numbers of 0 or above, and nothing for no limit");
  }
  scaled_numbers scaled = over_one_unit(numbers, option);
  return vertex_capacities::over(scaled.unit, std::move(scaled.numerators), std::move(unlimited));
}

vertex_supplies supplies_of(const flow_request& r) {
  const flow_options& o = r.options;
  if (o.supply.empty() && o.demands.empty())
    throw usage_error(
        "flow " + o.problem + " needs to know what each vertex supplies or demands: name a column of the node " +
        "table (an attribute of a dataset's actors) by --supply, or a file with the columns id,demand by --demands");
  const std::size_t n = r.input.vertices();
  std::vector<std::optional<decimal>> both(n);
  if (!o.supply.empty()) both = read_vertex_numbers(r.input, o.common.input, "--supply", o.supply);
  both.resize(2 * n);
  if (!o.demands.empty()) {
    const auto demands = read_vertex_amounts(r.input, o.common.input, o.demands, "demand");
    std::copy(demands.begin(), demands.end(), both.begin() + static_cast<std::ptrdiff_t>(n));
  }
  scaled_numbers scaled = over_one_unit(both, "--supply and --demands");
  std::vector<std::int64_t> net(n);
  for (std::size_t v = 0; v < n; ++v) {
    const int128 difference = int128{scaled.numerators[v]} - scaled.numerators[n + v];
    if (difference > INT64_MAX || difference < -INT64_MAX)
      throw usage_error("--supply and --demands: supply less demand of " + printable(r.input.ids[v], 100) +
                        " is 2^63 units or more; use a larger unit");
    net[v] = static_cast<std::int64_t>(difference);
  }
  return vertex_supplies::over(scaled.unit, std::move(net));
}

flow_capacities capacities_or_unlimited(const input_graph& input) {
  if (input.capacities) return *input.capacities;
  std::vector<edge_id> all(input.edges());
  std::iota(all.begin(), all.end(), edge_id{0});
  return {edge_capacities::over(1, std::vector<std::int64_t>(input.edges(), 0)), std::move(all)};
}

edge_lengths lengths_or_hops(const flow_request& r) {
  if (!r.input.lengths) return edge_lengths::over(1, std::vector<std::int64_t>(r.input.edges(), 1));
  const std::string measure = "flow " + r.options.problem;
  check_values(
      r.input, measure.c_str(), *r.input.lengths, "length", [](double x) { return x >= 0.0; }, "lengths of 0 or above");
  return *r.input.lengths;
}

travel travel_of(const flow_options& o) {
  if (o.mode == "out") return travel::along;
  if (o.mode == "in") return travel::against;
  throw usage_error("--mode is '" + printable(o.mode) +
                    "'; allowed: out (paths from the source along the edges), in (against them)");
}

}  // namespace coopgraph::cli
