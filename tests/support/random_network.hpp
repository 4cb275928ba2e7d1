// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/model/network.hpp>

#include <cstdint>

namespace coopgraph::kit {

/// A valid network of every kind of entity, with texts that tables and JSON have to quote.
[[nodiscard]] network random_network(std::uint64_t seed);

}  // namespace coopgraph::kit
