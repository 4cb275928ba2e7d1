// SPDX-License-Identifier: BSL-1.0
#include "centrality/distance_sums.hpp"

#include <coopgraph/centrality/closeness.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

/// The product of whole numbers as a double, rounded once if it fits into 128 bits.
double product(int128 a, std::int64_t b, std::int64_t c) {
  int128 whole = 0;
  if (__builtin_mul_overflow(a, static_cast<int128>(b), &whole) || __builtin_mul_overflow(whole, static_cast<int128>(c), &whole))
    return to_double(a) * static_cast<double>(b) * static_cast<double>(c);
  return to_double(whole);
}

/// What is known of all quotients, from which it follows whether unequal ones are unequal doubles.
struct largest {
  double part = 0.0;         ///< of numerators and denominators: below 2^53 they are not rounded
  double numerator = 0.0;    ///< r or r^2
  double denominator = 0.0;  ///< S

  /// Quotients a/b != c/d of whole numbers differ by a relative 1/(a d) or more, common factors left out.
  [[nodiscard]] bool told_apart() const { return part < 0x1p53 && numerator * denominator < 0x1p51; }
};

scores score_of(const distance_sums& sums, const edge_lengths* lengths, closeness_convention convention) {
  const std::size_t n = sums.reached.size();
  const bool classic = convention == closeness_convention::classic;
  const rational unit = lengths == nullptr ? rational(1) : lengths->unit();
  scores score{std::vector<double>(n, 0.0), {}, score_equality::relative};
  largest met;
  for (std::size_t v = 0; v < n; ++v) {
    const std::int64_t r = sums.reached[v];
    if (r == 0) {
      if (classic) score.undefined.push_back({static_cast<vertex_id>(v), "no other vertex is at a finite distance"});
      continue;
    }
    const std::int64_t weight = classic ? 1 : r;
    const auto others = static_cast<std::int64_t>(classic ? 1 : n - 1);
    const bool exact = !sums.whole.empty();
    const double top = exact ? product(r, weight, unit.denominator()) : static_cast<double>(r);
    const double bottom = exact ? product(sums.whole[v], others, unit.numerator()) : sums.rounded[v];
    const double share = exact ? 1.0 : static_cast<double>(weight) / static_cast<double>(others);
    score.values[v] = top / bottom * share;
    if (!std::isfinite(score.values[v]))
      throw input_error("closeness", "lengths",
                        "so short at vertex " + to_text(v) + " that its score is beyond the range of a double",
                        "lengths for which each score is below 1.8e308");
    met.part = std::max({met.part, top, bottom});
    met.numerator = std::max(met.numerator, static_cast<double>(r) * static_cast<double>(weight));
    if (exact) met.denominator = std::max(met.denominator, to_double(sums.whole[v]));
  }
  if (!sums.whole.empty() && met.told_apart()) score.equality = score_equality::exact;
  return score;
}

template <direction D>
closeness_result run(const csr_view<D>& graph, const edge_lengths* lengths, const closeness_options& options) {
  closeness_result result;
  distance_sums sums =
      sum_distances("closeness", graph, lengths, distance_sum::plain, options.mode, options.run, available_hop_loops().back());
  if (lengths != nullptr && !lengths->is_exact()) {
    result.ties = ties::approximate;
    result.why_approximate = lengths->why_approximate();
  }
  result.score = score_of(sums, lengths, options.convention);
  result.reached = std::move(sums.reached);
  result.connected = std::all_of(result.reached.begin(), result.reached.end(),
                                 [&](vertex_id r) { return r + std::size_t{1} == graph.vertices(); });
  return result;
}

}  // namespace

closeness_result closeness_of(const undirected_view& graph, const edge_lengths* lengths, const closeness_options& options) {
  return run(graph, lengths, options);
}

closeness_result closeness_of(const directed_view& graph, const edge_lengths* lengths, const closeness_options& options) {
  return run(graph, lengths, options);
}

}  // namespace coopgraph::detail
