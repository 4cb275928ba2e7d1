// SPDX-License-Identifier: BSL-1.0
#include "clustering/pair_strengths.hpp"

#include "clustering/leiden_numbers.hpp"

#include <algorithm>
#include <cmath>

namespace coopgraph::detail {

pair_strengths make_pair_strengths(const undirected_view& graph, const edge_strengths* strengths) {
  constexpr unsigned most_bits = 61;
  const whole_numbers whole = strengths == nullptr ? ones(graph.edges()) : to_whole(*strengths, most_bits);
  const std::size_t n = graph.vertices();
  pair_strengths made;
  made.offset.reserve(n + 1);
  made.of_vertex.reserve(n);
  for (vertex_id v = 0; v < n; ++v) {
    std::int64_t all = 0;
    const std::uint64_t end = graph.out.offset[v + std::size_t{1}];
    for (std::uint64_t at = graph.out.offset[v]; at < end;) {
      const vertex_id other = graph.out.target[at];
      std::int64_t sum = 0;
      for (; at < end && graph.out.target[at] == other; ++at) sum += other == v ? 0 : whole[graph.out.edge[at]];
      if (sum == 0) continue;
      made.target.push_back(other);
      made.strength.push_back(sum);
      made.greatest = std::max(made.greatest, sum);
      if (other > v) made.total += sum;
      all += sum;
    }
    made.of_vertex.push_back(all);
    made.offset.push_back(made.target.size());
  }
  return made;
}

std::string why_no_pattern(const pair_strengths& pairs) {
  const std::size_t n = pairs.vertices();
  if (n < 3) return "fewer than 3 vertices";
  if (pairs.target.empty()) return "no ties";
  const bool all_tied = pairs.target.size() / n == n - 1 && pairs.target.size() % n == 0;
  if (all_tied && std::all_of(pairs.strength.begin(), pairs.strength.end(), [&](auto s) { return s == pairs.greatest; }))
    return "all pairs have the same strength";
  return {};
}

double squared_deviation(const pair_strengths& pairs) {
  const double mean = static_cast<double>(pairs.total) / pairs.pairs();
  double sum = 0.0;
  for (vertex_id v = 0; v < pairs.vertices(); ++v)
    pairs.each_tie(v, [&](vertex_id w, std::int64_t strength) {
      if (w < v) return;
      const double d = static_cast<double>(strength) - mean;
      sum += d * d;
    });
  const double untied = pairs.pairs() - 0.5 * static_cast<double>(pairs.target.size());
  return sum + untied * mean * mean;
}

double touch_fit(const pair_strengths& pairs, std::size_t size, std::int64_t touched) {
  const auto n = static_cast<int128>(pairs.vertices());
  const auto q = static_cast<int128>(size);
  const int128 all = n * (n - 1) / 2;
  const int128 outside = (n - q) * (n - q - 1) / 2;
  const int128 ideal = all - outside;
  // (sum of a d - sum a sum d / N) / sqrt(sum d^2 - (sum d)^2 / N), for d = 0 or 1
  const double covariance = to_double(all * touched - pairs.total * ideal) / to_double(all);
  return covariance / std::sqrt(to_double(ideal) * (to_double(outside) / to_double(all)));
}

best_prefix best_touching_prefix(const pair_strengths& pairs, std::span<const vertex_id> order,
                                 const std::function<bool(std::size_t)>& allowed) {
  std::vector<bool> inside(pairs.vertices(), false);
  best_prefix best;
  std::int64_t touched = 0;
  for (std::size_t size = 1; size + 2 <= order.size(); ++size) {
    const vertex_id v = order[size - 1];
    inside[v] = true;
    pairs.each_tie(v, [&](vertex_id w, std::int64_t strength) { touched += inside[w] ? 0 : strength; });
    if (allowed && !allowed(size)) continue;
    const double fit = touch_fit(pairs, size, touched);
    if (best.size == 0 || is_better(fit, best.fit)) best = {size, fit};
  }
  return best;
}

}  // namespace coopgraph::detail
