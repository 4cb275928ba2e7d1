// SPDX-License-Identifier: BSL-1.0
// Who are Hanoi's partners? Reads a dataset, projects its agreements onto a graph, ranks the vertices.
#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/core/ranking.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/view/projection.hpp>

#include <cstddef>
#include <iostream>

namespace {

// A line for each place: its score and those who share it, at most three by name.
void print(const char* title, const coopgraph::agreement_view& view, const coopgraph::scores& scores) {
  std::cout << title << '\n';
  const coopgraph::ranking places = coopgraph::rank(scores);
  for (std::size_t first = 0; first < places.rows.size() && places.rows[first].score > 0.0;) {
    const std::size_t place = places.rows[first].rank;
    std::cout << "  " << place << ". (" << coopgraph::to_text(places.rows[first].score) << ")";
    std::size_t next = first;
    for (; next < places.rows.size() && places.rows[next].rank == place; ++next)
      if (next < first + 3) std::cout << (next == first ? " " : ", ") << view.names[places.rows[next].vertex];
    if (next > first + 3) std::cout << " and " << next - first - 3 << " more";
    std::cout << '\n';
    first = next;
  }
}

}  // namespace

int main(int count, char** arguments) {
  const coopgraph::network network = coopgraph::read_dataset(count > 1 ? arguments[1] : "examples/data/hanoi-2018");

  // A star: the leading party of each agreement with each of the others. What a clique would add, the source does not state.
  const auto view = coopgraph::project_agreements(network, {.as = coopgraph::projection::star});
  std::cout << network.actors().size() << " actors, " << view.graph.edges() << " ties from " << network.agreements().size()
            << " records of cooperation\n";

  print("partners", view, coopgraph::degree(view.graph).score);
  print("records shared with partners", view, coopgraph::strength(view.graph, view.strengths).score);

  const auto walk = coopgraph::pagerank(view.graph, view.strengths);
  print(walk.converged ? "PageRank" : "PageRank (not converged)", view, walk.score);
}
