// SPDX-License-Identifier: BSL-1.0
#include "cli/graph_output.hpp"

#include <coopgraph/centrality/betweenness.hpp>
#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/ranking.hpp>
#include <coopgraph/report/cooperation_report.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>

namespace coopgraph::cli {
namespace {

constexpr std::array<std::string_view, 15> later_measures{
    "closeness",  "harmonic",       "edge-betweenness", "eigenvector", "katz",      "hits",          "core",           "s-core",
    "constraint", "effective-size", "efficiency",       "hierarchy",   "brokerage", "participation", "within-module-z"};

struct rank_options {
  graph_command_options common;
  std::string by;
  std::string mode = "all";
  bool normalized = false;
  double damping = pagerank_options{}.damping;
  double tolerance = pagerank_options{}.tolerance;
  std::size_t max_iterations = pagerank_options{}.max_iterations;
  std::string personalization;
  std::string dangling = "personalization";
  std::size_t top = 20;
};

/// What is asked of the graph, with all that a measure needs.
struct request {
  const rank_options& options;
  const input_graph& input;
  execution run;
};

/// A measure of all vertices, and what else JSON says of it.
struct measured {
  scores score;
  std::function<void(json_writer&)> members;
  std::vector<std::string> notes;
  bool has_answer = true;
};

void write_ties(json_writer& json, ties how, const std::string& why) {
  json.key("ties").value(how == ties::exact ? "exact" : "approximate");
  if (how == ties::approximate) json.key("why_approximate").value(why);
}

std::vector<std::string> ties_notes(const char* measure, ties how, const std::string& why) {
  if (how == ties::exact) return {};
  return {std::string(measure) + ": equal sums were recognised by a tolerance, because " + why};
}

degree_mode mode_of(const rank_options& options) {
  if (options.mode == "all") return degree_mode::all;
  if (options.mode == "in") return degree_mode::in;
  if (options.mode == "out") return degree_mode::out;
  throw usage_error("--mode is '" + options.mode + "'; allowed: in, out, all");
}

dangling_policy dangling_of(const rank_options& options) {
  if (options.dangling == "personalization") return dangling_policy::personalization;
  if (options.dangling == "uniform") return dangling_policy::uniform;
  throw usage_error("--dangling is '" + options.dangling + "'; allowed: uniform, personalization");
}

measured by_degree(const request& r) {
  const degree_mode mode = mode_of(r.options);
  const degree_result found = on_graph(r.input, [&](const auto& graph) { return degree(graph, {.mode = mode}); });
  return {found.score,
          [mode = r.options.mode](json_writer& json) {
            json.key("mode").value(mode);
            write_ties(json, ties::exact, {});
          },
          {}};
}

measured by_strength(const request& r) {
  const degree_mode mode = mode_of(r.options);
  const bool given = r.input.strengths.has_value();
  const edge_strengths strengths = given ? *r.input.strengths : edge_strengths::uniform(r.input.edges());
  const strength_result found = on_graph(r.input, [&](const auto& graph) { return strength(graph, strengths, {.mode = mode}); });
  std::vector<std::string> notes = ties_notes("strength", found.ties, found.why_approximate);
  if (!given) notes.emplace_back("strength: there are no strengths, each edge counts 1");
  return {found.score,
          [mode = r.options.mode, given, how = found.ties, why = found.why_approximate](json_writer& json) {
            json.key("mode").value(mode).key("strengths").value(given ? "given" : "each edge counts 1");
            write_ties(json, how, why);
          },
          std::move(notes)};
}

/// \throws usage_error naming the first edge whose value the measure does not allow
template <value_kind K, class Allowed>
void check_values(const request& r, const char* measure, const edge_values<K>& values, const char* what, const Allowed& allowed,
                  const char* range) {
  for (edge_id e = 0; e < values.size(); ++e)
    if (!allowed(values[e]))
      throw usage_error(std::string(measure) + ": the " + what + " of " + edge_name(r.input, e) + " is " + to_text(values[e]) +
                        (values[e] < 0.0 ? ", which is negative" : "") + "; allowed: " + range +
                        "; correct the data or name another " + what + " with --" + what);
}

measured by_betweenness(const request& r) {
  if (r.input.lengths)
    check_values(
        r, "betweenness", *r.input.lengths, "length", [](double x) { return x > 0.0; }, "lengths above 0");
  const betweenness_options options{.normalized = r.options.normalized, .run = r.run};
  const betweenness_result found = on_graph(r.input, [&](const auto& graph) {
    return r.input.lengths ? betweenness(graph, *r.input.lengths, options) : betweenness(graph, options);
  });
  return {found.score,
          [found, normalized = options.normalized](json_writer& json) {
            json.key("normalized").value(normalized).key("pairs").value(found.pairs);
            write_ties(json, found.ties, found.why_approximate);
          },
          ties_notes("betweenness", found.ties, found.why_approximate)};
}

/// The weights of --personalization FILE by vertex; 0 for a vertex that it does not name.
std::vector<double> personalization_of(const request& r) {
  const std::string& file = r.options.personalization;
  const std::array<std::string, 2> columns{"id", "weight"};
  const text_table table = read_text_table(file, columns, r.options.common.input);
  const number_format numbers = r.options.common.input.for_edge_table().numbers;
  std::unordered_map<std::string_view, vertex_id> vertex;
  for (vertex_id v = 0; v < r.input.ids.size(); ++v) vertex.emplace(r.input.ids[v], v);

  std::vector<double> weights(r.input.ids.size(), 0.0);
  std::vector<bool> given(weights.size(), false);
  std::vector<diagnostic> problems;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const std::string& id = table.rows[row][0];
    const std::string& weight = table.rows[row][1];
    const auto refuse = [&](std::size_t column, const char* code, const std::string& message) {
      problems.push_back({{file, table.lines[row], table.columns[column]}, {}, code, message});
    };
    const auto found = vertex.find(id);
    const parsed_decimal number = parse_decimal(weight, numbers);
    if (found == vertex.end())
      refuse(0, "unknown-vertex", "'" + printable(id) + "' is no vertex of the graph; allowed: the ids of INPUT");
    else if (given[found->second])
      refuse(0, "duplicate-id", "'" + printable(id) + "' has a weight already; allowed: one row for each vertex");
    else if (number.problem != number_problem::none || to_double(number.value) < 0.0)
      refuse(1, "bad-number", "'" + printable(weight) + "' is no weight; allowed: a number, 0 or above");
    else
      weights[found->second] = to_double(number.value);
    if (found != vertex.end()) given[found->second] = true;
  }
  if (!problems.empty()) throw data_error(std::move(problems));
  return weights;
}

measured by_pagerank(const request& r) {
  pagerank_options options{
      .damping = r.options.damping, .tolerance = r.options.tolerance, .max_iterations = r.options.max_iterations};
  options.run = r.run;
  options.dangling = dangling_of(r.options);
  if (!r.options.personalization.empty()) options.personalization = personalization_of(r);
  if (r.input.strengths)
    check_values(
        r, "pagerank", *r.input.strengths, "strength", [](double x) { return x >= 0.0; }, "strengths of 0 or above");
  const pagerank_result found = on_graph(r.input, [&](const auto& graph) {
    return r.input.strengths ? pagerank(graph, *r.input.strengths, options) : pagerank(graph, options);
  });
  std::vector<std::string> notes;
  if (!found.converged)
    notes.push_back("pagerank: not converged after " + count_of(found.iterations, "iteration", "iterations") +
                    ": the residual is " + to_text(found.residual) + "; raise --max-iterations or --tolerance");
  return {found.score,
          [found](json_writer& json) {
            json.key("converged").value(found.converged).key("iterations").value(found.iterations);
            json.key("residual").value(found.residual).key("error_bound").value(found.error_bound);
          },
          std::move(notes), found.converged};
}

struct measure {
  std::string_view name;
  std::string_view title;
  measured (*compute)(const request&);
};
constexpr measure measures[] = {{"degree", "Degree", by_degree},
                                {"strength", "Strength", by_strength},
                                {"betweenness", "Betweenness", by_betweenness},
                                {"pagerank", "PageRank", by_pagerank}};

const measure& measure_called(std::string_view name) {
  std::string allowed;
  for (const measure& m : measures) {
    if (m.name == name) return m;
    allowed.append(allowed.empty() ? "" : ", ").append(m.name);
  }
  if (std::find(later_measures.begin(), later_measures.end(), name) != later_measures.end())
    throw usage_error("the measure " + std::string(name) + " is not part of version " + std::string(library_version()) +
                      "; allowed: " + allowed);
  throw usage_error("there is no measure '" + std::string(name) + "'; allowed: " + allowed);
}

/// The measures of --by a,b,…
std::vector<const measure*> measures_of(const std::string& by) {
  std::vector<const measure*> wanted;
  for (std::size_t at = 0; at <= by.size();) {
    const std::size_t end = std::min(by.find(',', at), by.size());
    const measure& m = measure_called(std::string_view(by).substr(at, end - at));
    if (std::find(wanted.begin(), wanted.end(), &m) != wanted.end())
      throw usage_error("--by names " + std::string(m.name) + " twice; allowed: each measure once");
    wanted.push_back(&m);
    at = end + 1;
  }
  return wanted;
}

/// The vertices by the first measure, the greatest first; those without a score last. `top` 0: all.
table ranking_table(const request& r, const std::vector<const measure*>& wanted, const std::vector<measured>& found,
                    std::size_t top) {
  std::vector<table_column> columns{
      {"rank", "Rank", column_kind::whole_number}, {"id", "Id", column_kind::text}, {"name", "Name", column_kind::text}};
  for (const measure* m : wanted) columns.push_back({std::string(m->name), std::string(m->title), column_kind::number});
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

void write_measures(json_writer& json, const request& r, const std::vector<const measure*>& wanted,
                    const std::vector<measured>& found) {
  json.key("measures").begin_object();
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    json.key(wanted[i]->name).begin_object();
    write_scores(json, r.input, found[i].score);
    found[i].members(json);
    json.end_object();
  }
  json.end_object();
}

status rank_vertices(const rank_options& options, const CLI::App& app, const context& where) {
  const output_format format = options.common.output.chosen();
  const std::vector<const measure*> wanted = measures_of(options.by);
  (void)mode_of(options);  // what is wrong with the options is said before anything is read
  (void)dangling_of(options);
  const input_graph input = options.common.read(where);
  const request r{options, input, options.common.run(where)};
  std::vector<measured> found;
  for (const measure* m : wanted) found.push_back(m->compute(r));
  switch (format) {
    case output_format::table:
      deliver(options.common.output, where, to_plain_text(ranking_table(r, wanted, found, options.top)));
      break;
    case output_format::csv:
      deliver(options.common.output, where, to_csv(ranking_table(r, wanted, found, 0)));
      break;
    case output_format::json:
      deliver(options.common.output, where,
              json_result(app, input, [&](json_writer& json) { write_measures(json, r, wanted, found); }));
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
      "  coopgraph rank roads.csv --by betweenness --length km --format csv -o brokers.csv");
  return [options, &app](const context& where) { return rank_vertices(*options, app, where); };
}

}  // namespace coopgraph::cli
