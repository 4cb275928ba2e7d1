// SPDX-License-Identifier: BSL-1.0
#include "graph/outlines.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <tuple>

namespace coopgraph {
namespace {

using namespace detail;

/// One tie for each side that two units have, and its length.
void add_shared_sides(const outlines& drawn, std::vector<contiguity_tie>& ties) {
  const auto same_line = [](const outline_side& a, const outline_side& b) { return a.first == b.first && a.second == b.second; };
  for (std::size_t i = 0; i < drawn.sides.size(); ++i)
    for (std::size_t k = i + 1; k < drawn.sides.size() && same_line(drawn.sides[i], drawn.sides[k]); ++k) {
      const std::int64_t length = millimetres(drawn.at[drawn.sides[i].first], drawn.at[drawn.sides[i].second]);
      // A border is a border, however short.
      ties.push_back({drawn.sides[i].unit, drawn.sides[k].unit, std::max<std::int64_t>(length, 1)});
    }
}

/// One tie of no length for each point that two units have.
void add_shared_points(const outlines& drawn, std::vector<contiguity_tie>& ties) {
  for (std::size_t p = 0; p < drawn.at.size(); ++p) {
    const auto units = drawn.units_at(p);
    for (std::size_t i = 0; i < units.size(); ++i)
      for (std::size_t k = i + 1; k < units.size(); ++k) ties.push_back({units[i], units[k], 0});
  }
}

void add_up(std::vector<contiguity_tie>& ties) {
  std::sort(ties.begin(), ties.end(), [](const contiguity_tie& a, const contiguity_tie& b) {
    return std::tie(a.first, a.second) < std::tie(b.first, b.second);
  });
  std::vector<contiguity_tie> sums;
  for (const contiguity_tie& tie : ties) {
    if (sums.empty() || sums.back().ends() != tie.ends())
      sums.push_back(tie);
    else
      sums.back().amount += tie.amount;
  }
  ties = std::move(sums);
}

}  // namespace

polygon_contiguity_result polygon_contiguity(std::span<const unit_outline> units, const polygon_contiguity_options& options) {
  constexpr const char* name = "polygon_contiguity";
  if (!(options.near_km >= 0.0 && options.near_km <= 100.0))
    throw option_error(name, "near_km", to_text(options.near_km), "[0, 100]");
  thread_pool pool(options.run);
  pool.check_stop();
  const outlines drawn = read_outlines(name, units);
  pool.check_stop();
  std::vector<contiguity_tie> ties;
  add_shared_sides(drawn, ties);
  if (options.rule == contiguity_rule::queen) add_shared_points(drawn, ties);
  add_up(ties);
  polygon_contiguity_result result;
  pool.set_progress_range(0.1, 0.8);
  result.near = find_near(pool, drawn, options.near_km);
  result.islands = islands_of(units.size(), ties);
  pool.set_progress_range(0.8, 1.0);
  attach_islands(pool, options.islands, drawn.by_unit, result.islands, ties);
  result.graph = graph_of_ties(units.size(), ties);
  for (contiguity_tie& tie : ties)
    if (tie.attached) tie.amount = 0;  // a distance
  result.borders = amounts_of<value_kind::strength>(ties);
  result.attached = attached_edges(ties);
  pool.finish_progress();
  return result;
}

}  // namespace coopgraph
