// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Logarithms, exponentials and powers with the same bits on every machine, which the system's mathematical library does not
/// promise (it picks its variant by the processor). Made of + - * / and bit operations alone.
namespace coopgraph::elementary {

/// The logarithms of x to base 2 and to base e, within a relative 1e-15; log2 of a power of two is exact.
/// \throws input_error unless x is finite and above 0
[[nodiscard]] double log2(double x);
[[nodiscard]] double log(double x);

/// 2^x and e^x, within a relative 1e-15 (below 2.2e-308 within 4.9e-324; 0 far below); exp2 of a whole number is exact.
/// \throws input_error if x is not finite or the result is beyond the range of a double (x >= 1024, or > 709.78 for exp)
[[nodiscard]] double exp2(double x);
[[nodiscard]] double exp(double x);

/// base^exponent, within a relative 1e-15 (below 2.2e-308 within 4.9e-324; 0 far below). base^0 is 1, 0^0 too; 0 to an
/// exponent above 0 is 0.
/// \throws input_error if base is negative or not finite, if exponent is not finite, for 0 to an exponent below 0, and if the
///         result is beyond the range of a double
[[nodiscard]] double pow(double base, double exponent);

}  // namespace coopgraph::elementary
