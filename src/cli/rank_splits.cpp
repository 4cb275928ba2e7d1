// SPDX-License-Identifier: BSL-1.0
#include "cli/rank_splits.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

namespace coopgraph::cli {
namespace {

/// Takes a measure's scores into its range.
void widen(split_scores& s, const scores& under) {
  for (vertex_id v = 0; v < under.size(); ++v) {
    s.low[v] = std::min(s.low[v], under[v]);
    s.high[v] = std::max(s.high[v], under[v]);
  }
  for (const undefined_score& u : under.undefined) s.undefined[u.vertex] = true;
}

/// Ranks the vertices that have a score under every split.
void rank_defined(split_scores& s) {
  std::vector<vertex_id> vertices;
  std::vector<double> low;
  std::vector<double> high;
  for (vertex_id v = 0; v < s.low.size(); ++v) {
    if (s.undefined[v]) continue;
    vertices.push_back(v);
    low.push_back(s.low[v]);
    high.push_back(s.high[v]);
  }
  s.order = rank_intervals(low, high);
  for (interval_rank& row : s.order.rows) row.vertex = vertices[row.vertex];
}

/// {ID: score}, null where it is undefined under one of the splits.
void write_ids(json_writer& json, const input_graph& input, const split_scores& s, const std::vector<double>& values) {
  json.begin_object();
  for (vertex_id v = 0; v < values.size(); ++v) {
    json.key(input.ids[v]);
    if (s.undefined[v])
      json.null();
    else
      json.value(values[v]);
  }
  json.end_object();
}

}  // namespace

split_ranking rank_over_splits(const rank_request& r, const std::vector<const rank_measure*>& wanted,
                               const std::vector<measured>& found) {
  split_ranking splits;
  for (const measured& m : found) {
    splits.measures.push_back({{m.score}, m.score.values, m.score.values, std::vector<bool>(m.score.size(), false), {}});
    widen(splits.measures.back(), m.score);
  }
  splits.examined = examine_splits(r.input, r.options.common.input, r.run.stop, [&](const input_graph& other, bool named) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const scores under = wanted[i]->compute({r.options, other, r.recorded, r.run}).score;
      widen(splits.measures[i], under);
      if (named) splits.measures[i].by_rule.push_back(under);
    }
  });
  for (split_scores& s : splits.measures) {
    rank_defined(s);
    if (!splits.examined.why_undecided.empty())
      for (interval_rank& row : s.order.rows) row.decided = false;
  }
  return splits;
}

void write_splits(json_writer& json, const input_graph& input, const split_ranking& splits, std::size_t which) {
  const split_scores& s = splits.measures[which];
  json.key("allocation").begin_object().key("rules").begin_object();
  for (std::size_t i = 0; i < splits.examined.rules.size(); ++i)
    write_ids(json.key(splits.examined.rules[i]), input, s, s.by_rule[i].values);
  json.end_object();
  write_ids(json.key("low"), input, s, s.low);
  write_ids(json.key("high"), input, s, s.high);
  std::vector<interval_rank> by_vertex = s.order.rows;
  std::sort(by_vertex.begin(), by_vertex.end(), [](const auto& a, const auto& b) { return a.vertex < b.vertex; });
  json.key("ranks").begin_object();
  for (const interval_rank& row : by_vertex) {
    json.key(input.ids[row.vertex]).begin_object().key("best").value(row.best).key("worst").value(row.worst);
    json.key("decided").value(row.decided).end_object();
  }
  json.end_object().key("splits").value(splits.examined.splits);
  if (!splits.examined.why_undecided.empty()) json.key("why_undecided").value(splits.examined.why_undecided);
  json.end_object();
}

table split_table(const rank_request& r, const std::vector<const rank_measure*>& wanted, const split_ranking& splits,
                  std::size_t top) {
  using enum column_kind;
  std::vector<table_column> columns{{"rank", "Rank", text}, {"id", "Id", text}, {"name", "Name", text}};
  for (const rank_measure* m : wanted) {
    const std::string name(m->name);
    const std::string title(m->title);
    for (const std::string& rule : splits.examined.rules)
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
      const auto cell = [&](double value) { return s.undefined[place.vertex] ? table_cell() : table_cell(value); };
      for (const scores& under : s.by_rule) row.push_back(cell(under[place.vertex]));
      row.push_back(cell(s.low[place.vertex]));
      row.push_back(cell(s.high[place.vertex]));
    }
    row.emplace_back(place.decided ? "decided" : undecided_words);
    t.add_row(std::move(row));
  }
  if (const std::size_t all = splits.measures.front().order.rows.size(); t.rows().size() < all)
    t.add_note(std::to_string(all - t.rows().size()) + " more are not shown; --top 0 shows all");
  const auto without = std::count(splits.measures.front().undefined.begin(), splits.measures.front().undefined.end(), true);
  if (without > 0)
    t.add_note("n/a: " + std::to_string(without) + " without a score under one of the splits, and so without a place");
  const auto bounded = std::count(r.input.basis.begin(), r.input.basis.end(), tie_basis::bounded);
  if (bounded > 0)
    t.add_note(std::to_string(bounded) + (bounded == 1 ? " tie rests" : " ties rest") +
               " on a bound (at least, at most, between), which stands for the number here: its true value may differ");
  t.add_note("Scores are estimates: totals were split. A rank \"a to b\" holds whatever the split; " + std::to_string(open) +
             " of " + std::to_string(splits.measures.front().order.rows.size()) + " places are " + undecided_words + '.');
  if (!splits.examined.why_undecided.empty()) t.add_note("Nothing is decided: " + splits.examined.why_undecided + '.');
  return t;
}

}  // namespace coopgraph::cli
