// SPDX-License-Identifier: BSL-1.0
// In which fields, and when? Layers hold the agreements of one field each, snapshots those in force in one year each.
#include <coopgraph/core/text.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/view/layers.hpp>
#include <coopgraph/view/snapshots.hpp>

#include <iostream>

int main(int count, char** arguments) {
  const coopgraph::network network = coopgraph::read_dataset(count > 1 ? arguments[1] : "examples/data/hanoi-2018");

  std::cout << "field: ties, and how many rest on a proposal or an invitation alone\n";
  const coopgraph::projection_options wished{
      .where = {.statuses = {coopgraph::agreement_status::proposed, coopgraph::agreement_status::invited}}};
  const auto only_wished = coopgraph::layers(network, wished);
  for (const coopgraph::layer& field : coopgraph::layers(network).layers) {
    std::size_t open = 0;
    for (const coopgraph::layer& same : only_wished.layers)
      if (same.name == field.name) open = same.graph.edges();
    std::cout << "  " << field.name << ": " << field.graph.edges() << ", " << open << '\n';
  }

  // An agreement without a stated end may or may not be in force after its begin: the view says which it took on trust.
  std::cout << "year: ties of agreements signed, in force or ended; records certainly and possibly in force\n";
  const coopgraph::projection_options signed_ones{
      .where = {
          .statuses = {coopgraph::agreement_status::signed_, coopgraph::agreement_status::in_force,
                       coopgraph::agreement_status::ended},
      }};
  for (const auto& [year, view] : coopgraph::agreement_snapshots(network, signed_ones))
    std::cout << "  " << coopgraph::to_text(year) << ": " << view.graph.edges() << "; " << view.taken - view.possibly.size()
              << " and " << view.possibly.size() << '\n';

  // What names nobody gives no tie, and is not forgotten.
  std::cout << "left out:\n";
  const auto all = coopgraph::project_agreements(network);
  for (const coopgraph::left_out_record& left : all.left_out)
    if (left.party)
      std::cout << "  " << network[std::get<coopgraph::agreement_id>(left.record)].key << ": " << network.name_of(*left.party)
                << ", " << coopgraph::to_text(left.reason) << '\n';
}
