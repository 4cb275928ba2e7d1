// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/ensemble.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// A number from the Poisson distribution; the same on every machine. \pre 0 <= mean < 2^53
[[nodiscard]] std::int64_t poisson_number(random_stream& random, double mean);

/// Strength e times factors[e] / divisor, as whole numbers over a unit where these fit into 64 bits.
/// \pre one factor >= 0 for each edge, divisor >= 1
[[nodiscard]] edge_strengths multiplied(const edge_strengths& strengths, std::vector<std::int64_t> factors, std::int64_t divisor);

/// The strengths as a run sees them. \pre check_resampling
[[nodiscard]] edge_strengths resampled(const edge_strengths& strengths, ensemble_resampling how, random_stream& random);

/// \throws input_error where strengths are to be counts and are not
void check_resampling(const char* function, const edge_strengths& strengths, ensemble_resampling how);

}  // namespace coopgraph::detail
