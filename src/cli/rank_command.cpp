// SPDX-License-Identifier: BSL-1.0
#include "cli/rank_measures.hpp"
#include "cli/rank_splits.hpp"

#include <coopgraph/core/ranking.hpp>

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace coopgraph::cli {
namespace {

/// The vertices by the first measure, the greatest first; those without a score last. `top` 0: all.
table ranking_table(const rank_request& r, const std::vector<const rank_measure*>& wanted, const std::vector<measured>& found,
                    std::size_t top) {
  std::vector<table_column> columns{
      {"rank", "Rank", column_kind::whole_number}, {"id", "Id", column_kind::text}, {"name", "Name", column_kind::text}};
  for (const rank_measure* m : wanted) columns.push_back({std::string(m->name), std::string(m->title), column_kind::number});
  table t("ranking", "The vertices by " + std::string(wanted.front()->name), columns);
  std::vector<std::vector<table_cell>> cells;
  for (const measured& m : found) cells.push_back(score_cells(m.score));
  const auto add = [&](table_cell rank, vertex_id v) {
    std::vector<table_cell> row{std::move(rank), r.input.ids[v], r.input.names[v]};
    for (const auto& scores_of_measure : cells) row.push_back(scores_of_measure[v]);
    t.add_row(std::move(row));
  };
  const ranking order = rank(found.front().score);
  for (const ranked& row : order.rows)
    if (top == 0 || row.rank <= top) add(static_cast<std::int64_t>(row.rank), row.vertex);
  if (top == 0)
    for (const undefined_score& u : order.undefined) add({}, u.vertex);
  if (t.rows().size() < r.input.vertices())
    t.add_note(count_of(r.input.vertices() - t.rows().size(), "vertex is", "vertices are") + " not shown; --top 0 shows all");
  for (std::size_t i = 0; i < found.size(); ++i) {
    add_undefined_notes(t, wanted[i]->name, found[i].score);
    for (const std::string& text : found[i].notes) t.add_note(text);
  }
  return t;
}

void write_measures(json_writer& json, const rank_request& r, const std::vector<const rank_measure*>& wanted,
                    const std::vector<measured>& found, const split_ranking& splits) {
  json.key("measures").begin_object();
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    json.key(wanted[i]->name).begin_object();
    write_scores(json, r.input, found[i].score);
    found[i].members(json);
    if (splits) write_splits(json, r.input, splits, i);
    json.end_object();
  }
  json.end_object();
}

status rank_vertices(const rank_options& options, const CLI::App& app, const context& where) {
  const output_format format = options.common.output.chosen();
  const std::vector<const rank_measure*> wanted = measures_of(options.by);
  check_rank_options(options);  // what is wrong with the options is said before anything is read
  const input_graph input = options.common.read(where);
  const rank_request r{options, input, options.common.run(where)};
  std::vector<measured> found;
  for (const rank_measure* m : wanted) found.push_back(m->compute(r));
  const split_ranking splits = rank_over_splits(r, wanted, found);
  const auto rows = [&](std::size_t top) {
    return splits ? split_table(r, wanted, splits, top) : ranking_table(r, wanted, found, top);
  };
  switch (format) {
    case output_format::table:
      deliver(options.common.output, where, to_plain_text(rows(options.top)));
      break;
    case output_format::csv:
      deliver(options.common.output, where, to_csv(rows(0)));
      break;
    case output_format::json:
      deliver(options.common.output, where,
              json_result(app, input, [&](json_writer& json) { write_measures(json, r, wanted, found, splits); }));
      break;
  }
  status outcome = done;
  for (const measured& m : found) {
    if (m.has_answer) continue;
    outcome = no_answer;
    for (const std::string& text : m.notes) where.err << "coopgraph: " << printable(text, 960) << '\n';
  }
  return outcome;
}

}  // namespace

runner declare_rank(CLI::App& app) {
  const auto options = std::make_shared<rank_options>();
  options->common.declare(app);
  app.add_option("--by", options->by, "The measures, joined by commas: degree, strength, betweenness, pagerank")->required();
  app.add_option("--mode", options->mode, "Of degree and strength, directed: in, out or all")->capture_default_str();
  app.add_flag("--normalized", options->normalized, "Of betweenness: divide by the number of pairs of other vertices");
  app.add_option("--damping", options->damping, "Of pagerank: the chance of following a tie")->capture_default_str();
  app.add_option("--personalization", options->personalization,
                 "Of pagerank: a CSV file with the columns id,weight: where the walk begins anew");
  app.add_option("--dangling", options->dangling,
                 "Of pagerank: where the walk goes from a vertex that it cannot leave: personalization or uniform")
      ->capture_default_str();
  app.add_option("--tolerance", options->tolerance, "Of pagerank: the residual at which it ends")->capture_default_str();
  app.add_option("--max-iterations", options->max_iterations, "Of pagerank: not converged after so many: status 4")
      ->capture_default_str();
  app.add_option("--top", options->top, "The places that the table shows; 0: all. CSV and JSON hold all")->capture_default_str();
  app.footer(
      "Examples:\n"
      "  coopgraph rank hanoi-2018 --by degree,strength\n"
      "  coopgraph rank trade.csv --by pagerank --damping 0.9 --top 10\n"
      "  coopgraph rank hanoi-2018 --as flows --strength chains --by strength --allocate equal,population_2019\n"
      "  coopgraph rank roads.csv --by betweenness --length km --format csv -o brokers.csv");
  return [options, &app](const context& where) { return rank_vertices(*options, app, where); };
}

}  // namespace coopgraph::cli
