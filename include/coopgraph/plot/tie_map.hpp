// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/markup.hpp>
#include <coopgraph/model/entities.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/view/projection.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph {

/// How a point of a map is drawn: large; filled, in the colour of its surest tie; small and hollow.
enum class map_point_kind { observed, tied, other };

/// How a tie is drawn: by agreements as they are stated; by at least one that names only some of its parties; only by
/// proposals and invitations (dashed).
enum class map_tie_kind { stated, bounded, proposed };

/// What a map of ties shows. Data only: tie_map() and to_svg() draw it.
struct tie_map_data {
  struct point {
    std::string name = {};
    std::optional<position> where = {};  ///< nothing: the note below the map names the point
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
  std::vector<tie> ties = {};  ///< each is drawn; parallel ones cover each other
  std::string title = "Recorded ties";
  std::string description = {};         ///< the map in words, for who does not see it
  std::string weight_unit = "records";  ///< of the weights, for the legend
};

struct tie_map_options {
  std::string id = "tie-map";  ///< prefix of the ids in the picture: a letter, then letters, digits, '-' and '_'
  int width = 400;             ///< of the picture in its own units, 200 to 2000; labels are 11 units high. Margins may widen it
};

/// The style of the map, for the page's <style>: every rule is below the class tie-map.
inline constexpr const char* tie_map_style =
    ".tie-map{display:block;width:100%;max-width:34rem;height:auto;margin:.5rem auto;font-family:system-ui,sans-serif;"
    "font-size:11px;background:#fff}"
    ".tie-map text{fill:#1a1a1a;pointer-events:none}"
    ".tie-map .label{stroke:#fff;stroke-width:2.6px;stroke-linejoin:round;paint-order:stroke}"
    ".tie-map .tied{font-size:11px}.tie-map .observed{font-size:14px;font-weight:700}.tie-map .other{font-size:9px;fill:#666}"
    ".tie-map .key{font-size:10px}.tie-map .rule{stroke:#ddd;stroke-width:1px}"
    ".tie-map .tie{fill:none;stroke-linecap:round;stroke-opacity:.65}"
    ".tie-map .w1{stroke-width:1px}.tie-map .w2{stroke-width:2.2px}.tie-map .w3{stroke-width:3.6px}"
    ".tie-map .stated{stroke:#0072b2}.tie-map .bounded{stroke:#009e73}.tie-map .proposed{stroke:#d55e00}"
    ".tie-map .tie.bounded{stroke-dasharray:9 3}.tie-map .tie.proposed{stroke-dasharray:4 3}"
    ".tie-map .tie:hover{stroke-opacity:1;stroke-width:4px}"
    ".tie-map .leader{stroke:#777;stroke-width:.6px}"
    ".tie-map circle{stroke:#fff;stroke-width:1px}"
    ".tie-map circle.stated{fill:#0072b2;stroke:#fff}.tie-map circle.bounded{fill:#009e73;stroke:#fff}"
    ".tie-map circle.proposed{fill:#d55e00;stroke:#fff}"
    ".tie-map circle.observed{fill:#1a1a1a;stroke:#fff;stroke-width:1.5px}"
    ".tie-map circle.other{fill:#fff;stroke:#888;stroke-width:.9px}"
    "@media(forced-colors:active){.tie-map{forced-color-adjust:none}}";

/// The map of a projection: every actor of the view is a point and every edge a tie with the number of its records as weight.
/// A tie is `proposed` if each of its records is only proposed or invited, else `bounded` if its basis is not `stated`.
/// An actor is `observed` if the network says that its ties were recorded, else `tied` if it has an edge.
/// \pre the view is one of this network
/// Complexity: O(V + R log R) for R records behind the edges.
[[nodiscard]] tie_map_data make_tie_map(const network& from, const agreement_view& view);

/// The map as inline SVG with a legend, and below it a <p class="note"> on the points without a place. Equirectangular, true at
/// the middle latitude, and cut where no point is for the longest way around the earth. Observed and tied points are always
/// labelled, the others where there is room; labels cover neither each other nor a point. The same data gives the same bytes.
/// \throws input_error if a place is not on the earth, a tie joins no two points of the data, or a weight is not above 0
/// \throws option_error if an option is outside its range
[[nodiscard]] escaped tie_map(const tie_map_data& data, const tie_map_options& options = {});

/// The same picture as a file of its own: an SVG document with its style and the note inside.
/// \throws as tie_map()
[[nodiscard]] std::string to_svg(const tie_map_data& data, const tie_map_options& options = {});

}  // namespace coopgraph
