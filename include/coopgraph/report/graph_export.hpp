// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/io/graph_document.hpp>
#include <coopgraph/model/network.hpp>
#include <coopgraph/view/flow_projection.hpp>
#include <coopgraph/view/projection.hpp>

namespace coopgraph {

/// The ties of a network as a document that graph files are written of. Vertices are the view's, with the actors' keys as ids and
/// the attributes label (the name), kind, parent, lon, lat and those of the dataset; an actor's validity is a spell. Edges have
/// the attributes
///   weight                         the strength; what is no decimal fraction as the nearest double
///   record, basis                  the keys of the records behind the edge, and on what the strength rests
///   title, kind, status, fields, counts, signed_on, effective_from, effective_to, source_document
///   product, chain, stage, capacity, unit, cost, certified       of flows; no capacity: no limit
/// as far as any record states them; what several records of one edge state differently is joined by "; ". An edge is named by
/// its record, where it has one: "f09", or "f09/1", "f09/2", … where the record gives several edges. The times of the records are
/// spells of the edge, in days; an edge with a record of no date has none, for it may be there at any time. The graph's own
/// attributes are title, description, licence, observation, observed (keys joined by ";"), absence, as and unit, as far as
/// stated. Where the view has an edge for each record, edges keep what single records say: projection_options::edge_per_record.
/// Notes say what a graph does not hold: regions, events, quantities, what gave no tie, …
/// \throws input_error if the view is of another network
/// Complexity: O(n + m + bytes), a factor log m for ids.
[[nodiscard]] graph_document to_graph_document(const network& from, const agreement_view& view);
[[nodiscard]] graph_document to_graph_document(const network& from, const flow_view& view);

}  // namespace coopgraph
