// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/execution.hpp>

#include <algorithm>
#include <cstddef>

namespace coopgraph::detail {

/// Of a search on one thread: asks whether to stop, and tells how far it is.
class region_watch {
 public:
  explicit region_watch(const execution& run) : run_(run) { check_stop(); }

  void check_stop() const {
    if (run_.stop.stop_requested()) throw cancelled();
  }
  /// After `done` of `all` steps.
  void tell(std::size_t done, std::size_t all) {
    check_stop();
    const double share = static_cast<double>(done) / static_cast<double>(all);
    if (!run_.progress || share < told_ + 0.01 || share >= 1.0) return;
    told_ = share;
    run_.progress(share);
  }
  void finish() const {
    if (run_.progress) run_.progress(1.0);
  }

 private:
  const execution& run_;
  double told_ = 0.0;
};

}  // namespace coopgraph::detail
