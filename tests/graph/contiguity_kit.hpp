// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/position.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/graph/graph.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numbers>
#include <tuple>
#include <utility>
#include <vector>

namespace coopgraph::kit {

using unit_pairs = std::vector<std::pair<vertex_id, vertex_id>>;

[[nodiscard]] inline unit_pairs pairs_of(const undirected_graph& graph) {
  unit_pairs pairs;
  for (std::size_t e = 0; e < graph.edges(); ++e) pairs.emplace_back(graph.view().source[e], graph.view().target[e]);
  return pairs;
}

/// By the formula with an arc tangent of two arguments, in long doubles; whole millimetres.
[[nodiscard]] inline std::int64_t millimetres_between(const position& a, const position& b) {
  constexpr long double degree = std::numbers::pi_v<long double> / 180;
  const long double p = a.lat * degree, q = b.lat * degree, turn = (static_cast<long double>(b.lon) - a.lon) * degree;
  const long double across =
      std::hypot(std::cos(q) * std::sin(turn), std::cos(p) * std::sin(q) - std::sin(p) * std::cos(q) * std::cos(turn));
  const long double along = std::sin(p) * std::sin(q) + std::cos(p) * std::cos(q) * std::cos(turn);
  return std::llround(6371008800.0L * std::atan2(across, along));
}

/// Anywhere on the globe; some at the poles, at the date line, or at the place of another.
[[nodiscard]] inline std::vector<position> random_positions(random_stream& random, std::size_t count) {
  std::vector<position> at;
  for (std::size_t i = 0; i < count; ++i) {
    const position p{360 * random.uniform() - 180, 180 * random.uniform() - 90};
    switch (random.below(10)) {
      case 0:
        at.push_back({p.lon, p.lat > 0 ? 90.0 : -90.0});
        break;
      case 1:
        at.push_back({p.lon > 0 ? 180.0 : -180.0, p.lat});
        break;
      case 2:
        at.push_back(at.empty() ? p : at[random.below(at.size())]);
        break;
      default:
        at.push_back(p);
    }
  }
  return at;
}

/// A component for each unit, by painting one in the colour of the other.
[[nodiscard]] inline std::vector<vertex_id> painted(std::size_t units, const unit_pairs& pairs) {
  std::vector<vertex_id> colour(units);
  for (vertex_id u = 0; u < units; ++u) colour[u] = u;
  for (const auto& [u, v] : pairs) {
    const vertex_id old = colour[v];
    const vertex_id fresh = colour[u];
    for (vertex_id& c : colour)
      if (c == old) c = fresh;
  }
  return colour;
}

/// What the rule for islands adds to the pairs, by looking at all pairs again and again.
enum class island_oracle { nearest, connect };
[[nodiscard]] inline unit_pairs added_by(island_oracle rule, std::size_t units, unit_pairs pairs,
                                         const std::function<std::int64_t(vertex_id, vertex_id)>& apart) {
  unit_pairs added;
  if (rule == island_oracle::nearest) {
    std::vector<bool> tied(units, false);
    for (const auto& [u, v] : pairs) tied[u] = tied[v] = true;
    for (vertex_id u = 0; u < units; ++u) {
      if (tied[u] || units < 2) continue;
      vertex_id best = u == 0 ? 1 : 0;
      for (vertex_id v = 0; v < units; ++v)
        if (v != u && apart(u, v) < apart(u, best)) best = v;
      added.emplace_back(std::min(u, best), std::max(u, best));
    }
  } else {
    std::vector<std::tuple<std::int64_t, vertex_id, vertex_id>> all;
    for (vertex_id u = 0; u < units; ++u)
      for (vertex_id v = u + 1; v < units; ++v) all.emplace_back(apart(u, v), u, v);
    std::sort(all.begin(), all.end());
    for (const auto& [away, u, v] : all) {
      const auto colour = painted(units, pairs);
      if (colour[u] == colour[v]) continue;
      pairs.emplace_back(u, v);
      added.emplace_back(u, v);
    }
  }
  std::sort(added.begin(), added.end());
  added.erase(std::unique(added.begin(), added.end()), added.end());
  return added;
}

}  // namespace coopgraph::kit
