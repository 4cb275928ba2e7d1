// SPDX-License-Identifier: BSL-1.0
#include "cli/graph_output.hpp"
#include "cli/splits.hpp"
#include "model/near.hpp"

#include <coopgraph/flow/maximum_flow.hpp>
#include <coopgraph/report/cooperation_report.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <ostream>

namespace coopgraph::cli {
namespace {

constexpr std::array<std::string_view, 9> later_problems{
    "min-cost", "transport", "gomory-hu", "global-cut", "shortest-path", "k-paths", "widest-path", "disjoint-paths", "decompose"};

struct flow_options {
  graph_command_options common;
  std::string problem;
  std::vector<std::string> sources;
  std::vector<std::string> targets;
};

void check_problem(const flow_options& options) {
  if (options.problem != "max") {
    const bool later = std::find(later_problems.begin(), later_problems.end(), options.problem) != later_problems.end();
    throw usage_error((later ? "the problem " + options.problem + " is not part of version " + std::string(library_version())
                             : "there is no problem '" + printable(options.problem, 100) + "'") +
                      "; allowed: max");
  }
  if (options.sources.empty()) throw usage_error("flow max needs a source: name it by --source ID");
  if (options.targets.empty()) throw usage_error("flow max needs a target: name it by --target ID");
}

/// The vertices of these ids; of a dataset the id of a region or group means its members.
std::vector<vertex_id> vertices_of(const input_graph& input, const char* option, const std::vector<std::string>& ids) {
  std::vector<vertex_id> found;
  for (const std::string& id : ids) {
    const auto at = std::find(input.ids.begin(), input.ids.end(), id);
    if (at != input.ids.end()) {
      found.push_back(static_cast<vertex_id>(at - input.ids.begin()));
      continue;
    }
    if (const auto region = input.from ? input.from->find_region(id) : std::nullopt) {
      for (const actor_id member : input.from->members(*region)) found.push_back(member.index());
      continue;
    }
    detail::near_words near(id);
    for (const std::string& other : input.ids) near.offer(other);
    if (input.from)
      for (const region& r : input.from->regions()) near.offer(r.key);
    throw usage_error(std::string(option) + " is '" + printable(id, 100) +
                      "', which is no vertex of the graph; allowed: the ids of " + (input.from ? "actors and regions" : "INPUT") +
                      printable(near.text(), 400));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

/// What does not depend on the split of totals: the range of the value, and the edges that every least cut crosses.
struct split_flows {
  examined_splits examined;
  std::vector<scaled_number> by_rule;
  double low = 0.0;
  double high = 0.0;
  std::vector<std::pair<std::string, std::string>> always_cut;  ///< by the ids of their ends, sorted

  [[nodiscard]] bool decided() const { return examined.why_undecided.empty() && high - low <= 1e-9 * high; }
};

/// What was asked and what came of it.
struct answered {
  const input_graph& input;
  maximum_flow_result result;
  split_flows splits = {};

  [[nodiscard]] bool bounded() const { return result.status == flow_status::optimal; }
  [[nodiscard]] scaled_number amount(edge_id e) const {  // without a sign
    const std::int64_t n = result.flow.numerators()[e];
    return {n < 0 ? -n : n, result.flow.unit()};
  }
  /// The ends of an edge in the direction of its flow.
  [[nodiscard]] std::pair<std::string, std::string> ends(edge_id e) const {
    auto [source, target] = ends_of(input, e);
    if (result.flow.numerators()[e] < 0) std::swap(source, target);
    return {source, target};
  }
  [[nodiscard]] scaled_number capacity(edge_id e) const {
    const edge_capacities& limits = input.capacities->limits();
    return {limits.numerators()[e], limits.unit()};
  }
  /// The ends of a cut edge from the source side to the other.
  [[nodiscard]] std::pair<std::string, std::string> ends_across(edge_id e) const {
    const std::vector<vertex_id>& side = result.minimum_cut.source_side;
    auto [source, target] = ends_of(input, e);
    const vertex_id tail = on_graph(input, [&](const auto& graph) { return graph.view().source[e]; });
    if (!std::binary_search(side.begin(), side.end(), tail)) std::swap(source, target);
    return {source, target};
  }
};

std::vector<std::pair<std::string, std::string>> cut_of(const answered& a) {
  std::vector<std::pair<std::string, std::string>> ends;
  for (const edge_id e : a.result.minimum_cut.edges) ends.push_back(a.ends_across(e));
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  return ends;
}

// ---- JSON ----

void write_ids(json_writer& json, const char* key, const input_graph& input, const std::vector<vertex_id>& vertices) {
  json.key(key).begin_array();
  for (const vertex_id v : vertices) json.value(input.ids[v]);
  json.end_array();
}

void write_path(json_writer& json, const answered& a) {
  const flow_path& path = a.result.unlimited_path;
  json.key("unlimited_path").begin_object();
  write_ids(json, "vertices", a.input, path.vertices);
  json.key("edges").begin_array();
  for (std::size_t i = 0; i < path.edges.size(); ++i) {
    json.begin_object();
    write_edge(json, a.input, path.edges[i], {a.input.ids[path.vertices[i]], a.input.ids[path.vertices[i + 1]]});
    json.end_object();
  }
  json.end_array().end_object();
}

void write_flow(json_writer& json, const answered& a) {
  json.key("value").value(a.result.value);
  json.key("flow").begin_array();
  for (edge_id e = 0; e < a.input.edges(); ++e) {
    json.begin_object();
    write_edge(json, a.input, e, a.ends(e));
    json.key("flow").value(a.amount(e));
    json.end_object();
  }
  json.end_array();
  json.key("cut").begin_object();
  write_ids(json, "source_side", a.input, a.result.minimum_cut.source_side);
  json.key("edges").begin_array();
  for (const edge_id e : a.result.minimum_cut.edges) {
    json.begin_object();
    write_edge(json, a.input, e, a.ends_across(e));
    json.key("capacity").value(a.capacity(e));
    json.end_object();
  }
  json.end_array().end_object();
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

void write_answer(json_writer& json, const answered& a) {
  json.key("status").value(a.bounded() ? "optimal" : "unbounded");
  if (a.bounded()) {
    write_flow(json, a);
    if (a.splits.examined) write_splits(json, a.splits);
    return;
  }
  json.key("value").null();
  write_path(json, a);
}

// ---- tables ----

/// The amounts as numbers where doubles hold all their digits, else as text. Nothing stands for nothing.
struct amount_cells {
  column_kind kind = column_kind::number;
  std::vector<table_cell> cells = {};

  explicit amount_cells(const std::vector<std::optional<scaled_number>>& amounts) {
    for (const auto& n : amounts)
      if (n && to_text(*n) != to_text(to_double(*n))) kind = column_kind::text;
    for (const auto& n : amounts) {
      table_cell& cell = cells.emplace_back();
      if (n && kind == column_kind::number) cell = to_double(*n);
      if (n && kind == column_kind::text) cell = to_text(*n);
    }
  }
};

/// "a, b, c and 5 more".
std::string some_ids(const input_graph& input, const std::vector<vertex_id>& vertices) {
  constexpr std::size_t most = 20;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, vertices.size()); ++i)
    text.append(i == 0 ? "" : ", ").append(printable(input.ids[vertices[i]], 60));
  return vertices.size() > most ? text + " and " + std::to_string(vertices.size() - most) + " more" : text;
}

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

table flow_table(const answered& a) {
  const std::vector<edge_id>& cut = a.result.minimum_cut.edges;
  std::vector<edge_id> carrying;
  std::vector<std::optional<scaled_number>> flows;
  std::vector<std::optional<scaled_number>> capacities;
  for (edge_id e = 0; e < a.input.edges(); ++e) {
    if (a.amount(e).numerator == 0) continue;
    carrying.push_back(e);
    flows.emplace_back(a.amount(e));
    const bool unlimited = a.input.capacities->is_unlimited(e);
    capacities.push_back(unlimited ? std::nullopt : std::optional(a.capacity(e)));
  }
  const amount_cells flow(flows);
  const amount_cells capacity(capacities);
  table t("flow", "The greatest flow: " + to_text(a.result.value),
          {{"source", "Source", column_kind::text},
           {"target", "Target", column_kind::text},
           {"flow", "Flow", flow.kind},
           {"capacity", "Capacity", capacity.kind},
           {"in_cut", "In the cut", column_kind::text}});
  for (std::size_t i = 0; i < carrying.size(); ++i) {
    const auto [source, target] = a.ends(carrying[i]);
    const bool in_cut = std::binary_search(cut.begin(), cut.end(), carrying[i]);
    t.add_row({source, target, flow.cells[i], capacity.cells[i], in_cut ? "yes" : "no"});
  }
  t.add_note("the least cut has " + count_of(cut.size(), "edge", "edges") + " of capacity " +
             to_text(a.result.minimum_cut.capacity) +
             " in all; on the side of the sources: " + some_ids(a.input, a.result.minimum_cut.source_side));
  if (std::find(capacities.begin(), capacities.end(), std::nullopt) != capacities.end())
    t.add_note("without a capacity: unlimited");
  if (a.splits.examined) add_split_notes(t, a.splits);
  return t;
}

table path_table(const answered& a) {
  table t("path", "A path of unlimited edges",
          {{"source", "Source", column_kind::text}, {"target", "Target", column_kind::text}});
  const std::vector<vertex_id>& path = a.result.unlimited_path.vertices;
  for (std::size_t i = 1; i < path.size(); ++i) t.add_row({a.input.ids[path[i - 1]], a.input.ids[path[i]]});
  return t;
}

/// INPUT as flow reads it: of a dataset its flows.
input_options flows_of(input_options how) {
  if (kind_of(how) != input_kind::dataset) return how;
  if (how.as != "star" && how.as != "flows") throw usage_error("--as is '" + printable(how.as) + "'; of flow allowed: flows");
  how.as = "flows";
  how.strength.clear();
  return how;
}

/// The flow under every split that examine_splits() visits.
template <class Solve>
split_flows over_splits(const answered& first, const input_options& options, const context& where, const Solve& solve) {
  split_flows s{{}, {first.result.value}, to_double(first.result.value), to_double(first.result.value), cut_of(first)};
  s.examined = examine_splits(first.input, options, where.stop, [&](const input_graph& graph, bool named) {
    const answered other = solve(graph);
    const double value = to_double(other.result.value);
    s.low = std::min(s.low, value);
    s.high = std::max(s.high, value);
    if (named) s.by_rule.push_back(other.result.value);
    std::vector<std::pair<std::string, std::string>> both;
    const auto cut = cut_of(other);
    std::set_intersection(s.always_cut.begin(), s.always_cut.end(), cut.begin(), cut.end(), std::back_inserter(both));
    s.always_cut = std::move(both);
  });
  return s;
}

status find_flow(const flow_options& options, const CLI::App& app, const context& where) {
  const output_format format = options.common.output.chosen();
  check_problem(options);
  graph_command_options how = options.common;
  how.input = flows_of(how.input);
  const input_graph input = how.read(where);
  if (!input.capacities) throw usage_error("flow max needs capacities: name their column by --capacity");
  const std::vector<vertex_id> sources = vertices_of(input, "--source", options.sources);
  const std::vector<vertex_id> targets = vertices_of(input, "--target", options.targets);
  for (const vertex_id v : targets)
    if (std::find(sources.begin(), sources.end(), v) != sources.end())
      throw usage_error("--target is '" + printable(input.ids[v], 100) +
                        "', which is a source as well; allowed: vertices that no --source names");
  const auto solve = [&](const input_graph& graph) {
    return answered{graph, on_graph(graph, [&](const auto& g) {
                      return maximum_flow(g, *graph.capacities, sources, targets, {.run = options.common.run(where)});
                    })};
  };
  answered a = solve(input);
  if (a.bounded()) a.splits = over_splits(a, how.input, where, solve);
  switch (format) {
    case output_format::table:
      deliver(options.common.output, where, to_plain_text(a.bounded() ? flow_table(a) : path_table(a)));
      break;
    case output_format::csv:
      deliver(options.common.output, where, to_csv(a.bounded() ? flow_table(a) : path_table(a)));
      break;
    case output_format::json:
      deliver(options.common.output, where, json_result(app, input, [&](json_writer& json) { write_answer(json, a); }));
      break;
  }
  if (a.bounded()) return done;
  where.err << "coopgraph: "
            << printable("the flow is unbounded: a path of unlimited edges leads from a source to a target: " +
                             some_ids(input, a.result.unlimited_path.vertices),
                         960)
            << '\n';
  return no_answer;
}

}  // namespace

runner declare_flow(CLI::App& app) {
  const auto options = std::make_shared<flow_options>();
  options->common.input.needs_capacities = true;
  options->common.input.strength = "none";
  options->common.declare(app);
  app.add_option("PROBLEM", options->problem, "max: the greatest flow from the sources to the targets, and the least cut")
      ->required();
  const auto many = [&](const char* name, std::vector<std::string>& ids, const char* what) {
    app.add_option(name, ids, what)->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  };
  many("--source", options->sources, "The id of a vertex where the flow begins; may be repeated");
  many("--target", options->targets, "The id of a vertex where it ends; may be repeated");
  app.footer(
      "Examples:\n"
      "  coopgraph flow chain.csv max --source farm --target market\n"
      "  coopgraph flow hanoi-2018 max --capacity chains --allocate equal,population_2019 --source other-provinces --target 01\n"
      "  coopgraph flow trade.csv max --directed --capacity value --source VN --target JP --target KR --format json");
  return [options, &app](const context& where) { return find_flow(*options, app, where); };
}

}  // namespace coopgraph::cli
