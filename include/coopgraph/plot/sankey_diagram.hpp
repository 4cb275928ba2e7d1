// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/language.hpp>
#include <coopgraph/plot/figure.hpp>
#include <coopgraph/view/flow_projection.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph {

/// What a Sankey diagram shows: amounts that pass through columns. Data only, to be built by hand or from a view.
struct sankey_data {
  struct node {
    std::string name = {};
    std::optional<std::size_t> column = {};  ///< of all nodes or of none; none: as many links as lead to it at most
    std::optional<std::size_t> actor = {};   ///< position of the vertex that it is
    std::size_t stands_for = 1;              ///< how many it joins; above 1 it stands last in its column
  };
  struct link {
    std::size_t from = 0;  ///< positions in `nodes`
    std::size_t to = 0;
    double amount = 0.0;                   ///< finite, >= 0; parallel links are added up within one kind
    std::optional<std::size_t> kind = {};  ///< position in `kinds`, its colour; nothing: the colour of its origin
  };
  std::vector<node> nodes = {};
  std::vector<link> links = {};
  std::vector<std::string> kinds = {};    ///< products, for a legend
  std::vector<std::string> columns = {};  ///< what stands above each column; may be fewer
  std::vector<std::string> steps = {};    ///< what stands above the bands from each column to the next; may be fewer
  std::string unit = {};                  ///< of the amounts; empty: records
  std::string note = {};                  ///< what could not be taken into it; it stands first in the figure's note
};

struct sankey_options {
  std::string id = "sankey-diagram";  ///< prefix of the ids in the picture: a letter, then letters, digits, '-' and '_'
  language lang = language::english;
  std::string title = {};  ///< empty: "What flows where"
  int width = 0;           ///< from the first column to the last, in the picture's units, 100 to 2000; 0: as columns need
  int height = 260;        ///< of the largest column's amounts, 60 to 2000; names need more where there are many nodes
};

struct sankey_choice {
  language lang = language::english;  ///< of what stands above the columns
  std::size_t most = 12;              ///< nodes in a column, 2 to 40: beyond, the smallest are joined as one
};

/// The columns of flows that state a stage: before the first stage, between each two, after the last; an actor is a node in each
/// column where it stands. Stages come in the order in which actors pass goods on (who receives in a stage and sends in
/// another makes the first come before); where that is a circle, by first appearance. Without any stage: origins, products and
/// destinations, or only origins and destinations where there are no products. Flows of strength 0, and, where there are stages,
/// those that state none, are left out and said so.
/// \throws option_error if `most` is outside its range
/// Complexity: O(m log m) for m flows, O(s^2) for s stages.
[[nodiscard]] sankey_data make_sankey(const flow_view& view, const sankey_choice& choice = {});

/// Nodes as bars as high as the larger of what enters and what leaves them, in columns from left to right; links as bands as
/// high as their amounts. Within a column nodes are ordered so that bands cross as little as sweeps by barycentres and exchanges
/// of neighbours find (whole numbers; the best of all sweeps, measured by the amounts that cross). Names and amounts stand beside
/// their nodes and never overlap. The same data give the same bytes. \throws input_error if a link's position is no node's, an
/// amount is negative or not finite, some nodes have a column and others
///         have none, a link does not lead to a later column, or, where there are no columns, links lead in a circle
/// \throws option_error if an option is outside its range
/// Complexity: O(n + m^2) time for the links m that are drawn.
/// Reference: barycentres: Sugiyama, Tagawa & Toda (1981), doi:10.1109/TSMC.1981.4308636
[[nodiscard]] figure sankey_diagram(const sankey_data& data, const sankey_options& options = {});
/// `choice` is made by the view's data: 12 nodes in a column, the options' language.
[[nodiscard]] figure sankey_diagram(const flow_view& view, const sankey_options& options = {});

}  // namespace coopgraph
