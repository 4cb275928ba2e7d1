// SPDX-License-Identifier: BSL-1.0
#include "cli/cluster_methods.hpp"
#include "cli/observation.hpp"
#include "cli/output.hpp"

#include <coopgraph/report/cooperation_report.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>
#include <ostream>
#include <utility>

namespace coopgraph::cli {
namespace {

struct cluster_method {
  std::string_view name;
  clustered (*find)(const cluster_request&);
};
constexpr cluster_method methods[] = {{"leiden", by_leiden}, {"infomap", by_infomap}};

/// Methods that the tool will have; today they are refused by name.
constexpr std::array<std::string_view, 12> later_methods{"spectral",  "hierarchical", "core-periphery", "skater",
                                                         "redcap",    "ward-spatial", "max-p",          "azp",
                                                         "p-regions", "ttwa",         "intramax",       "nystuen-dacey"};

const cluster_method& method_called(const std::string& name) {
  std::string allowed;
  for (const cluster_method& m : methods) {
    if (m.name == name) return m;
    allowed.append(allowed.empty() ? "" : ", ").append(m.name);
  }
  if (std::find(later_methods.begin(), later_methods.end(), name) != later_methods.end())
    throw usage_error("the method " + name + " is not part of version " + std::string(library_version()) +
                      "; allowed: " + allowed);
  throw usage_error("there is no method '" + printable(name, 100) + "'; allowed: " + allowed);
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
  if (!r.input.strengths) t.add_note("there are no strengths, each edge counts 1");
  return t;
}

std::string further_tables(const clustered& found) {
  std::string text;
  for (const table& t : found.further_tables) text += '\n' + to_plain_text(t);
  return text;
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
  check_parts(options.parts, options.common.input);
  if (options.parts.given() && kind_of(options.common.input) != input_kind::dataset)
    throw usage_error("--layers and --every are for datasets, and " + printable(options.common.input.path) + " is an edge table");
  const input_graph input = options.common.read(where);
  const cluster_request r{options, input, options.common.run(where)};
  const clustered found = method.find(r);
  if (const std::string recorded = recorded_only(input, options.common.input); !recorded.empty())
    return say_not_observed(r, app, where, recorded);
  const auto rows = [&](bool in_order) { return found.instead ? *found.instead : vertex_table(r, found, in_order); };
  switch (format) {
    case output_format::table:
      deliver(options.common.output, where, to_plain_text(rows(false)) + further_tables(found));
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
  app.add_option("--scan", o.scan, "Of leiden: LOWEST,HIGHEST resolution: which partitions are the best where");
  app.add_option("--null-model", o.null_model,
                 "Of leiden: configuration, or spatial: what sizes (--node-sizes, else strengths) and distances let one expect")
      ->capture_default_str();
  app.add_option("--places", o.places,
                 "With --null-model spatial: a CSV file with the columns id,lon,lat; else those of the actors");
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

}  // namespace

runner declare_cluster(CLI::App& app) {
  const auto options = std::make_shared<cluster_options>();
  options->common.declare(app);
  app.add_option("--by", options->by, "The method: leiden or infomap")->required();
  declare_leiden(app, *options);
  app.add_option("--levels", options->levels, "Of infomap: two (clusters) or hierarchical (clusters within clusters)")
      ->capture_default_str();
  options->walk.declare(app);
  app.add_option("--runs", options->runs, "The best of so many searches")->capture_default_str();
  app.add_option("--seed", options->seed, "The seed of the searches")->capture_default_str();
  app.footer(
      "Examples:\n"
      "  coopgraph cluster trade.csv --by leiden --resolution 1.2\n"
      "  coopgraph cluster vietnam-modelled --as flows --strength exchange --by leiden --ensemble 100\n"
      "  coopgraph cluster trade.csv --by leiden --scan 0.2,5\n"
      "  coopgraph cluster trade.csv --directed --by infomap --levels hierarchical --format json -o clusters.json");
  return [options, &app](const context& where) {
    split_preset(*options);
    set_coupling(*options);
    return find_clusters(*options, app, where);
  };
}

}  // namespace coopgraph::cli
