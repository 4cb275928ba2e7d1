// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/rank_measures.hpp"

#include <coopgraph/core/interval_ranking.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace coopgraph::cli {

/// A measure under several splits of the totals that its ties rest on.
struct split_scores {
  std::vector<scores> by_rule;  ///< under each rule of --allocate, in their order
  std::vector<double> low;      ///< vertex -> the least score over all splits examined
  std::vector<double> high;     ///< vertex -> the greatest
  interval_ranking order;       ///< `decided` only as far as two rules and the ends of what is possible were examined
};

/// What does not depend on the split: each measure under every rule and, at the ends of what is possible, with all of what may be
/// an actor's given to it and none of it, for each actor with an estimated tie.
struct split_ranking {
  std::vector<std::string> rules;      ///< as --allocate names them
  std::vector<split_scores> measures;  ///< one for each measure
  std::size_t splits = 0;              ///< examined
  std::string why_undecided;           ///< why nothing that rests on a split is decided; empty: it may be

  [[nodiscard]] explicit operator bool() const noexcept { return !rules.empty(); }
};

/// Above so many actors with an estimated tie the ends of what is possible are not examined.
inline constexpr std::size_t most_actors_at_the_ends = 200;

/// Empty where --allocate names no rule, or no tie is estimated. `found` are the measures under the first rule.
[[nodiscard]] split_ranking rank_over_splits(const rank_request& r, const std::vector<const rank_measure*>& wanted,
                                             const std::vector<measured>& found);

/// Adds to the open object of measure `which` the member "allocation": {"rules": {RULE: {ID: score}}, "low", "high" {ID: score},
/// "ranks": {ID: {"best", "worst", "decided"}}, "splits"}.
void write_splits(json_writer& json, const input_graph& input, const split_ranking& splits, std::size_t which);

/// The vertices by the first measure, each with the places that it can take and the range of its score. `top` 0: all.
[[nodiscard]] table split_table(const rank_request& r, const std::vector<const rank_measure*>& wanted,
                                const split_ranking& splits, std::size_t top);

}  // namespace coopgraph::cli
