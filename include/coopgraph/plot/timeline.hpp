// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/date.hpp>
#include <coopgraph/core/language.hpp>
#include <coopgraph/model/entities.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/plot/figure.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace coopgraph {

/// What a timeline shows: records with their periods. Data only, to be built by hand or from a network.
struct timeline_data {
  struct row {
    std::string label = {};
    stated_period when = {};  ///< an end that is not stated is drawn as an arrow; without both the note names it
    std::string group = {};   ///< its field; may be empty
    std::string what = {};    ///< more than the label, shown where one points at it; may be empty
  };
  std::vector<row> rows = {};
};

struct timeline_options {
  std::string id = "timeline";  ///< prefix of the ids in the picture: a letter, then letters, digits, '-' and '_'
  language lang = language::english;
  std::string title = {};  ///< empty: "Agreements by period"
  int width = 240;         ///< of the axis in the picture's units, 100 to 2000; labels stand left of it
  std::size_t most = 60;   ///< rows, 1 to 500: beyond, the records that begin in each period are counted
};

/// The agreements of a network in its order: from the begin of what is effective (else from the day they were signed) to its
/// end; grouped by field, those of several fields together.
/// Complexity: O(n) for n agreements and their parties.
[[nodiscard]] timeline_data make_timeline(const network& from, language lang = language::english);

/// A bar for each dated record over an axis of years, in groups (the earliest first; those without a group last), in a group by
/// begin, then by end, then in their order. Begins and ends that are not stated are arrows. With more than `most` dated records:
/// how many begin in each year (or 2, 5, 10, … years), as stacked bars by group; records that state only an end are counted
/// there by their end, which the note tells. Undated records are named in the note, at most twelve of them.
/// \throws input_error if a period ends before it begins
/// \throws option_error if an option is outside its range
/// Complexity: O(n log n).
[[nodiscard]] figure timeline(const timeline_data& data, const timeline_options& options = {});
[[nodiscard]] figure timeline(const network& from, const timeline_options& options = {});

}  // namespace coopgraph
