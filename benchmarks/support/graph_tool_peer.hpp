// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/families.hpp"
#include "support/side_by_side.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace coopgraph::bench {

/// graph-tool, a package of Python with kernels in C++ that use OpenMP. A Python beside this program (COOPGRAPH_BENCH_PYTHON,
/// else /usr/bin/python3) keeps the graph, runs a kernel when told and tells what the call took by its own clock, so that its
/// samples are taken in turn with ours. It is started when first asked for.
class graph_tool_peer {
 public:
  /// Hands the graph over. \throws error if graph-tool is not available
  explicit graph_tool_peer(const input& on);

  /// Says once on standard output if it is not.
  [[nodiscard]] static bool available();
  /// "absent" without it, "not asked for" before available() was called.
  [[nodiscard]] static std::string version();

  /// The contestant that runs `kernel`, a name in graph_tool_peer.py, perhaps with options: "pagerank", {"damping=0.85"}.
  [[nodiscard]] contestant kernel(std::string name, const std::string& kernel, std::vector<std::string> options,
                                  std::function<std::vector<double>(std::vector<double>)> answer, unsigned threads = 1) const;

 private:
  struct graph;
  std::shared_ptr<const graph> graph_;
};

/// "name=value" with all digits.
[[nodiscard]] std::string option_text(const std::string& name, double value);

}  // namespace coopgraph::bench
