// SPDX-License-Identifier: BSL-1.0
#include "cli/output.hpp"
#include "cli/rank_measures.hpp"

#include <coopgraph/centrality/eigenvector.hpp>
#include <coopgraph/centrality/hits.hpp>
#include <coopgraph/centrality/katz.hpp>
#include <coopgraph/core/decimal.hpp>

#include <array>

namespace coopgraph::cli {
namespace {

/// The weights of --personalization FILE by vertex; 0 for a vertex that it does not name.
std::vector<double> personalization_of(const rank_request& r) {
  const std::array<std::string, 2> columns{"id", "weight"};
  const number_format numbers = r.options.common.input.for_edge_table().numbers;
  const auto wrong = [&](const std::string& text) {
    const parsed_decimal number = parse_decimal(text, numbers);
    if (number.problem == number_problem::none && to_double(number.value) >= 0.0) return std::string();
    return "'" + printable(text) + "' is no weight; allowed: a number, 0 or above";
  };
  std::vector<double> weights(r.input.ids.size(), 0.0);
  for (const vertex_row& row : read_vertex_rows(r.input, r.options.common.input, r.options.personalization, columns, wrong))
    weights[row.vertex] = to_double(parse_decimal(row.text, numbers).value);
  return weights;
}

/// How an iteration ended, for people; nothing where it converged.
std::vector<std::string> ending_notes(const char* measure, bool converged, std::size_t iterations, double residual) {
  if (converged) return {};
  return {std::string(measure) + ": not converged after " + count_of(iterations, "iteration", "iterations") +
          ": the residual is " + to_text(residual) + "; raise --max-iterations or --tolerance"};
}

void write_ending(json_writer& json, bool converged, std::size_t iterations, double residual) {
  json.key("converged").value(converged).key("iterations").value(iterations).key("residual").value(residual);
}

template <class Options>
Options iterated(const rank_request& r) {
  Options options;
  if (r.options.tolerance) options.tolerance = *r.options.tolerance;
  if (r.options.max_iterations) options.max_iterations = *r.options.max_iterations;
  options.run = r.run;
  return options;
}

/// Notes on a measure that strong components decide: no answer, or one of many.
template <class Result>
std::vector<std::string> component_notes(const char* measure, const Result& found) {
  if (found.dominant == 0) return {std::string(measure) + ": " + found.why};
  std::vector<std::string> notes = ending_notes(measure, found.converged, found.iterations, found.residual);
  if (found.dominant > 1) notes.push_back(std::string(measure) + ": " + found.why);
  return notes;
}

template <class Result>
void write_components(json_writer& json, const Result& found) {
  write_ending(json, found.converged, found.iterations, found.residual);
  json.key("dominant").value(found.dominant);
  if (!found.why.empty()) json.key("why").value(found.why);
}

}  // namespace

dangling_policy dangling_of(const rank_options& options) {
  if (options.dangling == "personalization") return dangling_policy::personalization;
  if (options.dangling == "uniform") return dangling_policy::uniform;
  throw usage_error("--dangling is '" + options.dangling + "'; allowed: uniform, personalization");
}

measured by_pagerank(const rank_request& r) {
  pagerank_options options = iterated<pagerank_options>(r);
  options.damping = r.options.damping;
  options.dangling = dangling_of(r.options);
  if (!r.options.personalization.empty()) options.personalization = personalization_of(r);
  const edge_strengths strengths = strengths_or_ones(r.input, "pagerank");
  const pagerank_result found = on_graph(r.input, [&](const auto& graph) { return pagerank(graph, strengths, options); });
  return {found.score,
          [found](json_writer& json) {
            write_ending(json, found.converged, found.iterations, found.residual);
            json.key("error_bound").value(found.error_bound);
          },
          ending_notes("pagerank", found.converged, found.iterations, found.residual), found.converged};
}

measured by_eigenvector(const rank_request& r) {
  const edge_strengths strengths = strengths_or_ones(r.input, "eigenvector");
  const auto options = iterated<eigenvector_options>(r);
  const eigenvector_result found = on_graph(r.input, [&](const auto& graph) { return eigenvector(graph, strengths, options); });
  return {found.score,
          [found](json_writer& json) {
            json.key("eigenvalue").value(found.eigenvalue);
            write_components(json, found);
          },
          component_notes("eigenvector", found), found.converged};
}

measured by_hits(const rank_request& r) {
  const edge_strengths strengths = strengths_or_ones(r.input, "hits");
  const auto options = iterated<hits_options>(r);
  const hits_result found = on_graph(r.input, [&](const auto& graph) { return hits(graph, strengths, options); });
  measured m{found.authorities,
             [found, &r](json_writer& json) {
               write_values(json.key("hubs"), r.input, found.hubs);
               write_values(json.key("authorities"), r.input, found.authorities);
               write_undefined(json, r.input, found.authorities);
               json.key("singular_value").value(found.singular_value);
               write_components(json, found);
             },
             component_notes("hits", found), found.converged};
  m.further.push_back({"hub", "Hub", found.hubs});
  m.has_own_shape = true;
  return m;
}

measured by_katz(const rank_request& r) {
  auto options = iterated<katz_options>(r);
  options.alpha = r.options.alpha;
  options.beta = r.options.beta;
  const edge_strengths strengths = strengths_or_ones(r.input, "katz");
  const katz_result found = on_graph(r.input, [&](const auto& graph) { return katz(graph, strengths, options); });
  std::vector<std::string> notes = ending_notes("katz", found.converged, found.iterations, found.residual);
  notes.push_back("katz: the bounds certify the first " + count_of(found.ranking_certified, "place", "places") +
                  " of the ranking");
  return {found.score,
          [found, alpha = options.alpha, beta = options.beta](json_writer& json) {
            json.key("alpha").value(alpha).key("beta").value(beta);
            write_ending(json, found.converged, found.iterations, found.residual);
            if (found.bounded) json.key("error_bound").value(found.error_bound);
            json.key("ranking_certified").value(found.ranking_certified);
          },
          std::move(notes), found.converged};
}

}  // namespace coopgraph::cli
