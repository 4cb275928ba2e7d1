// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "clustering/map_equation_flow.hpp"
#include "clustering/touching.hpp"

#include <coopgraph/core/partition.hpp>
#include <coopgraph/core/random.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// x log2 x of numbers in [0, 4] within 1e-15 or so, faster than by the logarithm that has all its digits: the last bits of the
/// mantissa lie near a number whose logarithm is listed. For searching; results are measured by plogp().
class quick_plogp {
 public:
  quick_plogp();

  /// Below 0 it is 0.
  [[nodiscard]] double operator()(double x) const noexcept {
    if (!(x >= least)) return 0.0;
    const auto bits = std::bit_cast<std::uint64_t>(x);
    const entry& near = table_[(bits >> 44) & 255U];
    const double mantissa = std::bit_cast<double>((bits & 0x000fffffffffffffU) | 0x3ff0000000000000U);
    const auto exponent = static_cast<double>(static_cast<std::int64_t>(bits >> 52) - 1023);
    const double r = mantissa * near.reciprocal - 1.0;
    const double series = r * (c1 + r * (c2 + r * (c3 + r * (c4 + r * c5))));
    return x * (exponent + (near.log2 + series));
  }

 private:
  static constexpr double least = 0x1p-1000;  // x log2 x is 0 for a search long before
  static constexpr double c1 = 0x1.71547652b82fep+0, c2 = -c1 / 2, c3 = c1 / 3, c4 = -c1 / 4, c5 = c1 / 5;

  struct entry {
    double reciprocal;  // of a number in the part of [1, 2) that the first bits tell
    double log2;        // - log2(reciprocal)
  };
  std::array<entry, 256> table_;
};

/// What a search shares with its parts.
struct search_context {
  const quick_plogp& plogp;
  const thread_pool& pool;  // asked whether to stop
  random_stream random;
  std::size_t max_iterations = 0;
  std::uint64_t arc_visits = 0;
};

struct search_result {
  std::vector<std::uint32_t> label;  // 0 … modules - 1, each used
  std::uint32_t modules = 0;
  double gain = 0.0;  // bits below every node alone, as tracked
  std::size_t iterations = 0;
  bool converged = false;
};

/// The two-level search: modules of the nodes of `network` that make
///   plogp(outside + sum of entries) - sum plogp(entries) - sum plogp(exits) + sum plogp(exits + visits)
/// short, where `outside` is the exit of the module that the network is a part of. Nodes that no arc joins to others stay alone.
[[nodiscard]] search_result search_modules(const flow_network& network, double outside, search_context& context);

/// The same for the whole network, with modules that are connected by what touches.
[[nodiscard]] search_result search_touching_modules(const flow_network& network, const where_they_touch& reach,
                                                    search_context& context);

/// Cuts modules into their connected parts: labels 0, 1, … by their first nodes. The number of parts.
std::uint32_t cut_into_parts(const flow_network& network, std::vector<std::uint32_t>& label);

/// The network whose nodes are the modules. `visits` of a node are the sum over its members.
[[nodiscard]] flow_network contract(const flow_network& network, std::span<const std::uint32_t> label, std::uint32_t modules,
                                    search_context& context);

}  // namespace coopgraph::detail
