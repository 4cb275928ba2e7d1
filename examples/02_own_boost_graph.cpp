// SPDX-License-Identifier: BSL-1.0
// A graph that is yours already: any Boost graph with a vertex_index is taken as it is, its values by one named call.
#include <coopgraph/centrality/betweenness.hpp>

#include <boost/graph/adjacency_list.hpp>

#include <iostream>
#include <string>

namespace {

struct town {
  std::string name;
};
struct road {
  double length = 0.0;  // in 100 km
};
using road_map = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, town, road>;

// North and South are linked by two ways of the same length, 0.1 + 0.2 and 0.3, which are not equal as doubles.
road_map two_ways() {
  road_map map;
  const auto north = add_vertex({"North"}, map);
  const auto bridge = add_vertex({"Bridge"}, map);
  const auto south = add_vertex({"South"}, map);
  const auto coast = add_vertex({"Coast"}, map);
  add_edge(north, bridge, {0.1}, map);
  add_edge(bridge, south, {0.2}, map);
  add_edge(north, south, {0.3}, map);
  add_edge(south, coast, {0.5}, map);
  return map;
}

}  // namespace

int main() {
  const road_map map = two_ways();
  const auto lengths = coopgraph::lengths_from(map, get(&road::length, map));
  const auto result = coopgraph::betweenness(map, lengths);

  std::cout << "lengths are " << (result.ties == coopgraph::ties::exact ? "exact" : "approximate: " + result.why_approximate)
            << '\n';
  for (const auto v : boost::make_iterator_range(vertices(map)))
    std::cout << map[v].name << ' ' << result.score[static_cast<coopgraph::vertex_id>(v)] << '\n';
}
