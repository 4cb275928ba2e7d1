// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/families.hpp"
#include "support/side_by_side.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace coopgraph::bench {

/// A package of Python and the program that runs it, in benchmarks/support.
struct python_package {
  std::string name;
  std::string program;
};

/// A package of Python as a peer. A Python beside this program (COOPGRAPH_BENCH_PYTHON, else /usr/bin/python3) keeps the graph,
/// runs a kernel when told and tells what the call took by its own clock, so that its samples are taken in turn with ours. It is
/// started when first asked for.
class python_peer {
 public:
  /// Hands the graph over. \throws error if the package is not available
  python_peer(const python_package& package, const input& on);

  /// Says once on standard output whether it is.
  [[nodiscard]] static bool available(const python_package& package);
  /// "absent" without it, "not asked for" before available() was called.
  [[nodiscard]] static std::string version(const python_package& package);

  /// The contestant that runs `kernel`, a name in the program, perhaps with options: "pagerank", {"damping=0.85"}. `answer` makes
  /// of the numbers that the kernel found what is compared.
  [[nodiscard]] contestant kernel(std::string name, const std::string& kernel, const std::vector<std::string>& options,
                                  std::function<std::vector<double>(std::vector<double>)> answer, unsigned threads = 1) const;

 private:
  class runner;
  struct graph;
  static std::map<std::string, runner>& runners();
  static runner& runner_of(const python_package& package);
  std::shared_ptr<const graph> graph_;
};

/// "name=value" with all digits.
[[nodiscard]] std::string option_text(const std::string& name, double value);

/// graph-tool: kernels in C++ that use OpenMP.
class graph_tool_peer : public python_peer {
 public:
  explicit graph_tool_peer(const input& on) : python_peer(package(), on) {}
  [[nodiscard]] static python_package package() { return {"graph-tool", "graph_tool_peer.py"}; }
  [[nodiscard]] static bool available() { return python_peer::available(package()); }
  [[nodiscard]] static std::string version() { return python_peer::version(package()); }
};

/// leidenalg: kernels in C++ of one thread. They find the modularity that they state, then the labels by vertex.
class leidenalg_peer : public python_peer {
 public:
  explicit leidenalg_peer(const input& on) : python_peer(package(), on) {}
  [[nodiscard]] static python_package package() { return {"leidenalg", "leidenalg_peer.py"}; }
  [[nodiscard]] static bool available() { return python_peer::available(package()); }
  [[nodiscard]] static std::string version() { return python_peer::version(package()); }
};

/// scikit-learn: its spectral clustering finds the labels by vertex.
class sklearn_peer : public python_peer {
 public:
  explicit sklearn_peer(const input& on) : python_peer(package(), on) {}
  [[nodiscard]] static python_package package() { return {"scikit-learn", "sklearn_peer.py"}; }
  [[nodiscard]] static bool available() { return python_peer::available(package()); }
  [[nodiscard]] static std::string version() { return python_peer::version(package()); }
};

}  // namespace coopgraph::bench
