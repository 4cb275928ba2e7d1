// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/input.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace coopgraph::cli {

/// Which splits of totals a result was examined under.
struct examined_splits {
  std::vector<std::string> rules;  ///< as --allocate names them; none: nothing rests on a split
  std::size_t splits = 0;          ///< all in all
  std::string why_undecided;       ///< why nothing that rests on a split is decided; empty: it may be

  [[nodiscard]] explicit operator bool() const noexcept { return !rules.empty(); }
};

/// Above so many actors with an estimated tie the ends of what is possible are not examined.
inline constexpr std::size_t most_actors_at_the_ends = 200;

/// What "not decided by the data" reads where it is said.
inline constexpr const char* undecided_words = "not decided by the data";

/// Projects the input anew under the further rules of --allocate, and at the ends of what is possible: for each actor with an
/// estimated tie all of what may be its own, and none of it. Calls visit(graph, named) for each, `named` if the rule is one of
/// --allocate. Nothing is visited where --allocate names no rule or no tie of the input is estimated. `input` is under the first
/// rule.
[[nodiscard]] examined_splits examine_splits(const input_graph& input, const input_options& options, const std::stop_token& stop,
                                             const std::function<void(const input_graph&, bool)>& visit);

}  // namespace coopgraph::cli
