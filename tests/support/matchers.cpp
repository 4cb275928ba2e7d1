// SPDX-License-Identifier: BSL-1.0
#include "support/matchers.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <iomanip>

namespace coopgraph::kit {
namespace {

template <class Agree>
::testing::AssertionResult each(std::span<const double> found, std::span<const double> expected, const Agree& agree) {
  if (found.size() != expected.size())
    return ::testing::AssertionFailure() << found.size() << " numbers, expected " << expected.size();
  for (std::size_t i = 0; i < found.size(); ++i)
    if (!agree(found[i], expected[i]))
      return ::testing::AssertionFailure() << std::setprecision(17) << "number " << i << " is " << found[i] << ", expected "
                                           << expected[i];
  return ::testing::AssertionSuccess();
}

}  // namespace

::testing::AssertionResult close(std::span<const double> found, std::span<const double> expected, double relative) {
  return each(found, expected,
              [&](double a, double b) { return std::fabs(a - b) <= relative * std::max(std::fabs(a), std::fabs(b)); });
}

::testing::AssertionResult near(std::span<const double> found, std::span<const double> expected, double absolute) {
  return each(found, expected, [&](double a, double b) { return std::fabs(a - b) <= absolute; });
}

::testing::AssertionResult same_bits(std::span<const double> found, std::span<const double> expected) {
  return each(found, expected,
              [](double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); });
}

std::uint64_t digest(std::span<const double> numbers) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const double number : numbers) {
    const auto bits = std::bit_cast<std::uint64_t>(number);
    for (unsigned shift = 0; shift < 64; shift += 8) hash = (hash ^ ((bits >> shift) & 0xffU)) * 0x100000001b3U;
  }
  return hash;
}

}  // namespace coopgraph::kit
