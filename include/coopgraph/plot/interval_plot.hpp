// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/interval_ranking.hpp>
#include <coopgraph/core/language.hpp>
#include <coopgraph/plot/figure.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coopgraph {

/// What an interval plot shows: for each label a number, between which bounds it may lie. Data only.
struct interval_data {
  struct row {
    std::string label = {};
    double low = 0.0;  ///< finite, low <= high
    double high = 0.0;
    std::optional<double> value = {};       ///< in [low, high]; nothing: only the bounds are known
    std::string place = {};                 ///< written before the label, such as a rank; may be empty
    bool decided = true;                    ///< hollow where its place in the order is not decided by the data
    std::optional<std::size_t> actor = {};  ///< position of the vertex that it is
  };
  std::vector<row> rows = {};
  std::string unit = {};  ///< written below the axis; may be empty
};

/// How values are drawn: as dots, or as bars from zero (the axis begins at 0 then, unless a bound is below it).
enum class interval_mark { dot, bar };

struct interval_plot_options {
  std::string id = "interval-plot";  ///< prefix of the ids in the picture: a letter, then letters, digits, '-' and '_'
  language lang = language::english;
  std::string title = {};  ///< empty: "Values and their bounds"
  interval_mark mark = interval_mark::dot;
  int width = 220;        ///< of the axis in the picture's units, 100 to 2000; labels stand left of it
  std::size_t most = 40;  ///< rows, 1 to 500: the first stay, the note tells how many follow
};

/// The rows of a ranking in its order; places are written as "3" or "3–5". `scores` are the values within the intervals, one for
/// each vertex, or none.
/// \throws input_error unless there is a name for each vertex, and a score for each or none
/// Complexity: O(n).
[[nodiscard]] interval_data make_intervals(const interval_ranking& ranking, std::span<const std::string> names,
                                           std::span<const double> scores = {});

/// A line from low to high for each row, in the order of the data, with its value on it, over an axis of round numbers.
/// \throws input_error if a number is not finite, a low is above its high or a value outside of both
/// \throws option_error if an option is outside its range
/// Complexity: O(n).
[[nodiscard]] figure interval_plot(const interval_data& data, const interval_plot_options& options = {});

}  // namespace coopgraph
