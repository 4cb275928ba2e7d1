// SPDX-License-Identifier: BSL-1.0
#include "support/triad.hpp"

#include <coopgraph/core/parallel.hpp>

namespace coopgraph::bench {

triad::triad(std::size_t items) : a_(items, 0.0), b_(items, 1.0), c_(items, 2.0) {}

void triad::run(unsigned threads) {
  thread_pool pool({.threads = threads});
  parallel_for(pool, a_.size(), std::size_t{1} << 18, [this](index_range range) {
    double* const a = a_.data();
    const double* const b = b_.data();
    const double* const c = c_.data();
    for (std::size_t i = range.first; i < range.last; ++i) a[i] = b[i] + 3 * c[i];
  });
}

}  // namespace coopgraph::bench
