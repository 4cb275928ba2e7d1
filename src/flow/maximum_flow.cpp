// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/maximum_flow.hpp>

#include "flow/flow_problem.hpp"
#include "flow/minimum_cuts.hpp"
#include "flow/split_flow.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr const char* function = "maximum_flow";
constexpr std::int64_t most_lower_bounds = std::int64_t{1} << 62;

// ---- what is given ----

/// The limits as they are, by edge or by vertex; `thing` is what they belong to.
unit_limits limits_of(const flow_capacities& given, const char* name, const char* thing) {
  if (!given.limits().is_exact())
    throw input_error(function, name, "rounded (" + given.limits().why_approximate() + ")",
                      "exact capacities; round them to fewer decimals, or give whole numbers in a larger unit");
  unit_limits limits{given.limits().numerators()};
  if (!given.unlimited().empty()) limits.free.resize(given.size());
  for (const edge_id i : given.unlimited()) limits.free[i] = true;
  for (std::size_t i = 0; i < given.size(); ++i)
    if (limits.units[i] < 0 && (limits.free.empty() || !limits.free[i]))
      throw input_error(function, name, to_text(given.limits()[i]) + " at " + thing + " " + to_text(i), "capacities >= 0");
  return limits;
}

std::vector<terminal> terminals_of(std::span<const vertex_id> sources, std::span<const vertex_id> targets, std::size_t n) {
  std::vector<terminal> kinds(n, terminal::none);
  const auto take = [&](std::span<const vertex_id> vertices, terminal kind, const char* name) {
    if (vertices.empty()) throw input_error(function, name, "no vertex", "one or more");
    for (const vertex_id v : vertices) {
      if (v >= n)
        throw input_error(function, name, to_text(v), n == 0 ? "none, the graph has no vertices" : "0 to " + to_text(n - 1));
      if (kinds[v] != terminal::none && kinds[v] != kind)
        throw input_error(function, name, to_text(v) + ", which is a source as well", "vertices that are no source");
      kinds[v] = kind;
    }
  };
  take(sources, terminal::source, "sources");
  take(targets, terminal::target, "targets");
  return kinds;
}

// ---- one unit for all numbers ----

/// The largest number of which both are multiples.
rational shared_unit(const rational& a, const rational& b) {
  const std::int64_t parts[] = {a.denominator(), b.denominator()};
  const auto bottom = common_multiple(parts);
  const auto x = bottom ? checked_multiply(a.numerator(), *bottom / a.denominator()) : std::nullopt;
  const auto y = bottom ? checked_multiply(b.numerator(), *bottom / b.denominator()) : std::nullopt;
  if (!x || !y)
    throw input_error(function, "capacities", "numbers of edges and of vertices without a shared unit that fits into 64 bits",
                      "fewer decimals");
  return {std::gcd(*x, *y), *bottom};
}

/// The numbers in another unit of which theirs is a multiple; where they are not looked at, 0.
std::vector<std::int64_t> in_unit(const edge_capacities& numbers, const std::vector<bool>& free, const rational& unit) {
  std::vector<std::int64_t> units(numbers.size(), 0);
  const rational times = rational::product(numbers.unit(), unit.reciprocal()).value();
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!free.empty() && free[i]) continue;
    const auto scaled = checked_multiply(numbers.numerators()[i], times.numerator());
    if (!scaled)
      throw input_error(function, "capacities",
                        to_text(numbers[i]) + ", too large for the unit " + to_text(scaled_number{1, unit}),
                        "numbers below 2^63 units; fewer decimals, or smaller numbers");
    units[i] = *scaled;
  }
  return units;
}

/// Edges, vertices and lower bounds over one unit. Owns what it had to bring there.
struct given_bounds {
  flow_bounds bounds;
  rational unit = 1;
  std::vector<std::int64_t> edge_units = {};
  std::vector<std::int64_t> lower_units = {};
  std::vector<std::int64_t> vertex_units = {};
};

void check_lower_bounds(const edge_capacities& lower, std::size_t edges) {
  check_size(function, lower, edges);
  if (!lower.is_exact()) throw input_error(function, "lower", "rounded (" + lower.why_approximate() + ")", "exact lower bounds");
  for (edge_id e = 0; e < edges; ++e)
    if (lower.numerators()[e] < 0)
      throw input_error(function, "lower", to_text(lower[e]) + " at edge " + to_text(e), "lower bounds >= 0");
}

void check_lower_against_capacities(const given_bounds& given) {
  int128 sum = 0;
  for (edge_id e = 0; e < given.lower_units.size(); ++e) {
    const std::int64_t least = given.lower_units[e];
    const auto text = [&](std::int64_t units) { return to_text(scaled_number{units, given.unit}); };
    sum += least;
    if (!given.bounds.capacity.is_free(e) && least > given.edge_units[e])
      throw input_error(function, "lower", text(least) + " at edge " + to_text(e),
                        "at most the capacity of the edge, " + text(given.edge_units[e]));
  }
  if (sum >= most_lower_bounds)
    throw input_error(function, "lower", "an overflow: they add up to " + digits_of_whole(sum) + " units",
                      "a sum below 2^62 units");
}

given_bounds bounds_of(const flow_capacities& capacities, const maximum_flow_options& options) {
  given_bounds given;
  given.unit = capacities.limits().unit();
  given.bounds.capacity = limits_of(capacities, "capacities", "edge");
  if (options.vertices) given.bounds.through = limits_of(options.vertices->by_position(), "vertices", "vertex");
  if (!options.vertices && !options.lower) return given;
  if (options.vertices) given.unit = shared_unit(given.unit, options.vertices->by_position().limits().unit());
  if (options.lower) given.unit = shared_unit(given.unit, options.lower->unit());
  given.edge_units = in_unit(capacities.limits(), given.bounds.capacity.free, given.unit);
  given.bounds.capacity.units = given.edge_units;
  if (options.vertices) {
    given.vertex_units = in_unit(options.vertices->by_position().limits(), given.bounds.through.free, given.unit);
    given.bounds.through.units = given.vertex_units;
  }
  if (options.lower) {
    given.lower_units = in_unit(*options.lower, {}, given.unit);
    given.bounds.lower = given.lower_units;
    check_lower_against_capacities(given);
  }
  return given;
}

// ---- cuts ----

/// The cut whose source side is `side`, by vertex of the graph or, where vertices are split, of the split graph.
template <direction D>
flow_cut cut_at(const csr_view<D>& graph, const given_bounds& given, const std::vector<bool>& side,
                std::span<const vertex_id> exit, const execution& run) {
  const flow_bounds& bounds = given.bounds;
  const auto leaves_from = [&](vertex_id v) { return side[exit.empty() ? v : exit[v]]; };
  flow_cut cut{{}, {}, {0, given.unit}};
  int128 capacity = 0;
  for (vertex_id v = 0; v < graph.vertices(); ++v) {
    if (!side[v]) continue;
    cut.source_side.push_back(v);
    if (leaves_from(v)) continue;
    cut.vertices.push_back(v);
    capacity += bounds.through.units[v];
  }
  for (edge_id e = 0; e < graph.edges(); ++e) {
    if (e % flow_problem<D>::steps_between_stops == 0) stop_on_request{run}();
    const vertex_id u = graph.source[e];
    const vertex_id v = graph.target[e];
    if ((leaves_from(u) && !side[v]) || (D == direction::undirected && leaves_from(v) && !side[u])) {
      cut.edges.push_back(e);
      capacity += bounds.capacity.units[e];
    } else if (!bounds.lower.empty() && bounds.lower[e] > 0 && !leaves_from(u) && side[v]) {
      cut.returning.push_back(e);
      capacity -= bounds.lower[e];
    }
  }
  cut.capacity.numerator = static_cast<std::int64_t>(capacity);
  return cut;
}

// ---- the two ways ----

template <direction D>
maximum_flow_result on_graph_itself(const csr_view<D>& graph, const given_bounds& given, std::span<const vertex_id> sources,
                                    std::span<const vertex_id> targets, const maximum_flow_options& options) {
  const std::vector<terminal> kinds = terminals_of(sources, targets, graph.vertices());
  unit_flow solved = plain_flow(flow_problem<D>{graph, given.bounds.capacity, kinds, options.run});
  maximum_flow_result result;
  if (solved.unbounded) {
    result.status = flow_status::unbounded;
    result.flow = edge_flows::uniform(graph.edges(), 0);
    result.unlimited_path = std::move(solved.unlimited_path);
    return result;
  }
  result.value = {solved.value, given.unit};
  const bounded_flow<D> flow{graph, given.bounds.capacity, {}, solved.by_edge, options.run};
  const std::vector<bool> from = solved.source_side.empty() ? reached_from(flow, sources) : std::move(solved.source_side);
  result.minimum_cut = cut_at(graph, given, from, {}, options.run);
  if (options.cuts == flow_cuts::all) {
    std::vector<bool> to = reaching(flow, targets);
    tight_edges tight = tight_edges_of(flow, from, to);
    result.bottlenecks.edges = std::move(tight.in_every_cut);
    result.bottlenecks.edges_in_some_cut = std::move(tight.in_some_cut);
    to.flip();
    result.bottlenecks.last_cut = cut_at(graph, given, to, {}, options.run);
  }
  result.flow = edge_flows::over(given.unit, std::move(solved.by_edge));
  return result;
}

/// The path in the graph itself.
flow_path without_splitting(const split_network& on, const flow_path& path) {
  flow_path joined;
  for (std::size_t i = 0; i < path.vertices.size(); ++i) {
    if (i > 0 && path.edges[i - 1] >= on.first_within()) continue;  // it only leaves its vertex
    joined.vertices.push_back(path.vertices[i]);
    if (i > 0) joined.edges.push_back(path.edges[i - 1] % on.edges);
  }
  return joined;
}

flow_bottlenecks without_splitting(const split_network& on, const tight_edges& tight) {
  flow_bottlenecks joined;
  const auto divide = [&](const std::vector<edge_id>& found, std::vector<edge_id>& edges, std::vector<vertex_id>& vertices) {
    for (const edge_id e : found)
      if (e < on.first_within())
        edges.push_back(e % on.edges);
      else
        vertices.push_back(on.within[e - on.first_within()]);
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  };
  divide(tight.in_every_cut, joined.edges, joined.vertices);
  divide(tight.in_some_cut, joined.edges_in_some_cut, joined.vertices_in_some_cut);
  return joined;
}

template <direction D>
maximum_flow_result on_split_graph(const csr_view<D>& graph, const given_bounds& given, std::span<const vertex_id> sources,
                                   std::span<const vertex_id> targets, const maximum_flow_options& options) {
  static_cast<void>(terminals_of(sources, targets, graph.vertices()));  // names what is wrong with them
  const split_network on = split(graph, given.bounds);
  std::vector<vertex_id> ends;
  for (const vertex_id v : targets) ends.push_back(on.exit[v]);
  const std::vector<terminal> kinds = terminals_of(sources, ends, on.graph.vertices());
  split_flow solved = greatest_split_flow(on, kinds, options.run);
  maximum_flow_result result;
  if (!solved.feasible || solved.flow.unbounded) result.flow = edge_flows::uniform(graph.edges(), 0);
  if (!solved.feasible) {
    result.status = flow_status::infeasible;
    result.violated_cut = cut_at(graph, given, solved.violated, on.exit, options.run);
    return result;
  }
  if (solved.flow.unbounded) {
    result.status = flow_status::unbounded;
    result.unlimited_path = without_splitting(on, solved.flow.unlimited_path);
    return result;
  }
  result.value = {solved.flow.value, given.unit};
  const directed_view view = on.graph.view();
  const unit_limits limits = on.limits();
  const bounded_flow<direction::directed> flow{view, limits, on.least, solved.flow.by_edge, options.run};
  const std::vector<bool> from = reached_from(flow, sources);
  result.minimum_cut = cut_at(graph, given, from, on.exit, options.run);
  if (options.cuts == flow_cuts::all) {
    std::vector<bool> to = reaching(flow, ends);
    result.bottlenecks = without_splitting(on, tight_edges_of(flow, from, to));
    to.flip();
    result.bottlenecks.last_cut = cut_at(graph, given, to, on.exit, options.run);
  }
  std::vector<std::int64_t>& by_edge = solved.flow.by_edge;
  for (edge_id e = 0; on.undirected && e < on.edges; ++e) by_edge[e] -= by_edge[on.edges + e];
  by_edge.resize(on.edges);
  result.flow = edge_flows::over(given.unit, std::move(by_edge));
  return result;
}

template <direction D>
maximum_flow_result solve(const csr_view<D>& graph, const flow_capacities& capacities, std::span<const vertex_id> sources,
                          std::span<const vertex_id> targets, const maximum_flow_options& options) {
  check_size(function, capacities.limits(), graph.edges());
  if (options.vertices && options.vertices->size() != graph.vertices())
    throw input_error(function, "number of vertex capacities", to_text(options.vertices->size()),
                      to_text(graph.vertices()) + ", one for each vertex");
  if (options.lower) {
    if (D == direction::undirected)
      throw option_error(function, "lower", "lower bounds on an undirected graph", "a directed graph");
    check_lower_bounds(*options.lower, graph.edges());
  }
  const given_bounds given = bounds_of(capacities, options);
  stop_on_request{options.run}();
  const bool plain = !options.vertices && !options.lower;
  maximum_flow_result result =
      plain ? on_graph_itself(graph, given, sources, targets, options) : on_split_graph(graph, given, sources, targets, options);
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace

maximum_flow_result maximum_flow_of(const undirected_view& graph, const flow_capacities& capacities,
                                    std::span<const vertex_id> sources, std::span<const vertex_id> targets,
                                    const maximum_flow_options& options) {
  return solve(graph, capacities, sources, targets, options);
}

maximum_flow_result maximum_flow_of(const directed_view& graph, const flow_capacities& capacities,
                                    std::span<const vertex_id> sources, std::span<const vertex_id> targets,
                                    const maximum_flow_options& options) {
  return solve(graph, capacities, sources, targets, options);
}

}  // namespace coopgraph::detail
