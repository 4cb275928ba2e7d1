// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/run.hpp"
#include "report/scratch_folder.hpp"

#include <algorithm>
#include <cstddef>
#include <sstream>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::test {

/// What came of a call of the tool.
struct tool_outcome {
  int status = -1;
  std::string out;
  std::string err;

  [[nodiscard]] std::size_t lines_of_err() const { return static_cast<std::size_t>(std::count(err.begin(), err.end(), '\n')); }
};

inline tool_outcome call_tool(const std::vector<std::string>& arguments, std::stop_token stop = {}) {
  std::ostringstream out;
  std::ostringstream err;
  const int status = cli::run(arguments, out, err, std::move(stop));
  return {status, out.str(), err.str()};
}

inline const std::string hanoi_dataset = COOPGRAPH_SOURCE_DIR "/examples/data/hanoi-2018";
inline const std::string vietnam_dataset = COOPGRAPH_SOURCE_DIR "/examples/data/vietnam";

/// A dataset of three actors and one agreement of them, in `folder`.
inline void spill_small_dataset(const std::string& folder) {
  std::filesystem::create_directory(folder);
  spill(folder + "/actors.csv", "id,name,code\na,Alpha,01\nb,Beta,02\nc,Gamma,03\n");
  spill(folder + "/agreements.csv",
        "id,title,status,fields,effective_from,effective_to\nx,X,signed,trade,2016,2018\n"
        "y,Y,signed,tourism,2019,2020\n");
  spill(folder + "/parties.csv", "agreement,actor,role\nx,a,lead\nx,b,\nx,c,\ny,b,\ny,c,\n");
}

}  // namespace coopgraph::test
