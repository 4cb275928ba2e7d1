// SPDX-License-Identifier: BSL-1.0
// Who is central, and who brokers between regions? That takes the ties of all:
// here the land borders of the 63 provinces. Of a dataset that holds one
// actor's ties the same question has no answer, and the example says so.
#include <coopgraph/centrality/betweenness.hpp>
#include <coopgraph/centrality/brokerage.hpp>
#include <coopgraph/centrality/closeness.hpp>
#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/centrality/structural_holes.hpp>
#include <coopgraph/core/ranking.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/io/edge_table.hpp>
#include <coopgraph/view/projection.hpp>

#include <array>
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

namespace {

void print(const char* title, const std::vector<std::string>& names, const coopgraph::scores& scores) {
  std::cout << title << '\n';
  for (const auto& [name, score] : coopgraph::top(names, scores, 3))
    std::cout << "  " << name << ": " << coopgraph::to_text(score) << '\n';
}

// The six socio-economic regions, which have each of the 63 provinces once.
coopgraph::partition regions_of(const coopgraph::network& provinces, const std::vector<std::string>& ids) {
  constexpr std::array regions{"northern-midlands-and-mountains",
                               "red-river-delta",
                               "north-central-and-central-coast",
                               "central-highlands",
                               "south-east",
                               "mekong-delta"};
  std::vector<std::uint32_t> label(ids.size(), 0);
  for (std::uint32_t r = 0; r < regions.size(); ++r)
    for (const coopgraph::actor_id member : provinces.members(provinces.region_with(regions[r])))
      for (std::size_t v = 0; v < ids.size(); ++v)
        if (ids[v] == provinces[member].key) label[v] = r;
  return coopgraph::make_partition(label);
}

}  // namespace

int main(int count, char** arguments) {
  const std::string data = count > 1 ? arguments[1] : "examples/data";
  const coopgraph::network provinces = coopgraph::read_dataset(data + "/vietnam");
  const coopgraph::edge_table borders = coopgraph::read_edge_table(
      data + "/vietnam/borders.csv", {.source_column = "a", .target_column = "b", .find_strength = false});
  const auto graph = coopgraph::graph_of<coopgraph::direction::undirected>(borders);
  std::vector<std::string> names;
  for (const std::string& id : borders.ids) names.push_back(provinces[provinces.actor_with(id)].name);

  std::cout << "Land borders: " << graph.vertices() << " provinces, " << graph.edges() << " borders\n";
  print("most neighbours", names, coopgraph::degree(graph).score);
  print("nearest to all, in borders crossed", names, coopgraph::closeness(graph).score);
  print("between the others", names, coopgraph::betweenness(graph, {.normalized = true}).score);
  print("most constrained by their neighbours", names, coopgraph::constraint(graph).score);

  const auto roles = coopgraph::brokerage(graph, regions_of(provinces, borders.ids)).roles;
  print("between provinces of their own region", names, roles.coordinator);
  print("between three regions", names, roles.liaison);

  // Hanoi's ties as one newspaper article states them: the others' ties were
  // not looked for.
  const coopgraph::network hanoi = coopgraph::read_dataset(data + "/hanoi-2018");
  const auto view = coopgraph::project_agreements(hanoi);
  std::cout << "Cooperation of Hanoi in 2018: " << view.graph.edges() << " ties\n";
  if (!hanoi.observed().whose.empty())
    std::cout << "Who else is central, and who brokers, was not observed: only "
                 "the ties of "
              << hanoi[hanoi.observed().whose.front()].name << " were recorded\n";
  print("records with partners", view.names, coopgraph::strength(view.graph, view.strengths).score);
}
