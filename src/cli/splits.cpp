// SPDX-License-Identifier: BSL-1.0
#include "cli/splits.hpp"

#include "cli/dataset_input.hpp"
#include "cli/graph_output.hpp"

namespace coopgraph::cli {
namespace {

/// The ends of estimated ties.
std::vector<actor_id> estimated_actors(const input_graph& input) {
  std::vector<bool> met(input.vertices(), false);
  on_graph(input, [&](const auto& graph) {
    const auto view = graph.view();
    for (edge_id e = 0; e < view.edges(); ++e)
      if (input.basis[e] == tie_basis::estimated) met[view.source[e]] = met[view.target[e]] = true;
  });
  std::vector<actor_id> actors;
  for (vertex_id v = 0; v < met.size(); ++v)
    if (met[v]) actors.emplace_back(v);
  return actors;
}

}  // namespace

examined_splits examine_splits(const input_graph& input, const input_options& options, const std::stop_token& stop,
                               const std::function<void(const input_graph&, bool)>& visit) {
  examined_splits examined;
  const std::vector<allocation> rules = input.from ? allocations_of(options) : std::vector<allocation>{};
  if (rules.empty()) return examined;
  const std::vector<actor_id> actors = estimated_actors(input);
  if (actors.empty()) return examined;

  for (const allocation& rule : rules) examined.rules.push_back(name_of(rule));
  examined.splits = 1;
  const auto examine = [&](const allocation& rule, bool named) {
    check(stop);
    visit(project_dataset(*input.from, options, rule), named);
    ++examined.splits;
  };
  for (std::size_t i = 1; i < rules.size(); ++i) examine(rules[i], true);
  if (actors.size() > most_actors_at_the_ends) {
    examined.why_undecided = "more than " + std::to_string(most_actors_at_the_ends) +
                             " actors have an estimated tie, so that the ends of what is possible were not examined";
  } else {
    for (const actor_id who : actors) {
      examine(allocation::all_to(who), false);
      examine(allocation::none_to(who), false);
    }
  }
  if (rules.size() < 2) examined.why_undecided = "only one rule of splitting was given; name a second by --allocate RULE,RULE";
  return examined;
}

}  // namespace coopgraph::cli
