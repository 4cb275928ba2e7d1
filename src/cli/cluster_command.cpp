// SPDX-License-Identifier: BSL-1.0
#include "cli/cluster_methods.hpp"
#include "cli/observation.hpp"
#include "cli/output.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>
#include <ostream>
#include <span>
#include <utility>

namespace coopgraph::cli {
namespace {

/// What a method makes clusters of, and so what INPUT must tell: the ties of all, or who are neighbours.
enum class clusters_of_what { ties, attributes };

struct cluster_method {
  std::string_view name;
  std::string_view what;
  clustered (*find)(const cluster_request&);
  std::vector<std::string_view> options;  ///< those of check_options() that it has a use for
  clusters_of_what of = clusters_of_what::ties;
};

std::span<const cluster_method> methods() {
  static const std::array<cluster_method, 14> all{{
      {.name = "leiden",
       .what = "high modularity or CPM",
       .find = by_leiden,
       .options = {"--contiguity", "--nearest", "--within", "--islands", "--floor", "--floor-column", "--clusters"}},
      {.name = "infomap",
       .what = "short descriptions of a walk",
       .find = by_infomap,
       .options = {"--contiguity", "--nearest", "--within", "--islands", "--floor", "--floor-column", "--clusters"}},
      {.name = "spectral",
       .what = "eigenvectors of the Laplacian",
       .find = by_spectral,
       .options = {"--clusters", "--embedding", "--starts"}},
      {.name = "hierarchical",
       .what = "merging the nearest",
       .find = by_hierarchical,
       .options = {"--clusters", "--height", "--linkage"}},
      {.name = "core-periphery",
       .what = "a core that all are tied to",
       .find = by_core_periphery,
       .options = {"--core-to-periphery", "--starts"}},
      {.name = "skater",
       .what = "cutting a spanning tree",
       .find = by_skater,
       .options = {"--attributes", "--standardize", "--islands", "--clusters", "--floor", "--floor-column", "--dissimilarity"},
       .of = clusters_of_what::attributes},
      {.name = "redcap",
       .what = "cutting a tree of merges",
       .find = by_redcap,
       .options = {"--attributes", "--standardize", "--islands", "--clusters", "--floor", "--floor-column", "--dissimilarity",
                   "--order", "--linkage"},
       .of = clusters_of_what::attributes},
      {.name = "ward-spatial",
       .what = "merging neighbours",
       .find = by_ward_spatial,
       .options = {"--attributes", "--standardize", "--islands", "--clusters"},
       .of = clusters_of_what::attributes},
      {.name = "max-p",
       .what = "as many regions as reach --floor",
       .find = by_max_p,
       .options = {"--attributes", "--standardize", "--islands", "--floor", "--floor-column", "--starts"},
       .of = clusters_of_what::attributes},
      {.name = "azp",
       .what = "moving units",
       .find = by_azp,
       .options = {"--attributes", "--standardize", "--islands", "--clusters", "--floor", "--floor-column", "--azp", "--starts"},
       .of = clusters_of_what::attributes},
      {.name = "p-regions",
       .what = "the best regions of few units, proven",
       .find = by_p_regions,
       .options = {"--attributes", "--standardize", "--islands", "--clusters", "--floor", "--floor-column"},
       .of = clusters_of_what::attributes},
      {.name = "ttwa",
       .what = "travel-to-work areas",
       .find = by_travel_to_work_areas,
       .options = {"--min-size", "--min-self-containment", "--target-size", "--target-self-containment"}},
      {.name = "intramax",
       .what = "merging what exchanges most beyond its size",
       .find = by_intramax,
       .options = {"--clusters", "--height"}},
      {.name = "nystuen-dacey", .what = "dominant flows", .find = by_dominant_flows, .options = {}},
  }};
  return all;
}

const cluster_method& method_called(const std::string& name) {
  std::string allowed;
  for (const cluster_method& m : methods()) {
    if (m.name == name) return m;
    allowed.append(allowed.empty() ? "" : ", ").append(m.name);
  }
  throw usage_error("there is no method '" + printable(name, 100) + "'; allowed: " + allowed);
}

/// An option that only some methods have a use for is no mistake to pass over in silence.
void check_options(const cluster_method& method, const cluster_options& o) {
  const cluster_options usual;
  const travel_to_work_options& areas = o.areas;
  const std::pair<std::string_view, bool> given[] = {
      {"--contiguity", !o.contiguity.empty()},
      {"--nearest", o.nearest > 0},
      {"--within", o.within != 0.0},
      {"--clusters", o.clusters > 0},
      {"--height", !o.height.empty()},
      {"--floor", o.floor != 0.0},
      {"--floor-column", !o.floor_column.empty()},
      {"--attributes", !o.attributes.empty()},
      {"--standardize", o.standardize != usual.standardize},
      {"--islands", o.islands != usual.islands},
      {"--dissimilarity", !o.dissimilarity.empty()},
      {"--order", o.order != usual.order},
      {"--linkage", o.linkage != usual.linkage},
      {"--azp", o.azp != usual.azp},
      {"--starts", o.starts > 0},
      {"--embedding", o.embedding != usual.embedding},
      {"--core-to-periphery", o.core_to_periphery != usual.core_to_periphery},
      {"--min-size", areas.min_size != usual.areas.min_size},
      {"--min-self-containment", areas.min_self_containment != usual.areas.min_self_containment},
      {"--target-size", areas.target_size != usual.areas.target_size},
      {"--target-self-containment", areas.target_self_containment != usual.areas.target_self_containment}};
  for (const auto& [option, is_given] : given)
    if (is_given && std::find(method.options.begin(), method.options.end(), option) == method.options.end())
      throw usage_error(std::string(option) + " is not for --by " + o.by + "; leave it out");
  const bool of_ties = method.name == "leiden" || method.name == "infomap";
  if (of_ties && !has_neighbours(o) && (o.clusters > 0 || o.floor != 0.0))
    throw usage_error("--clusters and --floor of --by " + o.by +
                      " need neighbours: give --contiguity FILE, --nearest K or --within KM, or leave them out");
}

/// The vertices cluster by cluster; `in_order` of INPUT for scripts.
table vertex_table(const cluster_request& r, const clustered& found, bool in_order) {
  std::vector<table_column> columns{
      {"id", "Id", column_kind::text}, {"name", "Name", column_kind::text}, {"label", "Cluster", column_kind::whole_number}};
  for (const vertex_column& more : found.columns) columns.push_back(more.column);
  table t("clusters",
          count_of(found.partition.clusters, "cluster", "clusters") + " by " + r.options.by + ", " + found.objective + ' ' +
              to_text(found.quality),
          columns);
  std::vector<vertex_id> order(r.input.vertices());
  std::iota(order.begin(), order.end(), vertex_id{0});
  if (!in_order)
    std::stable_sort(order.begin(), order.end(),
                     [&](vertex_id a, vertex_id b) { return found.partition.label[a] < found.partition.label[b]; });
  for (const vertex_id v : order) {
    std::vector<table_cell> row{r.input.ids[v], r.input.names[v], std::int64_t{found.partition.label[v]}};
    for (const vertex_column& more : found.columns) row.push_back(more.cells[v]);
    t.add_row(std::move(row));
  }
  for (const std::string& text : found.notes) t.add_note(text);
  if (!r.input.strengths && r.options.attributes.empty()) t.add_note("there are no strengths, each edge counts 1");
  return t;
}

void write_clusters(json_writer& json, const cluster_request& r, const clustered& found) {
  write_partition(json, r.input, found.partition);
  json.key("objective").value(found.objective).key("quality").value(found.quality);
  if (found.resolution) json.key("resolution").value(*found.resolution);
  found.members(json);
}

/// The ties of all were not recorded: clusters of what was would be clusters of the recording.
status say_not_observed(const cluster_request& r, const CLI::App& app, const context& where, const std::string& recorded) {
  const std::string why = not_observed(recorded);
  if (r.options.common.output.chosen() == output_format::json)
    deliver(r.options.common.output, where,
            json_result(app, r.input, [&](json_writer& json) { json.key("partition").null().key("not_observed").value(why); }));
  where.err << "coopgraph: clusters: " << printable(why, 960) << '\n';
  return no_answer;
}

/// Dates follow one another, layers do not.
void set_coupling(cluster_options& o) {
  if (o.coupling.empty()) o.coupling = o.parts.every.empty() ? "all" : "adjacent";
}

/// --preset names the search's or the columns': no word is both.
void split_preset(cluster_options& o) {
  std::string& given = o.common.input.preset;
  if (given == "fast" || given == "best") o.preset = std::exchange(given, {});
}

status find_clusters(const cluster_options& options, const CLI::App& app, const context& where) {
  const output_format format = options.common.output.chosen();
  const cluster_method& method = method_called(options.by);
  check_options(method, options);
  check_parts(options.parts, options.common.input);
  if (options.parts.given() && kind_of(options.common.input) != input_kind::dataset)
    throw usage_error("--layers and --every are for datasets, and " + printable(options.common.input.path) +
                      " is an edge table or a graph file");
  const input_graph input = options.common.read(where);
  const cluster_request r{options, input, options.common.run(where)};
  const clustered found = method.find(r);
  if (const std::string recorded = recorded_only(input, options.common.input);
      method.of == clusters_of_what::ties && !recorded.empty())
    return say_not_observed(r, app, where, recorded);
  const auto rows = [&](bool in_order) { return found.instead ? *found.instead : vertex_table(r, found, in_order); };
  std::vector<table> tables;
  switch (format) {
    case output_format::table:
      tables.push_back(rows(false));
      tables.insert(tables.end(), found.further_tables.begin(), found.further_tables.end());
      deliver(options.common.output, where, plain_text(tables, options.common.output, where));
      break;
    case output_format::csv:
      deliver(options.common.output, where, to_csv(rows(true)));
      break;
    case output_format::json:
      deliver(options.common.output, where, json_result(app, input, [&](json_writer& json) { write_clusters(json, r, found); }));
      break;
  }
  if (found.has_answer) return done;
  for (const std::string& text : found.notes) where.err << "coopgraph: " << printable(text, 960) << '\n';
  return no_answer;
}

void declare_leiden(CLI::App& app, cluster_options& o) {
  app.add_option("--objective", o.objective, "Of leiden: modularity or cpm")->capture_default_str();
  app.add_option("--resolution", o.resolution, "Of leiden: above 0; more makes smaller clusters")->capture_default_str();
  CLI::Option& preset = *app.get_option("--preset");  // of INPUT's columns, and of the search
  preset.description("Of leiden: fast, or best (the default): until nothing improves. Or " + preset.get_description());
  app.add_option("--node-sizes", o.node_sizes,
                 "Of leiden: a CSV file with the columns id,size or, of a dataset, an attribute of the actors: sizes for cpm and "
                 "--largest-cluster");
  app.add_option("--largest-cluster", o.largest_cluster, "Of leiden: the most that the sizes in a cluster may add up to");
  app.add_option("--initial", o.initial,
                 "Of leiden: where the search starts: a CSV file with the columns id,label or, of a dataset, keys of regions");
  app.add_option("--fixed", o.fixed, "Of leiden, with --initial: a CSV file with the column id: these stay where they are");
  app.add_option("--randomness", o.randomness, "Of leiden: of the refinement; 0: always the best merge")->capture_default_str();
  app.add_option("--ensemble", o.ensemble,
                 "Of leiden: the consensus of so many runs, and how sure each member of its cluster is");
  app.add_option("--resample", o.resample,
                 "With --ensemble: none, edges (drawn with replacement), or poisson (strengths that count records)")
      ->capture_default_str();
  app.add_option("--core", o.core, "With --ensemble: the confidence from which on a member is of the core")
      ->capture_default_str();
  app.add_flag("--pairs", o.pairs, "With --ensemble, in JSON: how often each pair is together");
  app.add_option("--memberships", o.memberships,
                 "With --ensemble, in JSON: all who belong to a cluster at least so much, 0 to 1: clusters that overlap")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--scan", o.scan, "Of leiden: LOWEST,HIGHEST resolution: which partitions are the best where");
  app.add_option("--null-model", o.null_model,
                 "Of leiden: configuration, or spatial: what sizes (--node-sizes, else strengths) and distances let one expect")
      ->capture_default_str();
  app.add_option(
      "--places", o.places,
      "Of --null-model spatial, --nearest and --within: a CSV file with the columns id,lon,lat; else those of the actors");
  app.add_option("--bin-width", o.bin_width, "With --null-model spatial: of the distances, in km; 0: by Rice's rule");
  app.add_option("--layers", o.parts.layers, "Of leiden, of a dataset: over a slice for each field, kind or status");
  app.add_option("--every", o.parts.every, "Of leiden, of a dataset: over a slice for each year or month");
  app.add_option("--coupling", o.coupling,
                 "Over slices: adjacent (else for --every), all (else for --layers), or multiplex: one cluster in all slices");
  app.add_option("--omega", o.omega, "Over slices: the strength between an actor in one slice and in another")
      ->capture_default_str();
  app.add_option("--slice-scale", o.slice_scale, "Over slices: a slice counts by its ties, or by its modularity alone")
      ->capture_default_str();
  app.add_option("--weight", o.weights, "Over slices: NAME=NUMBER, what the ties of one count; can be repeated");
}

void declare_regions(CLI::App& app, cluster_options& o) {
  app.add_option("--clusters", o.clusters, "How many clusters there are to be")->check(CLI::PositiveNumber);
  app.add_option("--height", o.height, "Of hierarchical and intramax: where the dendrogram is cut, in place of --clusters");
  app.add_option("--linkage", o.linkage, "Of hierarchical and redcap: single, average or complete")->capture_default_str();
  app.add_option(
      "--contiguity", o.contiguity,
      "Of leiden and infomap: a CSV file with the columns a,b: who are neighbours; each cluster is connected by these");
  app.add_option("--nearest", o.nearest, "In place of --contiguity: the K nearest of each are its neighbours (by --places)");
  app.add_option("--within", o.within, "In place of --contiguity: all within so many km are neighbours (by --places)")
      ->check(CLI::NonNegativeNumber);
  app.add_option("--floor", o.floor, "What each region must reach: so many members, or so much of --floor-column")
      ->capture_default_str();
  app.add_option("--floor-column", o.floor_column, "A column of --nodes, or an attribute of the actors: what --floor is of");
  app.add_option(
      "--attributes", o.attributes,
      "Of skater … p-regions, where INPUT says who are neighbours: columns of --nodes, or attributes of the actors, joined "
      "by commas");
  app.add_option("--standardize", o.standardize, "What becomes of each attribute: none, z or range")->capture_default_str();
  app.add_option("--islands", o.islands,
                 "Units without neighbours: keep (a region each), or attach: to the unit most like them, of ties to the nearest")
      ->capture_default_str();
  app.add_option("--dissimilarity", o.dissimilarity, "Of skater and redcap: squared-euclidean, euclidean or manhattan");
  app.add_option("--order", o.order,
                 "Of redcap: which pairs of units count when clusters merge: first (neighbours) or full (all)")
      ->capture_default_str();
  app.add_option("--azp", o.azp, "Of azp: greedy or tabu")->capture_default_str();
  app.add_option("--starts", o.starts, "Of azp, max-p, spectral and core-periphery: from how many beginnings");
  app.add_option("--min-size,--minSZ", o.areas.min_size, "Of ttwa: a smaller area never suffices")->capture_default_str();
  app.add_option("--min-self-containment,--minSC", o.areas.min_self_containment,
                 "Of ttwa: what suffices for an area of the target size")
      ->capture_default_str();
  app.add_option("--target-size,--tarSZ", o.areas.target_size, "Of ttwa: from here on size makes up for no more")
      ->capture_default_str();
  app.add_option("--target-self-containment,--tarSC", o.areas.target_self_containment,
                 "Of ttwa: what an area of the least size must have")
      ->capture_default_str();
  app.add_option("--embedding", o.embedding, "Of spectral: ng-jordan-weiss or shi-malik")->capture_default_str();
  app.add_option("--core-to-periphery", o.core_to_periphery,
                 "Of core-periphery: what the ideal has between the two: present, halfway or left-out")
      ->capture_default_str();
}

}  // namespace

runner declare_cluster(CLI::App& app) {
  const auto options = std::make_shared<cluster_options>();
  options->common.declare(app);
  std::string what;
  for (const cluster_method& m : methods()) what.append(what.empty() ? "" : "; ").append(m.name).append(": ").append(m.what);
  app.add_option("--by", options->by, "The method. " + what)->required();
  declare_leiden(app, *options);
  declare_regions(app, *options);
  app.add_option("--levels", options->levels, "Of infomap: two (clusters) or hierarchical (clusters within clusters)")
      ->capture_default_str();
  options->walk.declare(app);
  app.add_option("--runs", options->runs, "The best of so many searches (else 1, with neighbours 4)");
  app.add_option("--seed", options->seed, "The seed of the searches")->capture_default_str();
  app.footer(
      "Examples:\n"
      "  coopgraph cluster trade.csv --by leiden --resolution 1.2\n"
      "  coopgraph cluster vietnam-modelled --as flows --strength exchange --by leiden --ensemble 100\n"
      "  coopgraph cluster trade.csv --by leiden --scan 0.2,5\n"
      "  coopgraph cluster migration.csv --undirected --by leiden --contiguity borders.csv --clusters 6\n"
      "  coopgraph cluster borders.csv --nodes provinces.csv --by skater --attributes income,density --clusters 5\n"
      "  coopgraph cluster commuters.csv --directed --by ttwa --min-size 2000\n"
      "  coopgraph cluster trade.csv --directed --by infomap --levels hierarchical --format json -o clusters.json");
  return [options, &app](const context& where) {
    split_preset(*options);
    set_coupling(*options);
    return find_clusters(*options, app, where);
  };
}

}  // namespace coopgraph::cli
