// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/language.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/plot/figure.hpp>
#include <coopgraph/view/flow_projection.hpp>
#include <coopgraph/view/projection.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace coopgraph {

/// What a network diagram shows. Data only, to be built by hand or from a view.
struct network_diagram_data {
  struct tie {
    std::size_t from = 0;  ///< positions in `names`; loops are not drawn, parallel ties are drawn as one
    std::size_t to = 0;
    double strength = 1.0;  ///< finite, >= 0
  };
  std::vector<std::string> names = {};
  std::vector<tie> ties = {};
  partition clusters = {};  ///< of the names, for colours and numbers; empty: none
  bool directed = false;    ///< whether tooltips tell where a tie leads
  std::string unit = {};    ///< of the strengths; empty: records
};

struct network_diagram_options {
  std::string id = "network-diagram";  ///< prefix of the ids in the picture: a letter, then letters, digits, '-' and '_'
  language lang = language::english;
  std::string title = {};        ///< empty: "Who is tied to whom"
  int width = 0;                 ///< of the picture in its own units, 200 to 4000; 0: by the number of actors
  std::size_t labels = 40;       ///< names at most, 0 to 500: those of the strongest, where there is room
  std::uint64_t seed = 0;        ///< as force_layout_options
  std::size_t iterations = 400;  ///< alike
  execution run = {};
};

/// Actors placed by force_layout(): discs with areas that grow with the strength of their ties, lines as wide as ties are
/// strong. Discs never overlap. Clusters have a colour and a number, which stands in discs that have room for it and in that of
/// the strongest of each of the 24 largest clusters. Names are placed for the strongest first and never cover each other or a
/// disc. The same data and seed give the same bytes.
/// \throws input_error if a tie's position is no name's, a strength is negative or not finite, or there are clusters, but not
///         one for each name
/// \throws option_error if an option is outside its range; cancelled on request
/// Complexity: that of force_layout(), and O(labels n) for the names.
[[nodiscard]] figure network_diagram(const network_diagram_data& data, const network_diagram_options& options = {});
[[nodiscard]] figure network_diagram(const agreement_view& view, const partition& clusters = {},
                                     const network_diagram_options& options = {});
[[nodiscard]] figure network_diagram(const flow_view& view, const partition& clusters = {},
                                     const network_diagram_options& options = {});

}  // namespace coopgraph
