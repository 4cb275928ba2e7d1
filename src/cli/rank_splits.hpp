// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/rank_measures.hpp"
#include "cli/splits.hpp"

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
  std::vector<bool> undefined;  ///< vertex -> whether there is no score under one of them: it is not ranked
  interval_ranking order;  ///< of the others; `decided` only as far as two rules and the ends of what is possible were examined
};

/// What does not depend on the split: each measure under every split that examine_splits() visits.
struct split_ranking {
  examined_splits examined;
  std::vector<split_scores> measures;  ///< one for each measure

  [[nodiscard]] explicit operator bool() const noexcept { return static_cast<bool>(examined); }
};

/// Empty where nothing rests on a split. `found` are the measures under the first rule.
[[nodiscard]] split_ranking rank_over_splits(const rank_request& r, const std::vector<const rank_measure*>& wanted,
                                             const std::vector<measured>& found);

/// Adds to the open object of measure `which` the member "allocation": {"rules": {RULE: {ID: score}}, "low", "high" {ID:
/// score|null}, "ranks": {ID: {"best", "worst", "decided"}}, "splits"}.
void write_splits(json_writer& json, const input_graph& input, const split_ranking& splits, std::size_t which);

/// The vertices by the first measure, each with the places that it can take and the range of its score. `top` 0: all.
[[nodiscard]] table split_table(const rank_request& r, const std::vector<const rank_measure*>& wanted,
                                const split_ranking& splits, std::size_t top);

}  // namespace coopgraph::cli
