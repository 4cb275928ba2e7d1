// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/families.hpp"
#include "support/side_by_side.hpp"

#include <coopgraph/clustering/contiguous_regions.hpp>

#include <cstddef>
#include <memory>
#include <string>

namespace coopgraph::bench {

/// R's package spdep in an R (COOPGRAPH_BENCH_R, else Rscript on the PATH) beside this program, which times itself; it keeps the
/// last map that it was given.
class spdep_peer {
 public:
  /// Hands the map over. \throws error if spdep is not available
  spdep_peer(const input& on, const unit_attributes& attributes);

  /// Says once on standard output whether it is.
  [[nodiscard]] static bool available();

  /// mstree and skater of the attributes as they are. `method` "squares": cuts lower the within sum of squares, by a function in
  /// R; "euclidean": as spdep has it by default. The answer is the canonical label of each unit.
  [[nodiscard]] contestant skater(std::string name, const std::string& method, std::size_t clusters) const;
  /// Seconds that nbcosts, which makes the lengths of the borders, took in the last run.
  [[nodiscard]] double seconds_of_costs() const;

 private:
  class runner;
  static runner& the_runner();
  std::shared_ptr<double> costs_ = std::make_shared<double>(0);
};

}  // namespace coopgraph::bench
