// SPDX-License-Identifier: BSL-1.0
#include "cli/observation.hpp"
#include "cli/rank_measures.hpp"
#include "cli/rank_splits.hpp"

#include <coopgraph/core/ranking.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <ostream>

namespace coopgraph::cli {
namespace {

/// The vertices by the first measure, the greatest first; those without a score last. `top` 0: all.
table ranking_table(const rank_request& r, const std::vector<const rank_measure*>& wanted, const std::vector<measured>& found,
                    std::size_t top) {
  std::vector<table_column> columns{
      {"rank", "Rank", column_kind::whole_number}, {"id", "Id", column_kind::text}, {"name", "Name", column_kind::text}};
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    columns.push_back({std::string(wanted[i]->name), std::string(wanted[i]->title), column_kind::number});
    for (const further_scores& more : found[i].further)
      columns.push_back({std::string(wanted[i]->name) + '_' + more.key, more.title, column_kind::number});
  }
  table t("ranking", "The vertices by " + std::string(wanted.front()->name), columns);
  std::vector<std::vector<table_cell>> cells;
  for (const measured& m : found) {
    cells.push_back(score_cells(m.score));
    for (const further_scores& more : m.further) cells.push_back(score_cells(more.score));
  }
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
    if (!found[i].has_own_shape) write_scores(json, r.input, found[i].score);
    found[i].members(json);
    if (splits && !found[i].edges) write_splits(json, r.input, splits, i);
    json.end_object();
  }
  json.end_object();
}

/// Edges are no rows of a ranking of vertices.
void check_edges_alone(const std::vector<const rank_measure*>& wanted, output_format format) {
  const bool edges =
      std::any_of(wanted.begin(), wanted.end(), [](const rank_measure* m) { return m->name == "edge-betweenness"; });
  if (edges && wanted.size() > 1 && format != output_format::json)
    throw usage_error("edge-betweenness ranks edges, other measures vertices; ask for it alone, or for --format json");
}

/// The rows that are not hidden by --top.
table first_rows(const table& all, std::size_t top) {
  if (top == 0 || all.rows().size() <= top) return all;
  table t(all.key(), all.title(), std::vector<table_column>(all.columns().begin(), all.columns().end()));
  for (std::size_t i = 0; i < top; ++i) t.add_row(all.rows()[i]);
  for (const std::string& note : all.notes()) t.add_note(note);
  t.add_note(std::to_string(all.rows().size() - top) + " more are not shown; --top 0 shows all");
  return t;
}

status rank_vertices(const rank_options& options, const CLI::App& app, const context& where) {
  const output_format format = options.common.output.chosen();
  const std::vector<const rank_measure*> wanted = measures_of(options.by);
  check_edges_alone(wanted, format);
  check_rank_options(options);  // what is wrong with the options is said before anything is read
  const input_graph input = options.common.read(where);
  const rank_request r{options, input, recorded_only(input, options.common.input), options.common.run(where)};
  std::vector<measured> found;
  for (const rank_measure* m : wanted) found.push_back(m->compute(r));
  const split_ranking splits = rank_over_splits(r, wanted, found);
  const auto rows = [&](std::size_t top) {
    if (found.front().edges) return first_rows(*found.front().edges, top);
    return splits ? split_table(r, wanted, splits, top) : ranking_table(r, wanted, found, top);
  };
  switch (format) {
    case output_format::table:
      deliver(options.common.output, where, plain_text(rows(options.top), options.common.output, where));
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
  app.add_option(
         "--by", options->by,
         "The measures, joined by commas: degree, strength, closeness, harmonic, betweenness, edge-betweenness, eigenvector, "
         "katz, pagerank, hits, core, s-core, constraint, effective-size, efficiency, hierarchy, brokerage, participation, "
         "within-module-z")
      ->required();
  app.add_option("--mode", options->mode,
                 "Of directed graphs: in, out or all ties (degree, strength, core, s-core, participation; else all) or distances "
                 "(closeness, harmonic; else out, from the vertex)");
  app.add_flag("--normalized", options->normalized, "Betweenness by the number of pairs, harmonic by n - 1");
  app.add_option("--convention", options->convention, "Of closeness, where not all are reached: classic or wasserman-faust")
      ->capture_default_str();
  app.add_option("--sources", options->sources, "Of betweenness: a CSV file with the column id: only paths from these");
  app.add_option("--targets", options->targets, "Of betweenness: a CSV file with the column id: only paths to these");
  app.add_option("--epsilon", options->epsilon,
                 "Betweenness by sampling, as a fraction of all pairs: within this of the exact one");
  app.add_option("--delta", options->delta, "With --epsilon: the chance that this goes wrong")->capture_default_str();
  app.add_option("--seed", options->seed, "With --epsilon: the seed of the samples")->capture_default_str();
  app.add_option("--alpha", options->alpha, "Of katz: what a tie passes on, below 1 / the spectral radius")
      ->capture_default_str();
  app.add_option("--beta", options->beta, "Of katz: what each vertex has of its own")->capture_default_str();
  app.add_option("--damping", options->damping, "Of pagerank: the chance of following a tie")->capture_default_str();
  app.add_option("--personalization", options->personalization,
                 "Of pagerank: a CSV file with the columns id,weight: where the walk begins anew");
  app.add_option("--dangling", options->dangling,
                 "Of pagerank: where the walk goes from a vertex that it cannot leave: personalization or uniform")
      ->capture_default_str();
  app.add_option("--tolerance", options->tolerance, "Of pagerank, eigenvector, katz, hits: the residual at which it ends");
  app.add_option("--max-iterations", options->max_iterations, "Of the same: not converged after so many: status 4");
  app.add_option(
      "--groups", options->groups,
      "Of brokerage, participation, within-module-z: a CSV file with the columns id,group or, of a dataset, keys of regions "
      "joined by commas");
  app.add_option("--top", options->top, "The places that the table shows; 0: all. CSV and JSON hold all")->capture_default_str();
  app.footer(
      "Examples:\n"
      "  coopgraph rank hanoi-2018 --by degree,strength\n"
      "  coopgraph rank trade.csv --by pagerank --damping 0.9 --top 10\n"
      "  coopgraph rank hanoi-2018 --as flows --strength chains --by strength --allocate equal,population_2019\n"
      "  coopgraph rank migration.csv --by brokerage,participation --groups regions.csv\n"
      "  coopgraph rank roads.csv --by betweenness --length km --format csv -o brokers.csv");
  return [options, &app](const context& where) { return rank_vertices(*options, app, where); };
}

}  // namespace coopgraph::cli
