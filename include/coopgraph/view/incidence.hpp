// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/position.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/graph.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/view/selection.hpp>
#include <coopgraph/view/ties.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph {

/// Who takes part in which agreement, as a bipartite graph: nothing is projected, so that an agreement of eight stays one thing
/// of eight. Vertices 0 to n - 1 are the actors of the network (all of them), n to n + m - 1 the m agreements taken; an edge
/// joins an actor with an agreement that names it.
struct incidence_view {
  undirected_graph graph;
  edge_strengths strengths = edge_strengths::uniform(0);  ///< 1 on every edge
  std::vector<actor_id> actors;                           ///< vertex -> actor
  std::vector<agreement_id> agreements;                   ///< vertex - n -> agreement
  std::vector<std::string> names;                         ///< vertex -> name of the actor, or key of the agreement
  std::vector<std::optional<position>> places;            ///< vertex -> where it is; nothing: not stated
  edge_records<agreement_id> records;                     ///< edge -> its one agreement
  std::vector<bool> hub;                                  ///< edge -> whether the actor is a lead or host of the agreement
  std::vector<tie_basis> basis;                           ///< edge -> stated
  std::vector<agreement_id> possibly;                     ///< as agreement_view
  std::vector<agreement_id> undated;                      ///< as agreement_view
  std::vector<left_out_record> left_out;                  ///< by record, then by party
};

/// The incidences of actors and agreements that pass the filter. A region or group whose extent is "all" stands for its members;
/// any other extent names nobody, so that the party is left out and said so. With a region in the filter only its members are
/// joined with agreements.
/// \throws input_error, option_error as project_agreements()
/// Complexity: O(R log R) time and O(R) memory over the R incidences.
[[nodiscard]] incidence_view incidence(const network& from, const record_filter& where = {});

}  // namespace coopgraph
