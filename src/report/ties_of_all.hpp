// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "core/words.hpp"

#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/graph.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/view/flow_projection.hpp>
#include <coopgraph/view/projection.hpp>

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace coopgraph::detail {

/// The ties of a network whose ties were all recorded, for measures of where actors stand among them.
struct ties_of_all {
  std::variant<undirected_graph, directed_graph> graph;
  edge_strengths strengths = edge_strengths::uniform(0);
  std::vector<std::string> names;  ///< vertex -> name; vertex v is actor v
  std::string what;                ///< in words: "agreements, by their number"
  std::size_t modelled = 0;        ///< edges that rest on a model

  [[nodiscard]] std::size_t edges() const {
    return std::visit([](const auto& g) { return static_cast<std::size_t>(g.view().edges()); }, graph);
  }
};

/// The flows by the one measure that all state, of one unit and basis; else by their number.
[[nodiscard]] flow_view flows_by_one_measure(const network& from);

/// Its agreements; without any its flows, by their measure if they have one, of one unit and basis, else by their number.
/// \pre the view is one of this network
[[nodiscard]] ties_of_all ties_of_all_in(const network& from, const agreement_view& agreements, const words& say);

}  // namespace coopgraph::detail
