// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "view/amounts.hpp"

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/view/allocation.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coopgraph::detail {

/// Splits totals over actors by the rule of an allocation.
class splitter {
 public:
  /// \throws input_error if no actor has the attribute, or there is no such actor; `function` is told as the caller
  splitter(const char* function, const network& from, const allocation& rule);

  /// The part of each actor in a total of 1, in their order; they add up to 1. \pre there is at least one, each once
  /// \throws input_error if an attribute has no number >= 0 for one of them, or they are all 0
  [[nodiscard]] std::vector<amount> parts(std::span<const actor_id> over) const;

  /// The part of each in a number of them, each at most 1: what goes beyond is shared by the others in the same proportions.
  /// \pre 1 <= number
  [[nodiscard]] std::vector<amount> parts_of_number(std::span<const actor_id> over, std::uint32_t number) const;

 private:
  [[nodiscard]] std::vector<decimal> weights(std::span<const actor_id> over) const;

  const char* function_;
  const network& from_;
  const allocation& rule_;
};

}  // namespace coopgraph::detail
