// SPDX-License-Identifier: BSL-1.0
#include "cli/observation.hpp"

#include "cli/output.hpp"

namespace coopgraph::cli {

void check_absence(const input_options& options) {
  if (!options.absence.empty() && !parse_absence(options.absence))
    throw usage_error("--absence is '" + printable(options.absence) + "'; allowed: unknown, none");
}

std::string recorded_only(const input_graph& input, const input_options& options) {
  if (!input.from) {
    if (input.recorded.empty() || options.absence == "none") return {};
    return "only the ties of " + input.recorded + " were recorded";
  }
  const observation& observed = input.from->observed();
  const absence_meaning absence = parse_absence(options.absence).value_or(observed.absence);
  if (observed.whose.empty() || absence == absence_meaning::none) return {};
  constexpr std::size_t most = 3;
  if (observed.whose.size() > most)
    return "only the ties of " + count_of(observed.whose.size(), "actor", "actors") + " were recorded";
  std::string names;
  for (const actor_id a : observed.whose) names.append(names.empty() ? "" : ", ").append((*input.from)[a].name);
  return "only the ties of " + names + " were recorded";
}

std::string not_observed(const std::string& recorded) {
  return "not observed: it takes the ties of all, and " + recorded + "; --absence none takes the others for none";
}

}  // namespace coopgraph::cli
