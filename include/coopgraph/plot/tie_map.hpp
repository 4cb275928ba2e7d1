// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/language.hpp>
#include <coopgraph/graph/contiguity.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/plot/figure.hpp>
#include <coopgraph/view/projection.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph {

/// How a point of a map is drawn: large; filled, in the colour of its surest tie; small and hollow.
enum class map_point_kind { observed, tied, other };

/// How a tie is drawn where no kinds are given: by agreements as they are stated; by a bound, or by at least one that names only
/// some of its parties; by a total that was split, or a model; only by proposals and invitations.
enum class map_tie_kind { stated, bounded, estimated, proposed };

/// What a map of ties shows. Data only: tie_map() draws it.
struct tie_map_data {
  struct point {
    std::string name = {};
    std::optional<position> where = {};  ///< nothing: the figure's note names the point
    map_point_kind kind = map_point_kind::other;
  };
  struct tie {
    std::size_t from = 0;  ///< positions in `points`, not equal
    std::size_t to = 0;
    double weight = 1.0;  ///< finite and above 0: the line's width, in at most three steps
    map_tie_kind kind = map_tie_kind::stated;
    std::string what = {};  ///< what the tie rests on, shown where one points at it; may be empty
  };
  std::vector<point> points = {};
  std::vector<tie> ties = {};
  std::string title = {};        ///< empty: "Ties between actors"
  std::string description = {};  ///< the map in words, for who does not see it; what is drawn is added
  std::string weight_unit = {};  ///< of the weights, for the legend; empty: records
};

struct tie_map_options {
  std::string id = "tie-map";  ///< prefix of the ids in the picture: a letter, then letters, digits, '-' and '_'
  language lang = language::english;
  std::string title = {};                   ///< empty: that of the data
  std::vector<std::string> kinds = {};      ///< by tie, such as fields_of(): what the colours tell apart; empty: map_tie_kind
  std::vector<unit_outline> outlines = {};  ///< by point, some without rings; empty: points alone
  std::size_t most = 150;                   ///< lines, 1 to 2000: the strongest; the note says how many there are
  int width = 400;                          ///< of the picture in its own units, 200 to 2000; labels are 9, 11 and 14 units high
};

/// The map of a projection: every actor of the view is a point and every edge a tie with the number of its records as weight.
/// A tie is `proposed` if each of its records is only proposed or invited, else as its basis says. An actor is `observed` if the
/// network says that its ties were recorded, else `tied` if it has an edge. Loops are left out.
/// \pre the view is one of this network
/// Complexity: O(V + R log R) for R records behind the edges.
[[nodiscard]] tie_map_data make_tie_map(const network& from, const agreement_view& view, language lang = language::english);

/// The map of ties: a line for each pair, bent away from the middle of the map. Widths, kinds, places, outlines (with the islands
/// Hoàng Sa and Trường Sa, or not at all), labels, note and bytes are as flow_map() says; parallel ties of one kind are one line.
/// Observed points and those with a line are always labelled.
/// \throws input_error if a place or an outline is not on the earth, a tie joins no two points of the data, a weight is not above
///         0, or the outlines do not fit the points
/// \throws option_error if an option is outside its range, or there is not one kind for each tie
/// Complexity: as flow_map().
[[nodiscard]] figure tie_map(const tie_map_data& data, const tie_map_options& options = {});

/// The same of a view alone, by its strengths. What is only proposed, and whose ties were recorded, is not known to it.
/// \throws input_error besides if a strength is negative or the parts of the view do not fit its graph
[[nodiscard]] figure tie_map(const agreement_view& view, const tie_map_options& options = {});

}  // namespace coopgraph
