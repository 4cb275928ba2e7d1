// SPDX-License-Identifier: BSL-1.0
#include "cli/flow_problems.hpp"

#include <coopgraph/flow/decomposition.hpp>
#include <coopgraph/flow/disjoint_paths.hpp>
#include <coopgraph/flow/k_shortest_paths.hpp>
#include <coopgraph/flow/shortest_paths.hpp>
#include <coopgraph/flow/widest_path.hpp>

#include <memory>
#include <numeric>
#include <utility>

namespace coopgraph::cli {
namespace {

/// A path and what is said of it.
struct measured_path {
  flow_path path;
  path_measure amount;
  bool unlimited = false;  ///< of a width
};

/// "paths": [{"vertices", "edges", KEY}]
void write_paths(json_writer& json, const input_graph& input, const std::vector<measured_path>& paths, const char* key) {
  json.key("paths").begin_array();
  for (const measured_path& p : paths) {
    json.begin_object();
    write_path(json, input, p.path);
    json.key(key);
    if (p.unlimited)
      json.null();
    else
      write_measure(json, p.amount);
    json.end_object();
  }
  json.end_array();
}

table path_table(const input_graph& input, const std::vector<measured_path>& paths, const std::string& title, const char* key,
                 const char* heading) {
  std::vector<std::optional<path_measure>> amounts;
  for (const measured_path& p : paths) amounts.push_back(p.unlimited ? std::nullopt : std::optional(p.amount));
  const amount_cells amount(amounts);
  table t("paths", title,
          {{"source", "Source", column_kind::text},
           {"target", "Target", column_kind::text},
           {key, heading, amount.kind},
           {"path", "Path", column_kind::list}});
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const std::vector<std::string> ids = path_ids(input, paths[i].path);
    t.add_row({ids.front(), ids.back(), amount.cells[i], ids});
  }
  return t;
}

void note_ties(table& t, ties how, const std::string& why) {
  if (how == ties::approximate) t.add_note("lengths are rounded: " + why);
}

void write_ties(json_writer& json, ties how, const std::string& why) {
  json.key("ties").value(how == ties::exact ? "exact" : "approximate");
  if (how == ties::approximate) json.key("why").value(why);
}

/// {ID: number|null}, a value.
void write_distances(json_writer& json, const input_graph& input, const shortest_path_tree& tree) {
  json.begin_object();
  for (vertex_id v = 0; v < input.vertices(); ++v) {
    json.key(input.ids[v]);
    if (tree.reached(v))
      write_measure(json, {tree.exact_distance(v), tree.distance(v)});
    else
      json.null();
  }
  json.end_object();
}

table distance_table(const input_graph& input, const std::vector<shortest_path_tree>& trees) {
  std::vector<std::optional<path_measure>> amounts;
  for (const shortest_path_tree& tree : trees)
    for (vertex_id v = 0; v < input.vertices(); ++v)
      amounts.push_back(tree.reached(v) ? std::optional(path_measure{tree.exact_distance(v), tree.distance(v)}) : std::nullopt);
  const amount_cells distance(amounts);
  table t("distances", "Distances",
          {{"source", "Source", column_kind::text},
           {"vertex", "Vertex", column_kind::text},
           {"distance", "Distance", distance.kind},
           {"previous", "The one before", column_kind::text}});
  for (const shortest_path_tree& tree : trees)
    for (vertex_id v = 0; v < input.vertices(); ++v) {
      const bool hangs = tree.predecessor[v] != no_vertex;
      t.add_row({input.ids[tree.source], input.ids[v], distance.cells[t.rows().size()],
                 hangs ? table_cell(input.ids[tree.predecessor[v]]) : table_cell()});
    }
  t.add_note("without a distance: not reached");
  return t;
}

/// The paths of the trees to the targets that are reached.
template <class Tree, class Measure>
std::vector<measured_path> paths_to(const std::vector<Tree>& trees, const std::vector<vertex_id>& targets,
                                    const Measure& measure) {
  std::vector<measured_path> paths;
  for (const Tree& tree : trees)
    for (const vertex_id v : targets)
      if (tree.reached(v)) paths.push_back(measure(tree, v));
  return paths;
}

// ---- disjoint paths ----

disjointness disjointness_of(const flow_options& o) {
  if (o.disjoint == "edges") return disjointness::edges;
  if (o.disjoint == "vertices") return disjointness::vertices;
  throw usage_error("--disjoint is '" + printable(o.disjoint) + "'; allowed: edges, vertices");
}

flow_answer most_disjoint_paths(const flow_request& r, vertex_id source, vertex_id target, const disjoint_paths_options& how) {
  const auto found = std::make_shared<disjoint_paths_result>(
      on_graph(r.input, [&](const auto& graph) { return disjoint_paths(graph, source, target, how); }));
  std::vector<measured_path> paths;
  for (const flow_path& p : found->paths) paths.push_back({p, {std::nullopt, static_cast<double>(p.edges.size())}});
  table t = path_table(
      r.input, paths,
      count_of(paths.size(), "path shares", "paths share") + " no " + (how.share_no == disjointness::edges ? "edge" : "vertex"),
      "edges", "Edges");
  if (!found->cut_edges.empty() || !found->cut_vertices.empty())
    t.add_note("no path is left without " +
               (found->cut_vertices.empty() ? std::string() : "the vertices " + some_ids(r.input, found->cut_vertices)) +
               (found->cut_edges.empty() || found->cut_vertices.empty() ? "" : " and ") +
               (found->cut_edges.empty() ? std::string() : count_of(found->cut_edges.size(), "edge", "edges")));
  return {[&r, found](json_writer& json) {
            json.key("value").value(found->paths.size()).key("paths").begin_array();
            for (const flow_path& p : found->paths) {
              json.begin_object();
              write_path(json, r.input, p);
              json.end_object();
            }
            json.end_array().key("cut").begin_object();
            write_edges(json, "edges", r.input, found->cut_edges);
            write_ids(json, "vertices", r.input, found->cut_vertices);
            json.end_object();
          },
          {std::move(t)}};
}

flow_answer shortest_disjoint(const flow_request& r, vertex_id source, vertex_id target, const disjoint_paths_options& how) {
  const edge_lengths lengths = lengths_or_hops(r);
  const auto found = std::make_shared<shortest_disjoint_paths_result>(on_graph(
      r.input, [&](const auto& graph) { return shortest_disjoint_paths(graph, lengths, source, target, r.options.k, how); }));
  std::vector<measured_path> paths;
  for (const flow_path& p : found->paths) paths.push_back({p, {std::nullopt, static_cast<double>(p.edges.size())}});
  const path_measure all{found->ties == ties::exact ? std::optional(scaled_number{found->units, found->unit}) : std::nullopt,
                         found->length()};
  table t = path_table(r.input, paths, "Together of length " + to_text(found->length()), "edges", "Edges");
  if (!found->found)
    t.add_note("there are no " + std::to_string(r.options.k) + " such paths, but " + std::to_string(paths.size()));
  note_ties(t, found->ties, found->why);
  return {[&r, found, all](json_writer& json) {
            json.key("found").value(found->found).key("length");
            write_measure(json, all);
            json.key("paths").begin_array();
            for (const flow_path& p : found->paths) {
              json.begin_object();
              write_path(json, r.input, p);
              json.end_object();
            }
            json.end_array();
            write_ties(json, found->ties, found->why);
          },
          {std::move(t)}};
}

}  // namespace

flow_answer answer_shortest_paths(const flow_request& r) {
  const flow_options& o = r.options;
  std::vector<vertex_id> sources = vertices_of(r.input, "--source", o.sources);
  if (o.all_sources) {
    sources.resize(r.input.vertices());
    std::iota(sources.begin(), sources.end(), vertex_id{0});
  }
  const std::vector<vertex_id> targets = vertices_of(r.input, "--target", o.targets);
  const edge_lengths lengths = lengths_or_hops(r);
  const auto trees = std::make_shared<std::vector<shortest_path_tree>>(on_graph(
      r.input, [&](const auto& graph) { return shortest_paths(graph, lengths, sources, {.arcs = travel_of(o), .run = r.run}); }));
  const std::vector<measured_path> paths = paths_to(*trees, targets, [](const shortest_path_tree& tree, vertex_id v) {
    return measured_path{tree.path_to(v), {tree.exact_distance(v), tree.distance(v)}};
  });
  table t = targets.empty() ? distance_table(r.input, *trees) : path_table(r.input, paths, "Shortest paths", "length", "Length");
  if (!targets.empty() && paths.size() < targets.size() * trees->size())
    t.add_note(count_of(targets.size() * trees->size() - paths.size(), "pair has", "pairs have") + " no path");
  if (!trees->empty()) note_ties(t, trees->front().ties, trees->front().why);
  return {[&r, trees, paths, one = !o.all_sources && sources.size() == 1](json_writer& json) {
            if (one) {
              write_distances(json.key("distances"), r.input, trees->front());
            } else {
              json.key("distances_from").begin_object();
              for (const shortest_path_tree& tree : *trees) write_distances(json.key(r.input.ids[tree.source]), r.input, tree);
              json.end_object();
            }
            write_paths(json, r.input, paths, "length");
            if (!trees->empty()) write_ties(json, trees->front().ties, trees->front().why);
          },
          {std::move(t)}};
}

flow_answer answer_k_paths(const flow_request& r) {
  constexpr std::size_t usual = 3;
  const flow_options& o = r.options;
  const vertex_id source = vertex_of(r.input, "--source", o.sources);
  const vertex_id target = vertex_of(r.input, "--target", o.targets);
  const edge_lengths lengths = lengths_or_hops(r);
  const auto found = std::make_shared<k_shortest_paths_result>(on_graph(r.input, [&](const auto& graph) {
    return k_shortest_paths(graph, lengths, source, target, o.k == 0 ? usual : o.k, {.arcs = travel_of(o), .run = r.run});
  }));
  std::vector<measured_path> paths;
  for (std::size_t i = 0; i < found->paths.size(); ++i) {
    const bool exact = found->ties == ties::exact;
    paths.push_back(
        {found->paths[i], {exact ? std::optional(scaled_number{found->units[i], found->unit}) : std::nullopt, found->length(i)}});
  }
  table t = path_table(r.input, paths, "The shortest paths", "length", "Length");
  if (found->all) t.add_note("there are no others");
  note_ties(t, found->ties, found->why);
  return {[&r, found, paths](json_writer& json) {
            write_paths(json, r.input, paths, "length");
            json.key("all").value(found->all);
            write_ties(json, found->ties, found->why);
          },
          {std::move(t)}};
}

flow_answer answer_widest_paths(const flow_request& r) {
  const flow_options& o = r.options;
  const vertex_id source = vertex_of(r.input, "--source", o.sources);
  std::vector<vertex_id> targets = vertices_of(r.input, "--target", o.targets);
  const auto trees = std::make_shared<std::vector<widest_path_tree>>(1, on_graph(r.input, [&](const auto& graph) {
                                                                       return widest_paths(graph, *r.input.capacities, source,
                                                                                           {.arcs = travel_of(o), .run = r.run});
                                                                     }));
  const auto measure = [](const widest_path_tree& tree, vertex_id v) {
    return measured_path{tree.path_to(v), {tree.exact_width(v), tree.width(v)}, tree.is_unlimited(v)};
  };
  const std::vector<measured_path> asked = paths_to(*trees, targets, measure);
  if (targets.empty()) {  // the table then shows all
    targets.resize(r.input.vertices());
    std::iota(targets.begin(), targets.end(), vertex_id{0});
    std::erase(targets, source);
  }
  const std::vector<measured_path> shown = paths_to(*trees, targets, measure);
  table t = path_table(r.input, shown, "The widest paths", "flow", "Can carry");
  if (shown.size() < targets.size())
    t.add_note(count_of(targets.size() - shown.size(), "vertex is", "vertices are") + " not reached");
  t.add_note("without a number: any amount");
  return {[&r, trees, asked](json_writer& json) {
            const widest_path_tree& tree = trees->front();
            json.key("widths").begin_object();
            for (vertex_id v = 0; v < r.input.vertices(); ++v) {
              json.key(r.input.ids[v]);
              if (tree.is_unlimited(v))
                json.null();
              else
                write_measure(json, {tree.reached(v) ? tree.exact_width(v) : scaled_number{0, 1}, tree.width(v)});
            }
            std::vector<vertex_id> unlimited;
            for (vertex_id v = 0; v < r.input.vertices(); ++v)
              if (tree.is_unlimited(v)) unlimited.push_back(v);
            json.end_object();
            write_ids(json, "unlimited", r.input, unlimited);
            write_paths(json, r.input, asked, "flow");
          },
          {std::move(t)}};
}

flow_answer answer_disjoint_paths(const flow_request& r) {
  const flow_options& o = r.options;
  const vertex_id source = vertex_of(r.input, "--source", o.sources);
  const vertex_id target = vertex_of(r.input, "--target", o.targets);
  const disjoint_paths_options how{disjointness_of(o), r.run};
  if (o.k == 0 && o.common.input.length != "hops")
    throw usage_error("--length is for the -k shortest disjoint paths; name their number by -k, or leave it out");
  return o.k == 0 ? most_disjoint_paths(r, source, target, how) : shortest_disjoint(r, source, target, how);
}

flow_answer answer_decomposition(const flow_request& r) {
  const auto found = std::make_shared<decompose_flow_result>(
      on_graph(r.input, [&](const auto& graph) { return decompose_flow(graph, *r.input.flows, {.run = r.run}); }));
  std::vector<std::optional<scaled_number>> amounts;
  for (const auto* parts : {&found->paths, &found->cycles})
    for (const flow_part& part : *parts) amounts.emplace_back(part.amount);
  const amount_cells amount(amounts);
  table t("paths", count_of(found->paths.size(), "path", "paths") + " and " + count_of(found->cycles.size(), "cycle", "cycles"),
          {{"origin", "Origin", column_kind::text},
           {"destination", "Destination", column_kind::text},
           {"flow", "Flow", amount.kind},
           {"kind", "Kind", column_kind::text},
           {"path", "Path", column_kind::list}});
  for (const auto* parts : {&found->paths, &found->cycles})
    for (const flow_part& part : *parts) {
      const std::vector<std::string> ids = path_ids(r.input, part.path);
      t.add_row({ids.front(), ids.back(), amount.cells[t.rows().size()], part.is_cycle ? "cycle" : "path", ids});
    }
  return {[&r, found](json_writer& json) {
            for (const auto& [key, parts] : {std::pair("paths", &found->paths), std::pair("cycles", &found->cycles)}) {
              json.key(key).begin_array();
              for (const flow_part& part : *parts) {
                json.begin_object();
                write_path(json, r.input, part.path);
                json.key("flow").value(part.amount).end_object();
              }
              json.end_array();
            }
          },
          {std::move(t)}};
}

}  // namespace coopgraph::cli
