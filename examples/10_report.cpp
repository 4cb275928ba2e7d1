// SPDX-License-Identifier: BSL-1.0
// The report on a network whose ties are all known, and pictures of one's own
// choice. The network is modelled: no such record exists.
//   10_report [DATA [FOLDER [REPORT]]]
// reads DATA/vietnam-modelled; if a FOLDER is named, writes the network there
// as a dataset (examples/data/vietnam-cooperation-modelled was made in this
// way), and if a REPORT is named, the report in Vietnamese and two pictures
// into that folder.
#include "10_cooperation_model.hpp"

#include <coopgraph/io/dataset.hpp>
#include <coopgraph/plot/flow_map.hpp>
#include <coopgraph/plot/tie_map.hpp>
#include <coopgraph/report/cooperation_report.hpp>
#include <coopgraph/view/flow_projection.hpp>
#include <coopgraph/view/projection.hpp>

#include <iostream>
#include <string>

int main(int count, char** arguments) {
  const std::string data = count > 1 ? arguments[1] : "examples/data";
  const coopgraph::network modelled = cooperation::cooperation_model(coopgraph::read_dataset(data + "/vietnam-modelled")).build();
  if (count > 2) coopgraph::write_dataset(modelled, arguments[2]);

  const coopgraph::cooperation_report report = coopgraph::make_cooperation_report(modelled);
  std::cout << "Modelled, not observed: " << modelled.agreements().size() << " agreements, " << modelled.flows().size()
            << " flows\n";
  for (const std::string& sentence : report.section("summary").text) std::cout << "  " << sentence << '\n';

  // Each figure of the report can be made alone, of any view.
  const auto trade = coopgraph::project_agreements(modelled, {.where = {.field = "trade"}});
  const auto rice = coopgraph::project_flows(modelled, {.where = {.product = "rice"}, .strength = {.measure = "capacity"}});
  const coopgraph::figure ties = coopgraph::tie_map(trade, {.title = "Agreements on trade"});
  const coopgraph::figure flows = coopgraph::flow_map(rice, {.title = "Rice to the cities"});
  std::cout << ties.title << ": " << ties.description << '\n' << flows.title << ": " << flows.description << '\n';
  if (count <= 3) return 0;
  const std::string folder = arguments[3];
  coopgraph::write_report(coopgraph::make_cooperation_report(modelled, {.lang = coopgraph::language::vietnamese}),
                          {.command = "10_report"}, folder);
  coopgraph::write_svg(ties, folder + "/trade.svg");
  coopgraph::write_svg(flows, folder + "/rice.svg");
}
