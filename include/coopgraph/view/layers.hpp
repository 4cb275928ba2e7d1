// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/view/projection.hpp>

#include <string>
#include <vector>

namespace coopgraph {

/// What tells the layers of a network apart: each field, kind or status that an agreement has makes one.
enum class layer_by { field, kind, status };

/// The agreements of one layer, projected.
struct layer {
  std::string name;  ///< the field, kind or status; "" holds the agreements that state none
  undirected_graph graph;
  edge_strengths strengths = edge_strengths::uniform(0);
  edge_records<agreement_id> records;
  std::vector<tie_basis> basis;
};

/// A network's agreements as several graphs over the same vertices: vertex v is actor v in each.
struct layered_view {
  std::vector<actor_id> actors;                 ///< vertex -> actor
  std::vector<std::string> names;               ///< vertex -> name
  std::vector<std::optional<position>> places;  ///< vertex -> where it is; nothing: not stated
  std::vector<layer> layers;                    ///< sorted by name, but statuses in their order; only those with a record
  layer_by by = layer_by::field;
  projection as = projection::star;
  std::string unit;                       ///< as agreement_view
  std::vector<agreement_id> possibly;     ///< as agreement_view, over all layers
  std::vector<agreement_id> undated;      ///< alike
  std::vector<agreement_id> without_hub;  ///< alike
  std::vector<left_out_record> left_out;  ///< what is in no layer, and parties that gave no tie
};

/// Projects the agreements layer by layer. An agreement of several fields is in the layer of each; the options hold for all.
/// \throws as project_agreements()
/// Complexity: that of project_agreements() for each layer.
[[nodiscard]] layered_view layers(const network& from, const projection_options& options = {}, layer_by by = layer_by::field);

}  // namespace coopgraph
