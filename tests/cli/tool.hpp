// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/run.hpp"
#include "report/scratch_folder.hpp"

#include <gtest/gtest.h>

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

/// `command` of an edge table of these bytes, with these options, quietly.
inline tool_outcome call_of_table(const std::string& command, const std::string& csv,
                                  const std::vector<std::string>& options = {}) {
  const scratch_folder folder;
  spill(folder / "edges.csv", csv);
  std::vector<std::string> arguments{command, folder / "edges.csv", "--quiet"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return call_tool(arguments);
}

/// The same as JSON, which must come without a problem and without a word beside it.
inline std::string json_of_table(const std::string& command, const std::string& csv, std::vector<std::string> options = {}) {
  options.insert(options.end(), {"--format", "json"});
  const tool_outcome o = call_of_table(command, csv, options);
  EXPECT_EQ(o.status, 0) << o.err;
  EXPECT_EQ(o.err, "");
  return o.out;
}

/// The text without its spaces and line ends.
inline std::string without_space(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  return text;
}

inline const std::string hanoi_dataset = COOPGRAPH_SOURCE_DIR "/examples/data/hanoi-2018";
inline const std::string modelled_dataset = COOPGRAPH_SOURCE_DIR "/examples/data/vietnam-modelled";
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
