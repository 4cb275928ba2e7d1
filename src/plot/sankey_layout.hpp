// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/plot/sankey_diagram.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// A node in its place, in tenths.
struct sankey_bar {
  int top = 0;
  int height = 0;
};

/// A link in its place: where its band begins and ends, at the upper edge, and how high it is.
struct sankey_band {
  std::size_t link = 0;
  int from = 0;
  int to = 0;
  int height = 0;
};

struct sankey_layout {
  std::vector<std::vector<std::size_t>> columns;  ///< nodes from above; those without any amount are in none
  std::vector<std::size_t> column;                ///< by node
  std::vector<double> amount;                     ///< by node: the larger of what enters and leaves
  std::vector<sankey_bar> bars;                   ///< by node
  std::vector<sankey_band> bands;                 ///< of the links above 0
  int height = 0;
};

/// Orders and places all. Node v has slot[v] tenths at least, so that what is written beside it has room.
/// \throws as sankey_diagram()
[[nodiscard]] sankey_layout lay_out(const sankey_data& data, int height, std::span<const int> slot);
/// The column of each node, as stated or by longest paths.
/// \throws as sankey_diagram()
[[nodiscard]] std::vector<std::size_t> columns_of(const sankey_data& data);

/// How much crosses: over all pairs of links between the same two columns, whose ends lie the other way round, the product of
/// their amounts in ten-thousandths of the largest.
[[nodiscard]] std::int64_t crossing(const sankey_data& data, const sankey_layout& layout);

}  // namespace coopgraph::detail
