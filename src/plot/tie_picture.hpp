// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "core/words.hpp"
#include "plot/map_drawing.hpp"

#include <coopgraph/graph/contiguity.hpp>
#include <coopgraph/plot/figure.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

/// How the lines of one kind are drawn.
struct tie_look {
  markup colour = palette::categories[0];
  markup dash = "";
  std::string text = {};  ///< in the legend; empty: not there
};

/// A tie as a view holds it. Several of one look between the same ends (in the same direction) are drawn as one.
struct stated_tie {
  std::size_t from = 0;
  std::size_t to = 0;
  double weight = 1.0;
  std::size_t look = 0;
  std::string what = {};  ///< on what it rests; may be empty
};

/// How a point is drawn.
struct point_look {
  paint how = {};  ///< without a fill: in the colour of the first look of its ties
  int radius = 0;
  label_type label = small_label;
  bool required = false;
  int weight = 1;
  std::string text = {};  ///< in the legend; empty: not there
};

/// A map of ties, as the public functions put it together.
struct tie_scene {
  const char* function = "";  ///< for refusals
  markup kind = "";           ///< class of the picture
  figure head = {};
  words say = words();
  bool directed = false;
  std::string unit = {};  ///< of the weights; empty: records
  int width = 400;
  std::size_t most = 150;
  const std::vector<unit_outline>* outlines = nullptr;

  std::vector<std::string> names = {};
  std::vector<std::optional<position>> places = {};
  std::vector<stated_tie> ties = {};
  std::vector<tie_look> looks = {};
  bool kinds_given = false;                     ///< the looks are the user's kinds
  std::vector<std::size_t> point_look_of = {};  ///< by point
  std::vector<point_look> point_looks = {};
};

/// Draws it. The description begins with the head's, and goes on with what is drawn.
/// \throws option_error, input_error as the public functions say
[[nodiscard]] figure draw_ties(tie_scene scene);

/// Looks for kinds given by tie: the seven that weigh most by name, the others as "other", the empty ones as not stated. Sets the
/// look of each tie. \pre one kind for each tie
void set_kinds(tie_scene& scene, const std::vector<std::string>& kinds);

/// \throws option_error, input_error unless there are no kinds or one for each tie
void check_map_options(const char* function, const std::string& id, int width, std::size_t most, std::size_t kinds,
                       std::size_t ties);

}  // namespace coopgraph::detail
