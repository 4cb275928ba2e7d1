// SPDX-License-Identifier: BSL-1.0
#include "cli/interrupt.hpp"
#include "cli/run.hpp"
#include "cli/terminal.hpp"

#include <iostream>
#include <string>
#include <vector>

int main(int count, char** words) {
  const coopgraph::cli::interrupt signals;
  const std::vector<std::string> arguments(words + (count > 0 ? 1 : 0), words + count);
  return coopgraph::cli::run(arguments, std::cout, std::cerr, signals.stop(), coopgraph::cli::widths_of_this_process());
}
