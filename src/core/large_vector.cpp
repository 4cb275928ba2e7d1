// SPDX-License-Identifier: BSL-1.0
#include "core/large_vector.hpp"

#if __has_include(<sys/mman.h>)
#include <sys/mman.h>
#endif

namespace coopgraph::detail {

void want_large_pages([[maybe_unused]] void* first, [[maybe_unused]] std::size_t bytes) noexcept {
#ifdef MADV_HUGEPAGE
  static_cast<void>(madvise(first, bytes, MADV_HUGEPAGE));  // a wish: nothing depends on it
#endif
}

}  // namespace coopgraph::detail
