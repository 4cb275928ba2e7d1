// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/graph_output.hpp"
#include "cli/tie_parts.hpp"

#include <coopgraph/clustering/contiguous_regions.hpp>
#include <coopgraph/clustering/ensemble.hpp>
#include <coopgraph/clustering/flow_model.hpp>
#include <coopgraph/clustering/infomap.hpp>
#include <coopgraph/clustering/leiden.hpp>
#include <coopgraph/clustering/travel_to_work_areas.hpp>
#include <coopgraph/core/dendrogram.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/core/position.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/report/table.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::cli {

/// --flow-model, --teleportation, --recorded-teleportation, --to-vertices: the walk that the map equation describes.
struct walk_options {
  std::string model;  ///< empty: by the direction of the graph
  double teleportation = map_equation_options{}.teleportation;
  bool recorded = false;
  bool to_vertices = false;

  void declare(CLI::App& app);
  /// \throws usage_error for another word than the models
  [[nodiscard]] map_equation_options chosen() const;
};
/// "undirected", "directed", …
[[nodiscard]] std::string_view name_of(flow_model model);

/// What `cluster` is asked for.
struct cluster_options {
  graph_command_options common;
  std::string by;
  std::string objective = "modularity";
  double resolution = leiden_options{}.resolution;
  std::string node_sizes;
  std::string initial;
  std::string fixed;
  double largest_cluster = 0.0;
  std::string preset = "best";
  std::optional<unsigned> runs;  ///< nothing: as the library has it for the method
  double randomness = leiden_options{}.randomness;
  std::uint64_t seed = 1;
  unsigned ensemble = 0;
  std::string resample = "none";
  double core = ensemble_options{}.core;
  bool pairs = false;
  double memberships = 0.0;  ///< the least degree; 0: none are asked for
  std::string scan;
  std::string null_model = "configuration";
  std::string places;
  double bin_width = 0.0;
  part_options parts;
  std::string coupling;  ///< empty: adjacent for dates, all for layers
  double omega = 1.0;
  std::string slice_scale = "ties";
  std::vector<std::string> weights;
  std::string levels = "two";
  walk_options walk;
  std::size_t clusters = 0;  ///< how many; 0: not given
  std::string height;        ///< where a dendrogram is cut; empty: not given
  std::string contiguity;    ///< a file with the columns a and b; empty: none
  std::size_t nearest = 0;   ///< so many nearest are neighbours; 0: not given
  double within = 0.0;       ///< km within which units are neighbours; 0: not given
  double floor = 0.0;        ///< what each region must reach
  std::string floor_column;  ///< of what; empty: of its members
  std::string attributes;    ///< joined by commas
  std::string standardize = "z";
  std::string islands = "keep";
  std::string dissimilarity;  ///< empty: as the library has it for the method
  std::string order = "full";
  std::string linkage = "average";
  std::string azp = "tabu";
  unsigned starts = 0;  ///< 0: not given
  travel_to_work_options areas;
  std::string embedding = "ng-jordan-weiss";
  std::string core_to_periphery = "present";
};

struct cluster_request {
  const cluster_options& options;
  const input_graph& input;
  execution run;
};

/// A further column of the table: a cell for each vertex.
struct vertex_column {
  table_column column;
  std::vector<table_cell> cells;
};

/// A partition, and what else is said of it.
struct clustered {
  coopgraph::partition partition;
  std::string objective;
  double quality = 0.0;
  std::optional<double> resolution = {};           ///< of the quality, where the call does not name one
  std::function<void(json_writer&)> members = {};  ///< besides "partition", "clusters", "objective" and "quality"
  std::vector<vertex_column> columns = {};
  std::vector<std::string> notes = {};
  std::vector<table> further_tables = {};  ///< shown below the vertices
  std::optional<table> instead = {};       ///< shown in place of the table of vertices
  bool has_answer = true;
};

/// The value of an option that is one of some words. \throws usage_error naming the option and what is allowed
template <class Words>
auto value_of(const char* option, const std::string& given, const Words& words) {
  std::string allowed;
  for (const auto& [text, value] : words) {
    if (text == given) return value;
    allowed.append(allowed.empty() ? "" : ", ").append(text);
  }
  throw usage_error(std::string(option) + " is '" + printable(given) + "'; allowed: " + allowed);
}

/// Of --objective and --preset. \throws usage_error for other words
[[nodiscard]] leiden_objective objective_of(const cluster_options& o);
[[nodiscard]] leiden_preset preset_of(const cluster_options& o);
/// Whether --contiguity, --nearest or --within say who are neighbours. \throws usage_error for more than one of them
[[nodiscard]] bool has_neighbours(const cluster_options& o);
/// Of --places: a file with the columns id, lon and lat; of a dataset else the places of its actors. `option` needs them.
/// \throws usage_error where a vertex has no place
[[nodiscard]] std::vector<position> places_of(const cluster_request& r, const std::string& option);
/// Of --node-sizes: a file with the columns id and size, or an attribute of the actors of a dataset; none: empty.
[[nodiscard]] std::vector<double> node_sizes_of(const cluster_request& r);
/// \throws usage_error if an option is given that a search with neighbours, slices or distances has no use for
void refuse_plain_search_only(const cluster_options& o, const char* because);
/// \throws usage_error if an option is given that only leiden on one graph, against the configuration model, has a use for
void refuse_leiden_only(const cluster_options& o, const char* because);

[[nodiscard]] clustered by_leiden(const cluster_request& r);
[[nodiscard]] clustered by_spatial_leiden(const cluster_request& r);
/// Over the slices that --layers or --every make: labels of each vertex in each slice.
[[nodiscard]] clustered by_multislice_leiden(const cluster_request& r);
[[nodiscard]] clustered by_infomap(const cluster_request& r);

// Regions of ties that neighbours connect.
[[nodiscard]] clustered by_contiguous_leiden(const cluster_request& r);
[[nodiscard]] clustered by_contiguous_infomap(const cluster_request& r);

// Regions of attributes, connected in INPUT.
[[nodiscard]] clustered by_skater(const cluster_request& r);
[[nodiscard]] clustered by_redcap(const cluster_request& r);
[[nodiscard]] clustered by_ward_spatial(const cluster_request& r);
[[nodiscard]] clustered by_max_p(const cluster_request& r);
[[nodiscard]] clustered by_azp(const cluster_request& r);
[[nodiscard]] clustered by_p_regions(const cluster_request& r);

// Functional regions of flows.
[[nodiscard]] clustered by_travel_to_work_areas(const cluster_request& r);
[[nodiscard]] clustered by_intramax(const cluster_request& r);
[[nodiscard]] clustered by_dominant_flows(const cluster_request& r);

// Of any undirected graph.
[[nodiscard]] clustered by_spectral(const cluster_request& r);
[[nodiscard]] clustered by_hierarchical(const cluster_request& r);
[[nodiscard]] clustered by_core_periphery(const cluster_request& r);

/// INPUT as a graph without directions. \throws usage_error if it has some
[[nodiscard]] const undirected_graph& undirected_input(const cluster_request& r, const char* because);
/// By --floor and --floor-column (of the node table, or of the actors).
[[nodiscard]] region_floor floor_of(const cluster_request& r);
/// Where a method's --clusters must be given. \throws usage_error
[[nodiscard]] std::size_t clusters_of(const cluster_request& r);
/// "dendrogram": [{"first", "second", "height", "size"}]: clusters 0 to n - 1 are the vertices, n + i is what merge i made.
void write_dendrogram(json_writer& json, const dendrogram& tree);
/// The cluster that --clusters or --height leave of a dendrogram. \throws usage_error where it does not go
[[nodiscard]] partition cut(const cluster_request& r, const dendrogram& tree);
[[nodiscard]] std::string_view name_of(region_status status);
[[nodiscard]] std::string_view name_of(region_obstacle obstacle);

}  // namespace coopgraph::cli
