// SPDX-License-Identifier: BSL-1.0
// The report on a network whose ties are all known, and its pictures. The
// network is modelled: no such record exists.
//   10_report [DATA [FOLDER [REPORT]]]
// reads DATA/vietnam-modelled; if a FOLDER is named, writes the network there
// as a dataset (examples/data/vietnam-cooperation-modelled was made in this
// way), and if a REPORT is named, the report and a map into that folder.
#include "10_cooperation_model.hpp"

#include <coopgraph/io/dataset.hpp>
#include <coopgraph/report/cooperation_report.hpp>

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
}
