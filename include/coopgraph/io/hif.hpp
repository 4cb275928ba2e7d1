// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/io/graph_file.hpp>
#include <coopgraph/model/network.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace coopgraph {

/// What a HIF file holds: its hypergraph as a network, and in sentences what a network has no place for.
struct hif_document {
  network from;
  std::vector<std::string> notes;
};

/// Reads multilateral agreements from the Hypergraph Interchange Format (JSON), block by block:
///     {"network-type": "undirected", "metadata": {…}, "nodes": [{"node": "01", "attrs": {…}}, …],
///      "edges": [{"edge": "m1", "attrs": {…}}, …], "incidences": [{"edge": "m1", "node": "01", "attrs": {…}}, …]}
/// A node is an actor, an edge an agreement, an incidence a party of it. Ids are texts or whole numbers; nodes and edges that
/// only incidences name are there, too. "attrs" (or "attr", or the element's own members) are the columns of a dataset:
///     node       name (else the id), kind, parent, lon, lat, valid_from, valid_to; any others are attributes of the actor, and
///                so is its weight; "aliases": a list of texts. A node with a list "members" is a region: ids of actors and
///                regions, or {"actor", "valid_from", "valid_to"}
///     edge       title (else name), kind, status (else "in force"), counts, fields (a list, or a text with ";"), signed_on,
///                effective_from, effective_to, source; "quantities": a list of {"measure", "value", "unit", …}
///     incidence  role (else the direction: head or tail), of, extent, valid_from, valid_to
///     metadata   name, title, description, licenses, observation; "sources": a list of {"id", "title", …}
/// Edges of fewer than two nodes are no agreements and are left out. What else is left out is named in the notes.
/// \throws data_error with every problem, each with file:line:column: of the JSON and the format (invalid-json, duplicate-key,
///         not-hif, missing-id, invalid-id, invalid-value, missing-incidences) or else of the model, as network_builder's
/// \throws limit_error over a limit: vertices for nodes, edges for edges and for incidences, and those of JSON; cancelled
/// Complexity: O(bytes) time, O(network) memory.
/// Reference: M. Coll et al., HIF: the hypergraph interchange format for higher-order networks, Network Science 13 (2025), e21,
/// doi:10.1017/nws.2025.10018
[[nodiscard]] hif_document read_hif(const std::string& path, const graph_file_options& options = {});
/// The same of bytes in memory; problems name `name` as the file.
[[nodiscard]] hif_document parse_hif(std::string_view bytes, const std::string& name, const graph_file_options& options = {});

/// A network's actors, regions, agreements, aliases, sources and observation as HIF, a line for each element, and in sentences
/// what it has no place for: flows, events, a crosswalk, … What parse_hif() makes of the text equals the network but for that and
/// for the order of aliases, which stand with those who bear them.
/// Complexity: O(bytes).
[[nodiscard]] written_graph to_hif(const network& from);
/// Writes to_hif() as a file that appears whole or not at all; returns what it does not hold.
/// \throws io_error if the file cannot be written
std::vector<std::string> write_hif(const network& from, const std::string& path);

}  // namespace coopgraph
