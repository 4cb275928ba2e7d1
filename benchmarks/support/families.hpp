// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/partition.hpp>
#include <coopgraph/graph/graph.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::bench {

/// A graph as a list of edges, the same for us and for every peer.
struct input {
  std::string family;  ///< "grid", …, or "file"
  std::string name;    ///< unique: "grid n=64 m=112", "file power"
  direction orientation = direction::undirected;
  std::size_t vertices = 0;
  std::vector<endpoints> edges = {};       ///< simple: no loops, no parallel edges, so that the peers' conventions agree
  std::vector<std::int64_t> lengths = {};  ///< by edge, 1 … 100
};

/// How many edges (about) the three sizes of each family have: `linear` for kernels that take O(V + E) or a few sweeps,
/// `quadratic` for those that take O(V E), `heavy` for those among them that take many times as long for an arc (searches by
/// length, scores of edges), for which large files are left out.
enum class load { linear, quadratic, heavy };

/// Sizes are divided by `divisor` (1, or more for a quick run).
struct scale {
  load work = load::linear;
  std::size_t divisor = 1;
};

/// The families that are generated: grid, barabasi-albert, r-mat, ring-of-cliques (undirected) and supply-chain (directed).
[[nodiscard]] std::span<const std::string> family_names();

/// The edges asked for at the three sizes.
[[nodiscard]] std::vector<std::size_t> edge_counts(scale s);

/// Those for flows, with capacities as lengths:
///   vision-grid     pixels in a grid, each tied to its 4 neighbours and either to the source or to the target: a noisy picture
///                   of blobs whose outlines the least cut finds (undirected)
///   faint-grid      the same with hardly any light between blobs and what lies around them
///   rmf-long        square frames one behind the other, wide open within, each vertex tied to one of the next frame: deep
///   rmf-wide        the same, three times as wide as deep (directed)
///   supply-network  a supply chain with a source before its producers and a target behind its markets (directed)
///   r-mat           between the two vertices with the most ties
[[nodiscard]] std::span<const std::string> flow_family_names();

/// The source and the target of such a graph.
[[nodiscard]] std::pair<vertex_id, vertex_id> flow_ends(const input& on);

/// Beside all these there is sparse-random: any pair of vertices alike, eight ties each on average.
///
/// A graph of that family with about that many edges; the same on every machine. \throws input_error for an unknown family
[[nodiscard]] input make_input(const std::string& family, std::size_t edges);

/// A graph with communities that were planted.
struct planted_input {
  input on;
  partition communities;
};

/// "lfr": power laws for degrees (20.4 on average, at most 100, exponent 2.5) and sizes of communities (50 to 1000, or to a tenth
/// of the vertices if that is less; exponent 1.5); mu, the share of a vertex's edges that leave its community, is 0.4.
[[nodiscard]] planted_input make_lfr(std::size_t vertices);

/// The same without the vertices that have no edge, the others numbered anew in their order; not for flows.
[[nodiscard]] input without_isolated(const input& on);

/// The graphs in `folder`/graphs/*.csv (columns source,target,length; ids from 0), sorted by name; empty if there are none.
/// Loops and parallel edges are dropped. \throws io_error, data_error
[[nodiscard]] std::vector<input> read_inputs(const std::filesystem::path& folder);

}  // namespace coopgraph::bench
