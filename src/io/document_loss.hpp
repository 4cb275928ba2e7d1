// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/io/graph_document.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace coopgraph::detail {

/// Says that a format has no place for spells, if there are any.
inline void lose_spells(const std::string& format, const graph_document& document, std::vector<std::string>& lost) {
  const std::size_t spells = document.vertex_spells.size() + document.edge_spells.size();
  if (spells > 0) lost.push_back(format + " has no periods: " + std::to_string(spells) + " spells are left out");
}

inline void lose_outlines(const std::string& format, const graph_document& document, std::vector<std::string>& lost) {
  if (!document.outlines.empty())
    lost.push_back(format + " has no outlines: those of " + std::to_string(document.outlines.size()) + " vertices are left out");
}

/// Whether all whole numbers of an attribute have 64 bits at most.
inline bool fits_long(const attribute_column& a) {
  return std::all_of(a.numbers.begin(), a.numbers.end(), [](const decimal& d) {
    return d.exponent == 0 || (d.exponent > 0 && d.exponent <= 18 && digits_of(d.mantissa) + d.exponent <= 18);
  });
}

}  // namespace coopgraph::detail
