// SPDX-License-Identifier: BSL-1.0
#include "cli/rank_splits.hpp"

#include "cli/dataset_input.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

namespace coopgraph::cli {
namespace {

constexpr const char* undecided = "not decided by the data";

/// The ends of estimated ties.
std::vector<actor_id> estimated_actors(const input_graph& input) {
  std::vector<bool> met(input.vertices(), false);
  on_graph(input, [&](const auto& graph) {
    const auto view = graph.view();
    for (edge_id e = 0; e < view.edges(); ++e)
      if (input.basis[e] == tie_basis::estimated) met[view.source[e]] = met[view.target[e]] = true;
  });
  std::vector<actor_id> actors;
  for (vertex_id v = 0; v < met.size(); ++v)
    if (met[v]) actors.emplace_back(v);
  return actors;
}

/// Takes a measure's scores into its range.
void widen(split_scores& s, const scores& under) {
  for (vertex_id v = 0; v < under.size(); ++v) {
    s.low[v] = std::min(s.low[v], under[v]);
    s.high[v] = std::max(s.high[v], under[v]);
  }
}

void write_ids(json_writer& json, const input_graph& input, const std::vector<double>& values) {
  json.begin_object();
  for (vertex_id v = 0; v < values.size(); ++v) json.key(input.ids[v]).value(values[v]);
  json.end_object();
}

}  // namespace

split_ranking rank_over_splits(const rank_request& r, const std::vector<const rank_measure*>& wanted,
                               const std::vector<measured>& found) {
  split_ranking splits;
  const std::vector<allocation> rules = allocations_of(r.options.common.input);
  if (rules.empty()) return splits;
  const std::vector<actor_id> actors = estimated_actors(r.input);
  if (actors.empty()) return splits;

  for (const allocation& rule : rules) splits.rules.push_back(to_text(rule));
  for (const measured& m : found) splits.measures.push_back({{m.score}, m.score.values, m.score.values, {}});
  splits.splits = 1;
  const auto examine = [&](const allocation& rule, bool is_named) {
    check(r.run.stop);
    const input_graph other = project_dataset(*r.input.from, r.options.common.input, rule);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const scores under = wanted[i]->compute({r.options, other, r.run}).score;
      widen(splits.measures[i], under);
      if (is_named) splits.measures[i].by_rule.push_back(under);
    }
    ++splits.splits;
  };
  for (std::size_t i = 1; i < rules.size(); ++i) examine(rules[i], true);
  if (actors.size() <= most_actors_at_the_ends)
    for (const actor_id who : actors) {
      examine(allocation::all_to(who), false);
      examine(allocation::none_to(who), false);
    }
  else
    splits.why_undecided = "more than " + std::to_string(most_actors_at_the_ends) +
                           " actors have an estimated tie, so that the ends of what is possible were not examined";
  if (rules.size() < 2) splits.why_undecided = "only one rule of splitting was given; name a second by --allocate RULE,RULE";

  for (split_scores& s : splits.measures) {
    s.order = rank_intervals(s.low, s.high);
    if (!splits.why_undecided.empty())
      for (interval_rank& row : s.order.rows) row.decided = false;
  }
  return splits;
}

void write_splits(json_writer& json, const input_graph& input, const split_ranking& splits, std::size_t which) {
  const split_scores& s = splits.measures[which];
  json.key("allocation").begin_object().key("rules").begin_object();
  for (std::size_t i = 0; i < splits.rules.size(); ++i) write_ids(json.key(splits.rules[i]), input, s.by_rule[i].values);
  json.end_object();
  write_ids(json.key("low"), input, s.low);
  write_ids(json.key("high"), input, s.high);
  std::vector<interval_rank> by_vertex = s.order.rows;
  std::sort(by_vertex.begin(), by_vertex.end(), [](const auto& a, const auto& b) { return a.vertex < b.vertex; });
  json.key("ranks").begin_object();
  for (const interval_rank& row : by_vertex) {
    json.key(input.ids[row.vertex]).begin_object().key("best").value(row.best).key("worst").value(row.worst);
    json.key("decided").value(row.decided).end_object();
  }
  json.end_object().key("splits").value(splits.splits);
  if (!splits.why_undecided.empty()) json.key("why_undecided").value(splits.why_undecided);
  json.end_object();
}

table split_table(const rank_request& r, const std::vector<const rank_measure*>& wanted, const split_ranking& splits,
                  std::size_t top) {
  using enum column_kind;
  std::vector<table_column> columns{{"rank", "Rank", text}, {"id", "Id", text}, {"name", "Name", text}};
  for (const rank_measure* m : wanted) {
    const std::string name(m->name);
    const std::string title(m->title);
    for (const std::string& rule : splits.rules)
      columns.push_back({name + "_by_" + rule, title + " by " + (rule == "equal" ? "equal shares" : rule), number});
    columns.push_back({name + "_low", "Least possible", number});
    columns.push_back({name + "_high", "Most possible", number});
  }
  columns.push_back({"decision", "Decision", text});
  table t("ranking",
          "The vertices by " + std::string(wanted.front()->name) + ", with totals split by " + r.options.common.input.allocate,
          std::move(columns));
  std::size_t open = 0;
  for (const interval_rank& place : splits.measures.front().order.rows) {
    if (!place.decided) ++open;
    if (top != 0 && t.rows().size() >= top) continue;
    std::vector<table_cell> row{place.best == place.worst ? std::to_string(place.best)
                                                          : std::to_string(place.best) + " to " + std::to_string(place.worst),
                                r.input.ids[place.vertex], r.input.names[place.vertex]};
    for (const split_scores& s : splits.measures) {
      for (const scores& under : s.by_rule) row.emplace_back(under[place.vertex]);
      row.emplace_back(s.low[place.vertex]);
      row.emplace_back(s.high[place.vertex]);
    }
    row.emplace_back(place.decided ? "decided" : undecided);
    t.add_row(std::move(row));
  }
  if (t.rows().size() < r.input.vertices())
    t.add_note(std::to_string(r.input.vertices() - t.rows().size()) + " more are not shown; --top 0 shows all");
  t.add_note("Scores are estimates: totals were split. A rank \"a to b\" holds whatever the split; " + std::to_string(open) +
             " of " + std::to_string(r.input.vertices()) + " places are " + undecided + '.');
  if (!splits.why_undecided.empty()) t.add_note("Nothing is decided: " + splits.why_undecided + '.');
  return t;
}

}  // namespace coopgraph::cli
