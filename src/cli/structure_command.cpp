// SPDX-License-Identifier: BSL-1.0
#include "cli/graph_output.hpp"

#include <coopgraph/graph/biconnected.hpp>
#include <coopgraph/graph/components.hpp>
#include <coopgraph/graph/eccentricity.hpp>
#include <coopgraph/graph/spanning_tree.hpp>

#include <CLI/CLI.hpp>

#include <memory>

namespace coopgraph::cli {
namespace {

struct structure_options {
  graph_command_options common;
  std::string by;
  std::string mode = "out";
};

/// What is asked of the graph, with all that its parts need.
struct request {
  const structure_options& options;
  const input_graph& input;
  execution run;
};

/// A result as JSON members and as a table.
struct answer {
  std::function<void(json_writer&)> members;
  table rows;
};

const undirected_graph& undirected_of(const request& r) {
  if (const auto* graph = std::get_if<undirected_graph>(&r.input.graph)) return *graph;
  throw usage_error("--by " + r.options.by + " is for undirected graphs, and the graph is directed; use --undirected");
}

answer partition_answer(const request& r, const partition& parts) {
  table t(
      "partition", parts.clusters == 1 ? "1 component" : std::to_string(parts.clusters) + " components",
      {{"id", "Id", column_kind::text}, {"name", "Name", column_kind::text}, {"label", "Component", column_kind::whole_number}});
  for (std::size_t v = 0; v < parts.label.size(); ++v)
    t.add_row({r.input.ids[v], r.input.names[v], std::int64_t{parts.label[v]}});
  return {[&r, parts](json_writer& json) { write_partition(json, r.input, parts); }, std::move(t)};
}

answer components(const request& r) {
  return partition_answer(r, on_graph(r.input, [](const auto& graph) { return weak_components(graph); }));
}

answer strong(const request& r) {
  const auto* graph = std::get_if<directed_graph>(&r.input.graph);
  if (graph == nullptr)
    throw usage_error(
        "--by strong-components is for directed graphs, and the graph is undirected; use --by components, or --directed");
  return partition_answer(r, strong_components(*graph));
}

answer articulation(const request& r) {
  const std::vector<vertex_id> points = articulation_points(undirected_of(r));
  table t("vertices", count_of(points.size(), "articulation point", "articulation points"),
          {{"id", "Id", column_kind::text}, {"name", "Name", column_kind::text}});
  for (const vertex_id v : points) t.add_row({r.input.ids[v], r.input.names[v]});
  return {[&r, points](json_writer& json) {
            json.key("vertices").begin_array();
            for (const vertex_id v : points) json.value(r.input.ids[v]);
            json.end_array();
          },
          std::move(t)};
}

const std::vector<table_column> end_columns{{"source", "Source", column_kind::text}, {"target", "Target", column_kind::text}};

void write_ends(json_writer& json, const input_graph& input, edge_id e) {
  const auto [source, target] = ends_of(input, e);
  json.key("source").value(source).key("target").value(target);
}

void write_edges(json_writer& json, const input_graph& input, const std::vector<edge_id>& edges) {
  json.key("edges").begin_array();
  for (const edge_id e : edges) {
    json.begin_object();
    write_ends(json, input, e);
    json.end_object();
  }
  json.end_array();
}

table edge_table_of(const input_graph& input, const std::vector<edge_id>& edges, std::string title) {
  table t("edges", std::move(title), end_columns);
  for (const edge_id e : edges) {
    const auto [source, target] = ends_of(input, e);
    t.add_row({source, target});
  }
  return t;
}

answer bridges_of(const request& r) {
  const std::vector<edge_id> found = bridges(undirected_of(r));
  return {[&r, found](json_writer& json) { write_edges(json, r.input, found); },
          edge_table_of(r.input, found, count_of(found.size(), "bridge", "bridges"))};
}

answer blocks_of(const request& r) {
  const blocks_result found = blocks(undirected_of(r));
  std::vector<table_column> columns = end_columns;
  columns.push_back({"block", "Block", column_kind::whole_number});
  table t("edges", count_of(found.count, "block", "blocks"), columns);
  for (edge_id e = 0; e < found.block.size(); ++e) {
    const auto [source, target] = ends_of(r.input, e);
    t.add_row({source, target, found.block[e] == no_block ? table_cell{} : table_cell{std::int64_t{found.block[e]}}});
  }
  return {[&r, found](json_writer& json) {
            json.key("edges").begin_array();
            for (edge_id e = 0; e < found.block.size(); ++e) {
              json.begin_object();
              write_ends(json, r.input, e);
              json.key("block");
              found.block[e] == no_block ? json.null() : json.value(found.block[e]);
              json.end_object();
            }
            json.end_array().key("blocks").value(found.count);
          },
          std::move(t)};
}

/// Over the lengths if the call names some; else the strongest ties, if there are strengths; else each edge is as long as
/// another.
answer spanning_tree(const request& r) {
  const undirected_graph& graph = undirected_of(r);
  const bool by_length = r.input.lengths || !r.input.strengths;
  const char* objective = r.input.lengths ? "least length" : r.input.strengths ? "greatest strength" : "fewest edges";
  const spanning_forest_result found =
      by_length ? minimum_spanning_forest(graph, r.input.lengths ? *r.input.lengths : edge_lengths::uniform(graph.edges()),
                                          {.run = r.run})
                : maximum_spanning_forest(graph, *r.input.strengths, {.run = r.run});
  table t = edge_table_of(r.input, found.edge,
                          std::string(found.trees == 1 ? "A spanning tree" : "A spanning forest") + " (" + objective + ")");
  t.add_note("total: " + to_text(found.total));
  if (found.ties == ties::approximate) t.add_note("compared as rounded numbers: " + found.why_approximate);
  return {[&r, found, objective](json_writer& json) {
            write_edges(json, r.input, found.edge);
            json.key("objective").value(objective).key("total").value(found.total).key("trees").value(found.trees);
            json.key("ties").value(found.ties == ties::exact ? "exact" : "approximate");
            if (found.ties == ties::approximate) json.key("why_approximate").value(found.why_approximate);
          },
          std::move(t)};
}

answer eccentricities(const request& r) {
  if (r.options.mode != "out" && r.options.mode != "in")
    throw usage_error("--mode is '" + r.options.mode + "'; allowed for --by eccentricity: out (from the vertex), in (to it)");
  const travel arcs = r.options.mode == "in" ? travel::against : travel::along;
  const eccentricity_result found =
      on_graph(r.input, [&](const auto& graph) { return eccentricity(graph, {.arcs = arcs, .run = r.run}); });
  table t("scores", "Eccentricity: hops to the farthest of the vertices reached",
          {{"id", "Id", column_kind::text},
           {"name", "Name", column_kind::text},
           {"eccentricity", "Eccentricity", column_kind::number},
           {"reached", "Reached", column_kind::whole_number}});
  const std::vector<table_cell> cells = score_cells(found.score);
  for (std::size_t v = 0; v < cells.size(); ++v)
    t.add_row({r.input.ids[v], r.input.names[v], cells[v], std::int64_t{found.reached[v]}});
  if (!found.connected) t.add_note("not every vertex reaches every other: the hops are those to the vertices that are reached");
  return {[&r, found](json_writer& json) {
            write_scores(json, r.input, found.score);
            json.key("connected").value(found.connected).key("reached").begin_object();
            for (std::size_t v = 0; v < found.reached.size(); ++v) json.key(r.input.ids[v]).value(found.reached[v]);
            json.end_object();
          },
          std::move(t)};
}

struct structure {
  std::string_view name;
  answer (*find)(const request&);
};
constexpr structure structures[] = {
    {"components", components}, {"strong-components", strong},    {"articulation-points", articulation}, {"bridges", bridges_of},
    {"blocks", blocks_of},      {"spanning-tree", spanning_tree}, {"eccentricity", eccentricities}};

const structure& structure_called(const std::string& name) {
  std::string allowed;
  for (const structure& s : structures) {
    if (s.name == name) return s;
    allowed.append(allowed.empty() ? "" : ", ").append(s.name);
  }
  throw usage_error("--by is '" + name + "'; allowed: " + allowed);
}

status find_structure(const structure_options& options, const CLI::App& app, const context& where) {
  const output_format format = options.common.output.chosen();
  const structure& wanted = structure_called(options.by);
  const input_graph input = options.common.read(where);
  const request r{options, input, options.common.run(where)};
  const answer found = wanted.find(r);
  switch (format) {
    case output_format::table:
      deliver(options.common.output, where, plain_text(found.rows, options.common.output, where));
      break;
    case output_format::csv:
      deliver(options.common.output, where, to_csv(found.rows));
      break;
    case output_format::json:
      deliver(options.common.output, where, json_result(app, input, found.members));
      break;
  }
  return done;
}

}  // namespace

runner declare_structure(CLI::App& app) {
  const auto options = std::make_shared<structure_options>();
  options->common.declare(app);
  app.add_option("--by", options->by,
                 "components, strong-components (directed); articulation-points, bridges, blocks, spanning-tree (undirected); "
                 "eccentricity. Parallel edges are one unless --parallel-edges keep; kept, a doubled edge is no bridge. The "
                 "spanning tree has the least --length, else the greatest --strength")
      ->required();
  app.add_option("--mode", options->mode, "Of eccentricity, directed: out, hops from the vertex; in, hops to it")
      ->capture_default_str();
  app.footer(
      "Examples:\n"
      "  coopgraph structure hanoi-2018 --by components\n"
      "  coopgraph structure roads.csv --by spanning-tree --length km\n"
      "  coopgraph structure trade.csv --directed --by strong-components --format json -o parts.json");
  return [options, &app](const context& where) { return find_structure(*options, app, where); };
}

}  // namespace coopgraph::cli
