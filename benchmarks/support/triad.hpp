// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <vector>

namespace coopgraph::bench {

/// a = b + 3 c over arrays of `items` doubles, by our pool: as fast as memory lets it be where they are far larger than the
/// caches.
class triad {
 public:
  explicit triad(std::size_t items);

  void run(unsigned threads);
  [[nodiscard]] const std::vector<double>& sums() const noexcept { return a_; }

 private:
  std::vector<double> a_, b_, c_;
};

}  // namespace coopgraph::bench
