// SPDX-License-Identifier: BSL-1.0
#include "cli/output.hpp"
#include "cli/rank_measures.hpp"

#include <coopgraph/core/decimal.hpp>

#include <array>
#include <unordered_map>

namespace coopgraph::cli {
namespace {

/// The weights of --personalization FILE by vertex; 0 for a vertex that it does not name.
std::vector<double> personalization_of(const rank_request& r) {
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

}  // namespace

dangling_policy dangling_of(const rank_options& options) {
  if (options.dangling == "personalization") return dangling_policy::personalization;
  if (options.dangling == "uniform") return dangling_policy::uniform;
  throw usage_error("--dangling is '" + options.dangling + "'; allowed: uniform, personalization");
}

measured by_pagerank(const rank_request& r) {
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

}  // namespace coopgraph::cli
