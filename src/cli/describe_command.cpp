// SPDX-License-Identifier: BSL-1.0
#include "cli/graph_output.hpp"

#include <coopgraph/graph/components.hpp>
#include <coopgraph/graph/eccentricity.hpp>
#include <coopgraph/graph/statistics.hpp>
#include <coopgraph/report/inventory_tables.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <variant>

namespace coopgraph::cli {
namespace {

/// Distances between all vertices are left out above this many, unless they are asked for.
constexpr std::size_t most_vertices_for_distances = 20'000;

struct describe_options {
  graph_command_options common;
  bool all = false;
  std::string of;
  std::string since;
  int months = 12;
  std::string table;
};

/// One thing that is said of the graph: a number, or why there is none.
struct fact {
  std::string_view group;  ///< the object in JSON that holds it; empty: the top
  std::string_view key;
  std::string_view title;
  std::variant<std::monostate, std::int64_t, double> value;
  std::string why;
};

fact whole(std::string_view key, std::string_view title, std::uint64_t number) {
  return {{}, key, title, static_cast<std::int64_t>(number), {}};
}
fact missing(std::string_view key, std::string_view title, std::string why) { return {{}, key, title, {}, std::move(why)}; }
fact number(std::string_view key, std::string_view title, const statistic& s) {
  if (s.value) return {{}, key, title, *s.value, {}};
  return missing(key, title, s.why_undefined);
}

std::uint64_t largest_of(const partition& parts) {
  std::vector<std::uint64_t> size(parts.clusters, 0);
  for (const std::uint32_t label : parts.label) ++size[label];
  return size.empty() ? 0 : *std::max_element(size.begin(), size.end());
}

/// An undirected component is strongly connected, its edges leading both ways.
void add_components(std::vector<fact>& facts, const input_graph& input) {
  const partition weak = on_graph(input, [](const auto& graph) { return weak_components(graph); });
  const auto* directed = std::get_if<directed_graph>(&input.graph);
  const partition strong = directed != nullptr ? strong_components(*directed) : weak;
  const auto add = [&](std::string_view key, std::string_view title, std::uint64_t value) {
    facts.push_back({"components", key, title, static_cast<std::int64_t>(value), {}});
  };
  add("count", "Components", weak.clusters);
  add("largest", "Vertices of the largest component", largest_of(weak));
  add("strong", "Strong components", strong.clusters);
  add("largest_strong", "Vertices of the largest strong component", largest_of(strong));
}

fact total_of(const input_graph& input) {
  constexpr std::string_view key = "total_strength";
  constexpr std::string_view title = "Total strength";
  if (!input.strengths) return missing(key, title, "no strengths were read; name a column with --strength");
  const total_strength_result total = total_strength(*input.strengths);
  if (total.whole) return {{}, key, title, *total.whole, {}};
  return {{}, key, title, total.value, {}};
}

fact returned_of(const input_graph& input) {
  constexpr std::string_view key = "weighted_reciprocity";
  constexpr std::string_view title = "Weighted reciprocity";
  const auto* graph = std::get_if<directed_graph>(&input.graph);
  if (graph == nullptr) return missing(key, title, "the graph is undirected");
  if (!input.strengths) return missing(key, title, "no strengths were read; name a column with --strength");
  for (edge_id e = 0; e < graph->edges(); ++e)
    if ((*input.strengths)[e] < 0.0) return missing(key, title, "the strength of " + edge_name(input, e) + " is negative");
  return number(key, title, weighted_reciprocity(*graph, *input.strengths));
}

void add_pairs(std::vector<fact>& facts, const input_graph& input) {
  const tie_statistics_result pairs = on_graph(input, [](const auto& graph) { return tie_statistics(graph); });
  facts.push_back(whole("loops", "Loops", pairs.loops));
  facts.push_back(whole("merged_edges", "Parallel edges merged", input.merged_edges));
  facts.push_back(whole("largest_multiplicity", "Most edges between the same two vertices", input.largest_multiplicity));
  facts.push_back(total_of(input));
  facts.push_back(number("density", "Density", pairs.density));
  facts.push_back(number("reciprocity", "Reciprocity", pairs.reciprocity));
  facts.push_back(returned_of(input));
  facts.push_back(input.directed() ? whole("asymmetric_pairs", "Pairs tied in one direction only", pairs.asymmetric_pairs)
                                   : missing("asymmetric_pairs", "Pairs tied in one direction only", "the graph is undirected"));
}

void add_triangles(std::vector<fact>& facts, const input_graph& input, const execution& run) {
  const triangles_result found = on_graph(input, [&](const auto& graph) { return count_triangles(graph, {.run = run}); });
  facts.push_back(whole("triangles", "Triangles", found.triangles));
  facts.push_back(number("transitivity", "Transitivity", found.transitivity));
}

void add_distances(std::vector<fact>& facts, const input_graph& input, bool all, const execution& run) {
  component_distances_result found;
  if (all || input.vertices() <= most_vertices_for_distances)
    found = on_graph(input, [&](const auto& graph) { return largest_component_distances(graph, {.run = run}); });
  else
    found.diameter.why_undefined = found.mean.why_undefined = "left out above 20000 vertices; --all computes it";
  fact diameter = number("diameter", "Diameter (hops, largest component)", found.diameter);
  if (found.diameter.value) diameter.value = static_cast<std::int64_t>(*found.diameter.value);
  facts.push_back(std::move(diameter));
  facts.push_back(number("mean_distance", "Mean distance (hops, largest component)", found.mean));
}

std::vector<fact> facts_of(const input_graph& input, bool all, const execution& run) {
  std::vector<fact> facts;
  add_components(facts, input);
  add_pairs(facts, input);
  check(run.stop);
  add_triangles(facts, input, run);
  add_distances(facts, input, all, run);
  return facts;
}

/// What is asked of a dataset, apart from --of, which needs it.
inventory_options inventory_of(const describe_options& options) {
  inventory_options wanted;
  wanted.on = date_of("--on", options.common.input.on);
  wanted.since = date_of("--since", options.since);
  wanted.months = options.months;
  if (wanted.since && !wanted.on)
    throw usage_error("--since is given without --on; allowed: both, what changed is shown between them");
  return wanted;
}

/// What a dataset states, bounds and does not know; of a plain graph nothing.
std::vector<table> dataset_tables(const describe_options& options, const input_graph& input, inventory_options wanted) {
  if (!input.from) {
    if (options.of.empty() && options.since.empty()) return {};
    throw usage_error("--of and --since describe a dataset, and INPUT is none; leave them out");
  }
  if (!options.of.empty()) wanted.of = input.from->actor_with(options.of);
  return inventory_tables(*input.from, wanted);
}

void write_facts(json_writer& json, const std::vector<fact>& facts) {
  std::string_view open;
  for (const fact& f : facts) {
    if (f.group != open) {
      if (!open.empty()) json.end_object();
      if (!f.group.empty()) json.key(f.group).begin_object();
      open = f.group;
    }
    json.key(f.key);
    if (const auto* n = std::get_if<std::int64_t>(&f.value))
      json.value(*n);
    else if (const auto* x = std::get_if<double>(&f.value))
      json.value(*x);
    else
      json.null();
  }
  if (!open.empty()) json.end_object();
  json.key("undefined").begin_object();
  for (const fact& f : facts)
    if (!f.why.empty()) json.key(f.key).value(f.why);
  json.end_object();
}

std::string value_text(const fact& f) {
  if (const auto* n = std::get_if<std::int64_t>(&f.value)) return to_text(*n);
  if (const auto* x = std::get_if<double>(&f.value)) return to_text(*x);
  return {};
}

/// The graph's numbers as a table for people.
table graph_table(const input_graph& input, const std::vector<fact>& facts) {
  table t("graph", "The graph", {{"title", "Quantity", column_kind::text}, {"value", "Value", column_kind::text}});
  t.add_row({"Vertices", to_text(input.vertices())});
  t.add_row({"Edges", to_text(input.edges())});
  t.add_row({"Directed", input.directed() ? "yes" : "no"});
  for (const fact& f : facts) t.add_row({std::string(f.title), f.why.empty() ? value_text(f) : "n/a (" + f.why + ")"});
  if (input.from && !input.from->observed().whose.empty())
    t.add_note("Only the ties of some actors were recorded (" + count_of(input.from->observed().whose.size(), "actor", "actors") +
               "): these numbers describe the record, not the ties of the others with each other.");
  return t;
}

/// The same for scripts: keys as in JSON, reasons in a column of their own.
table graph_key_table(const input_graph& input, const std::vector<fact>& facts) {
  table t(
      "graph", "The graph",
      {{"key", "Key", column_kind::text}, {"value", "Value", column_kind::text}, {"undefined", "Undefined", column_kind::text}});
  t.add_row({"graph.vertices", to_text(input.vertices()), ""});
  t.add_row({"graph.edges", to_text(input.edges()), ""});
  t.add_row({"graph.directed", input.directed() ? "true" : "false", ""});
  for (const fact& f : facts)
    t.add_row({std::string(f.group) + (f.group.empty() ? "" : ".") + std::string(f.key), value_text(f), f.why});
  return t;
}

/// The table of this key among those of the dataset; nullptr for the graph's.
const table* table_called(const std::string& key, const std::vector<table>& dataset) {
  if (key.empty() || key == "graph") return nullptr;
  std::string allowed = "graph";
  for (const table& t : dataset) {
    if (t.key() == key) return &t;
    allowed += ", " + t.key();
  }
  throw usage_error("--table is '" + printable(key) + "'; allowed here: " + allowed);
}

status describe(const describe_options& options, const CLI::App& app, const context& where) {
  const output_format format = options.common.output.chosen();
  const inventory_options wanted = inventory_of(options);
  const input_graph input = options.common.read(where);
  std::vector<table> dataset = dataset_tables(options, input, wanted);
  const table* one = table_called(options.table, dataset);
  const std::vector<fact> facts = facts_of(input, options.all, options.common.run(where));
  switch (format) {
    case output_format::table:
      if (options.table.empty()) {
        dataset.insert(dataset.begin(), graph_table(input, facts));
        deliver(options.common.output, where, plain_text(dataset, options.common.output, where));
      } else {
        deliver(options.common.output, where,
                plain_text(one != nullptr ? *one : graph_table(input, facts), options.common.output, where));
      }
      break;
    case output_format::csv:
      deliver(options.common.output, where, to_csv(one != nullptr ? *one : graph_key_table(input, facts)));
      break;
    case output_format::json:
      deliver(options.common.output, where, json_result(app, input, [&](json_writer& json) {
                write_facts(json, facts);
                if (!input.from) return;
                json.key("dataset").begin_object();
                for (const table& t : dataset) append_json(json.key(t.key()), t);
                json.end_object();
              }));
      break;
  }
  return done;
}

}  // namespace

runner declare_describe(CLI::App& app) {
  const auto options = std::make_shared<describe_options>();
  options->common.input.without_ties = true;
  options->common.declare(app);
  app.add_flag("--all", options->all, "Diameter and mean distance also above 20,000 vertices");
  app.add_option("--of", options->of, "Of a dataset: the actor whose ties the tables of partners show");
  app.add_option("--since", options->since, "Of a dataset: show what changed from this date to the date of --on");
  app.add_option("--months", options->months, "Of a dataset: show what ends within so many months of the date of --on")
      ->capture_default_str();
  app.add_option(
      "--table", options->table,
      "Only this table: graph or, of a dataset, holdings, stated, totals, unnamed, undated, ties_by_field, without_tie, "
      "ending (with --on), changes (with --since). CSV holds one table: graph unless another is named; JSON holds all");
  app.footer(
      "Examples:\n"
      "  coopgraph describe hanoi-2018\n"
      "  coopgraph describe hanoi-2018 --table ties_by_field --format csv -o ties.csv\n"
      "  coopgraph describe hanoi-2018 --on 2018-06-12 --since 2017 --table changes\n"
      "  coopgraph describe trade.csv --directed --format json");
  return [options, &app](const context& where) { return describe(*options, app, where); };
}

}  // namespace coopgraph::cli
