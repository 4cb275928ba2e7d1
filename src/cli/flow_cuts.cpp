// SPDX-License-Identifier: BSL-1.0
#include "cli/flow_problems.hpp"

#include <coopgraph/flow/global_minimum_cut.hpp>
#include <coopgraph/flow/gomory_hu.hpp>

#include <memory>
#include <utility>

namespace coopgraph::cli {
namespace {

/// Of INPUT, which must be undirected and have a capacity on each edge.
std::pair<const undirected_graph&, const edge_capacities&> two_way_network(const flow_request& r) {
  const auto* graph = std::get_if<undirected_graph>(&r.input.graph);
  const std::string problem = "flow " + r.options.problem;
  if (graph == nullptr)
    throw usage_error(
        problem + " is for undirected graphs, and INPUT is directed; read it by --undirected, or name two ends: " + "flow max");
  if (!r.input.capacities->unlimited().empty())
    throw usage_error(problem + " needs a capacity on each edge, and " +
                      edge_name(r.input, r.input.capacities->unlimited().front()) + " has none; write a number");
  return {*graph, r.input.capacities->limits()};
}

}  // namespace

flow_answer answer_gomory_hu(const flow_request& r) {
  const auto [graph, capacities] = two_way_network(r);
  const gomory_hu_result found = gomory_hu_tree(graph, capacities, {.run = r.run});
  const std::vector<gomory_hu_edge> edges = found.edges();
  std::vector<std::optional<scaled_number>> weights;
  for (const gomory_hu_edge& e : edges) weights.emplace_back(e.weight);
  const amount_cells weight(weights);
  table t("tree", "The least cut between any two: the lightest edge between them in this tree",
          {{"u", "U", column_kind::text}, {"v", "V", column_kind::text}, {"weight", "Weight", weight.kind}});
  for (std::size_t i = 0; i < edges.size(); ++i) t.add_row({r.input.ids[edges[i].u], r.input.ids[edges[i].v], weight.cells[i]});
  if (found.trees > 1)
    t.add_note(std::to_string(found.trees) + " components, a tree for each; between two of them the least cut is 0");
  return {[&r, edges, trees = found.trees](json_writer& json) {
            json.key("status").value("optimal").key("tree").begin_array();
            for (const gomory_hu_edge& e : edges) {
              json.begin_object().key("u").value(r.input.ids[e.u]).key("v").value(r.input.ids[e.v]);
              json.key("weight").value(e.weight).end_object();
            }
            json.end_array().key("trees").value(trees);
          },
          {std::move(t)}};
}

flow_answer answer_global_cut(const flow_request& r) {
  const auto [graph, capacities] = two_way_network(r);
  const auto found = std::make_shared<global_minimum_cut_result>(global_minimum_cut(graph, capacities, {.run = r.run}));
  std::vector<std::optional<scaled_number>> amounts;
  for (const edge_id e : found->edges) amounts.push_back(capacity_of(*r.input.capacities, e));
  const amount_cells capacity(amounts);
  table t("cut", found->exists ? "The least cut of all: " + to_text(found->capacity) : "No cut",
          {{"source", "Source", column_kind::text},
           {"target", "Target", column_kind::text},
           {"capacity", "Capacity", capacity.kind}});
  for (std::size_t i = 0; i < found->edges.size(); ++i) {
    const auto [source, target] = ends_across(r.input, found->side, found->edges[i]);
    t.add_row({source, target, capacity.cells[i]});
  }
  if (found->exists) t.add_note("it parts from the rest: " + some_ids(r.input, found->side));
  return {[&r, found](json_writer& json) {
            if (!found->exists) {
              json.key("status").value("infeasible").key("value").null().key("cut").null();
              return;
            }
            json.key("status").value("optimal").key("value").value(found->capacity).key("cut").begin_object();
            write_ids(json, "source_side", r.input, found->side);
            json.key("edges").begin_array();
            for (const edge_id e : found->edges) {
              json.begin_object();
              write_edge(json, r.input, e, ends_across(r.input, found->side, e));
              json.key("capacity").value(*capacity_of(*r.input.capacities, e)).end_object();
            }
            json.end_array().end_object();
          },
          {std::move(t)},
          found->exists ? std::string() : "there is no cut: the graph has fewer than two vertices"};
}

}  // namespace coopgraph::cli
