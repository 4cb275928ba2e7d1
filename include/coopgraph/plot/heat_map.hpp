// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/language.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/plot/figure.hpp>
#include <coopgraph/view/flow_projection.hpp>
#include <coopgraph/view/projection.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph {

/// Whether the amount of (a, b) is that of (b, a), or what goes from a, the row, to b, the column.
enum class matrix_kind { mutual, directed };

/// What a heat map shows: an amount for pairs of actors. Data only, to be built by hand or from a view.
struct heat_map_data {
  struct cell {
    std::size_t row = 0;  ///< positions in `names`; a pair occurs once, a mutual one either way
    std::size_t column = 0;
    double amount = 0.0;  ///< finite, >= 0
  };
  std::vector<std::string> names = {};
  std::vector<cell> cells = {};  ///< pairs without one stay blank
  partition clusters = {};       ///< of the names, for their order and lines between clusters; empty: none
  matrix_kind kind = matrix_kind::mutual;
  std::string unit = {};  ///< of the amounts; empty: records
};

struct heat_map_options {
  std::string id = "heat-map";  ///< prefix of the ids in the picture: a letter, then letters, digits, '-' and '_'
  language lang = language::english;
  std::string title = {};  ///< empty: "Ties of all pairs", or "Flows of all pairs"
  int cell = 0;            ///< side of a cell in the picture's units, 6 to 60; 0: the smaller, the more there are
  std::size_t most = 100;  ///< rows, 1 to 200: the largest sums of amounts stay, the note tells of the others
};

/// The strength of every tie, parallel ones added up; a loop stands on the diagonal once.
/// \throws input_error if there are clusters, but not one for each vertex, or if a sum leaves 64 bits
/// Complexity: O(n + m log m).
[[nodiscard]] heat_map_data make_heat_map(const agreement_view& view, const partition& clusters = {});
/// The strength of every flow: rows are origins, columns destinations.
[[nodiscard]] heat_map_data make_heat_map(const flow_view& view, const partition& clusters = {});

/// A square matrix in five steps of colour with a legend in the unit. Names stand in the order of the clusters (the largest
/// sum of amounts first), within a cluster by their sum of amounts, then by position; lines part the clusters and frame what is
/// inside of each. Names stand on all four sides where there are more than twenty. A cell tells its pair and amount where one
/// points at it, and shows the amount where there is room. The same data give the same bytes.
/// \throws input_error if a cell's position is no name's, a pair occurs twice, an amount is negative or not finite, or there are
///         clusters, but not one for each name
/// \throws option_error if an option is outside its range
/// Complexity: O(n log n + m log m) for n names and m cells.
[[nodiscard]] figure heat_map(const heat_map_data& data, const heat_map_options& options = {});
[[nodiscard]] figure heat_map(const agreement_view& view, const partition& clusters = {}, const heat_map_options& options = {});
[[nodiscard]] figure heat_map(const flow_view& view, const partition& clusters = {}, const heat_map_options& options = {});

}  // namespace coopgraph
