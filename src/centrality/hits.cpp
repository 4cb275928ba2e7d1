// SPDX-License-Identifier: BSL-1.0
#include "centrality/perron.hpp"

#include <coopgraph/centrality/hits.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <cmath>
#include <span>
#include <utility>

namespace coopgraph::detail {
namespace {

void check(const hits_options& options) {
  if (!(options.tolerance >= 0.0 && std::isfinite(options.tolerance)))
    throw option_error("hits", "tolerance", to_text(options.tolerance), "a finite number >= 0");
  if (options.max_iterations == 0) throw option_error("hits", "max_iterations", "0", "1 or more");
}

/// ( 0  A ) of twice the size, whose eigenvector is (h, a) for the eigenvalue sigma. It is symmetric: the rows of A are those
/// ( A' 0 ) that leave a vertex, the rows of A' those that enter it.
template <direction D>
positive_matrix doubled(const csr_view<D>& graph, const edge_strengths* strengths) {
  const std::size_t n = graph.vertices();
  positive_matrix matrix = matrix_of_rows("hits", graph.out, n, graph.edges(), strengths);
  const positive_matrix below = matrix_of_rows("hits", graph.in, n, graph.edges(), strengths);
  for (vertex_id& column : matrix.column) column += static_cast<vertex_id>(n);
  const std::uint64_t entries = matrix.column.size();
  for (std::size_t v = 1; v <= n; ++v) matrix.offset.push_back(entries + below.offset[v]);
  matrix.column.insert(matrix.column.end(), below.column.begin(), below.column.end());
  matrix.value.insert(matrix.value.end(), below.value.begin(), below.value.end());
  return matrix;
}

/// Brings each half of x = (h, a) to norm 1, and measures sigma = h'Aa and the residual of what it then is.
void settle(const positive_matrix& matrix, double tolerance, perron_answer& found) {
  std::vector<double>& x = found.vector;
  const std::size_t n = x.size() / 2;
  for (const std::size_t first : {std::size_t{0}, n}) {
    const std::span<double> half(x.data() + first, n);
    double square = 0.0;
    for (const double v : half) square += v * v;
    for (double& v : half) v /= std::sqrt(square);
  }
  std::vector<double> image(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) image[i] = matrix.row(i, x);
  found.eigenvalue = 0.0;
  for (std::size_t i = 0; i < n; ++i) found.eigenvalue += x[i] * image[i];
  double square = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double r = image[i] / found.eigenvalue - x[i];
    square += r * r;
  }
  found.residual = std::sqrt(square / 2);
  found.converged = found.residual <= tolerance;
}

template <direction D>
hits_result run(const csr_view<D>& graph, const edge_strengths* strengths, const hits_options& options) {
  check(options);
  const std::size_t n = graph.vertices();
  if (n > (std::size_t{1} << 31))
    throw input_error("hits", "number of vertices", to_text(n), "at most 2^31: every vertex is counted twice");
  const positive_matrix matrix = doubled(graph, strengths);
  execution quiet = options.run;
  quiet.progress = nullptr;  // iterations are told of here, not loops
  thread_pool pool(quiet);
  iteration_teller teller(options.run, options.max_iterations);
  perron_answer found = solve_perron(
      pool, matrix, {options.tolerance, options.max_iterations, [&](std::size_t iterations) { teller.tell(iterations); }});

  if (found.dominant > 0) settle(matrix, options.tolerance, found);

  hits_result result;
  const auto middle = found.vector.begin() + static_cast<std::ptrdiff_t>(n);
  result.hubs.values.assign(found.vector.begin(), middle);
  result.authorities.values.assign(middle, found.vector.end());
  result.residual = found.residual;
  result.iterations = found.iterations;
  result.converged = found.converged;
  result.dominant = found.dominant;
  if (found.dominant == 0) {
    result.why = n == 0 ? "the graph has no vertices" : "there is no edge of strength above 0";
    for (vertex_id v = 0; v < n; ++v) result.hubs.undefined.push_back({v, result.why});
    result.authorities.undefined = result.hubs.undefined;
  } else {
    result.singular_value = in_measure("hits", found.eigenvalue, matrix, strengths);
    if (found.dominant > 1)
      result.why =
          to_text(found.dominant) + " components have the same greatest singular value: how they compare is a convention";
  }
  teller.finish();
  return result;
}

}  // namespace

hits_result hits_of(const undirected_view& graph, const edge_strengths* strengths, const hits_options& options) {
  return run(graph, strengths, options);
}

hits_result hits_of(const directed_view& graph, const edge_strengths* strengths, const hits_options& options) {
  return run(graph, strengths, options);
}

}  // namespace coopgraph::detail
