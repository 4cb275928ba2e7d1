// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/language.hpp>
#include <coopgraph/graph/contiguity.hpp>
#include <coopgraph/plot/figure.hpp>
#include <coopgraph/view/flow_projection.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace coopgraph {

struct flow_map_options {
  std::string id = "flow-map";  ///< prefix of the ids in the picture: a letter, then letters, digits, '-' and '_'
  language lang = language::english;
  std::string title = {};  ///< empty: "Flows between actors"
  std::vector<std::string> kinds =
      {};  ///< by edge, such as view.product or fields_of(): what the colours tell apart; empty: all alike
  std::vector<unit_outline> outlines = {};  ///< by vertex, some without rings; empty: points alone
  std::size_t most = 150;                   ///< lines, 1 to 2000: the strongest; the note says how many there are
  int width = 400;                          ///< of the picture in its own units, 200 to 2000; labels are 9 and 11 units high
};

/// A map of flows: an arrow from each origin to each destination, bent to the right of its way, so that the way back lies beside
/// it. Its width is one of three steps of strength, which the legend gives in the unit of the view. With `kinds` colours and
/// dashes tell them apart: the seven of the greatest total strength by name, the rest as "other", empty ones as not stated.
/// Parallel edges of one kind are one arrow of their summed strength, those of several kinds are arrows beside each other. Loops,
/// flows of strength 0 and those at an actor without a place are counted in the note.
///
/// Equirectangular, true at the middle latitude, and cut where no point is for the longest way around the earth. Actors with an
/// arrow are always labelled, the others where there is room (of more than 1,000 they are left out); labels cover neither each
/// other nor a point. Outlines are drawn below as light areas, their points on the same tenth of a unit merged.
///
/// No map leaves out the islands Hoàng Sa and Trường Sa: outlines that hold Đà Nẵng or Khánh Hòa, to which they belong, or that
/// hold Hà Nội and reach south of 11° N (at 102 to 110° E), are drawn only if they have rings inside 111-113.2° E, 15.3-17.3° N
/// and inside 110-117.9° E, 6-12.1° N, which then stand in frames of their own, with their names; else the actors stand as points
/// without outlines, and the note says why.
///
/// Relabelled vertices and reordered edges give the same picture but for its data-actor, data-from and data-to, where no two
/// actors share a name and a place. The same input gives the same bytes.
/// \throws input_error if a strength is negative, a place or an outline is not on the earth, or the parts of the view or the
///         outlines do not fit its graph
/// \throws option_error if an option is outside its range, or there is not one kind for each edge
/// Complexity: O(m log m) time for m edges, O(p) for p points of outlines, and what the places of labels take: for hundreds of
/// actors about a second.
[[nodiscard]] figure flow_map(const flow_view& view, const flow_map_options& options = {});

}  // namespace coopgraph
