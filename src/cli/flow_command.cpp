// SPDX-License-Identifier: BSL-1.0
#include "cli/flow_problems.hpp"
#include "cli/observation.hpp"

#include <coopgraph/report/cooperation_report.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <ostream>
#include <span>
#include <utility>

namespace coopgraph::cli {
namespace {

/// What a problem reads of a dataset: agreements or flows, as --as says, or flows only.
enum class dataset_ties { as_told, flows };
/// Whether it takes only what was recorded as what there is: paths and cuts through ties that nobody looked for do not.
enum class takes_ties { as_recorded, of_all };

struct flow_problem {
  std::string_view name;
  std::string_view what;
  flow_answer (*solve)(const flow_request&);
  std::vector<std::string_view> options = {};  ///< those of this command that it has a use for
  std::vector<std::string_view> needed = {};
  amount_need capacities = amount_need::none;
  amount_need costs = amount_need::none;
  amount_need flows = amount_need::none;
  dataset_ties of_dataset = dataset_ties::flows;
  takes_ties ties = takes_ties::as_recorded;
};

std::span<const flow_problem> problems() {
  using enum amount_need;
  static const std::array<flow_problem, 10> all{{
      {.name = "max",
       .what = "the greatest flow from the sources to the targets, and the least cut",
       .solve = answer_maximum,
       .options = {"--source", "--target", "--vertex-capacity", "--lower", "--all-cuts", "--allocate"},
       .needed = {"--source", "--target"},
       .capacities = required},
      {.name = "min-cost",
       .what = "the cheapest way to send supplies to demands, and what a unit is worth where",
       .solve = answer_minimum_cost,
       .options = {"--supply", "--demands", "--cost", "--lower", "--balance", "--prices"},
       .capacities = where_there_is_one,
       .costs = required},
      {.name = "transport",
       .what = "the cheapest plan from origins to destinations, each edge a route",
       .solve = answer_transportation,
       .options = {"--supply", "--demands", "--cost", "--balance"},
       .capacities = where_there_is_one,
       .costs = required},
      {.name = "gomory-hu",
       .what = "the least cuts between all pairs, as a tree",
       .solve = answer_gomory_hu,
       .capacities = required,
       .ties = takes_ties::of_all},
      {.name = "global-cut",
       .what = "where the graph falls apart most cheaply",
       .solve = answer_global_cut,
       .capacities = required,
       .ties = takes_ties::of_all},
      {.name = "shortest-path",
       .what = "the distances over --length from each source, and the paths to the targets",
       .solve = answer_shortest_paths,
       .options = {"--source", "--target", "--all-sources", "--mode"},
       .of_dataset = dataset_ties::as_told,
       .ties = takes_ties::of_all},
      {.name = "k-paths",
       .what = "the -k shortest paths without a vertex twice",
       .solve = answer_k_paths,
       .options = {"--source", "--target", "-k", "--mode"},
       .needed = {"--source", "--target"},
       .of_dataset = dataset_ties::as_told,
       .ties = takes_ties::of_all},
      {.name = "widest-path",
       .what = "how much can go along a single path",
       .solve = answer_widest_paths,
       .options = {"--source", "--target", "--mode"},
       .needed = {"--source"},
       .capacities = required,
       .ties = takes_ties::of_all},
      {.name = "disjoint-paths",
       .what = "the most paths that share no edge or no vertex, or the -k shortest such",
       .solve = answer_disjoint_paths,
       .options = {"--source", "--target", "-k", "--disjoint"},
       .needed = {"--source", "--target"},
       .of_dataset = dataset_ties::as_told,
       .ties = takes_ties::of_all},
      {.name = "decompose",
       .what = "a flow as paths and cycles with amounts",
       .solve = answer_decomposition,
       .options = {"--flow"},
       .flows = required},
  }};
  return all;
}

const flow_problem& problem_of(const flow_options& options) {
  std::string allowed;
  for (const flow_problem& p : problems()) {
    if (p.name == options.problem) return p;
    allowed.append(allowed.empty() ? "" : ", ").append(p.name);
  }
  constexpr std::array<std::string_view, 3> later{"multicommodity", "trace", "what-if"};
  throw usage_error((std::find(later.begin(), later.end(), options.problem) != later.end()
                         ? "the problem " + options.problem + " is not part of version " + std::string(library_version())
                         : "there is no problem '" + printable(options.problem, 100) + "'") +
                    "; allowed: " + allowed);
}

void check_options(const flow_problem& p, const flow_options& o) {
  const input_options& in = o.common.input;
  const std::pair<std::string_view, bool> given[] = {{"--source", !o.sources.empty()},
                                                     {"--target", !o.targets.empty()},
                                                     {"--all-sources", o.all_sources},
                                                     {"--vertex-capacity", !o.vertex_capacity.empty()},
                                                     {"--all-cuts", o.all_cuts},
                                                     {"--supply", !o.supply.empty()},
                                                     {"--demands", !o.demands.empty()},
                                                     {"--balance", !o.balance.empty()},
                                                     {"--prices", o.prices},
                                                     {"-k", o.k != 0},
                                                     {"--disjoint", o.disjoint != "edges"},
                                                     {"--mode", o.mode != "out"},

                                                     {"--lower", !in.lower.empty()},
                                                     {"--cost", !in.cost.empty()},
                                                     {"--flow", !in.flow.empty()},

                                                     {"--allocate", !in.allocate.empty()}};
  const auto is_in = [](const std::vector<std::string_view>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const auto& [option, is_given] : given) {
    if (is_given && !is_in(p.options, option))
      throw usage_error(std::string(option) + " is not for flow " + o.problem + "; leave it out");
    if (!is_given && is_in(p.needed, option))
      throw usage_error("flow " + o.problem + " needs a " + std::string(option.substr(2)) + ": name it by " +
                        std::string(option) + " ID");
  }
  if (o.problem == "shortest-path" && o.all_sources == !o.sources.empty())
    throw usage_error("flow shortest-path needs a source: name it by --source ID, or take --all-sources");
}

/// INPUT as the problem reads it.
input_options reading(const flow_problem& p, input_options how) {
  how.capacities = p.capacities;
  how.costs = p.costs;
  how.flows = p.flows;
  const bool apart = p.costs != amount_need::none || p.flows != amount_need::none;
  if (apart && !how.parallel_edges.empty() && how.parallel_edges != "keep")
    throw usage_error("--parallel-edges is '" + printable(how.parallel_edges) + "'; of flow " + std::string(p.name) +
                      " allowed: keep, as edges with the same ends have costs and flows of their own");
  if (apart) how.parallel_edges = "keep";
  if (!how.lower.empty() && how.parallel_edges == "min")
    throw usage_error("--lower does not go with --parallel-edges min; allowed: sum, keep");
  if (kind_of(how) != input_kind::dataset || p.of_dataset == dataset_ties::as_told) return how;
  if (how.as != "star" && how.as != "flows") throw usage_error("--as is '" + printable(how.as) + "'; of flow allowed: flows");
  how.as = "flows";
  how.strength.clear();
  return how;
}

/// A problem that takes the ties of all has no answer where only those of some were recorded.
flow_answer not_observed_answer(const std::string& recorded) {
  const std::string why = not_observed(recorded);
  table t("not_observed", "No answer", {{"reason", "Reason", column_kind::text}});
  t.add_row({why});
  return {[why](json_writer& json) { json.key("not_observed").value(why); }, {std::move(t)}, why};
}

void deliver_answer(const flow_request& r, const CLI::App& app, output_format format, const flow_answer& a,
                    const context& where) {
  const output_options& output = r.options.common.output;
  std::string text;
  switch (format) {
    case output_format::table:
      text = plain_text(a.tables, output, where);
      break;
    case output_format::csv:
      text = to_csv(a.tables.front());
      break;
    case output_format::json:
      text = json_result(app, r.input, a.members);
      break;
  }
  deliver(output, r.where, text);
}

status find_flow(const flow_options& given, const CLI::App& app, const context& where) {
  const output_format format = given.common.output.chosen();
  const flow_problem& problem = problem_of(given);
  check_options(problem, given);
  flow_options options = given;
  options.common.input = reading(problem, given.common.input);
  const input_graph input = options.common.read(where);
  const flow_request r{options, input, where, options.common.run(where)};
  const std::string recorded = problem.ties == takes_ties::of_all ? recorded_only(input, options.common.input) : std::string();
  const flow_answer answer = recorded.empty() ? problem.solve(r) : not_observed_answer(recorded);
  deliver_answer(r, app, format, answer, where);
  if (answer.no_answer.empty()) return done;
  where.err << "coopgraph: " << printable(answer.no_answer, 960) << '\n';
  return no_answer;
}

}  // namespace

runner declare_flow(CLI::App& app) {
  const auto options = std::make_shared<flow_options>();
  options->common.input.strength = "none";
  options->common.declare(app);
  options->common.input.declare_flow_columns(app);
  std::string what;
  for (const flow_problem& p : problems()) what.append(what.empty() ? "" : "; ").append(p.name).append(": ").append(p.what);
  app.add_option("PROBLEM", options->problem, what)->required();
  const auto many = [&](const char* name, std::vector<std::string>& ids, const char* text) {
    app.add_option(name, ids, text)->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  };
  many("--source", options->sources, "The id of a vertex where the flow or path begins; may be repeated");
  many("--target", options->targets, "The id of a vertex where it ends; may be repeated");
  app.add_flag("--all-sources", options->all_sources, "shortest-path: from every vertex");
  app.add_option("--vertex-capacity", options->vertex_capacity,
                 "max: how much can pass through each vertex, a column of --nodes or an attribute of the vertices or actors");
  app.add_flag("--all-cuts", options->all_cuts,
               "max: also the least cut nearest to the targets, and every edge and vertex that alone holds the flow back");
  app.add_option("--supply", options->supply,
                 "min-cost, transport: what each vertex supplies (below 0: demands), a column of --nodes or an attribute of the "
                 "actors");
  app.add_option("--demands", options->demands, "min-cost, transport: a file with the columns id,demand");
  app.add_option(
      "--balance", options->balance,
      "min-cost, transport: equal (all supplies are sent; the default of min-cost) or supply-at-most (they may be kept; "
      "that of transport)");
  app.add_flag("--prices", options->prices, "min-cost: what more capacity of each full edge would save, and how far");
  app.add_option("-k", options->k, "k-paths (else 3), disjoint-paths (else as many as there are): how many paths")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}));
  app.add_option("--disjoint", options->disjoint, "disjoint-paths: what they do not share: edges or vertices")
      ->capture_default_str();
  app.add_option("--mode", options->mode, "Paths: out, along the edges from the source, or in, against them")
      ->capture_default_str();
  app.footer(
      "Examples:\n"
      "  coopgraph flow chain.csv max --source farm --target market\n"
      "  coopgraph flow hanoi-2018 max --capacity chains --allocate equal,population_2019 --source other-provinces --target 01\n"
      "  coopgraph flow trade.csv max --directed --capacity value --source VN --target JP --target KR --format json\n"
      "  coopgraph flow roads.csv min-cost --directed --cost fare --nodes towns.csv --supply rice --prices\n"
      "  coopgraph flow roads.csv k-paths --length km --source farm --target market -k 3");
  return [options, &app](const context& where) { return find_flow(*options, app, where); };
}

}  // namespace coopgraph::cli
