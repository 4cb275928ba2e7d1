// SPDX-License-Identifier: BSL-1.0
// Who are Hanoi's partners? Reads a dataset, projects its agreements onto a graph, ranks the vertices.
#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/core/ranking.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/view/projection.hpp>

#include <iomanip>
#include <iostream>

namespace {

void print(const char* title, const coopgraph::agreement_view& view, const coopgraph::scores& score) {
  std::cout << title << '\n';
  for (const auto& [name, value] : coopgraph::top(view.names, score, 6)) std::cout << "  " << std::setw(8) << value << "  " << name << '\n';
}

}  // namespace

int main(int count, char** arguments) {
  const coopgraph::network network = coopgraph::read_dataset(count > 1 ? arguments[1] : "examples/data/hanoi-2018");

  // A star: the leading party of each agreement with each of the others. What a clique would add, the source does not state.
  const auto view = coopgraph::project_agreements(network, {.as = coopgraph::projection::star});
  std::cout << std::fixed << std::setprecision(4) << network.actors().size() << " actors, " << view.graph.edges() << " ties from "
            << network.agreements().size() << " agreements\n";

  print("partners", view, coopgraph::degree(view.graph).score);
  print("agreements with partners", view, coopgraph::strength(view.graph, view.strengths).score);

  const auto walk = coopgraph::pagerank(view.graph, view.strengths);
  print(walk.converged ? "PageRank" : "PageRank (not converged)", view, walk.score);
}
