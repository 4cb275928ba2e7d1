// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/language.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/core/position.hpp>
#include <coopgraph/graph/contiguity.hpp>
#include <coopgraph/plot/figure.hpp>
#include <coopgraph/view/flow_projection.hpp>
#include <coopgraph/view/projection.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {

/// What a map of clusters shows. Data only: cluster_map() draws it.
struct cluster_map_data {
  struct unit {
    std::string name = {};
    std::optional<position> where = {};     ///< nothing: the figure's note names the unit
    std::uint64_t cluster = 0;              ///< the number that is shown; 0: in no cluster
    std::optional<double> confidence = {};  ///< [0, 1]: how sure it is that the unit belongs there; nothing: not asked
    std::string region = {};                ///< the official one; empty: none
    bool moves = false;                     ///< it is in another official region than the cluster is matched with
  };
  std::vector<unit> units = {};
  std::vector<std::pair<std::size_t, std::size_t>> joined =
      {};  ///< units between which a line in the colour of the first is drawn
};

struct cluster_map_options {
  std::string id = "cluster-map";  ///< prefix of the ids in the picture: a letter, then letters, digits, '-' and '_'
  language lang = language::english;
  std::string title = {};                   ///< empty: "Clusters on the map"
  std::string cluster_word = {};            ///< what one of them is called; empty: "cluster"
  std::vector<unit_outline> outlines = {};  ///< by unit, some without rings; empty: points alone
  double sure_from = 0.8;                   ///< [0, 1]: units of less confidence are hollow
  int width = 400;                          ///< of the picture in its own units, 200 to 2000; labels are 9 units high
};

/// The units of a partition, clusters numbered from 1 by label.
/// \throws input_error unless names, places and labels are as many
[[nodiscard]] cluster_map_data make_cluster_map(const std::vector<std::string>& names,
                                                const std::vector<std::optional<position>>& places, const partition& clusters);
[[nodiscard]] cluster_map_data make_cluster_map(const agreement_view& view, const partition& clusters);
[[nodiscard]] cluster_map_data make_cluster_map(const flow_view& view, const partition& clusters);

/// Clusters at the places of their units. A unit is a point with the number and one of eight colours of its cluster (the ninth
/// begins anew: the number counts), and its outline, where there is one, is tinted alike; hollow, dashed and without a tint if
/// its confidence is below `sure_from`; ringed in black if it moves. A letter after the number is its official region, in the
/// order of their names; the legend names them. Where points would cover each other they are small, and number and letter stand
/// before the name. Names stand where there is room; those of small points and of units that move always do.
///
/// Places, outlines (with the islands Hoàng Sa and Trường Sa, or not at all), note, bytes and renumbered units are as flow_map()
/// says.
/// \throws input_error if a place or an outline is not on the earth, a confidence is not in [0, 1], `joined` names no two units,
///         or the outlines do not fit the units
/// \throws option_error if an option is outside its range
/// Complexity: O(n^2) for n units, O(p) for p points of outlines, and what the places of labels take.
[[nodiscard]] figure cluster_map(const cluster_map_data& data, const cluster_map_options& options = {});

}  // namespace coopgraph
