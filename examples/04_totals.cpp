// SPDX-License-Identifier: BSL-1.0
// "About 400 chains", whose? A total stays on its group until you split it, what you split stays marked, and what depends on the
// split is not decided by the data.
#include <coopgraph/core/interval_ranking.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/graph/statistics.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/model/inventory.hpp>
#include <coopgraph/view/flow_projection.hpp>

#include <algorithm>
#include <iostream>
#include <vector>

namespace {

// What each actor supplies.
std::vector<double> supply_of(const coopgraph::flow_view& view) {
  std::vector<double> supply(view.actors.size(), 0.0);
  const auto graph = view.graph.view();
  for (coopgraph::edge_id e = 0; e < graph.edges(); ++e) supply[graph.source[e]] += view.strengths[e];
  return supply;
}

void print_totals(const char* title, const coopgraph::flow_view& view) {
  const auto estimated = std::count(view.basis.begin(), view.basis.end(), coopgraph::tie_basis::estimated);
  std::cout << title << ": " << coopgraph::to_text(coopgraph::total_strength(view.strengths).value) << ' ' << view.unit << " on "
            << view.graph.edges() << " ties, of which " << estimated << " are estimated\n";
}

}  // namespace

int main(int count, char** arguments) {
  const coopgraph::network network = coopgraph::read_dataset(count > 1 ? arguments[1] : "examples/data/hanoi-2018");
  const auto chains = [&](std::optional<coopgraph::allocation> split) {
    return coopgraph::project_flows(network, {.strength = {.measure = "chains"}, .allocate = std::move(split)});
  };

  std::cout << "stated:\n";
  for (const coopgraph::measure_total& total : coopgraph::totals_by_measure(network))
    if (total.measure == "chains")
      std::cout << "  at least " << (total.low ? coopgraph::to_text(*total.low) : "nothing") << ' ' << total.unit << ", in "
                << total.quantities << " statements of which " << total.quantities - total.with_low << " has no lower end\n";

  print_totals("as stated", chains({}));
  const auto equally = chains(coopgraph::allocation::equal_shares());
  const auto by_people = chains(coopgraph::allocation::by_attribute("population_2019"));
  print_totals("split equally", equally);
  print_totals("split by population", by_people);

  // The range of what each may supply: from nothing of the total to all of it.
  std::vector<double> low = supply_of(equally);
  std::vector<double> high = low;
  const auto take = [&](const std::vector<double>& supply) {
    for (std::size_t v = 0; v < supply.size(); ++v) {
      low[v] = std::min(low[v], supply[v]);
      high[v] = std::max(high[v], supply[v]);
    }
  };
  take(supply_of(by_people));
  for (const coopgraph::actor_id who : equally.actors) {
    take(supply_of(chains(coopgraph::allocation::all_to(who))));
    take(supply_of(chains(coopgraph::allocation::none_to(who))));
  }
  const auto supply = supply_of(by_people);
  std::cout << "who supplies most? (estimate by population; least and most possible)\n";
  std::vector<coopgraph::interval_rank> rows = coopgraph::rank_intervals(low, high).rows;
  std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return supply[a.vertex] > supply[b.vertex]; });
  for (std::size_t i = 0; i < 4; ++i)
    std::cout << "  " << by_people.names[rows[i].vertex] << ": " << static_cast<int>(supply[rows[i].vertex] + 0.5) << " ("
              << rows[i].low << " to " << rows[i].high << "), place " << rows[i].best << " to " << rows[i].worst << ": "
              << (rows[i].decided ? "decided" : "not decided by the data") << '\n';
}
