// SPDX-License-Identifier: BSL-1.0
#include "graph/contiguity_ties.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/graph/contiguity.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace coopgraph {
namespace {

using namespace detail;

/// A neighbour of some unit.
struct near_unit {
  std::int64_t apart = 0;
  vertex_id unit = no_vertex;
  double bound = 0.0;  // nothing farther than that as a chord is as near

  friend bool operator<(const near_unit& a, const near_unit& b) {
    return std::pair(a.apart, a.unit) < std::pair(b.apart, b.unit);
  }
};

/// The k nearest to unit u, in no order.
std::vector<near_unit> nearest_to(const point_tree& tree, const unit_points& points, vertex_id u, std::size_t k) {
  const unit_vector& from = points.at[u];
  std::vector<near_unit> found;  // a heap, the farthest first
  tree.search([&](const point_tree::node& box) { return chord_to_box(from, box); },
              [&] { return found.size() < k ? 3.0 : found.front().bound; }, [](std::uint32_t) { return false; },
              [&](std::uint32_t v) {
                if (v == u) return;
                const double away = chord(from, points.at[v]);
                if (found.size() == k && away > found.front().bound) return;
                const near_unit one{millimetres(from, points.at[v]), v, away + chord_slack};
                if (found.size() == k) {
                  if (!(one < found.front())) return;
                  std::pop_heap(found.begin(), found.end());
                  found.pop_back();
                }
                found.push_back(one);
                std::push_heap(found.begin(), found.end());
              });
  return found;
}

/// All units v > u within so many millimetres of u, `reach` as a chord.
std::vector<near_unit> within(const point_tree& tree, const unit_points& points, vertex_id u, std::int64_t most, double reach) {
  const unit_vector& from = points.at[u];
  std::vector<near_unit> found;
  tree.search([&](const point_tree::node& box) { return chord_to_box(from, box); }, [&] { return reach; },
              [](std::uint32_t) { return false; },
              [&](std::uint32_t v) {
                if (v <= u || chord(from, points.at[v]) > reach) return;
                const std::int64_t apart = millimetres(from, points.at[v]);
                if (apart <= most) found.push_back({apart, v, 0.0});
              });
  return found;
}

/// By unit, what find(unit) returns.
template <class Find>
std::vector<std::vector<near_unit>> for_each_unit(thread_pool& pool, std::size_t units, const Find& find) {
  std::vector<std::vector<near_unit>> found(units);
  parallel_for(pool, units, 128, [&](index_range range) {
    pool.check_stop();
    for (std::size_t u = range.first; u < range.last; ++u) found[u] = find(static_cast<vertex_id>(u));
  });
  return found;
}

std::vector<contiguity_tie> ties_of(const std::vector<std::vector<near_unit>>& found) {
  std::vector<contiguity_tie> ties;
  for (vertex_id u = 0; u < found.size(); ++u)
    for (const near_unit& one : found[u]) ties.push_back({std::min(u, one.unit), std::max(u, one.unit), one.apart, false});
  return ties;
}

/// Keeps the ties that stand there twice.
void keep_mutual(std::vector<contiguity_tie>& ties) {
  std::sort(ties.begin(), ties.end(),
            [](const auto& a, const auto& b) { return std::pair(a.first, a.second) < std::pair(b.first, b.second); });
  std::vector<contiguity_tie> mutual;
  for (std::size_t i = 1; i < ties.size(); ++i)
    if (ties[i].ends() == ties[i - 1].ends()) mutual.push_back(ties[i]);
  ties = std::move(mutual);
}

distance_contiguity_result finish(thread_pool& pool, const unit_points& points, island_rule rule,
                                  std::vector<contiguity_tie> ties) {
  sort_ties(ties);
  distance_contiguity_result result;
  result.islands = islands_of(points.units(), ties);
  pool.set_progress_range(0.8, 1.0);
  attach_islands(pool, rule, points, result.islands, ties);
  result.graph = graph_of_ties(points.units(), ties);
  result.distances = amounts_of<value_kind::length>(ties);
  result.attached = attached_edges(ties);
  pool.finish_progress();
  return result;
}

void check_border(std::size_t units, std::span<const endpoints> borders, std::size_t i) {
  constexpr const char* name = "border_contiguity";
  const auto [u, v] = borders[i];
  const vertex_id end = u >= units ? u : v;
  if (end >= units)
    throw input_error(name, "an end of border " + to_text(i), to_text(end),
                      units == 0 ? "none, for there are no units" : "0 to " + to_text(units - 1));
  if (u == v) throw input_error(name, "border " + to_text(i), "of unit " + to_text(u) + " with itself", "two different units");
}

}  // namespace

border_contiguity_result border_contiguity(std::size_t units, std::span<const endpoints> borders,
                                           const border_contiguity_options& options) {
  constexpr const char* name = "border_contiguity";
  if (options.positions.size() != units && (options.islands != island_rule::keep || !options.positions.empty()))
    throw option_error(name, "number of positions", to_text(options.positions.size()),
                       options.islands == island_rule::keep ? "none, or " + to_text(units) + ", one for each unit"
                                                            : to_text(units) + ", one for each unit");
  if (units >= no_vertex) throw input_error(name, "units", to_text(units), "at most 2^32 - 2");
  thread_pool pool(options.run);
  pool.check_stop();
  const unit_points points = points_of(name, options.positions);
  std::vector<contiguity_tie> ties;
  for (std::size_t i = 0; i < borders.size(); ++i) {
    check_border(units, borders, i);
    ties.push_back({std::min(borders[i].source, borders[i].target), std::max(borders[i].source, borders[i].target)});
  }
  sort_ties(ties);
  border_contiguity_result result;
  result.islands = islands_of(units, ties);
  attach_islands(pool, options.islands, points, result.islands, ties);
  for (const endpoints& border : borders) {
    const auto key = std::minmax(border.source, border.target);
    const auto at = std::lower_bound(ties.begin(), ties.end(), key, [](const contiguity_tie& tie, const auto& ends) {
      return std::pair(tie.first, tie.second) < std::pair(ends.first, ends.second);
    });
    result.edge_of_border.push_back(static_cast<edge_id>(at - ties.begin()));
  }
  result.graph = graph_of_ties(units, ties);
  result.attached = attached_edges(ties);
  pool.finish_progress();
  return result;
}

distance_contiguity_result nearest_neighbour_contiguity(std::span<const position> positions, std::size_t k,
                                                        const nearest_neighbours_options& options) {
  constexpr const char* name = "nearest_neighbour_contiguity";
  if (k == 0) throw option_error(name, "k", "0", "1 or more");
  const unit_points points = points_of(name, positions);
  thread_pool pool(options.run);
  pool.check_stop();
  pool.set_progress_range(0.0, 0.8);
  const point_tree tree(points.at);
  auto ties = ties_of(for_each_unit(pool, positions.size(), [&](vertex_id u) { return nearest_to(tree, points, u, k); }));
  if (options.rule == neighbour_rule::mutual) keep_mutual(ties);
  return finish(pool, points, options.islands, std::move(ties));
}

distance_contiguity_result distance_band_contiguity(std::span<const position> positions, double radius_km,
                                                    const distance_band_options& options) {
  constexpr const char* name = "distance_band_contiguity";
  if (!(radius_km > 0.0 && std::isfinite(radius_km)))
    throw option_error(name, "radius_km", to_text(radius_km), "a finite number above 0");
  const unit_points points = points_of(name, positions);
  thread_pool pool(options.run);
  pool.check_stop();
  pool.set_progress_range(0.0, 0.8);
  constexpr double half_round_km = std::numbers::pi * earth_radius_km;
  const double radius = std::min(radius_km, half_round_km + 1.0);
  const auto most = static_cast<std::int64_t>(std::floor(radius * 1e6 + 0.5));
  const double reach = radius < half_round_km ? 2.0 * sine_of_degrees(radius / half_round_km * 90.0) + chord_slack : 3.0;
  const point_tree tree(points.at);
  return finish(
      pool, points, options.islands,
      ties_of(for_each_unit(pool, positions.size(), [&](vertex_id u) { return within(tree, points, u, most, reach); })));
}

}  // namespace coopgraph
