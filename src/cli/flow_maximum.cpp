// SPDX-License-Identifier: BSL-1.0
#include "cli/flow_problems.hpp"
#include "cli/splits.hpp"

#include <coopgraph/flow/maximum_flow.hpp>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace coopgraph::cli {
namespace {

using edge_ends = std::pair<std::string, std::string>;

/// What does not depend on the split of totals: the range of the value, and the edges that every least cut crosses.
struct split_flows {
  examined_splits examined;
  std::vector<scaled_number> by_rule;
  double low = 0.0;
  double high = 0.0;
  std::vector<edge_ends> always_cut;  ///< by the ids of their ends, sorted

  [[nodiscard]] bool decided() const { return examined.why_undecided.empty() && high - low <= 1e-9 * high; }
};

/// What was asked and what came of it.
struct answered {
  const input_graph& input;
  maximum_flow_result result;
  split_flows splits = {};
};

std::vector<edge_ends> cut_of(const answered& a) {
  std::vector<edge_ends> ends;
  for (const edge_id e : a.result.minimum_cut.edges) ends.push_back(ends_across(a.input, a.result.minimum_cut.source_side, e));
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  return ends;
}

/// The flow under every split that examine_splits() visits.
template <class Solve>
split_flows over_splits(const answered& first, const flow_request& r, const Solve& solve) {
  split_flows s{{}, {first.result.value}, to_double(first.result.value), to_double(first.result.value), cut_of(first)};
  s.examined = examine_splits(first.input, r.options.common.input, r.where.stop, [&](const input_graph& graph, bool named) {
    const answered other = solve(graph);
    const double value = to_double(other.result.value);
    s.low = std::min(s.low, value);
    s.high = std::max(s.high, value);
    if (named) s.by_rule.push_back(other.result.value);
    std::vector<edge_ends> both;
    const auto cut = cut_of(other);
    std::set_intersection(s.always_cut.begin(), s.always_cut.end(), cut.begin(), cut.end(), std::back_inserter(both));
    s.always_cut = std::move(both);
  });
  return s;
}

// ---- JSON ----

/// {"source_side", "edges"}, and what is there of {"vertices", "returning", "capacity"}.
void write_cut(json_writer& json, const char* key, const input_graph& input, const flow_cut& cut) {
  json.key(key).begin_object();
  write_ids(json, "source_side", input, cut.source_side);
  json.key("edges").begin_array();
  for (const edge_id e : cut.edges) {
    json.begin_object();
    write_edge(json, input, e, ends_across(input, cut.source_side, e));
    if (const auto capacity = capacity_of(*input.capacities, e)) json.key("capacity").value(*capacity);
    json.end_object();
  }
  json.end_array();
  if (!cut.vertices.empty()) write_ids(json, "vertices", input, cut.vertices);
  if (!cut.returning.empty()) write_edges(json, "returning", input, cut.returning);
  json.key("capacity").value(cut.capacity).end_object();
}

void write_flow(json_writer& json, const answered& a) {
  json.key("value").value(a.result.value);
  json.key("flow").begin_array();
  for (edge_id e = 0; e < a.input.edges(); ++e) {
    json.begin_object();
    write_edge(json, a.input, e, ends_of_flow(a.input, a.result.flow, e));
    json.key("flow").value(amount_on(a.result.flow, e));
    json.end_object();
  }
  json.end_array();
  write_cut(json, "cut", a.input, a.result.minimum_cut);
}

void write_bottlenecks(json_writer& json, const answered& a) {
  const flow_bottlenecks& b = a.result.bottlenecks;
  json.key("bottlenecks").begin_object();
  write_edges(json, "edges", a.input, b.edges);
  write_ids(json, "vertices", a.input, b.vertices);
  write_edges(json, "edges_in_some_cut", a.input, b.edges_in_some_cut);
  write_ids(json, "vertices_in_some_cut", a.input, b.vertices_in_some_cut);
  write_cut(json, "last_cut", a.input, b.last_cut);
  json.end_object();
}

/// {"rules": {RULE: value}, "low", "high", "decided", "always_cut": [{source, target}], "splits"}
void write_splits(json_writer& json, const split_flows& s) {
  json.key("allocation").begin_object().key("rules").begin_object();
  for (std::size_t i = 0; i < s.by_rule.size(); ++i) json.key(s.examined.rules[i]).value(s.by_rule[i]);
  json.end_object().key("low").value(s.low).key("high").value(s.high).key("decided").value(s.decided());
  json.key("always_cut").begin_array();
  for (const auto& [source, target] : s.always_cut)
    json.begin_object().key("source").value(source).key("target").value(target).end_object();
  json.end_array().key("splits").value(s.examined.splits);
  if (!s.examined.why_undecided.empty()) json.key("why_undecided").value(s.examined.why_undecided);
  json.end_object();
}

void write_answer(json_writer& json, const answered& a, bool all_cuts) {
  switch (a.result.status) {
    case flow_status::optimal:
      json.key("status").value("optimal");
      write_flow(json, a);
      if (all_cuts) write_bottlenecks(json, a);
      if (a.splits.examined) write_splits(json, a.splits);
      return;
    case flow_status::unbounded:
      json.key("status").value("unbounded").key("value").null().key("unlimited_path").begin_object();
      write_path(json, a.input, a.result.unlimited_path);
      json.end_object();
      return;
    case flow_status::infeasible:
      json.key("status").value("infeasible").key("value").null();
      write_cut(json, "violated_cut", a.input, a.result.violated_cut);
      return;
  }
}

// ---- tables ----

void add_split_notes(table& t, const split_flows& s) {
  std::string rules;
  for (std::size_t i = 0; i < s.by_rule.size(); ++i)
    rules.append(i == 0 ? "" : ", ").append(to_text(s.by_rule[i])).append(" by ").append(printable(s.examined.rules[i], 100));
  t.add_note("totals were split, flows of single edges are estimates; the value is " + rules + ", and between " + to_text(s.low) +
             " and " + to_text(s.high) + " under all " + std::to_string(s.examined.splits) +
             " splits examined: " + (s.decided() ? "decided" : undecided_words));
  t.add_note(s.always_cut.empty()
                 ? std::string("which edges are the bottleneck is ") + undecided_words
                 : count_of(s.always_cut.size(), "edge is", "edges are") + " in the least cut under each of them");
  if (!s.examined.why_undecided.empty()) t.add_note("nothing is decided: " + s.examined.why_undecided);
}

void add_bottleneck_notes(table& t, const answered& a) {
  const flow_bottlenecks& b = a.result.bottlenecks;
  const std::size_t places = b.edges.size() + b.vertices.size();
  t.add_note(places == 0
                 ? std::string("no edge or vertex alone is a bottleneck: several must be widened together")
                 : "each alone holds the flow back: " + count_of(b.edges.size(), "edge", "edges") + " (marked bottleneck)" +
                       (b.vertices.empty() ? "" : " and the vertices " + some_ids(a.input, b.vertices)));
}

table flow_table(const answered& a, bool all_cuts) {
  const flow_cut& cut = a.result.minimum_cut;
  std::vector<edge_id> carrying;
  std::vector<std::optional<scaled_number>> flows;
  std::vector<std::optional<scaled_number>> capacities;
  for (edge_id e = 0; e < a.input.edges(); ++e) {
    if (amount_on(a.result.flow, e).numerator == 0) continue;
    carrying.push_back(e);
    flows.emplace_back(amount_on(a.result.flow, e));
    capacities.push_back(capacity_of(*a.input.capacities, e));
  }
  const amount_cells flow(flows);
  const amount_cells capacity(capacities);
  std::vector<table_column> columns{{"source", "Source", column_kind::text},
                                    {"target", "Target", column_kind::text},
                                    {"flow", "Flow", flow.kind},
                                    {"capacity", "Capacity", capacity.kind},
                                    {"in_cut", "In the cut", column_kind::text}};
  if (all_cuts) columns.push_back({"bottleneck", "Bottleneck", column_kind::text});
  table t("flow", "The greatest flow: " + to_text(a.result.value), std::move(columns));
  const auto yes_if_in = [](const std::vector<edge_id>& edges, edge_id e) {
    return std::binary_search(edges.begin(), edges.end(), e) ? "yes" : "no";
  };
  for (std::size_t i = 0; i < carrying.size(); ++i) {
    const auto [source, target] = ends_of_flow(a.input, a.result.flow, carrying[i]);
    std::vector<table_cell> row{source, target, flow.cells[i], capacity.cells[i], yes_if_in(cut.edges, carrying[i])};
    if (all_cuts) row.emplace_back(yes_if_in(a.result.bottlenecks.edges, carrying[i]));
    t.add_row(std::move(row));
  }
  t.add_note("the least cut has " + count_of(cut.edges.size(), "edge", "edges") +
             (cut.vertices.empty() ? "" : " and " + count_of(cut.vertices.size(), "vertex", "vertices")) + " of capacity " +
             to_text(cut.capacity) + " in all; on the side of the sources: " + some_ids(a.input, cut.source_side));
  if (!cut.vertices.empty()) t.add_note("cut themselves: " + some_ids(a.input, cut.vertices));
  if (all_cuts) add_bottleneck_notes(t, a);
  if (std::find(capacities.begin(), capacities.end(), std::nullopt) != capacities.end())
    t.add_note("without a capacity: unlimited");
  if (a.splits.examined) add_split_notes(t, a.splits);
  return t;
}

table path_table(const answered& a) {
  table t("path", "A path of unlimited edges",
          {{"source", "Source", column_kind::text}, {"target", "Target", column_kind::text}});
  const std::vector<std::string> path = path_ids(a.input, a.result.unlimited_path);
  for (std::size_t i = 1; i < path.size(); ++i) t.add_row({path[i - 1], path[i]});
  return t;
}

table violated_table(const answered& a) {
  const flow_cut& cut = a.result.violated_cut;
  table t("violated_cut", "No flow keeps the lower bounds", {{"vertex", "More must enter than can leave", column_kind::text}});
  for (const vertex_id v : cut.source_side) t.add_row({a.input.ids[v]});
  t.add_note("what can leave them less what must enter is " + to_text(cut.capacity));
  return t;
}

table table_of(const answered& a, bool all_cuts) {
  switch (a.result.status) {
    case flow_status::unbounded:
      return path_table(a);
    case flow_status::infeasible:
      return violated_table(a);
    case flow_status::optimal:
      break;
  }
  return flow_table(a, all_cuts);
}

std::string why_no_answer(const answered& a) {
  switch (a.result.status) {
    case flow_status::optimal:
      return {};
    case flow_status::unbounded:
      return "the flow is unbounded: a path of unlimited edges leads from a source to a target: " +
             some_ids(a.input, a.result.unlimited_path.vertices);
    case flow_status::infeasible:
      break;
  }
  return "no flow keeps the lower bounds: more must enter these vertices than can leave them: " +
         some_ids(a.input, a.result.violated_cut.source_side);
}

}  // namespace

flow_answer answer_maximum(const flow_request& r) {
  const flow_options& o = r.options;
  const std::vector<vertex_id> sources = vertices_of(r.input, "--source", o.sources);
  const std::vector<vertex_id> targets = vertices_of(r.input, "--target", o.targets);
  for (const vertex_id v : targets)
    if (std::binary_search(sources.begin(), sources.end(), v))
      throw usage_error("--target is '" + printable(r.input.ids[v], 100) +
                        "', which is a source as well; allowed: vertices that no --source names");
  maximum_flow_options how{.vertices = vertex_capacities_of(r), .run = r.run};
  if (o.all_cuts) how.cuts = flow_cuts::all;
  const auto solve = [&](const input_graph& graph) {
    how.lower = graph.lower;
    return answered{graph,
                    on_graph(graph, [&](const auto& g) { return maximum_flow(g, *graph.capacities, sources, targets, how); })};
  };
  const auto a = std::make_shared<answered>(solve(r.input));
  if (a->result.status == flow_status::optimal) a->splits = over_splits(*a, r, solve);
  return {
      [a, all = o.all_cuts](json_writer& json) { write_answer(json, *a, all); }, {table_of(*a, o.all_cuts)}, why_no_answer(*a)};
}

}  // namespace coopgraph::cli
