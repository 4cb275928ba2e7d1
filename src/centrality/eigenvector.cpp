// SPDX-License-Identifier: BSL-1.0
#include "centrality/perron.hpp"

#include <coopgraph/centrality/eigenvector.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <cmath>
#include <utility>

namespace coopgraph::detail {
namespace {

void check(const eigenvector_options& options) {
  if (!(options.tolerance >= 0.0 && std::isfinite(options.tolerance)))
    throw option_error("eigenvector", "tolerance", to_text(options.tolerance), "a finite number >= 0");
  if (options.max_iterations == 0) throw option_error("eigenvector", "max_iterations", "0", "1 or more");
}

template <direction D>
eigenvector_result run(const csr_view<D>& graph, const edge_strengths* strengths, const eigenvector_options& options) {
  check(options);
  const std::size_t n = graph.vertices();
  const positive_matrix matrix = matrix_of_rows("eigenvector", graph.in, n, graph.edges(), strengths);
  execution quiet = options.run;
  quiet.progress = nullptr;  // iterations are told of here, not loops
  thread_pool pool(quiet);
  iteration_teller teller(options.run, options.max_iterations);
  perron_answer found = solve_perron(
      pool, matrix, {options.tolerance, options.max_iterations, [&](std::size_t iterations) { teller.tell(iterations); }});

  eigenvector_result result;
  result.score.values = std::move(found.vector);
  result.residual = found.residual;
  result.iterations = found.iterations;
  result.converged = found.converged;
  result.dominant = found.dominant;
  if (found.dominant == 0) {
    result.why = n == 0 ? "the graph has no vertices" : "no cycle passes on any score: the spectral radius is 0";
    for (vertex_id v = 0; v < n; ++v) result.score.undefined.push_back({v, result.why});
  } else {
    result.eigenvalue = in_measure("eigenvector", found.eigenvalue, matrix, strengths);
    if (found.dominant > 1)
      result.why = to_text(found.dominant) + " components have the same greatest eigenvalue: how they compare is a convention";
  }
  teller.finish();
  return result;
}

}  // namespace

eigenvector_result eigenvector_of(const undirected_view& graph, const edge_strengths* strengths,
                                  const eigenvector_options& options) {
  return run(graph, strengths, options);
}

eigenvector_result eigenvector_of(const directed_view& graph, const edge_strengths* strengths,
                                  const eigenvector_options& options) {
  return run(graph, strengths, options);
}

}  // namespace coopgraph::detail
