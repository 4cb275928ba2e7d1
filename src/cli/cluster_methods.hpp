// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/graph_output.hpp"
#include "cli/tie_parts.hpp"

#include <coopgraph/clustering/ensemble.hpp>
#include <coopgraph/clustering/flow_model.hpp>
#include <coopgraph/clustering/infomap.hpp>
#include <coopgraph/clustering/leiden.hpp>
#include <coopgraph/core/partition.hpp>
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
  unsigned runs = 1;
  double randomness = leiden_options{}.randomness;
  std::uint64_t seed = 1;
  unsigned ensemble = 0;
  std::string resample = "none";
  double core = ensemble_options{}.core;
  bool pairs = false;
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
  std::optional<double> resolution = {};      ///< of the quality, where the call does not name one
  std::function<void(json_writer&)> members;  ///< besides "partition", "clusters", "objective" and "quality"
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

/// Of --node-sizes: a file with the columns id and size, or an attribute of the actors of a dataset; none: empty.
[[nodiscard]] std::vector<double> node_sizes_of(const cluster_request& r);
/// \throws usage_error if an option is given that only leiden on one graph, against the configuration model, has a use for
void refuse_leiden_only(const cluster_options& o, const char* because);

[[nodiscard]] clustered by_leiden(const cluster_request& r);
[[nodiscard]] clustered by_spatial_leiden(const cluster_request& r);
/// Over the slices that --layers or --every make: labels of each vertex in each slice.
[[nodiscard]] clustered by_multislice_leiden(const cluster_request& r);
[[nodiscard]] clustered by_infomap(const cluster_request& r);

}  // namespace coopgraph::cli
