// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace coopgraph::kit {

/// Each pair of numbers within `relative` of the larger magnitude (0 only beside 0); names the first that is not.
[[nodiscard]] ::testing::AssertionResult close(std::span<const double> found, std::span<const double> expected, double relative);

/// Each pair of numbers within `absolute`.
[[nodiscard]] ::testing::AssertionResult near(std::span<const double> found, std::span<const double> expected, double absolute);

/// The same bits.
[[nodiscard]] ::testing::AssertionResult same_bits(std::span<const double> found, std::span<const double> expected);

/// FNV-1a over the bits of the numbers, least byte first.
[[nodiscard]] std::uint64_t digest(std::span<const double> numbers);

/// Whether call() throws exactly an E that names this parameter, value and range.
template <class E, class Call>
[[nodiscard]] ::testing::AssertionResult refuses(const Call& call, const std::string& parameter, const std::string& value,
                                                 const std::string& allowed) {
  const auto told = [](const std::string& p, const std::string& v, const std::string& a) {
    return "parameter \"" + p + "\", value \"" + v + "\", allowed \"" + a + "\"";
  };
  try {
    static_cast<void>(call());
  } catch (const E& e) {
    if (e.parameter() == parameter && e.value() == value && e.allowed() == allowed) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << "refused, but with " << told(e.parameter(), e.value(), e.allowed()) << "; expected "
                                         << told(parameter, value, allowed);
  } catch (const std::exception& e) {
    return ::testing::AssertionFailure() << "threw another exception: " << e.what();
  }
  return ::testing::AssertionFailure() << "was not refused";
}

}  // namespace coopgraph::kit
