// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <cstdlib>

namespace coopgraph::test {

/// How many random instances a test tries: `usual`, times the whole number in COOPGRAPH_ROUNDS where the long form of the checks
/// sets it.
inline std::uint64_t rounds(std::uint64_t usual) {
  const char* const asked = std::getenv("COOPGRAPH_ROUNDS");  // NOLINT(concurrency-mt-unsafe): nobody sets it meanwhile
  const std::uint64_t times = asked != nullptr ? std::strtoull(asked, nullptr, 10) : 1;
  return usual * (times > 0 ? times : 1);
}

}  // namespace coopgraph::test
